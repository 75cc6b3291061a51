/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-pile.h"

#include "ui/tack-thumb.h"

#define THUMBS_MAX 9
#define HEIGHT 102
#define WIDTH (HEIGHT * 2 / 3)

struct _TackPile
{
  GtkWidget parent_instance;

  GtkWidget *thumbs[THUMBS_MAX];
  guint      n_thumbs;
  GtkWidget *rest; /* “+191”, over the last one */
};

G_DEFINE_FINAL_TYPE (TackPile, tack_pile, GTK_TYPE_WIDGET)

static void
tack_pile_measure (GtkWidget     *widget,
                   GtkOrientation orientation,
                   int            for_size,
                   int           *minimum,
                   int           *natural,
                   int           *minimum_baseline,
                   int           *natural_baseline)
{
  TackPile *self = TACK_PILE (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    {
      *minimum = WIDTH;
      *natural = WIDTH * (int) MAX (self->n_thumbs, 1);
    }
}

static void
place (GtkWidget *child, int x, int width, int height)
{
  int minimum;

  /* GTK wants to have been asked before it allocates. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, minimum), height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, 0)));
}

static void
tack_pile_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TackPile *self = TACK_PILE (widget);
  int       room = width - WIDTH;
  int       gaps = (int) MAX (self->n_thumbs, 2) - 1;
  int       step = MIN (room / gaps, WIDTH + 6);
  gboolean  is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int       x = 0;

  for (guint i = 0; i < self->n_thumbs; i++)
    {
      x = is_rtl ? room - step * (int) i : step * (int) i;
      place (self->thumbs[i], x, WIDTH, HEIGHT);
    }
  if (gtk_widget_get_visible (self->rest))
    place (self->rest, x, WIDTH, HEIGHT);
}

static void
tack_pile_dispose (GObject *object)
{
  TackPile  *self = TACK_PILE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tack_pile_parent_class)->dispose (object);
}

static void
tack_pile_class_init (TackPileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_pile_dispose;
  widget_class->measure = tack_pile_measure;
  widget_class->size_allocate = tack_pile_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "pile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tack_pile_init (TackPile *self)
{
  for (guint i = 0; i < THUMBS_MAX; i++)
    {
      self->thumbs[i] = tack_thumb_new ();
      gtk_widget_set_visible (self->thumbs[i], FALSE);
      gtk_widget_set_parent (self->thumbs[i], GTK_WIDGET (self));
    }
  self->rest = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->rest, "rest");
  gtk_widget_set_visible (self->rest, FALSE);
  gtk_widget_set_parent (self->rest, GTK_WIDGET (self));
}

void
tack_pile_set_drafts (TackPile *self, TackThumbnailer *thumbnailer, GPtrArray *drafts)
{
  self->n_thumbs = MIN (drafts->len, THUMBS_MAX);
  for (guint i = 0; i < THUMBS_MAX; i++)
    {
      TackDraft *draft = i < self->n_thumbs ? g_ptr_array_index (drafts, i) : NULL;

      gtk_widget_set_visible (self->thumbs[i], draft != NULL);
      tack_thumb_set_draft (TACK_THUMB (self->thumbs[i]), thumbnailer, draft);
    }

  g_autofree char *rest = g_strdup_printf ("+%u", drafts->len - self->n_thumbs);
  gtk_label_set_label (GTK_LABEL (self->rest), rest);
  gtk_widget_set_visible (self->rest, drafts->len > THUMBS_MAX);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
