/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-player.h"

#include <glib/gstdio.h>

#include "tack-test.h"
#include "tack-ui-fixture.h"

static void
count (guint *n)
{
  (*n)++;
}

static gboolean
is_empty (TackPlayer *player)
{
  return gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (player)) == 0;
}

/* What is asked for before it can be done is done when it can. */
static void
test_plays (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          video = ui_video_new ("player.mov");
  TackPlayer                *player = tack_player_new (proxy, video, 96, 160, 1000);
  guint                      n_failed = 0;

  tack_test_allow_gst_warnings ();
  g_signal_connect_swapped (player, "failed", G_CALLBACK (count), &n_failed);
  g_assert_true (is_empty (player));
  g_assert_cmpint (tack_player_get_position (player), ==, 1000);
  tack_player_set_muted (player, TRUE);
  tack_player_seek (player, 2000);
  tack_player_set_playing (player, TRUE);
  g_assert_true (tack_player_get_playing (player));

  tack_test_wait_until (!is_empty (player) && tack_player_get_position (player) > 2000);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (player)), ==, 160);
  tack_player_set_playing (player, FALSE);
  g_assert_false (tack_player_get_playing (player));
  g_assert_cmpuint (n_failed, ==, 0);

  g_object_unref (player);
}

/* A file that the processes cannot read is never opened in this one. */
static void
test_damaged (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          video = ui_video_new ("damaged.mov");
  TackPlayer                *player = NULL;
  guint                      n_failed = 0;

  g_assert_true (g_file_set_contents (g_file_peek_path (video), "half a mov", -1, NULL));
  player = tack_player_new (proxy, video, 96, 160, 0);
  g_signal_connect_swapped (player, "failed", G_CALLBACK (count), &n_failed);
  tack_player_set_playing (player, TRUE);
  tack_test_wait_until (n_failed > 0);
  g_assert_true (is_empty (player));
  g_assert_cmpuint (n_failed, ==, 1);

  g_assert_finalize_object (player);
}

/* Let go of before it began, it says nothing any more. */
static void
test_let_go (void)
{
  g_autoptr (TackMediaProxy) proxy = tack_media_proxy_new ();
  g_autoptr (GFile)          video = ui_video_new ("let-go.mov");
  TackPlayer                *player = tack_player_new (proxy, video, 96, 160, 0);
  guint                      n_failed = 0;

  g_signal_connect_swapped (player, "failed", G_CALLBACK (count), &n_failed);
  tack_player_set_playing (player, TRUE);
  g_assert_finalize_object (player);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_cmpuint (n_failed, ==, 0);
}

void
ui_add_player_tests (void)
{
  g_test_add_func ("/ui/player/plays", test_plays);
  g_test_add_func ("/ui/player/damaged", test_damaged);
  g_test_add_func ("/ui/player/let-go", test_let_go);
}
