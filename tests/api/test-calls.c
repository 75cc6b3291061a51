/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-boards.h"
#include "api/tack-create.h"
#include "api/tack-pins.h"
#include "api/tack-sections.h"
#include "api/tack-uploads.h"
#include "base/tack-json.h"
#include "base/tack-limits.h"

#include "tack-test-api.h"

/* Every call on a resource: what leaves for Pinterest, what becomes of its answer, and what never
 * leaves. Then the same calls against the stand-in, which refuses what Pinterest refuses. */

typedef struct
{
  TackBoardFields fields;
  TackPinChanges  changes;
  const char     *id;
  const char     *second_id;
  const char     *name;
  const char     *section_id;
} Arguments;

typedef void (*StartFunc) (TackApiClient      *client,
                           const Arguments    *arguments,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);
typedef gpointer (*FinishFunc) (TackApiClient *client, GAsyncResult *result, GError **error);

/* The pairs differ in their arguments only: each gets the same few. */
#define DEFINE_START(name, ...)                                                                    \
  static void start_##name (TackApiClient *client, const Arguments *arguments,                     \
                            GAsyncReadyCallback callback, gpointer user_data)                      \
  {                                                                                                \
    tack_##name##_async (client, __VA_ARGS__, NULL, callback, user_data);                          \
  }

/* A call without an object answers with something that is not NULL. */
#define DEFINE_FINISH_EMPTY(name)                                                                  \
  static gpointer finish_##name (TackApiClient *client, GAsyncResult *result, GError **error)      \
  {                                                                                                \
    return tack_##name##_finish (client, result, error) ? g_object_ref (client) : NULL;            \
  }

DEFINE_START (boards_get, arguments->id)
DEFINE_START (boards_create, &arguments->fields)
DEFINE_START (boards_update, arguments->id, &arguments->fields)
DEFINE_START (boards_delete, arguments->id)
DEFINE_FINISH_EMPTY (boards_delete)
DEFINE_START (sections_create, arguments->id, arguments->name)
DEFINE_START (sections_rename, arguments->id, arguments->second_id, arguments->name)
DEFINE_START (sections_delete, arguments->id, arguments->second_id)
DEFINE_FINISH_EMPTY (sections_delete)
DEFINE_START (pins_get, arguments->id)
DEFINE_START (pins_update, arguments->id, &arguments->changes)
DEFINE_START (pins_save, arguments->id, arguments->second_id, arguments->section_id)
DEFINE_START (pins_delete, arguments->id)
DEFINE_FINISH_EMPTY (pins_delete)
DEFINE_START (uploads_get, arguments->id)

typedef struct
{
  StartFunc  start;
  FinishFunc finish;
  gboolean   takes_ad_account;
  gboolean   is_empty; /* the answer has no body */
} Call;

#define CALL(name) start_##name, (FinishFunc) tack_##name##_finish
#define EMPTY_CALL(name) start_##name, finish_##name

static const Call boards_get = { CALL (boards_get), TRUE, FALSE };
static const Call boards_create = { CALL (boards_create), TRUE, FALSE };
static const Call boards_update = { CALL (boards_update), TRUE, FALSE };
static const Call boards_delete = { EMPTY_CALL (boards_delete), TRUE, TRUE };
static const Call sections_create = { CALL (sections_create), TRUE, FALSE };
static const Call sections_rename = { CALL (sections_rename), TRUE, FALSE };
static const Call sections_delete = { EMPTY_CALL (sections_delete), TRUE, TRUE };
static const Call pins_get = { CALL (pins_get), TRUE, FALSE };
static const Call pins_update = { CALL (pins_update), TRUE, FALSE };
static const Call pins_save = { CALL (pins_save), TRUE, FALSE };
static const Call pins_delete = { EMPTY_CALL (pins_delete), TRUE, TRUE };
static const Call uploads_get = { CALL (uploads_get), FALSE, FALSE };

