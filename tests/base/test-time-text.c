/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-time-text.h"

static void
test_write (void)
{
  static const struct
  {
    gint64      ms;
    const char *text;
  } cases[] = {
    { 0, "0:00.0" },     { 24040, "0:24.0" },      { 24050, "0:24.1" },
    { 59990, "1:00.0" }, { 3723500, "1:02:03.5" }, { -5, "0:00.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tack_time_text (cases[i].ms);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64      ms; /* -1: no time */
  } cases[] = {
    { "24", 24000 },
    { "24.5", 24500 },
    { "24,5", 24500 },
    { " 0:24.5 ", 24500 },
    { "1:02:03", 3723000 },
    { "0:75", 75000 },
    { ".5", 500 },
    { "", -1 },
    { "a", -1 },
    { "-1", -1 },
    { "1e3", -1 },
    { "1:", -1 },
    { "1.5:00", -1 },
    { "1:2:3:4", -1 },
    { "99999999999999", -1 },
    { "nan", -1 },
    { "0x10", -1 },
    { "999999:0:0", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 ms = -1;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (tack_time_text_parse (cases[i].text, &ms), ==, cases[i].ms >= 0);
      g_assert_cmpint (ms, ==, cases[i].ms);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-text/write", test_write);
  g_test_add_func ("/time-text/parse", test_parse);

  return g_test_run ();
}
