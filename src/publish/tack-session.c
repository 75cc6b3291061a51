/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-session.h"

#include "base/tack-error.h"
#include "publish/tack-duplicates.h"

struct _TackSession
{
  GObject parent_instance;

  TackAccount    *account;
  TackClock      *clock;
  TackApiClient  *client;
  TackDraftStore *drafts;
  TackQueue      *queue;
  TackHistory    *history;
  TackDuplicates *duplicates;
  TackRunner     *runner;
  gboolean        takes_lock; /* before anything is read */
  gboolean        is_waiting_for_disk;
};

G_DEFINE_FINAL_TYPE (TackSession, tack_session, G_TYPE_OBJECT)

static void
tack_session_finalize (GObject *object)
{
  TackSession *self = TACK_SESSION (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->duplicates);
  g_clear_object (&self->history);
  g_clear_object (&self->queue);
  g_clear_object (&self->drafts);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (tack_session_parent_class)->finalize (object);
}

static void
tack_session_class_init (TackSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_session_finalize;
}

static void
tack_session_init (TackSession *self)
{
}

/* The queue cannot be written: it goes on by itself as soon as it can. */
static void
on_runner_stopped (TackSession *self, const GError *error)
{
  self->is_waiting_for_disk
    = g_error_matches (error, TACK_ERROR, TACK_ERROR_WAIT)
      && tack_database_is_blocked (tack_draft_store_get_database (self->drafts));
}

/* Whoever starts it, or pauses it once more, has decided otherwise. */
static void
on_runner_notify_running (TackSession *self)
{
  self->is_waiting_for_disk = FALSE;
}

static void
on_database_notify_blocked (TackSession *self)
{
  if (self->is_waiting_for_disk
      && !tack_database_is_blocked (tack_draft_store_get_database (self->drafts)))
    tack_runner_start (self->runner, NULL);
}

static void database_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void drafts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void queue_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
open_session (GTask       *owned_task,
              TackAccount *account,
              const char  *store_dir,
              TackClock   *clock,
              gboolean     takes_lock)
{
  g_autoptr (GTask) task = owned_task;
  TackSession      *self = g_object_new (TACK_TYPE_SESSION, NULL);
  g_autofree char  *own_dir = store_dir == NULL ? tack_account_dup_store_dir (account) : NULL;
  GCancellable     *cancellable = g_task_get_cancellable (task);
  GError           *error = NULL;

  g_task_set_source_tag (task, tack_session_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  self->takes_lock = takes_lock;
  self->account = g_object_ref (account);
  self->clock = g_object_ref (clock);
  self->client
    = tack_api_client_new (tack_account_get_url (account), TACK_AUTHORIZER (account), &error);
  if (self->client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tack_api_client_set_clock (self->client, clock);

  tack_database_open_async (store_dir != NULL ? store_dir : own_dir, cancellable,
                            database_opened_cb, g_steal_pointer (&task));
}

void
tack_session_open_async (TackAccount        *account,
                         const char         *store_dir,
                         TackClock          *clock,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  open_session (g_task_new (NULL, cancellable, callback, user_data), account, store_dir, clock,
                FALSE);
}

void
tack_session_open_locked_async (TackAccount        *account,
                                const char         *store_dir,
                                TackClock          *clock,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  open_session (g_task_new (NULL, cancellable, callback, user_data), account, store_dir, clock,
                TRUE);
}

static void
database_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)        task = user_data;
  TackSession             *self = g_task_get_task_data (task);
  GError                  *error = NULL;
  g_autoptr (TackDatabase) database = tack_database_open_finish (result, &error);

  if (database == NULL || (self->takes_lock && !tack_database_try_lock (database, &error)))
    {
      g_task_return_error (task, error);
      return;
    }

  self->drafts = tack_draft_store_new (database);
  tack_draft_store_load_async (self->drafts, drafts_loaded_cb, g_steal_pointer (&task));
}

static void
drafts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackSession      *self = g_task_get_task_data (task);
  GError           *error = NULL;

  if (!tack_draft_store_load_finish (self->drafts, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->queue = tack_queue_new (self->drafts);
  tack_queue_load_async (self->queue, queue_loaded_cb, g_steal_pointer (&task));
}

/* A stand-in on this computer answers without a network. */
static gboolean
needs_network (TackAccount *account)
{
  g_autoptr (GUri) uri = tack_api_url_check (tack_account_get_url (account), NULL);

  return uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

static void
queue_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackSession      *self = g_task_get_task_data (task);
  GError           *error = NULL;

  if (!tack_queue_load_finish (self->queue, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->history = tack_history_new (self->queue);
  self->duplicates = tack_duplicates_new (self->drafts, self->history);
  self->runner
    = tack_runner_new (self->queue, self->client, self->clock,
                       needs_network (self->account) ? g_network_monitor_get_default () : NULL);
  g_signal_connect_object (self->runner, "stopped", G_CALLBACK (on_runner_stopped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "notify::running", G_CALLBACK (on_runner_notify_running),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tack_draft_store_get_database (self->drafts), "notify::blocked",
                           G_CALLBACK (on_database_notify_blocked), self, G_CONNECT_SWAPPED);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

TackSession *
tack_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_session_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tack_session_set_proxy (TackSession *self, TackMediaProxy *proxy)
{
  tack_runner_set_proxy (self->runner, proxy);
  tack_history_set_proxy (self->history, proxy);
}

const char *
tack_session_get_notice (TackSession *self)
{
  return tack_database_get_notice (tack_draft_store_get_database (self->drafts));
}

TackAccount *
tack_session_get_account (TackSession *self)
{
  return self->account;
}

TackApiClient *
tack_session_get_client (TackSession *self)
{
  return self->client;
}

TackDraftStore *
tack_session_get_drafts (TackSession *self)
{
  return self->drafts;
}

TackQueue *
tack_session_get_queue (TackSession *self)
{
  return self->queue;
}

TackHistory *
tack_session_get_history (TackSession *self)
{
  return self->history;
}

TackRunner *
tack_session_get_runner (TackSession *self)
{
  return self->runner;
}
