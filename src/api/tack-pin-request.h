/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-body.h"

G_BEGIN_DECLS

/**
 * TackPinItem:
 * @image: (nullable): bytes of a JPEG or PNG, with @image_type; else @image_url.
 * @image_url: (nullable): a public address Pinterest fetches the picture from.
 *
 * One picture of a carousel, with its own texts and link.
 */
typedef struct
{
  char       *title;
  char       *description;
  char       *link;
  GBytes     *image;
  const char *image_type;
  char       *image_url;
} TackPinItem;

/**
 * TackPinRequest:
 * @board_id: (nullable): digits; only an ad-only Pin may leave it out.
 * @dominant_color: (nullable): such as `#6E7874`.
 * @parent_pin_id: (nullable): the Pin that this one was saved from.
 * @product_tags: (nullable) (array zero-terminated=1): ids of product Pins, at most 24.
 * @is_removable: ad-only: Pinterest files it on the board “Ad-only Pins”.
 * @is_standard: %FALSE makes the simplified Pin that can become an Idea ad. A carousel has no such
 *   choice.
 * @media_id: (nullable): a processed video; else @image, @image_url or @items.
 * @image: (nullable): bytes of a JPEG or PNG, with @image_type.
 * @image_url: (nullable): a public address Pinterest fetches the picture from.
 * @items: (nullable) (element-type TackPinItem): 2 to 5 pictures of a carousel, either all by bytes
 *   or all by address: tack_pin_request_add_item().
 * @index: which of @items is shown first; 0 leaves it to Pinterest, which begins with the first.
 * @cover: (nullable): bytes of the video's cover, with @cover_type.
 * @cover_url: (nullable): a public address of the cover.
 * @cover_key_frame_s: whole seconds of the key frame Pinterest shall take, or -1.
 *
 * Everything `POST /pins` is asked with. What is %NULL or empty is left out of the request. A plain
 * struct on the caller's side: initialise with %TACK_PIN_REQUEST_INIT, clear with
 * tack_pin_request_clear().
 */
typedef struct
{
  char    *board_id;
  char    *board_section_id;
  char    *title;
  char    *description;
  char    *alt_text;
  char    *link;
  char    *note;
  char    *dominant_color;
  char    *parent_pin_id;
  GStrv    product_tags;
  gboolean is_removable;
  gboolean is_standard;

  char       *media_id;
  GBytes     *image;
  const char *image_type;
  char       *image_url;

  GPtrArray *items;
  guint      index;

  GBytes     *cover;
  const char *cover_type;
  char       *cover_url;
  gint64      cover_key_frame_s;
} TackPinRequest;

#define TACK_PIN_REQUEST_INIT                                                                      \
  {                                                                                                \
    .is_standard = TRUE, .cover_key_frame_s = -1                                                   \
  }

void tack_pin_request_clear (TackPinRequest *self);

/** tack_pin_request_add_item: Returns: (transfer none): an empty item at the end, to be filled. */
TackPinItem *tack_pin_request_add_item (TackPinRequest *self);

/**
 * tack_pin_request_check:
 * @error: `TACK_ERROR_FIX`: one sentence that names what Pinterest would refuse.
 *
 * Holds a request against the contract before anything is sent: ids, texts in characters,
 * addresses, product tags, the board, and that there is one picture, carousel or video. Pure.
 */
gboolean tack_pin_request_check (const TackPinRequest *self, GError **error);

/** tack_pin_request_to_body: Returns: (transfer full): the body of `POST /pins`. Pictures are
 * shared, and become base64 when they are sent. */
TackBody *tack_pin_request_to_body (const TackPinRequest *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackPinRequest, tack_pin_request_clear)

G_END_DECLS
