/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/tack-json.h"
#include "drafts/tack-test-store.h"
#include "media/tack-media.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* The queue runs in a process of its own, which is killed at every point there is; then this one
 * goes on with what it finds on the disk. */

#define CHILD_OPTION "--child"
#define NEVER "late:600000"

static const char *program;

/* The child: runs the store's queue, and kills itself at the word of a change. */

static guint n_words_left;

static void
on_child_job_changed (TackRunner *runner, TackJob *job, gpointer user_data)
{
  if (--n_words_left == 0)
    kill (getpid (), SIGKILL);
}

static int
run_child (char **argv)
{
  g_autoptr (TackAccount)  account = tack_account_new (TACK_HOST_DEMO, argv[0], argv[1]);
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (1000);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TackSession)  session = NULL;
  TackRunner              *runner;

  n_words_left = (guint) atoi (argv[3]);
  tack_media_init ();
  tack_session_open_async (account, argv[2], clock, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  session = tack_session_open_finish (result, NULL);
  if (session == NULL)
    return 1;

  runner = tack_session_get_runner (session);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_child_job_changed), NULL);
  if (!tack_runner_start (runner, NULL))
    return 1;
  tack_test_wait_until (!tack_runner_is_busy (runner));

  return 0;
}

/* Hands the store to a child. @n_words: when it dies, 0 for never by itself. */
static GSubprocess *
spawn (TackTestSession *self, guint n_words)
{
  g_autofree char   *words = g_strdup_printf ("%u", n_words);
  g_autoptr (GError) error = NULL;
  GSubprocess       *child;

  tack_test_session_close (self);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, CHILD_OPTION,
                            tack_account_get_url (self->account),
                            tack_demo_server_get_token (self->server), self->store, words, NULL);
  g_assert_no_error (error);

  return child;
}

/* Returns: whether it lived until all was done. */
static gboolean
wait_for (GSubprocess *child)
{
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  if (g_subprocess_get_if_signaled (child))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
      return FALSE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);

  return TRUE;
}

static void
go_on (TackTestSession *self)
{
  tack_test_session_open (self);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

static void
add (TackTestSession *self, gboolean is_video)
{
  g_autoptr (GFile) file = is_video ? tack_test_session_write_video (self, "film.mp4")
                                    : tack_test_session_write_picture (self, "a.png");

  tack_test_session_add (self, file, "A vase");
}

/* Killed at the first, second, third … change of state, before and after it is written. */
static void
test_every_word (TackTestSession *self, gconstpointer data)
{
  static const struct
  {
    gboolean    is_video;
    const char *operation; /* nullable: that goes wrong at first */
    const char *fault;
  } CASES[] = {
    { FALSE, NULL, NULL }, { FALSE, "pins/create", "lost" }, { FALSE, "pins/create", "drop" },
    { TRUE, NULL, NULL },  { TRUE, "bucket", "status:403" }, { TRUE, "pins/create", "lost" },
  };
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      gboolean is_done = CASES[i].is_video && film == NULL;

      for (guint n_words = 1; !is_done; n_words++)
        {
          g_autoptr (GSubprocess) child = NULL;

          g_test_message ("%s, %s %s, killed at change %u", CASES[i].is_video ? "film" : "picture",
                          CASES[i].operation, CASES[i].fault, n_words);
          tack_test_session_restart_server (self, 0);
          if (CASES[i].operation != NULL)
            tack_test_session_fail (self, CASES[i].operation, 1, CASES[i].fault);
          add (self, CASES[i].is_video);
          child = spawn (self, n_words);
          is_done = wait_for (child);
          go_on (self);
          g_assert_cmpuint (n_words, <, 50);
        }
    }
}

