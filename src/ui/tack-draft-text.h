/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/* What the Compose page says about drafts. Pure. */

/** tack_draft_text_facts: Returns: (transfer full): “1080 × 1920 · 38 s · H.264 · 96 MB”. */
char *tack_draft_text_facts (TackDraft *draft);

/**
 * tack_draft_text_status:
 * @severity: (out): how it is meant; hint for a plain fact.
 *
 * Returns: (transfer full): the second line of a card: its worst problem, else its board.
 */
char *tack_draft_text_status (TackDraft *draft, TackSeverity *severity);

/** tack_draft_text_prepared: Returns: (transfer full) (nullable): what will be done to its pictures
 * before they are sent; a line a picture. */
char *tack_draft_text_prepared (TackDraft *draft);

/**
 * tack_draft_text_details:
 * @drafts: (element-type TackDraft):
 *
 * Returns: (transfer full) (nullable): what their pictures tell beside themselves; %NULL: nothing.
 */
char *tack_draft_text_details (GPtrArray *drafts);

/**
 * tack_draft_text_bulk:
 * @drafts: (element-type TackDraft):
 *
 * Returns: (transfer full) (nullable): that their pictures are larger than Pinterest advises;
 * %NULL: they are not.
 */
char *tack_draft_text_bulk (GPtrArray *drafts);

/** tack_draft_text_cover: Returns: (transfer full): which frame or picture covers a video. */
char *tack_draft_text_cover (TackDraft *draft);

/** tack_draft_text_cover_detail: Returns: (transfer full) (nullable): what there is to know of it.
 */
char *tack_draft_text_cover_detail (TackDraft *draft);

/**
 * TackTextValue:
 * @text: what all share; empty when they differ.
 * @mixed: (nullable): how they differ, “Mixed · 2 empty”.
 *
 * One field of many drafts.
 */
typedef struct
{
  char *text;
  char *mixed;
} TackTextValue;

/** TackDraftGetText: Returns: (nullable): such as tack_draft_get_title(). */
typedef const char *(*TackDraftGetText) (TackDraft *draft);

/** tack_draft_text_common: @drafts: (element-type TackDraft): */
TackTextValue tack_draft_text_common (GPtrArray *drafts, TackDraftGetText get_text);
void          tack_text_value_clear (TackTextValue *value);

/** tack_draft_count_true: Returns: for how many of @drafts a boolean property is set. */
guint tack_draft_count_true (GPtrArray *drafts, const char *property);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackTextValue, tack_text_value_clear)

G_END_DECLS
