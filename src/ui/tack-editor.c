/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-editor.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "ui/tack-cover-chooser.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-finding-list.h"
#include "ui/tack-finding.h"
#include "ui/tack-label.h"
#include "ui/tack-pile.h"
#include "ui/tack-place-group.h"
#include "ui/tack-stage.h"
#include "ui/tack-switch-row.h"
#include "ui/tack-tags-row.h"
#include "ui/tack-text-row.h"
#include "ui/tack-unveil.h"

/* How often what changes is shown. */
#define REFRESH_US (100 * 1000)

typedef enum
{
  FIELD_TITLE,
  FIELD_DESCRIPTION,
  FIELD_ALT_TEXT,
  FIELD_LINK,
  FIELD_NOTE,
  N_FIELDS,
} Field;

static const struct
{
  const char      *property; /* of TackDraft */
  TackDraftGetText get_text; /* the same */
  guint            max;
  guint            advised;
} fields[N_FIELDS] = {
  [FIELD_TITLE] = { "title", tack_draft_get_title, TACK_TITLE_MAX, TACK_TITLE_ADVISED },
  [FIELD_DESCRIPTION]
  = { "description", tack_draft_get_description, TACK_DESCRIPTION_MAX, TACK_DESCRIPTION_ADVISED },
  [FIELD_ALT_TEXT] = { "alt-text", tack_draft_get_alt_text, TACK_ALT_TEXT_MAX, 0 },
  [FIELD_LINK] = { "link", tack_draft_get_link, TACK_LINK_MAX, 0 },
  [FIELD_NOTE] = { "note", tack_draft_get_note, 0, 0 },
};

struct _TackEditor
{
  AdwBin parent_instance;

  GtkStack          *stack;
  GtkScrolledWindow *scrolled;
  TackPile          *pile;
  GtkLabel          *heading;
  GtkLabel          *facts;
  GtkLabel          *prepared;
  TackFindingList   *findings;
  TackStage         *stage;
  TackCoverChooser  *cover;
  TackPlaceGroup    *place;
  TackTextRow       *text_rows[N_FIELDS];
  GtkWidget         *pictures;
  TackSwitchRow     *keep_details;
  TackSwitchRow     *shrink;
  TackSwitchRow     *ad_only;
  TackSwitchRow     *idea_ad;
  TackTagsRow       *tags;

  TackDraftStore  *store;
  TackEditHistory *history;
  TackThumbnailer *thumbnailer;
  GSignalGroup    *store_signals;

  GPtrArray  *drafts;       /* of TackDraft: what is edited; another list for other drafts */
  GHashTable *draft_set;    /* the same, to be asked quickly */
  guint       refresh_id;   /* timeout */
  gint64      refreshed_at; /* monotonic */
};

static guint toast_signal;

G_DEFINE_FINAL_TYPE (TackEditor, tack_editor, ADW_TYPE_BIN)

static TackDraft *
get_only_draft (TackEditor *self)
{
  return self->drafts->len == 1 ? g_ptr_array_index (self->drafts, 0) : NULL;
}

/* --- Showing ------------------------------------------------------------------------------- */

/* @whole: (nullable): shown where there is no room for it. To tell GTK, even the same again, makes
 * it ask the X server where the pointer is and wait: not with every refresh. */
static void
show_heading (TackEditor *self, const char *heading, const char *whole)
{
  GtkWidget *label = GTK_WIDGET (self->heading);

  gtk_label_set_label (self->heading, heading);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (label), whole) != 0)
    gtk_widget_set_tooltip_text (label, whole);
}

static void
show_head (TackEditor *self)
{
  TackDraft       *draft = get_only_draft (self);
  g_autofree char *prepared = draft != NULL ? tack_draft_text_prepared (draft) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->pile), draft == NULL);
  gtk_label_set_label (self->prepared, prepared != NULL ? prepared : "");
  gtk_widget_set_visible (GTK_WIDGET (self->prepared), prepared != NULL);
  if (draft != NULL)
    {
      GFile           *file = tack_draft_get_file (draft);
      g_autofree char *name
        = file != NULL ? tack_human_file (file) : g_strdup (tack_draft_get_image_url (draft));
      g_autofree char *facts = tack_draft_text_facts (draft);

      show_heading (self, name, name);
      tack_label_set_text (self->facts, facts);
      return;
    }

  g_autofree char *heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u draft selected",
                                                           "%u drafts selected", self->drafts->len),
                                              self->drafts->len);
  show_heading (self, heading, NULL);
  tack_label_set_text (self->facts, _ ("An edit applies to all of them. “Mixed” is left alone."));
}

static gboolean
has_issue (TackDraft *draft, const char *prefix)
{
  GPtrArray *issues = tack_draft_get_issues (draft);

  for (guint i = 0; i < issues->len; i++)
    if (g_str_has_prefix (((TackIssue *) g_ptr_array_index (issues, i))->code, prefix))
      return TRUE;

  return FALSE;
}

