/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-account-chip.h"

#include <glib/gi18n-lib.h>

#include "api/tack-volume.h"
#include "base/tack-error.h"

/* A header keeps its title in the middle before it gives more than the least to what is beside it:
 * with long words on the button to publish, one would read "…" for who publishes. */
#define NAME_CHARS_MIN 12

struct _TackAccountChip
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  AdwAvatar     *avatar;
  GtkLabel      *name;
  GtkLabel      *host;
  GtkLabel      *details_name;
  GtkLabel      *details;
  GtkLabel      *warning;
  GtkLabel      *address;

  TackSession  *session;     /* nullable */
  char         *profile_url; /* nullable */
  GCancellable *cancellable;
};

typedef enum
{
  PROP_PROFILE_URL = 1,
  N_PROPS,
} TackAccountChipProperty;

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *style_class;
  const char *explanation;
} hosts[] = {
  [TACK_HOST_PRODUCTION]
  = { "production", N_ ("What you publish is on Pinterest for all to see.") },
  [TACK_HOST_SANDBOX]
  = { "sandbox", N_ ("Pinterest’s playground: only you see what you publish.") },
  [TACK_HOST_DEMO] = { "demo", N_ ("A stand-in for Pinterest inside Tackboard: nothing leaves this "
                                   "computer.") },
  [TACK_HOST_CUSTOM] = { "sandbox", N_ ("An address of your own choice.") },
};

G_DEFINE_FINAL_TYPE (TackAccountChip, tack_account_chip, ADW_TYPE_BIN)

static void
set_name (TackAccountChip *self, const char *name)
{
  const char *host = tack_account_get_host_name (tack_session_get_account (self->session));
  /* Translators: who publishes, on which host, such as “Account @marlene, Sandbox” */
  g_autofree char *label = g_strdup_printf (_ ("Account %s, %s"), name, host);

  adw_avatar_set_text (self->avatar, *name == '@' ? name + 1 : name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_width_chars (self->name, MIN ((int) g_utf8_strlen (name, -1), NAME_CHARS_MIN));
  gtk_label_set_label (self->details_name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
}

/* Before there is no room for another board or Pin. */
static void
show_warnings (TackAccountChip *self, TackAccountInfo *info)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (TackVolume volume = 0; volume < TACK_N_VOLUMES; volume++)
    {
      g_autofree char *warning
        = tack_volume_dup_warning (volume, tack_volume_get_used (volume, info));

      if (warning != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", warning);
    }
  gtk_label_set_label (self->warning, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), text->len > 0);
}

static void
info_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackAccountChip) self = user_data;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TackAccountInfo) info
    = tack_account_info_get_finish (TACK_API_CLIENT (source), result, &error);

  if (tack_error_is_cancelled (error))
    return;

  const char *username = info != NULL ? tack_account_info_get_username (info) : NULL;
  if (info != NULL)
    show_warnings (self, info);
  if (username != NULL)
    {
      g_autofree char *name = g_strdup_printf ("@%s", username);
      set_name (self, name);
      self->profile_url = tack_api_client_dup_profile_url (TACK_API_CLIENT (source), username);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILE_URL]);
    }
  else if (g_error_matches (error, TACK_ERROR, TACK_ERROR_SIGN_IN))
    set_name (self, _ ("Not signed in"));
}

static void
tack_account_chip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((TackAccountChipProperty) prop_id)
    {
    case PROP_PROFILE_URL:
      g_value_set_string (value, TACK_ACCOUNT_CHIP (object)->profile_url);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_account_chip_dispose (GObject *object)
{
  TackAccountChip *self = TACK_ACCOUNT_CHIP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tack_account_chip_parent_class)->dispose (object);
}

static void
tack_account_chip_finalize (GObject *object)
{
  g_object_unref (TACK_ACCOUNT_CHIP (object)->cancellable);
  g_free (TACK_ACCOUNT_CHIP (object)->profile_url);

  G_OBJECT_CLASS (tack_account_chip_parent_class)->finalize (object);
}

static void
tack_account_chip_class_init (TackAccountChipClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_account_chip_get_property;
  object_class->dispose = tack_account_chip_dispose;
  object_class->finalize = tack_account_chip_finalize;

  properties[PROP_PROFILE_URL] = g_param_spec_string ("profile-url", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-account-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, button);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, avatar);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, name);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, host);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, details_name);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, details);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, warning);
  gtk_widget_class_bind_template_child (widget_class, TackAccountChip, address);
}

static void
tack_account_chip_init (TackAccountChip *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tack_account_chip_set_session (TackAccountChip *self, TackSession *session)
{
  TackAccount *account = tack_session_get_account (session);
  TackHost     host = tack_account_get_host (account);

  g_set_object (&self->session, session);
  gtk_label_set_label (self->host, tack_account_get_host_name (account));
  gtk_widget_add_css_class (GTK_WIDGET (self->host), hosts[host].style_class);
  gtk_label_set_label (self->details, _ (hosts[host].explanation));
  gtk_label_set_label (self->address, tack_account_get_url (account));
  set_name (self, tack_account_has_token (account) ? _ ("Signed in") : _ ("Not signed in"));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  if (tack_account_has_token (account))
    tack_account_info_get_async (tack_session_get_client (session), self->cancellable, info_got_cb,
                                 g_object_ref (self));
}

void
tack_account_chip_set_narrow (TackAccountChip *self, gboolean is_narrow)
{
  gtk_widget_set_visible (GTK_WIDGET (self->name), !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->host), !is_narrow);
}
