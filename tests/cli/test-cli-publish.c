/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* posix_openpt */

#include "config.h"

#include "bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/tack-json.h"
#include "tack-test.h"

/* What the words of the command line become at Pinterest, and what is told of it. */

#define CERAMICS "549755885175"
#define GLAZES "549755885177"
#define BOARD "\"board_id\":\"" CERAMICS "\","

static void
test_every_field (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "Blue bowl.2.jpg");
  g_autofree char *sum = bench_dup_sha256 (bench, "Blue bowl.2.jpg");
  g_autoptr (Run)  run
    = bench_run (bench, "publish", "Blue bowl.2.jpg", "--board=ceramics", "--section=glazes",
                 "--title={name}", "--description=One {name}, two {name}", "--alt-text=A blue bowl",
                 "--link=https://example.com/{name}?a=1&b=2", "--note=for “Anna”", "--idea-ad",
                 "--product=111", "--product=222", "--ad-account=333", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_autofree char *wanted = g_strdup_printf (
    "{" BOARD "\"board_section_id\":\"" GLAZES "\",\"title\":\"Blue bowl.2\","
    "\"description\":\"One Blue bowl.2, two Blue bowl.2\",\"alt_text\":\"A blue bowl\","
    "\"link\":\"https://example.com/Blue bowl.2?a=1&b=2\",\"note\":\"for “Anna”\","
    "\"product_tags\":[{\"pin_id\":\"111\"},{\"pin_id\":\"222\"}],"
    "\"media_source\":{\"source_type\":\"image_base64\",\"content_type\":\"image/jpeg\","
    "\"data\":\"sha256:%s\",\"is_standard\":false}}",
    sum);
  bench_assert_request (bench, 0, wanted);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);
}

/* Nothing but the picture, unless the words say otherwise; and who says otherwise the second time
 * does not get what is waiting from the first. */
static void
test_details (Bench *bench, gconstpointer data)
{
  bench_add_talkative (bench, "a.jpg");
  bench_add_photo (bench, "balcony.jpg", "b.jpg");
  g_autofree char *whole = bench_dup_sha256 (bench, "a.jpg");
  g_autofree char *bare = bench_dup_sha256 (bench, "b.jpg");

  tack_demo_server_fail_next (bench->server, "pins/create", 1, "status:400:1:no");
  g_autoptr (Run) failed = bench_run (bench, "--store=store", "publish", "a.jpg", "--keep-details",
                                      "--board=" CERAMICS, NULL);
  g_autoptr (Run) silent
    = bench_run (bench, "--store=store", "publish", "a.jpg", "--board=" CERAMICS, NULL);
  g_autoptr (Run) kept = bench_run (bench, "--store=store", "publish", "a.jpg", "--keep-details",
                                    "--board=" CERAMICS, NULL);
  g_assert_cmpint (failed->status, ==, 1);
  g_assert_cmpint (silent->status, ==, 0);
  g_assert_cmpint (kept->status, ==, 0);

  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  const char           *sums[] = { bare, whole };
  g_assert_cmpuint (json_array_get_length (pins), ==, G_N_ELEMENTS (sums));
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      JsonObject *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");
      g_autofree char *tagged = g_strconcat ("sha256:", sums[i], NULL);

      g_assert_cmpstr (tack_json_get_string (tack_json_get_object (request, "media_source"),
                                             "data"),
                       ==, tagged);
    }
}

static void
test_human (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  g_autoptr (Run) run
    = bench_run (bench, "publish", "balcony.jpg", "--board=" CERAMICS, "--title=My balcony", NULL);
  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  JsonObject      *answer = tack_json_get_object (tack_json_get_element_object (pins, 0), "answer");
  g_autofree char *host = g_strndup (bench->url, strlen (bench->url) - strlen ("/v5"));
  g_autofree char *line
    = g_strdup_printf ("✓ balcony.jpg · %s/pin/%s/\n", host, tack_json_get_string (answer, "id"));

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, line);
}

