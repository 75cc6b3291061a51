/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-step.h"

#define N_STATES (TACK_STATE_CANCELLED + 1)
#define N_EVENTS (TACK_EVENT_CANCEL + 1)
#define N_CLASSES (TACK_ERROR_GIVE_UP + 1)

/* When a create was sent. */
#define INTENT G_GINT64_CONSTANT (1764000000000)

/* A video job in @state, as it gets there: what rests goes on by sending. */
static TackStep
step_in (TackState state)
{
  TackStep step = tack_step_init (TRUE);

  step.state = state;
  step.resume = TACK_STATE_UPLOADING;
  step.intent_at = state == TACK_STATE_CREATING || state == TACK_STATE_DOUBTFUL ? INTENT : 0;

  return step;
}

static void
test_begin (void)
{
  static const struct
  {
    gboolean   is_video;
    TackState  state;
    TackAction action;
  } CASES[] = {
    { TRUE, TACK_STATE_REGISTERING, TACK_ACTION_REGISTER },
    { FALSE, TACK_STATE_CREATING, TACK_ACTION_CREATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TackStep   step = tack_step_init (CASES[i].is_video);
      TackAction action;

      g_assert_cmpint (step.state, ==, TACK_STATE_WAITING);
      step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
      g_assert_cmpint (step.state, ==, CASES[i].state);
      g_assert_cmpint (action, ==, CASES[i].action);
    }
}

static void
test_table (void)
{
  /* Every pair that means something; all others change nothing and ask for nothing. */
  static const struct
  {
    TackState  state;
    TackEvent  event;
    TackState  next;
    TackAction action;
  } CASES[] = {
    { TACK_STATE_WAITING, TACK_EVENT_START, TACK_STATE_UPLOADING, TACK_ACTION_SEND },
    { TACK_STATE_WAITING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_WAITING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    { TACK_STATE_REGISTERING, TACK_EVENT_START, TACK_STATE_REGISTERING, TACK_ACTION_REGISTER },
    { TACK_STATE_REGISTERING, TACK_EVENT_DONE, TACK_STATE_UPLOADING, TACK_ACTION_SEND },
    { TACK_STATE_REGISTERING, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_REGISTERING, TACK_EVENT_ERROR, TACK_STATE_REGISTERING, TACK_ACTION_REGISTER },
    { TACK_STATE_REGISTERING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_REGISTERING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    /* In another life it may have arrived. */
    { TACK_STATE_UPLOADING, TACK_EVENT_START, TACK_STATE_CHECKING, TACK_ACTION_CHECK },
    { TACK_STATE_UPLOADING, TACK_EVENT_DONE, TACK_STATE_PROCESSING, TACK_ACTION_POLL },
    { TACK_STATE_UPLOADING, TACK_EVENT_EXPIRED, TACK_STATE_REGISTERING, TACK_ACTION_REGISTER },
    { TACK_STATE_UPLOADING, TACK_EVENT_LOST, TACK_STATE_CHECKING, TACK_ACTION_CHECK },
    { TACK_STATE_UPLOADING, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_UPLOADING, TACK_EVENT_ERROR, TACK_STATE_UPLOADING, TACK_ACTION_SEND },
    { TACK_STATE_UPLOADING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_UPLOADING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    { TACK_STATE_CHECKING, TACK_EVENT_START, TACK_STATE_CHECKING, TACK_ACTION_CHECK },
    { TACK_STATE_CHECKING, TACK_EVENT_FOUND, TACK_STATE_PROCESSING, TACK_ACTION_POLL },
    { TACK_STATE_CHECKING, TACK_EVENT_ABSENT, TACK_STATE_CHECKING, TACK_ACTION_CHECK },
    { TACK_STATE_CHECKING, TACK_EVENT_EXPIRED, TACK_STATE_REGISTERING, TACK_ACTION_REGISTER },
    { TACK_STATE_CHECKING, TACK_EVENT_REJECTED, TACK_STATE_FAILED, TACK_ACTION_NONE },
    { TACK_STATE_CHECKING, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_CHECKING, TACK_EVENT_ERROR, TACK_STATE_CHECKING, TACK_ACTION_CHECK },
    { TACK_STATE_CHECKING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_CHECKING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    { TACK_STATE_PROCESSING, TACK_EVENT_START, TACK_STATE_PROCESSING, TACK_ACTION_POLL },
    { TACK_STATE_PROCESSING, TACK_EVENT_DONE, TACK_STATE_CREATING, TACK_ACTION_CREATE },
    { TACK_STATE_PROCESSING, TACK_EVENT_ABSENT, TACK_STATE_FAILED, TACK_ACTION_NONE },
    { TACK_STATE_PROCESSING, TACK_EVENT_NOT_YET, TACK_STATE_PROCESSING, TACK_ACTION_POLL },
    { TACK_STATE_PROCESSING, TACK_EVENT_REJECTED, TACK_STATE_FAILED, TACK_ACTION_NONE },
    { TACK_STATE_PROCESSING, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_PROCESSING, TACK_EVENT_ERROR, TACK_STATE_PROCESSING, TACK_ACTION_POLL },
    { TACK_STATE_PROCESSING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_PROCESSING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    /* A create that was begun in another life may have been carried out. */
    { TACK_STATE_CREATING, TACK_EVENT_START, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_CREATING, TACK_EVENT_DONE, TACK_STATE_PUBLISHED, TACK_ACTION_NONE },
    /* The upload turned out to be of another file, before anything was sent. */
    { TACK_STATE_CREATING, TACK_EVENT_EXPIRED, TACK_STATE_FAILED, TACK_ACTION_NONE },
    { TACK_STATE_CREATING, TACK_EVENT_LOST, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_CREATING, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_CREATING, TACK_EVENT_ERROR, TACK_STATE_CREATING, TACK_ACTION_CREATE },
    { TACK_STATE_CREATING, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_CREATING, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    { TACK_STATE_DOUBTFUL, TACK_EVENT_START, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_FOUND, TACK_STATE_PUBLISHED, TACK_ACTION_NONE },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_ABSENT, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_NOT_YET, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_OFFLINE, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_ERROR, TACK_STATE_DOUBTFUL, TACK_ACTION_LOOK },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_PAUSE, TACK_STATE_PAUSED, TACK_ACTION_NONE },
    { TACK_STATE_DOUBTFUL, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },

    { TACK_STATE_FAILED, TACK_EVENT_RETRY, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_FAILED, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },
    { TACK_STATE_PAUSED, TACK_EVENT_RESUME, TACK_STATE_WAITING, TACK_ACTION_NONE },
    { TACK_STATE_PAUSED, TACK_EVENT_CANCEL, TACK_STATE_CANCELLED, TACK_ACTION_NONE },
    { TACK_STATE_CANCELLED, TACK_EVENT_RETRY, TACK_STATE_WAITING, TACK_ACTION_NONE },
  };
  guint n_met = 0;

  for (guint state = 0; state < N_STATES; state++)
    for (guint event = 0; event < N_EVENTS; event++)
      {
        TackState  expected = (TackState) state;
        TackAction expected_action = TACK_ACTION_NONE;
        TackAction action;
        TackStep   step;

        for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
          if (CASES[i].state == (TackState) state && CASES[i].event == (TackEvent) event)
            {
              expected = CASES[i].next;
              expected_action = CASES[i].action;
              n_met++;
            }

        g_test_message ("%s, event %u", tack_state_to_nick ((TackState) state), event);
        step = tack_step_next (step_in ((TackState) state), (TackEvent) event, TACK_ERROR_WAIT,
                               &action);
        g_assert_cmpstr (tack_state_to_nick (step.state), ==, tack_state_to_nick (expected));
        g_assert_cmpint (action, ==, expected_action);
      }

  g_assert_cmpuint (n_met, ==, G_N_ELEMENTS (CASES));
}

static void
test_error_classes (void)
{
  static const TackState acting[]
    = { TACK_STATE_REGISTERING, TACK_STATE_UPLOADING, TACK_STATE_CHECKING,
        TACK_STATE_PROCESSING,  TACK_STATE_CREATING,  TACK_STATE_DOUBTFUL };
  static const struct
  {
    TackErrorClass error_class;
    TackState      next;
  } CASES[] = {
    { TACK_ERROR_SIGN_IN, TACK_STATE_WAITING }, { TACK_ERROR_SLOW_DOWN, TACK_STATE_WAITING },
    { TACK_ERROR_ASK, TACK_STATE_FAILED },      { TACK_ERROR_FIX, TACK_STATE_FAILED },
    { TACK_ERROR_GONE, TACK_STATE_FAILED },     { TACK_ERROR_GIVE_UP, TACK_STATE_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acting); i++)
    for (guint j = 0; j < G_N_ELEMENTS (CASES); j++)
      {
        TackErrorClass error_class = CASES[j].error_class;
        TackAction     action;
        TackStep       step
          = tack_step_next (step_in (acting[i]), TACK_EVENT_ERROR, error_class, &action);
        gboolean has_no_upload
          = acting[i] == TACK_STATE_PROCESSING && error_class == TACK_ERROR_GONE;

        g_assert_cmpint (action, ==, TACK_ACTION_NONE);
        g_assert_cmpint (step.error_class, ==, error_class);
        if (acting[i] == TACK_STATE_DOUBTFUL && CASES[j].next == TACK_STATE_FAILED)
          {
            /* Not to be able to look is no failure of the Pin. */
            g_assert_cmpint (step.state, ==, TACK_STATE_DOUBTFUL);
            continue;
          }
        g_assert_cmpint (step.state, ==, CASES[j].next);
        g_assert_cmpint (step.resume, ==, has_no_upload ? TACK_STATE_REGISTERING : acting[i]);
      }
}

static void
test_tries (void)
{
  static const struct
  {
    TackState state;
    TackState end;
  } CASES[] = {
    { TACK_STATE_REGISTERING, TACK_STATE_FAILED }, { TACK_STATE_UPLOADING, TACK_STATE_FAILED },
    { TACK_STATE_CHECKING, TACK_STATE_FAILED },    { TACK_STATE_PROCESSING, TACK_STATE_FAILED },
    { TACK_STATE_CREATING, TACK_STATE_FAILED },    { TACK_STATE_DOUBTFUL, TACK_STATE_DOUBTFUL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TackStep   step = step_in (CASES[i].state);
      TackAction action;

      for (guint n = 1; n < TACK_STEP_TRIES_MAX; n++)
        {
          step = tack_step_next (step, TACK_EVENT_ERROR, TACK_ERROR_WAIT, &action);
          g_assert_cmpint (step.state, ==, CASES[i].state);
          g_assert_cmpint (action, !=, TACK_ACTION_NONE);
          g_assert_cmpuint (step.tries, ==, n);
        }
      step = tack_step_next (step, TACK_EVENT_ERROR, TACK_ERROR_WAIT, &action);
      g_assert_cmpint (step.state, ==, CASES[i].end);
      g_assert_cmpint (action, ==, TACK_ACTION_NONE);

      /* The person's retry has all tries again, and begins where it ended. */
      if (step.state == TACK_STATE_FAILED)
        {
          step = tack_step_next (step, TACK_EVENT_RETRY, TACK_ERROR_GIVE_UP, &action);
          g_assert_cmpuint (step.tries, ==, 0);
          step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
          g_assert_cmpint (step.state, ==, CASES[i].state);
        }
    }
}

static void
test_resume (void)
{
  static const TackEvent leave[] = { TACK_EVENT_PAUSE, TACK_EVENT_CANCEL };
  static const TackEvent back[] = { TACK_EVENT_RESUME, TACK_EVENT_RETRY };
  static const struct
  {
    TackState state;
    TackState resumed;
  } CASES[] = {
    { TACK_STATE_WAITING, TACK_STATE_UPLOADING },
    { TACK_STATE_REGISTERING, TACK_STATE_REGISTERING },
    /* It may have arrived meanwhile. */
    { TACK_STATE_UPLOADING, TACK_STATE_CHECKING },
    { TACK_STATE_CHECKING, TACK_STATE_CHECKING },
    { TACK_STATE_PROCESSING, TACK_STATE_PROCESSING },
    /* It may have been carried out meanwhile. */
    { TACK_STATE_CREATING, TACK_STATE_DOUBTFUL },
    { TACK_STATE_DOUBTFUL, TACK_STATE_DOUBTFUL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (guint j = 0; j < G_N_ELEMENTS (leave); j++)
      {
        TackAction action;
        TackStep   step
          = tack_step_next (step_in (CASES[i].state), leave[j], TACK_ERROR_GIVE_UP, &action);

        g_assert_true (tack_state_is_over (step.state));
        step = tack_step_next (step, back[j], TACK_ERROR_GIVE_UP, &action);
        g_assert_cmpint (step.state, ==, TACK_STATE_WAITING);
        step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
        g_assert_cmpint (step.state, ==, CASES[i].resumed);
        g_assert_cmpint (action, !=, TACK_ACTION_NONE);
      }
}

static void
test_rejected (void)
{
  TackAction action;
  TackStep   step = tack_step_next (step_in (TACK_STATE_PROCESSING), TACK_EVENT_REJECTED,
                                    TACK_ERROR_GIVE_UP, &action);

  /* The same upload would be refused again, another one may not. */
  g_assert_cmpint (step.error_class, ==, TACK_ERROR_FIX);
  g_assert_cmpint (step.resume, ==, TACK_STATE_REGISTERING);
}

/* What the world may answer to each action, up to a CANCEL that ends the list. */
static const TackEvent answers[][7] = {
  [TACK_ACTION_NONE] = { TACK_EVENT_CANCEL },
  [TACK_ACTION_REGISTER] = { TACK_EVENT_DONE, TACK_EVENT_ERROR, TACK_EVENT_CANCEL },
  [TACK_ACTION_SEND]
  = { TACK_EVENT_DONE, TACK_EVENT_EXPIRED, TACK_EVENT_LOST, TACK_EVENT_ERROR, TACK_EVENT_CANCEL },
  [TACK_ACTION_CHECK] = { TACK_EVENT_FOUND, TACK_EVENT_ABSENT, TACK_EVENT_EXPIRED,
                          TACK_EVENT_REJECTED, TACK_EVENT_ERROR, TACK_EVENT_CANCEL },
  [TACK_ACTION_POLL]
  = { TACK_EVENT_DONE, TACK_EVENT_REJECTED, TACK_EVENT_ERROR, TACK_EVENT_CANCEL },
  [TACK_ACTION_CREATE]
  = { TACK_EVENT_DONE, TACK_EVENT_LOST, TACK_EVENT_EXPIRED, TACK_EVENT_ERROR, TACK_EVENT_CANCEL },
  [TACK_ACTION_LOOK] = { TACK_EVENT_FOUND, TACK_EVENT_ABSENT, TACK_EVENT_UNKNOWN, TACK_EVENT_ERROR,
                         TACK_EVENT_CANCEL },
};

static guint
count_answers (TackAction action)
{
  guint n = 0;

  while (answers[action][n] != TACK_EVENT_CANCEL)
    n++;

  return n;
}

/* A world that always gives the same answer to the same action, however hopeless: every one of
 * them comes to an end by itself. */
static void
test_stubborn_worlds (void)
{
  guint n_worlds = 1;

  for (TackAction action = TACK_ACTION_REGISTER; action <= TACK_ACTION_LOOK; action++)
    n_worlds *= count_answers (action);

  for (guint world = 0; world < n_worlds; world++)
    {
      TackStep   step = tack_step_init (TRUE);
      guint      n_actions = 0;
      TackAction action;

      step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
      while (action != TACK_ACTION_NONE)
        {
          guint rest = world;

          for (TackAction a = TACK_ACTION_REGISTER; a < action; a++)
            rest /= count_answers (a);
          if (action == TACK_ACTION_CREATE)
            step = tack_step_intend (step, INTENT);
          step = tack_step_next (step, answers[action][rest % count_answers (action)],
                                 TACK_ERROR_WAIT, &action);
          g_assert_cmpuint (step.tries, <=, TACK_STEP_TRIES_MAX);
          g_assert_cmpuint (++n_actions, <, 60);
        }
      g_assert_true (tack_state_is_over (step.state) || step.state == TACK_STATE_DOUBTFUL);
    }
}

/* Random worlds: what the action could bring, in any mixture. */
static void
test_random_worlds (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      TackStep   step = tack_step_init (g_test_rand_bit ());
      guint      n_actions = 0;
      guint      n_not_yet = 0;
      TackAction action;

      step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
      while (action != TACK_ACTION_NONE)
        {
          TackErrorClass error_class = g_test_rand_bit ()
                                         ? TACK_ERROR_WAIT
                                         : (TackErrorClass) g_test_rand_int_range (0, N_CLASSES);
          guint          n = (guint) g_test_rand_int_range (0, (int) count_answers (action));
          TackEvent      event = answers[action][n];

          /* Only the video's processing may take as long as it likes. */
          if (action == TACK_ACTION_POLL && n_not_yet < 20 && g_test_rand_bit ())
            {
              event = TACK_EVENT_NOT_YET;
              n_not_yet++;
            }
          if (action == TACK_ACTION_CREATE)
            step = tack_step_intend (step, INTENT);
          step = tack_step_next (step, event, error_class, &action);
          g_assert_cmpuint (++n_actions - n_not_yet, <, 200);
        }
    }
}

/* What a world knows of one job, apart from what its step says. */
typedef struct
{
  TackStep   step;
  TackAction action;
  TackStep   journalled; /* what a new process would begin with */
  gboolean   may_exist;  /* a create was sent, and nothing has made sure that it made no Pin */
  gboolean   has_media;  /* registered, and nothing has said that it is no good */
  gboolean   is_published;
} World;

/* What makes sure that there is no Pin: a refusal, and the second look in vain. */
static gboolean
is_surely_absent (const World *world, TackEvent event)
{
  return (world->step.state == TACK_STATE_CREATING
          && (event == TACK_EVENT_ERROR || event == TACK_EVENT_OFFLINE
              || event == TACK_EVENT_EXPIRED))
         || (world->step.state == TACK_STATE_DOUBTFUL && event == TACK_EVENT_ABSENT
             && world->step.absences + 1 >= TACK_STEP_ABSENCES_MIN);
}

static void
happen (World *world, TackEvent event, TackErrorClass error_class)
{
  TackState before = world->step.state;

  if (is_surely_absent (world, event))
    world->may_exist = FALSE;
  if (event == TACK_EVENT_EXPIRED || event == TACK_EVENT_REJECTED
      || (event == TACK_EVENT_ERROR && error_class == TACK_ERROR_GONE))
    world->has_media = FALSE;
  if (before == TACK_STATE_REGISTERING && event == TACK_EVENT_DONE)
    world->has_media = TRUE;

  world->step = tack_step_next (world->step, event, error_class, &world->action);

  g_assert_cmpint (world->step.state, <, N_STATES);
  g_assert_cmpuint (world->step.tries, <=, TACK_STEP_TRIES_MAX);
  /* A Pin that may exist is never made again, and one that exists stays. */
  g_assert_false (world->action == TACK_ACTION_CREATE && world->may_exist);
  g_assert_false (world->is_published && world->step.state != TACK_STATE_PUBLISHED);
  /* A media id is never forgotten: nothing is registered while there is a good one. */
  g_assert_false (world->action == TACK_ACTION_REGISTER && world->has_media
                  && before != TACK_STATE_REGISTERING);
  world->is_published = world->step.state == TACK_STATE_PUBLISHED;
  /* What was registered a moment before the end was not written down. */
  gboolean is_resting
    = tack_state_is_over (world->step.state) || world->step.state == TACK_STATE_WAITING;
  if ((is_resting ? world->step.resume : world->step.state) == TACK_STATE_REGISTERING)
    world->has_media = FALSE;
}

/* As the runner does it: nothing is sent before it is journalled. */
static void
act (World *world)
{
  if (world->action == TACK_ACTION_CREATE)
    world->step = tack_step_intend (world->step, INTENT);
  world->journalled = world->step;
  if (world->action == TACK_ACTION_CREATE)
    {
      g_assert_cmpint (world->journalled.intent_at, ==, INTENT);
      world->may_exist = TRUE;
    }
}

/* The process dies and another one begins with what is on the disk. */
static void
crash (World *world)
{
  world->step = world->journalled;
  world->step.absences = 0;
  world->action = TACK_ACTION_NONE;
  world->is_published = world->step.state == TACK_STATE_PUBLISHED;
}

static void
world_init (World *world)
{
  *world = (World){ .step = tack_step_init (g_test_rand_bit ()) };
  world->journalled = world->step;
}

/* Any event at any time, whether it makes sense or not, and crashes in between. */
static void
test_random_events (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      World world;

      world_init (&world);
      for (guint i = 0; i < 80; i++)
        {
          if (g_test_rand_int_range (0, 8) == 0)
            {
              crash (&world);
              continue;
            }
          act (&world);
          happen (&world, (TackEvent) g_test_rand_int_range (0, N_EVENTS),
                  (TackErrorClass) g_test_rand_int_range (0, N_CLASSES));
        }
    }
}

/* Worlds that behave for once come to an end, whatever happened before: the job is published, or
 * somebody has to do something. */
static void
test_always_ends (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      World world;

      world_init (&world);
      for (guint i = 0; i < 30; i++)
        {
          act (&world);
          happen (&world, (TackEvent) g_test_rand_int_range (0, N_EVENTS),
                  (TackErrorClass) g_test_rand_int_range (0, N_CLASSES));
          world.journalled = world.step;
        }
      crash (&world);
      if (world.step.state == TACK_STATE_PAUSED)
        happen (&world, TACK_EVENT_RESUME, TACK_ERROR_GIVE_UP);
      else
        happen (&world, TACK_EVENT_RETRY, TACK_ERROR_GIVE_UP);
      happen (&world, TACK_EVENT_START, TACK_ERROR_GIVE_UP);
      for (guint n_actions = 0; world.action != TACK_ACTION_NONE; n_actions++)
        {
          g_assert_cmpuint (n_actions, <, 20);
          act (&world);
          /* The Pin is there if it may be; the file has arrived. */
          happen (&world,
                  world.action == TACK_ACTION_CHECK
                      || (world.action == TACK_ACTION_LOOK && g_test_rand_bit ())
                    ? TACK_EVENT_FOUND
                  : world.action == TACK_ACTION_LOOK ? TACK_EVENT_ABSENT
                                                     : TACK_EVENT_DONE,
                  TACK_ERROR_GIVE_UP);
        }
      g_assert_cmpint (world.step.state, ==, TACK_STATE_PUBLISHED);
    }
}

/* Looked for twice, some seconds apart, before it is sent again; what interrupts begins anew. */
static void
test_absent_twice (void)
{
  static const struct
  {
    TackState state;
    TackState next;
  } CASES[] = {
    { TACK_STATE_DOUBTFUL, TACK_STATE_CREATING },
    { TACK_STATE_CHECKING, TACK_STATE_UPLOADING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TackStep   step = step_in (CASES[i].state);
      TackAction action;

      step = tack_step_next (step, TACK_EVENT_ABSENT, TACK_ERROR_GIVE_UP, &action);
      g_assert_cmpint (step.state, ==, CASES[i].state);
      g_assert_cmpint (tack_step_get_delay (step, 0), >=, 2000);
      step = tack_step_next (step, TACK_EVENT_ERROR, TACK_ERROR_WAIT, &action);
      step = tack_step_next (step, TACK_EVENT_ABSENT, TACK_ERROR_GIVE_UP, &action);
      g_assert_cmpint (step.state, ==, CASES[i].state);
      step = tack_step_next (step, TACK_EVENT_ABSENT, TACK_ERROR_GIVE_UP, &action);
      g_assert_cmpint (step.state, ==, CASES[i].next);
    }
}

static void
test_intent (void)
{
  TackAction action;
  TackStep   step = tack_step_init (FALSE);

  /* A crash before the intent was journalled leaves no doubt. */
  step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
  g_assert_false (tack_step_is_in_doubt (step));
  step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
  g_assert_cmpint (action, ==, TACK_ACTION_CREATE);

  step = tack_step_intend (step, INTENT);
  g_assert_true (tack_step_is_in_doubt (step));
  step = tack_step_next (step, TACK_EVENT_START, TACK_ERROR_GIVE_UP, &action);
  g_assert_cmpint (action, ==, TACK_ACTION_LOOK);
  g_assert_cmpint (step.intent_at, ==, INTENT);

  /* A refusal is an answer. */
  step = tack_step_next (step_in (TACK_STATE_CREATING), TACK_EVENT_ERROR, TACK_ERROR_FIX, &action);
  g_assert_false (tack_step_is_in_doubt (step));
}

static void
test_worth_retrying (void)
{
  static const struct
  {
    TackErrorClass error_class;
    guint          status;
    TackState      resume;
    gboolean       is_worth_it;
  } CASES[] = {
    { TACK_ERROR_WAIT, 500, TACK_STATE_CREATING, TRUE },
    { TACK_ERROR_ASK, 403, TACK_STATE_CREATING, TRUE },
    { TACK_ERROR_FIX, 0, TACK_STATE_CREATING, TRUE },
    { TACK_ERROR_FIX, 400, TACK_STATE_CREATING, FALSE },
    { TACK_ERROR_GONE, 404, TACK_STATE_CREATING, FALSE },
    { TACK_ERROR_GONE, 404, TACK_STATE_REGISTERING, TRUE },
    { TACK_ERROR_GIVE_UP, 418, TACK_STATE_CREATING, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TackErrorDetails   details = { .status = CASES[i].status };
      g_autoptr (GError) error
        = tack_error_new_with_details (CASES[i].error_class, &details, "No.");
      TackStep step = step_in (TACK_STATE_FAILED);

      step.resume = CASES[i].resume;
      g_assert_cmpint (tack_step_is_worth_retrying (step, error), ==, CASES[i].is_worth_it);
      step.state = TACK_STATE_WAITING;
      g_assert_false (tack_step_is_worth_retrying (step, error));
    }
}

static void
test_delay (void)
{
  static const gint64 polls[] = { 1000, 2000, 4000, 8000, 10000, 10000, 10000 };
  TackStep            step = step_in (TACK_STATE_PROCESSING);
  gint64              longest = 1000;

  for (guint i = 0; i < G_N_ELEMENTS (polls); i++)
    {
      step.polls = i;
      g_assert_cmpint (tack_step_get_delay (step, 0), ==, polls[i]);
      g_assert_cmpint (tack_step_get_delay (step, 1), ==, polls[i]);
    }

  /* A doubt that others have to end first asks at the same pace, whatever failed before. */
  step = step_in (TACK_STATE_DOUBTFUL);
  step.tries = 2;
  step.polls = 3;
  g_assert_cmpint (tack_step_get_delay (step, 0), ==, polls[3]);

  /* Failed tries double their pause, with some chance in it, up to a minute. */
  step = step_in (TACK_STATE_CREATING);
  g_assert_cmpint (tack_step_get_delay (step, 0.5), ==, 0);
  for (step.tries = 1; step.tries <= 10; step.tries++)
    {
      g_assert_cmpint (tack_step_get_delay (step, 0), ==, longest / 2);
      g_assert_cmpint (tack_step_get_delay (step, 1), ==, longest);
      longest = MIN (longest * 2, 60000);
    }
}

static void
test_nicks (void)
{
  TackState state = TACK_STATE_FAILED;

  for (guint i = 0; i < N_STATES; i++)
    {
      g_assert_true (tack_state_from_nick (tack_state_to_nick ((TackState) i), &state));
      g_assert_cmpint (state, ==, i);
    }
  state = TACK_STATE_FAILED;
  g_assert_false (tack_state_from_nick ("levitating", &state));
  g_assert_false (tack_state_from_nick (NULL, &state));
  g_assert_cmpint (state, ==, TACK_STATE_FAILED);
}

static void
test_over (void)
{
  static const gboolean over[N_STATES] = {
    [TACK_STATE_PUBLISHED] = TRUE,
    [TACK_STATE_FAILED] = TRUE,
    [TACK_STATE_PAUSED] = TRUE,
    [TACK_STATE_CANCELLED] = TRUE,
  };

  for (guint i = 0; i < N_STATES; i++)
    g_assert_cmpint (tack_state_is_over ((TackState) i), ==, over[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/step/begin", test_begin);
  g_test_add_func ("/step/table", test_table);
  g_test_add_func ("/step/error-classes", test_error_classes);
  g_test_add_func ("/step/tries", test_tries);
  g_test_add_func ("/step/resume", test_resume);
  g_test_add_func ("/step/rejected", test_rejected);
  g_test_add_func ("/step/stubborn-worlds", test_stubborn_worlds);
  g_test_add_func ("/step/random-worlds", test_random_worlds);
  g_test_add_func ("/step/random-events", test_random_events);
  g_test_add_func ("/step/always-ends", test_always_ends);
  g_test_add_func ("/step/absent-twice", test_absent_twice);
  g_test_add_func ("/step/intent", test_intent);
  g_test_add_func ("/step/worth-retrying", test_worth_retrying);
  g_test_add_func ("/step/delay", test_delay);
  g_test_add_func ("/step/nicks", test_nicks);
  g_test_add_func ("/step/over", test_over);

  return g_test_run ();
}
