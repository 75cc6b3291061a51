/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TACK_TYPE_JOB_LAYOUT (tack_job_layout_get_type ())
G_DECLARE_FINAL_TYPE (TackJobLayout, tack_job_layout, TACK, JOB_LAYOUT, GtkLayoutManager)

/**
 * TackJobLayout:
 *
 * How a row of the queue stands at any width. Its widget's children are, in this order: picture,
 * head, bar, time (a label), more, and then any number of actions. Wide, time and actions stand
 * beside head and bar, and more below them; narrow, time and actions go below, as many actions to a
 * line as fit, and only what are icons, all of them, stays beside the head. No widget has to be
 * told which it is, so no allocation starts another.
 */
GtkLayoutManager *tack_job_layout_new (void);

G_END_DECLS
