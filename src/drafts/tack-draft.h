/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-slide.h"
#include "media/tack-cover.h"
#include "media/tack-media-info.h"
#include "media/tack-picture-plan.h"

G_BEGIN_DECLS

#define TACK_TYPE_DRAFT (tack_draft_get_type ())
G_DECLARE_FINAL_TYPE (TackDraft, tack_draft, TACK, DRAFT, GObject)

/**
 * TackDraft:
 *
 * What will become a Pin: a file (or the address of a picture, or a carousel of several of either)
 * and what the person wrote about it. Main context only. Every property notifies on real change
 * only; the store saves what notifies.
 *
 * Properties, all read-write unless said: `id` (string, construct only, a UUID), `file` (GFile,
 * construct only, nullable; see tack_draft_set_file()), `image-url` (string, construct only,
 * nullable: a picture Pinterest fetches itself; then `file` is %NULL), `created-at` (int64, Unix
 * ms, construct only), `info` (TackMediaInfo, nullable until the file was looked at), `mended-file`
 * (GFile, nullable, read-only: a copy that is sent in place of `file`; `info` is then of the copy),
 * `slides` (GPtrArray of TackSlide, %NULL but for a carousel; `file`, `image-url` and `info` are
 * then those of the picture shown first), `first-slide` (uint: which of them that is), `n-pictures`
 * (uint, read-only), `title`, `description`, `alt-text`, `link`, `note` (strings, never %NULL),
 * `board-id`, `board-name`, `section-id`, `section-name` (strings, nullable; set together by
 * tack_draft_set_board() and tack_draft_set_section()), `ad-only`, `idea-ad` (booleans),
 * `product-tags` (GStrv, nullable), `cover-at` (int64, ms, %TACK_COVER_AUTO by default),
 * `cover-file` (GFile, nullable), `cover-url` (string, nullable), `cover-key-frame` (int64, whole
 * seconds: a frame that Pinterest takes itself; -1: none), `keep-details` (boolean: what a picture
 * tells of place, camera and author is sent along), `shrink` (boolean: a picture of more bytes than
 * Pinterest advises is made smaller), `queued` (boolean: a job has it, it is no longer to be
 * edited), `duplicate` (TackIssue, nullable: see tack_draft_get_duplicate()), and read-only
 * `issues` (GPtrArray of TackIssue, kept up to date by every change) and `ready` (boolean: no issue
 * is an error). Of several covers an address counts before a file, a file before a key frame, and
 * that before `cover-at`.
 */
TackDraft *tack_draft_new (GFile *file);
TackDraft *tack_draft_new_for_image_url (const char *image_url);

/** tack_draft_new_carousel: @slides: (element-type TackSlide): not changed any more by anybody. */
TackDraft *tack_draft_new_carousel (GPtrArray *slides);

const char *tack_draft_get_id (TackDraft *self);
const char *tack_draft_get_image_url (TackDraft *self);
gint64      tack_draft_get_created_at (TackDraft *self);

/** tack_draft_get_file: Returns: (nullable): the file the person chose: its name, and what others
 * are compared with. */
GFile *tack_draft_get_file (TackDraft *self);

/** tack_draft_get_media_file: Returns: (nullable): what is looked at, shown and sent: the mended
 * copy of the file where there is one. */
GFile *tack_draft_get_media_file (TackDraft *self);

/** tack_draft_get_info: Returns: (nullable): of tack_draft_get_media_file(). */
TackMediaInfo *tack_draft_get_info (TackDraft *self);

/** tack_draft_get_file_info: Returns: (nullable): of tack_draft_get_file(). */
TackMediaInfo *tack_draft_get_file_info (TackDraft *self);
void           tack_draft_set_info (TackDraft *self, TackMediaInfo *info);

/**
 * tack_draft_set_file:
 * @file: chosen in place of the one there is, which @self has to have.
 *
 * All that was written stays; the verdict, the mended copy and the frame of the cover went with the
 * old file, and the new one has to be looked at.
 */
void tack_draft_set_file (TackDraft *self, GFile *file);

GFile *tack_draft_get_mended_file (TackDraft *self);

/**
 * tack_draft_set_mended_file:
 * @mended_file: (nullable): a copy that is sent in place of the file; %NULL: the file itself is
 *   sent again, and its verdict and what it offers to mend come back.
 * @info: (nullable): what the copy is.
 *
 * That a copy was made is no edit that tack_draft_assign() would take back.
 */
void tack_draft_set_mended_file (TackDraft *self, GFile *mended_file, TackMediaInfo *info);

/**
 * tack_draft_set_info_of:
 *
 * What has been found out about @file; nothing changes where the draft does not show it (any more).
 * A mended copy that is gone, or is of another file than there is now, is dropped.
 */
void tack_draft_set_info_of (TackDraft *self, GFile *file, TackMediaInfo *info);

