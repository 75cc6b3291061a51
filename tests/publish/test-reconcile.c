/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-reconcile.h"

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"

/* 2026-01-01 12:00:00 UTC, when the job's intent was written down. */
#define INTENT_MS (G_GINT64_CONSTANT (1767268800) * 1000)

typedef struct
{
  const char *id;
  const char *title;
  const char *created_at;
  const char *rest; /* more members, nullable */
} Pin;

static GPtrArray *
pins_new (const Pin *pins, guint n_pins)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_pins && pins[i].id != NULL; i++)
    {
      g_autofree char *created_at = pins[i].created_at != NULL
                                      ? g_strdup_printf ("\"%s\"", pins[i].created_at)
                                      : g_strdup ("null");
      g_autofree char *text
        = g_strdup_printf ("{\"id\":\"%s\",\"title\":\"%s\",\"created_at\":%s%s%s}", pins[i].id,
                           pins[i].title, created_at, pins[i].rest != NULL ? "," : "",
                           pins[i].rest != NULL ? pins[i].rest : "");
      g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
      g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

      g_assert_nonnull (node);
      g_ptr_array_add (array, tack_pin_new_from_json (json_node_get_object (node)));
    }

  return array;
}

static void
set_intent (TackJob *job, gint64 unix_ms)
{
  TackStep step = tack_job_get_step (job);

  step.intent_at = unix_ms;
  tack_job_set_step (job, step);
}

static TackJob *
job_new (const char *title)
{
  g_autoptr (TackDraft) draft = tack_test_draft_new (title);
  TackJob              *job = tack_job_new (draft);

  set_intent (job, INTENT_MS);

  return job;
}

static void
set_state (TackJob *job, TackState state, TackState resume)
{
  TackStep step = tack_job_get_step (job);

  step.state = state;
  step.resume = resume;
  tack_job_set_step (job, step);
}

static char *
dup_ids (GPtrArray *pins)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < pins->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            tack_pin_get_id (g_ptr_array_index (pins, i)));

  return g_strdup (ids->str);
}

static void
test_pages (void)
{
  static const struct
  {
    const char *what;
    Pin         pins[4];
    const char *taken; /* nullable: an id */
    const char *found;
    gboolean    is_past;
  } CASES[] = {
    { "nothing there", { { NULL } }, NULL, "", FALSE },
    { "it is the newest", { { "1", "Vase", "2026-01-01T12:00:05" } }, NULL, "1", FALSE },
    { "its time has a zone", { { "1", "Vase", "2026-01-01T13:00:05+01:00" } }, NULL, "1", FALSE },
    { "others were made since",
      { { "3", "Cup", "2026-01-01T12:09:00" }, { "1", "Vase", "2026-01-01T12:00:05" } },
      NULL,
      "1",
      FALSE },
    { "clocks differ", { { "1", "Vase", "2026-01-01T11:59:10" } }, NULL, "1", FALSE },
    { "an older one reads the same", { { "1", "Vase", "2026-01-01T11:58:00" } }, NULL, "", TRUE },
    { "behind older ones",
      { { "2", "Cup", "2026-01-01T11:58:00" }, { "1", "Vase", "2026-01-01T12:00:05" } },
      NULL,
      "",
      TRUE },
    { "another job's", { { "1", "Vase", "2026-01-01T12:00:05" } }, "1", "", FALSE },
    { "behind another job's",
      { { "2", "Vase", "2026-01-01T12:00:06" }, { "1", "Vase", "2026-01-01T12:00:05" } },
      "2",
      "1",
      FALSE },
    { "two of them",
      { { "2", "Vase", "2026-01-01T12:00:06" }, { "1", "Vase", "2026-01-01T12:00:05" } },
      NULL,
      "2 1",
      FALSE },
    { "told twice",
      { { "1", "Vase", "2026-01-01T12:00:05" }, { "1", "Vase", "2026-01-01T12:00:05" } },
      NULL,
      "1",
      FALSE },
    { "nobody says when", { { "1", "Vase", NULL } }, NULL, "1", FALSE },
    { "trimmed", { { "1", " Vase\\n", "2026-01-01T12:00:05" } }, NULL, "1", FALSE },
    { "another title", { { "1", "vase", "2026-01-01T12:00:05" } }, NULL, "", FALSE },
    { "another description",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"description\":\"x\"" } },
      NULL,
      "",
      FALSE },
    { "another link",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"link\":\"https://example.com\"" } },
      NULL,
      "",
      FALSE },
    { "another alt text",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"alt_text\":\"x\"" } },
      NULL,
      "",
      FALSE },
    { "empty texts are none",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"description\":\"\",\"link\":null" } },
      NULL,
      "1",
      FALSE },
    { "in a section, of which the draft says nothing",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"board_section_id\":\"9\"" } },
      NULL,
      "1",
      FALSE },
    { "a picture",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"image\"}" } },
      NULL,
      "1",
      FALSE },
    { "a carousel",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"multiple_images\"}" } },
      NULL,
      "",
      FALSE },
    { "another note",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"note\":\"x\"" } },
      NULL,
      "",
      FALSE },
    { "a film",
      { { "1", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"video\"}" } },
      NULL,
      "",
      FALSE },
  };
  g_autoptr (TackJob) job = job_new ("Vase");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GPtrArray)  pins = pins_new (CASES[i].pins, G_N_ELEMENTS (CASES[i].pins));
      g_autoptr (GPtrArray)  found = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char       *ids = NULL;
      gboolean               is_past;

      if (CASES[i].taken != NULL)
        g_hash_table_add (taken, (gpointer) CASES[i].taken);
      g_test_message ("%s", CASES[i].what);
      is_past = tack_reconcile_collect (job, pins, taken, found);
      ids = dup_ids (found);
      g_assert_cmpstr (ids, ==, CASES[i].found);
      g_assert_cmpint (is_past, ==, CASES[i].is_past);
    }
}

