/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-job-text.h"

#include <string.h>

#define MB G_GINT64_CONSTANT (1000000)
#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

/* Sizes are written with a no-break space between number and unit. */
static char *
with_plain_spaces (char *text)
{
  if (text == NULL)
    return g_strdup ("-");

  g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);
  g_free (text);

  return g_strjoinv (" ", parts);
}

static void
assert_says (char *text, const char *expected)
{
  g_autofree char *plain = with_plain_spaces (text);

  g_assert_cmpstr (plain, ==, expected);
}

typedef struct
{
  const char  *name;
  TackState    state;
  TackState    resume;
  gboolean     is_video;
  gboolean     is_driven;
  gboolean     is_cancelling;
  gint64       sent;
  double       speed;
  gint64       left_ms;
  gint64       next_try_ms;
  gint64       age_ms;
  const char  *board;
  const char  *waiting_reason;
  const char  *error;
  TackJobPlace place;
  const char  *step;
  const char  *time;
  TackJobAct   act;
} StepCase;

#define RUNNING TACK_JOB_PLACE_RUNNING
#define NEEDS_YOU TACK_JOB_PLACE_NEEDS_YOU
#define WAITING TACK_JOB_PLACE_WAITING
#define DONE TACK_JOB_PLACE_DONE
#define CANCEL TACK_JOB_ACT_CANCEL

static const StepCase step_cases[] = {
  { .name = "waiting",
    .state = TACK_STATE_WAITING,
    .resume = TACK_STATE_CREATING,
    .board = "Ceramics",
    .place = WAITING,
    .step = "Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "waiting-ad-only",
    .state = TACK_STATE_WAITING,
    .resume = TACK_STATE_CREATING,
    .place = WAITING,
    .step = "Ad-only Pin",
    .time = "-",
    .act = CANCEL },
  { .name = "registering",
    .state = TACK_STATE_REGISTERING,
    .is_video = TRUE,
    .is_driven = TRUE,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Preparing the upload · Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "uploading-at-first",
    .state = TACK_STATE_UPLOADING,
    .is_video = TRUE,
    .is_driven = TRUE,
    .left_ms = -1,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Uploading 0 bytes of 96.0 MB · Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "uploading",
    .state = TACK_STATE_UPLOADING,
    .is_video = TRUE,
    .is_driven = TRUE,
    .sent = 42 * MB,
    .speed = 3.1 * MB,
    .left_ms = 17 * SECOND,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Uploading 42.0 of 96.0 MB · 3.1 MB/s · Ceramics",
    .time = "17 s left",
    .act = CANCEL },
  { .name = "trying-again",
    .state = TACK_STATE_UPLOADING,
    .is_video = TRUE,
    .is_driven = TRUE,
    .sent = 42 * MB,
    .left_ms = -1,
    .next_try_ms = 11500,
    .board = "Ceramics",
    .error = "Pinterest has trouble of its own.",
    .place = RUNNING,
    .step = "Trying again soon. Pinterest has trouble of its own.",
    .time = "in 12 s",
    .act = CANCEL },
  { .name = "processing",
    .state = TACK_STATE_PROCESSING,
    .is_video = TRUE,
    .is_driven = TRUE,
    .board = "Poster ideas",
    .place = RUNNING,
    .step = "Pinterest is processing the video · Poster ideas",
    .time = "-",
    .act = CANCEL },
  { .name = "creating",
    .state = TACK_STATE_CREATING,
    .is_driven = TRUE,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Creating the Pin · Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "cancelling",
    .state = TACK_STATE_CREATING,
    .is_driven = TRUE,
    .is_cancelling = TRUE,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Cancelling…",
    .time = "-",
    .act = TACK_JOB_ACT_NONE },
  { .name = "looking",
    .state = TACK_STATE_DOUBTFUL,
    .is_driven = TRUE,
    .board = "Ceramics",
    .place = RUNNING,
    .step = "Looking whether the Pin is there already · Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "paused-in-the-middle",
    .state = TACK_STATE_UPLOADING,
    .is_video = TRUE,
    .sent = 42 * MB,
    .board = "Ceramics",
    .place = WAITING,
    .step = "42.0 of 96.0 MB uploaded · Ceramics",
    .time = "-",
    .act = CANCEL },
  { .name = "paused-after-the-upload",
    .state = TACK_STATE_PAUSED,
    .is_video = TRUE,
    .resume = TACK_STATE_PROCESSING,
    .board = "Ceramics",
    .place = WAITING,
    .step = "Paused · The video is uploaded · Ceramics",
    .time = "-",
    .act = TACK_JOB_ACT_RESUME },
  { .name = "spaced",
    .state = TACK_STATE_WAITING,
    .resume = TACK_STATE_CREATING,
    .next_try_ms = 11500,
    .board = "Ceramics",
    .waiting_reason = "Pins are created at least 30 seconds apart.",
    .place = WAITING,
    .step = "Goes on in 12 s. Pins are created at least 30 seconds apart.",
    .time = "-",
    .act = CANCEL },
  { .name = "capped",
    .state = TACK_STATE_WAITING,
    .resume = TACK_STATE_CREATING,
    .next_try_ms = 7 * HOUR,
    .board = "Ceramics",
    .waiting_reason = "The daily cap of 20 Pins is reached. It goes on tomorrow.",
    .place = WAITING,
    .step = "The daily cap of 20 Pins is reached. It goes on tomorrow.",
    .time = "-",
    .act = CANCEL },
  { .name = "published",
    .state = TACK_STATE_PUBLISHED,
    .age_ms = 2 * MINUTE,
    .board = "Poster ideas",
    .place = DONE,
    .step = "Poster ideas · 2 minutes ago",
    .time = "-",
    .act = TACK_JOB_ACT_OPEN },
  { .name = "published-now",
    .state = TACK_STATE_PUBLISHED,
    .age_ms = 59 * SECOND,
    .board = "Poster ideas",
    .place = DONE,
    .step = "Poster ideas · just now",
    .time = "-",
    .act = TACK_JOB_ACT_OPEN },
  { .name = "published-long-ago",
    .state = TACK_STATE_PUBLISHED,
    .age_ms = 25 * HOUR,
    .board = "Poster ideas",
    .place = DONE,
    .step = "Poster ideas · 1 day ago",
    .time = "-",
    .act = TACK_JOB_ACT_OPEN },
  { .name = "cancelled",
    .state = TACK_STATE_CANCELLED,
    .board = "Poster ideas",
    .place = DONE,
    .step = "Cancelled · Poster ideas",
    .time = "-",
    .act = TACK_JOB_ACT_EDIT },
};

