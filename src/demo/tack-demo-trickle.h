/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** tack_demo_trickle: sends the body of an answer that is ready byte by byte, one each @ms. */
void tack_demo_trickle (SoupServerMessage *message, guint ms);

G_END_DECLS
