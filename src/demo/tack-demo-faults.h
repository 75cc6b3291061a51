/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

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
void            tack_demo_faults_add (TackDemoFaults *self,
                                      const char     *operation,
                                      guint           nth,
                                      const char     *fault);
guint           tack_demo_faults_count (TackDemoFaults *self, const char *operation);

/** tack_demo_faults_arrive: counts a call. Returns: (transfer full) (nullable): its fault. */
char *tack_demo_faults_arrive (TackDemoFaults *self, const char *operation);

/** tack_demo_fault_before: Returns: whether @fault answers instead of carrying the call out. */
gboolean tack_demo_fault_before (const char *fault, SoupServerMessage *message);

/** tack_demo_fault_after: spoils an answer that is ready. */
void tack_demo_fault_after (const char *fault, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoFaults, tack_demo_faults_free)

G_END_DECLS
