/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/**
 * TACK_SHARED_PICTURE:
 *
 * Between two processes pixels do not travel, the memory they lie in does: a picture is width,
 * height, stride, whether it has transparency, and the handle of that memory.
 */
#define TACK_SHARED_PICTURE "(iiibh)"

/**
 * tack_shared_memory_append:
 * @error: `G_IO_ERROR_NO_SPACE`.
 *
 * Returns: the handle of memory with these bytes, or -1. The other side seals it.
 */
int tack_shared_memory_append (GUnixFDList *fds, const guint8 *bytes, gsize size, GError **error);

/**
 * tack_shared_memory_take:
 * @fds: (nullable): as it came with the message.
 *
 * Returns: (transfer full) (nullable): the memory behind @handle, which nobody can change any more;
 * %NULL: it is none.
 */
GBytes *tack_shared_memory_take (GUnixFDList *fds, int handle);

/** tack_shared_memory_append_picture: Returns: (transfer floating) (nullable): a
 * %TACK_SHARED_PICTURE; %NULL as tack_shared_memory_append(). */
GVariant *tack_shared_memory_append_picture (GUnixFDList *fds, GdkPixbuf *pixbuf, GError **error);

/**
 * tack_shared_memory_take_picture:
 * @picture: a %TACK_SHARED_PICTURE.
 *
 * Returns: (transfer full) (nullable): %NULL when what it says does not fit what it gives.
 */
GdkPixbuf *tack_shared_memory_take_picture (GUnixFDList *fds, GVariant *picture);

G_END_DECLS
