/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-limits.h"

#include "base/tack-error.h"

#include <glib/gi18n-lib.h>

#define EXAMPLE "write 100/60 windows retry-after"

/* A window opens with its first call, and while it is open @max calls are taken. */
typedef struct
{
  const char *class;
  guint64  max; /* 0 for no limit */
  gint64   window_us;
  gboolean lists_windows;
  gboolean says_retry_after;
  gboolean is_spam;
  gint64   opened_us;
  guint64  used;
} Limit;

struct _TackDemoLimits
{
  Limit limits[2];
};

TackDemoLimits *
tack_demo_limits_new (void)
{
  TackDemoLimits *self = g_new0 (TackDemoLimits, 1);

  self->limits[0].class = "write";
  self->limits[1].class = "read";

  return self;
}

void
tack_demo_limits_free (TackDemoLimits *self)
{
  g_free (self);
}

/* `100/60`: so many calls in so many seconds, which may have a fraction. */
static gboolean
read_rate (const char *text, Limit *limit)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  char          *end;
  double         seconds;

  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXUINT, &limit->max, NULL))
    return FALSE;

  seconds = g_ascii_strtod (parts[1], &end);
  limit->window_us = (gint64) (CLAMP (seconds, 0, G_MAXUINT) * G_USEC_PER_SEC);

  return limit->window_us > 0 && *end == '\0';
}

static gboolean
read_word (const char *word, Limit *limit)
{
  const struct
  {
    const char *word;
    gboolean   *flag;
  } WORDS[] = {
    { "windows", &limit->lists_windows },
    { "retry-after", &limit->says_retry_after },
    { "spam", &limit->is_spam },
  };

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (WORDS[i].word, word))
      return *WORDS[i].flag = TRUE;

  return FALSE;
}

gboolean
tack_demo_limits_set (TackDemoLimits *self, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  Limit          limit = { 0 };
  Limit         *place = NULL;
  gboolean       is_good;

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (self->limits); i++)
    if (g_str_equal (self->limits[i].class, words[0]))
      place = &self->limits[i];

  is_good = place != NULL && words[1] != NULL && read_rate (words[1], &limit);
  for (guint i = 2; is_good && words[i] != NULL; i++)
    is_good = read_word (words[i], &limit);
  if (!is_good)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("Write “%s” as in “%s”."), text,
                                                EXAMPLE));
      return FALSE;
    }

  limit.class = place->class;
  *place = limit;

  return TRUE;
}

static void
set_number (SoupMessageHeaders *headers, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  soup_message_headers_replace (headers, name, text);
}

/* Pinterest writes either the number alone or, behind it, each window with its length; the second
 * window here is one that is never full. */
static char *
dup_limit (const Limit *limit)
{
  gint64 seconds = MAX (limit->window_us / G_USEC_PER_SEC, 1);

  if (!limit->lists_windows)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, limit->max);

  return g_strdup_printf ("%" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT ";w=%" G_GINT64_FORMAT
                          ";name=\"demo_%s\", %" G_GUINT64_FORMAT ";w=%" G_GINT64_FORMAT
                          ";name=\"demo_%s_total\"",
                          limit->max, limit->max, seconds, limit->class, limit->max * 1000,
                          seconds * 60, limit->class);
}

static void
set_headers (SoupMessageHeaders *headers, const Limit *limit, gint64 reset_seconds)
{
  g_autofree char *text = dup_limit (limit);

  soup_message_headers_replace (headers, "x-ratelimit-limit", text);
  set_number (headers, "x-ratelimit-remaining", (gint64) (limit->max - limit->used));
  set_number (headers, "x-ratelimit-reset", reset_seconds);
}

static gboolean
refuse (const Limit *limit, TackDemoCall *call, SoupMessageHeaders *headers, gint64 reset_seconds)
{
  if (limit->says_retry_after)
    set_number (headers, "Retry-After", reset_seconds);

  return tack_demo_call_refuse (call, 429, 8,
                                limit->is_spam
                                  ? "This action was blocked because it looks like spam."
                                  : "You have exceeded your rate limit. Try again later.");
}

gboolean
tack_demo_limits_arrive (TackDemoLimits     *self,
                         gboolean            is_read,
                         TackDemoCall       *call,
                         SoupMessageHeaders *headers)
{
  static const Limit PLENTY = { "read", 1000, 60 * G_USEC_PER_SEC, TRUE, .used = 1 };
  Limit             *limit = &self->limits[is_read ? 1 : 0];
  gint64             now_us = g_get_monotonic_time ();
  gint64             reset_seconds;
  gboolean           has_room;

  if (limit->max == 0)
    {
      set_headers (headers, &PLENTY, PLENTY.window_us / G_USEC_PER_SEC);
      return TRUE;
    }

  if (now_us >= limit->opened_us + limit->window_us)
    {
      limit->opened_us = now_us;
      limit->used = 0;
    }
  has_room = limit->used < limit->max;
  limit->used += has_room ? 1 : 0;

  /* Rounded up: who comes back then is not too early. */
  reset_seconds
    = (limit->opened_us + limit->window_us - now_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  set_headers (headers, limit, reset_seconds);

  return has_room || refuse (limit, call, headers, reset_seconds);
}
