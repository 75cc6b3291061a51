/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <unistd.h>

#include "base/tack-json.h"
#include "drafts/tack-intake.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-clip.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* The @nth Pin's request; @pins keeps it. */
static JsonObject *
get_request (JsonArray *pins, guint nth)
{
  JsonObject *pin = tack_json_get_element_object (pins, nth);

  g_assert_nonnull (pin);

  return tack_json_get_object (pin, "request");
}

static char *
dup_file_sha256 (GFile *file)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  g_assert_nonnull (bytes);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
test_picture (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "a vase.png");
  g_autoptr (JsonArray) pins = NULL;
  g_autofree char      *sum = dup_file_sha256 (file);
  g_autofree char      *tagged = g_strconcat ("sha256:", sum, NULL);
  JsonObject           *source;

  tack_test_session_add (self, file, "A vase");
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 1);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==, 0);

  /* The bytes that arrived are the file's. */
  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "source_type"), ==, "image_base64");
  g_assert_cmpstr (tack_json_get_string (source, "content_type"), ==, "image/png");
  g_assert_cmpstr (tack_json_get_string (source, "data"), ==, tagged);
}

static void
test_texts (TackTestSession *self, gconstpointer data)
{
  static const char *const tags[] = { "111", "222", NULL };
  static const struct
  {
    const char *name;
    const char *value;
  } EXPECTED[] = {
    { "board_id", TACK_TEST_BOARD },
    { "board_section_id", TACK_TEST_SECTION },
    { "title", "A “vase” \xf0\x9f\x8c\xbf" },
    { "description", "Two\nlines, \"quoted\" \\ slashed" },
    { "alt_text", "A vase" },
    { "link", "https://example.com/?a=1&b=2" },
    { "note", "Private" },
  };
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "a.png");
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, EXPECTED[2].value);
  g_autoptr (JsonArray) pins = NULL;
  JsonObject           *request;

  tack_draft_set_section (draft, TACK_TEST_SECTION, "Wheel throwing");
  tack_draft_set_description (draft, EXPECTED[3].value);
  tack_draft_set_alt_text (draft, EXPECTED[4].value);
  tack_draft_set_link (draft, EXPECTED[5].value);
  tack_draft_set_note (draft, EXPECTED[6].value);
  tack_draft_set_product_tags (draft, tags);
  tack_draft_set_idea_ad (draft, TRUE);
  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  request = get_request (pins, 0);
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    g_assert_cmpstr (tack_json_get_string (request, EXPECTED[i].name), ==, EXPECTED[i].value);
  g_assert_cmpuint (json_array_get_length (tack_json_get_array (request, "product_tags")), ==, 2);
  g_assert_false (
    tack_json_get_boolean (tack_json_get_object (request, "media_source"), "is_standard", TRUE));
}

static void
test_ad_only (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "a.png");
  g_autoptr (TackDraft) draft = tack_test_session_draft (self, file, "An ad");
  g_autoptr (JsonArray) pins = NULL;

  tack_draft_set_board (draft, NULL, NULL);
  tack_draft_set_ad_only (draft, TRUE);
  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  g_assert_true (tack_json_get_boolean (get_request (pins, 0), "is_removable", FALSE));
  g_assert_false (json_object_has_member (get_request (pins, 0), "board_id"));
}

static void
test_image_url (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new ("From the web");
  g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
  g_autoptr (JsonArray) pins = NULL;
  JsonObject           *source;

  tack_draft_store_add (tack_session_get_drafts (self->session), drafts);
  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "source_type"), ==, "image_url");
  g_assert_cmpstr (tack_json_get_string (source, "url"), ==, tack_draft_get_image_url (draft));
}

/* A carousel of these pictures, ready and in the store. */
static TackDraft *
add_carousel (TackTestSession *self, GFile *const *files, guint n_files)
{
  g_autoptr (TackInspector) inspector = tack_inspector_new (NULL);
  g_autoptr (GPtrArray)     slides = tack_slide_array_new ();
  g_autoptr (GAsyncResult)  result = NULL;
  TackDraft                *draft;

  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *title = g_strdup_printf ("Picture %u", i);
      TackSlide       *slide = tack_slide_new (files[i], NULL);

      tack_slide_set_title (slide, title);
      tack_slide_set_link (slide, i == 0 ? "https://example.com/0" : "");
      g_ptr_array_add (slides, slide);
    }
  draft = tack_draft_new_carousel (slides);
  tack_draft_set_board (draft, TACK_TEST_BOARD, "Ceramics");
  tack_intake_inspect_async (draft, inspector, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_intake_inspect_finish (result, NULL));

  g_autoptr (GPtrArray) drafts = tack_test_list (draft, NULL);
  tack_draft_store_add (tack_session_get_drafts (self->session), drafts);

  return draft;
}

