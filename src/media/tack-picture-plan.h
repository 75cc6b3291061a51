/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/**
 * TackPictureFacts:
 * @container: (nullable): as tack_sniff() or the image loader names it. A static string.
 * @size: bytes.
 * @width: pixels as shown, after orientation.
 * @height: pixels as shown.
 * @is_turned: whether it lies or is mirrored, and a note says how to show it.
 * @is_cmyk: whether it is in the four colours of print.
 * @has_location: whether it says where it was taken.
 * @has_details: whether it tells anything else beside the picture: camera, time, author.
 *
 * What decides how a picture file is sent.
 */
typedef struct
{
  const char *container;
  gint64      size;
  int         width;
  int         height;
  gboolean    is_turned;
  gboolean    is_cmyk;
  gboolean    has_location;
  gboolean    has_details;
} TackPictureFacts;

/**
 * TackPictureSteps:
 * @TACK_PICTURE_TURN: the pixels are turned as the note says.
 * @TACK_PICTURE_TO_RGB: the colours of print become those of screens.
 * @TACK_PICTURE_REMOVE_LOCATION: nothing that is sent says where it was taken.
 * @TACK_PICTURE_REMOVE_DETAILS: nothing that is sent tells more than the picture.
 * @TACK_PICTURE_SHRINK: fewer pixels, until the file is small enough.
 * @TACK_PICTURE_CONVERT: another format, JPEG or PNG.
 *
 * What is done to a picture before it is sent. Nothing at all: it goes byte for byte.
 */
typedef enum
{
  TACK_PICTURE_TURN = 1 << 0,
  TACK_PICTURE_REMOVE_LOCATION = 1 << 1,
  TACK_PICTURE_REMOVE_DETAILS = 1 << 2,
  TACK_PICTURE_SHRINK = 1 << 3,
  TACK_PICTURE_CONVERT = 1 << 4,
  TACK_PICTURE_TO_RGB = 1 << 5,
} TackPictureSteps;

/**
 * TackPictureOptions:
 * @TACK_PICTURE_KEEP_DETAILS: what it tells of place, camera and author is sent along.
 * @TACK_PICTURE_SHRINK_TO_ADVISED: it gets no more bytes than Pinterest advises, where that takes
 * no fewer pixels than Pinterest advises.
 *
 * What the person chose for a picture.
 */
typedef enum
{
  TACK_PICTURE_KEEP_DETAILS = 1 << 0,
  TACK_PICTURE_SHRINK_TO_ADVISED = 1 << 1,
} TackPictureOptions;

/** As many pixels are held in memory at most (150 MB); larger pictures are decoded smaller. */
#define TACK_PICTURE_PIXELS_MAX (G_GINT64_CONSTANT (50) * 1000 * 1000)
/** No picture is shrunk to fewer pixels across: Pinterest advises 1000. */
#define TACK_PICTURE_SHRUNK_WIDTH_MIN 1000

/** Steps that need pixels, but for a JPEG that is only turned; the others work on bytes. */
#define TACK_PICTURE_ENCODE                                                                        \
  (TACK_PICTURE_TURN | TACK_PICTURE_TO_RGB | TACK_PICTURE_SHRINK | TACK_PICTURE_CONVERT)

/**
 * tack_picture_plan:
 *
 * Decides what is done to a picture. Pure. People are told what this says, and the preparation does
 * what this says: they cannot disagree.
 */
TackPictureSteps tack_picture_plan (const TackPictureFacts *facts, TackPictureOptions options);

/**
 * tack_picture_plan_add_issues:
 * @info: of a file; whatever it is.
 * @name: the file as people see it.
 * @issues: (element-type TackIssue): gets what is to be said of the file with these options: its
 *   verdict, without what they mend, and a hint of what will be done to a picture.
 */
void tack_picture_plan_add_issues (const TackMediaInfo *info,
                                   TackPictureOptions   options,
                                   const char          *name,
                                   GPtrArray           *issues);

G_END_DECLS
