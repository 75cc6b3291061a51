/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "publish/tack-job.h"

#include "publish/tack-pace.h"

/* Shorter, the speed jumps with every buffer; longer, it is slow to tell that a line recovered. */
#define SPEED_WINDOW_MS 6000

typedef enum
{
  PROP_DRAFT = 1,
  PROP_STATE,
  PROP_SENT,
  PROP_TOTAL,
  PROP_SPEED,
  PROP_PIN_ID,
  PROP_PIN_URL,
  PROP_ERROR_MESSAGE,
  PROP_WAITING_REASON,
  PROP_NEXT_TRY_AT,
  PROP_LOOK_URL,
  N_PROPS,
} TackJobProperty;

struct _TackJob
{
  GObject parent_instance;

  TackDraft     *draft;
  TackStep       step;
  gint64         position;
  TackUpload    *upload;
  TackUploadFile upload_file;
  gint64         uploaded_at;
  gint64         sent;
  gint64         total;
  TackPace      *pace; /* nullable: only while it sends */
  double         speed;
  gint64         next_try_at;
  gint64         finished_at;
  char          *waiting_reason;
  char          *look_url;
  char          *pin_id;
  char          *pin_url;
  GError        *error;
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackJob, tack_job, G_TYPE_OBJECT)

static void
tack_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackJob *self = TACK_JOB (object);

  switch ((TackJobProperty) prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->step.state);
      break;
    case PROP_SENT:
      g_value_set_int64 (value, self->sent);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_PIN_ID:
      g_value_set_string (value, self->pin_id);
      break;
    case PROP_PIN_URL:
      g_value_set_string (value, self->pin_url);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
      break;
    case PROP_WAITING_REASON:
      g_value_set_string (value, self->waiting_reason);
      break;
    case PROP_LOOK_URL:
      g_value_set_string (value, self->look_url);
      break;
    case PROP_NEXT_TRY_AT:
      g_value_set_int64 (value, self->next_try_at);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_job_finalize (GObject *object)
{
  TackJob *self = TACK_JOB (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->upload);
  g_free (self->pace);
  g_free (self->waiting_reason);
  g_free (self->look_url);
  g_free (self->pin_id);
  g_free (self->pin_url);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (tack_job_parent_class)->finalize (object);
}

