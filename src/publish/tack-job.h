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
 * the upload), `speed` (double, bytes a second, 0 while not known; these three change at most ten
 * times a second), `pin-id` and `pin-url` (string, nullable), `error-message` (string, nullable: a
 * sentence), `waiting-reason` (string, nullable: a sentence: why the next one to go has to wait),
 * `next-try-at` (int64, Unix ms, 0 when none is due: when it is tried again, or its wait is over),
 * `look-url` (string, nullable: of a doubtful job that the person has to settle, the page to look
 * on).
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

/** tack_job_get_speed: Returns: bytes a second, smoothed; 0 while not known, or nothing is sent. */
double tack_job_get_speed (TackJob *self);

/** tack_job_get_left_ms: Returns: until its upload is through; -1 while not known. */
gint64 tack_job_get_left_ms (TackJob *self);

/** tack_job_get_finished_at: Returns: Unix ms of its publication, 0 before. */
gint64 tack_job_get_finished_at (TackJob *self);
gint64 tack_job_get_next_try_at (TackJob *self);

/** tack_job_get_waiting_reason: Returns: (transfer none) (nullable): */
const char *tack_job_get_waiting_reason (TackJob *self);

/** tack_job_get_look_url: Returns: (transfer none) (nullable): */
const char *tack_job_get_look_url (TackJob *self);

/** tack_job_get_error: Returns: (transfer none) (nullable): why it failed, or why it is tried
 * again. */
const GError *tack_job_get_error (TackJob *self);

/* For the queue and the runner, which write what they set. */
void tack_job_set_step (TackJob *self, TackStep step);

/** tack_job_get_position: Returns: where it stands in the queue: smaller goes first. */
gint64 tack_job_get_position (TackJob *self);
void   tack_job_set_position (TackJob *self, gint64 position);

/** tack_job_set_progress: @now_ms: monotonic, what the speed is measured by. */
void tack_job_set_progress (TackJob *self, gint64 sent, gint64 total, gint64 now_ms);
void tack_job_set_error (TackJob *self, const GError *error);
void tack_job_set_next_try_at (TackJob *self, gint64 unix_ms);
void tack_job_set_waiting_reason (TackJob *self, const char *reason);
void tack_job_set_look_url (TackJob *self, const char *url);

/** tack_job_get_upload: Returns: (transfer none) (nullable): what registering brought. */
TackUpload *tack_job_get_upload (TackJob *self);

/**
 * tack_job_set_upload:
 *
 * Also remembers which file it is for: see tack_job_is_upload_current().
 */
void tack_job_set_upload (TackJob *self, TackUpload *upload);

/** tack_job_is_upload_current: Returns: whether there is an upload, and of the draft's file as it
 * is now. */
gboolean tack_job_is_upload_current (TackJob *self);

/** TackUploadFile: the size and time of the file that an upload was registered for. */
typedef struct
{
  gint64 size;
  gint64 mtime_us;
} TackUploadFile;

TackUploadFile tack_job_get_upload_file (TackJob *self);
void           tack_job_set_upload_file (TackJob *self, TackUploadFile file);

/** tack_job_get_uploaded_at: Returns: Unix ms when its file was known to be there, 0 before. */
gint64 tack_job_get_uploaded_at (TackJob *self);
void   tack_job_set_uploaded_at (TackJob *self, gint64 unix_ms);

void tack_job_set_published (TackJob    *self,
                             const char *pin_id,
                             const char *pin_url,
                             gint64      unix_ms);

G_END_DECLS
