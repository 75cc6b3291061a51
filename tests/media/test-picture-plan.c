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

  TackPictureOptions options;
} cases[] = {
  { { "jpeg", 1000, 1000, 1500 }, 0, NULL },
  { { "png", TACK_IMAGE_BYTES_MAX, 9000, 9000 }, 0, NULL },
  { { "jpeg", 1000, 1000, 1500, TRUE },
    TACK_PICTURE_TURN,
    "image-prepared",
    "“cat” will be sent turned upright; " },
  { { "jpeg", 1000, 1000, 1500, TRUE, FALSE, TRUE, TRUE },
    TACK_PICTURE_TURN | TACK_PICTURE_REMOVE_LOCATION | TACK_PICTURE_REMOVE_DETAILS,
    "image-prepared",
    "turned upright, without its location, without details" },
  { { "jpeg", 1000, 1000, 1500, FALSE, FALSE, FALSE, TRUE },
    TACK_PICTURE_REMOVE_DETAILS,
    "image-prepared",
    "without details" },
  { { "jpeg", 1000, 1000, 1500, FALSE, TRUE },
    TACK_PICTURE_TO_RGB,
    "image-prepared",
    "sent in the colours of screens; " },
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
  /* What the person chose. */
  { { "jpeg", 1000, 1000, 1500, FALSE, FALSE, TRUE, TRUE },
    0,
    NULL,
    NULL,
    TACK_PICTURE_KEEP_DETAILS },
  { { "jpeg", 1000, 1000, 1500, TRUE, FALSE, TRUE, TRUE },
    TACK_PICTURE_TURN,
    "image-prepared",
    "will be sent turned upright; ",
    TACK_PICTURE_KEEP_DETAILS },
  { { "jpeg", TACK_IMAGE_BYTES_ADVISED, 5000, 5000 },
    0,
    NULL,
    NULL,
    TACK_PICTURE_SHRINK_TO_ADVISED },
  { { "jpeg", TACK_IMAGE_BYTES_ADVISED + 1, 5000, 5000 },
    TACK_PICTURE_SHRINK,
    "image-prepared",
    "made smaller",
    TACK_PICTURE_SHRINK_TO_ADVISED },
};

static TackMediaInfo *
info_new (const TackPictureFacts *facts)
{
  TackMediaInfo *info = tack_media_info_new ();

  info->kind = TACK_MEDIA_IMAGE;
  info->container = g_strdup (facts->container);
  info->size = facts->size;
  info->width = facts->width;
  info->height = facts->height;
  info->is_turned = facts->is_turned;
  info->is_cmyk = facts->is_cmyk;
  info->has_location = facts->has_location;
  info->has_details = facts->has_details;

  return info;
}

static void
test_plan (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackMediaInfo) info = info_new (&cases[i].facts);
      g_autoptr (GPtrArray)     issues = tack_issue_array_new ();
      const TackIssue          *issue;

      g_test_message ("case %u", i);
      g_assert_cmpint (tack_picture_plan (&cases[i].facts, cases[i].options), ==, cases[i].steps);
      tack_picture_plan_add_issues (info, cases[i].options, "cat", issues);
      g_assert_cmpuint (issues->len, ==, cases[i].code != NULL ? 1 : 0);
      if (cases[i].code == NULL)
        continue;

      issue = g_ptr_array_index (issues, 0);
      g_assert_cmpstr (issue->code, ==, cases[i].code);
      g_assert_cmpint (issue->severity, ==, TACK_SEVERITY_HINT);
      g_assert_nonnull (strstr (issue->message, cases[i].words));
    }
}

/* What is mended is not warned of; everything else stays said, of whatever file. */
static void
test_verdict (void)
{
  static const struct
  {
    TackMediaKind      kind;
    TackPictureOptions options;
    const char        *codes;
  } CASES_OF_VERDICT[] = {
    { TACK_MEDIA_IMAGE, 0, "image-big image-shape" },
    { TACK_MEDIA_IMAGE, TACK_PICTURE_SHRINK_TO_ADVISED, "image-shape image-prepared" },
    { TACK_MEDIA_IMAGE, TACK_PICTURE_KEEP_DETAILS, "image-big image-shape" },
    { TACK_MEDIA_VIDEO, 0, "image-big image-shape" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES_OF_VERDICT); i++)
    {
      g_autoptr (TackMediaInfo) info
        = info_new (&(TackPictureFacts){ "jpeg", TACK_IMAGE_BYTES_MAX, 4000, 4000 });
      g_autoptr (GPtrArray) issues = tack_issue_array_new ();
      g_autoptr (GPtrArray) codes = g_ptr_array_new ();
      g_autofree char      *found = NULL;

      info->kind = CASES_OF_VERDICT[i].kind;
      g_ptr_array_add (info->issues,
                       tack_issue_new_mendable (TACK_SEVERITY_WARNING, TACK_MEND_SHRINK,
                                                "image-big", "Large", "It is large."));
      g_ptr_array_add (info->issues,
                       tack_issue_new (TACK_SEVERITY_HINT, "image-shape", "Shape", "It is odd."));
      tack_picture_plan_add_issues (info, CASES_OF_VERDICT[i].options, "cat", issues);
      for (guint j = 0; j < issues->len; j++)
        g_ptr_array_add (codes, (gpointer) ((TackIssue *) issues->pdata[j])->code);
      g_ptr_array_add (codes, NULL);
      found = g_strjoinv (" ", (char **) codes->pdata);
      g_assert_cmpstr (found, ==, CASES_OF_VERDICT[i].codes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/picture-plan/plan", test_plan);
  g_test_add_func ("/media/picture-plan/verdict", test_verdict);

  return g_test_run ();
}
