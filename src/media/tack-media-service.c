/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-service.h"

#include <sys/resource.h>

#include "base/tack-error.h"
#include "base/tack-json.h"
#include "media/tack-cover.h"
#include "media/tack-inspect.h"
#include "media/tack-mender.h"
#include "media/tack-picture-prepare.h"
#include "media/tack-picture.h"
#include "media/tack-shared-memory.h"
#include "media/tack-thumbnail.h"

/* How long a video stays open for its next frame: an open decoder holds much memory. */
#define READER_IDLE_MS (10 * 1000)

/* Whoever waits for a picture sees the window move meanwhile, and whatever the person does comes
 * before a conversion. */
#define READ_NICENESS 10
#define MEND_NICENESS 15

static const char INTROSPECTION[]
  = "<node><interface name='" TACK_MEDIA_SERVICE_INTERFACE "'>"
    "<method name='Inspect'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='info' type='s' direction='out'/>"
    "</method>"
    "<method name='LoadPicture'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='max_side' type='i' direction='in'/>"
    "  <arg name='picture' type='" TACK_SHARED_PICTURE "' direction='out'/>"
    "</method>"
    "<method name='LoadThumbnail'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='kind' type='i' direction='in'/>"
    "  <arg name='max_side' type='i' direction='in'/>"
    "  <arg name='picture' type='" TACK_SHARED_PICTURE "' direction='out'/>"
    "</method>"
    "<method name='ReadCover'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='at_ms' type='x' direction='in'/>"
    "  <arg name='key_frame' type='b' direction='in'/>"
    "  <arg name='max_side' type='i' direction='in'/>"
    "  <arg name='at_ms' type='x' direction='out'/>"
    "  <arg name='picture' type='" TACK_SHARED_PICTURE "' direction='out'/>"
    "</method>"
    "<method name='PreparePicture'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='options' type='u' direction='in'/>"
    "  <arg name='content_type' type='s' direction='out'/>"
    "  <arg name='bytes' type='h' direction='out'/>"
    "</method>"
    "<method name='Mend'>"
    "  <arg name='video' type='s' direction='in'/>"
    "  <arg name='output' type='s' direction='in'/>"
    "  <arg name='from_ms' type='x' direction='in'/>"
    "  <arg name='to_ms' type='x' direction='in'/>"
    "  <arg name='info' type='s' direction='out'/>"
    "</method>"
    "<signal name='Progress'>"
    "  <arg name='fraction' type='d'/>"
    "</signal>"
    "<method name='Cancel'/>"
    "</interface></node>";

struct _TackMediaService
{
  GObject parent_instance;

  GDBusConnection *connection;
  guint            filter_id;
  guint            object_id;

  /* Of the call under way. The connection's own thread cancels it, while this one works. */
  GMutex        lock;
  GCancellable *cancellable;

  /* Whoever drags along a video asks for one frame of it after the other. */
  TackFrameReader *reader; /* nullable */
  char            *reader_uri;
  guint            reader_timeout;
};

G_DEFINE_FINAL_TYPE (TackMediaService, tack_media_service, G_TYPE_OBJECT)

static GVariant *
info_to_variant (const TackMediaInfo *info)
{
  g_autoptr (JsonObject) object = tack_media_info_to_json (info);

  /* What the plan of a conversion needs, and neither a store nor a script. */
  json_object_set_int_member (object, "traits", info->traits);
  g_autofree char *text = tack_json_object_to_string (object);

  return g_variant_new ("(s)", text);
}

