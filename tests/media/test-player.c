/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-player.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "media/tack-media.h"
#include "tack-test-children.h"
#include "tack-test-clips.h"
#include "tack-test.h"

#define WHOLE 0
#define N_MUTANTS 12

static TackTestClips *clips;

typedef struct
{
  TackPlayer *player;
  guint       n_frames;
  int         number; /* of the last frame */
  int         width;
  int         height;
  guint       n_failed;
} Seat;

static void
on_frame (Seat *seat, GdkPixbuf *frame)
{
  seat->n_frames++;
  seat->number = tack_test_clips_read_number (frame);
  seat->width = gdk_pixbuf_get_width (frame);
  seat->height = gdk_pixbuf_get_height (frame);
}

static void
on_failed (Seat *seat)
{
  seat->n_failed++;
}

static Seat *
take_seat (const char *name, int max_side, gint64 at_ms)
{
  g_autoptr (GFile) video = tack_test_clips_get (clips, name);
  Seat             *seat = g_new0 (Seat, 1);

  seat->number = -1;
  seat->player
    = tack_player_new (video, max_side == WHOLE ? TACK_TEST_CLIP_HEIGHT : max_side, at_ms);
  g_signal_connect_swapped (seat->player, "frame", G_CALLBACK (on_frame), seat);
  g_signal_connect_swapped (seat->player, "failed", G_CALLBACK (on_failed), seat);
  tack_player_set_muted (seat->player, TRUE);

  return seat;
}

static void
leave (Seat *seat)
{
  g_assert_finalize_object (seat->player);
  g_free (seat);
}

static void
test_plays (void)
{
  if (tack_test_clips_skip ())
    return;

  Seat       *seat = take_seat ("tall.mp4", WHOLE, 1200);
  TackPlayer *player = seat->player;

  /* The first frame is the one asked for, and it stands there. */
  g_assert_cmpint (tack_player_get_position (player), ==, 1200);
  tack_test_wait_until (seat->n_frames > 0);
  g_assert_cmpint (seat->number, ==, 12);
  g_assert_cmpint (seat->width, ==, TACK_TEST_CLIP_WIDTH);
  g_assert_cmpint (seat->height, ==, TACK_TEST_CLIP_HEIGHT);
  g_assert_false (tack_player_get_playing (player));

  /* Of many seeks the last counts. */
  for (gint64 at_ms = 2000; at_ms <= 3700; at_ms += 100)
    tack_player_seek (player, at_ms);
  g_assert_cmpint (tack_player_get_position (player), ==, 3700);
  tack_test_wait_until (seat->number == 37);

  tack_player_set_playing (player, TRUE);
  g_assert_true (tack_player_get_playing (player));
  tack_test_wait_until (seat->number > 38 && tack_player_get_position (player) > 3800);
  tack_player_set_playing (player, FALSE);
  g_assert_false (tack_player_get_playing (player));

  tack_player_seek (player, 500);
  tack_test_wait_until (seat->number == 5);
  g_assert_cmpuint (seat->n_failed, ==, 0);
  leave (seat);
}

/* What is asked for before there is a process is done when there is one. */
static void
test_early (void)
{
  if (tack_test_clips_skip ())
    return;

  Seat *seat = take_seat ("tall.mp4", WHOLE, 0);

  tack_player_seek (seat->player, 3000);
  tack_player_set_playing (seat->player, TRUE);
  tack_test_wait_until (seat->n_frames > 0);
  g_assert_cmpint (seat->number, >=, 30);
  tack_test_wait_until (seat->number > 31);
  leave (seat);
}

/* Played to its end it stands at its beginning, and at its end it plays from its beginning. */
static void
test_ends (void)
{
  if (tack_test_clips_skip ())
    return;

  Seat *seat = take_seat ("tall.mp4", WHOLE, 4500);

  tack_player_set_playing (seat->player, TRUE);
  tack_test_wait_until (!tack_player_get_playing (seat->player));
  g_assert_cmpint (tack_player_get_position (seat->player), ==, 0);
  tack_test_wait_until (seat->number == 0);

  tack_player_seek (seat->player, 4900);
  tack_test_wait_until (seat->number == 49);
  tack_player_set_playing (seat->player, TRUE);
  tack_test_wait_until (seat->number > 0 && seat->number < 10);
  g_assert_true (tack_player_get_playing (seat->player));
  leave (seat);
}

/* Frames stand upright, with square pixels, and are no larger than asked for. */
static void
test_shape (void)
{
  static const struct
  {
    const char *name;
    int         max_side;
    int         width;
    int         height;
  } rows[] = {
    { "rotated.mp4", WHOLE, 96, 160 }, { "wide-pixels.mp4", WHOLE, 96, 160 },
    { "tall.webm", WHOLE, 96, 160 },   { "tall.mp4", 80, 48, 80 },
    { "tall.mp4", 1000, 96, 160 },
  };

  if (tack_test_clips_skip ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Seat *seat = take_seat (rows[i].name, rows[i].max_side, 2000);

      tack_test_wait_until (seat->n_frames > 0);
      g_assert_cmpint (seat->number, ==, 20);
      g_assert_cmpint (seat->width, ==, rows[i].width);
      g_assert_cmpint (seat->height, ==, rows[i].height);
      leave (seat);
    }
}

