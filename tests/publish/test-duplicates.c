/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-duplicates.h"

#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

static TackDraftStore *
get_drafts (TackTestSession *self)
{
  return tack_session_get_drafts (self->session);
}

/* A file of the same content as the picture of that name, which is there. */
static GFile *
copy (TackTestSession *self, const char *name, const char *copy_name)
{
  g_autofree char   *original_path = g_build_filename (self->media, name, NULL);
  g_autoptr (GFile)  original = g_file_new_for_path (original_path);
  g_autofree char   *path = g_build_filename (self->media, copy_name, NULL);
  GFile             *file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (original, file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return file;
}

/* A draft of the picture of that name, and the draft of a copy of it. */
static TackDraft *
add (TackTestSession *self, const char *name, const char *title)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, name);
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, title);

  return draft; /* the store's */
}

static TackDraft *
add_copy (TackTestSession *self, const char *name, const char *copy_name, const char *title)
{
  g_autoptr (GFile)     file = copy (self, name, copy_name);
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, title);

  return draft; /* the store's */
}

static gboolean
is_duplicate (TackDraft *draft)
{
  return tack_draft_get_duplicate (draft) != NULL;
}

static void
assert_says (TackDraft *draft, const char *words)
{
  const TackIssue *issue = tack_draft_get_duplicate (draft);

  g_assert_cmpint (issue->severity, ==, TACK_SEVERITY_WARNING);
  g_assert_cmpstr (issue->code, ==, "duplicate");
  g_assert_cmpstr (issue->title, ==, "Duplicate");
  g_assert_nonnull (strstr (issue->message, words));
}

/* Until everything that is to be hashed is: the last of them has the finding that it must have. */
static void
wait_for_hashes (TackTestSession *self)
{
  static guint          n;
  g_autofree char      *name = g_strdup_printf ("sentinel %u.png", ++n);
  g_autofree char      *copy_name = g_strdup_printf ("sentinel copy %u.png", n);
  g_autoptr (GPtrArray) sentinels = tack_test_list (add (self, name, "Sentinel"), NULL);
  TackDraft            *last = add_copy (self, name, copy_name, "Sentinel");

  g_ptr_array_add (sentinels, g_object_ref (last));
  tack_test_wait_until (is_duplicate (last));
  tack_draft_store_remove (get_drafts (self), sentinels);
}

static void
test_judge (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackDraft)        published = tack_draft_new_for_image_url ("https://example.com/");
  g_autoptr (TackDraft)        draft = tack_test_draft_new ("Line\nbreak");
  g_autoptr (TackJob)          job = tack_job_new (published);
  g_autoptr (TackHistoryEntry) entry = NULL;
  g_autoptr (TackIssue)        issue = NULL;

  tack_job_set_published (job, "8137", NULL, G_GINT64_CONSTANT (1764000000000));
  entry = tack_history_entry_new (job);

  /* An ad-only Pin has no board. Its own draft is no duplicate of it, nor the first one of itself.
   */
  issue = tack_duplicates_judge (draft, entry, draft);
  g_assert_nonnull (strstr (issue->message, "published already, on 11/24/25."));
  g_assert_null (tack_duplicates_judge (published, entry, published));
  g_assert_null (tack_duplicates_judge (draft, NULL, draft));
  g_assert_null (tack_duplicates_judge (draft, NULL, NULL));
  g_clear_pointer (&issue, tack_issue_unref);
  issue = tack_duplicates_judge (published, entry, draft);
  g_assert_nonnull (strstr (issue->message, "as “Line break”."));
}

static void
test_drafts (TackTestSession *self, gconstpointer data)
{
  TackDraft            *first = add (self, "a.png", "First");
  TackDraft            *other = add (self, "b.png", "Other");
  TackDraft            *second = add_copy (self, "a.png", "copy.png", "Second");
  TackDraft            *third = add_copy (self, "a.png", "another copy.png", "Third");
  g_autoptr (GPtrArray) removed = tack_test_list (first, NULL);

  /* The first is the original, whatever the files are called. */
  tack_test_wait_until (is_duplicate (second) && is_duplicate (third));
  assert_says (second, "drafted already, as “First”");
  g_assert_true (tack_test_has_issue (second, "duplicate"));
  g_assert_true (tack_draft_is_ready (second));
  wait_for_hashes (self);
  g_assert_false (is_duplicate (first));
  g_assert_false (is_duplicate (other));

  /* When it goes, the next is; undone, it is as it was. */
  tack_draft_store_remove (get_drafts (self), removed);
  tack_test_wait_until (!is_duplicate (second));
  g_assert_false (tack_test_has_issue (second, "duplicate"));
  tack_test_wait_until (strstr (tack_draft_get_duplicate (third)->message, "“Second”") != NULL);
  tack_draft_store_add (get_drafts (self), removed);
  tack_test_wait_until (is_duplicate (second));
  assert_says (second, "“First”");
  g_assert_false (is_duplicate (first));
}

