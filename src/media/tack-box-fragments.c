/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-fragments.h"

/* Flags: what of the optional fields is there. */
#define HEADER_OFFSET 0x1
#define HEADER_DESCRIPTION 0x2
#define HEADER_DURATION 0x8
#define RUN_OFFSET 0x1
#define RUN_FIRST_FLAGS 0x4
#define RUN_DURATION 0x100
#define RUN_FIELDS 0xf00 /* each of them has four bytes in each entry */

/* Longer is damage. */
#define END_MAX (G_MAXINT64 / 4000)

static guint
find_track (const TackBoxFragments *self, guint id)
{
  guint i = 0;

  while (i < self->n_tracks && self->tracks[i].id != id)
    i++;

  return i;
}

void
tack_box_fragments_add_track (TackBoxFragments *self, guint id, guint64 scale)
{
  if (self->n_tracks >= TACK_BOX_FRAGMENTS_TRACKS_MAX || scale == 0)
    return;

  self->tracks[self->n_tracks].id = id;
  self->tracks[self->n_tracks++].scale = scale;
  self->current = self->n_tracks;
}

/* May come before the tracks, but no known writer puts it there. */
static void
read_defaults (TackBoxFragments *self, TackBoxReader *reader, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (reader, span, 4, 12);
  guint i = data != NULL ? find_track (self, (guint) tack_box_number (data, 4)) : self->n_tracks;

  if (i < self->n_tracks)
    self->tracks[i].duration = tack_box_number (data + 8, 4);
}

static void
read_header (TackBoxFragments *self, TackBoxReader *reader, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (reader, span, 0, 8);

  self->current
    = data != NULL ? find_track (self, (guint) tack_box_number (data + 4, 4)) : self->n_tracks;
  if (self->current == self->n_tracks)
    return;

  guint flags = (guint) tack_box_number (data + 1, 3);
  guint skip
    = 8 + ((flags & HEADER_OFFSET) != 0 ? 8 : 0) + ((flags & HEADER_DESCRIPTION) != 0 ? 4 : 0);

  self->duration = self->tracks[self->current].duration;
  if ((flags & HEADER_DURATION) != 0
      && (data = tack_box_reader_peek_in (reader, span, skip, 4)) != NULL)
    self->duration = tack_box_number (data, 4);
}

static void
read_start (TackBoxFragments *self, TackBoxReader *reader, TackBoxSpan span)
{
  const guint8 *version = tack_box_reader_peek_in (reader, span, 0, 1);
  guint         n_bytes = version != NULL && *version == 1 ? 8 : 4;
  const guint8 *data = tack_box_reader_peek_in (reader, span, 4, n_bytes);

  if (data != NULL)
    self->tracks[self->current].end = MIN (tack_box_number (data, n_bytes), END_MAX);
}

static void
read_run (TackBoxFragments *self, TackBoxReader *reader, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (reader, span, 0, 8);

  if (data == NULL)
    return;

  guint    flags = (guint) tack_box_number (data + 1, 3);
  guint64  n = tack_box_number (data + 4, 4);
  guint64 *end = &self->tracks[self->current].end;

  if ((flags & RUN_DURATION) == 0)
    {
      *end = MIN (*end + n * self->duration, END_MAX);
      return;
    }

  /* The duration is the first field of an entry. */
  guint entry_bytes = 4 * (guint) __builtin_popcount (flags & RUN_FIELDS);
  guint skip = 8 + ((flags & RUN_OFFSET) != 0 ? 4 : 0) + ((flags & RUN_FIRST_FLAGS) != 0 ? 4 : 0);
  for (guint64 i = 0;
       i < n && (data = tack_box_reader_peek_in (reader, span, skip + i * entry_bytes, 4)) != NULL;
       i++)
    *end = MIN (*end + tack_box_number (data, 4), END_MAX);
}

void
tack_box_fragments_read (TackBoxFragments *self,
                         TackBoxReader    *reader,
                         const char        name[4],
                         TackBoxSpan       span)
{
  if (memcmp (name, "trex", 4) == 0)
    read_defaults (self, reader, span);
  else if (memcmp (name, "tfhd", 4) == 0)
    read_header (self, reader, span);
  else if (self->current < self->n_tracks && memcmp (name, "tfdt", 4) == 0)
    read_start (self, reader, span);
  else if (self->current < self->n_tracks && memcmp (name, "trun", 4) == 0)
    read_run (self, reader, span);
}

gint64
tack_box_fragments_get_ms (const TackBoxFragments *self)
{
  gint64 longest = 0;

  for (guint i = 0; i < self->n_tracks; i++)
    longest = MAX (longest,
                   (gint64) ((double) self->tracks[i].end * 1000 / (double) self->tracks[i].scale));

  return longest;
}
