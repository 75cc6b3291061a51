/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include "base/tack-limits.h"
#include "media/tack-inspect.h"
#include "media/tack-media.h"
#include "media/tack-picture-plan.h"
#include "tack-test-clips.h"
#include "tack-test-movie.h"

/* Many files, and everything that is said of each: files of real encoders, and files put together
 * of boxes for what these do not make. */

static TackTestClips *clips;

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
assert_verdict (GFile *file, const char *expected)
{
  g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);
  g_autoptr (GPtrArray)     codes = g_ptr_array_new ();

  g_autoptr (GPtrArray) issues = tack_issue_array_new ();
  tack_picture_plan_add_issues (info, 0, "it", issues);
  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%s %s: %s", tack_severity_to_nick (issue->severity), issue->code,
                      issue->message);
      g_assert_true (g_str_has_suffix (issue->message, "."));
      g_assert_null (strstr (issue->message, "%s"));
      g_ptr_array_add (codes, (gpointer) issue->code);
    }
  g_ptr_array_sort (codes, compare_codes);
  g_ptr_array_add (codes, NULL);

  g_autofree char *found = g_strjoinv (" ", (char **) codes->pdata);
  g_assert_cmpstr (found, ==, expected);
}

static const struct
{
  const char *name;
  const char *codes;
} encoded[] = {
  { "tall.mp4", "video-index-last video-shape video-small" },
  { "tall.mov", "video-index-last video-shape video-small" },
  { "tall.m4v", "video-index-last video-shape video-small" },
  { "faststart.mp4", "video-shape video-small" },
  { "silent.mp4", "video-index-last video-shape video-small" },
  { "long-sound.mp4", "video-index-last video-shape video-small" },
  { "rotated.mp4", "video-index-last video-rotated video-shape video-small" },
  { "wide-pixels.mp4", "video-index-last video-pixel-aspect video-shape video-small" },
  { "short.mp4", "video-index-last video-shape video-small video-too-short" },
  { "dark-start.mp4", "video-index-last video-shape video-small" },
  { "tall.webm", "video-codec video-container video-shape video-small" },
  { "tall.mkv", "video-container video-shape video-small" },
  { "tall.ts", "video-container video-shape video-small" },
  { "tall.mpg", "video-container video-shape video-small" },
  { "tall.flv", "video-container video-shape video-small" },
  { "tall.avi", "video-codec video-container video-shape video-small" },
  { "tall.ogv", "video-codec video-container video-shape video-small" },
  { "in-band.mp4", "video-index-last video-shape video-small" },
  { "fragments.mp4", "video-fragmented video-shape video-small" },
  { "motion-jpeg.mov", "video-codec video-index-last video-shape video-small" },
  { "sound.mp4", "no-video-stream video-index-last" },
  { "half.mp4", "cut-off" },
  { "half-faststart.mp4", "cut-off" },
  { "no-index.mp4", "damaged" },
  { "text.mp4", "not-media" },
  { "empty.mp4", "empty" },
  { "tall.jpg", "image-shape image-small" },
  { "turned.jpg", "image-prepared image-shape image-small" },
  { "tall.png", "image-shape image-small" },
  { "alpha.png", "image-shape image-small" },
  { "picture.mp4", "image-shape image-small" },
};

static void
test_encoded (void)
{
  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (encoded); i++)
    {
      g_autoptr (GFile) file = tack_test_clips_get (clips, encoded[i].name);

      g_test_message ("%s", encoded[i].name);
      assert_verdict (file, encoded[i].codes);
    }
}

