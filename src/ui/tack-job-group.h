/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/tack-job-row.h"

G_BEGIN_DECLS

#define TACK_TYPE_JOB_GROUP (tack_job_group_get_type ())
G_DECLARE_FINAL_TYPE (TackJobGroup, tack_job_group, TACK, JOB_GROUP, AdwPreferencesGroup)

/**
 * TackJobGroup:
 *
 * One part of the queue: a heading, what can be done to all of it, and rows; hidden when empty. Of
 * many jobs it shows the first ones until the person asks for all. Properties: `cap` (uint, how
 * many it shows at first), `action-label`, `action-name` and `action-tooltip` (string, nullable: a
 * button in the heading), `action-visible` (boolean). Signal `expanded ()`: the person asked for
 * all, or for fewer: update it.
 */

/**
 * TackJobRowFunc:
 *
 * Returns: (transfer none): the row of a job, in whatever group it stands; it is moved here. The
 *   caller owns rows, also those that are shown nowhere any more.
 */
typedef TackJobRow *(*TackJobRowFunc) (TackJob *job, gpointer user_data);

/**
 * tack_job_group_update:
 * @jobs: (element-type TackJob): all jobs of this part, in their order.
 * @get_row: asked only for the jobs that are shown.
 *
 * Linear in the rows that are shown; rows that stand where they belong are not touched.
 */
void tack_job_group_update (TackJobGroup  *self,
                            GPtrArray     *jobs,
                            TackJobRowFunc get_row,
                            gpointer       user_data);

G_END_DECLS
