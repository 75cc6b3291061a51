/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-mend-queue.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "media/tack-mending.h"

/* Of a checksum: so much tells one from the other. */
#define NAME_CHARS 12

/* What is to be done for a draft, or is being done. */
typedef struct
{
  TackDraft    *draft;
  GFile        *video;
  GFile        *output;
  gint64        from_ms;
  gint64        to_ms;
  GCancellable *cancellable;
  TackMending  *mending; /* nullable: it waits */
} Job;

struct _TackMendQueue
{
  GObject parent_instance;

  TackDraftStore *store;
  TackMediaProxy *proxy;    /* nullable */
  char           *folder;   /* for the copies of this store's drafts */
  GQueue          waiting;  /* of Job */
  Job            *running;  /* nullable */
  GHashTable     *failures; /* of TackDraft to TackIssue */
};

G_DEFINE_FINAL_TYPE (TackMendQueue, tack_mend_queue, G_TYPE_OBJECT)

static guint changed_signal;

static void start_next (TackMendQueue *self);

static void
job_free (Job *job)
{
  g_object_unref (job->draft);
  g_object_unref (job->video);
  g_object_unref (job->output);
  g_object_unref (job->cancellable);
  g_clear_object (&job->mending);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
tell_changed (TackMendQueue *self, TackDraft *draft)
{
  g_signal_emit (self, changed_signal, 0, draft);
}

static gboolean
is_of (TackMendQueue *self, const Job *job)
{
  GFile *file = tack_draft_get_file (job->draft);

  return tack_draft_store_find (self->store, tack_draft_get_id (job->draft)) == job->draft
         && file != NULL && g_file_equal (file, job->video);
}

static void
remember_failure (TackMendQueue *self, TackDraft *draft, const GError *error)
{
  g_hash_table_insert (self->failures, g_object_ref (draft),
                       tack_issue_new (TACK_SEVERITY_ERROR, "mending-failed", _ ("Not converted"),
                                       "%s", error->message));
}

/* Copies are made by name: another draft may have this one, too, as one that was duplicated. */
static void
remove_unused (TackMendQueue *self, GFile *copy)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      GFile                *mended = tack_draft_get_mended_file (draft);

      if (mended != NULL && g_file_equal (mended, copy))
        return;
    }

  g_file_delete (copy, NULL, NULL);
}

static void
give_copy (TackMendQueue *self, Job *job, TackMediaInfo *info)
{
  GFile            *current = tack_draft_get_mended_file (job->draft);
  g_autoptr (GFile) old = current != NULL ? g_object_ref (current) : NULL;

  tack_draft_set_mended_file (job->draft, job->output, info);
  if (old != NULL)
    remove_unused (self, old);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackMendQueue) self = user_data;
  g_autoptr (Job)           job = g_steal_pointer (&self->running);
  g_autoptr (GError)        error = NULL;
  g_autoptr (TackMediaInfo) info = tack_mending_run_finish (TACK_MENDING (source), result, &error);

  g_signal_handlers_disconnect_by_data (source, self);
  /* What is being published must not become another file meanwhile. */
  if (info != NULL && !g_cancellable_is_cancelled (job->cancellable) && is_of (self, job)
      && !tack_draft_get_queued (job->draft))
    give_copy (self, job, info);
  else if (info != NULL)
    remove_unused (self, job->output);
  else if (!tack_error_is_cancelled (error))
    remember_failure (self, job->draft, error);

  start_next (self);
  tell_changed (self, job->draft);
}

static void
on_mending_progress (TackMending *mending, GParamSpec *pspec, gpointer user_data)
{
  TackMendQueue *self = user_data;

  if (!g_cancellable_is_cancelled (self->running->cancellable))
    tell_changed (self, self->running->draft);
}

static void
start_next (TackMendQueue *self)
{
  if (self->running != NULL || g_queue_is_empty (&self->waiting))
    return;

  Job *job = self->running = g_queue_pop_head (&self->waiting);
  /* A failure to make it shows when the copy cannot be written there. */
  g_mkdir_with_parents (self->folder, 0700);
  job->mending = tack_mending_new (self->proxy, job->video, job->output, job->from_ms, job->to_ms);
  g_signal_connect (job->mending, "notify::progress", G_CALLBACK (on_mending_progress), self);
  tack_mending_run_async (job->mending, job->cancellable, run_cb, g_object_ref (self));
}

/* Returns: (transfer none) (nullable): what is done for @draft, unless it was cancelled. */
static Job *
find_job (TackMendQueue *self, TackDraft *draft)
{
  if (self->running != NULL && self->running->draft == draft
      && !g_cancellable_is_cancelled (self->running->cancellable))
    return self->running;
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    if (((Job *) l->data)->draft == draft)
      return l->data;

  return NULL;
}

static void
drop_job (TackMendQueue *self, Job *job)
{
  g_autoptr (TackDraft) draft = g_object_ref (job->draft);

  g_cancellable_cancel (job->cancellable);
  if (job != self->running)
    {
      g_queue_remove (&self->waiting, job);
      job_free (job);
    }
  tell_changed (self, draft);
}

static gboolean
is_gone (gpointer draft, gpointer issue, gpointer store)
{
  return tack_draft_store_find (store, tack_draft_get_id (draft)) != draft;
}

static void
on_store_items_changed (GListModel *store,
                        guint       position,
                        guint       n_removed,
                        guint       n_added,
                        gpointer    user_data)
{
  TackMendQueue *self = user_data;

  if (n_removed == 0)
    return;
  if (self->running != NULL && !is_of (self, self->running))
    drop_job (self, self->running);
  for (GList *l = self->waiting.head, *next; l != NULL; l = next)
    {
      next = l->next;
      if (!is_of (self, l->data))
        drop_job (self, l->data);
    }
  g_hash_table_foreach_remove (self->failures, is_gone, self->store);
}

