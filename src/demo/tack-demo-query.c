/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-query.h"

#include "demo/tack-demo-check.h"

#include "base/tack-limits.h"

#define AD_ACCOUNT_ID_MAX 18
#define CREATIVE_TYPES                                                                             \
  "REGULAR VIDEO SHOPPING CAROUSEL MAX_VIDEO SHOP_THE_PIN COLLECTION IDEA SHOWCASE QUIZ COLLAGE "  \
  "MAX_WIDTH_REGULAR_COLLECTION MAX_WIDTH_VIDEO_COLLECTION"

/* Every parameter of the contract, one rule each: they mean the same wherever they occur. */
static const TackDemoRule PARAMETERS[] = {
  { "ad_account_id", TACK_DEMO_DIGITS, TACK_DEMO_OPTIONAL, AD_ACCOUNT_ID_MAX },
  { "bookmark", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, NULL, 1 },
  { "creative_types", TACK_DEMO_ARRAY, TACK_DEMO_OPTIONAL, 0, CREATIVE_TYPES },
  { "include_protected_pins", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "true false" },
  { "page_size", TACK_DEMO_COUNT, TACK_DEMO_OPTIONAL, TACK_PAGE_SIZE_MAX, NULL, 1 },
  { "pin_filter", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0,
    "exclude_native exclude_repins has_been_promoted" },
  { "pin_metrics", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "true false" },
  { "pin_type", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0, "PRIVATE" },
  { "privacy", TACK_DEMO_TEXT, TACK_DEMO_OPTIONAL, 0,
    "ALL PUBLIC PROTECTED SECRET PUBLIC_AND_SECRET" },
};

struct _TackDemoQuery
{
  GHashTable *values; /* name → GPtrArray of what stood there, in order */
  gboolean    is_broken;
};

TackDemoQuery *
tack_demo_query_new (const char *text)
{
  TackDemoQuery     *self = g_new0 (TackDemoQuery, 1);
  GUriParamsIter     iter;
  char              *name;
  char              *value;
  g_autoptr (GError) error = NULL;

  self->values
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (text == NULL || *text == '\0')
    return self;

  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      GPtrArray *values = g_hash_table_lookup (self->values, name);

      if (values == NULL)
        {
          values = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (self->values, g_strdup (name), values);
        }
      g_ptr_array_add (values, value);
      g_free (name);
    }
  self->is_broken = error != NULL;

  return self;
}

void
tack_demo_query_free (TackDemoQuery *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

static const TackDemoRule *
find_parameter (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (PARAMETERS); i++)
    if (g_str_equal (PARAMETERS[i].name, name))
      return &PARAMETERS[i];

  return NULL;
}

static char *
check_values (const TackDemoRule *rule, GPtrArray *values)
{
  /* Only a list is said by repeating its name; of two single values one would be lost. */
  if (values->len > 1 && rule->type != TACK_DEMO_ARRAY)
    return g_strdup_printf ("'%s' is given twice", rule->name);

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      char       *why = NULL;

      if (rule->type != TACK_DEMO_COUNT)
        why = tack_demo_check_text (rule, value);
      else if (!g_ascii_string_to_unsigned (value, 10, rule->min, rule->max, NULL, NULL))
        why = g_strdup_printf ("'%s' must be from %u to %u", rule->name, rule->min, rule->max);
      if (why != NULL)
        return why;
    }

  return NULL;
}

/* The contract is silent about parameters it does not name, and Pinterest ignores them. Here they
 * are refused: a parameter with a slip in its name, or at a call that does not take it, would
 * otherwise do nothing for ever. */
char *
tack_demo_query_check (TackDemoQuery *self, const char *names)
{
  g_auto (GStrv) known = g_strsplit (names, " ", -1);
  GHashTableIter iter;
  gpointer       name;
  gpointer       values;

  if (self->is_broken)
    return g_strdup ("the query is not well-formed");

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &values))
    {
      char *why = g_strv_contains ((const char *const *) known, name)
                    ? check_values (find_parameter (name), values)
                    : g_strdup_printf ("there is no parameter '%.40s' here", (char *) name);

      if (why != NULL)
        return why;
    }

  return NULL;
}

const char *
tack_demo_query_get (TackDemoQuery *self, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (self->values, name);

  return values == NULL ? NULL : g_ptr_array_index (values, 0);
}

gboolean
tack_demo_query_is_true (TackDemoQuery *self, const char *name)
{
  return g_strcmp0 (tack_demo_query_get (self, name), "true") == 0;
}

gboolean
tack_demo_query_allows (TackDemoQuery *self, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (self->values, name);

  return values == NULL || g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL);
}

guint
tack_demo_query_get_page_size (TackDemoQuery *self)
{
  const char *text = tack_demo_query_get (self, "page_size");

  return text == NULL ? TACK_PAGE_SIZE_DEFAULT : (guint) g_ascii_strtoull (text, NULL, 10);
}
