/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-search-key.h"

#include "base/tack-human.h"

/* File names of some systems come with their accents as characters of their own. */
static char *
fold (const char *text)
{
  g_autofree char *line = tack_human_line (text);
  g_autofree char *composed = g_utf8_normalize (line, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (composed, -1);
}

static void
append (GString *key, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_autofree char *folded = fold (text);
  if (key->len > 0)
    g_string_append_c (key, '\n');
  g_string_append (key, folded);
}

char *
tack_search_key_new (GFile *file, const char *const *texts, guint n_texts)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char    *name = file != NULL ? tack_human_file (file) : NULL;

  append (key, name);
  for (guint i = 0; i < n_texts; i++)
    append (key, texts[i]);

  return g_strdup (key->str);
}

GStrv
tack_search_key_split (const char *text)
{
  g_autofree char         *folded = fold (text);
  g_auto (GStrv)           parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);

  return g_strv_builder_end (words);
}

gboolean
tack_search_key_matches (const char *key, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (key, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
make_key (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  const char           *uri = n_values > 0 ? (const char *) sqlite3_value_text (values[0]) : NULL;
  g_autoptr (GFile)     file = uri != NULL ? g_file_new_for_uri (uri) : NULL;

  for (int i = 1; i < n_values; i++)
    g_ptr_array_add (texts, (gpointer) sqlite3_value_text (values[i]));

  char *key = tack_search_key_new (file, (const char *const *) texts->pdata, texts->len);
  sqlite3_result_text (context, key, -1, g_free);
}

void
tack_search_key_register (sqlite3 *db)
{
  sqlite3_create_function (db, "tack_search_key", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                           make_key, NULL, NULL);
}
