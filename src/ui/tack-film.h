/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "media/tack-media-proxy.h"

G_BEGIN_DECLS

#define TACK_TYPE_FILM (tack_film_get_type ())
G_DECLARE_FINAL_TYPE (TackFilm, tack_film, TACK, FILM, GObject)

/**
 * TackFilm:
 *
 * Ten frames of a video side by side, for the strips that draw them. Signal `changed ()`: there is
 * another one to draw. Main context; never emitted between tack_film_stop() and tack_film_read().
 */
TackFilm *tack_film_new (void);

/**
 * tack_film_set_video:
 * @proxy: (nullable): who reads it.
 * @video: (nullable):
 * @duration_ms: 0 for not known.
 *
 * Frames of the same file stay until there are new ones.
 */
void tack_film_set_video (TackFilm *self, TackMediaProxy *proxy, GFile *video, gint64 duration_ms);

/** tack_film_read: reads the frames, once. @side: how large they need be, pixels. */
void tack_film_read (TackFilm *self, int side);

/** tack_film_stop: nobody looks any more: what is not read yet is left for later. */
void tack_film_stop (TackFilm *self);

/**
 * tack_film_snapshot:
 * @is_mirrored: the video begins at the right.
 * @darkness: 0 for the frames as they are.
 *
 * All frames, with nothing where there is none yet.
 */
void tack_film_snapshot (TackFilm              *self,
                         GtkSnapshot           *snapshot,
                         const graphene_rect_t *bounds,
                         gboolean               is_mirrored,
                         double                 darkness);

/** tack_film_snapshot_at: the frame of a moment, bright. @along: 0 for the beginning, 1 for the
 * end.
 */
void tack_film_snapshot_at (TackFilm              *self,
                            GtkSnapshot           *snapshot,
                            const graphene_rect_t *bounds,
                            double                 along);

G_END_DECLS
