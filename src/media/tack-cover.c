/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-cover.h"

#include "media/tack-cover-choice.h"

GdkPixbuf *
tack_cover_read (GFile        *video,
                 gint64       *at_ms,
                 gboolean      key_frame,
                 int           max_side,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (TackFrameReader) reader = tack_frame_reader_new (video, max_side, cancellable, error);

  if (reader == NULL)
    return NULL;

  return tack_cover_read_from (reader, at_ms, key_frame, max_side, cancellable, error);
}

GdkPixbuf *
tack_cover_read_from (TackFrameReader *reader,
                      gint64          *at_ms,
                      gboolean         key_frame,
                      int              max_side,
                      GCancellable    *cancellable,
                      GError         **error)
{
  if (*at_ms == TACK_COVER_AUTO)
    {
      gint64 chosen_ms = tack_cover_choice_find (reader, cancellable, error);

      if (chosen_ms < 0)
        return NULL;
      *at_ms = chosen_ms;
      key_frame = FALSE; /* the choice is a key frame, or meant to be exact */
    }

  tack_frame_reader_set_max_side (reader, max_side);
  GdkPixbuf *frame = tack_frame_reader_read (reader, *at_ms, key_frame, cancellable, error);
  if (frame != NULL && key_frame)
    *at_ms = tack_frame_reader_get_position (reader);

  return frame;
}
