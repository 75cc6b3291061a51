/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-jpeg-turn.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#define CHUNK_BYTES (64 * 1024)
#define PROFILE_MARKER (JPEG_APP0 + 2)

/* Each way is an exchange of width and height, then mirroring. */
typedef struct
{
  gboolean is_exchanged;
  gboolean is_mirrored; /* left to right */
  gboolean is_flipped;  /* top to bottom */
} Way;

static const Way ways[] = {
  [1] = { FALSE, FALSE, FALSE }, [2] = { FALSE, TRUE, FALSE }, [3] = { FALSE, TRUE, TRUE },
  [4] = { FALSE, FALSE, TRUE },  [5] = { TRUE, FALSE, FALSE }, [6] = { TRUE, TRUE, FALSE },
  [7] = { TRUE, TRUE, TRUE },    [8] = { TRUE, FALSE, TRUE },
};

typedef struct
{
  Way                           way;
  struct jpeg_decompress_struct from;
  struct jpeg_compress_struct   to;
  struct jpeg_error_mgr         errors;
  jmp_buf                       failed; /* libjpeg's way out of an error */
  struct jpeg_destination_mgr   destination;
  jvirt_barray_ptr              blocks[MAX_COMPONENTS];
  guint8                        chunk[CHUNK_BYTES];
  GByteArray                   *written;
} Turn;

static void
on_error (j_common_ptr common)
{
  longjmp (((Turn *) common->client_data)->failed, 1);
}

/* A file of which something is missing is counted by the library, and not worth a line. */
static void
on_message (j_common_ptr common)
{
}

static void
start_chunk (j_compress_ptr to)
{
  Turn *self = to->client_data;

  self->destination.next_output_byte = self->chunk;
  self->destination.free_in_buffer = CHUNK_BYTES;
}

static boolean
write_chunk (j_compress_ptr to)
{
  Turn *self = to->client_data;

  g_byte_array_append (self->written, self->chunk, CHUNK_BYTES);
  start_chunk (to);

  return TRUE;
}

static void
write_last_chunk (j_compress_ptr to)
{
  Turn *self = to->client_data;

  g_byte_array_append (self->written, self->chunk,
                       (guint) (CHUNK_BYTES - self->destination.free_in_buffer));
}

/* Whether what would come to lie within is whole: the edges that are moved to the other side. */
static gboolean
is_whole (const Turn *self)
{
  int      block_width = self->from.max_h_samp_factor * DCTSIZE;
  int      block_height = self->from.max_v_samp_factor * DCTSIZE;
  gboolean moves_right = self->way.is_exchanged ? self->way.is_flipped : self->way.is_mirrored;
  gboolean moves_bottom = self->way.is_exchanged ? self->way.is_mirrored : self->way.is_flipped;

  return (!moves_right || self->from.image_width % (guint) block_width == 0)
         && (!moves_bottom || self->from.image_height % (guint) block_height == 0);
}

/* Room for the turned blocks; the library wants to know before it reads. */
static void
request_blocks (Turn *self)
{
  j_decompress_ptr from = &self->from;

  for (int i = 0; i < from->num_components; i++)
    {
      const jpeg_component_info *component = &from->comp_info[i];
      JDIMENSION columns = (from->image_width + (guint) from->max_h_samp_factor * DCTSIZE - 1)
                           / ((guint) from->max_h_samp_factor * DCTSIZE)
                           * (guint) component->h_samp_factor;
      JDIMENSION rows = (from->image_height + (guint) from->max_v_samp_factor * DCTSIZE - 1)
                        / ((guint) from->max_v_samp_factor * DCTSIZE)
                        * (guint) component->v_samp_factor;

      self->blocks[i]
        = from->mem->request_virt_barray ((j_common_ptr) from, JPOOL_IMAGE, TRUE,
                                          self->way.is_exchanged ? rows : columns,
                                          self->way.is_exchanged ? columns : rows,
                                          (JDIMENSION) (self->way.is_exchanged
                                                          ? component->h_samp_factor
                                                          : component->v_samp_factor));
    }
}

static void
turn_block (const Way *way, const JCOEF *from, JCOEF *to)
{
  for (int row = 0; row < DCTSIZE; row++)
    for (int column = 0; column < DCTSIZE; column++)
      {
        JCOEF wave
          = way->is_exchanged ? from[column * DCTSIZE + row] : from[row * DCTSIZE + column];
        gboolean is_negated
          = (way->is_mirrored && column % 2 == 1) != (way->is_flipped && row % 2 == 1);

        to[row * DCTSIZE + column] = (JCOEF) (is_negated ? -wave : wave);
      }
}