static void
tack_job_class_init (TackJobClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_job_get_property;
  object_class->finalize = tack_job_finalize;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, TACK_TYPE_DRAFT, flags);
  properties[PROP_STATE]
    = g_param_spec_int ("state", NULL, NULL, 0, TACK_STATE_CANCELLED, 0, flags);
  properties[PROP_SENT] = g_param_spec_int64 ("sent", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_PIN_ID] = g_param_spec_string ("pin-id", NULL, NULL, NULL, flags);
  properties[PROP_PIN_URL] = g_param_spec_string ("pin-url", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  properties[PROP_WAITING_REASON] = g_param_spec_string ("waiting-reason", NULL, NULL, NULL, flags);
  properties[PROP_LOOK_URL] = g_param_spec_string ("look-url", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_TRY_AT]
    = g_param_spec_int64 ("next-try-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tack_job_init (TackJob *self)
{
}

TackJob *
tack_job_new (TackDraft *draft)
{
  TackJob *self = g_object_new (TACK_TYPE_JOB, NULL);
  gboolean is_video = tack_draft_get_kind (draft) == TACK_MEDIA_VIDEO;

  self->draft = g_object_ref (draft);
  self->step = tack_step_init (is_video);
  if (is_video)
    self->total = tack_draft_get_info (draft)->size;

  return self;
}

TackDraft *
tack_job_get_draft (TackJob *self)
{
  return self->draft;
}

const char *
tack_job_get_id (TackJob *self)
{
  return tack_draft_get_id (self->draft);
}

TackState
tack_job_get_state (TackJob *self)
{
  return self->step.state;
}

TackStep
tack_job_get_step (TackJob *self)
{
  return self->step;
}

gint64
tack_job_get_sent (TackJob *self)
{
  return self->sent;
}

gint64
tack_job_get_total (TackJob *self)
{
  return self->total;
}

const char *
tack_job_get_pin_id (TackJob *self)
{
  return self->pin_id;
}

const char *
tack_job_get_pin_url (TackJob *self)
{
  return self->pin_url;
}

double
tack_job_get_fraction (TackJob *self)
{
  double sent = self->total > 0 ? (double) self->sent / (double) self->total : 0;

  switch ((int) self->step.state)
    {
    case TACK_STATE_UPLOADING:
    case TACK_STATE_CHECKING:
      return 0.05 + 0.75 * sent;
    case TACK_STATE_PROCESSING:
      return 0.8;
    case TACK_STATE_CREATING:
    case TACK_STATE_DOUBTFUL:
      return self->step.is_video ? 0.95 : 0.5;
    case TACK_STATE_PUBLISHED:
    case TACK_STATE_CANCELLED:
      return 1;
    default:
      return 0;
    }
}

double
tack_job_get_speed (TackJob *self)
{
  return self->speed;
}

gint64
tack_job_get_left_ms (TackJob *self)
{
  if (self->pace == NULL)
    return -1;

  return tack_pace_get_left_ms (self->pace, (double) (self->total - self->sent));
}

gint64
tack_job_get_finished_at (TackJob *self)
{
  return self->finished_at;
}

gint64
tack_job_get_next_try_at (TackJob *self)
{
  return self->next_try_at;
}

const char *
tack_job_get_waiting_reason (TackJob *self)
{
  return self->waiting_reason;
}

const char *
tack_job_get_look_url (TackJob *self)
{
  return self->look_url;
}

const GError *
tack_job_get_error (TackJob *self)
{
  return self->error;
}

static void
set_speed (TackJob *self, double speed)
{
  if (self->speed == speed)
    return;

  self->speed = speed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

void
tack_job_set_step (TackJob *self, TackStep step)
{
  gboolean is_new_state = self->step.state != step.state;

  self->step = step;
  if (!is_new_state)
    return;

  if (step.state != TACK_STATE_UPLOADING)
    {
      g_clear_pointer (&self->pace, g_free);
      set_speed (self, 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

gint64
tack_job_get_position (TackJob *self)
{
  return self->position;
}

void
tack_job_set_position (TackJob *self, gint64 position)
{
  self->position = position;
}

void
tack_job_set_progress (TackJob *self, gint64 sent, gint64 total, gint64 now_ms)
{
  /* The last word may come when the next step has begun. */
  if (self->step.state == TACK_STATE_UPLOADING)
    {
      if (self->pace == NULL)
        {
          self->pace = g_new (TackPace, 1);
          tack_pace_init (self->pace, SPEED_WINDOW_MS);
        }
      tack_pace_add (self->pace, now_ms, (double) sent);
      set_speed (self, tack_pace_get_rate (self->pace));
    }

  if (self->total != total)
    {
      self->total = total;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
    }
  if (self->sent != sent)
    {
      self->sent = sent;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENT]);
    }
}

void
tack_job_set_error (TackJob *self, const GError *error)
{
  if (self->error == error)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

void
tack_job_set_next_try_at (TackJob *self, gint64 unix_ms)
{
  if (self->next_try_at == unix_ms)
    return;

  self->next_try_at = unix_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_TRY_AT]);
}

/* Sets a string property; a name of its own in GLib 2.76. */
static void
set_text (TackJob *self, char **text, const char *value, TackJobProperty property)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
tack_job_set_waiting_reason (TackJob *self, const char *reason)
{
  set_text (self, &self->waiting_reason, reason, PROP_WAITING_REASON);
}

void
tack_job_set_look_url (TackJob *self, const char *url)
{
  set_text (self, &self->look_url, url, PROP_LOOK_URL);
}

TackUpload *
tack_job_get_upload (TackJob *self)
{
  return self->upload;
}

static TackUploadFile
get_file (TackJob *self)
{
  TackMediaInfo *info = tack_draft_get_info (self->draft);

  return info != NULL ? (TackUploadFile){ info->size, info->mtime_us } : (TackUploadFile){ 0 };
}

void
tack_job_set_upload (TackJob *self, TackUpload *upload)
{
  g_set_object (&self->upload, upload);
  self->upload_file = upload != NULL ? get_file (self) : (TackUploadFile){ 0 };
  self->uploaded_at = 0;
}

gboolean
tack_job_is_upload_current (TackJob *self)
{
  TackUploadFile file = get_file (self);

  return self->upload != NULL && self->upload_file.size == file.size
         && self->upload_file.mtime_us == file.mtime_us;
}

TackUploadFile
tack_job_get_upload_file (TackJob *self)
{
  return self->upload_file;
}

void
tack_job_set_upload_file (TackJob *self, TackUploadFile file)
{
  self->upload_file = file;
}

gint64
tack_job_get_uploaded_at (TackJob *self)
{
  return self->uploaded_at;
}

void
tack_job_set_uploaded_at (TackJob *self, gint64 unix_ms)
{
  self->uploaded_at = unix_ms;
}

void
tack_job_set_published (TackJob *self, const char *pin_id, const char *pin_url, gint64 unix_ms)
{
  g_autofree char *old_id = self->pin_id;
  g_autofree char *old_url = self->pin_url;

  self->pin_id = g_strdup (pin_id);
  self->pin_url = g_strdup (pin_url);
  self->finished_at = unix_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIN_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIN_URL]);
}
