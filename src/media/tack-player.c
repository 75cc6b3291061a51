/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-player.h"

#include "media/tack-media-process.h"
#include "media/tack-playback-service.h"
#include "media/tack-shared-memory.h"

#define DEADLINE_MS (30 * 1000)
/* How often it is looked whether the deadline has passed. */
#define LOOK_AGAIN_MS 500

struct _TackPlayer
{
  GObject parent_instance;

  TackMediaProcess *process;     /* nullable: not there yet, or no more */
  GCancellable     *cancellable; /* of its start, and of the frame that is waited for */
  guint             signals_id;
  gulong            closed_id;

  gboolean playing;
  gboolean muted;
  gint64   position_ms;
  guint    n_seeks; /* that the process was told of */

  int    deadline_ms;
  gint64 heard_at;      /* monotonic: when something was heard, or asked for, last */
  guint  watch_timeout; /* 0: nothing is waited for */
};

G_DEFINE_FINAL_TYPE (TackPlayer, tack_player, G_TYPE_OBJECT)

typedef enum
{
  PROP_PLAYING = 1,
  PROP_POSITION,
  N_PROPS,
} TackPlayerProperty;

enum
{
  FRAME,
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

/* Ends the process, whatever it does. */
static void
close_process (TackPlayer *self)
{
  g_clear_handle_id (&self->watch_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->process == NULL)
    return;

  GDBusConnection *connection = tack_media_process_get_connection (self->process);
  g_dbus_connection_signal_unsubscribe (connection, self->signals_id);
  g_signal_handler_disconnect (connection, self->closed_id);
  g_clear_pointer (&self->process, tack_media_process_free);
}

static gboolean
has_ended (TackPlayer *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
set_playing (TackPlayer *self, gboolean playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
set_position (TackPlayer *self, gint64 position_ms)
{
  if (self->position_ms == position_ms)
    return;

  self->position_ms = position_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
fail (TackPlayer *self)
{
  if (has_ended (self))
    return;

  /* Who hears of it may let go of the player. */
  g_autoptr (TackPlayer) guard = g_object_ref (self);

  close_process (self);
  set_playing (self, FALSE);
  g_signal_emit (self, signals[FAILED], 0);
}

static gboolean
watch_timeout_cb (gpointer user_data)
{
  TackPlayer *self = user_data;

  if (g_get_monotonic_time () - self->heard_at < self->deadline_ms * G_TIME_SPAN_MILLISECOND)
    return G_SOURCE_CONTINUE;

  self->watch_timeout = 0;
  fail (self);

  return G_SOURCE_REMOVE;
}

/* From here on something has to be heard. */
static void
watch (TackPlayer *self)
{
  self->heard_at = g_get_monotonic_time ();
  if (self->watch_timeout == 0)
    self->watch_timeout
      = g_timeout_add (MIN (LOOK_AGAIN_MS, self->deadline_ms), watch_timeout_cb, self);
}

/* Before there is a process nothing is lost: it is told all when it has come. */
static void
tell (TackPlayer *self, const char *method, GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);

  if (self->process == NULL)
    return;

  g_dbus_connection_call (tack_media_process_get_connection (self->process), NULL,
                          TACK_PLAYBACK_SERVICE_PATH, TACK_PLAYBACK_SERVICE_INTERFACE, method,
                          owned, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

static void ask_for_frame (TackPlayer *self);

static void
frame_came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPlayer             *self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError)      error = NULL;
  g_autoptr (GVariant)    answer
    = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result,
                                                       &error);

  /* The player may be no more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_autoptr (TackPlayer) guard = g_object_ref (self);
  g_autoptr (GVariant)   picture = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;
  g_autoptr (GdkPixbuf)  frame
    = picture != NULL ? tack_shared_memory_take_picture (fds, picture) : NULL;
  if (frame == NULL)
    {
      fail (self);
      return;
    }

  self->heard_at = g_get_monotonic_time ();
  g_signal_emit (self, signals[FRAME], 0, frame);
  if (!has_ended (self))
    ask_for_frame (self);
}

static void
ask_for_frame (TackPlayer *self)
{
  g_dbus_connection_call_with_unix_fd_list (tack_media_process_get_connection (self->process), NULL,
                                            TACK_PLAYBACK_SERVICE_PATH,
                                            TACK_PLAYBACK_SERVICE_INTERFACE, "NextFrame", NULL,
                                            G_VARIANT_TYPE ("(" TACK_SHARED_PICTURE ")"),
                                            G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL,
                                            self->cancellable, frame_came_cb, self);
}

static void
on_position (TackPlayer *self, GVariant *parameters)
{
  gint64 position_ms;
  guint  n_seeks;
  g_variant_get (parameters, "(xu)", &position_ms, &n_seeks);

  /* It was on its way before the last seek was. */
  if (n_seeks != self->n_seeks)
    return;

  if (!self->playing)
    g_clear_handle_id (&self->watch_timeout, g_source_remove);
  set_position (self, position_ms);
}

static void
on_ended (TackPlayer *self, GVariant *parameters)
{
  set_position (self, 0);
  tack_player_set_playing (self, FALSE);
}

static void
on_failed (TackPlayer *self, GVariant *parameters)
{
  fail (self);
}

static void
on_signal (GDBusConnection *connection,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *signal,
           GVariant        *parameters,
           gpointer         user_data)
{
  static const struct
  {
    const char *signal;
    const char *type;
    void (*handler) (TackPlayer *self, GVariant *parameters);
  } handlers[] = {
    { "Position", "(xu)", on_position },
    { "Ended", "()", on_ended },
    { "Failed", "()", on_failed },
  };
  TackPlayer            *self = user_data;
  g_autoptr (TackPlayer) guard = g_object_ref (self);

  self->heard_at = g_get_monotonic_time ();
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_str_equal (handlers[i].signal, signal)
        && g_variant_is_of_type (parameters, G_VARIANT_TYPE (handlers[i].type)))
      handlers[i].handler (self, parameters);
}

static void
start_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError           *error = NULL;
  TackMediaProcess *process
    = tack_media_process_start (tack_media_process_get_program (), cancellable, &error);

