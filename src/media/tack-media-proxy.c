/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-proxy.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/socket.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "base/tack-json.h"
#include "media/tack-cover.h"
#include "media/tack-inspect.h"
#include "media/tack-media-service.h"
#include "media/tack-picture.h"

/* As many files at once as there are processors, but not so many that old computers swap. */
#define PROCESSES_MIN 2
#define PROCESSES_MAX 4
/* Longer than the deadlines that the process sets itself: who passes this one does not answer. */
#define DEADLINE_MS (30 * 1000)
/* How often a thread that waits for a free process looks whether it was cancelled. */
#define CANCEL_CHECK_US (50 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GSubprocess     *subprocess;
  GDBusConnection *connection;
} Process;

struct _TackMediaProxy
{
  GObject parent_instance;

  char *program; /* nullable: not installed */
  guint max_processes;

  GMutex     lock; /* guards all below */
  GCond      changed;
  GPtrArray *idle; /* of Process; the last one used is used next */
  guint      n_processes;
};

G_DEFINE_FINAL_TYPE (TackMediaProxy, tack_media_proxy, G_TYPE_OBJECT)

static void
process_free (gpointer data)
{
  Process *process = data;

  /* Without its connection the process ends by itself, unless it hangs. */
  g_subprocess_force_exit (process->subprocess);
  g_object_unref (process->subprocess);
  g_object_unref (process->connection);
  g_free (process);
}

static void
tack_media_proxy_finalize (GObject *object)
{
  TackMediaProxy *self = TACK_MEDIA_PROXY (object);

  g_free (self->program);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (tack_media_proxy_parent_class)->finalize (object);
}

static void
tack_media_proxy_class_init (TackMediaProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_media_proxy_finalize;
}

static void
tack_media_proxy_init (TackMediaProxy *self)
{
  /* GLib must know how large these errors are before one arrives by its name. */
  tack_error_quark ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->idle = g_ptr_array_new_with_free_func (process_free);
  self->max_processes = CLAMP (g_get_num_processors (), PROCESSES_MIN, PROCESSES_MAX);

  /* Run from the build folder, the program is not where it will be installed. */
  const char *program = g_getenv ("TACKBOARD_MEDIA");
  if (program == NULL)
    program = TACK_MEDIA_PROGRAM;
  if (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    self->program = g_strdup (program);
  else
    g_message ("“%s” is missing: files are read without its protection.", program);
}

TackMediaProxy *
tack_media_proxy_new (void)
{
  return g_object_new (TACK_TYPE_MEDIA_PROXY, NULL);
}

static Process *
start_process (TackMediaProxy *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  int                             ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES, "no socket");
      return NULL;
    }

  g_subprocess_launcher_take_fd (launcher, ends[1], TACK_MEDIA_SERVICE_FD);
  g_autoptr (GSocket)     socket = g_socket_new_from_fd (ends[0], error);
  g_autoptr (GSubprocess) subprocess
    = g_subprocess_launcher_spawn (launcher, error, self->program, NULL);
  /* It keeps the other end open here, too, which would never be seen to close. */
  g_clear_object (&launcher);
  if (socket == NULL || subprocess == NULL)
    return NULL;

  g_autoptr (GSocketConnection) stream = g_socket_connection_factory_create_connection (socket);
  GDBusConnection              *connection
    = g_dbus_connection_new_sync (G_IO_STREAM (stream), NULL,
                                  G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL, NULL, error);
  if (connection == NULL)
    {
      g_subprocess_force_exit (subprocess);
      return NULL;
    }

  Process *process = g_new (Process, 1);
  process->subprocess = g_steal_pointer (&subprocess);
  process->connection = connection;

  return process;
}

/* With the lock held. Returns: (nullable): an idle process; what was ended meanwhile is dropped. */
static Process *
pop_idle (TackMediaProxy *self)
{
  while (self->idle->len > 0)
    {
      Process *process = g_ptr_array_steal_index (self->idle, self->idle->len - 1);

      if (!g_dbus_connection_is_closed (process->connection))
        return process;
      process_free (process);
      self->n_processes--;
    }

  return NULL;
}

