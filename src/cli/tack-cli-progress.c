/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-progress.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "cli/tack-cli.h"

#define REDRAW_MS 100
#define BAR_CELLS 30

struct _TackCliProgress
{
  TackQueue *queue;
  gboolean   is_json;
  GPtrArray *jobs; /* of TackJob, watched */
  guint      redraw_id;
  gboolean   is_bar_drawn;
};

static char *
dup_file (TackDraft *draft)
{
  GFile *file = tack_draft_get_file (draft);
  if (file == NULL)
    return g_strdup (tack_draft_get_image_url (draft));

  g_autofree char *path = g_file_get_path (file);
  g_autofree char *address = path != NULL ? g_steal_pointer (&path) : g_file_get_uri (file);
  return g_utf8_make_valid (address, -1);
}

static void
clear_bar (TackCliProgress *self)
{
  if (self->is_bar_drawn)
    g_print ("\r\033[K");
  self->is_bar_drawn = FALSE;
}

static gboolean
on_redraw (gpointer user_data)
{
  TackCliProgress    *self = user_data;
  TackQueueSummary    summary = tack_queue_summarize (self->queue);
  int                 filled = (int) (summary.fraction * BAR_CELLS);
  g_autoptr (GString) bar = g_string_new (NULL);

  for (int i = 0; i < BAR_CELLS; i++)
    g_string_append (bar, i < filled ? "█" : "░");
  clear_bar (self);
  g_print ("%s %3d %%  %u/%u", bar->str, (int) (summary.fraction * 100), summary.published,
           summary.total);
  if (summary.bytes_total > 0)
    {
      g_autofree char *sent = tack_human_size (summary.bytes_sent);
      g_autofree char *total = tack_human_size (summary.bytes_total);
      g_print ("  %s / %s", sent, total);
    }
  fflush (stdout);
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

static void
print_event (const char *event, const char *file, JsonObject *object)
{
  json_object_set_string_member (object, "event", event);
  json_object_set_string_member (object, "file", file);
  tack_cli_print_json (object);
}

static void
tell_progress (TackJob *job, const char *file)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "step", tack_state_to_nick (tack_job_get_state (job)));
  json_object_set_int_member (object, "sent", tack_job_get_sent (job));
  json_object_set_int_member (object, "total", tack_job_get_total (job));
  print_event ("progress", file, object);
}

static void
tell_published (TackCliProgress *self, TackJob *job, const char *file)
{
  if (self->is_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      json_object_set_string_member (object, "pin_id", tack_job_get_pin_id (job));
      json_object_set_string_member (object, "url", tack_job_get_pin_url (job));
      print_event ("published", file, object);
      return;
    }

  g_autofree char *name = tack_draft_dup_name (tack_job_get_draft (job));
  g_print ("✓ %s · %s\n", name, tack_job_get_pin_url (job));
}

static void
tell_failed (TackCliProgress *self, const char *file, const char *name, const GError *error)
{
  const TackErrorDetails *details = tack_error_get_details (error);

  if (self->is_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      json_object_set_string_member (object, "class",
                                     tack_error_class_to_nick (tack_error_get_class (error)));
      json_object_set_int_member (object, "code", details->code);
      json_object_set_string_member (object, "message", error->message);
      print_event ("failed", file, object);
    }

  /* A sentence that does not name the Pin would leave the person to guess among two hundred. */
  if (strstr (error->message, name) != NULL)
    g_printerr ("%s\n", error->message);
  else
    g_printerr ("“%s”: %s\n", name, error->message);
  if (details->reason != NULL)
    g_printerr (_ ("  Pinterest says: %s\n"), details->reason);
  if (details->request_id != NULL)
    g_printerr (_ ("  Request %s\n"), details->request_id);
}

static void
on_job_state (TackJob *job, GParamSpec *pspec, gpointer user_data)
{
  TackCliProgress *self = user_data;
  TackState        state = tack_job_get_state (job);
  g_autofree char *file = dup_file (tack_job_get_draft (job));

  clear_bar (self);
  if (state == TACK_STATE_PUBLISHED)
    tell_published (self, job, file);
  else if (state == TACK_STATE_FAILED && tack_job_get_error (job) != NULL)
    {
      g_autofree char *name = tack_draft_dup_name (tack_job_get_draft (job));
      tell_failed (self, file, name, tack_job_get_error (job));
    }
  else if (self->is_json)
    tell_progress (job, file);
}

static void
on_job_sent (TackJob *job, GParamSpec *pspec, gpointer user_data)
{
  g_autofree char *file = dup_file (tack_job_get_draft (job));

  tell_progress (job, file);
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
tack_cli_progress_tell_failed (TackCliProgress *self, GFile *file, const GError *error)
{
  g_autofree char *name = tack_human_file (file);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *address = path != NULL ? g_steal_pointer (&path) : g_file_get_uri (file);
  g_autofree char *valid = g_utf8_make_valid (address, -1);

  clear_bar (self);
  tell_failed (self, valid, name, error);
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