static gpointer
run (TackApiClient *client, const Call *call, const Arguments *arguments, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  call->start (client, arguments, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return call->finish (client, result, error);
}

static void
test_requests (void)
{
  static const struct
  {
    const Call *call;
    Arguments   arguments;
    const char *request;
    const char *body; /* "": none */
  } CASES[] = {
    { &boards_get, { .id = "12" }, "GET /boards/12", "" },
    { &boards_create, { .fields = { .name = "Küche" } }, "POST /boards", "{\"name\":\"Küche\"}" },
    { &boards_create,
      { .fields = { "A \"b\"", "Two\nlines", "SECRET", TRUE } },
      "POST /boards",
      "{\"name\":\"A \\\"b\\\"\",\"description\":\"Two\\nlines\",\"privacy\":\"SECRET\","
      "\"is_ads_only\":true}" },
    { &boards_update,
      { .id = "12", .fields = { .description = "" } },
      "PATCH /boards/12",
      "{\"description\":\"\"}" },
    { &boards_update,
      { .id = "12", .fields = { .name = "New", .privacy = "PUBLIC", .is_ads_only = TRUE } },
      "PATCH /boards/12",
      "{\"name\":\"New\",\"privacy\":\"PUBLIC\"}" },
    { &boards_delete, { .id = "12" }, "DELETE /boards/12", "" },
    { &sections_create,
      { .id = "12", .name = "Öfen" },
      "POST /boards/12/sections",
      "{\"name\":\"Öfen\"}" },
    { &sections_rename,
      { .id = "12", .second_id = "13", .name = "Glazes" },
      "PATCH /boards/12/sections/13",
      "{\"name\":\"Glazes\"}" },
    { &sections_delete, { .id = "12", .second_id = "13" }, "DELETE /boards/12/sections/13", "" },
    { &pins_get, { .id = "12" }, "GET /pins/12", "" },
    { &pins_update,
      { .id = "12", .changes = { "Title", "", "Alt", "https://a.example/?b=c&d=ü", "13", "14" } },
      "PATCH /pins/12",
      "{\"title\":\"Title\",\"description\":\"\",\"alt_text\":\"Alt\","
      "\"link\":\"https://a.example/?b=c&d=ü\",\"board_id\":\"13\",\"board_section_id\":\"14\"}" },
    { &pins_update,
      { .id = "12", .changes = { .board_section_id = "" } },
      "PATCH /pins/12",
      "{\"board_section_id\":null}" },
    { &pins_save,
      { .id = "12", .second_id = "13" },
      "POST /pins/12/save",
      "{\"board_id\":\"13\"}" },
    { &pins_save,
      { .id = "12", .second_id = "13", .section_id = "14" },
      "POST /pins/12/save",
      "{\"board_id\":\"13\",\"board_section_id\":\"14\"}" },
    { &pins_delete, { .id = "12" }, "DELETE /pins/12", "" },
    { &uploads_get, { .id = "12" }, "GET /media/12", "" },
  };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (CASES); i++)
    {
      const guint        n = i / 2;
      const Call        *call = CASES[n].call;
      gboolean           for_ad_account = i % 2 == 1;
      g_autoptr (GError) error = NULL;
      g_autofree char   *expected
        = g_strconcat (CASES[n].request,
                       for_ad_account && call->takes_ad_account ? "?ad_account_id=7 " : " ", NULL);

      g_test_message ("%s", expected);
      tack_api_client_set_ad_account (client, for_ad_account ? "7" : NULL);
      tack_create_set_counts (client, -1, -1);
      if (call->is_empty)
        tack_test_server_answer_raw (server, "HTTP/1.1 204 Gone\r\nConnection: close\r\n\r\n");
      else
        tack_test_server_answer (server, 200, NULL, "{\"id\":\"99\",\"media_id\":\"99\"}");
      g_autoptr (GObject) object = run (client, call, &CASES[n].arguments, &error);
      g_autofree char    *head = tack_test_server_dup_head (server, i);
      g_autofree char    *body = tack_test_server_dup_body (server, i);

      g_assert_no_error (error);
      g_assert_nonnull (object);
      g_assert_true (g_str_has_prefix (head, expected));
      g_assert_cmpstr (body, ==, CASES[n].body);
      if (TACK_IS_BOARD (object))
        g_assert_cmpstr (tack_board_get_id (TACK_BOARD (object)), ==, "99");
      if (TACK_IS_SECTION (object))
        g_assert_cmpstr (tack_section_get_id (TACK_SECTION (object)), ==, "99");
      if (TACK_IS_PIN (object))
        g_assert_cmpstr (tack_pin_get_id (TACK_PIN (object)), ==, "99");
    }
}

