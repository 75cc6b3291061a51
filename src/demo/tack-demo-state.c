/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-state.h"

/* Ids are counted, so they are the same at every start, and look like Pinterest's. */
#define FIRST_ID G_GINT64_CONSTANT (549755885175)

static TackDemoEntity
next_entity (TackDemoState *self)
{
  gint64 number = self->next_id++;

  return (TackDemoEntity){ number, g_strdup_printf ("%" G_GINT64_FORMAT, number) };
}

static char *
now_text (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
}

static void
section_free (gpointer data)
{
  TackDemoSection *section = data;

  g_free (section->entity.id);
  g_free (section->name);
  g_ptr_array_unref (section->pins);
  g_free (section);
}

static void
board_free (gpointer data)
{
  TackDemoBoard *board = data;

  g_free (board->entity.id);
  g_free (board->name);
  g_free (board->slug);
  g_free (board->description);
  g_free (board->created_at);
  g_ptr_array_unref (board->sections);
  g_ptr_array_unref (board->pins);
  g_free (board);
}

static void
media_free (gpointer data)
{
  TackDemoMedia *media = data;

  g_free (media->entity.id);
  g_free (media->key);
  g_free (media->signature);
  g_free (media->sha256);
  g_free (media);
}

static void
pin_free (gpointer data)
{
  TackDemoPin *pin = data;

  g_free (pin->entity.id);
  json_object_unref (pin->fields);
  g_ptr_array_unref (pin->images);
  g_free (pin->created_at);
  g_free (pin);
}

TackDemoState *
tack_demo_state_new (const char *origin, gint64 processing_ms)
{
  TackDemoState *self = g_new0 (TackDemoState, 1);

  self->origin = g_strdup (origin);
  self->processing_us = processing_ms * 1000;
  self->next_id = FIRST_ID;
  self->boards = g_ptr_array_new_with_free_func (board_free);
  self->pins = g_ptr_array_new_with_free_func (pin_free);
  self->media = g_ptr_array_new_with_free_func (media_free);
  self->log = json_array_new ();
  tack_demo_state_fill (self);

  return self;
}

void
tack_demo_state_free (TackDemoState *self)
{
  g_free (self->origin);
  g_ptr_array_unref (self->pins);
  g_ptr_array_unref (self->boards);
  g_ptr_array_unref (self->media);
  json_array_unref (self->log);
  g_free (self);
}

TackDemoBoard *
tack_demo_state_add_board (TackDemoState *self,
                           const char    *name,
                           const char    *description,
                           const char    *privacy)
{
  TackDemoBoard *board = g_new0 (TackDemoBoard, 1);

  board->entity = next_entity (self);
  tack_demo_board_set_name (board, name);
  board->description = g_strdup (description);
  board->privacy = privacy;
  board->created_at = now_text ();
  board->sections = g_ptr_array_new_with_free_func (section_free);
  board->pins = g_ptr_array_new ();
  g_ptr_array_add (self->boards, board);

  return board;
}

TackDemoSection *
tack_demo_state_add_section (TackDemoState *self, TackDemoBoard *board, const char *name)
{
  TackDemoSection *section = g_new0 (TackDemoSection, 1);

  section->entity = next_entity (self);
  section->name = g_strdup (name);
  section->pins = g_ptr_array_new ();
  g_ptr_array_add (board->sections, section);

  return section;
}

TackDemoMedia *
tack_demo_state_add_media (TackDemoState *self)
{
  TackDemoMedia *media = g_new0 (TackDemoMedia, 1);

  media->entity = next_entity (self);
  media->key = g_strdup_printf ("uploads/de/mo/00/3:video:%s", media->entity.id);
  media->signature = g_compute_checksum_for_string (G_CHECKSUM_SHA256, media->key, -1);
  g_ptr_array_add (self->media, media);

  return media;
}

