/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-box-index.h"

#include <math.h>

#include "media/tack-sample-entry.h"

/* No honest index has more of any of them: fifteen minutes have 54,000 frames of sixty a second. */
#define BOXES_MAX 20000
#define ENTRIES_MAX (1 << 20)
#define DEPTH_MAX 8

#define WINDOW_BYTES (64 * 1024)

/* What is a trim, and no mere delay of the first frame by an encoder. */
#define TRIM_MS 500

/* Frames that last a quarter longer or shorter than the average are counted; one in twenty is a
 * rate that varies. */
#define VARIATION 0.25
#define VARIABLE_PART 20
#define RATE_FRAMES_MIN 10

typedef struct
{
  guint64 start; /* of the content, without the box's own head */
  guint64 end;
} Span;

typedef struct
{
  char     handler[5]; /* “vide”, “soun” … */
  gboolean is_enabled;
  int      turn; /* degrees clockwise, as the matrix says */
  guint64  scale;
  gboolean is_past_end;
  Span     entries; /* of stsd */
  Span     times;   /* of stts */
  Span     edits;   /* of elst */
} Track;

typedef struct
{
  GInputStream  *stream;
  GCancellable  *cancellable;
  TackMediaInfo *info;
  guint8        *window;
  guint64        window_start;
  gsize          window_length;
  guint          n_boxes;
  guint64        scale; /* of the movie: units a second */
  guint64        duration;
  gboolean       has_index;
  gboolean       has_media; /* an mdat came already */
  Track          track;     /* the one being read */
  guint          n_videos;
  guint          n_sounds;
  gboolean       has_shown_video; /* the facts are of a track that is enabled */
} Index;

typedef void (*ReadBox) (Index *self, Span span);

static guint64
get_number (const guint8 *data, guint n_bytes)
{
  guint64 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

/* %NULL: the file does not have them. Valid until the next call. */
static const guint8 *
peek (Index *self, guint64 offset, gsize n_bytes)
{
  if (n_bytes > WINDOW_BYTES || offset > (guint64) self->info->size)
    return NULL;
  if (offset < self->window_start || offset + n_bytes > self->window_start + self->window_length)
    {
      self->window_start = offset;
      self->window_length = 0;
      if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) offset, G_SEEK_SET,
                            self->cancellable, NULL)
          || !g_input_stream_read_all (self->stream, self->window, WINDOW_BYTES,
                                       &self->window_length, self->cancellable, NULL))
        self->window_length = 0;
    }

  return offset + n_bytes <= self->window_start + self->window_length
           ? self->window + (offset - self->window_start)
           : NULL;
}

/* Those of @span, from @skip on; %NULL when it is shorter. */
static const guint8 *
peek_in (Index *self, Span span, guint64 skip, gsize n_bytes)
{
  return span.end - span.start >= skip + n_bytes ? peek (self, span.start + skip, n_bytes) : NULL;
}

/* The times of mvhd and mdhd: 32 bits wide, or 64 from version 1 on. */
static gboolean
read_times (Index *self, Span span, guint64 *scale, guint64 *duration)
{
  const guint8 *data = peek_in (self, span, 0, 20);

  if (data == NULL)
    return FALSE;
  if (data[0] == 0)
    {
      *scale = get_number (data + 12, 4);
      *duration = get_number (data + 16, 4);
      if (*duration == G_MAXUINT32)
        *duration = 0;
    }
  else if ((data = peek_in (self, span, 0, 32)) != NULL)
    {
      *scale = get_number (data + 20, 4);
      *duration = get_number (data + 24, 8);
      if (*duration > G_MAXINT64 / 1000)
        *duration = 0;
    }

  return data != NULL;
}

static void
read_movie_header (Index *self, Span span)
{
  guint64 duration = 0;

  if (read_times (self, span, &self->scale, &duration))
    self->duration = MAX (self->duration, duration);
}

static void
read_media_header (Index *self, Span span)
{
  guint64 duration;

  read_times (self, span, &self->track.scale, &duration);
}

/* The length of a film in fragments, where its maker noted it. */
static void
read_extends_header (Index *self, Span span)
{
  const guint8 *data = peek_in (self, span, 0, 8);
  guint64       duration = 0;

  if (data != NULL && data[0] == 0)
    duration = get_number (data + 4, 4);
  else if ((data = peek_in (self, span, 0, 12)) != NULL)
    duration = get_number (data + 4, 8);
  if (duration <= G_MAXINT64 / 1000)
    self->duration = MAX (self->duration, duration);
}

static void
read_handler (Index *self, Span span)
{
  const guint8 *data = peek_in (self, span, 8, 4);

  if (data != NULL)
    memcpy (self->track.handler, data, 4);
}

/* The matrix turns by a quarter exactly when its diagonal is empty. */
static void
read_track_header (Index *self, Span span)
{
  const guint8 *data = peek_in (self, span, 0, 4);

  if (data == NULL)
    return;
  guint64 matrix = data[0] == 0 ? 40 : 52;
  self->track.is_enabled = (data[3] & 1) != 0;
  if ((data = peek_in (self, span, matrix, 20)) == NULL)
    return;

  gint32 a = (gint32) get_number (data, 4);
  gint32 b = (gint32) get_number (data + 4, 4);
  gint32 d = (gint32) get_number (data + 16, 4);
  if (a == 0 && d == 0 && b != 0)
    self->track.turn = b > 0 ? 90 : 270;
  else if (a < 0 && d < 0)
    self->track.turn = 180;
}

static guint64
get_n_entries (Index *self, Span span, guint entry_bytes)
{
  const guint8 *data = peek_in (self, span, 4, 4);
  guint64       n = data != NULL ? get_number (data, 4) : 0;

  return n == 0 ? 0 : MIN (MIN (n, (span.end - span.start - 8) / entry_bytes), ENTRIES_MAX);
}

