/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-routes.h"

#define PAGED " bookmark page_size"
#define ACTING "ad_account_id"

static const TackDemoRoute ROUTES[] = {
  { "GET", "/v5/user_account", "user_account/get", ACTING, tack_demo_get_account },

  { "GET", "/v5/boards", "boards/list", ACTING " privacy" PAGED, tack_demo_list_boards },
  { "POST", "/v5/boards", "boards/create", ACTING, tack_demo_create_board },
  { "GET", "/v5/boards/{}", "boards/get", ACTING, tack_demo_get_board },
  { "PATCH", "/v5/boards/{}", "boards/update", ACTING, tack_demo_update_board },
  { "DELETE", "/v5/boards/{}", "boards/delete", ACTING, tack_demo_delete_board },
  { "GET", "/v5/boards/{}/pins", "boards/list_pins", ACTING " creative_types pin_metrics" PAGED,
    tack_demo_list_board_pins },

  { "GET", "/v5/boards/{}/sections", "board_sections/list", ACTING PAGED, tack_demo_list_sections },
  { "POST", "/v5/boards/{}/sections", "board_sections/create", ACTING, tack_demo_create_section },
  { "PATCH", "/v5/boards/{}/sections/{}", "board_sections/update", ACTING,
    tack_demo_update_section },
  { "DELETE", "/v5/boards/{}/sections/{}", "board_sections/delete", ACTING,
    tack_demo_delete_section },
  { "GET", "/v5/boards/{}/sections/{}/pins", "board_sections/list_pins", ACTING PAGED,
    tack_demo_list_section_pins },

  { "GET", "/v5/media", "media/list", PAGED, tack_demo_list_media },
  { "POST", "/v5/media", "media/create", "", tack_demo_create_media },
  { "GET", "/v5/media/{}", "media/get", "", tack_demo_get_media },

  { "GET", "/v5/pins", "pins/list",
    ACTING " pin_filter pin_metrics include_protected_pins pin_type creative_types" PAGED,
    tack_demo_list_pins },
  { "POST", "/v5/pins", "pins/create", ACTING, tack_demo_create_pin },
  { "GET", "/v5/pins/{}", "pins/get", ACTING " pin_metrics", tack_demo_get_pin },
  { "PATCH", "/v5/pins/{}", "pins/update", ACTING, tack_demo_update_pin },
  { "DELETE", "/v5/pins/{}", "pins/delete", ACTING, tack_demo_delete_pin },
  { "POST", "/v5/pins/{any}/save", "pins/save", ACTING, tack_demo_save_pin },

  { "GET", "/media/{}", "picture", "", tack_demo_show_picture },
  { "GET", "/media/{}/{}", "picture", "", tack_demo_show_picture },
  { "GET", "/pin/{}", "page", "", tack_demo_show_pin_page },
  { "GET", "/" TACK_DEMO_USERNAME, "page", "", tack_demo_show_profile_page },
};

static gboolean
path_matches (const char *pattern, char **parts, TackDemoCall *call)
{
  g_auto (GStrv) wanted = g_strsplit (pattern + 1, "/", -1);
  guint          n_ids = 0;

  if (g_strv_length (wanted) != g_strv_length (parts))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    if (wanted[i][0] == '{')
      call->ids[n_ids++] = parts[i];
    else if (!g_str_equal (wanted[i], parts[i]))
      return FALSE;

  return TRUE;
}

/* The contract has a pattern for every id in a path but one. */
static gboolean
check_ids (const TackDemoRoute *route, TackDemoCall *call)
{
  if (strstr (route->path, "{any}") != NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (call->ids); i++)
    if (call->ids[i] != NULL && !tack_demo_is_digits (call->ids[i]))
      return tack_demo_call_refuse_invalid (call, "'%s' does not match '^\\d+$'", call->ids[i]);

  return TRUE;
}

const TackDemoRoute *
tack_demo_find_route (const char *method, char **parts, TackDemoCall *call)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ROUTES); i++)
    {
      memset (call->ids, 0, sizeof call->ids);
      if (!path_matches (ROUTES[i].path, parts, call))
        continue;
      is_known = TRUE;
      if (g_str_equal (ROUTES[i].method, method))
        return check_ids (&ROUTES[i], call) ? &ROUTES[i] : NULL;
    }

  if (is_known)
    tack_demo_call_refuse (call, 405, 405, "Method not allowed.");
  else
    tack_demo_call_refuse (call, 404, 404, "Not found.");

  return NULL;
}

gboolean
tack_demo_is_operation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROUTES); i++)
    if (g_str_equal (ROUTES[i].operation, name))
      return TRUE;

  return g_str_equal (name, TACK_DEMO_BUCKET);
}