/* Waits for a process that has nothing to do, or starts one. */
static Process *
take_process (TackMediaProxy *self, GCancellable *cancellable, GError **error)
{
  Process *process = NULL;
  gboolean is_new = FALSE;

  g_mutex_lock (&self->lock);
  while ((process = pop_idle (self)) == NULL && self->n_processes >= self->max_processes
         && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + CANCEL_CHECK_US);

  if (process == NULL && !g_cancellable_is_cancelled (cancellable))
    {
      self->n_processes++;
      is_new = TRUE;
    }
  g_mutex_unlock (&self->lock);

  if (process != NULL)
    return process;
  if (!is_new)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  process = start_process (self, error);
  if (process == NULL)
    {
      g_mutex_lock (&self->lock);
      self->n_processes--;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
    }

  return process;
}

static void
give_back (TackMediaProxy *self, Process *process, gboolean is_well)
{
  g_mutex_lock (&self->lock);
  if (is_well)
    g_ptr_array_add (self->idle, process);
  else
    self->n_processes--;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  if (!is_well)
    process_free (process);
}

/* Whatever thread cancels. */
static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Process                 *process = user_data;
  g_autoptr (GDBusMessage) message
    = g_dbus_message_new_method_call (NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE,
                                      "Cancel");

  g_dbus_message_set_flags (message, G_DBUS_MESSAGE_FLAGS_NO_REPLY_EXPECTED);
  g_dbus_connection_send_message (process->connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE,
                                  NULL, NULL);
}

static gboolean
is_answer (const GError *error)
{
  return error->domain == TACK_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* A process that died of a file has proved that the file is damaged. */
static GError *
new_damaged_error (GFile *file)
{
  g_autofree char *name = tack_human_file (file);

  return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is damaged: it cannot be read."), name);
}

static GVariant *
call_process (Process      *process,
              const char   *method,
              GVariant     *arguments,
              GUnixFDList **fds,
              GCancellable *cancellable,
              GError      **error)
{
  /* It is waited for even when it is told to stop: the next call must find it free. */
  gulong    id = cancellable != NULL
                   ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), process, NULL)
                   : 0;
  GVariant *answer = g_dbus_connection_call_with_unix_fd_list_sync (
    process->connection, NULL, TACK_MEDIA_SERVICE_PATH, TACK_MEDIA_SERVICE_INTERFACE, method,
    arguments, NULL, G_DBUS_CALL_FLAGS_NONE, DEADLINE_MS, NULL, fds, NULL, error);
  g_cancellable_disconnect (cancellable, id);

  return answer;
}

/* Returns: (nullable): what a process answered; %NULL with its own error, or with one that calls
 * @file damaged. */
static GVariant *
call (TackMediaProxy *self,
      GFile          *file,
      const char     *method,
      GVariant       *arguments,
      GUnixFDList   **fds,
      GCancellable   *cancellable,
      GError        **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_autoptr (GError)   call_error = NULL;
  GVariant            *answer = NULL;
  Process             *process = NULL;
  gboolean             is_again = TRUE;

  /* A process can be ended by others, for want of memory: only what ends a second one is to blame.
   */
  for (guint i = 0; i < 2 && is_again; i++)
    {
      g_clear_error (&call_error);
      process = take_process (self, cancellable, &call_error);
      if (process != NULL)
        answer = call_process (process, method, owned, fds, cancellable, &call_error);

      gboolean is_well = answer != NULL || is_answer (call_error);
      is_again = process != NULL && !is_well && g_dbus_connection_is_closed (process->connection);
      if (process != NULL)
        give_back (self, process, is_well);
    }

  if (answer == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      if (call_error->domain == TACK_ERROR)
        g_dbus_error_strip_remote_error (call_error);
      g_propagate_error (error, call_error->domain == TACK_ERROR ? g_steal_pointer (&call_error)
                                                                 : new_damaged_error (file));
    }

  return answer;
}

