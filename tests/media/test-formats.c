/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/tack-limits.h"
#include "media/tack-box-scan.h"
#include "media/tack-media-info.h"
#include "media/tack-sniff.h"
#include "media/tack-verdict.h"

/* What is judged from bytes and numbers alone. */

static void
test_sniff (void)
{
  static const struct
  {
    const char   *bytes;
    gsize         length;
    TackMediaKind kind;
    const char   *container;
  } cases[] = {
    { "\xff\xd8\xff\xe0....", 8, TACK_MEDIA_IMAGE, "jpeg" },
    { "\x89PNG\r\n\x1a\n", 8, TACK_MEDIA_IMAGE, "png" },
    { "RIFF....WEBPVP8 ", 16, TACK_MEDIA_IMAGE, "webp" },
    { "RIFF....WAVEfmt ", 16, TACK_MEDIA_UNKNOWN, NULL },
    { "....ftypisom", 12, TACK_MEDIA_VIDEO, "mp4" },
    { "....ftypqt  ", 12, TACK_MEDIA_VIDEO, "mov" },
    { "....ftypM4V ", 12, TACK_MEDIA_VIDEO, "m4v" },
    { "....ftypheic", 12, TACK_MEDIA_IMAGE, "heic" },
    { "....ftypheix", 12, TACK_MEDIA_IMAGE, "heic" },
    { "....ftypavis", 12, TACK_MEDIA_IMAGE, "avif" },
    { "....free", 8, TACK_MEDIA_VIDEO, "mov" },
    { "....styp", 8, TACK_MEDIA_VIDEO, "mp4" },
    { "....moov", 8, TACK_MEDIA_VIDEO, "mov" },
    { "\x1a\x45\xdf\xa3....webm", 12, TACK_MEDIA_VIDEO, "webm" },
    { "\x1a\x45\xdf\xa3matroska", 12, TACK_MEDIA_VIDEO, "mkv" },
    { "RIFF....AVI LIST", 16, TACK_MEDIA_VIDEO, "avi" },
    { "FLV\x01....", 8, TACK_MEDIA_VIDEO, "flv" },
    { "OggS....", 8, TACK_MEDIA_VIDEO, "ogg" },
    { "\0\0\1\xba....", 8, TACK_MEDIA_VIDEO, "mpeg" },
    { "\x30\x26\xb2\x75\x8e\x66\xcf\x11", 8, TACK_MEDIA_VIDEO, "wmv" },
    { "G, a letter, is no packet.", 26, TACK_MEDIA_UNKNOWN, NULL },
    { "Not a video at all.", 19, TACK_MEDIA_UNKNOWN, NULL },
    { "", 0, TACK_MEDIA_UNKNOWN, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *container = "unset";

      g_test_message ("case %u", i);
      g_assert_cmpint (tack_sniff ((const guint8 *) cases[i].bytes, cases[i].length, &container),
                       ==, cases[i].kind);
      g_assert_cmpstr (container, ==, cases[i].container);
    }
}

static void
test_sniff_transport_stream (void)
{
  guint8      data[TACK_SNIFF_BYTES] = { 0 };
  const char *container;

  for (gsize i = 0; i < sizeof data; i += 188)
    data[i] = 0x47;
  g_assert_cmpint (tack_sniff (data, sizeof data, &container), ==, TACK_MEDIA_VIDEO);
  g_assert_cmpstr (container, ==, "ts");

  memset (data, 0, sizeof data);
  for (gsize i = 4; i < sizeof data; i += 192)
    data[i] = 0x47;
  g_assert_cmpint (tack_sniff (data, sizeof data, &container), ==, TACK_MEDIA_VIDEO);
  g_assert_cmpstr (container, ==, "ts");
}

static void
test_box_scan (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    TackBoxScan found;
  } cases[] = {
    { "\0\0\0\x08"
      "ftyp"
      "\0\0\0\x08"
      "moov",
      16, TACK_BOX_SCAN_WHOLE },
    { "\0\0\0\x08"
      "ftyp"
      "\0\0\0\x08"
      "mdat",
      16, TACK_BOX_SCAN_NO_INDEX },
    { "\0\0\0\x08"
      "moov"
      "\0\0\0\xff"
      "mdat",
      16, TACK_BOX_SCAN_CUT },
    /* A size of 0 reaches to the end of the file. */
    { "\0\0\0\x08"
      "moov"
      "\0\0\0\0"
      "mdat....",
      20, TACK_BOX_SCAN_WHOLE },
    /* A size of 1 is followed by one of 64 bits. */
    { "\0\0\0\x08"
      "moov"
      "\0\0\0\x01"
      "mdat"
      "\0\0\0\0\0\0\0\x10",
      24, TACK_BOX_SCAN_WHOLE },
    { "\0\0\0\x08"
      "moov"
      "\0\0\0\x01"
      "mdat"
      "\xff\xff\xff\xff\xff\xff\xff\xff",
      24, TACK_BOX_SCAN_CUT },
    /* A box smaller than its own head would be read for ever. */
    { "\0\0\0\x02"
      "free"
      "\0\0\0\x08"
      "moov",
      16, TACK_BOX_SCAN_NO_INDEX },
    { "\0\0", 2, TACK_BOX_SCAN_NO_INDEX },
    { "", 0, TACK_BOX_SCAN_NO_INDEX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream
        = g_memory_input_stream_new_from_data (cases[i].bytes, (gssize) cases[i].length, NULL);

      g_test_message ("case %u", i);
      g_assert_cmpint (tack_box_scan (stream, (gint64) cases[i].length, NULL), ==, cases[i].found);
    }
}

typedef struct
{
  TackMediaKind kind;
  const char   *container;
  const char   *codec;
  int           width;
  int           height;
  gint64        duration_ms;
  gint64        size;
  const char   *code; /* the finding, NULL for none */
  TackSeverity  severity;
  TackMend      mend;
} VerdictCase;

#define VIDEO(duration, size) TACK_MEDIA_VIDEO, "mp4", "h264", 1080, 1920, duration, size
#define SHAPE(width, height) TACK_MEDIA_VIDEO, "mp4", "h264", width, height, 10000, 1000000
#define IMAGE(width, height, size) TACK_MEDIA_IMAGE, "jpeg", NULL, width, height, 0, size

static const VerdictCase verdict_cases[] = {
  { VIDEO (TACK_VIDEO_MS_MIN, 1000000), NULL, 0 },
  { VIDEO (TACK_VIDEO_MS_MIN - 1, 1000000), "video-too-short", TACK_SEVERITY_ERROR,
    TACK_MEND_EXTEND },
  { VIDEO (TACK_VIDEO_MS_MAX, 1000000), NULL, 0 },
  { VIDEO (TACK_VIDEO_MS_MAX + 1, 1000000), "video-too-long", TACK_SEVERITY_ERROR, TACK_MEND_TRIM },
  { VIDEO (10000, TACK_VIDEO_BYTES_MAX), NULL, 0 },
  { VIDEO (10000, TACK_VIDEO_BYTES_MAX + 1), "video-too-big", TACK_SEVERITY_ERROR,
    TACK_MEND_CONVERT },
  { SHAPE (1000, 2000), NULL, 0 },
  { SHAPE (1000, 2100), "video-ratio", TACK_SEVERITY_ERROR, TACK_MEND_PAD },
  { SHAPE (2100, 1000), "video-ratio", TACK_SEVERITY_ERROR, TACK_MEND_PAD },
  { TACK_MEDIA_VIDEO, "webm", "vp9", 1080, 1920, 10000, 1000000, "video-container",
    TACK_SEVERITY_ERROR, TACK_MEND_CONVERT },
  { TACK_MEDIA_VIDEO, "mp4", "av1", 1080, 1920, 10000, 1000000, "video-codec", TACK_SEVERITY_ERROR,
    TACK_MEND_CONVERT },
  { TACK_MEDIA_VIDEO, "mp4", "h265", 1080, 1920, 10000, 1000000, "video-h265",
    TACK_SEVERITY_WARNING, TACK_MEND_CONVERT },
  { IMAGE (1000, 1500, 1000000), NULL, 0 },
  { IMAGE (1000, 1500, TACK_IMAGE_BYTES_MAX), "image-big", TACK_SEVERITY_WARNING,
    TACK_MEND_SHRINK },
  { IMAGE (1000, 1500, TACK_IMAGE_BYTES_MAX + 1), NULL, 0 }, /* made smaller */
  { IMAGE (100, 150, 1000), "image-small", TACK_SEVERITY_WARNING },
};

static const TackIssue *
find_issue (const TackMediaInfo *info, const char *code)
{
  for (guint i = 0; i < info->issues->len; i++)
    {
      const TackIssue *issue = g_ptr_array_index (info->issues, i);

      if (g_str_equal (issue->code, code))
        return issue;
    }

  return NULL;
}

static void
test_verdict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdict_cases); i++)
    {
      const VerdictCase        *c = &verdict_cases[i];
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();

      info->kind = c->kind;
      info->container = g_strdup (c->container);
      info->video_codec = g_strdup (c->codec);
      info->width = c->width;
      info->height = c->height;
      info->duration_ms = c->duration_ms;
      info->size = c->size;
      tack_verdict_judge (info, "clip");

      g_test_message ("case %u: %s", i, c->code != NULL ? c->code : "fine");
      if (c->code == NULL)
        g_assert_true (tack_media_info_is_ok (info));
      else
        {
          const TackIssue *found = find_issue (info, c->code);

          g_assert_nonnull (found);
          g_test_message ("%s: %s", tack_severity_to_nick (found->severity), found->message);
          g_assert_cmpint (found->severity, ==, c->severity);
          g_assert_nonnull (strstr (found->message, "clip"));
          g_assert_cmpint (found->mend, ==, c->mend);
        }
      g_assert_cmpint (tack_media_info_is_ok (info), ==,
                       c->code == NULL || c->severity != TACK_SEVERITY_ERROR);
    }
}

