/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-pin-maker.h"

#include "media/tack-media-proxy-async.h"
#include "media/tack-picture-encode.h"

typedef struct
{
  TackMediaProxy    *proxy;       /* input, nullable */
  GPtrArray         *slides;      /* input, nullable: of a carousel */
  TackPictureOptions options;     /* input: for all its pictures but the cover */
  GFile             *video;       /* input, nullable: whose frame is the cover */
  gint64             cover_at_ms; /* input */
  guint              next;        /* in progress: which of the slides is made ready */

  TackPinRequest request; /* output */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->proxy);
  g_clear_object (&making->video);
  g_clear_pointer (&making->slides, g_ptr_array_unref);
  tack_pin_request_clear (&making->request);
  g_free (making);
}

static void
fill_texts (TackPinRequest *request, TackDraft *draft)
{
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
}

static TackPinRequest *
get_request (GTask *task)
{
  return &((Making *) g_task_get_task_data (task))->request;
}

/* The two ways a chain ends. */
static void
finish (GTask *task)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
finish_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* A picture has come to the request, and it is the last: the end of most chains. */
static void
take_last (GTask *task, GBytes **slot, GBytes *bytes, GError *error)
{
  *slot = bytes;
  if (bytes != NULL)
    finish (task);
  else
    finish_error (task, error);
}

static void
prepare_picture (GTask              *task,
                 GFile              *picture,
                 TackPictureOptions  options,
                 GAsyncReadyCallback callback)
{
  Making *making = g_task_get_task_data (task);

  tack_media_proxy_prepare_picture_async (making->proxy, picture, options,
                                          g_task_get_cancellable (task), callback, task);
}

static void
picture_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = get_request (user_data);
  GError         *error = NULL;
  GBytes *image = tack_media_proxy_prepare_picture_finish (result, &request->image_type, &error);

  take_last (user_data, &request->image, image, error);
}

static void item_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* One after the other: a large picture in the making takes far more memory than its bytes. */
static void
make_items (GTask *task)
{
  Making *making = g_task_get_task_data (task);

  for (; making->next < making->slides->len; making->next++)
    {
      const TackSlide *slide = g_ptr_array_index (making->slides, making->next);
      TackPinItem     *item = tack_pin_request_add_item (&making->request);

      item->title = g_strdup (slide->title);
      item->description = g_strdup (slide->description);
      item->link = g_strdup (slide->link);
      item->image_url = g_strdup (slide->image_url);
      if (slide->file != NULL)
        {
          prepare_picture (task, slide->file, making->options, item_prepared_cb);
          return;
        }
    }

  finish (task);
}

static void
item_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making      *making = g_task_get_task_data (user_data);
  TackPinItem *item = g_ptr_array_index (making->request.items, making->next++);
  GError      *error = NULL;

  item->image = tack_media_proxy_prepare_picture_finish (result, &item->image_type, &error);
  if (item->image != NULL)
    make_items (user_data);
  else
    finish_error (user_data, error);
}

static void
cover_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = get_request (user_data);
  GError         *error = NULL;
  GBytes *cover = tack_media_proxy_prepare_picture_finish (result, &request->cover_type, &error);

  take_last (user_data, &request->cover, cover, error);
}

/* Worker thread. */
static void
make_cover_in_thread (GTask *work, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Making               *making = task_data;
  GError               *error = NULL;
  g_autoptr (GdkPixbuf) frame
    = tack_media_proxy_read_cover (making->proxy, making->video, &making->cover_at_ms, FALSE, 0,
                                   cancellable, &error);
  GBytes *bytes = frame != NULL ? tack_picture_encode (frame, "image/jpeg", &error) : NULL;

  if (bytes != NULL)
    g_task_return_pointer (work, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (work, error);
}

static void
cover_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackPinRequest *request = get_request (user_data);
  GError         *error = NULL;
  GBytes         *cover = g_task_propagate_pointer (G_TASK (result), &error);

  request->cover_type = "image/jpeg";
  take_last (user_data, &request->cover, cover, error);
}

static void
make_frame (GTask *task, TackDraft *draft)
{
  Making           *making = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), cover_made_cb, task);

  making->video = g_object_ref (tack_draft_get_media_file (draft));
  making->cover_at_ms = tack_draft_get_cover_at (draft);
  /* Its owner waits for this work, so it stays. */
  g_task_set_task_data (work, making, NULL);
  g_task_run_in_thread (work, make_cover_in_thread);
}

static void
make_cover (GTask *task, TackDraft *draft)
{
  TackPinRequest *request = get_request (task);

  if (tack_draft_get_cover_url (draft) != NULL)
    {
      request->cover_url = g_strdup (tack_draft_get_cover_url (draft));
      finish (task);
    }
  else if (tack_draft_get_cover_file (draft) != NULL)
    prepare_picture (task, tack_draft_get_cover_file (draft), 0, cover_prepared_cb);
  else if (tack_draft_get_cover_key_frame (draft) >= 0)
    {
      request->cover_key_frame_s = tack_draft_get_cover_key_frame (draft);
      finish (task);
    }
  else
    make_frame (task, draft);
}

void
tack_pin_maker_make_async (TackDraft          *draft,
                           const char         *media_id,
                           TackMediaProxy     *proxy,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask          *task = g_task_new (NULL, cancellable, callback, user_data);
  Making         *making = g_new0 (Making, 1);
  TackPinRequest *request = &making->request;
  GPtrArray      *slides = tack_draft_get_slides (draft);

  *request = (TackPinRequest) TACK_PIN_REQUEST_INIT;
  g_task_set_source_tag (task, tack_pin_maker_make_async);
  g_task_set_task_data (task, making, making_free);

  g_set_object (&making->proxy, proxy);
  making->options = tack_draft_get_picture_options (draft);
  fill_texts (request, draft);
  if (slides != NULL)
    {
      making->slides = g_ptr_array_ref (slides);
      request->index = tack_draft_get_first_slide (draft);
      make_items (task);
    }
  else if (tack_draft_get_image_url (draft) != NULL)
    {
      request->image_url = g_strdup (tack_draft_get_image_url (draft));
      finish (task);
    }
  else if (tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO)
    {
      request->media_id = g_strdup (media_id);
      make_cover (task, draft);
    }
  else
    prepare_picture (task, tack_draft_get_media_file (draft), making->options, picture_prepared_cb);
}

gboolean
tack_pin_maker_make_finish (GAsyncResult *result, TackPinRequest *request, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_pin_maker_make_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  /* Moved, not copied: it holds pictures. */
  TackPinRequest *made = get_request (G_TASK (result));
  tack_pin_request_clear (request);
  *request = *made;
  *made = (TackPinRequest) TACK_PIN_REQUEST_INIT;

  return TRUE;
}
