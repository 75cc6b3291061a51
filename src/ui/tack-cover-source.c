/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-source.h"

#define SECOND_MS 1000
#define NO_KEY_FRAME (-1)

TackCoverSource
tack_cover_source_of (TackDraft *draft)
{
  if (tack_draft_get_cover_url (draft) != NULL)
    return TACK_COVER_SOURCE_ADDRESS;
  if (tack_draft_get_cover_file (draft) != NULL)
    return TACK_COVER_SOURCE_FILE;
  if (tack_draft_get_cover_key_frame (draft) != NO_KEY_FRAME)
    return TACK_COVER_SOURCE_KEY_FRAME;

  return tack_draft_get_cover_at (draft) != TACK_COVER_AUTO ? TACK_COVER_SOURCE_FRAME
                                                            : TACK_COVER_SOURCE_AUTOMATIC;
}

gboolean
tack_cover_source_is_frame (TackDraft *draft)
{
  TackCoverSource source = tack_cover_source_of (draft);

  return source != TACK_COVER_SOURCE_FILE && source != TACK_COVER_SOURCE_ADDRESS;
}

gint64
tack_cover_source_get_time (TackDraft *draft)
{
  return tack_cover_source_of (draft) == TACK_COVER_SOURCE_KEY_FRAME
           ? tack_draft_get_cover_key_frame (draft) * SECOND_MS
           : tack_draft_get_cover_at (draft);
}

const char *
tack_cover_source_to_nick (TackCoverSource source)
{
  static const char *const nicks[] = {
    [TACK_COVER_SOURCE_AUTOMATIC] = "automatic", [TACK_COVER_SOURCE_FRAME] = "frame",
    [TACK_COVER_SOURCE_FILE] = "file",           [TACK_COVER_SOURCE_ADDRESS] = "address",
    [TACK_COVER_SOURCE_KEY_FRAME] = "key-frame",
  };

  return nicks[source];
}

/* All at once, so that nobody sees two covers or none. */
static void
use (TackDraft *draft, GFile *file, const char *address, gint64 key_frame_s, gint64 at_ms)
{
  g_object_freeze_notify (G_OBJECT (draft));
  tack_draft_set_cover_file (draft, file);
  tack_draft_set_cover_url (draft, address);
  tack_draft_set_cover_key_frame (draft, key_frame_s);
  tack_draft_set_cover_at (draft, at_ms);
  g_object_thaw_notify (G_OBJECT (draft));
}

void
tack_cover_source_use_frame (TackDraft *draft, gint64 at_ms)
{
  use (draft, NULL, NULL, NO_KEY_FRAME, at_ms);
}

void
tack_cover_source_use_file (TackDraft *draft, GFile *file)
{
  use (draft, file, NULL, NO_KEY_FRAME, tack_draft_get_cover_at (draft));
}

void
tack_cover_source_use_address (TackDraft *draft, const char *address)
{
  use (draft, NULL, address, NO_KEY_FRAME, tack_draft_get_cover_at (draft));
}

void
tack_cover_source_use_key_frame (TackDraft *draft, gint64 at_ms)
{
  TackMediaInfo *info = tack_draft_get_info (draft);
  gint64         last_s = info != NULL ? MAX (info->duration_ms, 0) / SECOND_MS : 0;
  gint64         nearest_s = (at_ms + SECOND_MS / 2) / SECOND_MS;

  use (draft, NULL, NULL, CLAMP (nearest_s, 0, last_s), tack_draft_get_cover_at (draft));
}
