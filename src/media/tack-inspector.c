/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-inspector.h"

#include <gexiv2/gexiv2.h>
#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-box-scan.h"
#include "media/tack-picture.h"
#include "media/tack-sniff.h"
#include "media/tack-verdict.h"
#include "media/tack-video-probe.h"

/* Reading heads of files waits more than it computes. */
#define N_THREADS 3

struct _TackInspector
{
  GObject parent_instance;

  GThreadPool *pool; /* of GTask */
};

G_DEFINE_FINAL_TYPE (TackInspector, tack_inspector, G_TYPE_OBJECT)

static void
add_error (TackMediaInfo *info, const char *code, const char *title, const char *sentence)
{
  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, code, title, "%s", sentence));
}

static void
add_io_error (TackMediaInfo *info, const GError *io_error, GFile *file)
{
  g_autoptr (GError) error = tack_error_from_file (io_error, file);
  gboolean           is_missing = g_error_matches (io_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  add_error (info, is_missing ? "not-found" : "unreadable",
             is_missing ? _ ("File missing") : _ ("Cannot be read"), error->message);
}

/* Size and time, and whether it is a file at all: a pipe or socket must never be opened, it would
 * hang. */
static gboolean
take_file_facts (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  g_autoptr (GError)    io_error = NULL;
  g_autoptr (GFileInfo) facts
    = g_file_query_info (file,
                         G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                         G_FILE_QUERY_INFO_NONE, cancellable, &io_error);

  if (facts == NULL)
    {
      add_io_error (info, io_error, file);
      return FALSE;
    }

  g_autoptr (GDateTime) mtime = g_file_info_get_modification_date_time (facts);
  g_autofree char      *sentence = NULL;
  GFileType             type = g_file_info_get_file_type (facts);

  info->size = g_file_info_get_size (facts);
  if (mtime != NULL)
    info->mtime_us
      = g_date_time_to_unix (mtime) * G_USEC_PER_SEC + g_date_time_get_microsecond (mtime);

  if (type == G_FILE_TYPE_DIRECTORY)
    {
      sentence = g_strdup_printf (_ ("“%s” is a folder, not a file."), name);
      add_error (info, "folder", _ ("A folder"), sentence);
    }
  else if (type != G_FILE_TYPE_REGULAR)
    {
      sentence = g_strdup_printf (_ ("“%s” is not a file with content."), name);
      add_error (info, "not-a-file", _ ("Not a file"), sentence);
    }
  else if (info->size == 0)
    {
      sentence = g_strdup_printf (_ ("“%s” is empty."), name);
      add_error (info, "empty", _ ("Empty file"), sentence);
    }

  return info->issues->len == 0;
}

static void
inspect_picture (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  if (tack_picture_read_size (file, &info->container, &info->width, &info->height, cancellable))
    return;

  g_autofree char *sentence
    = g_strdup_printf (_ ("“%s” is damaged, or a kind of picture that this computer cannot read."),
                       name);
  add_error (info, "damaged", _ ("Damaged"), sentence);
}

static void
inspect_video (GFile         *file,
               const char    *name,
               GInputStream  *stream,
               TackMediaInfo *info,
               GCancellable  *cancellable)
{
  TackBoxScan      scan = tack_sniff_is_mp4 (info->container)
                            ? tack_box_scan (stream, info->size, cancellable)
                            : TACK_BOX_SCAN_WHOLE;
  g_autofree char *sentence = tack_box_scan_dup_sentence (scan, name);

  info->duration_ms = -1;
  if (scan == TACK_BOX_SCAN_CUT)
    {
      add_error (info, "cut-off", _ ("Incomplete"), sentence);
      return;
    }
  if (scan == TACK_BOX_SCAN_NO_INDEX)
    {
      add_error (info, "damaged", _ ("Damaged"), sentence);
      return;
    }

  tack_video_probe (file, name, info);
}

static void
inspect_content (GFile *file, const char *name, TackMediaInfo *info, GCancellable *cancellable)
{
  g_autoptr (GError)           io_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &io_error);
  guint8                       head[TACK_SNIFF_BYTES];
  gsize                        length = 0;
  const char                  *container;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, cancellable,
                                   &io_error))
    {
      add_io_error (info, io_error, file);
      return;
    }

  info->kind = tack_sniff (head, length, &container);
  info->container = g_strdup (container);
  if (info->kind == TACK_MEDIA_IMAGE)
    inspect_picture (file, name, info, cancellable);
  else if (info->kind == TACK_MEDIA_VIDEO)
    inspect_video (file, name, G_INPUT_STREAM (stream), info, cancellable);
  else
    {
      g_autofree char *sentence
        = g_strdup_printf (_ ("“%s” is neither a picture nor a video."), name);
      add_error (info, "not-media", _ ("No picture or video"), sentence);
    }
}

/* A thread of the pool. */
static void
inspect_in_thread (gpointer data, gpointer user_data)
{
  g_autoptr (GTask)         task = data;
  GFile                    *file = g_task_get_task_data (task);
  GCancellable             *cancellable = g_task_get_cancellable (task);
  g_autofree char          *name = tack_human_file (file);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();

  if (g_task_return_error_if_cancelled (task))
    return;

  if (take_file_facts (file, name, info, cancellable))
    inspect_content (file, name, info, cancellable);
  tack_verdict_judge (info, name);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&info), (GDestroyNotify) tack_media_info_unref);
}

static void
tack_inspector_finalize (GObject *object)
{
  /* Waits for what is under way; each file has its deadline. */
  g_thread_pool_free (TACK_INSPECTOR (object)->pool, FALSE, TRUE);

  G_OBJECT_CLASS (tack_inspector_parent_class)->finalize (object);
}

static void
tack_inspector_class_init (TackInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_inspector_finalize;
}

static void
tack_inspector_init (TackInspector *self)
{
  self->pool = g_thread_pool_new (inspect_in_thread, NULL, N_THREADS, FALSE, NULL);
}

TackInspector *
tack_inspector_new (void)
{
  return g_object_new (TACK_TYPE_INSPECTOR, NULL);
}

void
tack_inspector_inspect_async (TackInspector      *self,
                              GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  /* The task does not hold the inspector: its last reference must not go on a thread of its own
   * pool. */
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tack_inspector_inspect_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_thread_pool_push (self->pool, task, NULL);
}

TackMediaInfo *
tack_inspector_inspect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_inspector_inspect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
