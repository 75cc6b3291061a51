/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * tack_picture_end_is_missing:
 * @stream: the file, seekable.
 * @format: `jpeg`, `png`, `gif`, `webp`, `bmp` or `tiff`; of others nothing is said.
 * @size: of the file in bytes.
 *
 * A picture that was cut off while it was copied has a good head and shows grey below: only its
 * end gives it away. Decodes nothing; of a picture that ends as it should only the last bytes are
 * read. Blocks: worker threads only.
 *
 * Returns: whether the picture breaks off.
 */
gboolean tack_picture_end_is_missing (GInputStream *stream,
                                      const char   *format,
                                      gint64        size,
                                      GCancellable *cancellable);

G_END_DECLS
