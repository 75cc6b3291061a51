/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-call.h"

G_BEGIN_DECLS

/** tack_demo_pin_to_json: Returns: (transfer full): a #TackDemoPin as the contract's Pin. */
JsonObject *tack_demo_pin_to_json (TackDemoCall *call, gpointer entity);

/** tack_demo_pin_get_creative_type: Returns: the contract's CreativeType, as far as it is known. */
const char *tack_demo_pin_get_creative_type (TackDemoState *state, TackDemoPin *pin);

/** tack_demo_pin_dup_picture_url: Returns: (transfer full): where the picture shown first is. */
char *tack_demo_pin_dup_picture_url (TackDemoState *state, TackDemoPin *pin);

/** tack_demo_answer_pins: the newest of @pins first, filtered by what the query says. */
void tack_demo_answer_pins (TackDemoCall *call, GPtrArray *pins);

G_END_DECLS
