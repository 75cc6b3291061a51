/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "media/tack-cover.h"
#include "media/tack-sniff.h"

#define CHUNK_BYTES (64 * 1024)

/* What “size-prepared” wants and tells. */
typedef struct
{
  int max_side; /* 0: as it is */
  int width;    /* of the file */
  int height;
} SizeRequest;

static void
on_loader_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  SizeRequest *request = user_data;
  int          longer = MAX (width, height);

  request->width = width;
  request->height = height;
  if (request->max_side > 0 && longer > request->max_side)
    gdk_pixbuf_loader_set_size (loader, MAX (1, width * request->max_side / longer),
                                MAX (1, height * request->max_side / longer));
}

static GError *
new_unreadable_error (GFile *picture)
{
  g_autofree char *name = tack_human_file (picture);

  return tack_error_new (TACK_ERROR_FIX,
                         _ (
                           "“%s” is damaged, or a kind of picture that this computer cannot read."),
                         name);
}

/* Feeds @loader until it has what is asked: the whole picture, or only its size. */
static gboolean
feed (GdkPixbufLoader   *loader,
      GFile             *picture,
      const SizeRequest *request,
      gboolean           only_size,
      GCancellable      *cancellable,
      GError           **error)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (picture, cancellable, &io_error);
  g_autofree guint8           *buffer = g_malloc (CHUNK_BYTES);
  gssize                       n = -1;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, CHUNK_BYTES, cancellable,
                                      &io_error))
              > 0)
    {
      if (!gdk_pixbuf_loader_write (loader, buffer, (gsize) n, NULL))
        break;
      if (only_size && request->width > 0)
        return TRUE;
    }

  if (n == 0)
    return TRUE;
  g_propagate_error (error, io_error != NULL ? tack_error_from_file (io_error, picture)
                                             : new_unreadable_error (picture));
  return FALSE;
}

GdkPixbuf *
tack_picture_load (GFile *picture, int max_side, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  SizeRequest                 request = { .max_side = max_side };

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared), &request);
  gboolean   is_fed = feed (loader, picture, &request, FALSE, cancellable, error);
  gboolean   is_closed = gdk_pixbuf_loader_close (loader, NULL);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (!is_fed)
    return NULL;
  if (!is_closed || pixbuf == NULL)
    {
      g_propagate_error (error, new_unreadable_error (picture));
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* Whether the picture lies on its side, as the camera noted it. */
/* How the camera was held, as the file notes it. */
static GExiv2Orientation
get_orientation (GFile *picture)
{
  g_autofree char           *path = g_file_get_path (picture);
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();

  if (path == NULL || !gexiv2_metadata_open_path (metadata, path, NULL))
    return GEXIV2_ORIENTATION_UNSPECIFIED;

  return gexiv2_metadata_try_get_orientation (metadata, NULL);
}

gboolean
tack_picture_read_size (GFile        *picture,
                        char        **format,
                        int          *width,
                        int          *height,
                        GCancellable *cancellable)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  SizeRequest                 request = { 0 };

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared), &request);
  feed (loader, picture, &request, TRUE, cancellable, NULL);
  /* Closing half a picture is an error, and not of interest. */
  gdk_pixbuf_loader_close (loader, NULL);
  if (request.width <= 0 || request.height <= 0)
    return FALSE;

  GdkPixbufFormat *found = gdk_pixbuf_loader_get_format (loader);
  if (*format == NULL && found != NULL)
    *format = gdk_pixbuf_format_get_name (found);

  gboolean turned = get_orientation (picture) >= GEXIV2_ORIENTATION_ROT_90_HFLIP;
  *width = turned ? request.height : request.width;
  *height = turned ? request.width : request.height;

  return TRUE;
}


