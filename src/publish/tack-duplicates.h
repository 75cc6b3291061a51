/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_DUPLICATES (tack_duplicates_get_type ())
G_DECLARE_FINAL_TYPE (TackDuplicates, tack_duplicates, TACK, DUPLICATES, GObject)

/**
 * TackDuplicates:
 *
 * Keeps each draft's finding up to date that its file was published, or is drafted, already: by
 * what is in the file, not by its name. A draft that came first has none, so that removing those
 * that have one leaves each picture once. It only warns. Main context; files are hashed once they
 * were looked at, and behind all other work.
 */
TackDuplicates *tack_duplicates_new (TackDraftStore *drafts, TackHistory *history);

/**
 * tack_duplicates_judge:
 * @draft: what shall be published.
 * @entry: (nullable): the last time that the same content was published.
 * @first: (nullable): the first draft of the same content.
 *
 * Returns: (transfer full) (nullable): a warning with the code `duplicate`. Pure.
 */
TackIssue *tack_duplicates_judge (TackDraft *draft, TackHistoryEntry *entry, TackDraft *first);

G_END_DECLS
