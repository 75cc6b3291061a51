/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin-request.h"

#include "base/tack-json.h"

#include "tack-test-api.h"

/* “hi” in base64 is aGk=, “cover” is Y292ZXI=. */

static void
fill_video (TackPinRequest *request)
{
  request->board_id = g_strdup ("549755885175");
  request->media_id = g_strdup ("5212123920968240771");
}

static void
fill_image (TackPinRequest *request)
{
  request->board_id = g_strdup ("549755885175");
  request->image = g_bytes_new_static ("hi", 2);
  request->image_type = "image/png";
}

static void
fill_video_cover_bytes (TackPinRequest *request)
{
  fill_video (request);
  request->cover = g_bytes_new_static ("cover", 5);
  request->cover_type = "image/jpeg";
  /* The bytes win over what else may be set. */
  request->cover_url = g_strdup ("https://a.example/c.jpg");
  request->cover_key_frame_s = 3;
}

static void
fill_video_cover_url (TackPinRequest *request)
{
  fill_video (request);
  request->cover_url = g_strdup ("https://a.example/c.jpg");
  request->cover_key_frame_s = 3;
}

static void
fill_video_key_frame (TackPinRequest *request)
{
  fill_video (request);
  request->cover_key_frame_s = 0;
}

static void
fill_image_url (TackPinRequest *request)
{
  request->board_id = g_strdup ("549755885175");
  request->image_url = g_strdup ("https://a.example/b.jpg?x=1&y=2");
}

static void
fill_all_texts (TackPinRequest *request)
{
  fill_image (request);
  request->board_section_id = g_strdup ("549755885176");
  request->title = g_strdup ("A \"tall\" vase");
  request->description = g_strdup ("Two\nlines – 陶");
  request->alt_text = g_strdup ("A vase");
  request->link = g_strdup ("https://a.example/?q=1&r=2");
  request->note = g_strdup ("for me");
}

static void
fill_empty_texts (TackPinRequest *request)
{
  fill_image (request);
  request->board_section_id = g_strdup ("");
  request->title = g_strdup ("");
  request->description = g_strdup ("");
  request->alt_text = g_strdup ("");
  request->link = g_strdup ("");
  request->note = g_strdup ("");
  request->product_tags = g_new0 (char *, 1);
}

static void
fill_ad_only (TackPinRequest *request)
{
  fill_image (request);
  g_clear_pointer (&request->board_id, g_free);
  request->is_removable = TRUE;
}

static void
fill_idea_ad_image (TackPinRequest *request)
{
  fill_image (request);
  request->is_standard = FALSE;
}

static void
fill_idea_ad_image_url (TackPinRequest *request)
{
  fill_image_url (request);
  request->is_standard = FALSE;
}

static void
fill_idea_ad_video (TackPinRequest *request)
{
  fill_video_key_frame (request);
  request->is_standard = FALSE;
}

static void
fill_product_tags (TackPinRequest *request)
{
  static const char *const TAGS[] = { "813744226420795884", "12", NULL };

  fill_image (request);
  request->product_tags = g_strdupv ((GStrv) TAGS);
}

static TackPinItem *
add_item (TackPinRequest *request)
{
  if (request->board_id == NULL)
    request->board_id = g_strdup ("549755885175");

  return tack_pin_request_add_item (request);
}

static void
fill_carousel (TackPinRequest *request)
{
  TackPinItem *item = add_item (request);
  item->title = g_strdup ("One");
  item->description = g_strdup ("First");
  item->link = g_strdup ("https://a.example/1");
  item->image = g_bytes_new_static ("hi", 2);
  item->image_type = "image/png";

  item = add_item (request);
  item->title = g_strdup ("");
  item->image = g_bytes_new_static ("cover", 5);
  item->image_type = "image/jpeg";
}

static void
fill_carousel_of_addresses (TackPinRequest *request)
{
  add_item (request)->image_url = g_strdup ("https://a.example/1.jpg");
  add_item (request)->image_url = g_strdup ("https://a.example/2.jpg");
  request->index = 1;
}

static void
fill_colour_and_parent (TackPinRequest *request)
{
  fill_image (request);
  request->dominant_color = g_strdup ("#6E7874");
  request->parent_pin_id = g_strdup ("813744226420795884");
}

/* What stands for a picture while the JSON is made must not be what a person can write. */
static void
fill_odd_texts (TackPinRequest *request)
{
  fill_image (request);
  request->title = g_strdup ("{\"data\":\"");
  request->note = g_strdup ("%s \\ \"aGk=\" -0");
}

