/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-call.h"

/* A bookmark stands for the last item of its page: the next page begins behind that id, even if
 * the item is gone by then. Its tail gives it characters that have a meaning of their own in a
 * query, as Pinterest's have: who does not escape them gets no second page. */
#define BOOKMARK_TAIL ">>>?"

static char *
make_bookmark (TackDemoEntity *last)
{
  g_autofree char *text = g_strconcat (last->id, BOOKMARK_TAIL, NULL);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

static gboolean
read_bookmark (const char *bookmark, gint64 *number)
{
  gsize              size;
  g_autofree guchar *bytes = g_base64_decode (bookmark, &size);
  g_autofree char   *text = g_strndup ((const char *) bytes, size);

  if (!g_str_has_suffix (text, BOOKMARK_TAIL))
    return FALSE;
  text[strlen (text) - strlen (BOOKMARK_TAIL)] = '\0';

  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, number, NULL);
}

/* Where a page begins: an index into the list as it is stored, oldest first. */
static int
find_start (GPtrArray *entities, TackDemoOrder order, gint64 after)
{
  if (order == TACK_DEMO_OLDEST_FIRST)
    return after == 0 ? 0 : (int) tack_demo_find_index (entities, after + 1);

  return (int) (after == 0 ? entities->len : tack_demo_find_index (entities, after)) - 1;
}

void
tack_demo_call_answer_page (TackDemoCall  *call,
                            GPtrArray     *entities,
                            TackDemoOrder  order,
                            TackDemoFilter filter,
                            TackDemoToJson to_json)
{
  const char      *bookmark = tack_demo_query_get (call->query, "bookmark");
  guint            size = tack_demo_query_get_page_size (call->query);
  int              step = order == TACK_DEMO_OLDEST_FIRST ? 1 : -1;
  gint64           after = 0;
  g_autofree char *next = NULL;
  TackDemoEntity  *last = NULL;
  JsonArray       *items;
  JsonObject      *object;

  if (bookmark != NULL && !read_bookmark (bookmark, &after))
    {
      tack_demo_call_refuse_invalid (call, "'bookmark' is not valid");
      return;
    }

  items = json_array_new ();
  for (int i = find_start (entities, order, after);
       next == NULL && i >= 0 && i < (int) entities->len; i += step)
    {
      TackDemoEntity *entity = g_ptr_array_index (entities, i);

      if (filter != NULL && !filter (call, entity))
        continue;
      if (json_array_get_length (items) == size)
        {
          next = make_bookmark (last);
          continue;
        }
      json_array_add_object_element (items, to_json (call, entity));
      last = entity;
    }

  object = json_object_new ();
  json_object_set_array_member (object, "items", items);
  json_object_set_string_member (object, "bookmark", next);
  tack_demo_call_answer (call, 200, object);
}
