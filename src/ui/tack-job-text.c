/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-job-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tack-human.h"

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* Pinterest's code for an app that has Trial access. */
#define CODE_TRIAL 29

/* No Pin's number is longer. */
#define PIN_ID_CHARS_MAX 24

/* Takes @part; parts stand beside each other with a dot between them. */
static void
add_part (GString *line, char *part)
{
  if (part != NULL && *part != '\0')
    {
      if (line->len > 0)
        g_string_append (line, " · ");
      g_string_append (line, part);
    }
  g_free (part);
}

/* “42.0 of 96.3 MB”, and the unit twice where the two differ. */
static char *
dup_bytes (gint64 sent, gint64 total)
{
  g_autofree char *sent_unit = g_format_size_full ((guint64) sent, G_FORMAT_SIZE_ONLY_UNIT);
  g_autofree char *total_unit = g_format_size_full ((guint64) total, G_FORMAT_SIZE_ONLY_UNIT);
  g_autofree char *of = tack_human_size (total);
  g_autofree char *so_far = g_str_equal (sent_unit, total_unit)
                              ? g_format_size_full ((guint64) sent, G_FORMAT_SIZE_ONLY_VALUE)
                              : tack_human_size (sent);

  /* Translators: how much of a file was sent, such as “42.0 of 96.3 MB” */
  return g_strdup_printf (C_ ("bytes", "%s of %s"), so_far, of);
}

static char *
dup_age (gint64 ms)
{
  if (ms < MINUTE_MS)
    return g_strdup (_ ("just now"));

  gint64 n = ms < HOUR_MS ? ms / MINUTE_MS : ms < DAY_MS ? ms / HOUR_MS : ms / DAY_MS;
  if (ms < HOUR_MS)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) n), (int) n);
  if (ms < DAY_MS)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) n), (int) n);

  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) n), (int) n);
}

TackJobPlace
tack_job_text_get_place (TackState state, gboolean is_driven)
{
  switch (state)
    {
    case TACK_STATE_PUBLISHED:
    case TACK_STATE_CANCELLED:
      return TACK_JOB_PLACE_DONE;
    case TACK_STATE_FAILED:
      return TACK_JOB_PLACE_NEEDS_YOU;
    case TACK_STATE_DOUBTFUL:
      return is_driven ? TACK_JOB_PLACE_RUNNING : TACK_JOB_PLACE_NEEDS_YOU;
    case TACK_STATE_WAITING:
    case TACK_STATE_REGISTERING:
    case TACK_STATE_UPLOADING:
    case TACK_STATE_CHECKING:
    case TACK_STATE_PROCESSING:
    case TACK_STATE_CREATING:
    case TACK_STATE_PAUSED:
    default:
      return is_driven ? TACK_JOB_PLACE_RUNNING : TACK_JOB_PLACE_WAITING;
    }
}

static void
add_running (GString *line, const TackJobFacts *facts)
{
  g_autofree char *bytes = NULL;

  switch ((int) facts->step.state)
    {
    case TACK_STATE_REGISTERING:
      add_part (line, g_strdup (_ ("Preparing the upload")));
      break;
    case TACK_STATE_UPLOADING:
      bytes = dup_bytes (facts->sent, facts->total);
      /* Translators: %s is “42.0 of 96.3 MB” */
      add_part (line, g_strdup_printf (_ ("Uploading %s"), bytes));
      if (facts->speed > 0)
        {
          g_autofree char *speed = tack_human_size ((gint64) facts->speed);
          /* Translators: %s is an amount of bytes, such as “3.1 MB” */
          add_part (line, g_strdup_printf (_ ("%s/s"), speed));
        }
      break;
    case TACK_STATE_CHECKING:
      add_part (line, g_strdup (_ ("Looking whether the video has arrived already")));
      break;
    case TACK_STATE_PROCESSING:
      add_part (line, g_strdup (_ ("Pinterest is processing the video")));
      break;
    case TACK_STATE_CREATING:
      add_part (line, g_strdup (_ ("Creating the Pin")));
      break;
    case TACK_STATE_DOUBTFUL:
      add_part (line, g_strdup (_ ("Looking whether the Pin is there already")));
      break;
    default:
      add_part (line, g_strdup (_ ("Starting")));
    }
}

