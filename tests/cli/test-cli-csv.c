/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>

#include "base/tack-json.h"

/* What the rows of a table become at Pinterest, and what is told of those that become nothing. */

#define CERAMICS "549755885175"
#define GLAZES "549755885177"
#define HEADER "Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords"

static void
test_template (Bench *bench, gconstpointer data)
{
  g_autofree char *folder = bench_dup_path (bench, "photos");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  bench_add_photo (bench, "f0.jpg", "photos/a bowl.jpg");
  bench_add_text (bench, "pins.csv",
                  "\xef\xbb\xbf" HEADER "\r\n"
                  "Bowl,photos/a bowl.jpg,ceramics/glazes,,\"Blue, and \"\"round\"\"\nTwo lines\","
                  "https://example.com/?a=1,2020-01-01T00:00:00,\r\n"
                  "Vase,https://example.com/v.jpg," CERAMICS ",,,,,\r\n");
  g_autofree char *sum = bench_dup_sha256 (bench, "photos/a bowl.jpg");
  g_autoptr (Run)  run = bench_run (bench, "publish", "--csv=pins.csv", "--jobs=1", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_autofree char *wanted = g_strdup_printf (
    "{\"board_id\":\"" CERAMICS "\",\"board_section_id\":\"" GLAZES "\",\"title\":\"Bowl\","
    "\"description\":\"Blue, and \\\"round\\\"\\nTwo lines\","
    "\"link\":\"https://example.com/?a=1\",\"media_source\":{\"source_type\":\"image_base64\","
    "\"content_type\":\"image/jpeg\",\"data\":\"sha256:%s\"}}",
    sum);
  bench_assert_request (bench, 0, wanted);
  bench_assert_request (bench, 1,
                        "{\"board_id\":\"" CERAMICS "\",\"title\":\"Vase\",\"media_source\":"
                        "{\"source_type\":\"image_url\",\"url\":\"https://example.com/v.jpg\"}}");
}

/* Paths start from the table's folder, wherever the program runs. */
static void
test_folder (Bench *bench, gconstpointer data)
{
  g_autofree char *folder = bench_dup_path (bench, "other");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  bench_add_photo (bench, "f0.jpg", "other/a.jpg");
  bench_add_photo (bench, "f1.jpg", "b.jpg");
  bench_add_text (bench, "other/pins.csv", "Media URL\na.jpg\n../b.jpg\n");
  g_autoptr (Run) run
    = bench_run (bench, "publish", "--csv=other/pins.csv", "--board=" CERAMICS, NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

/* Options say what a row leaves open, and no more. */
static void
test_options (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "f0.jpg", "a.jpg");
  bench_add_text (bench, "pins.csv",
                  "Media URL;Title;Pinterest board;Section;Alt text;Ad-only\n"
                  "a.jpg;;;;;\n"
                  "https://example.com/b.jpg;B;Ceramics;;A vase;no\n"
                  "https://example.com/c.jpg;;;Glazes;;\n"
                  "https://example.com/d.jpg;;;;;yes\n");
  g_autofree char *sum = bench_dup_sha256 (bench, "a.jpg");
  g_autoptr (Run)  run
    = bench_run (bench, "publish", "--csv=pins.csv", "--board=Ceramics", "--section=Wheel throwing",
                 "--title={name}", "--alt-text=Something", "--product=111", "--jobs=1", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_autofree char *first = g_strdup_printf (
    "{\"board_id\":\"" CERAMICS "\",\"board_section_id\":\"549755885176\",\"title\":\"a\","
    "\"alt_text\":\"Something\",\"product_tags\":[{\"pin_id\":\"111\"}],\"media_source\":"
    "{\"source_type\":\"image_base64\",\"content_type\":\"image/jpeg\",\"data\":\"sha256:%s\"}}",
    sum);
  bench_assert_request (bench, 0, first);
  bench_assert_request (bench, 1,
                        "{\"board_id\":\"" CERAMICS "\",\"title\":\"B\",\"alt_text\":\"A vase\","
                        "\"product_tags\":[{\"pin_id\":\"111\"}],\"media_source\":{\"source_type\":"
                        "\"image_url\",\"url\":\"https://example.com/b.jpg\"}}");
  bench_assert_request (bench, 2,
                        "{\"board_id\":\"" CERAMICS "\",\"board_section_id\":\"" GLAZES "\","
                        "\"title\":\"c\",\"alt_text\":\"Something\",\"product_tags\":[{\"pin_id\":"
                        "\"111\"}],\"media_source\":{\"source_type\":\"image_url\",\"url\":"
                        "\"https://example.com/c.jpg\"}}");
  bench_assert_request (bench, 3,
                        "{\"board_id\":\"" CERAMICS "\",\"board_section_id\":\"549755885176\","
                        "\"title\":\"d\",\"alt_text\":\"Something\",\"product_tags\":[{\"pin_id\":"
                        "\"111\"}],\"is_removable\":true,\"media_source\":{\"source_type\":"
                        "\"image_url\",\"url\":\"https://example.com/d.jpg\"}}");
}

/* Each bad row is one sentence that names its line; the good ones are published. */
static void
test_bad_rows (Bench *bench, gconstpointer data)
{
  static const char *const whys[] = {
    "line 2: “none.jpg” is not there",
    "line 3: There is no board “Nowhere”",
    "line 4: ",
    "line 5: Pinterest fetches only pictures",
    "line 6: Choose the board",
    "“pins.csv”: line 7: Media URL is empty",
    "“pins.csv”: line 8: Text follows a closing quotation mark",
    "line 9: A section needs the board",
    "line 10: “example” is no web address",
    "“pins.csv”: line 11: “soon”: Publish date",
    "“pins.csv”: line 12: Pinterest lets no program schedule",
    "line 13: “cover.jpg” is not there",
  };
  g_autofree char *too_long = g_strnfill (101, 'x');
  g_autofree char *table = g_strconcat (HEADER ",Section\n"
                                               ",none.jpg,Ceramics\n"
                                               ",a.jpg,Nowhere\n",
                                        too_long,
                                        ",a.jpg,Ceramics\n"
                                        ",https://example.com/x.mp4,Ceramics\n"
                                        ",a.jpg\n"
                                        "No picture,,Ceramics\n"
                                        "\"A\"b,a.jpg,Ceramics\n"
                                        ",a.jpg,,,,,,,Glazes\n"
                                        ",a.jpg,Ceramics,,,example\n"
                                        ",a.jpg,Ceramics,,,,soon\n"
                                        ",a.jpg,Ceramics,,,,2999-01-01\n"
                                        ",a.jpg,Ceramics,cover.jpg\n"
                                        "Good,a.jpg,Ceramics\n",
                                        NULL);

  bench_add_photo (bench, "f0.jpg", "a.jpg");
  bench_add_text (bench, "pins.csv", table);
  g_autoptr (Run) run = bench_run (bench, "--json", "publish", "--csv=pins.csv", NULL);
  g_auto (GStrv)  lines = g_strsplit (run->err, "\n", -1);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (whys) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    g_assert_nonnull (strstr (lines[i], whys[i]));

  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);
  g_autofree char *file = bench_dup_path (bench, "a.jpg");
  g_assert_cmpstr (tack_json_get_string (bench_get_event (run, "published"), "file"), ==, file);
  bench_assert_members (bench_get_event (run, "failed"), "event file class code message");
}

static void
test_no_table (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text; /* nullable: no file */
    const char *why;
  } cases[] = {
    { "none.csv", NULL, "“none.csv” is not there" },
    { "empty.csv", "", "The table is empty" },
    { "other.csv", "Name,Price\na,1\n", "no column “Media URL”" },
    { "latin.csv", "Media URL\ncaf\xe9.jpg\n", "not UTF-8" },
    { "only.csv", "Media URL\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *word = g_strconcat ("--csv=", cases[i].name, NULL);

      if (cases[i].text != NULL)
        bench_add_text (bench, cases[i].name, cases[i].text);
      g_autoptr (Run) run = bench_run (bench, "publish", word, "--board=" CERAMICS, NULL);

      g_assert_cmpint (run->status, ==, cases[i].why != NULL ? 1 : 0);
      if (cases[i].why != NULL)
        bench_assert_sentence (run, cases[i].why);
    }
}

static void
test_warnings (Bench *bench, gconstpointer data)
{
  bench_add_text (bench, "pins.csv",
                  "Media URL,Keywords,Price\nhttps://example.com/a.jpg,\"a, b\",1\n");
  g_autoptr (Run) run
    = bench_run (bench, "--json", "publish", "--csv=pins.csv", "--board=" CERAMICS, NULL);
  g_autoptr (Run) human = bench_run (bench, "publish", "--csv=pins.csv", "--board=" CERAMICS, NULL);
  JsonObject     *warning = bench_get_event (run, "warning");
  g_autofree char *file = bench_dup_path (bench, "pins.csv");

  g_assert_cmpint (run->status, ==, 0);
  bench_assert_members (warning, "event file message");
  g_assert_cmpstr (tack_json_get_string (warning, "file"), ==, file);
  g_assert_nonnull (strstr (run->out, "“Price”"));
  g_assert_nonnull (strstr (run->out, "Keywords are passed over"));
  g_assert_true (g_str_has_prefix (human->out, "! pins.csv · "));
}

/* However many rows name however many boards, those are listed once, and each is made once. */
static void
test_many (Bench *bench, gconstpointer data)
{
  g_autoptr (GString) table = g_string_new ("Media URL,Pinterest board\n");

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (table, "https://example.com/%u.jpg,%s\n", i,
                            i % 3 == 0   ? "Ceramics/Glazes"
                            : i % 3 == 1 ? "Kilns"
                                         : "kilns");
  bench_add_text (bench, "pins.csv", table->str);
  g_autoptr (Run) without = bench_run (bench, "publish", "--csv=pins.csv", "--jobs=6", NULL);
  g_assert_cmpint (without->status, ==, 1);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 100);
  guint n_lists = tack_demo_server_count_calls (bench->server, "boards/list");
  guint n_sections = tack_demo_server_count_calls (bench->server, "board_sections/list");

  g_autoptr (Run) with
    = bench_run (bench, "publish", "--csv=pins.csv", "--create-board", "--jobs=6", NULL);
  g_assert_cmpint (with->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 400);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/create"), ==, 1);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), ==, 2 * n_lists);
  g_assert_cmpuint (n_sections, ==, 1);
  g_assert_cmpuint (n_lists, <=, 2);
}

/* A board is not made for a section that it cannot have. */
static void
test_no_board_for_section (Bench *bench, gconstpointer data)
{
  bench_add_text (bench, "pins.csv",
                  "Media URL,Pinterest board,Section\n"
                  "https://example.com/a.jpg,Kilns/Gas,\n"
                  "https://example.com/b.jpg,Kilns,Gas\n");
  g_autoptr (Run) run = bench_run (bench, "publish", "--csv=pins.csv", "--create-board", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "line 2: There is no board “Kilns”"));
  g_assert_nonnull (strstr (run->err, "line 3: There is no board “Kilns”"));
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/create"), ==, 0);
}

