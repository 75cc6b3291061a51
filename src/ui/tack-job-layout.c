/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-job-layout.h"

/* Of a page 600 px wide, less its margins and the row's padding. */
#define NARROW_BELOW 548
#define COLUMN_GAP 12
#define BAR_GAP 6
#define LINE_GAP 4
#define ACTION_GAP 6

/* No wider than a button that is only an icon. */
#define ICON_MAX 48

/* Beside fewer than this the texts would be a column of syllables. */
#define HEAD_MIN 160

struct _TackJobLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TackJobLayout, tack_job_layout, GTK_TYPE_LAYOUT_MANAGER)

/* NULL where hidden; the actions begin at @actions. */
typedef struct
{
  GtkWidget *thumb;
  GtkWidget *head;
  GtkWidget *bar;
  GtkWidget *time;
  GtkWidget *more;
  GtkWidget *actions;
} Parts;

static GtkWidget *
take (GtkWidget **child)
{
  GtkWidget *widget = *child;

  *child = gtk_widget_get_next_sibling (widget);

  return gtk_widget_should_layout (widget) ? widget : NULL;
}

static Parts
get_parts (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  Parts      parts;

  parts.thumb = take (&child);
  parts.head = take (&child);
  parts.bar = take (&child);
  parts.time = take (&child);
  parts.more = take (&child);
  parts.actions = child;

  return parts;
}

static int
get_min (GtkWidget *child, GtkOrientation orientation)
{
  int min = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, &min, NULL, NULL, NULL);

  return min;
}

