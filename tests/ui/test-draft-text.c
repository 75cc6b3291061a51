/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-draft-text.h"

static TackDraft *
draft_new (TackMediaInfo *info)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/pictures/cup.png");
  TackDraft        *draft = tack_draft_new (file);

  tack_draft_set_info (draft, info);

  return draft;
}

static TackMediaInfo *
info_new (const TackMediaInfo *facts)
{
  TackMediaInfo *info = tack_media_info_new ();

  info->kind = facts->kind;
  info->container = g_strdup (facts->container);
  info->video_codec = g_strdup (facts->video_codec);
  info->width = facts->width;
  info->height = facts->height;
  info->duration_ms = facts->duration_ms;
  info->size = facts->size;

  return info;
}

static void
test_facts (void)
{
  static const struct
  {
    TackMediaInfo info;
    const char   *text;
  } cases[] = {
    { { .kind = TACK_MEDIA_VIDEO,
        .container = (char *) "mp4",
        .video_codec = (char *) "h264",
        .width = 1080,
        .height = 1920,
        .duration_ms = 38400,
        .size = 96000000 },
      "1080 × 1920 · 38 s · H.264 · 96.0\302\240MB" },
    { { .kind = TACK_MEDIA_IMAGE,
        .container = (char *) "png",
        .width = 200,
        .height = 300,
        .size = 1500 },
      "200 × 300 · PNG · 1.5\302\240kB" },
    /* What could not be found out is left out. */
    { { .kind = TACK_MEDIA_VIDEO, .duration_ms = -1, .size = 1500 }, "1.5\302\240kB" },
    { { .kind = TACK_MEDIA_UNKNOWN }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackMediaInfo) info = info_new (&cases[i].info);
      g_autoptr (TackDraft)     draft = draft_new (info);
      g_autofree char          *text = tack_draft_text_facts (draft);

      g_assert_cmpstr (text, ==, cases[i].text);
    }

  /* Of what is sent, and that it is not the file itself. */
  g_autoptr (TackMediaInfo) original = info_new (&cases[1].info);
  g_autoptr (TackMediaInfo) copy = info_new (&cases[2].info);
  g_autoptr (TackDraft)     mended = draft_new (original);
  g_autoptr (GFile)         file = g_file_new_for_path ("/cache/copy.mp4");
  tack_draft_set_mended_file (mended, file, copy);
  g_autofree char *of_copy = tack_draft_text_facts (mended);
  g_assert_cmpstr (of_copy, ==, "1.5\302\240kB · converted copy");

  g_autoptr (TackDraft) fresh = draft_new (NULL);
  g_autofree char      *looking = tack_draft_text_facts (fresh);
  g_assert_cmpstr (looking, ==, "Looking at the file…");

  g_autoptr (TackDraft) web = tack_draft_new_for_image_url ("https://example.com/a.png");
  g_autofree char      *on_web = tack_draft_text_facts (web);
  g_assert_cmpstr (on_web, ==, "A picture on the web");
}

/* A card's second line: the worst, but a board that is still to be chosen is only work to do. */
static void
test_status (void)
{
  static const struct
  {
    gboolean     is_inspected;
    const char  *file_error; /* nullable */
    const char  *board;      /* nullable */
    const char  *link;
    gboolean     is_ad_only;
    const char  *text;
    TackSeverity severity;
  } cases[] = {
    { FALSE, NULL, "Cups", "", FALSE, "Looking…", TACK_SEVERITY_HINT },
    { TRUE, NULL, NULL, "", FALSE, "No board yet", TACK_SEVERITY_WARNING },
    { TRUE, NULL, "Cups", "", FALSE, "Cups", TACK_SEVERITY_HINT },
    { TRUE, "Broken", "Cups", "", FALSE, "Broken", TACK_SEVERITY_ERROR },
    { TRUE, "Broken", NULL, "", FALSE, "Broken", TACK_SEVERITY_ERROR },
    { TRUE, NULL, "Cups", "nowhere", FALSE, "No web address", TACK_SEVERITY_ERROR },
    { TRUE, NULL, NULL, "", TRUE, "Ad-only", TACK_SEVERITY_HINT },
    { TRUE, NULL, "Cups", "", TRUE, "Ad-only", TACK_SEVERITY_HINT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackMediaInfo) info = cases[i].is_inspected ? tack_media_info_new () : NULL;
      TackSeverity              severity;

      if (cases[i].file_error != NULL)
        g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, "broken",
                                                       cases[i].file_error, "It is broken."));
      g_autoptr (TackDraft) draft = draft_new (info);
      tack_draft_set_board (draft, cases[i].board != NULL ? "1" : NULL, cases[i].board);
      tack_draft_set_link (draft, cases[i].link);
      tack_draft_set_ad_only (draft, cases[i].is_ad_only);

      g_autofree char *text = tack_draft_text_status (draft, &severity);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (severity, ==, cases[i].severity);
    }
}