/* Killed while the answer is on its way: the call may have been carried out. */
static void
test_every_call (TackTestSession *self, gconstpointer data)
{
  static const struct
  {
    gboolean    is_video;
    const char *operation;
    TackState   state; /* what the journal says then */
    guint       n_registered;
    guint       n_sent;
    guint       n_created;
  } CASES[] = {
    { FALSE, "pins/create", TACK_STATE_CREATING, 0, 0, 1 },
    { TRUE, "media/create", TACK_STATE_REGISTERING, 2, 1, 1 },
    { TRUE, "bucket", TACK_STATE_UPLOADING, 1, 1, 1 },
    { TRUE, "media/get", TACK_STATE_PROCESSING, 1, 1, 1 },
    { TRUE, "pins/create", TACK_STATE_CREATING, 1, 1, 1 },
  };
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GSubprocess) child = NULL;

      if (CASES[i].is_video && film == NULL)
        continue;

      g_test_message ("%s", CASES[i].operation);
      tack_test_session_restart_server (self, 0);
      tack_test_session_fail (self, CASES[i].operation, 1, NEVER);
      add (self, CASES[i].is_video);
      child = spawn (self, 0);
      tack_test_wait_until (tack_test_session_count_calls (self, CASES[i].operation) == 1);
      g_subprocess_force_exit (child);
      wait_for (child);

      tack_test_session_open (self);
      tack_test_assert_state (tack_test_session_get_job (self, 0), CASES[i].state);
      tack_test_session_run (self);
      tack_test_session_assert_published (self);
      g_assert_cmpuint (tack_test_session_count_calls (self, "media/create"), ==,
                        CASES[i].n_registered);
      g_assert_cmpuint (tack_test_session_count_calls (self, "bucket"), ==, CASES[i].n_sent);
      g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==,
                        CASES[i].n_created);
    }
}

static void
test_while_looking (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GSubprocess) child = NULL;

  tack_test_session_fail (self, "pins/create", 1, "lost");
  tack_test_session_fail (self, "boards/list_pins", 1, NEVER);
  add (self, FALSE);
  child = spawn (self, 0);
  tack_test_wait_until (tack_test_session_count_calls (self, "boards/list_pins") == 1);
  g_subprocess_force_exit (child);
  wait_for (child);

  tack_test_session_open (self);
  tack_test_assert_state (tack_test_session_get_job (self, 0), TACK_STATE_DOUBTFUL);
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 1);
}

static void
test_many (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GSubprocess) child = NULL;

  /* Twenty pictures, killed three times on the way. */
  tack_test_session_add_pictures (self, 20);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GSubprocess) one = spawn (self, 11);

      g_assert_false (wait_for (one));
      tack_test_session_open (self);
    }
  tack_test_session_run (self);
  tack_test_session_assert_published (self);
}

static void
test_locked_out (TackTestSession *self, gconstpointer data)
{
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError)      error = NULL;

  /* While the other process lives, this one only looks on. */
  tack_test_session_fail (self, "pins/create", 1, NEVER);
  add (self, FALSE);
  child = spawn (self, 0);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 1);
  tack_test_session_open (self);
  g_assert_false (tack_runner_start (tack_test_session_get_runner (self), &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_WAIT);

  g_subprocess_force_exit (child);
  wait_for (child);
  tack_test_session_close (self);
  go_on (self);
}

static void
test_closed_in_the_middle (TackTestSession *self, gconstpointer data)
{
  /* No crash: the window is closed while Pins are under way, and opened again. */
  for (guint i = 1; i <= 3; i++)
    tack_test_session_fail (self, "pins/create", i, "late:100");
  tack_test_session_add_pictures (self, 10);
  tack_test_session_start (self);
  tack_test_wait_until (tack_test_session_count_calls (self, "pins/create") == 3);
  tack_test_session_close (self);
  go_on (self);
  g_assert_cmpuint (tack_test_session_count_calls (self, "pins/create"), ==, 10);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char  *path;
    TackTestFunc func;
  } TESTS[] = {
    { "/publish-restart/every-word", test_every_word },
    { "/publish-restart/every-call", test_every_call },
    { "/publish-restart/while-looking", test_while_looking },
    { "/publish-restart/many", test_many },
    { "/publish-restart/locked-out", test_locked_out },
    { "/publish-restart/closed-in-the-middle", test_closed_in_the_middle },
  };

  program = argv[0];
  if (argc == 6 && g_str_equal (argv[1], CHILD_OPTION))
    return run_child (argv + 2);

  tack_test_session_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (TESTS); i++)
    tack_test_session_add_case (TESTS[i].path, TESTS[i].func, NULL);

  return g_test_run ();
}
