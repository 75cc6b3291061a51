/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-human.h"

static void
test_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } CASES[] = {
    { "plain", "plain" },
    { "", "" },
    { "Vase – Töpfern 陶", "Vase – Töpfern 陶" },
    { "two\nlines\r\nand\ttab", "two lines  and tab" },
    { "red \x1b[31m and bell\a", "red  [31m and bell " },
    { "delete\x7f", "delete " },
    /* U+009B begins an escape sequence as ESC [ does; U+0085 and U+2028 end a line. */
    { "a\xc2\x9b"
      "31m",
      "a  31m" },
    { "a\xc2\x85"
      "b\xe2\x80\xa8"
      "c\xe2\x80\xa9"
      "d",
      "a  b   c   d" },
    { "bad \xff\xfe bytes", "bad \xef\xbf\xbd\xef\xbf\xbd bytes" },
    { "cut \xe2\x80", "cut \xef\xbf\xbd\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *line = tack_human_line (CASES[i].text);

      g_assert_true (g_utf8_validate (line, -1, NULL));
      g_assert_cmpstr (line, ==, CASES[i].line);
    }
}

static void
test_file (void)
{
  static const struct
  {
    const char *path;
    const char *name;
  } CASES[] = {
    { "/home/marlene/Videos/vase.mp4", "vase.mp4" },
    { "/tmp/a\nb.mp4", "a b.mp4" },
    { "/tmp/caf\xe9.jpg", "caf\xef\xbf\xbd.jpg" },
    { "/", "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (CASES[i].path);
      g_autofree char  *name = tack_human_file (file);

      g_assert_cmpstr (name, ==, CASES[i].name);
    }
}

typedef char *(*Sayer) (gint64 value);

static void
test_numbers (void)
{
  static const struct
  {
    Sayer       say;
    gint64      value;
    const char *said;
  } CASES[] = {
    { tack_human_size, 0, "0 bytes" },
    { tack_human_size, 96 * 1000 * 1000, "96.0 MB" },
    { tack_human_size, G_GINT64_CONSTANT (2000000000), "2.0 GB" },
    { tack_human_size, -1, "0 bytes" },

    { tack_human_duration, 0, "0:00" },
    { tack_human_duration, 38999, "0:38" },
    { tack_human_duration, 60000, "1:00" },
    { tack_human_duration, 3599999, "59:59" },
    { tack_human_duration, 3723000, "1:02:03" },
    { tack_human_duration, -5, "0:00" },

    { tack_human_seconds, 3299, "3.2 s" },
    { tack_human_seconds, 9999, "9.9 s" },
    { tack_human_seconds, 10000, "10 s" },
    { tack_human_seconds, 119999, "119 s" },
    { tack_human_seconds, 120000, "2 min" },
    { tack_human_seconds, 16 * 60000, "16 min" },

    { tack_human_time_left, -1, "0 s left" },
    { tack_human_time_left, 17000, "17 s left" },
    { tack_human_time_left, 44999, "44 s left" },
    { tack_human_time_left, 45000, "about a minute left" },
    { tack_human_time_left, 89999, "about a minute left" },
    { tack_human_time_left, 90000, "about 2 minutes left" },
    { tack_human_time_left, 6 * 60000, "about 6 minutes left" },
    { tack_human_time_left, 90 * 60000, "about 2 hours left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *said = CASES[i].say (CASES[i].value);

      /* GLib puts a no-break space before the unit. */
      for (char *space = g_strstr_len (said, -1, "\xc2\xa0"); space != NULL; space = NULL)
        {
          *space = ' ';
          memmove (space + 1, space + 2, strlen (space + 2) + 1);
        }
      g_assert_cmpstr (said, ==, CASES[i].said);
    }
}

static void
test_codecs (void)
{
  g_autofree char *known = tack_human_codec ("h265");
  g_autofree char *unknown = tack_human_codec ("theora");

  g_assert_cmpstr (known, ==, "H.265");
  g_assert_cmpstr (unknown, ==, "theora");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/human/line", test_line);
  g_test_add_func ("/base/human/file", test_file);
  g_test_add_func ("/base/human/numbers", test_numbers);
  g_test_add_func ("/base/human/codecs", test_codecs);

  return g_test_run ();
}