const char *
tack_demo_media_get_status (TackDemoState *state, TackDemoMedia *media)
{
  if (media->arrived_us == 0)
    return "registered";

  return g_get_monotonic_time () < media->arrived_us + state->processing_us ? "processing"
                                                                            : "succeeded";
}

static void
insert_pin (GPtrArray *pins, TackDemoPin *pin)
{
  g_ptr_array_insert (pins, (int) tack_demo_find_index (pins, pin->entity.number), pin);
}

static void
remove_pin (GPtrArray *pins, TackDemoPin *pin)
{
  g_ptr_array_remove_index (pins, tack_demo_find_index (pins, pin->entity.number));
}

static void
put_pin (TackDemoPin *pin, TackDemoBoard *board, TackDemoSection *section)
{
  pin->board = board;
  pin->section = section;
  insert_pin (board->pins, pin);
  if (section != NULL)
    insert_pin (section->pins, pin);
}

static void
take_pin (TackDemoPin *pin)
{
  remove_pin (pin->board->pins, pin);
  if (pin->section != NULL)
    remove_pin (pin->section->pins, pin);
}

TackDemoPin *
tack_demo_state_add_pin (TackDemoState   *self,
                         TackDemoBoard   *board,
                         TackDemoSection *section,
                         TackDemoKind     kind,
                         JsonObject      *fields,
                         GPtrArray       *images)
{
  TackDemoPin *pin = g_new0 (TackDemoPin, 1);

  pin->entity = next_entity (self);
  pin->kind = kind;
  pin->fields = fields;
  pin->images = images;
  pin->created_at = now_text ();
  pin->created_us = g_get_monotonic_time ();
  g_ptr_array_add (self->pins, pin);
  put_pin (pin, board, section);

  return pin;
}

void
tack_demo_state_move_pin (TackDemoPin *pin, TackDemoBoard *board, TackDemoSection *section)
{
  take_pin (pin);
  put_pin (pin, board, section);
}

void
tack_demo_state_remove_pin (TackDemoState *self, TackDemoPin *pin)
{
  take_pin (pin);
  remove_pin (self->pins, pin);
}

void
tack_demo_state_remove_section (TackDemoState *self, TackDemoBoard *board, TackDemoSection *section)
{
  while (section->pins->len > 0)
    tack_demo_state_remove_pin (self, g_ptr_array_index (section->pins, section->pins->len - 1));
  g_ptr_array_remove_index (board->sections,
                            tack_demo_find_index (board->sections, section->entity.number));
}

void
tack_demo_state_remove_board (TackDemoState *self, TackDemoBoard *board)
{
  while (board->pins->len > 0)
    tack_demo_state_remove_pin (self, g_ptr_array_index (board->pins, board->pins->len - 1));
  g_ptr_array_remove_index (self->boards,
                            tack_demo_find_index (self->boards, board->entity.number));
}

char *
tack_demo_dup_slug (const char *name)
{
  g_autofree char    *folded = g_utf8_casefold (name, -1);
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (slug, c);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_strdup (slug->str);
}

void
tack_demo_board_set_name (TackDemoBoard *self, const char *name)
{
  g_free (self->name);
  g_free (self->slug);
  self->name = g_strdup (name);
  self->slug = tack_demo_dup_slug (name);
}

guint
tack_demo_find_index (GPtrArray *entities, gint64 number)
{
  guint low = 0;
  guint high = entities->len;

  while (low < high)
    {
      guint           middle = low + (high - low) / 2;
      TackDemoEntity *entity = g_ptr_array_index (entities, middle);

      if (entity->number < number)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gpointer
tack_demo_find (GPtrArray *entities, const char *id)
{
  gint64          number;
  guint           index;
  TackDemoEntity *entity;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 0, G_MAXINT64, &number, NULL))
    return NULL;

  index = tack_demo_find_index (entities, number);
  if (index == entities->len)
    return NULL;
  entity = g_ptr_array_index (entities, index);

  return g_str_equal (entity->id, id) ? entity : NULL;
}
