/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-csv-import.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "base/tack-time-text.h"
#include "drafts/tack-csv.h"

typedef enum
{
  COLUMN_TITLE,
  COLUMN_MEDIA,
  COLUMN_BOARD,
  COLUMN_THUMBNAIL,
  COLUMN_DESCRIPTION,
  COLUMN_LINK,
  COLUMN_PUBLISH_DATE,
  COLUMN_KEYWORDS,
  COLUMN_ALT_TEXT,
  COLUMN_SECTION,
  COLUMN_AD_ONLY,
  COLUMN_COVER_TIME,
  N_COLUMNS,
} Column;

/* As they are written in the first line; letters and digits count, in either case. */
static const char *const names[N_COLUMNS] = {
  [COLUMN_TITLE] = "Title",
  [COLUMN_MEDIA] = "Media URL",
  [COLUMN_BOARD] = "Pinterest board",
  [COLUMN_THUMBNAIL] = "Thumbnail",
  [COLUMN_DESCRIPTION] = "Description",
  [COLUMN_LINK] = "Link",
  [COLUMN_PUBLISH_DATE] = "Publish date",
  [COLUMN_KEYWORDS] = "Keywords",
  [COLUMN_ALT_TEXT] = "Alt text",
  [COLUMN_SECTION] = "Section",
  [COLUMN_AD_ONLY] = "Ad-only",
  [COLUMN_COVER_TIME] = "Cover time",
};

/* Characters of a value that a sentence quotes. */
#define SHOWN_MAX 40

typedef struct
{
  TackCsvImport *import; /* output */

  GFile     *folder; /* input */
  GDateTime *now;    /* input */

  guint    n_fields;                     /* of the first line */
  int      columns[TACK_CSV_FIELDS_MAX]; /* of each field: a Column, -1 unknown */
  gboolean has_keywords;
} Reading;

static void
row_free (gpointer data)
{
  TackCsvRow *row = data;

  g_clear_object (&row->draft);
  g_free (row->board);
  g_free (row->section);
  g_clear_error (&row->error);
  g_free (row);
}

GError *
tack_csv_row_new_error (const TackCsvRow *self, TackErrorClass error_class, const char *why)
{
  return tack_error_new (error_class, _ ("line %u: %s"), self->line, why);
}

void
tack_csv_import_free (TackCsvImport *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

static gboolean
refuse (GError **error, GError *why)
{
  g_propagate_error (error, why);
  return FALSE;
}

/* Returns: (transfer full): as much of @value as a sentence can hold. */
static char *
dup_shown (const char *value)
{
  g_autofree char *line = tack_human_line (value);

  if (g_utf8_strlen (line, -1) <= SHOWN_MAX)
    return g_steal_pointer (&line);

  g_autofree char *start = g_utf8_substring (line, 0, SHOWN_MAX);
  return g_strconcat (start, "…", NULL);
}

static gboolean
refuse_value (GError **error, const char *sentence, const char *value)
{
  g_autofree char *shown = dup_shown (value);

  return refuse (error, tack_error_new (TACK_ERROR_FIX, _ ("“%s”: %s"), shown, sentence));
}

/* Returns: (transfer full): what of a column's name counts. */
static char *
dup_key (const char *name)
{
  g_autofree char    *folded = g_utf8_casefold (name, -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));

  return g_strdup (key->str);
}

static int
find_column (const char *name)
{
  g_autofree char *key = dup_key (name);

  for (int i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *other = dup_key (names[i]);
      if (g_str_equal (key, other))
        return i;
    }

  return -1;
}

static gboolean
read_header (Reading *self, GStrv fields, GFile *table, GError **error)
{
  gboolean            is_there[N_COLUMNS] = { FALSE };
  g_autoptr (GString) unknown = g_string_new (NULL);

  self->n_fields = g_strv_length (fields);
  for (guint i = 0; i < self->n_fields; i++)
    {
      int column = self->columns[i] = find_column (fields[i]);

      if (column < 0 && *g_strstrip (fields[i]) != '\0')
        {
          g_autofree char *shown = dup_shown (fields[i]);
          g_string_append_printf (unknown, "%s“%s”", unknown->len > 0 ? ", " : "", shown);
        }
      if (column < 0)
        continue;
      if (is_there[column])
        return refuse (error, tack_error_new (TACK_ERROR_FIX, _ ("The column “%s” is there twice."),
                                              names[column]));
      is_there[column] = TRUE;
    }

  g_autofree char *name = tack_human_file (table);
  if (!is_there[COLUMN_MEDIA])
    return refuse (error,
                   tack_error_new (TACK_ERROR_FIX, _ ("“%s” has no column “%s” in its first line."),
                                   name, names[COLUMN_MEDIA]));
  if (unknown->len > 0)
    g_ptr_array_add (self->import->warnings,
                     g_strdup_printf (_ (
                                        "Nothing is known of these columns, which are passed over: "
                                        "%s."),
                                      unknown->str));

  return TRUE;
}