/* Whether the calling thread does the work itself. */
static gboolean
is_local (TackMediaProxy *self)
{
  return self == NULL || self->program == NULL;
}

/* The other side may be anything by now: what it says must fit what it gives. */
static GdkPixbuf *
picture_from_variant (GVariant *variant, GUnixFDList *fds)
{
  int      width;
  int      height;
  int      stride;
  gboolean has_alpha;
  int      handle;
  g_variant_get (variant, "(iiibh)", &width, &height, &stride, &has_alpha, &handle);

  int                     fd = fds != NULL ? g_unix_fd_list_get (fds, handle, NULL) : -1;
  g_autoptr (GMappedFile) mapped = fd >= 0 ? g_mapped_file_new_from_fd (fd, FALSE, NULL) : NULL;
  g_autoptr (GBytes)      bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
  int                     n_channels = has_alpha ? 4 : 3;
  if (fd >= 0)
    g_close (fd, NULL);
  if (bytes == NULL || width <= 0 || height <= 0 || stride / n_channels < width
      || g_bytes_get_size (bytes)
           < (gsize) stride * (gsize) (height - 1) + (gsize) width * (gsize) n_channels)
    return NULL;

  return gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, has_alpha, 8, width, height, stride);
}

static TackMediaInfo *
info_from_variant (GVariant *variant)
{
  const char *text;
  g_variant_get (variant, "(&s)", &text);

  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? tack_media_info_from_json (json_node_get_object (node))
           : NULL;
}

TackMediaInfo *
tack_media_proxy_inspect (TackMediaProxy *self,
                          GFile          *file,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autoptr (TackMediaInfo) info = NULL;

  if (is_local (self))
    info = tack_inspect (file, cancellable);
  else
    {
      g_autofree char     *uri = g_file_get_uri (file);
      g_autoptr (GVariant) answer
        = call (self, file, "Inspect", g_variant_new ("(s)", uri), NULL, cancellable, NULL);
      info = answer != NULL ? info_from_variant (answer) : NULL;
      if (info == NULL)
        info = tack_inspect_damaged (file, cancellable);
    }

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&info);
}

GdkPixbuf *
tack_media_proxy_load_picture (TackMediaProxy *self,
                               GFile          *picture,
                               int             max_side,
                               GCancellable   *cancellable,
                               GError        **error)
{
  if (is_local (self))
    return tack_picture_load (picture, max_side, cancellable, error);

  g_autofree char        *uri = g_file_get_uri (picture);
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant)    answer
    = call (self, picture, "LoadPicture", g_variant_new ("(si)", uri, max_side), &fds, cancellable,
            error);
  if (answer == NULL)
    return NULL;

  g_autoptr (GVariant) child = g_variant_get_child_value (answer, 0);
  GdkPixbuf           *pixbuf = picture_from_variant (child, fds);
  if (pixbuf == NULL)
    g_propagate_error (error, new_damaged_error (picture));

  return pixbuf;
}

GdkPixbuf *
tack_media_proxy_read_cover (TackMediaProxy *self,
                             GFile          *video,
                             gint64         *at_ms,
                             gboolean        key_frame,
                             int             max_side,
                             GCancellable   *cancellable,
                             GError        **error)
{
  if (is_local (self))
    return tack_cover_read (video, at_ms, key_frame, max_side, cancellable, error);

  g_autofree char        *uri = g_file_get_uri (video);
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant)    answer
    = call (self, video, "ReadCover", g_variant_new ("(sxbi)", uri, *at_ms, key_frame, max_side),
            &fds, cancellable, error);
  if (answer == NULL)
    return NULL;

  g_autoptr (GVariant) child = g_variant_get_child_value (answer, 1);
  GdkPixbuf           *pixbuf = picture_from_variant (child, fds);
  if (pixbuf != NULL)
    g_variant_get_child (answer, 0, "x", at_ms);
  else
    g_propagate_error (error, new_damaged_error (video));

  return pixbuf;
}