/* What was said of another file is no longer so, and nobody waits for its copy. */
static void
on_store_draft_changed (TackDraftStore *store,
                        TackDraft      *draft,
                        const char     *property,
                        gpointer        user_data)
{
  TackMendQueue *self = user_data;
  gboolean       is_file = g_str_equal (property, "file");
  Job           *job = is_file ? find_job (self, draft) : NULL;

  if (job != NULL && !is_of (self, job))
    drop_job (self, job);
  if ((is_file || g_str_equal (property, "info")) && g_hash_table_remove (self->failures, draft))
    tell_changed (self, draft);
}

static void
tack_mend_queue_dispose (GObject *object)
{
  TackMendQueue *self = TACK_MEND_QUEUE (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) job_free);
  g_clear_object (&self->store);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (tack_mend_queue_parent_class)->dispose (object);
}

static void
tack_mend_queue_finalize (GObject *object)
{
  TackMendQueue *self = TACK_MEND_QUEUE (object);

  g_hash_table_unref (self->failures);
  g_free (self->folder);

  G_OBJECT_CLASS (tack_mend_queue_parent_class)->finalize (object);
}

static void
tack_mend_queue_class_init (TackMendQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tack_mend_queue_dispose;
  object_class->finalize = tack_mend_queue_finalize;
  changed_signal = g_signal_new ("changed", TACK_TYPE_MEND_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, TACK_TYPE_DRAFT);
}

static void
tack_mend_queue_init (TackMendQueue *self)
{
  g_queue_init (&self->waiting);
  self->failures
    = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) tack_issue_unref);
}

static char *
dup_short_hash (const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (hash, NAME_CHARS);
}

/* Stores do not know of each other's drafts, so each has a folder to tidy. */
TackMendQueue *
tack_mend_queue_new (TackDraftStore *store, TackMediaProxy *proxy)
{
  TackMendQueue   *self = g_object_new (TACK_TYPE_MEND_QUEUE, NULL);
  g_autofree char *name
    = dup_short_hash (tack_database_get_dir (tack_draft_store_get_database (store)));

  self->store = g_object_ref (store);
  g_set_object (&self->proxy, proxy);
  self->folder = g_build_filename (g_get_user_cache_dir (), "tackboard", "mended", name, NULL);
  g_signal_connect (store, "items-changed", G_CALLBACK (on_store_items_changed), self);
  g_signal_connect (store, "draft-changed", G_CALLBACK (on_store_draft_changed), self);

  return self;
}

void
tack_mend_queue_tidy (TackMendQueue *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autoptr (GFile) copy = g_file_new_build_filename (self->folder, name, NULL);
      gboolean          is_made
        = self->running != NULL
          && g_str_has_prefix (g_file_peek_path (copy), g_file_peek_path (self->running->output));

      if (!is_made)
        remove_unused (self, copy);
    }
}

/* One name for the same part of the same file, whatever it is called. */
static GFile *
dup_output (TackMendQueue *self, TackDraft *draft, gint64 from_ms, gint64 to_ms)
{
  const TackMediaInfo *info = tack_draft_get_file_info (draft);
  g_autofree char     *uri = g_file_get_uri (tack_draft_get_file (draft));
  g_autofree char     *what
    = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, uri,
                       info != NULL ? info->mtime_us : 0, from_ms, to_ms);
  g_autofree char *hash = dup_short_hash (what);
  g_autofree char *name = g_strdup_printf ("%s-%s.mp4", tack_draft_get_id (draft), hash);

  return g_file_new_build_filename (self->folder, name, NULL);
}

void
tack_mend_queue_add (TackMendQueue *self, TackDraft *draft, gint64 from_ms, gint64 to_ms)
{
  GFile *video = tack_draft_get_file (draft);
  Job   *old = find_job (self, draft);

  g_return_if_fail (video != NULL);

  if (old != NULL)
    drop_job (self, old);
  g_hash_table_remove (self->failures, draft);

  Job *job = g_new0 (Job, 1);
  job->draft = g_object_ref (draft);
  job->video = g_object_ref (video);
  job->output = dup_output (self, draft, from_ms, to_ms);
  job->from_ms = from_ms;
  job->to_ms = to_ms;
  job->cancellable = g_cancellable_new ();
  g_queue_push_tail (&self->waiting, job);
  start_next (self);
  tell_changed (self, draft);
}

void
tack_mend_queue_cancel (TackMendQueue *self, TackDraft *draft)
{
  Job *job = find_job (self, draft);

  if (job != NULL)
    drop_job (self, job);
}

void
tack_mend_queue_cancel_all (TackMendQueue *self)
{
  while (!g_queue_is_empty (&self->waiting))
    drop_job (self, g_queue_peek_head (&self->waiting));
  if (self->running != NULL)
    drop_job (self, self->running);
}

gboolean
tack_mend_queue_is_empty (TackMendQueue *self)
{
  return g_queue_is_empty (&self->waiting)
         && (self->running == NULL || g_cancellable_is_cancelled (self->running->cancellable));
}

double
tack_mend_queue_get_progress (TackMendQueue *self, TackDraft *draft)
{
  Job *job = find_job (self, draft);

  if (job == NULL)
    return -1;

  return job->mending != NULL ? tack_mending_get_progress (job->mending) : 0;
}

TackIssue *
tack_mend_queue_get_failure (TackMendQueue *self, TackDraft *draft)
{
  return g_hash_table_lookup (self->failures, draft);
}
