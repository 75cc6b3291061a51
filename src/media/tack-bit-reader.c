/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-bit-reader.h"

void
tack_bit_reader_skip (TackBitReader *self, gsize n)
{
  if (n > self->n_bits - self->at)
    self->is_over = TRUE;
  if (self->is_over)
    self->at = self->n_bits;
  else
    self->at += n;
}

guint
tack_bit_reader_read (TackBitReader *self, guint n)
{
  gsize at = self->at;
  guint value = 0;

  tack_bit_reader_skip (self, n);
  for (; !self->is_over && at < self->at; at++)
    value = value << 1 | (self->data[at / 8] >> (7 - at % 8) & 1);

  return value;
}

/* As many bits follow the first one as zeros come before it. */
guint
tack_bit_reader_read_golomb (TackBitReader *self)
{
  guint n_zeros = 0;

  while (n_zeros < 31 && !self->is_over && tack_bit_reader_read (self, 1) == 0)
    n_zeros++;

  return (1u << n_zeros) - 1 + tack_bit_reader_read (self, n_zeros);
}

int
tack_bit_reader_read_signed_golomb (TackBitReader *self)
{
  guint code = tack_bit_reader_read_golomb (self);

  return code % 2 == 1 ? (int) (code / 2) + 1 : -(int) (code / 2);
}

void
tack_bit_reader_skip_golombs (TackBitReader *self, guint n)
{
  for (; n > 0 && !self->is_over; n--)
    tack_bit_reader_read_golomb (self);
}
