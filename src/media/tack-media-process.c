/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-process.h"

#include <sys/socket.h>

#include "media/tack-media-service.h"

/* To load its libraries and say so; longer on a computer that swaps. */
#define START_US (10 * G_USEC_PER_SEC)

/* How often who waits for long looks whether something is still heard. */
#define LOOK_AGAIN_MS 500
/* Within which time who is cancelled ends. */
#define CANCEL_US (10 * G_USEC_PER_SEC)

struct _TackMediaProcess
{
  GSubprocess     *subprocess;
  GDBusConnection *connection;
};

const char *
tack_media_process_get_program (void)
{
  /* Run from the build folder, the program is not where it will be installed. */
  const char *program = g_getenv ("TACKBOARD_MEDIA");

  return program != NULL ? program : TACK_MEDIA_PROGRAM;
}

/* Encoders and decoders print what they like, which is of use to nobody but who looks for it. */
static GSubprocessFlags
get_flags (void)
{
  gboolean is_watched = g_getenv ("G_MESSAGES_DEBUG") != NULL || g_getenv ("GST_DEBUG") != NULL;

  return is_watched ? G_SUBPROCESS_FLAGS_NONE
                    : G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE;
}

static GSubprocess *
spawn (const char *program, GSocket **socket, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (get_flags ());
  int                             ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, g_strerror (errno));
      return NULL;
    }

  /* Going, the launcher closes the other end here, too: else it would never be seen to close. */
  g_subprocess_launcher_take_fd (launcher, ends[1], TACK_MEDIA_SERVICE_FD);
  *socket = g_socket_new_from_fd (ends[0], error);

  return *socket != NULL ? g_subprocess_launcher_spawn (launcher, error, program, NULL) : NULL;
}

/* Its first byte tells a process that works from one that never began: a library was missing, or
 * the program is another. */
static gboolean
wait_for_report (GSocket *socket, GCancellable *cancellable, GError **error)
{
  char report;

  if (!g_socket_condition_timed_wait (socket, G_IO_IN, START_US, cancellable, error))
    return FALSE;

  gssize n = g_socket_receive (socket, &report, sizeof report, cancellable, error);
  if (n == 0 || (n > 0 && report != TACK_MEDIA_SERVICE_REPORT))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "it did not report for work");

  return n > 0 && report == TACK_MEDIA_SERVICE_REPORT;
}

TackMediaProcess *
tack_media_process_start (const char *program, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocket)     socket = NULL;
  g_autoptr (GSubprocess) subprocess = spawn (program, &socket, error);
  GDBusConnection        *connection = NULL;

  if (subprocess == NULL)
    return NULL;

  if (wait_for_report (socket, cancellable, error))
    {
      g_autoptr (GSocketConnection) stream = g_socket_connection_factory_create_connection (socket);
      connection = g_dbus_connection_new_sync (G_IO_STREAM (stream), NULL,
                                               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL,
                                               cancellable, error);
    }
  if (connection == NULL)
    {
      g_subprocess_force_exit (subprocess);
      return NULL;
    }

  TackMediaProcess *self = g_new (TackMediaProcess, 1);
  self->subprocess = g_steal_pointer (&subprocess);
  self->connection = connection;

  return self;
}

/* Whatever thread cancels. */
static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  TackMediaProcess        *self = user_data;
  g_autoptr (GDBusMessage) message
    = g_dbus_message_new_method_call (NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE,
                                      "Cancel");

  g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
  g_dbus_connection_send_message (self->connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL,
                                  NULL);
}

GVariant *
tack_media_process_call (TackMediaProcess *self,
                         const char       *method,
                         GVariant         *arguments,
                         int               deadline_ms,
                         GUnixFDList     **fds,
                         GCancellable     *cancellable,
                         GError          **error)
{
  gulong    id = cancellable != NULL
                   ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL)
                   : 0;
  GVariant *answer = g_dbus_connection_call_with_unix_fd_list_sync (
    self->connection, NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE, method,
    arguments, NULL, G_DBUS_CALL_FLAGS_NONE, deadline_ms, NULL, fds, NULL, error);
  g_cancellable_disconnect (cancellable, id);

  return answer;
}

typedef struct
{
  TackMediaProcessProgress progress;
  gpointer                 user_data;
  gint64                   heard_at; /* monotonic */
  GAsyncResult            *result;   /* nullable: not there yet */
} LongCall;

static void
on_progress (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  LongCall *call = user_data;
  double    fraction;

  call->heard_at = g_get_monotonic_time ();
  if (call->progress == NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(d)")))
    return;

  g_variant_get (parameters, "(d)", &fraction);
  if (fraction >= 0 && fraction <= 1)
    call->progress (fraction, call->user_data);
}

static void
call_long_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LongCall *call = user_data;

  call->result = g_object_ref (result);
}

static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* In the thread's own context: so the signals come between, and a silence is noticed. */
static void
wait_for_answer (TackMediaProcess *self,
                 LongCall         *call,
                 GMainContext     *context,
                 int               silence_ms,
                 GCancellable     *cancellable)
{
  g_autoptr (GSource) look_again = g_timeout_source_new (LOOK_AGAIN_MS);
  gint64              cancelled_at = 0;

  g_source_set_callback (look_again, look_again_cb, NULL, NULL);
  g_source_attach (look_again, context);
  call->heard_at = g_get_monotonic_time ();
  while (call->result == NULL)
    {
      g_main_context_iteration (context, TRUE);

      gint64 now = g_get_monotonic_time ();
      if (cancelled_at == 0 && g_cancellable_is_cancelled (cancellable))
        cancelled_at = now;
      if (now - call->heard_at > silence_ms * G_TIME_SPAN_MILLISECOND
          || (cancelled_at != 0 && now - cancelled_at > CANCEL_US))
        g_subprocess_force_exit (self->subprocess);
    }
  g_source_destroy (look_again);
}

GVariant *
tack_media_process_call_long (TackMediaProcess        *self,
                              const char              *method,
                              GVariant                *arguments,
                              int                      silence_ms,
                              TackMediaProcessProgress progress,
                              gpointer                 user_data,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  LongCall                 call = { progress, user_data };

  g_main_context_push_thread_default (context);
  guint progress_id
    = g_dbus_connection_signal_subscribe (self->connection, NULL, TACK_MEDIA_SERVICE_INTERFACE,
                                          "Progress", TACK_MEDIA_SERVICE_PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_progress, &call, NULL);
  gulong cancel_id = cancellable != NULL
                       ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL)
                       : 0;
  g_dbus_connection_call (self->connection, NULL, TACK_MEDIA_SERVICE_PATH,
                          TACK_MEDIA_SERVICE_INTERFACE, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL, call_long_cb, &call);
  wait_for_answer (self, &call, context, silence_ms, cancellable);
  g_cancellable_disconnect (cancellable, cancel_id);
  g_dbus_connection_signal_unsubscribe (self->connection, progress_id);
  g_main_context_pop_thread_default (context);

  g_autoptr (GAsyncResult) result = call.result;
  return g_dbus_connection_call_finish (self->connection, result, error);
}

GDBusConnection *
tack_media_process_get_connection (TackMediaProcess *self)
{
  return self->connection;
}

gboolean
tack_media_process_has_ended (TackMediaProcess *self)
{
  return g_dbus_connection_is_closed (self->connection);
}

void
tack_media_process_free (TackMediaProcess *self)
{
  /* Without its connection the process ends by itself, unless it hangs. */
  g_subprocess_force_exit (self->subprocess);
  g_object_unref (self->subprocess);
  g_object_unref (self->connection);
  g_free (self);
}
