/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-drafts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/tack-human.h"
#include "base/tack-text-check.h"
#include "cli/tack-cli-places.h"
#include "drafts/tack-csv-import.h"
#include "drafts/tack-draft-check.h"
#include "drafts/tack-intake.h"

typedef struct
{
  const TackPublishWords *words;    /* input */
  TackCliProgress        *progress; /* input */
  GFile                  *table;    /* input, nullable */

  TackInspector *inspector; /* in progress */
  TackCliPlaces *places;    /* in progress */
  TackCsvImport *import;    /* in progress, nullable: what @table says */

  GPtrArray *drafts;     /* output */
  gboolean   has_failed; /* output */
} Making;

static void
making_clear (Making *self)
{
  g_clear_object (&self->table);
  g_clear_object (&self->inspector);
  g_clear_pointer (&self->places, tack_cli_places_free);
  g_clear_pointer (&self->import, tack_csv_import_free);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* Before gigabytes are sent for a Pin whose cover cannot be read. */
static gboolean
check_cover (TackInspector *inspector, GFile *cover, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_inspector_inspect_async (inspector, cover, NULL, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  g_autoptr (TackMediaInfo) info = tack_inspector_inspect_finish (result, error);
  if (info == NULL)
    return FALSE;

  const TackIssue *worst = tack_issue_array_get_worst (info->issues);
  g_autofree char *name = tack_human_file (cover);
  if (worst != NULL && worst->severity == TACK_SEVERITY_ERROR)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", worst->message));
  else if (info->kind != TACK_MEDIA_IMAGE)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not a picture."), name));
  else
    return TRUE;

  return FALSE;
}

static GPtrArray *
draft_array_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* Each file and each address, as one slide. */
static GPtrArray *
dup_slides (const TackPublishWords *words, char **files)
{
  GPtrArray *slides = tack_slide_array_new ();

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (files[i]);
      g_ptr_array_add (slides, tack_slide_new (file, NULL));
    }
  for (guint i = 0; words->image_urls != NULL && words->image_urls[i] != NULL; i++)
    g_ptr_array_add (slides, tack_slide_new (NULL, words->image_urls[i]));

  return slides;
}

static GPtrArray *
drafts_from_words (const TackPublishWords *words, char **files)
{
  g_autoptr (GPtrArray) slides = dup_slides (words, files);
  GPtrArray            *drafts = draft_array_new ();

  if (words->is_carousel)
    {
      g_ptr_array_add (drafts, tack_draft_new_carousel (slides));
      return drafts;
    }

  for (guint i = 0; i < slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (slides, i);

      g_ptr_array_add (drafts, slide->file != NULL
                                 ? tack_draft_new (slide->file)
                                 : tack_draft_new_for_image_url (slide->image_url));
    }

  return drafts;
}

/* Looks at all files at once; the inspector knows how many it can at a time. */
static void
inspect (GPtrArray *drafts, TackInspector *inspector)
{
  g_autofree GAsyncResult **results = g_new0 (GAsyncResult *, (gsize) drafts->len + 1);

  for (guint i = 0; i < drafts->len; i++)
    tack_intake_inspect_async (g_ptr_array_index (drafts, i), inspector, NULL,
                               tack_cli_store_result, &results[i]);
  for (guint i = 0; i < drafts->len; i++)
    {
      tack_cli_wait (&results[i]);
      tack_intake_inspect_finish (results[i], NULL);
      g_object_unref (results[i]);
    }
}

static gboolean
has_cover (TackDraft *draft)
{
  return tack_draft_get_cover_at (draft) != TACK_COVER_AUTO
         || tack_draft_get_cover_file (draft) != NULL || tack_draft_get_cover_url (draft) != NULL;
}

/* What the words say of all, where the draft says nothing itself. */
static void
fill (Making *self, TackDraft *draft)
{
  const TackPublishWords *words = self->words;
  const struct
  {
    const char *property;
    const char *text; /* nullable */
  } texts[] = {
    { "title", words->title },       { "description", words->description },
    { "alt-text", words->alt_text }, { "link", words->link },
    { "note", words->note },
  };
  const char       *url = tack_draft_get_image_url (draft);
  g_autoptr (GFile) file
    = url != NULL ? g_file_new_for_uri (url) : g_object_ref (tack_draft_get_file (draft));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *own = NULL;
      g_autofree char *expanded = tack_draft_expand (texts[i].text, file);

      g_object_get (draft, texts[i].property, &own, NULL);
      if (*own == '\0')
        g_object_set (draft, texts[i].property, expanded, NULL);
    }
  if (words->ad_only)
    tack_draft_set_ad_only (draft, TRUE);
  tack_draft_set_idea_ad (draft, words->idea_ad);
  tack_draft_set_keep_details (draft, words->keep_details);
  tack_draft_set_shrink (draft, words->shrink);
  tack_draft_set_product_tags (draft, (const char *const *) words->products);
  if (has_cover (draft))
    return;

  if (tack_publish_words_has_cover_at (words))
    tack_draft_set_cover_at (draft, llround (words->cover_at * 1000));
  tack_draft_set_cover_url (draft, words->cover_url);
  if (words->cover_file != NULL)
    {
      g_autoptr (GFile) cover = g_file_new_for_commandline_arg (words->cover_file);
      tack_draft_set_cover_file (draft, cover);
    }
}

/* @row: (nullable): where the draft comes from. */
static void
tell_failed (Making           *self,
             TackDraft        *draft,
             const TackCsvRow *row,
             TackErrorClass    error_class,
             const char       *why)
{
  g_autoptr (GError) error = row != NULL ? tack_csv_row_new_error (row, error_class, why)
                                         : tack_error_new (error_class, "%s", why);

  tack_cli_progress_tell_failed (self->progress, draft, error);
  self->has_failed = TRUE;
}

