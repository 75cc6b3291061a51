/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-playback-service.h"

#include "media/tack-playback.h"
#include "media/tack-shared-memory.h"

static const char INTROSPECTION[]
  = "<node><interface name='" TACK_PLAYBACK_SERVICE_INTERFACE "'>"
    "<method name='Open'>"
    "  <arg name='uri' type='s' direction='in'/>"
    "  <arg name='max_side' type='i' direction='in'/>"
    "  <arg name='at_ms' type='x' direction='in'/>"
    "</method>"
    "<method name='SetPlaying'>"
    "  <arg name='playing' type='b' direction='in'/>"
    "</method>"
    "<method name='SetMuted'>"
    "  <arg name='muted' type='b' direction='in'/>"
    "</method>"
    "<method name='Seek'>"
    "  <arg name='at_ms' type='x' direction='in'/>"
    "</method>"
    "<method name='NextFrame'>"
    "  <arg name='picture' type='" TACK_SHARED_PICTURE "' direction='out'/>"
    "</method>"
    "<signal name='Position'>"
    "  <arg name='at_ms' type='x'/>"
    "  <arg name='n_seeks' type='u'/>"
    "</signal>"
    "<signal name='Ended'/>"
    "<signal name='Failed'/>"
    "</interface></node>";

struct _TackPlaybackService
{
  GObject parent_instance;

  GDBusConnection       *connection;
  guint                  object_id;
  TackPlayback          *playback; /* nullable: not open yet */
  guint                  n_seeks;
  GDBusMethodInvocation *waiting; /* nullable: for the next frame */
};

G_DEFINE_FINAL_TYPE (TackPlaybackService, tack_playback_service, G_TYPE_OBJECT)

static void
emit (TackPlaybackService *self, const char *signal, GVariant *parameters)
{
  g_dbus_connection_emit_signal (self->connection, NULL, TACK_PLAYBACK_SERVICE_PATH,
                                 TACK_PLAYBACK_SERVICE_INTERFACE, signal, parameters, NULL);
}

static void
on_playback_position (TackPlaybackService *self, gint64 position_ms)
{
  emit (self, "Position", g_variant_new ("(xu)", position_ms, self->n_seeks));
}

static void
on_playback_ended (TackPlaybackService *self)
{
  emit (self, "Ended", NULL);
}

static void
on_playback_failed (TackPlaybackService *self)
{
  emit (self, "Failed", NULL);
}

/* Whoever waits gets the frame, if there is one. */
static void
on_playback_frame (TackPlaybackService *self)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autoptr (GdkPixbuf)   frame
    = self->waiting != NULL ? tack_playback_take_frame (self->playback) : NULL;
  GVariant *picture = frame != NULL ? tack_shared_memory_append_picture (fds, frame, NULL) : NULL;

  if (picture != NULL)
    g_dbus_method_invocation_return_value_with_unix_fd_list (
      g_steal_pointer (&self->waiting), g_variant_new ("(@" TACK_SHARED_PICTURE ")", picture), fds);
}

static void
open_video (TackPlaybackService *self, GVariant *arguments)
{
  const char *uri;
  int         max_side;
  gint64      at_ms;
  g_variant_get (arguments, "(&six)", &uri, &max_side, &at_ms);

  g_autoptr (GFile) video = g_file_new_for_uri (uri);
  self->playback = tack_playback_new (video, max_side, at_ms);
  if (self->playback == NULL)
    {
      on_playback_failed (self);
      return;
    }

  g_signal_connect_swapped (self->playback, "frame", G_CALLBACK (on_playback_frame), self);
  g_signal_connect_swapped (self->playback, "position", G_CALLBACK (on_playback_position), self);
  g_signal_connect_swapped (self->playback, "ended", G_CALLBACK (on_playback_ended), self);
  g_signal_connect_swapped (self->playback, "failed", G_CALLBACK (on_playback_failed), self);
}

static void
set_playing (TackPlaybackService *self, GVariant *arguments)
{
  gboolean playing;
  g_variant_get (arguments, "(b)", &playing);

  tack_playback_set_playing (self->playback, playing);
}

static void
set_muted (TackPlaybackService *self, GVariant *arguments)
{
  gboolean muted;
  g_variant_get (arguments, "(b)", &muted);

  tack_playback_set_muted (self->playback, muted);
}

static void
seek (TackPlaybackService *self, GVariant *arguments)
{
  gint64 at_ms;
  g_variant_get (arguments, "(x)", &at_ms);

  self->n_seeks++;
  tack_playback_seek (self->playback, at_ms);
}

static const struct
{
  const char *name;
  void (*run) (TackPlaybackService *self, GVariant *arguments);
} methods[] = {
  { "Open", open_video },
  { "Seek", seek },
  { "SetMuted", set_muted },
  { "SetPlaying", set_playing },
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
  TackPlaybackService *self = user_data;

  gboolean is_next_frame = g_str_equal (method, "NextFrame");

  /* Nobody of ours asks out of turn. */
  if ((self->playback == NULL) != g_str_equal (method, "Open")
      || (is_next_frame && self->waiting != NULL))
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                     "not now");
      return;
    }

  if (is_next_frame)
    {
      self->waiting = invocation;
      on_playback_frame (self);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, method))
      methods[i].run (self, arguments);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
tack_playback_service_dispose (GObject *object)
{
  TackPlaybackService *self = TACK_PLAYBACK_SERVICE (object);

  if (self->connection != NULL)
    g_dbus_connection_unregister_object (self->connection, self->object_id);
  g_clear_object (&self->connection);
  if (self->playback != NULL)
    g_signal_handlers_disconnect_by_data (self->playback, self);
  g_clear_object (&self->playback);
  g_clear_object (&self->waiting);

  G_OBJECT_CLASS (tack_playback_service_parent_class)->dispose (object);
}

static void
tack_playback_service_class_init (TackPlaybackServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tack_playback_service_dispose;
}

static void
tack_playback_service_init (TackPlaybackService *self)
{
}

TackPlaybackService *
tack_playback_service_new (GDBusConnection *connection, GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (TackPlaybackService)   self = g_object_new (TACK_TYPE_PLAYBACK_SERVICE, NULL);
  g_autoptr (GDBusNodeInfo)         node = g_dbus_node_info_new_for_xml (INTROSPECTION, error);

  if (node == NULL)
    return NULL;

  self->object_id
    = g_dbus_connection_register_object (connection, TACK_PLAYBACK_SERVICE_PATH,
                                         node->interfaces[0], &vtable, self, NULL, error);
  if (self->object_id == 0)
    return NULL;
  self->connection = g_object_ref (connection);

  return g_steal_pointer (&self);
}
