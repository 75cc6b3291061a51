/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-slide.h"

#include "base/tack-human.h"

G_DEFINE_BOXED_TYPE (TackSlide, tack_slide, tack_slide_ref, tack_slide_unref)

TackSlide *
tack_slide_new (GFile *file, const char *image_url)
{
  TackSlide *self = g_atomic_rc_box_new0 (TackSlide);

  g_set_object (&self->file, file);
  self->image_url = g_strdup (image_url);
  self->title = g_strdup ("");
  self->description = g_strdup ("");
  self->link = g_strdup ("");

  return self;
}

TackSlide *
tack_slide_ref (TackSlide *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
slide_clear (gpointer data)
{
  TackSlide *self = data;

  g_clear_object (&self->file);
  g_free (self->image_url);
  g_clear_pointer (&self->info, tack_media_info_unref);
  g_free (self->title);
  g_free (self->description);
  g_free (self->link);
}

void
tack_slide_unref (TackSlide *self)
{
  g_atomic_rc_box_release_full (self, slide_clear);
}

TackSlide *
tack_slide_copy (const TackSlide *self)
{
  TackSlide *copy = tack_slide_new (self->file, self->image_url);

  tack_slide_set_info (copy, self->info);
  tack_slide_set_title (copy, self->title);
  tack_slide_set_description (copy, self->description);
  tack_slide_set_link (copy, self->link);

  return copy;
}

void
tack_slide_set_info (TackSlide *self, TackMediaInfo *info)
{
  g_clear_pointer (&self->info, tack_media_info_unref);
  self->info = info != NULL ? tack_media_info_ref (info) : NULL;
}

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*field);
  *field = copy;
}

void
tack_slide_set_title (TackSlide *self, const char *title)
{
  set_text (&self->title, title);
}

void
tack_slide_set_description (TackSlide *self, const char *description)
{
  set_text (&self->description, description);
}

void
tack_slide_set_link (TackSlide *self, const char *link)
{
  set_text (&self->link, link);
}

gboolean
tack_slide_equal (const TackSlide *a, const TackSlide *b)
{
  gboolean is_same_file
    = a->file == b->file || (a->file != NULL && b->file != NULL && g_file_equal (a->file, b->file));

  return is_same_file && a->info == b->info && g_strcmp0 (a->image_url, b->image_url) == 0
         && g_str_equal (a->title, b->title) && g_str_equal (a->description, b->description)
         && g_str_equal (a->link, b->link);
}

char *
tack_slide_dup_name (const TackSlide *self)
{
  return self->file != NULL ? tack_human_file (self->file) : g_strdup (self->image_url);
}

GPtrArray *
tack_slide_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tack_slide_unref);
}

gboolean
tack_slide_array_equal (GPtrArray *a, GPtrArray *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!tack_slide_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}
