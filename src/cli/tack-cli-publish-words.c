/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-publish-words.h"

#include <glib/gi18n.h>

#include "base/tack-limits.h"
#include "base/tack-text-check.h"

#define COVER_SECONDS_MAX 1e6

void
tack_publish_words_clear (TackPublishWords *self)
{
  g_free (self->board);
  g_free (self->section);
  g_free (self->title);
  g_free (self->description);
  g_free (self->link);
  g_free (self->alt_text);
  g_free (self->note);
  g_free (self->cover_file);
  g_free (self->cover_url);
  g_free (self->csv);
  g_free (self->ad_account);
  g_strfreev (self->image_urls);
  g_strfreev (self->products);
}

gboolean
tack_publish_words_has_cover_at (const TackPublishWords *self)
{
  return self->cover_at != TACK_PUBLISH_NO_COVER_AT;
}

/* Returns: (nullable): what the words do not make sense for, as a sentence. */
static const char *
find_mistake (const TackPublishWords *self, guint n_files)
{
  gboolean has_csv = self->csv != NULL;
  guint    n_urls = self->image_urls != NULL ? g_strv_length (self->image_urls) : 0;
  guint    n_covers = tack_publish_words_has_cover_at (self) + (self->cover_file != NULL)
                   + (self->cover_url != NULL);
  const struct
  {
    gboolean    is_made;
    const char *sentence;
  } mistakes[] = {
    { n_files + n_urls == 0 && !has_csv,
      _ ("publish needs a file, --image-url=URL or --csv=FILE.") },
    { has_csv && (n_files + n_urls > 0 || self->is_carousel),
      _ ("--csv takes the place of files, --image-url and --carousel.") },
    { !has_csv && self->board == NULL && !self->ad_only,
      _ ("publish needs --board=NAME, or --ad-only.") },
    { self->section != NULL && self->board == NULL,
      _ ("A section needs its board: add --board=NAME.") },
    { self->create_board && self->board == NULL && !has_csv,
      _ ("--create-board needs --board=NAME.") },
    { self->is_carousel && n_files > 0 && n_urls > 0,
      _ ("--carousel takes files or --image-url, not both.") },
    { self->is_carousel
        && (n_files + n_urls < TACK_CAROUSEL_MIN || n_files + n_urls > TACK_CAROUSEL_MAX),
      _ ("--carousel takes 2 to 5 pictures.") },
    { self->is_carousel && self->idea_ad, _ ("--carousel and --idea-ad exclude each other.") },
    { n_covers > 1, _ ("--cover-at, --cover-file and --cover-url exclude each other.") },
    { n_covers > 0 && !has_csv && (self->is_carousel || n_files == 0),
      _ ("Only a video has a cover: leave out --cover-at, --cover-file and --cover-url.") },
    { tack_publish_words_has_cover_at (self)
        && !(self->cover_at >= 0 && self->cover_at <= COVER_SECONDS_MAX),
      _ ("--cover-at takes seconds from the start of the video.") },
    { self->n_jobs < TACK_RUNNER_JOBS_MIN || self->n_jobs > TACK_RUNNER_JOBS_MAX,
      _ ("--jobs takes a number from 1 to 6.") },
    { self->ad_account != NULL && !tack_text_is_id (self->ad_account),
      _ ("--ad-account takes the number of an ad account.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    if (mistakes[i].is_made)
      return mistakes[i].sentence;

  return NULL;
}

gboolean
tack_publish_words_parse (TackPublishWords *self, int *argc, char ***argv, TackExit *exit)
{
  const GOptionEntry entries[] = {
    { "board", 0, 0, G_OPTION_ARG_STRING, &self->board, N_ ("The board, by name or number"),
      N_ ("BOARD") },
    { "create-board", 0, 0, G_OPTION_ARG_NONE, &self->create_board,
      N_ ("Make the board when there is none of that name"), NULL },
    { "section", 0, 0, G_OPTION_ARG_STRING, &self->section, N_ ("The section, by name or number"),
      N_ ("SECTION") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self->title, N_ ("{name} stands for the file's name"),
      N_ ("TEXT") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &self->description, N_ ("What people read"),
      N_ ("TEXT") },
    { "link", 0, 0, G_OPTION_ARG_STRING, &self->link, N_ ("Where a click leads"), "URL" },
    { "alt-text", 0, 0, G_OPTION_ARG_STRING, &self->alt_text,
      N_ ("For people who cannot see the Pin"), N_ ("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self->note, N_ ("A private note"), N_ ("TEXT") },
    { "ad-only", 0, 0, G_OPTION_ARG_NONE, &self->ad_only, N_ ("Only ads show it; needs no board"),
      NULL },
    { "idea-ad", 0, 0, G_OPTION_ARG_NONE, &self->idea_ad, N_ ("Can become an Idea ad"), NULL },
    { "product", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->products,
      N_ ("The number of a product Pin to tag; may be repeated"), N_ ("PIN") },
    { "carousel", 0, 0, G_OPTION_ARG_NONE, &self->is_carousel,
      N_ ("Make one Pin of 2 to 5 pictures"), NULL },
    { "cover-at", 0, 0, G_OPTION_ARG_DOUBLE, &self->cover_at,
      N_ ("The cover of a video, in seconds"), N_ ("SECONDS") },
    { "cover-file", 0, 0, G_OPTION_ARG_FILENAME, &self->cover_file, N_ ("A picture as the cover"),
      N_ ("FILE") },
    { "cover-url", 0, 0, G_OPTION_ARG_STRING, &self->cover_url, N_ ("The address of a cover"),
      "URL" },
    { "keep-details", 0, 0, G_OPTION_ARG_NONE, &self->keep_details,
      N_ ("Keep what pictures tell of place, camera and author"), NULL },
    { "shrink", 0, 0, G_OPTION_ARG_NONE, &self->shrink,
      N_ ("Make pictures smaller that have more than 8 MB"), NULL },
    { "image-url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->image_urls,
      N_ ("A picture that Pinterest fetches itself; may be repeated"), "URL" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &self->csv,
      N_ ("A table of Pins in the columns of Pinterest's bulk template"), N_ ("FILE") },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &self->n_jobs, N_ ("How many at once: 1 to 6"), "N" },
    { "ad-account", 0, 0, G_OPTION_ARG_STRING, &self->ad_account,
      N_ ("Act for the owner of that ad account"), N_ ("NUMBER") },
    { NULL },
  };

  if (!tack_cli_parse (entries, _ ("FILE…"), argc, argv, exit))
    return FALSE;

  const char *mistake = find_mistake (self, (guint) (*argc - 1));
  if (mistake != NULL)
    *exit = tack_cli_usage ("%s", mistake);

  return mistake == NULL;
}