static void
test_ad_only (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  g_autofree char *sum = bench_dup_sha256 (bench, "balcony.jpg");
  g_autoptr (Run)  run = bench_run (bench, "publish", "balcony.jpg", "--ad-only", NULL);
  g_autofree char *wanted
    = g_strdup_printf ("{\"is_removable\":true,\"media_source\":{\"source_type\":\"image_base64\","
                       "\"content_type\":\"image/jpeg\",\"data\":\"sha256:%s\"}}",
                       sum);

  g_assert_cmpint (run->status, ==, 0);
  bench_assert_request (bench, 0, wanted);
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), ==, 0);
}

static void
test_image_urls (Bench *bench, gconstpointer data)
{
  g_autoptr (Run) run
    = bench_run (bench, "--json", "publish", "--image-url=https://example.com/a/Red%20vase.jpg?x=1",
                 "--image-url=https://example.com/b.png", "--board=" CERAMICS, "--title={name}",
                 "--jobs=1", NULL);

  g_assert_cmpint (run->status, ==, 0);
  bench_assert_request (bench, 0,
                        "{" BOARD
                        "\"title\":\"Red vase\",\"media_source\":{\"source_type\":\"image_url\","
                        "\"url\":\"https://example.com/a/Red%20vase.jpg?x=1\"}}");
  bench_assert_request (bench, 1,
                        "{" BOARD "\"title\":\"b\",\"media_source\":{\"source_type\":\"image_url\","
                        "\"url\":\"https://example.com/b.png\"}}");
  g_assert_cmpstr (tack_json_get_string (bench_get_event (run, "published"), "file"), ==,
                   "https://example.com/b.png");
}

/* One Pin of all of them, in their order, each with the bytes of its file. */
static void
test_carousel (Bench *bench, gconstpointer data)
{
  static const char *const names[] = { "f0.jpg", "f1.jpg", "cake.jpg" };
  g_autoptr (GString)      items = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      bench_add_photo (bench, names[i], names[i]);
      g_autofree char *sum = bench_dup_sha256 (bench, names[i]);
      g_string_append_printf (items, "%s{\"content_type\":\"image/jpeg\",\"data\":\"sha256:%s\"}",
                              i > 0 ? "," : "", sum);
    }
  g_autoptr (Run) run
    = bench_run (bench, "--json", "publish", "--carousel", "f0.jpg", "f1.jpg", "cake.jpg",
                 "--board=" CERAMICS, "--title={name} and more", NULL);
  g_autofree char *wanted
    = g_strdup_printf ("{" BOARD "\"title\":\"f0 and more\",\"media_source\":{\"source_type\":"
                       "\"multiple_image_base64\",\"items\":[%s]}}",
                       items->str);
  g_autofree char *first = bench_dup_path (bench, "f0.jpg");

  g_assert_cmpint (run->status, ==, 0);
  bench_assert_request (bench, 0, wanted);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 1);
  g_assert_cmpstr (tack_json_get_string (bench_get_event (run, "published"), "file"), ==, first);
}

static void
test_carousel_urls (Bench *bench, gconstpointer data)
{
  g_autoptr (Run) run
    = bench_run (bench, "publish", "--carousel", "--image-url=https://example.com/a.jpg",
                 "--image-url=https://example.com/b.jpg", "--board=" CERAMICS, NULL);

  g_assert_cmpint (run->status, ==, 0);
  bench_assert_request (bench, 0,
                        "{" BOARD "\"media_source\":{\"source_type\":\"multiple_image_urls\","
                        "\"items\":[{\"url\":\"https://example.com/a.jpg\"},"
                        "{\"url\":\"https://example.com/b.jpg\"}]}}");
}

/* Nothing of a carousel is published when one of its pictures is none. */
static void
test_bad_carousel (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  static const struct
  {
    const char *name;
    const char *why;
  } cases[] = {
    { "nothing.jpg", "“nothing.jpg” is not there" },
    { "notes.txt", "“notes.txt” is neither" },
    { "clip.mp4", "“clip.mp4” is a video" },
  };

  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_text (bench, "notes.txt", "Only words.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Run) run = bench_run (bench, "publish", "--carousel", "f0.jpg", cases[i].name,
                                       "--board=" CERAMICS, NULL);

      g_assert_cmpint (run->status, ==, 1);
      bench_assert_sentence (run, cases[i].why);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "pins/create"), ==, 0);
}

