/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-intake.h"

#include "base/tack-error.h"

/* Whoever shows the drafts builds a widget for each of the first few dozen, which takes longer than
 * all else, and then has to draw it. In each frame as many are added as take this part of it; one
 * portion at least. */
#define FRAME_MS 17
#define BUDGET_US 3000
#define PORTION 2

typedef struct
{
  TackDraftStore *store;     /* input */
  TackInspector  *inspector; /* input */
  GPtrArray      *files;     /* in progress: of which drafts->len are drafts by now */
  GPtrArray      *drafts;    /* output */
  guint           pending;   /* in progress: files that are not inspected yet */
} Intake;

static void
intake_free (gpointer data)
{
  Intake *intake = data;

  g_clear_object (&intake->store);
  g_clear_object (&intake->inspector);
  g_clear_pointer (&intake->files, g_ptr_array_unref);
  g_clear_pointer (&intake->drafts, g_ptr_array_unref);
  g_free (intake);
}

static gboolean
is_media_type (const char *content_type)
{
  return content_type != NULL
         && (g_content_type_is_a (content_type, "image/*")
             || g_content_type_is_a (content_type, "video/*"));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *name_a = g_file_get_parse_name (*(GFile *const *) a);
  g_autofree char *name_b = g_file_get_parse_name (*(GFile *const *) b);
  g_autofree char *key_a = g_utf8_collate_key_for_filename (name_a, -1);
  g_autofree char *key_b = g_utf8_collate_key_for_filename (name_b, -1);

  return strcmp (key_a, key_b);
}

/* What tells a folder from every other, by whatever links it is reached. */
static char *
dup_folder_id (GFile *folder, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (folder, G_FILE_ATTRIBUTE_ID_FILE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  const char           *id
    = info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE) : NULL;

  return id != NULL ? g_strdup (id) : g_file_get_uri (folder);
}

/* Worker thread. What cannot be listed is left out: a folder is a convenience, its files are not
 * named. @seen are the folders opened so far: links may lead back into them. */
static void
expand_folder (GFile *folder, GHashTable *seen, GPtrArray *files, GCancellable *cancellable)
{
  if (!g_hash_table_add (seen, dup_folder_id (folder, cancellable)))
    return;

  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (folder,
                                 G_FILE_ATTRIBUTE_STANDARD_NAME
                                 "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                                 "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN
                                 "," G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE,
                                 G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_object_unref);
  GFileInfo            *info;
  GFile                *child;

  while (children != NULL && g_file_enumerator_iterate (children, &info, &child, cancellable, NULL)
         && info != NULL)
    if (g_file_info_get_is_hidden (info))
      continue;
    else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
      g_ptr_array_add (folders, g_object_ref (child));
    else if (is_media_type (
               g_file_info_get_attribute_string (info,
                                                 G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE)))
      g_ptr_array_add (found, g_object_ref (child));

  g_ptr_array_sort (found, compare_names);
  g_ptr_array_sort (folders, compare_names);
  g_ptr_array_extend_and_steal (files, g_steal_pointer (&found));
  for (guint i = 0; i < folders->len; i++)
    expand_folder (g_ptr_array_index (folders, i), seen, files, cancellable);
}

/* Worker thread. */
static void
expand_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *given = task_data;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < given->len; i++)
    {
      GFile *file = g_ptr_array_index (given, i);

      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable)
          == G_FILE_TYPE_DIRECTORY)
        {
          g_autoptr (GHashTable) seen
            = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          expand_folder (file, seen, files, cancellable);
        }
      else
        g_ptr_array_add (files, g_object_ref (file));
    }

  g_task_return_pointer (task, files, (GDestroyNotify) g_ptr_array_unref);
}

static void expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data);

void
tack_intake_add_async (TackDraftStore     *store,
                       TackInspector      *inspector,
                       GPtrArray          *files,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask  *task = g_task_new (NULL, cancellable, callback, user_data);
  Intake *intake = g_new0 (Intake, 1);

  intake->store = g_object_ref (store);
  intake->inspector = g_object_ref (inspector);
  intake->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, tack_intake_add_async);
  g_task_set_task_data (task, intake, intake_free);

  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (files, i)));
  g_autoptr (GTask) work = g_task_new (NULL, cancellable, expanded_cb, task);
  g_task_set_task_data (work, copy, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (work, expand_in_thread);
}

