/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/**
 * tack_draft_check:
 *
 * Holds a draft against Pinterest's limits: what its file's verdict says, whether it is a
 * duplicate, every text in characters, the link, the board (an ad-only Pin needs none), the product
 * tags. Pure.
 *
 * Returns: (transfer full) (element-type TackIssue): most severe first.
 */
GPtrArray *tack_draft_check (TackDraft *draft);

/**
 * tack_draft_check_slides:
 * @slides: (element-type TackSlide):
 * @options: how they are prepared.
 *
 * Holds the pictures of a carousel against Pinterest's limits: how many, files or addresses and no
 * video, each as the only picture of a Pin, with its own texts, and all of one size. Pure.
 *
 * Returns: (transfer full) (element-type TackIssue): in the order of the pictures.
 */
GPtrArray *tack_draft_check_slides (GPtrArray *slides, TackPictureOptions options);

/**
 * tack_draft_expand:
 * @text: what a person wrote for many files at once.
 * @file: (nullable):
 *
 * Returns: (transfer full): @text with `{name}` replaced by the file's name without its ending.
 */
char *tack_draft_expand (const char *text, GFile *file);

G_END_DECLS
