/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TackDemoQuery:
 *
 * The query of a call, checked against what its operation takes.
 */
typedef struct _TackDemoQuery TackDemoQuery;

/** tack_demo_query_new: @text is the raw query, (nullable). */
TackDemoQuery *tack_demo_query_new (const char *text);
void           tack_demo_query_free (TackDemoQuery *self);

/**
 * tack_demo_query_check:
 * @names: the parameters that the operation takes, one space between them.
 *
 * Returns: (transfer full) (nullable): why the query is refused, naming the parameter.
 */
char *tack_demo_query_check (TackDemoQuery *self, const char *names);

/** tack_demo_query_get: Returns: (transfer none) (nullable): the value of a parameter. */
const char *tack_demo_query_get (TackDemoQuery *self, const char *name);

/** tack_demo_query_is_true: Returns: whether a parameter says so; %FALSE without it. */
gboolean tack_demo_query_is_true (TackDemoQuery *self, const char *name);

/** tack_demo_query_allows: Returns: whether a filter names @value, or is not there. */
gboolean tack_demo_query_allows (TackDemoQuery *self, const char *name, const char *value);

/** tack_demo_query_get_page_size: Returns: how many items a page has. */
guint tack_demo_query_get_page_size (TackDemoQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TackDemoQuery, tack_demo_query_free)

G_END_DECLS
