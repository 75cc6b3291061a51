/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TackFileChoice:
 * @TACK_CHOOSE_MEDIA: any number of pictures and videos.
 * @TACK_CHOOSE_ANOTHER: one picture or video, in place of another.
 * @TACK_CHOOSE_PICTURE: one picture, for a cover.
 * @TACK_CHOOSE_FOLDER: one folder.
 * @TACK_CHOOSE_CSV: where to write a table to.
 */
typedef enum
{
  TACK_CHOOSE_MEDIA,
  TACK_CHOOSE_ANOTHER,
  TACK_CHOOSE_PICTURE,
  TACK_CHOOSE_FOLDER,
  TACK_CHOOSE_CSV,
} TackFileChoice;

/**
 * TackFilesFunc:
 * @files: (element-type GFile): at least one.
 */
typedef void (*TackFilesFunc) (GPtrArray *files, gpointer user_data);

/**
 * tack_file_chooser_open:
 * @parent: the window it belongs to; when that goes, so does the dialog.
 * @beside: (nullable): a file in whose folder the person looks first.
 * @func: called once if the person chose something, never after @object is gone.
 * @object: handed to @func.
 *
 * The platform's own file dialog (the portal's in Flatpak), which lives here because its class
 * changes with GTK 4.10.
 */
void tack_file_chooser_open (GtkWindow     *parent,
                             TackFileChoice choice,
                             GFile         *beside,
                             TackFilesFunc  func,
                             GObject       *object);

G_END_DECLS
