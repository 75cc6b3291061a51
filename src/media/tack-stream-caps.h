/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "media/tack-media-info.h"

G_BEGIN_DECLS

/* What GStreamer's caps of a coded stream say of it. Pure. */

/** tack_stream_caps_dup_codec: Returns: (transfer full) (nullable): as in #TackMediaInfo. */
char *tack_stream_caps_dup_codec (const GstCaps *caps);

/** tack_stream_caps_get_shape: Returns: the size and the pixels' aspect, not turned. */
TackFrameShape tack_stream_caps_get_shape (const GstCaps *caps);

/** tack_stream_caps_get_traits: Returns: those that a parser found in the stream's own headers. */
TackMediaTraits tack_stream_caps_get_traits (const GstCaps *caps);

G_END_DECLS