static void
show_texts (TackEditor *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_auto (TackTextValue) value = tack_draft_text_common (self->drafts, fields[i].get_text);

      tack_text_row_set_text (self->text_rows[i], value.text, value.mixed);
      if (i == FIELD_LINK)
        tack_text_row_set_good (self->text_rows[i],
                                *value.text != '\0'
                                  && !has_issue (g_ptr_array_index (self->drafts, 0), "link-"));
    }
}

/* Each where it does something, which for most pictures is none. */
static void
show_pictures (TackEditor *self)
{
  g_autofree char *details = tack_draft_text_details (self->drafts);
  g_autofree char *bulk = tack_draft_text_bulk (self->drafts);

  tack_switch_row_show (self->keep_details, self->drafts, details);
  tack_switch_row_show (self->shrink, self->drafts, bulk);
  gtk_widget_set_visible (self->pictures, details != NULL || bulk != NULL);
}

static void
show_advertising (TackEditor *self)
{
  TackDraft               *first = g_ptr_array_index (self->drafts, 0);
  const char *const       *tags = tack_draft_get_product_tags (first);
  static const char *const none[] = { NULL };
  gboolean                 is_mixed = FALSE;

  tack_switch_row_show (self->ad_only, self->drafts, _ ("Only ads show it; it needs no board."));
  tack_switch_row_show (self->idea_ad, self->drafts,
                        _ ("A simplified Pin that ads may reuse as an Idea ad."));

  for (guint i = 1; i < self->drafts->len && !is_mixed; i++)
    {
      const char *const *others = tack_draft_get_product_tags (g_ptr_array_index (self->drafts, i));
      is_mixed = !g_strv_equal (tags != NULL ? tags : none, others != NULL ? others : none);
    }
  tack_tags_row_set_tags (self->tags, tags, is_mixed);
}

static void
refresh (TackEditor *self)
{
  self->refreshed_at = g_get_monotonic_time ();
  if (self->drafts->len == 0 || self->store == NULL)
    return;

  show_head (self);
  tack_finding_list_show (self->findings, self->drafts);
  tack_place_group_show (self->place, self->drafts);
  show_texts (self);
  show_pictures (self);
  show_advertising (self);
}

static gboolean
on_refresh_due (gpointer user_data)
{
  TackEditor *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* At once, but of thousands of drafts that change one after the other not with each. */
static void
queue_refresh (TackEditor *self)
{
  gint64 wait_us = self->refreshed_at + REFRESH_US - g_get_monotonic_time ();

  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add ((guint) MAX (0, wait_us / 1000), on_refresh_due, self);
}

static void
on_draft_changed (TackDraftStore *store, TackDraft *draft, const char *property, gpointer user_data)
{
  TackEditor *self = user_data;

  if (g_hash_table_contains (self->draft_set, draft))
    queue_refresh (self);
}

/* --- Editing ------------------------------------------------------------------------------- */

/* Once before every change, so that it can be undone. */
static void
begin_edit (TackEditor *self, const char *what)
{
  tack_edit_history_will_edit (self->history, self->drafts, what);
}

static void
on_text_edited (TackTextRow *row, const char *text, gpointer user_data)
{
  TackEditor *self = user_data;
  const char *property = NULL;

  for (guint i = 0; i < N_FIELDS; i++)
    if (self->text_rows[i] == row)
      property = fields[i].property;

  begin_edit (self, property);
  for (guint i = 0; i < self->drafts->len; i++)
    g_object_set (g_ptr_array_index (self->drafts, i), property, text, NULL);
}

static void
set_switch (TackEditor *self, const char *property, gboolean active)
{
  begin_edit (self, property);
  for (guint i = 0; i < self->drafts->len; i++)
    g_object_set (g_ptr_array_index (self->drafts, i), property, active, NULL);
}

static void
on_switch_edited (TackSwitchRow *row, gboolean active, gpointer user_data)
{
  set_switch (user_data, tack_switch_row_get_field (row), active);
}

static void
shrink_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_switch (TACK_EDITOR (widget), "shrink", TRUE);
}

static void
on_tags_edited (TackEditor *self, char **ids)
{
  begin_edit (self, "product-tags");
  for (guint i = 0; i < self->drafts->len; i++)
    tack_draft_set_product_tags (g_ptr_array_index (self->drafts, i), (const char *const *) ids);
}

static void
on_place_toast (TackEditor *self, const char *text)
{
  g_signal_emit (self, toast_signal, 0, text);
}

/* --- The object ---------------------------------------------------------------------------- */

static gboolean
tack_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TACK_EDITOR (widget)->scrolled));
}

static void
tack_editor_dispose (GObject *object)
{
  TackEditor *self = TACK_EDITOR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->store_signals);
  g_clear_object (&self->store);
  g_clear_object (&self->history);
  g_clear_object (&self->thumbnailer);

  G_OBJECT_CLASS (tack_editor_parent_class)->dispose (object);
}

