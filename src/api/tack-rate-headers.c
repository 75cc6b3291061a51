/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-rate-headers.h"

#include <string.h>

/* libsoup 3.2 has no name for it. */
#define TOO_MANY_REQUESTS 429
/* Nobody asks for more; it is a time of day, or nonsense. */
#define SECONDS_MAX (7 * 24 * 3600)

/* An element of one of the lists. */
typedef struct
{
  gint64 value;
  gint64 window_s; /* 0: a plain number, which is the window nearest to its end */
} Element;

static gint64
parse_number (const char *text)
{
  char  *end;
  gint64 number = text != NULL ? g_ascii_strtoll (text, &end, 10) : -1;

  return text != NULL && end != text && number >= 0 ? number : -1;
}

/* Quotes may hold commas and semicolons, which libsoup knows. */
static GArray *
parse_list (const char *header)
{
  GArray *elements = g_array_new (FALSE, FALSE, sizeof (Element));
  GSList *items = header != NULL ? soup_header_parse_list (header) : NULL;

  for (GSList *item = items; item != NULL; item = item->next)
    {
      GHashTable *params = soup_header_parse_semi_param_list (item->data);
      Element     element = { .value = parse_number (item->data) };

      element.window_s = MAX (parse_number (g_hash_table_lookup (params, "w")), 0);
      if (element.value >= 0)
        g_array_append_val (elements, element);
      soup_header_free_param_list (params);
    }
  soup_header_free_list (items);

  return elements;
}

static gint64
find_value (GArray *elements, gint64 window_s)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_array_index (elements, Element, i).window_s == window_s)
      return g_array_index (elements, Element, i).value;

  return -1;
}

/* A plain limit is the one of a window in its list, where it has any. */
static gint64
find_window (GArray *limits, gint64 limit)
{
  for (guint i = 0; i < limits->len; i++)
    {
      Element element = g_array_index (limits, Element, i);

      if (element.value == limit && element.window_s > 0)
        return element.window_s;
    }

  return -1;
}

static gint64
seconds_to_ms (gint64 seconds)
{
  return seconds < 0 || seconds > SECONDS_MAX ? -1 : seconds * 1000;
}

GArray *
tack_rate_headers_parse (SoupMessageHeaders *headers)
{
  GArray            *windows = g_array_new (FALSE, FALSE, sizeof (TackRateWindow));
  g_autoptr (GArray) limits
    = parse_list (soup_message_headers_get_list (headers, "x-ratelimit-limit"));
  g_autoptr (GArray) remainings
    = parse_list (soup_message_headers_get_list (headers, "x-ratelimit-remaining"));
  g_autoptr (GArray) resets
    = parse_list (soup_message_headers_get_list (headers, "x-ratelimit-reset"));

  for (guint i = 0; i < remainings->len; i++)
    {
      Element        element = g_array_index (remainings, Element, i);
      gint64         limit = find_value (limits, element.window_s);
      gint64         reset_s = find_value (resets, element.window_s);
      TackRateWindow window = { limit, element.value, -1 };

      if (reset_s < 0)
        reset_s = element.window_s > 0 ? element.window_s : find_window (limits, limit);
      window.reset_ms = seconds_to_ms (reset_s);
      g_array_append_val (windows, window);
    }

  return windows;
}

/* Seconds, or the date of RFC 9110. */
static gint64
parse_retry_after (const char *value, gint64 unix_ms)
{
  if (value == NULL)
    return -1;

  gint64 seconds = parse_number (value);
  if (seconds >= 0 || *value == '-')
    return seconds_to_ms (seconds);

  g_autoptr (GDateTime) date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return -1;

  return seconds_to_ms (MAX (g_date_time_to_unix (date) - unix_ms / 1000, 0));
}

gint64
tack_rate_headers_get_retry_after_ms (SoupMessageHeaders *headers, guint status, gint64 unix_ms)
{
  gint64 wait_ms
    = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"), unix_ms);
  if (wait_ms >= 0 || status != TOO_MANY_REQUESTS)
    return wait_ms;

  /* All that is used up has to come back. With something left in every window, none of them is why.
   */
  g_autoptr (GArray) windows = tack_rate_headers_parse (headers);
  for (guint i = 0; i < windows->len; i++)
    if (g_array_index (windows, TackRateWindow, i).remaining == 0)
      wait_ms = MAX (wait_ms, g_array_index (windows, TackRateWindow, i).reset_ms);
  if (windows->len > 0)
    return wait_ms;

  g_autoptr (GArray) resets
    = parse_list (soup_message_headers_get_list (headers, "x-ratelimit-reset"));
  return seconds_to_ms (find_value (resets, 0));
}
