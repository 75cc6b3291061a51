/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tack_redact:
 * @text: anything that may reach a log or a message.
 *
 * Replaces what follows `Bearer `, `Basic `, the signature, policy and token parameters of uploads,
 * and anything that looks like a Pinterest token (`pina_`, `pinr_`, `pinc_`) by `•••`.
 *
 * Returns: (transfer full): a text that can be shown to anybody.
 */
char *tack_redact (const char *text);

/**
 * tack_redact_install_log_writer:
 *
 * Makes every log message of the process go through tack_redact() before it is written. Called
 * once, first thing in main().
 */
void tack_redact_install_log_writer (void);

G_END_DECLS
