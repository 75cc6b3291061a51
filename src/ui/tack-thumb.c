/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-thumb.h"

#include "ui/tack-cover-source.h"
#include "ui/tack-ground.h"

#define DEFAULT_RADIUS 12
#define ICON_ALPHA 0.35
#define EMPTY_ALPHA 0.06

/* A cover is loaded anew when its time has stood still this long: who drags it does not watch the
 * card. What was scrolled is looked for as often. */
#define SETTLE_MS 150

/* Longer sides that are loaded, in pixels: few, so that resizing a window hardly ever loads again.
 * A row's thumbnail, a card, a card on a display of high density. */
static const int sides[] = { 96, 320, 640 };

struct _TackThumb
{
  GtkWidget parent_instance;

  TackThumbnailer *thumbnailer;
  TackDraft       *draft;
  GSignalGroup    *draft_signals;

  GtkScrolledWindow *scroller;       /* nullable: what it scrolls in, while it is mapped */
  GSignalGroup      *scroll_signals; /* of its adjustment */

  GCancellable *cancellable; /* nullable: of the request under way */
  gboolean      is_urgent;   /* that request is for a thumb on screen */
  gboolean      is_current;  /* what is shown or under way is what the draft says now */
  int           side;        /* of what is shown or under way */
  guint         settle_id;
  GdkPixbuf    *picture; /* nullable: kept while a newer one loads, so that nothing flickers */
  GdkTexture   *texture; /* nullable: of the picture, as it was drawn last */
  GdkRGBA       ground;
  int           radius;
};

G_DEFINE_FINAL_TYPE (TackThumb, tack_thumb, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_RADIUS = 1,
  N_PROPS,
} TackThumbProperty;

static GParamSpec *properties[N_PROPS];

/* A grid keeps many cards about that are not on screen. */
typedef enum
{
  PLACE_AWAY,
  PLACE_NEAR, /* a page from where it is seen */
  PLACE_ON_SCREEN,
} Place;

static Place
get_place (TackThumb *self)
{
  graphene_rect_t bounds;

  if (self->scroller == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (self), GTK_WIDGET (self->scroller), &bounds))
    return PLACE_ON_SCREEN;

  float page = (float) gtk_widget_get_height (GTK_WIDGET (self->scroller));
  float top = bounds.origin.y;
  float bottom = top + bounds.size.height;
  if (bottom > 0 && top < page)
    return PLACE_ON_SCREEN;

  return bottom > -page && top < 2 * page ? PLACE_NEAR : PLACE_AWAY;
}

static void
cancel (TackThumb *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_current = FALSE;
}

