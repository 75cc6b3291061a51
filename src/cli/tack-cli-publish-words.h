/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/tack-cli.h"

G_BEGIN_DECLS

/**
 * TackPublishWords:
 * @csv: (nullable): the path of a table.
 * @cover_at: seconds; see tack_publish_words_has_cover_at().
 *
 * What a person wrote behind `publish`, the files aside. A plain struct: initialise with
 * %TACK_PUBLISH_WORDS_INIT, clear with tack_publish_words_clear().
 */
typedef struct
{
  char    *board;
  char    *section;
  char    *title;
  char    *description;
  char    *link;
  char    *alt_text;
  char    *note;
  char    *cover_file;
  char    *cover_url;
  char    *csv;
  char    *ad_account;
  GStrv    image_urls;
  GStrv    products;
  double   cover_at;
  int      n_jobs;
  gboolean is_carousel;
  gboolean ad_only;
  gboolean idea_ad;
  gboolean create_board;
  gboolean keep_details;
  gboolean shrink;
} TackPublishWords;

/** Less than any time. */
#define TACK_PUBLISH_NO_COVER_AT (-G_MAXDOUBLE)

#define TACK_PUBLISH_WORDS_INIT                                                                    \
  {                                                                                                \
    .cover_at = TACK_PUBLISH_NO_COVER_AT, .n_jobs = TACK_RUNNER_JOBS_DEFAULT                       \
  }

void tack_publish_words_clear (TackPublishWords *self);

/**
 * tack_publish_words_parse:
 *
 * Takes the options out of @argv, in which the files are left, and holds them against each other:
 * what no server has to be asked about is told at once.
 *
 * Returns: whether to go on; else @exit says how to end.
 */
gboolean tack_publish_words_parse (TackPublishWords *self, int *argc, char ***argv, TackExit *exit);

gboolean tack_publish_words_has_cover_at (const TackPublishWords *self);

G_END_DECLS
