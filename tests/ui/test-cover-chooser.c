/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-cover-chooser.h"

#include "tack-test.h"
#include "tack-ui-eyes.h"
#include "tack-ui-fixture.h"
#include "ui/tack-cover-address-dialog.h"
#include "ui/tack-cover-source.h"

typedef struct
{
  UiStore           store;
  TackDraft        *draft; /* of four seconds */
  TackCoverChooser *chooser;
  GtkWidget        *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) video = ui_video_new ("chooser.mov");

  ui_store_open (&self->store);
  self->draft = ui_draft_new (video, TACK_MEDIA_VIDEO);
  ui_store_add (&self->store, self->draft);
  self->chooser = g_object_new (TACK_TYPE_COVER_CHOOSER, NULL);
  tack_cover_chooser_set_context (self->chooser, self->store.history, NULL);
  tack_cover_chooser_set_draft (self->chooser, self->draft);
  self->window = ui_window_new (GTK_WIDGET (self->chooser), 400, 160);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ui_window_close (self->window, GTK_WIDGET (self->chooser));
  ui_store_close (&self->store);
  g_assert_finalize_object (self->draft);
}

static gpointer
part (Fixture *self, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->chooser), TACK_TYPE_COVER_CHOOSER, id);
}

static GtkWidget *
get_button (Fixture *self)
{
  return ui_find_widget (GTK_WIDGET (self->chooser), GTK_TYPE_MENU_BUTTON);
}

/* What a click on an entry of the menu does. */
static void
choose (Fixture *self, const char *source)
{
  g_assert_true (gtk_widget_activate_action (get_button (self), "cover.source", "s", source));
}

/* Which entry of the menu has the mark, and what the line says. */
static void
assert_shown (Fixture *self, const char *entry, const char *text)
{
  g_autofree char *marked = ui_dup_marked (get_button (self));

  g_assert_cmpstr (marked, ==, entry);
  g_assert_cmpstr (gtk_label_get_label (part (self, "label")), ==, text);
}

static void
test_frames (Fixture *self, gconstpointer data)
{
  TackCoverStrip *strip = part (self, "strip");

  assert_shown (self, "Chosen Automatically", "Cover chosen automatically");
  /* The frame we would have chosen, from now on for good. */
  tack_cover_strip_set_automatic (strip, 2200);
  choose (self, "frame");
  assert_shown (self, "Frame at the Handle", "Cover at 0:02");
  g_assert_cmpint (tack_draft_get_cover_at (self->draft), ==, 2200);

  /* Pinterest knows whole seconds only, and none behind the end. */
  tack_draft_set_cover_at (self->draft, 2600);
  choose (self, "key-frame");
  assert_shown (self, "Frame Taken by Pinterest", "Pinterest takes its frame at 0:03");
  g_assert_cmpint (tack_draft_get_cover_key_frame (self->draft), ==, 3);
  g_assert_cmpint (tack_cover_strip_get_position (strip), ==, 3000);
  tack_cover_source_use_key_frame (self->draft, 99000);
  g_assert_cmpint (tack_draft_get_cover_key_frame (self->draft), ==, 4);

  choose (self, "automatic");
  assert_shown (self, "Chosen Automatically", "Cover chosen automatically");
  g_assert_cmpint (tack_draft_get_cover_key_frame (self->draft), ==, -1);
}