/** tack_draft_dup_files: Returns: (transfer full) (element-type GFile): all it needs from disk. */
GPtrArray *tack_draft_dup_files (TackDraft *self);

/** tack_draft_get_slides: Returns: (nullable) (element-type TackSlide): not to be changed. */
GPtrArray *tack_draft_get_slides (TackDraft *self);

/** tack_draft_set_slides: @slides: of a carousel alone; not changed any more by anybody. */
void  tack_draft_set_slides (TackDraft *self, GPtrArray *slides);
guint tack_draft_get_first_slide (TackDraft *self);
void  tack_draft_set_first_slide (TackDraft *self, guint first_slide);
guint tack_draft_get_n_pictures (TackDraft *self);

/** tack_draft_get_kind: Returns: what the Pin will show; unknown until the file was looked at. */
TackMediaKind tack_draft_get_kind (TackDraft *self);

const char *tack_draft_get_title (TackDraft *self);
void        tack_draft_set_title (TackDraft *self, const char *title);
const char *tack_draft_get_description (TackDraft *self);
void        tack_draft_set_description (TackDraft *self, const char *description);
const char *tack_draft_get_alt_text (TackDraft *self);
void        tack_draft_set_alt_text (TackDraft *self, const char *alt_text);
const char *tack_draft_get_link (TackDraft *self);
void        tack_draft_set_link (TackDraft *self, const char *link);
const char *tack_draft_get_note (TackDraft *self);
void        tack_draft_set_note (TackDraft *self, const char *note);

const char *tack_draft_get_board_id (TackDraft *self);
const char *tack_draft_get_board_name (TackDraft *self);

/** tack_draft_set_board: another board also clears the section, which belongs to the old one. */
void        tack_draft_set_board (TackDraft *self, const char *id, const char *name);
const char *tack_draft_get_section_id (TackDraft *self);
const char *tack_draft_get_section_name (TackDraft *self);
void        tack_draft_set_section (TackDraft *self, const char *id, const char *name);

gboolean           tack_draft_get_ad_only (TackDraft *self);
void               tack_draft_set_ad_only (TackDraft *self, gboolean ad_only);
gboolean           tack_draft_get_idea_ad (TackDraft *self);
void               tack_draft_set_idea_ad (TackDraft *self, gboolean idea_ad);
const char *const *tack_draft_get_product_tags (TackDraft *self);
void               tack_draft_set_product_tags (TackDraft *self, const char *const *pin_ids);

gint64      tack_draft_get_cover_at (TackDraft *self);
void        tack_draft_set_cover_at (TackDraft *self, gint64 cover_at_ms);
GFile      *tack_draft_get_cover_file (TackDraft *self);
void        tack_draft_set_cover_file (TackDraft *self, GFile *cover_file);
const char *tack_draft_get_cover_url (TackDraft *self);
void        tack_draft_set_cover_url (TackDraft *self, const char *cover_url);
gint64      tack_draft_get_cover_key_frame (TackDraft *self);
void        tack_draft_set_cover_key_frame (TackDraft *self, gint64 cover_key_frame_s);

gboolean tack_draft_get_keep_details (TackDraft *self);
void     tack_draft_set_keep_details (TackDraft *self, gboolean keep_details);
gboolean tack_draft_get_shrink (TackDraft *self);
void     tack_draft_set_shrink (TackDraft *self, gboolean shrink);

/** tack_draft_get_picture_options: Returns: both, for whoever plans or prepares its pictures. */
TackPictureOptions tack_draft_get_picture_options (TackDraft *self);

gboolean tack_draft_get_queued (TackDraft *self);
void     tack_draft_set_queued (TackDraft *self, gboolean queued);

/** tack_draft_get_duplicate: Returns: (transfer none) (nullable): that its file was published, or
 * is drafted, already. It is among the issues too; it is found out while the program runs, and
 * neither kept nor copied. */
const TackIssue *tack_draft_get_duplicate (TackDraft *self);
void             tack_draft_set_duplicate (TackDraft *self, TackIssue *issue);

/** tack_draft_get_issues: Returns: (transfer none) (element-type TackIssue): most severe first. */
GPtrArray *tack_draft_get_issues (TackDraft *self);
gboolean   tack_draft_is_ready (TackDraft *self);

/** tack_draft_dup_name: Returns: (transfer full): its title, else the name of its file: what to
 * call it. */
char *tack_draft_dup_name (TackDraft *self);

/** tack_draft_copy: Returns: (transfer full): the same content with the same id, for undo. */
TackDraft *tack_draft_copy (TackDraft *self);

/** tack_draft_assign: takes every editable value from @from. */
void tack_draft_assign (TackDraft *self, TackDraft *from);

/** tack_draft_assign_media: takes the file, its mended copy, and what is known of both, which are
 * none of those values: files are looked at, and copies made, while the person edits. */
void tack_draft_assign_media (TackDraft *self, TackDraft *from);

G_END_DECLS
