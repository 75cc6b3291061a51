/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-pin-request.h"

#include <glib/gi18n-lib.h>

#include "api/tack-field-check.h"
#include "base/tack-error.h"
#include "base/tack-limits.h"
#include "base/tack-text-check.h"

#define FIELD(member) G_STRUCT_OFFSET (TackPinRequest, member)
#define ITEM_FIELD(member) G_STRUCT_OFFSET (TackPinItem, member)

/* From Pinterest's v5 reference. It gives the note, and addresses it fetches from, no limit; one
 * that is longer than any it takes elsewhere is a mistake all the same. */
static const TackFieldRule rules[] = {
  { FIELD (board_id), N_ ("The board"), TACK_FIELD_ID, 0 },
  { FIELD (board_section_id), N_ ("The section"), TACK_FIELD_ID, 0 },
  { FIELD (parent_pin_id), N_ ("The Pin it was saved from"), TACK_FIELD_ID, 0 },
  { FIELD (media_id), N_ ("The uploaded video"), TACK_FIELD_ID, 0 },
  { FIELD (title), N_ ("The title"), TACK_FIELD_TEXT, TACK_TITLE_MAX },
  { FIELD (description), N_ ("The description"), TACK_FIELD_TEXT, TACK_DESCRIPTION_MAX },
  { FIELD (alt_text), N_ ("The alt text"), TACK_FIELD_TEXT, TACK_ALT_TEXT_MAX },
  { FIELD (note), N_ ("The note"), TACK_FIELD_TEXT, TACK_DESCRIPTION_MAX },
  { FIELD (link), N_ ("The link"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
  { FIELD (image_url), N_ ("The address of the picture"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
  { FIELD (cover_url), N_ ("The address of the cover"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
};

static const TackFieldRule item_rules[] = {
  { ITEM_FIELD (title), N_ ("The title"), TACK_FIELD_TEXT, TACK_TITLE_MAX },
  { ITEM_FIELD (description), N_ ("The description"), TACK_FIELD_TEXT, TACK_DESCRIPTION_MAX },
  { ITEM_FIELD (link), N_ ("The link"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
  { ITEM_FIELD (image_url), N_ ("The address"), TACK_FIELD_ADDRESS, TACK_LINK_MAX },
};

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
refuse (GError **error, GError *why)
{
  g_propagate_error (error, why);
  return FALSE;
}

static gboolean
check_item (const TackPinRequest *self, guint index, GError **error)
{
  const TackPinItem *item = g_ptr_array_index (self->items, index);
  const TackPinItem *first = g_ptr_array_index (self->items, 0);

  for (guint i = 0; i < G_N_ELEMENTS (item_rules); i++)
    {
      g_autofree char *label
        = g_strdup_printf (_ ("%s of picture %u"), _ (item_rules[i].label), index + 1);
      if (!tack_field_check (item, &item_rules[i], label, error))
        return FALSE;
    }

  if ((item->image != NULL) == is_set (item->image_url)
      || (item->image != NULL) != (first->image != NULL))
    return refuse (error,
                   tack_error_new (TACK_ERROR_FIX, _ ("The pictures of a carousel are either "
                                                      "all files or all addresses.")));

  return TRUE;
}

static gboolean
check_carousel (const TackPinRequest *self, GError **error)
{
  if (self->items == NULL)
    return TRUE;

  if (self->items->len < TACK_CAROUSEL_MIN || self->items->len > TACK_CAROUSEL_MAX)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("A carousel has %d to %d pictures; this one has %u."),
                                          TACK_CAROUSEL_MIN, TACK_CAROUSEL_MAX, self->items->len));
  if (self->index >= self->items->len)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("The carousel has no picture %u to begin with."),
                                          self->index + 1));
  if (!self->is_standard)
    return refuse (error,
                   tack_error_new (TACK_ERROR_FIX, _ ("A carousel cannot become an Idea ad.")));

  for (guint i = 0; i < self->items->len; i++)
    if (!check_item (self, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_media (const TackPinRequest *self, GError **error)
{
  guint n_sources = is_set (self->media_id) + is_set (self->image_url) + (self->image != NULL)
                    + (self->items != NULL);

  if (n_sources == 0)
    return refuse (error,
                   tack_error_new (TACK_ERROR_FIX, _ ("The Pin has neither picture nor video.")));
  if (n_sources > 1)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("The Pin has more than one of picture, address, "
                                             "carousel and video.")));

  return check_carousel (self, error);
}

static gboolean
check_board (const TackPinRequest *self, GError **error)
{
  gboolean has_board = is_set (self->board_id);

  /* Pinterest has a board of its own for ad-only Pins. */
  if (!has_board && !self->is_removable)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("Choose the board that the Pin shall be on.")));
  if (!has_board && is_set (self->board_section_id))
    return refuse (error,
                   tack_error_new (TACK_ERROR_FIX, _ ("A section needs the board that it is on.")));

  return TRUE;
}

static gboolean
check_product_tags (const TackPinRequest *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_tags = self->product_tags != NULL ? g_strv_length (self->product_tags) : 0;

  if (n_tags > TACK_PRODUCT_TAGS_MAX)
    return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                          _ ("The Pin has %u product tags; Pinterest takes %d."),
                                          n_tags, TACK_PRODUCT_TAGS_MAX));

  for (guint i = 0; i < n_tags; i++)
    {
      const char *tag = self->product_tags[i];

      if (!tack_text_is_id (tag))
        return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                              _ ("“%s” is not the number of a product Pin."), tag));
      if (!g_hash_table_add (seen, (gpointer) tag))
        return refuse (error,
                       tack_error_new (TACK_ERROR_FIX, _ ("The product %s is tagged twice."), tag));
    }

  return TRUE;
}

static gboolean
check_color (const TackPinRequest *self, GError **error)
{
  const char *color = self->dominant_color;

  if (!is_set (color)
      || (*color == '#' && strlen (color) == 7
          && strspn (color + 1, G_CSET_DIGITS "abcdefABCDEF") == 6))
    return TRUE;

  return refuse (error, tack_error_new (TACK_ERROR_FIX,
                                        _ ("The dominant color has to look like #6E7874.")));
}

gboolean
tack_pin_request_check (const TackPinRequest *self, GError **error)
{
  return tack_fields_check (self, rules, G_N_ELEMENTS (rules), error) && check_board (self, error)
         && check_media (self, error) && check_product_tags (self, error)
         && check_color (self, error);
}
