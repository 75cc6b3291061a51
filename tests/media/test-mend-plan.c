/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-plan.h"

#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "media/tack-verdict.h"

#define CUT TACK_MEND_STEP_CUT
#define HOLD TACK_MEND_STEP_HOLD
#define BARS TACK_MEND_STEP_BARS
#define SHRINK TACK_MEND_STEP_SHRINK
#define VIDEO TACK_MEND_STEP_ENCODE_VIDEO
#define SOUND TACK_MEND_STEP_ENCODE_SOUND
#define REWRAP TACK_MEND_STEP_REWRAP

/* A video of ten seconds, 1080 × 1920, H.264 and AAC in MP4, but for what is named. */
typedef struct
{
  const char     *container;
  const char     *video_codec;
  const char     *audio_codec; /* "": no sound */
  int             width;
  int             height;
  gint64          duration_ms;
  gint64          size;
  TackMediaTraits traits;
} Facts;

static TackMediaInfo *
new_info (const Facts *facts)
{
  TackMediaInfo *info = tack_media_info_new ();
  const char    *sound = facts->audio_codec != NULL ? facts->audio_codec : "aac";

  info->kind = TACK_MEDIA_VIDEO;
  info->container = g_strdup (facts->container != NULL ? facts->container : "mp4");
  info->video_codec = g_strdup (facts->video_codec != NULL ? facts->video_codec : "h264");
  info->audio_codec = *sound != '\0' ? g_strdup (sound) : NULL;
  info->width = facts->width != 0 ? facts->width : 1080;
  info->height = facts->height != 0 ? facts->height : 1920;
  info->duration_ms = facts->duration_ms != 0 ? facts->duration_ms : 10000;
  info->size = facts->size != 0 ? facts->size : 1000000;
  info->traits = facts->traits;
  tack_verdict_judge (info, "cup.mp4");

  return info;
}

