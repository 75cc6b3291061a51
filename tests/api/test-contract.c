/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-account-info.h"
#include "api/tack-boards.h"
#include "api/tack-create.h"
#include "api/tack-pins.h"
#include "api/tack-sections.h"
#include "api/tack-uploads.h"

#include "tack-test-api.h"
#include "tack-test-contract.h"

/* Each request that the program can make, in all its shapes, held against Pinterest's v5 reference.
 * The server says yes to all of them: what counts is what was sent. */

/* Something of everything, so that every call finds what it looks for. */
#define YES                                                                                        \
  "{\"id\":\"1\",\"name\":\"x\",\"username\":\"x\",\"media_id\":\"1\",\"media_type\":\"video\","   \
  "\"status\":\"succeeded\",\"upload_url\":\"http://127.0.0.1:1/\",\"upload_parameters\":{},"      \
  "\"items\":[]"

#define CALL(name)                                                                                 \
  static void name (TackApiClient *client, GAsyncReadyCallback callback, gpointer user_data)

typedef void (*CallFunc) (TackApiClient *client, GAsyncReadyCallback callback, gpointer user_data);

static void
load_all (TackPageList *list, GAsyncReadyCallback callback, gpointer user_data)
{
  tack_page_list_load_all_async (list, NULL, callback, user_data);
  g_object_unref (list);
}

CALL (get_account)
{
  tack_account_info_get_async (client, NULL, callback, user_data);
}

CALL (list_boards)
{
  load_all (tack_boards_list (client, TACK_BOARD_FILTER_ALL), callback, user_data);
}

CALL (list_public_boards)
{
  load_all (tack_boards_list (client, TACK_BOARD_FILTER_PUBLIC), callback, user_data);
}

CALL (list_protected_boards)
{
  load_all (tack_boards_list (client, TACK_BOARD_FILTER_PROTECTED), callback, user_data);
}

CALL (list_secret_boards)
{
  load_all (tack_boards_list (client, TACK_BOARD_FILTER_SECRET), callback, user_data);
}

CALL (list_public_and_secret_boards)
{
  load_all (tack_boards_list (client, TACK_BOARD_FILTER_PUBLIC_AND_SECRET), callback, user_data);
}

CALL (get_board)
{
  tack_boards_get_async (client, "12", NULL, callback, user_data);
}

CALL (create_board)
{
  static const TackBoardFields FIELDS = { "Small \"kitchens\" – 陶", "Two\nlines", "PROTECTED" };

  tack_boards_create_async (client, &FIELDS, NULL, callback, user_data);
}

CALL (create_plain_board)
{
  static const TackBoardFields FIELDS = { "Kitchens" };

  tack_boards_create_async (client, &FIELDS, NULL, callback, user_data);
}

CALL (create_ads_only_board)
{
  static const TackBoardFields FIELDS = { "Ads", NULL, NULL, TRUE };

  tack_boards_create_async (client, &FIELDS, NULL, callback, user_data);
}

CALL (update_board)
{
  static const TackBoardFields FIELDS = { "Kitchens", "", "SECRET" };

  tack_boards_update_async (client, "12", &FIELDS, NULL, callback, user_data);
}

CALL (rename_board)
{
  static const TackBoardFields FIELDS = { "Kitchens" };

  tack_boards_update_async (client, "12", &FIELDS, NULL, callback, user_data);
}

CALL (delete_board)
{
  tack_boards_delete_async (client, "12", NULL, callback, user_data);
}

CALL (list_board_pins)
{
  load_all (tack_boards_list_pins (client, "12"), callback, user_data);
}

CALL (list_sections)
{
  load_all (tack_sections_list (client, "12"), callback, user_data);
}

CALL (create_section)
{
  g_autofree char *name = g_strnfill (180, 'x');

  tack_sections_create_async (client, "12", name, NULL, callback, user_data);
}

CALL (rename_section)
{
  tack_sections_rename_async (client, "12", "34", "ö", NULL, callback, user_data);
}

