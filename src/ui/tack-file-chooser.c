/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-file-chooser.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkFileChooserNative *native;
  TackFilesFunc         func;
  GWeakRef              object;
} Request;

static const struct
{
  const char          *title;
  const char          *accept;
  GtkFileChooserAction action;
  gboolean             is_multiple;
  const char          *filter_name; /* nullable: everything */
  const char          *types[4];
  const char          *file_name; /* nullable: of a file that is to be written */
} choices[] = {
  [TACK_CHOOSE_MEDIA] = { N_ ("Add Pictures and Videos"),
                          N_ ("_Add"),
                          GTK_FILE_CHOOSER_ACTION_OPEN,
                          TRUE,
                          N_ ("Pictures and videos"),
                          { "image/*", "video/*" },
                          NULL },
  [TACK_CHOOSE_ANOTHER] = { N_ ("Choose Another File"),
                            N_ ("_Choose"),
                            GTK_FILE_CHOOSER_ACTION_OPEN,
                            FALSE,
                            N_ ("Pictures and videos"),
                            { "image/*", "video/*" },
                            NULL },
  [TACK_CHOOSE_PICTURE] = { N_ ("Choose a Cover"),
                            N_ ("_Choose"),
                            GTK_FILE_CHOOSER_ACTION_OPEN,
                            FALSE,
                            N_ ("Pictures"),
                            { "image/*" },
                            NULL },
  [TACK_CHOOSE_FOLDER] = { N_ ("Add a Folder"),
                           N_ ("_Add"),
                           GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                           FALSE,
                           NULL,
                           { NULL },
                           NULL },
  [TACK_CHOOSE_CSV] = { N_ ("Export the History"),
                        N_ ("_Export"),
                        GTK_FILE_CHOOSER_ACTION_SAVE,
                        FALSE,
                        N_ ("Tables (CSV)"),
                        { "text/csv" },
                        N_ ("Pins.csv") },
};

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->object);
  g_object_unref (request->native);
  g_free (request);
}

static void
on_native_response (GtkNativeDialog *native, int response, gpointer user_data)
{
  Request              *request = user_data;
  g_autoptr (GObject)   object = g_weak_ref_get (&request->object);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (response == GTK_RESPONSE_ACCEPT && object != NULL)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        g_ptr_array_add (files, g_list_model_get_item (chosen, i));
      if (files->len > 0)
        request->func (files, object);
    }

  gtk_native_dialog_destroy (native);
  request_free (request);
}

static void
add_filters (GtkFileChooser *chooser, TackFileChoice choice)
{
  if (choices[choice].filter_name == NULL)
    return;

  g_autoptr (GtkFileFilter) media = gtk_file_filter_new ();
  gtk_file_filter_set_name (media, _ (choices[choice].filter_name));
  for (const char *const *type = choices[choice].types; *type != NULL; type++)
    gtk_file_filter_add_mime_type (media, *type);
  gtk_file_chooser_add_filter (chooser, media);

  /* A video under an odd name has an odd type: content decides, so the way must not be barred. */
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
tack_file_chooser_open (GtkWindow     *parent,
                        TackFileChoice choice,
                        GFile         *beside,
                        TackFilesFunc  func,
                        GObject       *object)
{
  Request          *request = g_new0 (Request, 1);
  g_autoptr (GFile) folder = beside != NULL ? g_file_get_parent (beside) : NULL;

  request->native
    = gtk_file_chooser_native_new (_ (choices[choice].title), parent, choices[choice].action,
                                   _ (choices[choice].accept), NULL);
  request->func = func;
  g_weak_ref_init (&request->object, object);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (request->native),
                                        choices[choice].is_multiple);
  if (choices[choice].file_name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (request->native),
                                       _ (choices[choice].file_name));
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (request->native), folder, NULL);
  add_filters (GTK_FILE_CHOOSER (request->native), choice);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (request->native), TRUE);
  g_signal_connect (request->native, "response", G_CALLBACK (on_native_response), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (request->native));
}