static const struct
{
  const char   *what;
  TackTestMovie movie;
  const char   *codes;
} movies[] = {
  { "plain", { 0 }, "" },
  { "with sound", { .n_sounds = 1 }, "" },
  { "QuickTime", { .brand = "qt  " }, "" },
  { "H.265", { .codec = "hvc1" }, "video-h265" },
  { "10 bits, H.265", { .codec = "hvc1", .is_hevc_deep = TRUE }, "video-10-bit video-h265" },
  { "10 bits, H.264", { .profile = 110 }, "video-10-bit" },
  { "4:2:2", { .profile = 122 }, "video-chroma" },
  { "PQ", { .transfer = 16 }, "video-hdr" },
  { "HLG", { .transfer = 18 }, "video-hdr" },
  { "BT.2020 without HDR", { .transfer = 14 }, "" },
  { "PQ by H.264", { .stream_transfer = 16 }, "video-hdr" },
  { "HLG by H.265, 10 bits",
    { .codec = "hvc1", .stream_transfer = 18, .is_hevc_deep = TRUE },
    "video-10-bit video-h265 video-hdr" },
  { "no HDR by the box, PQ by H.264", { .transfer = 14, .stream_transfer = 16 }, "" },
  { "no transfer by the box, PQ by H.264", { .transfer = 2, .stream_transfer = 16 }, "video-hdr" },
  { "Dolby Vision", { .is_dolby = TRUE }, "video-hdr" },
  { "fields by the box", { .fields = 2 }, "video-interlaced" },
  { "one field by the box", { .fields = 1 }, "" },
  { "fields by H.264 only", { .fields = 1, .is_interlaced = TRUE }, "" },
  { "fields by H.264", { .is_interlaced = TRUE }, "video-interlaced" },
  { "fields by H.265", { .codec = "hvc1", .is_interlaced = TRUE }, "video-h265 video-interlaced" },
  { "AV1", { .codec = "av01" }, "video-codec" },
  { "VP9", { .codec = "vp09" }, "video-codec" },
  { "ProRes", { .codec = "apcn" }, "video-codec" },
  { "MPEG-4", { .codec = "mp4v" }, "video-codec" },
  { "a codec nobody expected, with sound", { .codec = "SVQ3", .n_sounds = 1 }, "video-codec" },
  { "encrypted", { .codec = "encv", .original = "avc1" }, "video-encrypted" },
  { "encrypted H.265", { .codec = "encv", .original = "hvc1" }, "video-encrypted video-h265" },
  { "two videos", { .n_videos = 2 }, "video-several-tracks" },
  { "a video and chapters", { .has_chapters = TRUE }, "" },
  { "two sounds", { .n_sounds = 2 }, "video-several-sounds" },
  { "variable rate", { .is_uneven = TRUE }, "video-variable-rate" },
  { "quarter turn", { .turn = 90, .width = 1920, .height = 1080 }, "video-rotated" },
  { "half turn", { .turn = 180 }, "video-rotated" },
  { "three quarters", { .turn = 270, .width = 1920, .height = 1080 }, "video-rotated" },
  { "wide pixels", { .pixel_width = 4, .width = 810, .height = 1920 }, "video-pixel-aspect" },
  { "square pixels", { .pixel_width = 3 }, "" },
  { "wide pixels by H.264",
    { .stream_pixel_width = 4, .width = 810, .height = 1920 },
    "video-pixel-aspect" },
  { "wide pixels by H.265",
    { .codec = "hvc1", .stream_pixel_width = 4, .width = 810, .height = 1920 },
    "video-h265 video-pixel-aspect" },
  { "square pixels by the box only", { .pixel_width = 3, .stream_pixel_width = 4 }, "" },
  { "pixels of which nothing is left",
    { .pixel_width = 1, .pixel_height = 65535 },
    "damaged video-pixel-aspect" },
  { "fragments of a length told", { .fragments = TACK_TEST_FRAGMENTS_TOLD }, "video-fragmented" },
  { "fragments by track", { .fragments = TACK_TEST_FRAGMENTS_BY_TRACK }, "video-fragmented" },
  { "fragments by header", { .fragments = TACK_TEST_FRAGMENTS_BY_HEADER }, "video-fragmented" },
  { "fragments by frame", { .fragments = TACK_TEST_FRAGMENTS_BY_FRAME }, "video-fragmented" },
  { "fragments of no length",
    { .fragments = TACK_TEST_FRAGMENTS_OF_NO_LENGTH },
    "damaged video-fragmented" },
  { "three fragments",
    { .fragments = TACK_TEST_FRAGMENTS_BY_FRAME, .seconds = 3 },
    "video-fragmented video-too-short" },
  { "901 fragments",
    { .fragments = TACK_TEST_FRAGMENTS_BY_HEADER, .seconds = 901 },
    "video-fragmented video-too-long" },
  { "index last", { .is_index_last = TRUE }, "video-index-last" },
  { "trimmed", { .trim_s = 2 }, "video-edit-list" },
  { "delayed", { .delay_s = 2 }, "video-edit-list" },
  { "index past the end", { .is_past_end = TRUE }, "cut-off" },
  { "last frame past the end", { .is_last_frame_cut = TRUE }, "cut-off" },
  { "no picture, only sound", { .handler = "none", .n_sounds = 1 }, "no-video-stream" },
  { "shortest", { .seconds = 4 }, "" },
  { "too short", { .seconds = 3 }, "video-too-short" },
  { "longest", { .seconds = 900 }, "" },
  { "too long", { .seconds = 901 }, "video-too-long" },
  { "narrowest", { .width = 1000, .height = 2000 }, "video-shape" },
  { "too narrow", { .width = 1000, .height = 2100 }, "video-ratio" },
  { "widest", { .width = 1910, .height = 1000 }, "video-shape" },
  { "too wide", { .width = 2000, .height = 1000 }, "video-ratio" },
  { "square", { .width = 1080, .height = 1080 }, "" },
  { "few lines", { .width = 180, .height = 180 }, "video-small" },
};