static void
test_cover (void)
{
  static const struct
  {
    gint64      at;
    gint64      key_frame_s;
    const char *path;    /* nullable */
    const char *address; /* nullable */
    const char *text;
    const char *detail; /* nullable */
  } cases[] = {
    { TACK_COVER_AUTO, -1, NULL, NULL, "Cover chosen automatically", "Feeds crop it to 2:3" },
    { 0, -1, NULL, NULL, "Cover at 0:00", "Feeds crop it to 2:3" },
    { 24080, -1, NULL, NULL, "Cover at 0:24", "Feeds crop it to 2:3" },
    /* Each of them counts before the ones above. */
    { 24080, 0, NULL, NULL, "Pinterest takes its frame at 0:00",
      "The nearest key frame of its own copy, by whole seconds." },
    { 24080, 3, "/pictures/über mich.png", NULL, "Cover: über mich.png", NULL },
    { 24080, 3, "/pictures/über mich.png", "https://example.com/a.jpg", "Cover: example.com",
      "Pinterest fetches it when the Pin is published." },
    { 24080, 3, NULL, "no address", "Cover: no address",
      "Pinterest fetches it when the Pin is published." },
  };
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();

  info->kind = TACK_MEDIA_VIDEO;
  info->width = 1080;
  info->height = 1920;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackDraft) draft = draft_new (NULL);
      g_autoptr (GFile) file = cases[i].path != NULL ? g_file_new_for_path (cases[i].path) : NULL;

      tack_draft_set_info (draft, info);
      tack_draft_set_cover_at (draft, cases[i].at);
      tack_draft_set_cover_key_frame (draft, cases[i].key_frame_s);
      tack_draft_set_cover_file (draft, file);
      tack_draft_set_cover_url (draft, cases[i].address);
      g_autofree char *text = tack_draft_text_cover (draft);
      g_autofree char *detail = tack_draft_text_cover_detail (draft);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (detail, ==, cases[i].detail);
    }
}

/* What many share, or how they differ. */
static void
test_common (void)
{
  static const struct
  {
    const char *titles[4];
    const char *text;
    const char *mixed; /* nullable */
  } cases[] = {
    { { NULL }, "", NULL },
    { { "" }, "", NULL },
    { { "Cup" }, "Cup", NULL },
    { { "Cup", "Cup", "Cup" }, "Cup", NULL },
    { { "", "", "" }, "", NULL },
    { { "Cup", "Jug", "Cup" }, "", "Mixed · 2 different" },
    { { "Cup", "Jug", "Pot" }, "", "Mixed · 3 different" },
    { { "Cup", "", "" }, "", "Mixed · 2 empty" },
    { { "Cup", "Jug", "" }, "", "Mixed · 1 empty" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

      for (const char *const *title = cases[i].titles; *title != NULL; title++)
        {
          TackDraft *draft = draft_new (NULL);
          tack_draft_set_title (draft, *title);
          tack_draft_set_board (draft, **title != '\0' ? "1" : NULL,
                                **title != '\0' ? *title : NULL);
          tack_draft_set_ad_only (draft, **title == 'C');
          g_ptr_array_add (drafts, draft);
        }

      /* A text that may be missing counts as one that is empty. */
      static const TackDraftGetText texts[] = { tack_draft_get_title, tack_draft_get_board_name };
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_auto (TackTextValue) value = tack_draft_text_common (drafts, texts[j]);
          g_assert_cmpstr (value.text, ==, cases[i].text);
          g_assert_cmpstr (value.mixed, ==, cases[i].mixed);
        }

      guint n_cups = 0;
      for (const char *const *title = cases[i].titles; *title != NULL; title++)
        n_cups += **title == 'C';
      g_assert_cmpuint (tack_draft_count_true (drafts, "ad-only"), ==, n_cups);
    }
}

typedef struct
{
  gboolean has_location;
  gboolean has_details;
  gboolean is_big;
} Picture;