/* An interrupted carousel goes on; another of the same first picture is another. */
static void
test_carousel_resumes (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "f0.jpg", "f0.jpg");
  bench_add_photo (bench, "f1.jpg", "f1.jpg");
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "status:400:1:no");
  g_autoptr (Run) failed = bench_run (bench, "--store=store", "publish", "--carousel", "f0.jpg",
                                      "f1.jpg", "--board=" CERAMICS, NULL);
  g_autoptr (Run) other = bench_run (bench, "--store=store", "publish", "--carousel", "f0.jpg",
                                     "cake.jpg", "--board=" CERAMICS, NULL);
  g_autoptr (Run) again = bench_run (bench, "--store=store", "publish", "--carousel", "f0.jpg",
                                     "f1.jpg", "--board=" CERAMICS, NULL);

  g_assert_cmpint (failed->status, ==, 1);
  g_assert_cmpint (other->status, ==, 0);
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

/* Words that make no sense together are told before anybody is asked. */
static void
test_mistakes (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *sentence;
  } cases[] = {
    { "", "needs a file" },
    { "--board=b", "needs a file" },
    { "--carousel --board=b", "needs a file" },
    { "a.jpg", "--board=NAME, or --ad-only" },
    { "a.jpg --section=s --ad-only", "A section needs its board" },
    { "a.jpg --create-board --ad-only", "--create-board needs" },
    { "a.jpg --board=b --jobs=0", "1 to 6" },
    { "a.jpg --board=b --jobs=7", "1 to 6" },
    { "a.jpg --board=b --ad-account=me", "number of an ad account" },
    { "a.mp4 --board=b --cover-at=-1", "--cover-at takes seconds" },
    { "a.mp4 --board=b --cover-at=nan", "--cover-at takes seconds" },
    { "a.mp4 --board=b --cover-at=inf", "--cover-at takes seconds" },
    { "a.mp4 --board=b --cover-at=1 --cover-file=c.jpg", "exclude each other" },
    { "a.mp4 --board=b --cover-at=0 --cover-url=https://x.org/c.jpg", "exclude each other" },
    { "a.mp4 --board=b --cover-file=c.jpg --cover-url=https://x.org/c.jpg", "exclude each other" },
    { "--image-url=https://x.org/a.jpg --board=b --cover-at=1", "Only a video has a cover" },
    { "--carousel a.jpg b.jpg --board=b --cover-file=c.jpg", "Only a video has a cover" },
    { "--carousel a.jpg --board=b", "2 to 5 pictures" },
    { "--carousel 1 2 3 4 5 6 --board=b", "2 to 5 pictures" },
    { "--carousel --image-url=https://x.org/a.jpg --board=b", "2 to 5 pictures" },
    { "--carousel a.jpg --image-url=https://x.org/b.jpg --board=b", "not both" },
    { "--carousel a.jpg b.jpg --idea-ad --board=b", "--idea-ad exclude" },
    { "--csv=t.csv a.jpg", "--csv takes the place" },
    { "--csv=t.csv --image-url=https://x.org/a.jpg", "--csv takes the place" },
    { "--csv=t.csv --carousel", "--csv takes the place" },
    { "--csv=t.csv --section=s", "A section needs its board" },
    { "--csv=t.csv --jobs=9", "1 to 6" },
  };

  bench_add_photo (bench, "f0.jpg", "a.jpg");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strconcat ("publish ", cases[i].words, NULL);
      g_auto (GStrv)   words = NULL;
      g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
      g_autoptr (Run) run = bench_run_words (bench, (const char *const *) words);

      g_assert_cmpint (run->status, ==, 2);
      bench_assert_sentence (run, cases[i].sentence);
    }
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/list"), ==, 0);
}

