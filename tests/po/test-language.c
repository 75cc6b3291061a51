/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "drafts/tack-draft-check.h"
#include "ui/tack-job-text.h"

/* What main() does, but with the catalogues of the build folder. No German locale is needed: to
 * the C library, LANGUAGE alone chooses the catalogue in every locale but the one named “C”. */
static gboolean
speak_german (void)
{
  g_autofree char *folder = g_build_filename (g_test_get_dir (G_TEST_BUILT), "..", "po", NULL);
  g_autofree char *catalogue
    = g_build_filename (folder, "de", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  g_setenv ("LANGUAGE", "de", TRUE);
  if (setlocale (LC_ALL, "") == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    {
      g_test_skip ("this system has no locale C.UTF-8");
      return FALSE;
    }
  if (!g_file_test (catalogue, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("built without gettext");
      return FALSE;
    }
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return TRUE;
}

/* A static library looks its texts up by the name of the catalogue, a program by the default. */
static void
test_sentences (void)
{
  if (!speak_german ())
    return;

  g_autoptr (GFile)  file = g_file_new_for_path ("/pictures/Vase.jpg");
  g_autoptr (GError) io_error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
  g_autoptr (GError) error = tack_error_from_file (io_error, file);
  g_assert_cmpstr (error->message, ==, "„Vase.jpg“ ist nicht (mehr) da.");

  g_autoptr (TackDraft) draft = tack_draft_new (file);
  g_autoptr (GPtrArray) issues = tack_draft_check (draft);
  const TackIssue      *last = g_ptr_array_index (issues, issues->len - 1);
  g_assert_cmpstr (last->title, ==, "Kein Alt-Text");
}

static void
test_plurals (void)
{
  static const struct
  {
    gint64      ms;
    const char *left;
  } LEFT[] = {
    { 17 * 1000, "noch 17\u00a0s" },
    { 60 * 1000, "noch etwa eine Minute" },
    { 6 * 60 * 1000, "noch etwa 6 Minuten" },
    { 2 * 3600 * 1000, "noch etwa 2 Stunden" },
  };
  static const struct
  {
    guint       n_running;
    const char *title;
  } TITLES[] = {
    { 1, "1 Pin wird veröffentlicht" },
    { 2, "2 Pins werden veröffentlicht" },
    { 200, "200 Pins werden veröffentlicht" },
  };

  if (!speak_german ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (LEFT); i++)
    {
      g_autofree char *left = tack_human_time_left (LEFT[i].ms);
      g_assert_cmpstr (left, ==, LEFT[i].left);
    }
  for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++)
    {
      TackQueueFacts   facts = { .n[TACK_JOB_PLACE_RUNNING] = TITLES[i].n_running, .left_ms = -1 };
      g_autofree char *title = tack_queue_text_title (&facts);
      g_assert_cmpstr (title, ==, TITLES[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/po/language/sentences", test_sentences);
  g_test_add_func ("/po/language/plurals", test_plurals);

  return g_test_run ();
}
