/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How many bytes of a file are held at a time. */
#define TACK_BOX_READER_BYTES (64 * 1024)

/** TackBoxSpan: the content of a box, without the box's own head. */
typedef struct
{
  guint64 start;
  guint64 end;
} TackBoxSpan;

/**
 * TackBoxReader:
 * @stream: a file of boxes (ISO/IEC 14496-12), seekable.
 * @cancellable: (nullable):
 * @size: of the file in bytes.
 *
 * Reads here and there in a file of boxes. Believes no size and no count. Set up by naming the
 * fields above.
 */
typedef struct
{
  GInputStream *stream;
  GCancellable *cancellable;
  guint64       size;
  guint8       *window;
  guint64       window_start;
  gsize         window_length;
  guint         n_boxes;
} TackBoxReader;

void tack_box_reader_clear (TackBoxReader *self);

/** tack_box_number: Returns: the big-endian number of @n_bytes, at most 8. */
guint64 tack_box_number (const guint8 *data, guint n_bytes);

/**
 * tack_box_reader_peek:
 *
 * Returns: (transfer none) (nullable): the bytes from @offset on, valid until the next call; %NULL:
 *   the file does not have them.
 */
const guint8 *tack_box_reader_peek (TackBoxReader *self, guint64 offset, gsize n_bytes);

/** tack_box_reader_peek_in: Returns: (transfer none) (nullable): those of @span, from @skip on. */
const guint8 *tack_box_reader_peek_in (TackBoxReader *self,
                                       TackBoxSpan    span,
                                       guint64        skip,
                                       gsize          n_bytes);

/**
 * tack_box_reader_count:
 * @head_bytes: of the content that come before the number of entries.
 *
 * Returns: how many entries of a table there are, never more than fit into @span.
 */
guint64 tack_box_reader_count (TackBoxReader *self,
                               TackBoxSpan    span,
                               guint          head_bytes,
                               guint          entry_bytes);

/**
 * tack_box_reader_next:
 * @rest: what is left of the boxes around; afterwards behind this one.
 * @name: (out): of four letters, with no end.
 * @content: (out): of this box.
 *
 * Returns: whether there was one more box.
 */
gboolean tack_box_reader_next (TackBoxReader *self,
                               TackBoxSpan   *rest,
                               char           name[4],
                               TackBoxSpan   *content);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TackBoxReader, tack_box_reader_clear)

G_END_DECLS
