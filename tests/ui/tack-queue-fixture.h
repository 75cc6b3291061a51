/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-server.h"
#include "ui/tack-job-row.h"
#include "ui/tack-queue-page.h"

/* A queue page in a window, on a real session with the stand-in, and a person's eyes and fingers.
 */

typedef struct
{
  char            *folder;
  TackDemoServer  *server;
  TackAccount     *account;
  TackSession     *session;
  TackThumbnailer *thumbnailer;
  char            *board_id;
  GtkWidget       *window;
  TackQueuePage   *page;
  TackDraft       *edited; /* nullable: of the last `edit` */
  char            *toast;  /* nullable: of the last `toast` */
} QueueFixture;

/* The page is not in its window yet: queue_show() does that. */
void queue_set_up (QueueFixture *self, gconstpointer data);

/* Nothing of the page or the session may outlive the window. */
void queue_tear_down (QueueFixture *self, gconstpointer data);

void queue_show (QueueFixture *self, int width);

/** queue_hide: takes it out again, to show it anew. */
void queue_hide (QueueFixture *self);
void queue_start (QueueFixture *self);

/** queue_add: @n drafts named “Pin 1” and so on, by the address of their picture. */
void queue_add (QueueFixture *self, guint n);

/** queue_add_file: a draft of a file, as if it had been looked at. */
void queue_add_file (QueueFixture *self, const char *path, TackMediaKind kind);

TackRunner *queue_runner (QueueFixture *self);

/** queue_job: Returns: (transfer none): the job at @index of the queue. */
TackJob *queue_job (QueueFixture *self, guint index);

/** queue_count: Returns: how many rows stand in that part of the page, before the person's eyes. */
guint queue_count (QueueFixture *self, TackJobPlace place);

/** queue_row: Returns: (transfer none) (nullable): the row at @index there. */
GtkWidget *queue_row (QueueFixture *self, TackJobPlace place, guint index);

/** queue_label: Returns: (transfer none) (nullable): a label below @widget that is to be seen and
 * contains @text. */
GtkWidget *queue_label (GtkWidget *widget, const char *text);

/** queue_says: Returns: whether a label below @widget that is to be seen contains @text. */
gboolean queue_says (GtkWidget *widget, const char *text);

/** queue_button: Returns: (transfer none) (nullable): a button below @widget that is to be seen, by
 * its text or its action. */
GtkWidget *queue_button (GtkWidget *widget, const char *name);

/** queue_press: presses it; it has to be there. */
void queue_press (GtkWidget *widget, const char *name);

/** queue_find_all: Returns: (transfer full) (element-type GtkWidget): what is to be seen of @type
 * below @widget, in order. */
GPtrArray *queue_find_all (GtkWidget *widget, GType type);

/** queue_find: Returns: (transfer none) (nullable): the first of them. */
GtkWidget *queue_find (GtkWidget *widget, GType type);

/** queue_dialog: Returns: (transfer none) (nullable): the one of @type that is open. */
GtkWidget *queue_dialog (GType type);