static const struct
{
  Facts         facts;
  gint64        from_ms;
  gint64        to_ms;
  TackMendSteps steps;
  int           width; /* of what is encoded */
  int           height;
  gint64        length_ms;
} cases[] = {
  /* Nothing to mend. */
  { { 0 }, 0, -1, 0, 0, 0, 10000 },
  { { .container = "mov", .audio_codec = "" }, 0, -1, 0, 0, 0, 10000 },
  { { .width = 3840, .height = 2160 }, 0, -1, 0, 0, 0, 10000 },
  { { .width = 1200, .height = 628 }, 0, -1, 0, 0, 0, 10000 },
  { { 0 }, 0, 10000, 0, 0, 0, 10000 },
  { { 0 }, 0, 99000, 0, 0, 0, 10000 },
  /* What is right already is not encoded anew. */
  { { .container = "mkv" }, 0, -1, REWRAP, 0, 0, 10000 },
  { { .traits = TACK_MEDIA_FRAGMENTED }, 0, -1, REWRAP, 0, 0, 10000 },
  { { .traits = TACK_MEDIA_INDEX_LAST }, 0, -1, REWRAP, 0, 0, 10000 },
  { { .audio_codec = "mp3" }, 0, -1, SOUND, 0, 0, 10000 },
  { { .container = "mkv", .audio_codec = "opus" }, 0, -1, SOUND | REWRAP, 0, 0, 10000 },
  /* Files that do not say when each frame is shown. */
  { { .container = "avi" }, 0, -1, SOUND | VIDEO, 1080, 1920, 10000 },
  { { .container = "mkv", .duration_ms = -1 }, 0, -1, SOUND | VIDEO, 1080, 1920, -1 },
  /* Codec and colours. */
  { { .video_codec = "h265" }, 0, -1, SOUND | VIDEO, 1080, 1920, 10000 },
  { { .video_codec = "vp9", .audio_codec = "" }, 0, -1, VIDEO, 1080, 1920, 10000 },
  { { .traits = TACK_MEDIA_HDR, .audio_codec = "" }, 0, -1, VIDEO, 1080, 1920, 10000 },
  { { .traits = TACK_MEDIA_INTERLACED, .audio_codec = "" }, 0, -1, VIDEO, 1080, 1920, 10000 },
  { { .size = TACK_VIDEO_BYTES_MAX + 1, .audio_codec = "" }, 0, -1, VIDEO, 1080, 1920, 10000 },
  /* Pixels. */
  { { .video_codec = "vp9", .audio_codec = "", .width = 3840, .height = 2160 },
    0,
    -1,
    VIDEO | SHRINK,
    1920,
    1080,
    10000 },
  { { .video_codec = "vp9", .audio_codec = "", .width = 853, .height = 481 },
    0,
    -1,
    VIDEO,
    854,
    482,
    10000 },
  { { .video_codec = "vp9", .audio_codec = "", .width = 5, .height = 8 },
    0,
    -1,
    VIDEO,
    16,
    16,
    10000 },
  /* Shape. */
  { { .audio_codec = "", .width = 900, .height = 300 }, 0, -1, VIDEO | BARS, 900, 472, 10000 },
  { { .audio_codec = "", .width = 301, .height = 900 }, 0, -1, VIDEO | BARS, 450, 900, 10000 },
  { { .audio_codec = "", .width = 9000, .height = 100 },
    0,
    -1,
    VIDEO | BARS | SHRINK,
    2062,
    1080,
    10000 },
  { { .audio_codec = "", .width = 2, .height = 8000 },
    0,
    -1,
    VIDEO | BARS | SHRINK,
    1080,
    2160,
    10000 },
  /* Length. */
  { { .audio_codec = "", .duration_ms = 3999 }, 0, -1, VIDEO | HOLD, 1080, 1920, 4100 },
  { { .audio_codec = "", .duration_ms = 1 }, 0, -1, VIDEO | HOLD, 1080, 1920, 4100 },
  { { 0 }, 1000, -1, CUT | VIDEO | SOUND, 1080, 1920, 9000 },
  { { 0 }, 0, 9999, CUT | VIDEO | SOUND, 1080, 1920, 9999 },
  { { 0 }, 1000, 2000, CUT | HOLD | VIDEO | SOUND, 1080, 1920, 4100 },
  { { .duration_ms = 16 * 60 * 1000 },
    60000,
    60000 + TACK_VIDEO_MS_MAX,
    CUT | VIDEO | SOUND,
    1080,
    1920,
    TACK_VIDEO_MS_MAX - TACK_MEND_MARGIN_MS },
};

static void
test_plan (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackMediaInfo) info = new_info (&cases[i].facts);
      g_autoptr (GError)        error = NULL;
      TackMendPlan              plan;

      g_test_message ("case %u", i);
      tack_mend_plan (info, "cup.mp4", cases[i].from_ms, cases[i].to_ms, &plan, &error);
      g_assert_no_error (error);
      g_assert_cmpint (plan.steps, ==, cases[i].steps);
      g_assert_cmpint (plan.width, ==, cases[i].width);
      g_assert_cmpint (plan.height, ==, cases[i].height);
      g_assert_cmpint (plan.length_ms, ==, cases[i].length_ms);

      g_autofree char *sentence = tack_mend_plan_dup_sentence (&plan, "cup.mp4");
      g_assert_cmpint (sentence != NULL, ==, cases[i].steps != 0);
    }
}

/* What the verdict offers to mend is mended, trait by trait. */
static void
test_offers (void)
{
  for (guint bit = 1; bit <= TACK_MEDIA_TRUNCATED; bit <<= 1)
    {
      Facts                     facts = { .width = 1080, .height = 1080, .traits = bit };
      g_autoptr (TackMediaInfo) info = new_info (&facts);
      const TackIssue          *issue = g_ptr_array_index (info->issues, 0);
      TackMendPlan              plan;

      g_test_message ("%s", issue->code);
      g_assert_cmpuint (info->issues->len, ==, 1);
      if (issue->mend != TACK_MEND_NONE)
        {
          g_assert_true (tack_mend_plan (info, "cup.mp4", 0, -1, &plan, NULL));
          g_assert_cmpint (plan.steps, !=, 0);
        }
    }
}

/* Whatever goes in: what comes out is even, of an allowed shape, and small enough for the longest
 * video. */
