/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-proxy.h"

#include "base/tack-error.h"
#include "base/tack-json.h"
#include "media/tack-cover.h"
#include "media/tack-inspect.h"
#include "media/tack-media-process.h"
#include "media/tack-media.h"
#include "media/tack-picture-prepare.h"
#include "media/tack-picture.h"
#include "media/tack-shared-memory.h"
#include "media/tack-thumbnail-cache.h"
#include "media/tack-thumbnail.h"

/* As many files at once as there are processors, but not so many that old computers swap. */
#define PROCESSES_MIN 2
#define PROCESSES_MAX 4
/* Longer than the deadlines that the process sets itself: who passes this one does not answer. */
#define DEADLINE_MS (30 * 1000)
/* Of a conversion something is heard many times a second, but at its very end and beginning. */
#define MEND_SILENCE_MS (2 * TACK_MENDER_STALL_S * 1000)
/* How often a thread that waits for a free process looks whether it was cancelled. */
#define CANCEL_CHECK_US (50 * G_TIME_SPAN_MILLISECOND)
/* After none could be started; what was missing may be there again. */
#define START_AGAIN_US (10 * G_USEC_PER_SEC)

struct _TackMediaProxy
{
  GObject parent_instance;

  char *program;
  guint max_processes;
  int   deadline_ms;

  GMutex     lock; /* guards all below */
  GCond      changed;
  GPtrArray *idle; /* of TackMediaProcess; the last one used is used next */
  guint      n_processes;
  gint64     start_at; /* not before, monotonic; 0: whenever one is needed */
};

G_DEFINE_FINAL_TYPE (TackMediaProxy, tack_media_proxy, G_TYPE_OBJECT)

static void
tack_media_proxy_finalize (GObject *object)
{
  TackMediaProxy *self = TACK_MEDIA_PROXY (object);

  g_free (self->program);
  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (tack_media_proxy_parent_class)->finalize (object);
}

static void
tack_media_proxy_class_init (TackMediaProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_media_proxy_finalize;
}

static void
tack_media_proxy_init (TackMediaProxy *self)
{
  /* GLib must know how large these errors are before one arrives by its name. */
  tack_error_quark ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) tack_media_process_free);
  self->max_processes = tack_media_proxy_count_processes ();
  self->deadline_ms = DEADLINE_MS;
  self->program = g_strdup (tack_media_process_get_program ());
}

guint
tack_media_proxy_count_processes (void)
{
  return CLAMP (g_get_num_processors (), PROCESSES_MIN, PROCESSES_MAX);
}

TackMediaProxy *
tack_media_proxy_new (void)
{
  return g_object_new (TACK_TYPE_MEDIA_PROXY, NULL);
}

void
tack_media_proxy_set_deadline (TackMediaProxy *self, int deadline_ms)
{
  self->deadline_ms = deadline_ms;
}

/* With the lock held. Returns: (nullable): an idle process; what was ended meanwhile is dropped. */
static TackMediaProcess *
pop_idle (TackMediaProxy *self)
{
  while (self->idle->len > 0)
    {
      TackMediaProcess *process = g_ptr_array_steal_index (self->idle, self->idle->len - 1);

      if (!tack_media_process_has_ended (process))
        return process;
      tack_media_process_free (process);
      self->n_processes--;
    }

  return NULL;
}

/* With the lock held, and let go meanwhile. Once it failed, not every file is to try again. */
static TackMediaProcess *
start_process (TackMediaProxy *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  self->n_processes++;
  g_mutex_unlock (&self->lock);
  TackMediaProcess *process = tack_media_process_start (self->program, cancellable, &error);
  g_mutex_lock (&self->lock);
  if (process != NULL)
    {
      self->start_at = 0;
      return process;
    }

  self->n_processes--;
  g_cond_broadcast (&self->changed);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->start_at == 0)
        g_message ("“%s” cannot be started (%s): files are read without its protection.",
                   self->program, error->message);
      self->start_at = g_get_monotonic_time () + START_AGAIN_US;
    }

  return NULL;
}

/* Waits for a process that has nothing to do, or starts one. Returns: (nullable): %NULL when it was
 * cancelled, or there is none and none can be started. */
static TackMediaProcess *
take_process (TackMediaProxy *self, GCancellable *cancellable)
{
  TackMediaProcess *process = NULL;

  g_mutex_lock (&self->lock);
  while (!g_cancellable_is_cancelled (cancellable) && (process = pop_idle (self)) == NULL)
    {
      gboolean may_start
        = self->n_processes < self->max_processes && g_get_monotonic_time () >= self->start_at;

      if (may_start && (process = start_process (self, cancellable)) != NULL)
        break;
      if (self->n_processes == 0)
        break;
      g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + CANCEL_CHECK_US);
    }
  g_mutex_unlock (&self->lock);

  return process;
}

static void
give_back (TackMediaProxy *self, TackMediaProcess *process, gboolean is_well)
{
  g_mutex_lock (&self->lock);
  if (is_well)
    g_ptr_array_add (self->idle, process);
  else
    self->n_processes--;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  if (!is_well)
    tack_media_process_free (process);
}