static void
test_step (gconstpointer data)
{
  const StepCase    *c = data;
  g_autoptr (GError) error
    = c->error != NULL ? tack_error_new (TACK_ERROR_WAIT, "%s", c->error) : NULL;
  TackJobFacts facts = {
    .step = { .state = c->state, .resume = c->resume, .is_video = c->is_video },
    .is_driven = c->is_driven,
    .is_cancelling = c->is_cancelling,
    .sent = c->sent,
    .total = 96 * MB,
    .speed = c->speed,
    .left_ms = c->left_ms,
    .next_try_ms = c->next_try_ms,
    .age_ms = c->age_ms,
    .board = c->board,
    .waiting_reason = c->waiting_reason,
    .error = error,
  };
  TackJobAct acts[TACK_JOB_ACTS_MAX];

  g_assert_cmpint (tack_job_text_get_place (c->state, c->is_driven), ==, c->place);
  assert_says (tack_job_text_step (&facts), c->step);
  assert_says (tack_job_text_time (&facts), c->time);
  tack_job_text_get_acts (&facts, acts);
  g_assert_cmpint (acts[0], ==, c->act);

  /* The running and the done are not explained. */
  g_assert_null (tack_job_text_explanation (&facts));
  g_assert_null (tack_job_text_details (&facts));
}

typedef struct
{
  const char    *name;
  TackState      state;
  TackState      resume;
  TackErrorClass error_class;
  guint          status;
  int            code;
  char          *reason;
  char          *request_id;
  gboolean       has_address;
  const char    *step;
  const char    *details;
  TackJobAct     acts[TACK_JOB_ACTS_MAX];
} TroubleCase;

