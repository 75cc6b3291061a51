/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-process.h"

#include <sys/socket.h>

#include "media/tack-media-service.h"

/* To load its libraries and say so; longer on a computer that swaps. */
#define START_US (10 * G_USEC_PER_SEC)

/* Within which time who is told to stop does, unless he hangs. */
#define CANCEL_US (2 * G_USEC_PER_SEC)

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

/* One call, in a context of its own: so signals come between, and a silence is noticed. */
typedef struct
{
  TackMediaProcess        *process;
  gint64                   silence_us;
  TackMediaProcessProgress progress; /* nullable */
  gpointer                 user_data;
  GCancellable            *cancellable; /* nullable: the caller's */
  GCancellable            *giving_up;   /* ours, of what is waited for */
  GSource                 *deadline;
  GAsyncResult            *result; /* nullable: not there yet */
} Call;

static gboolean
on_deadline (gpointer user_data)
{
  Call *call = user_data;

  g_cancellable_cancel (call->giving_up);

  return G_SOURCE_REMOVE;
}

static void
set_deadline (Call *call, gint64 after_us)
{
  g_source_set_ready_time (call->deadline, g_get_monotonic_time () + after_us);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Call                    *call = user_data;
  g_autoptr (GDBusMessage) message
    = g_dbus_message_new_method_call (NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE,
                                      "Cancel");

  g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
  g_dbus_connection_send_message (call->process->connection, message,
                                  G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  set_deadline (call, CANCEL_US);

  return G_SOURCE_REMOVE;
}

static void
on_progress (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  Call  *call = user_data;
  double fraction;

  if (g_cancellable_is_cancelled (call->cancellable))
    return;

  set_deadline (call, call->silence_us);
  if (call->progress == NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(d)")))
    return;

  g_variant_get (parameters, "(d)", &fraction);
  if (fraction >= 0 && fraction <= 1)
    call->progress (fraction, call->user_data);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->result = g_object_ref (result);
}

static void
wait_for_answer (Call *call, GMainContext *context)
{
  g_autoptr (GSource) cancel = g_cancellable_source_new (call->cancellable);

  g_source_set_callback (cancel, G_SOURCE_FUNC (on_cancelled), call, NULL);
  g_source_attach (cancel, context);
  g_source_set_callback (call->deadline, on_deadline, call, NULL);
  g_source_attach (call->deadline, context);

  while (call->result == NULL)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (cancel);
  g_source_destroy (call->deadline);
}

GVariant *
tack_media_process_call (TackMediaProcess        *self,
                         const char              *method,
                         GVariant                *arguments,
                         int                      silence_ms,
                         TackMediaProcessProgress progress,
                         gpointer                 user_data,
                         GUnixFDList            **fds,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource)      deadline = g_timeout_source_new ((guint) silence_ms);
  g_autoptr (GCancellable) giving_up = g_cancellable_new ();
  Call                     call = {
                        .process = self,
                        .silence_us = silence_ms * G_TIME_SPAN_MILLISECOND,
                        .progress = progress,
                        .user_data = user_data,
                        .cancellable = cancellable,
                        .giving_up = giving_up,
                        .deadline = deadline,
  };

  g_main_context_push_thread_default (context);
  guint progress_id
    = g_dbus_connection_signal_subscribe (self->connection, NULL, TACK_MEDIA_SERVICE_INTERFACE,
                                          "Progress", TACK_MEDIA_SERVICE_PATH, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, on_progress, &call, NULL);
  g_dbus_connection_call_with_unix_fd_list (self->connection, NULL, TACK_MEDIA_SERVICE_PATH,
                                            TACK_MEDIA_SERVICE_INTERFACE, method, arguments, NULL,
                                            G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL, giving_up,
                                            call_cb, &call);
  wait_for_answer (&call, context);
  g_dbus_connection_signal_unsubscribe (self->connection, progress_id);
  g_main_context_pop_thread_default (context);

  g_autoptr (GAsyncResult) result = call.result;
  gboolean                 has_given_up = g_cancellable_is_cancelled (giving_up);
  GVariant *answer = g_dbus_connection_call_with_unix_fd_list_finish (self->connection, fds, result,
                                                                      has_given_up ? NULL : error);
  if (answer == NULL && has_given_up)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "it hangs");

  return answer;
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
