/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-pins.h"
#include "demo/tack-demo-routes.h"

#include "base/tack-json.h"

/* What is beside the API: the pictures, and the two pages that the program opens in a browser. */

void
tack_demo_show_picture (TackDemoCall *call)
{
  TackDemoPin   *pin = tack_demo_call_find_pin (call, call->ids[0]);
  TackDemoImage *image;
  guint64        index;

  if (pin == NULL)
    return;

  index = call->ids[1] == NULL ? pin->cover : g_ascii_strtoull (call->ids[1], NULL, 10);
  image = index < pin->images->len ? g_ptr_array_index (pin->images, index) : NULL;
  if (image == NULL || image->picture == NULL)
    {
      tack_demo_call_refuse (call, 404, 404, "Picture not found.");
      return;
    }
  call->status = 200;
  call->answer = g_bytes_ref (image->picture->bytes);
  call->answer_type = image->picture->content_type;
}

static void
answer_page (TackDemoCall *call, const char *page)
{
  call->status = 200;
  call->answer = g_bytes_new (page, strlen (page));
  call->answer_type = "text/html; charset=utf-8";
}

/* Where a person looks whether a Pin is there: the newest first. */
void
tack_demo_show_profile_page (TackDemoCall *call)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
                                           "<title>" TACK_DEMO_USERNAME "</title></head><body>"
                                           "<h1>" TACK_DEMO_USERNAME "</h1><ul>");

  for (guint i = call->state->pins->len; i > 0; i--)
    {
      TackDemoPin     *pin = g_ptr_array_index (call->state->pins, i - 1);
      const char      *title = tack_json_get_string (pin->fields, "title");
      g_autofree char *item
        = g_markup_printf_escaped ("<li><a href=\"/pin/%s/\">%s</a> (%s)</li>", pin->entity.id,
                                   title == NULL ? "Pin" : title, pin->board->name);
      g_string_append (page, item);
    }

  g_string_append (page, "</ul></body></html>\n");
  answer_page (call, page->str);
}

void
tack_demo_show_pin_page (TackDemoCall *call)
{
  TackDemoPin     *pin = tack_demo_call_find_pin (call, call->ids[0]);
  g_autofree char *url = NULL;
  g_autofree char *page = NULL;
  const char      *title;
  const char      *text;

  if (pin == NULL)
    return;

  title = tack_json_get_string (pin->fields, "title");
  text = tack_json_get_string (pin->fields, "description");
  url = tack_demo_pin_dup_picture_url (call->state, pin);
  page = g_markup_printf_escaped (
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>%s</title></head><body>"
    "<h1>%s</h1><p><img src=\"%s\" alt=\"\" width=\"400\"></p><p>%s</p><p>%s</p></body></html>\n",
    title == NULL ? "Pin" : title, title == NULL ? "Pin" : title, url, text == NULL ? "" : text,
    pin->board->name);
  answer_page (call, page);
}