/* The board is made once, and found from then on; a bracket in its name is nothing special. */
static void
test_create_board (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  bench_add_photo (bench, "cake.jpg", "cake.jpg");
  g_autoptr (Run) without
    = bench_run (bench, "publish", "balcony.jpg", "--board=Kilns (new)", NULL);
  g_autoptr (Run) first
    = bench_run (bench, "publish", "balcony.jpg", "--board=Kilns (new)", "--create-board", NULL);
  g_autoptr (Run) second
    = bench_run (bench, "publish", "cake.jpg", "--board=kilns (new)", "--create-board", NULL);
  g_autoptr (Run) two
    = bench_run (bench, "publish", "cake.jpg", "--board=Ideas", "--create-board", NULL);

  g_assert_cmpint (without->status, ==, 1);
  bench_assert_sentence (without, "“Kilns (new)”");
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpint (two->status, ==, 1);
  bench_assert_sentence (two, "Several boards are called “Ideas”");
  g_assert_cmpuint (tack_demo_server_count_calls (bench->server, "boards/create"), ==, 1);
  g_assert_cmpuint (bench_count_pins (bench->server), ==, 2);
}

static char *
dup_video_source (Bench *bench, guint index, const char *cover)
{
  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  JsonObject           *request
    = tack_json_get_object (tack_json_get_element_object (pins, index), "request");
  JsonObject      *source = tack_json_get_object (request, "media_source");
  const char      *media_id = tack_json_get_string (source, "media_id");
  g_autofree char *arrived = tack_demo_server_dup_upload_sha256 (bench->server, media_id);
  g_autofree char *sent = bench_dup_sha256 (bench, "clip.mp4");

  g_assert_cmpstr (arrived, ==, sent);

  return g_strdup_printf ("{" BOARD "\"media_source\":{\"source_type\":\"video_id\","
                          "\"media_id\":\"%s\",%s}}",
                          media_id, cover);
}

static void
test_video (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  bench_add_photo (bench, "balcony.jpg", "cover.jpg");
  g_autofree char *sum = bench_dup_sha256 (bench, "cover.jpg");
  g_autofree char *file_cover = g_strdup_printf ("\"cover_image_content_type\":\"image/jpeg\","
                                                 "\"cover_image_data\":\"sha256:%s\"",
                                                 sum);
  const struct
  {
    const char *word;
    const char *cover;
  } cases[] = {
    { "--cover-file=cover.jpg", file_cover },
    { "--cover-url=https://example.com/c.jpg",
      "\"cover_image_url\":\"https://example.com/c.jpg\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Run) run
        = bench_run (bench, "publish", "clip.mp4", "--board=" CERAMICS, cases[i].word, NULL);

      g_assert_cmpint (run->status, ==, 0);
      g_autofree char *wanted = dup_video_source (bench, i, cases[i].cover);
      bench_assert_request (bench, i, wanted);
    }
}

static char *
dup_cover_sum (Bench *bench, guint index)
{
  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  JsonObject           *request
    = tack_json_get_object (tack_json_get_element_object (pins, index), "request");
  JsonObject *source = tack_json_get_object (request, "media_source");

  bench_assert_members (source, "source_type media_id cover_image_content_type cover_image_data");
  g_assert_cmpstr (tack_json_get_string (source, "cover_image_content_type"), ==, "image/jpeg");

  return g_strdup (tack_json_get_string (source, "cover_image_data"));
}

/* The frame at that time and no other: the same one that `cover` saves. */
static void
test_cover_at (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *at = g_strdup_printf ("--at=%u.5", 1 + i * 2);
      g_autofree char *cover_at = g_strdup_printf ("--cover-at=%u.5", 1 + i * 2);
      g_autoptr (Run)  saved = bench_run (bench, "cover", "clip.mp4", at, "--output=c.jpg", NULL);
      g_autoptr (Run)  run
        = bench_run (bench, "publish", "clip.mp4", "--board=" CERAMICS, cover_at, NULL);

      g_assert_cmpint (run->status, ==, 0);
      g_autofree char *sum = bench_dup_sha256 (bench, "c.jpg");
      g_autofree char *wanted = g_strconcat ("sha256:", sum, NULL);
      g_autofree char *asked = dup_cover_sum (bench, i);
      g_assert_cmpstr (asked, ==, wanted);
    }
  g_autofree char *first = dup_cover_sum (bench, 0);
  g_autofree char *second = dup_cover_sum (bench, 1);
  g_assert_cmpstr (first, !=, second);
}

