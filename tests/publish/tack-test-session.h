/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-server.h"
#include "publish/tack-session.h"

/** A board of the stand-in, and a section on it. */
#define TACK_TEST_BOARD "549755885175"
#define TACK_TEST_SECTION "549755885176"

/**
 * TackTestSession:
 * @clock: a thousand times as quick as a real one.
 * @store: the folder of drafts and queue.
 * @media: the folder of pictures and videos.
 * @session: nullable while it is closed.
 * @n_idle: how often the runner had nothing left to drive.
 * @stopped: (nullable): why it stopped by itself.
 * @most_at_once: the most jobs that ever acted at the same time.
 *
 * A stand-in Pinterest and one account with a store of its own, wired as a program wires them.
 */
typedef struct
{
  TackDemoServer *server;
  TackAccount    *account;
  TackClock      *clock;
  char           *store;
  char           *media;
  TackSession    *session;
  guint           n_idle;
  GError         *stopped;
  guint           most_at_once;
} TackTestSession;

/** TackTestFunc: a case; @data is what was handed to tack_test_session_add_case(). */
typedef void (*TackTestFunc) (TackTestSession *self, gconstpointer data);

/** tack_test_session_init: prepares the process; first thing in main(). */
void tack_test_session_init (int *argc, char ***argv);

/** tack_test_session_add_case: a case with a session that is open and not started. */
void tack_test_session_add_case (const char *path, TackTestFunc func, gconstpointer data);

/**
 * tack_test_session_restart_server:
 *
 * A new stand-in that has seen nothing, and an open session with an empty store for it.
 */
void tack_test_session_restart_server (TackTestSession *self, gint64 processing_ms);

void tack_test_session_open (TackTestSession *self);
void tack_test_session_close (TackTestSession *self);

/** tack_test_session_write_picture: Returns: (transfer full): a picture that Pinterest takes. */
GFile *tack_test_session_write_picture (TackTestSession *self, const char *name);

/**
 * tack_test_session_write_video:
 *
 * Returns: (transfer full) (nullable): a short film that Pinterest takes; %NULL, with the case
 *   skipped, where this computer has no encoder.
 */
GFile *tack_test_session_write_video (TackTestSession *self, const char *name);

/** tack_test_session_draft: Returns: (transfer full): a draft of @file, ready, in the store. */
TackDraft *tack_test_session_draft (TackTestSession *self, GFile *file, const char *title);

/** tack_test_session_queue: Returns: (transfer none): the job of the queued @draft. */
TackJob *tack_test_session_queue (TackTestSession *self, TackDraft *draft);

/** tack_test_session_add: draft and queue at once. Returns: (transfer none): the job. */
TackJob *tack_test_session_add (TackTestSession *self, GFile *file, const char *title);

/** tack_test_session_add_pictures: queues @n pictures called 0.png, 1.png …, with these titles. */
void tack_test_session_add_pictures (TackTestSession *self, guint n);

TackRunner *tack_test_session_get_runner (TackTestSession *self);
TackJob    *tack_test_session_get_job (TackTestSession *self, guint position);

/** tack_test_session_count: Returns: how many jobs are in @state. */
guint tack_test_session_count (TackTestSession *self, TackState state);

void tack_test_session_start (TackTestSession *self);

/** tack_test_session_wait_idle: until the runner says that it has nothing left to drive. */
void tack_test_session_wait_idle (TackTestSession *self);

/** tack_test_session_run: starts, and waits until idle. */
void tack_test_session_run (TackTestSession *self);

/** tack_test_session_count_calls: Returns: how many calls of @operation have arrived. */
guint tack_test_session_count_calls (TackTestSession *self, const char *operation);

/** tack_test_session_fail: the @nth call of @operation from now on gets @fault. */
void tack_test_session_fail (TackTestSession *self,
                             const char      *operation,
                             guint            nth,
                             const char      *fault);

/** tack_test_session_dup_pins: Returns: (transfer full): what was created, as
 * `{"request","answer"}` objects, oldest first. */
JsonArray *tack_test_session_dup_pins (TackTestSession *self);

guint tack_test_session_count_pins (TackTestSession *self);

/**
 * tack_test_session_assert_published:
 *
 * Asserts that all jobs are published, each with a Pin of its own, and that there are no other
 * Pins.
 */
void tack_test_session_assert_published (TackTestSession *self);

#define tack_test_assert_state(job, expected)                                                      \
  g_assert_cmpstr (tack_state_to_nick (tack_job_get_state (job)), ==, tack_state_to_nick (expected))
