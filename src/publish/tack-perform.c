/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-perform.h"

#include <glib/gi18n-lib.h>

#include "api/tack-pins.h"
#include "api/tack-uploads.h"
#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "publish/tack-look.h"
#include "publish/tack-pin-maker.h"

typedef struct
{
  TackApiClient     *client;   /* input */
  TackMediaProxy    *proxy;    /* input, nullable */
  TackQueue         *queue;    /* input */
  TackQueueProgress *progress; /* input */
  TackJob           *job;      /* input */
  TackAction         action;   /* input */

  TackPinRequest request; /* in progress, of a create */

  TackEvent event; /* output */
} Performance;

static void
performance_free (gpointer data)
{
  Performance *performance = data;

  g_clear_object (&performance->client);
  g_clear_object (&performance->proxy);
  g_clear_object (&performance->queue);
  g_clear_object (&performance->progress);
  g_clear_object (&performance->job);
  tack_pin_request_clear (&performance->request);
  g_free (performance);
}

/* The one way an action ends. */
static void
finish (GTask *task, TackEvent event, GError *error)
{
  Performance *performance = g_task_get_task_data (task);

  performance->event = event;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
finish_error (GTask *task, GError *error)
{
  finish (task, TACK_EVENT_ERROR, error);
}

static TackDraft *
get_draft (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  return tack_job_get_draft (performance->job);
}

static void files_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void register_upload (GTask *task);
static void send_file (GTask *task);
static void get_status (GTask *task);
static void prepare_create (GTask *task);
static void create_pin (GTask *task);
static void look (GTask *task);

/* Worker thread. */
static gboolean
check_file (GFile *file, TackMediaInfo *info, GCancellable *cancellable, GError **error)
{
  const TackIssue *worst = tack_issue_array_get_worst (info->issues);
  g_autofree char *name = tack_human_file (file);

  /* Fine when it was queued, and dropped since: the mended copy that went in its place. */
  if (worst != NULL && worst->severity == TACK_SEVERITY_ERROR)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", worst->message));
  else if (tack_media_info_is_current (info, file))
    return TRUE;
  else if (!g_file_query_exists (file, cancellable))
    g_propagate_error (error,
                       tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not there (any more)."), name));
  else
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                              _ ("“%s” has changed since it was drafted. Look at "
                                                 "the draft again."),
                                              name));
  return FALSE;
}

/* Worker thread. The name of the copy is the cache's; people know that of the file. */
static gboolean
check_copy (GFile *copy, TackMediaInfo *info, GFile *file, GError **error)
{
  if (tack_media_info_is_current (info, copy))
    return TRUE;

  g_autofree char *name = tack_human_file (file);
  g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                            _ ("The converted copy of “%s” is gone. "
                                               "Convert it again."),
                                            name));
  return FALSE;
}

/* Worker thread. */
static void
check_files_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TackDraft *draft = task_data;
  GPtrArray *slides = tack_draft_get_slides (draft);
  GFile     *copy = tack_draft_get_mended_file (draft);
  GFile     *file = tack_draft_get_file (draft);
  GError    *error = NULL;
  gboolean   is_current = TRUE;

  if (copy != NULL)
    is_current = check_copy (copy, tack_draft_get_info (draft), file, &error);
  else if (slides == NULL)
    is_current = check_file (file, tack_draft_get_info (draft), cancellable, &error);
  for (guint i = 0; is_current && slides != NULL && i < slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (slides, i);

      is_current
        = slide->file == NULL || check_file (slide->file, slide->info, cancellable, &error);
    }

  if (is_current)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tack_perform_async (TackApiClient      *client,
                    TackMediaProxy     *proxy,
                    TackQueue          *queue,
                    TackQueueProgress  *progress,
                    TackJob            *job,
                    TackAction          action,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask       *task = g_task_new (NULL, cancellable, callback, user_data);
  Performance *performance = g_new0 (Performance, 1);
  TackDraft   *draft = tack_job_get_draft (job);

  performance->client = g_object_ref (client);
  g_set_object (&performance->proxy, proxy);
  performance->queue = g_object_ref (queue);
  performance->progress = g_object_ref (progress);
  performance->job = g_object_ref (job);
  performance->action = action;
  performance->request = (TackPinRequest) TACK_PIN_REQUEST_INIT;
  g_task_set_source_tag (task, tack_perform_async);
  g_task_set_task_data (task, performance, performance_free);

  if (action == TACK_ACTION_POLL || action == TACK_ACTION_CHECK)
    get_status (task);
  else if (action == TACK_ACTION_LOOK)
    look (task);
  else if (tack_draft_get_file (draft) == NULL)
    prepare_create (task);
  else
    {
      g_autoptr (GTask) work = g_task_new (NULL, cancellable, files_checked_cb, task);
      g_task_set_task_data (work, g_object_ref (draft), g_object_unref);
      g_task_run_in_thread (work, check_files_in_thread);
    }
}

