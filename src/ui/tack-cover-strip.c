/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-strip.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "ui/tack-cover-source.h"
#include "ui/tack-film.h"

#define FRAME_SIDE 144
#define DARKENED 0.3

#define WIDTH_MIN 160
#define WIDTH_NATURAL 384
#define HEIGHT 58

/* The handle stands out of the strip above and below. */
#define HANDLE_WIDTH 46
#define HANDLE_RADIUS 6
#define HANDLE_BORDER 3
#define HANDLE_OUT 4

/* Most videos have 25 to 30 frames a second; a step that is shorter than a frame may show nothing.
 */
#define STEP_FRAME_MS 40
#define STEP_SECOND_MS 1000
#define STEP_WHOLE_MS (G_GINT64_CONSTANT (1) << 40)

struct _TackCoverStrip
{
  GtkWidget parent_instance;

  TackMediaProxy *proxy; /* nullable */
  TackFilm       *film;
  TackDraft      *draft;
  GSignalGroup   *draft_signals;
  gint64          automatic_at; /* -1: not known */

  gboolean dragging;
  double   drag_x; /* where the middle of the handle was when it was taken hold of */
};

G_DEFINE_FINAL_TYPE (TackCoverStrip, tack_cover_strip, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DRAGGING = 1,
  PROP_POSITION,
  N_PROPS,
} TackCoverStripProperty;

static GParamSpec *properties[N_PROPS];
static guint       will_move_signal;

static gint64
get_duration (TackCoverStrip *self)
{
  TackMediaInfo *info = self->draft != NULL ? tack_draft_get_info (self->draft) : NULL;

  return info != NULL && info->kind == TACK_MEDIA_VIDEO ? MAX (info->duration_ms, 0) : 0;
}

static gboolean
has_handle (TackCoverStrip *self)
{
  return get_duration (self) > 0 && tack_cover_source_is_frame (self->draft);
}

/* The strip reads like text: in a right-to-left language the video begins at the right. */
static double
mirror (TackCoverStrip *self, double x)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - x
                                                               : x;
}

static double
get_handle_x (TackCoverStrip *self)
{
  double along = (double) tack_cover_strip_get_position (self) / (double) get_duration (self);

  return mirror (self, along * gtk_widget_get_width (GTK_WIDGET (self)));
}

static graphene_rect_t
get_handle (TackCoverStrip *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = CLAMP (get_handle_x (self) - HANDLE_WIDTH / 2.0, -HANDLE_BORDER,
                    MAX (-HANDLE_BORDER, width + HANDLE_BORDER - HANDLE_WIDTH));

  return GRAPHENE_RECT_INIT ((float) x, -HANDLE_OUT, HANDLE_WIDTH,
                             (float) gtk_widget_get_height (GTK_WIDGET (self)) + 2 * HANDLE_OUT);
}

static void
position_changed (TackCoverStrip *self)
{
  gint64           position = tack_cover_strip_get_position (self);
  g_autofree char *seconds = tack_human_duration (position);
  /* Translators: a time with its hundredths of a second, such as “0:24.04”. */
  g_autofree char *text = g_strdup_printf (_ ("%s.%02d"), seconds, (int) (position / 10 % 100));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) get_duration (self) / 1000.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) position / 1000.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