static GVariant *
inspect (TackMediaService *self,
         GVariant         *arguments,
         GUnixFDList      *fds,
         GCancellable     *cancellable,
         GError          **error)
{
  const char *uri;
  g_variant_get (arguments, "(&s)", &uri);

  g_autoptr (GFile)         file = g_file_new_for_uri (uri);
  g_autoptr (TackMediaInfo) info = tack_inspect (file, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return info_to_variant (info);
}

/* On the main context, which waits for the end and so does not hear that nobody listens any more.
 */
static void
on_mend_progress (double fraction, gpointer user_data)
{
  TackMediaService *self = user_data;

  if (!g_dbus_connection_emit_signal (self->connection, NULL, TACK_MEDIA_SERVICE_PATH,
                                      TACK_MEDIA_SERVICE_INTERFACE, "Progress",
                                      g_variant_new ("(d)", fraction), NULL))
    g_cancellable_cancel (self->cancellable);
}

static GVariant *
mend (TackMediaService *self,
      GVariant         *arguments,
      GUnixFDList      *fds,
      GCancellable     *cancellable,
      GError          **error)
{
  const char *video_uri;
  const char *output_uri;
  gint64      from_ms;
  gint64      to_ms;
  g_variant_get (arguments, "(&s&sxx)", &video_uri, &output_uri, &from_ms, &to_ms);

  g_autoptr (GFile)         video = g_file_new_for_uri (video_uri);
  g_autoptr (GFile)         output = g_file_new_for_uri (output_uri);
  g_autoptr (TackMediaInfo) info
    = tack_mender_mend (video, output, from_ms, to_ms, on_mend_progress, self, cancellable, error);

  return info != NULL ? info_to_variant (info) : NULL;
}

static GVariant *
load_picture (TackMediaService *self,
              GVariant         *arguments,
              GUnixFDList      *fds,
              GCancellable     *cancellable,
              GError          **error)
{
  const char *uri;
  int         max_side;
  g_variant_get (arguments, "(&si)", &uri, &max_side);

  g_autoptr (GFile)     file = g_file_new_for_uri (uri);
  g_autoptr (GdkPixbuf) pixbuf = tack_picture_load (file, max_side, cancellable, error);
  GVariant             *picture
    = pixbuf != NULL ? tack_shared_memory_append_picture (fds, pixbuf, error) : NULL;

  return picture != NULL ? g_variant_new ("(@" TACK_SHARED_PICTURE ")", picture) : NULL;
}

static GVariant *
load_thumbnail (TackMediaService *self,
                GVariant         *arguments,
                GUnixFDList      *fds,
                GCancellable     *cancellable,
                GError          **error)
{
  const char *uri;
  int         kind;
  int         max_side;
  g_variant_get (arguments, "(&sii)", &uri, &kind, &max_side);

  g_autoptr (GFile)     file = g_file_new_for_uri (uri);
  g_autoptr (GdkPixbuf) pixbuf
    = tack_thumbnail_load (file, (TackMediaKind) kind, max_side, cancellable, error);
  GVariant *picture
    = pixbuf != NULL ? tack_shared_memory_append_picture (fds, pixbuf, error) : NULL;

  return picture != NULL ? g_variant_new ("(@" TACK_SHARED_PICTURE ")", picture) : NULL;
}

static GVariant *
prepare_picture (TackMediaService *self,
                 GVariant         *arguments,
                 GUnixFDList      *fds,
                 GCancellable     *cancellable,
                 GError          **error)
{
  const char *uri;
  const char *content_type;
  guint       options;
  g_variant_get (arguments, "(&su)", &uri, &options);

  g_autoptr (GFile)  file = g_file_new_for_uri (uri);
  g_autoptr (GBytes) bytes
    = tack_picture_prepare (file, (TackPictureOptions) options, &content_type, cancellable, error);
  if (bytes == NULL)
    return NULL;

  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int           handle = tack_shared_memory_append (fds, data, size, error);

  return handle >= 0 ? g_variant_new ("(sh)", content_type, handle) : NULL;
}

static void
close_video (TackMediaService *self)
{
  g_clear_handle_id (&self->reader_timeout, g_source_remove);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->reader_uri, g_free);
}

static void
on_reader_idle (gpointer user_data)
{
  TackMediaService *self = user_data;

  self->reader_timeout = 0;
  close_video (self);
}

/* Returns: (transfer none) (nullable): the video, which may be open already. */
static TackFrameReader *
open_video (TackMediaService *self,
            const char       *uri,
            int               max_side,
            GCancellable     *cancellable,
            GError          **error)
{
  if (self->reader == NULL || !g_str_equal (self->reader_uri, uri))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      close_video (self);
      self->reader = tack_frame_reader_new (file, max_side, cancellable, error);
      self->reader_uri = g_strdup (uri);
    }
  g_clear_handle_id (&self->reader_timeout, g_source_remove);
  self->reader_timeout = g_timeout_add_once (READER_IDLE_MS, on_reader_idle, self);

  return self->reader;
}

