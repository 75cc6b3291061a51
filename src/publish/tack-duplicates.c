/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-duplicates.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "drafts/tack-file-hasher.h"

/* So many are dealt with in one turn of the main loop. */
#define BATCH_SIZE 100

/* What is known of the content of a draft's file. */
typedef struct
{
  TackDraft    *draft;
  gint64        size; /* with the next, which state of the file it is */
  gint64        mtime_us;
  char         *sha256;      /* nullable until it is computed */
  GCancellable *cancellable; /* of the computing */
} Mark;

struct _TackDuplicates
{
  GObject parent_instance;

  TackDraftStore *drafts;
  TackHistory    *history;
  TackFileHasher *hasher;
  GHashTable     *marks;  /* id of a draft → Mark */
  GHashTable     *groups; /* sha256 → GPtrArray of TackDraft, not owned: the marks own them */
  GHashTable     *due;    /* set of sha256: to be judged */
  guint           judge_id;
  gboolean        is_judging;
  GQueue          unseen; /* of TackDraft: to be looked at */
  guint           look_id;
  gboolean        is_loaded;
};

G_DEFINE_FINAL_TYPE (TackDuplicates, tack_duplicates, G_TYPE_OBJECT)

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_cancellable_cancel (mark->cancellable);
  g_object_unref (mark->cancellable);
  g_object_unref (mark->draft);
  g_free (mark->sha256);
  g_free (mark);
}

static void
tack_duplicates_dispose (GObject *object)
{
  TackDuplicates *self = TACK_DUPLICATES (object);

  g_clear_handle_id (&self->judge_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_queue_clear_full (&self->unseen, g_object_unref);
  g_hash_table_remove_all (self->marks);

  G_OBJECT_CLASS (tack_duplicates_parent_class)->dispose (object);
}

static void
tack_duplicates_finalize (GObject *object)
{
  TackDuplicates *self = TACK_DUPLICATES (object);

  g_clear_object (&self->hasher);
  g_clear_object (&self->history);
  g_clear_object (&self->drafts);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->due);

  G_OBJECT_CLASS (tack_duplicates_parent_class)->finalize (object);
}

static void
tack_duplicates_class_init (TackDuplicatesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tack_duplicates_dispose;
  object_class->finalize = tack_duplicates_finalize;
}

static void
tack_duplicates_init (TackDuplicates *self)
{
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, mark_free);
  self->groups
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static TackIssue *
published_issue_new (TackHistoryEntry *entry)
{
  gint64                unix_s = tack_history_entry_get_published_at (entry) / 1000;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_s);
  g_autofree char      *day = time != NULL ? g_date_time_format (time, "%x") : g_strdup ("?");
  const char           *board = tack_history_entry_get_board_name (entry);

  if (board == NULL)
    return tack_issue_new (TACK_SEVERITY_WARNING, "duplicate", _ ("Duplicate"),
                           _ ("The same file was published already, on %s."), day);

  /* Translators: a day, and the name of a board. */
  return tack_issue_new (TACK_SEVERITY_WARNING, "duplicate", _ ("Duplicate"),
                         _ ("The same file was published already, on %s on the board “%s”."), day,
                         board);
}

TackIssue *
tack_duplicates_judge (TackDraft *draft, TackHistoryEntry *entry, TackDraft *first)
{
  if (entry != NULL
      && !g_str_equal (tack_history_entry_get_draft_id (entry), tack_draft_get_id (draft)))
    return published_issue_new (entry);
  if (first == NULL || first == draft)
    return NULL;

  g_autofree char *name = tack_draft_dup_name (first);
  g_autofree char *line = tack_human_line (name);

  return tack_issue_new (TACK_SEVERITY_WARNING, "duplicate", _ ("Duplicate"),
                         _ ("The same file is drafted already, as “%s”."), line);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 position_a = tack_draft_store_get_position (*(TackDraft *const *) a);
  gint64 position_b = tack_draft_store_get_position (*(TackDraft *const *) b);

  return (position_a > position_b) - (position_a < position_b);
}

static void
judge_group (TackDuplicates *self, const char *sha256, TackHistoryEntry *entry)
{
  GPtrArray *group = g_hash_table_lookup (self->groups, sha256);

  if (group == NULL)
    return;

  g_ptr_array_sort (group, compare_positions);
  for (guint i = 0; i < group->len; i++)
    {
      TackDraft            *draft = g_ptr_array_index (group, i);
      g_autoptr (TackIssue) issue
        = tack_duplicates_judge (draft, entry, g_ptr_array_index (group, 0));

      tack_draft_set_duplicate (draft, issue);
    }
}

