/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-database.h"
#include "publish/tack-history-entry.h"
#include "publish/tack-job.h"

G_BEGIN_DECLS

/**
 * TackJournalEntry:
 * @position: where the job stands in the queue; of one that is there only tack_journal_move()
 *   changes it.
 * @is_returned: the draft was given back to be edited; what its tries left at Pinterest is kept.
 *
 * A job's row as plain values, for the way to and from the database thread.
 */
typedef struct
{
  char          *draft_id;
  gint64         position;
  TackStep       step;
  char          *upload; /* nullable: JSON */
  TackUploadFile upload_file;
  gint64         uploaded_at;
  char          *pin_id;  /* nullable */
  char          *pin_url; /* nullable */
  gint64         finished_at;
  GError        *error; /* nullable */
  gboolean       is_returned;

  TackHistoryEntry *published; /* nullable: what the history keeps of it */
} TackJournalEntry;

TackJournalEntry *tack_journal_entry_new (TackJob *job);
void              tack_journal_entry_free (TackJournalEntry *self);

/** tack_journal_entry_apply: gives a new @job what the entry knows. */
void tack_journal_entry_apply (const TackJournalEntry *self, TackJob *job);

/**
 * TackJournal:
 * @entries: (element-type TackJournalEntry): in the order of the queue.
 * @intents: draft's id → Unix ms (gint64): the creates of the last days that may have made a Pin,
 *   those of cleared jobs included.
 * @hold: (nullable): why nothing may begin until the person says so.
 *
 * Everything that the tables of the queue hold.
 */
typedef struct
{
  GPtrArray  *entries;
  GHashTable *intents;
  GError     *hold;
} TackJournal;

TackJournal *tack_journal_new (void);
void         tack_journal_free (TackJournal *self);

/* Each is a #TackDatabaseFunc: one transaction on the database's thread. */

/** tack_journal_read: @data: a new #TackJournal. */
gboolean tack_journal_read (sqlite3 *db, gpointer data, GError **error);

/** tack_journal_write: @data: (element-type TackJournalEntry): a published job and its entry in the
 * history are there together or not at all. */
gboolean tack_journal_write (sqlite3 *db, gpointer data, GError **error);

/** tack_journal_move: @data: (element-type TackJournalEntry): whose positions are written. */
gboolean tack_journal_move (sqlite3 *db, gpointer data, GError **error);

/** tack_journal_delete: @data: (element-type utf8): drafts' ids. */
gboolean tack_journal_delete (sqlite3 *db, gpointer data, GError **error);

/** tack_journal_write_hold: @data: (nullable): a #GError, %NULL to let go. */
gboolean tack_journal_write_hold (sqlite3 *db, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackJournalEntry, tack_journal_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackJournal, tack_journal_free)

G_END_DECLS
