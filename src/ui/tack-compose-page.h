/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "drafts/tack-mend-queue.h"
#include "media/tack-thumbnailer.h"
#include "publish/tack-session.h"
#include "ui/tack-edit-history.h"

G_BEGIN_DECLS

#define TACK_TYPE_COMPOSE_PAGE (tack_compose_page_get_type ())
G_DECLARE_FINAL_TYPE (TackComposePage, tack_compose_page, TACK, COMPOSE_PAGE, AdwBin)

/**
 * TackComposePage:
 *
 * The drafts as a grid beside the editor of those that are selected; a welcome while there is none.
 * Properties, read-only: `n-drafts`, `n-ready` and `n-selected` (uint), `folded` (boolean: there is
 * room for one of the two), `editing` (boolean: folded, and it is the editor). Signal `toast (const
 * char *text)`.
 */
void tack_compose_page_set_session (TackComposePage *self,
                                    TackSession     *session,
                                    TackEditHistory *history,
                                    TackMendQueue   *mends,
                                    TackThumbnailer *thumbnailer);

/** tack_compose_page_set_drop_active: files hover over the window. */
void tack_compose_page_set_drop_active (TackComposePage *self, gboolean drop_active);

/**
 * tack_compose_page_select:
 * @drafts: (element-type TackDraft): to be selected.
 * @unselect_rest: instead of what was, not beside it.
 */
void tack_compose_page_select (TackComposePage *self, GPtrArray *drafts, gboolean unselect_rest);

/** tack_compose_page_dup_selected: Returns: (transfer full) (element-type TackDraft): */
GPtrArray *tack_compose_page_dup_selected (TackComposePage *self);

/** tack_compose_page_dup_ready: Returns: (transfer full) (element-type TackDraft): the drafts that
 * could be published now, whatever the search shows. */
GPtrArray *tack_compose_page_dup_ready (TackComposePage *self);

/** tack_compose_page_go_back: from the editor to the grid, when folded. */
void tack_compose_page_go_back (TackComposePage *self);

G_END_DECLS
