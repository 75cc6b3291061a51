/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-draft.h"

#include "base/tack-human.h"
#include "drafts/tack-draft-check.h"

typedef enum
{
  PROP_ID = 1,
  PROP_FILE,
  PROP_IMAGE_URL,
  PROP_CREATED_AT,
  PROP_INFO,
  PROP_SLIDES,
  PROP_FIRST_SLIDE,
  PROP_N_PICTURES,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_ALT_TEXT,
  PROP_LINK,
  PROP_NOTE,
  PROP_BOARD_ID,
  PROP_BOARD_NAME,
  PROP_SECTION_ID,
  PROP_SECTION_NAME,
  PROP_AD_ONLY,
  PROP_IDEA_AD,
  PROP_PRODUCT_TAGS,
  PROP_COVER_AT,
  PROP_COVER_FILE,
  PROP_COVER_URL,
  PROP_COVER_KEY_FRAME,
  PROP_QUEUED,
  PROP_DUPLICATE,
  PROP_ISSUES,
  PROP_READY,
  N_PROPS,
} TackDraftProperty;

struct _TackDraft
{
  GObject parent_instance;

  char          *id;
  GFile         *file;
  char          *image_url;
  gint64         created_at;
  TackMediaInfo *info;
  GPtrArray     *slides; /* of TackSlide; nullable: then file or image_url is the only picture */
  guint          first_slide;

  char *title;
  char *description;
  char *alt_text;
  char *link;
  char *note;
  char *board_id;
  char *board_name;
  char *section_id;
  char *section_name;

  gboolean ad_only;
  gboolean idea_ad;
  GStrv    product_tags;
  gint64   cover_at;
  GFile   *cover_file;
  char    *cover_url;
  gint64   cover_key_frame;
  gboolean queued;

  TackIssue *duplicate; /* nullable */
  GPtrArray *issues;    /* nullable: not looked at since the last change */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TackDraft, tack_draft, G_TYPE_OBJECT)

/* The verdict is made when somebody asks: two hundred drafts given a board at once are checked when
 * they are drawn. */
static void
changed (TackDraft *self, TackDraftProperty property)
{
  g_clear_pointer (&self->issues, g_ptr_array_unref);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ISSUES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
  g_object_thaw_notify (G_OBJECT (self));
}

static const TackSlide *
get_shown_slide (TackDraft *self)
{
  if (self->slides == NULL || self->slides->len == 0)
    return NULL;

  return g_ptr_array_index (self->slides, tack_draft_get_first_slide (self));
}

/* What of a carousel is that of the picture shown first, and how many there are. */
typedef struct
{
  GFile         *file;
  const char    *image_url;
  TackMediaInfo *info;
  guint          n_pictures;
} Shown;

static Shown
get_shown (TackDraft *self)
{
  return (Shown){ tack_draft_get_file (self), tack_draft_get_image_url (self),
                  tack_draft_get_info (self), tack_draft_get_n_pictures (self) };
}

