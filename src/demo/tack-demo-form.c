/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "demo/tack-demo-form.h"

#include <string.h>

/* More than any upload parameter or part header of Pinterest's. */
#define FIELD_MAX (64 * 1024)

typedef enum
{
  FORM_BOUNDARY_TAIL, /* behind a boundary: a line end, or the two hyphens of the last one */
  FORM_HEADERS,
  FORM_BODY,
  FORM_END,
  FORM_BROKEN,
} FormState;

struct _TackDemoForm
{
  FormState   state;
  char       *delimiter;
  gsize       delimiter_size;
  GByteArray *buffer;
  GHashTable *fields;
  char       *name;
  GString    *value;
  gboolean    is_file;
  guint       n_files;
  gboolean    has_late_field;
  gboolean    has_duplicates;
  guint64     file_size;
  GChecksum  *checksum;
};

TackDemoForm *
tack_demo_form_new (const char *boundary, gboolean wants_hash)
{
  TackDemoForm *self = g_new0 (TackDemoForm, 1);

  self->state = FORM_BODY;
  self->delimiter = g_strconcat ("\r\n--", boundary, NULL);
  self->delimiter_size = strlen (self->delimiter);
  self->buffer = g_byte_array_new ();
  /* The first boundary has no line end before it: lend it one. */
  g_byte_array_append (self->buffer, (const guint8 *) "\r\n", 2);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->value = g_string_new (NULL);
  self->checksum = wants_hash ? g_checksum_new (G_CHECKSUM_SHA256) : NULL;

  return self;
}

void
tack_demo_form_free (TackDemoForm *self)
{
  g_free (self->delimiter);
  g_byte_array_unref (self->buffer);
  g_hash_table_unref (self->fields);
  g_free (self->name);
  g_string_free (self->value, TRUE);
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

static void
take_body (TackDemoForm *self, const guint8 *data, gsize size)
{
  if (self->is_file)
    {
      self->file_size += size;
      if (self->checksum != NULL)
        g_checksum_update (self->checksum, data, (gssize) size);
    }
  else if (self->value->len + size > FIELD_MAX)
    {
      self->state = FORM_BROKEN;
    }
  else
    {
      g_string_append_len (self->value, (const char *) data, (gssize) size);
    }
}

static void
end_part (TackDemoForm *self)
{
  self->state = FORM_BOUNDARY_TAIL;
  if (self->name != NULL && !self->is_file)
    {
      self->has_late_field |= self->n_files > 0;
      self->has_duplicates |= !g_hash_table_replace (self->fields, g_steal_pointer (&self->name),
                                                     g_strdup (self->value->str));
    }
  g_clear_pointer (&self->name, g_free);
  g_string_truncate (self->value, 0);
  self->is_file = FALSE;
}

static void
read_headers (TackDemoForm *self, const char *headers)
{
  g_autoptr (GRegex) regex
    = g_regex_new ("^content-disposition:\\s*form-data;.*?\\bname=\"([^\"]*)\"",
                   G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  self->state = FORM_BROKEN;
  if (!g_regex_match (regex, headers, 0, &match))
    return;

  self->state = FORM_BODY;
  self->name = g_match_info_fetch (match, 1);
  self->is_file = g_str_equal (self->name, "file");
  self->n_files += self->is_file ? 1 : 0;
}

/* Each step uses up some of the buffer, or returns 0 when it needs more. */
static gsize
step (TackDemoForm *self)
{
  const guint8 *data = self->buffer->data;
  gsize         size = self->buffer->len;
  const guint8 *found;

  switch (self->state)
    {
    case FORM_BOUNDARY_TAIL:
      if (size < 2)
        return 0;
      self->state = memcmp (data, "\r\n", 2) == 0 ? FORM_HEADERS
                    : memcmp (data, "--", 2) == 0 ? FORM_END
                                                  : FORM_BROKEN;
      return 2;

    case FORM_HEADERS:
      found = memmem (data, size, "\r\n\r\n", 4);
      if (found != NULL)
        {
          g_autofree char *headers = g_strndup ((const char *) data, (gsize) (found - data));

          read_headers (self, headers);
          return (gsize) (found - data) + 4;
        }
      if (size > FIELD_MAX)
        self->state = FORM_BROKEN;
      return 0;

    case FORM_BODY:
      found = memmem (data, size, self->delimiter, self->delimiter_size);
      if (found != NULL)
        {
          take_body (self, data, (gsize) (found - data));
          if (self->state == FORM_BODY)
            end_part (self);
          return (gsize) (found - data) + self->delimiter_size;
        }
      if (size < self->delimiter_size)
        return 0;
      take_body (self, data, size - self->delimiter_size + 1);
      return size - self->delimiter_size + 1;

    case FORM_END:
    case FORM_BROKEN:
    default:
      return size;
    }
}

void
tack_demo_form_feed (TackDemoForm *self, const void *data, gsize size)
{
  gsize used;

  g_byte_array_append (self->buffer, data, (guint) size);
  while (self->buffer->len > 0 && (used = step (self)) > 0)
    g_byte_array_remove_range (self->buffer, 0, (guint) used);
}

gboolean
tack_demo_form_is_whole (TackDemoForm *self)
{
  return self->state == FORM_END;
}

gboolean
tack_demo_form_is_file_last (TackDemoForm *self)
{
  return self->n_files == 1 && !self->has_late_field;
}

GHashTable *
tack_demo_form_get_fields (TackDemoForm *self)
{
  return self->fields;
}

gboolean
tack_demo_form_has_duplicates (TackDemoForm *self)
{
  return self->has_duplicates;
}

guint64
tack_demo_form_get_file_size (TackDemoForm *self)
{
  return self->file_size;
}

const char *
tack_demo_form_get_sha256 (TackDemoForm *self)
{
  return self->checksum == NULL ? NULL : g_checksum_get_string (self->checksum);
}
