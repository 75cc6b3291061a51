/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tack-error.h"

/* GNOME's platform has no library for this, and the format is smaller than a binding to one. */

struct _TackCsv
{
  GBytes     *bytes;
  const char *p; /* what is read next */
  const char *end;
  guint       line; /* that of p, from 1 */
  char        delimiter;
};

/* Returns: whether a line ended at p, which then stands behind it. */
static gboolean
take_line_end (TackCsv *self)
{
  if (self->p == self->end || (*self->p != '\r' && *self->p != '\n'))
    return FALSE;

  self->p += self->p[0] == '\r' && self->p + 1 < self->end && self->p[1] == '\n' ? 2 : 1;
  self->line++;

  return TRUE;
}

static void
skip_line (TackCsv *self)
{
  while (self->p < self->end && *self->p != '\r' && *self->p != '\n')
    self->p++;
  take_line_end (self);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, TACK_ERROR, TACK_ERROR_FIX, message);
  return FALSE;
}

static gboolean
read_quoted (TackCsv *self, GString *field, GError **error)
{
  self->p++;
  while (self->p < self->end)
    {
      const char *before = self->p;

      if (*self->p != '"')
        {
          if (!take_line_end (self))
            self->p++;
          g_string_append_len (field, before, self->p - before);
        }
      else if (self->p + 1 < self->end && self->p[1] == '"')
        {
          g_string_append_c (field, '"');
          self->p += 2;
        }
      else
        {
          self->p++;
          return TRUE;
        }
    }

  return fail (error, _ ("A quotation mark is opened and never closed."));
}

static void
read_plain (TackCsv *self, GString *field)
{
  const char *start = self->p;

  while (self->p < self->end && *self->p != self->delimiter && *self->p != '\r' && *self->p != '\n')
    self->p++;
  g_string_append_len (field, start, self->p - start);
}

/* Returns: whether the field is whole and another or the end of the row follows it. */
static gboolean
read_field (TackCsv *self, GPtrArray *fields, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  if (self->p < self->end && *self->p == '"')
    {
      if (!read_quoted (self, field, error))
        return FALSE;
      if (self->p < self->end && *self->p != self->delimiter && *self->p != '\r'
          && *self->p != '\n')
        return fail (error, _ ("Text follows a closing quotation mark."));
    }
  else
    read_plain (self, field);

  if (fields->len == TACK_CSV_FIELDS_MAX)
    return fail (error, _ ("The row has too many fields."));
  g_ptr_array_add (fields, g_strdup (field->str));

  return TRUE;
}

GStrv
tack_csv_read (TackCsv *self, guint *line, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  while (take_line_end (self))
    ;
  *line = self->line;
  if (self->p == self->end)
    return NULL;

  for (gboolean has_more = TRUE; has_more;)
    {
      if (!read_field (self, fields, error))
        {
          skip_line (self);
          return NULL;
        }

      has_more = self->p < self->end && *self->p == self->delimiter;
      if (has_more)
        self->p++;
    }
  take_line_end (self);

  g_ptr_array_add (fields, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
}

/* What there is more of in the first line, outside of quotation marks. */
static char
find_delimiter (const char *text, const char *end)
{
  gboolean is_quoted = FALSE;
  int      n_semicolons = 0;

  for (const char *p = text; p < end && (is_quoted || (*p != '\r' && *p != '\n')); p++)
    if (*p == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted)
      n_semicolons += (*p == ';') - (*p == ',');

  return n_semicolons > 0 ? ';' : ',';
}

static guint
count_lines (const char *text, const char *end)
{
  guint n_lines = 1;

  for (const char *p = text; p < end; p++)
    n_lines += *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));

  return n_lines;
}

TackCsv *
tack_csv_new (GBytes *bytes, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize             size;
  const char       *text = g_bytes_get_data (bytes, &size);
  const char       *invalid;

  if (size > TACK_CSV_BYTES_MAX)
    {
      fail (error, _ ("The table is too large."));
      return NULL;
    }
  if (size > 0 && !g_utf8_validate (text, (gssize) size, &invalid))
    {
      g_propagate_error (error,
                         tack_error_new (TACK_ERROR_FIX,
                                         _ ("The table is not UTF-8 text (line %u). Save it as "
                                            "“CSV UTF-8” in the spreadsheet."),
                                         count_lines (text, invalid)));
      return NULL;
    }

  TackCsv *self = g_new0 (TackCsv, 1);
  self->bytes = g_bytes_ref (bytes);
  self->p = text != NULL ? text : "";
  self->end = self->p + size;
  self->line = 1;
  if (size >= strlen (mark) && memcmp (self->p, mark, strlen (mark)) == 0)
    self->p += strlen (mark);
  self->delimiter = find_delimiter (self->p, self->end);

  return self;
}

void
tack_csv_free (TackCsv *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}
