/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "ui/tack-edit-history.h"

/* What the widgets' tests share: a window to stand in, files to show, and eyes. */

/** ui_window_new: Returns: (transfer none): a shown window with @child, which fills it. */
GtkWidget *ui_window_new (GtkWidget *child, int width, int height);

/** ui_window_close: destroys @window, and sees that @child, which it held alone, is gone with it.
 */
void ui_window_close (GtkWidget *window, GtkWidget *child);

/** ui_pixel: Returns: 0xRRGGBBAA at (@x, @y), parts of the width and height of @widget as drawn. */
guint32 ui_pixel (GtkWidget *widget, double x, double y);

/** ui_draw: Returns: (transfer full) (nullable): @widget as it would be drawn now. */
GdkTexture *ui_draw (GtkWidget *widget);

/** ui_folder_remove: removes a folder and all that is in it. */
void ui_folder_remove (const char *path);

/** ui_files_remove: removes the files made by the calls below. */
void ui_files_remove (void);

/** ui_picture_new: Returns: (transfer full): a PNG of one colour, 0xRRGGBBAA. */
GFile *ui_picture_new (const char *name, int width, int height, guint32 color);

/** ui_video_new: Returns: (transfer full): four seconds of 96 × 160, red, then green, then blue,
 * then white. */
GFile *ui_video_new (const char *name);

/** ui_has_encoder: Returns: whether this machine can encode H.264. */
gboolean ui_has_encoder (void);

/** ui_is_red: Returns: whether a pixel of such a video is of its first second. */
static inline gboolean
ui_is_red (guint32 pixel)
{
  return pixel >> 24 > 0xd0 && (pixel >> 16 & 0xff) < 0x30 && (pixel >> 8 & 0xff) < 0x30;
}

/** ui_is_blue: Returns: whether a pixel of such a video is of its third second. */
static inline gboolean
ui_is_blue (guint32 pixel)
{
  return pixel >> 24 < 0x30 && (pixel >> 16 & 0xff) < 0x30 && (pixel >> 8 & 0xff) > 0xd0;
}

/** ui_draft_new: Returns: (transfer full): a draft of @file as if it had been looked at. */
TackDraft *ui_draft_new (GFile *file, TackMediaKind kind);

/** ui_find_controller: Returns: (transfer none): the controller of that type that @widget has. */
gpointer ui_find_controller (GtkWidget *widget, GType type);

/** ui_find_widget: Returns: (transfer none) (nullable): the first widget of a type that is @widget
 * or below it, as a person would find it on the screen. */
gpointer ui_find_widget (GtkWidget *widget, GType type);

/** ui_count: for a signal whose number of emissions matters; connected swapped. */
void ui_count (guint *n);

/** ui_press: a key press as GTK carries it out once @widget has the focus. */
void ui_press (GtkWidget *widget, guint key, GdkModifierType modifiers);

/** ui_dup_marked: Returns: (transfer full) (nullable): the entry with the mark in the menu of a
 * GtkMenuButton. */
char *ui_dup_marked (GtkWidget *button);

/**
 * UiStore:
 *
 * A store of drafts with its edit history, for widgets that edit.
 */
typedef struct
{
  char            *dir;
  TackDatabase    *database;
  TackDraftStore  *drafts;
  TackEditHistory *history;
} UiStore;

void ui_store_open (UiStore *self);
void ui_store_close (UiStore *self);
void ui_store_add (UiStore *self, TackDraft *draft);
void ui_store_undo (UiStore *self);

/* The tests of each widget. */
void ui_add_thumb_tests (void);
void ui_add_welcome_tests (void);
void ui_add_cover_chooser_tests (void);
void ui_add_cover_strip_tests (void);
void ui_add_finding_tests (void);
void ui_add_label_tests (void);
void ui_add_stage_tests (void);
void ui_add_trim_strip_tests (void);
void ui_add_mend_dialog_tests (void);
void ui_add_unveil_tests (void);
void ui_add_wrap_layout_tests (void);
