/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TackSeverity:
 * @TACK_SEVERITY_HINT: could be better.
 * @TACK_SEVERITY_WARNING: Pinterest takes it, people may be unhappy with it.
 * @TACK_SEVERITY_ERROR: Pinterest refuses it: the draft cannot be published.
 */
typedef enum
{
  TACK_SEVERITY_HINT,
  TACK_SEVERITY_WARNING,
  TACK_SEVERITY_ERROR,
} TackSeverity;

/**
 * TackMend:
 * @TACK_MEND_NONE: nothing that the program could do.
 * @TACK_MEND_CONVERT: encode the video as Pinterest takes it.
 * @TACK_MEND_TRIM: keep a part of the video, between two points that the person chooses.
 * @TACK_MEND_EXTEND: hold the last frame of the video until it is long enough.
 * @TACK_MEND_PAD: put bars at the edges of the video until its shape is one that Pinterest takes.
 * @TACK_MEND_SHRINK: make the picture a smaller file.
 *
 * How an issue can be mended.
 */
typedef enum
{
  TACK_MEND_NONE,
  TACK_MEND_CONVERT,
  TACK_MEND_TRIM,
  TACK_MEND_EXTEND,
  TACK_MEND_PAD,
  TACK_MEND_SHRINK,
} TackMend;

#define TACK_TYPE_ISSUE (tack_issue_get_type ())

/**
 * TackIssue:
 * @severity: how bad it is.
 * @code: stable name for scripts and tests, such as `video-too-short`. A static string.
 * @title: two or three words for a card, such as “Too short”.
 * @message: one plain sentence with the fact and the limit.
 * @mend: what can be done about it, so that people need not.
 *
 * One finding about a file or a draft. Immutable and reference counted, so that the worker that
 * found it and the widget that shows it share it.
 */
typedef struct
{
  TackSeverity severity;
  const char  *code;
  char        *title;
  char        *message;
  TackMend     mend;
} TackIssue;

GType      tack_issue_get_type (void);
TackIssue *tack_issue_new (TackSeverity severity,
                           const char  *code,
                           const char  *title,
                           const char  *format,
                           ...) G_GNUC_PRINTF (4, 5);

/**
 * tack_issue_new_mendable:
 * @mend: what can be done about it.
 *
 * tack_issue_new() for what need not stay as it is.
 */
TackIssue *tack_issue_new_mendable (TackSeverity severity,
                                    TackMend     mend,
                                    const char  *code,
                                    const char  *title,
                                    const char  *format,
                                    ...) G_GNUC_PRINTF (5, 6);
TackIssue *tack_issue_ref (TackIssue *self);
void       tack_issue_unref (TackIssue *self);

/**
 * tack_issue_array_new:
 *
 * Returns: (transfer full) (element-type TackIssue): an empty list that owns its issues.
 */
GPtrArray *tack_issue_array_new (void);

/**
 * tack_issue_array_get_worst:
 * @issues: (element-type TackIssue):
 *
 * Returns: (transfer none) (nullable): the first of the most severe issues, %NULL for none.
 */
const TackIssue *tack_issue_array_get_worst (GPtrArray *issues);

/**
 * tack_issue_array_has_errors:
 * @issues: (element-type TackIssue):
 */
gboolean tack_issue_array_has_errors (GPtrArray *issues);

/**
 * tack_issue_array_to_json:
 * @issues: (element-type TackIssue):
 *
 * Returns: (transfer full): `[{"severity","code","title","message"}]`, with `"mend"` where it can
 * be mended.
 */
JsonArray *tack_issue_array_to_json (GPtrArray *issues);

/**
 * tack_issue_array_from_json:
 *
 * Returns: (transfer full) (element-type TackIssue): what tack_issue_array_to_json() wrote;
 *   elements of another shape are left out.
 */
GPtrArray *tack_issue_array_from_json (JsonArray *array);

/** tack_mend_to_nick: Returns: (nullable): `convert`, `trim`, `extend`, `pad` or `shrink`. */
const char *tack_mend_to_nick (TackMend mend);

/** tack_severity_to_nick: Returns: `hint`, `warning` or `error`. */
const char *tack_severity_to_nick (TackSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackIssue, tack_issue_unref)

G_END_DECLS
