/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_ERROR (tack_error_quark ())

/**
 * TackErrorClass:
 * @TACK_ERROR_WAIT: nothing is wrong with the request; later it may work (offline, 5xx, 429).
 * @TACK_ERROR_SIGN_IN: the token is missing, wrong or expired (401).
 * @TACK_ERROR_ASK: the account or app lacks a right (code 3, code 29, business only).
 * @TACK_ERROR_FIX: the draft or its file has to change; the message names what.
 * @TACK_ERROR_GONE: what the request named does not exist (any more).
 * @TACK_ERROR_SLOW_DOWN: Pinterest suspects spam: every request makes it worse.
 * @TACK_ERROR_GIVE_UP: none of these; trying again does not help.
 *
 * The codes of the `TACK_ERROR` domain: not what broke but what can be done about it.
 * Cancellation is not among them, it stays `G_IO_ERROR_CANCELLED`.
 */
typedef enum
{
  TACK_ERROR_WAIT,
  TACK_ERROR_SIGN_IN,
  TACK_ERROR_ASK,
  TACK_ERROR_FIX,
  TACK_ERROR_GONE,
  TACK_ERROR_SLOW_DOWN,
  TACK_ERROR_GIVE_UP,
} TackErrorClass;

/**
 * TackErrorDetails:
 * @status: the HTTP status, 0 where no answer came.
 * @code: Pinterest's own error code, 0 where it gave none.
 * @reason: (nullable): Pinterest's own words, for the details line, never the main sentence.
 * @request_id: (nullable): the `x-pinterest-rid` of the answer, which Pinterest's support asks for.
 * @retry_after_ms: how long the server asks to wait, -1 where it does not say.
 * @answer_lost: the request may have been carried out: it was sent, and no answer came back, or
 *   only a gateway's.
 * @no_answer: nothing came back at all: no route, no connection, or one that broke.
 *
 * What an error knows beyond its class and sentence. A #GError of the `TACK_ERROR` domain always
 * carries one; an error that did not come from an answer has it empty.
 */
typedef struct
{
  guint    status;
  int      code;
  char    *reason;
  char    *request_id;
  gint64   retry_after_ms;
  gboolean answer_lost;
  gboolean no_answer;
} TackErrorDetails;

GQuark tack_error_quark (void);

/**
 * tack_error_new:
 * @error_class: what can be done.
 * @format: one plain, translated sentence that names the file or Pin.
 *
 * Returns: (transfer full): an error with empty details.
 */
GError *tack_error_new (TackErrorClass error_class, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * tack_error_new_with_details:
 * @error_class: what can be done.
 * @details: (transfer none): copied.
 * @message: one plain, translated sentence.
 *
 * Returns: (transfer full): an error that remembers the answer it came from.
 */
GError *tack_error_new_with_details (TackErrorClass          error_class,
                                     const TackErrorDetails *details,
                                     const char             *message);

/**
 * tack_error_get_details:
 * @error: any error.
 *
 * Returns: (transfer none): the details of @error; empty ones for errors of other domains.
 */
const TackErrorDetails *tack_error_get_details (const GError *error);

/**
 * tack_error_get_class:
 * @error: any error.
 *
 * Returns: the class of @error; %TACK_ERROR_GIVE_UP for errors of other domains.
 */
TackErrorClass tack_error_get_class (const GError *error);

/**
 * tack_error_class_to_nick:
 *
 * Returns: the stable name of a class as scripts and the database see it, such as `slow-down`.
 */
const char *tack_error_class_to_nick (TackErrorClass error_class);

/**
 * tack_error_class_from_nick:
 *
 * Returns: the class of that name; %TACK_ERROR_GIVE_UP for a name of another version.
 */
TackErrorClass tack_error_class_from_nick (const char *nick);

/**
 * tack_error_is_cancelled:
 *
 * Returns: whether @error only says that the person or the program stopped the operation.
 */
gboolean tack_error_is_cancelled (const GError *error);

/**
 * tack_error_from_file:
 * @io_error: (transfer none): what GIO said.
 * @file: the file it was said of.
 *
 * The one place where errors about local files become sentences for people.
 *
 * Returns: (transfer full): an error of class %TACK_ERROR_FIX (%TACK_ERROR_WAIT for a full disk),
 *   or a copy of @io_error when it is a cancellation.
 */
GError *tack_error_from_file (const GError *io_error, GFile *file);

/** tack_error_is_full_disk: @system_code: `errno` after writing. Returns: whether there was no
 * space for it: on the disk, for this person, or in this file. */
gboolean tack_error_is_full_disk (int system_code);

/**
 * tack_error_from_writing:
 * @io_error: (nullable) (transfer none): what GIO said, %NULL where it could not be asked.
 * @file: the file that was to be written.
 *
 * Returns: (transfer full): the same for a file that is an output.
 */
GError *tack_error_from_writing (const GError *io_error, GFile *file);

G_END_DECLS
