/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "publish/tack-journal.h"
#include "publish/tack-queue.h"

G_BEGIN_DECLS

/* What the model (tack-queue.c), its journal (tack-queue-journal.c) and its order
 * (tack-queue-order.c) share. */

struct _TackQueue
{
  GObject parent_instance;

  TackDraftStore *drafts;
  GListStore     *jobs;
  gint64          next_position;
  GHashTable     *returned; /* draft's id → TackJob: given back to be edited */
  GHashTable     *intents;  /* draft's id → gint64: Unix ms of a create of the last days */
  GError         *hold;     /* nullable */

  GHashTable *unwritten; /* set of drafts' ids: what could not be written of their jobs */
};

/* Writes that nobody waits for. What cannot be written, as when the disk is full, is written when
 * the database can again. */

/** tack_queue_write_added: @jobs: (element-type TackJob): new ones, with their places. */
void tack_queue_write_added (TackQueue *self, GPtrArray *jobs);

/** tack_queue_write_moved: @jobs: (element-type TackJob): whose places are others now. */
void tack_queue_write_moved (TackQueue *self, GPtrArray *jobs);

/** tack_queue_write_removed: @ids: (element-type utf8): of drafts whose jobs are gone from the
 * list; of one that is `returned` what its tries left behind is kept. */
void tack_queue_write_removed (TackQueue *self, GPtrArray *ids);

/** tack_queue_write_unwritten: the database can be written again. */
void tack_queue_write_unwritten (TackQueue *self);

/** tack_queue_tell_published: @entry: written just now. */
void tack_queue_tell_published (TackQueue *self, TackHistoryEntry *entry);

G_END_DECLS
