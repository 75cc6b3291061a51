/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-edit-history.h"

#define STEPS_MAX 100

/* Typing that rests this long begins a new step. */
#define PAUSE_US (2 * G_USEC_PER_SEC)

/* Edits hold the values that taking the step back brings; removals hold the drafts themselves. */
typedef struct
{
  GPtrArray  *drafts; /* of TackDraft */
  GPtrArray  *values; /* of TackDraft, a copy of each; nullable: a removal */
  const char *what;   /* nullable: nothing that follows is part of the same step */
  gboolean    is_of_media;
  gint64      edited_at_us;
} Step;

struct _TackEditHistory
{
  GObject parent_instance;

  TackDraftStore *store;
  GQueue          done;   /* of Step, newest first */
  GQueue          undone; /* of Step, newest first */
};

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS,
} TackEditHistoryProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackEditHistory, tack_edit_history, G_TYPE_OBJECT)

static GPtrArray *
copy_list (GPtrArray *drafts)
{
  GPtrArray *copy = g_ptr_array_new_full (drafts->len, g_object_unref);

  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (drafts, i)));

  return copy;
}

static GPtrArray *
copy_values (GPtrArray *drafts)
{
  GPtrArray *values = g_ptr_array_new_full (drafts->len, g_object_unref);

  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (values, tack_draft_copy (g_ptr_array_index (drafts, i)));

  return values;
}

static Step *
edit_new (GPtrArray *drafts)
{
  Step *step = g_new0 (Step, 1);

  step->drafts = copy_list (drafts);
  step->values = copy_values (drafts);

  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->drafts);
  g_clear_pointer (&step->values, g_ptr_array_unref);
  g_free (step);
}

static void
tack_edit_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackEditHistory *self = TACK_EDIT_HISTORY (object);

  switch ((TackEditHistoryProperty) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->done));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, !g_queue_is_empty (&self->undone));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tack_edit_history_finalize (GObject *object)
{
  TackEditHistory *self = TACK_EDIT_HISTORY (object);

  g_queue_clear_full (&self->done, step_free);
  g_queue_clear_full (&self->undone, step_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tack_edit_history_parent_class)->finalize (object);
}

static void
tack_edit_history_class_init (TackEditHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_edit_history_get_property;
  object_class->finalize = tack_edit_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tack_edit_history_init (TackEditHistory *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

TackEditHistory *
tack_edit_history_new (TackDraftStore *store)
{
  TackEditHistory *self = g_object_new (TACK_TYPE_EDIT_HISTORY, NULL);

  self->store = g_object_ref (store);

  return self;
}

static void
notify_both (TackEditHistory *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
add_step (TackEditHistory *self, Step *step)
{
  g_queue_clear_full (&self->undone, step_free);
  g_queue_push_head (&self->done, step);
  if (self->done.length > STEPS_MAX)
    step_free (g_queue_pop_tail (&self->done));
  notify_both (self);
}

static gboolean
is_same_list (GPtrArray *a, GPtrArray *b)
{
  return a->len == b->len && memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0;
}

void
tack_edit_history_will_edit (TackEditHistory *self, GPtrArray *drafts, const char *what)
{
  Step  *last = g_queue_peek_head (&self->done);
  gint64 now_us = g_get_monotonic_time ();

  if (last != NULL && last->values != NULL && g_strcmp0 (last->what, what) == 0
      && now_us - last->edited_at_us < PAUSE_US && g_queue_is_empty (&self->undone)
      && is_same_list (last->drafts, drafts))
    {
      last->edited_at_us = now_us;
      return;
    }

  Step *step = edit_new (drafts);
  step->what = what;
  step->edited_at_us = now_us;
  add_step (self, step);
}

void
tack_edit_history_will_change_media (TackEditHistory *self, GPtrArray *drafts)
{
  Step *step = edit_new (drafts);

  step->is_of_media = TRUE;
  add_step (self, step);
}

/* Whether the store still has the draft and nobody is publishing it: only then may it change. */
static gboolean
is_editable (TackEditHistory *self, TackDraft *draft)
{
  return tack_draft_store_find (self->store, tack_draft_get_id (draft)) == draft
         && !tack_draft_get_queued (draft);
}

/* Brings back what an edit replaced, and keeps what it replaces for the way back. */
static void
swap_values (TackEditHistory *self, Step *step)
{
  g_autoptr (GPtrArray) now = copy_values (step->drafts);

  for (guint i = 0; i < step->drafts->len; i++)
    {
      TackDraft *draft = g_ptr_array_index (step->drafts, i);
      TackDraft *value = g_ptr_array_index (step->values, i);

      if (!is_editable (self, draft))
        continue;
      if (step->is_of_media)
        tack_draft_assign_media (draft, value);
      tack_draft_assign (draft, value);
    }

  g_ptr_array_unref (step->values);
  step->values = g_steal_pointer (&now);
}

/* Removes what may go: the step is about these, and bringing them back brings no other. */
static void
remove_editable (TackEditHistory *self, Step *step)
{
  for (guint i = step->drafts->len; i > 0; i--)
    if (!is_editable (self, g_ptr_array_index (step->drafts, i - 1)))
      g_ptr_array_remove_index (step->drafts, i - 1);
  tack_draft_store_remove (self->store, step->drafts);
}

void
tack_edit_history_remove (TackEditHistory *self, GPtrArray *drafts)
{
  Step *step = g_new0 (Step, 1);

  step->drafts = copy_list (drafts);
  remove_editable (self, step);
  add_step (self, step);
}

static GPtrArray *
take_step (TackEditHistory *self, GQueue *from, GQueue *to, gboolean is_undo)
{
  Step *step = g_queue_pop_head (from);

  if (step == NULL)
    return NULL;

  if (step->values != NULL)
    swap_values (self, step);
  else if (is_undo)
    tack_draft_store_add (self->store, step->drafts);
  else
    remove_editable (self, step);

  step->edited_at_us = 0;
  g_queue_push_head (to, step);
  notify_both (self);

  return g_ptr_array_ref (step->drafts);
}

GPtrArray *
tack_edit_history_undo (TackEditHistory *self)
{
  return take_step (self, &self->done, &self->undone, TRUE);
}

GPtrArray *
tack_edit_history_redo (TackEditHistory *self)
{
  return take_step (self, &self->undone, &self->done, FALSE);
}
