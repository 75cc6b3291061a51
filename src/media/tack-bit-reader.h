/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackBitReader:
 * @data: not owned.
 * @n_bits: how many there are.
 * @at: the next one.
 * @is_over: whether more was asked than there is; all that is read from then on is 0.
 *
 * Reads numbers of any width, as the headers of H.264 and H.265 are made of them.
 */
typedef struct
{
  const guint8 *data;
  gsize         n_bits;
  gsize         at;
  gboolean      is_over;
} TackBitReader;

/** tack_bit_reader_read: @n: at most 32. */
guint tack_bit_reader_read (TackBitReader *self, guint n);

void tack_bit_reader_skip (TackBitReader *self, gsize n);

/** tack_bit_reader_read_golomb: Returns: a number in exponential Golomb code, `ue(v)`. */
guint tack_bit_reader_read_golomb (TackBitReader *self);

/** tack_bit_reader_read_signed_golomb: Returns: the same with a sign, `se(v)`. */
int tack_bit_reader_read_signed_golomb (TackBitReader *self);

void tack_bit_reader_skip_golombs (TackBitReader *self, guint n);

G_END_DECLS
