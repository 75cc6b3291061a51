/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-pin-request.h"
#include "drafts/tack-draft.h"
#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

/**
 * tack_pin_maker_make_async:
 * @draft: a ready one; not changed.
 * @media_id: (nullable): of its processed video, where it is one.
 * @proxy: (nullable): who reads its files; %NULL for the threads of this process.
 *
 * Turns a draft into what Pinterest is asked with: its texts, and its pictures or its video's cover
 * made ready on worker threads. Of several covers an address counts before a file, and a file
 * before a frame of the video. Nothing is sent.
 */
void tack_pin_maker_make_async (TackDraft          *draft,
                                const char         *media_id,
                                TackMediaProxy     *proxy,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);

/**
 * tack_pin_maker_make_finish:
 * @request: initialised; filled on success, and the caller's to clear.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file, or `G_IO_ERROR_CANCELLED`.
 */
gboolean tack_pin_maker_make_finish (GAsyncResult *result, TackPinRequest *request, GError **error);

G_END_DECLS
