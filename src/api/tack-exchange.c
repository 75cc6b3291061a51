/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-exchange.h"

#include <glib/gi18n-lib.h>

#include "api/tack-api-client-private.h"
#include "api/tack-api-error.h"
#include "api/tack-body-stream.h"
#include "api/tack-resend.h"
#include "base/tack-json.h"

/* The largest answer of the contract is a page of 250 Pins: each some kilobytes with its metrics
 * and the addresses of its pictures, and less than 64 KiB with all texts as long as they may be. */
#define ANSWER_BYTES_MAX (16 * 1024 * 1024)
/* Nobody explains a refusal at more length. */
#define REFUSAL_BYTES_MAX (64 * 1024)
#define PIECE_BYTES (64 * 1024)

/* What goes out may take this much longer. */
#define BYTES_PER_MS_MIN 16
/* All waiting of a call for limits. Whoever asks for more is told when to come back. */
#define HOLD_MS_MAX (5 * 60 * 1000)

#define TOO_MANY_REQUESTS 429

/* libsoup sends by itself again what it had sent over a kept connection that turned out to be
 * closed. With another one at hand it does so before its own callback has heard of it, which then
 * ends the request twice: what is freed by that is used by the next request, and crashes it (seen
 * with 3.2 and 3.6). At any higher priority than that of libsoup's queue the callback comes first.
 */
#define IO_PRIORITY (G_PRIORITY_DEFAULT - 1)

typedef struct
{
  TackOperation operation;   /* input */
  char         *url;         /* input */
  char         *board_id;    /* input, nullable */
  TackBody     *body;        /* input, nullable */
  guint         deadline_ms; /* input: of a sending without its body */

  gint64     hold_until; /* of all sendings */
  gboolean   has_turn;   /* of all sendings: at the board */
  TackResend resend;     /* of all sendings */
  GError    *refusal;    /* of all sendings, nullable: the last 429 */
  GError    *sign_in;    /* of all sendings, nullable: a token was refused, a new one asked for */
  char      *token;      /* of the last sending */

  GCancellable  *stop;     /* in progress: of this sending */
  GSource       *timer;    /* in progress: the deadline, or the pause before the next */
  GSource       *watch;    /* in progress, nullable: of the caller's cancellable */
  gboolean       is_late;  /* in progress */
  gboolean       was_sent; /* in progress: the server may have seen the whole request */
  SoupMessage   *message;  /* in progress */
  GInputStream  *stream;   /* in progress */
  GOutputStream *answer;   /* in progress */
} Exchange;

static void
clear_sources (Exchange *exchange)
{
  if (exchange->timer != NULL)
    g_source_destroy (exchange->timer);
  if (exchange->watch != NULL)
    g_source_destroy (exchange->watch);
  g_clear_pointer (&exchange->timer, g_source_unref);
  g_clear_pointer (&exchange->watch, g_source_unref);
}

static void
clear_sending (Exchange *exchange)
{
  clear_sources (exchange);
  exchange->is_late = FALSE;
  exchange->was_sent = FALSE;
  g_clear_object (&exchange->stop);
  /* libsoup may hold it a little longer. */
  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->answer);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  clear_sending (exchange);
  g_free (exchange->url);
  g_free (exchange->board_id);
  g_clear_pointer (&exchange->body, tack_body_unref);
  g_clear_error (&exchange->refusal);
  g_clear_error (&exchange->sign_in);
  g_free (exchange->token);
  g_free (exchange);
}

static TackRateGate *
get_gate (GTask *task)
{
  TackApiClient *client = g_task_get_source_object (task);
  Exchange      *exchange = g_task_get_task_data (task);

  return client->gates[tack_operation_get_info (exchange->operation)->rate_class];
}

/* The two ways a call ends. */
static void
finish (GTask *task, JsonNode *node, GError *error)
{
  TackApiClient *client = g_task_get_source_object (task);
  Exchange      *exchange = g_task_get_task_data (task);

  clear_sending (exchange);
  if (exchange->has_turn)
    tack_board_turns_give_back (client->board_turns, exchange->board_id);
  exchange->has_turn = FALSE;

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
  g_object_unref (task);
}

