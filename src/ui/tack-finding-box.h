/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "base/tack-issue.h"

G_BEGIN_DECLS

/**
 * tack_finding_box_new:
 * @issue: what is wrong.
 * @action_label: (nullable): the mending button.
 * @action_name: (nullable): what it activates.
 *
 * A tinted box on top of the editor: what is wrong, in a sentence, and the button that mends it.
 */
GtkWidget *tack_finding_box_new (const TackIssue *issue,
                                 const char      *action_label,
                                 const char      *action_name);

/** tack_finding_get_icon: Returns: the icon of a severity. */
const char *tack_finding_get_icon (TackSeverity severity);

G_END_DECLS
