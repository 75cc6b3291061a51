/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tack_label_set_text:
 * @label: one that wraps, and is of plain text.
 *
 * No line ends between a point and a digit, so that names such as “H.264” stay whole; the text
 * itself remains as it is, for whoever reads it out or looks for it.
 */
void tack_label_set_text (GtkLabel *label, const char *text);

G_END_DECLS
