/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-redact.h"

/* The fields of a signed upload and of a sign-in that let others act. */
#define FIELDS                                                                                     \
  "(?:access_token|refresh_token|client_secret|app_secret|policy|signature|x-amz-signature|"       \
  "x-amz-security-token|x-amz-credential)"
/* JSON may stand in JSON: then its quotes are escaped. */
#define QUOTE "(?:\\\\?\")?"

/* Each keeps its group and loses what follows it: a header, a scheme, a field of a query or of
 * JSON, a field of a form (its value comes after an empty line), a token wherever it stands. */
#define SECRETS                                                                                    \
  "(authorization" QUOTE "\\s*[=:]\\s*" QUOTE ")[^\\r\\n\"]+"                                      \
  "|((?:Bearer|Basic)\\s+)[A-Za-z0-9._~+/=:-]+"                                                    \
  "|(" FIELDS QUOTE "\\s*[=:]\\s*" QUOTE ")[^\\s\"&\\\\]+"                                         \
  "|(name=\"?" FIELDS "\"?[^\\r\\n]*(?:\\r?\\n[^\\r\\n]+)*\\r?\\n\\r?\\n)[^\\r\\n]+"               \
  "|(pin[arc]_)[A-Za-z0-9._~+/=-]+"

char *
tack_redact (const char *text)
{
  static GRegex *secrets;

  if (g_once_init_enter (&secrets))
    g_once_init_leave (&secrets,
                       g_regex_new (SECRETS, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  /* A log line may hold anything; the regular expression wants UTF-8. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *shown = g_regex_replace (secrets, valid, -1, 0, "\\1\\2\\3\\4\\5•••", 0, NULL);

  return shown != NULL ? shown : g_strdup ("•••");
}

static GLogWriterOutput
write_redacted (GLogLevelFlags   log_level,
                const GLogField *fields,
                gsize            n_fields,
                gpointer         user_data)
{
  g_autofree GLogField *copy = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autofree char      *message = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_strcmp0 (copy[i].key, "MESSAGE") == 0 && message == NULL)
      {
        g_autofree char *text = copy[i].length < 0
                                  ? g_strdup (copy[i].value)
                                  : g_strndup (copy[i].value, (gsize) copy[i].length);
        message = tack_redact (text);
        copy[i].value = message;
        copy[i].length = -1;
      }

  return g_log_writer_default (log_level, copy, n_fields, user_data);
}

void
tack_redact_install_log_writer (void)
{
  g_log_set_writer_func (write_redacted, NULL, NULL);
}
