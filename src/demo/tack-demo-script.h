/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-faults.h"
#include "demo/tack-demo-limits.h"

G_BEGIN_DECLS

/**
 * tack_demo_script_load:
 * @path: a file as tack_demo_server_load_faults() has it.
 * @error: `TACK_ERROR_FIX`: the file and the line, and what is wrong there. The lines before it are
 *   in force by then.
 *
 * Reads a file of faults and limits into @faults and @limits.
 */
gboolean tack_demo_script_load (const char     *path,
                                TackDemoFaults *faults,
                                TackDemoLimits *limits,
                                GError        **error);

G_END_DECLS
