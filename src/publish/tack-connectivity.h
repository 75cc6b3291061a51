/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/tack-clock.h"
#include "base/tack-error.h"

G_BEGIN_DECLS

#define TACK_TYPE_CONNECTIVITY (tack_connectivity_get_type ())
G_DECLARE_FINAL_TYPE (TackConnectivity, tack_connectivity, TACK, CONNECTIVITY, GObject)

/**
 * TackConnectivity:
 *
 * Whether it makes sense to ask Pinterest anything: the computer has a network, and calls come
 * back. It is offline when the network monitor says so, or when one call after the other came to
 * nothing; then it is tried again after a pause, which grows. Main context.
 *
 * Properties: `online` (boolean, read-only, notifying). Signals: `network-changed ()`: the computer
 * is on another network, so that what was just tried in vain is worth trying again.
 */

/**
 * tack_connectivity_new:
 * @monitor: (nullable): %NULL where the calls need no network, as to a stand-in on this computer.
 */
TackConnectivity *tack_connectivity_new (GNetworkMonitor *monitor, TackClock *clock);

gboolean tack_connectivity_is_online (TackConnectivity *self);

/** tack_connectivity_report: how a call went; @error: (nullable): */
void tack_connectivity_report (TackConnectivity *self, const GError *error);

G_END_DECLS
