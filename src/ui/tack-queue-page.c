/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-queue-page.h"

#include <glib/gi18n-lib.h>

#include "ui/tack-job-group.h"
#include "ui/tack-queue-look.h"
#include "ui/tack-settle-dialog.h"

/* Not more often than this however much happens; and how often while something runs, or stands
 * there with its age. */
#define REFRESH_MS 100
#define RUNNING_MS 1000
#define AGE_MS 30000

/* Everything the page shows follows from the jobs, so it is not told what changed: any change asks
 * for a refresh, which looks at every job once. */
struct _TackQueuePage
{
  AdwBin parent_instance;

  GtkStack  *stack;
  GtkLabel  *title;
  GtkLabel  *line;
  GtkLabel  *reason;
  GtkWidget *bar;
  GtkWidget *pause;
  GtkWidget *resume;
  GtkWidget *more;
  union
  {
    struct
    {
      TackJobGroup *running;
      TackJobGroup *needs_you;
      TackJobGroup *waiting;
      TackJobGroup *done;
    };
    TackJobGroup *groups[TACK_JOB_PLACES];
  };

  TackSession     *session;     /* nullable */
  TackThumbnailer *thumbnailer; /* nullable */
  GHashTable      *rows;        /* TackJob → TackJobRow, of the jobs that are shown */
  char            *profile_url; /* nullable */
  guint            badge;
  gboolean         needs_attention;

  guint  timer;
  gint64 timer_at;
  gint64 refreshed_at;
};

typedef enum
{
  PROP_BADGE = 1,
  PROP_NEEDS_ATTENTION,
  PROP_PROFILE_URL,
  N_PROPS,
} TackQueuePageProperty;

enum
{
  EDIT,
  TOAST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TackQueuePage, tack_queue_page, ADW_TYPE_BIN)

static void refresh (TackQueuePage *self);

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
on_timer (gpointer user_data)
{
  TackQueuePage *self = user_data;

  self->timer = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
refresh_at (TackQueuePage *self, gint64 at)
{
  gint64 now = now_ms ();

  if (self->timer != 0 && self->timer_at <= at)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer_at = at;
  self->timer = g_timeout_add ((guint) MAX (0, at - now), on_timer, self);
}

static void
refresh_soon (TackQueuePage *self)
{
  refresh_at (self, self->refreshed_at + REFRESH_MS);
}

static void
refresh_now (TackQueuePage *self)
{
  refresh (self);
}

static void
show_overall (TackQueuePage *self, const TackQueueLook *look)
{
  gboolean         is_pending = tack_queue_facts_count_pending (&look->facts) > 0;
  gboolean         is_resumable = tack_queue_facts_is_resumable (&look->facts);
  g_autofree char *title = tack_queue_text_title (&look->facts);
  g_autofree char *line = tack_queue_text_line (&look->facts);
  g_autofree char *reason = tack_queue_text_reason (&look->facts);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), *line != '\0');
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  /* In the warning colour only where the person has to act. */
  if (look->facts.is_paused)
    gtk_widget_add_css_class (GTK_WIDGET (self->reason), "needs-you");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->reason), "needs-you");
  gtk_widget_set_visible (self->pause, is_pending && !is_resumable);
  gtk_widget_set_visible (self->resume, is_resumable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.cancel-all", is_pending);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "queue.retry-all", look->n_retryable > 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), look->summary.fraction);
  g_object_set (self->needs_you, "action-visible", look->n_retryable > 1, NULL);
}

static void
show_badge (TackQueuePage *self, const TackQueueFacts *facts)
{
  guint    n_needs_you = facts->n[TACK_JOB_PLACE_NEEDS_YOU];
  guint    badge = n_needs_you > 0 ? n_needs_you : facts->n[TACK_JOB_PLACE_RUNNING];
  gboolean needs_attention = n_needs_you > 0;

  if (self->badge != badge)
    {
      self->badge = badge;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
    }
  if (self->needs_attention != needs_attention)
    {
      self->needs_attention = needs_attention;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_ATTENTION]);
    }
}