static void
turn_component (Turn *self, int index, jvirt_barray_ptr source)
{
  const Way                 *way = &self->way;
  j_decompress_ptr           from = &self->from;
  const jpeg_component_info *component = &from->comp_info[index];
  JDIMENSION columns = way->is_exchanged ? component->height_in_blocks : component->width_in_blocks;
  JDIMENSION rows = way->is_exchanged ? component->width_in_blocks : component->height_in_blocks;

  for (JDIMENSION row = 0; row < rows; row++)
    {
      JBLOCKARRAY to
        = from->mem->access_virt_barray ((j_common_ptr) from, self->blocks[index], row, 1, TRUE);
      JDIMENSION old_row = way->is_flipped ? rows - 1 - row : row;

      for (JDIMENSION column = 0; column < columns; column++)
        {
          JDIMENSION  old_column = way->is_mirrored ? columns - 1 - column : column;
          JBLOCKARRAY old
            = from->mem->access_virt_barray ((j_common_ptr) from, source,
                                             way->is_exchanged ? old_column : old_row, 1, FALSE);

          turn_block (way, old[0][way->is_exchanged ? old_row : old_column], to[0][column]);
        }
    }
}

static void
exchange_table (JQUANT_TBL *table)
{
  for (int row = 0; table != NULL && row < DCTSIZE; row++)
    for (int column = 0; column < row; column++)
      {
        UINT16 old = table->quantval[row * DCTSIZE + column];

        table->quantval[row * DCTSIZE + column] = table->quantval[column * DCTSIZE + row];
        table->quantval[column * DCTSIZE + row] = old;
      }
}

static void
exchange_sides (j_compress_ptr to)
{
  JDIMENSION width = to->image_width;

  to->image_width = to->image_height;
  to->image_height = width;
  for (int i = 0; i < to->num_components; i++)
    {
      int factor = to->comp_info[i].h_samp_factor;

      to->comp_info[i].h_samp_factor = to->comp_info[i].v_samp_factor;
      to->comp_info[i].v_samp_factor = factor;
    }
  for (int i = 0; i < NUM_QUANT_TBLS; i++)
    exchange_table (to->quant_tbl_ptrs[i]);
}

static void
write_profile (Turn *self)
{
  static const char name[] = "ICC_PROFILE";

  for (jpeg_saved_marker_ptr marker = self->from.marker_list; marker != NULL; marker = marker->next)
    if (marker->data_length > sizeof name && memcmp (marker->data, name, sizeof name) == 0)
      jpeg_write_marker (&self->to, marker->marker, marker->data, marker->data_length);
}

static void
set_up (Turn *self, GBytes *jpeg)
{
  gsize         length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);

  self->from.client_data = self;
  self->to.client_data = self;
  jpeg_create_decompress (&self->from);
  jpeg_create_compress (&self->to);
  jpeg_mem_src (&self->from, data, length);
  jpeg_save_markers (&self->from, PROFILE_MARKER, G_MAXUINT16);
  self->to.dest = &self->destination;
}

/* Returns: whether all is written; errors jump out of it. */
static gboolean
read_and_write (Turn *self)
{
  jpeg_read_header (&self->from, TRUE);
  if (!is_whole (self))
    return FALSE;

  request_blocks (self);
  jvirt_barray_ptr *source = jpeg_read_coefficients (&self->from);
  if (self->errors.num_warnings > 0)
    return FALSE;

  jpeg_copy_critical_parameters (&self->from, &self->to);
  if (self->way.is_exchanged)
    exchange_sides (&self->to);
  for (int i = 0; i < self->from.num_components; i++)
    turn_component (self, i, source[i]);

  self->to.optimize_coding = TRUE;
  if (self->from.progressive_mode)
    jpeg_simple_progression (&self->to);
  jpeg_write_coefficients (&self->to, self->blocks);
  write_profile (self);
  jpeg_finish_compress (&self->to);
  jpeg_finish_decompress (&self->from);

  return TRUE;
}

static gboolean
run (Turn *self, GBytes *jpeg)
{
  if (setjmp (self->failed) != 0)
    return FALSE;

  set_up (self, jpeg);

  return read_and_write (self);
}

GBytes *
tack_jpeg_turn (GBytes *jpeg, int orientation)
{
  g_return_val_if_fail (orientation > 0 && orientation < (int) G_N_ELEMENTS (ways), NULL);

  g_autofree Turn *self = g_new0 (Turn, 1);
  self->way = ways[orientation];
  self->written = g_byte_array_new ();
  self->from.err = self->to.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = on_error;
  self->errors.output_message = on_message;
  self->destination.init_destination = start_chunk;
  self->destination.empty_output_buffer = write_chunk;
  self->destination.term_destination = write_last_chunk;

  gboolean is_turned = run (self, jpeg);
  jpeg_destroy_compress (&self->to);
  jpeg_destroy_decompress (&self->from);
  g_autoptr (GBytes) turned = g_byte_array_free_to_bytes (self->written);

  return is_turned ? g_steal_pointer (&turned) : NULL;
}
