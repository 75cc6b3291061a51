/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-server.h"
#include "tack-ui-eyes.h"
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
