/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-text-check.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"

/* Of what is no address or id, no more is repeated. */
#define QUOTE_CHARS_MAX 60

gboolean
tack_text_is_clean (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && strchr ("\n\r\t", *p) == NULL)
      return FALSE;

  return TRUE;
}

gboolean
tack_text_is_id (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

gboolean
tack_text_is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;

  return g_strcmp0 (g_uri_get_scheme (uri), "http") == 0
         || g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
}

static gboolean
refuse_unclean (const char *label, GError **error)
{
  g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                            _ ("%s holds invisible control characters: type it "
                                               "again."),
                                            label));
  return FALSE;
}

gboolean
tack_text_check (const char *label, const char *text, glong max, GError **error)
{
  if (text == NULL)
    return TRUE;

  /* What is no text has no length either. */
  if (!tack_text_is_clean (text))
    return refuse_unclean (label, error);

  glong length = g_utf8_strlen (text, -1);
  if (length > max)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("%s has %ld characters; Pinterest takes %ld."),
                                                label, length, max));
      return FALSE;
    }

  return TRUE;
}

gboolean
tack_text_check_name (const char *label, const char *text, glong max, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strpbrk (text, "\n\r\t") != NULL)
    return refuse_unclean (label, error);
  if (!tack_text_check (label, text, max, error))
    return FALSE;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  if (*text == '\0')
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("%s is empty."), label));
      return FALSE;
    }

  return TRUE;
}

/* One line that a sentence can hold. */
static char *
dup_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = tack_human_line (valid);

  if (g_utf8_strlen (line, -1) <= QUOTE_CHARS_MAX)
    return g_steal_pointer (&line);

  g_autofree char *start = g_utf8_substring (line, 0, QUOTE_CHARS_MAX);
  return g_strconcat (start, "…", NULL);
}

gboolean
tack_text_check_web_address (const char *text, GError **error)
{
  if (text == NULL || *text == '\0' || tack_text_is_web_address (text))
    return TRUE;

  g_autofree char *quote = dup_quote (text);
  g_propagate_error (error,
                     tack_error_new (TACK_ERROR_FIX,
                                     _ ("“%s” is no web address: it has to begin with https:// or "
                                        "http://."),
                                     quote));
  return FALSE;
}

gboolean
tack_text_check_id (const char *label, const char *text, GError **error)
{
  return text == NULL || *text == '\0' || tack_text_require_id (label, text, error);
}

gboolean
tack_text_require_id (const char *label, const char *text, GError **error)
{
  if (text != NULL && tack_text_is_id (text))
    return TRUE;

  g_autofree char *quote = dup_quote (text != NULL ? text : "");
  g_propagate_error (error,
                     tack_error_new (TACK_ERROR_FIX,
                                     _ ("%s is named by a number of digits only, not by “%s”."),
                                     label, quote));
  return FALSE;
}