static int
get_natural (GtkWidget *child)
{
  int natural = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
get_height (GtkWidget *child, int width)
{
  int natural = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* Of all actions on one line. */
static int
get_actions_width (const Parts *parts)
{
  int width = 0;

  for (GtkWidget *child = parts->actions; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      width += get_natural (child) + (width > 0 ? ACTION_GAP : 0);

  return width;
}

/* Whether there are actions, and each is only an icon. */
static gboolean
are_icons (const Parts *parts)
{
  gboolean is_any = FALSE;

  for (GtkWidget *child = parts->actions; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        is_any = TRUE;
        if (get_natural (child) > ICON_MAX)
          return FALSE;
      }

  return is_any;
}

static int
get_widest_action (const Parts *parts)
{
  int width = 0;

  for (GtkWidget *child = parts->actions; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      width = MAX (width, get_min (child, GTK_ORIENTATION_HORIZONTAL));

  return width;
}

static int
get_actions_height (const Parts *parts)
{
  int height = 0;

  for (GtkWidget *child = parts->actions; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      height = MAX (height, get_min (child, GTK_ORIENTATION_VERTICAL));

  return height;
}

static void
tack_job_layout_measure_width (const Parts *parts, int *minimum, int *natural)
{
  int start = get_min (parts->thumb, GTK_ORIENTATION_HORIZONTAL) + COLUMN_GAP;
  int actions = get_actions_width (parts);
  int time = get_natural (parts->time);
  int icons = are_icons (parts) ? actions + COLUMN_GAP : 0;

  *minimum = get_min (parts->head, GTK_ORIENTATION_HORIZONTAL) + icons;
  *minimum = MAX (*minimum, get_min (parts->bar, GTK_ORIENTATION_HORIZONTAL));
  *minimum = MAX (*minimum, get_min (parts->more, GTK_ORIENTATION_HORIZONTAL));
  *minimum = MAX (*minimum, get_min (parts->time, GTK_ORIENTATION_HORIZONTAL));
  *minimum = start + MAX (*minimum, get_widest_action (parts));

  *natural = MAX (get_natural (parts->head), get_natural (parts->bar));
  *natural += (time > 0 ? COLUMN_GAP + time : 0) + (actions > 0 ? COLUMN_GAP + actions : 0);
  *natural = MAX (*minimum, start + MAX (*natural, get_natural (parts->more)));
}

/* Where things go. Called with @place NULL to learn only the height. */
typedef void (*Place) (GtkWidget *child, int x, int y, int width, int height, gpointer data);

static void
put (Place place, gpointer data, GtkWidget *child, int x, int y, int width, int height)
{
  if (place != NULL && child != NULL)
    place (child, x, y, width, height, data);
}

/* Lays the actions out in lines that end at @width, from @y on. Returns the height they take. */
static int
flow_actions (const Parts *parts, int start, int y, int width, Place place, gpointer data)
{
  int        height = get_actions_height (parts);
  int        top = y;
  GtkWidget *line = parts->actions;

  while (line != NULL)
    {
      GtkWidget *end = line;
      int        taken = 0;

      for (; end != NULL; end = gtk_widget_get_next_sibling (end))
        {
          int next = gtk_widget_should_layout (end) ? get_natural (end) : 0;
          if (taken > 0 && next > 0 && taken + ACTION_GAP + next > width - start)
            break;
          taken += next > 0 ? next + (taken > 0 ? ACTION_GAP : 0) : 0;
        }

      int x = MAX (start, width - taken);
      for (GtkWidget *child = line; child != end; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          {
            int natural = MIN (get_natural (child), width - start);
            put (place, data, child, x, y, natural, height);
            x += natural + ACTION_GAP;
          }
      y += taken > 0 ? height + ACTION_GAP : 0;
      line = end;
    }

  return y > top ? y - top - ACTION_GAP : 0;
}

/* Head and bar from @top on, the picture beside them; returns where they end. */
static int
place_head (const Parts *parts,
            int          start,
            int          head_width,
            int          bar_width,
            Place        place,
            gpointer     data)
{
  int thumb = get_min (parts->thumb, GTK_ORIENTATION_VERTICAL);
  int head = get_height (parts->head, head_width);
  int bar = parts->bar != NULL ? BAR_GAP + get_height (parts->bar, bar_width) : 0;
  int y = MAX (0, (thumb - head - bar) / 2);

  put (place, data, parts->thumb, 0, 0, start - COLUMN_GAP, thumb);
  put (place, data, parts->head, start, y, head_width, head);
  if (bar > 0)
    put (place, data, parts->bar, start, y + head + BAR_GAP, bar_width, bar - BAR_GAP);

  return MAX (thumb, y + head + bar);
}

static int
arrange_wide (const Parts *parts, int width, Place place, gpointer data)
{
  int start = get_min (parts->thumb, GTK_ORIENTATION_HORIZONTAL) + COLUMN_GAP;
  int time_width = get_natural (parts->time);
  int actions_width = get_actions_width (parts);
  int actions_height = get_actions_height (parts);
  int actions_x = width - actions_width;
  int time_x = actions_x - (actions_width > 0 ? COLUMN_GAP : 0) - time_width;
  int end = time_width > 0 ? time_x : actions_x;
  int text_width = end - (end < width ? COLUMN_GAP : 0) - start;
  int height = place_head (parts, start, text_width, text_width, NULL, NULL);
  int time_height = get_height (parts->time, time_width);

  height = MAX (height, MAX (actions_height, time_height));
  place_head (parts, start, text_width, text_width, place, data);
  put (place, data, parts->time, time_x, (height - time_height) / 2, time_width, time_height);
  flow_actions (parts, actions_x, (height - actions_height) / 2, width, place, data);

  if (parts->more != NULL)
    {
      int more = get_height (parts->more, width - start);
      put (place, data, parts->more, start, height + LINE_GAP, width - start, more);
      height += LINE_GAP + more;
    }

  return height;
}

static int
arrange_narrow (const Parts *parts, int width, Place place, gpointer data)
{
  int      start = get_min (parts->thumb, GTK_ORIENTATION_HORIZONTAL) + COLUMN_GAP;
  int      text_width = width - start;
  int      actions_width = get_actions_width (parts);
  gboolean has_icons = are_icons (parts);
  int      head_width = text_width - (has_icons ? COLUMN_GAP + actions_width : 0);
  int      height = place_head (parts, start, head_width, text_width, place, data);

  if (has_icons)
    {
      int icon = get_actions_height (parts);
      int beside = MAX (get_height (parts->head, head_width),
                        parts->bar == NULL ? get_min (parts->thumb, GTK_ORIENTATION_VERTICAL) : 0);
      flow_actions (parts, start, MAX (0, (beside - icon) / 2), width, place, data);
      height = MAX (height, icon);
    }

  if (parts->time != NULL)
    {
      /* Nothing to tell needs no line here: no other bar has to align with this one. */
      gboolean is_empty = *gtk_label_get_label (GTK_LABEL (parts->time)) == '\0';
      int      line = get_height (parts->time, text_width);

      put (place, data, parts->time, start, is_empty ? 0 : height + LINE_GAP, text_width, line);
      height += is_empty ? 0 : LINE_GAP + line;
    }
  if (parts->more != NULL)
    {
      int more = get_height (parts->more, text_width);

      put (place, data, parts->more, start, height + LINE_GAP, text_width, more);
      height += LINE_GAP + more;
    }

  /* Below everything, buttons have the picture's column too. */
  if (!has_icons && actions_width > 0)
    height += ACTION_GAP + flow_actions (parts, 0, height + ACTION_GAP, width, place, data);

  return height;
}

static int
arrange (GtkWidget *widget, int width, Place place, gpointer data)
{
  Parts parts = get_parts (widget);
  int   beside = get_actions_width (&parts) + get_natural (parts.time) + 2 * COLUMN_GAP;
  int   start = get_min (parts.thumb, GTK_ORIENTATION_HORIZONTAL) + COLUMN_GAP;

  if (width < NARROW_BELOW || width - start - beside < HEAD_MIN)
    return arrange_narrow (&parts, width, place, data);

  return arrange_wide (&parts, width, place, data);
}

static GtkSizeRequestMode
tack_job_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tack_job_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  Parts parts = get_parts (widget);
  int   min_width, natural_width;

  tack_job_layout_measure_width (&parts, &min_width, &natural_width);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = natural_width;
      return;
    }

  int width = for_size < 0 ? natural_width : MAX (for_size, min_width);
  *minimum = *natural = arrange (widget, width, NULL, NULL);
}

typedef struct
{
  int      width;
  gboolean is_rtl;
} Room;

static void
allocate (GtkWidget *child, int x, int y, int width, int height, gpointer data)
{
  Room *room = data;

  gtk_widget_size_allocate (
    child, &(GtkAllocation){ room->is_rtl ? room->width - x - width : x, y, width, height }, -1);
}

static void
tack_job_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  Room room = { width, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };

  arrange (widget, width, allocate, &room);
}

static void
tack_job_layout_class_init (TackJobLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = tack_job_layout_get_request_mode;
  layout_class->measure = tack_job_layout_measure;
  layout_class->allocate = tack_job_layout_allocate;
}

static void
tack_job_layout_init (TackJobLayout *self)
{
}

GtkLayoutManager *
tack_job_layout_new (void)
{
  return g_object_new (TACK_TYPE_JOB_LAYOUT, NULL);
}
