/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-picture.h"

G_BEGIN_DECLS

#define TACK_DEMO_USERNAME "marlene"
#define TACK_DEMO_AD_ONLY_BOARD "Ad-only Pins"

/* What the stand-in remembers. Every entity begins with its id, which is what paging goes by. The
 * server's lock guards all of it: the tests' thread looks in while the server's thread writes. */

typedef struct
{
  char *id;
} TackDemoEntity;

typedef struct
{
  char *id;
  char *name;
} TackDemoSection;

typedef struct
{
  char       *id;
  char       *name;
  char       *description;
  const char *privacy;
  gboolean    is_ads_only;
  char       *created_at;
  GPtrArray  *sections;
} TackDemoBoard;

/**
 * TackDemoMedia:
 * @arrived_us: monotonic time at which the bucket had all bytes, 0 before.
 * @sha256: (nullable): of the file; %NULL above the size up to which the bucket hashes.
 */
typedef struct
{
  char   *id;
  char   *key;
  char   *signature;
  gint64  arrived_us;
  guint64 size;
  char   *sha256;
} TackDemoMedia;

/**
 * TackDemoPin:
 * @fields: what the request set and an answer repeats.
 * @picture: (nullable): what is served as the Pin's picture.
 * @picture_url: (nullable): where the picture is instead, for a Pin made from an address.
 * @created_us: monotonic; a video Pin reads as REGULAR until a while after.
 * @is_answered: whether its creation has been answered, which never calls it a video yet.
 */
typedef struct
{
  char            *id;
  TackDemoBoard   *board;
  char            *section_id;
  JsonObject      *fields;
  TackDemoPicture *picture;
  char            *picture_url;
  gboolean         is_video;
  char            *created_at;
  gint64           created_us;
  gboolean         is_answered;
} TackDemoPin;

/**
 * TackDemoState:
 * @origin: the server's own address without a path.
 * @pins: oldest first.
 * @log: `{"request":…,"answer":…}` for each Pin created since the start.
 */
typedef struct
{
  char      *origin;
  gint64     processing_us;
  gint64     next_id;
  GPtrArray *boards;
  GPtrArray *pins;
  GPtrArray *media;
  JsonArray *log;
} TackDemoState;

TackDemoState *tack_demo_state_new (const char *origin, gint64 processing_ms);
void           tack_demo_state_free (TackDemoState *self);

TackDemoBoard   *tack_demo_state_add_board (TackDemoState *self,
                                            const char    *name,
                                            const char    *description,
                                            const char    *privacy);
TackDemoSection *tack_demo_state_add_section (TackDemoState *self,
                                              TackDemoBoard *board,
                                              const char    *name);
TackDemoMedia   *tack_demo_state_add_media (TackDemoState *self);

/**
 * tack_demo_state_add_pin:
 * @fields: (transfer full): what an answer repeats of the request.
 */
TackDemoPin *tack_demo_state_add_pin (TackDemoState *self,
                                      TackDemoBoard *board,
                                      const char    *section_id,
                                      JsonObject    *fields);

/**
 * tack_demo_find:
 *
 * Returns: (transfer none) (nullable): the entity of @entities with that id.
 */
gpointer tack_demo_find (GPtrArray *entities, const char *id);

/** tack_demo_state_fill: puts the boards and Pins there that every start begins with. */
void tack_demo_state_fill (TackDemoState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoState, tack_demo_state_free)

G_END_DECLS