static gboolean
is_answer (const GError *error)
{
  return error->domain == TACK_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* The other side may be anything by now: an answer is only taken apart that is put together as it
 * should be. */
static GVariant *
take_answer (GVariant *answer, const char *type, GError **error)
{
  g_autoptr (GVariant) owned = answer;

  if (owned == NULL || g_variant_is_of_type (owned, G_VARIANT_TYPE (type)))
    return g_steal_pointer (&owned);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "another answer");
  return NULL;
}

/* @type: of the answer.
 * Returns: (nullable): what a process answered; %NULL with an error that is none of ours when it
 * did not live to answer, or with its own; %NULL without one where there is no process: the caller
 * does the work himself. */
static GVariant *
exchange (TackMediaProxy *self,
          const char     *method,
          GVariant       *arguments,
          const char     *type,
          GUnixFDList   **fds,
          GCancellable   *cancellable,
          GError        **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_autoptr (GError)   own_error = NULL;
  GVariant            *answer = NULL;
  gboolean             is_again = self != NULL;

  /* A process can be ended by others, for want of memory: only what ends a second one is to blame.
   */
  for (guint i = 0; i < 2 && is_again; i++)
    {
      TackMediaProcess *process = take_process (self, cancellable);
      if (process == NULL)
        break;

      g_clear_error (&own_error);
      answer = take_answer (tack_media_process_call (process, method, owned, self->deadline_ms,
                                                     NULL, NULL, fds, cancellable, &own_error),
                            type, &own_error);
      gboolean is_well = answer != NULL || is_answer (own_error);
      is_again = !is_well && tack_media_process_has_ended (process);
      give_back (self, process, is_well);
    }

  if (answer == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error)
      && own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));

  return answer;
}

/* What the process says of the file is said here in its words, without those of the bus; if it did
 * not live to say it, the file is damaged. */
static GError *
take_error (GError *error, GFile *file)
{
  g_autoptr (GError) owned = error;

  if (owned == NULL || g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);
  if (owned->domain != TACK_ERROR)
    return tack_media_new_damaged_error (file);

  g_dbus_error_strip_remote_error (owned);
  return g_steal_pointer (&owned);
}

/* As exchange(), with an error for people. @is_local: there is no process, and neither an answer
 * nor an error. */
static GVariant *
call (TackMediaProxy *self,
      GFile          *file,
      const char     *method,
      GVariant       *arguments,
      const char     *type,
      GUnixFDList   **fds,
      gboolean       *is_local,
      GCancellable   *cancellable,
      GError        **error)
{
  GError   *own_error = NULL;
  GVariant *answer = exchange (self, method, arguments, type, fds, cancellable, &own_error);

  *is_local = answer == NULL && own_error == NULL;
  if (own_error != NULL)
    g_propagate_error (error, take_error (own_error, file));

  return answer;
}

/* @index: of the picture in @answer, which is about @file. */
static GdkPixbuf *
take_picture (GVariant *answer, gsize index, GUnixFDList *fds, GFile *file, GError **error)
{
  g_autoptr (GVariant) child = g_variant_get_child_value (answer, index);
  GdkPixbuf           *pixbuf = tack_shared_memory_take_picture (fds, child);

  if (pixbuf == NULL)
    g_propagate_error (error, tack_media_new_damaged_error (file));

  return pixbuf;
}

