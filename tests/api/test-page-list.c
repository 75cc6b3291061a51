/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "api/tack-boards.h"
#include "api/tack-pins.h"
#include "api/tack-sections.h"
#include "api/tack-uploads.h"
#include "base/tack-limits.h"

#include "tack-test-api.h"

typedef struct
{
  TackTestServer *server;
  TackApiClient  *client;
  TackPageList   *list; /* of boards */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = tack_test_server_new ();
  self->client = tack_test_client_new (tack_test_server_get_url (self->server), TACK_TEST_TOKEN);
  self->list = tack_boards_list (self->client, TACK_BOARD_FILTER_ALL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->client);
  tack_test_server_free (self->server);
}

/* All that is due now, and nothing that has to arrive first. */
static void
run_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint
get_n_items (TackPageList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static const char *
get_id (TackPageList *list, guint position)
{
  g_autoptr (TackBoard) board = g_list_model_get_item (G_LIST_MODEL (list), position);

  return board != NULL ? tack_board_get_id (board) : NULL; /* the list keeps it */
}

/* Queues a page of the boards @first to @last. */
static void
answer_page (TackTestServer *server, guint first, guint last, const char *bookmark)
{
  g_autoptr (GString) body = g_string_new ("{\"items\":[");

  for (guint i = first; i <= last; i++)
    g_string_append_printf (body, "%s{\"id\":\"%u\",\"name\":\"Board %u\"}", i > first ? "," : "",
                            i, i);
  g_string_append (body, "]");
  if (bookmark != NULL)
    g_string_append_printf (body, ",\"bookmark\":\"%s\"", bookmark);
  g_string_append (body, "}");
  tack_test_server_answer (server, 200, NULL, body->str);
}

static void
load_more (TackPageList *list)
{
  tack_page_list_load_more (list);
  g_assert_true (tack_page_list_is_loading (list));
  tack_test_wait_until (!tack_page_list_is_loading (list));
}

static gboolean
load_all (TackPageList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_page_list_load_all_async (list, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_page_list_load_all_finish (list, result, error);
}

/* A model may not lie: whoever sums up its signals has what it has. */
static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  guint *n_items = user_data;

  g_assert_cmpuint (position + removed, <=, *n_items);
  *n_items += added - removed;
  g_assert_cmpuint (*n_items, ==, g_list_model_get_n_items (model));
}

static void
test_scrolls (Fixture *self, gconstpointer data)
{
  guint n_items = 0;

  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  answer_page (self->server, 1, 100, "b");
  answer_page (self->server, 101, 130, NULL);
  g_assert_cmpuint (get_n_items (self->list), ==, 0);
  load_more (self->list);
  g_assert_cmpuint (get_n_items (self->list), ==, 100);
  g_assert_false (tack_page_list_is_complete (self->list));

  /* Far from the end nothing happens; near it the next page comes, but never inside the question.
   */
  g_assert_cmpstr (get_id (self->list, 0), ==, "1");
  run_idle ();
  g_assert_false (tack_page_list_is_loading (self->list));
  g_assert_cmpstr (get_id (self->list, 99), ==, "100");
  g_assert_false (tack_page_list_is_loading (self->list));
  tack_test_wait_until (tack_page_list_is_complete (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 130);
  g_assert_cmpstr (get_id (self->list, 129), ==, "130");
  g_assert_null (get_id (self->list, 130));

  /* The end is the end. */
  tack_page_list_load_more (self->list);
  g_assert_false (tack_page_list_is_loading (self->list));
  run_idle ();
  g_assert_cmpuint (tack_test_server_count (self->server), ==, 2);
}

/* An error in the middle keeps what is there, is not tried again by looking, and a retry goes on.
 */
static void
test_error (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) shown = NULL;

  answer_page (self->server, 1, 3, "b");
  load_more (self->list);
  tack_test_server_answer (self->server, 400, NULL, "{\"code\":1,\"message\":\"No.\"}");
  load_more (self->list);
  g_object_get (self->list, "error", &shown, NULL);
  g_assert_error (shown, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_error (tack_page_list_get_error (self->list), TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpuint (get_n_items (self->list), ==, 3);
  g_assert_false (tack_page_list_is_complete (self->list));

  g_assert_cmpstr (get_id (self->list, 2), ==, "3");
  run_idle ();
  g_assert_cmpuint (tack_test_server_count (self->server), ==, 2);

  answer_page (self->server, 4, 5, NULL);
  load_more (self->list);
  g_autofree char *retry = tack_test_server_dup_head (self->server, 2);
  g_assert_nonnull (strstr (retry, "bookmark=b "));
  g_assert_null (tack_page_list_get_error (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 5);
  g_assert_true (tack_page_list_is_complete (self->list));
}

/* A moving list shows an item twice, on one page or on two. */
static void
test_repeats (Fixture *self, gconstpointer data)
{
  tack_test_server_answer (self->server, 200, NULL,
                           "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"1\"}],"
                           "\"bookmark\":\"b\"}");
  answer_page (self->server, 2, 4, NULL);
  g_assert_true (load_all (self->list, NULL));
  g_assert_cmpuint (get_n_items (self->list), ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (atoi (get_id (self->list, i)), ==, (int) i + 1);
}

/* What bookmarks do that do not simply end: pages until the list is complete. */
static void
test_bookmarks (void)
{
  static const struct
  {
    const char *pages; /* of each `first-last:bookmark` */
    guint       n_items;
    guint       n_requests;
  } CASES[] = {
    { "1-2:", 2, 1 },
    { "1-2:b 3-4:c 5-5:", 5, 3 },
    /* The same bookmark again, and a circle. */
    { "1-2:b 3-4:b", 4, 2 },
    { "1-2:b 3-4:c 1-2:b", 4, 3 },
    /* Pages without anything new are passed over, but not for ever. */
    { "1-2:b 1-0:c 3-4:", 4, 3 },
    { "1-1:b 1-0:c 1-0:d 1-0:e 1-0:f 1-0:g 1-0:h 1-0:i 1-0:j 2-2:k", 1, 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Fixture            self;
      g_auto (GStrv)     pages = g_strsplit (CASES[i].pages, " ", -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", CASES[i].pages);
      set_up (&self, NULL);
      for (guint page = 0; pages[page] != NULL; page++)
        {
          guint first = 0;
          guint last = 0;
          char  bookmark[8] = "";

          sscanf (pages[page], "%u-%u:%7s", &first, &last, bookmark);
          answer_page (self.server, first, last, *bookmark != '\0' ? bookmark : NULL);
        }
      g_assert_true (load_all (self.list, &error));
      g_assert_no_error (error);
      g_assert_true (tack_page_list_is_complete (self.list));
      g_assert_cmpuint (get_n_items (self.list), ==, CASES[i].n_items);
      g_assert_cmpuint (tack_test_server_count (self.server), ==, CASES[i].n_requests);
      tear_down (&self, NULL);
    }
}

/* The old items stay until the new first page is there, and longer when it does not come. */
static void
test_reload (Fixture *self, gconstpointer data)
{
  guint n_items = 0;

  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed), &n_items);
  answer_page (self->server, 1, 3, "b");
  load_more (self->list);
  answer_page (self->server, 4, 5, NULL);
  load_more (self->list);

  tack_test_server_answer (self->server, 403, NULL, "{\"code\":29,\"message\":\"No.\"}");
  tack_page_list_reload (self->list);
  g_assert_false (tack_page_list_is_complete (self->list));
  tack_test_wait_until (!tack_page_list_is_loading (self->list));
  g_assert_nonnull (tack_page_list_get_error (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 5);

  answer_page (self->server, 3, 4, NULL);
  load_more (self->list);
  g_assert_true (tack_page_list_is_complete (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 2);
  g_assert_cmpstr (get_id (self->list, 0), ==, "3");
  g_assert_cmpuint (n_items, ==, 2);
  g_autofree char *retry = tack_test_server_dup_head (self->server, 3);
  g_assert_null (strstr (retry, "bookmark"));
}

/* A page under way when the list begins anew is forgotten. */
static void
test_reload_while_loading (Fixture *self, gconstpointer data)
{
  answer_page (self->server, 1, 3, "b");
  answer_page (self->server, 1, 3, "b");
  tack_page_list_load_more (self->list);
  tack_page_list_reload (self->list);
  tack_test_wait_until (!tack_page_list_is_loading (self->list));
  run_idle ();
  g_assert_null (tack_page_list_get_error (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 3);
}

static void
on_notify (TackPageList *list, GParamSpec *pspec, gpointer user_data)
{
  GString *log = user_data;
  gboolean is_loading;
  gboolean is_complete;

  g_object_get (list, "loading", &is_loading, "complete", &is_complete, NULL);
  g_string_append_printf (log, "%s %d%d|", pspec->name, is_loading, is_complete);
}

static void
test_properties (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (self->list, "notify", G_CALLBACK (on_notify), log);
  answer_page (self->server, 1, 1, NULL);
  load_more (self->list);
  g_assert_true (g_str_has_prefix (log->str, "loading 10|"));
  g_assert_nonnull (strstr (log->str, "loading 01|"));
  g_assert_nonnull (strstr (log->str, "complete 01|"));
  g_assert_null (strstr (log->str, "error"));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == TACK_TYPE_BOARD);
}

/* Several may want the whole list at once; each is told how it ended. */
static void
test_load_all_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError)       error = NULL;

  answer_page (self->server, 1, 3, "b");
  tack_test_server_answer (self->server, 400, NULL, "{}");
  tack_page_list_load_all_async (self->list, NULL, tack_test_store_result, &first);
  tack_page_list_load_all_async (self->list, NULL, tack_test_store_result, &second);
  tack_test_wait_until (first != NULL && second != NULL);
  g_assert_false (tack_page_list_load_all_finish (self->list, first, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_false (tack_page_list_load_all_finish (self->list, second, NULL));
  g_assert_cmpuint (tack_test_server_count (self->server), ==, 2);

  answer_page (self->server, 4, 4, NULL);
  g_assert_true (load_all (self->list, NULL));
  g_assert_true (load_all (self->list, NULL));
  g_assert_cmpuint (get_n_items (self->list), ==, 4);
  g_assert_cmpuint (tack_test_server_count (self->server), ==, 3);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  answer_page (self->server, 1, 1, NULL);
  tack_test_server_hold (self->server);
  tack_page_list_load_all_async (self->list, cancellable, tack_test_store_result, &result);
  tack_test_wait_until (tack_test_server_count (self->server) == 1);
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (result);
  g_assert_false (tack_page_list_load_all_finish (self->list, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The page itself is wanted still: a view may be looking. */
  tack_test_server_let_go (self->server, FALSE);
  tack_test_wait_until (!tack_page_list_is_loading (self->list));
  g_assert_cmpuint (get_n_items (self->list), ==, 1);
}

/* Who drops a list wants no more of it: nothing comes back to it, and nothing keeps it. */
static void
test_drop (Fixture *self, gconstpointer data)
{
  TackPageList *list = tack_boards_list (self->client, TACK_BOARD_FILTER_ALL);

  answer_page (self->server, 1, 3, "b");
  tack_page_list_load_more (list);
  g_assert_finalize_object (list);
  /* The call has ended too: only the fixture and its list hold the client. */
  tack_test_wait_until (G_OBJECT (self->client)->ref_count == 2);
}

/* How each list asks for its first pages, and that an id which is none is never asked with. */
static void
test_requests (void)
{
  const struct
  {
    const char *bad_id; /* NULL: the list has none */
    const char *request;
  } CASES[] = {
    { NULL, "GET /boards?page_size=100 " },
    { NULL, "GET /boards?privacy=PUBLIC_AND_SECRET&page_size=100 " },
    { "1/2", "GET /boards/1/pins?page_size=100 " },
    { "Ideas", "GET /boards/1/sections?page_size=100 " },
    { "", "GET /boards/1/sections/2/pins?page_size=100 " },
    { NULL, "GET /pins?page_size=100 " },
    { NULL, "GET /pins?include_protected_pins=true&page_size=100 " },
    { NULL, "GET /media?page_size=100 " },
  };
  const TackPinFilter        pins = { 0 };
  const TackPinFilter        all_pins = { .include_protected = TRUE };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
  guint n_requests = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint is_bad = 0; is_bad <= (CASES[i].bad_id != NULL); is_bad++)
      {
        const char              *id = is_bad ? CASES[i].bad_id : "2";
        g_autoptr (TackPageList) list
          = i == 0   ? tack_boards_list (client, TACK_BOARD_FILTER_ALL)
            : i == 1 ? tack_boards_list (client, TACK_BOARD_FILTER_PUBLIC_AND_SECRET)
            : i == 2 ? tack_boards_list_pins (client, is_bad ? id : "1")
            : i == 3 ? tack_sections_list (client, is_bad ? id : "1")
            : i == 4 ? tack_sections_list_pins (client, "1", id)
            : i == 5 ? tack_pins_list (client, &pins)
            : i == 6 ? tack_pins_list (client, &all_pins)
                     : tack_uploads_list (client);

        if (!is_bad)
          tack_test_server_answer (server, 200, NULL, "{\"items\":[]}");
        load_more (list);
        g_assert_cmpint (tack_page_list_get_error (list) != NULL, ==, is_bad);
        if (is_bad)
          {
            g_assert_error (tack_page_list_get_error (list), TACK_ERROR, TACK_ERROR_FIX);
            continue;
          }

        g_autofree char *head = tack_test_server_dup_head (server, n_requests++);
        g_assert_true (g_str_has_prefix (head, CASES[i].request));
      }
  g_assert_cmpuint (tack_test_server_count (server), ==, n_requests);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *self, gconstpointer data);
  } TESTS[] = {
    { "/api/page-list/scrolls", test_scrolls },
    { "/api/page-list/error", test_error },
    { "/api/page-list/repeats", test_repeats },
    { "/api/page-list/reload", test_reload },
    { "/api/page-list/reload-while-loading", test_reload_while_loading },
    { "/api/page-list/properties", test_properties },
    { "/api/page-list/load-all-twice", test_load_all_twice },
    { "/api/page-list/cancel", test_cancel },
    { "/api/page-list/drop", test_drop },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    g_test_add (TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
  g_test_add_func ("/api/page-list/bookmarks", test_bookmarks);
  g_test_add_func ("/api/page-list/requests", test_requests);

  return g_test_run ();
}