/* A job that was under way and has no place now: paused, or the program was closed. */
static void
add_waiting (GString *line, const TackJobFacts *facts)
{
  TackState state = facts->step.state;

  if (state == TACK_STATE_PAUSED)
    add_part (line, g_strdup (_ ("Paused")));
  if (state == TACK_STATE_WAITING || state == TACK_STATE_PAUSED)
    state = facts->step.resume;

  if (state == TACK_STATE_UPLOADING && facts->sent > 0)
    {
      g_autofree char *bytes = dup_bytes (facts->sent, facts->total);
      /* Translators: %s is “42.0 of 96.3 MB” */
      add_part (line, g_strdup_printf (_ ("%s uploaded"), bytes));
    }
  else if (state == TACK_STATE_PROCESSING || (state == TACK_STATE_CREATING && facts->step.is_video))
    add_part (line, g_strdup (_ ("The video is uploaded")));
}

static const char *
get_what_happened (const TackJobFacts *facts)
{
  if (facts->step.state == TACK_STATE_DOUBTFUL)
    return _ ("May already be published");

  switch (tack_error_get_class (facts->error))
    {
    case TACK_ERROR_WAIT:
      return _ ("Tried several times in vain");
    case TACK_ERROR_SIGN_IN:
      return _ ("Not signed in");
    case TACK_ERROR_ASK:
      return tack_error_get_details (facts->error)->code == CODE_TRIAL
               ? _ ("Pinterest refused: Trial access")
               : _ ("Pinterest refused: not allowed");
    case TACK_ERROR_FIX:
      return _ ("Something has to be changed");
    case TACK_ERROR_GONE:
      return _ ("Something is gone");
    case TACK_ERROR_SLOW_DOWN:
      return _ ("Pinterest asks for a long pause");
    case TACK_ERROR_GIVE_UP:
    default:
      return _ ("Did not work");
    }
}

/* @reason, and when the wait is over where that is soon; a reason that lasts longer names its end.
 */
static char *
dup_wait (const char *reason, gint64 ms)
{
  if (ms <= 0 || ms >= HOUR_MS)
    return g_strdup (reason);

  g_autofree char *seconds = tack_human_seconds ((ms + 999) / 1000 * 1000);
  /* Translators: “Goes on in 12 s. Pins are created at least 30 seconds apart.” */
  return g_strdup_printf (_ ("Goes on in %s. %s"), seconds, reason);
}

char *
tack_job_text_step (const TackJobFacts *facts)
{
  TackState    state = facts->step.state;
  TackJobPlace place = tack_job_text_get_place (state, facts->is_driven);
  GString     *line = g_string_new (NULL);

  if (place == TACK_JOB_PLACE_NEEDS_YOU)
    {
      add_part (line, g_strdup (get_what_happened (facts)));
      return g_string_free (line, FALSE);
    }
  if (facts->is_cancelling)
    {
      add_part (line, g_strdup (_ ("Cancelling…")));
      return g_string_free (line, FALSE);
    }
  if (place == TACK_JOB_PLACE_WAITING && facts->waiting_reason != NULL)
    {
      add_part (line, dup_wait (facts->waiting_reason, facts->next_try_ms));
      return g_string_free (line, FALSE);
    }
  if (facts->next_try_ms > 0 && facts->error != NULL)
    {
      /* Translators: %s is a whole sentence that says what went wrong */
      add_part (line, g_strdup_printf (_ ("Trying again soon. %s"), facts->error->message));
      return g_string_free (line, FALSE);
    }

  if (place == TACK_JOB_PLACE_RUNNING)
    add_running (line, facts);
  else if (place == TACK_JOB_PLACE_WAITING)
    add_waiting (line, facts);
  else if (state == TACK_STATE_CANCELLED)
    add_part (line, g_strdup (_ ("Cancelled")));

  add_part (line, g_strdup (facts->board != NULL ? facts->board : _ ("Ad-only Pin")));
  if (state == TACK_STATE_PUBLISHED)
    add_part (line, dup_age (facts->age_ms));

  return g_string_free (line, FALSE);
}

char *
tack_job_text_time (const TackJobFacts *facts)
{
  if (!facts->is_driven || facts->is_cancelling)
    return NULL;
  if (facts->next_try_ms > 0)
    {
      g_autofree char *seconds = tack_human_seconds ((facts->next_try_ms + 999) / 1000 * 1000);
      /* Translators: when something is tried again; %s is “38 s” or “16 min” */
      return g_strdup_printf (_ ("in %s"), seconds);
    }
  if (facts->step.state == TACK_STATE_UPLOADING && facts->left_ms >= 0)
    return tack_human_time_left (facts->left_ms);

  return NULL;
}

