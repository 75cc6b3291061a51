/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-api-error.h"

#include <glib/gi18n-lib.h>

#include "api/tack-rate-headers.h"
#include "base/tack-human.h"
#include "base/tack-json.h"
#include "base/tack-redact.h"

/* Pinterest's own words are shown on one dim line; no person reads more than this of them. */
#define REASON_CHARS_MAX 300

/* From Pinterest's v5 reference: what a status and code mean, first match first. A 0 matches any.
 */
static const struct
{
  guint          status;
  int            code;
  const char    *word; /* in Pinterest's message, lower case */
  TackErrorClass error_class;
  const char    *sentence;
} answers[] = {
  { 0, 29, NULL, TACK_ERROR_ASK,
    N_ ("Your app has Trial access, which cannot create Pins in production. Try it in the sandbox, "
        "or ask Pinterest for Standard access.") },
  { 403, 3, NULL, TACK_ERROR_ASK,
    N_ ("Your token lacks a permission for this. Get one with all scopes of boards and Pins.") },
  { 403, 0, "pinner_data_access_denied", TACK_ERROR_ASK,
    N_ ("Pinterest allows this for business accounts only.") },
  { 401, 0, NULL, TACK_ERROR_SIGN_IN,
    N_ ("Pinterest does not accept your token (any more). Sign in again.") },
  { 403, 2, NULL, TACK_ERROR_SIGN_IN,
    N_ ("Pinterest does not accept your token (any more). Sign in again.") },
  { 403, 0, NULL, TACK_ERROR_ASK, N_ ("Your account or app is not allowed to do this.") },
  { 429, 0, "spam", TACK_ERROR_SLOW_DOWN,
    N_ ("Pinterest takes so many Pins for spam. Stop for some hours, then go on by hand.") },
  { 429, 0, NULL, TACK_ERROR_WAIT, N_ ("Pinterest asks for a pause: too many requests.") },
  { 0, 40, NULL, TACK_ERROR_GONE, N_ ("The board does not exist (any more). Choose another.") },
  { 0, 50, NULL, TACK_ERROR_GONE, N_ ("The Pin does not exist (any more).") },
  { 0, 2031, NULL, TACK_ERROR_GONE, N_ ("The section does not exist (any more). Choose another.") },
  { 404, 0, NULL, TACK_ERROR_GONE, N_ ("Pinterest does not have this (any more).") },
  { 400, 0, "could not fetch the image", TACK_ERROR_WAIT,
    N_ ("Pinterest could not fetch the picture from its address.") },
  { 400, 0, NULL, TACK_ERROR_FIX, N_ ("Pinterest did not accept this as it is.") },
  { 413, 0, NULL, TACK_ERROR_FIX, N_ ("The file is too large for Pinterest.") },
  { 408, 0, NULL, TACK_ERROR_WAIT, N_ ("Pinterest was too slow to answer.") },
  { 409, 0, NULL, TACK_ERROR_WAIT, N_ ("Pinterest is busy with this board.") },
};

/* One line without secrets, control characters or length. */
static char *
dup_reason (const char *text)
{
  if (text == NULL || *text == '\0')
    return NULL;

  g_autofree char *shown = tack_redact (text);
  g_autofree char *safe = g_strstrip (tack_human_line (shown));

  if (g_utf8_strlen (safe, -1) <= REASON_CHARS_MAX)
    return g_steal_pointer (&safe);

  g_autofree char *start = g_utf8_substring (safe, 0, REASON_CHARS_MAX);
  return g_strconcat (start, "…", NULL);
}

static void
details_init (TackErrorDetails *details, guint status, SoupMessageHeaders *headers)
{
  *details = (TackErrorDetails){
    .status = status,
    .request_id = dup_reason (soup_message_headers_get_one (headers, "x-pinterest-rid")),
    .retry_after_ms
    = tack_rate_headers_get_retry_after_ms (headers, status, g_get_real_time () / 1000),
  };
}

static GError *
error_take_details (TackErrorClass error_class, TackErrorDetails *details, const char *sentence)
{
  GError *error = tack_error_new_with_details (error_class, details, sentence);

  g_free (details->reason);
  g_free (details->request_id);

  return error;
}

