/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-place-group.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "ui/tack-chooser-row.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-new-board.h"

struct _TackPlaceGroup
{
  AdwPreferencesGroup parent_instance;

  TackChooserRow *board;
  TackChooserRow *section;

  TackBoardList   *boards;
  GSignalGroup    *boards_signals;
  TackEditHistory *history;
  GPtrArray       *drafts; /* of TackDraft; nullable: none yet */
};

static guint toast_signal;

G_DEFINE_FINAL_TYPE (TackPlaceGroup, tack_place_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_board_text (gpointer item, char **detail)
{
  static const char *const privacy_names[] = {
    [TACK_PRIVACY_PUBLIC] = N_ ("Public"),
    [TACK_PRIVACY_PROTECTED] = N_ ("Protected"),
    [TACK_PRIVACY_SECRET] = N_ ("Secret"),
  };
  guint            n_pins = (guint) tack_board_get_pin_count (item);
  g_autofree char *count
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Pin", "%u Pins", n_pins), n_pins);

  *detail = g_strdup_printf ("%s · %s", _ (privacy_names[tack_board_get_privacy (item)]), count);

  return tack_board_get_name (item);
}

static const char *
get_section_text (gpointer item, char **detail)
{
  return tack_section_get_name (item);
}

static void
show_board (TackPlaceGroup *self)
{
  g_auto (TackTextValue) id = tack_draft_text_common (self->drafts, tack_draft_get_board_id);
  g_auto (TackTextValue) name = tack_draft_text_common (self->drafts, tack_draft_get_board_name);
  TackBoard             *board = tack_board_list_find (self->boards, id.text);
  g_autofree char       *detail = NULL;
  const GError          *error = tack_board_list_get_error (self->boards);
  gboolean is_optional = tack_draft_count_true (self->drafts, "ad-only") == self->drafts->len;

  if (board != NULL)
    get_board_text (board, &detail);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->board), detail != NULL ? detail : "");
  if (id.mixed != NULL)
    tack_chooser_row_set_value (self->board, _ ("Mixed"), TRUE);
  else if (*name.text != '\0')
    tack_chooser_row_set_value (self->board, name.text, FALSE);
  else
    tack_chooser_row_set_value (self->board, is_optional ? _ ("None needed") : _ ("Choose…"),
                                FALSE);

  switch (tack_board_list_get_listing (self->boards))
    {
    case TACK_LISTING_FAILED:
      tack_chooser_row_set_message (self->board, error->message);
      break;
    case TACK_LISTING_READY:
      tack_chooser_row_set_message (self->board, NULL);
      break;
    case TACK_LISTING_EMPTY:
    case TACK_LISTING_LOADING:
    default:
      tack_chooser_row_set_message (self->board, _ ("Asking Pinterest for your boards…"));
    }
}

static void
show_section (TackPlaceGroup *self)
{
  g_auto (TackTextValue) board = tack_draft_text_common (self->drafts, tack_draft_get_board_id);
  g_auto (TackTextValue) name = tack_draft_text_common (self->drafts, tack_draft_get_section_name);
  gboolean               has_board = board.mixed == NULL && *board.text != '\0';
  GListModel *sections = has_board ? tack_board_list_get_sections (self->boards, board.text) : NULL;
  gboolean    has_sections = sections != NULL && g_list_model_get_n_items (sections) > 0;

  tack_chooser_row_set_model (self->section, has_sections ? sections : NULL, get_section_text,
                              _ ("No section"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->section), has_sections);
  if (!has_board)
    tack_chooser_row_set_value (self->section, _ ("Choose one board first"), FALSE);
  else if (name.mixed != NULL)
    tack_chooser_row_set_value (self->section, _ ("Mixed"), TRUE);
  else if (*name.text != '\0')
    tack_chooser_row_set_value (self->section, name.text, FALSE);
  else if (sections == NULL)
    tack_chooser_row_set_value (self->section, "…", FALSE);
  else
    tack_chooser_row_set_value (self->section,
                                has_sections ? C_ ("section", "None") : _ ("This board has none"),
                                FALSE);
}

static void
set_board (TackPlaceGroup *self, TackBoard *board)
{
  tack_edit_history_will_edit (self->history, self->drafts, "board");
  for (guint i = 0; i < self->drafts->len; i++)
    tack_draft_set_board (g_ptr_array_index (self->drafts, i), tack_board_get_id (board),
                          tack_board_get_name (board));
}

static void
on_board_opened (TackPlaceGroup *self)
{
  if (tack_board_list_get_listing (self->boards) != TACK_LISTING_READY)
    tack_board_list_refresh (self->boards);
}

static void
on_board_chosen (TackPlaceGroup *self, TackBoard *board)
{
  set_board (self, board);
}

static void
board_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TackPlaceGroup) self = user_data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (TackBoard)      board
    = tack_new_board_run_finish (TACK_BOARD_LIST (source), result, &error);

  if (board != NULL)
    set_board (self, board);
  else if (!tack_error_is_cancelled (error))
    g_signal_emit (self, toast_signal, 0, error->message);
}

static void
on_board_new (TackPlaceGroup *self, const char *text)
{
  tack_new_board_run_async (self->boards, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            text, board_created_cb, g_object_ref (self));
}

static void
on_section_chosen (TackPlaceGroup *self, TackSection *section)
{
  tack_edit_history_will_edit (self->history, self->drafts, "section");
  for (guint i = 0; i < self->drafts->len; i++)
    tack_draft_set_section (g_ptr_array_index (self->drafts, i),
                            section != NULL ? tack_section_get_id (section) : NULL,
                            section != NULL ? tack_section_get_name (section) : NULL);
}

static void
on_boards_changed (TackPlaceGroup *self)
{
  if (self->drafts != NULL)
    tack_place_group_show (self, self->drafts);
}

static void
tack_place_group_dispose (GObject *object)
{
  TackPlaceGroup *self = TACK_PLACE_GROUP (object);

  g_clear_object (&self->boards_signals);
  g_clear_object (&self->boards);
  g_clear_object (&self->history);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);

  G_OBJECT_CLASS (tack_place_group_parent_class)->dispose (object);
}

static void
tack_place_group_class_init (TackPlaceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_place_group_dispose;

  toast_signal = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (TACK_TYPE_CHOOSER_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-place-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TackPlaceGroup, board);
  gtk_widget_class_bind_template_child (widget_class, TackPlaceGroup, section);
  gtk_widget_class_bind_template_callback (widget_class, on_board_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_board_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_board_new);
  gtk_widget_class_bind_template_callback (widget_class, on_section_chosen);
}

static void
tack_place_group_init (TackPlaceGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->boards_signals = g_signal_group_new (TACK_TYPE_BOARD_LIST);
  g_signal_group_connect_swapped (self->boards_signals, "changed", G_CALLBACK (on_boards_changed),
                                  self);
}

void
tack_place_group_set_context (TackPlaceGroup *self, TackBoardList *boards, TackEditHistory *history)
{
  g_set_object (&self->boards, boards);
  g_set_object (&self->history, history);
  g_signal_group_set_target (self->boards_signals, boards);
  tack_chooser_row_set_model (self->board, tack_board_list_get_boards (boards), get_board_text,
                              NULL);
}

void
tack_place_group_show (TackPlaceGroup *self, GPtrArray *drafts)
{
  if (self->drafts != drafts)
    {
      g_clear_pointer (&self->drafts, g_ptr_array_unref);
      self->drafts = g_ptr_array_ref (drafts);
    }
  show_board (self);
  show_section (self);
}
