/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ui/tack-window.h"

#include "media/tack-inspector.h"
#include "media/tack-thumbnailer.h"
#include "ui/tack-account-chip.h"
#include "ui/tack-compose-page.h"
#include "ui/tack-cover-chooser.h"
#include "ui/tack-edit-history.h"
#include "ui/tack-inhibitor.h"
#include "ui/tack-queue-page.h"

G_BEGIN_DECLS

/* What the window's three files share: tack-window.c (the object, its header and its drafts),
 * tack-window-files.c (the ways in) and tack-window-closing.c (the way out). */

#define TACK_WINDOW_TOAST_SECONDS 5

struct _TackWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay      *toasts;
  GtkDropTarget        *drop_target;
  AdwViewSwitcherTitle *switcher_title;
  GtkWidget            *back;
  GtkWidget            *add;
  GtkWidget            *history_buttons;
  TackAccountChip      *chip;
  GtkButton            *publish;
  GtkStack             *stack;
  AdwViewStack         *pages;
  TackComposePage      *compose;
  TackQueuePage        *queue;
  AdwStatusPage        *error_page;
  GtkWidget            *publish_bar;
  GtkLabel             *publish_line;
  GtkButton            *publish_below;
  AdwViewSwitcherBar   *switcher_bar;

  TackCoverChooser *drop_chooser; /* weak, nullable: files hover over its strip */

  TackSession     *session; /* nullable: not open yet */
  TackInspector   *inspector;
  TackThumbnailer *thumbnailer;
  TackEditHistory *history;        /* nullable, as the session */
  TackMendQueue   *mends;          /* nullable, likewise */
  TackInhibitor   *inhibitor;      /* nullable, likewise */
  GCancellable    *cancellable;    /* of looking at files */
  GPtrArray       *early_files;    /* of GFile: came before the session */
  guint            n_intakes;      /* under way */
  gboolean         unselects_rest; /* the last of them has added nothing yet */
  GtkWindow       *quit_dialog;    /* nullable */
  guint            n_closing;      /* 1: flushing, 2: may go */
  guint            header_id;      /* idle */
  gboolean         is_narrow;
};

/** tack_window_files_class_init: installs the actions and template callbacks of the ways in. */
void tack_window_files_class_init (GtkWidgetClass *widget_class);
void tack_window_files_init (TackWindow *self);

/** tack_window_files_start: the session is there: takes the files that came before it. */
void tack_window_files_start (TackWindow *self);

void tack_window_closing_class_init (GtkWindowClass *window_class);

/** tack_window_closing_init: as large as it was the last time. */
void tack_window_closing_init (TackWindow *self);

/** tack_window_closing_start: the session is there: ends with its queue when in the background. */
void tack_window_closing_start (TackWindow *self);

G_END_DECLS
