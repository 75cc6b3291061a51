/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-thumbnailer.h"
#include "publish/tack-runner.h"
#include "ui/tack-job-text.h"

G_BEGIN_DECLS

#define TACK_TYPE_JOB_ROW (tack_job_row_get_type ())
G_DECLARE_FINAL_TYPE (TackJobRow, tack_job_row, TACK, JOB_ROW, GtkListBoxRow)

/**
 * TackJobRow:
 *
 * One job of the queue, wherever it stands. Its buttons, its menu and its keys activate actions of
 * whoever holds the row, with the job's id: `queue.cancel`, `queue.edit`, `queue.retry`,
 * `queue.show`, `queue.send-again`, `queue.is-there`, `queue.open`, `queue.copy-link`,
 * `queue.pause-job`, `queue.resume-job`, `queue.move-front`, `queue.move-up`, `queue.move-down` and
 * `queue.remove`.
 */
GtkWidget *tack_job_row_new (TackJob *job, TackQueue *queue, TackThumbnailer *thumbnailer);
TackJob   *tack_job_row_get_job (TackJobRow *self);

/** tack_job_row_set_cancelling: the person cancelled it; said until its action has ended. */
void tack_job_row_set_cancelling (TackJobRow *self);

/**
 * tack_job_row_update:
 * @has_address: there is a page to look for a doubtful Pin on.
 *
 * Says what the job is now. Call it often while the job runs: the speed comes from it.
 */
void tack_job_row_update (TackJobRow *self, TackRunner *runner, gboolean has_address);

G_END_DECLS