#define BOARD "\"board_id\":\"549755885175\","
#define IMAGE "\"source_type\":\"image_base64\",\"content_type\":\"image/png\",\"data\":\"aGk=\""
#define URL "\"source_type\":\"image_url\",\"url\":\"https://a.example/b.jpg?x=1&y=2\""
#define VIDEO "\"source_type\":\"video_id\",\"media_id\":\"5212123920968240771\""
#define SOURCE(fields) "\"media_source\":{" fields "}"

static JsonNode *
to_json (const TackPinRequest *request)
{
  g_autoptr (TackBody) body = tack_pin_request_to_body (request);
  gsize                length = tack_body_get_length (body);
  g_autofree char     *text = g_malloc (length + 1);

  g_assert_cmpuint (tack_body_copy (body, 0, text, length + 1), ==, length);
  text[length] = '\0';

  return tack_test_parse (text);
}

static void
test_json (void)
{
  static const struct
  {
    void (*fill) (TackPinRequest *request);
    const char *json;
  } CASES[] = {
    { fill_image, "{" BOARD SOURCE (IMAGE) "}" },
    { fill_image_url, "{" BOARD SOURCE (URL) "}" },
    { fill_video_cover_bytes,
      "{" BOARD SOURCE (VIDEO ",\"cover_image_content_type\":\"image/jpeg\","
                              "\"cover_image_data\":\"Y292ZXI=\"") "}" },
    { fill_video_cover_url,
      "{" BOARD SOURCE (VIDEO ",\"cover_image_url\":\"https://a.example/c.jpg\"") "}" },
    { fill_video_key_frame, "{" BOARD SOURCE (VIDEO ",\"cover_image_key_frame_time\":0") "}" },
    { fill_video, "{" BOARD SOURCE (VIDEO) "}" },
    { fill_all_texts,
      "{" BOARD "\"board_section_id\":\"549755885176\",\"title\":\"A \\\"tall\\\" vase\","
      "\"description\":\"Two\\nlines – 陶\",\"alt_text\":\"A vase\","
      "\"link\":\"https://a.example/?q=1&r=2\",\"note\":\"for me\"," SOURCE (IMAGE) "}" },
    /* What is not set is left out: an empty text is not a text. */
    { fill_empty_texts, "{" BOARD SOURCE (IMAGE) "}" },
    { fill_ad_only, "{\"is_removable\":true," SOURCE (IMAGE) "}" },
    { fill_idea_ad_image, "{" BOARD SOURCE (IMAGE ",\"is_standard\":false") "}" },
    { fill_idea_ad_image_url, "{" BOARD SOURCE (URL ",\"is_standard\":false") "}" },
    { fill_idea_ad_video,
      "{" BOARD SOURCE (VIDEO ",\"cover_image_key_frame_time\":0,\"is_standard\":false") "}" },
    { fill_product_tags,
      "{" BOARD
      "\"product_tags\":[{\"pin_id\":\"813744226420795884\"},{\"pin_id\":\"12\"}]," SOURCE (
        IMAGE) "}" },
    { fill_carousel,
      "{" BOARD SOURCE ("\"items\":[{\"title\":\"One\",\"description\":\"First\","
                        "\"link\":\"https://a.example/1\",\"content_type\":\"image/png\","
                        "\"data\":\"aGk=\"},{\"content_type\":\"image/jpeg\","
                        "\"data\":\"Y292ZXI=\"}],\"source_type\":\"multiple_image_base64\"") "}" },
    { fill_carousel_of_addresses,
      "{" BOARD SOURCE ("\"items\":[{\"url\":\"https://a.example/1.jpg\"},"
                        "{\"url\":\"https://a.example/2.jpg\"}],\"index\":1,"
                        "\"source_type\":\"multiple_image_urls\"") "}" },
    { fill_colour_and_parent, "{" BOARD "\"dominant_color\":\"#6E7874\","
                              "\"parent_pin_id\":\"813744226420795884\"," SOURCE (IMAGE) "}" },
    { fill_odd_texts, "{" BOARD "\"title\":\"{\\\"data\\\":\\\"\","
                      "\"note\":\"%s \\\\ \\\"aGk=\\\" -0\"," SOURCE (IMAGE) "}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;

      CASES[i].fill (&request);
      g_autoptr (JsonNode) node = to_json (&request);
      g_autoptr (JsonNode) wanted = tack_test_parse (CASES[i].json);
      g_autofree char     *text = tack_json_to_string (node);

      g_test_message ("%s", text);
      g_assert_true (json_node_equal (node, wanted));
    }
}

/* Raw base64, no line break and no prefix, at every length there is modulo three. */
static void
test_base64 (void)
{
  for (gsize size = 1; size < 400; size += size < 6 ? 1 : 97)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
      g_autofree guchar      *bytes = g_malloc (size);

      memset (bytes, 0xfb, size);
      request.board_id = g_strdup ("1");
      request.image = g_bytes_new (bytes, size);
      request.image_type = "image/jpeg";

      g_autoptr (JsonNode) node = to_json (&request);
      JsonObject *source = tack_json_get_object (json_node_get_object (node), "media_source");
      const char *data = tack_json_get_string (source, "data");
      gsize       decoded_size;
      g_autofree guchar *decoded = g_base64_decode (data, &decoded_size);

      g_assert_cmpmem (decoded, decoded_size, bytes, size);
      g_assert_cmpuint (strspn (data, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/="), ==,
                        strlen (data));
    }
}

/* What can be sent is let through. */
static void
test_check_lets_through (void)
{
  static void (*const FILLS[]) (TackPinRequest *) = { fill_image,
                                                      fill_image_url,
                                                      fill_video,
                                                      fill_video_cover_url,
                                                      fill_all_texts,
                                                      fill_empty_texts,
                                                      fill_ad_only,
                                                      fill_idea_ad_video,
                                                      fill_product_tags,
                                                      fill_carousel,
                                                      fill_odd_texts,
                                                      fill_carousel_of_addresses,
                                                      fill_colour_and_parent };

  for (guint i = 0; i < G_N_ELEMENTS (FILLS); i++)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
      g_autoptr (GError)      error = NULL;

      FILLS[i](&request);
      g_test_message ("request %u", i);
      g_assert_true (tack_pin_request_check (&request, &error));
      g_assert_no_error (error);
    }
}