CALL (delete_section)
{
  tack_sections_delete_async (client, "12", "34", NULL, callback, user_data);
}

CALL (list_section_pins)
{
  load_all (tack_sections_list_pins (client, "12", "34"), callback, user_data);
}

CALL (list_pins)
{
  static const TackPinFilter FILTER = { 0 };

  load_all (tack_pins_list (client, &FILTER), callback, user_data);
}

CALL (list_protected_pins)
{
  static const TackPinFilter FILTER = { .include_protected = TRUE };

  load_all (tack_pins_list (client, &FILTER), callback, user_data);
}

CALL (get_pin)
{
  tack_pins_get_async (client, "56", NULL, callback, user_data);
}

CALL (update_pin)
{
  static const TackPinChanges CHANGES
    = { "Title", "Description", "Alt", "https://a.example/", "12", "34" };

  tack_pins_update_async (client, "56", &CHANGES, NULL, callback, user_data);
}

CALL (empty_pin)
{
  static const TackPinChanges CHANGES = { "", "", "", "", NULL, "" };

  tack_pins_update_async (client, "56", &CHANGES, NULL, callback, user_data);
}

CALL (save_pin)
{
  tack_pins_save_async (client, "56", "12", "34", NULL, callback, user_data);
}

CALL (save_pin_without_section)
{
  tack_pins_save_async (client, "56", "12", NULL, NULL, callback, user_data);
}

CALL (delete_pin)
{
  tack_pins_delete_async (client, "56", NULL, callback, user_data);
}

CALL (list_uploads)
{
  load_all (tack_uploads_list (client), callback, user_data);
}

CALL (register_upload)
{
  tack_uploads_register_async (client, NULL, callback, user_data);
}

CALL (get_upload)
{
  tack_uploads_get_async (client, "78", NULL, callback, user_data);
}

static void
create (TackApiClient      *client,
        TackPinRequest     *request,
        GAsyncReadyCallback callback,
        gpointer            user_data)
{
  if (!request->is_removable && request->board_id == NULL)
    request->board_id = g_strdup ("12");
  tack_pins_create_async (client, request, NULL, callback, user_data);
  tack_pin_request_clear (request);
}

CALL (create_image_pin)
{
  static const char *const TAGS[] = { "1", "22", NULL };
  TackPinRequest           request = TACK_PIN_REQUEST_INIT;

  request.board_section_id = g_strdup ("34");
  request.title = g_strnfill (100, 'x');
  request.description = g_strnfill (800, 'x');
  request.alt_text = g_strnfill (500, 'x');
  request.link = g_strdup ("https://a.example/?q=1&r=ü");
  request.note = g_strdup ("For \"me\"\n");
  request.dominant_color = g_strdup ("#6E7874");
  request.parent_pin_id = g_strdup ("56");
  request.product_tags = g_strdupv ((GStrv) TAGS);
  request.is_standard = FALSE;
  request.image = g_bytes_new_static ("picture", 7);
  request.image_type = "image/png";
  create (client, &request, callback, user_data);
}

CALL (create_ad_only_pin)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  request.is_removable = TRUE;
  request.image_url = g_strdup ("https://a.example/b.jpg");
  create (client, &request, callback, user_data);
}

CALL (create_video_pin)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  request.media_id = g_strdup ("78");
  request.cover = g_bytes_new_static ("cover", 5);
  request.cover_type = "image/jpeg";
  create (client, &request, callback, user_data);
}

CALL (create_video_pin_with_cover_address)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  request.media_id = g_strdup ("78");
  request.cover_url = g_strdup ("http://a.example/c.jpg");
  create (client, &request, callback, user_data);
}

CALL (create_video_pin_with_key_frame)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  request.media_id = g_strdup ("78");
  request.cover_key_frame_s = 3;
  create (client, &request, callback, user_data);
}

