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

#define BOARD "\"board_id\":\"549755885175\","
#define IMAGE "\"source_type\":\"image_base64\",\"content_type\":\"image/png\",\"data\":\"aGk=\""
#define URL "\"source_type\":\"image_url\",\"url\":\"https://a.example/b.jpg?x=1&y=2\""
#define VIDEO "\"source_type\":\"video_id\",\"media_id\":\"5212123920968240771\""
#define SOURCE(fields) "\"media_source\":{" fields "}"

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
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (TackPinRequest) request = TACK_PIN_REQUEST_INIT;

      CASES[i].fill (&request);
      g_autoptr (JsonNode) node = tack_pin_request_to_json (&request);
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

      g_autoptr (JsonNode) node = tack_pin_request_to_json (&request);
      JsonObject *source = tack_json_get_object (json_node_get_object (node), "media_source");
      const char *data = tack_json_get_string (source, "data");
      gsize       decoded_size;
      g_autofree guchar *decoded = g_base64_decode (data, &decoded_size);

      g_assert_cmpmem (decoded, decoded_size, bytes, size);
      g_assert_cmpuint (strspn (data, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/="), ==,
                        strlen (data));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/pin-request/json", test_json);
  g_test_add_func ("/api/pin-request/base64", test_base64);

  return g_test_run ();
}