static void
tack_editor_finalize (GObject *object)
{
  TackEditor *self = TACK_EDITOR (object);

  g_hash_table_unref (self->draft_set);
  g_ptr_array_unref (self->drafts);

  G_OBJECT_CLASS (tack_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const text_rows[N_FIELDS]
    = { "title", "description", "alt_text", "link", "note" };

  gtk_widget_class_bind_template_child (widget_class, TackEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, pile);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, heading);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, facts);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, prepared);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, findings);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, stage);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, cover);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, place);
  for (guint i = 0; i < N_FIELDS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, text_rows[i], FALSE,
                                               G_STRUCT_OFFSET (TackEditor, text_rows)
                                                 + (gssize) (i * sizeof (gpointer)));
  gtk_widget_class_bind_template_child (widget_class, TackEditor, pictures);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, keep_details);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, shrink);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, ad_only);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, idea_ad);
  gtk_widget_class_bind_template_child (widget_class, TackEditor, tags);
}

static void
tack_editor_class_init (TackEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tack_editor_dispose;
  object_class->finalize = tack_editor_finalize;
  widget_class->grab_focus = tack_editor_grab_focus;

  toast_signal = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (TACK_TYPE_COVER_CHOOSER);
  g_type_ensure (TACK_TYPE_FINDING_LIST);
  g_type_ensure (TACK_TYPE_PILE);
  g_type_ensure (TACK_TYPE_PLACE_GROUP);
  g_type_ensure (TACK_TYPE_STAGE);
  g_type_ensure (TACK_TYPE_SWITCH_ROW);
  g_type_ensure (TACK_TYPE_TAGS_ROW);
  g_type_ensure (TACK_TYPE_TEXT_ROW);
  gtk_widget_class_set_css_name (widget_class, "editor");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, TACK_FINDING_SHRINK, NULL, shrink_action);
  gtk_widget_class_bind_template_callback (widget_class, on_place_toast);
  gtk_widget_class_bind_template_callback (widget_class, on_switch_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_tags_edited);
}

static void
tack_editor_init (TackEditor *self)
{
  self->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  self->draft_set = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_object_set (self->text_rows[i], "max", fields[i].max, "advised", fields[i].advised, NULL);
      g_signal_connect_object (self->text_rows[i], "edited", G_CALLBACK (on_text_edited), self, 0);
    }
  tack_stage_set_strip (self->stage, tack_cover_chooser_get_strip (self->cover));

  self->store_signals = g_signal_group_new (TACK_TYPE_DRAFT_STORE);
  g_signal_group_connect (self->store_signals, "draft-changed", G_CALLBACK (on_draft_changed),
                          self);
}

void
tack_editor_set_context (TackEditor      *self,
                         TackDraftStore  *store,
                         TackBoardList   *boards,
                         TackEditHistory *history,
                         TackMendQueue   *mends,
                         TackThumbnailer *thumbnailer)
{
  TackMediaProxy *proxy = tack_thumbnailer_get_proxy (thumbnailer);

  g_set_object (&self->store, store);
  g_set_object (&self->history, history);
  g_set_object (&self->thumbnailer, thumbnailer);
  tack_stage_set_proxy (self->stage, proxy);
  tack_cover_chooser_set_context (self->cover, history, proxy);
  tack_finding_list_set_context (self->findings, history, mends, proxy);
  tack_place_group_set_context (self->place, boards, history);
  g_signal_group_set_target (self->store_signals, store);
}

/* Where there is nothing to be selected, nothing asks for it. */
static const char *
get_page (TackEditor *self)
{
  if (self->drafts->len > 0)
    return "drafts";

  return g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0 ? "none" : "blank";
}

/* To shape the texts of a whole form takes a third of a frame, and is done when they are measured:
 * here, and not in the frame that has to draw them, too. */
static void
shape_texts (TackEditor *self)
{
  GtkWidget *form = GTK_WIDGET (self->scrolled);
  int        width = gtk_widget_get_width (GTK_WIDGET (self));

  gtk_widget_measure (form, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (form, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (gtk_scrolled_window_get_child (self->scrolled), GTK_ORIENTATION_VERTICAL,
                      width > 0 ? width : -1, NULL, NULL, NULL, NULL);
}

void
tack_editor_set_drafts (TackEditor *self, GPtrArray *drafts)
{
  g_ptr_array_unref (self->drafts);
  self->drafts = g_ptr_array_new_full (drafts->len, g_object_unref);
  g_hash_table_remove_all (self->draft_set);
  for (guint i = 0; i < drafts->len; i++)
    {
      g_ptr_array_add (self->drafts, g_object_ref (g_ptr_array_index (drafts, i)));
      g_hash_table_add (self->draft_set, g_ptr_array_index (drafts, i));
    }

  TackDraft *draft = get_only_draft (self);
  tack_stage_set_draft (self->stage, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->stage), draft != NULL);
  tack_cover_chooser_set_draft (self->cover, draft);
  if (draft == NULL)
    tack_pile_set_drafts (self->pile, self->thumbnailer, self->drafts);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
  tack_unveil (self->stack, get_page (self));
  refresh (self);
  if (self->drafts->len > 0)
    shape_texts (self);
}
