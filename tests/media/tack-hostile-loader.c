/* SPDX-License-Identifier: GPL-3.0-or-later */

/* MAP_ANONYMOUS */
#define _GNU_SOURCE

#include "config.h"

#define GDK_PIXBUF_ENABLE_BACKEND

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* A module of GdkPixbuf with every fault a decoder may have: what it does is written in the file,
 * behind the sign of WebP. */

#define BLOCK (64 * 1024 * 1024)
/* More than the reading process may have, and never touched: no computer need have it. */
#define BLOCKS_MAX 1024

/* Both are looked up by name. */
G_MODULE_EXPORT void fill_vtable (GdkPixbufModule *module);
G_MODULE_EXPORT void fill_info (GdkPixbufFormat *info);

/* Before the word that tells what happens: zeros are among them. */
#define HEAD_BYTES 12

typedef struct
{
  GdkPixbufModulePreparedFunc prepared;
  gpointer                    user_data;
} Context;

static void
eat (void)
{
  for (guint i = 0; i < BLOCKS_MAX; i++)
    if (mmap (NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        == MAP_FAILED)
      abort ();
}

/* Who waits for it is told. */
static void
hang (void)
{
  const char *note = g_getenv ("TACK_TEST_HANGS");

  if (note != NULL)
    g_file_set_contents (note, "", 0, NULL);
  for (;;)
    pause ();
}

static gpointer
begin_load (GdkPixbufModuleSizeFunc     size_func,
            GdkPixbufModulePreparedFunc prepared,
            GdkPixbufModuleUpdatedFunc  updated,
            gpointer                    user_data,
            GError                    **error)
{
  Context *context = g_new (Context, 1);

  context->prepared = prepared;
  context->user_data = user_data;

  return context;
}

static gboolean
load_increment (gpointer context, const guchar *data, guint size, GError **error)
{
  const char *fate = (const char *) data + HEAD_BYTES;

  if (size <= HEAD_BYTES)
    return TRUE;
  if (g_strstr_len (fate, size - HEAD_BYTES, "kill") != NULL)
    raise (SIGKILL);
  if (g_strstr_len (fate, size - HEAD_BYTES, "hang") != NULL)
    hang ();
  if (g_strstr_len (fate, size - HEAD_BYTES, "eat") != NULL)
    eat ();

  return TRUE;
}

/* Nothing was wrong. */
static gboolean
stop_load (gpointer data, GError **error)
{
  g_autofree Context   *context = data;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 600);

  gdk_pixbuf_fill (pixbuf, 0);
  context->prepared (pixbuf, NULL, context->user_data);

  return TRUE;
}

void
fill_vtable (GdkPixbufModule *module)
{
  module->begin_load = begin_load;
  module->load_increment = load_increment;
  module->stop_load = stop_load;
}

void
fill_info (GdkPixbufFormat *info)
{
  static GdkPixbufModulePattern signature[] = { { "RIFFsizeWEBP", "    xxxx    ", 100 }, { 0 } };
  static char                  *types[] = { "image/webp", NULL };
  static char                  *extensions[] = { "webp", NULL };

  info->name = "webp";
  info->signature = signature;
  info->description = "Hostile";
  info->mime_types = types;
  info->extensions = extensions;
  info->license = "LGPL";
}
