/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-thumbnail-cache.h"

#define OPTION_URI "tEXt::Thumb::URI"
#define OPTION_MTIME "tEXt::Thumb::MTime"
/* A cache is to be quick: half the bytes would take four times as long to pack. */
#define COMPRESSION "1"
/* A new version may be able to do what this one was not. */
#define DIR_FAILED "fail/tackboard-" TACK_VERSION

static const struct
{
  int         side;
  const char *dir;
} sizes[] = { { 128, "normal" }, { 256, "large" }, { 512, "x-large" }, { 1024, "xx-large" } };

static const char *
get_dir (int side)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].side == side)
      return sizes[i].dir;

  return NULL;
}

static char *
dup_path (GFile *file, const char *dir)
{
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "thumbnails", dir, name, NULL);
}

/* Read as PNG whatever the desktop's table of types says, as tack_picture_load() does. */
static GdkPixbuf *
load_png (const char *path)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("png", NULL);
  g_autofree char            *data = NULL;
  gsize                       length;

  if (loader == NULL)
    return NULL;

  gboolean is_read = g_file_get_contents (path, &data, &length, NULL)
                     && gdk_pixbuf_loader_write (loader, (const guchar *) data, length, NULL);
  gboolean   is_whole = gdk_pixbuf_loader_close (loader, NULL) && is_read;
  GdkPixbuf *thumbnail = gdk_pixbuf_loader_get_pixbuf (loader);

  return is_whole && thumbnail != NULL ? g_object_ref (thumbnail) : NULL;
}

/* What another program left half written, or of an earlier state of the file, does not count. */
static GdkPixbuf *
load_current (GFile *file, gint64 mtime, const char *dir)
{
  g_autofree char      *path = dup_path (file, dir);
  g_autofree char      *uri = g_file_get_uri (file);
  g_autofree char      *time = g_strdup_printf ("%" G_GINT64_FORMAT, mtime);
  g_autoptr (GdkPixbuf) thumbnail = load_png (path);

  if (thumbnail == NULL || g_strcmp0 (gdk_pixbuf_get_option (thumbnail, OPTION_URI), uri) != 0
      || g_strcmp0 (gdk_pixbuf_get_option (thumbnail, OPTION_MTIME), time) != 0)
    return NULL;

  return g_steal_pointer (&thumbnail);
}

gint64
tack_thumbnail_cache_get_mtime (GFile *file)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
           ? (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
           : -1;
}

int
tack_thumbnail_cache_get_side (int max_side)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (max_side > 0 && max_side <= sizes[i].side)
      return sizes[i].side;

  return 0;
}

GdkPixbuf *
tack_thumbnail_cache_fit (GdkPixbuf *thumbnail, int max_side)
{
  int width = gdk_pixbuf_get_width (thumbnail);
  int height = gdk_pixbuf_get_height (thumbnail);
  int longer = MAX (width, height);

  if (longer <= max_side)
    return g_object_ref (thumbnail);

  return gdk_pixbuf_scale_simple (thumbnail, MAX (1, width * max_side / longer),
                                  MAX (1, height * max_side / longer), GDK_INTERP_BILINEAR);
}

GdkPixbuf *
tack_thumbnail_cache_load (GFile *file, gint64 mtime, int max_side)
{
  g_autoptr (GdkPixbuf) kept = NULL;

  /* A larger one is sooner made small than the file is decoded. */
  for (guint i = 0; kept == NULL && mtime >= 0 && i < G_N_ELEMENTS (sizes); i++)
    if (max_side <= sizes[i].side)
      kept = load_current (file, mtime, sizes[i].dir);

  return kept != NULL ? tack_thumbnail_cache_fit (kept, max_side) : NULL;
}

static void
store (GFile *file, gint64 mtime, const char *dir, GdkPixbuf *thumbnail)
{
  g_autofree char   *path = dup_path (file, dir);
  g_autofree char   *folder = g_path_get_dirname (path);
  g_autofree char   *uri = g_file_get_uri (file);
  g_autofree char   *time = g_strdup_printf ("%" G_GINT64_FORMAT, mtime);
  g_autofree char   *buffer = NULL;
  gsize              length;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!gdk_pixbuf_save_to_buffer (thumbnail, &buffer, &length, "png", &error, "compression",
                                  COMPRESSION, OPTION_URI, uri, OPTION_MTIME, time,
                                  "tEXt::Software", "Tackboard", NULL)
      || !g_file_set_contents_full (path, buffer, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    0600, &error))
    g_debug ("A thumbnail was not kept: %s", error->message);
}

void
tack_thumbnail_cache_store (GFile *file, gint64 mtime, int side, GdkPixbuf *thumbnail)
{
  const char *dir = get_dir (side);

  if (dir != NULL && mtime >= 0)
    store (file, mtime, dir, thumbnail);
}

void
tack_thumbnail_cache_store_failure (GFile *file, gint64 mtime)
{
  /* “The image is empty”, says the standard: what counts is written beside it. */
  g_autoptr (GdkPixbuf) empty = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 1, 1);

  gdk_pixbuf_fill (empty, 0);
  if (mtime >= 0)
    store (file, mtime, DIR_FAILED, empty);
}

gboolean
tack_thumbnail_cache_has_failed (GFile *file, gint64 mtime)
{
  g_autoptr (GdkPixbuf) note = mtime >= 0 ? load_current (file, mtime, DIR_FAILED) : NULL;

  return note != NULL;
}
