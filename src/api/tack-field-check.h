/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackFieldKind:
 * @TACK_FIELD_TEXT: any text of a person's.
 * @TACK_FIELD_NAME: one line with something on it.
 * @TACK_FIELD_ADDRESS: an http or https address.
 * @TACK_FIELD_ID: digits.
 */
typedef enum
{
  TACK_FIELD_TEXT,
  TACK_FIELD_NAME,
  TACK_FIELD_ADDRESS,
  TACK_FIELD_ID,
} TackFieldKind;

/**
 * TackFieldRule:
 * @offset: where in its struct the `char *` is: G_STRUCT_OFFSET().
 * @label: what it is, as the beginning of a sentence, marked with N_().
 * @max: how many characters it may have; an id has no such limit.
 *
 * What a text in a request has to be like. %NULL is always fine: it is not sent.
 */
typedef struct
{
  gsize         offset;
  const char   *label;
  TackFieldKind kind;
  glong         max;
} TackFieldRule;

/**
 * tack_field_check:
 * @owner: the struct.
 * @label: translated, the rule's own or a closer one.
 * @error: `TACK_ERROR_FIX`, with the field named and the count given.
 */
gboolean tack_field_check (gconstpointer        owner,
                           const TackFieldRule *rule,
                           const char          *label,
                           GError             **error);

/** tack_fields_check: the same for @n_rules rules, with their own labels. */
gboolean tack_fields_check (gconstpointer        owner,
                            const TackFieldRule *rules,
                            guint                n_rules,
                            GError             **error);

G_END_DECLS