/* @value: not empty; a path, or an address with its scheme. */
static GFile *
file_new (Reading *self, const char *value)
{
  return g_str_has_prefix (value, "file://") ? g_file_new_for_uri (value)
                                             : g_file_resolve_relative_path (self->folder, value);
}

static gboolean
is_address (const char *value)
{
  return strstr (value, "://") != NULL && !g_str_has_prefix (value, "file://");
}

static gboolean
set_cover_time (TackDraft *draft, const char *value, GError **error)
{
  gint64 ms;

  if (!tack_time_text_parse (value, &ms))
    return refuse_value (error, _ ("Cover time takes a time such as 0:05 or 5.5."), value);

  tack_draft_set_cover_at (draft, ms);

  return TRUE;
}

static void
set_thumbnail (Reading *self, TackDraft *draft, const char *value)
{
  gint64 ms;

  if (tack_time_text_parse (value, &ms))
    tack_draft_set_cover_at (draft, ms);
  else if (is_address (value))
    tack_draft_set_cover_url (draft, value);
  else
    {
      g_autoptr (GFile) file = file_new (self, value);
      tack_draft_set_cover_file (draft, file);
    }
}

static gboolean
set_ad_only (TackDraft *draft, const char *value, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean    means;
  } words[] = {
    { "yes", TRUE }, { "true", TRUE },   { "1", TRUE },  { "x", TRUE },
    { "no", FALSE }, { "false", FALSE }, { "0", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (value, words[i].word) == 0)
      {
        tack_draft_set_ad_only (draft, words[i].means);
        return TRUE;
      }

  return refuse_value (error, _ ("Ad-only takes yes or no."), value);
}

static gboolean
check_publish_date (Reading *self, const char *value, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char      *midnight = g_strconcat (value, "T00:00:00", NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (value, utc);
  g_autoptr (GDateTime) day = moment != NULL ? NULL : g_date_time_new_from_iso8601 (midnight, utc);
  GDateTime            *date = moment != NULL ? moment : day;

  if (date == NULL)
    return refuse_value (error, _ ("Publish date takes a date such as 2026-12-31T14:30:00."),
                         value);
  if (g_date_time_compare (date, self->now) > 0)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("Pinterest lets no program schedule Pins: empty "
                                             "Publish date to publish it now.")));

  return TRUE;
}

static TackDraft *
draft_new (Reading *self, const char *media, GError **error)
{
  if (media == NULL)
    {
      refuse (error, tack_error_new (TACK_ERROR_FIX, _ ("Media URL is empty.")));
      return NULL;
    }
  if (is_address (media))
    return tack_draft_new_for_image_url (media);

  g_autoptr (GFile) file = file_new (self, media);
  return tack_draft_new (file);
}

/* @values: by column; %NULL where there is none. */
static gboolean
fill_row (Reading *self, TackCsvRow *row, const char *const *values, GError **error)
{
  static const struct
  {
    Column column;
    void (*set) (TackDraft *draft, const char *text);
  } texts[] = {
    { COLUMN_TITLE, tack_draft_set_title },
    { COLUMN_DESCRIPTION, tack_draft_set_description },
    { COLUMN_LINK, tack_draft_set_link },
    { COLUMN_ALT_TEXT, tack_draft_set_alt_text },
  };

  row->draft = draft_new (self, values[COLUMN_MEDIA], error);
  if (row->draft == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i].set (row->draft, values[texts[i].column]);
  row->board = g_strdup (values[COLUMN_BOARD]);
  row->section = g_strdup (values[COLUMN_SECTION]);
  self->has_keywords |= values[COLUMN_KEYWORDS] != NULL;

  if (values[COLUMN_THUMBNAIL] != NULL && values[COLUMN_COVER_TIME] != NULL)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("Thumbnail and Cover time exclude each other.")));
  if (values[COLUMN_THUMBNAIL] != NULL)
    set_thumbnail (self, row->draft, values[COLUMN_THUMBNAIL]);

  return (values[COLUMN_COVER_TIME] == NULL
          || set_cover_time (row->draft, values[COLUMN_COVER_TIME], error))
         && (values[COLUMN_AD_ONLY] == NULL
             || set_ad_only (row->draft, values[COLUMN_AD_ONLY], error))
         && (values[COLUMN_PUBLISH_DATE] == NULL
             || check_publish_date (self, values[COLUMN_PUBLISH_DATE], error));
}

