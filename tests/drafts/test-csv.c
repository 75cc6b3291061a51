/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-csv.h"

#include <string.h>

#include "base/tack-error.h"

static TackCsv *
csv_new (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));
  g_autoptr (GError) error = NULL;
  TackCsv           *csv = tack_csv_new (bytes, &error);

  g_assert_no_error (error);

  return csv;
}

/* The whole table in a notation of its own: “1[a|b] 2[c|d]”, a broken row as “3!”. */
static char *
dup_rows (const char *text)
{
  g_autoptr (TackCsv) csv = csv_new (text, -1);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      guint              line;
      g_auto (GStrv)     fields = tack_csv_read (csv, &line, &error);

      if (fields == NULL && error == NULL)
        return g_strdup (rows->str);

      g_string_append_printf (rows, "%s%u", rows->len > 0 ? " " : "", line);
      if (fields == NULL)
        {
          g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
          g_string_append_c (rows, '!');
          continue;
        }
      g_autofree char *joined = g_strjoinv ("|", fields);
      g_string_append_printf (rows, "[%s]", joined);
    }
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } CASES[] = {
    { "", "" },
    { "\n\r\n\r", "" },
    { "a", "1[a]" },
    { "a,b\nc,d", "1[a|b] 2[c|d]" },
    { "a,b\r\nc,d\r\n", "1[a|b] 2[c|d]" },
    { "a,b\rc,d\r", "1[a|b] 2[c|d]" },
    { "a\n\n\nb", "1[a] 4[b]" },
    { ",\n,,", "1[|] 2[||]" },
    { "a,", "1[a|]" },
    { " a , b ", "1[ a | b ]" },

    /* Quotation marks. */
    { "\"a\",\"b\"", "1[a|b]" },
    { "\"\"", "1[]" },
    { "\"\",\"\"\n", "1[|]" },
    { "\"a,b\",c", "1[a,b|c]" },
    { "\"say \"\"hi\"\"\",b", "1[say \"hi\"|b]" },
    { "\"\"\"\"", "1[\"]" },
    { "\"two\nlines\",b\nc", "1[two\nlines|b] 3[c]" },
    { "\"two\r\nlines\",b\r\nc", "1[two\r\nlines|b] 3[c]" },
    { "\"two\rlines\"\rc", "1[two\rlines] 3[c]" },
    { "5\" pipe,b", "1[5\" pipe|b]" },
    { "a \"b\" c", "1[a \"b\" c]" },

    /* A byte order mark, and one that is text. */
    { "\xef\xbb\xbf"
      "a,b",
      "1[a|b]" },
    { "\xef\xbb\xbf\"a\",b", "1[a|b]" },
    { "a,\xef\xbb\xbf"
      "b",
      "1[a|\xef\xbb\xbf"
      "b]" },
    { "\xef\xbb\xbf", "" },

    /* Delimiters. */
    { "a;b\nc;d,e", "1[a|b] 2[c|d,e]" },
    { "a;b,c;d\ne", "1[a|b,c|d] 2[e]" },
    { "\"a;b;c\",d\ne;f,g", "1[a;b;c|d] 2[e;f|g]" },
    { "a\nb;c,d", "1[a] 2[b;c|d]" },

    /* What is broken costs a row, and the quotation mark that never ends the rest. */
    { "a,b\n\"c\"d,e\nf,g", "1[a|b] 2! 3[f|g]" },
    { "\"two\nlines\"x\nb", "1! 3[b]" },
    { "a\n\"b\nc\nd", "1[a] 2!" },
    { "\"", "1!" },
    { "\"\"\"", "1!" },

    { "\xf0\x9f\x8c\xbf,caf\xc3\xa9\n\xe4\xb8\xad,\xd7\xa9", "1[\xf0\x9f\x8c\xbf|caf\xc3\xa9] "
                                                             "2[\xe4\xb8\xad|\xd7\xa9]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *rows = dup_rows (CASES[i].text);

      g_assert_cmpstr (rows, ==, CASES[i].rows);
    }
}

