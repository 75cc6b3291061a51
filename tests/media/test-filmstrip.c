/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-filmstrip.h"

#include "media/tack-media.h"
#include "tack-test-clips.h"
#include "tack-test.h"

/* Every frame of a clip bears its number, ten a second. */
static TackTestClips *clips;

typedef struct
{
  guint         seen; /* a bit for each frame of the strip */
  int           numbers[10];
  GAsyncResult *result;
} Strip;

static void
on_strip_frame (guint index, gint64 at_ms, GdkPixbuf *frame, gpointer user_data)
{
  Strip *strip = user_data;

  g_assert_null (strip->result);
  g_assert_cmpuint (index, <, 10);
  g_assert_nonnull (frame);
  strip->seen |= 1u << index;
  strip->numbers[index] = tack_test_clips_read_number (frame);
}

static void
on_strip_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Strip *strip = user_data;

  strip->result = g_object_ref (result);
}

static void
test_strip (gconstpointer is_apart)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (TackMediaProxy) proxy = GPOINTER_TO_INT (is_apart) ? tack_media_proxy_new () : NULL;
  g_autoptr (GFile)          file = tack_test_clips_get (clips, "tall.mp4");
  g_autoptr (GError)         error = NULL;
  Strip                      strip = { 0 };

  tack_test_allow_gst_warnings ();
  tack_filmstrip_read_async (proxy, file, 5000, 10, 0, on_strip_frame, NULL, on_strip_read, &strip);
  tack_test_wait_result (strip.result);
  g_assert_true (tack_filmstrip_read_finish (strip.result, &error));
  g_assert_no_error (error);
  g_assert_cmphex (strip.seen, ==, 0x3ff);

  /* Each shows its own part of the video, though there is a key frame each second only. */
  for (int i = 0; i < 10; i++)
    {
      g_assert_cmpint (strip.numbers[i], >=, 5 * i);
      g_assert_cmpint (strip.numbers[i], <=, 5 * i + 5);
    }
  g_object_unref (strip.result);
}

/* Who looks elsewhere by then gets no frame any more. */
static void
test_cancelled (void)
{
  if (tack_test_clips_skip ())
    return;

  g_autoptr (GFile)        file = tack_test_clips_get (clips, "tall.mp4");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError)       error = NULL;
  Strip                    strip = { 0 };

  tack_test_allow_gst_warnings ();
  tack_filmstrip_read_async (NULL, file, 5000, 10, 0, on_strip_frame, cancellable, on_strip_read,
                             &strip);
  tack_test_wait_until (strip.seen != 0);
  guint seen = strip.seen;
  g_cancellable_cancel (cancellable);
  tack_test_wait_result (strip.result);
  g_assert_false (tack_filmstrip_read_finish (strip.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmphex (strip.seen, ==, seen);
  g_object_unref (strip.result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tack_media_init ();
  clips = tack_test_clips_new ();

  g_test_add_data_func ("/filmstrip/here", GINT_TO_POINTER (FALSE), test_strip);
  g_test_add_data_func ("/filmstrip/apart", GINT_TO_POINTER (TRUE), test_strip);
  g_test_add_func ("/filmstrip/cancelled", test_cancelled);

  int status = g_test_run ();
  tack_test_clips_free (clips);

  return status;
}
