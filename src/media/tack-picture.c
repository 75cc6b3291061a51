/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-picture-loader.h"
#include "media/tack-picture-metadata.h"
#include "media/tack-sniff.h"

#define CHUNK_BYTES (64 * 1024)
/* EXIF counts how a camera was held from 1 to 8; from here on width and height are exchanged. */
#define FIRST_LYING 5

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

/* @container: (nullable): what it is found to be. */
static GError *
new_unreadable_error (GFile *picture, const char *container)
{
  g_autofree char *name = tack_human_file (picture);
  const char      *package = tack_picture_loader_find_missing (container);

  if (package != NULL)
    return tack_error_new (TACK_ERROR_FIX,
                           _ ("“%s” is a kind of picture that this computer cannot read yet. "
                              "Install the package %s."),
                           name, package);

  return tack_error_new (TACK_ERROR_FIX,
                         _ (
                           "“%s” is damaged, or a kind of picture that this computer cannot read."),
                         name);
}

/* By what the file is found to be: left to itself, GdkPixbuf asks the desktop's table of types,
 * which may be missing. */
static GdkPixbufLoader *
new_loader (const char *container)
{
  GdkPixbufLoader *loader
    = container != NULL ? gdk_pixbuf_loader_new_with_type (container, NULL) : NULL;

  return loader != NULL ? loader : gdk_pixbuf_loader_new ();
}

static const char *
sniff_file (GFile *picture, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = g_file_read (picture, cancellable, NULL);
  guint8                       head[TACK_SNIFF_BYTES];
  gsize                        length;
  const char                  *container = NULL;

  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                  NULL))
    tack_sniff (head, length, &container);

  return container;
}

gboolean
tack_picture_has_loader (GFile *picture)
{
  const char                 *container = sniff_file (picture, NULL);
  g_autoptr (GdkPixbufLoader) loader
    = container != NULL ? gdk_pixbuf_loader_new_with_type (container, NULL) : NULL;

  if (loader != NULL)
    gdk_pixbuf_loader_close (loader, NULL);

  return loader != NULL;
}

/* Feeds @loader until it has what is asked: the whole picture, or only its size. */
static gboolean
feed (GdkPixbufLoader   *loader,
      GFile             *picture,
      const SizeRequest *request,
      gboolean           only_size,
      const char        *container,
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
                                             : new_unreadable_error (picture, container));
  return FALSE;
}

/* GdkPixbuf itself heeds the note on turning of JPEG and TIFF, but not that of PNG and WebP. */
static void
heed_note (GdkPixbufLoader *loader, GFile *picture, GdkPixbuf *pixbuf)
{
  static const char *const unheeded[] = { "png", "webp", NULL };
  g_autofree char *format = gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader));
  TackPictureNotes notes;

  if (!g_strv_contains (unheeded, format) || gdk_pixbuf_get_option (pixbuf, "orientation") != NULL)
    return;

  tack_picture_metadata_read (picture, format, &notes);
  g_autofree char *option = g_strdup_printf ("%d", notes.orientation);
  gdk_pixbuf_set_option (pixbuf, "orientation", option);
}

/* Turning loses what GdkPixbuf knows of a picture beside its pixels: the profile is needed yet. */
static GdkPixbuf *
dup_upright (GdkPixbuf *pixbuf)
{
  GdkPixbuf  *upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  const char *profile = gdk_pixbuf_get_option (pixbuf, "icc-profile");

  if (upright != pixbuf && profile != NULL)
    gdk_pixbuf_set_option (upright, "icc-profile", profile);

  return upright;
}

GdkPixbuf *
tack_picture_load (GFile *picture, int max_side, GCancellable *cancellable, GError **error)
{
  const char                 *container = sniff_file (picture, cancellable);
  g_autoptr (GdkPixbufLoader) loader = new_loader (container);
  SizeRequest                 request = { .max_side = max_side };

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared), &request);
  gboolean   is_fed = feed (loader, picture, &request, FALSE, container, cancellable, error);
  gboolean   is_closed = gdk_pixbuf_loader_close (loader, NULL);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (!is_fed)
    return NULL;
  if (!is_closed || pixbuf == NULL)
    {
      g_propagate_error (error, new_unreadable_error (picture, container));
      return NULL;
    }

  heed_note (loader, picture, pixbuf);

  return dup_upright (pixbuf);
}

/* What GIO tells of the file: its size, and its first bytes. */
static gboolean
read_file_facts (GFile *picture, TackPictureFacts *facts, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (picture, cancellable, &io_error);
  g_autoptr (GFileInfo)        info = NULL;
  guint8                       head[TACK_SNIFF_BYTES];
  gsize                        length = 0;

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable,
                                           &io_error);
  if (info == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                   &io_error))
    {
      g_propagate_error (error, tack_error_from_file (io_error, picture));
      return FALSE;
    }

  tack_sniff (head, length, &facts->container);
  facts->size = g_file_info_get_size (info);
  facts->has_details = tack_picture_metadata_find (facts->container, G_INPUT_STREAM (stream),
                                                   &facts->is_cmyk, cancellable);

  return TRUE;
}

gboolean
tack_picture_read_facts (GFile            *picture,
                         TackPictureFacts *facts,
                         GCancellable     *cancellable,
                         GError          **error)
{
  SizeRequest      request = { 0 };
  TackPictureNotes notes;

  *facts = (TackPictureFacts){ 0 };
  if (!read_file_facts (picture, facts, cancellable, error))
    return FALSE;

  g_autoptr (GdkPixbufLoader) loader = new_loader (facts->container);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared), &request);
  g_autoptr (GError) feed_error = NULL;
  feed (loader, picture, &request, TRUE, facts->container, cancellable, &feed_error);
  /* Closing half a picture is an error, and not of interest. */
  gdk_pixbuf_loader_close (loader, NULL);
  if (request.width <= 0 || request.height <= 0)
    {
      g_propagate_error (error, feed_error != NULL
                                  ? g_steal_pointer (&feed_error)
                                  : new_unreadable_error (picture, facts->container));
      return FALSE;
    }

  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  if (facts->container == NULL && format != NULL)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (format);
      facts->container = g_intern_string (name);
    }

  tack_picture_metadata_read (picture, facts->container, &notes);
  facts->is_turned = notes.orientation > 1;
  facts->has_location = notes.has_location;
  facts->has_details |= notes.has_details;
  facts->width = notes.orientation >= FIRST_LYING ? request.height : request.width;
  facts->height = notes.orientation >= FIRST_LYING ? request.width : request.height;

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
