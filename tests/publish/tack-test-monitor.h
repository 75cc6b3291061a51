/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TYPE_TEST_MONITOR (tack_test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TackTestMonitor, tack_test_monitor, TACK, TEST_MONITOR, GObject)

/** TackTestMonitor: a #GNetworkMonitor that says what a test wants; online at first. */
TackTestMonitor *tack_test_monitor_new (void);

/** tack_test_monitor_set_available: also tells of a change of network when nothing else changes. */
void tack_test_monitor_set_available (TackTestMonitor *self, gboolean available);

G_END_DECLS
