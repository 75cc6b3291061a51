/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-step.h"

#include "base/tack-backoff.h"

#define RETRY_FIRST_MS 1000
#define RETRY_MAX_MS 60000

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
  *action = states[state].action;

  return step;
}

/* Leaves the action for a state of rest, from which @step.resume leads back. A create that was
 * begun may have been carried out, so it goes on by looking. */
static TackStep
rest (TackStep step, TackState state, TackState resume, TackAction *action)
{
  step.resume = resume;
  return enter (step, state, action);
}

static TackState
get_safe_resume (TackStep step)
{
  if (!is_active (step.state))
    return step.resume;

  return step.state == TACK_STATE_CREATING ? TACK_STATE_DOUBTFUL : step.state;
}

static TackStep
next_after_start (TackStep step, TackAction *action)
{
  if (step.state == TACK_STATE_WAITING)
    return enter (step, step.resume, action);
  /* Only a process that died in the middle leaves a job here. */
  if (step.state == TACK_STATE_CREATING)
    return enter (step, TACK_STATE_DOUBTFUL, action);

  *action = states[step.state].action;
  return step;
}

static TackStep
next_after_error (TackStep step, TackErrorClass error_class, TackAction *action)
{
  step.error_class = error_class;

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
      if (!is_active (state) || state == TACK_STATE_DOUBTFUL)
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
      if (state != TACK_STATE_UPLOADING)
        return step;
      step.error_class = TACK_ERROR_GONE;
      if (++step.tries >= TACK_STEP_TRIES_MAX)
        return rest (step, TACK_STATE_FAILED, TACK_STATE_REGISTERING, action);
      return enter (step, TACK_STATE_REGISTERING, action);

    case TACK_EVENT_REJECTED:
      if (state != TACK_STATE_PROCESSING)
        return step;
      step.error_class = TACK_ERROR_FIX;
      return rest (step, TACK_STATE_FAILED, TACK_STATE_REGISTERING, action);

    case TACK_EVENT_LOST:
      if (state != TACK_STATE_CREATING)
        return step;
      step.error_class = TACK_ERROR_WAIT;
      step.tries++;
      step = enter (step, TACK_STATE_DOUBTFUL, action);
      /* A line that loses every answer must not create Pin after Pin: ask the person. */
      if (step.tries >= TACK_STEP_TRIES_MAX)
        *action = TACK_ACTION_NONE;
      return step;

    case TACK_EVENT_FOUND:
      return state == TACK_STATE_DOUBTFUL ? enter (step, TACK_STATE_PUBLISHED, action) : step;

    case TACK_EVENT_ABSENT:
      return state == TACK_STATE_DOUBTFUL ? enter (step, TACK_STATE_CREATING, action) : step;

    case TACK_EVENT_UNKNOWN:
      return step;

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

gint64
tack_step_get_delay (TackStep step, double random)
{
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