CALL (create_carousel)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  for (guint i = 0; i < 5; i++)
    {
      TackPinItem *item = tack_pin_request_add_item (&request);
      item->title = g_strdup ("Title");
      item->description = g_strdup ("Description");
      item->link = g_strdup ("https://a.example/");
      item->image = g_bytes_new_static ("picture", 7);
      item->image_type = "image/jpeg";
    }
  request.index = 4;
  create (client, &request, callback, user_data);
}

CALL (create_carousel_of_addresses)
{
  TackPinRequest request = TACK_PIN_REQUEST_INIT;

  for (guint i = 0; i < 2; i++)
    tack_pin_request_add_item (&request)->image_url = g_strdup ("https://a.example/b.jpg");
  create (client, &request, callback, user_data);
}

static const struct
{
  CallFunc    call;
  const char *operation;
} requests[] = {
  { get_account, "user_account/get" },
  { list_boards, "boards/list" },
  { list_public_boards, "boards/list" },
  { list_protected_boards, "boards/list" },
  { list_secret_boards, "boards/list" },
  { list_public_and_secret_boards, "boards/list" },
  { get_board, "boards/get" },
  { create_board, "boards/create" },
  { create_plain_board, "boards/create" },
  { create_ads_only_board, "boards/create" },
  { update_board, "boards/update" },
  { rename_board, "boards/update" },
  { delete_board, "boards/delete" },
  { list_board_pins, "boards/list_pins" },
  { list_sections, "board_sections/list" },
  { create_section, "board_sections/create" },
  { rename_section, "board_sections/update" },
  { delete_section, "board_sections/delete" },
  { list_section_pins, "board_sections/list_pins" },
  { list_pins, "pins/list" },
  { list_protected_pins, "pins/list" },
  { get_pin, "pins/get" },
  { update_pin, "pins/update" },
  { empty_pin, "pins/update" },
  { save_pin, "pins/save" },
  { save_pin_without_section, "pins/save" },
  { delete_pin, "pins/delete" },
  { list_uploads, "media/list" },
  { register_upload, "media/create" },
  { get_upload, "media/get" },
  { create_image_pin, "pins/create" },
  { create_ad_only_pin, "pins/create" },
  { create_video_pin, "pins/create" },
  { create_video_pin_with_cover_address, "pins/create" },
  { create_video_pin_with_key_frame, "pins/create" },
  { create_carousel, "pins/create" },
  { create_carousel_of_addresses, "pins/create" },
};

static void
assert_obeys (TackTestServer *server, guint index, const char *operation)
{
  g_autofree char *head = tack_test_server_dup_head (server, index);
  g_autofree char *body = tack_test_server_dup_body (server, index);
  const char      *found = NULL;
  g_autofree char *why = tack_test_contract_check ("/v5", head, body, &found);

  if (why != NULL)
    g_error ("%s: %s\n%s%s", operation, why, head, body);
  g_assert_cmpstr (found, ==, operation);
}

/* For oneself and for the owner of an ad account; lists with their second page. */
static void
test_requests (gconstpointer data)
{
  gboolean                   is_for_ad_account = GPOINTER_TO_INT (data);
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autofree char           *url = g_strconcat (tack_test_server_get_url (server), "/v5", NULL);
  g_autoptr (TackApiClient)  client = tack_test_client_new (url, TACK_TEST_TOKEN);
  guint                      n_before = 0;

  if (is_for_ad_account)
    tack_api_client_set_ad_account (client, "549755885175");

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      gboolean                 is_list = strstr (requests[i].operation, "/list") != NULL;

      g_test_message ("%s", requests[i].operation);
      if (is_list)
        tack_test_server_answer (server, 200, NULL, YES ",\"bookmark\":\"a b&c=d+é\"}");
      tack_test_server_answer (server, 200, NULL, YES "}");
      /* There is room: nobody need ask first. */
      tack_create_set_counts (client, 1, 1);
      requests[i].call (client, tack_test_store_result, &result);
      tack_test_wait_result (result);

      g_assert_cmpuint (tack_test_server_count (server), ==, n_before + (is_list ? 2 : 1));
      for (; n_before < tack_test_server_count (server); n_before++)
        {
          g_autofree char *head = tack_test_server_dup_head (server, n_before);

          assert_obeys (server, n_before, requests[i].operation);
          g_assert_cmpint (strstr (head, "ad_account_id=549755885175") != NULL, ==,
                           is_for_ad_account && strstr (requests[i].operation, "media/") == NULL);
        }
    }
}

