/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-track.h"

#include <gst/audio/audio.h>

#include "base/tack-limits.h"
#include "media/tack-mend-source.h"

/* More often than a picture that came late would be noticed. */
#define REPEAT_EVERY (50 * GST_MSECOND)

#define ROUNDING (2 * GST_MSECOND)

/* A thread of its own takes and hands on: it is the only one that touches what is not atomic. */
struct _TackMendTrack
{
  GThread     *thread;
  GstAppSink  *from;
  GstAppSrc   *to;
  gboolean     is_encoded;
  gboolean     is_cut;
  GstSegment   kept;        /* in the time of the file */
  GstBuffer   *last;        /* nullable: the last picture handed over */
  GstAudioInfo sound;       /* how it is made up; all zero: this is no track of samples */
  GstClockTime end;         /* of what was handed over, in the time of the result */
  int          position_ms; /* atomic */
};

static gboolean
is_sound (TackMendTrack *self)
{
  return GST_AUDIO_INFO_RATE (&self->sound) > 0;
}

/* Uncut, both tracks begin where the file says that they do, which need not be its time zero. */
static gboolean
get_time (TackMendTrack *self, GstSample *sample, GstBuffer *buffer, GstClockTime *time)
{
  const GstSegment *segment = gst_sample_get_segment (sample);

  if (!GST_BUFFER_PTS_IS_VALID (buffer))
    return FALSE;
  *time = self->is_cut
            ? gst_segment_to_stream_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer))
            : gst_segment_to_running_time (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer));

  return GST_CLOCK_TIME_IS_VALID (*time);
}

/* A picture that is shown already when the part begins is its first one, unless the part begins
 * where the next one does: times are rounded. */
static GstBuffer *
clip_picture (TackMendTrack *self, GstBuffer *buffer)
{
  GstClockTime length
    = GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer) : REPEAT_EVERY;
  guint64 start;
  guint64 stop;

  if (!gst_segment_clip (&self->kept, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer),
                         GST_BUFFER_PTS (buffer) + length, &start, &stop)
      || stop - start < MIN (ROUNDING, length))
    {
      gst_buffer_unref (buffer);
      return NULL;
    }
  GST_BUFFER_PTS (buffer) = start;
  GST_BUFFER_DURATION (buffer) = stop - start;

  return buffer;
}

/* Returns: (transfer full) (nullable): what of @sample is kept, in the time of the result. */
static GstBuffer *
take_kept (TackMendTrack *self, GstSample *sample)
{
  GstClockTime time;
  GstAudioInfo sound;

  if (!get_time (self, sample, gst_sample_get_buffer (sample), &time))
    return NULL;

  GstBuffer *buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GST_BUFFER_PTS (buffer) = time;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  if (!is_sound (self))
    buffer = clip_picture (self, buffer);
  else if (gst_audio_info_from_caps (&sound, gst_sample_get_caps (sample)))
    {
      self->sound = sound;
      buffer = gst_audio_buffer_clip (buffer, &self->kept, GST_AUDIO_INFO_RATE (&sound),
                                      GST_AUDIO_INFO_BPF (&sound));
    }

  if (buffer != NULL)
    GST_BUFFER_PTS (buffer) -= self->kept.start;

  return buffer;
}

static gboolean
is_behind (TackMendTrack *self, GstSample *sample)
{
  GstClockTime time;

  return GST_CLOCK_TIME_IS_VALID (self->kept.stop)
         && get_time (self, sample, gst_sample_get_buffer (sample), &time)
         && time >= self->kept.stop;
}

/* The last picture again and again. Who makes the rate constant would take what is nearest in time,
 * and show each picture of a slide show half its time too early. */
static GstFlowReturn
repeat_last (TackMendTrack *self, GstClockTime until)
{
  GstFlowReturn flow = GST_FLOW_OK;

  while (flow == GST_FLOW_OK && self->last != NULL
         && GST_BUFFER_PTS (self->last) + REPEAT_EVERY < until)
    {
      GstBuffer *again = gst_buffer_copy (self->last);

      GST_BUFFER_PTS (again) += REPEAT_EVERY;
      gst_buffer_replace (&self->last, again);
      flow = gst_app_src_push_buffer (self->to, again);
    }

  return flow;
}