static void
test_carousel (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     a = tack_test_session_write_picture (self, "a.png");
  g_autoptr (GFile)     b = tack_test_session_write_picture (self, "b.png");
  g_autoptr (GFile)     c = tack_test_session_write_picture (self, "c.png");
  GFile                *files[] = { a, b, c };
  g_autoptr (TackDraft) draft = add_carousel (self, files, G_N_ELEMENTS (files));
  g_autoptr (JsonArray) pins = NULL;
  JsonObject           *source;
  JsonArray            *items;

  tack_draft_set_first_slide (draft, 2);
  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  items = tack_json_get_array (source, "items");
  g_assert_cmpstr (tack_json_get_string (source, "source_type"), ==, "multiple_image_base64");
  g_assert_cmpint (tack_json_get_int (source, "index", 0), ==, 2);
  g_assert_cmpuint (json_array_get_length (items), ==, G_N_ELEMENTS (files));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      JsonObject      *item = tack_json_get_element_object (items, i);
      g_autofree char *title = g_strdup_printf ("Picture %u", i);
      g_autofree char *sum = dup_file_sha256 (files[i]);
      g_autofree char *tagged = g_strconcat ("sha256:", sum, NULL);

      g_assert_cmpstr (tack_json_get_string (item, "title"), ==, title);
      g_assert_cmpstr (tack_json_get_string (item, "data"), ==, tagged);
      g_assert_cmpint (json_object_has_member (item, "link"), ==, i == 0);
    }
}

/* One picture that has changed is named, and nothing is sent. */
static void
test_changed_carousel (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     a = tack_test_session_write_picture (self, "a.png");
  g_autoptr (GFile)     b = tack_test_session_write_picture (self, "b.png");
  GFile                *files[] = { a, b };
  g_autoptr (TackDraft) draft = add_carousel (self, files, G_N_ELEMENTS (files));
  TackJob              *job = tack_test_session_queue (self, draft);

  g_assert_true (
    g_file_replace_contents (b, "other", 5, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_nonnull (strstr (tack_job_get_error (job)->message, "“b.png” has changed"));
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 0);
}

/* A picture with something behind its end, as phones and hiders of words put it there. */
static GFile *
write_talkative (TackTestSession *self, const char *name)
{
  GFile                        *file = tack_test_session_write_picture (self, name);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, NULL);

  g_assert_true (
    g_output_stream_write_all (G_OUTPUT_STREAM (stream), "secret", 6, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));

  return file;
}

static gboolean
is_sent_whole (JsonObject *item, GFile *file)
{
  g_autofree char *sum = dup_file_sha256 (file);
  g_autofree char *tagged = g_strconcat ("sha256:", sum, NULL);

  return g_str_equal (tack_json_get_string (item, "data"), tagged);
}

/* Nothing but the picture, unless the draft says otherwise; of each picture of a carousel, too. */
static void
test_details (TackTestSession *self, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean              is_carousel = i >= 2;
      gboolean              is_kept = i % 2 == 1;
      g_autoptr (GFile)     a = write_talkative (self, "a.png");
      g_autoptr (GFile)     b = write_talkative (self, "b.png");
      GFile                *files[] = { a, b };
      g_autoptr (TackDraft) draft = is_carousel ? add_carousel (self, files, G_N_ELEMENTS (files))
                                                : tack_test_session_draft (self, a, "Picture");
      g_autoptr (JsonArray) pins = NULL;
      JsonObject           *source;

      tack_draft_set_keep_details (draft, is_kept);
      tack_test_session_queue (self, draft);
      tack_test_session_run (self);
      tack_test_session_assert_published (self);

      pins = tack_test_session_dup_pins (self);
      source = tack_json_get_object (get_request (pins, i), "media_source");
      for (guint j = 0; is_carousel && j < G_N_ELEMENTS (files); j++)
        g_assert_cmpint (
          is_sent_whole (tack_json_get_element_object (tack_json_get_array (source, "items"), j),
                         files[j]),
          ==, is_kept);
      if (!is_carousel)
        g_assert_cmpint (is_sent_whole (source, a), ==, is_kept);
    }
}

