/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-index.h"

#include <math.h>

#include "media/tack-box-fragments.h"
#include "media/tack-box-reader.h"
#include "media/tack-box-samples.h"
#include "media/tack-sample-entry.h"

#define DEPTH_MAX 8

/* What is a trim, and no mere delay of the first frame by an encoder. */
#define TRIM_MS 500

/* Frames that last a quarter longer or shorter than the average are counted; one in twenty is a
 * rate that varies. */
#define VARIATION 0.25
#define VARIABLE_PART 20
#define RATE_FRAMES_MIN 10

typedef struct
{
  char           handler[5]; /* “vide”, “soun” … */
  guint          id;
  gboolean       is_enabled;
  int            turn; /* degrees clockwise, as the matrix says */
  guint64        scale;
  TackBoxSpan    entries; /* of stsd */
  TackBoxSpan    times;   /* of stts */
  TackBoxSpan    edits;   /* of elst */
  TackBoxSamples samples;
} Track;

typedef struct
{
  TackBoxReader   *reader;
  TackBoxFragments fragments;
  TackMediaInfo   *info;
  guint64          scale; /* of the movie: units a second */
  guint64          duration;
  gboolean         has_index;
  gboolean         has_media; /* an mdat came already */
  Track            track;     /* the one being read */
  guint            n_videos;
  guint            n_sounds;
  gboolean         has_shown_video; /* the facts are of a track that is enabled */
  gboolean         is_in_doubt;     /* the headers of its stream are not in the index */
} Index;

typedef void (*ReadBox) (Index *self, TackBoxSpan span);

/* The times of mvhd and mdhd: 32 bits wide, or 64 from version 1 on. */
static gboolean
read_times (Index *self, TackBoxSpan span, guint64 *scale, guint64 *duration)
{
  const guint8 *data = tack_box_reader_peek_in (self->reader, span, 0, 20);

  if (data == NULL)
    return FALSE;
  if (data[0] == 0)
    {
      *scale = tack_box_number (data + 12, 4);
      *duration = tack_box_number (data + 16, 4);
      if (*duration == G_MAXUINT32)
        *duration = 0;
    }
  else if ((data = tack_box_reader_peek_in (self->reader, span, 0, 32)) != NULL)
    {
      *scale = tack_box_number (data + 20, 4);
      *duration = tack_box_number (data + 24, 8);
      if (*duration > G_MAXINT64 / 1000)
        *duration = 0;
    }

  return data != NULL;
}

static void
read_movie_header (Index *self, TackBoxSpan span)
{
  guint64 duration = 0;

  if (read_times (self, span, &self->scale, &duration))
    self->duration = MAX (self->duration, duration);
}

static void
read_media_header (Index *self, TackBoxSpan span)
{
  guint64 duration;

  read_times (self, span, &self->track.scale, &duration);
}

/* The length of a film in fragments, where its maker noted it. */
static void
read_extends_header (Index *self, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (self->reader, span, 0, 8);
  guint64       duration = 0;

  if (data != NULL && data[0] == 0)
    duration = tack_box_number (data + 4, 4);
  else if ((data = tack_box_reader_peek_in (self->reader, span, 0, 12)) != NULL)
    duration = tack_box_number (data + 4, 8);
  if (duration <= G_MAXINT64 / 1000)
    self->duration = MAX (self->duration, duration);
}

static void
read_handler (Index *self, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (self->reader, span, 8, 4);

  if (data != NULL)
    memcpy (self->track.handler, data, 4);
}

/* The matrix turns by a quarter exactly when its diagonal is empty. */
static void
read_track_header (Index *self, TackBoxSpan span)
{
  const guint8 *data = tack_box_reader_peek_in (self->reader, span, 0, 4);

  if (data == NULL)
    return;
  guint64 id = data[0] == 0 ? 12 : 20;
  guint64 matrix = data[0] == 0 ? 40 : 52;
  self->track.is_enabled = (data[3] & 1) != 0;
  if ((data = tack_box_reader_peek_in (self->reader, span, id, 4)) != NULL)
    self->track.id = (guint) tack_box_number (data, 4);
  if ((data = tack_box_reader_peek_in (self->reader, span, matrix, 20)) == NULL)
    return;

  gint32 a = (gint32) tack_box_number (data, 4);
  gint32 b = (gint32) tack_box_number (data + 4, 4);
  gint32 d = (gint32) tack_box_number (data + 16, 4);
  if (a == 0 && d == 0 && b != 0)
    self->track.turn = b > 0 ? 90 : 270;
  else if (a < 0 && d < 0)
    self->track.turn = 180;
}

