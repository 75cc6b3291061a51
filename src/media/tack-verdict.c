/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-verdict.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/tack-human.h"
#include "base/tack-limits.h"

/* Each rule looks at the facts and says at most one thing. What is unknown is not judged: the
 * finding that explains why it is unknown is there already. */
typedef TackIssue *(*Rule) (const TackMediaInfo *info, const char *name);

static double
get_ratio (const TackMediaInfo *info)
{
  return info->height > 0 ? (double) info->width / (double) info->height : 0;
}

static TackIssue *
judge_video_container (const TackMediaInfo *info, const char *name)
{
  if (info->container == NULL || g_str_equal (info->container, "mp4")
      || g_str_equal (info->container, "mov") || g_str_equal (info->container, "m4v"))
    return NULL;

  return tack_issue_new_mendable (TACK_SEVERITY_ERROR, TACK_MEND_CONVERT, "video-container",
                                  _ ("Wrong format"),
                                  _ ("“%s” is a %s file; Pinterest takes MP4, MOV and M4V."), name,
                                  info->container);
}

static TackIssue *
judge_video_codec (const TackMediaInfo *info, const char *name)
{
  if (info->video_codec == NULL || g_str_equal (info->video_codec, "h264"))
    return NULL;

  if (g_str_equal (info->video_codec, "h265"))
    return tack_issue_new_mendable (TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-h265",
                                    _ ("H.265 video"),
                                    _ ("“%s” is H.265: Pinterest takes it; H.264 is safer."), name);

  g_autofree char *codec = tack_human_codec (info->video_codec);
  return tack_issue_new_mendable (TACK_SEVERITY_ERROR, TACK_MEND_CONVERT, "video-codec",
                                  _ ("Wrong codec"),
                                  _ ("“%s” is encoded as %s; Pinterest takes H.264 and H.265."),
                                  name, codec);
}

static TackIssue *
judge_video_length (const TackMediaInfo *info, const char *name)
{
  if (info->duration_ms < 0)
    return NULL;

  gboolean is_short = info->duration_ms < TACK_VIDEO_MS_MIN;
  if (!is_short && info->duration_ms <= TACK_VIDEO_MS_MAX)
    return NULL;

  /* What is too long is told to the second, rounded up: else it would be as long as it may be. */
  g_autofree char *length = is_short ? tack_human_seconds (info->duration_ms)
                                     : tack_human_duration (info->duration_ms + 999);

  return tack_issue_new_mendable (TACK_SEVERITY_ERROR, is_short ? TACK_MEND_EXTEND : TACK_MEND_TRIM,
                                  is_short ? "video-too-short" : "video-too-long",
                                  is_short ? _ ("Too short") : _ ("Too long"),
                                  _ ("“%s” is %s long; Pinterest takes 4 s to 15 min."), name,
                                  length);
}

static TackIssue *
judge_video_size (const TackMediaInfo *info, const char *name)
{
  if (info->size <= TACK_VIDEO_BYTES_MAX)
    return NULL;

  g_autofree char *size = tack_human_size (info->size);
  return tack_issue_new_mendable (TACK_SEVERITY_ERROR, TACK_MEND_CONVERT, "video-too-big",
                                  _ ("Too big"), _ ("“%s” has %s; Pinterest takes up to 2 GB."),
                                  name, size);
}

static TackIssue *
judge_video_ratio (const TackMediaInfo *info, const char *name)
{
  static const double advised[] = { 1.0, 2.0 / 3.0, 4.0 / 5.0, 9.0 / 16.0 };
  double              ratio = get_ratio (info);

  if (ratio == 0)
    return NULL;
  if (ratio < TACK_VIDEO_RATIO_MIN - TACK_VIDEO_RATIO_SLACK
      || ratio > TACK_VIDEO_RATIO_MAX + TACK_VIDEO_RATIO_SLACK)
    return tack_issue_new_mendable (
      TACK_SEVERITY_ERROR, TACK_MEND_PAD, "video-ratio", _ ("Wrong shape"),
      _ ("“%s” is %d × %d; Pinterest takes shapes from 1:2 to 1.91:1."), name, info->width,
      info->height);

  for (guint i = 0; i < G_N_ELEMENTS (advised); i++)
    if (fabs (ratio / advised[i] - 1) < 0.02)
      return NULL;

  return tack_issue_new (TACK_SEVERITY_WARNING, "video-shape", _ ("Unusual shape"),
                         _ ("“%s” is %d × %d; feeds show 1:1, 2:3, 4:5 and 9:16 best."), name,
                         info->width, info->height);
}

