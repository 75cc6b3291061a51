/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "api/tack-api-client.h"
#include "api/tack-board-turns.h"
#include "api/tack-rate-gate.h"

G_BEGIN_DECLS

/* What the calls of one client share. */
struct _TackApiClient
{
  GObject parent_instance;

  char           *url; /* without a final slash */
  TackAuthorizer *authorizer;
  SoupSession    *session;
  char           *ad_account_id;

  guint           deadline_ms;
  TackClock      *clock;
  TackRateGate   *gates[TACK_N_RATE_CLASSES];
  TackBoardTurns *board_turns;
};

G_END_DECLS
