/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-server.h"

/* Runs the real program in a folder of its own, against a stand-in of its own. */

/**
 * Bench:
 * @dir: where the program runs, and its home: removed at the end.
 * @clip: (nullable): a video of five seconds; %NULL where nothing can make one.
 * @token: what the program is given; the stand-in's until a test changes it.
 * @url: likewise.
 */
typedef struct
{
  char           *dir;
  const char     *clip;
  char           *token;
  char           *url;
  TackDemoServer *server;
} Bench;

/**
 * Run:
 * @status: how the program ended.
 * @lines: of standard output, when the program was asked for JSON: objects.
 * @err: without the last line break.
 */
typedef struct
{
  int        status;
  char      *out;
  char      *err;
  GPtrArray *lines;
} Run;

/** bench_main: runs the tests of @tests, each with a bench of its own. */
typedef struct
{
  const char *path;
  void (*run) (Bench *bench, gconstpointer data);
} BenchTest;

int bench_main (int argc, char **argv, const BenchTest *tests, gsize n_tests);

/** bench_skips_video: Returns: whether the test has been skipped for want of a video. */
gboolean bench_skips_video (Bench *bench);

/** bench_dup_path: Returns: (transfer full): that name in the bench's folder. */
char *bench_dup_path (Bench *bench, const char *name);

/** bench_add_photo: puts one of the project's own pictures there under @name. */
void bench_add_photo (Bench *bench, const char *photo, const char *name);

/** bench_add_talkative: puts a picture there with words behind its end. */
void bench_add_talkative (Bench *bench, const char *name);

/** bench_add_clip: puts the clip there under @name. @keep: how many of its bytes, -1 for all. */
void bench_add_clip (Bench *bench, const char *name, gssize keep);
void bench_add_text (Bench *bench, const char *name, const char *text);

/** bench_dup_sha256: Returns: (transfer full): the checksum of a file in the bench's folder. */
char *bench_dup_sha256 (Bench *bench, const char *name);

/**
 * bench_run:
 *
 * Runs the program to its end, and checks what holds for every run: it was not killed, its output
 * is text without any control character or the token, and errors are there just when it failed.
 */
Run *bench_run (Bench *bench, ...) G_GNUC_NULL_TERMINATED;

/** bench_run_words: the same for words of a table, or of a shell that ends in the program. */
Run *bench_run_words (Bench *bench, const char *const *words);

/**
 * bench_run_on_terminal:
 * @typed: what a person types there.
 *
 * Runs the program with a terminal as its standard input and error; `err` of the run is all that
 * the terminal shows.
 */
Run *bench_run_on_terminal (Bench *bench, const char *typed, const char *const *words);

/**
 * BenchCase:
 * @words: of the command line, quoted as for a shell.
 * @says: a part of the output, or for a failure of its one sentence; a failure has no output.
 */
typedef struct
{
  const char *words;
  int         status;
  const char *says;
} BenchCase;

/** bench_run_cases: runs one after the other, on what those before have left behind. */
void bench_run_cases (Bench *bench, const BenchCase *cases, gsize n_cases);

/**
 * BenchRefusal:
 * @operation: Pinterest's name of it.
 * @fault: what the stand-in does instead, once.
 */
typedef struct
{
  const char *operation;
  const char *fault;
  BenchCase   run;
} BenchRefusal;

/** bench_run_refusals: runs each with its fault. */
void bench_run_refusals (Bench *bench, const BenchRefusal *refusals, gsize n_refusals);

/** bench_assert_not_called: none of these operations has reached the stand-in. */
void bench_assert_not_called (Bench *bench, ...) G_GNUC_NULL_TERMINATED;

/** bench_get_program: Returns: (transfer none): the program's path, to run it by another. */
const char *bench_get_program (void);

/** bench_start: begins a run. @out_fd: taken as its standard output; -1 to collect it. */
GSubprocess *bench_start (Bench *bench, int out_fd, const char *const *words);
Run         *bench_finish (Bench *bench, GSubprocess *process);
void         bench_clear_run (Run *run);

/** bench_assert_sentence: exactly one line on standard error, which holds @part. */
void bench_assert_sentence (Run *run, const char *part);

/** bench_assert_members: @object has exactly these members in this order. @names: with blanks. */
void bench_assert_members (JsonObject *object, const char *names);

/** bench_get_event: Returns: (transfer none): the last line of JSON with that `event`. */
JsonObject *bench_get_event (Run *run, const char *event);

/** bench_dup_pins: Returns: (transfer full): what a stand-in was asked to create so far. */
JsonArray *bench_dup_pins (TackDemoServer *server);
guint      bench_count_pins (TackDemoServer *server);

/** bench_assert_request: the stand-in's Pin at @index was asked for in exactly these words. */
void bench_assert_request (Bench *bench, guint index, const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, bench_clear_run)