static TackIssue *
judge_video_lines (const TackMediaInfo *info, const char *name)
{
  if (get_ratio (info) == 0 || MIN (info->width, info->height) >= TACK_VIDEO_LINES_ADVISED)
    return NULL;

  return tack_issue_new (TACK_SEVERITY_WARNING, "video-small", _ ("Very small"),
                         _ ("“%s” is only %d × %d: it will look blurred."), name, info->width,
                         info->height);
}

static gboolean
is_sent_as_it_is (const TackMediaInfo *info)
{
  return g_strcmp0 (info->container, "jpeg") == 0 || g_strcmp0 (info->container, "png") == 0;
}

/* What is larger than Pinterest takes is made smaller, and so is not advised against. */
static TackIssue *
judge_image_size (const TackMediaInfo *info, const char *name)
{
  if (!is_sent_as_it_is (info) || info->size <= TACK_IMAGE_BYTES_ADVISED
      || info->size > TACK_IMAGE_BYTES_MAX)
    return NULL;

  g_autofree char *size = tack_human_size (info->size);
  return tack_issue_new_mendable (TACK_SEVERITY_WARNING, TACK_MEND_SHRINK, "image-big",
                                  _ ("Large file"),
                                  _ ("“%s” has %s; over 8 MB Pinterest often fails."), name, size);
}

static TackIssue *
judge_image_pixels (const TackMediaInfo *info, const char *name)
{
  if (info->width == 0
      || (info->width >= TACK_IMAGE_WIDTH_ADVISED && info->height >= TACK_IMAGE_HEIGHT_ADVISED))
    return NULL;

  return tack_issue_new (TACK_SEVERITY_WARNING, "image-small", _ ("Very small"),
                         _ ("“%s” is only %d × %d; Pins want at least 200 × 300."), name,
                         info->width, info->height);
}

static TackIssue *
judge_image_ratio (const TackMediaInfo *info, const char *name)
{
  double ratio = get_ratio (info);

  if (ratio == 0 || fabs (ratio * 3 / 2 - 1) < 0.02)
    return NULL;

  return tack_issue_new (TACK_SEVERITY_HINT, "image-shape", _ ("Not 2:3"),
                         _ ("“%s” is %d × %d; feeds show 2:3 best."), name, info->width,
                         info->height);
}