GError *
tack_api_error_from_answer (SoupMessage *message, GBytes *body)
{
  TackErrorDetails details;
  details_init (&details, soup_message_get_status (message),
                soup_message_get_response_headers (message));

  g_autoptr (JsonNode) node = body != NULL ? tack_json_parse (body, NULL) : NULL;
  gboolean             is_own = FALSE;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      details.code = (int) CLAMP (tack_json_get_int (object, "code", 0), 0, G_MAXINT);
      details.reason = dup_reason (tack_json_get_string (object, "message"));
      is_own = details.code != 0 || details.reason != NULL;
    }

  /* A gateway that says this does not know what became of the request it passed on. */
  details.answer_lost = details.status == SOUP_STATUS_BAD_GATEWAY
                        || details.status == SOUP_STATUS_GATEWAY_TIMEOUT
                        || (details.status >= 500 && !is_own);

  g_autofree char *words
    = details.reason != NULL ? g_utf8_strdown (details.reason, -1) : g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if ((answers[i].status == 0 || answers[i].status == details.status)
        && (answers[i].code == 0 || answers[i].code == details.code)
        && (answers[i].word == NULL || strstr (words, answers[i].word) != NULL))
      return error_take_details (answers[i].error_class, &details, _ (answers[i].sentence));

  if (details.status >= 500)
    return error_take_details (TACK_ERROR_WAIT, &details, _ ("Pinterest has trouble of its own."));

  return error_take_details (TACK_ERROR_GIVE_UP, &details,
                             _ ("Pinterest gave an answer that Tackboard does not understand."));
}

GError *
tack_api_error_from_transport (const GError *io_error, GUri *uri, gboolean was_sent)
{
  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (io_error);

  TackErrorDetails details = { .retry_after_ms = -1, .answer_lost = was_sent, .no_answer = TRUE };
  const char      *host = g_uri_get_host (uri);
  g_autofree char *sentence = NULL;

  if (g_error_matches (io_error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    sentence
      = g_strdup_printf (_ ("The connection to %s is not safe: its certificate is not valid."),
                         host);
  else if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    sentence = g_strdup_printf (_ ("%s did not answer in time."), host);
  else if (was_sent)
    sentence = g_strdup_printf (_ ("The connection to %s was lost."), host);
  else
    sentence = g_strdup_printf (_ ("%s cannot be reached. Are you online?"), host);

  return tack_error_new_with_details (TACK_ERROR_WAIT, &details, sentence);
}

/* The text of <Code> in S3's error XML: reading one element does not need a parser. */
static char *
dup_bucket_code (GBytes *body)
{
  if (body == NULL || g_bytes_get_size (body) == 0)
    return NULL;

  gsize       length;
  const char *text = g_bytes_get_data (body, &length);
  const char *start = g_strstr_len (text, (gssize) length, "<Code>");
  const char *end
    = start != NULL ? g_strstr_len (start, (gssize) length - (start - text), "</Code>") : NULL;
  if (end == NULL)
    return NULL;

  g_autofree char *raw = g_strndup (start + 6, (gsize) (end - start - 6));
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  return dup_reason (valid);
}

GError *
tack_api_error_from_bucket (guint status, SoupMessageHeaders *headers, GBytes *body)
{
  TackErrorDetails details;
  details_init (&details, status, headers);
  details.reason = dup_bucket_code (body);

  if (g_strcmp0 (details.reason, "EntityTooLarge") == 0)
    return error_take_details (TACK_ERROR_FIX, &details,
                               _ ("The video is too large for Pinterest."));
  if (details.status == SOUP_STATUS_FORBIDDEN)
    return error_take_details (TACK_ERROR_GONE, &details,
                               _ ("The upload was not accepted (any more): it has to begin anew."));
  if (details.status >= 500)
    return error_take_details (TACK_ERROR_WAIT, &details,
                               _ ("Pinterest's upload server has trouble of its own."));

  return error_take_details (TACK_ERROR_GIVE_UP, &details,
                             _ ("Pinterest's upload server did not accept the video."));
}