typedef struct
{
  GWeakRef   duplicates;
  GPtrArray *hashes;
} Judging;

static void schedule_judging (TackDuplicates *self);

static void
hashes_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Judging                   *judging = user_data;
  g_autoptr (TackDuplicates) self = g_weak_ref_get (&judging->duplicates);
  g_autoptr (GPtrArray)      hashes = judging->hashes;
  g_autoptr (GHashTable)     found
    = tack_history_find_hashes_finish (TACK_HISTORY (source), result, NULL);

  g_weak_ref_clear (&judging->duplicates);
  g_free (judging);

  /* Without the history the drafts still have each other. */
  if (self == NULL)
    return;
  for (guint i = 0; i < hashes->len; i++)
    {
      const char *sha256 = g_ptr_array_index (hashes, i);
      judge_group (self, sha256, found != NULL ? g_hash_table_lookup (found, sha256) : NULL);
    }
  self->is_judging = FALSE;
  if (g_hash_table_size (self->due) > 0)
    schedule_judging (self);
}

static gboolean
on_judge_due (gpointer user_data)
{
  TackDuplicates *self = user_data;
  Judging        *judging = g_new0 (Judging, 1);
  GHashTableIter  iter;
  gpointer        sha256;

  self->judge_id = 0;
  g_weak_ref_init (&judging->duplicates, self);
  judging->hashes = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->due);
  while (judging->hashes->len < BATCH_SIZE && g_hash_table_iter_next (&iter, &sha256, NULL))
    {
      g_ptr_array_add (judging->hashes, sha256);
      g_hash_table_iter_steal (&iter);
    }
  self->is_judging = TRUE;
  tack_history_find_hashes_async (self->history, judging->hashes, hashes_found_cb, judging);

  return G_SOURCE_REMOVE;
}

static void
schedule_judging (TackDuplicates *self)
{
  if (self->judge_id == 0 && !self->is_judging)
    self->judge_id = g_idle_add (on_judge_due, self);
}

static void
judge_later (TackDuplicates *self, const char *sha256)
{
  g_hash_table_add (self->due, g_strdup (sha256));
  schedule_judging (self);
}

static void
leave_group (TackDuplicates *self, Mark *mark)
{
  GPtrArray *group = mark->sha256 != NULL ? g_hash_table_lookup (self->groups, mark->sha256) : NULL;

  if (group == NULL)
    return;

  g_ptr_array_remove (group, mark->draft);
  if (group->len > 0)
    judge_later (self, mark->sha256);
  else
    g_hash_table_remove (self->groups, mark->sha256);
}

static void
join_group (TackDuplicates *self, Mark *mark)
{
  GPtrArray *group = g_hash_table_lookup (self->groups, mark->sha256);

  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (self->groups, g_strdup (mark->sha256), group);
    }
  g_ptr_array_add (group, mark->draft);
  judge_later (self, mark->sha256);
}

typedef struct
{
  GWeakRef duplicates;
  char    *draft_id;
} Hashing;

static void
hashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Hashing                   *hashing = user_data;
  g_autoptr (TackDuplicates) self = g_weak_ref_get (&hashing->duplicates);
  g_autofree char           *draft_id = hashing->draft_id;
  g_autoptr (GError)         error = NULL;
  g_autofree char           *sha256 = tack_file_hasher_hash_finish (result, &error);

  g_weak_ref_clear (&hashing->duplicates);
  g_free (hashing);

  /* A mark that was replaced or dropped has called this off. A file that cannot be read is an error
   * of its draft already. */
  if (self == NULL || sha256 == NULL)
    return;

  Mark *mark = g_hash_table_lookup (self->marks, draft_id);
  mark->sha256 = g_steal_pointer (&sha256);
  join_group (self, mark);
}

static void
hash (TackDuplicates *self, Mark *mark)
{
  GFile               *file = tack_draft_get_file (mark->draft);
  const TackMediaInfo *info = tack_draft_get_file_info (mark->draft);
  const char          *known = tack_file_hasher_find (self->hasher, file, info);

  if (known != NULL)
    {
      mark->sha256 = g_strdup (known);
      join_group (self, mark);
      return;
    }

  Hashing *hashing = g_new0 (Hashing, 1);
  g_weak_ref_init (&hashing->duplicates, self);
  hashing->draft_id = g_strdup (tack_draft_get_id (mark->draft));
  tack_file_hasher_hash_async (self->hasher, file, info, mark->cancellable, hashed_cb, hashing);
}