read_if_needed (TackCoverStrip *self)
{
  if (get_duration (self) > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    tack_film_read (self->film, FRAME_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
take_video (TackCoverStrip *self)
{
  GFile *video = self->draft != NULL ? tack_draft_get_media_file (self->draft) : NULL;

  tack_film_set_video (self->film, self->proxy, video, get_duration (self));
  read_if_needed (self);
}

static void
on_draft_info_notify (TackCoverStrip *self)
{
  take_video (self);
  position_changed (self);
}

/* Moved by the person: from now on it is this frame, whatever was the cover before; only a frame
 * that Pinterest takes stays one. */
static void
move_to (TackCoverStrip *self, gint64 at_ms)
{
  if (get_duration (self) <= 0)
    return;

  at_ms = CLAMP (at_ms, 0, get_duration (self));
  if (tack_cover_source_of (self->draft) == TACK_COVER_SOURCE_KEY_FRAME)
    tack_cover_source_use_key_frame (self->draft, at_ms);
  else
    tack_cover_source_use_frame (self->draft, at_ms);
}

/* The beginning of a move, of which there may be more to come. */
static void
begin_move (TackCoverStrip *self)
{
  if (get_duration (self) > 0)
    g_signal_emit (self, will_move_signal, 0);
}

static gboolean
on_step (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TackCoverStrip *self = TACK_COVER_STRIP (widget);
  gint64          step;

  g_variant_get (args, "(x)", &step);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;
  /* Pinterest knows whole seconds only. */
  if (self->draft != NULL && tack_cover_source_of (self->draft) == TACK_COVER_SOURCE_KEY_FRAME)
    step = step < 0 ? -STEP_SECOND_MS : STEP_SECOND_MS;
  begin_move (self);
  move_to (self, tack_cover_strip_get_position (self) + step);

  return GDK_EVENT_STOP;
}

static gboolean
on_jump (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gint64 at_ms;

  g_variant_get (args, "(x)", &at_ms);
  begin_move (TACK_COVER_STRIP (widget));
  move_to (TACK_COVER_STRIP (widget), at_ms);

  return GDK_EVENT_STOP;
}

static void
set_dragging (TackCoverStrip *self, gboolean dragging)
{
  if (self->dragging == dragging)
    return;

  self->dragging = dragging;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAGGING]);
}

static void
move_to_x (TackCoverStrip *self, double x)
{
  double along = mirror (self, x) / MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));

  move_to (self, (gint64) (along * (double) get_duration (self)));
}

static void
on_drag_begin (TackCoverStrip *self, double x, double y, GtkGestureDrag *drag)
{
  if (get_duration (self) <= 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  graphene_rect_t handle = get_handle (self);
  gboolean        is_held
    = has_handle (self)
      && graphene_rect_contains_point (&handle, &GRAPHENE_POINT_INIT ((float) x, (float) y));

  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_x = is_held ? get_handle_x (self) : x;
  set_dragging (self, TRUE);
  begin_move (self);
  if (!is_held)
    move_to_x (self, x);
}

static void
on_drag_update (TackCoverStrip *self, double offset_x, double offset_y)
{
  if (self->dragging)
    move_to_x (self, self->drag_x + offset_x);
}

static void
on_drag_end (TackCoverStrip *self)
{
  set_dragging (self, FALSE);
}

static void
snapshot_handle (TackCoverStrip *self, GtkSnapshot *snapshot)
{
  static const float border[] = { HANDLE_BORDER, HANDLE_BORDER, HANDLE_BORDER, HANDLE_BORDER };
  GtkStyleContext   *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  graphene_rect_t    bounds = get_handle (self);
  GdkRGBA            accent = { 0.2f, 0.5f, 0.9f, 1 };
  double along = (double) tack_cover_strip_get_position (self) / (double) get_duration (self);
  GskRoundedRect outline;

  gtk_style_context_lookup_color (style, "accent_bg_color", &accent);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, HANDLE_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  tack_film_snapshot_at (self->film, snapshot, &bounds, along);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, border,
                              (GdkRGBA[4]){ accent, accent, accent, accent });
}

static void
tack_cover_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TackCoverStrip *self = TACK_COVER_STRIP (widget);

  tack_film_snapshot (self->film, snapshot,
                      &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                           (float) gtk_widget_get_height (widget)),
                      gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL, DARKENED);
  if (has_handle (self))
    snapshot_handle (self, snapshot);
}

static void
tack_cover_strip_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_MIN : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH_NATURAL : HEIGHT;
}

static void
tack_cover_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tack_cover_strip_parent_class)->map (widget);

  read_if_needed (TACK_COVER_STRIP (widget));
}

static void
tack_cover_strip_unmap (GtkWidget *widget)
{
  tack_film_stop (TACK_COVER_STRIP (widget)->film);
  set_dragging (TACK_COVER_STRIP (widget), FALSE);

  GTK_WIDGET_CLASS (tack_cover_strip_parent_class)->unmap (widget);
}