static void
files_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask       *task = user_data;
  Performance *performance = g_task_get_task_data (task);
  GError      *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* The file's own verdict comes back, and what it offers. */
      if (g_error_matches (error, TACK_ERROR, TACK_ERROR_FIX))
        tack_draft_set_mended_file (get_draft (task), NULL, NULL);
      finish_error (task, error);
    }
  else if (performance->action == TACK_ACTION_REGISTER)
    register_upload (task);
  else if (performance->action == TACK_ACTION_SEND)
    send_file (task);
  else
    prepare_create (task);
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask                 *task = user_data;
  Performance           *performance = g_task_get_task_data (task);
  GError                *error = NULL;
  g_autoptr (TackUpload) upload
    = tack_uploads_register_finish (TACK_API_CLIENT (source), result, &error);

  if (upload == NULL)
    {
      finish_error (task, error);
      return;
    }

  tack_job_set_upload (performance->job, upload);
  finish (task, TACK_EVENT_DONE, NULL);
}

static void
register_upload (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  tack_uploads_register_async (performance->client, g_task_get_cancellable (task), registered_cb,
                               task);
}

static void
on_upload_progress (gint64 sent, gint64 total, gpointer user_data)
{
  Performance *performance = user_data;

  tack_queue_progress_report (performance->progress, performance->job, sent, total);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask       *task = user_data;
  Performance *performance = g_task_get_task_data (task);
  GError      *error = NULL;
  gboolean     is_sent = tack_uploads_send_finish (TACK_API_CLIENT (source), result, &error);
  const TackErrorDetails *details = tack_error_get_details (error);

  if (is_sent)
    {
      tack_job_set_uploaded_at (performance->job, g_get_real_time () / 1000);
      finish (task, TACK_EVENT_DONE, NULL);
    }
  else if (g_error_matches (error, TACK_ERROR, TACK_ERROR_GONE))
    finish (task, TACK_EVENT_EXPIRED, error);
  else if (details->answer_lost || details->status >= 500)
    finish (task, TACK_EVENT_LOST, error);
  else
    finish_error (task, error);
}

static void
send_file (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  /* Another file has taken its place, or a row of another version lost it. */
  if (!tack_job_is_upload_current (performance->job))
    {
      finish (task, TACK_EVENT_EXPIRED, NULL);
      return;
    }

  tack_uploads_send_async (performance->client, tack_job_get_upload (performance->job),
                           tack_draft_get_media_file (get_draft (task)), on_upload_progress,
                           performance, g_task_get_cancellable (task), sent_cb, task);
}

/* Not ready: how long has it been? */
static void
finish_not_yet (GTask *task, TackMediaStatus status)
{
  Performance     *performance = g_task_get_task_data (task);
  g_autofree char *name = tack_draft_dup_name (get_draft (task));

  if (status == TACK_MEDIA_STATUS_REGISTERED
      && tack_job_get_step (performance->job).polls >= TACK_STEP_POLLS_BEFORE_ABSENT)
    {
      finish (task, TACK_EVENT_ABSENT,
              tack_error_new (TACK_ERROR_WAIT,
                              _ ("Pinterest has not received the video of “%s”. Try again: it is "
                                 "uploaded anew."),
                              name));
      return;
    }

  gint64 now = g_get_real_time () / 1000;
  gint64 since = tack_job_get_uploaded_at (performance->job);

  if (since == 0)
    tack_job_set_uploaded_at (performance->job, now);

  if (since == 0 || now - since < TACK_STEP_PROCESSING_MS_MAX)
    {
      finish (task, TACK_EVENT_NOT_YET, NULL);
      return;
    }

  finish (task, TACK_EVENT_REJECTED,
          tack_error_new (TACK_ERROR_GIVE_UP,
                          _ ("Pinterest has not processed the video of “%s” within a day. Try "
                             "again: it is uploaded anew."),
                          name));
}

