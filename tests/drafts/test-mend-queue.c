/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-mend-queue.h"

#include <glib/gstdio.h>

#include "drafts/tack-test-store.h"
#include "media/tack-inspect.h"
#include "tack-test-clips.h"

static TackTestClips *clips;

typedef struct
{
  char           *dir;
  TackDatabase   *database;
  TackDraftStore *store;
  TackMendQueue  *queue;
  TackDraft      *watched; /* nullable: acted on when it has come further */
  guint           n_changed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  fixture->database = tack_test_open (fixture->dir);
  fixture->store = tack_test_load (fixture->database);
  fixture->queue = tack_mend_queue_new (fixture->store, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->queue));
  g_assert_true (tack_test_flush (fixture->store));
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_clear_object (&fixture->database);
  g_free (fixture->dir);
}

static TackDraft *
add_draft (Fixture *fixture, const char *clip)
{
  g_autoptr (GFile)         file = tack_test_clips_get (clips, clip);
  g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
  g_autoptr (GPtrArray)     drafts = g_ptr_array_new_with_free_func (g_object_unref);
  TackDraft                *draft = tack_draft_new (file);

  tack_draft_set_info (draft, info);
  g_ptr_array_add (drafts, draft);
  tack_draft_store_add (fixture->store, drafts);

  return draft;
}

static void
remove_draft (Fixture *fixture, TackDraft *draft)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  g_ptr_array_add (drafts, draft);
  tack_draft_store_remove (fixture->store, drafts);
}