char *
tack_job_text_explanation (const TackJobFacts *facts)
{
  if (tack_job_text_get_place (facts->step.state, facts->is_driven) != TACK_JOB_PLACE_NEEDS_YOU)
    return NULL;
  if (facts->step.state == TACK_STATE_FAILED)
    return facts->error != NULL ? g_strdup (facts->error->message) : NULL;
  if (facts->board == NULL)
    return g_strdup (_ ("The answer was lost after sending, and Tackboard cannot tell whether the "
                        "Pin is there. Look among your ad-only Pins."));

  return g_strdup_printf (_ ("The answer was lost after sending, and Tackboard cannot tell whether "
                             "the Pin is there. Look on “%s”."),
                          facts->board);
}

char *
tack_job_text_details (const TackJobFacts *facts)
{
  const TackErrorDetails *details = tack_error_get_details (facts->error);

  if (tack_job_text_get_place (facts->step.state, facts->is_driven) != TACK_JOB_PLACE_NEEDS_YOU
      || (details->status == 0 && details->request_id == NULL))
    return NULL;

  GString *line = g_string_new (NULL);
  if (details->status > 0 && details->code > 0)
    add_part (line, g_strdup_printf (_ ("Error %u, code %d"), details->status, details->code));
  else if (details->status > 0)
    add_part (line, g_strdup_printf (_ ("Error %u"), details->status));
  if (details->reason != NULL)
    /* Translators: %s is what Pinterest said, in its own words */
    add_part (line, g_strdup_printf (_ ("“%s”"), details->reason));
  if (details->request_id != NULL)
    add_part (line, g_strdup_printf (_ ("request %s"), details->request_id));

  return g_string_free (line, FALSE);
}

/* Which of the two mends a failed job more likely comes last; the other may make no sense at all.
 */
static void
get_acts_of_failed (const TackJobFacts *facts, TackJobAct acts[TACK_JOB_ACTS_MAX])
{
  gboolean is_retry = tack_step_is_worth_retrying (facts->step, facts->error);
  gboolean is_edit_likely = tack_error_get_class (facts->error) == TACK_ERROR_FIX;

  acts[0] = is_retry && is_edit_likely ? TACK_JOB_ACT_RETRY : TACK_JOB_ACT_EDIT;
  if (is_retry)
    acts[1] = is_edit_likely ? TACK_JOB_ACT_EDIT : TACK_JOB_ACT_RETRY;
}

void
tack_job_text_get_acts (const TackJobFacts *facts, TackJobAct acts[TACK_JOB_ACTS_MAX])
{
  guint n = 0;

  memset (acts, 0, sizeof acts[0] * TACK_JOB_ACTS_MAX);

  switch (tack_job_text_get_place (facts->step.state, facts->is_driven))
    {
    case TACK_JOB_PLACE_NEEDS_YOU:
      if (facts->step.state == TACK_STATE_FAILED)
        {
          get_acts_of_failed (facts, acts);
          break;
        }
      if (facts->has_address)
        acts[n++] = TACK_JOB_ACT_SHOW;
      acts[n++] = TACK_JOB_ACT_SEND_AGAIN;
      acts[n++] = TACK_JOB_ACT_IS_THERE;
      break;

    case TACK_JOB_PLACE_DONE:
      acts[0] = facts->step.state == TACK_STATE_PUBLISHED ? TACK_JOB_ACT_OPEN : TACK_JOB_ACT_EDIT;
      acts[1]
        = facts->step.state == TACK_STATE_PUBLISHED ? TACK_JOB_ACT_COPY_LINK : TACK_JOB_ACT_RETRY;
      break;

    case TACK_JOB_PLACE_RUNNING:
    case TACK_JOB_PLACE_WAITING:
    default:
      if (facts->step.state == TACK_STATE_PAUSED)
        acts[n++] = TACK_JOB_ACT_RESUME;
      if (!facts->is_cancelling)
        acts[n++] = TACK_JOB_ACT_CANCEL;
    }
}

guint
tack_queue_facts_count_pending (const TackQueueFacts *facts)
{
  return facts->n[TACK_JOB_PLACE_RUNNING] + facts->n[TACK_JOB_PLACE_WAITING];
}

