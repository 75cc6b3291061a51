/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-inhibitor.h"

#include <glib/gi18n-lib.h>

struct _TackInhibitor
{
  GObject parent_instance;

  GtkApplication *application; /* nullable; a window that goes has none any more */
  GtkWindow      *window;
  TackSession    *session;
  TackMendQueue  *mends;
  const char     *reason; /* nullable: the computer may suspend */
  guint           cookie;
  guint           look_id; /* idle */
};

G_DEFINE_FINAL_TYPE (TackInhibitor, tack_inhibitor, G_TYPE_OBJECT)

/* Something goes over the line, or is about to. */
static gboolean
is_sending (TackInhibitor *self)
{
  TackRunner *runner = tack_session_get_runner (self->session);
  GListModel *jobs = G_LIST_MODEL (tack_session_get_queue (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (jobs, i);
      TackState           state = tack_job_get_state (job);

      if ((state == TACK_STATE_REGISTERING || state == TACK_STATE_UPLOADING
           || state == TACK_STATE_CREATING)
          && tack_runner_is_driving (runner, job) && tack_job_get_next_try_at (job) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
set_reason (TackInhibitor *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;

  if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  self->reason = reason;
  if (reason != NULL && self->application != NULL)
    self->cookie = gtk_application_inhibit (self->application, self->window,
                                            GTK_APPLICATION_INHIBIT_SUSPEND, reason);
}

static gboolean
on_look_idle (gpointer user_data)
{
  TackInhibitor *self = user_data;

  self->look_id = 0;
  if (is_sending (self))
    set_reason (self, _ ("Pins are being published"));
  else if (!tack_mend_queue_is_empty (self->mends))
    set_reason (self, _ ("Videos are being converted"));
  else
    set_reason (self, NULL);

  return G_SOURCE_REMOVE;
}

/* A moment later, when the runner has decided what follows; many changes are looked at once. */
static void
look_soon (TackInhibitor *self)
{
  if (self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_look_idle, self, NULL);
}

static void
tack_inhibitor_dispose (GObject *object)
{
  TackInhibitor *self = TACK_INHIBITOR (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  set_reason (self, NULL);
  g_clear_object (&self->application);
  g_clear_object (&self->session);
  g_clear_object (&self->mends);

  G_OBJECT_CLASS (tack_inhibitor_parent_class)->dispose (object);
}

static void
tack_inhibitor_class_init (TackInhibitorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tack_inhibitor_dispose;
}

static void
tack_inhibitor_init (TackInhibitor *self)
{
}

TackInhibitor *
tack_inhibitor_new (GtkWindow *window, TackSession *session, TackMendQueue *mends)
{
  static const char *const signals[] = { "job-changed", "stopped", "idle" };
  TackInhibitor           *self = g_object_new (TACK_TYPE_INHIBITOR, NULL);

  g_set_object (&self->application, gtk_window_get_application (window));
  self->window = window;
  self->session = g_object_ref (session);
  self->mends = g_object_ref (mends);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (tack_session_get_runner (session), signals[i], G_CALLBACK (look_soon),
                             self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mends, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);

  return self;
}
