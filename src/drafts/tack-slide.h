/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-media-info.h"

G_BEGIN_DECLS

#define TACK_TYPE_SLIDE (tack_slide_get_type ())

/**
 * TackSlide:
 * @file: (nullable): the picture's file.
 * @image_url: (nullable): else its address, which Pinterest fetches itself.
 * @info: (nullable): what @file is; %NULL until it was looked at.
 * @title: of this picture alone, never %NULL; as @description and @link.
 *
 * One picture of a carousel. Filled by one thread, immutable once handed out: whoever wants another
 * title makes a copy, so that the old array of slides is all that undo has to keep.
 */
typedef struct
{
  GFile         *file;
  char          *image_url;
  TackMediaInfo *info;
  char          *title;
  char          *description;
  char          *link;
} TackSlide;

GType      tack_slide_get_type (void);
TackSlide *tack_slide_new (GFile *file, const char *image_url);
TackSlide *tack_slide_ref (TackSlide *self);
void       tack_slide_unref (TackSlide *self);

/** tack_slide_copy: Returns: (transfer full): one to be filled anew. */
TackSlide *tack_slide_copy (const TackSlide *self);

void tack_slide_set_info (TackSlide *self, TackMediaInfo *info);
void tack_slide_set_title (TackSlide *self, const char *title);
void tack_slide_set_description (TackSlide *self, const char *description);
void tack_slide_set_link (TackSlide *self, const char *link);

/** tack_slide_equal: whether both show the same picture, judged the same, with the same texts. */
gboolean tack_slide_equal (const TackSlide *a, const TackSlide *b);

/** tack_slide_dup_name: Returns: (transfer full): the file's name, or the address. */
char *tack_slide_dup_name (const TackSlide *self);

/** tack_slide_array_new: Returns: (transfer full) (element-type TackSlide): */
GPtrArray *tack_slide_array_new (void);

/** tack_slide_array_equal: @a: (nullable): @b: (nullable): by tack_slide_equal(), in order. */
gboolean tack_slide_array_equal (GPtrArray *a, GPtrArray *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackSlide, tack_slide_unref)

G_END_DECLS
