/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define TACK_TEST_CLIP_WIDTH 96
#define TACK_TEST_CLIP_HEIGHT 160
#define TACK_TEST_CLIP_FPS 10
#define TACK_TEST_CLIP_FRAMES 50

/**
 * TackTestClips:
 *
 * Small videos and pictures, made on the spot when first asked for, in a folder that goes with
 * this. Each frame and picture bears its own number at the top, above red at the left and blue at
 * the right: tack_test_clips_read_number() reads it, and only from a frame that stands upright.
 *
 * Videos, 96 × 160, five seconds of ten frames, a key frame each second, H.264 and AAC unless said:
 * `tall.mp4`, `tall.mov`, `tall.m4v`; `faststart.mp4` has its index first; `silent.mp4`;
 * `long-sound.mp4`, whose sound goes on for 1.5 s; `rotated.mp4`, lying, and turned by a note;
 * `wide-pixels.mp4`, 48 × 160 pixels twice as wide as high; `short.mp4`, two seconds;
 * `dark-start.mp4`, black for three seconds; `dark.mp4`, all black; `fragments.mp4`;
 * `in-band.mp4`, whose headers of H.264 are among the frames;
 * `motion-jpeg.mov`; `banner.mp4`, 480 × 160; `hdr.mkv`, PQ; `tall.mkv`, `tall.ts`, `tall.mpg`,
 * `tall.flv`, `tall.webm`, `minute.webm` and `tall.ogv` (VP8), `tall.avi` (Motion JPEG), without
 * sound; `sound.mp4`; `half.mp4`, cut before its index; `half-faststart.mp4`, cut behind it.
 *
 * Pictures, 96 × 160, number 42: `tall.jpg`, `turned.jpg` (lying, turned by EXIF), `tall.png`,
 * `alpha.png`, `tall.webp`, `tall.bmp`, `tall.tiff`, `tall.gif`; `tall.svg` has the colours only.
 *
 * Under false names: `text.mp4`, `empty.mp4`, `picture.mp4`.
 */
typedef struct _TackTestClips TackTestClips;

TackTestClips *tack_test_clips_new (void);
void           tack_test_clips_free (TackTestClips *self);

/** tack_test_clips_has_encoders: Returns: whether this machine can make the videos. */
gboolean tack_test_clips_has_encoders (void);

/**
 * tack_test_clips_skip:
 *
 * Returns: whether this machine cannot make the videos; the running test is then marked as skipped.
 */
gboolean tack_test_clips_skip (void);

/** tack_test_clips_skip_deep: the same for `hdr.mkv` alone. */
gboolean tack_test_clips_skip_deep (void);

/** tack_test_clips_get: Returns: (transfer full): the file of that name, see #TackTestClips. */
GFile *tack_test_clips_get (TackTestClips *self, const char *name);

/** tack_test_clips_put: Returns: (transfer full): a new file of any name beside the clips. */
GFile *tack_test_clips_put (TackTestClips *self, const char *name, gconstpointer data, gsize size);

/** tack_test_clips_copy: Returns: (transfer full): the clip @of under another name. */
GFile *tack_test_clips_copy (TackTestClips *self, const char *of, const char *name);

/** tack_test_clips_put_mutant: Returns: (transfer full): the clip @of under another name, with
 * sixteen bits turned over, the same ones for the same @seed. */
GFile *tack_test_clips_put_mutant (TackTestClips *self,
                                   const char    *of,
                                   const char    *name,
                                   guint32        seed);

/** tack_test_clips_get_bytes: Returns: (transfer full): the content of the clip. */
GBytes *tack_test_clips_get_bytes (TackTestClips *self, const char *name);

/** tack_test_clips_read_number: Returns: the number of the frame or picture; -1: none, or not
 * upright. */
int tack_test_clips_read_number (GdkPixbuf *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackTestClips, tack_test_clips_free)

G_END_DECLS