  if (process != NULL)
    g_task_return_pointer (task, process, (GDestroyNotify) tack_media_process_free);
  else
    g_task_return_error (task, error);
}

/* Says what was asked for meanwhile. */
static void
open_video (TackPlayer *self, GFile *video, int max_side)
{
  GDBusConnection *connection = tack_media_process_get_connection (self->process);
  g_autofree char *uri = g_file_get_uri (video);

  self->signals_id
    = g_dbus_connection_signal_subscribe (connection, NULL, TACK_PLAYBACK_SERVICE_INTERFACE, NULL,
                                          TACK_PLAYBACK_SERVICE_PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_signal, self, NULL);
  self->closed_id = g_signal_connect_swapped (connection, "closed", G_CALLBACK (fail), self);
  tell (self, "Open", g_variant_new ("(six)", uri, max_side, self->position_ms));
  tell (self, "SetMuted", g_variant_new ("(b)", self->muted));
  tell (self, "SetPlaying", g_variant_new ("(b)", self->playing));
  ask_for_frame (self);
}

typedef struct
{
  GFile *video;
  int    max_side;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->video);
  g_free (opening);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPlayer        *self = user_data;
  Opening           *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  TackMediaProcess  *process = g_task_propagate_pointer (G_TASK (result), &error);

  /* The player may be no more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->process = process;
  if (process != NULL)
    open_video (self, opening->video, opening->max_side);
  else
    fail (self);
}

static void
tack_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackPlayer *self = TACK_PLAYER (object);

  switch ((TackPlayerProperty) prop_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
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
  close_process (TACK_PLAYER (object));

  G_OBJECT_CLASS (tack_player_parent_class)->dispose (object);
}

static void
tack_player_finalize (GObject *object)
{
  g_object_unref (TACK_PLAYER (object)->cancellable);

  G_OBJECT_CLASS (tack_player_parent_class)->finalize (object);
}

static void
tack_player_class_init (TackPlayerClass *klass)
{
  const GParamFlags seen = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GType             type = G_TYPE_FROM_CLASS (klass);
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_player_get_property;
  object_class->dispose = tack_player_dispose;
  object_class->finalize = tack_player_finalize;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, seen);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FRAME] = g_signal_new ("frame", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, GDK_TYPE_PIXBUF);
  signals[FAILED]
    = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tack_player_init (TackPlayer *self)
{
  self->cancellable = g_cancellable_new ();
  self->deadline_ms = DEADLINE_MS;
}

TackPlayer *
tack_player_new (GFile *video, int max_side, gint64 at_ms)
{
  TackPlayer *self = g_object_new (TACK_TYPE_PLAYER, NULL);
  Opening    *opening = g_new (Opening, 1);

  self->position_ms = at_ms;
  opening->video = g_object_ref (video);
  opening->max_side = max_side;
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, started_cb, self);
  g_task_set_source_tag (task, tack_player_new);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, start_in_thread);
  watch (self);

  return self;
}

void
tack_player_set_deadline (TackPlayer *self, int deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

void
tack_player_set_playing (TackPlayer *self, gboolean playing)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  if (has_ended (self))
    return;

  tell (self, "SetPlaying", g_variant_new ("(b)", playing));
  watch (self);
  set_playing (self, !!playing);
}

gboolean
tack_player_get_playing (TackPlayer *self)
{
  g_return_val_if_fail (TACK_IS_PLAYER (self), FALSE);

  return self->playing;
}

void
tack_player_set_muted (TackPlayer *self, gboolean muted)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  self->muted = muted;
  tell (self, "SetMuted", g_variant_new ("(b)", muted));
}

void
tack_player_seek (TackPlayer *self, gint64 at_ms)
{
  g_return_if_fail (TACK_IS_PLAYER (self));

  if (has_ended (self))
    return;

  at_ms = MAX (0, at_ms);
  if (self->process != NULL)
    {
      self->n_seeks++;
      tell (self, "Seek", g_variant_new ("(x)", at_ms));
      watch (self);
    }
  set_position (self, at_ms);
}

gint64
tack_player_get_position (TackPlayer *self)
{
  g_return_val_if_fail (TACK_IS_PLAYER (self), 0);

  return self->position_ms;
}