static TackMediaInfo *
picture_info_new (const Picture *picture)
{
  TackMediaInfo *info = info_new (&(TackMediaInfo){
    .kind = TACK_MEDIA_IMAGE, .container = (char *) "jpeg", .width = 2000, .height = 3000 });

  info->has_location = picture->has_location;
  info->has_details = picture->has_details;
  if (picture->is_big)
    g_ptr_array_add (info->issues,
                     tack_issue_new_mendable (TACK_SEVERITY_WARNING, TACK_MEND_SHRINK, "image-big",
                                              "Large file", "It is large."));

  return info;
}

/* What the switches for pictures are explained with, and whether they are of use at all. */
static void
test_pictures (void)
{
  static const struct
  {
    Picture     pictures[3];
    guint       n_pictures;
    gboolean    is_carousel;
    const char *details; /* nullable */
    const char *bulk;    /* nullable */
  } cases[] = {
    { { { FALSE } }, 1, FALSE, NULL, NULL },
    { { { TRUE, FALSE } }, 1, FALSE, "The file tells where it was taken.", NULL },
    { { { FALSE, TRUE } }, 1, FALSE, "The file tells of camera, time or author.", NULL },
    { { { TRUE, TRUE, TRUE } },
      1,
      FALSE,
      "The file tells where it was taken, and of camera or author.",
      "It is large." },
    { { { FALSE }, { FALSE } }, 2, FALSE, NULL, NULL },
    { { { FALSE }, { FALSE, TRUE, TRUE }, { FALSE } },
      3,
      FALSE,
      "1 of 3 tells of place, camera or author.",
      "1 of 3 has more than 8 MB; Pinterest often fails then." },
    { { { TRUE, FALSE, TRUE }, { FALSE, TRUE, TRUE }, { FALSE } },
      3,
      FALSE,
      "2 of 3 tell of place, camera or author.",
      "2 of 3 have more than 8 MB; Pinterest often fails then." },
    { { { FALSE }, { TRUE, FALSE, TRUE } },
      2,
      TRUE,
      "The file tells where it was taken.",
      "It is large." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) slides = tack_slide_array_new ();
      g_autofree char      *details = NULL;
      g_autofree char      *bulk = NULL;

      for (guint j = 0; j < cases[i].n_pictures; j++)
        {
          g_autoptr (TackMediaInfo) info = picture_info_new (&cases[i].pictures[j]);
          g_autoptr (GFile)         file = g_file_new_for_path ("/pictures/cup.png");
          TackSlide                *slide = tack_slide_new (file, NULL);

          tack_slide_set_info (slide, info);
          g_ptr_array_add (slides, slide);
          if (!cases[i].is_carousel)
            g_ptr_array_add (drafts, draft_new (info));
        }
      if (cases[i].is_carousel)
        g_ptr_array_add (drafts, tack_draft_new_carousel (slides));

      details = tack_draft_text_details (drafts);
      bulk = tack_draft_text_bulk (drafts);
      g_assert_cmpstr (details, ==, cases[i].details);
      g_assert_cmpstr (bulk, ==, cases[i].bulk);
    }
}

static void
test_prepared (void)
{
  static const Picture      pictures[] = { { FALSE }, { TRUE, FALSE } };
  g_autoptr (TackMediaInfo) quiet = picture_info_new (&pictures[0]);
  g_autoptr (TackMediaInfo) located = picture_info_new (&pictures[1]);
  g_autoptr (TackDraft)     draft = draft_new (quiet);
  g_autofree char          *nothing = tack_draft_text_prepared (draft);
  g_autofree char          *something = NULL;
  g_autofree char          *kept = NULL;

  tack_draft_set_info (draft, located);
  something = tack_draft_text_prepared (draft);
  tack_draft_set_keep_details (draft, TRUE);
  kept = tack_draft_text_prepared (draft);

  g_assert_null (nothing);
  g_assert_cmpstr (something, ==,
                   "“cup.png” will be sent without its location; your file stays as it is.");
  g_assert_null (kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft-text/facts", test_facts);
  g_test_add_func ("/draft-text/status", test_status);
  g_test_add_func ("/draft-text/cover", test_cover);
  g_test_add_func ("/draft-text/common", test_common);
  g_test_add_func ("/draft-text/pictures", test_pictures);
  g_test_add_func ("/draft-text/prepared", test_prepared);

  return g_test_run ();
}