static void
tack_cover_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackCoverStrip *self = TACK_COVER_STRIP (object);

  switch ((TackCoverStripProperty) prop_id)
    {
    case PROP_DRAGGING:
      g_value_set_boolean (value, self->dragging);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, tack_cover_strip_get_position (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_cover_strip_dispose (GObject *object)
{
  TackCoverStrip *self = TACK_COVER_STRIP (object);

  if (self->film != NULL)
    g_signal_handlers_disconnect_by_data (self->film, self);
  g_clear_object (&self->film);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (tack_cover_strip_parent_class)->dispose (object);
}

static void
add_key (GtkWidgetClass *widget_class,
         guint           key,
         guint           keypad_key,
         GtkShortcutFunc func,
         gint64          ms,
         gint64          ms_with_shift)
{
  gtk_widget_class_add_binding (widget_class, key, 0, func, "(x)", ms);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, func, "(x)", ms);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, func, "(x)", ms_with_shift);
  gtk_widget_class_add_binding (widget_class, keypad_key, GDK_SHIFT_MASK, func, "(x)",
                                ms_with_shift);
}

static void
tack_cover_strip_class_init (TackCoverStripClass *klass)
{
  const GParamFlags seen = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_cover_strip_get_property;
  object_class->dispose = tack_cover_strip_dispose;

  widget_class->measure = tack_cover_strip_measure;
  widget_class->snapshot = tack_cover_strip_snapshot;
  widget_class->map = tack_cover_strip_map;
  widget_class->unmap = tack_cover_strip_unmap;

  properties[PROP_DRAGGING] = g_param_spec_boolean ("dragging", NULL, NULL, FALSE, seen);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  will_move_signal = g_signal_new ("will-move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, on_step, -STEP_FRAME_MS, -STEP_SECOND_MS);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, on_step, STEP_FRAME_MS, STEP_SECOND_MS);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, on_jump, 0, 0);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, on_jump, STEP_WHOLE_MS, STEP_WHOLE_MS);

  gtk_widget_class_set_css_name (widget_class, "coverstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
tack_cover_strip_init (TackCoverStrip *self)
{
  static const char *const sources[] = {
    "notify::cover-at",
    "notify::cover-file",
    "notify::cover-url",
    "notify::cover-key-frame",
  };
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->automatic_at = TACK_COVER_AUTO;
  self->film = tack_film_new ();
  g_signal_connect_swapped (self->film, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  self->draft_signals = g_signal_group_new (TACK_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::info",
                                  G_CALLBACK (on_draft_info_notify), self);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_signal_group_connect_swapped (self->draft_signals, sources[i], G_CALLBACK (position_changed),
                                    self);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cover frame"), -1);
  position_changed (self);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
tack_cover_strip_new (void)
{
  return g_object_new (TACK_TYPE_COVER_STRIP, NULL);
}

void
tack_cover_strip_set_proxy (TackCoverStrip *self, TackMediaProxy *proxy)
{
  g_set_object (&self->proxy, proxy);
}

void
tack_cover_strip_set_draft (TackCoverStrip *self, TackDraft *draft)
{
  g_return_if_fail (TACK_IS_COVER_STRIP (self));

  if (self->draft == draft)
    return;

  self->automatic_at = TACK_COVER_AUTO;
  set_dragging (self, FALSE);
  g_set_object (&self->draft, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  take_video (self);
  position_changed (self);
}

gboolean
tack_cover_strip_get_dragging (TackCoverStrip *self)
{
  g_return_val_if_fail (TACK_IS_COVER_STRIP (self), FALSE);

  return self->dragging;
}

gint64
tack_cover_strip_get_position (TackCoverStrip *self)
{
  g_return_val_if_fail (TACK_IS_COVER_STRIP (self), 0);

  gint64 duration = get_duration (self);
  gint64 chosen = self->draft != NULL ? tack_cover_source_get_time (self->draft) : TACK_COVER_AUTO;

  if (chosen != TACK_COVER_AUTO)
    return MIN (chosen, duration);

  /* Where the search for a cover begins; most end there. */
  return self->automatic_at != TACK_COVER_AUTO ? MIN (self->automatic_at, duration) : duration / 3;
}

void
tack_cover_strip_set_automatic (TackCoverStrip *self, gint64 at_ms)
{
  g_return_if_fail (TACK_IS_COVER_STRIP (self));

  if (self->automatic_at == at_ms)
    return;

  self->automatic_at = at_ms;
  position_changed (self);
}
