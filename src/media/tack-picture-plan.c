/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-plan.h"

#include <glib/gi18n-lib.h>

#include "base/tack-limits.h"

TackPictureSteps
tack_picture_plan (const TackPictureFacts *facts, TackPictureOptions options)
{
  gboolean is_silent = (options & TACK_PICTURE_KEEP_DETAILS) == 0;
  gint64   bytes_max = (options & TACK_PICTURE_SHRINK_TO_ADVISED) != 0 ? TACK_IMAGE_BYTES_ADVISED
                                                                       : TACK_IMAGE_BYTES_MAX;
  gboolean is_jpeg = g_strcmp0 (facts->container, "jpeg") == 0;
  gboolean is_png = g_strcmp0 (facts->container, "png") == 0;
  TackPictureSteps steps = 0;

  if (facts->is_turned)
    steps |= TACK_PICTURE_TURN;
  if (facts->is_cmyk)
    steps |= TACK_PICTURE_TO_RGB;
  if (facts->has_location && is_silent)
    steps |= TACK_PICTURE_REMOVE_LOCATION;
  if (facts->has_details && is_silent)
    steps |= TACK_PICTURE_REMOVE_DETAILS;

  /* How large other formats become shows when they are encoded. */
  if ((is_jpeg || is_png) && facts->size > bytes_max)
    steps |= TACK_PICTURE_SHRINK;
  if (!is_jpeg && (!is_png || (steps & TACK_PICTURE_ENCODE) != 0))
    steps |= TACK_PICTURE_CONVERT;
  /* What is encoded is held as pixels, and there is an end to memory. */
  if ((steps & TACK_PICTURE_ENCODE) != 0
      && (gint64) facts->width * facts->height > TACK_PICTURE_PIXELS_MAX)
    steps |= TACK_PICTURE_SHRINK;

  return steps;
}

/* Returns: (nullable): a hint that says what will be done; %NULL for nothing. */
static TackIssue *
issue_from_steps (TackPictureSteps steps, const char *name)
{
  static const struct
  {
    TackPictureSteps step;
    const char      *words;
  } parts[] = {
    /* Translators: parts of “… will be sent turned upright, without its location, as JPEG or PNG”.
     */
    { TACK_PICTURE_TURN, N_ ("turned upright") },
    { TACK_PICTURE_TO_RGB, N_ ("in the colours of screens") },
    { TACK_PICTURE_REMOVE_LOCATION, N_ ("without its location") },
    { TACK_PICTURE_REMOVE_DETAILS, N_ ("without details of camera and author") },
    { TACK_PICTURE_SHRINK, N_ ("made smaller") },
    { TACK_PICTURE_CONVERT, N_ ("as JPEG or PNG") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((steps & parts[i].step) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _ (parts[i].words));
  if (list->len == 0)
    return NULL;

  gboolean is_converted = (steps & TACK_PICTURE_CONVERT) != 0;
  return tack_issue_new (TACK_SEVERITY_HINT, is_converted ? "image-converted" : "image-prepared",
                         is_converted ? _ ("Will be converted") : _ ("Will be prepared"),
                         /* Translators: a file, and a list such as “turned upright, as JPEG”. */
                         _ ("“%s” will be sent %s; your file stays as it is."), name, list->str);
}

void
tack_picture_plan_add_issues (const TackMediaInfo *info,
                              TackPictureOptions   options,
                              const char          *name,
                              GPtrArray           *issues)
{
  const TackPictureFacts facts = {
    .container = info->container,
    .size = info->size,
    .width = info->width,
    .height = info->height,
    .is_turned = info->is_turned,
    .is_cmyk = info->is_cmyk,
    .has_location = info->has_location,
    .has_details = info->has_details,
  };
  gboolean is_shrunk = (options & TACK_PICTURE_SHRINK_TO_ADVISED) != 0;

  for (guint i = 0; i < info->issues->len; i++)
    {
      TackIssue *issue = g_ptr_array_index (info->issues, i);

      if (issue->mend != TACK_MEND_SHRINK || !is_shrunk)
        g_ptr_array_add (issues, tack_issue_ref (issue));
    }

  /* What cannot be read cannot be prepared. */
  if (info->kind != TACK_MEDIA_IMAGE || info->width == 0)
    return;

  TackIssue *hint = issue_from_steps (tack_picture_plan (&facts, options), name);
  if (hint != NULL)
    g_ptr_array_add (issues, hint);
}
