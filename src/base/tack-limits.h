/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Every limit of Pinterest that the program knows, once. The source is Pinterest's v5 reference and
 * its product specifications; counts of characters are Unicode characters, not bytes. A name ending
 * in _ADVISED is where a warning begins, the others are where Pinterest refuses. */

#define TACK_TITLE_MAX 100
#define TACK_TITLE_ADVISED 40
#define TACK_DESCRIPTION_MAX 800
#define TACK_DESCRIPTION_ADVISED 500
#define TACK_ALT_TEXT_MAX 500
#define TACK_LINK_MAX 2048

#define TACK_IMAGE_BYTES_MAX (G_GINT64_CONSTANT (20) * 1000 * 1000)
#define TACK_IMAGE_BYTES_ADVISED (G_GINT64_CONSTANT (8) * 1000 * 1000)
#define TACK_IMAGE_WIDTH_ADVISED 200
#define TACK_IMAGE_HEIGHT_ADVISED 300

#define TACK_VIDEO_BYTES_MAX (G_GINT64_CONSTANT (2) * 1000 * 1000 * 1000)
#define TACK_VIDEO_MS_MIN 4000
#define TACK_VIDEO_MS_MAX (15 * 60 * 1000)
#define TACK_VIDEO_RATIO_MIN (1.0 / 2.0)
#define TACK_VIDEO_RATIO_MAX 1.91
/* Shapes are named rounded: 1200 × 628 is what everybody calls 1.91:1. */
#define TACK_VIDEO_RATIO_SLACK 0.005
#define TACK_VIDEO_LINES_ADVISED 240

#define TACK_PRODUCT_TAGS_MAX 24
#define TACK_CAROUSEL_MIN 2
#define TACK_CAROUSEL_MAX 5

#define TACK_SECTION_NAME_MAX 180
/* Pinterest's reference names no limit for a board's name and description; anything longer than
 * what it takes elsewhere is a mistake all the same. */
#define TACK_BOARD_NAME_MAX 180
#define TACK_BOARD_NAME_ADVISED 50
#define TACK_BOARD_DESCRIPTION_MAX TACK_DESCRIPTION_MAX
#define TACK_BOARDS_MAX 2000
#define TACK_PINS_MAX 200000
#define TACK_VOLUME_ADVISED_PERCENT 95

#define TACK_PAGE_SIZE_DEFAULT 25
#define TACK_PAGE_SIZE_MAX 250

#define TACK_COVER_JPEG_QUALITY 90
