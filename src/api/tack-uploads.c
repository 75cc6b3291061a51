/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-uploads.h"

#include "api/tack-api-error.h"
#include "api/tack-create.h"
#include "api/tack-multipart.h"
#include "api/tack-post.h"
#include "base/tack-json.h"

#define PROGRESS_MS 100

void
tack_uploads_register_async (TackApiClient      *client,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "media_type", "video");
  /* Gigabytes are not sent for a Pin that there is no room for. */
  tack_create_async (client, TACK_VOLUME_PINS, 0, TACK_OPERATION_MEDIA_CREATE, NULL,
                     tack_body_new_take_object (body), (TackItemFunc) tack_upload_new_from_json,
                     cancellable, callback, user_data);
}

TackUpload *
tack_uploads_register_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_create_finish (client, result, error);
}


/* One upload. A worker thread sends with blocking calls and a connection of its own: gigabytes need
 * no main loop, and no token is anywhere near. The main context only looks at a counter for
 * progress.
 */
typedef struct
{
  TackUpload            *upload;        /* input */
  GFile                 *file;          /* input */
  TackUploadProgressFunc progress_func; /* input, nullable */
  gpointer               progress_data;

  GMutex         mutex;     /* guards @multipart, which the worker makes */
  TackMultipart *multipart; /* in progress, nullable */
  gint64         size;      /* in progress */
  gint64         reported;  /* main context only */
  GSource       *ticker;    /* main context only */
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->upload);
  g_clear_object (&sending->file);
  g_clear_object (&sending->multipart);
  g_mutex_clear (&sending->mutex);
  g_free (sending);
}

static void
report_progress (Sending *sending)
{
  gint64 sent = -1;
  gint64 total = 0;

  g_mutex_lock (&sending->mutex);
  if (sending->multipart != NULL)
    {
      sent = tack_multipart_get_file_bytes_read (sending->multipart);
      total = sending->size;
    }
  g_mutex_unlock (&sending->mutex);

  if (sent >= 0 && sent != sending->reported)
    {
      sending->reported = sent;
      sending->progress_func (sent, total, sending->progress_data);
    }
}

static gboolean
on_tick (gpointer user_data)
{
  report_progress (user_data);

  return G_SOURCE_CONTINUE;
}

static TackMultipart *
multipart_new_for_file (Sending *sending, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError)    io_error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (sending->file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &io_error);
  if (info == NULL)
    {
      g_propagate_error (error, tack_error_from_file (io_error, sending->file));
      return NULL;
    }

  gint64         size = g_file_info_get_size (info);
  TackMultipart *multipart
    = tack_multipart_new (tack_upload_get_parameters (sending->upload), sending->file, size);
  g_mutex_lock (&sending->mutex);
  sending->multipart = g_object_ref (multipart);
  sending->size = size;
  g_mutex_unlock (&sending->mutex);

  return multipart;
}

/* Worker thread. */
static void
send_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Sending         *sending = task_data;
  GError          *error = NULL;
  g_autoptr (GUri) uri = tack_api_url_check (tack_upload_get_url (sending->upload), &error);
  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_autoptr (TackMultipart) multipart = multipart_new_for_file (sending, cancellable, &error);
  if (multipart == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_auto (TackPostAnswer) answer = { 0 };
  if (!tack_post_send (uri, multipart, cancellable, &answer, &error))
    {
      if (error->domain != TACK_ERROR)
        {
          g_autoptr (GError) io_error = g_steal_pointer (&error);
          error
            = tack_api_error_from_transport (io_error, uri,
                                             tack_multipart_get_file_bytes_read (multipart) > 0);
        }
      g_task_return_error (task, error);
    }
  else if (!SOUP_STATUS_IS_SUCCESSFUL (answer.status))
    g_task_return_error (task,
                         tack_api_error_from_bucket (answer.status, answer.headers, answer.body));
  else
    g_task_return_boolean (task, TRUE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending          *sending = g_task_get_task_data (G_TASK (result));
  GError           *error = NULL;

  if (sending->ticker != NULL)
    {
      g_source_destroy (sending->ticker);
      g_clear_pointer (&sending->ticker, g_source_unref);
      report_progress (sending);
    }

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tack_uploads_send_async (TackApiClient         *client,
                         TackUpload            *upload,
                         GFile                 *file,
                         TackUploadProgressFunc progress_func,
                         gpointer               progress_data,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  GTask            *task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GTask) work = g_task_new (client, cancellable, sent_cb, task);
  Sending          *sending = g_new0 (Sending, 1);

  g_task_set_source_tag (task, tack_uploads_send_async);
  g_mutex_init (&sending->mutex);
  sending->upload = g_object_ref (upload);
  sending->file = g_object_ref (file);
  sending->progress_func = progress_func;
  sending->progress_data = progress_data;
  if (progress_func != NULL)
    {
      sending->ticker = g_timeout_source_new (PROGRESS_MS);
      g_source_set_callback (sending->ticker, on_tick, sending, NULL);
      g_source_attach (sending->ticker, g_main_context_get_thread_default ());
    }

  g_task_set_task_data (work, sending, sending_free);
  g_task_run_in_thread (work, send_in_thread);
}

gboolean
tack_uploads_send_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}


void
tack_uploads_get_async (TackApiClient      *client,
                        const char         *media_id,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  const char *ids[] = { media_id, NULL };

  tack_call_async (client, TACK_OPERATION_MEDIA_GET, ids, NULL, NULL,
                   (TackItemFunc) tack_media_upload_new_from_json, cancellable, callback,
                   user_data);
}

TackMediaUpload *
tack_uploads_get_finish (TackApiClient *client, GAsyncResult *result, GError **error)
{
  return tack_call_finish (client, result, error);
}

static gpointer
new_listed (JsonObject *object)
{
  return tack_json_get_string (object, "media_id") != NULL
           ? tack_media_upload_new_from_json (object)
           : NULL;
}

TackPageList *
tack_uploads_list (TackApiClient *client)
{
  TackPageRequest request = {
    .operation = TACK_OPERATION_MEDIA_LIST,
    .item_type = TACK_TYPE_MEDIA_UPLOAD,
    .item_func = new_listed,
    .id_func = (gpointer) tack_media_upload_get_id,
  };

  return tack_page_list_new (client, &request);
}
