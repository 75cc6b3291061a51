/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "api/tack-section.h"

#include "base/tack-json.h"

struct _TackSection
{
  GObject parent_instance;

  JsonObject *json;
};

G_DEFINE_FINAL_TYPE (TackSection, tack_section, G_TYPE_OBJECT)

static void
tack_section_finalize (GObject *object)
{
  json_object_unref (TACK_SECTION (object)->json);

  G_OBJECT_CLASS (tack_section_parent_class)->finalize (object);
}

static void
tack_section_class_init (TackSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tack_section_finalize;
}

static void
tack_section_init (TackSection *self)
{
}

TackSection *
tack_section_new_from_json (JsonObject *object)
{
  if (tack_json_get_string (object, "id") == NULL)
    return NULL;

  TackSection *self = g_object_new (TACK_TYPE_SECTION, NULL);
  self->json = json_object_ref (object);

  return self;
}

const char *
tack_section_get_id (TackSection *self)
{
  return tack_json_get_string (self->json, "id");
}

const char *
tack_section_get_name (TackSection *self)
{
  const char *name = tack_json_get_string (self->json, "name");

  return name != NULL ? name : "";
}

JsonObject *
tack_section_get_json (TackSection *self)
{
  return self->json;
}