static void
changed_shown (TackDraft *self, TackDraftProperty property, const Shown *old)
{
  const Shown new = get_shown (self);
  const struct
  {
    TackDraftProperty property;
    gboolean          is_same;
  } shown[] = {
    { PROP_FILE,
      old->file == new.file
        || (old->file != NULL && new.file != NULL &&g_file_equal (old->file, new.file)) },
    { PROP_IMAGE_URL, g_strcmp0 (old->image_url, new.image_url) == 0 },
    { PROP_INFO, old->info == new.info },
    { PROP_N_PICTURES, old->n_pictures == new.n_pictures },
  };

  g_object_freeze_notify (G_OBJECT (self));
  changed (self, property);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (!shown[i].is_same)
      g_object_notify_by_pspec (G_OBJECT (self), properties[shown[i].property]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_string (TackDraft *self, char **field, const char *value, TackDraftProperty property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_autofree char *old = *field;
  *field = g_strdup (value);
  changed (self, property);
}

static void
set_text (TackDraft *self, char **field, const char *value, TackDraftProperty property)
{
  set_string (self, field, value != NULL ? value : "", property);
}

static void
set_boolean (TackDraft *self, gboolean *field, gboolean value, TackDraftProperty property)
{
  value = !!value;
  if (*field == value)
    return;

  *field = value;
  changed (self, property);
}

static void
tack_draft_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TackDraft *self = TACK_DRAFT (object);

  switch ((TackDraftProperty) prop_id)
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
    case PROP_SLIDES:
      g_value_set_boxed (value, self->slides);
      break;
    case PROP_FIRST_SLIDE:
      g_value_set_uint (value, tack_draft_get_first_slide (self));
      break;
    case PROP_N_PICTURES:
      g_value_set_uint (value, tack_draft_get_n_pictures (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_ALT_TEXT:
      g_value_set_string (value, self->alt_text);
      break;
    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_BOARD_ID:
      g_value_set_string (value, self->board_id);
      break;
    case PROP_BOARD_NAME:
      g_value_set_string (value, self->board_name);
      break;
    case PROP_SECTION_ID:
      g_value_set_string (value, self->section_id);
      break;
    case PROP_SECTION_NAME:
      g_value_set_string (value, self->section_name);
      break;
    case PROP_AD_ONLY:
      g_value_set_boolean (value, self->ad_only);
      break;
    case PROP_IDEA_AD:
      g_value_set_boolean (value, self->idea_ad);
      break;
    case PROP_PRODUCT_TAGS:
      g_value_set_boxed (value, self->product_tags);
      break;
    case PROP_COVER_AT:
      g_value_set_int64 (value, self->cover_at);
      break;
    case PROP_COVER_FILE:
      g_value_set_object (value, self->cover_file);
      break;
    case PROP_COVER_URL:
      g_value_set_string (value, self->cover_url);
      break;
    case PROP_COVER_KEY_FRAME:
      g_value_set_int64 (value, self->cover_key_frame);
      break;
    case PROP_QUEUED:
      g_value_set_boolean (value, self->queued);
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
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
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
    case PROP_TITLE:
      tack_draft_set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      tack_draft_set_description (self, g_value_get_string (value));
      break;
    case PROP_ALT_TEXT:
      tack_draft_set_alt_text (self, g_value_get_string (value));
      break;
    case PROP_LINK:
      tack_draft_set_link (self, g_value_get_string (value));
      break;
    case PROP_NOTE:
      tack_draft_set_note (self, g_value_get_string (value));
      break;
    case PROP_AD_ONLY:
      tack_draft_set_ad_only (self, g_value_get_boolean (value));
      break;
    case PROP_IDEA_AD:
      tack_draft_set_idea_ad (self, g_value_get_boolean (value));
      break;
    case PROP_PRODUCT_TAGS:
      tack_draft_set_product_tags (self, g_value_get_boxed (value));
      break;
    case PROP_COVER_AT:
      tack_draft_set_cover_at (self, g_value_get_int64 (value));
      break;
    case PROP_COVER_FILE:
      tack_draft_set_cover_file (self, g_value_get_object (value));
      break;
    case PROP_COVER_URL:
      tack_draft_set_cover_url (self, g_value_get_string (value));
      break;
    case PROP_COVER_KEY_FRAME:
      tack_draft_set_cover_key_frame (self, g_value_get_int64 (value));
      break;
    case PROP_QUEUED:
      tack_draft_set_queued (self, g_value_get_boolean (value));
      break;
    case PROP_DUPLICATE:
      tack_draft_set_duplicate (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
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

  g_free (self->id);
  g_clear_object (&self->file);
  g_free (self->image_url);
  g_clear_pointer (&self->info, tack_media_info_unref);
  g_clear_pointer (&self->slides, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->description);
  g_free (self->alt_text);
  g_free (self->link);
  g_free (self->note);
  g_free (self->board_id);
  g_free (self->board_name);
  g_free (self->section_id);
  g_free (self->section_name);
  g_strfreev (self->product_tags);
  g_clear_object (&self->cover_file);
  g_free (self->cover_url);
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
  static const struct
  {
    TackDraftProperty property;
    const char       *name;
    gboolean          is_writable;
  } strings[] = {
    { PROP_TITLE, "title", TRUE },
    { PROP_DESCRIPTION, "description", TRUE },
    { PROP_ALT_TEXT, "alt-text", TRUE },
    { PROP_LINK, "link", TRUE },
    { PROP_NOTE, "note", TRUE },
    { PROP_COVER_URL, "cover-url", TRUE },
    { PROP_BOARD_ID, "board-id", FALSE },
    { PROP_BOARD_NAME, "board-name", FALSE },
    { PROP_SECTION_ID, "section-id", FALSE },
    { PROP_SECTION_NAME, "section-name", FALSE },
  };

  object_class->get_property = tack_draft_get_property;
  object_class->set_property = tack_draft_set_property;
  object_class->constructed = tack_draft_constructed;
  object_class->finalize = tack_draft_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, once);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, once);
  properties[PROP_IMAGE_URL] = g_param_spec_string ("image-url", NULL, NULL, NULL, once);
  properties[PROP_CREATED_AT]
    = g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0, once);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, TACK_TYPE_MEDIA_INFO, live);
  properties[PROP_SLIDES] = g_param_spec_boxed ("slides", NULL, NULL, G_TYPE_PTR_ARRAY, live);
  properties[PROP_FIRST_SLIDE]
    = g_param_spec_uint ("first-slide", NULL, NULL, 0, G_MAXUINT, 0, live);
  properties[PROP_N_PICTURES] = g_param_spec_uint ("n-pictures", NULL, NULL, 0, G_MAXUINT, 1, seen);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    properties[strings[i].property] = g_param_spec_string (strings[i].name, NULL, NULL, NULL,
                                                           strings[i].is_writable ? live : seen);
  properties[PROP_AD_ONLY] = g_param_spec_boolean ("ad-only", NULL, NULL, FALSE, live);
  properties[PROP_IDEA_AD] = g_param_spec_boolean ("idea-ad", NULL, NULL, FALSE, live);
  properties[PROP_PRODUCT_TAGS]
    = g_param_spec_boxed ("product-tags", NULL, NULL, G_TYPE_STRV, live);
  properties[PROP_COVER_AT] = g_param_spec_int64 ("cover-at", NULL, NULL, TACK_COVER_AUTO,
                                                  G_MAXINT64, TACK_COVER_AUTO, live);
  properties[PROP_COVER_FILE] = g_param_spec_object ("cover-file", NULL, NULL, G_TYPE_FILE, live);
  properties[PROP_COVER_KEY_FRAME]
    = g_param_spec_int64 ("cover-key-frame", NULL, NULL, -1, G_MAXINT64, -1, live);
  properties[PROP_QUEUED] = g_param_spec_boolean ("queued", NULL, NULL, FALSE, live);
  properties[PROP_DUPLICATE] = g_param_spec_boxed ("duplicate", NULL, NULL, TACK_TYPE_ISSUE, live);
  properties[PROP_ISSUES] = g_param_spec_boxed ("issues", NULL, NULL, G_TYPE_PTR_ARRAY, seen);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, seen);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tack_draft_init (TackDraft *self)
{
  self->title = g_strdup ("");
  self->description = g_strdup ("");
  self->alt_text = g_strdup ("");
  self->link = g_strdup ("");
  self->note = g_strdup ("");
  self->cover_at = TACK_COVER_AUTO;
  self->cover_key_frame = -1;
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

GFile *
tack_draft_get_file (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->file : self->file;
}

const char *
tack_draft_get_image_url (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->image_url : self->image_url;
}

gint64
tack_draft_get_created_at (TackDraft *self)
{
  return self->created_at;
}

TackMediaInfo *
tack_draft_get_info (TackDraft *self)
{
  const TackSlide *shown = get_shown_slide (self);

  return shown != NULL ? shown->info : self->info;
}

void
tack_draft_set_info (TackDraft *self, TackMediaInfo *info)
{
  if (self->info == info)
    return;

  g_clear_pointer (&self->info, tack_media_info_unref);
  self->info = info != NULL ? tack_media_info_ref (info) : NULL;
  changed (self, PROP_INFO);
}

void
tack_draft_set_info_of (TackDraft *self, GFile *file, TackMediaInfo *info)
{
  if (self->slides == NULL)
    {
      if (self->file != NULL && g_file_equal (self->file, file))
        tack_draft_set_info (self, info);
      return;
    }

  g_autoptr (GPtrArray) slides = tack_slide_array_new ();
  for (guint i = 0; i < self->slides->len; i++)
    {
      TackSlide *slide = g_ptr_array_index (self->slides, i);
      gboolean   is_it = slide->file != NULL && g_file_equal (slide->file, file);

      slide = is_it ? tack_slide_copy (slide) : tack_slide_ref (slide);
      if (is_it)
        tack_slide_set_info (slide, info);
      g_ptr_array_add (slides, slide);
    }
  tack_draft_set_slides (self, slides);
}

GPtrArray *
tack_draft_dup_files (TackDraft *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->slides == NULL && self->file != NULL)
    g_ptr_array_add (files, g_object_ref (self->file));
  for (guint i = 0; self->slides != NULL && i < self->slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (self->slides, i);

      if (slide->file != NULL)
        g_ptr_array_add (files, g_object_ref (slide->file));
    }

  return files;
}

