/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-image.h"

G_BEGIN_DECLS

#define TACK_DEMO_USERNAME "marlene"
#define TACK_DEMO_AD_ONLY_BOARD "Ad-only Pins"

/* What the stand-in remembers. Every entity begins with its id. Ids only rise and every list is
 * kept in their order, so that finding one entity and finding where a page begins are binary
 * searches, whatever has been deleted in between. The server's lock guards all of it: the tests'
 * thread looks in while the server's thread writes. */

typedef struct
{
  gint64 number; /* of @id */
  char  *id;
} TackDemoEntity;

/** TackDemoSection: @pins are its board's, oldest first. */
typedef struct
{
  TackDemoEntity entity;
  char          *name;
  GPtrArray     *pins;
} TackDemoSection;

/**
 * TackDemoBoard:
 * @slug: what stands for the name in the board's address, and has to differ from other boards'.
 * @pins: oldest first, those in sections among them.
 * @is_locked: whether a section is being made, which no other may disturb.
 */
typedef struct
{
  TackDemoEntity entity;
  char          *name;
  char          *slug;
  char          *description;
  const char    *privacy;
  gboolean       is_ads_only;
  gboolean       is_locked;
  char          *created_at;
  GPtrArray     *sections;
  GPtrArray     *pins;
} TackDemoBoard;

/**
 * TackDemoMedia:
 * @arrived_us: monotonic time at which the bucket had all bytes, 0 before.
 * @sha256: (nullable): of the file; %NULL above the size up to which the bucket hashes.
 */
typedef struct
{
  TackDemoEntity entity;
  char          *key;
  char          *signature;
  gint64         arrived_us;
  guint64        size;
  char          *sha256;
} TackDemoMedia;

typedef enum
{
  TACK_DEMO_IMAGE,
  TACK_DEMO_VIDEO,
  TACK_DEMO_CAROUSEL,
} TackDemoKind;

/**
 * TackDemoPin:
 * @section: (nullable): of @board.
 * @fields: what the request set and an answer repeats.
 * @images: of #TackDemoImage; one, or those of a carousel. Copies of a Pin share them.
 * @cover: which of @images is shown first.
 * @created_us: monotonic; a video Pin reads as REGULAR until a while after.
 * @is_answered: whether its creation has been answered, which never calls it a video yet.
 */
typedef struct
{
  TackDemoEntity   entity;
  TackDemoBoard   *board;
  TackDemoSection *section;
  JsonObject      *fields;
  TackDemoKind     kind;
  GPtrArray       *images;
  guint            cover;
  char            *created_at;
  gint64           created_us;
  gboolean         is_answered;
} TackDemoPin;

/**
 * TackDemoState:
 * @origin: the server's own address without a path.
 * @n_boards_elsewhere: what the account's counts hold besides @boards.
 * @n_pins_elsewhere: what the account's counts hold besides @pins.
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
  gint64     n_boards_elsewhere;
  gint64     n_pins_elsewhere;
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
 * @section: (nullable): of @board.
 * @fields: (transfer full): what an answer repeats of the request.
 * @images: (transfer full): of #TackDemoImage.
 */
TackDemoPin *tack_demo_state_add_pin (TackDemoState   *self,
                                      TackDemoBoard   *board,
                                      TackDemoSection *section,
                                      TackDemoKind     kind,
                                      JsonObject      *fields,
                                      GPtrArray       *images);

/** tack_demo_state_move_pin: @section is (nullable) and of @board. */
void tack_demo_state_move_pin (TackDemoPin *pin, TackDemoBoard *board, TackDemoSection *section);

/** tack_demo_state_remove_pin: frees @pin. */
void tack_demo_state_remove_pin (TackDemoState *self, TackDemoPin *pin);

/** tack_demo_state_remove_section: frees @section and its Pins, which go with it. */
void tack_demo_state_remove_section (TackDemoState   *self,
                                     TackDemoBoard   *board,
                                     TackDemoSection *section);

/** tack_demo_state_remove_board: frees @board, its sections and its Pins. */
void tack_demo_state_remove_board (TackDemoState *self, TackDemoBoard *board);

/** tack_demo_media_get_status: Returns: the contract's MediaUploadStatus. */
const char *tack_demo_media_get_status (TackDemoState *state, TackDemoMedia *media);

/** tack_demo_board_set_name: and with it the slug. */
void tack_demo_board_set_name (TackDemoBoard *self, const char *name);

/** tack_demo_dup_slug: Returns: (transfer full): what Pinterest makes of a board's name in its
 * address, by which it tells whether two boards have the same name. */
char *tack_demo_dup_slug (const char *name);

/**
 * tack_demo_find_index:
 *
 * Returns: how many of @entities have an id below @number.
 */
guint tack_demo_find_index (GPtrArray *entities, gint64 number);

/**
 * tack_demo_find:
 *
 * Returns: (transfer none) (nullable): the entity of @entities with that id.
 */
gpointer tack_demo_find (GPtrArray *entities, const char *id);

/* Many at once, for lists that are long: numbered names, and one picture for all Pins. */
void tack_demo_state_add_boards (TackDemoState *self, guint n_boards);
void tack_demo_state_add_sections (TackDemoState *self, TackDemoBoard *board, guint n_sections);
void tack_demo_state_add_pins (TackDemoState *self, TackDemoBoard *board, guint n_pins);

/** tack_demo_state_fill: puts the boards and Pins there that every start begins with. */
void tack_demo_state_fill (TackDemoState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoState, tack_demo_state_free)

G_END_DECLS
