/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * TackPinMediaKind:
 * @TACK_PIN_MEDIA_OTHER: a kind that this version does not know.
 *
 * Pinterest's `media_type`.
 */
typedef enum
{
  TACK_PIN_MEDIA_OTHER,
  TACK_PIN_MEDIA_IMAGE,
  TACK_PIN_MEDIA_VIDEO,
  TACK_PIN_MEDIA_MULTIPLE_IMAGES,
  TACK_PIN_MEDIA_MULTIPLE_VIDEOS,
  TACK_PIN_MEDIA_MULTIPLE_MIXED,
} TackPinMediaKind;

/**
 * TackImage:
 * @url: belongs to the media it is of.
 * @width: pixels, 0 where Pinterest does not say.
 * @height: pixels, 0 where Pinterest does not say.
 *
 * A picture in one of the sizes that Pinterest keeps.
 */
typedef struct
{
  const char *url;
  int         width;
  int         height;
} TackImage;

#define TACK_TYPE_PIN_MEDIA (tack_pin_media_get_type ())
G_DECLARE_FINAL_TYPE (TackPinMedia, tack_pin_media, TACK, PIN_MEDIA, GObject)

/**
 * TackPinMedia:
 *
 * What a Pin shows: a picture, a video, or several of them, each again a #TackPinMedia; immutable.
 * Just after its creation much of a video's may be missing.
 */

/** tack_pin_media_new_from_json: Returns: (transfer full): media even of an empty or %NULL object.
 */
TackPinMedia *tack_pin_media_new_from_json (JsonObject *object);

TackPinMediaKind tack_pin_media_get_kind (TackPinMedia *self);

/** tack_pin_media_get_kind_name: Returns: (nullable): Pinterest's word, of an unknown kind too. */
const char *tack_pin_media_get_kind_name (TackPinMedia *self);

guint tack_pin_media_get_n_images (TackPinMedia *self);

/** tack_pin_media_get_image: Returns: (transfer none): the sizes of a picture or of a video's
 * cover, narrowest first. */
const TackImage *tack_pin_media_get_image (TackPinMedia *self, guint index);

/**
 * tack_pin_media_find_image:
 * @min_width: pixels.
 *
 * Returns: (transfer none) (nullable): the smallest picture that is at least so wide, else the
 *   widest there is; of several the first one's.
 */
const TackImage *tack_pin_media_find_image (TackPinMedia *self, int min_width);

guint tack_pin_media_get_n_items (TackPinMedia *self);

/** tack_pin_media_get_item: Returns: (transfer none): one of several pictures or videos. */
TackPinMedia *tack_pin_media_get_item (TackPinMedia *self, guint index);

/* Of one picture of a carousel. */
const char *tack_pin_media_get_title (TackPinMedia *self);
const char *tack_pin_media_get_description (TackPinMedia *self);
const char *tack_pin_media_get_link (TackPinMedia *self);

/* Of a video. Addresses may be %NULL, sizes in pixels 0, the duration in milliseconds -1. */
const char *tack_pin_media_get_cover_url (TackPinMedia *self);
const char *tack_pin_media_get_video_url (TackPinMedia *self);
int         tack_pin_media_get_width (TackPinMedia *self);
int         tack_pin_media_get_height (TackPinMedia *self);
gint64      tack_pin_media_get_duration_ms (TackPinMedia *self);

G_END_DECLS
