/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-server.h"
#include "tack-test.h"
#include "tack-ui-eyes.h"
#include "tack-ui-fixture.h"
#include "ui/tack-window.h"

/* The whole window on a real session with the stand-in: from a file to a Pin. */

typedef struct
{
  char           *folder;
  TackDemoServer *server;
  TackSession    *session;
  TackWindow     *window;
  GtkApplication *application; /* nullable: none needs to be told of */
} WindowFixture;

void window_set_up (WindowFixture *self, gconstpointer data);
void window_tear_down (WindowFixture *self, gconstpointer data);

/** window_test: a test of the window; goes by @name. */
#define window_test(name, func)                                                                    \
  g_test_add ("/ui/window/" name, WindowFixture, NULL, window_set_up, func, window_tear_down)

/** window_open: a new window, with the drafts of the last one. */
void window_open (WindowFixture *self);

/** window_open_session: Returns: (transfer full): @token: (nullable): nobody is signed in. */
TackSession *window_open_session (WindowFixture *self, const char *token);

/** window_close: as a person closes it: drafts are written first, then it goes, and nothing of it
 * stays. */
void window_close (WindowFixture *self);

/** window_list_pictures: Returns: (transfer full) (element-type GFile): without any fault. */
GPtrArray *window_list_pictures (guint n);

/** window_add: adds @files, and waits until each has been looked at. */
void window_add (WindowFixture *self, GPtrArray *files);

/** window_add_videos: adds videos in a codec that Pinterest does not take. Returns: whether they
 * can be converted here; if not, the test is skipped. */
gboolean window_add_videos (WindowFixture *self, guint n);

/** window_start_mending: presses the finding's button, and starts what the dialog proposes. */
void window_start_mending (WindowFixture *self);

GListModel *window_drafts (WindowFixture *self);

/** window_draft: Returns: (transfer none): the one at @i. */
TackDraft *window_draft (WindowFixture *self, guint i);

/** window_count: Returns: of how many drafts that is so. */
guint window_count (WindowFixture *self, gboolean (*is_counted) (TackDraft *draft));

/** window_give_board: a board for all that are selected. */
void window_give_board (WindowFixture *self);

/** window_assert_says: waits until a label of the window says @text and no more. */
#define window_assert_says(self, text)                                                             \
  tack_test_wait_until (ui_says_only (GTK_WIDGET ((self)->window), text))

/** window_click: presses a button of the window once it is there. */
#define window_click(self, label)                                                                  \
  G_STMT_START                                                                                     \
    {                                                                                              \
      tack_test_wait_until (ui_button (GTK_WIDGET ((self)->window), label) != NULL);               \
      ui_click (GTK_WIDGET ((self)->window), label);                                               \
    }                                                                                              \
  G_STMT_END

/** window_press_until: A button follows what it depends on a moment later; a person presses it when
 * it can be pressed. */
#define window_press_until(self, action, condition)                                                \
  tack_test_wait_until (                                                                           \
    (gtk_widget_activate_action (GTK_WIDGET ((self)->window), action, NULL), (condition)))

/* The tests of the window, by what they state. */
void window_add_closing_tests (void);
void window_add_file_tests (void);
void window_add_mending_tests (void);
void window_add_picture_tests (void);
void window_add_preferences_tests (void);