/* The steps in their order, without those that a quick machine may not see. */
static char *
dup_steps (Run *run, const char *file)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  const char         *last = NULL;

  for (guint i = 0; i < run->lines->len; i++)
    {
      JsonObject *line = g_ptr_array_index (run->lines, i);
      const char *step = tack_json_get_string (line, "step");

      g_assert_cmpstr (tack_json_get_string (line, "file"), ==, file);
      if (step == NULL)
        continue;

      bench_assert_members (line, "event file step sent total");
      g_assert_cmpint (tack_json_get_int (line, "sent", -1), <=,
                       tack_json_get_int (line, "total", -1));
      if (g_strcmp0 (step, last) != 0)
        g_string_append_printf (steps, "%s ", step);
      last = step;
    }

  return g_strdup (steps->str);
}

static void
test_events (Bench *bench, gconstpointer data)
{
  if (bench_skips_video (bench))
    return;

  bench_add_clip (bench, "clip.mp4", -1);
  g_autoptr (Run) run
    = bench_run (bench, "--json", "publish", "clip.mp4", "--board=" CERAMICS, NULL);
  g_autofree char *file = bench_dup_path (bench, "clip.mp4");
  g_autofree char *steps = dup_steps (run, file);
  JsonObject      *published = bench_get_event (run, "published");
  JsonObject      *progress = bench_get_event (run, "progress");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (steps, ==, "registering uploading processing creating ");
  g_assert_cmpint (tack_json_get_int (progress, "sent", 0), ==,
                   tack_json_get_int (progress, "total", -1));
  bench_assert_members (published, "event file pin_id url");
  g_assert_true (published == g_ptr_array_index (run->lines, run->lines->len - 1));

  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  JsonObject *answer = tack_json_get_object (tack_json_get_element_object (pins, 0), "answer");
  g_assert_cmpstr (tack_json_get_string (published, "pin_id"), ==,
                   tack_json_get_string (answer, "id"));
}

/* A hundred at once: each published once under its own name, one bad among them told and no more.
 */
static void
test_many (Bench *bench, gconstpointer data)
{
  g_autoptr (GPtrArray)  words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (words, g_strdup ("--json"));
  g_ptr_array_add (words, g_strdup ("publish"));
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("picture-%u.jpg", i);

      if (i != 50)
        bench_add_photo (bench, "f0.jpg", name);
      g_ptr_array_add (words, g_steal_pointer (&name));
    }
  g_ptr_array_add (words, g_strdup ("--board=" CERAMICS));
  g_ptr_array_add (words, g_strdup ("--title={name}"));
  g_ptr_array_add (words, g_strdup ("--jobs=6"));
  g_ptr_array_add (words, NULL);
  g_autoptr (Run) run = bench_run_words (bench, (const char *const *) words->pdata);

  g_assert_cmpint (run->status, ==, 1);
  bench_assert_sentence (run, "“picture-50.jpg”");
  JsonObject *failed = bench_get_event (run, "failed");
  bench_assert_members (failed, "event file class code message");
  g_assert_cmpstr (tack_json_get_string (failed, "class"), ==, "fix");

  g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
  g_assert_cmpuint (json_array_get_length (pins), ==, 99);
  for (guint i = 0; i < 99; i++)
    {
      JsonObject *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");
      g_assert_true (g_hash_table_add (titles, (char *) tack_json_get_string (request, "title")));
    }
}

/* Any file name a disk can hold is published; its texts are ones that Pinterest can hold. */
static void
test_odd_names (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *title;
    const char *shown;
  } cases[] = {
    { " two  spaces .jpg", " two  spaces ", "✓  two  spaces .jpg · " },
    { "“quotes” \"and\" 'more'.jpg", "“quotes” \"and\" 'more'",
      "✓ “quotes” \"and\" 'more'.jpg · " },
    { "a\nline\tand\x1b[31m red.jpg", "a line and [31m red", "✓ a line and [31m red.jpg · " },
    { "😀 café.jpg", "😀 café", "✓ 😀 café.jpg · " },
    { "bad\xff\xfe utf.jpg", "bad\ufffd\ufffd utf", "✓ bad\ufffd\ufffd utf.jpg · " },
    { "100%s%n {name}.jpg", "100%s%n {name}", "✓ 100%s%n {name}.jpg · " },
    { "--board=x.jpg", "--board=x", "✓ --board=x.jpg · " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      bench_add_photo (bench, "f0.jpg", cases[i].name);
      g_autoptr (Run) run = bench_run (bench, "publish", "--board=" CERAMICS, "--title={name}",
                                       "--", cases[i].name, NULL);
      g_autoptr (JsonArray) pins = bench_dup_pins (bench->server);
      JsonObject           *request
        = tack_json_get_object (tack_json_get_element_object (pins, i), "request");

      g_assert_cmpint (run->status, ==, 0);
      g_assert_true (g_str_has_prefix (run->out, cases[i].shown));
      g_assert_cmpstr (tack_json_get_string (request, "title"), ==, cases[i].title);
    }
}

