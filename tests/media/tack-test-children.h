/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/** tack_test_children_signal: sends @number to every process that this one has started, on whatever
 * thread; fails the test where there is none. */
void tack_test_children_signal (int number);

/** tack_test_children_count: Returns: how many of these processes there are. */
guint tack_test_children_count (void);