static gboolean
is_trimmed (Index *self, const Track *track)
{
  const guint8 *version = peek_in (self, track->edits, 0, 1);
  gboolean      is_wide = version != NULL && version[0] == 1;
  guint         bytes = is_wide ? 20 : 12;
  guint64       n = get_n_entries (self, track->edits, bytes);

  if (n > 2)
    return TRUE;
  for (guint64 i = 0; i < n; i++)
    {
      const guint8 *data = peek_in (self, track->edits, 8 + i * bytes, bytes);
      if (data == NULL)
        return FALSE;

      guint64 length = get_number (data, is_wide ? 8 : 4);
      gint64  start
        = is_wide ? (gint64) get_number (data + 8, 8) : (gint32) get_number (data + 4, 4);
      guint64 trim = start < 0 ? length : (guint64) start;
      guint64 scale = start < 0 ? self->scale : track->scale;

      if (scale > 0 && (double) trim / (double) scale * 1000 > TRIM_MS)
        return TRUE;
      if (get_number (data + bytes - 4, 4) != 0x10000) /* not at normal speed */
        return TRUE;
    }

  return FALSE;
}

static void
read_offsets (Index *self, Span span, guint bytes)
{
  guint64 n = get_n_entries (self, span, bytes);

  for (guint64 i = 0; i < n && !self->track.is_past_end; i++)
    {
      const guint8 *data = peek_in (self, span, 8 + i * bytes, bytes);

      self->track.is_past_end
        = data != NULL && get_number (data, bytes) >= (guint64) self->info->size;
    }
}

static void
read_chunk_offsets (Index *self, Span span)
{
  read_offsets (self, span, 4);
}

static void
read_wide_chunk_offsets (Index *self, Span span)
{
  read_offsets (self, span, 8);
}

static void
note_entries (Index *self, Span span)
{
  self->track.entries = span;
}

static void
note_edits (Index *self, Span span)
{
  self->track.edits = span;
}

static void
note_times (Index *self, Span span)
{
  self->track.times = span;
}

static void
note_media (Index *self, Span span)
{
  self->has_media = TRUE;
}

static void
note_fragments (Index *self, Span span)
{
  self->info->traits |= TACK_MEDIA_FRAGMENTED;
}

static gboolean
has_variable_rate (Index *self, Span times)
{
  guint64 n = get_n_entries (self, times, 8);
  double  frames = 0;
  double  units = 0;
  double  outliers = 0;

  for (int pass = 0; pass < 2; pass++)
    for (guint64 i = 0; i < n; i++)
      {
        const guint8 *data = peek_in (self, times, 8 + i * 8, 8);
        if (data == NULL)
          return FALSE;

        double count = (double) get_number (data, 4);
        double units_each = (double) get_number (data + 4, 4);
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

static void
take_video (Index *self, const Track *track, TackSampleEntry *entry)
{
  TackMediaInfo *info = self->info;

  entry->shape.turn = track->turn;
  tack_media_info_take_shape (info, &entry->shape);
  g_free (info->video_codec);
  info->video_codec = g_steal_pointer (&entry->codec);
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

  if (track->is_past_end)
    self->info->traits |= TACK_MEDIA_PAST_END;
  if ((!is_video && !is_sound) || track->entries.end < start + 16)
    return;

  length = (gsize) MIN (track->entries.end - start, WINDOW_BYTES);
  data = peek (self, start, length);
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

static void walk (Index *self, Span span, guint depth);

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
  { "moof", note_fragments },
  { "mvhd", read_movie_header },
  { "mehd", read_extends_header },
  { "tkhd", read_track_header },
  { "mdhd", read_media_header },
  { "hdlr", read_handler },
  { "elst", note_edits },
  { "stsd", note_entries },
  { "stts", note_times },
  { "stco", read_chunk_offsets },
  { "co64", read_wide_chunk_offsets },
};

static void
read_box (Index *self, const char *name, Span span, guint depth)
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
walk (Index *self, Span span, guint depth)
{
  while (depth < DEPTH_MAX && self->n_boxes++ < BOXES_MAX && span.start + 8 <= span.end)
    {
      const guint8 *head = peek (self, span.start, 8);
      if (head == NULL)
        return;

      char    name[4];
      guint64 length = get_number (head, 4);
      guint   head_bytes = 8;

      memcpy (name, head + 4, 4);
      if (length == 1 && (head = peek (self, span.start, 16)) != NULL)
        {
          length = get_number (head + 8, 8);
          head_bytes = 16;
        }
      else if (length == 0)
        length = span.end - span.start; /* up to the end */
      if (length < head_bytes || length > span.end - span.start)
        return;

      read_box (self, name, (Span){ span.start + head_bytes, span.start + length }, depth);
      span.start += length;
    }
}

gboolean
tack_box_index_read (GInputStream *stream, TackMediaInfo *info, GCancellable *cancellable)
{
  g_autofree guint8 *window = g_malloc (WINDOW_BYTES);
  Index self = { .stream = stream, .cancellable = cancellable, .info = info, .window = window };

  walk (&self, (Span){ 0, (guint64) info->size }, 0);
  if (self.n_videos > 1)
    info->traits |= TACK_MEDIA_SEVERAL_VIDEOS;
  if (self.n_sounds > 1)
    info->traits |= TACK_MEDIA_SEVERAL_SOUNDS;
  info->duration_ms = self.scale > 0 && self.duration > 0
                        ? (gint64) ((double) self.duration * 1000 / (double) self.scale)
                        : -1;

  if (info->video_codec == NULL)
    return info->audio_codec != NULL;
  return info->duration_ms >= 0 && info->width > 0 && info->height > 0;
}
