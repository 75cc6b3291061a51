/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TackRateWindow:
 * @limit: requests in the window, -1 where it is not told.
 * @remaining: how many of them are left.
 * @reset_ms: milliseconds until there are @limit again, -1 where it is not told.
 *
 * One of the limits that Pinterest counts a call against.
 */
typedef struct
{
  gint64 limit;
  gint64 remaining;
  gint64 reset_ms;
} TackRateWindow;

/**
 * tack_rate_headers_parse:
 *
 * Reads `x-ratelimit-limit`, `-remaining` and `-reset`, each a number (`100`) or a list of windows
 * (`100, 100;w=1;name="x", 1000;w=60;name="y"`, w in seconds).
 *
 * Returns: (transfer full) (element-type TackRateWindow): those whose remaining is told. Pure.
 */
GArray *tack_rate_headers_parse (SoupMessageHeaders *headers);

/**
 * tack_rate_headers_get_retry_after_ms:
 * @status: the answer's; only a 429 waits for a window's reset.
 * @unix_ms: now, for a `Retry-After` that is a date.
 *
 * Returns: how long the answer asks to wait, -1 where it does not say. Pure.
 */
gint64 tack_rate_headers_get_retry_after_ms (SoupMessageHeaders *headers,
                                             guint               status,
                                             gint64              unix_ms);

G_END_DECLS
