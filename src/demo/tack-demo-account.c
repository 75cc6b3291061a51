/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-routes.h"

void
tack_demo_get_account (TackDemoCall *call)
{
  TackDemoState *state = call->state;
  const struct
  {
    const char *name;
    const char *value;
  } TEXTS[] = {
    { "id", "2783136121146311751" },
    { "username", TACK_DEMO_USERNAME },
    { "account_type", "BUSINESS" },
    { "business_name", "Marlene Makes" },
    { "about", "Clay, soup and paper" },
    { "profile_image", "" },
    { "website_url", "" },
  };
  const struct
  {
    const char *name;
    gint64      value;
  } COUNTS[] = {
    { "board_count", state->n_boards_elsewhere + state->boards->len },
    { "pin_count", state->n_pins_elsewhere + state->pins->len },
    { "follower_count", 0 },
    { "following_count", 0 },
    { "monthly_views", 0 },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    json_object_set_string_member (object, TEXTS[i].name, TEXTS[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    json_object_set_int_member (object, COUNTS[i].name, COUNTS[i].value);
  tack_demo_call_answer (call, 200, object);
}
