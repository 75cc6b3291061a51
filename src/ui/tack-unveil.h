/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tack_unveil:
 * @widget: one with much in it that is about to be seen.
 *
 * Has it laid out in the next frame and drawn in the one after it: without a graphics card both
 * together take longer than a frame lasts.
 */
void tack_unveil (GtkWidget *widget);

G_END_DECLS
