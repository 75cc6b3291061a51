/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-pin.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

/**
 * tack_reconcile_find:
 * @pins: (element-type TackPin): a page of the board's Pins, newest first.
 * @taken: (nullable) (element-type utf8 utf8): a set of ids of Pins that other jobs own.
 * @is_past: (out): whether the page reaches back beyond the job's intent, so that no further page
 * can hold its Pin.
 *
 * Looks for the Pin that a doubtful job may have made: same texts, same kind of media, made since
 * the intent (less a minute, for clocks that differ). Pure.
 *
 * Returns: (transfer none) (nullable): the Pin.
 */
TackPin *tack_reconcile_find (TackJob *job, GPtrArray *pins, GHashTable *taken, gboolean *is_past);

G_END_DECLS