GPtrArray *
tack_draft_get_slides (TackDraft *self)
{
  return self->slides;
}

void
tack_draft_set_slides (TackDraft *self, GPtrArray *slides)
{
  g_return_if_fail (slides == NULL || (self->file == NULL && self->image_url == NULL));

  if (tack_slide_array_equal (self->slides, slides))
    return;

  const Shown           before = get_shown (self);
  g_autoptr (GPtrArray) old = self->slides;
  self->slides = slides != NULL ? g_ptr_array_ref (slides) : NULL;
  changed_shown (self, PROP_SLIDES, &before);
}

guint
tack_draft_get_first_slide (TackDraft *self)
{
  return self->slides != NULL && self->first_slide < self->slides->len ? self->first_slide : 0;
}

void
tack_draft_set_first_slide (TackDraft *self, guint first_slide)
{
  if (self->first_slide == first_slide)
    return;

  const Shown before = get_shown (self);
  self->first_slide = first_slide;
  changed_shown (self, PROP_FIRST_SLIDE, &before);
}

guint
tack_draft_get_n_pictures (TackDraft *self)
{
  return self->slides != NULL ? self->slides->len : 1;
}

TackMediaKind
tack_draft_get_kind (TackDraft *self)
{
  if (self->image_url != NULL || self->slides != NULL)
    return TACK_MEDIA_IMAGE;

  return self->info != NULL ? self->info->kind : TACK_MEDIA_UNKNOWN;
}

