/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-upload.h"
#include "drafts/tack-draft.h"
#include "publish/tack-step.h"

G_BEGIN_DECLS

#define TACK_TYPE_JOB (tack_job_get_type ())
G_DECLARE_FINAL_TYPE (TackJob, tack_job, TACK, JOB, GObject)

/**
 * TackJob:
 *
 * A draft on its way to becoming a Pin. Main context. Properties (all read-only to the outside, all
 * notifying): `draft` (TackDraft), `state` (int, a #TackState), `sent` and `total` (int64, bytes of
 * the upload), `pin-id` and `pin-url` (string, nullable), `error-message` (string, nullable: a
 * sentence), `next-try-at` (int64, Unix ms, 0 when none is due).
 */
TackJob *tack_job_new (TackDraft *draft);

TackDraft *tack_job_get_draft (TackJob *self);

/** tack_job_get_id: Returns: (transfer none): its draft's id. */
const char *tack_job_get_id (TackJob *self);
TackState   tack_job_get_state (TackJob *self);
TackStep    tack_job_get_step (TackJob *self);
gint64      tack_job_get_sent (TackJob *self);
gint64      tack_job_get_total (TackJob *self);
const char *tack_job_get_pin_id (TackJob *self);
const char *tack_job_get_pin_url (TackJob *self);

/** tack_job_get_fraction: Returns: how far along it is, 0 to 1; the bytes are most of it. */
double tack_job_get_fraction (TackJob *self);

/** tack_job_get_finished_at: Returns: Unix ms of its publication, 0 before. */
gint64 tack_job_get_finished_at (TackJob *self);
gint64 tack_job_get_next_try_at (TackJob *self);

/** tack_job_get_error: Returns: (transfer none) (nullable): why it failed, or why it is tried
 * again. */
const GError *tack_job_get_error (TackJob *self);

/* For the queue and the runner, which write what they set. */
void tack_job_set_step (TackJob *self, TackStep step);
void tack_job_set_progress (TackJob *self, gint64 sent, gint64 total);
void tack_job_set_error (TackJob *self, const GError *error);
void tack_job_set_next_try_at (TackJob *self, gint64 unix_ms);

/** tack_job_get_upload: Returns: (transfer none) (nullable): what registering brought. */
TackUpload *tack_job_get_upload (TackJob *self);
void        tack_job_set_upload (TackJob *self, TackUpload *upload);

/** tack_job_get_intent_at: Returns: Unix ms when the intent to create was journalled, 0 before. */
gint64 tack_job_get_intent_at (TackJob *self);
void   tack_job_set_intent_at (TackJob *self, gint64 unix_ms);
void   tack_job_set_published (TackJob    *self,
                               const char *pin_id,
                               const char *pin_url,
                               gint64      unix_ms);

G_END_DECLS
