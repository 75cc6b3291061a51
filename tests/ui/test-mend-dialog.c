/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-mend-dialog.h"

#include "base/tack-limits.h"
#include "media/tack-verdict.h"
#include "tack-test.h"
#include "tack-ui-fixture.h"
#include "ui/tack-mend-text.h"
#include "ui/tack-trim-strip.h"

typedef struct
{
  TackDraft *draft;
  GtkWidget *dialog;
  gint64     from_ms;
  gint64     to_ms;
  guint      n_starts;
} Fixture;

/* A video of facts that a test makes up; nothing of it is on disk. */
static TackDraft *
draft_new (const char *codec, int width, int height, gint64 duration_ms)
{
  g_autoptr (GFile)         file = g_file_new_for_path ("/nowhere/pots.mp4");
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();
  TackDraft                *draft = tack_draft_new (file);

  info->kind = TACK_MEDIA_VIDEO;
  info->container = g_strdup ("mp4");
  info->video_codec = g_strdup (codec);
  info->width = width;
  info->height = height;
  info->duration_ms = duration_ms;
  info->size = 1000000;
  tack_verdict_judge (info, "pots.mp4");
  tack_draft_set_info (draft, info);
  tack_draft_set_board (draft, "1", "Ceramics");

  return draft;
}

static void
on_start (Fixture *self, gint64 from_ms, gint64 to_ms)
{
  self->from_ms = from_ms;
  self->to_ms = to_ms;
  self->n_starts++;
}

static void
open_dialog (Fixture *self, TackDraft *draft)
{
  self->draft = draft;
  self->dialog = tack_mend_dialog_new (NULL, draft, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  g_signal_connect_swapped (self->dialog, "start", G_CALLBACK (on_start), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  tack_test_wait_until (gtk_widget_get_mapped (self->dialog));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  tack_test_wait_until (self->dialog == NULL);
  g_assert_finalize_object (self->draft);
}

static gpointer
part (Fixture *self, const char *id)
{
  return gtk_widget_get_template_child (self->dialog, TACK_TYPE_MEND_DIALOG, id);
}

static const char *
get_sentence (Fixture *self)
{
  return gtk_label_get_label (part (self, "sentence"));
}

static void
test_convert (Fixture *self, gconstpointer data)
{
  open_dialog (self, draft_new ("vp9", 1080, 1920, 20000));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->dialog)), ==, "Convert Video");
  g_assert_nonnull (strstr (get_sentence (self), "“pots.mp4”"));
  g_assert_nonnull (strstr (get_sentence (self), "H.264"));
  g_assert_null (strstr (get_sentence (self), "cut"));
  g_assert_true (gtk_widget_get_visible (part (self, "trim")));
  g_assert_false (gtk_widget_get_visible (part (self, "length")));

  /* What Return does. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->dialog)) == part (self, "start"));
  gtk_widget_activate (part (self, "start"));
  tack_test_wait_until (self->dialog == NULL);
  /* All of it, whatever its length turns out to be. */
  g_assert_cmpuint (self->n_starts, ==, 1);
  g_assert_cmpint (self->from_ms, ==, 0);
  g_assert_cmpint (self->to_ms, ==, -1);
}

/* The handles and the rows say the same, and the sentence follows. */
static void
test_points (Fixture *self, gconstpointer data)
{
  open_dialog (self, draft_new ("vp9", 1080, 1920, 20000));
  GtkWidget *from = ui_find_widget (part (self, "from_row"), GTK_TYPE_SPIN_BUTTON);
  GtkWidget *to = ui_find_widget (part (self, "to_row"), GTK_TYPE_SPIN_BUTTON);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (from), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Beginning");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (to), GTK_ACCESSIBLE_PROPERTY_LABEL, "End");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (to)), ==, "0:20.0");
  gtk_editable_set_text (GTK_EDITABLE (from), "0:02,5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (from));
  g_assert_cmpint (tack_trim_strip_get_from (part (self, "strip")), ==, 2500);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "0:02.5");
  g_assert_nonnull (strstr (get_sentence (self), "cut"));

  /* What is no time changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (from), "soon");
  gtk_spin_button_update (GTK_SPIN_BUTTON (from));
  g_assert_cmpint (tack_trim_strip_get_from (part (self, "strip")), ==, 2500);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (to), 12);
  g_assert_cmpstr (gtk_label_get_label (part (self, "length")), ==, "0:09 of 0:20 are kept");
  ui_press (gtk_widget_get_first_child (part (self, "strip")), GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "0:03.5");
  gtk_widget_activate (part (self, "start"));
  tack_test_wait_until (self->dialog == NULL);
  g_assert_cmpint (self->from_ms, ==, 3500);
  g_assert_cmpint (self->to_ms, ==, 12000);
}

/* What is too long is proposed cut; all of it is refused, with the reason. */
static void
test_too_long (Fixture *self, gconstpointer data)
{
  open_dialog (self, draft_new ("h264", 1080, 1920, 2 * TACK_VIDEO_MS_MAX));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->dialog)), ==, "Trim Video");
  g_assert_true (gtk_widget_get_sensitive (part (self, "start")));
  tack_trim_strip_set_points (part (self, "strip"), 0, 2 * TACK_VIDEO_MS_MAX);
  g_signal_emit_by_name (part (self, "strip"), "moved");
  g_assert_false (gtk_widget_get_sensitive (part (self, "start")));
  g_assert_nonnull (strstr (get_sentence (self), "15 min"));
}

/* What is too short has nothing to be cut. */
static void
test_too_short (Fixture *self, gconstpointer data)
{
  open_dialog (self, draft_new ("h264", 1080, 1920, 2000));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->dialog)), ==, "Make Video Longer");
  g_assert_false (gtk_widget_get_visible (part (self, "trim")));
  gtk_window_close (GTK_WINDOW (self->dialog));
  tack_test_wait_until (self->dialog == NULL);
  g_assert_cmpuint (self->n_starts, ==, 0);
}

/* Several faults are one conversion. */
static void
test_together (void)
{
  static const struct
  {
    const char *codec;
    int         width;
    gint64      duration_ms;
    TackMend    mend;
  } rows[] = {
    { "h264", 1080, 20000, TACK_MEND_NONE },   { "vp9", 1080, 20000, TACK_MEND_CONVERT },
    { "h264", 1080, 2000, TACK_MEND_EXTEND },  { "h264", 300, 20000, TACK_MEND_PAD },
    { "vp9", 300, 2000, TACK_MEND_CONVERT },   { "h264", 300, 2000, TACK_MEND_CONVERT },
    { "h264", 1080, 2000000, TACK_MEND_TRIM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TackDraft) draft
        = draft_new (rows[i].codec, rows[i].width, 1920, rows[i].duration_ms);
      g_assert_cmpint (tack_mend_text_of (draft), ==, rows[i].mend);
    }
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, NULL, test, tear_down);
}

void
ui_add_mend_dialog_tests (void)
{
  add ("/ui/mend-dialog/convert", test_convert);
  add ("/ui/mend-dialog/points", test_points);
  add ("/ui/mend-dialog/too-long", test_too_long);
  add ("/ui/mend-dialog/too-short", test_too_short);
  g_test_add_func ("/ui/mend-dialog/together", test_together);
}
