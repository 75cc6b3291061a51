/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-body-stream.h"
#include "base/tack-json.h"

#include "tack-test-api.h"

static GBytes *
picture_new (gsize size, guint8 seed)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + seed);

  return g_bytes_new_take (data, size);
}

/* Two pictures of @size and @size + 1 bytes between texts, and the same JSON made in one go. */
static TackBody *
body_new (gsize size, char **wanted)
{
  g_autoptr (TackBody) body = tack_body_new ();
  g_autoptr (GBytes)   first = picture_new (size, 1);
  g_autoptr (GBytes)   second = picture_new (size + 1, 2);
  JsonObject          *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  json_object_set_string_member (object, "title", "A \"tall\" vase – 陶");
  json_object_set_string_member (object, "first", tack_body_add_picture (body, first));
  json_object_set_string_member (object, "between", "\\u0000 %s");
  json_object_set_string_member (object, "second", tack_body_add_picture (body, second));
  tack_body_set_json (body, node);

  g_autofree char *text
    = g_base64_encode (g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  json_object_set_string_member (object, "first", text);
  g_autofree char *text2
    = g_base64_encode (g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  json_object_set_string_member (object, "second", text2);
  *wanted = tack_json_to_string (node);

  return g_steal_pointer (&body);
}

static GBytes *
read_all (GInputStream *stream, gsize piece)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8     *buffer = g_malloc (piece);
  gssize                 n;

  while ((n = g_input_stream_read (stream, buffer, piece, NULL, NULL)) > 0)
    g_byte_array_append (all, buffer, (guint) n);
  g_assert_cmpint (n, ==, 0);

  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* However it is read, and as often as it is read, it is the same text as if made in one go. */
static void
test_reads (void)
{
  static const gsize SIZES[] = { 0, 1, 2, 3, 4, 100, 12287, 12288, 12289, 50000 };
  static const gsize PIECES[] = { 1, 2, 3, 4, 5, 7, 8192, 16383, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_autofree char     *wanted = NULL;
      g_autoptr (TackBody) body = body_new (SIZES[i], &wanted);

      g_assert_cmpuint (tack_body_get_length (body), ==, strlen (wanted));
      for (guint j = 0; j < G_N_ELEMENTS (PIECES); j++)
        {
          g_autoptr (GInputStream) stream = tack_body_stream_new (body);
          g_autoptr (GBytes)       got = read_all (stream, PIECES[j]);

          g_assert_cmpmem (g_bytes_get_data (got, NULL), g_bytes_get_size (got), wanted,
                           strlen (wanted));
        }
    }
}

static void
test_from_json (void)
{
  g_autoptr (JsonNode)     node = tack_test_parse ("{\"name\":\"A \\\"board\\\"\"}");
  g_autoptr (TackBody)     body = tack_body_new_from_json (node);
  g_autoptr (GInputStream) stream = tack_body_stream_new (body);
  g_autoptr (GBytes)       got = read_all (stream, 10);
  const char              *wanted = "{\"name\":\"A \\\"board\\\"\"}";

  g_assert_cmpmem (g_bytes_get_data (got, NULL), g_bytes_get_size (got), wanted, strlen (wanted));
}

/* The stream lives on without whoever made the body, as libsoup's does in a cancelled call. */
static void
test_stream_outlives_body (void)
{
  g_autofree char         *wanted = NULL;
  g_autoptr (TackBody)     body = body_new (1000, &wanted);
  g_autoptr (GInputStream) stream = tack_body_stream_new (body);

  g_clear_pointer (&body, tack_body_unref);
  g_autoptr (GBytes) got = read_all (stream, 100);
  g_assert_cmpuint (g_bytes_get_size (got), ==, strlen (wanted));
}

/* libsoup reads it asynchronously, piece by piece. */
static void
test_reads_asynchronously (void)
{
  g_autofree char         *wanted = NULL;
  g_autoptr (TackBody)     body = body_new (1000, &wanted);
  g_autoptr (GInputStream) stream = tack_body_stream_new (body);
  g_autoptr (GAsyncResult) result = NULL;
  char                     buffer[100];

  g_input_stream_read_async (stream, buffer, sizeof buffer, G_PRIORITY_DEFAULT, NULL,
                             tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_cmpint (g_input_stream_read_finish (stream, result, NULL), ==, sizeof buffer);
  g_assert_cmpmem (buffer, sizeof buffer, wanted, sizeof buffer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api/body/reads", test_reads);
  g_test_add_func ("/api/body/from-json", test_from_json);
  g_test_add_func ("/api/body/stream-outlives-body", test_stream_outlives_body);
  g_test_add_func ("/api/body/reads-asynchronously", test_reads_asynchronously);

  return g_test_run ();
}
