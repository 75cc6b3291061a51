/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-text-check.h"

#include "base/tack-error.h"

#include "tack-test.h"

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_clean;
  } CASES[] = {
    { "", TRUE },
    { "Plain", TRUE },
    { "Two\nlines\r\n\tand a tab", TRUE },
    { "陶器 👩‍🍳 café", TRUE },
    { "a\ufffdb", TRUE },
    { "bell\a", FALSE },
    { "escape\033[31m", FALSE },
    { "delete\177", FALSE },
    { "next line\302\205", FALSE },
    { "lone surrogate \355\240\200", FALSE },
    { "Latin-1 caf\351", FALSE },
    { "cut \342\200", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (tack_text_is_clean (CASES[i].text), ==, CASES[i].is_clean);
    }
}

static void
test_id (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_id;
  } CASES[] = {
    { "1", TRUE },         { "549755885175", TRUE }, { "", FALSE },    { "12a", FALSE },
    { "-1", FALSE },       { " 1", FALSE },          { "1\n", FALSE }, { "12/34", FALSE },
    { "Ceramics", FALSE }, { "\331\241", FALSE },    { "1e5", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("“%s”", CASES[i].text);
      g_assert_cmpint (tack_text_is_id (CASES[i].text), ==, CASES[i].is_id);
    }
}

static void
test_web_address (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_address;
  } CASES[] = {
    { "https://a.example", TRUE },
    { "http://a.example/b?c=d#e", TRUE },
    { "HTTPS://A.EXAMPLE/ü", TRUE },
    { "a.example/b", FALSE },
    { "ftp://a.example", FALSE },
    { "javascript:alert(1)", FALSE },
    { "mailto:a@b.example", FALSE },
    { "https://", FALSE },
    { "https:///path", FALSE },
    { "file:///etc/passwd", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("“%s”", CASES[i].text);
      g_assert_cmpint (tack_text_is_web_address (CASES[i].text), ==, CASES[i].is_address);
    }
}

/* The sentences: the text is named, characters are counted as a person does, and what cannot be
 * shown on one line is not shown. */
static void
test_sentences (void)
{
  g_autofree char *huge = g_strnfill (100 * 1000, 'x');
  const struct
  {
    const char *label; /* NULL: an address */
    const char *text;
    glong       max; /* 0: an id */
    const char *sentence;
  } CASES[] = {
    { "The title", NULL, 5, NULL },
    { "The title", "", 5, NULL },
    { "The title", "öäüß陶", 5, NULL },
    { "The title", "öäüß陶!", 5, "The title has 6 characters; Pinterest takes 5." },
    { "The title", "a\ab", 5, "The title holds invisible control characters: type it again." },
    { "The note", huge, 500, "The note has 100000 characters; Pinterest takes 500." },
    { "The board", NULL, 0, NULL },
    { "The board", "", 0, NULL },
    { "The board", "12", 0, NULL },
    { "The board", "Ceramics", 0,
      "The board is named by a number of digits only, not by “Ceramics”." },
    { NULL, NULL, 0, NULL },
    { NULL, "https://a.example", 0, NULL },
    { NULL, "a.example", 0,
      "“a.example” is no web address: it has to begin with https:// or http://." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean           is_fine = CASES[i].label == NULL
                                     ? tack_text_check_web_address (CASES[i].text, &error)
                                   : CASES[i].max == 0
                                     ? tack_text_check_id (CASES[i].label, CASES[i].text, &error)
                                     : tack_text_check (CASES[i].label, CASES[i].text, CASES[i].max, &error);

      g_assert_cmpint (is_fine, ==, CASES[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, CASES[i].sentence);
      if (error != NULL)
        g_assert_error (error, TACK_ERROR, TACK_ERROR_FIX);
    }
}

/* What a thing is called has one line, and something on it. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *sentence;
  } CASES[] = {
    { NULL, NULL },
    { " Küche ", NULL },
    { "12345", NULL },
    { "", "The name is empty." },
    { " \302\240 ", "The name is empty." },
    { "Two\nlines", "The name holds invisible control characters: type it again." },
    { "Tab\t", "The name holds invisible control characters: type it again." },
    { "Much too long", "The name has 13 characters; Pinterest takes 9." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tack_text_check_name ("The name", CASES[i].name, 9, &error), ==,
                       CASES[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, CASES[i].sentence);
    }
}

static void
test_quotes (void)
{
  static const char *const TEXTS[] = { "two\nlines", "\033[2J", "\355\240\200" };
  g_autofree char         *huge = g_strnfill (100 * 1000, 'x');
  g_autoptr (GError)       error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_assert_false (tack_text_check_id ("The board", TEXTS[i], &error));
      g_assert_true (tack_text_is_clean (error->message));
      g_assert_null (strchr (error->message, '\n'));
      g_clear_error (&error);
    }

  g_assert_false (tack_text_check_web_address (huge, &error));
  g_assert_cmpuint (strlen (error->message), <, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text-check/clean", test_clean);
  g_test_add_func ("/base/text-check/id", test_id);
  g_test_add_func ("/base/text-check/web-address", test_web_address);
  g_test_add_func ("/base/text-check/sentences", test_sentences);
  g_test_add_func ("/base/text-check/names", test_names);
  g_test_add_func ("/base/text-check/quotes", test_quotes);

  return g_test_run ();
}
