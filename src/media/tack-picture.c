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
  gboolean is_only_size; /* no pixels are wanted */
  int      max_side;     /* 0: as it is */
  int      width;        /* of the file */
  int      height;
} SizeRequest;

static void
on_loader_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  SizeRequest *request = user_data;
  int          longer = MAX (width, height);

  request->width = width;
  request->height = height;
  /* Nothing at all is how a loader is told to stop: a damaged file can claim a size that would take
   * all memory. */
  if (request->is_only_size)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (request->max_side > 0 && longer > request->max_side)
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
      if (request->is_only_size && request->width > 0)
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
  gboolean   is_fed = feed (loader, picture, &request, container, cancellable, error);
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
  SizeRequest      request = { .is_only_size = TRUE };
  TackPictureNotes notes;

  *facts = (TackPictureFacts){ 0 };
  if (!read_file_facts (picture, facts, cancellable, error))
    return FALSE;

  g_autoptr (GdkPixbufLoader) loader = new_loader (facts->container);
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_loader_size_prepared), &request);
  g_autoptr (GError) feed_error = NULL;
  feed (loader, picture, &request, facts->container, cancellable, &feed_error);
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