static void turn_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void enter (GTask *task);
static void entered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void send_request (GTask *task, const char *token);
static void sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void read_answer (GTask *task);
static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void answered (GTask *task, gboolean is_whole);
static void parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void failed (GTask *task, GError *error);
static void pause_before_resend (GTask *task, gint64 delay_ms);

void
tack_exchange_begin (GTask        *task,
                     TackOperation operation,
                     const char   *url,
                     const char   *board_id,
                     TackBody     *body)
{
  TackApiClient *client = g_task_get_source_object (task);
  Exchange      *exchange = g_new0 (Exchange, 1);

  exchange->operation = operation;
  exchange->url = g_strdup (url);
  exchange->board_id = g_strdup (board_id);
  exchange->body = body != NULL ? tack_body_ref (body) : NULL;
  exchange->deadline_ms = client->deadline_ms;
  exchange->hold_until = tack_clock_get_monotonic_ms (client->clock) + HOLD_MS_MAX;
  g_task_set_task_data (task, exchange, exchange_free);

  if (board_id != NULL)
    tack_board_turns_take_async (client->board_turns, board_id, G_OBJECT (client),
                                 g_task_get_cancellable (task), turn_taken_cb, task);
  else
    enter (task);
}

static void
turn_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask    *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError   *error = NULL;

  exchange->has_turn = tack_board_turns_take_finish (result, &error);
  if (exchange->has_turn)
    enter (task);
  else
    finish (task, NULL, error);
}

static void
enter (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  tack_rate_gate_enter_async (get_gate (task), exchange->hold_until, g_task_get_cancellable (task),
                              entered_cb, task);
}

/* Whoever was refused himself has Pinterest's own words for it. */
static GError *
choose_refusal (Exchange *exchange, GError *error)
{
  if (exchange->refusal == NULL || error->domain != TACK_ERROR)
    return error;

  TackErrorDetails details = *tack_error_get_details (exchange->refusal);
  details.retry_after_ms = tack_error_get_details (error)->retry_after_ms;
  g_error_free (error);

  return tack_error_new_with_details (TACK_ERROR_WAIT, &details, exchange->refusal->message);
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask           *task = user_data;
  TackApiClient   *client = g_task_get_source_object (task);
  Exchange        *exchange = g_task_get_task_data (task);
  GError          *error = NULL;
  g_autofree char *token = NULL;

  if (!tack_rate_gate_enter_finish (get_gate (task), result, &error))
    {
      finish (task, NULL, choose_refusal (exchange, error));
      return;
    }

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)
      && (token = tack_authorizer_dup_token (client->authorizer)) == NULL)
    error = tack_error_new (TACK_ERROR_SIGN_IN, _ ("Nobody is signed in."));
  if (error != NULL)
    {
      tack_rate_gate_leave (get_gate (task), NULL);
      finish (task, NULL, error);
      return;
    }

  send_request (task, token);
}

static gboolean
on_deadline (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->stop);

  return G_SOURCE_REMOVE;
}

/* Networks keep real time. */
static void
set_deadline (Exchange *exchange, guint deadline_ms)
{
  if (exchange->timer != NULL)
    g_source_destroy (exchange->timer);
  g_clear_pointer (&exchange->timer, g_source_unref);

  exchange->timer = g_timeout_source_new (deadline_ms);
  g_source_set_callback (exchange->timer, on_deadline, exchange, NULL);
  g_source_attach (exchange->timer, g_main_context_get_thread_default ());
}

static gboolean
on_cancelled_while_sending (GCancellable *cancellable, gpointer user_data)
{
  Exchange *exchange = user_data;

  g_cancellable_cancel (exchange->stop);

  return G_SOURCE_REMOVE;
}

static GSource *
watch_cancellable (GTask *task, GCancellableSourceFunc func, gpointer user_data)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  if (cancellable == NULL)
    return NULL;

  GSource *watch = g_cancellable_source_new (cancellable);
  g_source_set_callback (watch, G_SOURCE_FUNC (func), user_data, NULL);
  g_source_attach (watch, g_main_context_get_thread_default ());

  return watch;
}