static void
test_published (TackTestSession *self, gconstpointer data)
{
  static const gboolean restarts[] = { FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (restarts); i++)
    {
      g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
      TackDraft            *draft;
      TackJob              *job;

      tack_test_session_restart_server (self, 0);
      draft = add (self, "a.png", "Published");
      wait_for_hashes (self);
      job = tack_test_session_queue (self, draft);
      tack_test_session_run (self);
      g_ptr_array_add (jobs, g_object_ref (job));
      wait_for_hashes (self);
      g_assert_false (is_duplicate (draft));

      /* By the history: the job is gone, and so may be the process. */
      tack_queue_remove (tack_session_get_queue (self->session), jobs);
      g_clear_pointer (&jobs, g_ptr_array_unref);
      if (restarts[i])
        {
          tack_test_session_close (self);
          tack_test_session_open (self);
        }
      draft = add_copy (self, "a.png", "copy.png", "Again");
      tack_test_wait_until (is_duplicate (draft));
      assert_says (draft, "published already, on ");
      assert_says (draft, "on the board “");

      /* It warns, and no more. */
      tack_test_session_queue (self, draft);
      tack_test_session_run (self);
      g_assert_cmpuint (tack_test_session_count_pins (self), ==, 2);
    }
}

static void
test_published_meanwhile (TackTestSession *self, gconstpointer data)
{
  TackDraft *first = add (self, "a.png", "First");
  TackDraft *second = add_copy (self, "a.png", "copy.png", "Second");

  tack_test_wait_until (is_duplicate (second));
  assert_says (second, "drafted already");
  tack_test_session_queue (self, first);
  tack_test_session_run (self);
  tack_test_wait_until (strstr (tack_draft_get_duplicate (second)->message, "published") != NULL);
  g_assert_false (is_duplicate (first));
}

static void
test_hashed_later (TackTestSession *self, gconstpointer data)
{
  /* Published before its hash was known: the history learns it. */
  TackDatabase *database = tack_draft_store_get_database (get_drafts (self));
  TackDraft    *first = add (self, "a.png", "First");
  TackDraft    *second;

  wait_for_hashes (self);
  tack_test_session_queue (self, first);
  tack_test_session_run (self);
  tack_test_exec (database, "UPDATE history SET sha256 = NULL; DELETE FROM file_hash");
  tack_test_session_close (self);
  tack_test_session_open (self);

  second = add_copy (self, "a.png", "copy.png", "Second");
  tack_test_wait_until (is_duplicate (second));
  tack_test_wait_until (strstr (tack_draft_get_duplicate (second)->message, "published") != NULL);
}

static void
test_changed_file (TackTestSession *self, gconstpointer data)
{
  TackDraft            *first = add (self, "a.png", "First");
  TackDraft            *second = add_copy (self, "a.png", "copy.png", "Second");
  g_autoptr (GFile)     other = NULL;
  g_autoptr (TackDraft) probe = NULL;
  g_autoptr (GPtrArray) probes = NULL;

  tack_test_wait_until (is_duplicate (second));

  /* The copy becomes another picture, and is looked at again. */
  other = tack_test_session_write_picture (self, "copy.png");
  probe = tack_test_session_draft (self, other, "Probe");
  probes = tack_test_list (probe, NULL);
  tack_draft_set_info (second, tack_draft_get_info (probe));
  tack_test_wait_until (!is_duplicate (second));
  g_assert_false (is_duplicate (first));
  tack_draft_store_remove (get_drafts (self), probes);
}

static void
test_mended (TackTestSession *self, gconstpointer data)
{
  /* It is the file that is compared, not the copy that is sent in its place. */
  TackDraft            *first = add (self, "a.png", "First");
  TackDraft            *second = add_copy (self, "a.png", "copy.png", "Second");
  TackDraft            *mended = add (self, "mended.png", "Mended");
  g_autoptr (GPtrArray) removed = tack_test_list (first, NULL);

  tack_test_wait_until (is_duplicate (second));
  tack_draft_set_mended_file (second, tack_draft_get_file (mended), tack_draft_get_info (mended));
  wait_for_hashes (self);
  g_assert_true (is_duplicate (second));
  g_assert_false (is_duplicate (mended));
  tack_draft_store_remove (get_drafts (self), removed);
  tack_test_wait_until (!is_duplicate (second));
}

static void
on_draft_changed (TackDraftStore *drafts, TackDraft *draft, const char *property, guint *n_told)
{
  *n_told += g_str_equal (property, "duplicate");
}

static void
test_not_kept (TackTestSession *self, gconstpointer data)
{
  TackDraft *second;
  guint      n_told = 0;

  /* Others are told, and nothing of it is written. */
  add (self, "a.png", "First");
  g_signal_connect (get_drafts (self), "draft-changed", G_CALLBACK (on_draft_changed), &n_told);
  second = add_copy (self, "a.png", "copy.png", "Second");
  tack_test_wait_until (is_duplicate (second));
  g_assert_cmpuint (n_told, ==, 1);
  {
    g_autoptr (TackDraft) same = tack_draft_copy (second);
    g_assert_null (tack_draft_get_duplicate (same));
  }
}

static void
test_many (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  /* The same picture a hundred times: each but the first names the first. */
  g_ptr_array_add (drafts, add (self, "a.png", "Copy"));
  for (guint i = 1; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("copy %u.png", i);
      g_ptr_array_add (drafts, add_copy (self, "a.png", name, "Copy"));
    }
  wait_for_hashes (self);
  for (guint i = 0; i < drafts->len; i++)
    g_assert_cmpint (is_duplicate (g_ptr_array_index (drafts, i)), ==, i > 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/duplicates/judge", test_judge },
    { "/duplicates/drafts", test_drafts },
    { "/duplicates/published", test_published },
    { "/duplicates/published-meanwhile", test_published_meanwhile },
    { "/duplicates/hashed-later", test_hashed_later },
    { "/duplicates/changed-file", test_changed_file },
    { "/duplicates/mended", test_mended },
    { "/duplicates/not-kept", test_not_kept },
    { "/duplicates/many", test_many },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
