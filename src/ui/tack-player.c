/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-player.h"

#define NOWHERE (-1)

/* Of the frame that is only read to see who survives it. */
#define REHEARSAL_SIDE 64

/* A video this near to its end plays from its beginning. */
#define AT_END_MS 300

struct _TackPlayer
{
  GObject parent_instance;

  GtkMediaStream *stream; /* nullable: until the rehearsal is over */
  int             width;  /* as shown */
  int             height;

  GCancellable *cancellable; /* of the rehearsal */
  int           turn;        /* clockwise degrees */
  gboolean      is_muted;
  gboolean      is_shown; /* the first frame asked for has been there */
  gboolean      wants_to_play;
  gint64        seek_ms; /* NOWHERE: nothing to be sought */
  gint64        position_ms;
};

static void tack_player_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TackPlayer,
                               tack_player,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      tack_player_paintable_init))

typedef enum
{
  PROP_PLAYING = 1,
  PROP_POSITION,
  N_PROPS,
} TackPlayerProperty;

static GParamSpec *properties[N_PROPS];
static guint       failed_signal;

/* GTK 4.8 shows a video as it lies in the file, newer ones may turn it themselves: it lies on its
 * side exactly when its shape is not the one it should have. */
static gboolean
is_on_its_side (TackPlayer *self)
{
  int width = gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (self->stream));
  int height = gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (self->stream));

  return self->width != self->height && width != height
         && (self->width > self->height) != (width > height);
}

static gboolean
is_visible (TackPlayer *self)
{
  return self->is_shown && gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (self->stream)) > 0;
}

static void
tack_player_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  TackPlayer *self = TACK_PLAYER (paintable);

  if (!is_visible (self))
    return;
  if (!is_on_its_side (self))
    {
      gdk_paintable_snapshot (GDK_PAINTABLE (self->stream), snapshot, width, height);
      return;
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) width / 2, (float) height / 2));
  gtk_snapshot_rotate (snapshot, (float) self->turn);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -height / 2, (float) -width / 2));
  gdk_paintable_snapshot (GDK_PAINTABLE (self->stream), snapshot, height, width);
  gtk_snapshot_restore (snapshot);
}

static int
tack_player_get_intrinsic_width (GdkPaintable *paintable)
{
  TackPlayer   *self = TACK_PLAYER (paintable);
  GdkPaintable *stream = GDK_PAINTABLE (self->stream);

  if (!is_visible (self))
    return 0;

  return is_on_its_side (self) ? gdk_paintable_get_intrinsic_height (stream)
                               : gdk_paintable_get_intrinsic_width (stream);
}

static int
tack_player_get_intrinsic_height (GdkPaintable *paintable)
{
  TackPlayer   *self = TACK_PLAYER (paintable);
  GdkPaintable *stream = GDK_PAINTABLE (self->stream);

  if (!is_visible (self))
    return 0;

  return is_on_its_side (self) ? gdk_paintable_get_intrinsic_width (stream)
                               : gdk_paintable_get_intrinsic_height (stream);
}

static void
tack_player_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = tack_player_snapshot;
  iface->get_intrinsic_width = tack_player_get_intrinsic_width;
  iface->get_intrinsic_height = tack_player_get_intrinsic_height;
}

static void
set_position (TackPlayer *self, gint64 position_ms)
{
  if (self->position_ms == position_ms)
    return;

  self->position_ms = position_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* Does what has been asked for as soon as the stream can: seek first, then play. */
static void
go_on (TackPlayer *self)
{
  GtkMediaStream *stream = self->stream;

  if (stream == NULL)
    return;
  if (gtk_media_stream_get_error (stream) != NULL)
    {
      g_signal_emit (self, failed_signal, 0);
      return;
    }
  if (!gtk_media_stream_is_prepared (stream) || gtk_media_stream_is_seeking (stream))
    return;

  gint64 at_ms = self->seek_ms;
  self->seek_ms = NOWHERE;
  if (at_ms != NOWHERE && gtk_media_stream_is_seekable (stream))
    {
      gtk_media_stream_seek (stream, at_ms * 1000);
      return;
    }

  if (!self->is_shown)
    {
      self->is_shown = TRUE;
      gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
      gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
    }
  if (gtk_media_stream_get_playing (stream) != self->wants_to_play)
    gtk_media_stream_set_playing (stream, self->wants_to_play);
}

static void
on_stream_timestamp_notify (TackPlayer *self)
{
  if (self->seek_ms == NOWHERE && !gtk_media_stream_is_seeking (self->stream))
    set_position (self, gtk_media_stream_get_timestamp (self->stream) / 1000);
}

static void
on_stream_ended_notify (TackPlayer *self)
{
  if (!gtk_media_stream_get_ended (self->stream))
    return;

  /* The stream has gone back to its first frame by itself. */
  set_position (self, 0);
  tack_player_set_playing (self, FALSE);
}

static void
tack_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackPlayer *self = TACK_PLAYER (object);

  switch ((TackPlayerProperty) prop_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->wants_to_play);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, self->position_ms);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_player_dispose (GObject *object)
{
  TackPlayer *self = TACK_PLAYER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->stream != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->stream, self);
      gtk_media_stream_pause (self->stream);
      g_clear_object (&self->stream);
    }

  G_OBJECT_CLASS (tack_player_parent_class)->dispose (object);
}

