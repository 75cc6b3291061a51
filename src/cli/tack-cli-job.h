/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli.h"

G_BEGIN_DECLS

/* What the command line says of a job, and how a person names one. */

/** tack_cli_job_dup_path: Returns: (transfer full): the path, or the address, for scripts. */
char *tack_cli_job_dup_path (GFile *file);

/** tack_cli_job_dup_file: Returns: (transfer full): likewise of a draft; of a carousel that of the
 * picture shown first. */
char *tack_cli_job_dup_file (TackDraft *draft);

/** tack_cli_job_dup_name: Returns: (transfer full): what the person typed: the title may be the
 * same for two hundred. */
char *tack_cli_job_dup_name (TackDraft *draft);

/** tack_cli_job_get_id_length: Returns: how many characters tell the jobs of @queue apart: linear
 * in their number. */
guint tack_cli_job_get_id_length (TackQueue *queue);

/**
 * tack_cli_job_find:
 * @id: its beginning is enough where no other job's begins so.
 * @error: `TACK_ERROR_FIX`: there is no such job, or more than one.
 *
 * Returns: (transfer full): the job.
 */
TackJob *tack_cli_job_find (TackQueue *queue, const char *id, GError **error);

/**
 * tack_cli_job_dup_doubt:
 * @id_length: see tack_cli_job_get_id_length().
 *
 * Returns: (transfer full): of a doubtful job: what may be, and what the person can do about it.
 */
char *tack_cli_job_dup_doubt (TackJob *job, guint id_length);

/** tack_cli_job_print: prints one job. Returns: whether anybody reads on. */
gboolean tack_cli_job_print (TackCli *cli, TackJob *job, guint id_length);

G_END_DECLS
