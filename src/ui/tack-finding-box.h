/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/tack-issue.h"

G_BEGIN_DECLS

/**
 * tack_finding_box_new:
 * @message: (nullable): a plain sentence.
 *
 * A tinted box on top of the editor: what is wrong, and in a sentence why. What mends it can be
 * added below.
 */
GtkWidget *tack_finding_box_new (TackSeverity severity, const char *title, const char *message);

/** tack_finding_box_add: @child: below the sentence, one under the other. */
void tack_finding_box_add (GtkWidget *box, GtkWidget *child);

/** tack_finding_box_add_button: Returns: (transfer none): a button below what there is, or beside
 * the last button. */
GtkWidget *tack_finding_box_add_button (GtkWidget *box, const char *label);

/** tack_finding_get_icon: Returns: the icon of a severity. */
const char *tack_finding_get_icon (TackSeverity severity);

G_END_DECLS