static void
test_section_and_film (void)
{
  static const Pin pins[] = {
    { "1", "Vase", "2026-01-01T12:00:05",
      "\"board_section_id\":\"9\",\"media\":{\"media_type\":\"video\"}" },
    { "2", "Vase", "2026-01-01T12:00:05",
      "\"board_section_id\":\"8\",\"media\":{\"media_type\":\"video\"}" },
    { "3", "Vase", "2026-01-01T12:00:05",
      "\"board_section_id\":\"9\",\"media\":{\"media_type\":\"image\"}" },
    /* A young film may have no media yet. */
    { "4", "Vase", "2026-01-01T12:00:05", "\"board_section_id\":\"9\"" },
  };
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/film.mp4");
  g_autoptr (TackDraft)     draft = tack_draft_new (file);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  g_autoptr (TackJob)       job = NULL;
  g_autoptr (GPtrArray)     page = pins_new (pins, G_N_ELEMENTS (pins));
  g_autoptr (GPtrArray)     found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char          *ids = NULL;

  info->kind = TACK_MEDIA_VIDEO;
  tack_draft_set_info (draft, info);
  tack_draft_set_title (draft, "Vase");
  tack_draft_set_board (draft, "1", "One");
  tack_draft_set_section (draft, "9", "Nine");
  job = tack_job_new (draft);
  set_intent (job, INTENT_MS);
  g_assert_false (tack_reconcile_collect (job, page, NULL, found));
  ids = dup_ids (found);
  g_assert_cmpstr (ids, ==, "1 4");
}

static void
test_carousel (void)
{
  static const Pin pins[] = {
    { "1", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"image\"}" },
    { "2", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"multiple_images\"}" },
    { "3", "Vase", "2026-01-01T12:00:05", "\"media\":{\"media_type\":\"video\"}" },
  };
  g_autoptr (GPtrArray) slides = g_ptr_array_new_with_free_func ((GDestroyNotify) tack_slide_unref);
  g_autoptr (TackDraft) draft = NULL;
  g_autoptr (TackJob)   job = NULL;
  g_autoptr (GPtrArray) page = pins_new (pins, G_N_ELEMENTS (pins));
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char      *ids = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (slides, tack_slide_new (NULL, "https://example.com/picture.jpg"));
  draft = tack_draft_new_carousel (slides);
  tack_draft_set_title (draft, "Vase");
  job = tack_job_new (draft);
  set_intent (job, INTENT_MS);
  g_assert_false (tack_reconcile_collect (job, page, NULL, found));
  ids = dup_ids (found);
  g_assert_cmpstr (ids, ==, "2");
}

