/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-file-hasher.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "drafts/tack-test-store.h"
#include "tack-test.h"

typedef struct
{
  char           *dir;
  TackDatabase   *database;
  TackFileHasher *hasher;
} Fixture;

static void
open_hasher (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  fixture->database = tack_test_open (fixture->dir);
  fixture->hasher = tack_file_hasher_new (fixture->database);
  tack_file_hasher_load_async (fixture->hasher, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_file_hasher_load_finish (fixture->hasher, result, &error);
  g_assert_no_error (error);
}

static void
close_hasher (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->hasher));
  g_clear_object (&fixture->database);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = tack_test_dup_dir ("store");
  open_hasher (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_hasher (fixture);
  g_free (fixture->dir);
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *contents, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, length, NULL));

  return g_file_new_for_path (path);
}

/* What an inspection would have said of the file as it is now. */
static TackMediaInfo *
info_new (GFile *file)
{
  TackMediaInfo        *info = tack_media_info_new ();
  g_autoptr (GFileInfo) facts
    = g_file_query_info (file, "standard::size,time::*", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) mtime = g_file_info_get_modification_date_time (facts);

  info->kind = TACK_MEDIA_IMAGE;
  info->size = g_file_info_get_size (facts);
  info->mtime_us
    = g_date_time_to_unix (mtime) * G_USEC_PER_SEC + g_date_time_get_microsecond (mtime);

  return info;
}

