/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-call.h"

#include "base/tack-limits.h"

G_BEGIN_DECLS

/* Each picture of a carousel has texts of its own: the contract's CarouselSlot. It gives them no
 * limits; they are those of a Pin. */
#define TACK_DEMO_SLOT_RULES                                                                       \
  { "title", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, TACK_TITLE_MAX },                                 \
    { "description", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, TACK_DESCRIPTION_MAX },                   \
  {                                                                                                \
    "link", TACK_DEMO_WEB_ADDRESS, TACK_DEMO_OPTIONAL, TACK_LINK_MAX                               \
  }

/**
 * TackDemoSource:
 * @images: (nullable): of #TackDemoImage.
 * @slots: (nullable): the texts of a carousel, one object a picture.
 * @cover: which of @images is shown first.
 *
 * What a `media_source` brings, while the call is being checked; nothing is kept of a refused one.
 */
typedef struct
{
  TackDemoKind kind;
  GPtrArray   *images;
  JsonArray   *slots;
  guint        cover;
} TackDemoSource;

/**
 * tack_demo_source_read:
 * @self: an empty one.
 *
 * Takes the pictures out of the call's body and leaves their checksums there, which is what the log
 * keeps.
 *
 * Returns: whether they are good; if not, the call has been refused.
 */
gboolean tack_demo_source_read (TackDemoSource *self, TackDemoCall *call);

void tack_demo_source_clear (TackDemoSource *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackDemoSource, tack_demo_source_clear)

G_END_DECLS
