/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-film.h"

#include <math.h>

#include "media/tack-filmstrip.h"

#define N_FRAMES 10
#define RADIUS 8

struct _TackFilm
{
  GObject parent_instance;

  TackMediaProxy *proxy; /* nullable */
  GFile          *video; /* nullable */
  gint64          duration_ms;
  GCancellable   *cancellable; /* nullable: while frames are read */
  gboolean        is_read;     /* they have been, or could not be */
  GdkTexture     *frames[N_FRAMES];
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (TackFilm, tack_film, G_TYPE_OBJECT)

static void
clear_frames (TackFilm *self)
{
  for (guint i = 0; i < N_FRAMES; i++)
    g_clear_object (&self->frames[i]);
}

/* Never called once the operation was cancelled, so the film is still there. */
static void
on_frame (guint index, gint64 at_ms, GdkPixbuf *frame, gpointer user_data)
{
  TackFilm *self = user_data;

  g_clear_object (&self->frames[index]);
  self->frames[index] = gdk_texture_new_for_pixbuf (frame);
  g_signal_emit (self, changed_signal, 0);
}

static void
read_strip_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackFilm *self = user_data;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  /* What is wrong with the file is said where its findings are. */
  tack_filmstrip_read_finish (result, NULL);
  self->is_read = TRUE;
  g_clear_object (&self->cancellable);
}

/* As large as it must be to leave no gap, the rest cut off. */
static void
snapshot_frame (GtkSnapshot *snapshot, GdkTexture *frame, const graphene_rect_t *cell)
{
  double width = gdk_texture_get_width (frame);
  double height = gdk_texture_get_height (frame);
  double scale = MAX (cell->size.width / width, cell->size.height / height);
  double x = cell->origin.x + (cell->size.width - width * scale) / 2;
  double y = cell->origin.y + (cell->size.height - height * scale) / 2;

  gtk_snapshot_push_clip (snapshot, cell);
  gtk_snapshot_append_texture (snapshot, frame,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (width * scale),
                                                    (float) (height * scale)));
  gtk_snapshot_pop (snapshot);
}

static void
tack_film_dispose (GObject *object)
{
  TackFilm *self = TACK_FILM (object);

  tack_film_stop (self);
  clear_frames (self);
  g_clear_object (&self->video);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (tack_film_parent_class)->dispose (object);
}

static void
tack_film_class_init (TackFilmClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tack_film_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_film_init (TackFilm *self)
{
}

TackFilm *
tack_film_new (void)
{
  return g_object_new (TACK_TYPE_FILM, NULL);
}

void
tack_film_set_video (TackFilm *self, TackMediaProxy *proxy, GFile *video, gint64 duration_ms)
{
  gboolean is_same = video != NULL && self->video != NULL && g_file_equal (video, self->video);

  tack_film_stop (self);
  if (!is_same)
    clear_frames (self);
  g_set_object (&self->proxy, proxy);
  g_set_object (&self->video, video);
  self->duration_ms = duration_ms;
  self->is_read = FALSE;
}

void
tack_film_read (TackFilm *self, int side)
{
  if (self->is_read || self->cancellable != NULL || self->video == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  tack_filmstrip_read_async (self->proxy, self->video, self->duration_ms, N_FRAMES, side, on_frame,
                             self->cancellable, read_strip_cb, self);
}

void
tack_film_stop (TackFilm *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
tack_film_snapshot (TackFilm              *self,
                    GtkSnapshot           *snapshot,
                    const graphene_rect_t *bounds,
                    gboolean               is_mirrored,
                    double                 darkness)
{
  float          width = bounds->size.width;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      guint place = is_mirrored ? N_FRAMES - 1 - i : i;
      /* Whole pixels, or the ground shines through between the frames. */
      float           start = floorf ((float) place * width / N_FRAMES);
      float           end = floorf ((float) (place + 1) * width / N_FRAMES);
      graphene_rect_t cell = GRAPHENE_RECT_INIT (bounds->origin.x + start, bounds->origin.y,
                                                 end - start, bounds->size.height);

      if (self->frames[i] == NULL)
        continue;
      snapshot_frame (snapshot, self->frames[i], &cell);
      gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, (float) darkness }, &cell);
    }
  gtk_snapshot_pop (snapshot);
}

void
tack_film_snapshot_at (TackFilm              *self,
                       GtkSnapshot           *snapshot,
                       const graphene_rect_t *bounds,
                       double                 along)
{
  int         index = (int) (CLAMP (along, 0, 1) * N_FRAMES);
  GdkTexture *frame = self->frames[MIN (index, N_FRAMES - 1)];

  if (frame != NULL)
    snapshot_frame (snapshot, frame, bounds);
}
