/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_DEMO_SERVER (tack_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (TackDemoServer, tack_demo_server, TACK, DEMO_SERVER, GObject)

/**
 * TackDemoServer:
 *
 * A stand-in Pinterest on loopback, for `--demo`, `demo-server` and the tests: the API below `/v5`,
 * the upload bucket, the pictures, and a page for each Pin. It answers as Pinterest does and
 * refuses what Pinterest refuses. It runs in a thread of its own, so that neither side can lean on
 * the other's main loop; all state lives there and ends with it.
 */
TackDemoServer *tack_demo_server_new (void);

/**
 * tack_demo_server_set_processing_ms:
 * @processing_ms: how long a video is “processing” after its bytes have arrived; 3000 by default.
 *
 * Before it starts.
 */
void tack_demo_server_set_processing_ms (TackDemoServer *self, gint64 processing_ms);

/**
 * tack_demo_server_start:
 * @port: a port of 127.0.0.1, 0 for any free one.
 * @error: `TACK_ERROR_FIX`: the port is taken.
 */
gboolean tack_demo_server_start (TackDemoServer *self, guint port, GError **error);

/** tack_demo_server_stop: waits for its thread to end. The last unref does it too. */
void tack_demo_server_stop (TackDemoServer *self);

/** tack_demo_server_get_url: Returns: (transfer none): the API's address,
 * `http://127.0.0.1:PORT/v5`. */
const char *tack_demo_server_get_url (TackDemoServer *self);

/** tack_demo_server_get_token: Returns: (transfer none): the token it asks for. */
const char *tack_demo_server_get_token (TackDemoServer *self);

/**
 * tack_demo_server_load_faults:
 * @path: a text file. Empty lines and those that begin with `#` are skipped; each other one is
 *   either
 *
 *   - `OPERATION NTH FAULT`: the fault of the nth call of an operation, counted from now on: `3`,
 *     `2-4`, `2-` or `*` for every one. Operations are Pinterest's own ids such as `pins/create`,
 *     and `bucket`, `picture` and `page` for what is beside the API. Of two faults for one call the
 *     later is meant. Instead of the call being carried out, a fault is one of
 *
 *     `status:NNN` without a body, `status:NNN:CODE:MESSAGE`, `json:TEXT` (200 and that text),
 *     `html`, `nested:N` (arrays, N deep), `big:N` (N megabytes), `redirect:ADDRESS`, `drop` (the
 *     connection closes)
 *
 *     and, with the call carried out, one of
 *
 *     `lost` (the connection closes), `cut` (it closes behind the headers of the answer), `half`,
 *     `empty`, `types` (every field has another type), `trickle:MS` (a byte each so many
 *     milliseconds), `late:MS`.
 *
 *     Headers of the answer stand at the end, in brackets: `status:429 [Retry-After: 2]`. One
 *     without a value, `[x-ratelimit-reset:]`, is taken away.
 *
 *   - `limit CLASS MAX/SECONDS [windows] [retry-after] [spam]`: from now on so many calls of the
 *     class, `read` or `write`, are taken in so many seconds, and those above get a 429. `windows`
 *     lists the windows in `x-ratelimit-limit`, `retry-after` says when to come back, `spam` calls
 *     it spam. Off by default.
 * @error: `TACK_ERROR_FIX`: the file, the line and what is wrong there.
 *
 * Reads a script of what goes wrong. Thread-safe.
 */
gboolean tack_demo_server_load_faults (TackDemoServer *self, const char *path, GError **error);

/**
 * tack_demo_server_set_limit:
 * @limit: what stands behind the word `limit` in a file of faults.
 *
 * Thread-safe.
 */
void tack_demo_server_set_limit (TackDemoServer *self, const char *limit);

/**
 * tack_demo_server_fail_next:
 * @operation: as in a file of faults.
 * @nth: which call from now on, 1 for the next.
 * @fault: as in a file of faults.
 *
 * Scripts one fault. Thread-safe.
 */
void tack_demo_server_fail_next (TackDemoServer *self,
                                 const char     *operation,
                                 guint           nth,
                                 const char     *fault);

/**
 * tack_demo_server_add_boards:
 *
 * Adds public boards named “Board 1”, “Board 2” … without sections or Pins. Thread-safe, as are its
 * siblings; the server has to be running.
 */
void tack_demo_server_add_boards (TackDemoServer *self, guint n_boards);

/** tack_demo_server_add_sections: adds “Section 1”, “Section 2” … to a board there is. */
void tack_demo_server_add_sections (TackDemoServer *self, const char *board_id, guint n_sections);

/** tack_demo_server_add_pins: adds “Pin 1”, “Pin 2” … to a board there is, all of one picture. */
void tack_demo_server_add_pins (TackDemoServer *self, const char *board_id, guint n_pins);

/**
 * tack_demo_server_set_counts:
 * @n_boards: how many boards the account has from now on, counting those that can be listed.
 * @n_pins: how many Pins, likewise.
 *
 * Brings the account near Pinterest's limits without making that many. Creating and deleting go on
 * from there. Thread-safe, while running.
 */
void tack_demo_server_set_counts (TackDemoServer *self, guint n_boards, guint n_pins);

/** tack_demo_server_count_calls: Returns: how many calls of @operation have arrived. Thread-safe.
 */
guint tack_demo_server_count_calls (TackDemoServer *self, const char *operation);

/**
 * tack_demo_server_dup_upload_sha256:
 *
 * Returns: (transfer full) (nullable): the checksum of the file that arrived for a media id.
 * Thread-safe.
 */
char *tack_demo_server_dup_upload_sha256 (TackDemoServer *self, const char *media_id);

/**
 * tack_demo_server_dup_pins_json:
 *
 * Returns: (transfer full): every Pin created since the start, oldest first, as a JSON array of
 * what was asked (the request, pictures replaced by `sha256:…`) and what was answered. Thread-safe.
 */
char *tack_demo_server_dup_pins_json (TackDemoServer *self);

G_END_DECLS
