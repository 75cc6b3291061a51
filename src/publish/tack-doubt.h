/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

/**
 * tack_doubt_find_page:
 * @job: a doubtful one that the person has to settle.
 *
 * Finds out on which page of Pinterest the person can look for its Pin, and sets that as the job's
 * `look-url`: the account's own page, from which all of its boards are reached, for Pinterest tells
 * no address of a board. Where even that cannot be known, the job has none.
 */
void tack_doubt_find_page (TackApiClient *client, TackJob *job);

G_END_DECLS
