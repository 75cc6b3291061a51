/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft-private.h"

#include "base/tack-human.h"
#include "drafts/tack-draft-check.h"

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackDraft, tack_draft, G_TYPE_OBJECT)

typedef enum
{
  VALUE_NONE,    /* the property is more than a value */
  VALUE_TEXT,    /* char *, never NULL */
  VALUE_STRING,  /* char *, nullable */
  VALUE_BOOLEAN, /* gboolean */
  VALUE_TIME,    /* gint64, -1: none */
  VALUE_FILE,    /* GFile *, nullable */
  VALUE_TAGS,    /* GStrv, nullable: as good as empty */
} ValueKind;

/* What the person says of the Pin. */
static const struct
{
  const char *name;
  ValueKind   kind;
  glong       offset;      /* in TackDraft */
  gboolean    is_readable; /* only: set together with its name */
} values[N_PROPS] = {
#define VALUE(kind, field) VALUE_##kind, G_STRUCT_OFFSET (TackDraft, field)
  [PROP_TITLE] = { "title", VALUE (TEXT, title) },
  [PROP_DESCRIPTION] = { "description", VALUE (TEXT, description) },
  [PROP_ALT_TEXT] = { "alt-text", VALUE (TEXT, alt_text) },
  [PROP_LINK] = { "link", VALUE (TEXT, link) },
  [PROP_NOTE] = { "note", VALUE (TEXT, note) },
  [PROP_BOARD_ID] = { "board-id", VALUE (STRING, board_id), TRUE },
  [PROP_BOARD_NAME] = { "board-name", VALUE (STRING, board_name), TRUE },
  [PROP_SECTION_ID] = { "section-id", VALUE (STRING, section_id), TRUE },
  [PROP_SECTION_NAME] = { "section-name", VALUE (STRING, section_name), TRUE },
  [PROP_AD_ONLY] = { "ad-only", VALUE (BOOLEAN, ad_only) },
  [PROP_IDEA_AD] = { "idea-ad", VALUE (BOOLEAN, idea_ad) },
  [PROP_PRODUCT_TAGS] = { "product-tags", VALUE (TAGS, product_tags) },
  [PROP_COVER_AT] = { "cover-at", VALUE (TIME, cover_at) },
  [PROP_COVER_FILE] = { "cover-file", VALUE (FILE, cover_file) },
  [PROP_COVER_URL] = { "cover-url", VALUE (STRING, cover_url) },
  [PROP_COVER_KEY_FRAME] = { "cover-key-frame", VALUE (TIME, cover_key_frame) },
  [PROP_KEEP_DETAILS] = { "keep-details", VALUE (BOOLEAN, keep_details) },
  [PROP_SHRINK] = { "shrink", VALUE (BOOLEAN, shrink) },
  [PROP_QUEUED] = { "queued", VALUE (BOOLEAN, queued) },
#undef VALUE
};

static gpointer
get_field (TackDraft *self, TackDraftProperty property)
{
  return G_STRUCT_MEMBER_P (self, values[property].offset);
}

