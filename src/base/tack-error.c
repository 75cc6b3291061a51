/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "base/tack-human.h"

static const char *const class_nicks[] = {
  [TACK_ERROR_WAIT] = "wait",       [TACK_ERROR_SIGN_IN] = "sign-in",
  [TACK_ERROR_ASK] = "ask",         [TACK_ERROR_FIX] = "fix",
  [TACK_ERROR_GONE] = "gone",       [TACK_ERROR_SLOW_DOWN] = "slow-down",
  [TACK_ERROR_GIVE_UP] = "give-up",
};

/* The private part of the GErrors of this domain: see G_DEFINE_EXTENDED_ERROR. */
typedef TackErrorDetails TackErrorPrivate;

static void
tack_error_private_init (TackErrorPrivate *priv)
{
  priv->retry_after_ms = -1;
}

static void
tack_error_private_copy (const TackErrorPrivate *src, TackErrorPrivate *dest)
{
  *dest = *src;
  dest->reason = g_strdup (src->reason);
  dest->request_id = g_strdup (src->request_id);
}

static void
tack_error_private_clear (TackErrorPrivate *priv)
{
  g_free (priv->reason);
  g_free (priv->request_id);
}

G_DEFINE_EXTENDED_ERROR (TackError, tack_error)

GError *
tack_error_new (TackErrorClass error_class, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  GError *error = g_error_new_valist (TACK_ERROR, error_class, format, args);
  va_end (args);

  return error;
}

GError *
tack_error_new_with_details (TackErrorClass          error_class,
                             const TackErrorDetails *details,
                             const char             *message)
{
  GError           *error = g_error_new_literal (TACK_ERROR, error_class, message);
  TackErrorPrivate *priv = tack_error_get_private (error);

  tack_error_private_clear (priv);
  tack_error_private_copy (details, priv);

  return error;
}

const TackErrorDetails *
tack_error_get_details (const GError *error)
{
  static const TackErrorDetails none = { .retry_after_ms = -1 };

  if (error == NULL || error->domain != TACK_ERROR)
    return &none;

  return tack_error_get_private (error);
}

TackErrorClass
tack_error_get_class (const GError *error)
{
  if (error == NULL || error->domain != TACK_ERROR)
    return TACK_ERROR_GIVE_UP;

  return (TackErrorClass) error->code;
}

const char *
tack_error_class_to_nick (TackErrorClass error_class)
{
  g_return_val_if_fail (error_class < G_N_ELEMENTS (class_nicks), NULL);

  return class_nicks[error_class];
}

TackErrorClass
tack_error_class_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (class_nicks); i++)
    if (g_strcmp0 (nick, class_nicks[i]) == 0)
      return (TackErrorClass) i;

  return TACK_ERROR_GIVE_UP;
}

gboolean
tack_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

GError *
tack_error_from_file (const GError *io_error, GFile *file)
{
  if (tack_error_is_cancelled (io_error))
    return g_error_copy (io_error);

  g_autofree char *name = tack_human_file (file);

  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not there (any more)."), name);
  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return tack_error_new (TACK_ERROR_FIX,
                           _ ("“%s” cannot be opened: you have no permission for it."), name);
  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return tack_error_new (TACK_ERROR_FIX, _ ("“%s” is a folder, not a file."), name);
  if (g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return tack_error_new (TACK_ERROR_WAIT, _ ("The disk is full: “%s” could not be written."),
                           name);

  return tack_error_new (TACK_ERROR_FIX, _ ("“%s” could not be read."), name);
}

gboolean
tack_error_is_full_disk (int system_code)
{
  return system_code == ENOSPC || system_code == EDQUOT || system_code == EFBIG;
}

GError *
tack_error_from_writing (const GError *io_error, GFile *file)
{
  if (io_error != NULL
      && (tack_error_is_cancelled (io_error)
          || g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
          || g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)))
    return tack_error_from_file (io_error, file);

  g_autofree char *name = tack_human_file (file);

  return tack_error_new (TACK_ERROR_FIX, _ ("“%s” could not be written."), name);
}