/* Whether the file has arrived. */
static void
finish_check (GTask *task, TackMediaStatus status)
{
  Performance *performance = g_task_get_task_data (task);

  if (status == TACK_MEDIA_STATUS_REGISTERED)
    {
      finish (task, TACK_EVENT_ABSENT, NULL);
      return;
    }

  tack_job_set_uploaded_at (performance->job, g_get_real_time () / 1000);
  finish (task, TACK_EVENT_FOUND, NULL);
}

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask                      *task = user_data;
  Performance                *performance = g_task_get_task_data (task);
  GError                     *error = NULL;
  g_autoptr (TackMediaUpload) upload
    = tack_uploads_get_finish (TACK_API_CLIENT (source), result, &error);

  if (upload == NULL && performance->action == TACK_ACTION_CHECK
      && tack_error_get_class (error) == TACK_ERROR_GONE)
    {
      finish (task, TACK_EVENT_EXPIRED, error);
      return;
    }
  if (upload == NULL)
    {
      finish_error (task, error);
      return;
    }

  TackMediaStatus status = tack_media_upload_get_status (upload);
  if (status == TACK_MEDIA_STATUS_FAILED)
    {
      g_autofree char *name = tack_draft_dup_name (get_draft (task));
      finish (task, TACK_EVENT_REJECTED,
              tack_error_new (TACK_ERROR_FIX,
                              _ ("Pinterest could not process the video of “%s”. Try another "
                                 "version of the file."),
                              name));
    }
  else if (performance->action == TACK_ACTION_CHECK)
    finish_check (task, status);
  else if (status == TACK_MEDIA_STATUS_SUCCEEDED)
    finish (task, TACK_EVENT_DONE, NULL);
  else
    finish_not_yet (task, status);
}

static void
get_status (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);
  TackUpload  *upload = tack_job_get_upload (performance->job);

  if (upload == NULL)
    {
      finish_error (task, tack_error_new (TACK_ERROR_GONE, _ ("The upload has to begin anew.")));
      return;
    }

  tack_uploads_get_async (performance->client, tack_upload_get_media_id (upload),
                          g_task_get_cancellable (task), status_cb, task);
}

static void request_made_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void created_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
prepare_create (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);
  TackDraft   *draft = get_draft (task);
  TackUpload  *upload = tack_job_get_upload (performance->job);

  if (tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO
      && !tack_job_is_upload_current (performance->job))
    {
      finish (task, TACK_EVENT_EXPIRED,
              tack_error_new (TACK_ERROR_GONE, _ ("The upload has to begin anew.")));
      return;
    }

  tack_pin_maker_make_async (draft, upload != NULL ? tack_upload_get_media_id (upload) : NULL,
                             performance->proxy, g_task_get_cancellable (task), request_made_cb,
                             task);
}

static void
request_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask       *task = user_data;
  Performance *performance = g_task_get_task_data (task);
  GError      *error = NULL;

  if (tack_pin_maker_make_finish (result, &performance->request, &error))
    create_pin (task);
  else
    finish_error (task, error);
}

static void
create_pin (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  tack_pins_create_async (performance->client, &performance->request, g_task_get_cancellable (task),
                          created_cb, task);
}

static void
set_published (Performance *performance, TackPin *pin)
{
  const char      *id = tack_pin_get_id (pin);
  g_autofree char *url = tack_api_client_dup_pin_url (performance->client, id);

  tack_job_set_published (performance->job, id, url, g_get_real_time () / 1000);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask              *task = user_data;
  Performance        *performance = g_task_get_task_data (task);
  GError             *error = NULL;
  g_autoptr (TackPin) pin = tack_pins_create_finish (TACK_API_CLIENT (source), result, &error);

  if (pin != NULL)
    {
      set_published (performance, pin);
      finish (task, TACK_EVENT_DONE, NULL);
    }
  else if (tack_error_get_details (error)->answer_lost)
    finish (task, TACK_EVENT_LOST, error);
  else
    finish_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask              *task = user_data;
  Performance        *performance = g_task_get_task_data (task);
  GError             *error = NULL;
  g_autoptr (TackPin) pin = NULL;
  TackEvent           event = tack_look_finish (result, &pin, &error);

  if (pin != NULL)
    set_published (performance, pin);
  finish (task, event, error);
}

static void
look (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  tack_look_async (performance->client, performance->queue, performance->job,
                   g_task_get_cancellable (task), looked_cb, task);
}

TackEvent
tack_perform_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_perform_async), TACK_EVENT_ERROR);

  Performance *performance = g_task_get_task_data (G_TASK (result));
  g_task_propagate_boolean (G_TASK (result), error);

  return performance->event;
}