static void
test_sizes (void)
{
  static const int sides[] = { 1, 3, 16, 97, 240, 719, 1080, 1919, 2160, 4321, 8192 };

  for (guint i = 0; i < G_N_ELEMENTS (sides) * G_N_ELEMENTS (sides); i++)
    {
      Facts                     facts = { .video_codec = "vp9",
                                          .width = sides[i % G_N_ELEMENTS (sides)],
                                          .height = sides[i / G_N_ELEMENTS (sides)] };
      g_autoptr (TackMediaInfo) info = new_info (&facts);
      TackMendPlan              plan;

      g_test_message ("%d × %d", facts.width, facts.height);
      g_assert_true (tack_mend_plan (info, "cup.mp4", 0, -1, &plan, NULL));
      g_assert_cmpint (plan.width % 2, ==, 0);
      g_assert_cmpint (plan.height % 2, ==, 0);
      g_assert_cmpint (MIN (plan.width, plan.height), <=, TACK_MEND_SIDE_MAX);
      g_assert_cmpint (MIN (plan.width, plan.height), >=, 16);
      g_assert_cmpfloat ((double) plan.width / plan.height, >=,
                         TACK_VIDEO_RATIO_MIN - TACK_VIDEO_RATIO_SLACK);
      g_assert_cmpfloat ((double) plan.width / plan.height, <=,
                         TACK_VIDEO_RATIO_MAX + TACK_VIDEO_RATIO_SLACK);
      g_assert_cmpint ((gint64) plan.kbit * 1000 / 8 * TACK_VIDEO_MS_MAX / 1000, <,
                       TACK_VIDEO_BYTES_MAX * 2 / 3);
    }
}

static void
test_impossible (void)
{
  static const struct
  {
    Facts       facts;
    gint64      from_ms;
    gint64      to_ms;
    const char *says;
  } impossible[] = {
    { { .duration_ms = 16 * 60 * 1000 }, 0, -1, "choose a part of it" },
    { { .duration_ms = 40 * 60 * 1000 }, 0, 16 * 60 * 1000, "is 16:00 long: choose" },
    { { 0 }, 10000, -1, "Nothing is left of “cup.mp4”" },
    { { 0 }, 5000, 5000, "Nothing is left" },
    { { 0 }, 5000, 4000, "Nothing is left" },
    { { .traits = TACK_MEDIA_ENCRYPTED }, 0, -1, "protected against copying" },
    { { .traits = TACK_MEDIA_PAST_END }, 0, -1, "Copy it again." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    {
      g_autoptr (TackMediaInfo) info = new_info (&impossible[i].facts);
      g_autoptr (GError)        error = NULL;
      TackMendPlan              plan;

      g_test_message ("case %u", i);
      g_assert_false (tack_mend_plan (info, "cup.mp4", impossible[i].from_ms, impossible[i].to_ms,
                                      &plan, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, impossible[i].says));
    }
}

static void
test_no_video (void)
{
  g_autoptr (TackMediaInfo) picture = tack_media_info_new ();
  g_autoptr (GError)        error = NULL;
  TackMendPlan              plan;

  picture->kind = TACK_MEDIA_IMAGE;
  g_assert_false (tack_mend_plan (picture, "cup.jpg", 0, -1, &plan, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "“cup.jpg” is not a video.");
}

static void
test_sentence (void)
{
  const TackMendPlan plan = { .steps = CUT | HOLD | BARS | VIDEO | SOUND };
  g_autofree char   *sentence = tack_mend_plan_dup_sentence (&plan, "cup.mp4");

  g_assert_cmpstr (sentence, ==,
                   "“cup.mp4” becomes an MP4 file: cut to your points, with its last picture held "
                   "until it is 4 s long, with bars at its edges, encoded as H.264, with its "
                   "sound as AAC; your file stays as it is.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mend-plan/plan", test_plan);
  g_test_add_func ("/mend-plan/offers", test_offers);
  g_test_add_func ("/mend-plan/sizes", test_sizes);
  g_test_add_func ("/mend-plan/impossible", test_impossible);
  g_test_add_func ("/mend-plan/no-video", test_no_video);
  g_test_add_func ("/mend-plan/sentence", test_sentence);

  return g_test_run ();
}