static void
on_message_wrote_headers (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  /* A small body leaves with its headers, so from here on it may have been carried out. */
  exchange->was_sent = TRUE;
}

/* All is out: the answer has no large body to wait for. */
static void
on_message_wrote_body (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  set_deadline (exchange, exchange->deadline_ms);
}

/* libsoup asks for the body anew when it sends a message again by itself. */
static void
set_body (SoupMessage *message, gpointer user_data)
{
  Exchange                *exchange = user_data;
  g_autoptr (GInputStream) stream = tack_body_stream_new (exchange->body);

  soup_message_set_request_body (message, "application/json", stream,
                                 (gssize) tack_body_get_length (exchange->body));
}

static void
send_request (GTask *task, const char *token)
{
  TackApiClient   *client = g_task_get_source_object (task);
  Exchange        *exchange = g_task_get_task_data (task);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);
  gsize            length = exchange->body != NULL ? tack_body_get_length (exchange->body) : 0;

  clear_sending (exchange);
  g_free (exchange->token);
  exchange->token = g_strdup (token);
  exchange->message
    = soup_message_new (tack_operation_get_info (exchange->operation)->method, exchange->url);
  /* A redirect could carry the token to another host; the API has none. */
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (exchange->message),
                                "Authorization", authorization);
  if (exchange->body != NULL)
    {
      set_body (exchange->message, exchange);
      g_signal_connect (exchange->message, "restarted", G_CALLBACK (set_body), exchange);
    }
  g_signal_connect (exchange->message, "wrote-headers", G_CALLBACK (on_message_wrote_headers),
                    exchange);
  g_signal_connect (exchange->message, "wrote-body", G_CALLBACK (on_message_wrote_body), exchange);

  exchange->stop = g_cancellable_new ();
  set_deadline (exchange, exchange->deadline_ms + (guint) (length / BYTES_PER_MS_MIN));
  exchange->watch = watch_cancellable (task, on_cancelled_while_sending, exchange);
  soup_session_send_async (client->session, exchange->message, IO_PRIORITY, exchange->stop, sent_cb,
                           task);
}

/* The connection, or the patience, came to its end. */
static void
failed_on_the_way (GTask *task, GError *io_error, gboolean was_sent)
{
  Exchange          *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = io_error;

  if (exchange->is_late)
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "deadline");
    }
  failed (task, tack_api_error_from_transport (error, soup_message_get_uri (exchange->message),
                                               was_sent));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask    *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError   *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      failed_on_the_way (task, error, exchange->was_sent);
      return;
    }

  exchange->answer = g_memory_output_stream_new_resizable ();
  read_answer (task);
}

static void
read_answer (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, PIECE_BYTES, G_PRIORITY_DEFAULT,
                                   exchange->stop, read_cb, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask             *task = user_data;
  Exchange          *exchange = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (GBytes) bytes
    = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gboolean is_yes = SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (exchange->message));

  if (bytes == NULL)
    {
      failed_on_the_way (task, error, TRUE);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      answered (task, TRUE);
      return;
    }

  /* A memory stream takes all bytes at once and cannot fail. */
  g_output_stream_write_all (exchange->answer, g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes), NULL, NULL, NULL);
  if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (exchange->answer))
      > (is_yes ? ANSWER_BYTES_MAX : REFUSAL_BYTES_MAX))
    answered (task, FALSE);
  else
    read_answer (task);
}

static GError *
new_nonsense_error (Exchange *exchange)
{
  TackErrorDetails details = {
    .status = soup_message_get_status (exchange->message),
    .retry_after_ms = -1,
    /* It said yes, so what it was asked may be done. */
    .answer_lost = TRUE,
  };

  return tack_error_new_with_details (TACK_ERROR_WAIT, &details,
                                      _ ("Pinterest's answer arrived damaged."));
}