/* What cannot be right is never sent: one sentence says why. */
static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (100 * 1000, 'x');
  g_autofree char *long_name = g_strnfill (TACK_SECTION_NAME_MAX + 1, 'x');
  const struct
  {
    const Call *call;
    Arguments   arguments;
    const char *sentence;
  } CASES[] = {
    { &boards_get,
      { .id = "Ceramics" },
      "The board is named by a number of digits only, not by “Ceramics”." },
    { &boards_delete, { .id = "" }, "The board is named by a number of digits only, not by “”." },
    { &boards_delete,
      { .id = "12/../13" },
      "The board is named by a number of digits only, not by “12/../13”." },
    { &boards_create, { .fields = { .privacy = "PUBLIC" } }, "A board needs a name." },
    { &boards_create, { .fields = { .name = " \u00a0 " } }, "The name of the board is empty." },
    { &boards_create,
      { .fields = { .name = "Bell\a" } },
      "The name of the board holds invisible control characters: type it again." },
    { &boards_create,
      { .fields = { .name = "Two\nlines" } },
      "The name of the board holds invisible control characters: type it again." },
    { &boards_create,
      { .fields = { .name = "Half \355\240\200" } },
      "The name of the board holds invisible control characters: type it again." },
    { &boards_create,
      { .fields = { .name = huge } },
      "The name of the board has 100000 characters; Pinterest takes 180." },
    { &boards_create,
      { .fields = { .name = "A", .description = huge } },
      "The description of the board has 100000 characters; Pinterest takes 800." },
    { &boards_create,
      { .fields = { .name = "A", .privacy = "secret" } },
      "A board is public, protected or secret." },
    { &boards_update,
      { .id = "12", .fields = { .privacy = "PROTECTED" } },
      "A board is protected from the beginning or not at all: make it public or secret." },
    { &boards_update, { .id = "12", .fields = { .name = "" } }, "The name of the board is empty." },
    { &sections_create, { .id = "12", .name = "" }, "The name of the section is empty." },
    { &sections_create,
      { .id = "12", .name = long_name },
      "The name of the section has 181 characters; Pinterest takes 180." },
    { &sections_rename,
      { .id = "12", .second_id = "Glazes", .name = "A" },
      "The section is named by a number of digits only, not by “Glazes”." },
    { &pins_get, { .id = "1e5" }, "The Pin is named by a number of digits only, not by “1e5”." },
    { &pins_update,
      { .id = "12", .changes = { .title = long_name } },
      "The title has 181 characters; Pinterest takes 100." },
    { &pins_update,
      { .id = "12", .changes = { .link = "a.example" } },
      "“a.example” is no web address: it has to begin with https:// or http://." },
    { &pins_update,
      { .id = "12", .changes = { .board_id = "" } },
      "The board is named by a number of digits only, not by “”." },
    { &pins_save,
      { .id = "12", .second_id = "13", .section_id = "x" },
      "The section is named by a number of digits only, not by “x”." },
    { &uploads_get,
      { .id = "x" },
      "The uploaded video is named by a number of digits only, not by “x”." },
  };
  g_autoptr (TackTestServer) server = tack_test_server_new ();
  g_autoptr (TackApiClient)  client
    = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", CASES[i].sentence);
      g_assert_null (run (client, CASES[i].call, &CASES[i].arguments, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_cmpstr (error->message, ==, CASES[i].sentence);
    }
  g_assert_cmpuint (tack_test_server_count (server), ==, 0);
}

/* A yes that does not say to what. Only where doing it twice harms is it a doubt. */
static void
test_damaged (void)
{
  static const struct
  {
    const Call *call;
    gboolean    is_doubtful;
  } CASES[] = {
    { &boards_get, FALSE },     { &boards_create, TRUE }, { &boards_update, FALSE },
    { &sections_create, TRUE }, { &pins_get, FALSE },     { &pins_save, TRUE },
  };
  const Arguments arguments
    = { .id = "12", .second_id = "13", .name = "A", .fields = { .name = "A" } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TackTestServer) server = tack_test_server_new ();
      g_autoptr (TackApiClient)  client
        = tack_test_client_new (tack_test_server_get_url (server), TACK_TEST_TOKEN);
      g_autoptr (GError) error = NULL;

      tack_test_server_answer (server, 201, NULL, "{\"id\":null}");
      g_assert_null (run (client, CASES[i].call, &arguments, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);
      g_assert_cmpint (tack_error_get_details (error)->answer_lost, ==, CASES[i].is_doubtful);
    }
}


static void
test_name_advice (void)
{
  g_autofree char *fine = g_strnfill (50, 'x');
  g_autofree char *long_name = g_strnfill (51, 'x');
  g_autofree char *no_advice = tack_boards_dup_name_advice (fine);
  g_autofree char *advice = tack_boards_dup_name_advice (long_name);

  g_assert_null (no_advice);
  g_assert_cmpstr (advice, ==, "The name of the board has 51 characters; feeds show about 50.");
}

static gpointer
run_well (TackTestDemo *demo, const Call *call, Arguments arguments)
{
  g_autoptr (GError) error = NULL;
  gpointer           object = run (demo->client, call, &arguments, &error);

  g_assert_no_error (error);
  g_assert_nonnull (object);

  return object;
}

static void
assert_gone (TackTestDemo *demo, const Call *call, Arguments arguments)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (run (demo->client, call, &arguments, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_GONE);
}

