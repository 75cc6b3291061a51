/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-mend-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "base/tack-limits.h"
#include "media/tack-sniff.h"

/* Of 1080 × 1920: more than an eye on a phone can tell from less, and fifteen minutes of it are
 * half of what Pinterest takes. Smaller videos get a part of it, but a poor picture for nothing. */
#define KBIT_FULL 8000
#define PIXELS_FULL (1080 * 1920)
#define KBIT_MIN 800

/* The least that every encoder takes. */
#define SIDE_MIN 16

/* What the picture has to be encoded anew to get rid of. */
#define TRAITS_ENCODE                                                                              \
  (TACK_MEDIA_HDR | TACK_MEDIA_DEEP | TACK_MEDIA_FINE_CHROMA | TACK_MEDIA_INTERLACED               \
   | TACK_MEDIA_ODD_PIXELS | TACK_MEDIA_TURNED | TACK_MEDIA_TRIMMED | TACK_MEDIA_VARIABLE_RATE)
/* What another file around the same content rids it of. */
#define TRAITS_REWRAP                                                                              \
  (TACK_MEDIA_FRAGMENTED | TACK_MEDIA_INDEX_LAST | TACK_MEDIA_SEVERAL_VIDEOS                       \
   | TACK_MEDIA_SEVERAL_SOUNDS)

/* What the verdict does not offer to mend. */
static const TackIssue *
find_hopeless (const TackMediaInfo *info)
{
  for (guint i = 0; i < info->issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (info->issues, i);

      if (issue->severity == TACK_SEVERITY_ERROR && issue->mend == TACK_MEND_NONE)
        return issue;
    }

  return NULL;
}

/* Why there is nothing to be done, the verdict has said already. */
static gboolean
is_hopeless (const TackMediaInfo *info, const char *name, GError **error)
{
  const TackIssue *issue = find_hopeless (info);
  gboolean         is_video = info->kind == TACK_MEDIA_VIDEO;
  gboolean         is_known = info->video_codec != NULL && info->width > 0 && info->height > 0;

  if (is_video && is_known && issue == NULL)
    return FALSE;

  /* A decoder that is missing is no error of the file. */
  if (is_video && issue == NULL)
    issue = tack_issue_array_get_worst (info->issues);
  if (issue != NULL)
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, "%s", issue->message));
  else
    g_propagate_error (error, tack_error_new (TACK_ERROR_FIX, _ ("“%s” is not a video."), name));

  return TRUE;
}

static gboolean
plan_length (const TackMediaInfo *info,
             const char          *name,
             gint64               to_ms,
             TackMendPlan        *plan,
             GError             **error)
{
  gboolean is_known = info->duration_ms >= 0;
  gint64   end = is_known && (to_ms < 0 || to_ms > info->duration_ms) ? info->duration_ms : to_ms;

  if (end >= 0 && end <= plan->from_ms && plan->from_ms > 0)
    {
      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("Nothing is left of “%s” between these points."),
                                                name));
      return FALSE;
    }

  plan->length_ms = end >= 0 ? end - plan->from_ms : -1;
  if (plan->length_ms > TACK_VIDEO_MS_MAX)
    {
      /* To the second, rounded up: else it would be told to be as long as it may be. */
      g_autofree char *length = tack_human_duration (plan->length_ms + 999);

      g_propagate_error (error, tack_error_new (TACK_ERROR_FIX,
                                                _ ("“%s” is %s long: choose a part of it, of at "
                                                   "most 15 min."),
                                                name, length));
      return FALSE;
    }

  if (plan->from_ms > 0 || (to_ms >= 0 && end != info->duration_ms))
    {
      plan->steps |= TACK_MEND_STEP_CUT;
      plan->to_ms = end;
    }
  if (plan->length_ms >= 0 && plan->length_ms < TACK_VIDEO_MS_MIN)
    plan->steps |= TACK_MEND_STEP_HOLD;

  return TRUE;
}

/* Rounded up or down to what encoders take: colour is stored for two by two pixels. */
static int
get_even (double side, gboolean is_up)
{
  int half = (int) (is_up ? ceil (side / 2 - 1e-9) : round (side / 2));

  return MAX (SIDE_MIN, 2 * half);
}

static gboolean
is_too_wide (const TackMediaInfo *info)
{
  return (double) info->width / info->height > TACK_VIDEO_RATIO_MAX + TACK_VIDEO_RATIO_SLACK;
}

static gboolean
is_too_narrow (const TackMediaInfo *info)
{
  return (double) info->width / info->height < TACK_VIDEO_RATIO_MIN - TACK_VIDEO_RATIO_SLACK;
}

