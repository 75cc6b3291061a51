/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * tack_test_clip:
 *
 * Returns: (transfer none) (nullable): an H.264 film of five seconds, a few kilobytes, made once
 * for the process; %NULL where this computer has no encoder.
 */
GBytes *tack_test_clip (void);
