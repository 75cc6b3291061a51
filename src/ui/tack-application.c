/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "demo/tack-demo-server.h"
#include "media/tack-media.h"
#include "publish/tack-session.h"
#include "ui/tack-job-text.h"
#include "ui/tack-preferences.h"
#include "ui/tack-settings.h"
#include "ui/tack-window.h"

struct _TackApplication
{
  AdwApplication parent_instance;

  gboolean is_demo;
  gboolean is_sandbox;
  char    *api_url;   /* nullable */
  char    *store_dir; /* nullable */

  TackDemoServer *demo;     /* nullable */
  TackSession    *session;  /* nullable: not open yet */
  TackWindow     *window;   /* nullable, GTK's */
  GSettings      *settings; /* nullable */
  guint           terminate_id;
  guint           n_published; /* since it was last told */
};

G_DEFINE_FINAL_TYPE (TackApplication, tack_application, ADW_TYPE_APPLICATION)

/* --- What the desktop is told ---------------------------------------------------------------- */

/* Where the person does not see it; a click opens the window on the queue. */
static void
notify_unseen (TackApplication *self, const char *title, const char *body)
{
  if (self->window == NULL || gtk_window_is_active (GTK_WINDOW (self->window)))
    return;

  g_autoptr (GNotification) notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show-queue");
  g_application_send_notification (G_APPLICATION (self), "queue", notification);
}

static void
on_queue_published (TackApplication *self)
{
  self->n_published++;
}

static void
on_runner_idle (TackApplication *self)
{
  guint n_needs_you = tack_queue_summarize (tack_session_get_queue (self->session)).needs_you;
  guint n_published = self->n_published;
  g_autofree char *title = tack_queue_text_ended (n_published, n_needs_you);
  g_autofree char *body = n_published > 0 ? tack_queue_text_ended (0, n_needs_you) : NULL;

  self->n_published = 0;
  if (title != NULL && tack_runner_is_running (tack_session_get_runner (self->session)))
    notify_unseen (self, title, body);
}

static void
on_runner_stopped (TackApplication *self, const GError *error)
{
  notify_unseen (self, _ ("Publishing stopped"), error->message);
}

/* --- The session ----------------------------------------------------------------------------- */

static gboolean
has_unfinished_jobs (TackSession *session)
{
  TackQueueSummary summary = tack_queue_summarize (tack_session_get_queue (session));

  return summary.running + summary.waiting > 0;
}

static void
session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackApplication) self = user_data;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TackSession)     session = tack_session_open_finish (result, &error);

  if (self->window == NULL)
    return;
  if (session == NULL)
    {
      tack_window_show_error (self->window, error);
      return;
    }

  TackRunner *runner = tack_session_get_runner (session);
  self->session = g_steal_pointer (&session);
  g_signal_connect_object (tack_session_get_queue (self->session), "published",
                           G_CALLBACK (on_queue_published), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "stopped", G_CALLBACK (on_runner_stopped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "idle", G_CALLBACK (on_runner_idle), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    tack_settings_bind_runner (self->settings, G_OBJECT (runner));
  tack_window_set_session (self->window, self->session);
  if (tack_session_get_notice (self->session) != NULL)
    tack_window_toast (self->window, tack_session_get_notice (self->session), 0);

  /* What an earlier session did not finish goes on by itself. */
  if (has_unfinished_jobs (self->session)
      && tack_account_has_token (tack_session_get_account (self->session))
      && !tack_runner_go_on (runner, &error))
    tack_window_toast (self->window, error->message, 0);
}

static TackAccount *
new_account (TackApplication *self, GError **error)
{
  if (!self->is_demo)
    return tack_account_new_from_environment (self->is_sandbox ? TACK_HOST_SANDBOX
                                                               : TACK_HOST_PRODUCTION,
                                              self->api_url);

  self->demo = tack_demo_server_new ();
  if (!tack_demo_server_start (self->demo, 0, error))
    return NULL;

  return tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->demo),
                           tack_demo_server_get_token (self->demo));
}

static void
open_session (TackApplication *self)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (TackAccount) account = new_account (self, &error);
  g_autoptr (TackClock)   clock = tack_clock_new ();

  if (account == NULL)
    tack_window_show_error (self->window, error);
  else
    tack_session_open_async (account, self->store_dir, clock, NULL, session_opened_cb,
                             g_object_ref (self));
}

static void
on_window_destroy (TackApplication *self)
{
  self->window = NULL;
}

/* --- The application ------------------------------------------------------------------------- */

