/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TACK_TYPE_PREFERENCES (tack_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TackPreferences, tack_preferences, TACK, PREFERENCES, AdwPreferencesWindow)

/**
 * TackPreferences:
 *
 * What a person can set: how much is published at once and how fast, and whether publishing goes on
 * without the window. What is changed counts at once.
 */
GtkWidget *tack_preferences_new (GtkWindow *parent, GSettings *settings);

G_END_DECLS
