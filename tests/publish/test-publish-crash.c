/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "drafts/tack-test-store.h"
#include "publish/tack-test-session.h"
#include "tack-test.h"

/* Forty Pins of both kinds, published by processes that are killed on the way, one after the other;
 * the stand-in lives here. In the end each Pin is there once. */

#define N_PICTURES 30
#define N_FILMS 10

/* Every so many steps a life ends, and each round begins with another one: so all rounds together
 * die after every single step. */
#define STRIDE 12

#define N_RANDOM_DEATHS 50
#define LIFE_MS_MIN 20
#define LIFE_MS_MAX 250

static gboolean
add_forty (TackTestSession *self)
{
  g_autoptr (GFile) film = tack_test_session_write_video (self, "film.mp4");

  if (film == NULL)
    return FALSE;

  tack_test_session_restart_server (self, 10);
  tack_test_session_add_pictures (self, N_PICTURES);
  for (guint i = 0; i < N_FILMS; i++)
    {
      g_autofree char      *title = g_strdup_printf ("Film %u", i);
      g_autoptr (TackDraft) draft = tack_test_session_draft (self, film, title);

      /* To decode a cover in each life is not what this is about. */
      tack_draft_set_cover_url (draft, "https://example.com/cover.jpg");
      tack_test_session_queue (self, draft);
    }
  tack_test_session_close (self);

  return TRUE;
}

static GSubprocess *
spawn (TackTestSession *self, guint n_steps)
{
  g_autofree char *program
    = g_test_build_filename (G_TEST_BUILT, "publish", "tack-crash-child", NULL);
  g_autofree char   *steps = g_strdup_printf ("%u", n_steps);
  g_autoptr (GError) error = NULL;
  GSubprocess       *child
    = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program,
                        tack_account_get_url (self->account),
                        tack_demo_server_get_token (self->server), self->store, steps, NULL);

  g_assert_no_error (error);

  return child;
}

/* Returns: whether it lived until all was done. */
static gboolean
has_survived (GSubprocess *child)
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
assert_each_once (TackTestSession *self)
{
  tack_test_session_open (self);
  tack_test_session_run (self);
  g_assert_cmpuint (tack_test_session_count (self, TACK_STATE_PUBLISHED), ==, N_PICTURES + N_FILMS);
  tack_test_session_assert_published (self);
}

static void
test_every_step (TackTestSession *self, gconstpointer data)
{
  guint n_deaths = 0;

  for (guint first = 1; first <= STRIDE; first++)
    {
      guint n_lives = 0;

      if (!add_forty (self))
        return;
      for (guint n_steps = first;; n_steps = STRIDE)
        {
          g_autoptr (GSubprocess) child = spawn (self, n_steps);

          if (has_survived (child))
            break;
          n_deaths++;
          g_assert_cmpuint (++n_lives, <, 200);
        }
      assert_each_once (self);
    }
  g_test_message ("%u deaths", n_deaths);
}

static void
test_random_moments (TackTestSession *self, gconstpointer data)
{
  guint n_deaths = 0;

  while (n_deaths < N_RANDOM_DEATHS)
    {
      gboolean is_done = FALSE;

      if (!add_forty (self))
        return;
      while (!is_done && n_deaths < N_RANDOM_DEATHS)
        {
          g_autoptr (GSubprocess) child = spawn (self, 0);

          g_usleep ((gulong) g_test_rand_int_range (LIFE_MS_MIN, LIFE_MS_MAX)
                    * G_TIME_SPAN_MILLISECOND);
          g_subprocess_force_exit (child);
          is_done = has_survived (child);
          n_deaths += !is_done;
        }
      assert_each_once (self);
    }
}

int
main (int argc, char **argv)
{
  tack_test_session_init (&argc, &argv);
  tack_test_session_add_case ("/publish-crash/every-step", test_every_step, NULL);
  tack_test_session_add_case ("/publish-crash/random-moments", test_random_moments, NULL);

  return g_test_run ();
}