static void
set_picture (TackThumb *self, GdkPixbuf *picture)
{
  g_set_object (&self->picture, picture);
  g_clear_object (&self->texture);
  if (picture != NULL)
    self->ground = tack_ground_from_pixbuf (picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackThumb *self = user_data;

  /* Cancelled: the thumb wants something else by now, or is no more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_autoptr (GdkPixbuf) pixbuf = tack_thumbnailer_load_finish (self->thumbnailer, result, NULL);
  g_clear_object (&self->cancellable);
  set_picture (self, pixbuf);
}

static int
get_wanted_side (TackThumb *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int        longer = MAX (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  int        pixels = longer * gtk_widget_get_scale_factor (widget);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (pixels <= sides[i])
      return sides[i];

  return sides[G_N_ELEMENTS (sides) - 1];
}

static void
load_if_needed (TackThumb *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int        side = get_wanted_side (self);

  if (self->draft == NULL || !gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    return;

  Place    place = get_place (self);
  gboolean is_late = self->cancellable != NULL && place == PLACE_ON_SCREEN && !self->is_urgent;
  if (place == PLACE_AWAY)
    cancel (self);
  if (place == PLACE_AWAY || (self->is_current && self->side >= side && !is_late))
    return;

  GFile        *cover = tack_draft_get_cover_file (self->draft);
  GFile        *file = cover != NULL ? cover : tack_draft_get_media_file (self->draft);
  TackMediaKind kind = cover != NULL ? TACK_MEDIA_IMAGE : tack_draft_get_kind (self->draft);

  cancel (self);
  self->is_current = TRUE;
  self->side = side;
  self->is_urgent = place == PLACE_ON_SCREEN;
  if (file == NULL || kind == TACK_MEDIA_UNKNOWN)
    {
      set_picture (self, NULL);
      return;
    }

  self->cancellable = g_cancellable_new ();
  tack_thumbnailer_load_async (self->thumbnailer, file, kind,
                               tack_cover_source_get_time (self->draft), side, self->is_urgent,
                               self->cancellable, load_cb, self);
}

static void
reload (TackThumb *self)
{
  cancel (self);
  self->is_current = FALSE;
  load_if_needed (self);
}

static void
on_settled (gpointer user_data)
{
  TackThumb *self = user_data;

  self->settle_id = 0;
  load_if_needed (self);
}

/* Where the thumb is by now is only known when the list has been laid out. */
static void
on_scrolled (TackThumb *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add_once (SETTLE_MS, on_settled, self);
}

static void
set_scroller (TackThumb *self, GtkScrolledWindow *scroller)
{
  self->scroller = scroller;
  g_signal_group_set_target (self->scroll_signals,
                             scroller != NULL ? gtk_scrolled_window_get_vadjustment (scroller)
                                              : NULL);
}

static void
on_draft_cover_at_notify (TackThumb *self)
{
  cancel (self);
  self->is_current = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->settle_id = g_timeout_add_once (SETTLE_MS, on_settled, self);
}

static void
snapshot_icon (TackThumb *self, GtkSnapshot *snapshot)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  gboolean is_video = self->draft != NULL && tack_draft_get_kind (self->draft) == TACK_MEDIA_VIDEO;
  int      width = gtk_widget_get_width (widget);
  int      height = gtk_widget_get_height (widget);
  int      size = width < 64 ? 16 : 32;
  GdkRGBA  colors[4];

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colors[0]);
  colors[0].alpha *= (float) EMPTY_ALPHA;
  gtk_snapshot_append_color (snapshot, &colors[0],
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->draft == NULL)
    return;

  colors[0].alpha *= (float) (ICON_ALPHA / EMPTY_ALPHA);
  colors[1] = colors[2] = colors[3] = colors[0];

  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
    theme, is_video ? "video-x-generic-symbolic" : "image-x-generic-symbolic", NULL, size,
    gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (width - size) / 2,
                                                          (float) (height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* Where no graphics card draws, to scale a picture takes a millisecond, and one of the right size a
 * thirtieth of that: it is scaled once, not with each frame. */
static GdkTexture *
get_texture (TackThumb *self, const graphene_rect_t *place)
{
  GtkWidget   *widget = GTK_WIDGET (self);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int          scale = gtk_widget_get_scale_factor (widget);
  int          width = gdk_pixbuf_get_width (self->picture);
  int          height = gdk_pixbuf_get_height (self->picture);

  if (GSK_IS_CAIRO_RENDERER (renderer))
    {
      width = MAX (1, (int) place->size.width * scale);
      height = MAX (1, (int) place->size.height * scale);
    }
  if (self->texture != NULL && gdk_texture_get_width (self->texture) == width
      && gdk_texture_get_height (self->texture) == height)
    return self->texture;

  gboolean is_same = width == gdk_pixbuf_get_width (self->picture)
                     && height == gdk_pixbuf_get_height (self->picture);
  g_autoptr (GdkPixbuf) scaled
    = is_same ? g_object_ref (self->picture)
              : gdk_pixbuf_scale_simple (self->picture, width, height, GDK_INTERP_BILINEAR);
  g_clear_object (&self->texture);
  self->texture = gdk_texture_new_for_pixbuf (scaled);

  return self->texture;
}

static void
tack_thumb_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TackThumb      *self = TACK_THUMB (widget);
  graphene_rect_t frame = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                              (float) gtk_widget_get_height (widget));
  GskRoundedRect  outline;

  gsk_rounded_rect_init_from_rect (&outline, &frame, (float) self->radius);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->picture != NULL)
    {
      graphene_rect_t place;

      if (!tack_ground_place (gdk_pixbuf_get_width (self->picture),
                              gdk_pixbuf_get_height (self->picture), &frame, &place))
        gtk_snapshot_append_color (snapshot, &self->ground, &frame);
      graphene_rect_round_extents (&place, &place);
      gtk_snapshot_append_texture (snapshot, get_texture (self, &place), &place);
    }
  else
    snapshot_icon (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static GtkSizeRequestMode
tack_thumb_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tack_thumb_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  int width;

  gtk_widget_get_size_request (widget, &width, NULL);
  width = MAX (width, 0);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    width = (MAX (width, for_size) * 3 + 1) / 2;

  *minimum = *natural = width;
}

