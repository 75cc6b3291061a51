/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-progress.h"

#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "cli/tack-cli-bar.h"
#include "cli/tack-cli-job.h"
#include "cli/tack-cli.h"

#define REDRAW_MS 100

struct _TackCliProgress
{
  TackQueue *queue;
  gboolean   is_json;
  GPtrArray *jobs; /* of TackJob, watched */
  guint      redraw_id;
  gboolean   is_bar_drawn;
};

static void
clear_bar (TackCliProgress *self)
{
  if (self->is_bar_drawn)
    tack_cli_bar_clear ();
  self->is_bar_drawn = FALSE;
}

static gboolean
on_redraw (gpointer user_data)
{
  TackCliProgress    *self = user_data;
  TackQueueSummary    summary = tack_queue_summarize (self->queue);
  g_autoptr (GString) behind = g_string_new (NULL);

  g_string_printf (behind, "  %u/%u", summary.published, summary.total);
  if (summary.bytes_total > 0)
    {
      g_autofree char *sent = tack_human_size (summary.bytes_sent);
      g_autofree char *total = tack_human_size (summary.bytes_total);
      g_string_append_printf (behind, "  %s / %s", sent, total);
    }
  tack_cli_bar_draw (summary.fraction, behind->str);
  self->is_bar_drawn = TRUE;

  return G_SOURCE_CONTINUE;
}

TackCliProgress *
tack_cli_progress_new (TackQueue *queue, gboolean is_json)
{
  TackCliProgress *self = g_new0 (TackCliProgress, 1);

  self->queue = g_object_ref (queue);
  self->is_json = is_json;
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  if (!is_json && isatty (STDOUT_FILENO))
    self->redraw_id = g_timeout_add (REDRAW_MS, on_redraw, self);

  return self;
}

static JsonObject *
event_new (const char *event, const char *file)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", event);
  json_object_set_string_member (object, "file", file);

  return object;
}

static void
tell_progress (TackJob *job)
{
  g_autofree char       *file = tack_cli_job_dup_file (tack_job_get_draft (job));
  g_autoptr (JsonObject) object = event_new ("progress", file);

  json_object_set_string_member (object, "step", tack_state_to_nick (tack_job_get_state (job)));
  json_object_set_int_member (object, "sent", tack_job_get_sent (job));
  json_object_set_int_member (object, "total", tack_job_get_total (job));
  tack_cli_print_json (object);
}

static void
tell_published (TackCliProgress *self, TackJob *job)
{
  TackDraft *draft = tack_job_get_draft (job);

  if (self->is_json)
    {
      g_autofree char       *file = tack_cli_job_dup_file (draft);
      g_autoptr (JsonObject) object = event_new ("published", file);
      json_object_set_string_member (object, "pin_id", tack_job_get_pin_id (job));
      json_object_set_string_member (object, "url", tack_job_get_pin_url (job));
      tack_cli_print_json (object);
      return;
    }

  g_autofree char *name = tack_cli_job_dup_name (draft);
  g_print ("✓ %s · %s\n", name, tack_job_get_pin_url (job));
}

static void
tell_failed (TackCliProgress *self, const char *file, const char *name, const GError *error)
{
  clear_bar (self);
  if (self->is_json)
    {
      g_autoptr (JsonObject) object = event_new ("failed", file);
      json_object_set_string_member (object, "class",
                                     tack_error_class_to_nick (tack_error_get_class (error)));
      json_object_set_int_member (object, "code", tack_error_get_details (error)->code);
      json_object_set_string_member (object, "message", error->message);
      tack_cli_print_json (object);
    }

  /* A sentence that does not name the file would leave the person to guess among two hundred. */
  g_autofree char *quoted = g_strdup_printf ("“%s”", name);
  g_autofree char *sentence = tack_cli_dup_sentence (error);
  if (strstr (sentence, quoted) != NULL)
    g_printerr ("%s\n", sentence);
  else
    g_printerr ("%s: %s\n", quoted, sentence);
}

void
tack_cli_progress_tell_failed (TackCliProgress *self, TackDraft *draft, const GError *error)
{
  g_autofree char *file = tack_cli_job_dup_file (draft);
  g_autofree char *name = tack_cli_job_dup_name (draft);

  tell_failed (self, file, name, error);
}

void
tack_cli_progress_tell_failed_file (TackCliProgress *self, GFile *file, const GError *error)
{
  g_autofree char *path = tack_cli_job_dup_path (file);
  g_autofree char *name = tack_human_file (file);

  tell_failed (self, path, name, error);
}

/* Not on standard error: nothing failed. */
void
tack_cli_progress_tell_warning (TackCliProgress *self, GFile *file, const char *sentence)
{
  clear_bar (self);
  if (!self->is_json)
    {
      g_autofree char *name = tack_human_file (file);
      g_print ("! %s · %s\n", name, sentence);
      return;
    }

  g_autofree char       *path = tack_cli_job_dup_path (file);
  g_autoptr (JsonObject) object = event_new ("warning", path);
  json_object_set_string_member (object, "message", sentence);
  tack_cli_print_json (object);
}

static void
on_job_state (TackJob *job, GParamSpec *pspec, gpointer user_data)
{
  TackCliProgress *self = user_data;
  TackState        state = tack_job_get_state (job);

  clear_bar (self);
  if (state == TACK_STATE_PUBLISHED)
    tell_published (self, job);
  else if (state == TACK_STATE_FAILED && tack_job_get_error (job) != NULL)
    tack_cli_progress_tell_failed (self, tack_job_get_draft (job), tack_job_get_error (job));
  else if (self->is_json)
    tell_progress (job);
}

static void
on_job_sent (TackJob *job, GParamSpec *pspec, gpointer user_data)
{
  tell_progress (job);
}

void
tack_cli_progress_watch (TackCliProgress *self, TackJob *job)
{
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect (job, "notify::state", G_CALLBACK (on_job_state), self);
  if (self->is_json)
    g_signal_connect (job, "notify::sent", G_CALLBACK (on_job_sent), self);
}

void
tack_cli_progress_free (TackCliProgress *self)
{
  clear_bar (self);
  g_clear_handle_id (&self->redraw_id, g_source_remove);
  for (guint i = 0; i < self->jobs->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->jobs, i), self);
  g_ptr_array_unref (self->jobs);
  g_object_unref (self->queue);
  g_free (self);
}
