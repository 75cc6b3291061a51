/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-fan.h"

#define PHOTOS "/io/github/tackboard/Tackboard/photos/"

#define WIDTH 384
#define HEIGHT 232
#define WIDTH_MIN 160

#define CARD_WIDTH 132
#define CARD_HEIGHT 198
#define CARD_RADIUS 12
/* In the window's colour, where a shadow would have holes under a rotation with some renderers. */
#define RIM 4

/* From the bottom to the top; places are those of the middles. */
static const struct
{
  const char *photo;
  float       x;
  float       y;
  float       degrees;
} cards[] = {
  { PHOTOS "pasta.jpg", WIDTH / 2 - 104, 120, -11 },
  { PHOTOS "poster-waves.jpg", WIDTH / 2 + 104, 120, 11 },
  { PHOTOS "leaves.jpg", WIDTH / 2, 103, 0 },
};

struct _TackFan
{
  GtkWidget parent_instance;

  GdkTexture *textures[G_N_ELEMENTS (cards)];
};

G_DEFINE_FINAL_TYPE (TackFan, tack_fan, GTK_TYPE_WIDGET)

static void
snapshot_card (TackFan *self, guint index, const GdkRGBA *rim_color, GtkSnapshot *snapshot)
{
  graphene_rect_t card
    = GRAPHENE_RECT_INIT (-CARD_WIDTH / 2, -CARD_HEIGHT / 2, CARD_WIDTH, CARD_HEIGHT);
  GskRoundedRect picture;
  GskRoundedRect rim;

  gsk_rounded_rect_init_from_rect (&picture, &card, CARD_RADIUS);
  rim = picture;
  gsk_rounded_rect_shrink (&rim, -RIM, -RIM, -RIM, -RIM);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (cards[index].x, cards[index].y));
  gtk_snapshot_rotate (snapshot, cards[index].degrees);
  gtk_snapshot_push_rounded_clip (snapshot, &rim);
  gtk_snapshot_append_color (snapshot, rim_color, &rim.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_push_rounded_clip (snapshot, &picture);
  gtk_snapshot_append_texture (snapshot, self->textures[index], &card);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
tack_fan_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float   width = (float) gtk_widget_get_width (widget);
  float   height = (float) gtk_widget_get_height (widget);
  float   scale = MIN (1, MIN (width / WIDTH, height / HEIGHT));
  GdkRGBA rim_color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_bg_color",
                                       &rim_color))
    rim_color = (GdkRGBA){ 1, 1, 1, 1 };

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - WIDTH * scale) / 2,
                                                          (height - HEIGHT * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    snapshot_card (TACK_FAN (widget), i, &rim_color, snapshot);
}

static GtkSizeRequestMode
tack_fan_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tack_fan_measure (GtkWidget     *widget,
                  GtkOrientation orientation,
                  int            for_size,
                  int           *minimum,
                  int           *natural,
                  int           *minimum_baseline,
                  int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = WIDTH_MIN;
      *natural = WIDTH;
      return;
    }

  int width = for_size < 0 ? WIDTH : CLAMP (for_size, WIDTH_MIN, WIDTH);
  *minimum = *natural = width * HEIGHT / WIDTH;
}

static void
tack_fan_dispose (GObject *object)
{
  TackFan *self = TACK_FAN (object);

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    g_clear_object (&self->textures[i]);

  G_OBJECT_CLASS (tack_fan_parent_class)->dispose (object);
}

static void
tack_fan_class_init (TackFanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_fan_dispose;
  widget_class->get_request_mode = tack_fan_get_request_mode;
  widget_class->measure = tack_fan_measure;
  widget_class->snapshot = tack_fan_snapshot;

  gtk_widget_class_set_css_name (widget_class, "fan");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tack_fan_init (TackFan *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    self->textures[i] = gdk_texture_new_from_resource (cards[i].photo);
}

GtkWidget *
tack_fan_new (void)
{
  return g_object_new (TACK_TYPE_FAN, NULL);
}