gboolean
tack_queue_facts_is_resumable (const TackQueueFacts *facts)
{
  guint n_pending = tack_queue_facts_count_pending (facts);

  return n_pending > 0 && (facts->is_paused || facts->n_paused == n_pending);
}

char *
tack_queue_text_title (const TackQueueFacts *facts)
{
  guint n_pending = tack_queue_facts_count_pending (facts);
  guint n_needs_you = facts->n[TACK_JOB_PLACE_NEEDS_YOU];
  guint n_done = facts->n[TACK_JOB_PLACE_DONE];
  guint n_all = n_pending + n_needs_you + n_done;

  if (tack_queue_facts_is_resumable (facts))
    return g_strdup (_ ("Paused"));
  if (facts->reason != NULL && facts->n[TACK_JOB_PLACE_WAITING] == n_pending && n_pending > 0)
    return g_strdup_printf (ngettext ("%u Pin waits", "%u Pins wait", n_pending), n_pending);
  if (n_pending > 0)
    return g_strdup_printf (ngettext ("Publishing %u Pin", "Publishing %u Pins", n_all), n_all);
  if (n_needs_you > 0)
    return g_strdup_printf (ngettext ("%u Pin needs you", "%u Pins need you", n_needs_you),
                            n_needs_you);
  if (n_done > 0)
    return g_strdup (_ ("All published"));

  return g_strdup (_ ("Nothing left to publish"));
}

char *
tack_queue_text_line (const TackQueueFacts *facts)
{
  guint    n_published = facts->n[TACK_JOB_PLACE_DONE];
  guint    n_running = facts->n[TACK_JOB_PLACE_RUNNING];
  guint    n_waiting = facts->n[TACK_JOB_PLACE_WAITING];
  guint    n_pending = tack_queue_facts_count_pending (facts);
  GString *line = g_string_new (NULL);

  if (n_published > 0)
    add_part (line, g_strdup_printf (ngettext ("%u published", "%u published", n_published),
                                     n_published));
  if (n_running > 0)
    add_part (line, g_strdup_printf (ngettext ("%u running", "%u running", n_running), n_running));
  if (tack_queue_facts_is_resumable (facts) && n_waiting > 0)
    add_part (line, g_strdup_printf (ngettext ("%u waiting", "%u waiting", n_waiting), n_waiting));
  if (facts->n_cancelled > 0 && n_pending == 0)
    add_part (line, g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", facts->n_cancelled),
                                     facts->n_cancelled));
  if (!facts->is_paused && n_pending > 0 && facts->left_ms >= 0)
    add_part (line, tack_human_time_left (facts->left_ms));

  return g_string_free (line, FALSE);
}

char *
tack_queue_text_reason (const TackQueueFacts *facts)
{
  if (facts->reason == NULL || tack_queue_facts_count_pending (facts) == 0)
    return NULL;

  return dup_wait (facts->reason, facts->wait_ms);
}

char *
tack_queue_text_ended (guint n_published, guint n_needs_you)
{
  if (n_published > 0)
    return g_strdup_printf (ngettext ("%u Pin published", "%u Pins published", n_published),
                            n_published);
  if (n_needs_you > 0)
    return g_strdup_printf (ngettext ("%u Pin needs you", "%u Pins need you", n_needs_you),
                            n_needs_you);

  return NULL;
}

static char *
dup_number (const char *text, const char *end)
{
  gsize length = (gsize) (end - text);

  if (length == 0 || length > PIN_ID_CHARS_MAX || strspn (text, "0123456789") < length)
    return NULL;

  return g_strndup (text, length);
}

char *
tack_job_text_parse_pin (const char *text)
{
  g_autofree char *pasted = g_strstrip (g_strdup (text));
  const char      *path = strstr (pasted, "/pin/");

  if (path == NULL)
    return dup_number (pasted, pasted + strlen (pasted));

  /* “/pin/123/” or “/pin/some-words--123/” */
  const char *name = path + strlen ("/pin/");
  const char *end = name + strcspn (name, "/?#");
  const char *number = end;
  while (number > name && g_ascii_isdigit (number[-1]))
    number--;
  if (number != name && (number - name < 2 || strncmp (number - 2, "--", 2) != 0))
    return NULL;

  return dup_number (number, end);
}
