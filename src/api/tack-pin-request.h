/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TackPinRequest:
 * @board_id: (nullable): digits; only an ad-only Pin may leave it out.
 * @product_tags: (nullable) (array zero-terminated=1): ids of product Pins, at most 24.
 * @is_removable: ad-only: Pinterest files it on the board “Ad-only Pins”.
 * @is_standard: %FALSE makes the simplified Pin that can become an Idea ad.
 * @media_id: (nullable): a processed video; else @image or @image_url.
 * @image: (nullable): bytes of a JPEG or PNG, with @image_type.
 * @image_url: (nullable): a public address Pinterest fetches the picture from.
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
  GStrv    product_tags;
  gboolean is_removable;
  gboolean is_standard;

  char       *media_id;
  GBytes     *image;
  const char *image_type;
  char       *image_url;

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

/** tack_pin_request_to_json: Returns: (transfer full): the body of `POST /pins`. Pure. */
JsonNode *tack_pin_request_to_json (const TackPinRequest *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackPinRequest, tack_pin_request_clear)

G_END_DECLS