/* Until nothing waits and nothing runs: also what was cancelled has to end. */
static void
wait_until_done (Fixture *fixture, TackDraft *draft)
{
  while (tack_mend_queue_get_progress (fixture->queue, draft) >= 0
         || G_OBJECT (fixture->queue)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
}

/* The folder of this store, below the cache. Returns: how many copies are in it, and parts. */
static guint
count_files (void)
{
  g_autofree char *mended = g_build_filename (g_get_user_cache_dir (), "tackboard", "mended", NULL);
  g_autoptr (GDir) stores = g_dir_open (mended, 0, NULL);
  const char      *store = stores != NULL ? g_dir_read_name (stores) : NULL;
  guint            n_files = 0;

  if (store == NULL)
    return 0;

  g_autofree char *path = g_build_filename (mended, store, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_null (g_dir_read_name (stores));

  return n_files;
}

static void
on_changed (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_changed++;
}

/* A draft that cannot be published gets a copy that can. */
static void
test_mend (Fixture *fixture, gconstpointer data)
{
  TackDraft *draft = add_draft (fixture, "short.mp4");

  g_assert_cmpfloat (tack_mend_queue_get_progress (fixture->queue, draft), ==, -1);
  g_signal_connect (fixture->queue, "changed", G_CALLBACK (on_changed), fixture);
  tack_mend_queue_add (fixture->queue, draft, 0, -1);
  g_assert_cmpfloat (tack_mend_queue_get_progress (fixture->queue, draft), ==, 0);
  wait_until_done (fixture, draft);

  GFile *copy = tack_draft_get_mended_file (draft);
  g_assert_nonnull (copy);
  g_assert_true (g_str_has_prefix (g_file_peek_path (copy), g_get_user_cache_dir ()));
  g_autofree char *name = g_file_get_basename (copy);
  g_assert_true (g_str_has_prefix (name, tack_draft_get_id (draft)));
  g_assert_true (g_str_has_suffix (name, ".mp4"));
  g_assert_true (tack_media_info_is_ok (tack_draft_get_info (draft)));
  g_assert_cmpint (tack_draft_get_info (draft)->duration_ms, >=, 4000);
  g_assert_null (tack_mend_queue_get_failure (fixture->queue, draft));
  g_assert_cmpuint (fixture->n_changed, >=, 2);
  g_assert_cmpuint (count_files (), ==, 1);
}

static void
on_changed_count (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  Fixture *fixture = user_data;

  /* Who came second has not begun while the first is not done. */
  if (tack_mend_queue_get_progress (queue, fixture->watched) >= 0 && draft != fixture->watched)
    g_assert_cmpfloat (tack_mend_queue_get_progress (queue, draft), <=, 0);
}

static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  TackDraft *second = NULL;

  fixture->watched = add_draft (fixture, "short.mp4");
  second = add_draft (fixture, "tall.webm");
  g_signal_connect (fixture->queue, "changed", G_CALLBACK (on_changed_count), fixture);
  tack_mend_queue_add (fixture->queue, fixture->watched, 0, -1);
  tack_mend_queue_add (fixture->queue, second, 500, 4600);
  wait_until_done (fixture, fixture->watched);
  wait_until_done (fixture, second);

  g_assert_nonnull (tack_draft_get_mended_file (fixture->watched));
  g_assert_nonnull (tack_draft_get_mended_file (second));
  g_assert_cmpuint (count_files (), ==, 2);
}

/* Another part of it takes the place of the first. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  TackDraft *draft = add_draft (fixture, "tall.webm");

  tack_mend_queue_add (fixture->queue, draft, 0, -1);
  wait_until_done (fixture, draft);
  g_autoptr (GFile) first = g_object_ref (tack_draft_get_mended_file (draft));

  tack_mend_queue_add (fixture->queue, draft, 0, 4500);
  tack_mend_queue_add (fixture->queue, draft, 500, -1);
  wait_until_done (fixture, draft);
  g_assert_false (g_file_equal (tack_draft_get_mended_file (draft), first));
  g_assert_true (g_file_query_exists (tack_draft_get_mended_file (draft), NULL));
  g_assert_cmpuint (count_files (), ==, 1);
}

static void
on_changed_cancel (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  if (tack_mend_queue_get_progress (queue, draft) > 0)
    tack_mend_queue_cancel (queue, draft);
}

static void
on_changed_cancel_all (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  if (tack_mend_queue_get_progress (queue, draft) > 0)
    tack_mend_queue_cancel_all (queue);
}

static void
on_changed_remove (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (tack_mend_queue_get_progress (queue, draft) > 0)
    remove_draft (fixture, draft);
}

static void
on_changed_choose (TackMendQueue *queue, TackDraft *draft, gpointer user_data)
{
  g_autoptr (GFile) other = tack_test_clips_get (clips, "short.mp4");

  if (tack_mend_queue_get_progress (queue, draft) > 0)
    tack_draft_set_file (draft, other);
}

/* Whatever ends it, nothing is left, and nothing is said: it was wanted. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  static const GCallback ends[] = {
    G_CALLBACK (on_changed_cancel),
    G_CALLBACK (on_changed_cancel_all),
    G_CALLBACK (on_changed_remove),
    G_CALLBACK (on_changed_choose),
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (TackDraft) running = g_object_ref (add_draft (fixture, "tall.webm"));
      g_autoptr (TackDraft) waiting = g_object_ref (add_draft (fixture, "motion-jpeg.mov"));

      gulong id = g_signal_connect (fixture->queue, "changed", ends[i], fixture);
      tack_mend_queue_add (fixture->queue, running, 0, -1);
      tack_mend_queue_add (fixture->queue, waiting, 0, -1);
      tack_mend_queue_cancel (fixture->queue, waiting);
      wait_until_done (fixture, running);
      g_signal_handler_disconnect (fixture->queue, id);

      g_assert_null (tack_draft_get_mended_file (running));
      g_assert_null (tack_draft_get_mended_file (waiting));
      g_assert_null (tack_mend_queue_get_failure (fixture->queue, running));
      g_assert_cmpuint (count_files (), ==, 0);
    }
}

/* What is being published stays the file it was. */
static void
test_queued (Fixture *fixture, gconstpointer data)
{
  TackDraft *draft = add_draft (fixture, "short.mp4");

  tack_mend_queue_add (fixture->queue, draft, 0, -1);
  tack_draft_set_queued (draft, TRUE);
  wait_until_done (fixture, draft);

  g_assert_null (tack_draft_get_mended_file (draft));
  g_assert_cmpuint (count_files (), ==, 0);
}

/* Why it failed is told until something is different. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  TackDraft                *draft = add_draft (fixture, "half.mp4");
  g_autoptr (TackMediaInfo) other = tack_media_info_new ();

  tack_mend_queue_add (fixture->queue, draft, 0, -1);
  wait_until_done (fixture, draft);
  g_assert_null (tack_draft_get_mended_file (draft));
  g_assert_cmpuint (count_files (), ==, 0);

  TackIssue *failure = tack_mend_queue_get_failure (fixture->queue, draft);
  g_assert_nonnull (failure);
  g_assert_cmpint (failure->severity, ==, TACK_SEVERITY_ERROR);
  g_assert_nonnull (strstr (failure->message, "“half.mp4”"));

  tack_draft_set_info (draft, other);
  g_assert_null (tack_mend_queue_get_failure (fixture->queue, draft));
}

/* At the start those copies go that no draft has, and what a crash left. */
static void
test_tidy (Fixture *fixture, gconstpointer data)
{
  TackDraft *kept = add_draft (fixture, "short.mp4");
  TackDraft *dropped = add_draft (fixture, "tall.webm");

  tack_mend_queue_add (fixture->queue, kept, 0, -1);
  tack_mend_queue_add (fixture->queue, dropped, 0, -1);
  wait_until_done (fixture, dropped);
  remove_draft (fixture, dropped);
  g_autofree char *part
    = g_strconcat (g_file_peek_path (tack_draft_get_mended_file (kept)), ".part", NULL);
  g_assert_true (g_file_set_contents (part, "half", -1, NULL));
  g_assert_cmpuint (count_files (), ==, 3);

  tack_mend_queue_tidy (fixture->queue);
  g_assert_cmpuint (count_files (), ==, 1);
  g_assert_true (g_file_query_exists (tack_draft_get_mended_file (kept), NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/mend-queue/mend", test_mend },     { "/mend-queue/one-at-a-time", test_one_at_a_time },
    { "/mend-queue/again", test_again },   { "/mend-queue/ended", test_ended },
    { "/mend-queue/queued", test_queued }, { "/mend-queue/failure", test_failure },
    { "/mend-queue/tidy", test_tidy },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_test_init_media ();
  clips = tack_test_clips_new ();
  /* Without encoders there is nothing to test here: those of the mender say that. */
  for (guint i = 0; i < G_N_ELEMENTS (tests) && tack_test_clips_has_encoders (); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
