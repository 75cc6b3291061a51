/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-fault.h"

G_BEGIN_DECLS

/**
 * TackDemoFaults:
 *
 * The calls that arrived, by operation, and the faults scripted for coming ones. The server's lock
 * guards it.
 */
typedef struct _TackDemoFaults TackDemoFaults;

TackDemoFaults *tack_demo_faults_new (void);
void            tack_demo_faults_free (TackDemoFaults *self);

/**
 * tack_demo_faults_add:
 * @operation: has to be one.
 * @nth: which of the calls from now on: `3`, `2-4`, `2-` or `*`.
 * @fault: (transfer none): see tack_demo_fault_new().
 * @error: `TACK_ERROR_FIX`: which of the three is wrong, and how it is written.
 *
 * Of two faults for one call the one added later is meant.
 */
gboolean tack_demo_faults_add (TackDemoFaults *self,
                               const char     *operation,
                               const char     *nth,
                               const char     *fault,
                               GError        **error);

guint tack_demo_faults_count (TackDemoFaults *self, const char *operation);

/** tack_demo_faults_arrive: counts a call. Returns: (transfer none) (nullable): its fault. */
const TackDemoFault *tack_demo_faults_arrive (TackDemoFaults *self, const char *operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoFaults, tack_demo_faults_free)

G_END_DECLS
