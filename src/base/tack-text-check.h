/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be said of a text before it is sent, whoever wrote it and wherever it goes. Pure. */

/**
 * tack_text_is_clean:
 *
 * Returns: whether @text is UTF-8 (lone surrogates are not) without control characters. Line breaks
 *   and tabs are fine; the others come from broken clipboards, and Pinterest refuses them.
 */
gboolean tack_text_is_clean (const char *text);

/** tack_text_is_id: Returns: whether @text can be an id of Pinterest's: digits only. */
gboolean tack_text_is_id (const char *text);

/** tack_text_is_web_address: Returns: whether @text is an http or https address with a host. */
gboolean tack_text_is_web_address (const char *text);

/**
 * tack_text_check:
 * @label: what the text is, as the beginning of a sentence (“The title”).
 * @text: (nullable):
 * @max: how many characters it may have.
 * @error: `TACK_ERROR_FIX`: not clean, or too long, with the count.
 *
 * Returns: whether @text may be sent.
 */
gboolean tack_text_check (const char *label, const char *text, glong max, GError **error);

/**
 * tack_text_check_name:
 *
 * As tack_text_check(), for what a thing is called: one line, with something on it.
 */
gboolean tack_text_check_name (const char *label, const char *text, glong max, GError **error);

/**
 * tack_text_check_web_address:
 * @text: (nullable): %NULL and "" stand for none, and are fine.
 * @error: `TACK_ERROR_FIX`
 */
gboolean tack_text_check_web_address (const char *text, GError **error);

/**
 * tack_text_check_id:
 * @label: what it names, as the beginning of a sentence (“The board”).
 * @text: (nullable): %NULL and "" stand for none, and are fine.
 * @error: `TACK_ERROR_FIX`
 */
gboolean tack_text_check_id (const char *label, const char *text, GError **error);

/** tack_text_require_id: as tack_text_check_id(), where there has to be one. */
gboolean tack_text_require_id (const char *label, const char *text, GError **error);

G_END_DECLS