#define FIELD(member) G_STRUCT_OFFSET (TackPinRequest, member)
#define NO_ID " is named by a number of digits only, not by "
#define NO_ADDRESS " is no web address: it has to begin with https:// or http://."

/* One field of a good picture Pin is replaced. */
static void
test_check_fields (void)
{
  g_autofree char *x100 = g_strnfill (100, 'x');
  g_autofree char *x101 = g_strnfill (101, 'x');
  g_autofree char *x801 = g_strnfill (801, 'x');
  g_autofree char *x501 = g_strnfill (501, 'x');
  g_autofree char *x100000 = g_strnfill (100000, 'x');
  g_autofree char *long_link = g_strconcat ("https://a.example/", x801, x801, x501, NULL);
  const struct
  {
    gsize       offset;
    const char *value;
    const char *sentence; /* NULL: it is fine */
  } CASES[] = {
    { FIELD (board_id), "Ceramics", "The board" NO_ID "“Ceramics”." },
    { FIELD (board_id), "12a", "The board" NO_ID "“12a”." },
    { FIELD (board_id), NULL, "Choose the board that the Pin shall be on." },
    { FIELD (board_id), "", "Choose the board that the Pin shall be on." },
    { FIELD (board_section_id), "1/2", "The section" NO_ID "“1/2”." },
    { FIELD (parent_pin_id), "-1", "The Pin it was saved from" NO_ID "“-1”." },
    { FIELD (title), x100, NULL },
    { FIELD (title), x101, "The title has 101 characters; Pinterest takes 100." },
    { FIELD (title), "a\033b", "The title holds invisible control characters: type it again." },
    { FIELD (title), "\355\240\200",
      "The title holds invisible control characters: type it again." },
    { FIELD (description), x801, "The description has 801 characters; Pinterest takes 800." },
    { FIELD (description), x100000, "The description has 100000 characters; Pinterest takes 800." },
    { FIELD (alt_text), x501, "The alt text has 501 characters; Pinterest takes 500." },
    { FIELD (note), "\001", "The note holds invisible control characters: type it again." },
    { FIELD (link), "a.example", "“a.example”" NO_ADDRESS },
    { FIELD (link), "ftp://a.example", "“ftp://a.example”" NO_ADDRESS },
    { FIELD (link), long_link, "The link has 2121 characters; Pinterest takes 2048." },
    { FIELD (image_url), "https://a.example/b.jpg",
      "The Pin has more than one of picture, address, carousel and video." },
    { FIELD (media_id), "1", "The Pin has more than one of picture, address, carousel and video." },
    { FIELD (media_id), "one", "The uploaded video" NO_ID "“one”." },
    { FIELD (cover_url), "c.jpg", "“c.jpg”" NO_ADDRESS },
    { FIELD (dominant_color), "#6e7874", NULL },
    { FIELD (dominant_color), "6E7874", "The dominant color has to look like #6E7874." },
    { FIELD (dominant_color), "#6E787", "The dominant color has to look like #6E7874." },
    { FIELD (dominant_color), "#6E787G", "The dominant color has to look like #6E7874." },
    { FIELD (dominant_color), "red", "The dominant color has to look like #6E7874." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
      g_autoptr (GError)      error = NULL;

      fill_image (&request);
      char **field = &G_STRUCT_MEMBER (char *, &request, CASES[i].offset);
      g_free (*field);
      *field = g_strdup (CASES[i].value);

      g_assert_cmpint (tack_pin_request_check (&request, &error), ==, CASES[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, CASES[i].sentence);
      if (error != NULL)
        g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    }
}

static void
spoil_by_leaving_no_picture (TackPinRequest *request)
{
  request->board_id = g_strdup ("1");
}

static void
spoil_by_section_without_board (TackPinRequest *request)
{
  fill_ad_only (request);
  request->board_section_id = g_strdup ("1");
}

static void
spoil_by_sixth_picture (TackPinRequest *request)
{
  for (guint i = 0; i < 6; i++)
    add_item (request)->image_url = g_strdup ("https://a.example/1.jpg");
}

static void
spoil_by_single_picture (TackPinRequest *request)
{
  add_item (request)->image_url = g_strdup ("https://a.example/1.jpg");
}

static void
spoil_by_item_title (TackPinRequest *request)
{
  fill_carousel (request);
  TackPinItem *item = g_ptr_array_index (request->items, 1);
  g_free (item->title);
  item->title = g_strnfill (101, 'x');
}

static void
spoil_by_item_link (TackPinRequest *request)
{
  fill_carousel (request);
  ((TackPinItem *) g_ptr_array_index (request->items, 1))->link = g_strdup ("a.example");
}

static void
spoil_by_empty_item (TackPinRequest *request)
{
  fill_carousel_of_addresses (request);
  add_item (request);
}

static void
spoil_by_mixed_items (TackPinRequest *request)
{
  fill_carousel (request);
  add_item (request)->image_url = g_strdup ("https://a.example/1.jpg");
}

static void
spoil_by_index (TackPinRequest *request)
{
  fill_carousel (request);
  request->index = 2;
}

static void
spoil_by_idea_ad (TackPinRequest *request)
{
  fill_carousel (request);
  request->is_standard = FALSE;
}

static void
spoil_by_twenty_fifth_tag (TackPinRequest *request)
{
  fill_image (request);
  request->product_tags = g_new0 (char *, 26);
  for (guint i = 0; i < 25; i++)
    request->product_tags[i] = g_strdup_printf ("%u", i);
}

static void
spoil_by_tag_given_twice (TackPinRequest *request)
{
  static const char *const TAGS[] = { "12", "13", "12", NULL };

  fill_image (request);
  request->product_tags = g_strdupv ((GStrv) TAGS);
}

static void
spoil_by_tag_with_letters (TackPinRequest *request)
{
  static const char *const TAGS[] = { "12", "vase", NULL };

  fill_image (request);
  request->product_tags = g_strdupv ((GStrv) TAGS);
}

static void
test_check_wholes (void)
{
  static const struct
  {
    void (*spoil) (TackPinRequest *request);
    const char *sentence;
  } CASES[] = {
    { spoil_by_leaving_no_picture, "The Pin has neither picture nor video." },
    { spoil_by_section_without_board, "A section needs the board that it is on." },
    { spoil_by_sixth_picture, "A carousel has 2 to 5 pictures; this one has 6." },
    { spoil_by_single_picture, "A carousel has 2 to 5 pictures; this one has 1." },
    { spoil_by_item_title, "The title of picture 2 has 101 characters; Pinterest takes 100." },
    { spoil_by_item_link, "“a.example”" NO_ADDRESS },
    { spoil_by_empty_item, "The pictures of a carousel are either all files or all addresses." },
    { spoil_by_mixed_items, "The pictures of a carousel are either all files or all addresses." },
    { spoil_by_index, "The carousel has no picture 3 to begin with." },
    { spoil_by_idea_ad, "A carousel cannot become an Idea ad." },
    { spoil_by_twenty_fifth_tag, "The Pin has 25 product tags; Pinterest takes 24." },
    { spoil_by_tag_given_twice, "The product 12 is tagged twice." },
    { spoil_by_tag_with_letters, "“vase” is not the number of a product Pin." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;
      g_autoptr (GError)      error = NULL;

      CASES[i].spoil (&request);
      g_assert_false (tack_pin_request_check (&request, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_cmpstr (error->message, ==, CASES[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/pin-request/json", test_json);
  g_test_add_func ("/api/pin-request/base64", test_base64);
  g_test_add_func ("/api/pin-request/check/lets-through", test_check_lets_through);
  g_test_add_func ("/api/pin-request/check/fields", test_check_fields);
  g_test_add_func ("/api/pin-request/check/wholes", test_check_wholes);

  return g_test_run ();
}