typedef struct
{
  TackMediaProxy *proxy;    /* input, nullable */
  GFile          *picture;  /* input */
  int             max_side; /* input */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->proxy);
  g_object_unref (load->picture);
  g_free (load);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load      *load = task_data;
  GError    *error = NULL;
  GdkPixbuf *pixbuf = tack_media_proxy_load_picture (load->proxy, load->picture, load->max_side,
                                                     cancellable, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tack_picture_load_async (TackMediaProxy     *proxy,
                         GFile              *picture,
                         int                 max_side,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load             *load = g_new0 (Load, 1);

  g_set_object (&load->proxy, proxy);
  load->picture = g_object_ref (picture);
  load->max_side = max_side;
  g_task_set_source_tag (task, tack_picture_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_in_thread);
}

GdkPixbuf *
tack_picture_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_picture_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}


typedef struct
{
  GFile      *picture;      /* input */
  const char *content_type; /* output */
} Prepare;

static void
prepare_free (gpointer data)
{
  Prepare *prepare = data;

  g_object_unref (prepare->picture);
  g_free (prepare);
}

static GBytes *
convert (GFile *picture, const char **content_type, GCancellable *cancellable, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = tack_picture_load (picture, 0, cancellable, error);
  if (pixbuf == NULL)
    return NULL;

  *content_type = gdk_pixbuf_get_has_alpha (pixbuf) ? "image/png" : "image/jpeg";

  return tack_cover_encode (pixbuf, *content_type, error);
}

/* JPEG and PNG that stand upright go byte for byte, so that nothing is lost by encoding again. What
 * Pinterest makes of a note that a picture is to be turned is not documented, so it is turned here.
 */
static GBytes *
read_or_convert (GFile        *picture,
                 const char  **content_type,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (picture, cancellable, &io_error);
  guint8                       head[TACK_SNIFF_BYTES];
  gsize                        length = 0;
  const char                  *container = NULL;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                   &io_error))
    {
      g_propagate_error (error, tack_error_from_file (io_error, picture));
      return NULL;
    }

  tack_sniff (head, length, &container);
  if (get_orientation (picture) > GEXIV2_ORIENTATION_NORMAL)
    return convert (picture, content_type, cancellable, error);
  if (g_strcmp0 (container, "jpeg") == 0)
    *content_type = "image/jpeg";
  else if (g_strcmp0 (container, "png") == 0)
    *content_type = "image/png";
  else
    return convert (picture, content_type, cancellable, error);

  /* One byte more than Pinterest takes is enough to know. */
  g_autofree guint8 *data = g_try_malloc (TACK_IMAGE_BYTES_MAX + 1);
  if (data == NULL || !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, &io_error)
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, TACK_IMAGE_BYTES_MAX + 1, &length,
                                   cancellable, &io_error))
    {
      g_propagate_error (error, io_error != NULL ? tack_error_from_file (io_error, picture)
                                                 : new_unreadable_error (picture));
      return NULL;
    }

  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), length), length);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Prepare           *prepare = task_data;
  GError            *error = NULL;
  g_autoptr (GBytes) bytes
    = read_or_convert (prepare->picture, &prepare->content_type, cancellable, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (bytes) > TACK_IMAGE_BYTES_MAX)
    {
      g_autofree char *name = tack_human_file (prepare->picture);
      g_task_return_error (task,
                           tack_error_new (TACK_ERROR_FIX,
                                           _ ("“%s” has more than 20 MB; Pinterest takes up to "
                                              "20 MB."),
                                           name));
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

void
tack_picture_prepare_async (GFile              *picture,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Prepare          *prepare = g_new0 (Prepare, 1);

  prepare->picture = g_object_ref (picture);
  g_task_set_source_tag (task, tack_picture_prepare_async);
  g_task_set_task_data (task, prepare, prepare_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

GBytes *
tack_picture_prepare_finish (GAsyncResult *result, const char **content_type, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_picture_prepare_async), NULL);

  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), error);
  if (bytes != NULL)
    {
      Prepare *prepare = g_task_get_task_data (G_TASK (result));
      *content_type = prepare->content_type;
    }

  return bytes;
}
