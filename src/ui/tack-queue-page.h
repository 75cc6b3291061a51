/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "media/tack-thumbnailer.h"
#include "publish/tack-session.h"

G_BEGIN_DECLS

#define TACK_TYPE_QUEUE_PAGE (tack_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (TackQueuePage, tack_queue_page, TACK, QUEUE_PAGE, AdwBin)

/**
 * TackQueuePage:
 *
 * What is on its way, what needs the person, what waits and what is done, with overall progress.
 *
 * Properties: `badge` (uint, read-only: how many jobs need the person, else how many run),
 * `needs-attention` (boolean, read-only), `profile-url` (string, nullable: where the account's
 * Pins are to be seen; a doubtful Pin is looked for there). Signals: `edit (TackDraft)`: the person
 * took that draft out of the queue to edit it; `toast (string)`: to be said in passing.
 */
GtkWidget *tack_queue_page_new (void);

/** tack_queue_page_set_session: @session, @thumbnailer: (nullable): %NULL together. */
void tack_queue_page_set_session (TackQueuePage   *self,
                                  TackSession     *session,
                                  TackThumbnailer *thumbnailer);

G_END_DECLS