static void
forget (TackDuplicates *self, const char *draft_id)
{
  Mark *mark = g_hash_table_lookup (self->marks, draft_id);

  if (mark == NULL)
    return;

  leave_group (self, mark);
  tack_draft_set_duplicate (mark->draft, NULL);
  g_hash_table_remove (self->marks, draft_id);
}

/* Files elsewhere are left alone: reading them whole may take as long as publishing them. */
static gboolean
is_hashable (TackDraft *draft)
{
  GFile *file = tack_draft_get_file (draft);

  return file != NULL && g_file_is_native (file) && tack_draft_get_file_info (draft) != NULL
         && tack_draft_get_kind (draft) != TACK_MEDIA_UNKNOWN;
}

static void
look_at (TackDuplicates *self, TackDraft *draft)
{
  const char          *id = tack_draft_get_id (draft);
  const TackMediaInfo *info = tack_draft_get_file_info (draft);
  Mark                *mark = g_hash_table_lookup (self->marks, id);

  if (mark != NULL && info != NULL && mark->draft == draft && mark->size == info->size
      && mark->mtime_us == info->mtime_us)
    return;

  forget (self, id);
  if (!is_hashable (draft))
    return;

  mark = g_new0 (Mark, 1);
  mark->draft = g_object_ref (draft);
  mark->size = info->size;
  mark->mtime_us = info->mtime_us;
  mark->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->marks, (gpointer) id, mark);
  hash (self, mark);
}

static gboolean
on_look_due (gpointer user_data)
{
  TackDuplicates *self = user_data;

  for (guint i = 0; i < BATCH_SIZE && self->unseen.length > 0; i++)
    {
      g_autoptr (TackDraft) draft = g_queue_pop_head (&self->unseen);

      if (tack_draft_store_find (self->drafts, tack_draft_get_id (draft)) == draft)
        look_at (self, draft);
    }
  if (self->unseen.length > 0)
    return G_SOURCE_CONTINUE;

  self->look_id = 0;
  return G_SOURCE_REMOVE;
}

static void
schedule_look (TackDuplicates *self)
{
  if (self->is_loaded && self->look_id == 0 && self->unseen.length > 0)
    self->look_id = g_idle_add (on_look_due, self);
}

static void
look_later (TackDuplicates *self, TackDraft *draft)
{
  g_queue_push_tail (&self->unseen, g_object_ref (draft));
  schedule_look (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef                  *weak = user_data;
  g_autoptr (TackDuplicates) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  /* Where it fails, everything is read once more, which harms nobody. */
  tack_file_hasher_load_finish (TACK_FILE_HASHER (source), result, NULL);
  if (self == NULL)
    return;

  self->is_loaded = TRUE;
  schedule_look (self);
}

static void
on_draft_changed (TackDuplicates *self, TackDraft *draft, const char *property)
{
  if (g_str_equal (property, "info"))
    look_later (self, draft);
}

static void
forget_removed (TackDuplicates *self)
{
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (self->marks, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (tack_draft_store_find (self->drafts, ids[i]) == NULL)
      forget (self, ids[i]);
}

static void
on_drafts_items_changed (TackDuplicates *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    forget_removed (self);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (TackDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      look_later (self, draft);
    }
}

static void
on_history_added (TackDuplicates *self, TackHistoryEntry *entry)
{
  Mark *mark = g_hash_table_lookup (self->marks, tack_history_entry_get_draft_id (entry));

  if (mark != NULL && mark->sha256 != NULL)
    judge_later (self, mark->sha256);
}

TackDuplicates *
tack_duplicates_new (TackDraftStore *drafts, TackHistory *history)
{
  TackDuplicates *self = g_object_new (TACK_TYPE_DUPLICATES, NULL);
  GWeakRef       *weak = g_new0 (GWeakRef, 1);

  self->drafts = g_object_ref (drafts);
  self->history = g_object_ref (history);
  self->hasher = tack_file_hasher_new (tack_draft_store_get_database (drafts));
  g_weak_ref_init (weak, self);
  tack_file_hasher_load_async (self->hasher, loaded_cb, weak);
  g_signal_connect_object (drafts, "draft-changed", G_CALLBACK (on_draft_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drafts, "items-changed", G_CALLBACK (on_drafts_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "added", G_CALLBACK (on_history_added), self,
                           G_CONNECT_SWAPPED);
  on_drafts_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (drafts)));

  return self;
}
