/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "demo/tack-demo-picture.h"

G_BEGIN_DECLS

/**
 * TackDemoImage:
 * @picture: (nullable): what is served.
 * @url: (nullable): where the picture is instead, for one that was given by its address.
 *
 * One picture of a Pin.
 */
typedef struct
{
  TackDemoPicture *picture;
  char            *url;
} TackDemoImage;

/** tack_demo_image_new: takes what it is given. */
TackDemoImage *tack_demo_image_new (TackDemoPicture *picture, char *url);

/** tack_demo_image_list_new: Returns: (transfer full): an array that frees its images. */
GPtrArray *tack_demo_image_list_new (void);

/**
 * tack_demo_image_sizes_to_json:
 * @own_url: where @self is served if it holds a picture.
 *
 * Returns: (transfer full): the contract's ImageSize: the same picture four times, with the size
 * each would have.
 */
JsonObject *tack_demo_image_sizes_to_json (TackDemoImage *self, const char *own_url);

G_END_DECLS
