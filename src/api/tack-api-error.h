/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "base/tack-error.h"

G_BEGIN_DECLS

/**
 * tack_api_error_from_answer:
 * @message: an answered message whose status is no success.
 * @body: (nullable): JSON, HTML, XML, half of one, or nothing.
 *
 * The one place where Pinterest's answers become classes and sentences. A 5xx that is not in
 * Pinterest's own words comes from a gateway, and counts as a lost answer.
 *
 * Returns: (transfer full): an error of the `TACK_ERROR` domain.
 */
GError *tack_api_error_from_answer (SoupMessage *message, GBytes *body);

/**
 * tack_api_error_from_transport:
 * @io_error: what libsoup or GIO said instead of an answer.
 * @uri: what was asked.
 * @was_sent: whether the request may have reached the server.
 *
 * Returns: (transfer full): `TACK_ERROR_WAIT`, or a copy of @io_error when it is a cancellation.
 */
GError *tack_api_error_from_transport (const GError *io_error, GUri *uri, gboolean was_sent);

/**
 * tack_api_error_from_bucket:
 *
 * Answers of the upload bucket are XML of another vocabulary; 403 means that the registration
 * expired.
 */
GError *tack_api_error_from_bucket (guint status, SoupMessageHeaders *headers, GBytes *body);

G_END_DECLS
