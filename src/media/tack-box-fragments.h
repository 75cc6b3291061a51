/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "media/tack-box-reader.h"

G_BEGIN_DECLS

#define TACK_BOX_FRAGMENTS_TRACKS_MAX 16

/**
 * TackBoxFragments:
 *
 * How long a film in fragments is: its index does not tell, each fragment adds to its tracks
 * (ISO/IEC 14496-12, 8.8). All zero at first.
 */
typedef struct
{
  struct
  {
    guint   id;
    guint64 scale;    /* units a second */
    guint64 duration; /* of a frame, where a fragment does not say */
    guint64 end;      /* of what came so far, in units */
  } tracks[TACK_BOX_FRAGMENTS_TRACKS_MAX];
  guint   n_tracks;
  guint   current;  /* whose fragment is being read; n_tracks: nobody's */
  guint64 duration; /* of a frame in this fragment */
} TackBoxFragments;

/** tack_box_fragments_add_track: a track that the index has. */
void tack_box_fragments_add_track (TackBoxFragments *self, guint id, guint64 scale);

/**
 * tack_box_fragments_read:
 * @name: `trex`, `tfhd`, `tfdt` or `trun`; nothing else is of interest.
 *
 * In the order of the file.
 */
void tack_box_fragments_read (TackBoxFragments *self,
                              TackBoxReader    *reader,
                              const char        name[4],
                              TackBoxSpan       span);

/** tack_box_fragments_get_ms: Returns: the length of the longest track; 0: there is none. */
gint64 tack_box_fragments_get_ms (const TackBoxFragments *self);

G_END_DECLS
