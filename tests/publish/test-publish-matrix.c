/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* Every fault of the stand-in at every call that publishing makes: what becomes of the Pin by
 * itself. In the end, when the person has done what they are asked for, each is there once. */

static const struct
{
  const char *operation;
  gboolean    is_video;
  const char *before; /* nullable: a fault of pins/create that leads to the call */
} calls[] = {
  { "media/create", TRUE, NULL },        { "bucket", TRUE, NULL },
  { "media/get", TRUE, NULL },           { "pins/create", FALSE, NULL },
  { "pins/create", TRUE, NULL },         { "boards/list_pins", FALSE, "lost" },
  { "boards/list_pins", FALSE, "drop" },
};

#define N_CALLS G_N_ELEMENTS (calls)

/* %NULL: makes no sense, for the bucket's answer has no body. “-”: published by itself; “?”: in
 * doubt, the person is asked; else the class of its failure, or of what stopped the queue. In the
 * order of the calls above. */
static const struct
{
  const char *fault;
  const char *ends[N_CALLS];
} faults[] = {
  { "status:500:1:Oops", { "-", "-", "-", "-", "-", "-", "-" } },
  { "status:502", { "-", "-", "-", "-", "-", "-", "-" } },
  { "status:503", { "-", "-", "-", "-", "-", "-", "-" } },
  { "status:429:8:Too many requests [x-ratelimit-reset: 1]",
    { "-", "give-up", "-", "-", "-", "-", "-" } },
  { "status:429:8:Too many requests [Retry-After: 1]",
    { "-", "give-up", "-", "-", "-", "-", "-" } },
  { "status:429:8:This looks like spam",
    { "slow-down", "give-up", "slow-down", "slow-down", "slow-down", "slow-down", "slow-down" } },
  { "status:401:2:Authentication failed",
    { "sign-in", "give-up", "sign-in", "sign-in", "sign-in", "sign-in", "sign-in" } },
  { "status:403:29:Trial access", { "ask", "-", "ask", "ask", "ask", "?", "?" } },
  { "status:403:3:Scope missing", { "ask", "-", "ask", "ask", "ask", "?", "?" } },
  { "status:403:1:PINNER_DATA_ACCESS_DENIED", { "ask", "-", "ask", "ask", "ask", "?", "?" } },
  { "status:400:1:Invalid request", { "fix", "give-up", "fix", "fix", "fix", "?", "?" } },
  { "status:404:40:Board not found", { "gone", "give-up", "gone", "gone", "gone", "?", "?" } },
  { "status:409:1:Busy", { "-", "give-up", "-", "-", "-", "-", "-" } },
  { "status:413", { "fix", "give-up", "fix", "fix", "fix", "?", "?" } },
  { "status:418", { "give-up", "give-up", "give-up", "give-up", "give-up", "?", "?" } },
  { "json:{}", { "-", "wait", "-", "-", "-", "-", "-" } },
  { "html", { "-", "wait", "-", "-", "-", "-", "-" } },
  { "nested:2000", { "-", "wait", "-", "-", "-", "-", "-" } },
  { "big:9", { "-", "wait", "-", "-", "-", "-", "-" } },
  { "redirect:http://127.0.0.1:1/",
    { "give-up", "give-up", "give-up", "give-up", "give-up", "?", "?" } },
  { "drop", { "-", "-", "-", "-", "-", "-", "-" } },
  { "lost", { "-", "-", "-", "-", "-", "-", "-" } },
  { "cut", { "-", "-", "-", "-", "-", "-", "-" } },
  { "half", { "-", NULL, "-", "-", "-", "-", "-" } },
  { "empty", { "-", NULL, "-", "-", "-", "-", "-" } },
  { "types", { "-", NULL, "-", "-", "-", "-", "-" } },
  { "trickle:1", { "-", NULL, "-", "-", "-", "-", "-" } },
  { "late:30", { "-", "-", "-", "-", "-", "-", "-" } },
};

static char *
dup_end (TackTestSession *self, TackJob *job)
{
  if (self->stopped != NULL)
    return g_strdup (tack_error_class_to_nick (tack_error_get_class (self->stopped)));
  if (tack_job_get_state (job) == TACK_STATE_PUBLISHED)
    return g_strdup ("-");
  if (tack_job_get_state (job) == TACK_STATE_DOUBTFUL)
    return g_strdup ("?");

  tack_test_assert_state (job, TACK_STATE_FAILED);
  return g_strdup (tack_error_class_to_nick (tack_error_get_class (tack_job_get_error (job))));
}

static void
run_one (TackTestSession *self, guint call, const char *fault, const char *expected)
{
  g_autoptr (GFile) file = calls[call].is_video ? tack_test_session_write_video (self, "film.mp4")
                                                : tack_test_session_write_picture (self, "a.png");
  g_autofree char  *end = NULL;
  TackJob          *job;

  tack_test_session_restart_server (self, 0);
  g_test_message ("%s: %s", calls[call].operation, fault);
  if (calls[call].before != NULL)
    tack_test_session_fail (self, "pins/create", 1, calls[call].before);
  tack_test_session_fail (self, calls[call].operation, 1, fault);
  job = tack_test_session_add (self, file, "A vase");
  tack_test_session_run (self);

  end = dup_end (self, job);
  if (!g_str_equal (end, expected))
    g_test_fail_printf ("%s%s, %s: %s, not %s", calls[call].operation,
                        calls[call].is_video ? " of a film" : "", fault, end, expected);
  g_assert_cmpuint (tack_test_session_count_pins (self), <=, 1);
  if (g_str_equal (end, "-"))
    {
      tack_test_session_assert_published (self);
      return;
    }

  /* What a person does then: start again, try again, look again. */
  tack_test_session_start (self);
  tack_runner_retry (tack_test_session_get_runner (self), job);
  tack_test_wait_until (tack_job_get_state (job) == TACK_STATE_PUBLISHED);
  tack_test_session_assert_published (self);
}

static void
test_call (TackTestSession *self, gconstpointer data)
{
  guint             call = GPOINTER_TO_UINT (data);
  g_autoptr (GFile) film
    = calls[call].is_video ? tack_test_session_write_video (self, "film.mp4") : NULL;

  if (calls[call].is_video && film == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].ends[call] != NULL)
      run_one (self, call, faults[i].fault, faults[i].ends[call]);
}

int
main (int argc, char **argv)
{
  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/publish-matrix/%u %s", i, calls[i].operation);

      g_strdelimit (path + strlen ("/publish-matrix/"), "/", '-');
      tack_test_session_add_case (path, test_call, GUINT_TO_POINTER (i));
    }

  return g_test_run ();
}
