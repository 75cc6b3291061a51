/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-unfinished.h"

static gboolean
files_are_equal (GFile *a, GFile *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a, b));
}

static gboolean
infos_are_equal (const TackMediaInfo *a, const TackMediaInfo *b)
{
  return a == b || (a != NULL && b != NULL && a->size == b->size && a->mtime_us == b->mtime_us);
}

static gboolean
tags_are_equal (const char *const *a, const char *const *b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a != NULL ? a : none, b != NULL ? b : none);
}

/* Each has been looked at by itself, so their verdicts are never the same object. */
static gboolean
slides_are_equal (GPtrArray *a, GPtrArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  for (guint i = 0; n_a == n_b && i < n_a; i++)
    {
      const TackSlide *slide_a = g_ptr_array_index (a, i);
      const TackSlide *slide_b = g_ptr_array_index (b, i);

      if (!files_are_equal (slide_a->file, slide_b->file)
          || !infos_are_equal (slide_a->info, slide_b->info)
          || g_strcmp0 (slide_a->image_url, slide_b->image_url) != 0
          || !g_str_equal (slide_a->title, slide_b->title)
          || !g_str_equal (slide_a->description, slide_b->description)
          || !g_str_equal (slide_a->link, slide_b->link))
        return FALSE;
    }

  return n_a == n_b;
}

static gboolean
texts_are_equal (TackDraft *a, TackDraft *b)
{
  static const char *const properties[] = {
    "image-url", "title",    "description", "alt-text",  "link",
    "note",      "board-id", "section-id",  "cover-url",
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *text_a = NULL;
      g_autofree char *text_b = NULL;

      g_object_get (a, properties[i], &text_a, NULL);
      g_object_get (b, properties[i], &text_b, NULL);
      if (g_strcmp0 (text_a, text_b) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
drafts_are_equal (TackDraft *a, TackDraft *b)
{
  return files_are_equal (tack_draft_get_file (a), tack_draft_get_file (b))
         && infos_are_equal (tack_draft_get_file_info (a), tack_draft_get_file_info (b))
         && slides_are_equal (tack_draft_get_slides (a), tack_draft_get_slides (b))
         && tack_draft_get_first_slide (a) == tack_draft_get_first_slide (b)
         && files_are_equal (tack_draft_get_cover_file (a), tack_draft_get_cover_file (b))
         && tack_draft_get_cover_at (a) == tack_draft_get_cover_at (b)
         && tack_draft_get_cover_key_frame (a) == tack_draft_get_cover_key_frame (b)
         && tack_draft_get_ad_only (a) == tack_draft_get_ad_only (b)
         && tack_draft_get_idea_ad (a) == tack_draft_get_idea_ad (b)
         && tack_draft_get_picture_options (a) == tack_draft_get_picture_options (b)
         && tags_are_equal (tack_draft_get_product_tags (a), tack_draft_get_product_tags (b))
         && texts_are_equal (a, b);
}

struct _TackCliUnfinished
{
  GHashTable *by_media; /* char* → GPtrArray of TackJob, in the queue's order */
};

/* What is the same of equal drafts, and different for most others. */
static char *
dup_media (TackDraft *draft)
{
  GFile *file = tack_draft_get_file (draft);

  return file != NULL ? g_file_get_uri (file) : g_strdup (tack_draft_get_image_url (draft));
}

static void
add_job (TackCliUnfinished *self, TackJob *job)
{
  char      *media = dup_media (tack_job_get_draft (job));
  GPtrArray *jobs = g_hash_table_lookup (self->by_media, media);

  if (jobs == NULL)
    {
      jobs = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_media, media, jobs);
    }
  else
    g_free (media);
  g_ptr_array_add (jobs, g_object_ref (job));
}

TackCliUnfinished *
tack_cli_unfinished_new (TackQueue *queue)
{
  TackCliUnfinished *self = g_new0 (TackCliUnfinished, 1);

  self->by_media
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (tack_job_get_state (job) != TACK_STATE_PUBLISHED)
        add_job (self, job);
    }

  return self;
}

void
tack_cli_unfinished_free (TackCliUnfinished *self)
{
  g_hash_table_unref (self->by_media);
  g_free (self);
}

TackJob *
tack_cli_unfinished_take (TackCliUnfinished *self, TackDraft *draft)
{
  g_autofree char *media = dup_media (draft);
  GPtrArray       *jobs = g_hash_table_lookup (self->by_media, media);

  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (drafts_are_equal (tack_job_get_draft (g_ptr_array_index (jobs, i)), draft))
      return g_ptr_array_steal_index (jobs, i);

  return NULL;
}
