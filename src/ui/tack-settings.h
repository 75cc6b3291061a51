/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys of data/io.github.tackboard.Tackboard.gschema.xml, and what they are for. */
#define TACK_SETTING_WINDOW_WIDTH "window-width"
#define TACK_SETTING_WINDOW_HEIGHT "window-height"
#define TACK_SETTING_WINDOW_MAXIMIZED "window-maximized"
#define TACK_SETTING_MAX_JOBS "max-jobs"
#define TACK_SETTING_DAILY_CAP "daily-cap"
#define TACK_SETTING_CREATE_SPACING "create-spacing"
#define TACK_SETTING_RUN_IN_BACKGROUND "run-in-background"

/** tack_settings_new: Returns: (transfer full) (nullable): what the person prefers; %NULL where the
 * schema is not installed, as when run from the build folder: the window works without. */
GSettings *tack_settings_new (void);

/** tack_settings_bind_runner: @runner: a TackRunner, which follows the preferences from now on. */
void tack_settings_bind_runner (GSettings *settings, GObject *runner);

G_END_DECLS