static TackMediaInfo *
info_from_variant (GVariant *variant)
{
  const char *text;
  g_variant_get (variant, "(&s)", &text);

  g_autoptr (GBytes)   bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = tack_json_parse (bytes, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? tack_media_info_from_json (json_node_get_object (node))
           : NULL;
}

TackMediaInfo *
tack_media_proxy_inspect (TackMediaProxy *self,
                          GFile          *file,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char          *uri = g_file_get_uri (file);
  gboolean                  is_local;
  g_autoptr (GVariant)      answer = call (self, file, "Inspect", g_variant_new ("(s)", uri), "(s)",
                                           NULL, &is_local, cancellable, NULL);
  g_autoptr (TackMediaInfo) info = answer != NULL ? info_from_variant (answer) : NULL;

  if (is_local)
    info = tack_inspect (file, cancellable);
  else if (info == NULL)
    info = tack_inspect_damaged (file, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&info);
}

GdkPixbuf *
tack_media_proxy_load_picture (TackMediaProxy *self,
                               GFile          *picture,
                               int             max_side,
                               GCancellable   *cancellable,
                               GError        **error)
{
  g_autofree char        *uri = g_file_get_uri (picture);
  g_autoptr (GUnixFDList) fds = NULL;
  gboolean                is_local;
  g_autoptr (GVariant)    answer
    = call (self, picture, "LoadPicture", g_variant_new ("(si)", uri, max_side),
            "(" TACK_SHARED_PICTURE ")", &fds, &is_local, cancellable, error);

  if (is_local)
    return tack_picture_load (picture, max_side, cancellable, error);
  if (answer == NULL)
    return NULL;

  return take_picture (answer, 0, fds, picture, error);
}

GdkPixbuf *
tack_media_proxy_load_thumbnail (TackMediaProxy *self,
                                 GFile          *file,
                                 TackMediaKind   kind,
                                 int             max_side,
                                 GCancellable   *cancellable,
                                 GError        **error)
{
  g_autofree char        *uri = g_file_get_uri (file);
  gint64                  mtime = tack_thumbnail_cache_get_mtime (file);
  g_autoptr (GUnixFDList) fds = NULL;
  GError                 *own_error = NULL;
  g_autoptr (GVariant)    answer
    = exchange (self, "LoadThumbnail", g_variant_new ("(sii)", uri, (int) kind, max_side),
                "(" TACK_SHARED_PICTURE ")", &fds, cancellable, &own_error);

  if (answer == NULL && own_error == NULL)
    return tack_thumbnail_load (file, kind, max_side, cancellable, error);
  if (answer == NULL)
    {
      /* Who died of it could not keep a note for the next time. */
      if (own_error->domain != TACK_ERROR && !g_cancellable_is_cancelled (cancellable))
        tack_thumbnail_cache_store_failure (file, mtime);
      g_propagate_error (error, take_error (own_error, file));
      return NULL;
    }

  return take_picture (answer, 0, fds, file, error);
}

GdkPixbuf *
tack_media_proxy_read_cover (TackMediaProxy *self,
                             GFile          *video,
                             gint64         *at_ms,
                             gboolean        key_frame,
                             int             max_side,
                             GCancellable   *cancellable,
                             GError        **error)
{
  g_autofree char        *uri = g_file_get_uri (video);
  g_autoptr (GUnixFDList) fds = NULL;
  gboolean                is_local;
  g_autoptr (GVariant)    answer
    = call (self, video, "ReadCover", g_variant_new ("(sxbi)", uri, *at_ms, key_frame, max_side),
            "(x" TACK_SHARED_PICTURE ")", &fds, &is_local, cancellable, error);

  if (is_local)
    return tack_cover_read (video, at_ms, key_frame, max_side, cancellable, error);
  if (answer == NULL)
    return NULL;

  GdkPixbuf *pixbuf = take_picture (answer, 1, fds, video, error);
  if (pixbuf != NULL)
    g_variant_get_child (answer, 0, "x", at_ms);

  return pixbuf;
}

GBytes *
tack_media_proxy_prepare_picture (TackMediaProxy    *self,
                                  GFile             *picture,
                                  TackPictureOptions options,
                                  const char       **content_type,
                                  GCancellable      *cancellable,
                                  GError           **error)
{
  g_autofree char        *uri = g_file_get_uri (picture);
  g_autoptr (GUnixFDList) fds = NULL;
  gboolean                is_local;
  g_autoptr (GVariant)    answer
    = call (self, picture, "PreparePicture", g_variant_new ("(su)", uri, options), "(sh)", &fds,
            &is_local, cancellable, error);

  if (is_local)
    return tack_picture_prepare (picture, options, content_type, cancellable, error);
  if (answer == NULL)
    return NULL;

  const char *type;
  int         handle;
  g_variant_get (answer, "(&sh)", &type, &handle);
  *content_type = g_intern_string (type);
  GBytes *bytes = tack_shared_memory_take (fds, handle);
  if (bytes == NULL)
    g_propagate_error (error, tack_media_new_damaged_error (picture));

  return bytes;
}

TackMediaInfo *
tack_media_proxy_mend (TackMediaProxy  *self,
                       GFile           *video,
                       GFile           *output,
                       gint64           from_ms,
                       gint64           to_ms,
                       TackMendProgress progress,
                       gpointer         user_data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  /* Not one of those that are waited for: it would be gone for minutes. */
  g_autoptr (TackMediaProcess) process
    = self != NULL ? tack_media_process_start (self->program, cancellable, NULL) : NULL;
  if (process == NULL)
    return tack_mender_mend (video, output, from_ms, to_ms, progress, user_data, cancellable,
                             error);

  g_autofree char     *video_uri = g_file_get_uri (video);
  g_autofree char     *output_uri = g_file_get_uri (output);
  GError              *call_error = NULL;
  g_autoptr (GVariant) answer
    = tack_media_process_call (process, "Mend",
                               g_variant_new ("(ssxx)", video_uri, output_uri, from_ms, to_ms),
                               MEND_SILENCE_MS, progress, user_data, NULL, cancellable,
                               &call_error);
  g_autoptr (TackMediaInfo) info = answer != NULL ? info_from_variant (answer) : NULL;
  if (info != NULL)
    return g_steal_pointer (&info);

  /* It may not have lived to tidy up. */
  g_clear_pointer (&process, tack_media_process_free);
  tack_mender_remove_rest (output);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_error (&call_error);
  else
    g_propagate_error (error, call_error != NULL ? take_error (call_error, video)
                                                 : tack_media_new_damaged_error (video));

  return NULL;
}
