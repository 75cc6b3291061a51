/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a picture file tells beside its picture: camera, time, place, author, software, previews.
 *
 * Only JPEG and PNG are sent without being encoded anew, so only these are taken apart: both are
 * rows of pieces with their lengths in front, of which those are kept that the picture needs to
 * look as it does. A list of what may stay, not of what must go: nobody knows what programs will
 * write next. The picture's own bytes are not touched. */

/**
 * tack_picture_metadata_find:
 * @container: (nullable): as tack_sniff() names it.
 * @stream: a seekable stream of the file; only the heads of its pieces are read.
 * @is_cmyk: (out): whether it is a JPEG in the four colours of print.
 *
 * Blocks: worker threads only.
 *
 * Returns: whether tack_picture_metadata_remove() would take something away.
 */
gboolean tack_picture_metadata_find (const char   *container,
                                     GInputStream *stream,
                                     gboolean     *is_cmyk,
                                     GCancellable *cancellable);

/**
 * tack_picture_metadata_remove:
 * @container: `jpeg` or `png`.
 * @data: (inout) (array length=length): the whole file; what stays moves to the front. In place,
 * for a picture may be as large as all that a Pin may take in memory.
 *
 * Keeps pixels, colour profile and resolution; drops the rest, and whatever hangs behind the
 * picture's end (a phone's moving part, a second picture).
 *
 * Returns: the new length; 0 when the file is not put together as it should be, and @data is then
 * of no use.
 */
gsize tack_picture_metadata_remove (const char *container, guint8 *data, gsize length);

/**
 * TackPictureNotes:
 * @orientation: 1 to 8 as EXIF counts them, 1 where the file says nothing, or where the image
 * loader has turned it before anyone can ask (AVIF and HEIC).
 * @has_location: whether it says where it was taken.
 * @has_details: whether it tells of camera, time or author.
 */
typedef struct
{
  int      orientation;
  gboolean has_location;
  gboolean has_details;
} TackPictureNotes;

/**
 * tack_picture_metadata_read:
 * @container: (nullable): as tack_sniff() names it.
 * @notes: (out): what EXIF, IPTC and XMP say.
 *
 * Blocks: worker threads only.
 */
void tack_picture_metadata_read (GFile *picture, const char *container, TackPictureNotes *notes);

/**
 * tack_picture_metadata_carry_over:
 * @picture: the file.
 * @encoded: a JPEG or PNG made of its pixels, upright.
 * @error: `TACK_ERROR_FIX` with a sentence naming the file.
 *
 * Writes what @picture tells in EXIF, IPTC and XMP into a picture made from it, less what is not
 * true of that one: how it lies, its preview, its size. Blocks: worker threads only.
 *
 * Returns: (transfer full): @encoded with the details of @picture.
 */
GBytes *tack_picture_metadata_carry_over (GFile   *picture,
                                          GBytes  *encoded,
                                          int      width,
                                          int      height,
                                          GError **error);

G_END_DECLS
