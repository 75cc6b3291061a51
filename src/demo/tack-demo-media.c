/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo/tack-demo-bucket.h"
#include "demo/tack-demo-routes.h"

static const TackDemoRule MEDIA_RULES[] = {
  { "media_type", TACK_DEMO_TEXT, TACK_DEMO_REQUIRED, 0, "video" },
  { NULL },
};

static JsonObject *
media_to_json (TackDemoCall *call, gpointer entity)
{
  TackDemoMedia *media = entity;
  JsonObject    *object = json_object_new ();

  json_object_set_string_member (object, "media_id", media->entity.id);
  json_object_set_string_member (object, "media_type", "video");
  json_object_set_string_member (object, "status", tack_demo_media_get_status (call->state, media));

  return object;
}

void
tack_demo_create_media (TackDemoCall *call)
{
  TackDemoMedia   *media;
  JsonObject      *object;
  g_autofree char *url = NULL;

  if (!tack_demo_call_check (call, call->body, MEDIA_RULES))
    return;

  media = tack_demo_state_add_media (call->state);
  object = json_object_new ();
  url = g_strconcat (call->state->origin, TACK_DEMO_BUCKET_PATH, NULL);
  json_object_set_string_member (object, "media_id", media->entity.id);
  json_object_set_string_member (object, "media_type", "video");
  json_object_set_string_member (object, "upload_url", url);
  json_object_set_object_member (object, "upload_parameters",
                                 tack_demo_bucket_make_parameters (media));
  tack_demo_call_answer (call, 201, object);
}

void
tack_demo_get_media (TackDemoCall *call)
{
  TackDemoMedia *media = tack_demo_find (call->state->media, call->ids[0]);

  if (media == NULL)
    tack_demo_call_refuse (call, 404, 404, "Media upload not found.");
  else
    tack_demo_call_answer (call, 200, media_to_json (call, media));
}

void
tack_demo_list_media (TackDemoCall *call)
{
  tack_demo_call_answer_page (call, call->state->media, TACK_DEMO_NEWEST_FIRST, NULL,
                              media_to_json);
}
