/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-prepare.h"

#include "base/tack-error.h"
#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "media/tack-picture-loader.h"
#include "tack-test-pictures.h"

static TackTestClips *clips;

static void
test_sent_as_it_is (void)
{
  static const struct
  {
    const char *name;
    const char *type;
  } pictures[]
    = { { "tall.jpg", "image/jpeg" }, { "tall.png", "image/png" }, { "alpha.png", "image/png" } };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_get (clips, pictures[i].name);
      g_autoptr (GBytes) bytes = tack_test_pictures_prepare_well (file, 0, pictures[i].type);
      g_autoptr (GBytes) own = tack_test_clips_get_bytes (clips, pictures[i].name);

      g_assert_true (g_bytes_equal (bytes, own));
    }
}

/* What only needs a loader is not said to be damaged: the package is named. */
static void
test_loader_missing (void)
{
  static const struct
  {
    const char *format;
    const char *head;
    gsize       length;
    const char *package;
  } pictures[] = {
    { "webp", "RIFF\xff\0\0\0WEBPVP8 ", 16, "webp-pixbuf-loader" },
    { "avif",
      "\0\0\0\x20"
      "ftypavif\0\0\0\0",
      16, "libavif-gdk-pixbuf" },
    { "heic",
      "\0\0\0\x20"
      "ftypheic\0\0\0\0",
      16, "heif-gdk-pixbuf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GFile) file
        = tack_test_clips_put (clips, "unread", pictures[i].head, pictures[i].length);
      g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
      const TackIssue          *issue = tack_issue_array_get_worst (info->issues);
      const char               *type;
      g_autoptr (GError)        error = NULL;
      gboolean is_missing = tack_picture_loader_find_missing (pictures[i].format) != NULL;

      g_assert_cmpstr (issue->code, ==, is_missing ? "loader-missing" : "damaged");
      g_assert_cmpint (strstr (issue->message, pictures[i].package) != NULL, ==, is_missing);
      g_assert_null (tack_test_pictures_prepare (file, 0, &type, &error));
      g_assert_cmpstr (error->message, ==, issue->message);
    }

  g_assert_null (tack_picture_loader_find_missing ("jpeg"));
  g_assert_null (tack_picture_loader_find_missing (NULL));
}

static void
test_no_picture (void)
{
  static const char *const names[] = { "text.mp4", "empty.mp4" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile)  file = tack_test_clips_get (clips, names[i]);
      const char        *type = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (tack_test_pictures_prepare (file, 0, &type, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
}

/* The verdict says beforehand what is done. */
static void
test_is_said (void)
{
  g_autoptr (GdkPixbuf) upright = tack_test_pictures_load (clips, "tall.png");
  g_autoptr (GdkPixbuf) lying = tack_test_pictures_lay_down (upright, 6);
  g_autoptr (GFile)     file
    = tack_test_pictures_make_talkative (clips, lying, "said", "image/jpeg", 6);
  g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
  g_autoptr (GPtrArray)     issues = tack_issue_array_new ();
  gboolean                  is_said = FALSE;

  tack_picture_plan_add_issues (info, 0, "said", issues);
  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_equal (issue->code, "image-prepared"))
        is_said = strstr (issue->message, "turned upright, without its location, without") != NULL;
    }
  g_assert_true (is_said);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/picture-prepare/sent-as-it-is", test_sent_as_it_is);
  g_test_add_func ("/media/picture-prepare/loader-missing", test_loader_missing);
  g_test_add_func ("/media/picture-prepare/no-picture", test_no_picture);
  g_test_add_func ("/media/picture-prepare/is-said", test_is_said);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
