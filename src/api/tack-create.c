/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-create.h"

#include "base/tack-error.h"

/* So long the answer is waited for. Reading may have to wait for its limit when writing does not.
 */
#define ASK_MS 2000

/* What the account of a client has; kept with the client. */
typedef struct
{
  gint64 n_used[TACK_N_VOLUMES]; /* -1 where nobody knows */
} Counts;

static GQuark counts_quark (void);
G_DEFINE_QUARK (tack - create - counts, counts)

/* Returns: (nullable): %NULL before the account was asked for. */
static Counts *
get_counts (TackApiClient *client)
{
  return g_object_get_qdata (G_OBJECT (client), counts_quark ());
}

void
tack_create_set_counts (TackApiClient *client, gint64 n_boards, gint64 n_pins)
{
  Counts *counts = g_new (Counts, 1);

  counts->n_used[TACK_VOLUME_BOARDS] = n_boards;
  counts->n_used[TACK_VOLUME_PINS] = n_pins;
  g_object_set_qdata_full (G_OBJECT (client), counts_quark (), counts, g_free);
}

void
tack_create_forget_counts (TackApiClient *client)
{
  g_object_set_qdata (G_OBJECT (client), counts_quark (), NULL);
}

static void
count (TackApiClient *client, TackVolume volume, gint64 n_more)
{
  Counts *counts = get_counts (client);

  if (counts != NULL && counts->n_used[volume] >= 0)
    counts->n_used[volume] = MAX (counts->n_used[volume] + n_more, 0);
}


typedef struct
{
  TackVolume    volume;    /* input */
  guint         n_made;    /* input */
  TackOperation operation; /* input */
  GStrv         ids;       /* input, nullable */
  TackBody     *body;      /* input */
  TackItemFunc  item_func; /* input */

  GSource *patience; /* in progress: while the account is asked for */
} Creation;

/* Returns: whether the account was asked for until now. */
static gboolean
stop_asking (Creation *creation)
{
  if (creation->patience == NULL)
    return FALSE;

  g_source_destroy (creation->patience);
  g_clear_pointer (&creation->patience, g_source_unref);

  return TRUE;
}

static void
creation_free (gpointer data)
{
  Creation *creation = data;

  stop_asking (creation);
  g_strfreev (creation->ids);
  g_clear_pointer (&creation->body, tack_body_unref);
  g_free (creation);
}

static gboolean on_patience_ended (gpointer user_data);
static void     account_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     create (GTask *task);
static void     created_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
tack_create_async (TackApiClient      *client,
                   TackVolume          volume,
                   guint               n_made,
                   TackOperation       operation,
                   const char *const  *ids,
                   TackBody           *body,
                   TackItemFunc        item_func,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Creation         *creation = g_new (Creation, 1);
  GError           *error = NULL;

  g_task_set_source_tag (task, tack_create_async);
  *creation = (Creation){
    volume, n_made, operation, g_strdupv ((GStrv) ids), body, item_func, NULL,
  };
  g_task_set_task_data (task, creation, creation_free);

  if (!tack_operation_check_ids (operation, ids, &error))
    g_task_return_error (task, error);
  else if (get_counts (client) == NULL)
    {
      creation->patience = g_timeout_source_new (ASK_MS);
      g_source_set_callback (creation->patience, on_patience_ended, task, NULL);
      g_source_attach (creation->patience, g_task_get_context (task));
      tack_account_info_get_async (client, cancellable, account_cb, g_steal_pointer (&task));
    }
  else
    create (g_steal_pointer (&task));
}

static gboolean
on_patience_ended (gpointer user_data)
{
  GTask *task = user_data;

  stop_asking (g_task_get_task_data (task));
  create (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* An account that may not be read is not asked for again; one that could not be read now is, by the
 * next who makes something. */
static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask)           task = user_data;
  TackApiClient              *client = TACK_API_CLIENT (source);
  g_autoptr (GError)          error = NULL;
  g_autoptr (TackAccountInfo) account = tack_account_info_get_finish (client, result, &error);
  gboolean                    is_waited_for = stop_asking (g_task_get_task_data (task));

  if (account == NULL && !tack_error_is_cancelled (error)
      && tack_error_get_class (error) != TACK_ERROR_WAIT)
    tack_create_set_counts (client, -1, -1);

  if (is_waited_for && tack_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_waited_for)
    create (g_steal_pointer (&task));
}

static void
create (GTask *task)
{
  TackApiClient *client = g_task_get_source_object (task);
  Creation      *creation = g_task_get_task_data (task);
  Counts        *counts = get_counts (client);
  GError        *error = NULL;

  if (counts != NULL
      && !tack_volume_check (creation->volume, counts->n_used[creation->volume],
                             MAX (creation->n_made, 1), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  /* At once, not when it is answered: others may be making something meanwhile. */
  count (client, creation->volume, creation->n_made);
  tack_call_async (client, creation->operation, (const char *const *) creation->ids, NULL,
                   g_steal_pointer (&creation->body), creation->item_func,
                   g_task_get_cancellable (task), created_cb, task);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TackApiClient    *client = TACK_API_CLIENT (source);
  Creation         *creation = g_task_get_task_data (task);
  GError           *error = NULL;
  gpointer          item = tack_call_finish (client, result, &error);

  if (item != NULL)
    {
      g_task_return_pointer (task, item, g_object_unref);
      return;
    }

  /* Whose answer is lost may be there all the same. */
  if (!tack_error_get_details (error)->answer_lost)
    count (client, creation->volume, -(gint64) creation->n_made);
  g_task_return_error (task, error);
}

gpointer
tack_create_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
