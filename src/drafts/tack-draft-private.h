/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft.h"

G_BEGIN_DECLS

/* What the files of the draft share: the object and what was written about it (tack-draft.c), and
 * what it shows (tack-draft-media.c). */

typedef enum
{
  PROP_ID = 1,
  PROP_FILE,
  PROP_IMAGE_URL,
  PROP_CREATED_AT,
  PROP_INFO,
  PROP_MENDED_FILE,
  PROP_SLIDES,
  PROP_FIRST_SLIDE,
  PROP_N_PICTURES,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_ALT_TEXT,
  PROP_LINK,
  PROP_NOTE,
  PROP_BOARD_ID,
  PROP_BOARD_NAME,
  PROP_SECTION_ID,
  PROP_SECTION_NAME,
  PROP_AD_ONLY,
  PROP_IDEA_AD,
  PROP_PRODUCT_TAGS,
  PROP_COVER_AT,
  PROP_COVER_FILE,
  PROP_COVER_URL,
  PROP_COVER_KEY_FRAME,
  PROP_KEEP_DETAILS,
  PROP_SHRINK,
  PROP_QUEUED,
  PROP_DUPLICATE,
  PROP_ISSUES,
  PROP_READY,
  N_PROPS,
} TackDraftProperty;

struct _TackDraft
{
  GObject parent_instance;

  char  *id;
  gint64 created_at;

  GFile         *file;
  char          *image_url;
  TackMediaInfo *info;        /* of file; nullable */
  GFile         *mended_file; /* nullable: a copy of file that is sent in its place */
  TackMediaInfo *mended_info; /* of mended_file */
  GPtrArray     *slides; /* of TackSlide; nullable: then file or image_url is the only picture */
  guint          first_slide;

  char    *title;
  char    *description;
  char    *alt_text;
  char    *link;
  char    *note;
  char    *board_id;
  char    *board_name;
  char    *section_id;
  char    *section_name;
  gboolean ad_only;
  gboolean idea_ad;
  GStrv    product_tags;
  gint64   cover_at;
  GFile   *cover_file;
  char    *cover_url;
  gint64   cover_key_frame;
  gboolean keep_details;
  gboolean shrink;
  gboolean queued;

  TackIssue *duplicate; /* nullable */
  GPtrArray *issues;    /* nullable: not looked at since the last change */
};

/** tack_draft_changed: tells that @property has, and that the verdict may have with it. */
void tack_draft_changed (TackDraft *self, TackDraftProperty property);

/** tack_draft_notify: tells that @property has, which follows from another that was told. */
void tack_draft_notify (TackDraft *self, TackDraftProperty property);

G_END_DECLS
