/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  TACK_DEMO_TEXT,
  TACK_DEMO_DIGITS,
  TACK_DEMO_WEB_ADDRESS,
  TACK_DEMO_BASE64,
  TACK_DEMO_COLOR, /* such as #6E7874 */
  TACK_DEMO_BOOLEAN,
  TACK_DEMO_COUNT,
  TACK_DEMO_OBJECT,
  TACK_DEMO_ARRAY,
} TackDemoType;

typedef enum
{
  TACK_DEMO_OPTIONAL = 0,
  TACK_DEMO_NULLABLE = 1 << 0,
  TACK_DEMO_REQUIRED = 1 << 1,
} TackDemoRuleFlags;

/**
 * TackDemoRule:
 * @max: the most characters of a text or elements of an array, 0 for no limit.
 * @choices: (nullable): the only texts allowed, one space between them.
 * @min: the fewest characters of a text or elements of an array.
 *
 * What Pinterest takes in one field of a request.
 */
typedef struct
{
  const char       *name;
  TackDemoType      type;
  TackDemoRuleFlags flags;
  guint             max;
  const char       *choices;
  guint             min;
} TackDemoRule;

/**
 * tack_demo_check:
 * @rules: ends with a rule without a name.
 *
 * Returns: (transfer full) (nullable): why @object is refused, naming the field; %NULL if it is
 * not.
 */
char *tack_demo_check (JsonObject *object, const TackDemoRule *rules);

/**
 * tack_demo_check_text:
 *
 * Returns: (transfer full) (nullable): why @text is refused by a rule for texts.
 */
char *tack_demo_check_text (const TackDemoRule *rule, const char *text);

/** tack_demo_is_digits: Returns: whether @text is an id: digits and nothing else. */
gboolean tack_demo_is_digits (const char *text);

/** tack_demo_is_web_address: Returns: whether @text is a whole http or https address. */
gboolean tack_demo_is_web_address (const char *text);

G_END_DECLS
