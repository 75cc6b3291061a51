/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-boards.h"

#include "api/tack-account-info.h"
#include "api/tack-pin.h"
#include "api/tack-sections.h"
#include "base/tack-json.h"
#include "base/tack-limits.h"

#include "tack-test-api.h"

#define CERAMICS "549755885175"

static TackPageList *
load_all (TackPageList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_page_list_load_all_async (list, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  if (!tack_page_list_load_all_finish (list, result, error))
    g_clear_object (&list);

  return list;
}

static TackPageList *
list_boards (TackApiClient *client, GError **error)
{
  return load_all (tack_boards_list (client, TACK_BOARD_FILTER_ALL), error);
}

static TackPageList *
list_sections (TackApiClient *client, const char *board_id, GError **error)
{
  return load_all (tack_sections_list (client, board_id), error);
}

static TackBoard *
create_board (TackApiClient *client, const char *name, TackPrivacy privacy, GError **error)
{
  const TackBoardFields    fields = { .name = name, .privacy = tack_privacy_to_string (privacy) };
  g_autoptr (GAsyncResult) result = NULL;

  tack_boards_create_async (client, &fields, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_boards_create_finish (client, result, error);
}

static GPtrArray *
list_pins (TackApiClient *client, const char *bookmark, char **next, GError **error)
{
  g_auto (TackPageRequest) request = tack_boards_list_pins_request (CERAMICS);
  g_autoptr (GAsyncResult) result = NULL;

  tack_page_get_async (client, &request, bookmark, TACK_PAGE_SIZE_DEFAULT, NULL,
                       tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_page_get_finish (client, result, next, error);
}

static TackBoard *
get_board (TackPageList *boards, guint index)
{
  g_autoptr (TackBoard) board = g_list_model_get_item (G_LIST_MODEL (boards), index);

  return board; /* the list keeps it */
}

static void
test_list (TackTestDemo *demo, gconstpointer data)
{
  static const struct
  {
    guint       index;
    const char *name;
    const char *description;
    TackPrivacy privacy;
    gint64      pin_count;
  } CASES[] = {
    { 0, "Ceramics", "Pots, cups and glazes", TACK_PRIVACY_PUBLIC, 3 },
    { 3, "Poster ideas", "", TACK_PRIVACY_SECRET, 4 },
    { 5, "Reading nooks", "", TACK_PRIVACY_PROTECTED, 2 },
  };
  g_autoptr (GError)       error = NULL;
  g_autoptr (TackPageList) boards = list_boards (demo->client, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (boards)), ==, 8);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TackBoard *board = get_board (boards, CASES[i].index);

      g_assert_cmpstr (tack_board_get_name (board), ==, CASES[i].name);
      g_assert_cmpstr (tack_board_get_description (board), ==, CASES[i].description);
      g_assert_cmpint (tack_board_get_privacy (board), ==, CASES[i].privacy);
      g_assert_cmpint (tack_board_get_pin_count (board), ==, CASES[i].pin_count);
      g_assert_cmpuint (g_strv_length ((GStrv) tack_board_get_thumbnail_urls (board)), ==,
                        CASES[i].pin_count);
    }
  g_assert_cmpstr (tack_board_get_id (get_board (boards, 0)), ==, CERAMICS);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint                *n_created = user_data;
  g_autoptr (GError)    error = NULL;
  g_autoptr (TackBoard) board
    = tack_boards_create_finish (TACK_API_CLIENT (source), result, &error);

  g_assert_no_error (error);
  (*n_created)++;
}

static void
test_all_pages (TackTestDemo *demo, gconstpointer data)
{
  const guint n_new = TACK_PAGE_SIZE_MAX;
  guint       n_created = 0;

  for (guint i = 0; i < n_new; i++)
    {
      g_autofree char      *name = g_strdup_printf ("Board %u", i);
      const TackBoardFields fields = { .name = name };

      tack_boards_create_async (demo->client, &fields, NULL, on_created, &n_created);
    }
  tack_test_wait_until (n_created == n_new);

  g_autoptr (GError)       error = NULL;
  g_autoptr (TackPageList) boards = list_boards (demo->client, &error);
  g_autoptr (GHashTable)   ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (boards)), ==, n_new + 8);
  for (guint i = 0; i < n_new + 8; i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) tack_board_get_id (get_board (boards, i))));
  g_assert_cmpuint (tack_demo_server_count_calls (demo->server, "boards/list"), ==, 2);
}

