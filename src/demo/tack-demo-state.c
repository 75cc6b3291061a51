/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-state.h"

/* Ids are counted, so they are the same at every start, and look like Pinterest's. */
#define FIRST_ID G_GINT64_CONSTANT (549755885175)

static char *
next_id (TackDemoState *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, self->next_id++);
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

  g_free (section->id);
  g_free (section->name);
  g_free (section);
}

static void
board_free (gpointer data)
{
  TackDemoBoard *board = data;

  g_free (board->id);
  g_free (board->name);
  g_free (board->description);
  g_free (board->created_at);
  g_ptr_array_unref (board->sections);
  g_free (board);
}

static void
media_free (gpointer data)
{
  TackDemoMedia *media = data;

  g_free (media->id);
  g_free (media->key);
  g_free (media->signature);
  g_free (media->sha256);
  g_free (media);
}

static void
pin_free (gpointer data)
{
  TackDemoPin *pin = data;

  g_free (pin->id);
  g_free (pin->section_id);
  json_object_unref (pin->fields);
  g_clear_pointer (&pin->picture, tack_demo_picture_free);
  g_free (pin->picture_url);
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

  board->id = next_id (self);
  board->name = g_strdup (name);
  board->description = g_strdup (description);
  board->privacy = privacy;
  board->created_at = now_text ();
  board->sections = g_ptr_array_new_with_free_func (section_free);
  g_ptr_array_add (self->boards, board);

  return board;
}

TackDemoSection *
tack_demo_state_add_section (TackDemoState *self, TackDemoBoard *board, const char *name)
{
  TackDemoSection *section = g_new0 (TackDemoSection, 1);

  section->id = next_id (self);
  section->name = g_strdup (name);
  g_ptr_array_add (board->sections, section);

  return section;
}

TackDemoMedia *
tack_demo_state_add_media (TackDemoState *self)
{
  TackDemoMedia *media = g_new0 (TackDemoMedia, 1);

  media->id = next_id (self);
  media->key = g_strdup_printf ("uploads/de/mo/00/3:video:%s", media->id);
  media->signature = g_compute_checksum_for_string (G_CHECKSUM_SHA256, media->key, -1);
  g_ptr_array_add (self->media, media);

  return media;
}

TackDemoPin *
tack_demo_state_add_pin (TackDemoState *self,
                         TackDemoBoard *board,
                         const char    *section_id,
                         JsonObject    *fields)
{
  TackDemoPin *pin = g_new0 (TackDemoPin, 1);

  pin->id = next_id (self);
  pin->board = board;
  pin->section_id = g_strdup (section_id);
  pin->fields = fields;
  pin->created_at = now_text ();
  pin->created_us = g_get_monotonic_time ();
  g_ptr_array_add (self->pins, pin);

  return pin;
}

gpointer
tack_demo_find (GPtrArray *entities, const char *id)
{
  for (guint i = 0; id != NULL && i < entities->len; i++)
    {
      TackDemoEntity *entity = g_ptr_array_index (entities, i);

      if (g_str_equal (entity->id, id))
        return entity;
    }

  return NULL;
}