static void
test_video (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_photo (bench, "f0.jpg", "cover.jpg");
  bench_add_text (bench, "pins.csv",
                  "Title,Media URL,Thumbnail\nfile,clip.mp4,cover.jpg\n"
                  "address,clip.mp4,https://example.com/c.jpg\n");
  g_autofree char *sum = bench_dup_sha256 (bench, "cover.jpg");
  g_autofree char *tagged = g_strconcat ("sha256:", sum, NULL);
  g_autoptr (Run)  run
    = bench_run (bench, "publish", "--csv=pins.csv", "--board=" CERAMICS, "--jobs=1", NULL);
  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  JsonObject           *sources[2];

  g_assert_cmpint (run->status, ==, 0);
  /* Whose upload is processed first is Pinterest's affair. */
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");
      guint nth = g_str_equal (tack_json_get_string (request, "title"), "file") ? 0 : 1;
      sources[nth] = tack_json_get_object (request, "media_source");
    }
  g_assert_cmpstr (tack_json_get_string (sources[0], "cover_image_data"), ==, tagged);
  g_assert_cmpstr (tack_json_get_string (sources[1], "cover_image_url"), ==,
                   "https://example.com/c.jpg");
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/csv/template", test_template },
    { "/cli/csv/folder", test_folder },
    { "/cli/csv/options", test_options },
    { "/cli/csv/bad-rows", test_bad_rows },
    { "/cli/csv/no-table", test_no_table },
    { "/cli/csv/warnings", test_warnings },
    { "/cli/csv/many", test_many },
    { "/cli/csv/no-board-for-section", test_no_board_for_section },
    { "/cli/csv/video", test_video },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
