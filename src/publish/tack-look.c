/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-look.h"

#include <glib/gi18n-lib.h>

#include "api/tack-boards.h"
#include "api/tack-sections.h"
#include "base/tack-limits.h"
#include "publish/tack-reconcile.h"

/* Pinterest files ad-only Pins on a board of this name, which it makes itself. */
#define AD_ONLY_BOARD "Ad-only Pins"

typedef struct
{
  TackApiClient *client; /* input */
  TackQueue     *queue;  /* input */
  TackJob       *job;    /* input */

  char      *board_id;   /* in progress */
  char      *section_id; /* in progress, nullable */
  char      *bookmark;   /* in progress, nullable */
  GPtrArray *page;       /* in progress: the Pins that were listed last */
  char      *next;       /* in progress, nullable: the bookmark of the page behind */
  GPtrArray *found;      /* in progress: the Pins it may be */

  TackEvent event; /* output */
  TackPin  *pin;   /* output, nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->client);
  g_clear_object (&search->queue);
  g_clear_object (&search->job);
  g_free (search->board_id);
  g_free (search->section_id);
  g_free (search->bookmark);
  g_free (search->next);
  g_clear_pointer (&search->page, g_ptr_array_unref);
  g_ptr_array_unref (search->found);
  g_clear_object (&search->pin);
  g_free (search);
}

/* The two ways a look ends. */
static void
finish (GTask *task, TackEvent event)
{
  Search *search = g_task_get_task_data (task);

  search->event = event;
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
finish_error (GTask *task, GError *error)
{
  Search *search = g_task_get_task_data (task);

  search->event = TACK_EVENT_ERROR;
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void boards_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void look_at_page (GTask *task);
static void page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void taken_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Not being allowed to look is not the job's failure: it only stays doubtful. */
static void
finish_refused (GTask *task, GError *error)
{
  TackErrorClass error_class = tack_error_get_class (error);

  if (tack_error_is_cancelled (error) || error_class == TACK_ERROR_WAIT
      || error_class == TACK_ERROR_SIGN_IN || error_class == TACK_ERROR_SLOW_DOWN)
    finish_error (task, error);
  else
    {
      g_error_free (error);
      finish (task, TACK_EVENT_UNKNOWN);
    }
}

void
tack_look_async (TackApiClient      *client,
                 TackQueue          *queue,
                 TackJob            *job,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  GTask     *task = g_task_new (NULL, cancellable, callback, user_data);
  Search    *search = g_new0 (Search, 1);
  TackDraft *draft = tack_job_get_draft (job);

  search->client = g_object_ref (client);
  search->queue = g_object_ref (queue);
  search->job = g_object_ref (job);
  search->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, tack_look_async);
  g_task_set_task_data (task, search, search_free);

  if (tack_draft_get_ad_only (draft))
    {
      g_autoptr (TackPageList) boards = tack_boards_list (client, TACK_BOARD_FILTER_PROTECTED);

      tack_page_list_load_all_async (boards, cancellable, boards_listed_cb, task);
      return;
    }

  search->board_id = g_strdup (tack_draft_get_board_id (draft));
  search->section_id = g_strdup (tack_draft_get_section_id (draft));
  look_at_page (task);
}

static void
boards_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tack_page_list_load_all_finish (TACK_PAGE_LIST (source), result, &error))
    {
      finish_refused (task, error);
      return;
    }

  TackBoard *board = tack_boards_find (G_LIST_MODEL (source), AD_ONLY_BOARD, NULL);
  if (board == NULL)
    {
      /* The first ad-only Pin would have made it. */
      finish (task, TACK_EVENT_ABSENT);
      return;
    }

  search->board_id = g_strdup (tack_board_get_id (board));
  look_at_page (task);
}

static void
look_at_page (GTask *task)
{
  Search                  *search = g_task_get_task_data (task);
  g_auto (TackPageRequest) request
    = search->section_id != NULL
        ? tack_sections_list_pins_request (search->board_id, search->section_id)
        : tack_boards_list_pins_request (search->board_id);

  tack_page_get_async (search->client, &request, search->bookmark, TACK_PAGE_SIZE_DEFAULT,
                       g_task_get_cancellable (task), page_listed_cb, task);
}

/* All that the board can tell is known. */
static void
finish_seen (GTask *task)
{
  Search  *search = g_task_get_task_data (task);
  gboolean is_under_way;
  guint    n_rivals
    = tack_reconcile_count_rivals (search->job, G_LIST_MODEL (search->queue), &is_under_way);

  if (search->found->len == 0)
    finish (task, TACK_EVENT_ABSENT);
  else if (is_under_way)
    finish (task, TACK_EVENT_NOT_YET);
  else if (search->found->len > n_rivals)
    {
      search->pin = g_object_ref (g_ptr_array_index (search->found, 0));
      finish (task, TACK_EVENT_FOUND);
    }
  else
    finish_error (task,
                  tack_error_new (TACK_ERROR_WAIT,
                                  _ ("Several Pins with the same texts are in doubt: which of "
                                     "them are on the board cannot be told.")));
}

static GStrv
dup_pin_ids (GPtrArray *pins)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < pins->len; i++)
    g_strv_builder_add (ids, tack_pin_get_id (g_ptr_array_index (pins, i)));

  return g_strv_builder_end (ids);
}

static void
page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask  *task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&search->page, g_ptr_array_unref);
  g_clear_pointer (&search->next, g_free);
  search->page = tack_page_get_finish (TACK_API_CLIENT (source), result, &search->next, &error);
  if (search->page == NULL)
    {
      finish_refused (task, error);
      return;
    }

  g_auto (GStrv) ids = dup_pin_ids (search->page);
  tack_queue_find_taken_async (search->queue, ids, taken_found_cb, task);
}

static void
taken_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask                 *task = user_data;
  Search                *search = g_task_get_task_data (task);
  GError                *error = NULL;
  g_autoptr (GHashTable) taken = tack_queue_find_taken_finish (TACK_QUEUE (source), result, &error);

  if (taken == NULL)
    {
      finish_refused (task, error);
      return;
    }

  gboolean is_past = tack_reconcile_collect (search->job, search->page, taken, search->found);
  if (is_past || search->next == NULL || g_strcmp0 (search->next, search->bookmark) == 0)
    {
      finish_seen (task);
      return;
    }

  g_free (search->bookmark);
  search->bookmark = g_steal_pointer (&search->next);
  look_at_page (task);
}

TackEvent
tack_look_finish (GAsyncResult *result, TackPin **pin, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tack_look_async), TACK_EVENT_ERROR);

  Search *search = g_task_get_task_data (G_TASK (result));

  /* A cancellation comes before whatever was found. */
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return TACK_EVENT_ERROR;
  *pin = g_steal_pointer (&search->pin);

  return search->event;
}