static void
tack_thumb_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  load_if_needed (TACK_THUMB (widget));
}

static void
tack_thumb_map (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (tack_thumb_parent_class)->map (widget);

  set_scroller (TACK_THUMB (widget), GTK_SCROLLED_WINDOW (scroller));
  load_if_needed (TACK_THUMB (widget));
}

static void
tack_thumb_unmap (GtkWidget *widget)
{
  set_scroller (TACK_THUMB (widget), NULL);
  cancel (TACK_THUMB (widget));

  GTK_WIDGET_CLASS (tack_thumb_parent_class)->unmap (widget);
}

static void
tack_thumb_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackThumb *self = TACK_THUMB (object);

  switch ((TackThumbProperty) prop_id)
    {
    case PROP_RADIUS:
      g_value_set_int (value, self->radius);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_thumb_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackThumb *self = TACK_THUMB (object);

  switch ((TackThumbProperty) prop_id)
    {
    case PROP_RADIUS:
      if (self->radius != g_value_get_int (value))
        {
          self->radius = g_value_get_int (value);
          gtk_widget_queue_draw (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_thumb_dispose (GObject *object)
{
  TackThumb *self = TACK_THUMB (object);

  tack_thumb_set_draft (self, NULL, NULL);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->scroll_signals);

  G_OBJECT_CLASS (tack_thumb_parent_class)->dispose (object);
}

static void
tack_thumb_class_init (TackThumbClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_thumb_get_property;
  object_class->set_property = tack_thumb_set_property;
  object_class->dispose = tack_thumb_dispose;

  widget_class->get_request_mode = tack_thumb_get_request_mode;
  widget_class->measure = tack_thumb_measure;
  widget_class->size_allocate = tack_thumb_size_allocate;
  widget_class->snapshot = tack_thumb_snapshot;
  widget_class->map = tack_thumb_map;
  widget_class->unmap = tack_thumb_unmap;

  properties[PROP_RADIUS]
    = g_param_spec_int ("radius", NULL, NULL, 0, G_MAXINT, DEFAULT_RADIUS,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "thumb");
  /* What it shows is said by the title beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tack_thumb_init (TackThumb *self)
{
  self->radius = DEFAULT_RADIUS;
  self->draft_signals = g_signal_group_new (TACK_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::info", G_CALLBACK (reload), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::cover-file", G_CALLBACK (reload),
                                  self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::cover-at",
                                  G_CALLBACK (on_draft_cover_at_notify), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::cover-key-frame",
                                  G_CALLBACK (on_draft_cover_at_notify), self);
  self->scroll_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->scroll_signals, "value-changed", G_CALLBACK (on_scrolled),
                                  self);
  g_signal_group_connect_swapped (self->scroll_signals, "changed", G_CALLBACK (on_scrolled), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (load_if_needed), NULL);
}

GtkWidget *
tack_thumb_new (void)
{
  return g_object_new (TACK_TYPE_THUMB, NULL);
}

void
tack_thumb_set_draft (TackThumb *self, TackThumbnailer *thumbnailer, TackDraft *draft)
{
  g_return_if_fail (TACK_IS_THUMB (self));
  g_return_if_fail (draft == NULL || thumbnailer != NULL);

  if (self->draft == draft && self->thumbnailer == thumbnailer)
    return;

  cancel (self);
  self->is_current = FALSE;
  set_picture (self, NULL);
  g_set_object (&self->thumbnailer, thumbnailer);
  g_set_object (&self->draft, draft);
  if (self->draft_signals != NULL)
    g_signal_group_set_target (self->draft_signals, draft);
  load_if_needed (self);
}
