/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo/tack-demo-call.h"

G_BEGIN_DECLS

/**
 * TackDemoRoute:
 * @path: `{}` stands for an id, `{any}` for anything.
 * @operation: Pinterest's operation id, or our own name for what is beside the API.
 * @parameters: what its query may name, one space between them.
 */
typedef struct
{
  const char     *method;
  const char     *path;
  const char     *operation;
  const char     *parameters;
  TackDemoHandler handler;
} TackDemoRoute;

/** TACK_DEMO_BUCKET: the operation of the upload bucket, which has no route here. */
#define TACK_DEMO_BUCKET "bucket"

/**
 * tack_demo_find_route:
 * @parts: the path, split.
 *
 * Returns: (nullable): where the call goes, with its ids set to some of @parts; %NULL after having
 * refused it.
 */
const TackDemoRoute *tack_demo_find_route (const char *method, char **parts, TackDemoCall *call);

/** tack_demo_is_operation: Returns: whether there is such an operation. */
gboolean tack_demo_is_operation (const char *name);

/* The handlers, by resource. */
void tack_demo_get_account (TackDemoCall *call);

void tack_demo_list_boards (TackDemoCall *call);
void tack_demo_get_board (TackDemoCall *call);
void tack_demo_create_board (TackDemoCall *call);
void tack_demo_update_board (TackDemoCall *call);
void tack_demo_delete_board (TackDemoCall *call);
void tack_demo_list_board_pins (TackDemoCall *call);

void tack_demo_list_sections (TackDemoCall *call);
void tack_demo_create_section (TackDemoCall *call);
void tack_demo_update_section (TackDemoCall *call);
void tack_demo_delete_section (TackDemoCall *call);
void tack_demo_list_section_pins (TackDemoCall *call);

void tack_demo_create_media (TackDemoCall *call);
void tack_demo_get_media (TackDemoCall *call);
void tack_demo_list_media (TackDemoCall *call);

void tack_demo_list_pins (TackDemoCall *call);
void tack_demo_get_pin (TackDemoCall *call);
void tack_demo_create_pin (TackDemoCall *call);
void tack_demo_update_pin (TackDemoCall *call);
void tack_demo_save_pin (TackDemoCall *call);
void tack_demo_delete_pin (TackDemoCall *call);

void tack_demo_show_pin_page (TackDemoCall *call);
void tack_demo_show_profile_page (TackDemoCall *call);
void tack_demo_show_picture (TackDemoCall *call);

G_END_DECLS
