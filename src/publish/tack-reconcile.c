/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-reconcile.h"

/* Between Pinterest's clock and ours. */
#define CLOCK_SKEW_MS (60 * 1000)

/* Pinterest trims what it keeps, and tells an empty text as null. */
static gboolean
is_same_text (const char *mine, const char *theirs)
{
  g_autofree char *a = g_strstrip (g_strdup (mine != NULL ? mine : ""));
  g_autofree char *b = g_strstrip (g_strdup (theirs != NULL ? theirs : ""));

  return g_str_equal (a, b);
}

static gboolean
is_same_media (TackDraft *draft, TackPin *pin)
{
  const char *type = tack_pin_get_media_type (pin);
  gboolean    is_video = tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO;

  /* A young video Pin may have no media yet. */
  return type == NULL || g_str_equal (type, "video") == is_video;
}

static gboolean
is_made_by (TackDraft *draft, TackPin *pin)
{
  const char *section_id = tack_draft_get_section_id (draft);

  return is_same_text (tack_draft_get_title (draft), tack_pin_get_title (pin))
         && is_same_text (tack_draft_get_description (draft), tack_pin_get_description (pin))
         && is_same_text (tack_draft_get_link (draft), tack_pin_get_link (pin))
         && is_same_text (tack_draft_get_alt_text (draft), tack_pin_get_alt_text (pin))
         && (section_id == NULL || g_strcmp0 (section_id, tack_pin_get_section_id (pin)) == 0)
         && is_same_media (draft, pin);
}

TackPin *
tack_reconcile_find (TackJob *job, GPtrArray *pins, GHashTable *taken, gboolean *is_past)
{
  gint64 since = tack_job_get_intent_at (job) - CLOCK_SKEW_MS;

  *is_past = FALSE;
  for (guint i = 0; i < pins->len; i++)
    {
      TackPin   *pin = g_ptr_array_index (pins, i);
      GDateTime *created_at = tack_pin_get_created_at (pin);

      if (created_at != NULL && g_date_time_to_unix (created_at) * 1000 < since)
        {
          *is_past = TRUE;
          return NULL;
        }
      if (taken != NULL && g_hash_table_contains (taken, tack_pin_get_id (pin)))
        continue;
      if (is_made_by (tack_job_get_draft (job), pin))
        return pin;
    }

  return NULL;
}
