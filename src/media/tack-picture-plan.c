/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-picture-plan.h"

#include <glib/gi18n-lib.h>

#include "base/tack-limits.h"

TackPictureSteps
tack_picture_plan (const TackPictureFacts *facts)
{
  gboolean         is_jpeg = g_strcmp0 (facts->container, "jpeg") == 0;
  gboolean         is_png = g_strcmp0 (facts->container, "png") == 0;
  TackPictureSteps steps = 0;

  if (facts->is_turned)
    steps |= TACK_PICTURE_TURN;
  if (facts->has_location)
    steps |= TACK_PICTURE_REMOVE_LOCATION;
  if (facts->has_details)
    steps |= TACK_PICTURE_REMOVE_DETAILS;

  /* How large other formats become shows when they are encoded. */
  if ((is_jpeg || is_png) && facts->size > TACK_IMAGE_BYTES_MAX)
    steps |= TACK_PICTURE_SHRINK;
  if (!is_jpeg && (!is_png || (steps & TACK_PICTURE_ENCODE) != 0))
    steps |= TACK_PICTURE_CONVERT;
  /* What is encoded is held as pixels, and there is an end to memory. */
  if ((steps & TACK_PICTURE_ENCODE) != 0
      && (gint64) facts->width * facts->height > TACK_PICTURE_PIXELS_MAX)
    steps |= TACK_PICTURE_SHRINK;

  return steps;
}

TackIssue *
tack_picture_plan_to_issue (TackPictureSteps steps, const char *name)
{
  static const struct
  {
    TackPictureSteps step;
    const char      *words;
  } parts[] = {
    /* Translators: parts of “… will be sent turned upright, without its location, as JPEG or PNG”.
     */
    { TACK_PICTURE_TURN, N_ ("turned upright") },
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