#define EDIT TACK_JOB_ACT_EDIT
#define RETRY TACK_JOB_ACT_RETRY
#define SENTENCE "This is what happened."

static const TroubleCase trouble_cases[] = {
  { .name = "trial",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_CREATING,
    .error_class = TACK_ERROR_ASK,
    .status = 403,
    .code = 29,
    .request_id = (char *) "5148 2207",
    .step = "Pinterest refused: Trial access",
    .details = "Error 403, code 29 · request 5148 2207",
    .acts = { EDIT, RETRY } },
  { .name = "refused",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_CREATING,
    .error_class = TACK_ERROR_FIX,
    .status = 400,
    .code = 1,
    .reason = (char *) "Invalid link.",
    .step = "Something has to be changed",
    .details = "Error 400, code 1 · “Invalid link.”",
    .acts = { EDIT } },
  { .name = "file-gone",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_CREATING,
    .error_class = TACK_ERROR_FIX,
    .step = "Something has to be changed",
    .details = "-",
    .acts = { RETRY, EDIT } },
  { .name = "board-gone",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_CREATING,
    .error_class = TACK_ERROR_GONE,
    .status = 404,
    .code = 40,
    .step = "Something is gone",
    .details = "Error 404, code 40",
    .acts = { EDIT } },
  { .name = "upload-gone",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_REGISTERING,
    .error_class = TACK_ERROR_GONE,
    .status = 404,
    .step = "Something is gone",
    .details = "Error 404",
    .acts = { EDIT, RETRY } },
  { .name = "offline",
    .state = TACK_STATE_FAILED,
    .resume = TACK_STATE_UPLOADING,
    .error_class = TACK_ERROR_WAIT,
    .step = "Tried several times in vain",
    .details = "-",
    .acts = { EDIT, RETRY } },
  { .name = "doubtful",
    .state = TACK_STATE_DOUBTFUL,
    .error_class = TACK_ERROR_WAIT,
    .step = "May already be published",
    .details = "-",
    .acts = { TACK_JOB_ACT_SEND_AGAIN, TACK_JOB_ACT_IS_THERE } },
  { .name = "doubtful-shown",
    .state = TACK_STATE_DOUBTFUL,
    .error_class = TACK_ERROR_WAIT,
    .has_address = TRUE,
    .step = "May already be published",
    .details = "-",
    .acts = { TACK_JOB_ACT_SHOW, TACK_JOB_ACT_SEND_AGAIN, TACK_JOB_ACT_IS_THERE } },
};

static void
test_trouble (gconstpointer data)
{
  const TroubleCase *c = data;
  TackErrorDetails   details
    = { .status = c->status, .code = c->code, .reason = c->reason, .request_id = c->request_id };
  g_autoptr (GError) error = tack_error_new_with_details (c->error_class, &details, SENTENCE);
  TackJobFacts       facts = {
          .step = { .state = c->state, .resume = c->resume },
          .board = "Weeknight dinners",
          .error = error,
          .has_address = c->has_address,
  };
  TackJobAct       acts[TACK_JOB_ACTS_MAX];
  g_autofree char *explanation = tack_job_text_explanation (&facts);

  assert_says (tack_job_text_step (&facts), c->step);
  assert_says (tack_job_text_details (&facts), c->details);
  tack_job_text_get_acts (&facts, acts);
  g_assert_cmpmem (acts, sizeof acts, c->acts, sizeof c->acts);
  if (c->state == TACK_STATE_FAILED)
    g_assert_cmpstr (explanation, ==, SENTENCE);
  else
    g_assert_nonnull (strstr (explanation, "“Weeknight dinners”"));
}

