/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a picture stands in a frame: on which ground, and where. Pure, any thread. */

/** How far a picture's shape may be from its frame's and still fill it. */
#define TACK_GROUND_TOLERANCE 0.03

/** tack_ground_from_pixbuf: Returns: the dominant colour of @pixbuf, darkened to 55 %. */
GdkRGBA tack_ground_from_pixbuf (GdkPixbuf *pixbuf);

/**
 * tack_ground_place:
 * @picture_width: of the picture, as are @picture_height; above 0.
 * @frame: where it goes.
 * @place: (out): the picture's rectangle: inside @frame, or over its edges where their shapes are
 *   within %TACK_GROUND_TOLERANCE of each other.
 *
 * Returns: whether the picture fills @frame.
 */
gboolean tack_ground_place (double                 picture_width,
                            double                 picture_height,
                            const graphene_rect_t *frame,
                            graphene_rect_t       *place);

G_END_DECLS