static char *
hash (Fixture *fixture, GFile *file, const TackMediaInfo *info, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_file_hasher_hash_async (fixture->hasher, file, info, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_file_hasher_hash_finish (result, error);
}

/* A draft about the file, without which its hash is forgotten. */
static void
add_draft (Fixture *fixture, GFile *file)
{
  g_autoptr (TackDraftStore) store = tack_test_load (fixture->database);
  g_autoptr (TackDraft)      draft = tack_draft_new (file);
  g_autoptr (GPtrArray)      drafts = tack_test_list (draft, NULL);

  tack_draft_store_add (store, drafts);
  g_assert_true (tack_test_flush (store));
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  /* Around the size of the pieces that it is read in. */
  static const gssize SIZES[] = { 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_autofree char          *contents = g_malloc ((gsize) SIZES[i]);
      g_autoptr (GFile)         file = NULL;
      g_autoptr (TackMediaInfo) info = NULL;
      g_autoptr (GError)        error = NULL;
      g_autofree char          *expected = NULL;
      g_autofree char          *found = NULL;

      for (gssize j = 0; j < SIZES[i]; j++)
        contents[j] = (char) (j * 31 + i);
      file = write_file (fixture, "file", contents, SIZES[i]);
      info = info_new (file);
      expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents,
                                              (gsize) SIZES[i]);
      found = hash (fixture, file, info, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = write_file (fixture, "file", "content", -1);
  g_autoptr (TackMediaInfo) info = info_new (file);
  g_autoptr (TackMediaInfo) other_info = info_new (file);
  g_autofree char          *found = NULL;

  g_assert_null (tack_file_hasher_find (fixture->hasher, file, info));
  found = hash (fixture, file, info, NULL);
  g_assert_cmpstr (tack_file_hasher_find (fixture->hasher, file, info), ==, found);

  /* It is known after a restart too, for this state of the file alone. */
  add_draft (fixture, file);
  close_hasher (fixture);
  open_hasher (fixture);
  g_assert_cmpstr (tack_file_hasher_find (fixture->hasher, file, info), ==, found);
  other_info->mtime_us++;
  g_assert_null (tack_file_hasher_find (fixture->hasher, file, other_info));
  other_info->mtime_us = info->mtime_us;
  other_info->size++;
  g_assert_null (tack_file_hasher_find (fixture->hasher, file, other_info));
}

static gint64
count_kept (Fixture *fixture)
{
  return tack_test_query_int (fixture->database, "SELECT count (*) FROM file_hash");
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         gone = write_file (fixture, "gone", "content", -1);
  g_autoptr (GFile)         kept = write_file (fixture, "kept", "content", -1);
  g_autoptr (TackMediaInfo) gone_info = info_new (gone);
  g_autoptr (TackMediaInfo) kept_info = info_new (kept);

  g_free (hash (fixture, gone, gone_info, NULL));
  g_free (hash (fixture, kept, kept_info, NULL));
  add_draft (fixture, kept);
  g_assert_cmpint (count_kept (fixture), ==, 2);

  /* What no draft is about any more is not carried along. */
  close_hasher (fixture);
  open_hasher (fixture);
  g_assert_nonnull (tack_file_hasher_find (fixture->hasher, kept, kept_info));
  g_assert_null (tack_file_hasher_find (fixture->hasher, gone, gone_info));
  g_assert_cmpint (count_kept (fixture), ==, 1);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = write_file (fixture, "file", "content", -1);
  g_autoptr (TackMediaInfo) old_info = info_new (file);
  g_autofree char          *old = hash (fixture, file, old_info, NULL);
  g_autoptr (TackMediaInfo) new_info = NULL;
  g_autofree char          *found = NULL;
  g_autoptr (GError)        error = NULL;

  /* Another content under the same name has another hash, */
  g_object_unref (write_file (fixture, "file", "other content", -1));
  new_info = info_new (file);
  found = hash (fixture, file, new_info, NULL);
  g_assert_cmpstr (found, !=, old);

  /* and what is not what was looked at has none. */
  g_assert_null (hash (fixture, file, old_info, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_nonnull (strstr (error->message, "“file”"));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = write_file (fixture, "file", "content", -1);
  g_autoptr (TackMediaInfo) info = info_new (file);
  g_autofree char          *path = g_file_get_path (file);
  g_autoptr (GError)        error = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_null (hash (fixture, file, info, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
}

/* A file that takes long, and no space. */
static GFile *
write_large (Fixture *fixture, const char *name)
{
  GFile           *file = write_file (fixture, name, "x", 1);
  g_autofree char *path = g_file_get_path (file);

  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (8) * 1000 * 1000 * 1000), ==, 0);

  return file;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile)         file = write_large (fixture, "large");
  g_autoptr (TackMediaInfo) info = info_new (file);
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult)  result = NULL;
  g_autoptr (GFile)         other = write_file (fixture, "small", "content", -1);
  g_autoptr (TackMediaInfo) other_info = info_new (other);
  g_autofree char          *found = NULL;
  g_autoptr (GError)        error = NULL;

  /* It ends at once, and the next has its turn. */
  tack_file_hasher_hash_async (fixture->hasher, file, info, cancellable, tack_test_store_result,
                               &result);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (result);
  g_assert_null (tack_file_hasher_hash_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  found = hash (fixture, other, other_info, NULL);
  g_assert_nonnull (found);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  /* Going, it waits for nothing: neither for what it reads, nor for what is to be read. */
  GAsyncResult *results[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char          *name = g_strdup_printf ("large %u", i);
      g_autoptr (GFile)         file = write_large (fixture, name);
      g_autoptr (TackMediaInfo) info = info_new (file);

      tack_file_hasher_hash_async (fixture->hasher, file, info, NULL, tack_test_store_result,
                                   &results[i]);
    }
  close_hasher (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      tack_test_wait_result (results[i]);
      g_assert_null (tack_file_hasher_hash_finish (results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }
  open_hasher (fixture);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } TESTS[] = {
    { "/file-hasher/content", test_content },       { "/file-hasher/once", test_once },
    { "/file-hasher/forgotten", test_forgotten },   { "/file-hasher/changed", test_changed },
    { "/file-hasher/unreadable", test_unreadable }, { "/file-hasher/cancel", test_cancel },
    { "/file-hasher/closed", test_closed },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);

  return g_test_run ();
}
