/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-inhibitor.h"

#include "media/tack-media.h"
#include "tack-window-fixture.h"

/* What the desktop is told while the window works, by a stand-in for GNOME's session manager on a
 * bus of its own. It lives on a thread of its own, for GTK waits for its answers. */

static const char *const xml
  = "<node><interface name='org.gnome.SessionManager'>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='Uninhibit'><arg type='u' direction='in'/></method>"
    "</interface></node>";

#define COOKIE 7

static struct
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  GMutex        mutex;
  GCond         cond;
  gboolean      is_there;
  char         *reason; /* nullable: nothing is inhibited now */
  guint         flags;
  GPtrArray    *reasons; /* of char *: all there were */
} manager;

static void
on_method_call (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               user_data)
{
  g_mutex_lock (&manager.mutex);
  g_clear_pointer (&manager.reason, g_free);
  if (g_str_equal (method, "Inhibit"))
    {
      g_variant_get (parameters, "(&su&su)", NULL, NULL, NULL, &manager.flags);
      g_variant_get_child (parameters, 2, "s", &manager.reason);
      g_ptr_array_add (manager.reasons, g_strdup (manager.reason));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", COOKIE));
    }
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
  g_mutex_unlock (&manager.mutex);
}

static gpointer
manage (gpointer data)
{
  static const GDBusInterfaceVTable vtable = { on_method_call, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo)         node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GError)                error = NULL;

  g_main_context_push_thread_default (manager.context);
  g_autoptr (GDBusConnection) connection
    = g_dbus_connection_new_for_address_sync (data,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (connection, "/org/gnome/SessionManager", node->interfaces[0],
                                     &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GVariant) reply
    = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "RequestName",
                                   g_variant_new ("(su)", "org.gnome.SessionManager", 0), NULL,
                                   G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  g_mutex_lock (&manager.mutex);
  manager.is_there = TRUE;
  g_cond_signal (&manager.cond);
  g_mutex_unlock (&manager.mutex);
  g_main_loop_run (manager.loop);
  g_main_context_pop_thread_default (manager.context);

  return NULL;
}

static void
start_manager (const char *address)
{
  manager.reasons = g_ptr_array_new_with_free_func (g_free);
  manager.context = g_main_context_new ();
  manager.loop = g_main_loop_new (manager.context, FALSE);
  manager.thread = g_thread_new ("session-manager", manage, (gpointer) address);
  g_mutex_lock (&manager.mutex);
  while (!manager.is_there)
    g_cond_wait (&manager.cond, &manager.mutex);
  g_mutex_unlock (&manager.mutex);
}

static void
stop_manager (void)
{
  g_main_loop_quit (manager.loop);
  g_thread_join (manager.thread);
  g_main_loop_unref (manager.loop);
  g_main_context_unref (manager.context);
  g_ptr_array_unref (manager.reasons);
  g_free (manager.reason);
}

static gboolean
is_inhibited (void)
{
  g_mutex_lock (&manager.mutex);
  gboolean is_it = manager.reason != NULL;
  g_mutex_unlock (&manager.mutex);

  return is_it;
}

/* Whether that was a reason, and suspending all that it kept from. */
static gboolean
was_told (const char *reason)
{
  g_mutex_lock (&manager.mutex);
  gboolean was_it = g_ptr_array_find_with_equal_func (manager.reasons, reason, g_str_equal, NULL)
                    && manager.flags == GTK_APPLICATION_INHIBIT_SUSPEND;
  g_mutex_unlock (&manager.mutex);

  return was_it;
}

static void
set_up (WindowFixture *self, gconstpointer application)
{
  g_mutex_lock (&manager.mutex);
  g_ptr_array_set_size (manager.reasons, 0);
  g_mutex_unlock (&manager.mutex);
  self->application = GTK_APPLICATION ((gpointer) application);
  window_set_up (self, NULL);
}

static void
tear_down (WindowFixture *self, gconstpointer data)
{
  window_tear_down (self, NULL);
  g_assert_false (is_inhibited ());
}

static void
test_publishing (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = window_list_pictures (1);
  TackQueue            *queue = tack_session_get_queue (self->session);

  window_add (self, files);
  window_assert_says (self, "1 draft");
  g_assert_false (is_inhibited ());
  window_give_board (self);
  window_press_until (self, "win.publish", tack_queue_summarize (queue).published == 1);
  g_assert_true (was_told ("Pins are being published"));
  tack_test_wait_until (!is_inhibited ());
}

static void
test_converting (WindowFixture *self, gconstpointer data)
{
  if (!window_add_videos (self, 1))
    return;

  window_start_mending (self);
  tack_test_wait_until (is_inhibited ());
  g_assert_true (was_told ("Videos are being converted"));
  tack_test_wait_until (tack_draft_get_mended_file (window_draft (self, 0)) != NULL);
  tack_test_wait_until (!is_inhibited ());
}

/* A window that goes in the middle of it leaves nothing behind. */
static void
test_closed (WindowFixture *self, gconstpointer data)
{
  gpointer window = self->window;

  if (!window_add_videos (self, 1))
    return;

  window_start_mending (self);
  tack_test_wait_until (is_inhibited ());
  g_object_add_weak_pointer (window, &window);
  tack_window_quit (window, FALSE);
  tack_test_wait_until (window == NULL);
  g_assert_false (is_inhibited ());
  g_clear_object (&self->session);
  window_open (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  GTestDBus                 *bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autofree char           *display = g_strdup (g_getenv ("DISPLAY"));
  g_autoptr (GtkApplication) application = NULL;
  g_test_dbus_up (bus);
  /* The bus takes it away, lest somebody start another one. */
  g_setenv ("DISPLAY", display, TRUE);
  start_manager (g_test_dbus_get_bus_address (bus));
  adw_init ();
  tack_media_init ();
  application = gtk_application_new ("io.github.tackboard.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

#define add(name, func)                                                                            \
  g_test_add ("/ui/inhibitor/" name, WindowFixture, application, set_up, func, tear_down)
  add ("publishing", test_publishing);
  add ("converting", test_converting);
  add ("closed", test_closed);
#undef add

  int status = g_test_run ();
  g_clear_object (&application);
  stop_manager ();
  /* Its own end would wait for GTK to let go of the connection, which it never does. */
  g_test_dbus_stop (bus);

  return status;
}