/* Returns: whether there is anything in the row at all: spreadsheets leave rows of delimiters. */
static gboolean
sort_fields (Reading *self, GStrv fields, const char **values, GError **error)
{
  gboolean is_empty = TRUE;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      const char *value = g_strstrip (fields[i]);

      if (*value == '\0')
        continue;
      is_empty = FALSE;
      /* A delimiter too many would put every text into the wrong place. */
      if (i >= self->n_fields)
        return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                              _ ("The row has more fields than the first line.")));
      if (self->columns[i] >= 0)
        values[self->columns[i]] = value;
    }

  return !is_empty;
}

static void
read_row (Reading *self, guint line, GStrv fields, GError *broken)
{
  const char        *values[N_COLUMNS] = { NULL };
  g_autoptr (GError) error = broken;

  if (fields != NULL && !sort_fields (self, fields, values, &error) && error == NULL)
    return;

  TackCsvRow *row = g_new0 (TackCsvRow, 1);
  row->line = line;
  g_ptr_array_add (self->import->rows, row);
  if (error == NULL && fill_row (self, row, values, &error))
    return;

  row->error = tack_csv_row_new_error (row, TACK_ERROR_FIX, error->message);
  g_clear_object (&row->draft);
}

static gboolean
read_table (Reading *self, TackCsv *csv, GFile *table, GError **error)
{
  guint          line;
  GError        *broken = NULL;
  g_auto (GStrv) header = tack_csv_read (csv, &line, error);

  if (header == NULL && *error == NULL)
    refuse (error, tack_error_new (TACK_ERROR_FIX, _ ("The table is empty.")));
  if (header == NULL || !read_header (self, header, table, error))
    return FALSE;

  for (;;)
    {
      g_auto (GStrv) fields = tack_csv_read (csv, &line, &broken);

      if (fields == NULL && broken == NULL)
        break;
      read_row (self, line, fields, g_steal_pointer (&broken));
    }

  if (self->has_keywords)
    g_ptr_array_add (self->import->warnings,
                     g_strdup (
                       _ ("Keywords are passed over: Pinterest takes none from programs.")));

  return TRUE;
}

TackCsvImport *
tack_csv_import_new (GFile *table, GBytes *bytes, gint64 now_ms, GError **error)
{
  g_autoptr (TackCsv)       csv = tack_csv_new (bytes, error);
  g_autoptr (TackCsvImport) import = NULL;
  g_autoptr (GFile)         folder = g_file_get_parent (table);
  g_autoptr (GDateTime)     now = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GError)        read_error = NULL;

  if (csv == NULL)
    return NULL;

  import = g_new0 (TackCsvImport, 1);
  import->rows = g_ptr_array_new_with_free_func (row_free);
  import->warnings = g_ptr_array_new_with_free_func (g_free);

  Reading reading = { .import = import, .folder = folder, .now = now };
  if (read_table (&reading, csv, table, &read_error))
    return g_steal_pointer (&import);

  g_propagate_error (error, g_steal_pointer (&read_error));
  return NULL;
}

/* Returns: at most one byte more than a table may have: a device never ends. */
static GBytes *
read_bytes (GFile *table, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (table, NULL, error);
  g_autoptr (GByteArray)       bytes = g_byte_array_new ();
  guint8                       piece[65536];
  gssize                       n_read;

  if (stream == NULL)
    return NULL;

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), piece, sizeof piece, NULL, error))
         > 0)
    {
      g_byte_array_append (bytes, piece, (guint) n_read);
      if (bytes->len > TACK_CSV_BYTES_MAX)
        break;
    }

  return n_read >= 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

TackCsvImport *
tack_csv_import_new_for_file (GFile *table, gint64 now_ms, GError **error)
{
  g_autoptr (GError) io_error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (table, &io_error);

  if (bytes != NULL)
    return tack_csv_import_new (table, bytes, now_ms, error);

  g_propagate_error (error, tack_error_from_file (io_error, table));
  return NULL;
}
