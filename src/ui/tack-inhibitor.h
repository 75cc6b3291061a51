/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "drafts/tack-mend-queue.h"
#include "publish/tack-session.h"

G_BEGIN_DECLS

#define TACK_TYPE_INHIBITOR (tack_inhibitor_get_type ())
G_DECLARE_FINAL_TYPE (TackInhibitor, tack_inhibitor, TACK, INHIBITOR, GObject)

/**
 * TackInhibitor:
 *
 * Keeps the computer from suspending while something goes over the line or is converted, and tells
 * the desktop why. Neither a pause before the next try nor Pinterest at work on a video keeps it
 * awake. Ends with the object. Main context.
 */

/** tack_inhibitor_new: @window: of an application, else nothing is told; not owned, has to
 * live as long. */
TackInhibitor *tack_inhibitor_new (GtkWindow *window, TackSession *session, TackMendQueue *mends);

G_END_DECLS
