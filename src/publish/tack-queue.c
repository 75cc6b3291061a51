/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-queue-private.h"

enum
{
  PUBLISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TackQueue,
                               tack_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
tack_queue_get_item_type (GListModel *model)
{
  return TACK_TYPE_JOB;
}

static guint
tack_queue_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TACK_QUEUE (model)->jobs));
}

static gpointer
tack_queue_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TACK_QUEUE (model)->jobs), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tack_queue_get_item_type;
  iface->get_n_items = tack_queue_get_n_items;
  iface->get_item = tack_queue_get_item;
}

static void
on_jobs_items_changed (GListModel *model,
                       guint       position,
                       guint       removed,
                       guint       added,
                       gpointer    user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
tack_queue_finalize (GObject *object)
{
  TackQueue *self = TACK_QUEUE (object);

  g_clear_object (&self->drafts);
  g_clear_object (&self->jobs);
  g_hash_table_unref (self->returned);
  g_hash_table_unref (self->intents);
  g_clear_error (&self->hold);
  g_hash_table_unref (self->unwritten);

  G_OBJECT_CLASS (tack_queue_parent_class)->finalize (object);
}

static void
tack_queue_class_init (TackQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_queue_finalize;

  signals[PUBLISHED] = g_signal_new ("published", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, TACK_TYPE_HISTORY_ENTRY);
}

static void
tack_queue_init (TackQueue *self)
{
  self->jobs = g_list_store_new (TACK_TYPE_JOB);
  self->returned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->intents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (self->jobs, "items-changed", G_CALLBACK (on_jobs_items_changed), self);
}

void
tack_queue_tell_published (TackQueue *self, TackHistoryEntry *entry)
{
  g_signal_emit (self, signals[PUBLISHED], 0, entry);
}

static void
on_database_notify_blocked (TackQueue *self)
{
  if (!tack_database_is_blocked (tack_draft_store_get_database (self->drafts)))
    tack_queue_write_unwritten (self);
}

TackQueue *
tack_queue_new (TackDraftStore *drafts)
{
  TackQueue *self = g_object_new (TACK_TYPE_QUEUE, NULL);

  self->drafts = g_object_ref (drafts);
  g_signal_connect_object (tack_draft_store_get_database (drafts), "notify::blocked",
                           G_CALLBACK (on_database_notify_blocked), self, G_CONNECT_SWAPPED);

  return self;
}

TackDraftStore *
tack_queue_get_drafts (TackQueue *self)
{
  return self->drafts;
}


/* What earlier tries of a draft left at Pinterest is used again: a file that is there, a Pin that
 * may be. */
static void
revive (TackJob *job)
{
  TackStep old = tack_job_get_step (job);
  TackStep step
    = tack_step_init (tack_draft_get_kind (tack_job_get_draft (job)) == TACK_MEDIA_VIDEO);

  if (tack_step_is_in_doubt (old))
    {
      step.resume = TACK_STATE_DOUBTFUL;
      step.intent_at = old.intent_at;
    }
  else if (step.is_video && old.is_video && tack_job_is_upload_current (job))
    step.resume = old.resume;
  else
    tack_job_set_upload (job, NULL);

  tack_job_set_step (job, step);
  tack_job_set_error (job, NULL);
  tack_job_set_look_url (job, NULL);
}

static TackJob *
job_for_draft (TackQueue *self, TackDraft *draft)
{
  g_autofree char *id = NULL;
  TackJob         *job = NULL;

  if (g_hash_table_steal_extended (self->returned, tack_draft_get_id (draft), (gpointer *) &id,
                                   (gpointer *) &job))
    revive (job);
  else
    job = tack_job_new (draft);
  tack_job_set_position (job, self->next_position++);

  return job;
}

void
tack_queue_add (TackQueue *self, GPtrArray *drafts)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (drafts, i);

      /* It has its job: a second one would be a second Pin. */
      if (tack_draft_get_queued (draft))
        continue;

      TackJob *job = job_for_draft (self, draft);
      tack_draft_set_queued (draft, TRUE);
      g_ptr_array_add (jobs, job);
    }

  tack_queue_write_added (self, jobs);
  g_list_store_splice (self->jobs, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)), 0,
                       jobs->pdata, jobs->len);
}