static TackJobRow *
get_row (TackJob *job, gpointer user_data)
{
  TackQueuePage *self = user_data;
  TackJobRow    *row = g_hash_table_lookup (self->rows, job);

  if (row == NULL)
    {
      row = TACK_JOB_ROW (
        tack_job_row_new (job, tack_session_get_queue (self->session), self->thumbnailer));
      g_hash_table_insert (self->rows, job, g_object_ref_sink (row));
      g_signal_connect_object (job, "notify", G_CALLBACK (refresh_soon), self, G_CONNECT_SWAPPED);
    }

  return row;
}

static void
forget_row (TackQueuePage *self, TackJobRow *row)
{
  g_signal_handlers_disconnect_by_func (tack_job_row_get_job (row), refresh_soon, self);
}

static void
update_rows (TackQueuePage *self)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (gtk_widget_get_parent (row) == NULL)
      {
        forget_row (self, row);
        g_hash_table_iter_remove (&iter);
      }
    else
      tack_job_row_update (row, tack_session_get_runner (self->session), self->profile_url != NULL);
}

static void
refresh (TackQueuePage *self)
{
  gboolean               has_session = self->session != NULL;
  g_auto (TackQueueLook) look
    = tack_queue_look (has_session ? tack_session_get_queue (self->session) : NULL,
                       has_session ? tack_session_get_runner (self->session) : NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->refreshed_at = now_ms ();

  show_overall (self, &look);
  show_badge (self, &look.facts);
  for (guint i = 0; i < TACK_JOB_PLACES; i++)
    tack_job_group_update (self->groups[i], look.jobs[i], get_row, self);
  update_rows (self);
  gtk_stack_set_visible_child_name (self->stack, look.summary.total > 0 ? "queue" : "empty");

  /* Speed, countdown and age change by themselves. */
  if (look.facts.n[TACK_JOB_PLACE_RUNNING] > 0 || look.facts.wait_ms > 0)
    refresh_at (self, self->refreshed_at + RUNNING_MS);
  else if (look.facts.n[TACK_JOB_PLACE_DONE] > 0)
    refresh_at (self, self->refreshed_at + AGE_MS);
}

static TackJobRow *
find_row (TackQueuePage *self, const char *job_id)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (g_str_equal (tack_job_get_id (tack_job_row_get_job (row)), job_id))
      return row;

  return NULL;
}

static void
cancel_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  TackRunner *runner = tack_session_get_runner (self->session);

  tack_runner_cancel (runner, job);
  if (tack_runner_is_driving (runner, job))
    tack_job_row_set_cancelling (row);
}

static void
pause_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  tack_runner_pause_job (tack_session_get_runner (self->session), job);
}

static void
resume_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  tack_runner_resume_job (tack_session_get_runner (self->session), job);
}

static void
retry_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  tack_runner_retry (tack_session_get_runner (self->session), job);
}

static void
remove_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();

  g_ptr_array_add (jobs, job);
  tack_runner_remove (tack_session_get_runner (self->session), jobs);
  if (tack_runner_is_driving (tack_session_get_runner (self->session), job))
    tack_job_row_set_cancelling (row);
}

static void
edit_job (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  remove_job (self, row, job);
  g_signal_emit (self, signals[EDIT], 0, tack_job_get_draft (job));
}