/* The handle moves the second that Pinterest takes, second by second; a picture gives way to it. */
static void
test_handle (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) picture = g_file_new_for_path ("/cover.png");
  GtkWidget        *strip = part (self, "strip");
  GtkGesture       *drag = ui_find_controller (strip, GTK_TYPE_GESTURE_DRAG);
  double            width = gtk_widget_get_width (strip);

  tack_draft_set_cover_at (self->draft, 1000);
  choose (self, "key-frame");
  ui_press (strip, GDK_KEY_Right, 0);
  assert_shown (self, "Frame Taken by Pinterest", "Pinterest takes its frame at 0:02");
  ui_press (strip, GDK_KEY_Left, 0);
  assert_shown (self, "Frame Taken by Pinterest", "Pinterest takes its frame at 0:01");
  g_signal_emit_by_name (drag, "drag-begin", width * 0.7, 20.0);
  assert_shown (self, "Frame Taken by Pinterest", "Pinterest takes its frame at 0:03");
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);

  tack_cover_chooser_take_file (self->chooser, picture);
  assert_shown (self, "Image File…", "Cover: cover.png");
  ui_press (strip, GDK_KEY_Home, 0);
  assert_shown (self, "Frame at the Handle", "Cover at 0:00");
  g_assert_null (tack_draft_get_cover_file (self->draft));
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) picture = g_file_new_for_path ("/cover.png");
  GtkWidget        *strip = part (self, "strip");
  GtkGesture       *drag = ui_find_controller (strip, GTK_TYPE_GESTURE_DRAG);

  tack_draft_set_cover_at (self->draft, 500);
  tack_cover_chooser_take_file (self->chooser, picture);
  ui_store_undo (&self->store);
  assert_shown (self, "Frame at the Handle", "Cover at 0:00");

  /* One drag is one step, however far it goes. */
  g_signal_emit_by_name (drag, "drag-begin", 20.0, 20.0);
  for (double x = 0; x < 200; x += 20)
    g_signal_emit_by_name (drag, "drag-update", x, 0.0);
  g_signal_emit_by_name (drag, "drag-end", 200.0, 0.0);
  g_assert_cmpint (tack_draft_get_cover_at (self->draft), >, 1500);
  ui_store_undo (&self->store);
  g_assert_cmpint (tack_draft_get_cover_at (self->draft), ==, 500);
}

static void
test_address (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    is_good;
    gboolean    is_scolded;
  } rows[] = {
    { "", FALSE, FALSE },         { "htt", FALSE, FALSE },
    { "https://", FALSE, FALSE }, { "ftp://example.com/a.jpg", FALSE, TRUE },
    { "vase.jpg", FALSE, TRUE },  { " https://example.com/covers/vase.jpg ", TRUE, FALSE },
  };

  choose (self, "address");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (ui_dialog (TACK_TYPE_COVER_ADDRESS_DIALOG));
  gpointer          entry
    = gtk_widget_get_template_child (GTK_WIDGET (dialog), TACK_TYPE_COVER_ADDRESS_DIALOG, "entry");
  gpointer reason
    = gtk_widget_get_template_child (GTK_WIDGET (dialog), TACK_TYPE_COVER_ADDRESS_DIALOG, "reason");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), rows[i].text);
      g_assert_cmpint (adw_message_dialog_get_response_enabled (dialog, "use"), ==,
                       rows[i].is_good);
      g_assert_cmpint (*gtk_label_get_label (GTK_LABEL (reason)) != '\0', ==, rows[i].is_scolded);
    }
  adw_message_dialog_response (dialog, "use");
  gtk_window_destroy (GTK_WINDOW (dialog));
  assert_shown (self, "Web Address…", "Cover: example.com");
  g_assert_cmpstr (tack_draft_get_cover_url (self->draft), ==,
                   "https://example.com/covers/vase.jpg");

  /* Thought better of it: what was stays. */
  choose (self, "address");
  dialog = ADW_MESSAGE_DIALOG (ui_dialog (TACK_TYPE_COVER_ADDRESS_DIALOG));
  adw_message_dialog_response (dialog, "cancel");
  gtk_window_destroy (GTK_WINDOW (dialog));
  assert_shown (self, "Web Address…", "Cover: example.com");
  choose (self, "automatic");
  g_assert_null (tack_draft_get_cover_url (self->draft));
}

/* Nothing of it is there for a picture, or for no draft at all. */
static void
test_hidden (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile)     file = ui_picture_new ("still.png", 60, 90, 0x102030ff);
  g_autoptr (TackDraft) picture = ui_draft_new (file, TACK_MEDIA_IMAGE);

  tack_cover_chooser_set_draft (self->chooser, picture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->chooser)));
  tack_cover_chooser_set_draft (self->chooser, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->chooser)));
  tack_cover_chooser_take_file (self->chooser, file);
  choose (self, "frame");
  tack_cover_chooser_set_draft (self->chooser, self->draft);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->chooser)));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

void
ui_add_cover_chooser_tests (void)
{
  add ("/ui/cover-chooser/frames", test_frames);
  add ("/ui/cover-chooser/handle", test_handle);
  add ("/ui/cover-chooser/undo", test_undo);
  add ("/ui/cover-chooser/address", test_address);
  add ("/ui/cover-chooser/hidden", test_hidden);
}