static void
tack_application_activate (GApplication *application)
{
  TackApplication *self = TACK_APPLICATION (application);

  if (self->window == NULL)
    {
      self->window = tack_window_new (GTK_APPLICATION (self));
      g_signal_connect_object (self->window, "destroy", G_CALLBACK (on_window_destroy), self,
                               G_CONNECT_SWAPPED);
      if (self->is_demo)
        gtk_widget_add_css_class (GTK_WIDGET (self->window), "demo");
      open_session (self);
    }

  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tack_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  TackApplication      *self = TACK_APPLICATION (application);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (list, g_object_ref (files[i]));

  g_application_activate (application);
  tack_window_add_files (self->window, list);
}

static int
tack_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  TackApplication  *self = TACK_APPLICATION (application);
  GApplicationFlags flags = g_application_get_flags (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("tackboard %s\n", TACK_VERSION);
      return 0;
    }
  if (self->is_demo + self->is_sandbox + (self->api_url != NULL) > 1)
    {
      g_printerr ("%s\n", _ ("--demo, --sandbox and --api-url exclude each other."));
      return 2;
    }

  /* One instance for each host: files opened for one must not land at another. */
  if (self->is_demo)
    g_application_set_application_id (application, TACK_APPLICATION_ID ".Demo");
  else if (self->is_sandbox)
    g_application_set_application_id (application, TACK_APPLICATION_ID ".Sandbox");
  if (self->api_url != NULL || self->store_dir != NULL)
    g_application_set_flags (application, flags | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
quit (TackApplication *self, gboolean may_ask)
{
  if (self->window != NULL)
    tack_window_quit (self->window, may_ask);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  quit (user_data, TRUE);
}

/* Also of a notification that has outlived the program. */
static void
show_queue_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TackApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  tack_window_show_queue (self->window);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TackApplication *self = user_data;

  gtk_window_present (
    GTK_WINDOW (tack_preferences_new (GTK_WINDOW (self->window), self->settings)));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TackApplication *self = user_data;

  adw_show_about_window (
    GTK_WINDOW (self->window), "application-name", "Tackboard", "application-icon",
    TACK_APPLICATION_ID, "version", TACK_VERSION, "developer-name", _ ("The Tackboard developers"),
    "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("Turns pictures and videos into Pins. Not made or endorsed by Pinterest."),
    /* Translators: put your name here, it is shown in the About window */
    "translator-credits", _ ("translator-credits"), NULL);
}

static gboolean
on_terminate (gpointer user_data)
{
  quit (user_data, FALSE);

  return G_SOURCE_CONTINUE;
}

static void
tack_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", about_action, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
    { "quit", quit_action, NULL, NULL, NULL, { 0 } },
    { "show-queue", show_queue_action, NULL, NULL, NULL, { 0 } },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.add-files", { "<Control>o" } },
    { "win.add-folder", { "<Control><Shift>o" } },
    { "win.history", { "<Control>h" } },
    { "win.publish", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.undo", { "<Control>z" } },
  };
  TackApplication *self = TACK_APPLICATION (application);

  G_APPLICATION_CLASS (tack_application_parent_class)->startup (application);

  tack_media_init ();
  self->terminate_id = g_unix_signal_add (SIGTERM, on_terminate, self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->settings = tack_settings_new ();
  if (self->settings == NULL)
    g_action_map_remove_action (G_ACTION_MAP (self), "preferences");
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           (const char *const *) accelerators[i].keys);
  gtk_window_set_default_icon_name (TACK_APPLICATION_ID);
}

static void
tack_application_finalize (GObject *object)
{
  TackApplication *self = TACK_APPLICATION (object);

  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->demo);
  g_free (self->api_url);
  g_free (self->store_dir);

  G_OBJECT_CLASS (tack_application_parent_class)->finalize (object);
}

static void
tack_application_class_init (TackApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tack_application_finalize;
  application_class->activate = tack_application_activate;
  application_class->open = tack_application_open;
  application_class->handle_local_options = tack_application_handle_local_options;
  application_class->startup = tack_application_startup;
}

static void
tack_application_init (TackApplication *self)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->is_demo,
      N_ ("Use the built-in stand-in for Pinterest"), NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_NONE, &self->is_sandbox, N_ ("Use Pinterest’s sandbox"), NULL },
    { "api-url", 0, 0, G_OPTION_ARG_STRING, &self->api_url, N_ ("Use the API at another address"),
      "URL" },
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &self->store_dir,
      N_ ("Keep drafts and queue in this folder"), "DIR" },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

TackApplication *
tack_application_new (void)
{
  return g_object_new (TACK_TYPE_APPLICATION, "application-id", TACK_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/tackboard/Tackboard", NULL);
}