static TackDraft *
draft_mended (TackTestSession *self, GFile *file, GFile *copy)
{
  g_autoptr (TackDraft) probe = tack_test_session_draft (self, copy, "Probe");
  g_autoptr (GPtrArray) probes = tack_test_list (probe, NULL);
  TackDraft            *draft = tack_test_session_draft (self, file, "Mended");

  tack_draft_set_mended_file (draft, copy, tack_draft_get_info (probe));
  tack_draft_store_remove (tack_session_get_drafts (self->session), probes);

  return draft;
}

/* The copy is sent; it is the file that the history knows. */
static void
test_mended (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_picture (self, "a.png");
  g_autoptr (GFile)     copy = tack_test_session_write_picture (self, "copy.png");
  g_autoptr (TackDraft) draft = draft_mended (self, file, copy);
  g_autoptr (JsonArray) pins = NULL;
  g_autofree char      *sum = dup_file_sha256 (copy);
  g_autofree char      *tagged = g_strconcat ("sha256:", sum, NULL);
  JsonObject           *source;

  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "data"), ==, tagged);
  g_assert_cmpint (tack_test_query_int (tack_draft_store_get_database (
                                          tack_session_get_drafts (self->session)),
                                        "SELECT count (*) FROM history WHERE uri LIKE '%/a.png'"),
                   ==, 1);
}

/* A copy that is gone is said to be, and the file is not sent in its place: it was mended because
 * Pinterest does not take it. */
static void
test_mended_gone (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)         file = tack_test_session_write_picture (self, "a.png");
  g_autoptr (GFile)         copy = tack_test_session_write_picture (self, "copy.png");
  g_autoptr (TackDraft)     draft = draft_mended (self, file, copy);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  TackJob                  *job;

  info->kind = TACK_MEDIA_IMAGE;
  g_ptr_array_add (info->issues,
                   tack_issue_new (TACK_SEVERITY_ERROR, "bad", "Bad", "“a.png” is bad."));
  tack_draft_set_info (draft, info);
  job = tack_test_session_queue (self, draft);
  g_assert_true (g_file_delete (copy, NULL, NULL));

  tack_test_session_run (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_cmpstr (tack_job_get_error (job)->message, ==,
                   "The converted copy of “a.png” is gone. Convert it again.");
  g_assert_null (tack_draft_get_mended_file (draft));

  tack_runner_retry (tack_test_session_get_runner (self), job);
  tack_test_session_wait_idle (self);
  tack_test_assert_state (job, TACK_STATE_FAILED);
  g_assert_cmpstr (tack_job_get_error (job)->message, ==, "“a.png” is bad.");
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 0);
}

/* The frame is Pinterest's to take: none is read here. */
static void
test_key_frame (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_video (self, "film.mp4");
  g_autoptr (TackDraft) draft = NULL;
  g_autoptr (JsonArray) pins = NULL;
  JsonObject           *source;

  if (file == NULL)
    return;

  draft = tack_test_session_draft (self, file, "A film");
  tack_draft_set_cover_key_frame (draft, 3);
  tack_test_session_queue (self, draft);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpint (tack_json_get_int (source, "cover_image_key_frame_time", -1), ==, 3);
  g_assert_false (json_object_has_member (source, "cover_image_data"));
}

static void
test_video (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     file = tack_test_session_write_video (self, "film.mp4");
  g_autoptr (JsonArray) pins = NULL;
  TackJob              *job;
  JsonObject           *source;

  if (file == NULL)
    return;

  job = tack_test_session_add (self, file, "A film");
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==, 1);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);
  tack_test_wait_until (tack_job_get_sent (job) == tack_job_get_total (job));

  /* A cover from the film goes with it, and the bucket has the file byte for byte. */
  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "source_type"), ==, "video_id");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_content_type"), ==, "image/jpeg");
  {
    const char      *media_id = tack_json_get_string (source, "media_id");
    g_autofree char *arrived = tack_demo_server_dup_upload_sha256 (self->server, media_id);
    g_autofree char *sum = dup_file_sha256 (file);

    g_assert_cmpstr (arrived, ==, sum);
  }
}

