/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-body.h"

G_BEGIN_DECLS

#define TACK_TYPE_BODY_STREAM (tack_body_stream_get_type ())
G_DECLARE_FINAL_TYPE (TackBodyStream, tack_body_stream, TACK, BODY_STREAM, GInputStream)

/**
 * TackBodyStream:
 *
 * Reads a #TackBody once, from its beginning. Never blocks.
 */
GInputStream *tack_body_stream_new (TackBody *body);

G_END_DECLS
