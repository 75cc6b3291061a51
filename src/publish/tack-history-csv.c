/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-history-csv.h"

enum
{
  COLUMN_TIME = 1,
  COLUMN_FILE = 3,
};

static const char *const names[TACK_HISTORY_CSV_N_COLUMNS] = {
  "state", "published_at", "title", "file",  "image_url", "board",  "section",
  "link",  "pin_id",       "url",   "class", "message",   "reason", "request_id",
};

/* What the big spreadsheets begin a formula with; they pass over spaces before it. */
static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

static void
append_field (GString *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (strpbrk (valid, ",\"\r\n") == NULL && !is_formula (valid))
    {
      g_string_append (csv, valid);
      return;
    }

  g_string_append_c (csv, '"');
  if (is_formula (valid))
    g_string_append_c (csv, '\'');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_row (GString *csv, const char *const *texts)
{
  for (guint i = 0; i < TACK_HISTORY_CSV_N_COLUMNS; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      if (texts[i] != NULL)
        append_field (csv, texts[i]);
    }
  g_string_append (csv, "\r\n");
}

/* Nothing for no time at all. */
static char *
dup_time (const char *unix_ms)
{
  gint64                seconds = unix_ms != NULL ? g_ascii_strtoll (unix_ms, NULL, 10) / 1000 : 0;
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

static char *
dup_file (const char *uri)
{
  g_autoptr (GFile) file = uri != NULL ? g_file_new_for_uri (uri) : NULL;

  return file != NULL ? g_file_get_parse_name (file) : NULL;
}

GString *
tack_history_csv_new (void)
{
  GString *csv = g_string_new (NULL);

  append_row (csv, names);

  return csv;
}

void
tack_history_csv_append (GString *csv, const char *const *texts)
{
  const char      *row[TACK_HISTORY_CSV_N_COLUMNS];
  g_autofree char *time = dup_time (texts[COLUMN_TIME]);
  g_autofree char *file = dup_file (texts[COLUMN_FILE]);

  for (guint i = 0; i < TACK_HISTORY_CSV_N_COLUMNS; i++)
    row[i] = texts[i];
  row[COLUMN_TIME] = time;
  row[COLUMN_FILE] = file;
  append_row (csv, row);
}
