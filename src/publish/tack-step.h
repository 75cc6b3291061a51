/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/tack-error.h"

G_BEGIN_DECLS

/**
 * TackState:
 *
 * How far a job has come. The names are stored: see tack_state_to_nick().
 */
typedef enum
{
  TACK_STATE_WAITING,
  TACK_STATE_REGISTERING,
  TACK_STATE_UPLOADING,
  TACK_STATE_CHECKING,
  TACK_STATE_PROCESSING,
  TACK_STATE_CREATING,
  TACK_STATE_DOUBTFUL,
  TACK_STATE_PUBLISHED,
  TACK_STATE_FAILED,
  TACK_STATE_PAUSED,
  TACK_STATE_CANCELLED,
} TackState;

/**
 * TackEvent:
 * @TACK_EVENT_START: the runner has a place for the job (also after a restart).
 * @TACK_EVENT_DONE: the action succeeded.
 * @TACK_EVENT_NOT_YET: the video is still being processed; or another create has to end before a
 *   look can tell whose the Pin is.
 * @TACK_EVENT_EXPIRED: the bucket refuses the registration.
 * @TACK_EVENT_REJECTED: Pinterest could not process the video.
 * @TACK_EVENT_LOST: a file or a create was sent and its answer lost.
 * @TACK_EVENT_FOUND: the file has arrived, or the Pin is there already.
 * @TACK_EVENT_ABSENT: it has not, or is not.
 * @TACK_EVENT_UNKNOWN: whether the Pin is there cannot be told.
 * @TACK_EVENT_OFFLINE: nothing was sent, for there is no connection.
 * @TACK_EVENT_ERROR: the action failed; the class says whether again makes sense.
 * @TACK_EVENT_PAUSE: by the person.
 * @TACK_EVENT_RESUME: by the person.
 * @TACK_EVENT_RETRY: by the person.
 * @TACK_EVENT_CANCEL: by the person.
 */
typedef enum
{
  TACK_EVENT_START,
  TACK_EVENT_DONE,
  TACK_EVENT_NOT_YET,
  TACK_EVENT_EXPIRED,
  TACK_EVENT_REJECTED,
  TACK_EVENT_LOST,
  TACK_EVENT_FOUND,
  TACK_EVENT_ABSENT,
  TACK_EVENT_UNKNOWN,
  TACK_EVENT_OFFLINE,
  TACK_EVENT_ERROR,
  TACK_EVENT_PAUSE,
  TACK_EVENT_RESUME,
  TACK_EVENT_RETRY,
  TACK_EVENT_CANCEL,
} TackEvent;

/**
 * TackAction:
 * @TACK_ACTION_NONE: nothing to do: wait for the person, or it is over.
 * @TACK_ACTION_REGISTER: register an upload.
 * @TACK_ACTION_SEND: send the file to the bucket.
 * @TACK_ACTION_CHECK: ask whether the file has arrived already.
 * @TACK_ACTION_POLL: ask whether the video is processed.
 * @TACK_ACTION_CREATE: create the Pin.
 * @TACK_ACTION_LOOK: look for the Pin among the board's newest.
 *
 * What the runner does next. It writes the state before it begins, and the outcome after.
 */
typedef enum
{
  TACK_ACTION_NONE,
  TACK_ACTION_REGISTER,
  TACK_ACTION_SEND,
  TACK_ACTION_CHECK,
  TACK_ACTION_POLL,
  TACK_ACTION_CREATE,
  TACK_ACTION_LOOK,
} TackAction;

/**
 * TackStep:
 * @state: where the job is.
 * @resume: for a failed, paused or waiting job, the last good state: where it goes on.
 * @is_video: whether there is something to upload.
 * @tries: how often the action of @state has failed in a row; registering and sending count as one.
 * @polls: how often it was not yet done.
 * @absences: how often in a row it was not there. Not stored: a new process looks twice anew.
 * @intent_at: Unix ms at which the intent to create was journalled; 0 while there is surely no Pin.
 * @error_class: of the last %TACK_EVENT_ERROR; meaningful in %TACK_STATE_FAILED and while @tries >
 * 0.
 *
 * All the machine knows of a job; plain data, copied freely.
 */
typedef struct
{
  TackState      state;
  TackState      resume;
  gboolean       is_video;
  guint          tries;
  guint          polls;
  guint          absences;
  gint64         intent_at;
  TackErrorClass error_class;
} TackStep;

/** How often an action is tried again by itself before the job counts as failed. */
#define TACK_STEP_TRIES_MAX 5

/** How often something must be missing, some seconds apart, before it counts as absent. */
#define TACK_STEP_ABSENCES_MIN 2

/** How often Pinterest may say of a file that was sent that it has not arrived: some minutes. */
#define TACK_STEP_POLLS_BEFORE_ABSENT 30

/** How long Pinterest may process a video before that counts as a failure. */
#define TACK_STEP_PROCESSING_MS_MAX (24 * 3600 * G_GINT64_CONSTANT (1000))

/** tack_step_init: Returns: a job at its beginning. */
TackStep tack_step_init (gboolean is_video);

/**
 * tack_step_next:
 * @step: the step to leave.
 * @event: what happened.
 * @error_class: of a %TACK_EVENT_ERROR, else ignored.
 * @action: (out): what to do now.
 *
 * The machine: pure, total (an event that means nothing in a state changes nothing), without I/O.
 *
 * Returns: the step to be in.
 */
TackStep tack_step_next (TackStep       step,
                         TackEvent      event,
                         TackErrorClass error_class,
                         TackAction    *action);

/**
 * tack_step_intend:
 * @step: about to create: nothing has been sent.
 * @unix_ms: now.
 *
 * To be journalled before a create is sent: from here on a Pin may be there.
 *
 * Returns: the step with that intent.
 */
TackStep tack_step_intend (TackStep step, gint64 unix_ms);

/** tack_step_is_in_doubt: Returns: whether it may have made a Pin that nobody has found yet. */
gboolean tack_step_is_in_doubt (TackStep step);

/**
 * tack_step_is_worth_retrying:
 * @error: (nullable): why it failed.
 *
 * Returns: whether doing the same again can mend a failed job: what was refused is refused again,
 *   but a file may be back in its place; a lost upload is sent anew, but a board that is gone stays
 *   gone.
 */
gboolean tack_step_is_worth_retrying (TackStep step, const GError *error);

/**
 * tack_step_get_delay:
 * @random: 0 to 1.
 *
 * Returns: milliseconds to wait before the action of @step: the poll's pace, the pause before a
 *   second look, or the backoff after failed tries; 0 for at once.
 */
gint64 tack_step_get_delay (TackStep step, double random);

/** tack_state_is_over: Returns: whether nothing will happen any more without the person. */
gboolean tack_state_is_over (TackState state);

const char *tack_state_to_nick (TackState state);
gboolean    tack_state_from_nick (const char *nick, TackState *state);

G_END_DECLS
