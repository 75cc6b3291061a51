/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-faults.h"

#include "demo/tack-demo-routes.h"

#include "base/tack-error.h"

#include <glib/gi18n-lib.h>

/* Counted from the start of the server, both ends included. */
typedef struct
{
  char          *operation;
  guint64        from;
  guint64        to;
  TackDemoFault *fault;
} Entry;

struct _TackDemoFaults
{
  GHashTable *counts;
  GPtrArray  *entries;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->operation);
  tack_demo_fault_free (entry->fault);
  g_free (entry);
}

TackDemoFaults *
tack_demo_faults_new (void)
{
  TackDemoFaults *self = g_new0 (TackDemoFaults, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

void
tack_demo_faults_free (TackDemoFaults *self)
{
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static gboolean
read_number (const char *text, guint64 *number)
{
  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, number, NULL);
}

static gboolean
read_range (const char *text, guint64 *from, guint64 *to)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);

  *from = 1;
  *to = G_MAXUINT;
  if (g_str_equal (text, "*"))
    return TRUE;
  if (ends[0] == NULL || !read_number (ends[0], from))
    return FALSE;
  if (ends[1] == NULL)
    *to = *from;

  return ends[1] == NULL || *ends[1] == '\0' || (read_number (ends[1], to) && *from <= *to);
}

gboolean
tack_demo_faults_add (TackDemoFaults *self,
                      const char     *operation,
                      const char     *nth,
                      const char     *fault,
                      GError        **error)
{
  guint          count = tack_demo_faults_count (self, operation);
  guint64        from;
  guint64        to;
  TackDemoFault *parsed;
  Entry         *entry;

  if (!tack_demo_is_operation (operation))
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("There is no operation “%s”."),
                                                operation));
      return FALSE;
    }
  if (!read_range (nth, &from, &to))
    {
      g_propagate_error (error,
                         tack_error_new (TACK_ERROR_FIX, _ ("Write “%s” as in “%s”."), nth, "2-4"));
      return FALSE;
    }
  parsed = tack_demo_fault_new (fault, error);
  if (parsed == NULL)
    return FALSE;

  entry = g_new (Entry, 1);
  *entry = (Entry){ g_strdup (operation), count + from, count + to, parsed };
  g_ptr_array_add (self->entries, entry);

  return TRUE;
}

guint
tack_demo_faults_count (TackDemoFaults *self, const char *operation)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, operation));
}

const TackDemoFault *
tack_demo_faults_arrive (TackDemoFaults *self, const char *operation)
{
  guint count = tack_demo_faults_count (self, operation) + 1;

  g_hash_table_replace (self->counts, g_strdup (operation), GUINT_TO_POINTER (count));
  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (entry->from <= count && count <= entry->to && g_str_equal (entry->operation, operation))
        return entry->fault;
    }

  return NULL;
}
