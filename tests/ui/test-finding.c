/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-finding.h"

#include "base/tack-limits.h"
#include "drafts/tack-test-store.h"
#include "media/tack-verdict.h"
#include "tack-ui-fixture.h"

/* What is said of drafts, and which buttons are offered; nothing of them is on disk. */

typedef struct
{
  UiStore        store;
  TackMendQueue *queue;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  ui_store_open (&self->store);
  self->queue = tack_mend_queue_new (self->store.drafts, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->queue);
  ui_store_close (&self->store);
}

static TackMediaInfo *
info_new (TackMediaKind kind, const char *container, const char *codec, gint64 duration_ms)
{
  TackMediaInfo *info = tack_media_info_new ();

  info->kind = kind;
  info->container = g_strdup (container);
  info->video_codec = g_strdup (codec);
  info->width = 1080;
  info->height = 1920;
  info->duration_ms = duration_ms;
  info->size = 1000000;
  tack_verdict_judge (info, "pots");

  return info;
}

static TackDraft *
video_new (const char *container, const char *codec, gint64 duration_ms)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/pots");
  g_autoptr (TackMediaInfo) info = info_new (TACK_MEDIA_VIDEO, container, codec, duration_ms);
  TackDraft                *draft = tack_draft_new (file);

  tack_draft_set_info (draft, info);

  return draft;
}

/* Each finding's title with its buttons, as “Wrong format [_Convert…]*”: a star is suggested. */
static char *
dup_said (GPtrArray *drafts, TackMendQueue *queue)
{
  g_autoptr (GPtrArray) findings = tack_finding_array_new (drafts, queue);
  GString              *said = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TackFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (said, "%s%s", i > 0 ? ", " : "", finding->title);
      for (guint k = 0; k < finding->n_buttons; k++)
        g_string_append_printf (said, " [%s]%s", finding->buttons[k].label,
                                finding->buttons[k].is_suggested ? "*" : "");
    }

  return g_string_free (said, FALSE);
}

static void
test_one (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *container;
    const char *codec;
    gint64      duration_ms;
    gboolean    can_convert;
    const char *said;
  } rows[] = {
    { "mp4", "h264", 20000, TRUE, "" },
    { "mp4", "h265", 20000, TRUE, "H.265 video [_Convert…]" },
    { "webm", "vp9", 20000, TRUE, "Wrong format [_Convert…]* [Choose _Another…], Wrong codec" },
    { "mp4", "h264", 2000, TRUE, "Too short [Make _Longer…]* [Choose _Another…]" },
    { "mp4", "h264", TACK_VIDEO_MS_MAX + 1000, TRUE, "Too long [_Trim…]* [Choose _Another…]" },
    /* Nothing converts here: one may look again, or take another. */
    { "webm", "vp9", 20000, FALSE,
      "Wrong format [_Look Again] [Choose _Another…], Wrong codec [_Look Again]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TackDraft) draft
        = video_new (rows[i].container, rows[i].codec, rows[i].duration_ms);
      g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
      g_autofree char      *said = dup_said (drafts, rows[i].can_convert ? self->queue : NULL);

      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

/* A carousel's pictures are not its own file: none of them can be replaced here. */
static void
test_carousel (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) slides = tack_slide_array_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char          *path = g_strdup_printf ("/nowhere/%u.jpg", i);
      g_autoptr (GFile)         file = g_file_new_for_path (path);
      g_autoptr (TackMediaInfo) info = info_new (TACK_MEDIA_IMAGE, "jpeg", NULL, -1);
      TackSlide                *slide = tack_slide_new (file, NULL);

      g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, "damaged", "Damaged",
                                                     "“%u.jpg” is damaged.", i));
      tack_slide_set_info (slide, info);
      g_ptr_array_add (slides, slide);
    }
  g_autoptr (TackDraft) draft = tack_draft_new_carousel (slides);
  g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
  g_autofree char      *said = dup_said (drafts, self->queue);

  g_assert_nonnull (strstr (said, "Damaged"));
  g_assert_null (strstr (said, "Choose _Another…"));
}

/* Of many, what can be done at once; those of which a part has to be chosen are told apart. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (TackDraft) fine = video_new ("mp4", "h264", 20000);
  g_autoptr (TackDraft) foreign = video_new ("webm", "vp9", 20000);
  g_autoptr (TackDraft) endless = video_new ("webm", "vp9", TACK_VIDEO_MS_MAX * 2);
  g_autoptr (TackDraft) longer = video_new ("mp4", "h264", TACK_VIDEO_MS_MAX + 1000);
  g_autoptr (GPtrArray) drafts = tack_test_list (fine, foreign, endless, longer, NULL);
  g_autofree char      *said = dup_said (drafts, self->queue);
  g_autofree char      *said_without = dup_said (drafts, NULL);

  g_assert_cmpstr (said, ==,
                   "1 video can be mended [_Convert 1 Video], "
                   "2 videos are too long [_Keep the First 15 min]");
  g_assert_cmpstr (said_without, ==, "");
}

void
ui_add_finding_tests (void)
{
#define add(name, func) g_test_add ("/ui/finding/" name, Fixture, NULL, set_up, func, tear_down)
  add ("one", test_one);
  add ("carousel", test_carousel);
  add ("many", test_many);
#undef add
}
