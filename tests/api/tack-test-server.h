/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TackTestServer:
 *
 * A server that misbehaves as told, byte by byte, where the stand-in of the demo is too well-bred:
 * on loopback, in a thread of its own, one request a connection. It remembers what it was asked.
 */
typedef struct _TackTestServer TackTestServer;

TackTestServer *tack_test_server_new (void);
void            tack_test_server_free (TackTestServer *self);

/** tack_test_server_get_url: Returns: (transfer none): `http://127.0.0.1:PORT`. */
const char *tack_test_server_get_url (TackTestServer *self);

/**
 * tack_test_server_answer:
 * @headers: (nullable): whole lines, each with its line end.
 *
 * Queues the answer to one request. Without any, a request is answered by 404.
 */
void tack_test_server_answer (TackTestServer *self,
                              guint           status,
                              const char     *headers,
                              const char     *body);

/** tack_test_server_answer_raw: queues bytes as they are; the empty text closes without a word. */
void tack_test_server_answer_raw (TackTestServer *self, const char *raw);

/**
 * tack_test_server_hold:
 *
 * From the next request on reads no more than its headers, until tack_test_server_let_go().
 */
void tack_test_server_hold (TackTestServer *self);

/**
 * tack_test_server_let_go:
 * @hangs_up: closes the connection instead of reading on.
 */
void tack_test_server_let_go (TackTestServer *self, gboolean hangs_up);

/** tack_test_server_count: Returns: how many requests have arrived. */
guint tack_test_server_count (TackTestServer *self);

/** tack_test_server_dup_head: Returns: (transfer full): request line and headers of one request. */
char *tack_test_server_dup_head (TackTestServer *self, guint index);

/** tack_test_server_dup_body: Returns: (transfer full): the first megabyte of a body, "" of none.
 */
char *tack_test_server_dup_body (TackTestServer *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackTestServer, tack_test_server_free)

G_END_DECLS