static void
test_covers (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile)     film = tack_test_session_write_video (self, "film.mp4");
  g_autoptr (GFile)     picture = tack_test_session_write_picture (self, "cover.png");
  g_autofree char      *picture_sum = dup_file_sha256 (picture);
  g_autofree char      *tagged = g_strconcat ("sha256:", picture_sum, NULL);
  g_autoptr (TackDraft) by_file = NULL;
  g_autoptr (TackDraft) by_url = NULL;
  g_autoptr (TackDraft) by_time = NULL;
  g_autoptr (JsonArray) pins = NULL;
  JsonObject           *source;

  if (film == NULL)
    return;

  by_file = tack_test_session_draft (self, film, "File");
  by_url = tack_test_session_draft (self, film, "URL");
  by_time = tack_test_session_draft (self, film, "Time");
  tack_draft_set_cover_file (by_file, picture);
  tack_draft_set_cover_url (by_url, "https://example.com/cover.jpg");
  tack_draft_set_cover_at (by_time, 3000);
  tack_runner_set_max_jobs (tack_test_session_get_runner (self), 1);
  tack_test_session_queue (self, by_file);
  tack_test_session_run (self);
  tack_test_session_queue (self, by_url);
  tack_test_session_wait_idle (self);
  tack_test_session_queue (self, by_time);
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);

  pins = tack_test_session_dup_pins (self);
  source = tack_json_get_object (get_request (pins, 0), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_content_type"), ==, "image/png");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_data"), ==, tagged);
  source = tack_json_get_object (get_request (pins, 1), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_url"), ==,
                   "https://example.com/cover.jpg");
  g_assert_false (json_object_has_member (source, "cover_image_data"));
  source = tack_json_get_object (get_request (pins, 2), "media_source");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_content_type"), ==, "image/jpeg");
}

static int
count_children (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) getpid ());
  g_autoptr (GDir) tasks = g_dir_open (path, 0, NULL);
  const char      *task;
  int              n = 0;

  while ((task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, task, "children", NULL);
      g_autofree char *children = NULL;

      if (g_file_get_contents (file, &children, NULL, NULL))
        for (const char *p = children; *p != '\0'; p++)
          n += *p == ' ';
    }

  return n;
}

/* Pictures and covers are made ready by processes of their own, to the same end. */
static void
test_proxy (TackTestSession *self, gconstpointer data)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          picture = tack_test_session_write_picture (self, "a.png");
  g_autoptr (GFile)          video = tack_test_session_write_video (self, "b.mp4");
  int                        n = count_children ();

  tack_session_set_proxy (self->session, proxy);
  tack_test_session_add (self, picture, "Cup");
  if (video != NULL)
    tack_test_session_add (self, video, "Vase");
  tack_test_session_run (self);
  tack_test_session_assert_published (self);

  g_assert_cmpint (count_children (), >, n);
}

static void
test_slow_processing (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  if (film == NULL)
    return;

  /* However long it takes, asking goes on, and nothing is sent twice. */
  tack_test_session_restart_server (self, 300);
  tack_test_session_add (self, film, "Slow");
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "media/get"), >, 5);
  g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, 1);
}

static void
test_processing_holds_no_place (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  if (film == NULL)
    return;

  /* One place: while Pinterest works on the first film, the second is sent. */
  tack_test_session_restart_server (self, 60 * 1000);
  tack_runner_set_max_jobs (tack_test_session_get_runner (self), 1);
  tack_test_session_add (self, film, "First");
  tack_test_session_add (self, film, "Second");
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count (self, TACK_STATE_PROCESSING) == 2);
  g_assert_cmpuint (self->most_at_once, ==, 1);
  tack_runner_cancel (tack_test_session_get_runner (self), tack_test_session_get_job (self, 0));
  tack_runner_cancel (tack_test_session_get_runner (self), tack_test_session_get_job (self, 1));
}

static void
test_many (TackTestSession *self, gconstpointer data)
{
  guint n_calls = 0;

  /* Every create takes a while, so that more than three would meet. */
  for (guint i = 1; i <= 20; i++)
    tack_test_session_fail (self, "pins/create", i, "late:20");
  tack_runner_set_max_jobs (tack_test_session_get_runner (self), 3);
  tack_test_session_add_pictures (self, 20);
  tack_test_session_run (self);

  tack_test_session_assert_published (self);
  n_calls = tack_test_session_count_calls (self, "pins/create");
  g_assert_cmpuint (n_calls, ==, 20);
  g_assert_cmpuint (self->most_at_once, ==, 3);
}

