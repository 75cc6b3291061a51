/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* What every test needs, and nothing else. */

/**
 * tack_test_wait_until:
 *
 * Runs the main context until @condition holds; fails the test after a time no healthy run needs.
 * Never a sleep: a test is as quick as what it waits for.
 */
#define tack_test_wait_until(condition)                                                            \
  G_STMT_START                                                                                     \
    {                                                                                              \
      gint64 tack_deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                        \
      while (!(condition))                                                                         \
        {                                                                                          \
          if (g_get_monotonic_time () > tack_deadline)                                             \
            g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);             \
          if (!g_main_context_iteration (NULL, FALSE))                                             \
            g_usleep (500);                                                                        \
        }                                                                                          \
    }                                                                                              \
  G_STMT_END

/** tack_test_store_result: a GAsyncReadyCallback that keeps the result in a `GAsyncResult *`
 * variable. */
static inline void
tack_test_store_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/** tack_test_wait_result: waits for what tack_test_store_result() stores. */
#define tack_test_wait_result(slot) tack_test_wait_until ((slot) != NULL)

/* GStreamer warns of races between its own threads when a pipeline is stopped early. A warning of
 * ours still ends the test. */
static inline gboolean
tack_test_is_fatal (const char    *domain,
                    GLogLevelFlags level,
                    const char    *message,
                    gpointer       user_data)
{
  return g_strcmp0 (domain, "GStreamer") != 0 || (level & G_LOG_LEVEL_ERROR) != 0;
}

/** tack_test_allow_gst_warnings: call it first in a case that stops pipelines. */
static inline void
tack_test_allow_gst_warnings (void)
{
  g_test_log_set_fatal_handler (tack_test_is_fatal, NULL);
}