/* One sentence a trait; its only argument is the name. */
static const struct
{
  TackMediaTraits trait;
  TackSeverity    severity;
  TackMend        mend;
  const char     *code;
  const char     *title;
  const char     *sentence;
} trait_rules[] = {
  { TACK_MEDIA_PAST_END, TACK_SEVERITY_ERROR, TACK_MEND_NONE, "cut-off", N_ ("Incomplete"),
    N_ ("“%s” is incomplete: its end is missing. Copy it again.") },
  { TACK_MEDIA_TRUNCATED, TACK_SEVERITY_ERROR, TACK_MEND_NONE, "damaged", N_ ("Damaged"),
    N_ ("“%s” is damaged: the end of the picture is missing. Copy it again.") },
  { TACK_MEDIA_ENCRYPTED, TACK_SEVERITY_ERROR, TACK_MEND_NONE, "video-encrypted", N_ ("Protected"),
    N_ ("“%s” is protected against copying: Pinterest cannot play it.") },
  { TACK_MEDIA_SEVERAL_VIDEOS, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-several-tracks",
    N_ ("Several videos"), N_ ("“%s” has several video tracks; Pinterest shows one of them.") },
  { TACK_MEDIA_SEVERAL_SOUNDS, TACK_SEVERITY_HINT, TACK_MEND_CONVERT, "video-several-sounds",
    N_ ("Several sounds"), N_ ("“%s” has several sound tracks; Pinterest plays one of them.") },
  { TACK_MEDIA_HDR, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-hdr", N_ ("HDR video"),
    N_ ("“%s” is HDR: its colours may look pale or wrong on Pinterest.") },
  { TACK_MEDIA_DEEP, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-10-bit",
    N_ ("More than 8 bits"),
    N_ ("“%s” has more than 8 bits a colour; many devices cannot play it.") },
  { TACK_MEDIA_FINE_CHROMA, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-chroma",
    N_ ("Studio colours"),
    N_ ("“%s” stores colours finer than 4:2:0; many devices cannot play it.") },
  { TACK_MEDIA_INTERLACED, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-interlaced",
    N_ ("Interlaced"), N_ ("“%s” is interlaced: moving edges may look like combs.") },
  { TACK_MEDIA_ODD_PIXELS, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-pixel-aspect",
    N_ ("Odd pixels"),
    N_ ("The pixels of “%s” are not square: it may look stretched on Pinterest.") },
  { TACK_MEDIA_FRAGMENTED, TACK_SEVERITY_WARNING, TACK_MEND_CONVERT, "video-fragmented",
    N_ ("In fragments"),
    N_ ("“%s” is cut into fragments for streaming, which Pinterest may refuse.") },
  { TACK_MEDIA_TRIMMED, TACK_SEVERITY_HINT, TACK_MEND_CONVERT, "video-edit-list",
    N_ ("Trimmed by a note"),
    N_ ("“%s” is trimmed only by a note in the file; Pinterest may show the rest too.") },
  { TACK_MEDIA_TURNED, TACK_SEVERITY_HINT, TACK_MEND_CONVERT, "video-rotated",
    N_ ("Turned by a note"), N_ ("“%s” is stored turned, with a note which way is up.") },
  { TACK_MEDIA_VARIABLE_RATE, TACK_SEVERITY_HINT, TACK_MEND_CONVERT, "video-variable-rate",
    N_ ("Variable frame rate"),
    N_ ("“%s” has a frame rate that varies; sound and picture may drift apart.") },
  { TACK_MEDIA_INDEX_LAST, TACK_SEVERITY_HINT, TACK_MEND_CONVERT, "video-index-last",
    N_ ("Index at the end"),
    N_ ("“%s” has its index at the end, so that it starts later; Pinterest takes it.") },
};

static void
judge_traits (TackMediaInfo *info, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (trait_rules); i++)
    if ((info->traits & trait_rules[i].trait) != 0)
      {
        g_autoptr (GString) sentence = g_string_new (_ (trait_rules[i].sentence));

        g_string_replace (sentence, "%s", name, 1);
        g_ptr_array_add (info->issues,
                         tack_issue_new_mendable (trait_rules[i].severity, trait_rules[i].mend,
                                                  trait_rules[i].code, _ (trait_rules[i].title),
                                                  "%s", sentence->str));
      }
}

/* What cannot be read to its end cannot be encoded anew either: no finding about it offers to. */
static gboolean
can_be_mended (const TackMediaInfo *info)
{
  const TackMediaTraits unreadable
    = TACK_MEDIA_PAST_END | TACK_MEDIA_TRUNCATED | TACK_MEDIA_ENCRYPTED;

  return (info->traits & unreadable) == 0 && !tack_issue_array_has_errors (info->issues);
}

static const Rule video_rules[] = {
  judge_video_container, judge_video_codec, judge_video_length,
  judge_video_size,      judge_video_ratio, judge_video_lines,
};

static const Rule image_rules[] = {
  judge_image_size,
  judge_image_pixels,
  judge_image_ratio,
};

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const TackIssue *issue_a = *(TackIssue *const *) a;
  const TackIssue *issue_b = *(TackIssue *const *) b;

  return (int) issue_b->severity - (int) issue_a->severity;
}

void
tack_verdict_judge (TackMediaInfo *info, const char *name)
{
  const Rule *rules = info->kind == TACK_MEDIA_VIDEO ? video_rules : image_rules;
  guint       n_rules
    = info->kind == TACK_MEDIA_VIDEO ? G_N_ELEMENTS (video_rules) : G_N_ELEMENTS (image_rules);
  gboolean is_mendable = can_be_mended (info);

  for (guint i = 0; info->kind != TACK_MEDIA_UNKNOWN && i < n_rules; i++)
    {
      TackIssue *issue = rules[i](info, name);

      if (issue != NULL)
        g_ptr_array_add (info->issues, issue);
    }

  judge_traits (info, name);
  for (guint i = 0; !is_mendable && i < info->issues->len; i++)
    ((TackIssue *) g_ptr_array_index (info->issues, i))->mend = TACK_MEND_NONE;
  g_ptr_array_sort (info->issues, compare_severity);
}
