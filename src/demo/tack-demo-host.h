/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-faults.h"
#include "demo/tack-demo-limits.h"
#include "demo/tack-demo-state.h"

G_BEGIN_DECLS

#define TACK_DEMO_TOKEN "pina_demo_token"

/**
 * TackDemoHost:
 * @lock: guards the others: the thread that answers holds it during each call, and other threads
 *   while they look in.
 * @state: (nullable): while the server runs.
 *
 * What the stand-in knows, and its way from a message of libsoup's to a #TackDemoCall and back.
 */
typedef struct
{
  GMutex          lock;
  TackDemoState  *state;
  TackDemoFaults *faults;
  TackDemoLimits *limits;
  guint           n_requests;
} TackDemoHost;

void tack_demo_host_init (TackDemoHost *self);
void tack_demo_host_clear (TackDemoHost *self);

/** tack_demo_host_attach: answers what comes to @server, which runs in the calling thread. */
void tack_demo_host_attach (TackDemoHost *self, SoupServer *server);

G_END_DECLS