static void
test_create (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (TackBoard) board
    = create_board (demo->client, "Töpfern \"groß\" & klein", TACK_PRIVACY_SECRET, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tack_board_get_name (board), ==, "Töpfern \"groß\" & klein");
  g_assert_cmpint (tack_board_get_privacy (board), ==, TACK_PRIVACY_SECRET);

  g_autoptr (TackPageList) boards = list_boards (demo->client, &error);
  g_assert_no_error (error);
  TackBoard *found = tack_boards_find (G_LIST_MODEL (boards), tack_board_get_id (board), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tack_board_get_name (found), ==, tack_board_get_name (board));

  g_assert_null (create_board (demo->client, "Ceramics", TACK_PRIVACY_PUBLIC, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpint (tack_error_get_details (error)->code, ==, 58);
  g_assert_nonnull (strstr (tack_error_get_details (error)->reason, "already have a board"));
}

static void
test_sections (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (TackPageList) sections = list_sections (demo->client, CERAMICS, &error);
  g_autoptr (TackSection)  second = g_list_model_get_item (G_LIST_MODEL (sections), 1);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sections)), ==, 2);
  g_assert_cmpstr (tack_section_get_name (second), ==, "Glazes");
  g_assert_true (tack_sections_find (G_LIST_MODEL (sections), "glazes", &error) == second);
  g_assert_true (tack_sections_find (G_LIST_MODEL (sections), tack_section_get_id (second), &error)
                 == second);
  g_assert_null (tack_sections_find (G_LIST_MODEL (sections), "Kilns", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "The board has no section “Kilns”.");
  g_clear_error (&error);

  g_assert_null (list_sections (demo->client, "1", &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
}

static void
test_pins (TackTestDemo *demo, gconstpointer data)
{
  g_autofree char      *next = NULL;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) pins = list_pins (demo->client, NULL, &next, &error);

  g_assert_no_error (error);
  g_assert_null (next);
  g_assert_cmpuint (pins->len, ==, 3);
  TackPin *newest = g_ptr_array_index (pins, 0);
  g_assert_cmpstr (tack_pin_get_title (newest), ==, "Three matt glazes");
  g_assert_cmpstr (tack_pin_get_board_id (newest), ==, CERAMICS);
  g_assert_nonnull (tack_pin_get_section_id (newest));
  g_assert_cmpstr (tack_pin_get_media_type (newest), ==, "image");
  g_assert_nonnull (tack_pin_get_created_at (newest));
}

static void
test_account_info (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_account_info_get_async (demo->client, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (demo->client, result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tack_account_info_get_id (info), ==, "2783136121146311751");
  g_assert_cmpstr (tack_account_info_get_username (info), ==, "marlene");
  g_assert_cmpint (tack_account_info_get_board_count (info), ==, 8);
  g_assert_cmpint (tack_account_info_get_pin_count (info), ==, 21);
}

static void
test_odd_account_info (void)
{
  static const struct
  {
    const char *answer;
    gboolean    is_error;
  } CASES[] = {
    { "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", TRUE },
    { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 37\r\n\r\n"
      "{\"id\":7,\"username\":[],\"pin_count\":{}}",
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackTestServer) server = tack_test_server_new ();
      g_autoptr (TackApiClient)  client
        = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError)       error = NULL;

      tack_test_server_answer_raw (server, CASES[i].answer);
      tack_account_info_get_async (client, NULL, tack_test_store_result, &result);
      tack_test_wait_result (result);
      g_autoptr (TackAccountInfo) info = tack_account_info_get_finish (client, result, &error);

      g_assert_cmpint (error != NULL, ==, CASES[i].is_error);
      if (info != NULL)
        {
          g_assert_null (tack_account_info_get_id (info));
          g_assert_null (tack_account_info_get_username (info));
          g_assert_cmpint (tack_account_info_get_pin_count (info), ==, 0);
        }
    }
}

/* Half a list that passes for the whole one makes boards twice, and Pins too. */
static void
test_error_on_second_page (void)
{
  static const char *const SECONDS[]
    = { "{}", "{\"items\":null}", "{\"items\":{\"id\":\"2\"},\"bookmark\":\"c\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (SECONDS); i++)
    {
      g_autoptr (TackTestServer) server = tack_test_server_new ();
      g_autoptr (TackApiClient)  client
        = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
      g_autoptr (GError) error = NULL;
      g_autofree char   *next = NULL;

      tack_test_server_answer (server, 200, NULL,
                               "{\"items\":[{\"id\":\"1\"}],\"bookmark\":\"b\"}");
      tack_test_server_answer (server, 200, NULL, SECONDS[i]);
      g_assert_null (list_boards (client, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_clear_error (&error);

      tack_test_server_answer (server, 200, NULL, SECONDS[i]);
      g_assert_null (list_pins (client, NULL, &next, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
    }
}

/* Lists that move while they are read, odd items, bookmarks that lead in a circle. */
static void
test_odd_pages (void)
{
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  g_autoptr (GError) error = NULL;

  tack_test_server_answer (
    server, 200, NULL,
    "{\"items\":[{\"id\":\"1\",\"name\":\"One\"},null,7,{\"name\":\"No id\"},"
    "{\"id\":\"2\",\"name\":null,\"privacy\":\"NEW\",\"media\":[],"
    "\"pin_count\":\"many\"}],\"bookmark\":\"a&b=c/ü\"}");
  tack_test_server_answer (server, 200, NULL,
                           "{\"items\":[{\"id\":\"2\"},{\"id\":\"3\"}],\"bookmark\":\"d\"}");
  tack_test_server_answer (server, 200, NULL,
                           "{\"items\":[{\"id\":\"1\"}],\"bookmark\":\"a&b=c/ü\"}");
  g_autoptr (TackPageList) boards = list_boards (client, &error);
  g_autofree char         *second = tack_test_server_dup_head (server, 1);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (boards)), ==, 3);
  g_assert_cmpstr (tack_board_get_id (get_board (boards, 2)), ==, "3");
  g_assert_cmpstr (tack_board_get_name (get_board (boards, 1)), ==, "");
  g_assert_cmpint (tack_board_get_pin_count (get_board (boards, 1)), ==, 0);
  g_assert_cmpuint (tack_test_server_count (server), ==, 3);
  g_assert_true (
    g_str_has_prefix (second,
                      "GET /boards?page_size=250&bookmark=a%26b%3Dc%2F%C3%BC HTTP/1.1\r\n"));

  /* An empty bookmark is the end, as none is. */
  g_autofree char *next = NULL;
  tack_test_server_answer (server, 200, NULL, "{\"items\":[],\"bookmark\":\"\"}");
  g_autoptr (GPtrArray) pins = list_pins (client, NULL, &next, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pins->len, ==, 0);
  g_assert_null (next);
}

/* What a person types on the command line or in a table, against boards of all kinds. */
static void
count_added (GListModel *list, guint position, guint removed, guint added, guint *n_added)
{
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, added);
  *n_added += added;
}

/* Who uses items up as they arrive sees each once, and never has more than a page of them. */
static void
test_without_keeping (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (TackPageList) boards = tack_boards_list (demo->client, TACK_BOARD_FILTER_ALL);
  g_autoptr (GError)       error = NULL;
  guint                    n_added = 0;

  tack_demo_server_add_boards (demo->server, 592);
  tack_page_list_set_keeps_items (boards, FALSE);
  g_signal_connect (boards, "items-changed", G_CALLBACK (count_added), &n_added);
  load_all (boards, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_added, ==, 600);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (boards)), ==, 100);
}

static void
test_find (void)
{
  static const struct
  {
    const char *typed;
    const char *id; /* NULL: no, or more than one */
    const char *message;
  } CASES[] = {
    { "Ceramics", "10" },
    { "ceramics", "10" },
    { "KÜCHE", "11" },
    { "12", "12" },
    /* A number is the board of that number, though another be called so. */
    { "11", "11" },
    { "Ideas", NULL,
      "Several boards are called “Ideas”: name one by its number, “Ideas” (12), “ideas” (13)." },
    { "Ceramic", NULL, "There is no board “Ceramic”." },
    { "", NULL, "There is no board “”." },
  };
  g_autoptr (JsonNode) node
    = tack_test_parse ("[{\"id\":\"14\",\"name\":\"11\"},{\"id\":\"10\",\"name\":\"Ceramics\"},"
                       "{\"id\":\"11\",\"name\":\"Küche\"},{\"id\":\"12\",\"name\":\"Ideas\"},"
                       "{\"id\":\"13\",\"name\":\"ideas\"}]");
  JsonArray             *array = json_node_get_array (node);
  g_autoptr (GListStore) boards = g_list_store_new (TACK_TYPE_BOARD);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (TackBoard) board
        = tack_board_new_from_json (tack_json_get_element_object (array, i));

      g_list_store_append (boards, board);
    }

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      TackBoard         *board = tack_boards_find (G_LIST_MODEL (boards), CASES[i].typed, &error);

      g_assert_cmpstr (board != NULL ? tack_board_get_id (board) : NULL, ==, CASES[i].id);
      if (CASES[i].id == NULL)
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_assert_cmpstr (error->message, ==, CASES[i].message);
        }
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (TackTestDemo *demo, gconstpointer data);
  } TESTS[] = {
    { "/api/boards/list", test_list },
    { "/api/boards/all-pages", test_all_pages },
    { "/api/boards/create", test_create },
    { "/api/boards/sections", test_sections },
    { "/api/boards/pins", test_pins },
    { "/api/account-info/get", test_account_info },
    { "/api/boards/without-keeping", test_without_keeping },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, TackTestDemo, NULL, tack_test_demo_set_up, TESTS[i].run,
                tack_test_demo_tear_down);
  g_test_add_func ("/api/account-info/odd", test_odd_account_info);
  g_test_add_func ("/api/boards/error-on-second-page", test_error_on_second_page);
  g_test_add_func ("/api/boards/odd-pages", test_odd_pages);
  g_test_add_func ("/api/boards/find", test_find);

  return g_test_run ();
}