static void
test_not_utf8 (void)
{
  static const struct
  {
    const char *text;
    gsize       size;
    const char *where;
  } CASES[] = {
    { "Title\ncaf\xe9", 10, "line 2" }, { "Title\r\nA\r\n\xff", 11, "line 3" },
    { "\xff\xfeT\0i\0", 6, "line 1" },  { "a\0b", 3, "line 1" },
    { "a\n\xed\xa0\x80", 5, "line 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (CASES[i].text, CASES[i].size);
      g_autoptr (GError) error = NULL;

      g_assert_null (tack_csv_new (bytes, &error));
      g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
      g_assert_nonnull (strstr (error->message, CASES[i].where));
    }
}

static void
test_bounds (void)
{
  g_autofree char    *commas = g_strnfill (TACK_CSV_FIELDS_MAX, ',');
  g_autofree char    *text = g_strconcat (commas + 1, "\n", commas, "\nlast", NULL);
  g_autoptr (TackCsv) csv = csv_new (text, -1);
  g_autoptr (GError)  error = NULL;
  guint               line;
  g_auto (GStrv)      most = tack_csv_read (csv, &line, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (most), ==, TACK_CSV_FIELDS_MAX);
  g_assert_null (tack_csv_read (csv, &line, &error));
  g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
  g_assert_cmpuint (line, ==, 2);
  g_clear_error (&error);
  g_auto (GStrv) last = tack_csv_read (csv, &line, &error);
  g_assert_cmpstr (last[0], ==, "last");
}

/* Whatever is written to a table is what is read from it. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = { "a", ",", ";", "\"", "\n", "\r\n", " ", "\xc3\xa9", "" };
  g_autoptr (GPtrArray)    wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString)      text = g_string_new ("x,y,z\n");

  for (guint i = 0; i < 2000; i++)
    {
      GStrv fields = g_new0 (char *, 4);

      for (guint j = 0; j < 3; j++)
        {
          g_autoptr (GString) field = g_string_new (NULL);
          guint               n_pieces = (guint) g_test_rand_int_range (0, 6);

          while (n_pieces-- > 0)
            g_string_append (field,
                             pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
          fields[j] = g_strdup (field->str);
          g_string_replace (field, "\"", "\"\"", 0);
          g_string_append_printf (text, "%s\"%s\"", j > 0 ? "," : "", field->str);
        }
      g_string_append (text, i % 2 == 0 ? "\n" : "\r\n");
      g_ptr_array_add (wanted, fields);
    }

  g_autoptr (TackCsv) csv = csv_new (text->str, -1);
  guint               line;
  g_strfreev (tack_csv_read (csv, &line, NULL));
  for (guint i = 0; i < wanted->len; i++)
    {
      g_auto (GStrv) fields = tack_csv_read (csv, &line, NULL);

      g_assert_nonnull (fields);
      g_assert_true (g_strv_equal ((const char *const *) fields,
                                   (const char *const *) g_ptr_array_index (wanted, i)));
    }
  g_assert_null (tack_csv_read (csv, &line, NULL));
}

/* Reading ends, whatever there is to read, and lines only ever go up. */
static void
test_garbage (void)
{
  static const char letters[] = "\",;\r\n a";

  for (guint i = 0; i < 5000; i++)
    {
      char  text[24];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof text);

      for (gsize j = 0; j < length; j++)
        text[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
      g_autoptr (TackCsv) csv = csv_new (text, (gssize) length);
      guint               last = 0;
      guint               n_reads = 0;

      for (gboolean has_more = TRUE; has_more; n_reads++)
        {
          g_autoptr (GError) error = NULL;
          guint              line;
          g_auto (GStrv)     fields = tack_csv_read (csv, &line, &error);

          g_assert_true (fields == NULL || error == NULL);
          has_more = fields != NULL || error != NULL;
          g_assert_true (!has_more || line > last);
          last = line;
        }
      g_assert_cmpuint (n_reads, <=, length + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/not-utf8", test_not_utf8);
  g_test_add_func ("/csv/bounds", test_bounds);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/garbage", test_garbage);

  return g_test_run ();
}