static void
test_movies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (movies); i++)
    {
      g_autoptr (GByteArray) bytes = tack_test_movie_make (&movies[i].movie);
      g_autoptr (GFile) file = tack_test_clips_put (clips, "movie.mp4", bytes->data, bytes->len);

      g_test_message ("%s", movies[i].what);
      assert_verdict (file, movies[i].codes);
    }
}

/* Nothing is read of it but its boxes. */
static void
test_bytes (void)
{
  static const TackTestMovie plain = { 0 };
  g_autoptr (GByteArray)     bytes = tack_test_movie_make (&plain);
  g_autoptr (GFile)          file = tack_test_clips_put (clips, "big.mp4", bytes->data, bytes->len);

  g_assert_no_errno (truncate (g_file_peek_path (file), TACK_VIDEO_BYTES_MAX));
  assert_verdict (file, "");
  g_assert_no_errno (truncate (g_file_peek_path (file), TACK_VIDEO_BYTES_MAX + 1));
  assert_verdict (file, "video-too-big");
  g_assert_no_errno (truncate (g_file_peek_path (file), 0));
  assert_verdict (file, "empty");
}

static void
test_movie_as_shown (void)
{
  TackTestMovie movie
    = { .turn = 90, .width = 1920, .height = 810, .pixel_width = 4, .n_sounds = 1 };
  g_autoptr (GByteArray)    bytes = tack_test_movie_make (&movie);
  g_autoptr (GFile)         file = tack_test_clips_put (clips, "m.mp4", bytes->data, bytes->len);
  g_autoptr (TackMediaInfo) info = tack_inspect (file, NULL);

  g_assert_cmpint (info->width, ==, 810);
  g_assert_cmpint (info->height, ==, 2560);
  g_assert_cmpint (info->duration_ms, ==, 10000);
  g_assert_cmpstr (info->video_codec, ==, "h264");
  g_assert_cmpstr (info->audio_codec, ==, "aac");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media/corpus/encoded", test_encoded);
  g_test_add_func ("/media/corpus/movies", test_movies);
  g_test_add_func ("/media/corpus/bytes", test_bytes);
  g_test_add_func ("/media/corpus/movie-as-shown", test_movie_as_shown);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
