/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * TackDemoFault:
 *
 * One thing that goes wrong with one call: how it is written, and what it does to the answer.
 */
typedef struct _TackDemoFault TackDemoFault;

/**
 * tack_demo_fault_new:
 * @text: as tack_demo_server_load_faults() has it.
 * @error: `TACK_ERROR_FIX`: what is wrong with @text, without a full stop.
 */
TackDemoFault *tack_demo_fault_new (const char *text, GError **error);
void           tack_demo_fault_free (TackDemoFault *self);

/** tack_demo_fault_is_instead: Returns: whether it is answered instead of carrying the call out. */
gboolean tack_demo_fault_is_instead (const TackDemoFault *self);

/** tack_demo_fault_get_delay_ms: Returns: how long the answer is to be held back. */
guint tack_demo_fault_get_delay_ms (const TackDemoFault *self);

/** tack_demo_fault_apply: answers, or spoils an answer that is ready. */
void tack_demo_fault_apply (const TackDemoFault *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoFault, tack_demo_fault_free)

G_END_DECLS
