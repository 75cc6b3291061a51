/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TackTestFragments: where a film in fragments says how long they are. */
typedef enum
{
  TACK_TEST_FRAGMENTS_NONE,
  TACK_TEST_FRAGMENTS_TOLD, /* once, for the whole */
  TACK_TEST_FRAGMENTS_BY_TRACK,
  TACK_TEST_FRAGMENTS_BY_HEADER,
  TACK_TEST_FRAGMENTS_BY_FRAME,
  TACK_TEST_FRAGMENTS_OF_NO_LENGTH,
} TackTestFragments;

/**
 * TackTestMovie:
 *
 * An MP4 file box by box, for what no encoder here makes. A field that is 0 or %NULL is as in the
 * plainest film: ten seconds of 1080 × 1920, thirty frames a second, H.264, index first.
 */
typedef struct
{
  const char       *brand;
  const char       *codec;
  const char       *handler;  /* of the track of pictures, else “vide” */
  const char       *original; /* of what is encrypted */
  guint             width;
  guint             height;
  guint             seconds;
  guint             n_videos;
  guint             n_sounds;
  guint             pixel_width;
  guint             pixel_height;       /* else 3 */
  guint             stream_pixel_width; /* as the stream says it, of a pixel that is 3 high */
  guint             stream_transfer;    /* as the stream says it */
  guint             transfer;           /* number of the colours' transfer function */
  guint             fields;
  guint             profile; /* of H.264: 110 has 10 bits, 122 is 4:2:2 */
  guint             turn;
  guint             trim_s;
  guint             delay_s;
  TackTestFragments fragments;
  gboolean          is_hevc_deep;
  gboolean          is_interlaced; /* as the stream says it */
  gboolean          is_uneven;     /* every third frame is twice as long */
  gboolean          is_index_last;
  gboolean          is_past_end;
  gboolean          is_last_frame_cut;
  gboolean          is_dolby;
  gboolean          has_chapters; /* a second track of pictures that is not enabled */
} TackTestMovie;

/** tack_test_movie_make: Returns: (transfer full): the file. */
GByteArray *tack_test_movie_make (const TackTestMovie *self);

G_END_DECLS