static void
tack_player_class_init (TackPlayerClass *klass)
{
  const GParamFlags seen = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_player_get_property;
  object_class->dispose = tack_player_dispose;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, seen);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  failed_signal = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_player_init (TackPlayer *self)
{
  self->seek_ms = NOWHERE;
}

typedef struct
{
  TackMediaProxy *proxy; /* input, nullable */
  GFile          *video; /* input */
  gint64          at_ms; /* input */
} Rehearsal;

static void
rehearsal_free (gpointer data)
{
  Rehearsal *rehearsal = data;

  g_clear_object (&rehearsal->proxy);
  g_object_unref (rehearsal->video);
  g_free (rehearsal);
}

/* GtkMediaFile decodes in this very process. So another one has to survive the file first, up to
 * the frame at which it begins. */
static void
rehearse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Rehearsal            *rehearsal = task_data;
  GError               *error = NULL;
  g_autoptr (GdkPixbuf) frame
    = tack_media_proxy_read_cover (rehearsal->proxy, rehearsal->video, &rehearsal->at_ms, TRUE,
                                   REHEARSAL_SIDE, cancellable, &error);
  int turn = frame != NULL ? tack_media_proxy_read_turn (rehearsal->proxy, rehearsal->video,
                                                         cancellable, &error)
                           : NOWHERE;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, turn);
}

static void
open_stream (TackPlayer *self, GFile *video)
{
  static const struct
  {
    const char *signal;
    void (*handler) (TackPlayer *self);
  } signals[] = {
    { "notify::prepared", go_on },
    { "notify::seeking", go_on },
    { "notify::timestamp", on_stream_timestamp_notify },
    { "notify::ended", on_stream_ended_notify },
    { "notify::error", go_on },
  };

  self->stream = gtk_media_file_new_for_file (video);
  gtk_media_stream_set_muted (self->stream, self->is_muted);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (self->stream, signals[i].signal, G_CALLBACK (signals[i].handler),
                              self);
  g_signal_connect_swapped (self->stream, "invalidate-contents",
                            G_CALLBACK (gdk_paintable_invalidate_contents), self);
  g_signal_connect_swapped (self->stream, "invalidate-size",
                            G_CALLBACK (gdk_paintable_invalidate_size), self);
}

static void
rehearsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPlayer *self = user_data;
  Rehearsal  *rehearsal = g_task_get_task_data (G_TASK (result));

  /* The player may be no more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_autoptr (TackPlayer) guard = g_object_ref (self);
  g_autoptr (GError)     error = NULL;
  self->turn = (int) g_task_propagate_int (G_TASK (result), &error);
  if (error != NULL)
    {
      g_signal_emit (self, failed_signal, 0);
      return;
    }

  open_stream (self, rehearsal->video);
  go_on (self);
}

static void
rehearse (TackPlayer *self, TackMediaProxy *proxy, GFile *video)
{
  Rehearsal *rehearsal = g_new0 (Rehearsal, 1);

  g_set_object (&rehearsal->proxy, proxy);
  rehearsal->video = g_object_ref (video);
  rehearsal->at_ms = self->position_ms;
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, rehearsed_cb, self);
  g_task_set_source_tag (task, rehearse);
  g_task_set_task_data (task, rehearsal, rehearsal_free);
  g_task_run_in_thread (task, rehearse_in_thread);
}

TackPlayer *
tack_player_new (TackMediaProxy *proxy, GFile *video, int width, int height, gint64 at_ms)
{
  TackPlayer *self = g_object_new (TACK_TYPE_PLAYER, NULL);

  self->width = width;
  self->height = height;
  self->position_ms = at_ms;
  self->seek_ms = at_ms > 0 ? at_ms : NOWHERE;
  rehearse (self, proxy, video);

  return self;
}

void
tack_player_set_playing (TackPlayer *self, gboolean playing)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  /* Who hears of a failure may let go of the player. */
  g_autoptr (TackPlayer) guard = g_object_ref (self);

  playing = !!playing;
  if (self->wants_to_play == playing)
    return;

  self->wants_to_play = playing;
  gint64 duration_ms
    = self->stream != NULL ? gtk_media_stream_get_duration (self->stream) / 1000 : 0;
  if (playing && duration_ms > 0 && self->position_ms > duration_ms - AT_END_MS)
    tack_player_seek (self, 0);
  go_on (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

gboolean
tack_player_get_playing (TackPlayer *self)
{
  g_return_val_if_fail (TACK_IS_PLAYER (self), FALSE);

  return self->wants_to_play;
}

void
tack_player_set_muted (TackPlayer *self, gboolean muted)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  self->is_muted = muted;
  if (self->stream != NULL)
    gtk_media_stream_set_muted (self->stream, muted);
}

void
tack_player_seek (TackPlayer *self, gint64 at_ms)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  g_autoptr (TackPlayer) guard = g_object_ref (self);

  self->seek_ms = MAX (0, at_ms);
  set_position (self, self->seek_ms);
  go_on (self);
}

gint64
tack_player_get_position (TackPlayer *self)
{
  g_return_val_if_fail (TACK_IS_PLAYER (self), 0);

  return self->position_ms;
}