void
tack_draft_notify (TackDraft *self, TackDraftProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The verdict is made when somebody asks: two hundred drafts given a board at once are checked when
 * they are drawn. */
void
tack_draft_changed (TackDraft *self, TackDraftProperty property)
{
  g_clear_pointer (&self->issues, g_ptr_array_unref);

  g_object_freeze_notify (G_OBJECT (self));
  tack_draft_notify (self, property);
  tack_draft_notify (self, PROP_ISSUES);
  tack_draft_notify (self, PROP_READY);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_string (TackDraft *self, TackDraftProperty property, const char *value)
{
  char **field = get_field (self, property);

  if (values[property].kind == VALUE_TEXT && value == NULL)
    value = "";
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_autofree char *old = *field;
  *field = g_strdup (value);
  tack_draft_changed (self, property);
}

static void
set_boolean (TackDraft *self, TackDraftProperty property, gboolean value)
{
  gboolean *field = get_field (self, property);

  value = !!value;
  if (*field == value)
    return;

  *field = value;
  tack_draft_changed (self, property);
}

static void
set_time (TackDraft *self, TackDraftProperty property, gint64 value)
{
  gint64 *field = get_field (self, property);

  if (*field == value)
    return;

  *field = value;
  tack_draft_changed (self, property);
}

static void
set_file (TackDraft *self, TackDraftProperty property, GFile *value)
{
  GFile **field = get_field (self, property);

  if (*field == value || (*field != NULL && value != NULL && g_file_equal (*field, value)))
    return;

  g_set_object (field, value);
  tack_draft_changed (self, property);
}

static void
set_tags (TackDraft *self, TackDraftProperty property, const char *const *value)
{
  static const char *const none[] = { NULL };
  GStrv                   *field = get_field (self, property);
  const char *const       *old = *field != NULL ? (const char *const *) *field : none;

  if (g_strv_equal (old, value != NULL ? value : none))
    return;

  g_auto (GStrv) freed = *field;
  *field = g_strdupv ((char **) value);
  tack_draft_changed (self, property);
}

static void
set_value (TackDraft *self, TackDraftProperty property, const GValue *value)
{
  switch (values[property].kind)
    {
    case VALUE_TEXT:
    case VALUE_STRING:
      set_string (self, property, g_value_get_string (value));
      break;
    case VALUE_BOOLEAN:
      set_boolean (self, property, g_value_get_boolean (value));
      break;
    case VALUE_TIME:
      set_time (self, property, g_value_get_int64 (value));
      break;
    case VALUE_FILE:
      set_file (self, property, g_value_get_object (value));
      break;
    case VALUE_TAGS:
      set_tags (self, property, g_value_get_boxed (value));
      break;
    case VALUE_NONE:
    default:
      g_assert_not_reached ();
    }
}

static void
get_value (TackDraft *self, TackDraftProperty property, GValue *value)
{
  gpointer field = get_field (self, property);

  switch (values[property].kind)
    {
    case VALUE_TEXT:
    case VALUE_STRING:
      g_value_set_string (value, *(char **) field);
      break;
    case VALUE_BOOLEAN:
      g_value_set_boolean (value, *(gboolean *) field);
      break;
    case VALUE_TIME:
      g_value_set_int64 (value, *(gint64 *) field);
      break;
    case VALUE_FILE:
      g_value_set_object (value, *(GFile **) field);
      break;
    case VALUE_TAGS:
      g_value_set_boxed (value, *(GStrv *) field);
      break;
    case VALUE_NONE:
    default:
      g_assert_not_reached ();
    }
}

static void
clear_value (TackDraft *self, TackDraftProperty property)
{
  gpointer field = get_field (self, property);

  switch (values[property].kind)
    {
    case VALUE_TEXT:
    case VALUE_STRING:
      g_free (*(char **) field);
      break;
    case VALUE_FILE:
      g_clear_object ((GFile **) field);
      break;
    case VALUE_TAGS:
      g_strfreev (*(GStrv *) field);
      break;
    case VALUE_NONE:
    case VALUE_BOOLEAN:
    case VALUE_TIME:
    default:
      break;
    }
}

static GParamSpec *
new_value_pspec (TackDraftProperty property)
{
  const char       *name = values[property].name;
  const GParamFlags flags
    = values[property].is_readable
        ? G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
        : G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (values[property].kind)
    {
    case VALUE_TEXT:
    case VALUE_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case VALUE_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case VALUE_TIME:
      return g_param_spec_int64 (name, NULL, NULL, -1, G_MAXINT64, -1, flags);
    case VALUE_FILE:
      return g_param_spec_object (name, NULL, NULL, G_TYPE_FILE, flags);
    case VALUE_TAGS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case VALUE_NONE:
    default:
      return NULL;
    }
}

static void
tack_draft_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackDraft *self = TACK_DRAFT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FILE:
      g_value_set_object (value, tack_draft_get_file (self));
      break;
    case PROP_IMAGE_URL:
      g_value_set_string (value, tack_draft_get_image_url (self));
      break;
    case PROP_CREATED_AT:
      g_value_set_int64 (value, self->created_at);
      break;
    case PROP_INFO:
      g_value_set_boxed (value, tack_draft_get_info (self));
      break;
    case PROP_MENDED_FILE:
      g_value_set_object (value, self->mended_file);
      break;
    case PROP_SLIDES:
      g_value_set_boxed (value, self->slides);
      break;
    case PROP_FIRST_SLIDE:
      g_value_set_uint (value, tack_draft_get_first_slide (self));
      break;
    case PROP_N_PICTURES:
      g_value_set_uint (value, tack_draft_get_n_pictures (self));
      break;
    case PROP_DUPLICATE:
      g_value_set_boxed (value, self->duplicate);
      break;
    case PROP_ISSUES:
      g_value_set_boxed (value, tack_draft_get_issues (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, tack_draft_is_ready (self));
      break;
    default:
      get_value (self, (TackDraftProperty) prop_id, value);
    }
}

static void
tack_draft_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TackDraft *self = TACK_DRAFT (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_FILE:
      self->file = g_value_dup_object (value);
      break;
    case PROP_IMAGE_URL:
      self->image_url = g_value_dup_string (value);
      break;
    case PROP_CREATED_AT:
      self->created_at = g_value_get_int64 (value);
      break;
    case PROP_INFO:
      tack_draft_set_info (self, g_value_get_boxed (value));
      break;
    case PROP_SLIDES:
      tack_draft_set_slides (self, g_value_get_boxed (value));
      break;
    case PROP_FIRST_SLIDE:
      tack_draft_set_first_slide (self, g_value_get_uint (value));
      break;
    case PROP_DUPLICATE:
      tack_draft_set_duplicate (self, g_value_get_boxed (value));
      break;
    default:
      set_value (self, (TackDraftProperty) prop_id, value);
    }
}