static guint
count_all (TackPageList *list)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TackPageList) owned = list;

  tack_page_list_load_all_async (list, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_true (tack_page_list_load_all_finish (list, result, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* The life of a board, with a section and a Pin on it. */
static void
test_life (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (TackPageList) pins = tack_pins_list (demo->client, &(TackPinFilter){ 0 });
  g_autoptr (TackBoard)    board
    = run_well (demo, &boards_create,
                (Arguments){ .fields
                             = { .name = "Ovens", .description = "Hot", .privacy = "SECRET" } });
  const char *board_id = tack_board_get_id (board);

  g_assert_cmpint (tack_board_get_privacy (board), ==, TACK_PRIVACY_SECRET);
  g_autoptr (TackBoard) updated
    = run_well (demo, &boards_update,
                (Arguments){ .id = board_id, .fields = { .description = "" } });
  g_assert_cmpstr (tack_board_get_name (updated), ==, "Ovens");
  g_autoptr (TackBoard) got = run_well (demo, &boards_get, (Arguments){ .id = board_id });
  g_assert_false (g_strcmp0 (tack_board_get_description (got), "Hot") == 0);

  g_autoptr (TackSection) section
    = run_well (demo, &sections_create, (Arguments){ .id = board_id, .name = "Gas" });
  const char             *section_id = tack_section_get_id (section);
  g_autoptr (TackSection) renamed
    = run_well (demo, &sections_rename,
                (Arguments){ .id = board_id, .second_id = section_id, .name = "Wood" });
  g_assert_cmpstr (tack_section_get_name (renamed), ==, "Wood");

  tack_page_list_load_more (pins);
  tack_test_wait_until (tack_page_list_is_complete (pins));
  g_autoptr (TackPin) original = g_list_model_get_item (G_LIST_MODEL (pins), 0);
  g_autoptr (TackPin) saved = run_well (demo, &pins_save,
                                        (Arguments){ .id = tack_pin_get_id (original),
                                                     .second_id = board_id,
                                                     .section_id = section_id });
  const char         *pin_id = tack_pin_get_id (saved);
  g_assert_cmpstr (tack_pin_get_parent_pin_id (saved), ==, tack_pin_get_id (original));
  g_assert_cmpuint (count_all (tack_sections_list_pins (demo->client, board_id, section_id)), ==,
                    1);
  g_autoptr (TackPin) changed
    = run_well (demo, &pins_update,
                (Arguments){ .id = pin_id,
                             .changes = { .title = "Pizza", .board_section_id = "" } });
  g_assert_cmpstr (tack_pin_get_title (changed), ==, "Pizza");
  g_assert_null (tack_pin_get_section_id (changed));
  g_autoptr (TackPin) read = run_well (demo, &pins_get, (Arguments){ .id = pin_id });
  g_assert_cmpstr (tack_pin_get_board_id (read), ==, board_id);

  g_object_unref (run_well (demo, &pins_delete, (Arguments){ .id = pin_id }));
  assert_gone (demo, &pins_get, (Arguments){ .id = pin_id });
  g_object_unref (
    run_well (demo, &sections_delete, (Arguments){ .id = board_id, .second_id = section_id }));
  assert_gone (demo, &sections_delete, (Arguments){ .id = board_id, .second_id = section_id });
  g_object_unref (run_well (demo, &boards_delete, (Arguments){ .id = board_id }));
  assert_gone (demo, &boards_get, (Arguments){ .id = board_id });
}

/* The largest account that Pinterest allows, in the fewest requests. */
static void
test_large (TackTestDemo *demo, gconstpointer data)
{
  g_autoptr (TackPageList) pins = NULL;
  const char              *board_id = "549755885175";

  tack_demo_server_add_boards (demo->server, TACK_BOARDS_MAX - 8);
  g_assert_cmpuint (count_all (tack_boards_list (demo->client, TACK_BOARD_FILTER_ALL)), ==,
                    TACK_BOARDS_MAX);
  g_assert_cmpuint (tack_demo_server_count_calls (demo->server, "boards/list"), ==,
                    TACK_BOARDS_MAX / TACK_PAGE_SIZE_MAX);

  /* Scrolled from top to bottom, as a view does. */
  tack_demo_server_add_pins (demo->server, board_id, 10000 - 3);
  pins = tack_boards_list_pins (demo->client, board_id);
  tack_page_list_load_more (pins);
  for (guint i = 0; i < 10000; i++)
    {
      tack_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (pins)) > i);
      g_autoptr (TackPin) pin = g_list_model_get_item (G_LIST_MODEL (pins), i);
      g_assert_cmpstr (tack_pin_get_board_id (pin), ==, board_id);
    }
  tack_test_wait_until (tack_page_list_is_complete (pins));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pins)), ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/calls/requests", test_requests);
  g_test_add_func ("/api/calls/refused", test_refused);
  g_test_add_func ("/api/calls/damaged", test_damaged);
  g_test_add_func ("/api/calls/name-advice", test_name_advice);
  g_test_add ("/api/calls/life", TackTestDemo, NULL, tack_test_demo_set_up, test_life,
              tack_test_demo_tear_down);
  g_test_add ("/api/calls/large", TackTestDemo, NULL, tack_test_demo_set_up, test_large,
              tack_test_demo_tear_down);

  return g_test_run ();
}
