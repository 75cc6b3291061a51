/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-trim-strip.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-film.h"
#include "ui/tack-trim-handle.h"

#define FRAME_SIDE 144
#define WIDTH_MIN 160
#define WIDTH_NATURAL 420
#define HEIGHT 58

#define HANDLE_WIDTH 14
#define BORDER 3
#define LEFT_OUT_ALPHA 0.6f

/* No part is shorter: about a frame. */
#define GAP_MS 40

typedef enum
{
  POINT_FROM,
  POINT_TO,
  N_POINTS,
} Point;

struct _TackTrimStrip
{
  GtkWidget parent_instance;

  TackFilm  *film;
  GtkWidget *handles[N_POINTS];
  gint64     points[N_POINTS]; /* ms */
  gint64     duration_ms;

  Point  held;   /* by the pointer */
  double drag_x; /* where it was when it was taken hold of */
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (TackTrimStrip, tack_trim_strip, GTK_TYPE_WIDGET)

/* The film lies between the handles, even where they stand at its ends. */
static double
get_film_width (TackTrimStrip *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * HANDLE_WIDTH);
}

/* The strip reads like text: in a right-to-left language the video begins at the right. */
static gboolean
is_mirrored (TackTrimStrip *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
get_x (TackTrimStrip *self, gint64 at_ms)
{
  double along = self->duration_ms > 0 ? (double) at_ms / (double) self->duration_ms : 0;

  return HANDLE_WIDTH + (is_mirrored (self) ? 1 - along : along) * get_film_width (self);
}

static gint64
get_time_at (TackTrimStrip *self, double x)
{
  double along = CLAMP ((x - HANDLE_WIDTH) / get_film_width (self), 0, 1);

  return (gint64) ((is_mirrored (self) ? 1 - along : along) * (double) self->duration_ms);
}

static void
points_changed (TackTrimStrip *self)
{
  for (guint i = 0; i < N_POINTS; i++)
    tack_trim_handle_set_value (TACK_TRIM_HANDLE (self->handles[i]), self->points[i],
                                self->duration_ms);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* By the person: the other point stays where it is. */
static void
move_point (TackTrimStrip *self, Point point, gint64 at_ms)
{
  gint64 low = point == POINT_FROM ? 0 : self->points[POINT_FROM] + GAP_MS;
  gint64 high = point == POINT_FROM ? self->points[POINT_TO] - GAP_MS : self->duration_ms;
  gint64 now_ms = CLAMP (at_ms, MIN (low, high), high);

  if (self->points[point] == now_ms)
    return;

  self->points[point] = now_ms;
  points_changed (self);
  g_signal_emit (self, moved_signal, 0);
}

static void
on_handle_step (TackTrimStrip *self, gint64 step, TackTrimHandle *handle)
{
  Point point = GTK_WIDGET (handle) == self->handles[POINT_FROM] ? POINT_FROM : POINT_TO;

  move_point (self, point, self->points[point] + step);
}

/* The handle that is nearer is taken, where it is: it does not jump under the pointer. */
static void
on_drag_begin (TackTrimStrip *self, double x, double y, GtkGestureDrag *drag)
{
  double to_from = ABS (x - get_x (self, self->points[POINT_FROM]));
  double to_to = ABS (x - get_x (self, self->points[POINT_TO]));

  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  self->held = to_from < to_to ? POINT_FROM : POINT_TO;
  self->drag_x = get_x (self, self->points[self->held]);
  gtk_widget_grab_focus (self->handles[self->held]);
}

static void
on_drag_update (TackTrimStrip *self, double offset_x, double offset_y)
{
  move_point (self, self->held, get_time_at (self, self->drag_x + offset_x));
}

static void
append_rect (GtkSnapshot   *snapshot,
             const GdkRGBA *color,
             double         x,
             double         width,
             double         y,
             double         height)
{
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                  (float) height));
}