static void
tack_draft_constructed (GObject *object)
{
  TackDraft *self = TACK_DRAFT (object);

  G_OBJECT_CLASS (tack_draft_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
  if (self->created_at == 0)
    self->created_at = g_get_real_time () / 1000;
}

static void
tack_draft_finalize (GObject *object)
{
  TackDraft *self = TACK_DRAFT (object);

  for (TackDraftProperty property = PROP_ID; property < N_PROPS; property++)
    clear_value (self, property);
  g_free (self->id);
  g_clear_object (&self->file);
  g_free (self->image_url);
  g_clear_pointer (&self->info, tack_media_info_unref);
  g_clear_object (&self->mended_file);
  g_clear_pointer (&self->mended_info, tack_media_info_unref);
  g_clear_pointer (&self->slides, g_ptr_array_unref);
  g_clear_pointer (&self->duplicate, tack_issue_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);

  G_OBJECT_CLASS (tack_draft_parent_class)->finalize (object);
}

static void
tack_draft_class_init (TackDraftClass *klass)
{
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags live = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags seen = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tack_draft_get_property;
  object_class->set_property = tack_draft_set_property;
  object_class->constructed = tack_draft_constructed;
  object_class->finalize = tack_draft_finalize;

  for (TackDraftProperty property = PROP_ID; property < N_PROPS; property++)
    properties[property] = new_value_pspec (property);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, once);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, once);
  properties[PROP_IMAGE_URL] = g_param_spec_string ("image-url", NULL, NULL, NULL, once);
  properties[PROP_CREATED_AT]
    = g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0, once);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, TACK_TYPE_MEDIA_INFO, live);
  properties[PROP_MENDED_FILE] = g_param_spec_object ("mended-file", NULL, NULL, G_TYPE_FILE, seen);
  properties[PROP_SLIDES] = g_param_spec_boxed ("slides", NULL, NULL, G_TYPE_PTR_ARRAY, live);
  properties[PROP_FIRST_SLIDE]
    = g_param_spec_uint ("first-slide", NULL, NULL, 0, G_MAXUINT, 0, live);
  properties[PROP_N_PICTURES] = g_param_spec_uint ("n-pictures", NULL, NULL, 0, G_MAXUINT, 1, seen);
  properties[PROP_DUPLICATE] = g_param_spec_boxed ("duplicate", NULL, NULL, TACK_TYPE_ISSUE, live);
  properties[PROP_ISSUES] = g_param_spec_boxed ("issues", NULL, NULL, G_TYPE_PTR_ARRAY, seen);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tack_draft_init (TackDraft *self)
{
  for (TackDraftProperty property = PROP_ID; property < N_PROPS; property++)
    if (values[property].kind == VALUE_TEXT)
      *(char **) get_field (self, property) = g_strdup ("");
    else if (values[property].kind == VALUE_TIME)
      *(gint64 *) get_field (self, property) = -1;
}