static gboolean
is_trimmed (Index *self, const Track *track)
{
  const guint8 *version = tack_box_reader_peek_in (self->reader, track->edits, 0, 1);
  gboolean      is_wide = version != NULL && version[0] == 1;
  guint         bytes = is_wide ? 20 : 12;
  guint64       n = tack_box_reader_count (self->reader, track->edits, 4, bytes);

  if (n > 2)
    return TRUE;
  for (guint64 i = 0; i < n; i++)
    {
      const guint8 *data
        = tack_box_reader_peek_in (self->reader, track->edits, 8 + i * bytes, bytes);
      if (data == NULL)
        return FALSE;

      guint64 length = tack_box_number (data, is_wide ? 8 : 4);
      gint64  start
        = is_wide ? (gint64) tack_box_number (data + 8, 8) : (gint32) tack_box_number (data + 4, 4);
      guint64 trim = start < 0 ? length : (guint64) start;
      guint64 scale = start < 0 ? self->scale : track->scale;

      if (scale > 0 && (double) trim / (double) scale * 1000 > TRIM_MS)
        return TRUE;
      if (tack_box_number (data + bytes - 4, 4) != 0x10000) /* not at normal speed */
        return TRUE;
    }

  return FALSE;
}

static void
note_chunk_offsets (Index *self, TackBoxSpan span)
{
  self->track.samples.offsets = span;
}

static void
note_wide_chunk_offsets (Index *self, TackBoxSpan span)
{
  self->track.samples.offsets = span;
  self->track.samples.is_wide = TRUE;
}

static void
note_chunks (Index *self, TackBoxSpan span)
{
  self->track.samples.chunks = span;
}

static void
note_sizes (Index *self, TackBoxSpan span)
{
  self->track.samples.sizes = span;
}

static void
note_entries (Index *self, TackBoxSpan span)
{
  self->track.entries = span;
}

static void
note_edits (Index *self, TackBoxSpan span)
{
  self->track.edits = span;
}

static void
note_times (Index *self, TackBoxSpan span)
{
  self->track.times = span;
}

static void
note_media (Index *self, TackBoxSpan span)
{
  self->has_media = TRUE;
}

static gboolean
has_variable_rate (Index *self, TackBoxSpan times)
{
  guint64 n = tack_box_reader_count (self->reader, times, 4, 8);
  double  frames = 0;
  double  units = 0;
  double  outliers = 0;

  for (int pass = 0; pass < 2; pass++)
    for (guint64 i = 0; i < n; i++)
      {
        const guint8 *data = tack_box_reader_peek_in (self->reader, times, 8 + i * 8, 8);
        if (data == NULL)
          return FALSE;

        double count = (double) tack_box_number (data, 4);
        double units_each = (double) tack_box_number (data + 4, 4);
        if (pass == 0)
          {
            frames += count;
            units += count * units_each;
          }
        else if (fabs (units_each / (units / frames) - 1) > VARIATION)
          outliers += count;
      }

  return frames >= RATE_FRAMES_MIN && outliers * VARIABLE_PART > frames;
}

/* Without the headers of its stream an index does not tell all that is asked. */
static gboolean
is_in_doubt (const char *codec, const TackSampleEntry *entry)
{
  static const char *const with_headers[] = { "h264", "h265", NULL };

  return g_strv_contains (with_headers, codec) && !entry->has_headers
         && (entry->traits & TACK_MEDIA_ENCRYPTED) == 0;
}

static void
take_video (Index *self, const Track *track, TackSampleEntry *entry)
{
  TackMediaInfo *info = self->info;

  entry->shape.turn = track->turn;
  tack_media_info_take_shape (info, &entry->shape);
  g_free (info->video_codec);
  info->video_codec = g_steal_pointer (&entry->codec);
  self->is_in_doubt = is_in_doubt (info->video_codec, entry);
  info->traits |= entry->traits;
  if (is_trimmed (self, track))
    info->traits |= TACK_MEDIA_TRIMMED;
  if (has_variable_rate (self, track->times))
    info->traits |= TACK_MEDIA_VARIABLE_RATE;
}

