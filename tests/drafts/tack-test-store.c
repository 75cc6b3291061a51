/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "drafts/tack-test-store.h"

#include "base/tack-json.h"
#include "media/tack-media.h"
#include "tack-test.h"

void
tack_test_init_media (void)
{
  /* A private home has no types of files; the system's are as good. */
  static const char *const mime_dirs[] = { "/usr/local/share/mime", "/usr/share/mime", NULL };

  g_content_type_set_mime_dirs (mime_dirs);
  /* Nor has it a list of GStreamer's plugins, which takes half a second to make: all tests share
   * one, and so do the processes that they start. */
  if (g_getenv ("G_TEST_BUILDDIR") != NULL)
    {
      g_autofree char *registry
        = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "gst-registry.bin", NULL);
      g_setenv ("GST_REGISTRY", registry, FALSE);
    }
  tack_media_init ();
}

char *
tack_test_dup_dir (const char *name)
{
  char *dir = g_build_filename (g_get_user_data_dir (), name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);

  return dir;
}

TackDatabase *
tack_test_open (const char *dir)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_database_open_async (dir, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  TackDatabase *database = tack_database_open_finish (result, &error);
  g_assert_no_error (error);

  return database;
}

GError *
tack_test_open_error (const char *dir)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError                  *error = NULL;

  tack_database_open_async (dir, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);
  g_assert_null (tack_database_open_finish (result, &error));
  g_assert_nonnull (error);

  return error;
}

TackDraftStore *
tack_test_load (TackDatabase *database)
{
  TackDraftStore          *store = tack_draft_store_new (database);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       error = NULL;

  tack_draft_store_load_async (store, tack_test_store_result, &result);
  tack_test_wait_result (result);
  tack_draft_store_load_finish (store, result, &error);
  g_assert_no_error (error);

  return store;
}

