/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "drafts/tack-test-store.h"
#include "media/tack-media.h"
#include "publish/tack-session.h"
#include "tack-test.h"

/* tack-crash-child ADDRESS TOKEN STORE N: runs the store's queue, and dies of SIGKILL as soon as
 * the Nth change of state is on the disk; with 0 it lives until all is done. For
 * test-publish-crash. */

static guint n_left;

static void
on_job_changed (TackRunner *runner, TackJob *job, gpointer user_data)
{
  if (n_left > 0 && --n_left == 0)
    kill (getpid (), SIGKILL);
}

static void
on_idle (TackRunner *runner, gboolean *is_done)
{
  *is_done = TRUE;
}

int
main (int argc, char **argv)
{
  if (argc != 5)
    return 2;

  g_autoptr (TackAccount)  account = tack_account_new (TACK_HOST_DEMO, argv[1], argv[2]);
  g_autoptr (TackClock)    clock = tack_clock_new_with_speed (1000);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean                 is_done = FALSE;

  n_left = (guint) atoi (argv[4]);
  tack_media_init ();
  tack_session_open_async (account, argv[3], clock, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_autoptr (TackSession) session = tack_session_open_finish (result, NULL);
  if (session == NULL)
    return 1;

  TackRunner *runner = tack_session_get_runner (session);
  g_signal_connect (runner, "job-changed", G_CALLBACK (on_job_changed), NULL);
  g_signal_connect (runner, "idle", G_CALLBACK (on_idle), &is_done);
  if (!tack_runner_start (runner, NULL))
    return 1;
  tack_test_wait_until (is_done);

  return 0;
}
