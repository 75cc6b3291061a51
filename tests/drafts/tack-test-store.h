/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-draft-store.h"

/* What the tests of drafts and of publishing share: stores in the test's private home, drafts with
 * everything filled in, small real pictures. All results are (transfer full) unless said. */

/** tack_test_init_media: lets the running process look at files; in main(), after g_test_init(). */
void tack_test_init_media (void);

/** tack_test_dup_dir: a folder of the running case's own; made when missing. */
char *tack_test_dup_dir (const char *name);

/** tack_test_open: opens the store in @dir; fails the test when that fails. */
TackDatabase *tack_test_open (const char *dir);

/** tack_test_open_error: Returns: why the store in @dir cannot be opened. */
GError *tack_test_open_error (const char *dir);

/** tack_test_load: the drafts of @database, loaded. */
TackDraftStore *tack_test_load (TackDatabase *database);

/** tack_test_flush: waits until all changes are on disk. Returns: whether they are. */
gboolean tack_test_flush (TackDraftStore *store);

/** tack_test_run: runs @func on the database's thread and waits for it. */
gboolean tack_test_run (TackDatabase    *database,
                        TackDatabaseFunc func,
                        gpointer         data,
                        GError         **error);

/** tack_test_exec: runs @sql, which has to succeed. */
void tack_test_exec (TackDatabase *database, const char *sql);

/** tack_test_query_int: the first column of the first row of @sql. */
gint64 tack_test_query_int (TackDatabase *database, const char *sql);

/** tack_test_write_picture: writes a PNG of that size, 2:3 and large enough to please. */
GFile *tack_test_write_picture (const char *dir, const char *name);

/** tack_test_draft_new: a draft that is ready: a picture of no file, a board, a text. */
TackDraft *tack_test_draft_new (const char *title);

/**
 * tack_test_slide_new:
 * @name: of a file that is nowhere, a video where it ends in .mp4; or an address.
 *
 * A slide that has been looked at.
 */
TackSlide *tack_test_slide_new (const char *name, int width, int height);

/** tack_test_slides_new: slides of one size. @names: with blanks between them. */
GPtrArray *tack_test_slides_new (const char *names);

/** tack_test_draft_fill: sets every editable value to one that is not its default. */
void tack_test_draft_fill (TackDraft *draft);

/** tack_test_assert_same_drafts: asserts that both hold the same values, `queued` included. */
void tack_test_assert_same_drafts (TackDraft *a, TackDraft *b);

/** tack_test_list: an array of the drafts given, up to a %NULL. */
GPtrArray *tack_test_list (TackDraft *first, ...) G_GNUC_NULL_TERMINATED;

/** tack_test_has_issue: whether @draft has an issue of that code. */
gboolean tack_test_has_issue (TackDraft *draft, const char *code);
