/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-multipart.h"

#include <libsoup/soup.h>

#include "tack-test-api.h"

#define CHUNK (64 * 1024)

static const gint64 SIZES[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK };

/* In Pinterest's order, which is not that of the alphabet. */
static const char *const FIELDS[][2] = {
  { "x-amz-signature", "fcd6309a" },
  { "key", "uploads/11/aa:video:1" },
  { "Content-Type", "multipart/form-data" },
  { "policy", "eyJleHBpcmF0aW9uIjoi==" },
  { "a", "" },
};

static JsonObject *
fields_new (void)
{
  JsonObject *fields = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    json_object_set_string_member (fields, FIELDS[i][0], FIELDS[i][1]);

  return fields;
}

/* Bytes that differ everywhere, and hold what could be taken for the end of a part. */
static GBytes *
content_new (gint64 size)
{
  static const char END[] = "\r\n--tackboard-\r\n\r\n--";
  guchar           *data = g_malloc ((gsize) size + 1);

  for (gint64 i = 0; i < size; i++)
    data[i] = (guchar) (i % 251);
  if (size > (gint64) sizeof END)
    memcpy (data, END, sizeof END);

  return g_bytes_new_take (data, (gsize) size);
}

static GFile *
write_file (GBytes *content)
{
  g_autofree char   *path = g_build_filename (g_get_user_data_dir (), "clip.mp4", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize) g_bytes_get_size (content),
                       &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static void
resize_file (GFile *file, gint64 size)
{
  g_autoptr (GFileIOStream) stream = g_file_open_readwrite (file, NULL, NULL);
  g_autoptr (GError)        error = NULL;

  g_seekable_truncate (G_SEEKABLE (stream), size, NULL, &error);
  g_assert_no_error (error);
}

/* Reads to the end, or @limit, in pieces of @piece. Returns: (nullable): %NULL for an error. */
static GBytes *
read_in_pieces (TackMultipart *multipart, gsize piece, gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guchar     *buffer = g_malloc (piece);

  while (bytes->len < limit)
    {
      gssize n = g_input_stream_read (G_INPUT_STREAM (multipart), buffer,
                                      MIN (piece, limit - bytes->len), NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (bytes, buffer, (guint) n);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* libsoup's own reader of forms takes @body apart: every field, then the file. */
static void
assert_form (TackMultipart *multipart, GBytes *body, GBytes *content)
{
  g_autoptr (SoupMessageHeaders) headers
    = soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);

  soup_message_headers_append (headers, "Content-Type",
                               tack_multipart_get_content_type (multipart));
  g_autoptr (SoupMultipart) form = soup_multipart_new_from_message (headers, body);

  g_assert_nonnull (form);
  g_assert_cmpint (soup_multipart_get_length (form), ==, G_N_ELEMENTS (FIELDS) + 1);
  for (guint i = 0; i <= G_N_ELEMENTS (FIELDS); i++)
    {
      SoupMessageHeaders    *part_headers;
      GBytes                *part;
      g_autofree char       *disposition = NULL;
      g_autoptr (GHashTable) parameters = NULL;
      const gboolean         is_file = i == G_N_ELEMENTS (FIELDS);

      soup_multipart_get_part (form, (int) i, &part_headers, &part);
      soup_message_headers_get_content_disposition (part_headers, &disposition, &parameters);
      g_assert_cmpstr (disposition, ==, "form-data");
      g_assert_cmpstr (g_hash_table_lookup (parameters, "name"), ==,
                       is_file ? "file" : FIELDS[i][0]);
      g_assert_cmpint (g_hash_table_contains (parameters, "filename"), ==, is_file);
      if (is_file)
        g_assert_true (g_bytes_equal (part, content));
      else
        g_assert_cmpmem (g_bytes_get_data (part, NULL), g_bytes_get_size (part), FIELDS[i][1],
                         strlen (FIELDS[i][1]));
    }
}

static void
test_bodies (void)
{
  static const gsize     PIECES[] = { 1000, CHUNK, 1024 * 1024 };
  g_autoptr (JsonObject) fields = fields_new ();

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_autoptr (GBytes) content = content_new (SIZES[i]);
      g_autoptr (GFile)  file = write_file (content);

      for (guint j = 0; j < G_N_ELEMENTS (PIECES); j++)
        {
          g_autoptr (TackMultipart) multipart = tack_multipart_new (fields, file, SIZES[i]);
          g_autoptr (GError)        error = NULL;
          g_autoptr (GBytes)        body = read_in_pieces (multipart, PIECES[j], G_MAXSIZE, &error);

          g_test_message ("%d bytes by %d", (int) SIZES[i], (int) PIECES[j]);
          g_assert_no_error (error);
          g_assert_cmpint (tack_multipart_get_length (multipart), ==, g_bytes_get_size (body));
          g_assert_cmpint (tack_multipart_get_file_bytes_read (multipart), ==, SIZES[i]);
          assert_form (multipart, body, content);
        }
    }
}

static void
test_no_fields (void)
{
  g_autoptr (GBytes)        content = content_new (10);
  g_autoptr (GFile)         file = write_file (content);
  g_autoptr (TackMultipart) multipart = tack_multipart_new (NULL, file, 10);
  g_autoptr (TackMultipart) other = tack_multipart_new (NULL, file, 10);
  g_autoptr (GBytes)        body = read_in_pieces (multipart, CHUNK, G_MAXSIZE, NULL);

  g_assert_cmpint (tack_multipart_get_length (multipart), ==, g_bytes_get_size (body));
  g_assert_cmpstr (tack_multipart_get_content_type (multipart), !=,
                   tack_multipart_get_content_type (other));
}

/* The length was promised in a header: a body of another length would keep the bucket waiting, or
 * give it half a video. */
static void
test_changed_file (void)
{
  static const struct
  {
    gint64 size;
    gint64 resized;
  } CASES[] = {
    { 1, 0 },
    { 1, 2 },
    { CHUNK, CHUNK - 1 },
    { CHUNK, CHUNK + 1 },
    { 3 * CHUNK, 0 },
    { 3 * CHUNK, CHUNK },
    { 3 * CHUNK, 4 * CHUNK },
  };

  /* Before the file is opened, and in the middle of it. */
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (gsize begun = 0; begun < (gsize) CASES[i].size; begun += 1000)
      {
        g_autoptr (GBytes)        content = content_new (CASES[i].size);
        g_autoptr (GFile)         file = write_file (content);
        g_autoptr (TackMultipart) multipart = tack_multipart_new (NULL, file, CASES[i].size);
        g_autoptr (GError)        error = NULL;

        g_autoptr (GBytes) part = read_in_pieces (multipart, 64, begun, &error);
        g_assert_no_error (error);
        resize_file (file, CASES[i].resized);
        g_assert_null (read_in_pieces (multipart, 4096, G_MAXSIZE, &error));
        g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
        g_assert_cmpstr (error->message, ==, "“clip.mp4” changed while it was being sent.");
        if (begun > 0)
          break;
      }
}

static void
test_missing_file (void)
{
  g_autoptr (GBytes)        content = content_new (10);
  g_autoptr (GFile)         file = write_file (content);
  g_autoptr (TackMultipart) multipart = tack_multipart_new (NULL, file, 10);
  g_autoptr (GError)        error = NULL;

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_null (read_in_pieces (multipart, CHUNK, G_MAXSIZE, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpstr (error->message, ==, "“clip.mp4” is not there (any more).");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/api/multipart/bodies", test_bodies);
  g_test_add_func ("/api/multipart/no-fields", test_no_fields);
  g_test_add_func ("/api/multipart/changed-file", test_changed_file);
  g_test_add_func ("/api/multipart/missing-file", test_missing_file);

  return g_test_run ();
}