static void
drop_from_list (TackQueue *self, GHashTable *gone)
{
  guint                 n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_jobs; i++)
    {
      TackJob *job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (g_hash_table_contains (gone, job))
        g_object_unref (job);
      else
        g_ptr_array_add (rest, job);
    }
  g_list_store_splice (self->jobs, 0, n_jobs, rest->pdata, rest->len);
}

void
tack_queue_remove (TackQueue *self, GPtrArray *jobs)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray)  published = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)  returned = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray)  ids = g_ptr_array_new ();

  for (guint i = 0; i < jobs->len; i++)
    {
      TackJob   *job = g_ptr_array_index (jobs, i);
      TackDraft *draft = tack_job_get_draft (job);
      gboolean   is_published = tack_job_get_state (job) == TACK_STATE_PUBLISHED;

      /* The history does not have it yet: it stays until it could be written. */
      if (is_published && g_hash_table_contains (self->unwritten, tack_job_get_id (job)))
        continue;
      g_hash_table_add (gone, job);
      /* A published one's row goes with its draft's, not before it: a crash in between would leave
       * a draft that looks as if it was never published. */
      if (is_published)
        {
          g_ptr_array_add (published, g_object_ref (draft));
          continue;
        }

      g_ptr_array_add (returned, g_object_ref (draft));
      g_ptr_array_add (ids, (gpointer) tack_draft_get_id (draft));
      if (tack_job_get_upload (job) != NULL || tack_step_is_in_doubt (tack_job_get_step (job)))
        g_hash_table_replace (self->returned, g_strdup (tack_draft_get_id (draft)),
                              g_object_ref (job));
    }

  drop_from_list (self, gone);
  tack_queue_write_removed (self, ids);
  tack_draft_store_remove (self->drafts, published);
  for (guint i = 0; i < returned->len; i++)
    tack_draft_set_queued (g_ptr_array_index (returned, i), FALSE);
}

guint
tack_queue_count_creates (TackQueue *self, gint64 since)
{
  GHashTableIter iter;
  gpointer       at;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->intents);
  while (g_hash_table_iter_next (&iter, NULL, &at))
    n += *(gint64 *) at >= since;

  return n;
}

gint64
tack_queue_get_last_create_at (TackQueue *self)
{
  GHashTableIter iter;
  gpointer       at;
  gint64         last = 0;

  g_hash_table_iter_init (&iter, self->intents);
  while (g_hash_table_iter_next (&iter, NULL, &at))
    last = MAX (last, *(gint64 *) at);

  return last;
}

const GError *
tack_queue_get_hold (TackQueue *self)
{
  return self->hold;
}

TackQueueSummary
tack_queue_summarize (TackQueue *self)
{
  TackQueueSummary summary = { 0 };
  double           fractions = 0;

  summary.total = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));
  for (guint i = 0; i < summary.total; i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      TackState           state = tack_job_get_state (job);

      fractions += tack_job_get_fraction (job);
      if (state == TACK_STATE_PUBLISHED)
        summary.published++;
      else if (state == TACK_STATE_FAILED || state == TACK_STATE_DOUBTFUL)
        summary.needs_you++;
      else if (state == TACK_STATE_WAITING || state == TACK_STATE_PAUSED)
        summary.waiting++;
      else if (state != TACK_STATE_CANCELLED)
        summary.running++;

      if (!tack_state_is_over (state))
        {
          summary.bytes_sent += tack_job_get_sent (job);
          summary.bytes_total += tack_job_get_total (job);
        }
    }
  summary.fraction = summary.total > 0 ? fractions / summary.total : 0;

  return summary;
}
