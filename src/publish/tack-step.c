/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-step.h"

#include "base/tack-backoff.h"

#define RETRY_FIRST_MS 1000
#define RETRY_MAX_MS 60000
/* What was carried out a moment ago may take as long to show. */
#define LOOK_AGAIN_MS 4000

/* What each state is called on disk, what it does, and where success leads from it. */
static const struct
{
  const char *nick;
  TackAction  action;
  TackState   next;
} states[] = {
  [TACK_STATE_WAITING] = { "waiting", TACK_ACTION_NONE, TACK_STATE_WAITING },
  [TACK_STATE_REGISTERING] = { "registering", TACK_ACTION_REGISTER, TACK_STATE_UPLOADING },
  [TACK_STATE_UPLOADING] = { "uploading", TACK_ACTION_SEND, TACK_STATE_PROCESSING },
  [TACK_STATE_CHECKING] = { "checking", TACK_ACTION_CHECK, TACK_STATE_PROCESSING },
  [TACK_STATE_PROCESSING] = { "processing", TACK_ACTION_POLL, TACK_STATE_CREATING },
  [TACK_STATE_CREATING] = { "creating", TACK_ACTION_CREATE, TACK_STATE_PUBLISHED },
  [TACK_STATE_DOUBTFUL] = { "doubtful", TACK_ACTION_LOOK, TACK_STATE_PUBLISHED },
  [TACK_STATE_PUBLISHED] = { "published", TACK_ACTION_NONE, TACK_STATE_PUBLISHED },
  [TACK_STATE_FAILED] = { "failed", TACK_ACTION_NONE, TACK_STATE_FAILED },
  [TACK_STATE_PAUSED] = { "paused", TACK_ACTION_NONE, TACK_STATE_PAUSED },
  [TACK_STATE_CANCELLED] = { "cancelled", TACK_ACTION_NONE, TACK_STATE_CANCELLED },
};

static gboolean
is_active (TackState state)
{
  return states[state].action != TACK_ACTION_NONE;
}

static TackStep
enter (TackStep step, TackState state, TackAction *action)
{
  step.state = state;
  step.polls = 0;
  step.absences = 0;
  /* An intent belongs to one create. */
  if (state == TACK_STATE_CREATING)
    step.intent_at = 0;
  *action = states[state].action;

  return step;
}

/* Leaves the action for a state of rest, from which @step.resume leads back. */
static TackStep
rest (TackStep step, TackState state, TackState resume, TackAction *action)
{
  step.resume = resume;
  return enter (step, state, action);
}

/* Where to go on after an action whose end nobody saw: what may have been carried out is looked for
 * first. */
static TackState
get_safe_resume (TackStep step)
{
  if (!is_active (step.state))
    return step.resume;
  if (step.state == TACK_STATE_UPLOADING)
    return TACK_STATE_CHECKING;

  return step.state == TACK_STATE_CREATING && step.intent_at != 0 ? TACK_STATE_DOUBTFUL
                                                                  : step.state;
}

static TackStep
next_after_start (TackStep step, TackAction *action)
{
  if (step.state == TACK_STATE_WAITING)
    return enter (step, step.resume, action);

  /* Only a process that died in the middle leaves a job here, or a queue that was stopped. */
  return is_active (step.state) ? enter (step, get_safe_resume (step), action) : step;
}

/* The answer was lost: only a look tells whether it was carried out. */
static TackStep
next_after_lost (TackStep step, TackAction *action)
{
  if (step.state != TACK_STATE_UPLOADING && step.state != TACK_STATE_CREATING)
    return step;

  step.error_class = TACK_ERROR_WAIT;
  step.tries++;
  if (step.state == TACK_STATE_UPLOADING)
    return step.tries < TACK_STEP_TRIES_MAX
             ? enter (step, TACK_STATE_CHECKING, action)
             : rest (step, TACK_STATE_FAILED, TACK_STATE_CHECKING, action);

  step = enter (step, TACK_STATE_DOUBTFUL, action);
  /* A line that loses every answer must not create Pin after Pin: ask the person. */
  if (step.tries >= TACK_STEP_TRIES_MAX)
    *action = TACK_ACTION_NONE;

  return step;
}

