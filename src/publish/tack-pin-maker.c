/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-pin-maker.h"

#include "media/tack-cover.h"
#include "media/tack-picture.h"

/* The task's data is the request in the making. */

static void
request_free (gpointer data)
{
  tack_pin_request_clear (data);
  g_free (data);
}

static TackPinRequest *
request_new (TackDraft *draft)
{
  TackPinRequest *request = g_new (TackPinRequest, 1);

  *request = (TackPinRequest) TACK_PIN_REQUEST_INIT;
  request->is_removable = tack_draft_get_ad_only (draft);
  request->is_standard = !tack_draft_get_idea_ad (draft);
  request->board_id = g_strdup (tack_draft_get_board_id (draft));
  request->board_section_id = g_strdup (tack_draft_get_section_id (draft));
  request->title = g_strdup (tack_draft_get_title (draft));
  request->description = g_strdup (tack_draft_get_description (draft));
  request->alt_text = g_strdup (tack_draft_get_alt_text (draft));
  request->link = g_strdup (tack_draft_get_link (draft));
  request->note = g_strdup (tack_draft_get_note (draft));
  request->product_tags = g_strdupv ((char **) tack_draft_get_product_tags (draft));
  request->image_url = g_strdup (tack_draft_get_image_url (draft));

  return request;
}

/* The one way a picture comes to the request: a chain's last step. */
static void
take_bytes (GTask *task, GBytes **slot, GBytes *bytes, GError *error)
{
  *slot = bytes;
  if (bytes != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
picture_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = g_task_get_task_data (user_data);
  GError         *error = NULL;
  GBytes         *image = tack_picture_prepare_finish (result, &request->image_type, &error);

  take_bytes (user_data, &request->image, image, error);
}

static void
cover_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = g_task_get_task_data (user_data);
  GError         *error = NULL;
  GBytes         *cover = tack_picture_prepare_finish (result, &request->cover_type, &error);

  take_bytes (user_data, &request->cover, cover, error);
}

/* Worker thread. */
static void
encode_cover_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = tack_cover_encode (task_data, "image/jpeg", &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void cover_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
cover_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask     *task = user_data;
  GError    *error = NULL;
  GdkPixbuf *cover = tack_cover_read_finish (result, NULL, &error);

  if (cover == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), cover_encoded_cb, task);
  g_task_set_task_data (work, cover, g_object_unref);
  g_task_run_in_thread (work, encode_cover_in_thread);
}

static void
cover_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = g_task_get_task_data (user_data);
  GError         *error = NULL;
  GBytes         *cover = g_task_propagate_pointer (G_TASK (result), &error);

  request->cover_type = "image/jpeg";
  take_bytes (user_data, &request->cover, cover, error);
}

static void
make_cover (GTask *task, TackDraft *draft)
{
  TackPinRequest *request = g_task_get_task_data (task);
  GCancellable   *cancellable = g_task_get_cancellable (task);
  GFile          *cover_file = tack_draft_get_cover_file (draft);

  request->cover_url = g_strdup (tack_draft_get_cover_url (draft));
  if (request->cover_url != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (cover_file != NULL)
    tack_picture_prepare_async (cover_file, cancellable, cover_prepared_cb, task);
  else
    tack_cover_read_async (tack_draft_get_file (draft), tack_draft_get_cover_at (draft), FALSE, 0,
                           cancellable, cover_read_cb, task);
}

void
tack_pin_maker_make_async (TackDraft          *draft,
                           const char         *media_id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask          *task = g_task_new (NULL, cancellable, callback, user_data);
  TackPinRequest *request = request_new (draft);

  g_task_set_source_tag (task, tack_pin_maker_make_async);
  g_task_set_task_data (task, request, request_free);

  if (request->image_url != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO)
    {
      request->media_id = g_strdup (media_id);
      make_cover (task, draft);
    }
  else
    tack_picture_prepare_async (tack_draft_get_file (draft), cancellable, picture_prepared_cb,
                                task);
}

gboolean
tack_pin_maker_make_finish (GAsyncResult *result, TackPinRequest *request, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_pin_maker_make_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  /* Moved, not copied: it holds pictures. */
  TackPinRequest *made = g_task_get_task_data (G_TASK (result));
  tack_pin_request_clear (request);
  *request = *made;
  *made = (TackPinRequest) TACK_PIN_REQUEST_INIT;

  return TRUE;
}
