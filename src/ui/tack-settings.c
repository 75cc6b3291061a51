/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-settings.h"

GSettings *
tack_settings_new (void)
{
  GSettingsSchemaSource      *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TACK_APPLICATION_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

void
tack_settings_bind_runner (GSettings *settings, GObject *runner)
{
  static const char *const keys[]
    = { TACK_SETTING_MAX_JOBS, TACK_SETTING_DAILY_CAP, TACK_SETTING_CREATE_SPACING };

  /* The runner's properties have the same names. */
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind (settings, keys[i], runner, keys[i], G_SETTINGS_BIND_GET);
}
