/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "api/tack-multipart.h"

G_BEGIN_DECLS

/**
 * TackPostAnswer:
 * @status: the HTTP status.
 * @headers: never %NULL in an answer.
 * @body: of a refusal; its beginning, where it is longer than any bucket's.
 */
typedef struct
{
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
} TackPostAnswer;

void tack_post_answer_clear (TackPostAnswer *self);

/**
 * tack_post_send:
 * @uri: https, or http on loopback: tack_api_url_check() has seen it.
 * @form: sent from its beginning to its end.
 * @answer: (out caller-allocates):
 * @error: what reading @form or GIO says.
 *
 * Posts @form over a connection of its own, without any credentials and without following
 * anything. Blocks: for a worker thread.
 *
 * Returns: whether the server answered, whatever it said.
 */
gboolean tack_post_send (GUri           *uri,
                         TackMultipart  *form,
                         GCancellable   *cancellable,
                         TackPostAnswer *answer,
                         GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackPostAnswer, tack_post_answer_clear)

G_END_DECLS
