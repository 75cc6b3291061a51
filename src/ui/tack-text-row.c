/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-text-row.h"

#include <glib/gi18n-lib.h>

struct _TackTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView   *view;
  GtkTextBuffer *buffer;
  GtkWidget     *counter;
  GtkWidget     *good;
  GtkWidget     *mixed;
  GtkWidget     *hint_box;
  GtkLabel      *hint_label;

  guint    max;
  guint    advised;
  guint    min_lines;
  gboolean is_single_line;
  char    *hint;       /* nullable */
  gboolean is_setting; /* the change of the buffer is ours */
};

typedef enum
{
  PROP_MAX = 1,
  PROP_ADVISED,
  PROP_SINGLE_LINE,
  PROP_MIN_LINES,
  PROP_HINT,
  N_PROPS,
} TackTextRowProperty;

static GParamSpec *properties[N_PROPS];
static guint       edited_signal;

G_DEFINE_FINAL_TYPE (TackTextRow, tack_text_row, ADW_TYPE_PREFERENCES_ROW)

static char *
dup_text (TackTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update_furniture (TackTextRow *self)
{
  guint            length = (guint) gtk_text_buffer_get_char_count (self->buffer);
  gboolean         is_over = self->max > 0 && length > self->max;
  gboolean         is_long = !is_over && self->advised > 0 && length > self->advised;
  gboolean         is_mixed = *gtk_label_get_label (GTK_LABEL (self->mixed)) != '\0';
  g_autofree char *count = g_strdup_printf ("%u/%u", length, self->max);

  gtk_label_set_label (GTK_LABEL (self->counter), count);
  gtk_widget_set_visible (self->counter, self->max > 0 && !(is_mixed && length == 0));
  set_class (self->counter, "error", is_over);
  set_class (self->counter, "warning", is_long);
  set_class (self->counter, "dim-label", !is_over && !is_long);
  gtk_widget_set_visible (self->mixed, is_mixed && length == 0);
  gtk_widget_set_visible (self->hint_box, self->hint != NULL && length == 0 && !is_mixed);
  gtk_label_set_label (self->hint_label, self->hint != NULL ? self->hint : "");
}

static void
on_buffer_changed (TackTextRow *self)
{
  update_furniture (self);
  if (self->is_setting)
    return;

  /* Whoever edited a mixed field has given it one text, even if it is none. */
  gtk_label_set_label (GTK_LABEL (self->mixed), "");
  update_furniture (self);
  g_autofree char *text = dup_text (self);
  g_signal_emit (self, edited_signal, 0, text);
}

/* Runs before the text goes in: pasted line breaks become spaces in a title. */
static void
on_buffer_insert_text (TackTextRow *self, GtkTextIter *location, char *text, int length)
{
  if (!self->is_single_line || memchr (text, '\n', (gsize) length) == NULL)
    return;

  g_autofree char *line = g_strndup (text, (gsize) length);
  g_strdelimit (line, "\r\n", ' ');
  g_signal_stop_emission_by_name (self->buffer, "insert-text");
  gtk_text_buffer_insert (self->buffer, location, line, length);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state)
{
  GtkWidget   *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  TackTextRow *self = TACK_TEXT_ROW (gtk_widget_get_ancestor (view, TACK_TYPE_TEXT_ROW));
  gboolean     is_enter
    = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (!self->is_single_line || !is_enter)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (view)), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

/* A text view is as high as its text; an empty description should look like there is room. */
static void
update_height (TackTextRow *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), "X");
  int                     height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, height * (int) self->min_lines);
}

static void
tack_text_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackTextRow *self = TACK_TEXT_ROW (object);

  switch ((TackTextRowProperty) prop_id)
    {
    case PROP_MAX:
      g_value_set_uint (value, self->max);
      break;
    case PROP_ADVISED:
      g_value_set_uint (value, self->advised);
      break;
    case PROP_SINGLE_LINE:
      g_value_set_boolean (value, self->is_single_line);
      break;
    case PROP_MIN_LINES:
      g_value_set_uint (value, self->min_lines);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_text_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackTextRow *self = TACK_TEXT_ROW (object);

  switch ((TackTextRowProperty) prop_id)
    {
    case PROP_MAX:
      self->max = g_value_get_uint (value);
      break;
    case PROP_ADVISED:
      self->advised = g_value_get_uint (value);
      break;
    case PROP_SINGLE_LINE:
      self->is_single_line = g_value_get_boolean (value);
      break;
    case PROP_MIN_LINES:
      self->min_lines = g_value_get_uint (value);
      update_height (self);
      break;
    case PROP_HINT:
      g_free (self->hint);
      self->hint = g_value_dup_string (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  update_furniture (self);
}

static void
tack_text_row_dispose (GObject *object)
{
  TackTextRow *self = TACK_TEXT_ROW (object);

  g_clear_pointer (&self->hint, g_free);

  G_OBJECT_CLASS (tack_text_row_parent_class)->dispose (object);
}

static void
tack_text_row_class_init (TackTextRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tack_text_row_get_property;
  object_class->set_property = tack_text_row_set_property;
  object_class->dispose = tack_text_row_dispose;

  properties[PROP_MAX] = g_param_spec_uint ("max", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ADVISED] = g_param_spec_uint ("advised", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SINGLE_LINE] = g_param_spec_boolean ("single-line", NULL, NULL, FALSE, flags);
  properties[PROP_MIN_LINES] = g_param_spec_uint ("min-lines", NULL, NULL, 1, 20, 1, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, view);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, counter);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, good);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, mixed);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, hint_box);
  gtk_widget_class_bind_template_child (widget_class, TackTextRow, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_insert_text);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
tack_text_row_init (TackTextRow *self)
{
  self->min_lines = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_furniture (self);
}

void
tack_text_row_set_text (TackTextRow *self, const char *text, const char *mixed)
{
  g_autofree char *old = dup_text (self);

  gtk_label_set_label (GTK_LABEL (self->mixed), mixed != NULL ? mixed : "");
  /* Setting what is there already would throw the cursor to the end. */
  if (!g_str_equal (old, text))
    {
      self->is_setting = TRUE;
      gtk_text_buffer_set_text (self->buffer, text, -1);
      self->is_setting = FALSE;
    }
  update_furniture (self);
}

void
tack_text_row_set_good (TackTextRow *self, gboolean is_good)
{
  gtk_widget_set_visible (self->good, is_good);
}