TackDraft *
tack_draft_new (GFile *file)
{
  return g_object_new (TACK_TYPE_DRAFT, "file", file, NULL);
}

TackDraft *
tack_draft_new_for_image_url (const char *image_url)
{
  return g_object_new (TACK_TYPE_DRAFT, "image-url", image_url, NULL);
}

TackDraft *
tack_draft_new_carousel (GPtrArray *slides)
{
  TackDraft *self = g_object_new (TACK_TYPE_DRAFT, NULL);

  tack_draft_set_slides (self, slides);

  return self;
}

const char *
tack_draft_get_id (TackDraft *self)
{
  return self->id;
}

gint64
tack_draft_get_created_at (TackDraft *self)
{
  return self->created_at;
}

const char *
tack_draft_get_title (TackDraft *self)
{
  return self->title;
}

void
tack_draft_set_title (TackDraft *self, const char *title)
{
  set_string (self, PROP_TITLE, title);
}

const char *
tack_draft_get_description (TackDraft *self)
{
  return self->description;
}

void
tack_draft_set_description (TackDraft *self, const char *description)
{
  set_string (self, PROP_DESCRIPTION, description);
}

const char *
tack_draft_get_alt_text (TackDraft *self)
{
  return self->alt_text;
}

void
tack_draft_set_alt_text (TackDraft *self, const char *alt_text)
{
  set_string (self, PROP_ALT_TEXT, alt_text);
}

const char *
tack_draft_get_link (TackDraft *self)
{
  return self->link;
}

void
tack_draft_set_link (TackDraft *self, const char *link)
{
  set_string (self, PROP_LINK, link);
}

const char *
tack_draft_get_note (TackDraft *self)
{
  return self->note;
}

void
tack_draft_set_note (TackDraft *self, const char *note)
{
  set_string (self, PROP_NOTE, note);
}

const char *
tack_draft_get_board_id (TackDraft *self)
{
  return self->board_id;
}

const char *
tack_draft_get_board_name (TackDraft *self)
{
  return self->board_name;
}

void
tack_draft_set_board (TackDraft *self, const char *id, const char *name)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->board_id, id) != 0)
    tack_draft_set_section (self, NULL, NULL);
  set_string (self, PROP_BOARD_ID, id);
  set_string (self, PROP_BOARD_NAME, name);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
tack_draft_get_section_id (TackDraft *self)
{
  return self->section_id;
}

const char *
tack_draft_get_section_name (TackDraft *self)
{
  return self->section_name;
}

void
tack_draft_set_section (TackDraft *self, const char *id, const char *name)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_string (self, PROP_SECTION_ID, id);
  set_string (self, PROP_SECTION_NAME, name);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
tack_draft_get_ad_only (TackDraft *self)
{
  return self->ad_only;
}

void
tack_draft_set_ad_only (TackDraft *self, gboolean ad_only)
{
  set_boolean (self, PROP_AD_ONLY, ad_only);
}

gboolean
tack_draft_get_idea_ad (TackDraft *self)
{
  return self->idea_ad;
}

void
tack_draft_set_idea_ad (TackDraft *self, gboolean idea_ad)
{
  set_boolean (self, PROP_IDEA_AD, idea_ad);
}

const char *const *
tack_draft_get_product_tags (TackDraft *self)
{
  return (const char *const *) self->product_tags;
}

void
tack_draft_set_product_tags (TackDraft *self, const char *const *pin_ids)
{
  set_tags (self, PROP_PRODUCT_TAGS, pin_ids);
}

gint64
tack_draft_get_cover_at (TackDraft *self)
{
  return self->cover_at;
}

void
tack_draft_set_cover_at (TackDraft *self, gint64 cover_at_ms)
{
  set_time (self, PROP_COVER_AT, cover_at_ms);
}

