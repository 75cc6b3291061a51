/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "drafts/tack-mend-queue.h"

G_BEGIN_DECLS

/* What a button does. The first two are the window's and the editor's, the others the list's. */
#define TACK_FINDING_LOOK_AGAIN "win.look-again"
#define TACK_FINDING_SHRINK "editor.shrink"
#define TACK_FINDING_CHOOSE_ANOTHER "findings.choose-another"
#define TACK_FINDING_MEND "findings.mend"
#define TACK_FINDING_MEND_ALL "findings.mend-all"
#define TACK_FINDING_TRIM_ALL "findings.trim-all"
#define TACK_FINDING_CANCEL "findings.cancel"
#define TACK_FINDING_USE_ORIGINAL "findings.use-original"

#define TACK_FINDING_BUTTONS 2

typedef struct
{
  char       *label; /* with mnemonic */
  const char *action;
  gboolean    is_suggested;
} TackFindingButton;

/**
 * TackFinding:
 *
 * What is to be said about the drafts that are edited, and what can be done about it: made of their
 * issues and of what is being converted. A value; main context.
 */
typedef struct
{
  TackSeverity      severity;
  char             *title;
  char             *message; /* nullable: a sentence */
  TackFindingButton buttons[TACK_FINDING_BUTTONS];
  guint             n_buttons;
  gboolean          has_bar; /* for how far the conversion has come */
} TackFinding;

/**
 * tack_finding_array_new:
 * @drafts: (element-type TackDraft): at least one.
 * @queue: (nullable): nothing can be converted.
 *
 * Of one draft all that needs a box; of many, only what can be done at once.
 *
 * Returns: (transfer full) (element-type TackFinding): in the order in which it is to be read.
 */
GPtrArray *tack_finding_array_new (GPtrArray *drafts, TackMendQueue *queue);

/** tack_finding_array_dup_key: Returns: (transfer full): the same for findings that look the same.
 */
char *tack_finding_array_dup_key (GPtrArray *findings);

/** tack_finding_can_mend: Returns: whether @draft can be mended with nobody being asked about it.
 */
gboolean tack_finding_can_mend (TackMendQueue *queue, TackDraft *draft);

/** tack_finding_is_too_long: Returns: whether it could be, once somebody has said which part of it
 * is kept. */
gboolean tack_finding_is_too_long (TackMendQueue *queue, TackDraft *draft);

G_END_DECLS
