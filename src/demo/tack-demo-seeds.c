/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-state.h"

/* What every start begins with. Two boards share a name, one is secret and one protected, so that
 * people and tests meet those too. The order decides the ids: append, never insert. */

static const struct
{
  const char *name;
  const char *description;
  const char *privacy;
  const char *sections[3];
} SEED_BOARDS[] = {
  { "Ceramics", "Pots, cups and glazes", "PUBLIC", { "Wheel throwing", "Glazes" } },
  { "Small kitchens", "Much in little room", "PUBLIC", { NULL } },
  { "Weeknight dinners", "On the table in half an hour", "PUBLIC", { "Pasta", "Soups" } },
  { "Poster ideas", "", "SECRET", { NULL } },
  { "Balcony garden", "What grows in pots", "PUBLIC", { "Vegetables", "Herbs" } },
  { "Reading nooks", "", "PROTECTED", { NULL } },
  { "Ideas", "For the flat", "PUBLIC", { NULL } },
  { "Ideas", "For the workshop", "PUBLIC", { NULL } },
};

static const struct
{
  guint       board;
  int         section; /* -1 for none */
  const char *photo;
  const char *title;
} SEED_PINS[] = {
  { 0, 0, "wheel.jpg", "Throwing a tall vase" },
  { 0, -1, "cups.jpg", "Cups without handles" },
  { 0, 1, "vases.jpg", "Three matt glazes" },
  { 1, -1, "kitchen.jpg", "A kitchen of four square metres" },
  { 1, -1, "shelf.jpg", "Open shelf over the sink" },
  { 2, 0, "pasta.jpg", "Lemon pasta" },
  { 2, 1, "ramen.jpg", "Ramen from scratch" },
  { 2, -1, "cake.jpg", "Sunday cake" },
  { 2, -1, "citrus.jpg", "Winter citrus" },
  { 3, -1, "poster-waves.jpg", "Waves" },
  { 3, -1, "poster-grid.jpg", "Grid" },
  { 3, -1, "poster-leaf.jpg", "Leaf" },
  { 3, -1, "poster-sunday.jpg", "Sunday" },
  { 4, 0, "tomato.jpg", "Tomatoes on the third floor" },
  { 4, -1, "balcony.jpg", "Balcony in June" },
  { 4, 1, "leaves.jpg", "Basil, twice" },
  { 5, -1, "nook.jpg", "Under the stairs" },
  { 5, -1, "books.jpg", "Books by colour" },
  { 6, -1, "palette.jpg", "A warm palette" },
  { 6, -1, "sunset.jpg", "Evening light" },
  { 7, -1, "hills.jpg", "Hills" },
};

static void
add_seed_pin (TackDemoState *self,
              TackDemoBoard *board,
              int            section,
              const char    *photo,
              const char    *title)
{
  JsonObject *fields = json_object_new ();
  GPtrArray  *images = tack_demo_image_list_new ();

  json_object_set_string_member (fields, "title", title);
  g_ptr_array_add (images, tack_demo_image_new (tack_demo_picture_new_bundled (photo), NULL));
  tack_demo_state_add_pin (self, board,
                           section < 0 ? NULL : g_ptr_array_index (board->sections, section),
                           TACK_DEMO_IMAGE, fields, images);
}

void
tack_demo_state_add_boards (TackDemoState *self, guint n_boards)
{
  for (guint i = 1; i <= n_boards; i++)
    {
      g_autofree char *name = g_strdup_printf ("Board %u", i);

      tack_demo_state_add_board (self, name, NULL, "PUBLIC");
    }
}

void
tack_demo_state_add_sections (TackDemoState *self, TackDemoBoard *board, guint n_sections)
{
  for (guint i = 1; i <= n_sections; i++)
    {
      g_autofree char *name = g_strdup_printf ("Section %u", i);

      tack_demo_state_add_section (self, board, name);
    }
}

void
tack_demo_state_add_pins (TackDemoState *self, TackDemoBoard *board, guint n_pins)
{
  g_autoptr (GPtrArray) images = tack_demo_image_list_new ();

  g_ptr_array_add (images,
                   tack_demo_image_new (tack_demo_picture_new_bundled ("palette.jpg"), NULL));
  for (guint i = 1; i <= n_pins; i++)
    {
      JsonObject      *fields = json_object_new ();
      g_autofree char *title = g_strdup_printf ("Pin %u", i);

      json_object_set_string_member (fields, "title", title);
      tack_demo_state_add_pin (self, board, NULL, TACK_DEMO_IMAGE, fields,
                               g_ptr_array_ref (images));
    }
}

void
tack_demo_state_fill (TackDemoState *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (SEED_BOARDS); i++)
    {
      TackDemoBoard *board
        = tack_demo_state_add_board (self, SEED_BOARDS[i].name, SEED_BOARDS[i].description,
                                     SEED_BOARDS[i].privacy);

      for (guint j = 0; SEED_BOARDS[i].sections[j] != NULL; j++)
        tack_demo_state_add_section (self, board, SEED_BOARDS[i].sections[j]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (SEED_PINS); i++)
    add_seed_pin (self, g_ptr_array_index (self->boards, SEED_PINS[i].board), SEED_PINS[i].section,
                  SEED_PINS[i].photo, SEED_PINS[i].title);
}
