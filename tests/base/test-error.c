/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-error.h"

#include <unistd.h>

/* The names stand in the database and in scripts: they may never change. */
static void
test_nicks (void)
{
  static const struct
  {
    TackErrorClass error_class;
    const char    *nick;
  } CASES[] = {
    { TACK_ERROR_WAIT, "wait" },       { TACK_ERROR_SIGN_IN, "sign-in" },
    { TACK_ERROR_ASK, "ask" },         { TACK_ERROR_FIX, "fix" },
    { TACK_ERROR_GONE, "gone" },       { TACK_ERROR_SLOW_DOWN, "slow-down" },
    { TACK_ERROR_GIVE_UP, "give-up" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_assert_cmpstr (tack_error_class_to_nick (CASES[i].error_class), ==, CASES[i].nick);
      g_assert_cmpint (tack_error_class_from_nick (CASES[i].nick), ==, CASES[i].error_class);
    }
  g_assert_cmpint (tack_error_class_from_nick ("of-another-version"), ==, TACK_ERROR_GIVE_UP);
  g_assert_cmpint (tack_error_class_from_nick (NULL), ==, TACK_ERROR_GIVE_UP);
}

static void
assert_no_details (const GError *error)
{
  const TackErrorDetails *details = tack_error_get_details (error);

  g_assert_cmpuint (details->status, ==, 0);
  g_assert_cmpint (details->code, ==, 0);
  g_assert_null (details->reason);
  g_assert_null (details->request_id);
  g_assert_cmpint (details->retry_after_ms, ==, -1);
  g_assert_false (details->answer_lost);
}

static void
test_details (void)
{
  g_autofree char *reason = g_strdup ("Board not found.");
  g_autofree char *request_id = g_strdup ("1234567890");
  TackErrorDetails given = { .status = 404,
                             .code = 40,
                             .reason = reason,
                             .request_id = request_id,
                             .retry_after_ms = 7000,
                             .answer_lost = TRUE };

  g_autoptr (GError) first = tack_error_new_with_details (TACK_ERROR_GONE, &given, "Gone: 100 %s.");
  reason[0] = 'b';
  request_id[0] = 'x';
  g_autoptr (GError) error = g_error_copy (first);
  g_clear_error (&first);

  const TackErrorDetails *details = tack_error_get_details (error);
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
  g_assert_cmpint (tack_error_get_class (error), ==, TACK_ERROR_GONE);
  g_assert_cmpstr (error->message, ==, "Gone: 100 %s.");
  g_assert_cmpuint (details->status, ==, 404);
  g_assert_cmpint (details->code, ==, 40);
  g_assert_cmpstr (details->reason, ==, "Board not found.");
  g_assert_cmpstr (details->request_id, ==, "1234567890");
  g_assert_cmpint (details->retry_after_ms, ==, 7000);
  g_assert_true (details->answer_lost);
}

static void
test_no_details (void)
{
  g_autoptr (GError) own = tack_error_new (TACK_ERROR_WAIT, "%d %s", 2, "words");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_cmpstr (own->message, ==, "2 words");
  assert_no_details (own);
  assert_no_details (foreign);
  assert_no_details (NULL);
  g_assert_cmpint (tack_error_get_class (own), ==, TACK_ERROR_WAIT);
  g_assert_cmpint (tack_error_get_class (foreign), ==, TACK_ERROR_GIVE_UP);
  g_assert_cmpint (tack_error_get_class (NULL), ==, TACK_ERROR_GIVE_UP);
  g_assert_false (tack_error_is_cancelled (own));
  g_assert_false (tack_error_is_cancelled (NULL));
}

static GFile *
dup_home_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);

  return g_file_new_for_path (path);
}

/* Takes @io_error, which the system said of @file. */
static void
assert_file_error (GError *io_error, GFile *file, TackErrorClass error_class, const char *sentence)
{
  g_autoptr (GError) error = tack_error_from_file (io_error, file);

  g_test_message ("%s", io_error->message);
  g_assert_error (error, TACK_ERROR, (int) error_class);
  g_assert_cmpstr (error->message, ==, sentence);
  g_error_free (io_error);
}

static GError *
read_file (GFile *file)
{
  GError                      *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  g_assert_null (stream);

  return error;
}

static void
test_missing_file (void)
{
  g_autoptr (GFile) file = dup_home_file ("clip.mp4");

  assert_file_error (read_file (file), file, TACK_ERROR_FIX, "“clip.mp4” is not there (any more).");
}

static void
test_folder (void)
{
  g_autoptr (GFile)  file = dup_home_file ("folder");
  g_autoptr (GError) error = NULL;

  g_file_make_directory (file, NULL, &error);
  g_assert_no_error (error);
  assert_file_error (read_file (file), file, TACK_ERROR_FIX, "“folder” is a folder, not a file.");
}

static void
test_unreadable_file (void)
{
  g_autoptr (GFile)  file = dup_home_file ("private.jpg");
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }

  g_file_replace_contents (file, "x", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_set_attribute_uint32 (file, G_FILE_ATTRIBUTE_UNIX_MODE, 0, G_FILE_QUERY_INFO_NONE, NULL,
                               &error);
  g_assert_no_error (error);
  assert_file_error (read_file (file), file, TACK_ERROR_FIX,
                     "“private.jpg” cannot be opened: you have no permission for it.");
}

/* The one file error that goes away by itself: the file is fine. */
static void
test_full_disk (void)
{
  g_autoptr (GFile)             file = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);
  GError                       *error = NULL;

  if (stream == NULL)
    {
      g_test_skip ("no /dev/full here");
      return;
    }

  g_assert_cmpint (g_output_stream_write (G_OUTPUT_STREAM (stream), "x", 1, NULL, &error), <, 0);
  assert_file_error (error, file, TACK_ERROR_WAIT,
                     "The disk is full: “full” could not be written.");
}

static void
test_other_file_errors (void)
{
  g_autoptr (GFile)  file = g_file_new_for_path ("/tmp/clip.mp4");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");
  g_autoptr (GError) error = tack_error_from_file (cancelled, file);

  g_assert_true (tack_error_is_cancelled (error));
  assert_file_error (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "strange"), file,
                     TACK_ERROR_FIX, "“clip.mp4” could not be read.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/error/nicks", test_nicks);
  g_test_add_func ("/base/error/details", test_details);
  g_test_add_func ("/base/error/no-details", test_no_details);
  g_test_add_func ("/base/error/missing-file", test_missing_file);
  g_test_add_func ("/base/error/folder", test_folder);
  g_test_add_func ("/base/error/unreadable-file", test_unreadable_file);
  g_test_add_func ("/base/error/full-disk", test_full_disk);
  g_test_add_func ("/base/error/other-file-errors", test_other_file_errors);

  return g_test_run ();
}
