/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-json.h"

/* The oldest GNOME runtime whose codecs, H.264 among them, come with it and need no extension. */
#define RUNTIME_VERSION_MIN 49

/* Files come through portals and the drop target, notifications through GApplication: nothing else
 * is needed. Who adds a line here opens the sandbox, and says what for. */
static const char *const allowed[] = {
  "--share=network",  /* Pinterest */
  "--share=ipc",      /* X11 is slow without */
  "--socket=wayland", /* the window */
  "--socket=fallback-x11" /* the window, where there is no Wayland */,
  "--socket=pulseaudio", /* the sound of a video that is played */
  "--device=dri",        /* drawing by the graphics card */
};

static JsonObject *
read_manifest (JsonNode **node)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "..", "flatpak", TACK_APPLICATION_ID ".json", NULL);
  g_autofree char   *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize              length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  *node = tack_json_parse (bytes, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (*node));

  return json_node_get_object (*node);
}

static void
test_program (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject          *manifest = read_manifest (&node);

  g_assert_cmpstr (tack_json_get_string (manifest, "id"), ==, TACK_APPLICATION_ID);
  g_assert_cmpstr (tack_json_get_string (manifest, "command"), ==, "tackboard");
  g_assert_cmpstr (tack_json_get_string (manifest, "runtime"), ==, "org.gnome.Platform");
  g_assert_cmpstr (tack_json_get_string (manifest, "sdk"), ==, "org.gnome.Sdk");
  g_assert_cmpint (g_ascii_strtoll (tack_json_get_string (manifest, "runtime-version"), NULL, 10),
                   >=, RUNTIME_VERSION_MIN);
}

static void
test_permissions (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject          *manifest = read_manifest (&node);
  JsonArray           *arguments = json_object_get_array_member (manifest, "finish-args");

  g_assert_cmpuint (json_array_get_length (arguments), >, 0);
  for (guint i = 0; i < json_array_get_length (arguments); i++)
    {
      const char *argument = json_array_get_string_element (arguments, i);
      gboolean    is_allowed = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (allowed); j++)
        is_allowed = is_allowed || g_str_equal (argument, allowed[j]);
      if (!is_allowed)
        {
          g_test_message ("%s opens the sandbox wider than it has to be", argument);
          g_test_fail ();
        }
    }
}

/* A source from the net is what it was when it was looked at, or the build stops. */
static void
test_sources_are_pinned (void)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject          *manifest = read_manifest (&node);
  JsonArray           *modules = json_object_get_array_member (manifest, "modules");
  guint                n_local = 0;

  for (guint i = 0; i < json_array_get_length (modules); i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);
      JsonArray  *sources = json_object_get_array_member (module, "sources");

      for (guint j = 0; j < json_array_get_length (sources); j++)
        {
          JsonObject *source = json_array_get_object_element (sources, j);
          const char *type = tack_json_get_string (source, "type");

          g_test_message ("module %s", tack_json_get_string (module, "name"));
          if (g_str_equal (type, "dir"))
            n_local++;
          else
            {
              gboolean    is_git = g_str_equal (type, "git");
              const char *pin = tack_json_get_string (source, is_git ? "commit" : "sha256");

              g_assert_true (g_str_has_prefix (tack_json_get_string (source, "url"), "https://"));
              g_assert_nonnull (pin);
              g_assert_cmpuint (strlen (pin), ==, is_git ? 40 : 64);
              g_assert_cmpuint (strspn (pin, "0123456789abcdef"), ==, strlen (pin));
            }
        }
    }

  /* The program itself, from this tree. */
  g_assert_cmpuint (n_local, ==, 1);
}

/* flatpak-builder understands the manifest, and finds no field that it does not know. */
static void
test_builder (void)
{
  g_autofree char *builder = g_find_program_in_path ("flatpak-builder");
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "..", "flatpak", TACK_APPLICATION_ID ".json", NULL);
  g_autofree char   *full_path = g_canonicalize_filename (path, NULL);
  g_autofree char   *folder = NULL;
  g_autofree char   *shown = NULL;
  g_autofree char   *complaints = NULL;
  g_autoptr (GError) error = NULL;
  int                status;

  if (builder == NULL)
    {
      g_test_skip ("flatpak-builder is not installed");
      return;
    }

  /* It makes a folder where it runs. */
  folder = g_dir_make_tmp ("tackboard-XXXXXX", &error);
  g_assert_no_error (error);
  const char *const command[] = { builder, "--show-manifest", full_path, NULL };
  g_auto (GStrv)    environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_spawn_sync (folder, (char **) command, environment, G_SPAWN_DEFAULT, NULL, NULL, &shown,
                &complaints, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s", complaints);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_null (strstr (complaints, "Unknown property"));
  g_assert_nonnull (strstr (shown, TACK_APPLICATION_ID));

  const char *const removal[] = { "rm", "-rf", folder, NULL };
  g_spawn_sync (NULL, (char **) removal, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flatpak/manifest/program", test_program);
  g_test_add_func ("/flatpak/manifest/permissions", test_permissions);
  g_test_add_func ("/flatpak/manifest/sources-are-pinned", test_sources_are_pinned);
  g_test_add_func ("/flatpak/manifest/builder", test_builder);

  return g_test_run ();
}