/* However little it is too long, it is not told to be as long as it may be. */
static void
test_lengths (void)
{
  static const struct
  {
    gint64      duration_ms;
    const char *code;
    const char *says;
  } lengths[] = {
    { 3999, "video-too-short", " 3.9 s long" },
    { 900001, "video-too-long", " 15:01 long" },
    { 1000000, "video-too-long", " 16:40 long" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();

      info->kind = TACK_MEDIA_VIDEO;
      info->duration_ms = lengths[i].duration_ms;
      tack_verdict_judge (info, "clip");
      g_assert_nonnull (strstr (find_issue (info, lengths[i].code)->message, lengths[i].says));
    }
}

/* What converting would mend is offered to be converted, but never what cannot be read. */
static void
test_mend (void)
{
  static const struct
  {
    TackMediaTraits traits;
    const char     *code;
    TackMend        mend;
  } cases[] = {
    { TACK_MEDIA_HDR, "video-hdr", TACK_MEND_CONVERT },
    { TACK_MEDIA_DEEP, "video-10-bit", TACK_MEND_CONVERT },
    { TACK_MEDIA_FINE_CHROMA, "video-chroma", TACK_MEND_CONVERT },
    { TACK_MEDIA_INTERLACED, "video-interlaced", TACK_MEND_CONVERT },
    { TACK_MEDIA_ODD_PIXELS, "video-pixel-aspect", TACK_MEND_CONVERT },
    { TACK_MEDIA_SEVERAL_VIDEOS, "video-several-tracks", TACK_MEND_CONVERT },
    { TACK_MEDIA_SEVERAL_SOUNDS, "video-several-sounds", TACK_MEND_CONVERT },
    { TACK_MEDIA_FRAGMENTED, "video-fragmented", TACK_MEND_CONVERT },
    { TACK_MEDIA_TRIMMED, "video-edit-list", TACK_MEND_CONVERT },
    { TACK_MEDIA_TURNED, "video-rotated", TACK_MEND_CONVERT },
    { TACK_MEDIA_VARIABLE_RATE, "video-variable-rate", TACK_MEND_CONVERT },
    { TACK_MEDIA_INDEX_LAST, "video-index-last", TACK_MEND_CONVERT },
    { TACK_MEDIA_PAST_END, "cut-off", TACK_MEND_NONE },
    { TACK_MEDIA_ENCRYPTED, "video-encrypted", TACK_MEND_NONE },
    { TACK_MEDIA_HDR | TACK_MEDIA_ENCRYPTED, "video-hdr", TACK_MEND_NONE },
    { TACK_MEDIA_HDR | TACK_MEDIA_PAST_END, "video-hdr", TACK_MEND_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TackMediaInfo) info = tack_media_info_new ();

      info->kind = TACK_MEDIA_VIDEO;
      info->traits = cases[i].traits;
      info->duration_ms = 10000;
      tack_verdict_judge (info, "clip");

      g_test_message ("case %u: %s", i, cases[i].code);
      const TackIssue *found = find_issue (info, cases[i].code);
      g_assert_nonnull (found);
      g_assert_cmpint (found->mend, ==, cases[i].mend);
    }
}

static void
test_json (void)
{
  g_autoptr (TackMediaInfo) info = tack_media_info_new ();

  info->kind = TACK_MEDIA_VIDEO;
  info->container = g_strdup ("mov");
  info->video_codec = g_strdup ("h264");
  info->audio_codec = g_strdup ("aac");
  info->width = 1080;
  info->height = 1920;
  info->duration_ms = 38000;
  info->size = G_GINT64_CONSTANT (5000000000);
  info->mtime_us = G_GINT64_CONSTANT (1790000000000001);
  g_ptr_array_add (info->issues, tack_issue_new (TACK_SEVERITY_ERROR, "video-too-big", "Too big",
                                                 "“%s” is too big.", "a"));

  g_autoptr (JsonObject)    object = tack_media_info_to_json (info);
  g_autoptr (TackMediaInfo) back = tack_media_info_from_json (object);
  g_assert_cmpint (back->kind, ==, info->kind);
  g_assert_cmpstr (back->container, ==, "mov");
  g_assert_cmpstr (back->video_codec, ==, "h264");
  g_assert_cmpstr (back->audio_codec, ==, "aac");
  g_assert_cmpint (back->width, ==, 1080);
  g_assert_cmpint (back->height, ==, 1920);
  g_assert_cmpint (back->duration_ms, ==, 38000);
  g_assert_cmpint (back->size, ==, info->size);
  g_assert_cmpint (back->mtime_us, ==, info->mtime_us);
  g_assert_false (tack_media_info_is_ok (back));
  g_assert_cmpstr (tack_issue_array_get_worst (back->issues)->message, ==, "“a” is too big.");

  g_autoptr (JsonObject)    empty = json_object_new ();
  g_autoptr (TackMediaInfo) unknown = tack_media_info_from_json (empty);
  g_assert_cmpint (unknown->kind, ==, TACK_MEDIA_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/formats/sniff", test_sniff);
  g_test_add_func ("/media/formats/sniff-transport-stream", test_sniff_transport_stream);
  g_test_add_func ("/media/formats/box-scan", test_box_scan);
  g_test_add_func ("/media/formats/verdict", test_verdict);
  g_test_add_func ("/media/formats/lengths", test_lengths);
  g_test_add_func ("/media/formats/mend", test_mend);
  g_test_add_func ("/media/formats/json", test_json);

  return g_test_run ();
}
