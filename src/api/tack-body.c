/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-body.h"

#include <string.h>

#include "base/tack-json.h"

/* Three bytes of a picture become four characters. */
#define GROUP_BYTES 3
#define GROUP_CHARS 4
#define ENCODE_GROUPS 4096

typedef struct
{
  GBytes  *bytes;
  gboolean is_picture;
} Piece;

struct _TackBody
{
  char      *nonce;        /* begins every placeholder */
  GPtrArray *placeholders; /* of char *, in the order of @pictures */
  GPtrArray *pictures;     /* of GBytes */

  GArray *pieces; /* of Piece, in the order they are sent */
  gsize   length;
};

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_bytes_unref (piece->bytes);
}

TackBody *
tack_body_new (void)
{
  TackBody *self = g_atomic_rc_box_new0 (TackBody);

  self->nonce = g_uuid_string_random ();
  self->placeholders = g_ptr_array_new_with_free_func (g_free);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, piece_clear);

  return self;
}

TackBody *
tack_body_ref (TackBody *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
body_clear (gpointer data)
{
  TackBody *self = data;

  g_free (self->nonce);
  g_ptr_array_unref (self->placeholders);
  g_ptr_array_unref (self->pictures);
  g_array_unref (self->pieces);
}

void
tack_body_unref (TackBody *self)
{
  g_atomic_rc_box_release_full (self, body_clear);
}

TackBody *
tack_body_new_from_json (JsonNode *node)
{
  TackBody *self = tack_body_new ();

  tack_body_set_json (self, node);

  return self;
}

TackBody *
tack_body_new_take_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return tack_body_new_from_json (node);
}

const char *
tack_body_add_picture (TackBody *self, GBytes *picture)
{
  char *placeholder = g_strdup_printf ("%s-%u", self->nonce, self->pictures->len);

  g_ptr_array_add (self->placeholders, placeholder);
  g_ptr_array_add (self->pictures, g_bytes_ref (picture));

  return placeholder;
}

static gsize
get_piece_length (const Piece *piece)
{
  gsize size = g_bytes_get_size (piece->bytes);

  return piece->is_picture ? (size + GROUP_BYTES - 1) / GROUP_BYTES * GROUP_CHARS : size;
}

static void
add_piece (TackBody *self, GBytes *bytes, gboolean is_picture)
{
  Piece piece = { bytes, is_picture };

  g_array_append_val (self->pieces, piece);
  self->length += get_piece_length (&piece);
}

/* json-glib writes the whole, and what it wrote is cut where the pictures belong: no value is ever
 * escaped here. */
void
tack_body_set_json (TackBody *self, JsonNode *node)
{
  g_return_if_fail (self->length == 0);

  g_autofree char   *text = tack_json_to_string (node);
  gsize              length = strlen (text);
  g_autoptr (GBytes) whole = g_bytes_new_take (g_steal_pointer (&text), length);
  const char        *start = g_bytes_get_data (whole, NULL);
  const char        *rest = start;
  const char        *hole;

  while ((hole = strstr (rest, self->nonce)) != NULL)
    {
      char *end;
      guint picture = (guint) g_ascii_strtoull (hole + strlen (self->nonce) + 1, &end, 10);

      add_piece (self,
                 g_bytes_new_from_bytes (whole, (gsize) (rest - start), (gsize) (hole - rest)),
                 FALSE);
      add_piece (self, g_bytes_ref (g_ptr_array_index (self->pictures, picture)), TRUE);
      rest = end;
    }
  add_piece (self,
             g_bytes_new_from_bytes (whole, (gsize) (rest - start),
                                     length - (gsize) (rest - start)),
             FALSE);
}

gsize
tack_body_get_length (TackBody *self)
{
  return self->length;
}

/* Encodes the groups around @offset and copies what was asked of them. */
static gsize
copy_base64 (GBytes *picture, gsize offset, char *buffer, gsize count)
{
  gsize         size;
  const guchar *data = g_bytes_get_data (picture, &size);
  gsize         begin = offset / GROUP_CHARS * GROUP_BYTES;
  gsize         skipped = offset % GROUP_CHARS;
  gsize         n_groups = MIN ((count + skipped) / GROUP_CHARS + 1, ENCODE_GROUPS);
  gsize         n_bytes = MIN (n_groups * GROUP_BYTES, size - begin);
  char          encoded[ENCODE_GROUPS * GROUP_CHARS + 2 * GROUP_CHARS];
  int           state = 0;
  int           save = 0;

  gsize n = g_base64_encode_step (data + begin, n_bytes, FALSE, encoded, &state, &save);
  n += g_base64_encode_close (FALSE, encoded + n, &state, &save);
  n = MIN (n - skipped, count);
  memcpy (buffer, encoded + skipped, n);

  return n;
}

static gsize
copy_literal (GBytes *literal, gsize offset, char *buffer, gsize count)
{
  gsize       size;
  const char *data = g_bytes_get_data (literal, &size);
  gsize       n = MIN (count, size - offset);

  memcpy (buffer, data + offset, n);

  return n;
}

gsize
tack_body_copy (TackBody *self, gsize offset, char *buffer, gsize count)
{
  gsize done = 0;

  for (guint i = 0; i < self->pieces->len && done < count; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      gsize        length = get_piece_length (piece);

      while (offset < length && done < count)
        {
          gsize n = piece->is_picture
                      ? copy_base64 (piece->bytes, offset, buffer + done, count - done)
                      : copy_literal (piece->bytes, offset, buffer + done, count - done);
          offset += n;
          done += n;
        }
      offset -= length;
    }

  return done;
}
