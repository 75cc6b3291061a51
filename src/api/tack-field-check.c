/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-field-check.h"

#include <glib/gi18n-lib.h>

#include "base/tack-text-check.h"

gboolean
tack_field_check (gconstpointer owner, const TackFieldRule *rule, const char *label, GError **error)
{
  const char *text = G_STRUCT_MEMBER (const char *, owner, rule->offset);

  switch (rule->kind)
    {
    case TACK_FIELD_ID:
      return tack_text_check_id (label, text, error);
    case TACK_FIELD_NAME:
      return tack_text_check_name (label, text, rule->max, error);
    case TACK_FIELD_ADDRESS:
      return tack_text_check (label, text, rule->max, error)
             && tack_text_check_web_address (text, error);
    case TACK_FIELD_TEXT:
    default:
      return tack_text_check (label, text, rule->max, error);
    }
}

gboolean
tack_fields_check (gconstpointer owner, const TackFieldRule *rules, guint n_rules, GError **error)
{
  for (guint i = 0; i < n_rules; i++)
    if (!tack_field_check (owner, &rules[i], _ (rules[i].label), error))
      return FALSE;

  return TRUE;
}