static TackStep
next_after_absent (TackStep step, TackAction *action)
{
  /* Somebody else answered for the bucket. */
  if (step.state == TACK_STATE_PROCESSING)
    {
      step.error_class = TACK_ERROR_WAIT;
      return rest (step, TACK_STATE_FAILED, TACK_STATE_CHECKING, action);
    }
  if (step.state != TACK_STATE_CHECKING && step.state != TACK_STATE_DOUBTFUL)
    return step;
  if (++step.absences < TACK_STEP_ABSENCES_MIN)
    {
      *action = states[step.state].action;
      return step;
    }

  return enter (step,
                step.state == TACK_STATE_CHECKING ? TACK_STATE_UPLOADING : TACK_STATE_CREATING,
                action);
}

/* The registration is no good any more; or of another file, which a create finds out before it
 * sends anything, and which does not mend itself as often as one likes. */
static TackStep
next_after_expired (TackStep step, TackAction *action)
{
  gboolean is_create = step.state == TACK_STATE_CREATING && step.is_video;

  if (step.state != TACK_STATE_UPLOADING && step.state != TACK_STATE_CHECKING && !is_create)
    return step;

  step.intent_at = 0;
  step.error_class = TACK_ERROR_GONE;
  if (++step.tries >= TACK_STEP_TRIES_MAX || is_create)
    return rest (step, TACK_STATE_FAILED, TACK_STATE_REGISTERING, action);

  return enter (step, TACK_STATE_REGISTERING, action);
}

static TackStep
next_after_error (TackStep step, TackErrorClass error_class, TackAction *action)
{
  step.error_class = error_class;
  step.absences = 0;
  /* A create that was refused made no Pin. */
  if (step.state == TACK_STATE_CREATING)
    step.intent_at = 0;

  if (error_class == TACK_ERROR_SIGN_IN || error_class == TACK_ERROR_SLOW_DOWN)
    {
      /* Not the job's fault: it waits until the queue goes on. */
      return rest (step, TACK_STATE_WAITING, step.state, action);
    }
  if (error_class == TACK_ERROR_WAIT && ++step.tries < TACK_STEP_TRIES_MAX)
    {
      *action = states[step.state].action;
      return step;
    }
  if (step.state == TACK_STATE_DOUBTFUL)
    return step; /* cannot tell: the person decides */

  /* A media id that Pinterest no longer knows cannot be polled again. */
  TackState resume = step.state == TACK_STATE_PROCESSING && error_class == TACK_ERROR_GONE
                       ? TACK_STATE_REGISTERING
                       : step.state;
  return rest (step, TACK_STATE_FAILED, resume, action);
}

TackStep
tack_step_init (gboolean is_video)
{
  return (TackStep){
    .state = TACK_STATE_WAITING,
    .resume = is_video ? TACK_STATE_REGISTERING : TACK_STATE_CREATING,
    .is_video = is_video,
    .error_class = TACK_ERROR_GIVE_UP,
  };
}