static void
assert_fails (Seat *seat)
{
  tack_player_set_playing (seat->player, TRUE);
  tack_test_wait_until (seat->n_failed > 0);
  g_assert_false (tack_player_get_playing (seat->player));

  /* Nothing comes after it. */
  tack_player_set_playing (seat->player, TRUE);
  tack_player_seek (seat->player, 100);
  g_assert_false (tack_player_get_playing (seat->player));
  g_assert_cmpuint (seat->n_failed, ==, 1);
  leave (seat);
}

static void
test_cannot_play (void)
{
  static const char *const names[]
    = { "text.mp4", "empty.mp4", "picture.mp4", "sound.mp4", "half.mp4", "half-faststart.mp4" };

  for (guint i = 0; i < G_N_ELEMENTS (names) && !tack_test_clips_skip (); i++)
    assert_fails (take_seat (names[i], WHOLE, 0));
}

/* Whatever becomes of the process, this one goes on, and knows. */
static void
test_fate (gconstpointer data)
{
  if (tack_test_clips_skip ())
    return;

  for (int is_playing = 0; is_playing <= 1; is_playing++)
    {
      Seat *seat = take_seat ("minute.webm", WHOLE, 0);

      tack_player_set_playing (seat->player, is_playing);
      tack_test_wait_until (seat->n_frames > (is_playing ? 3 : 0));
      tack_player_set_deadline (seat->player, 500);
      tack_test_children_signal (GPOINTER_TO_INT (data));
      assert_fails (seat);
      tack_test_wait_until (tack_test_children_count () == 0);
    }
}

/* Whatever is in them, something is shown, or it is said that it cannot be. */
static void
test_mutants (void)
{
  if (tack_test_clips_skip ())
    return;

  for (guint32 seed = 0; seed < N_MUTANTS; seed++)
    {
      g_autoptr (GFile) file
        = tack_test_clips_put_mutant (clips, "faststart.mp4", "mutant.mp4", seed);
      Seat *seat = take_seat ("mutant.mp4", WHOLE, 2000);

      tack_player_set_deadline (seat->player, 2000);
      tack_player_set_playing (seat->player, TRUE);
      tack_test_wait_until (seat->n_frames > 3 || !tack_player_get_playing (seat->player));
      leave (seat);
    }
}

/* A program that never comes to work, or is not there. */
static void
test_cannot_start (gconstpointer data)
{
  const char       *script = data;
  g_autofree char  *own = g_strdup (g_getenv ("TACKBOARD_MEDIA"));
  g_autoptr (GFile) program = tack_test_clips_put (clips, "stand-in", script, strlen (script));

  g_chmod (g_file_peek_path (program), *script != '\0' ? 0700 : 0600);
  g_setenv ("TACKBOARD_MEDIA", g_file_peek_path (program), TRUE);
  Seat *seat = take_seat ("text.mp4", WHOLE, 0);
  tack_player_set_deadline (seat->player, 300);
  assert_fails (seat);
  g_setenv ("TACKBOARD_MEDIA", own, TRUE);
}

/* Let go of at any time, it says nothing any more, and its process is gone. */
static void
test_let_go (void)
{
  if (tack_test_clips_skip ())
    return;

  for (guint moment = 0; moment < 4; moment++)
    {
      Seat *seat = take_seat ("minute.webm", WHOLE, 1000);

      tack_player_set_playing (seat->player, moment % 2 != 0);
      if (moment >= 2)
        {
          tack_test_wait_until (seat->n_frames > 0);
          tack_player_seek (seat->player, 30000);
        }
      leave (seat);
      tack_test_wait_until (tack_test_children_count () == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_func ("/media-player/plays", test_plays);
  g_test_add_func ("/media-player/early", test_early);
  g_test_add_func ("/media-player/ends", test_ends);
  g_test_add_func ("/media-player/shape", test_shape);
  g_test_add_func ("/media-player/cannot-play", test_cannot_play);
  g_test_add_func ("/media-player/mutants", test_mutants);
  g_test_add_data_func ("/media-player/dies", GINT_TO_POINTER (SIGKILL), test_fate);
  g_test_add_data_func ("/media-player/hangs", GINT_TO_POINTER (SIGSTOP), test_fate);
  g_test_add_data_func ("/media-player/cannot-start/missing", "", test_cannot_start);
  g_test_add_data_func ("/media-player/cannot-start/dies", "#!/bin/sh\nexit 1\n",
                        test_cannot_start);
  g_test_add_data_func ("/media-player/cannot-start/silent", "#!/bin/sh\nexec sleep 1000\n",
                        test_cannot_start);
  g_test_add_data_func ("/media-player/cannot-start/no-bus",
                        "#!/bin/sh\nprintf ! >&3\nexec sleep 1000\n", test_cannot_start);
  g_test_add_func ("/media-player/let-go", test_let_go);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