GFile *
tack_draft_get_cover_file (TackDraft *self)
{
  return self->cover_file;
}

void
tack_draft_set_cover_file (TackDraft *self, GFile *cover_file)
{
  set_file (self, PROP_COVER_FILE, cover_file);
}

const char *
tack_draft_get_cover_url (TackDraft *self)
{
  return self->cover_url;
}

void
tack_draft_set_cover_url (TackDraft *self, const char *cover_url)
{
  set_string (self, PROP_COVER_URL, cover_url);
}

gint64
tack_draft_get_cover_key_frame (TackDraft *self)
{
  return self->cover_key_frame;
}

void
tack_draft_set_cover_key_frame (TackDraft *self, gint64 cover_key_frame_s)
{
  set_time (self, PROP_COVER_KEY_FRAME, cover_key_frame_s);
}

gboolean
tack_draft_get_keep_details (TackDraft *self)
{
  return self->keep_details;
}

void
tack_draft_set_keep_details (TackDraft *self, gboolean keep_details)
{
  set_boolean (self, PROP_KEEP_DETAILS, keep_details);
}

gboolean
tack_draft_get_shrink (TackDraft *self)
{
  return self->shrink;
}

void
tack_draft_set_shrink (TackDraft *self, gboolean shrink)
{
  set_boolean (self, PROP_SHRINK, shrink);
}

TackPictureOptions
tack_draft_get_picture_options (TackDraft *self)
{
  return (self->keep_details ? TACK_PICTURE_KEEP_DETAILS : 0)
         | (self->shrink ? TACK_PICTURE_SHRINK_TO_ADVISED : 0);
}

gboolean
tack_draft_get_queued (TackDraft *self)
{
  return self->queued;
}

void
tack_draft_set_queued (TackDraft *self, gboolean queued)
{
  set_boolean (self, PROP_QUEUED, queued);
}

const TackIssue *
tack_draft_get_duplicate (TackDraft *self)
{
  return self->duplicate;
}

void
tack_draft_set_duplicate (TackDraft *self, TackIssue *issue)
{
  if (self->duplicate == issue
      || (self->duplicate != NULL && issue != NULL
          && g_str_equal (self->duplicate->message, issue->message)))
    return;

  g_clear_pointer (&self->duplicate, tack_issue_unref);
  self->duplicate = issue != NULL ? tack_issue_ref (issue) : NULL;
  tack_draft_changed (self, PROP_DUPLICATE);
}

GPtrArray *
tack_draft_get_issues (TackDraft *self)
{
  if (self->issues == NULL)
    self->issues = tack_draft_check (self);

  return self->issues;
}

gboolean
tack_draft_is_ready (TackDraft *self)
{
  return !tack_issue_array_has_errors (tack_draft_get_issues (self));
}

char *
tack_draft_dup_name (TackDraft *self)
{
  if (*self->title != '\0')
    return g_strdup (self->title);

  GFile *file = tack_draft_get_file (self);

  return file != NULL ? tack_human_file (file) : g_strdup (tack_draft_get_image_url (self));
}

TackDraft *
tack_draft_copy (TackDraft *self)
{
  TackDraft *copy = g_object_new (TACK_TYPE_DRAFT, "id", self->id, "file", self->file, "image-url",
                                  self->image_url, "created-at", self->created_at, NULL);

  tack_draft_set_info (copy, self->info);
  tack_draft_set_mended_file (copy, self->mended_file, self->mended_info);
  tack_draft_set_slides (copy, self->slides);
  tack_draft_assign (copy, self);

  return copy;
}

void
tack_draft_assign (TackDraft *self, TackDraft *from)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->slides != NULL && from->slides != NULL)
    {
      tack_draft_set_slides (self, from->slides);
      tack_draft_set_first_slide (self, from->first_slide);
    }
  for (TackDraftProperty property = PROP_ID; property < N_PROPS; property++)
    if (values[property].kind != VALUE_NONE && property != PROP_QUEUED)
      {
        g_auto (GValue) value = G_VALUE_INIT;

        g_object_get_property (G_OBJECT (from), values[property].name, &value);
        set_value (self, property, &value);
      }
  g_object_thaw_notify (G_OBJECT (self));
}
