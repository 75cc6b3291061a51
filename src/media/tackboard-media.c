/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <libintl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/tack-redact.h"
#include "media/tack-media-service.h"
#include "media/tack-media.h"
#include "media/tack-playback-service.h"

/* A frame of 8K video takes 200 MB to decode, a picture of 100 megapixels 400 MB. */
#define MEMORY_BYTES_MAX (G_GUINT64_CONSTANT (2) * 1024 * 1024 * 1024)

#define NICENESS 5

/* How long it takes at most to tidy up when nobody asks any more. */
#define END_US (3 * G_USEC_PER_SEC)

/* What a damaged file may cost: neither all memory, nor a disk full of core dumps with a picture in
 * each. */
static void
limit_resources (void)
{
  const struct rlimit memory = { MEMORY_BYTES_MAX, MEMORY_BYTES_MAX };
  const struct rlimit core = { 0, 0 };

  setrlimit (RLIMIT_DATA, &memory);
  setrlimit (RLIMIT_CORE, &core);
}

/* While it starts, too, the window moves. */
static void
give_way (void)
{
  setpriority (PRIO_PROCESS, 0, NICENESS);
}

static void
on_closed (GDBusConnection *connection, gboolean is_vanished, GError *error, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

/* A thread of its own: the main one may be in a decoder that never ends, where it does not hear
 * that whoever asked is gone. */
static gpointer
end_with_connection (gpointer fd)
{
  struct pollfd connection = { .fd = GPOINTER_TO_INT (fd) };

  while (poll (&connection, 1, -1) < 0)
    ;
  g_usleep (END_US);
  _exit (1);
}

static GDBusConnection *
open_connection (GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (TACK_MEDIA_SERVICE_FD, error);
  if (socket == NULL
      || g_socket_send (socket, (const char[]){ TACK_MEDIA_SERVICE_REPORT }, 1, NULL, error) != 1)
    return NULL;

  g_autoptr (GSocketConnection) stream = g_socket_connection_factory_create_connection (socket);
  g_autofree char              *guid = g_dbus_generate_guid ();

  /* Handles of memory are only passed between sides that have told each other who they are. */
  return g_dbus_connection_new_sync (G_IO_STREAM (stream), guid,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER
                                       | G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
                                     NULL, NULL, error);
}

/* Started by TackMediaProxy and TackPlayer, never by a person. */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  limit_resources ();
  give_way ();
  /* On a terminal Ctrl+C reaches everybody: what it ends is for the asker to say. */
  signal (SIGINT, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  tack_redact_install_log_writer ();

  g_autoptr (GDBusConnection) connection = open_connection (&error);
  if (connection == NULL)
    {
      g_printerr ("tackboard-media is started by Tackboard itself.\n");
      return 2;
    }

  /* The connection closes its own descriptor. */
  g_thread_unref (
    g_thread_new ("end", end_with_connection, GINT_TO_POINTER (dup (TACK_MEDIA_SERVICE_FD))));
  tack_media_init ();
  g_autoptr (GMainLoop)           loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TackMediaService)    service = tack_media_service_new (connection, &error);
  g_autoptr (TackPlaybackService) playback_service
    = error == NULL ? tack_playback_service_new (connection, &error) : NULL;
  if (error != NULL)
    g_error ("%s", error->message);

  g_signal_connect (connection, "closed", G_CALLBACK (on_closed), loop);
  g_dbus_connection_start_message_processing (connection);
  g_main_loop_run (loop);

  return 0;
}