static void
test_rivals (void)
{
  static const struct
  {
    const char *title;
    const char *board_id;
    TackState   state;
    TackState   resume;
    gboolean    is_intended;
    const char *pin_id; /* nullable */
    guint       n_rivals;
    gboolean    is_under_way;
  } CASES[] = {
    { "Vase", "1", TACK_STATE_DOUBTFUL, TACK_STATE_CREATING, TRUE, NULL, 1, FALSE },
    { "Vase", "1", TACK_STATE_CREATING, TACK_STATE_CREATING, TRUE, NULL, 1, TRUE },
    { " Vase ", "1", TACK_STATE_CREATING, TACK_STATE_CREATING, TRUE, NULL, 1, TRUE },
    { "Cup", "1", TACK_STATE_DOUBTFUL, TACK_STATE_CREATING, TRUE, NULL, 0, FALSE },
    { "Vase", "2", TACK_STATE_DOUBTFUL, TACK_STATE_CREATING, TRUE, NULL, 0, FALSE },
    /* Nothing has been sent. */
    { "Vase", "1", TACK_STATE_CREATING, TACK_STATE_CREATING, FALSE, NULL, 0, FALSE },
    { "Vase", "1", TACK_STATE_WAITING, TACK_STATE_CREATING, FALSE, NULL, 0, FALSE },
    { "Vase", "1", TACK_STATE_FAILED, TACK_STATE_CREATING, FALSE, NULL, 0, FALSE },
    { "Vase", "1", TACK_STATE_PUBLISHED, TACK_STATE_CREATING, TRUE, "7", 0, FALSE },
    { "Vase", "1", TACK_STATE_CREATING, TACK_STATE_CREATING, TRUE, "7", 0, FALSE },
    /* Put aside with the doubt still on it. */
    { "Vase", "1", TACK_STATE_WAITING, TACK_STATE_DOUBTFUL, TRUE, NULL, 1, FALSE },
    { "Vase", "1", TACK_STATE_PAUSED, TACK_STATE_DOUBTFUL, TRUE, NULL, 1, FALSE },
    { "Vase", "1", TACK_STATE_CANCELLED, TACK_STATE_DOUBTFUL, TRUE, NULL, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GListStore) jobs = g_list_store_new (TACK_TYPE_JOB);
      g_autoptr (TackJob)    job = job_new ("Vase");
      g_autoptr (TackJob)    other = job_new (CASES[i].title);
      gboolean               is_under_way;

      tack_draft_set_board (tack_job_get_draft (job), "1", "One");
      tack_draft_set_board (tack_job_get_draft (other), CASES[i].board_id, "Other");
      set_state (job, TACK_STATE_DOUBTFUL, TACK_STATE_CREATING);
      set_state (other, CASES[i].state, CASES[i].resume);
      set_intent (other, CASES[i].is_intended ? INTENT_MS : 0);
      if (CASES[i].pin_id != NULL)
        tack_job_set_published (other, CASES[i].pin_id, "https://example.com", INTENT_MS);
      g_list_store_append (jobs, job);
      g_list_store_append (jobs, other);

      g_test_message ("%u", i);
      g_assert_cmpuint (tack_reconcile_count_rivals (job, G_LIST_MODEL (jobs), &is_under_way), ==,
                        CASES[i].n_rivals);
      g_assert_cmpint (is_under_way, ==, CASES[i].is_under_way);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reconcile/pages", test_pages);
  g_test_add_func ("/reconcile/section-and-film", test_section_and_film);
  g_test_add_func ("/reconcile/carousel", test_carousel);
  g_test_add_func ("/reconcile/rivals", test_rivals);

  return g_test_run ();
}