/* Nothing the program can ask for is left out above. */
static void
test_all_operations (void)
{
  for (TackOperation operation = 0; operation < TACK_N_OPERATIONS; operation++)
    {
      const char *name = tack_operation_get_info (operation)->name;
      gboolean    is_there = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (requests) && !is_there; i++)
        is_there = g_str_equal (requests[i].operation, name);
      if (!is_there)
        g_error ("No request of %s.", name);
    }
}

#define HEAD(line, length)                                                                         \
  line " HTTP/1.1\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\n"                \
       "Content-Length: " length "\r\n\r\n"

/* The rules themselves can tell right from wrong. */
static void
test_rules (void)
{
  static const struct
  {
    const char *head;
    const char *body;
    const char *why; /* NULL: it is right */
  } CASES[] = {
    { HEAD ("GET /v5/boards/12", "0"), "", NULL },
    { HEAD ("GET /v5/boards/twelve", "0"), "", "no such call: GET /v5/boards/twelve" },
    { HEAD ("GET /v5/boards/12/", "0"), "", "no such call: GET /v5/boards/12/" },
    { HEAD ("PUT /v5/boards/12", "0"), "", "no such call: PUT /v5/boards/12" },
    { HEAD ("GET /boards/12", "0"), "", "another path" },
    { "GET /v5/boards HTTP/1.1\r\n\r\n", "", "no token" },
    { HEAD ("GET /v5/boards?page_size=251", "0"), "", "query: page_size=251" },
    { HEAD ("GET /v5/boards?privacy=secret", "0"), "", "query: privacy=secret" },
    { HEAD ("GET /v5/boards?page_size=25&page_size=25", "0"), "", "query: page_size=25" },
    { HEAD ("GET /v5/media?ad_account_id=1", "0"), "", "query: ad_account_id=1" },
    { HEAD ("GET /v5/boards/12", "2"), "{}", "a body" },
    { HEAD ("POST /v5/boards", "2"), "{}", "name: missing" },
    { HEAD ("POST /v5/boards", "3"), "{}", "no Content-Length, or another" },
    { HEAD ("POST /v5/boards", "2"), "[]", "no JSON object" },
    { HEAD ("POST /v5/boards", "10"), "{\"name\":1}", "name: no such text" },
    { HEAD ("POST /v5/boards", "26"), "{\"name\":\"x\",\"privacy\":\"X\"}",
      "privacy: no such text" },
    { HEAD ("PATCH /v5/boards/12", "10"), "{\"n\":null}", "n: unknown" },
    { HEAD ("POST /v5/pins", "19"), "{\"media_source\":{}}", "media_source: no source_type “”" },
    { HEAD ("POST /v5/pins", "57"),
      "{\"media_source\":{\"source_type\":\"video_id\",\"media_id\":12}}",
      "media_source: media_id: no such text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *why = tack_test_contract_check ("/v5", CASES[i].head, CASES[i].body, NULL);

      g_test_message ("%s", CASES[i].head);
      g_assert_cmpstr (why, ==, CASES[i].why);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/api/contract/requests", GINT_TO_POINTER (FALSE), test_requests);
  g_test_add_data_func ("/api/contract/requests-for-ad-account", GINT_TO_POINTER (TRUE),
                        test_requests);
  g_test_add_func ("/api/contract/all-operations", test_all_operations);
  g_test_add_func ("/api/contract/rules", test_rules);

  return g_test_run ();
}
