/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-plan.h"

#include "base/tack-limits.h"

static const struct
{
  TackPictureFacts facts;
  TackPictureSteps steps;
  const char      *code;  /* NULL: nothing is said */
  const char      *words; /* of the sentence */
} cases[] = {
  { { "jpeg", 1000, 1000, 1500 }, 0, NULL },
  { { "png", TACK_IMAGE_BYTES_MAX, 9000, 9000 }, 0, NULL },
  { { "jpeg", 1000, 1000, 1500, TRUE },
    TACK_PICTURE_TURN,
    "image-prepared",
    "“cat” will be sent turned upright; " },
  { { "jpeg", 1000, 1000, 1500, TRUE, TRUE, TRUE },
    TACK_PICTURE_TURN | TACK_PICTURE_REMOVE_LOCATION | TACK_PICTURE_REMOVE_DETAILS,
    "image-prepared",
    "turned upright, without its location, without details" },
  { { "jpeg", 1000, 1000, 1500, FALSE, FALSE, TRUE },
    TACK_PICTURE_REMOVE_DETAILS,
    "image-prepared",
    "without details" },
  { { "jpeg", TACK_IMAGE_BYTES_MAX + 1, 1000, 1500 },
    TACK_PICTURE_SHRINK,
    "image-prepared",
    "made smaller" },
  { { "png", TACK_IMAGE_BYTES_MAX + 1, 1000, 1500 },
    TACK_PICTURE_SHRINK | TACK_PICTURE_CONVERT,
    "image-converted",
    "made smaller, as JPEG or PNG" },
  { { "png", 1000, 1000, 1500, TRUE },
    TACK_PICTURE_TURN | TACK_PICTURE_CONVERT,
    "image-converted",
    "turned upright, as JPEG or PNG" },
  { { "webp", 1000, 1000, 1500 }, TACK_PICTURE_CONVERT, "image-converted", "as JPEG or PNG" },
  { { NULL, 1000, 1000, 1500 }, TACK_PICTURE_CONVERT, "image-converted", "as JPEG or PNG" },
  /* A BMP says nothing of how large a JPEG it makes. */
  { { "bmp", TACK_IMAGE_BYTES_MAX * 5, 5000, 7000 },
    TACK_PICTURE_CONVERT,
    "image-converted",
    "as JPEG or PNG" },
  { { "tiff", 1000, 30000, 30000 },
    TACK_PICTURE_SHRINK | TACK_PICTURE_CONVERT,
    "image-converted",
    "made smaller, as JPEG or PNG" },
};

static void
test_plan (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TackPictureSteps      steps = tack_picture_plan (&cases[i].facts);
      g_autoptr (TackIssue) issue = tack_picture_plan_to_issue (steps, "cat");

      g_test_message ("case %u", i);
      g_assert_cmpint (steps, ==, cases[i].steps);
      g_assert_cmpstr (issue != NULL ? issue->code : NULL, ==, cases[i].code);
      if (issue != NULL)
        {
          g_assert_cmpint (issue->severity, ==, TACK_SEVERITY_HINT);
          g_assert_nonnull (strstr (issue->message, cases[i].words));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/picture-plan/plan", test_plan);

  return g_test_run ();
}