static void
test_queue (void)
{
  static const struct
  {
    guint       n[TACK_JOB_PLACES];
    guint       n_cancelled;
    gboolean    is_paused;
    gint64      left_ms;
    const char *title;
    const char *line;
  } cases[] = {
    { { 3, 2, 18, 14 },
      0,
      FALSE,
      6 * MINUTE,
      "Publishing 37 Pins",
      "14 published · 3 running · about 6 minutes left" },
    { { 1, 0, 0, 0 }, 0, FALSE, -1, "Publishing 1 Pin", "1 running" },
    { { 1, 0, 17, 14 }, 1, TRUE, 6 * MINUTE, "Paused", "14 published · 1 running · 17 waiting" },
    { { 0, 1, 0, 2 }, 0, FALSE, 0, "1 Pin needs you", "2 published" },
    { { 0, 2, 0, 0 }, 0, TRUE, -1, "2 Pins need you", "" },
    { { 0, 0, 0, 5 }, 1, FALSE, 0, "All published", "5 published · 1 cancelled" },
    { { 0, 0, 0, 0 }, 2, FALSE, -1, "Nothing left to publish", "2 cancelled" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TackQueueFacts facts = { .n_cancelled = cases[i].n_cancelled,
                               .is_paused = cases[i].is_paused,
                               .left_ms = cases[i].left_ms };
      memcpy (facts.n, cases[i].n, sizeof facts.n);

      assert_says (tack_queue_text_title (&facts), cases[i].title);
      assert_says (tack_queue_text_line (&facts), cases[i].line);
    }
}

/* What a notification says; nothing where nothing has happened. */
static void
test_ended (void)
{
  assert_says (tack_queue_text_ended (3, 0), "3 Pins published");
  assert_says (tack_queue_text_ended (1, 2), "1 Pin published");
  assert_says (tack_queue_text_ended (0, 2), "2 Pins need you");
  assert_says (tack_queue_text_ended (0, 0), "-");
}

/* Why nothing goes on is said while there is something to go on with. */
static void
test_reason (void)
{
  TackQueueFacts facts = { .n = { [WAITING] = 2 }, .reason = "There is no connection." };

  assert_says (tack_queue_text_title (&facts), "2 Pins wait");
  assert_says (tack_queue_text_reason (&facts), "There is no connection.");
  facts.wait_ms = 11500;
  assert_says (tack_queue_text_reason (&facts), "Goes on in 12 s. There is no connection.");

  facts.is_paused = TRUE;
  assert_says (tack_queue_text_title (&facts), "Paused");
  facts.n[WAITING] = 0;
  assert_says (tack_queue_text_reason (&facts), "-");

  /* All paused one by one is a pause as well. */
  facts = (TackQueueFacts){ .n = { [WAITING] = 2 }, .n_paused = 1 };
  g_assert_false (tack_queue_facts_is_resumable (&facts));
  facts.n_paused = 2;
  g_assert_true (tack_queue_facts_is_resumable (&facts));
  assert_says (tack_queue_text_title (&facts), "Paused");
}

static void
test_pin (void)
{
  static const struct
  {
    const char *pasted;
    const char *id;
  } cases[] = {
    { "813744226420795884", "813744226420795884" },
    { " 8137442264\n", "8137442264" },
    { "https://www.pinterest.com/pin/813744226420795884/", "813744226420795884" },
    { "pinterest.de/pin/813744226420795884?utm_source=x", "813744226420795884" },
    { "https://www.pinterest.com/pin/tall-vase--813744226420795884/", "813744226420795884" },
    { "http://127.0.0.1:8088/pin/17#top", "17" },
    { "", NULL },
    { "12 34", NULL },
    { "vase", NULL },
    { "https://pin.it/3kQmD1a", NULL },
    { "https://www.pinterest.com/pin/", NULL },
    { "https://www.pinterest.com/pin/vase12/", NULL },
    { "https://www.pinterest.com/marlene/ceramics-12/", NULL },
    { "1234567890123456789012345", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = tack_job_text_parse_pin (cases[i].pasted);
      g_assert_cmpstr (id, ==, cases[i].id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (step_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/job-text/step/%s", step_cases[i].name);
      g_test_add_data_func (path, &step_cases[i], test_step);
    }
  for (guint i = 0; i < G_N_ELEMENTS (trouble_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/job-text/trouble/%s", trouble_cases[i].name);
      g_test_add_data_func (path, &trouble_cases[i], test_trouble);
    }
  g_test_add_func ("/job-text/queue", test_queue);
  g_test_add_func ("/job-text/ended", test_ended);
  g_test_add_func ("/job-text/reason", test_reason);
  g_test_add_func ("/job-text/pin", test_pin);

  return g_test_run ();
}