const char *
tack_draft_get_title (TackDraft *self)
{
  return self->title;
}

void
tack_draft_set_title (TackDraft *self, const char *title)
{
  set_text (self, &self->title, title, PROP_TITLE);
}

const char *
tack_draft_get_description (TackDraft *self)
{
  return self->description;
}

void
tack_draft_set_description (TackDraft *self, const char *description)
{
  set_text (self, &self->description, description, PROP_DESCRIPTION);
}

const char *
tack_draft_get_alt_text (TackDraft *self)
{
  return self->alt_text;
}

void
tack_draft_set_alt_text (TackDraft *self, const char *alt_text)
{
  set_text (self, &self->alt_text, alt_text, PROP_ALT_TEXT);
}

const char *
tack_draft_get_link (TackDraft *self)
{
  return self->link;
}

void
tack_draft_set_link (TackDraft *self, const char *link)
{
  set_text (self, &self->link, link, PROP_LINK);
}

const char *
tack_draft_get_note (TackDraft *self)
{
  return self->note;
}

void
tack_draft_set_note (TackDraft *self, const char *note)
{
  set_text (self, &self->note, note, PROP_NOTE);
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
  set_string (self, &self->board_id, id, PROP_BOARD_ID);
  set_string (self, &self->board_name, name, PROP_BOARD_NAME);
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
  set_string (self, &self->section_id, id, PROP_SECTION_ID);
  set_string (self, &self->section_name, name, PROP_SECTION_NAME);
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
  set_boolean (self, &self->ad_only, ad_only, PROP_AD_ONLY);
}

