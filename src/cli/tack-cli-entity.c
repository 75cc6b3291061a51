/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/tack-cli-entity.h"

#include <glib/gi18n.h>

#include "api/tack-board.h"
#include "api/tack-pin.h"
#include "api/tack-section.h"

/* Lines stay lines, however long a title is. */
#define PART_CHARS_MAX 60
#define LABEL_CHARS 12

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (line->len > 0)
    g_string_append (line, " · ");
  if (g_utf8_strlen (part, -1) <= PART_CHARS_MAX)
    {
      g_string_append (line, part);
      return;
    }

  g_autofree char *start = g_utf8_substring (part, 0, PART_CHARS_MAX - 1);
  g_string_append_printf (line, "%s…", start);
}

static void
describe_board (gpointer entity, GString *line)
{
  const char      *privacies[] = { _ ("public"), _ ("protected"), _ ("secret") };
  gint64           n_pins = tack_board_get_pin_count (entity);
  g_autofree char *pins
    = g_strdup_printf (ngettext ("%d Pin", "%d Pins", (gulong) n_pins), (int) n_pins);

  append_part (line, tack_board_get_name (entity));
  append_part (line, privacies[tack_board_get_privacy (entity)]);
  append_part (line, pins);
}

static void
describe_section (gpointer entity, GString *line)
{
  append_part (line, tack_section_get_name (entity));
}

static const char *
get_media_name (TackPin *pin)
{
  static const struct
  {
    const char *type;
    const char *name;
  } media[] = {
    { "image", N_ ("picture") },
    { "video", N_ ("video") },
    { "multiple_images", N_ ("carousel") },
    { "multiple_videos", N_ ("several videos") },
    { "multiple_mixed", N_ ("pictures and videos") },
  };
  const char *type = tack_pin_get_media_type (pin);

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    if (g_strcmp0 (type, media[i].type) == 0)
      return _ (media[i].name);

  return type;
}

static void
describe_pin (gpointer entity, GString *line)
{
  const char           *title = tack_pin_get_title (entity);
  const char           *description = tack_pin_get_description (entity);
  g_autoptr (GDateTime) created = tack_pin_get_created_at (entity) != NULL
                                    ? g_date_time_to_local (tack_pin_get_created_at (entity))
                                    : NULL;
  g_autofree char      *date = created != NULL ? g_date_time_format (created, "%Y-%m-%d") : NULL;

  append_part (line, title != NULL && *title != '\0' ? title : description);
  append_part (line, get_media_name (entity));
  append_part (line, date);
}

/* What can be printed. */
typedef struct
{
  GType (*get_type) (void);
  const char *(*get_id) (gpointer entity);
  JsonObject *(*get_json) (gpointer entity);
  void (*describe) (gpointer entity, GString *line);
} Kind;

static const Kind *
get_kind (gpointer entity)
{
  static const Kind kinds[] = {
    { tack_board_get_type, (gpointer) tack_board_get_id, (gpointer) tack_board_get_json,
      describe_board },
    { tack_section_get_type, (gpointer) tack_section_get_id, (gpointer) tack_section_get_json,
      describe_section },
    { tack_pin_get_type, (gpointer) tack_pin_get_id, (gpointer) tack_pin_get_json, describe_pin },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (G_OBJECT_TYPE (entity) == kinds[i].get_type ())
      return &kinds[i];

  g_return_val_if_reached (&kinds[0]);
}

/* @id_width: how wide the column of numbers is. */
static gboolean
print_entity (TackCli *cli, gpointer entity, int id_width)
{
  const Kind         *kind = get_kind (entity);
  g_autoptr (GString) description = g_string_new (NULL);

  if (cli->is_json)
    return tack_cli_print_json (kind->get_json (entity));

  kind->describe (entity, description);
  g_autofree char *line
    = g_strdup_printf ("%-*s  %s", id_width, kind->get_id (entity), description->str);

  return tack_cli_print_line (line);
}

gboolean
tack_cli_print_entity (TackCli *cli, gpointer entity)
{
  return print_entity (cli, entity, 0);
}

gboolean
tack_cli_print_answer (TackCli *cli, gpointer entity)
{
  g_autoptr (GObject) owned = entity;

  if (owned == NULL)
    return FALSE;

  tack_cli_print_entity (cli, owned);

  return TRUE;
}

void
tack_cli_print_detail (const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  glong            padding = MAX (LABEL_CHARS - g_utf8_strlen (label, -1), 0);
  g_autofree char *line = g_strdup_printf ("  %s%*s  %s", label, (int) padding, "", value);
  tack_cli_print_line (line);
}

void
tack_cli_print_deleted (TackCli *cli, const char *id)
{
  if (cli->is_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();
      json_object_set_string_member (object, "event", "deleted");
      json_object_set_string_member (object, "id", id);
      tack_cli_print_json (object);
      return;
    }

  g_autofree char *line = g_strdup_printf (_ ("%s  deleted"), id);
  tack_cli_print_line (line);
}


typedef struct
{
  TackCli      *cli;
  GCancellable *cancellable; /* triggered when nobody reads on */
} Listing;

/* A page of numbers is one column. */
static void
on_list_items_changed (GListModel *list, guint position, guint removed, guint added, Listing *self)
{
  int width = 0;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) entity = g_list_model_get_item (list, i);

      width = MAX (width, (int) strlen (get_kind (entity)->get_id (entity)));
    }

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) entity = g_list_model_get_item (list, i);

      if (!print_entity (self->cli, entity, width))
        {
          g_cancellable_cancel (self->cancellable);
          return;
        }
    }
}

gboolean
tack_cli_print_list (TackCli *cli, TackPageList *list, GError **error)
{
  g_autoptr (TackPageList) owned = list;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError)       list_error = NULL;
  Listing                  self = { cli, cancellable };

  tack_page_list_set_keeps_items (list, FALSE);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_list_items_changed), &self);
  tack_page_list_load_all_async (list, cancellable, tack_cli_store_result, &result);
  tack_cli_wait (&result);
  g_signal_handlers_disconnect_by_data (list, &self);

  if (tack_page_list_load_all_finish (list, result, &list_error)
      || g_cancellable_is_cancelled (cancellable))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&list_error));
  return FALSE;
}
