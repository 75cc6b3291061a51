/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * tack_unveil:
 * @page: the name of one with much in it; nothing happens if it is seen already.
 *
 * Shows a page of @stack: laid out in the next frame and drawn in the one after it. Without a
 * graphics card both together take longer than a frame lasts.
 */
void tack_unveil (GtkStack *stack, const char *page);

G_END_DECLS