TackStep
tack_step_next (TackStep step, TackEvent event, TackErrorClass error_class, TackAction *action)
{
  const TackState state = step.state;

  *action = TACK_ACTION_NONE;

  switch (event)
    {
    case TACK_EVENT_START:
      return next_after_start (step, action);

    case TACK_EVENT_DONE:
      if (!is_active (state) || state == TACK_STATE_CHECKING || state == TACK_STATE_DOUBTFUL)
        return step;
      /* That a registration was had proves nothing: the bucket may refuse each of them. */
      if (state != TACK_STATE_REGISTERING)
        step.tries = 0;
      return enter (step, states[state].next, action);

    case TACK_EVENT_NOT_YET:
      if (state != TACK_STATE_PROCESSING && state != TACK_STATE_DOUBTFUL)
        return step;
      /* That a look says nothing does not mean that the line is good. */
      if (state == TACK_STATE_PROCESSING)
        step.tries = 0;
      step.polls++;
      *action = states[state].action;
      return step;

    case TACK_EVENT_EXPIRED:
      return next_after_expired (step, action);

    case TACK_EVENT_REJECTED:
      if (state != TACK_STATE_CHECKING && state != TACK_STATE_PROCESSING)
        return step;
      step.error_class = TACK_ERROR_FIX;
      return rest (step, TACK_STATE_FAILED, TACK_STATE_REGISTERING, action);

    case TACK_EVENT_LOST:
      return next_after_lost (step, action);

    case TACK_EVENT_FOUND:
      if (state != TACK_STATE_CHECKING && state != TACK_STATE_DOUBTFUL)
        return step;
      step.tries = 0;
      return enter (step, states[state].next, action);

    case TACK_EVENT_ABSENT:
      return next_after_absent (step, action);

    case TACK_EVENT_UNKNOWN:
      return step;

    case TACK_EVENT_OFFLINE:
      if (!is_active (state))
        return step;
      if (state == TACK_STATE_CREATING)
        step.intent_at = 0;
      return rest (step, TACK_STATE_WAITING, state, action);

    case TACK_EVENT_ERROR:
      return is_active (state) ? next_after_error (step, error_class, action) : step;

    case TACK_EVENT_PAUSE:
      if (!is_active (state) && state != TACK_STATE_WAITING)
        return step;
      return rest (step, TACK_STATE_PAUSED, get_safe_resume (step), action);

    case TACK_EVENT_RESUME:
      return state == TACK_STATE_PAUSED ? enter (step, TACK_STATE_WAITING, action) : step;

    case TACK_EVENT_RETRY:
      if (state != TACK_STATE_FAILED && state != TACK_STATE_CANCELLED)
        return step;
      step.tries = 0;
      return enter (step, TACK_STATE_WAITING, action);

    case TACK_EVENT_CANCEL:
      if (state == TACK_STATE_PUBLISHED || state == TACK_STATE_CANCELLED)
        return step;
      return rest (step, TACK_STATE_CANCELLED, get_safe_resume (step), action);

    default:
      g_return_val_if_reached (step);
    }
}

TackStep
tack_step_intend (TackStep step, gint64 unix_ms)
{
  g_return_val_if_fail (step.state == TACK_STATE_CREATING, step);

  step.intent_at = unix_ms;

  return step;
}

gboolean
tack_step_is_in_doubt (TackStep step)
{
  return step.intent_at != 0 && step.state != TACK_STATE_PUBLISHED;
}

gboolean
tack_step_is_worth_retrying (TackStep step, const GError *error)
{
  TackErrorClass error_class = tack_error_get_class (error);

  if (step.state != TACK_STATE_FAILED)
    return FALSE;
  if (error_class == TACK_ERROR_FIX)
    return tack_error_get_details (error)->status == 0;

  return error_class != TACK_ERROR_GONE || step.resume != TACK_STATE_CREATING;
}

gint64
tack_step_get_delay (TackStep step, double random)
{
  if (step.absences > 0)
    return LOOK_AGAIN_MS;
  if (step.polls > 0 && step.state == TACK_STATE_DOUBTFUL)
    return tack_backoff_get_poll_delay (step.polls);
  if (step.tries > 0)
    return tack_backoff_get_delay (step.tries, RETRY_FIRST_MS, RETRY_MAX_MS, random);
  if (step.state == TACK_STATE_PROCESSING)
    return tack_backoff_get_poll_delay (step.polls);

  return 0;
}

gboolean
tack_state_is_over (TackState state)
{
  return !is_active (state) && state != TACK_STATE_WAITING;
}

const char *
tack_state_to_nick (TackState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return states[state].nick;
}

gboolean
tack_state_from_nick (const char *nick, TackState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (nick, states[i].nick) == 0)
      {
        *state = (TackState) i;
        return TRUE;
      }

  return FALSE;
}
