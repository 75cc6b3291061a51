/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-call.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TackDemoLimits:
 *
 * How many calls Pinterest takes in a while, reads and writes apart. Without a limit everything is
 * taken and the headers promise plenty. The server's lock guards it.
 */
typedef struct _TackDemoLimits TackDemoLimits;

TackDemoLimits *tack_demo_limits_new (void);
void            tack_demo_limits_free (TackDemoLimits *self);

/**
 * tack_demo_limits_set:
 * @text: as tack_demo_server_load_faults() has it, without the word “limit”.
 * @error: `TACK_ERROR_FIX`: how it is written.
 */
gboolean tack_demo_limits_set (TackDemoLimits *self, const char *text, GError **error);

/**
 * tack_demo_limits_arrive:
 * @headers: of the answer: told what is left.
 *
 * Returns: whether there is room for @call; if not, it has been refused.
 */
gboolean tack_demo_limits_arrive (TackDemoLimits     *self,
                                  gboolean            is_read,
                                  TackDemoCall       *call,
                                  SoupMessageHeaders *headers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoLimits, tack_demo_limits_free)

G_END_DECLS