static void
put (Making *self, TackDraft *draft, const char *board, const char *section, GError **error)
{
  g_auto (TackCliPlace) place = { NULL };
  gboolean              may_create = self->words->create_board;

  /* Only a table writes both as one. */
  gboolean is_found
    = self->table != NULL && section == NULL
        ? tack_cli_places_find_written (self->places, board, may_create, &place, error)
        : tack_cli_places_find (self->places, board, may_create, section, &place, error);
  if (!is_found)
    return;

  tack_draft_set_board (draft, tack_board_get_id (place.board), tack_board_get_name (place.board));
  if (place.section != NULL)
    tack_draft_set_section (draft, tack_section_get_id (place.section),
                            tack_section_get_name (place.section));
}

/* Keeps a draft that Pinterest can take, and says of another what is wrong with it. A row's own
 * board comes before that of the words, whose section is one of that board alone. */
static void
take (Making *self, TackDraft *draft, const TackCsvRow *row)
{
  const TackPublishWords *words = self->words;
  gboolean                has_own = row != NULL && (row->board != NULL || row->section != NULL);
  const char             *board = row != NULL && row->board != NULL ? row->board : words->board;
  const char             *section = has_own ? row->section : words->section;
  GFile             *cover = tack_draft_get_cover_file (draft); /* that of the words is known */
  g_autoptr (GError) error = NULL;

  fill (self, draft);
  if (board == NULL && section != NULL)
    error = tack_error_new (TACK_ERROR_FIX, _ ("A section needs the board that it is on."));
  else if (board != NULL)
    put (self, draft, board, section, &error);
  if (error == NULL && cover != NULL)
    check_cover (self->inspector, cover, &error);
  if (error != NULL)
    {
      tell_failed (self, draft, row, tack_error_get_class (error), error->message);
      return;
    }

  const TackIssue *worst = tack_issue_array_get_worst (tack_draft_get_issues (draft));
  if (worst != NULL && worst->severity == TACK_SEVERITY_ERROR)
    tell_failed (self, draft, row, TACK_ERROR_FIX, worst->message);
  else
    g_ptr_array_add (self->drafts, g_object_ref (draft));
}

static void
take_words (Making *self, char **files)
{
  g_autoptr (GPtrArray) drafts = drafts_from_words (self->words, files);

  inspect (drafts, self->inspector);
  for (guint i = 0; i < drafts->len; i++)
    take (self, g_ptr_array_index (drafts, i), NULL);
}

static void
take_table (Making *self)
{
  g_autoptr (GPtrArray) drafts = draft_array_new ();
  GPtrArray            *warnings = self->import->warnings;
  GPtrArray            *rows = self->import->rows;

  for (guint i = 0; i < warnings->len; i++)
    tack_cli_progress_tell_warning (self->progress, self->table, g_ptr_array_index (warnings, i));
  for (guint i = 0; i < rows->len; i++)
    {
      const TackCsvRow *row = g_ptr_array_index (rows, i);
      if (row->draft != NULL)
        g_ptr_array_add (drafts, g_object_ref (row->draft));
    }
  inspect (drafts, self->inspector);

  for (guint i = 0; i < rows->len; i++)
    {
      const TackCsvRow *row = g_ptr_array_index (rows, i);

      if (row->draft != NULL)
        take (self, row->draft, row);
      else
        {
          tack_cli_progress_tell_failed_file (self->progress, self->table, row->error);
          self->has_failed = TRUE;
        }
    }
}

/* By name, which takes the list of all. */
static gboolean
names_boards (TackCsvImport *import)
{
  for (guint i = 0; i < import->rows->len; i++)
    {
      const TackCsvRow *row = g_ptr_array_index (import->rows, i);

      if (row->board != NULL && !tack_text_is_id (row->board))
        return TRUE;
    }

  return FALSE;
}

/* What is wrong with the whole, before anything is done for a part. */
static gboolean
prepare (Making *self, GError **error)
{
  const TackPublishWords *words = self->words;
  g_auto (TackCliPlace)   place = { NULL };
  g_autoptr (GFile)       cover
    = words->cover_file != NULL ? g_file_new_for_commandline_arg (words->cover_file) : NULL;

  if (self->table != NULL)
    {
      self->import = tack_csv_import_new_for_file (self->table, g_get_real_time () / 1000, error);
      if (self->import == NULL
          || (names_boards (self->import) && !tack_cli_places_load (self->places, error)))
        return FALSE;
    }

  return (words->board == NULL
          || tack_cli_places_find (self->places, words->board, words->create_board, words->section,
                                   &place, error))
         && (cover == NULL || check_cover (self->inspector, cover, error));
}

GPtrArray *
tack_cli_make_drafts (const TackPublishWords *words,
                      char                  **files,
                      TackApiClient          *client,
                      TackMediaProxy         *proxy,
                      TackCliProgress        *progress,
                      gboolean               *has_failed,
                      GError                **error)
{
  g_auto (Making) making = {
    .words = words,
    .progress = progress,
    .inspector = tack_inspector_new (proxy),
    .places = tack_cli_places_new (client),
    .drafts = draft_array_new (),
  };

  if (words->csv != NULL)
    making.table = g_file_new_for_commandline_arg (words->csv);
  if (!prepare (&making, error))
    return NULL;

  if (making.import != NULL)
    take_table (&making);
  else
    take_words (&making, files);
  *has_failed = making.has_failed;

  return g_steal_pointer (&making.drafts);
}
