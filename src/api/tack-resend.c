/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-resend.h"

#include <libsoup/soup.h>

#include "base/tack-backoff.h"
#include "base/tack-error.h"

/* How often a call is sent whose answers get lost, or whose board is busy. */
#define LOSSES_MAX 3
#define CONFLICTS_MAX 5
#define RESEND_FIRST_MS 500
#define RESEND_MAX_MS 4000

/* What became of it is not known, or the server could not do it just now. */
static gboolean
is_loss (const GError *error)
{
  const TackErrorDetails *details = tack_error_get_details (error);

  return g_error_matches (error, TACK_ERROR, TACK_ERROR_WAIT)
         && (details->status == 0 || details->status >= 500 || details->answer_lost);
}

gint64
tack_resend_count (TackResend *self, TackOperation operation, const GError *error)
{
  const TackOperationInfo *info = tack_operation_get_info (operation);
  const TackErrorDetails  *details = tack_error_get_details (error);
  guint                    attempt;

  self->is_in_doubt |= details->answer_lost;
  if (is_loss (error) && info->is_idempotent && ++self->n_losses < LOSSES_MAX)
    attempt = self->n_losses;
  else if (details->status == SOUP_STATUS_CONFLICT && info->changes_sections
           && ++self->n_conflicts < CONFLICTS_MAX)
    attempt = self->n_conflicts;
  else
    return -1;

  return MAX (details->retry_after_ms,
              tack_backoff_get_delay (attempt, RESEND_FIRST_MS, RESEND_MAX_MS, g_random_double ()));
}

/* A deletion that finds nothing after one whose answer was lost: that one was carried out. */
static gboolean
is_deleted_before (const TackResend *self, const TackOperationInfo *info, const GError *error)
{
  return self->is_in_doubt && g_str_equal (info->method, "DELETE")
         && tack_error_get_details (error)->status == SOUP_STATUS_NOT_FOUND;
}

/* Nothing is in doubt about what may be done twice. */
static GError *
without_doubt (GError *error)
{
  TackErrorDetails certain = *tack_error_get_details (error);
  certain.answer_lost = FALSE;
  GError *same
    = tack_error_new_with_details (tack_error_get_class (error), &certain, error->message);
  g_error_free (error);

  return same;
}

GError *
tack_resend_settle (const TackResend *self, TackOperation operation, GError *error)
{
  const TackOperationInfo *info = tack_operation_get_info (operation);

  if (is_deleted_before (self, info, error))
    {
      g_error_free (error);
      return NULL;
    }

  return tack_error_get_details (error)->answer_lost && info->is_idempotent ? without_doubt (error)
                                                                            : error;
}