/* Worker thread: a page of 250 Pins would hold up the window. */
static void
parse_in_thread (GTask *work, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError   *error = NULL;
  JsonNode *node = tack_json_parse (task_data, &error);

  if (node != NULL)
    g_task_return_pointer (work, node, (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (work, error);
}

static void
answered (GTask *task, gboolean is_whole)
{
  Exchange *exchange = g_task_get_task_data (task);
  guint     status = soup_message_get_status (exchange->message);

  clear_sources (exchange);
  g_output_stream_close (exchange->answer, NULL, NULL);
  g_autoptr (GBytes) body
    = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (exchange->answer));

  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    failed (task, tack_api_error_from_answer (exchange->message, is_whole ? body : NULL));
  else if (!is_whole)
    failed (task, new_nonsense_error (exchange));
  else if (status == SOUP_STATUS_NO_CONTENT)
    {
      tack_rate_gate_leave (get_gate (task), soup_message_get_response_headers (exchange->message));
      finish (task, NULL, NULL);
    }
  else
    {
      g_autoptr (GTask) work = g_task_new (NULL, NULL, parsed_cb, task);
      g_task_set_task_data (work, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (work, parse_in_thread);
    }
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask               *task = user_data;
  Exchange            *exchange = g_task_get_task_data (task);
  g_autoptr (JsonNode) node = g_task_propagate_pointer (G_TASK (result), NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      failed (task, new_nonsense_error (exchange));
      return;
    }

  tack_rate_gate_leave (get_gate (task), soup_message_get_response_headers (exchange->message));
  finish (task, g_steal_pointer (&node), NULL);
}

static gboolean
is_refused_by_limit (const GError *error)
{
  return g_error_matches (error, TACK_ERROR, TACK_ERROR_WAIT)
         && tack_error_get_details (error)->status == TOO_MANY_REQUESTS;
}

/* A call whose token was refused was not carried out: with a new one it may be sent again, once. */
static void
token_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask    *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  if (tack_authorizer_refresh_finish (TACK_AUTHORIZER (source), result))
    enter (task);
  else
    finish (task, NULL, g_error_copy (exchange->sign_in));
}

/* Where every sending ends that did not succeed: again where that cannot do harm, else for good. */
static void
failed (GTask *task, GError *error)
{
  TackApiClient      *client = g_task_get_source_object (task);
  Exchange           *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = tack_error_get_details (error)->status != 0
                                  ? soup_message_get_response_headers (exchange->message)
                                  : NULL;

  if (is_refused_by_limit (error))
    {
      /* It was not carried out, so it may be sent again whatever it is. */
      tack_rate_gate_refuse (get_gate (task), tack_error_get_details (error)->retry_after_ms);
      g_clear_error (&exchange->refusal);
      exchange->refusal = error;
      clear_sending (exchange);
      enter (task);
      return;
    }

  tack_rate_gate_leave (get_gate (task), headers);
  if (tack_error_get_class (error) == TACK_ERROR_SIGN_IN && exchange->sign_in == NULL)
    {
      exchange->sign_in = error;
      clear_sending (exchange);
      tack_authorizer_refresh_async (client->authorizer, exchange->token, token_refreshed_cb, task);
      return;
    }

  gint64 delay = tack_resend_count (&exchange->resend, exchange->operation, error);
  if (delay >= 0 && tack_clock_get_monotonic_ms (client->clock) + delay <= exchange->hold_until)
    {
      g_error_free (error);
      clear_sending (exchange);
      pause_before_resend (task, delay);
    }
  else
    finish (task, NULL, tack_resend_settle (&exchange->resend, exchange->operation, error));
}

static void
on_pause_over (gpointer user_data)
{
  GTask *task = user_data;

  clear_sources (g_task_get_task_data (task));
  enter (task);
}

static gboolean
on_cancelled_in_pause (GCancellable *cancellable, gpointer user_data)
{
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  finish (user_data, NULL, error);

  return G_SOURCE_REMOVE;
}

static void
pause_before_resend (GTask *task, gint64 delay_ms)
{
  TackApiClient *client = g_task_get_source_object (task);
  Exchange      *exchange = g_task_get_task_data (task);

  exchange->timer = tack_clock_add_timeout (client->clock, delay_ms, on_pause_over, task);
  exchange->watch = watch_cancellable (task, on_cancelled_in_pause, task);
}
