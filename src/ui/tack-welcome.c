/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-welcome.h"

#include <glib/gi18n-lib.h>

#include "base/tack-limits.h"
#include "ui/tack-fan.h"

#define NARROW_BELOW 600

/* Its own layout, not a layout manager's: the shape depends on the width it is given. */
struct _TackWelcome
{
  GtkWidget parent_instance;

  GtkWidget *target;
  GtkWidget *facts;
  GtkWidget *pictures_fact;
  GtkWidget *videos_fact;

  gboolean is_narrow;
  gboolean drop_active;
};

G_DEFINE_FINAL_TYPE (TackWelcome, tack_welcome, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DROP_ACTIVE = 1,
  N_PROPS,
} TackWelcomeProperty;

static GParamSpec *properties[N_PROPS];

static void
set_style_class (TackWelcome *self, const char *style_class, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (self), style_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), style_class);
}

static void
set_narrow (TackWelcome *self, gboolean is_narrow)
{
  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  set_style_class (self, "narrow", is_narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->facts), is_narrow
                                                                  ? GTK_ORIENTATION_VERTICAL
                                                                  : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->facts), is_narrow ? 12 : 36);
}

static void
fill_facts (TackWelcome *self)
{
  g_autofree char *pictures
    /* Translators: %d is a number of megabytes. */
    = g_strdup_printf (_ ("JPEG, PNG, WebP and more,\nup to %d MB"),
                       (int) (TACK_IMAGE_BYTES_MAX / (1000 * 1000)));
  g_autofree char *videos
    /* Translators: seconds, minutes, gigabytes. */
    = g_strdup_printf (_ ("MP4, MOV, M4V\n%d s to %d min, up to %d GB"), TACK_VIDEO_MS_MIN / 1000,
                       TACK_VIDEO_MS_MAX / (60 * 1000),
                       (int) (TACK_VIDEO_BYTES_MAX / (1000 * 1000 * 1000)));

  gtk_label_set_label (GTK_LABEL (self->pictures_fact), pictures);
  gtk_label_set_label (GTK_LABEL (self->videos_fact), videos);
}

static GtkSizeRequestMode
tack_welcome_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (TACK_WELCOME (widget)->target);
}

static void
tack_welcome_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  gtk_widget_measure (TACK_WELCOME (widget)->target, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
tack_welcome_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TackWelcome *self = TACK_WELCOME (widget);

  set_narrow (self, width < NARROW_BELOW);
  gtk_widget_allocate (self->target, width, height, baseline, NULL);
}

static void
tack_welcome_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackWelcome *self = TACK_WELCOME (object);

  switch ((TackWelcomeProperty) prop_id)
    {
    case PROP_DROP_ACTIVE:
      g_value_set_boolean (value, self->drop_active);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_welcome_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackWelcome *self = TACK_WELCOME (object);

  switch ((TackWelcomeProperty) prop_id)
    {
    case PROP_DROP_ACTIVE:
      tack_welcome_set_drop_active (self, g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TACK_TYPE_WELCOME);

  G_OBJECT_CLASS (tack_welcome_parent_class)->dispose (object);
}

static void
tack_welcome_class_init (TackWelcomeClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_welcome_get_property;
  object_class->set_property = tack_welcome_set_property;
  object_class->dispose = tack_welcome_dispose;

  widget_class->get_request_mode = tack_welcome_get_request_mode;
  widget_class->measure = tack_welcome_measure;
  widget_class->size_allocate = tack_welcome_size_allocate;

  properties[PROP_DROP_ACTIVE]
    = g_param_spec_boolean ("drop-active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (TACK_TYPE_FAN);
  gtk_widget_class_set_css_name (widget_class, "welcome");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, TackWelcome, target);
  gtk_widget_class_bind_template_child (widget_class, TackWelcome, facts);
  gtk_widget_class_bind_template_child (widget_class, TackWelcome, pictures_fact);
  gtk_widget_class_bind_template_child (widget_class, TackWelcome, videos_fact);
}

static void
tack_welcome_init (TackWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_facts (self);
}

GtkWidget *
tack_welcome_new (void)
{
  return g_object_new (TACK_TYPE_WELCOME, NULL);
}

void
tack_welcome_set_drop_active (TackWelcome *self, gboolean drop_active)
{
  g_return_if_fail (TACK_IS_WELCOME (self));

  drop_active = !!drop_active;
  if (self->drop_active == drop_active)
    return;

  self->drop_active = drop_active;
  set_style_class (self, "drop-active", drop_active);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROP_ACTIVE]);
}