static void
add_portion (GTask *task)
{
  Intake               *intake = g_task_get_task_data (task);
  guint                 first = intake->drafts->len;
  guint                 n = MIN (PORTION, intake->files->len - first);
  g_autoptr (GPtrArray) portion = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    {
      TackDraft *draft = tack_draft_new (g_ptr_array_index (intake->files, i));

      g_ptr_array_add (portion, draft);
      g_ptr_array_add (intake->drafts, g_object_ref (draft));
    }
  tack_draft_store_add (intake->store, portion);
  for (guint i = 0; i < n; i++)
    tack_intake_inspect_async (g_ptr_array_index (portion, i), intake->inspector,
                               g_task_get_cancellable (task), inspected_cb, g_object_ref (task));
}

static gboolean
on_frame_due (gpointer user_data)
{
  GTask  *task = user_data;
  Intake *intake = g_task_get_task_data (task);
  gint64  end = g_get_monotonic_time () + BUDGET_US;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  do
    add_portion (task);
  while (intake->drafts->len < intake->files->len && g_get_monotonic_time () < end);

  return intake->drafts->len < intake->files->len;
}

static void
expanded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Intake           *intake = g_task_get_task_data (task);
  GError           *error = NULL;

  intake->files = g_task_propagate_pointer (G_TASK (result), &error);
  if (intake->files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  intake->pending = intake->files->len;
  if (intake->pending == 0)
    g_task_return_pointer (task, g_ptr_array_ref (intake->drafts),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, on_frame_due, g_steal_pointer (&task),
                        g_object_unref);
}

static void
inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Intake           *intake = g_task_get_task_data (task);

  tack_intake_inspect_finish (result, NULL);
  if (--intake->pending == 0 && !g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_ptr_array_ref (intake->drafts),
                           (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
tack_intake_add_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_intake_add_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}


/* One draft's files, which are several for a carousel. */
typedef struct
{
  TackDraft *draft;   /* input */
  guint      pending; /* in progress */
  GError    *error;   /* output, nullable */
} Inspection;

static void
inspection_free (gpointer data)
{
  Inspection *inspection = data;

  g_object_unref (inspection->draft);
  g_clear_error (&inspection->error);
  g_free (inspection);
}

static void
finish_inspection (GTask *task)
{
  Inspection *inspection = g_task_get_task_data (task);

  if (inspection->error != NULL)
    g_task_return_error (task, g_steal_pointer (&inspection->error));
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct
{
  GTask *task;
  GFile *file;
} Look;

static void
file_inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Look          *look = user_data;
  g_autoptr (GTask)         task = look->task;
  g_autoptr (GFile)         file = look->file;
  Inspection               *inspection = g_task_get_task_data (task);
  g_autoptr (TackMediaInfo) info
    = tack_inspector_inspect_finish (result, inspection->error == NULL ? &inspection->error : NULL);

  if (info != NULL)
    tack_draft_set_info_of (inspection->draft, file, info);
  if (--inspection->pending == 0)
    finish_inspection (task);
}

void
tack_intake_inspect_async (TackDraft          *draft,
                           TackInspector      *inspector,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask)     task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GPtrArray) files = tack_draft_dup_files (draft);
  Inspection           *inspection = g_new0 (Inspection, 1);

  inspection->draft = g_object_ref (draft);
  inspection->pending = files->len;
  g_task_set_source_tag (task, tack_intake_inspect_async);
  g_task_set_task_data (task, inspection, inspection_free);

  for (guint i = 0; i < files->len; i++)
    {
      Look *look = g_new (Look, 1);

      look->task = g_object_ref (task);
      look->file = g_object_ref (g_ptr_array_index (files, i));
      tack_inspector_inspect_async (inspector, look->file, cancellable, file_inspected_cb, look);
    }
  /* What Pinterest fetches itself cannot be looked at here. */
  if (files->len == 0)
    finish_inspection (task);
}

gboolean
tack_intake_inspect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_intake_inspect_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