static GstFlowReturn
push_decoded (TackMendTrack *self, GstSample *sample, GstBuffer *buffer)
{
  GstFlowReturn flow = GST_FLOW_OK;

  g_atomic_int_set (&self->position_ms, (int) (GST_BUFFER_PTS (buffer) / GST_MSECOND));
  self->end = GST_BUFFER_PTS (buffer);
  if (GST_BUFFER_DURATION_IS_VALID (buffer))
    self->end += GST_BUFFER_DURATION (buffer);
  if (!is_sound (self))
    {
      flow = repeat_last (self, GST_BUFFER_PTS (buffer));
      gst_buffer_replace (&self->last, buffer);
    }
  if (flow != GST_FLOW_OK)
    {
      gst_buffer_unref (buffer);
      return flow;
    }
  gst_app_src_set_caps (self->to, gst_sample_get_caps (sample));

  return gst_app_src_push_buffer (self->to, buffer);
}

static GstFlowReturn
hand_over (TackMendTrack *self, GstSample *sample)
{
  GstClockTime time;

  if (!self->is_encoded)
    {
      if (get_time (self, sample, gst_sample_get_buffer (sample), &time))
        g_atomic_int_set (&self->position_ms, (int) (time / GST_MSECOND));
      return gst_app_src_push_sample (self->to, sample);
    }

  if (is_behind (self, sample))
    return GST_FLOW_EOS;

  GstBuffer *buffer = take_kept (self, sample);

  return buffer != NULL ? push_decoded (self, sample, buffer) : GST_FLOW_OK;
}

/* A sound that ended while its picture is held would be taken for the length of the video. */
static void
add_silence (TackMendTrack *self, GstClockTime until)
{
  guint64 n_frames
    = gst_util_uint64_scale_int (until - self->end, GST_AUDIO_INFO_RATE (&self->sound), GST_SECOND);
  GstBuffer *silence
    = gst_buffer_new_allocate (NULL, n_frames * (guint) GST_AUDIO_INFO_BPF (&self->sound), NULL);
  GstMapInfo map;

  gst_buffer_map (silence, &map, GST_MAP_WRITE);
  gst_audio_format_info_fill_silence (self->sound.finfo, map.data, map.size);
  gst_buffer_unmap (silence, &map);
  /* Decoders give each channel a plane of its own, or not. */
  gst_buffer_add_audio_meta (silence, &self->sound, n_frames, NULL);
  GST_BUFFER_PTS (silence) = self->end;
  GST_BUFFER_DURATION (silence) = until - self->end;
  gst_app_src_push_buffer (self->to, silence);
}

/* The last picture is shown as long as it was, and until there is enough; so long goes the sound.
 */
static void
finish (TackMendTrack *self)
{
  GstClockTime enough = (TACK_VIDEO_MS_MIN + TACK_MEND_MARGIN_MS) * GST_MSECOND;

  repeat_last (self, MAX (enough, self->end));
  if (is_sound (self) && self->end < enough)
    add_silence (self, enough);
  gst_app_src_end_of_stream (self->to);
}

/* What comes behind the part that is kept is taken and dropped, for not every file can be left in
 * the middle, and the other track may not have come as far. */
static gpointer
hand_over_cb (gpointer user_data)
{
  TackMendTrack *self = user_data;
  gboolean       is_open = TRUE;
  GstSample     *sample;

  while ((sample = gst_app_sink_pull_sample (self->from)) != NULL)
    {
      if (is_open && hand_over (self, sample) != GST_FLOW_OK)
        {
          finish (self);
          is_open = FALSE;
        }
      gst_sample_unref (sample);
    }
  if (is_open)
    finish (self);

  return NULL;
}

TackMendTrack *
tack_mend_track_new (const TackMendPlan *plan, GstAppSink *from, GstAppSrc *to, gboolean is_encoded)
{
  TackMendTrack      *self = g_new0 (TackMendTrack, 1);
  g_autoptr (GstCaps) caps = tack_mend_source_get_caps (from);

  self->from = gst_object_ref (from);
  self->to = gst_object_ref (to);
  self->is_encoded = is_encoded;
  self->is_cut = (plan->steps & TACK_MEND_STEP_CUT) != 0;
  gst_segment_init (&self->kept, GST_FORMAT_TIME);
  self->kept.start = (guint64) plan->from_ms * GST_MSECOND;
  if (plan->to_ms >= 0)
    self->kept.stop = (guint64) plan->to_ms * GST_MSECOND;
  if (is_encoded && caps != NULL
      && gst_structure_has_name (gst_caps_get_structure (caps, 0), "audio/x-raw"))
    gst_audio_info_from_caps (&self->sound, caps);
  self->thread = g_thread_new ("mend-track", hand_over_cb, self);

  return self;
}

int
tack_mend_track_get_position (TackMendTrack *self)
{
  return g_atomic_int_get (&self->position_ms);
}

void
tack_mend_track_free (TackMendTrack *self)
{
  g_thread_join (self->thread);
  gst_buffer_replace (&self->last, NULL);
  gst_object_unref (self->from);
  gst_object_unref (self->to);
  g_free (self);
}
