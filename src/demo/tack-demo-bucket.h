/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "demo/tack-demo-state.h"

G_BEGIN_DECLS

#define TACK_DEMO_BUCKET_PATH "/bucket"

/** tack_demo_bucket_make_parameters: Returns: (transfer full): a media's `upload_parameters`. */
JsonObject *tack_demo_bucket_make_parameters (TackDemoMedia *media);

/** tack_demo_bucket_begin: the headers of an upload are there: reads the rest as it comes. */
void tack_demo_bucket_begin (SoupServerMessage *message);

/** tack_demo_bucket_finish: the body is over: answers, and keeps what arrived. */
void tack_demo_bucket_finish (SoupServerMessage *message, TackDemoState *state);

G_END_DECLS