gboolean
tack_test_flush (TackDraftStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_draft_store_flush_async (store, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_draft_store_flush_finish (store, result, NULL);
}

gboolean
tack_test_run (TackDatabase *database, TackDatabaseFunc func, gpointer data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tack_database_run_async (database, func, data, NULL, tack_test_store_result, &result);
  tack_test_wait_result (result);

  return tack_database_run_finish (database, result, error);
}

static gboolean
exec (sqlite3 *db, gpointer data, GError **error)
{
  return sqlite3_exec (db, data, NULL, NULL, NULL) == SQLITE_OK
         || tack_database_set_error (db, error);
}

void
tack_test_exec (TackDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  tack_test_run (database, exec, (gpointer) sql, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64      answer;
} Query;

static gboolean
query (sqlite3 *db, gpointer data, GError **error)
{
  Query                   *query = data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (db, query->sql, -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    return tack_database_set_error (db, error);
  query->answer = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

gint64
tack_test_query_int (TackDatabase *database, const char *sql)
{
  Query              asked = { sql, 0 };
  g_autoptr (GError) error = NULL;

  tack_test_run (database, query, &asked, &error);
  g_assert_no_error (error);

  return asked.answer;
}

GFile *
tack_test_write_picture (const char *dir, const char *name)
{
  g_autofree char      *path = g_build_filename (dir, name, NULL);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 200, 300);
  g_autoptr (GError)    error = NULL;
  g_autofree char      *bytes = NULL;
  gsize                 size;

  /* Each name has a colour of its own, so that no two files have the same bytes. */
  gdk_pixbuf_fill (picture, g_str_hash (name) << 8 | 0xff);
  gdk_pixbuf_save_to_buffer (picture, &bytes, &size, "png", &error, NULL);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, (gssize) size, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

TackSlide *
tack_test_slide_new (const char *name, int width, int height)
{
  gboolean                  is_address = g_str_has_prefix (name, "https://");
  g_autofree char          *path = g_strconcat ("/nowhere/", name, NULL);
  g_autoptr (GFile)         file = is_address ? NULL : g_file_new_for_path (path);
  g_autoptr (TackMediaInfo) info = is_address ? NULL : tack_media_info_new ();
  TackSlide                *slide = tack_slide_new (file, is_address ? name : NULL);

  if (info != NULL)
    {
      info->kind = g_str_has_suffix (name, ".mp4") ? TACK_MEDIA_VIDEO : TACK_MEDIA_IMAGE;
      info->container = g_strdup (info->kind == TACK_MEDIA_VIDEO ? "mp4" : "jpeg");
      info->width = width;
      info->height = height;
      tack_slide_set_info (slide, info);
    }

  return slide;
}

GPtrArray *
tack_test_slides_new (const char *names)
{
  GPtrArray     *slides = tack_slide_array_new ();
  g_auto (GStrv) parts = g_strsplit (names, " ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    g_ptr_array_add (slides, tack_test_slide_new (parts[i], 1000, 1500));

  return slides;
}

TackDraft *
tack_test_draft_new (const char *title)
{
  TackDraft *draft = tack_draft_new_for_image_url ("https://example.com/picture.jpg");

  tack_draft_set_title (draft, title);
  tack_draft_set_board (draft, "549755885175", "Ceramics");

  return draft;
}

static TackMediaInfo *
info_new (void)
{
  TackMediaInfo *info = tack_media_info_new ();

  info->kind = TACK_MEDIA_VIDEO;
  info->container = g_strdup ("mp4");
  info->video_codec = g_strdup ("h264");
  info->audio_codec = g_strdup ("aac");
  info->width = 1080;
  info->height = 1920;
  info->duration_ms = 12345;
  info->size = G_GINT64_CONSTANT (1900) * 1000 * 1000;
  info->mtime_us = G_GINT64_CONSTANT (1764000000123456);
  g_ptr_array_add (info->issues,
                   tack_issue_new (TACK_SEVERITY_WARNING, "video-small", "Small", "Very small."));

  return info;
}

void
tack_test_draft_fill (TackDraft *draft)
{
  static const char *const  tags[] = { "111", "222", NULL };
  g_autoptr (TackMediaInfo) info = info_new ();
  g_autoptr (GFile)         cover = g_file_new_for_path ("/nowhere/cover \xf0\x9f\x8c\xbf.png");

  tack_draft_set_info (draft, info);
  tack_draft_set_title (draft, "Title “with” 'quotes' \xf0\x9f\x8c\xbf");
  tack_draft_set_description (draft, "Two\nlines; DROP TABLE draft;");
  tack_draft_set_alt_text (draft, "Alt");
  tack_draft_set_link (draft, "https://example.com/?a=1&b=%20");
  tack_draft_set_note (draft, "Note");
  tack_draft_set_board (draft, "549755885175", "Ceramics");
  tack_draft_set_section (draft, "549755885176", "Wheel throwing");
  tack_draft_set_ad_only (draft, TRUE);
  tack_draft_set_idea_ad (draft, TRUE);
  tack_draft_set_product_tags (draft, tags);
  tack_draft_set_cover_at (draft, 3210);
  tack_draft_set_cover_file (draft, cover);
  tack_draft_set_cover_url (draft, "https://example.com/cover.jpg");
  tack_draft_set_cover_key_frame (draft, 7);
  tack_draft_set_keep_details (draft, TRUE);
  tack_draft_set_shrink (draft, TRUE);
}

static char *
dup_info_text (TackMediaInfo *info)
{
  if (info == NULL)
    return g_strdup ("none");

  g_autoptr (JsonObject) object = tack_media_info_to_json (info);
  return tack_json_object_to_string (object);
}

static char *
dup_slides_text (GPtrArray *slides)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; slides != NULL && i < slides->len; i++)
    {
      const TackSlide *slide = g_ptr_array_index (slides, i);
      g_autofree char *uri = slide->file != NULL ? g_file_get_uri (slide->file) : NULL;
      g_autofree char *info = dup_info_text (slide->info);

      g_string_append_printf (text, "%s | %s | %s | %s | %s | %s\n", uri != NULL ? uri : "none",
                              slide->image_url != NULL ? slide->image_url : "none", info,
                              slide->title, slide->description, slide->link);
    }

  return g_strdup (text->str);
}

/* A value as text, so that any two can be compared and a difference can be read. */
static char *
dup_value_text (const GValue *value)
{
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    {
      char **strings = g_value_get_boxed (value);
      return strings != NULL ? g_strjoinv ("\n", strings) : g_strdup ("none");
    }
  if (G_VALUE_HOLDS (value, G_TYPE_FILE))
    {
      GFile *file = g_value_get_object (value);
      return file != NULL ? g_file_get_uri (file) : g_strdup ("none");
    }
  if (G_VALUE_HOLDS (value, TACK_TYPE_MEDIA_INFO))
    return dup_info_text (g_value_get_boxed (value));
  /* The other array, of issues, is left out. */
  if (G_VALUE_HOLDS (value, G_TYPE_PTR_ARRAY))
    return dup_slides_text (g_value_get_boxed (value));

  return g_strdup_value_contents (value);
}

void
tack_test_assert_same_drafts (TackDraft *a, TackDraft *b)
{
  guint                   n_properties;
  g_autofree GParamSpec **properties
    = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue)  value_a = G_VALUE_INIT;
      g_auto (GValue)  value_b = G_VALUE_INIT;
      g_autofree char *text_a = NULL;
      g_autofree char *text_b = NULL;

      /* The verdict follows from the rest. */
      if (g_str_equal (properties[i]->name, "issues"))
        continue;
      g_object_get_property (G_OBJECT (a), properties[i]->name, &value_a);
      g_object_get_property (G_OBJECT (b), properties[i]->name, &value_b);
      text_a = dup_value_text (&value_a);
      text_b = dup_value_text (&value_b);
      if (!g_str_equal (text_a, text_b))
        g_error ("%s: %s is not %s", properties[i]->name, text_a, text_b);
    }
}

GPtrArray *
tack_test_list (TackDraft *first, ...)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  va_list    args;

  va_start (args, first);
  for (TackDraft *draft = first; draft != NULL; draft = va_arg (args, TackDraft *))
    g_ptr_array_add (drafts, g_object_ref (draft));
  va_end (args);

  return drafts;
}

gboolean
tack_test_has_issue (TackDraft *draft, const char *code)
{
  GPtrArray *issues = tack_draft_get_issues (draft);

  for (guint i = 0; i < issues->len; i++)
    if (g_str_equal (((TackIssue *) g_ptr_array_index (issues, i))->code, code))
      return TRUE;

  return FALSE;
}
