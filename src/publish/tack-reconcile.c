/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-reconcile.h"

#include "base/tack-json.h"

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

/* How Pinterest calls what the draft shows. */
static const char *
get_media_type (TackDraft *draft)
{
  if (tack_draft_get_slides (draft) != NULL)
    return "multiple_images";

  return tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO ? "video" : "image";
}

static gboolean
is_same_media (TackDraft *draft, TackPin *pin)
{
  const char *type = tack_pin_get_media_type (pin);

  /* A young Pin may have no media yet. */
  return type == NULL || g_str_equal (type, get_media_type (draft));
}

/* What Pinterest does not tell of a Pin makes no difference. */
static gboolean
is_same_or_untold (const char *mine, const char *theirs)
{
  return mine == NULL || theirs == NULL || is_same_text (mine, theirs);
}

static gboolean
is_made_by (TackDraft *draft, TackPin *pin)
{
  const char *note = tack_json_get_string (tack_pin_get_json (pin), "note");

  return is_same_text (tack_draft_get_title (draft), tack_pin_get_title (pin))
         && is_same_text (tack_draft_get_description (draft), tack_pin_get_description (pin))
         && is_same_text (tack_draft_get_link (draft), tack_pin_get_link (pin))
         && is_same_text (tack_draft_get_alt_text (draft), tack_pin_get_alt_text (pin))
         && is_same_or_untold (tack_draft_get_note (draft), note)
         && is_same_or_untold (tack_draft_get_section_id (draft), tack_pin_get_section_id (pin))
         && is_same_media (draft, pin);
}

/* Pages shift while they are read: a Pin may come twice. */
static gboolean
is_known (GPtrArray *found, TackPin *pin)
{
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (tack_pin_get_id (g_ptr_array_index (found, i)), tack_pin_get_id (pin)) == 0)
      return TRUE;

  return FALSE;
}

gboolean
tack_reconcile_collect (TackJob *job, GPtrArray *pins, GHashTable *taken, GPtrArray *found)
{
  gint64 since = tack_job_get_step (job).intent_at - CLOCK_SKEW_MS;

  for (guint i = 0; i < pins->len; i++)
    {
      TackPin   *pin = g_ptr_array_index (pins, i);
      GDateTime *created_at = tack_pin_get_created_at (pin);

      if (created_at != NULL && g_date_time_to_unix (created_at) * 1000 < since)
        return TRUE;
      if (taken != NULL && g_hash_table_contains (taken, tack_pin_get_id (pin)))
        continue;
      if (is_made_by (tack_job_get_draft (job), pin) && !is_known (found, pin))
        g_ptr_array_add (found, g_object_ref (pin));
    }

  return FALSE;
}

/* Whether a Pin of one could be taken for the other's. The kind of media does not tell them apart:
 * a young Pin has none. */
static gboolean
is_alike (TackDraft *a, TackDraft *b)
{
  const char *section_a = tack_draft_get_section_id (a);
  const char *section_b = tack_draft_get_section_id (b);
  gboolean    is_ad_only = tack_draft_get_ad_only (a);

  return is_ad_only == tack_draft_get_ad_only (b)
         && (is_ad_only
             || g_strcmp0 (tack_draft_get_board_id (a), tack_draft_get_board_id (b)) == 0)
         && (section_a == NULL || section_b == NULL || g_str_equal (section_a, section_b))
         && is_same_text (tack_draft_get_title (a), tack_draft_get_title (b))
         && is_same_text (tack_draft_get_description (a), tack_draft_get_description (b))
         && is_same_text (tack_draft_get_link (a), tack_draft_get_link (b))
         && is_same_text (tack_draft_get_alt_text (a), tack_draft_get_alt_text (b));
}

guint
tack_reconcile_count_rivals (TackJob *job, GListModel *jobs, gboolean *is_under_way)
{
  guint n_rivals = 0;

  *is_under_way = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (TackJob) other = g_list_model_get_item (jobs, i);

      if (other == job || tack_job_get_pin_id (other) != NULL
          || !tack_step_is_in_doubt (tack_job_get_step (other))
          || !is_alike (tack_job_get_draft (job), tack_job_get_draft (other)))
        continue;
      n_rivals++;
      *is_under_way = *is_under_way || tack_job_get_state (other) == TACK_STATE_CREATING;
    }

  return n_rivals;
}