/* The side that is filled up with bars is rounded up, so that the shape is surely allowed. */
static void
plan_size (const TackMediaInfo *info, TackMendPlan *plan)
{
  double   width = info->width;
  double   height = info->height;
  gboolean is_wide = is_too_wide (info);
  gboolean is_narrow = is_too_narrow (info);
  double   shorter = MIN (is_narrow ? height * TACK_VIDEO_RATIO_MIN : width,
                        is_wide ? width / TACK_VIDEO_RATIO_MAX : height);
  double scale = MIN (1, TACK_MEND_SIDE_MAX / shorter);

  if (is_wide || is_narrow)
    plan->steps |= TACK_MEND_STEP_BARS;
  if (scale < 1)
    plan->steps |= TACK_MEND_STEP_SHRINK;
  plan->width = get_even (width * scale, FALSE);
  plan->height = get_even (height * scale, FALSE);
  if (is_wide)
    plan->height = get_even (plan->width / TACK_VIDEO_RATIO_MAX, TRUE);
  if (is_narrow)
    plan->width = get_even (plan->height * TACK_VIDEO_RATIO_MIN, TRUE);

  gint64 kbit = (gint64) plan->width * plan->height * KBIT_FULL / PIXELS_FULL;
  plan->kbit = (int) MAX (kbit, KBIT_MIN);
}

static TackMendSteps
get_content_steps (const TackMediaInfo *info)
{
  TackMendSteps steps = 0;

  if (!g_str_equal (info->video_codec, "h264") || is_too_wide (info) || is_too_narrow (info)
      || (info->traits & TRAITS_ENCODE) != 0 || info->size > TACK_VIDEO_BYTES_MAX)
    steps |= TACK_MEND_STEP_ENCODE_VIDEO;
  if (info->audio_codec != NULL && !g_str_equal (info->audio_codec, "aac"))
    steps |= TACK_MEND_STEP_ENCODE_SOUND;
  if (!tack_sniff_is_mp4 (info->container) || (info->traits & TRAITS_REWRAP) != 0)
    steps |= TACK_MEND_STEP_REWRAP;

  return steps;
}

/* Frames and sound come in pieces: what is planned on the edge may end behind it. */
static void
keep_clear_of_limits (TackMendPlan *plan)
{
  const gint64 longest = TACK_VIDEO_MS_MAX - TACK_MEND_MARGIN_MS;
  const gint64 shortest = TACK_VIDEO_MS_MIN + TACK_MEND_MARGIN_MS;

  if (plan->length_ms > longest)
    plan->to_ms = plan->from_ms + longest;
  if (plan->length_ms >= 0)
    plan->length_ms = CLAMP (plan->length_ms, shortest, longest);
}

/* Only of these files the frames come out as they went in, each with its time. */
static gboolean
is_copyable (const TackMediaInfo *info)
{
  return tack_sniff_is_mp4 (info->container) || g_strcmp0 (info->container, "mkv") == 0;
}

gboolean
tack_mend_plan (const TackMediaInfo *info,
                const char          *name,
                gint64               from_ms,
                gint64               to_ms,
                TackMendPlan        *plan,
                GError             **error)
{
  *plan = (TackMendPlan){ .from_ms = from_ms, .to_ms = -1, .length_ms = -1 };
  if (is_hopeless (info, name, error) || !plan_length (info, name, to_ms, plan, error))
    return FALSE;

  plan->steps |= get_content_steps (info);
  /* Between points and at the end, frames are not where they were. */
  if ((plan->steps & (TACK_MEND_STEP_CUT | TACK_MEND_STEP_HOLD)) != 0
      || (plan->steps != 0 && (!is_copyable (info) || plan->length_ms < 0)))
    plan->steps |= TACK_MEND_STEP_ENCODE_VIDEO;
  if ((plan->steps & TACK_MEND_STEP_ENCODE_VIDEO) == 0)
    return TRUE;

  /* Sound is cheap, and keeps in step when both are timed anew. */
  if (info->audio_codec != NULL)
    plan->steps |= TACK_MEND_STEP_ENCODE_SOUND;
  plan->steps &= ~(guint) TACK_MEND_STEP_REWRAP;
  plan_size (info, plan);
  keep_clear_of_limits (plan);

  return TRUE;
}

char *
tack_mend_plan_dup_sentence (const TackMendPlan *plan, const char *name)
{
  static const struct
  {
    TackMendSteps step;
    const char   *words;
  } parts[] = {
    /* Translators: parts of “… becomes an MP4 file: cut to your points, with bars at its edges”. */
    { TACK_MEND_STEP_CUT, N_ ("cut to your points") },
    { TACK_MEND_STEP_HOLD, N_ ("with its last picture held until it is 4 s long") },
    { TACK_MEND_STEP_BARS, N_ ("with bars at its edges") },
    { TACK_MEND_STEP_SHRINK, N_ ("with fewer pixels") },
    { TACK_MEND_STEP_ENCODE_VIDEO, N_ ("encoded as H.264") },
    { TACK_MEND_STEP_ENCODE_SOUND, N_ ("with its sound as AAC") },
    { TACK_MEND_STEP_REWRAP, N_ ("with what is in it as it is") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if ((plan->steps & parts[i].step) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _ (parts[i].words));
  if (list->len == 0)
    return NULL;

  /* Translators: a file, and a list such as “cut to your points, encoded as H.264”. */
  return g_strdup_printf (_ ("“%s” becomes an MP4 file: %s; your file stays as it is."), name,
                          list->str);
}