static void
tack_trim_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA left_out = { 0, 0, 0, LEFT_OUT_ALPHA };
  TackTrimStrip       *self = TACK_TRIM_STRIP (widget);
  double               height = gtk_widget_get_height (widget);
  double               width = get_film_width (self);
  double               a = get_x (self, self->points[POINT_FROM]);
  double               b = get_x (self, self->points[POINT_TO]);
  double               start = MIN (a, b);
  double               end = MAX (a, b);
  GdkRGBA              accent = { 0.2f, 0.5f, 0.9f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color",
                                  &accent);
  tack_film_snapshot (self->film, snapshot,
                      &GRAPHENE_RECT_INIT (HANDLE_WIDTH, 0, (float) width, (float) height),
                      is_mirrored (self), 0);
  append_rect (snapshot, &left_out, HANDLE_WIDTH, start - HANDLE_WIDTH, 0, height);
  append_rect (snapshot, &left_out, end, HANDLE_WIDTH + width - end, 0, height);
  append_rect (snapshot, &accent, start, end - start, 0, BORDER);
  append_rect (snapshot, &accent, start, end - start, height - BORDER, BORDER);

  GTK_WIDGET_CLASS (tack_trim_strip_parent_class)->snapshot (widget, snapshot);
}

static void
tack_trim_strip_measure (GtkWidget     *widget,
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
tack_trim_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TackTrimStrip *self = TACK_TRIM_STRIP (widget);

  for (guint i = 0; i < N_POINTS; i++)
    {
      /* Outside of what is kept. */
      gboolean is_left = (i == POINT_FROM) != is_mirrored (self);
      double   x = get_x (self, self->points[i]) - (is_left ? HANDLE_WIDTH : 0);

      gtk_widget_size_allocate (self->handles[i],
                                &(GtkAllocation){ (int) x, 0, HANDLE_WIDTH, height }, -1);
    }
}

static void
read_film (TackTrimStrip *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->duration_ms > 0)
    tack_film_read (self->film, FRAME_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
tack_trim_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tack_trim_strip_parent_class)->map (widget);

  read_film (TACK_TRIM_STRIP (widget));
}

static void
tack_trim_strip_unmap (GtkWidget *widget)
{
  tack_film_stop (TACK_TRIM_STRIP (widget)->film);

  GTK_WIDGET_CLASS (tack_trim_strip_parent_class)->unmap (widget);
}

static void
tack_trim_strip_dispose (GObject *object)
{
  TackTrimStrip *self = TACK_TRIM_STRIP (object);

  if (self->film != NULL)
    g_signal_handlers_disconnect_by_data (self->film, self);
  g_clear_object (&self->film);
  for (guint i = 0; i < N_POINTS; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);

  G_OBJECT_CLASS (tack_trim_strip_parent_class)->dispose (object);
}

static void
tack_trim_strip_class_init (TackTrimStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_trim_strip_dispose;
  widget_class->measure = tack_trim_strip_measure;
  widget_class->size_allocate = tack_trim_strip_size_allocate;
  widget_class->snapshot = tack_trim_strip_snapshot;
  widget_class->map = tack_trim_strip_map;
  widget_class->unmap = tack_trim_strip_unmap;

  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "trimstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tack_trim_strip_init (TackTrimStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->film = tack_film_new ();
  g_signal_connect_swapped (self->film, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  self->handles[POINT_FROM] = tack_trim_handle_new (_ ("Beginning"));
  self->handles[POINT_TO] = tack_trim_handle_new (_ ("End"));
  for (guint i = 0; i < N_POINTS; i++)
    {
      gtk_widget_add_css_class (self->handles[i], i == POINT_FROM ? "from" : "to");
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      g_signal_connect_swapped (self->handles[i], "step", G_CALLBACK (on_handle_step), self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Part to keep"), -1);
  points_changed (self);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
tack_trim_strip_new (void)
{
  return g_object_new (TACK_TYPE_TRIM_STRIP, NULL);
}

void
tack_trim_strip_set_video (TackTrimStrip  *self,
                           TackMediaProxy *proxy,
                           GFile          *video,
                           gint64          duration_ms)
{
  tack_film_set_video (self->film, proxy, video, duration_ms);
  self->duration_ms = MAX (duration_ms, 0);
  tack_trim_strip_set_points (self, 0, self->duration_ms);
  read_film (self);
}

void
tack_trim_strip_set_points (TackTrimStrip *self, gint64 from_ms, gint64 to_ms)
{
  self->points[POINT_TO] = CLAMP (to_ms, MIN (GAP_MS, self->duration_ms), self->duration_ms);
  self->points[POINT_FROM] = CLAMP (from_ms, 0, MAX (self->points[POINT_TO] - GAP_MS, 0));
  points_changed (self);
}

gint64
tack_trim_strip_get_from (TackTrimStrip *self)
{
  return self->points[POINT_FROM];
}

gint64
tack_trim_strip_get_to (TackTrimStrip *self)
{
  return self->points[POINT_TO];
}