/* The row goes out of its list and into it again; the keys stay on it. */
static void
move_job (TackQueuePage *self, TackJobRow *row, TackJob *job, TackMove move)
{
  gboolean had_focus = gtk_widget_has_focus (GTK_WIDGET (row));

  tack_queue_move (tack_session_get_queue (self->session), job, move);
  refresh (self);
  if (had_focus && gtk_widget_get_parent (GTK_WIDGET (row)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
move_front (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  move_job (self, row, job, TACK_MOVE_FRONT);
}

static void
move_up (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  move_job (self, row, job, TACK_MOVE_UP);
}

static void
move_down (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  move_job (self, row, job, TACK_MOVE_DOWN);
}

static void
open_uri (TackQueuePage *self, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
on_dialog_settled (TackSettleDialog *dialog, const char *pin_id, gpointer user_data)
{
  TackQueuePage *self = user_data;
  TackJob       *job = g_object_get_data (G_OBJECT (dialog), "job");

  if (self->session != NULL)
    tack_runner_settle (tack_session_get_runner (self->session), job, pin_id);
}

static void
ask_which_pin (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  GtkWindow       *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *name = tack_draft_dup_name (tack_job_get_draft (job));
  GtkWidget       *dialog = tack_settle_dialog_new (window, name);

  g_object_set_data_full (G_OBJECT (dialog), "job", g_object_ref (job), g_object_unref);
  g_signal_connect_object (dialog, "settled", G_CALLBACK (on_dialog_settled), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
send_again (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  tack_runner_settle (tack_session_get_runner (self->session), job, NULL);
}

/* The page of the doubtful Pin's board, or else of the person. */
static void
show_page (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  const char *look_url = tack_job_get_look_url (job);

  open_uri (self, look_url != NULL ? look_url : self->profile_url);
}

static void
open_pin (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  open_uri (self, tack_job_get_pin_url (job));
}

static void
copy_link (TackQueuePage *self, TackJobRow *row, TackJob *job)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), tack_job_get_pin_url (job));
  g_signal_emit (self, signals[TOAST], 0, _ ("Link copied"));
}

static const struct
{
  const char *name;
  void (*func) (TackQueuePage *self, TackJobRow *row, TackJob *job);
} job_actions[] = {
  { "queue.cancel", cancel_job },     { "queue.copy-link", copy_link },
  { "queue.edit", edit_job },         { "queue.is-there", ask_which_pin },
  { "queue.move-down", move_down },   { "queue.move-front", move_front },
  { "queue.move-up", move_up },       { "queue.open", open_pin },
  { "queue.pause-job", pause_job },   { "queue.remove", remove_job },
  { "queue.resume-job", resume_job }, { "queue.retry", retry_job },
  { "queue.send-again", send_again }, { "queue.show", show_page },
};

/* The actions of a row; the parameter is its job's id. */
static void
on_job_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage      *self = TACK_QUEUE_PAGE (widget);
  TackJobRow         *row = find_row (self, g_variant_get_string (parameter, NULL));
  g_autoptr (TackJob) job = NULL;

  if (row == NULL)
    return;

  job = g_object_ref (tack_job_row_get_job (row));
  for (guint i = 0; i < G_N_ELEMENTS (job_actions); i++)
    if (g_str_equal (job_actions[i].name, action))
      job_actions[i].func (self, row, job);
  refresh (self);
}

static void
on_cancel_all_response (TackQueuePage *self, const char *response)
{
  if (self->session == NULL || !g_str_equal (response, "cancel-all"))
    return;

  tack_runner_cancel_all (tack_session_get_runner (self->session));
  refresh (self);
}

static void
on_cancel_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (widget);
  GtkWidget     *dialog = adw_message_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Cancel All?"),
        _ ("Uploads under way stop. What was cancelled stays in the list, to be tried again or to be "
               "edited."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Going"),
                                    "cancel-all", _ ("_Cancel All"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "cancel-all",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_cancel_all_response), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_retry_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (widget);

  if (self->session == NULL)
    return;

  tack_runner_retry_all (tack_session_get_runner (self->session));
  refresh (self);
}

static void
on_clear (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage        *self = TACK_QUEUE_PAGE (widget);
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->session == NULL)
    return;

  GListModel *jobs = G_LIST_MODEL (tack_session_get_queue (self->session));
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (jobs, i);
      if (tack_job_text_get_place (tack_job_get_state (job), FALSE) == TACK_JOB_PLACE_DONE)
        g_ptr_array_add (over, g_steal_pointer (&job));
    }
  tack_queue_remove (tack_session_get_queue (self->session), over);
  refresh (self);
}

static void
on_pause (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (widget);

  if (self->session == NULL)
    return;

  tack_runner_pause (tack_session_get_runner (self->session));
  refresh (self);
}

