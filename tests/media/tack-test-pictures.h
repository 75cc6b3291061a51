/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/tack-picture-plan.h"
#include "tack-test-clips.h"

/* Pictures that are made ready to be sent: what the tests of tack_picture_prepare() share. */

/** What must not leave the house. */
#define TACK_TEST_PICTURES_AUTHOR "Anna Geheim"

/** tack_test_pictures_prepare: as tack_picture_prepare(); whatever is done, the file is as it was.
 */
GBytes *tack_test_pictures_prepare (GFile             *file,
                                    TackPictureOptions options,
                                    const char       **content_type,
                                    GError           **error);

/** tack_test_pictures_prepare_well: there is no reason why that should not work. */
GBytes *tack_test_pictures_prepare_well (GFile             *file,
                                         TackPictureOptions options,
                                         const char        *expected_type);

GdkPixbuf *tack_test_pictures_decode (GBytes *bytes);

/** tack_test_pictures_load: Returns: a clip, as it lies in its file. */
GdkPixbuf *tack_test_pictures_load (TackTestClips *clips, const char *name);

/** tack_test_pictures_make_noise: Returns: what no encoder makes small. */
GdkPixbuf *tack_test_pictures_make_noise (int width, int height, gboolean has_alpha);

/** tack_test_pictures_lay_down: Returns: as it lies in the file of a camera that was held that way.
 */
GdkPixbuf *tack_test_pictures_lay_down (GdkPixbuf *upright, int orientation);

/**
 * tack_test_pictures_make_profile:
 * @colors: `RGB `, `CMYK` or `GRAY`.
 *
 * Returns: a profile of colours, as GdkPixbuf has it.
 */
char *tack_test_pictures_make_profile (const char *colors);

/** tack_test_pictures_make_talkative: saves @pixbuf with a profile and with everything that cameras
 * and programs tell. */
GFile *tack_test_pictures_make_talkative (TackTestClips *clips,
                                          GdkPixbuf     *pixbuf,
                                          const char    *name,
                                          const char    *content_type,
                                          int            orientation);

gboolean tack_test_pictures_has_text (GBytes *bytes, const char *text);

/** tack_test_pictures_assert_silent: it tells nothing but the picture. */
void tack_test_pictures_assert_silent (GBytes *bytes);

/** tack_test_pictures_assert_same: to the bit. */
void tack_test_pictures_assert_same (GdkPixbuf *a, GdkPixbuf *b);