static char *
read_all (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char                buffer[4096];
  gssize              n;

  /* The other side of a terminal ends with an error, not with an empty read. */
  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);

  return g_strdup (text->str);
}

/* On a terminal a bar lives below the lines, and is gone in the end. */
static void
test_terminal (Bench *bench, gconstpointer data)
{
  static const char *const words[] = { "publish", "balcony.jpg", "--board=" CERAMICS, NULL };
  int                      terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  int other = open (ptsname (terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (other, >=, 0);

  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 1, "late:600");
  g_autoptr (GSubprocess) process = bench_start (bench, other, words);
  g_autoptr (Run)         run = bench_finish (bench, process);
  g_autofree char        *text = read_all (terminal);
  const char             *bar = strstr (text, "0/1");
  const char             *gone = g_strrstr (text, "\r\033[K");
  const char             *line = strstr (text, "✓ balcony.jpg · ");

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (bar);
  g_assert_nonnull (gone);
  g_assert_nonnull (line);
  g_assert_true (bar < line && g_str_has_prefix (line - strlen ("\r\033[K"), "\r\033[K"));
  g_assert_null (strstr (gone, "░"));
  g_assert_null (strstr (gone, "█"));
  close (terminal);
}

static void
assert_no_secret (const char *dir, const char *token)
{
  g_autoptr (GDir) names = g_dir_open (dir, 0, NULL);
  const char      *name;

  g_assert_nonnull (names);
  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *content = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_null (g_strstr_len (content, (gssize) length, token));
    }
}

/* Neither the store nor the most talkative log knows the token. */
static void
test_no_token (Bench *bench, gconstpointer data)
{
  bench_add_photo (bench, "balcony.jpg", "balcony.jpg");
  tack_demo_server_fail_next (bench->server, "pins/create", 1,
                              "status:400:1:Bearer pina_demo_token");
  g_autoptr (Run) run
    = bench_run (bench, "sh", "-c", "G_MESSAGES_DEBUG=all exec \"$0\" \"$@\"", bench_get_program (),
                 "--json", "--store=store", "publish", "balcony.jpg", "--board=" CERAMICS, NULL);
  g_autofree char *store = bench_dup_path (bench, "store");

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "•••"));
  assert_no_secret (store, tack_demo_server_get_token (bench->server));
}

int
main (int argc, char **argv)
{
  static const BenchTest tests[] = {
    { "/cli/publish/every-field", test_every_field },
    { "/cli/publish/details", test_details },
    { "/cli/publish/human", test_human },
    { "/cli/publish/ad-only", test_ad_only },
    { "/cli/publish/image-urls", test_image_urls },
    { "/cli/publish/carousel", test_carousel },
    { "/cli/publish/carousel-urls", test_carousel_urls },
    { "/cli/publish/bad-carousel", test_bad_carousel },
    { "/cli/publish/carousel-resumes", test_carousel_resumes },
    { "/cli/publish/mistakes", test_mistakes },
    { "/cli/publish/create-board", test_create_board },
    { "/cli/publish/video", test_video },
    { "/cli/publish/cover-at", test_cover_at },
    { "/cli/publish/events", test_events },
    { "/cli/publish/many", test_many },
    { "/cli/publish/odd-names", test_odd_names },
    { "/cli/publish/terminal", test_terminal },
    { "/cli/publish/no-token", test_no_token },
  };

  return bench_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