static GVariant *
read_cover (TackMediaService *self,
            GVariant         *arguments,
            GUnixFDList      *fds,
            GCancellable     *cancellable,
            GError          **error)
{
  const char *uri;
  gint64      at_ms;
  gboolean    key_frame;
  int         max_side;
  g_variant_get (arguments, "(&sxbi)", &uri, &at_ms, &key_frame, &max_side);

  TackFrameReader      *reader = open_video (self, uri, max_side, cancellable, error);
  g_autoptr (GdkPixbuf) pixbuf
    = reader != NULL
        ? tack_cover_read_from (reader, &at_ms, key_frame, max_side, cancellable, error)
        : NULL;

  if (pixbuf == NULL)
    {
      /* What got stuck once is not waited for again. */
      if (!g_cancellable_is_cancelled (cancellable))
        close_video (self);
      return NULL;
    }

  GVariant *picture = tack_shared_memory_append_picture (fds, pixbuf, error);
  return picture != NULL ? g_variant_new ("(x@" TACK_SHARED_PICTURE ")", at_ms, picture) : NULL;
}

static const struct
{
  const char *name;
  GVariant *(*run) (TackMediaService *self,
                    GVariant         *arguments,
                    GUnixFDList      *fds,
                    GCancellable     *cancellable,
                    GError          **error);
  int niceness;
} methods[] = {
  { "Inspect", inspect, READ_NICENESS },
  { "LoadPicture", load_picture, READ_NICENESS },
  { "LoadThumbnail", load_thumbnail, READ_NICENESS },
  { "Mend", mend, MEND_NICENESS },
  { "PreparePicture", prepare_picture, READ_NICENESS },
  { "ReadCover", read_cover, READ_NICENESS },
};

static void
on_method_call (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *arguments,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  TackMediaService       *self = user_data;
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autoptr (GError)      error = NULL;
  GVariant               *answer = NULL;

  g_mutex_lock (&self->lock);
  g_autoptr (GCancellable) cancellable = g_object_ref (self->cancellable);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, method))
      {
        /* All threads that are started from here on inherit it. */
        setpriority (PRIO_PROCESS, 0, methods[i].niceness);
        answer = methods[i].run (self, arguments, fds, cancellable, &error);
      }

  if (answer != NULL)
    g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, answer, fds);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

/* The connection's thread: the main one is busy with the very call that is to be cancelled. Here
 * calls come in their order: who is cancelled at once is so before he begins. */
static GDBusMessage *
on_message (GDBusConnection *connection,
            GDBusMessage    *message,
            gboolean         is_incoming,
            gpointer         user_data)
{
  TackMediaService *self = user_data;
  gboolean          is_cancel = g_strcmp0 (g_dbus_message_get_member (message), "Cancel") == 0;

  if (!is_incoming)
    return message;

  g_mutex_lock (&self->lock);
  if (is_cancel)
    g_cancellable_cancel (self->cancellable);
  else
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  g_mutex_unlock (&self->lock);
  if (!is_cancel)
    return message;

  g_object_unref (message);

  return NULL;
}

static void
tack_media_service_dispose (GObject *object)
{
  TackMediaService *self = TACK_MEDIA_SERVICE (object);

  if (self->connection != NULL)
    {
      g_dbus_connection_remove_filter (self->connection, self->filter_id);
      g_dbus_connection_unregister_object (self->connection, self->object_id);
    }
  g_clear_object (&self->connection);
  close_video (self);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (tack_media_service_parent_class)->dispose (object);
}

static void
tack_media_service_finalize (GObject *object)
{
  TackMediaService *self = TACK_MEDIA_SERVICE (object);

  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tack_media_service_parent_class)->finalize (object);
}

static void
tack_media_service_class_init (TackMediaServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tack_media_service_dispose;
  G_OBJECT_CLASS (klass)->finalize = tack_media_service_finalize;
}

static void
tack_media_service_init (TackMediaService *self)
{
  g_mutex_init (&self->lock);
}

TackMediaService *
tack_media_service_new (GDBusConnection *connection, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (TackMediaService)      self = g_object_new (TACK_TYPE_MEDIA_SERVICE, NULL);
  g_autoptr (GDBusNodeInfo)         node = g_dbus_node_info_new_for_xml (INTROSPECTION, error);

  if (node == NULL)
    return NULL;

  self->object_id
    = g_dbus_connection_register_object (connection, TACK_MEDIA_SERVICE_PATH, node->interfaces[0],
                                         &vtable, self, NULL, error);
  if (self->object_id == 0)
    return NULL;
  self->connection = g_object_ref (connection);
  self->filter_id = g_dbus_connection_add_filter (connection, on_message, self, NULL);

  return g_steal_pointer (&self);
}