static void
test_order (TackTestSession *self, gconstpointer data)
{
  g_autoptr (JsonArray) pins = NULL;

  /* The newest Pin stands first on a board: what was first in the queue is made first. */
  tack_runner_set_max_jobs (tack_test_session_get_runner (self), 1);
  tack_test_session_add_pictures (self, 5);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  pins = tack_test_session_dup_pins (self);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u.png", i);

      g_assert_cmpstr (tack_json_get_string (get_request (pins, i), "title"), ==, title);
    }
}

static void
test_added_later (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GFile) file = tack_test_session_write_picture (self, "late.png");

  tack_test_session_run (self);
  tack_test_session_add_pictures (self, 2);
  tack_test_session_wait_idle (self);
  tack_test_session_add (self, file, "Later");
  tack_test_session_wait_idle (self);
  tack_test_session_assert_published (self);
}

static void
test_one_process (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TackSession)  other = NULL;
  g_autoptr (GError)       error = NULL;

  tack_test_session_start (self);
  tack_session_open_async (self->account, self->store, self->clock, NULL, tack_test_store_result,
                           &result);
  tack_test_wait_result (result);
  other = tack_session_open_finish (result, NULL);
  g_assert_nonnull (other);
  g_assert_false (tack_runner_start (tack_session_get_runner (other), &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
  g_assert_false (tack_runner_is_running (tack_session_get_runner (other)));
}

static void
test_cannot_open (TackTestSession *self, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (self->store, "tackboard.db", "store", NULL);
  const struct
  {
    const char    *url;
    const char    *store;
    TackErrorClass error_class;
    const char    *named;
  } CASES[] = {
    { "http://pinterest.example/v5", self->store, TACK_ERROR_FIX, "http://pinterest.example/v5" },
    { "nonsense", self->store, TACK_ERROR_FIX, "nonsense" },
    { NULL, inside, TACK_ERROR_GIVE_UP, inside },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackAccount) account
        = tack_account_new (TACK_HOST_CUSTOM,
                            CASES[i].url != NULL ? CASES[i].url
                                                 : tack_account_get_url (self->account),
                            "token");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError)       error = NULL;

      tack_session_open_async (account, CASES[i].store, self->clock, NULL, tack_test_store_result,
                               &result);
      tack_test_wait_result (result);
      g_assert_null (tack_session_open_finish (result, &error));
      g_assert_error (error, TACK_ERROR, (int) CASES[i].error_class);
      g_assert_nonnull (strstr (error->message, CASES[i].named));
    }
}

static void
test_signed_out (TackTestSession *self, gconstpointer data)
{
  TackJob *job;

  /* A token that nobody gave: nothing is asked, nothing lost. */
  tack_test_session_close (self);
  g_clear_object (&self->account);
  self->account = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->server), NULL);
  tack_test_session_open (self);
  tack_test_session_add_pictures (self, 1);
  tack_test_session_start (self);
  tack_test_wait_until (self->stopped != NULL
                        && !tack_runner_is_busy (tack_test_session_get_runner (self)));
  g_assert_error (self->stopped, TACK_ERROR, TACK_ERROR_SIGN_IN);
  job = tack_test_session_get_job (self, 0);
  tack_test_assert_state (job, TACK_STATE_WAITING);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 0);

  tack_test_session_close (self);
  g_clear_object (&self->account);
  self->account = tack_account_new (TACK_HOST_DEMO, tack_demo_server_get_url (self->server),
                                    tack_demo_server_get_token (self->server));
  tack_test_session_open (self);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish/picture", test_picture },
    { "/publish/texts", test_texts },
    { "/publish/ad-only", test_ad_only },
    { "/publish/image-url", test_image_url },
    { "/publish/carousel", test_carousel },
    { "/publish/changed-carousel", test_changed_carousel },
    { "/publish/details", test_details },
    { "/publish/mended", test_mended },
    { "/publish/mended-gone", test_mended_gone },
    { "/publish/key-frame", test_key_frame },
    { "/publish/video", test_video },
    { "/publish/covers", test_covers },
    { "/publish/proxy", test_proxy },
    { "/publish/slow-processing", test_slow_processing },
    { "/publish/processing-holds-no-place", test_processing_holds_no_place },
    { "/publish/many", test_many },
    { "/publish/order", test_order },
    { "/publish/added-later", test_added_later },
    { "/publish/one-process", test_one_process },
    { "/publish/cannot-open", test_cannot_open },
    { "/publish/signed-out", test_signed_out },
  };

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
