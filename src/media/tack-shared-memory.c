/* SPDX-License-Identifier: GPL-3.0-or-later */

/* memfd_create (), F_ADD_SEALS */
#define _GNU_SOURCE

#include "config.h"

#include "media/tack-shared-memory.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

int
tack_shared_memory_append (GUnixFDList *fds, const guint8 *bytes, gsize size, GError **error)
{
  int    fd = memfd_create ("tackboard-media", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gsize  done = 0;
  gssize n = fd >= 0 ? 1 : -1;

  while (done < size && n > 0)
    {
      n = write (fd, bytes + done, size - done);
      done += (gsize) MAX (n, 0);
    }

  int handle = n > 0 ? g_unix_fd_list_append (fds, fd, NULL) : -1;
  if (fd >= 0)
    close (fd);
  if (handle < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no memory for a picture");

  return handle;
}

GBytes *
tack_shared_memory_take (GUnixFDList *fds, int handle)
{
  int                     fd = fds != NULL ? g_unix_fd_list_get (fds, handle, NULL) : -1;
  g_autoptr (GMappedFile) mapped = NULL;

  /* Were the other side to make it smaller, reading it would be the end of this process. */
  if (fd >= 0 && fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) == 0)
    mapped = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  if (fd >= 0)
    g_close (fd, NULL);

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

GVariant *
tack_shared_memory_append_picture (GUnixFDList *fds, GdkPixbuf *pixbuf, GError **error)
{
  int handle = tack_shared_memory_append (fds, gdk_pixbuf_read_pixels (pixbuf),
                                          gdk_pixbuf_get_byte_length (pixbuf), error);

  return handle >= 0
           ? g_variant_new (TACK_SHARED_PICTURE, gdk_pixbuf_get_width (pixbuf),
                            gdk_pixbuf_get_height (pixbuf), gdk_pixbuf_get_rowstride (pixbuf),
                            gdk_pixbuf_get_has_alpha (pixbuf), handle)
           : NULL;
}

GdkPixbuf *
tack_shared_memory_take_picture (GUnixFDList *fds, GVariant *picture)
{
  int      width;
  int      height;
  int      stride;
  gboolean has_alpha;
  int      handle;
  g_variant_get (picture, TACK_SHARED_PICTURE, &width, &height, &stride, &has_alpha, &handle);

  g_autoptr (GBytes) bytes = tack_shared_memory_take (fds, handle);
  int                n_channels = has_alpha ? 4 : 3;
  if (bytes == NULL || width <= 0 || height <= 0 || stride / n_channels < width
      || g_bytes_get_size (bytes)
           < (gsize) stride * (gsize) (height - 1) + (gsize) width * (gsize) n_channels)
    return NULL;

  return gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, has_alpha, 8, width, height, stride);
}
