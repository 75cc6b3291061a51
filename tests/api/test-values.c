/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-account-info.h"
#include "api/tack-board.h"
#include "api/tack-media-upload.h"
#include "api/tack-pin.h"
#include "api/tack-section.h"
#include "base/tack-json.h"

#include "tack-test-api.h"

/* Every field of the contract that is a text, so that one loop can try each with nonsense. */
#define NONSENSE "null", "7", "true", "[]", "{}", "[null,7]", "{\"url\":[]}", "\"\\u0000\""

static JsonObject *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = tack_test_parse (text);

  return json_node_dup_object (node);
}

static void
assert_time (GDateTime *time, const char *expected)
{
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_board (void)
{
  g_autoptr (JsonObject) object
    = parse_object ("{\"id\":\"549755885175\",\"name\":\"Summer\",\"description\":\"Recipes\","
                    "\"privacy\":\"SECRET\",\"is_ads_only\":true,\"pin_count\":5,"
                    "\"follower_count\":13,\"collaborator_count\":17,"
                    "\"created_at\":\"2020-01-01T20:10:40-00:00\","
                    "\"board_pins_modified_at\":\"2020-02-01T00:00:00\","
                    "\"owner\":{\"username\":\"marlene\"},"
                    "\"media\":{\"image_cover_url\":\"https://a.example/c.jpg\","
                    "\"pin_thumbnail_urls\":[\"https://a.example/1.jpg\",7,null,"
                    "\"https://a.example/2.jpg\"]},\"new_field\":[1]}");
  g_autoptr (TackBoard) board = tack_board_new_from_json (object);

  g_assert_cmpstr (tack_board_get_id (board), ==, "549755885175");
  g_assert_cmpstr (tack_board_get_name (board), ==, "Summer");
  g_assert_cmpstr (tack_board_get_description (board), ==, "Recipes");
  g_assert_cmpint (tack_board_get_privacy (board), ==, TACK_PRIVACY_SECRET);
  g_assert_cmpstr (tack_board_get_privacy_name (board), ==, "SECRET");
  g_assert_true (tack_board_is_ads_only (board));
  g_assert_cmpint (tack_board_get_pin_count (board), ==, 5);
  g_assert_cmpint (tack_board_get_follower_count (board), ==, 13);
  g_assert_cmpint (tack_board_get_collaborator_count (board), ==, 17);
  g_assert_cmpstr (tack_board_get_owner (board), ==, "marlene");
  g_assert_cmpstr (tack_board_get_cover_url (board), ==, "https://a.example/c.jpg");
  g_assert_cmpuint (g_strv_length ((GStrv) tack_board_get_thumbnail_urls (board)), ==, 2);
  assert_time (tack_board_get_created_at (board), "2020-01-01T20:10:40Z");
  assert_time (tack_board_get_modified_at (board), "2020-02-01T00:00:00Z");
  g_assert_true (json_object_has_member (tack_board_get_json (board), "new_field"));
}

static void
test_pin (void)
{
  g_autoptr (JsonObject) object
    = parse_object ("{\"id\":\"813744226420795884\",\"title\":\"Vase\",\"description\":\"Tall\","
                    "\"link\":\"https://a.example/\",\"alt_text\":\"A vase\",\"note\":\"mine\","
                    "\"board_id\":\"1\",\"board_section_id\":\"2\",\"parent_pin_id\":\"3\","
                    "\"board_owner\":{\"username\":\"marlene\"},\"creative_type\":\"COLLAGE\","
                    "\"dominant_color\":\"#6E7874\",\"is_standard\":false,\"is_removable\":true,"
                    "\"is_owner\":true,\"has_been_promoted\":true,"
                    "\"product_tags\":[{\"pin_id\":\"4\"},{},null,{\"pin_id\":\"5\"}],"
                    "\"pin_metrics\":{\"90d\":{\"impression\":7}},"
                    "\"created_at\":\"2020-01-01T20:10:40\","
                    "\"media\":{\"media_type\":\"image\"}}");
  g_autoptr (TackPin) pin = tack_pin_new_from_json (object);
  const struct
  {
    const char *text;
    const char *expected;
  } TEXTS[] = {
    { tack_pin_get_id (pin), "813744226420795884" },
    { tack_pin_get_title (pin), "Vase" },
    { tack_pin_get_description (pin), "Tall" },
    { tack_pin_get_link (pin), "https://a.example/" },
    { tack_pin_get_alt_text (pin), "A vase" },
    { tack_pin_get_note (pin), "mine" },
    { tack_pin_get_board_id (pin), "1" },
    { tack_pin_get_section_id (pin), "2" },
    { tack_pin_get_parent_pin_id (pin), "3" },
    { tack_pin_get_board_owner (pin), "marlene" },
    { tack_pin_get_creative_type (pin), "COLLAGE" },
    { tack_pin_get_dominant_color (pin), "#6E7874" },
    { tack_pin_get_product_tags (pin)[0], "4" },
    { tack_pin_get_product_tags (pin)[1], "5" },
    { tack_pin_get_product_tags (pin)[2], NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_assert_cmpstr (TEXTS[i].text, ==, TEXTS[i].expected);
  g_assert_false (tack_pin_is_standard (pin));
  g_assert_true (tack_pin_is_removable (pin));
  g_assert_true (tack_pin_is_owner (pin));
  g_assert_true (tack_pin_has_been_promoted (pin));
  g_assert_true (json_object_has_member (tack_pin_get_metrics (pin), "90d"));
  g_assert_cmpint (tack_pin_media_get_kind (tack_pin_get_media (pin)), ==, TACK_PIN_MEDIA_IMAGE);
  assert_time (tack_pin_get_created_at (pin), "2020-01-01T20:10:40Z");
}

static void
test_account (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_test_server_answer (server, 200, NULL,
                           "{\"id\":\"1\",\"username\":\"marlene\",\"account_type\":\"PINNER\","
                           "\"business_name\":null,\"about\":\"Clay\",\"website_url\":\"w\","
                           "\"profile_image\":\"p\",\"board_count\":14,\"pin_count\":339,"
                           "\"follower_count\":10,\"following_count\":347,"
                           "\"monthly_views\":163}");
  tack_account_info_get_async (client, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (client, result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tack_account_info_get_account_type (info), ==, "PINNER");
  g_assert_null (tack_account_info_get_business_name (info));
  g_assert_cmpstr (tack_account_info_get_about (info), ==, "Clay");
  g_assert_cmpstr (tack_account_info_get_website_url (info), ==, "w");
  g_assert_cmpstr (tack_account_info_get_profile_image (info), ==, "p");
  g_assert_cmpint (tack_account_info_get_board_count (info), ==, 14);
  g_assert_cmpint (tack_account_info_get_pin_count (info), ==, 339);
  g_assert_cmpint (tack_account_info_get_follower_count (info), ==, 10);
  g_assert_cmpint (tack_account_info_get_following_count (info), ==, 347);
  g_assert_cmpint (tack_account_info_get_monthly_views (info), ==, 163);
  g_assert_cmpint (json_object_get_size (tack_account_info_get_json (info)), ==, 12);
}

#define IMAGES                                                                                     \
  "\"images\":{\"1200x\":{\"width\":1200,\"height\":1800,\"url\":\"https://a.example/1200\"},"     \
  "\"150x150\":{\"width\":150,\"height\":150,\"url\":\"https://a.example/150\"},"                  \
  "\"600x\":{\"width\":null,\"height\":null,\"url\":\"https://a.example/600\"},"                   \
  "\"400x300\":{\"width\":400,\"height\":300,\"url\":null},\"new\":7}"

/* Every kind of media, what a grid finds to show of it, and what there is of a video. */
static void
test_media (void)
{
  static const struct
  {
    const char      *json;
    TackPinMediaKind kind;
    const char      *kind_name;
    guint            n_images;
    guint            n_items;
    const char      *at_200; /* what is found for 200 pixels */
    const char      *at_9999;
    gint64           duration_ms;
  } CASES[] = {
    { "{\"media_type\":\"image\"," IMAGES "}", TACK_PIN_MEDIA_IMAGE, "image", 3, 0,
      "https://a.example/600", "https://a.example/1200", -1 },
    { "{\"media_type\":\"video\",\"cover_image_url\":\"https://a.example/"
      "c\",\"duration\":15100.5,"
      "\"width\":720,\"height\":1280,\"video_url\":\"https://a.example/v\"," IMAGES "}",
      TACK_PIN_MEDIA_VIDEO, "video", 3, 0, "https://a.example/600", "https://a.example/1200",
      15100 },
    /* Just created. */
    { "{\"media_type\":\"video\",\"cover_image_url\":\"https://a.example/c\",\"duration\":null,"
      "\"width\":null,\"height\":null,\"images\":null}",
      TACK_PIN_MEDIA_VIDEO, "video", 1, 0, "https://a.example/c", "https://a.example/c", -1 },
    { "{\"media_type\":\"multiple_images\",\"items\":[{\"item_type\":\"image\",\"title\":"
      "\"One\"," //
      IMAGES "},{\"images\":{}},null,7]}",
      TACK_PIN_MEDIA_MULTIPLE_IMAGES, "multiple_images", 0, 2, "https://a.example/600",
      "https://a.example/1200", -1 },
    { "{\"media_type\":\"multiple_videos\",\"items\":[{\"cover_image_url\":\"https://a.example/"
      "d\","
      "\"duration\":5}]}",
      TACK_PIN_MEDIA_MULTIPLE_VIDEOS, "multiple_videos", 0, 1, "https://a.example/d",
      "https://a.example/d", -1 },
    { "{\"media_type\":\"multiple_mixed\",\"items\":[]}", TACK_PIN_MEDIA_MULTIPLE_MIXED,
      "multiple_mixed", 0, 0, NULL, NULL, -1 },
    { "{\"media_type\":\"hologram\",\"duration\":1e300}", TACK_PIN_MEDIA_OTHER, "hologram", 0, 0,
      NULL, NULL, -1 },
    { "{}", TACK_PIN_MEDIA_OTHER, NULL, 0, 0, NULL, NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonObject)   object = parse_object (CASES[i].json);
      g_autoptr (TackPinMedia) media = tack_pin_media_new_from_json (object);
      const TackImage         *at_200 = tack_pin_media_find_image (media, 200);
      const TackImage         *at_9999 = tack_pin_media_find_image (media, 9999);

      g_test_message ("%s", CASES[i].json);
      g_assert_cmpint (tack_pin_media_get_kind (media), ==, CASES[i].kind);
      g_assert_cmpstr (tack_pin_media_get_kind_name (media), ==, CASES[i].kind_name);
      g_assert_cmpuint (tack_pin_media_get_n_images (media), ==, CASES[i].n_images);
      g_assert_cmpuint (tack_pin_media_get_n_items (media), ==, CASES[i].n_items);
      g_assert_cmpstr (at_200 != NULL ? at_200->url : NULL, ==, CASES[i].at_200);
      g_assert_cmpstr (at_9999 != NULL ? at_9999->url : NULL, ==, CASES[i].at_9999);
      g_assert_cmpint (tack_pin_media_get_duration_ms (media), ==, CASES[i].duration_ms);
    }
}

static void
test_media_details (void)
{
  g_autoptr (JsonObject) object = parse_object (
    "{\"media_type\":\"multiple_mixed\",\"items\":[{\"title\":\"One\",\"description\":\"Tall\","
    "\"link\":\"https://a.example/\"," IMAGES "},{\"cover_image_url\":\"https://a.example/c\","
    "\"video_url\":\"https://a.example/v\",\"width\":720,\"height\":1280}]}");
  g_autoptr (TackPinMedia) media = tack_pin_media_new_from_json (object);
  TackPinMedia            *picture = tack_pin_media_get_item (media, 0);
  TackPinMedia            *video = tack_pin_media_get_item (media, 1);

  g_assert_cmpint (tack_pin_media_get_kind (picture), ==, TACK_PIN_MEDIA_IMAGE);
  g_assert_cmpstr (tack_pin_media_get_title (picture), ==, "One");
  g_assert_cmpstr (tack_pin_media_get_description (picture), ==, "Tall");
  g_assert_cmpstr (tack_pin_media_get_link (picture), ==, "https://a.example/");
  g_assert_cmpint (tack_pin_media_get_image (picture, 0)->width, ==, 150);
  g_assert_cmpint (tack_pin_media_get_image (picture, 0)->height, ==, 150);
  g_assert_cmpint (tack_pin_media_get_image (picture, 1)->width, ==, 600);
  g_assert_cmpint (tack_pin_media_get_image (picture, 2)->height, ==, 1800);

  g_assert_cmpint (tack_pin_media_get_kind (video), ==, TACK_PIN_MEDIA_VIDEO);
  g_assert_cmpstr (tack_pin_media_get_cover_url (video), ==, "https://a.example/c");
  g_assert_cmpstr (tack_pin_media_get_video_url (video), ==, "https://a.example/v");
  g_assert_cmpint (tack_pin_media_get_width (video), ==, 720);
  g_assert_cmpint (tack_pin_media_get_height (video), ==, 1280);
}

static void
test_upload (void)
{
  static const struct
  {
    const char     *json;
    TackMediaStatus status;
  } CASES[] = {
    { "{\"media_id\":\"1\",\"media_type\":\"video\",\"status\":\"registered\"}",
      TACK_MEDIA_STATUS_REGISTERED },
    { "{\"status\":\"succeeded\"}", TACK_MEDIA_STATUS_SUCCEEDED },
    { "{\"status\":\"failed\"}", TACK_MEDIA_STATUS_FAILED },
    { "{\"status\":\"resting\"}", TACK_MEDIA_STATUS_PROCESSING },
    { "{\"status\":7}", TACK_MEDIA_STATUS_PROCESSING },
    { "{}", TACK_MEDIA_STATUS_PROCESSING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (JsonObject)      object = parse_object (CASES[i].json);
      g_autoptr (TackMediaUpload) upload = tack_media_upload_new_from_json (object);

      g_assert_cmpint (tack_media_upload_get_status (upload), ==, CASES[i].status);
      g_assert_cmpstr (tack_media_upload_get_id (upload), ==, i == 0 ? "1" : NULL);
      g_assert_cmpstr (tack_media_upload_get_media_type (upload), ==, i == 0 ? "video" : NULL);
    }
}

/* Reads all there is to read; what it is does not matter, only that nothing breaks. */
static void
read_pin (JsonObject *object)
{
  g_autoptr (TackPin) pin = tack_pin_new_from_json (object);
  TackPinMedia       *media = tack_pin_get_media (pin);

  g_assert_cmpstr (tack_pin_get_id (pin), ==, "1");
  tack_pin_get_board_owner (pin);
  tack_pin_get_metrics (pin);
  tack_pin_media_find_image (media, 1);
  tack_pin_media_get_duration_ms (media);
  tack_pin_media_get_width (media);
  for (guint i = 0; i < tack_pin_media_get_n_items (media); i++)
    tack_pin_media_get_kind_name (tack_pin_media_get_item (media, i));
  g_assert_nonnull (tack_pin_get_product_tags (pin));
}

static void
read_board (JsonObject *object)
{
  g_autoptr (TackBoard) board = tack_board_new_from_json (object);

  g_assert_cmpstr (tack_board_get_id (board), ==, "1");
  g_assert_nonnull (tack_board_get_name (board));
  g_assert_nonnull (tack_board_get_privacy_name (board));
  g_assert_nonnull (tack_board_get_thumbnail_urls (board));
  tack_board_get_owner (board);
  tack_board_get_cover_url (board);
  tack_board_get_pin_count (board);
}

/* A field of another type than the contract's reads as one that is missing: never an error. */
static void
test_nonsense (void)
{
  static const char *const VALUES[] = { NONSENSE };
  static const struct
  {
    void (*read) (JsonObject *object);
    const char *fields;
  } CASES[] = {
    { read_board, "name description privacy is_ads_only created_at board_pins_modified_at "
                  "collaborator_count follower_count pin_count owner media" },
    { read_pin, "title description link alt_text note board_id board_section_id board_owner "
                "created_at creative_type dominant_color has_been_promoted is_owner is_standard "
                "is_removable parent_pin_id pin_metrics product_tags media" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (GStrv) fields = g_strsplit (CASES[i].fields, " ", -1);

      for (guint field = 0; fields[field] != NULL; field++)
        for (guint value = 0; value < G_N_ELEMENTS (VALUES); value++)
          {
            g_autofree char *text
              = g_strdup_printf ("{\"id\":\"1\",\"%s\":%s}", fields[field], VALUES[value]);
            g_autoptr (JsonObject) object = parse_object (text);

            g_test_message ("%s", text);
            CASES[i].read (object);
          }
    }
}

/* Without an id there is nothing to be asked about later. */
static void
test_no_id (void)
{
  static const char *const ANSWERS[] = { "{}", "{\"id\":null}", "{\"id\":7}", "{\"id\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      g_autoptr (JsonObject) object = parse_object (ANSWERS[i]);

      g_assert_null (tack_board_new_from_json (object));
      g_assert_null (tack_section_new_from_json (object));
      g_assert_null (tack_pin_new_from_json (object));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (void);
  } TESTS[] = {
    { "/api/values/board", test_board },
    { "/api/values/pin", test_pin },
    { "/api/values/account", test_account },
    { "/api/values/media", test_media },
    { "/api/values/media-details", test_media_details },
    { "/api/values/upload", test_upload },
    { "/api/values/nonsense", test_nonsense },
    { "/api/values/no-id", test_no_id },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add_func (TESTS[i].path, TESTS[i].run);

  return g_test_run ();
}