static void
take_track (Index *self)
{
  const Track             *track = &self->track;
  g_auto (TackSampleEntry) entry = { 0 };
  gboolean                 is_video = g_str_equal (track->handler, "vide");
  gboolean                 is_sound = g_str_equal (track->handler, "soun");
  guint64                  start = track->entries.start + 8;
  gsize                    length = 0;
  const guint8            *data = NULL;

  tack_box_fragments_add_track (&self->fragments, track->id, track->scale);
  if (tack_box_samples_reach_past_end (&track->samples, self->reader))
    self->info->traits |= TACK_MEDIA_PAST_END;
  if ((!is_video && !is_sound) || track->entries.end < start + 16)
    return;

  length = (gsize) MIN (track->entries.end - start, TACK_BOX_READER_BYTES);
  data = tack_box_reader_peek (self->reader, start, length);
  if (data == NULL || !tack_sample_entry_parse (&entry, is_video, data, length))
    return;

  if (is_sound)
    {
      self->n_sounds += track->is_enabled;
      self->info->traits |= entry.traits;
      if (self->info->audio_codec == NULL)
        self->info->audio_codec = g_steal_pointer (&entry.codec);
      return;
    }

  /* Chapters and thumbnails of cameras are tracks too, and are not enabled. */
  self->n_videos += track->is_enabled;
  if (self->info->video_codec == NULL || (track->is_enabled && !self->has_shown_video))
    take_video (self, track, &entry);
  self->has_shown_video = self->has_shown_video || track->is_enabled;
}

static void walk (Index *self, TackBoxSpan span, guint depth);

static const struct
{
  char    name[5];
  ReadBox read; /* NULL: has boxes inside */
} boxes[] = {
  { "moov", NULL },
  { "trak", NULL },
  { "mdia", NULL },
  { "minf", NULL },
  { "stbl", NULL },
  { "edts", NULL },
  { "mvex", NULL },
  { "mdat", note_media },
  { "moof", NULL },
  { "traf", NULL },
  { "mvhd", read_movie_header },
  { "mehd", read_extends_header },
  { "tkhd", read_track_header },
  { "mdhd", read_media_header },
  { "hdlr", read_handler },
  { "elst", note_edits },
  { "stsd", note_entries },
  { "stts", note_times },
  { "stco", note_chunk_offsets },
  { "co64", note_wide_chunk_offsets },
  { "stsc", note_chunks },
  { "stsz", note_sizes },
};

static void
read_box (Index *self, const char *name, TackBoxSpan span, guint depth)
{
  gboolean is_track = memcmp (name, "trak", 4) == 0;

  if (memcmp (name, "moov", 4) == 0)
    {
      self->has_index = TRUE;
      if (self->has_media)
        self->info->traits |= TACK_MEDIA_INDEX_LAST;
    }
  /* A hdlr also says what an index's metadata are; only that of the media counts. */
  if (memcmp (name, "hdlr", 4) == 0 && self->track.handler[0] != '\0')
    return;

  if (memcmp (name, "moof", 4) == 0)
    self->info->traits |= TACK_MEDIA_FRAGMENTED;
  tack_box_fragments_read (&self->fragments, self->reader, name, span);

  if (is_track)
    self->track = (Track){ 0 };
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    if (memcmp (name, boxes[i].name, 4) == 0)
      {
        if (boxes[i].read != NULL)
          boxes[i].read (self, span);
        else
          walk (self, span, depth + 1);
      }
  if (is_track)
    take_track (self);
}

static void
walk (Index *self, TackBoxSpan span, guint depth)
{
  char        name[4];
  TackBoxSpan content;

  while (depth < DEPTH_MAX && tack_box_reader_next (self->reader, &span, name, &content))
    read_box (self, name, content, depth);
}

/* -1: it does not say. */
static gint64
get_duration_ms (const Index *self)
{
  gint64 whole = self->scale > 0 && self->duration > 0
                   ? (gint64) ((double) self->duration * 1000 / (double) self->scale)
                   : -1;
  gint64 in_fragments = tack_box_fragments_get_ms (&self->fragments);

  return in_fragments > 0 ? MAX (whole, in_fragments) : whole;
}

gboolean
tack_box_index_read (GInputStream *stream, TackMediaInfo *info, GCancellable *cancellable)
{
  g_auto (TackBoxReader) reader
    = { .stream = stream, .cancellable = cancellable, .size = (guint64) info->size };
  Index self = { .reader = &reader, .info = info };

  walk (&self, (TackBoxSpan){ 0, (guint64) info->size }, 0);
  if (self.n_videos > 1)
    info->traits |= TACK_MEDIA_SEVERAL_VIDEOS;
  if (self.n_sounds > 1)
    info->traits |= TACK_MEDIA_SEVERAL_SOUNDS;
  info->duration_ms = get_duration_ms (&self);

  if (info->video_codec == NULL)
    return info->audio_codec != NULL;
  return info->duration_ms >= 0 && info->width > 0 && info->height > 0 && !self.is_in_doubt;
}
