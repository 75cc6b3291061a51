/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-history-row.h"

#include <glib/gi18n-lib.h>

#include "base/tack-human.h"
#include "ui/tack-thumb.h"

struct _TackHistoryRow
{
  GtkBox parent_instance;

  TackThumb *thumb;
  GtkLabel  *title;
  GtkLabel  *place;
  GtkLabel  *source;
  GtkWidget *open;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (TackHistoryRow, tack_history_row, GTK_TYPE_BOX)

/* The small picture that was kept, else the file as it is now: what a thumb shows is a draft's. */
static TackDraft *
dup_picture (TackHistory *history, TackHistoryEntry *entry)
{
  g_autoptr (GFile)         kept = tack_history_dup_thumbnail (history, entry);
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  gboolean                  is_kept = g_file_query_exists (kept, NULL);
  GFile                    *file = is_kept ? kept : tack_history_entry_get_file (entry);
  gboolean                  is_video = !is_kept && tack_history_entry_is_video (entry);

  if (file == NULL)
    return NULL;

  TackDraft *draft = tack_draft_new (file);
  info->kind = is_video ? TACK_MEDIA_VIDEO : TACK_MEDIA_IMAGE;
  tack_draft_set_info (draft, info);

  return draft;
}

/* “Ceramics · Vases · 24 November 2026, 21:40” */
static char *
dup_place (TackHistoryEntry *entry)
{
  const char           *board = tack_history_entry_get_board_name (entry);
  const char           *section = tack_history_entry_get_section_name (entry);
  g_autoptr (GDateTime) published_at
    = g_date_time_new_from_unix_local (tack_history_entry_get_published_at (entry) / 1000);
  /* Translators: day and time of a Pin’s publication, for strftime */
  g_autofree char *when = g_date_time_format (published_at, _ ("%-e %B %Y, %H:%M"));

  if (board == NULL)
    board = _ ("Ad-only Pin");
  if (section == NULL)
    return g_strjoin (" · ", board, when, NULL);

  return g_strjoin (" · ", board, section, when, NULL);
}

static char *
dup_source (TackHistoryEntry *entry)
{
  GFile *file = tack_history_entry_get_file (entry);

  return file != NULL ? tack_human_file (file)
                      : g_strdup (tack_history_entry_get_image_url (entry));
}

static void
set_button (GtkWidget *button, const char *format, const char *name, const char *url)
{
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), format, name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", url);
  gtk_widget_set_visible (button, *url != '\0');
}

static void
tack_history_row_dispose (GObject *object)
{
  TackHistoryRow *self = TACK_HISTORY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TACK_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (tack_history_row_parent_class)->dispose (object);
}

static void
tack_history_row_class_init (TackHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_history_row_dispose;

  g_type_ensure (TACK_TYPE_THUMB);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/tackboard/Tackboard/tack-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, thumb);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, title);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, place);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, source);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, open);
  gtk_widget_class_bind_template_child (widget_class, TackHistoryRow, copy);
}

static void
tack_history_row_init (TackHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tack_history_row_new (void)
{
  return g_object_new (TACK_TYPE_HISTORY_ROW, NULL);
}

void
tack_history_row_set_entry (TackHistoryRow   *self,
                            TackHistory      *history,
                            TackThumbnailer  *thumbnailer,
                            TackHistoryEntry *entry)
{
  if (entry == NULL)
    {
      tack_thumb_set_draft (self->thumb, NULL, NULL);
      return;
    }

  g_autoptr (TackDraft) picture = dup_picture (history, entry);
  g_autofree char      *name = tack_history_entry_dup_name (entry);
  g_autofree char      *place = dup_place (entry);
  g_autofree char      *source = dup_source (entry);
  g_autofree char      *all = g_strjoin ("\n", name, place, source, NULL);
  const char           *url = tack_history_entry_get_pin_url (entry);

  tack_thumb_set_draft (self->thumb, picture != NULL ? thumbnailer : NULL, picture);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->source, source != NULL ? source : "");
  /* A Pin without a title is called like its file already. */
  gtk_widget_set_visible (GTK_WIDGET (self->source), source != NULL && !g_str_equal (source, name));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  set_button (self->open, _ ("Open in the browser"), name, url);
  set_button (self->copy, _ ("Copy the link"), name, url);
}
