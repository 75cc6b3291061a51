/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackDemoForm:
 *
 * Reads a multipart/form-data body as it arrives. Fields are kept, the file is only counted and,
 * if wanted, hashed: memory does not grow with it.
 */
typedef struct _TackDemoForm TackDemoForm;

TackDemoForm *tack_demo_form_new (const char *boundary, gboolean wants_hash);
void          tack_demo_form_free (TackDemoForm *self);
void          tack_demo_form_feed (TackDemoForm *self, const void *data, gsize size);

/** tack_demo_form_is_whole: Returns: whether the closing boundary came and nothing was ill-formed.
 */
gboolean tack_demo_form_is_whole (TackDemoForm *self);

/** tack_demo_form_is_file_last: Returns: whether there was one file and no field after it. */
gboolean tack_demo_form_is_file_last (TackDemoForm *self);

/** tack_demo_form_get_fields: Returns: (transfer none): name to value. */
GHashTable *tack_demo_form_get_fields (TackDemoForm *self);

gboolean    tack_demo_form_has_duplicates (TackDemoForm *self);
guint64     tack_demo_form_get_file_size (TackDemoForm *self);
const char *tack_demo_form_get_sha256 (TackDemoForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoForm, tack_demo_form_free)

G_END_DECLS