/* Where all that is left was paused one by one. */
static void
resume_each (TackQueuePage *self)
{
  GListModel *jobs = G_LIST_MODEL (tack_session_get_queue (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (TackJob) job = g_list_model_get_item (jobs, i);
      tack_runner_resume_job (tack_session_get_runner (self->session), job);
    }
}

static void
on_resume (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TackQueuePage     *self = TACK_QUEUE_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;

  if (tack_runner_is_running (tack_session_get_runner (self->session)))
    resume_each (self);
  else if (!tack_runner_start (tack_session_get_runner (self->session), &error))
    g_signal_emit (self, signals[TOAST], 0, error->message);
  refresh (self);
}


static void
tack_queue_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (object);

  switch ((TackQueuePageProperty) prop_id)
    {
    case PROP_BADGE:
      g_value_set_uint (value, self->badge);
      break;
    case PROP_NEEDS_ATTENTION:
      g_value_set_boolean (value, self->needs_attention);
      break;
    case PROP_PROFILE_URL:
      g_value_set_string (value, self->profile_url);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_queue_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (object);

  switch (prop_id)
    {
    case PROP_PROFILE_URL:
      g_free (self->profile_url);
      self->profile_url = g_value_dup_string (value);
      refresh_soon (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_queue_page_dispose (GObject *object)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (object);

  tack_queue_page_set_session (self, NULL, NULL);
  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (tack_queue_page_parent_class)->dispose (object);
}

static void
tack_queue_page_finalize (GObject *object)
{
  TackQueuePage *self = TACK_QUEUE_PAGE (object);

  g_hash_table_unref (self->rows);
  g_free (self->profile_url);

  G_OBJECT_CLASS (tack_queue_page_parent_class)->finalize (object);
}

static void
tack_queue_page_class_init (TackQueuePageClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = tack_queue_page_get_property;
  object_class->set_property = tack_queue_page_set_property;
  object_class->dispose = tack_queue_page_dispose;
  object_class->finalize = tack_queue_page_finalize;

  properties[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NEEDS_ATTENTION]
    = g_param_spec_boolean ("needs-attention", NULL, NULL, FALSE, flags);
  properties[PROP_PROFILE_URL] = g_param_spec_string ("profile-url", NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, TACK_TYPE_DRAFT);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  for (guint i = 0; i < G_N_ELEMENTS (job_actions); i++)
    gtk_widget_class_install_action (widget_class, job_actions[i].name, "s", on_job_action);
  gtk_widget_class_install_action (widget_class, "queue.retry-all", NULL, on_retry_all);
  gtk_widget_class_install_action (widget_class, "queue.cancel-all", NULL, on_cancel_all);
  gtk_widget_class_install_action (widget_class, "queue.clear", NULL, on_clear);
  gtk_widget_class_install_action (widget_class, "queue.pause", NULL, on_pause);
  gtk_widget_class_install_action (widget_class, "queue.resume", NULL, on_resume);

  g_type_ensure (TACK_TYPE_JOB_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-queue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, title);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, line);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, reason);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, bar);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, pause);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, resume);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, more);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, running);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, needs_you);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, waiting);
  gtk_widget_class_bind_template_child (widget_class, TackQueuePage, done);
  gtk_widget_class_bind_template_callback (widget_class, refresh_now);
}

static void
tack_queue_page_init (TackQueuePage *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The button inside is what has the focus, and what is read out. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->more)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More for the whole queue"),
                                  -1);
}

GtkWidget *
tack_queue_page_new (void)
{
  return g_object_new (TACK_TYPE_QUEUE_PAGE, NULL);
}

void
tack_queue_page_set_session (TackQueuePage   *self,
                             TackSession     *session,
                             TackThumbnailer *thumbnailer)
{
  if (self->session == session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (tack_session_get_queue (self->session), self);
      g_signal_handlers_disconnect_by_data (tack_session_get_runner (self->session), self);
    }
  g_set_object (&self->session, session);
  g_set_object (&self->thumbnailer, thumbnailer);

  if (session != NULL)
    {
      TackRunner *runner = tack_session_get_runner (session);

      g_signal_connect_swapped (tack_session_get_queue (session), "items-changed",
                                G_CALLBACK (refresh_soon), self);
      g_signal_connect_swapped (runner, "job-changed", G_CALLBACK (refresh_soon), self);
      g_signal_connect_swapped (runner, "notify", G_CALLBACK (refresh_soon), self);
    }
  refresh (self);
}
