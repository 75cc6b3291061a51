/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-issue.h"

#include "base/tack-json.h"

static const char *const severity_nicks[] = {
  [TACK_SEVERITY_HINT] = "hint",
  [TACK_SEVERITY_WARNING] = "warning",
  [TACK_SEVERITY_ERROR] = "error",
};

static const char *const mend_nicks[] = {
  [TACK_MEND_NONE] = NULL,       [TACK_MEND_CONVERT] = "convert", [TACK_MEND_TRIM] = "trim",
  [TACK_MEND_EXTEND] = "extend", [TACK_MEND_PAD] = "pad",         [TACK_MEND_SHRINK] = "shrink",
};

G_DEFINE_BOXED_TYPE (TackIssue, tack_issue, tack_issue_ref, tack_issue_unref)

static TackIssue *
issue_new_take (TackSeverity severity,
                TackMend     mend,
                const char  *code,
                const char  *title,
                char        *message)
{
  TackIssue *self = g_atomic_rc_box_new0 (TackIssue);

  self->severity = severity;
  self->code = g_intern_string (code);
  self->title = g_strdup (title);
  self->message = message;
  self->mend = mend;

  return self;
}

TackIssue *
tack_issue_new (TackSeverity severity, const char *code, const char *title, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *message = g_strdup_vprintf (format, args);
  va_end (args);

  return issue_new_take (severity, TACK_MEND_NONE, code, title, message);
}

TackIssue *
tack_issue_new_mendable (TackSeverity severity,
                         TackMend     mend,
                         const char  *code,
                         const char  *title,
                         const char  *format,
                         ...)
{
  va_list args;
  va_start (args, format);
  char *message = g_strdup_vprintf (format, args);
  va_end (args);

  return issue_new_take (severity, mend, code, title, message);
}

TackIssue *
tack_issue_ref (TackIssue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
issue_clear (gpointer data)
{
  TackIssue *self = data;

  g_free (self->title);
  g_free (self->message);
}

void
tack_issue_unref (TackIssue *self)
{
  g_atomic_rc_box_release_full (self, issue_clear);
}

GPtrArray *
tack_issue_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tack_issue_unref);
}

const TackIssue *
tack_issue_array_get_worst (GPtrArray *issues)
{
  const TackIssue *worst = NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);

      if (worst == NULL || issue->severity > worst->severity)
        worst = issue;
    }

  return worst;
}

gboolean
tack_issue_array_has_errors (GPtrArray *issues)
{
  const TackIssue *worst = tack_issue_array_get_worst (issues);

  return worst != NULL && worst->severity == TACK_SEVERITY_ERROR;
}

const char *
tack_severity_to_nick (TackSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severity_nicks), NULL);

  return severity_nicks[severity];
}

const char *
tack_mend_to_nick (TackMend mend)
{
  g_return_val_if_fail (mend < G_N_ELEMENTS (mend_nicks), NULL);

  return mend_nicks[mend];
}

/* What a newer version could mend, this one cannot. */
static TackMend
mend_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (mend_nicks); i++)
    if (g_strcmp0 (nick, mend_nicks[i]) == 0)
      return (TackMend) i;

  return TACK_MEND_NONE;
}

static gboolean
severity_from_nick (const char *nick, TackSeverity *severity)
{
  for (guint i = 0; i < G_N_ELEMENTS (severity_nicks); i++)
    if (g_strcmp0 (nick, severity_nicks[i]) == 0)
      {
        *severity = (TackSeverity) i;
        return TRUE;
      }

  return FALSE;
}

JsonArray *
tack_issue_array_to_json (GPtrArray *issues)
{
  JsonArray *array = json_array_sized_new (issues->len);

  for (guint i = 0; i < issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (issues, i);
      JsonObject      *object = json_object_new ();

      json_object_set_string_member (object, "severity", tack_severity_to_nick (issue->severity));
      json_object_set_string_member (object, "code", issue->code);
      json_object_set_string_member (object, "title", issue->title);
      json_object_set_string_member (object, "message", issue->message);
      if (issue->mend != TACK_MEND_NONE)
        json_object_set_string_member (object, "mend", tack_mend_to_nick (issue->mend));
      json_array_add_object_element (array, object);
    }

  return array;
}

GPtrArray *
tack_issue_array_from_json (JsonArray *array)
{
  GPtrArray *issues = tack_issue_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject  *object = tack_json_get_element_object (array, i);
      const char  *code = tack_json_get_string (object, "code");
      const char  *title = tack_json_get_string (object, "title");
      const char  *message = tack_json_get_string (object, "message");
      TackSeverity severity;

      if (code != NULL && title != NULL && message != NULL
          && severity_from_nick (tack_json_get_string (object, "severity"), &severity))
        g_ptr_array_add (issues,
                         issue_new_take (severity,
                                         mend_from_nick (tack_json_get_string (object, "mend")),
                                         code, title, g_strdup (message)));
    }

  return issues;
}