gboolean
tack_draft_get_idea_ad (TackDraft *self)
{
  return self->idea_ad;
}

void
tack_draft_set_idea_ad (TackDraft *self, gboolean idea_ad)
{
  set_boolean (self, &self->idea_ad, idea_ad, PROP_IDEA_AD);
}

const char *const *
tack_draft_get_product_tags (TackDraft *self)
{
  return (const char *const *) self->product_tags;
}

void
tack_draft_set_product_tags (TackDraft *self, const char *const *pin_ids)
{
  static const char *const none[] = { NULL };
  const char *const       *old
    = self->product_tags != NULL ? (const char *const *) self->product_tags : none;

  if (g_strv_equal (old, pin_ids != NULL ? pin_ids : none))
    return;

  GStrv copy = g_strdupv ((char **) pin_ids);
  g_strfreev (self->product_tags);
  self->product_tags = copy;
  changed (self, PROP_PRODUCT_TAGS);
}

gint64
tack_draft_get_cover_at (TackDraft *self)
{
  return self->cover_at;
}

void
tack_draft_set_cover_at (TackDraft *self, gint64 cover_at_ms)
{
  if (self->cover_at == cover_at_ms)
    return;

  self->cover_at = cover_at_ms;
  changed (self, PROP_COVER_AT);
}

GFile *
tack_draft_get_cover_file (TackDraft *self)
{
  return self->cover_file;
}

void
tack_draft_set_cover_file (TackDraft *self, GFile *cover_file)
{
  if (self->cover_file == cover_file
      || (self->cover_file != NULL && cover_file != NULL
          && g_file_equal (self->cover_file, cover_file)))
    return;

  g_set_object (&self->cover_file, cover_file);
  changed (self, PROP_COVER_FILE);
}

const char *
tack_draft_get_cover_url (TackDraft *self)
{
  return self->cover_url;
}

void
tack_draft_set_cover_url (TackDraft *self, const char *cover_url)
{
  set_string (self, &self->cover_url, cover_url, PROP_COVER_URL);
}

gint64
tack_draft_get_cover_key_frame (TackDraft *self)
{
  return self->cover_key_frame;
}

void
tack_draft_set_cover_key_frame (TackDraft *self, gint64 cover_key_frame_s)
{
  if (self->cover_key_frame == cover_key_frame_s)
    return;

  self->cover_key_frame = cover_key_frame_s;
  changed (self, PROP_COVER_KEY_FRAME);
}

gboolean
tack_draft_get_queued (TackDraft *self)
{
  return self->queued;
}

void
tack_draft_set_queued (TackDraft *self, gboolean queued)
{
  set_boolean (self, &self->queued, queued, PROP_QUEUED);
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
  changed (self, PROP_DUPLICATE);
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
  tack_draft_set_title (self, from->title);
  tack_draft_set_description (self, from->description);
  tack_draft_set_alt_text (self, from->alt_text);
  tack_draft_set_link (self, from->link);
  tack_draft_set_note (self, from->note);
  tack_draft_set_board (self, from->board_id, from->board_name);
  tack_draft_set_section (self, from->section_id, from->section_name);
  tack_draft_set_ad_only (self, from->ad_only);
  tack_draft_set_idea_ad (self, from->idea_ad);
  tack_draft_set_product_tags (self, (const char *const *) from->product_tags);
  tack_draft_set_cover_at (self, from->cover_at);
  tack_draft_set_cover_file (self, from->cover_file);
  tack_draft_set_cover_url (self, from->cover_url);
  tack_draft_set_cover_key_frame (self, from->cover_key_frame);
  g_object_thaw_notify (G_OBJECT (self));
}
