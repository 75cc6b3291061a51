/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-media-info.h"

#include "base/tack-json.h"

/* Wider is no film, but a pixel aspect out of a damaged file. */
#define WIDTH_MAX (1 << 20)

static const char *const kind_nicks[] = {
  [TACK_MEDIA_UNKNOWN] = "unknown",
  [TACK_MEDIA_IMAGE] = "image",
  [TACK_MEDIA_VIDEO] = "video",
};

G_DEFINE_BOXED_TYPE (TackMediaInfo, tack_media_info, tack_media_info_ref, tack_media_info_unref)

TackMediaInfo *
tack_media_info_new (void)
{
  TackMediaInfo *self = g_atomic_rc_box_new0 (TackMediaInfo);

  self->issues = tack_issue_array_new ();

  return self;
}

TackMediaInfo *
tack_media_info_ref (TackMediaInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
media_info_clear (gpointer data)
{
  TackMediaInfo *self = data;

  g_free (self->container);
  g_free (self->video_codec);
  g_free (self->audio_codec);
  g_ptr_array_unref (self->issues);
}

void
tack_media_info_unref (TackMediaInfo *self)
{
  g_atomic_rc_box_release_full (self, media_info_clear);
}

void
tack_media_info_take_shape (TackMediaInfo *self, const TackFrameShape *shape)
{
  gint64 width = MAX (shape->width, 0);
  int    height = MAX (shape->height, 0);

  if (shape->pixel_width > 0 && shape->pixel_height > 0
      && shape->pixel_width != shape->pixel_height)
    {
      width = MIN (width * shape->pixel_width / shape->pixel_height, WIDTH_MAX);
      self->traits |= TACK_MEDIA_ODD_PIXELS;
    }
  if (shape->turn != 0)
    self->traits |= TACK_MEDIA_TURNED;
  self->width = shape->turn % 180 == 0 ? (int) width : height;
  self->height = shape->turn % 180 == 0 ? height : (int) width;
}

gboolean
tack_media_info_is_ok (const TackMediaInfo *self)
{
  return !tack_issue_array_has_errors (self->issues);
}

gboolean
tack_media_info_is_current (const TackMediaInfo *self, GFile *file)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file,
                         G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                        "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                         G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    return FALSE;

  g_autoptr (GDateTime) mtime = g_file_info_get_modification_date_time (info);
  gint64                mtime_us = mtime != NULL ? g_date_time_to_unix (mtime) * G_USEC_PER_SEC
                                      + g_date_time_get_microsecond (mtime)
                                                 : 0;

  return g_file_info_get_size (info) == self->size && mtime_us == self->mtime_us;
}

const char *
tack_media_kind_to_nick (TackMediaKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

static void
set_nullable (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

JsonObject *
tack_media_info_to_json (const TackMediaInfo *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", tack_media_kind_to_nick (self->kind));
  set_nullable (object, "container", self->container);
  set_nullable (object, "video_codec", self->video_codec);
  set_nullable (object, "audio_codec", self->audio_codec);
  json_object_set_int_member (object, "width", self->width);
  json_object_set_int_member (object, "height", self->height);
  json_object_set_int_member (object, "duration_ms", self->duration_ms);
  json_object_set_int_member (object, "size", self->size);
  json_object_set_int_member (object, "mtime_us", self->mtime_us);
  if (self->kind == TACK_MEDIA_IMAGE)
    {
      json_object_set_boolean_member (object, "turned", self->is_turned);
      json_object_set_boolean_member (object, "cmyk", self->is_cmyk);
      json_object_set_boolean_member (object, "location", self->has_location);
      json_object_set_boolean_member (object, "details", self->has_details);
    }
  json_object_set_boolean_member (object, "ok", tack_media_info_is_ok (self));
  json_object_set_array_member (object, "issues", tack_issue_array_to_json (self->issues));

  return object;
}

TackMediaInfo *
tack_media_info_from_json (JsonObject *object)
{
  TackMediaInfo *self = tack_media_info_new ();
  const char    *kind = tack_json_get_string (object, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kind_nicks); i++)
    if (g_strcmp0 (kind, kind_nicks[i]) == 0)
      self->kind = (TackMediaKind) i;
  self->container = g_strdup (tack_json_get_string (object, "container"));
  self->video_codec = g_strdup (tack_json_get_string (object, "video_codec"));
  self->audio_codec = g_strdup (tack_json_get_string (object, "audio_codec"));
  self->width = (int) CLAMP (tack_json_get_int (object, "width", 0), 0, G_MAXINT);
  self->height = (int) CLAMP (tack_json_get_int (object, "height", 0), 0, G_MAXINT);
  self->duration_ms = tack_json_get_int (object, "duration_ms", -1);
  self->size = tack_json_get_int (object, "size", 0);
  self->mtime_us = tack_json_get_int (object, "mtime_us", 0);
  self->traits = (TackMediaTraits) tack_json_get_int (object, "traits", 0);
  self->is_turned = tack_json_get_boolean (object, "turned", FALSE);
  self->is_cmyk = tack_json_get_boolean (object, "cmyk", FALSE);
  self->has_location = tack_json_get_boolean (object, "location", FALSE);
  self->has_details = tack_json_get_boolean (object, "details", FALSE);
  g_ptr_array_unref (self->issues);
  self->issues = tack_issue_array_from_json (tack_json_get_array (object, "issues"));

  return self;
}
