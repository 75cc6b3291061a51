/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-session.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/tack-error.h"

gboolean
tack_cli_session_open (TackCliSession *self, TackCli *cli, TackCliSessionUse use, GError **error)
{
  g_autoptr (TackAccount)  account = use == TACK_CLI_SESSION_PUBLISH
                                       ? tack_cli_get_account (cli, error)
                                       : tack_cli_find_account (cli, error);
  g_autoptr (TackClock)    clock = tack_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  const char              *store_dir = cli->store_dir;

  if (account == NULL)
    return FALSE;

  /* The stand-in forgets everything with the process, so its queue is not worth keeping either. */
  if (cli->is_demo && store_dir == NULL)
    store_dir = self->temporary_store = g_dir_make_tmp ("tackboard-demo-XXXXXX", NULL);

  if (use == TACK_CLI_SESSION_LOOK)
    tack_session_open_async (account, store_dir, clock, NULL, tack_cli_store_result, &result);
  else
    tack_session_open_locked_async (account, store_dir, clock, NULL, tack_cli_store_result,
                                    &result);
  tack_cli_wait (&result);
  self->session = tack_session_open_finish (result, error);
  if (self->session == NULL)
    return FALSE;

  if (use == TACK_CLI_SESSION_PUBLISH)
    {
      self->proxy = tack_media_proxy_new ();
      tack_session_set_proxy (self->session, self->proxy);
    }
  if (tack_session_get_notice (self->session) != NULL)
    g_printerr ("%s\n", tack_session_get_notice (self->session));

  return TRUE;
}

gboolean
tack_cli_session_flush (TackCliSession *self, GError **error)
{
  TackDraftStore          *store = tack_session_get_drafts (self->session);
  g_autoptr (GAsyncResult) result = NULL;

  /* The database does one thing after the other: this is behind all that was changed. */
  tack_draft_store_flush_async (store, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  if (!tack_draft_store_flush_finish (store, result, error))
    return FALSE;
  if (!tack_database_is_blocked (tack_draft_store_get_database (store)))
    return TRUE;

  g_propagate_error (error, tack_error_new (TACK_ERROR_WAIT, _ ("The disk is full: nothing was "
                                                                "changed. Free some space.")));
  return FALSE;
}

static void
remove_temporary_store (TackCliSession *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->temporary_store, 0, NULL);
  const char      *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->temporary_store, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->temporary_store);
}

void
tack_cli_session_clear (TackCliSession *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->proxy);
  if (self->temporary_store != NULL)
    remove_temporary_store (self);
  g_clear_pointer (&self->temporary_store, g_free);
}
