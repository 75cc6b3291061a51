/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tack-test-clips.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

/* The number stands in blocks of black and white, which survive any encoder and any scaling: one
 * white, six bits, one black. */
#define N_BITS 6
#define N_BLOCKS (N_BITS + 2)
#define BLOCKS_HEIGHT_PARTS 5 /* of the picture's height they take one */

#define PICTURE_NUMBER 42

/* No encoder of so few frames takes a tenth of it. */
#define DEADLINE (30 * GST_SECOND)

struct _TackTestClips
{
  char *folder;
};

typedef enum
{
  CODED_H264,
  CODED_AVC3,   /* H.264 with its headers among the frames */
  CODED_H264_B, /* with frames out of order, where the encoder can */
  CODED_VP8,
  CODED_MJPEG,
  CODED_DEEP, /* without loss, with 10 bits a colour */
  CODED_NOT,  /* no video */
} Coded;

static const struct
{
  const char *name;
  const char *mux;
  Coded       coded;
  int         n_frames;
  int         n_black; /* first frames */
  double      sound_s; /* 0: none */
  const char *filter;  /* before the encoder */
  const char *marker;  /* of what is written into the finished file */
  int         offset;  /* behind the marker */
  const char *patch;   /* what is written there */
  int         n_patch;
} videos[] = {
  { "tall.mp4", "mp4mux", CODED_H264, 50, 0, 5 },
  { "tall.mov", "qtmux", CODED_H264, 50, 0, 5 },
  { "tall.m4v", "mp4mux", CODED_H264, 50, 0, 5, NULL, "ftyp", 0, "M4V ", 4 },
  { "faststart.mp4", "mp4mux faststart=true", CODED_H264, 50, 0, 5 },
  { "silent.mp4", "mp4mux", CODED_H264, 50 },
  { "long-sound.mp4", "mp4mux", CODED_H264, 50, 0, 6.5 },
  /* The matrix of the track, behind its times and its layer: a quarter turn clockwise. */
  { "rotated.mp4", "mp4mux", CODED_H264, 50, 0, 5, "videoflip video-direction=90l", "tkhd", 40,
    "\0\0\0\0\0\1\0\0\0\0\0\0\xff\xff\0\0\0\0\0\0", 20 },
  { "wide-pixels.mp4", "mp4mux", CODED_H264, 50, 0, 5,
    "videoscale ! video/x-raw,width=48,height=160,pixel-aspect-ratio=2/1" },
  { "short.mp4", "mp4mux", CODED_H264, 20, 0, 2 },
  { "short-sound.mp4", "mp4mux", CODED_H264, 20, 0, 0.7 },
  { "dark-start.mp4", "mp4mux", CODED_H264, 50, 30 },
  { "dark.mp4", "mp4mux", CODED_H264, 50, 50 },
  { "b-frames.mp4", "mp4mux", CODED_H264_B, 50 },
  { "dark-keys.mp4", "mp4mux", CODED_H264_B, 50, 30 },
  { "tall.webm", "webmmux", CODED_VP8, 50 },
  { "minute.webm", "webmmux", CODED_VP8, 600 },
  { "tall.mkv", "matroskamux", CODED_H264, 50 },
  { "tall.ts", "mpegtsmux", CODED_H264, 50 },
  { "tall.mpg", "mpegpsmux", CODED_H264, 60 },
  { "tall.flv", "flvmux", CODED_H264, 50 },
  { "tall.avi", "avimux", CODED_MJPEG, 50 },
  { "tall.ogv", "oggmux", CODED_VP8, 50 },
  { "in-band.mp4", "mp4mux", CODED_AVC3, 50, 0, 5 },
  { "fragments.mp4", "mp4mux fragment-duration=1000", CODED_H264, 50, 0, 5 },
  { "motion-jpeg.mov", "qtmux", CODED_MJPEG, 50 },
  { "banner.mp4", "mp4mux", CODED_H264, 50, 0, 0,
    "videoscale add-borders=false ! video/x-raw,width=480,height=160,pixel-aspect-ratio=1/1" },
  { "hdr.mkv", "matroskamux", CODED_DEEP, 50, 0, 0,
    "videoconvert ! video/x-raw,format=I420_10LE,colorimetry=bt2100-pq" },
  { "sound.mp4", "mp4mux", CODED_NOT, 0, 0, 5 },
};

/* The first element of a list of words that exists here; words behind it are its settings. */
static const char *
find_element (const char *const *descriptions)
{
  for (; *descriptions != NULL; descriptions++)
    {
      g_auto (GStrv)                words = g_strsplit (*descriptions, " ", 2);
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (words[0]);

      if (factory != NULL)
        return *descriptions;
    }

  return NULL;
}

static const char *
find_video_encoder (Coded coded)
{
  static const char *const h264[] = {
    "openh264enc gop-size=10 scene-change-detection=false bitrate=400000",
    "x264enc key-int-max=10 option-string=scenecut=0 bitrate=400 speed-preset=veryfast",
    NULL,
  };
  static const char *const h264_b[] = {
    "x264enc key-int-max=25 bframes=3 b-adapt=false bitrate=400",
    "openh264enc gop-size=25 bitrate=400000",
    NULL,
  };
  static const char *const vp8[] = { "vp8enc keyframe-max-dist=10 deadline=1", NULL };
  static const char *const mjpeg[] = { "jpegenc", NULL };
  static const char *const deep[] = { "avenc_ffv1", NULL };

  static const char *const *const encoders[] = {
    [CODED_H264] = h264, [CODED_AVC3] = h264,   [CODED_H264_B] = h264_b,
    [CODED_VP8] = vp8,   [CODED_MJPEG] = mjpeg, [CODED_DEEP] = deep,
  };

  return find_element (encoders[coded]);
}

static const char *
find_audio_encoder (void)
{
  static const char *const aac[] = { "avenc_aac", "fdkaacenc", "voaacenc", "faac", NULL };

  return find_element (aac);
}

static gboolean
is_white (int number, int block)
{
  return block == 0 || (block <= N_BITS && (number >> (block - 1) & 1) != 0);
}

/* RGB at @pixels; @stride is more than a row where the format wants it. */
static void
draw (guint8 *pixels, int stride, int n_channels, int number)
{
  for (int y = 0; y < TACK_TEST_CLIP_HEIGHT; y++)
    for (int x = 0; x < TACK_TEST_CLIP_WIDTH; x++)
      {
        guint8 *p = pixels + y * stride + x * n_channels;

        if (number < 0)
          p[0] = p[1] = p[2] = 0;
        else if (y < TACK_TEST_CLIP_HEIGHT / BLOCKS_HEIGHT_PARTS)
          p[0] = p[1] = p[2] = is_white (number, x * N_BLOCKS / TACK_TEST_CLIP_WIDTH) ? 255 : 0;
        else
          {
            p[0] = x < TACK_TEST_CLIP_WIDTH / 2 ? 220 : 20;
            p[1] = 60;
            p[2] = 240 - p[0];
          }
      }
}

static const guint8 *
get_pixel (GdkPixbuf *frame, double x, double y)
{
  return gdk_pixbuf_read_pixels (frame)
         + (int) (y * gdk_pixbuf_get_height (frame)) * gdk_pixbuf_get_rowstride (frame)
         + (int) (x * gdk_pixbuf_get_width (frame)) * gdk_pixbuf_get_n_channels (frame);
}

int
tack_test_clips_read_number (GdkPixbuf *frame)
{
  const guint8 *left = get_pixel (frame, 0.25, 0.6);
  const guint8 *right = get_pixel (frame, 0.75, 0.6);
  int           number = 0;

  if (left[0] < left[2] + 100 || right[2] < right[0] + 100)
    return -1;

  for (int block = 0; block < N_BLOCKS; block++)
    {
      guint8 light = get_pixel (frame, (block + 0.5) / N_BLOCKS, 0.5 / BLOCKS_HEIGHT_PARTS)[1];

      if (light > 80 && light < 176)
        return -1;
      if (light > 128)
        number |= 1 << block;
    }

  /* The white block is bit 0, the black one is the highest. */
  return (number & 1) != 0 && number < 1 << (N_BITS + 1) ? number >> 1 : -1;
}

static void
push_frames (GstElement *pipeline, int first, int end, int n_black)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");

  for (int i = first; source != NULL && i < end; i++)
    {
      gsize      size = TACK_TEST_CLIP_WIDTH * TACK_TEST_CLIP_HEIGHT * 3;
      guint8    *pixels = g_malloc (size);
      GstBuffer *buffer = gst_buffer_new_wrapped (pixels, size);

      draw (pixels, TACK_TEST_CLIP_WIDTH * 3, 3, i < n_black ? -1 : i);
      GST_BUFFER_PTS (buffer) = (GstClockTime) i * GST_SECOND / TACK_TEST_CLIP_FPS;
      GST_BUFFER_DURATION (buffer) = GST_SECOND / TACK_TEST_CLIP_FPS;
      gst_app_src_push_buffer (GST_APP_SRC (source), buffer);
    }
  if (source != NULL)
    gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static void
run_pipeline (const char *description, int first, int end, int n_black)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  push_frames (pipeline, first, end, n_black);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, DEADLINE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
  g_assert_nonnull (message);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static const char *
get_parser (Coded coded)
{
  if (coded == CODED_AVC3)
    return "h264parse ! video/x-h264,stream-format=avc3 !";

  return coded <= CODED_H264_B ? "h264parse !" : "";
}

static void
make_video (guint i, const char *path)
{
  g_autoptr (GString) description = g_string_new (NULL);

  g_string_printf (description, "%s name=mux ! filesink location=\"%s\"", videos[i].mux, path);
  if (videos[i].coded != CODED_NOT)
    g_string_append_printf (
      description,
      " appsrc name=source format=time max-bytes=0 caps=video/x-raw,format=RGB,width=%d,height=%d,"
      "framerate=%d/1 ! %s ! videoconvert ! %s ! %s mux.",
      TACK_TEST_CLIP_WIDTH, TACK_TEST_CLIP_HEIGHT, TACK_TEST_CLIP_FPS,
      videos[i].filter != NULL ? videos[i].filter : "identity",
      find_video_encoder (videos[i].coded), get_parser (videos[i].coded));
  if (videos[i].sound_s > 0)
    g_string_append_printf (description,
                            " audiotestsrc num-buffers=%d samplesperbuffer=4410"
                            " ! audio/x-raw,rate=44100,channels=1 ! audioconvert ! %s ! mux.",
                            (int) (videos[i].sound_s * 10), find_audio_encoder ());
  run_pipeline (description->str, 0, videos[i].n_frames, videos[i].n_black);
}

static void
patch_video (guint i, const char *path)
{
  g_autofree char   *data = NULL;
  gsize              size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  for (gsize at = 0; at + 100 < size; at++)
    if (memcmp (data + at, videos[i].marker, 4) == 0)
      {
        memcpy (data + at + 4 + videos[i].offset, videos[i].patch, (gsize) videos[i].n_patch);
        break;
      }
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

static gboolean
get_video (const char *name, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (videos); i++)
    if (g_str_equal (videos[i].name, name))
      {
        make_video (i, path);
        if (videos[i].marker != NULL)
          patch_video (i, path);
        return TRUE;
      }

  return FALSE;
}

/* The APP1 segment of a camera held on its side: nothing but orientation 6, turn clockwise. */
static const char exif[] = "\xff\xe1\0\x22"
                           "Exif\0\0MM\0*\0\0\0\x8\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0";

static void
make_turned (const char *path, GdkPixbuf *upright)
{
  g_autoptr (GdkPixbuf) lying
    = gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char       *jpeg = NULL;
  gsize                  size;

  g_assert_true (gdk_pixbuf_save_to_buffer (lying, &jpeg, &size, "jpeg", NULL, NULL));
  g_byte_array_append (bytes, (const guint8 *) jpeg, 2);
  g_byte_array_append (bytes, (const guint8 *) exif, 2 + 0x22);
  g_byte_array_append (bytes, (const guint8 *) jpeg + 2, (guint) size - 2);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
}

/* Through GStreamer: GdkPixbuf reads WebP where its loader is installed, but writes none. */
static void
make_webp (const char *path)
{
  g_autofree char *description
    = g_strdup_printf ("appsrc name=source format=time max-bytes=0 caps=video/x-raw,format=RGB,"
                       "width=%d,height=%d,framerate=%d/1 ! videoconvert ! webpenc quality=95 "
                       "! filesink location=\"%s\"",
                       TACK_TEST_CLIP_WIDTH, TACK_TEST_CLIP_HEIGHT, TACK_TEST_CLIP_FPS, path);

  run_pipeline (description, PICTURE_NUMBER, PICTURE_NUMBER + 1, 0);
}

static void
put_gif_code (GByteArray *bytes, guint *n_bits, guint code)
{
  for (guint i = 0; i < 3; i++, (*n_bits)++)
    {
      if (*n_bits % 8 == 0)
        g_byte_array_append (bytes, (const guint8 *) "", 1);
      bytes->data[bytes->len - 1] |= (guint8) ((code >> i & 1) << *n_bits % 8);
    }
}

/* Nobody here writes GIF. Four colours, and no table: it is cleared after each two pixels, so that
 * all codes have three bits. */
static void
make_gif (const char *path)
{
  static const char head[] = "GIF89a\x60\0\xa0\0\x91\0\0\0\0\0\xff\xff\xff\xdc\x3c\x14\x14\x3c\xdc"
                             ",\0\0\0\0\x60\0\xa0\0\0\2";
  g_autoptr (GByteArray) codes = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint                  n_bits = 0;

  for (guint i = 0; i < TACK_TEST_CLIP_WIDTH * TACK_TEST_CLIP_HEIGHT; i++)
    {
      guint x = i % TACK_TEST_CLIP_WIDTH;
      guint y = i / TACK_TEST_CLIP_WIDTH;

      if (i % 2 == 0)
        put_gif_code (codes, &n_bits, 4);
      if (y < TACK_TEST_CLIP_HEIGHT / BLOCKS_HEIGHT_PARTS)
        put_gif_code (codes, &n_bits,
                      is_white (PICTURE_NUMBER, (int) x * N_BLOCKS / TACK_TEST_CLIP_WIDTH));
      else
        put_gif_code (codes, &n_bits, x < TACK_TEST_CLIP_WIDTH / 2 ? 2 : 3);
    }
  put_gif_code (codes, &n_bits, 5);

  g_byte_array_append (bytes, (const guint8 *) head, sizeof head - 1);
  for (guint at = 0; at < codes->len; at += 255)
    {
      guint8 n = (guint8) MIN (255, codes->len - at);

      g_byte_array_append (bytes, &n, 1);
      g_byte_array_append (bytes, codes->data + at, n);
    }
  g_byte_array_append (bytes, (const guint8 *) "\0;", 2);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
}

static const char drawing[]
  = "<svg xmlns='http://www.w3.org/2000/svg' width='96' height='160'>"
    "<rect width='48' height='160' fill='#dc3c14'/>"
    "<path d='M48 0h48v160h-48z' fill='rgb(20,60,220)' stroke='black' stroke-width='2'/></svg>";

static gboolean
get_picture (const char *name, const char *path)
{
  gboolean              has_alpha = g_str_equal (name, "alpha.png");
  g_autoptr (GError)    error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8,
                                                 TACK_TEST_CLIP_WIDTH, TACK_TEST_CLIP_HEIGHT);

  gdk_pixbuf_fill (pixbuf, 0xffffff80);
  draw (gdk_pixbuf_get_pixels (pixbuf), gdk_pixbuf_get_rowstride (pixbuf), has_alpha ? 4 : 3,
        PICTURE_NUMBER);
  if (g_str_equal (name, "tall.jpg") || g_str_equal (name, "picture.mp4"))
    gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  else if (has_alpha || g_str_equal (name, "tall.png"))
    gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  else if (g_str_equal (name, "tall.bmp") || g_str_equal (name, "tall.tiff"))
    gdk_pixbuf_save (pixbuf, path, strchr (name, '.') + 1, &error, NULL);
  else if (g_str_equal (name, "tall.gif"))
    make_gif (path);
  else if (g_str_equal (name, "tall.svg"))
    g_file_set_contents (path, drawing, -1, &error);
  else if (g_str_equal (name, "turned.jpg"))
    make_turned (path, pixbuf);
  else if (g_str_equal (name, "tall.webp"))
    make_webp (path);
  else
    return FALSE;
  g_assert_no_error (error);

  return TRUE;
}

/* What is made from another clip, or from nothing. */
static gboolean
get_broken (TackTestClips *self, const char *name, const char *path)
{
  g_autoptr (GBytes) whole = NULL;
  gsize              size = 0;

  if (g_str_equal (name, "half.mp4"))
    whole = tack_test_clips_get_bytes (self, "tall.mp4");
  else if (g_str_equal (name, "half-faststart.mp4"))
    whole = tack_test_clips_get_bytes (self, "faststart.mp4");
  else if (g_str_equal (name, "no-index.mp4"))
    return g_file_set_contents (path,
                                "\0\0\0\x14"
                                "ftypisom"
                                "\0\0\2\0"
                                "isom"
                                "\0\0\0\x0c"
                                "mdat....",
                                32, NULL);
  else if (g_str_equal (name, "text.mp4"))
    return g_file_set_contents (path, "Dear diary, this is no video.\n", -1, NULL);
  else if (g_str_equal (name, "empty.mp4"))
    return g_file_set_contents (path, "", 0, NULL);
  else
    return FALSE;

  const char *data = g_bytes_get_data (whole, &size);
  return g_file_set_contents (path, data, (gssize) size / 2, NULL);
}

TackTestClips *
tack_test_clips_new (void)
{
  TackTestClips     *self = g_new0 (TackTestClips, 1);
  g_autoptr (GError) error = NULL;

  gst_init (NULL, NULL);
  self->folder = g_dir_make_tmp ("tack-clips-XXXXXX", &error);
  g_assert_no_error (error);

  return self;
}

void
tack_test_clips_free (TackTestClips *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self);
}

gboolean
tack_test_clips_has_encoders (void)
{
  return find_video_encoder (CODED_H264) != NULL && find_audio_encoder () != NULL
         && find_video_encoder (CODED_VP8) != NULL;
}

gboolean
tack_test_clips_skip (void)
{
  if (tack_test_clips_has_encoders ())
    return FALSE;

  g_test_skip ("GStreamer has no encoder here for H.264 (openh264enc, x264enc), AAC "
               "(avenc_aac) or VP8 (vp8enc)");
  return TRUE;
}

gboolean
tack_test_clips_skip_deep (void)
{
  if (find_video_encoder (CODED_DEEP) != NULL)
    return FALSE;

  g_test_skip ("GStreamer has no encoder here for 10 bits a colour (avenc_ffv1)");
  return TRUE;
}

GFile *
tack_test_clips_get (TackTestClips *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !get_video (name, path)
      && !get_picture (name, path) && !get_broken (self, name, path))
    g_error ("No clip is called %s", name);

  return g_file_new_for_path (path);
}

GFile *
tack_test_clips_put (TackTestClips *self, const char *name, gconstpointer data, gsize size)
{
  g_autofree char   *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

GFile *
tack_test_clips_copy (TackTestClips *self, const char *of, const char *name)
{
  g_autoptr (GBytes) bytes = tack_test_clips_get_bytes (self, of);

  return tack_test_clips_put (self, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GFile *
tack_test_clips_put_mutant (TackTestClips *self, const char *of, const char *name, guint32 seed)
{
  g_autoptr (GRand)      random = g_rand_new_with_seed (seed);
  g_autoptr (GByteArray) bytes = g_bytes_unref_to_array (tack_test_clips_get_bytes (self, of));

  for (guint i = 0; i < 16; i++)
    bytes->data[g_rand_int_range (random, 0, (gint32) bytes->len)] ^= (guint8) (1 << i % 8);

  return tack_test_clips_put (self, name, bytes->data, bytes->len);
}

GBytes *
tack_test_clips_get_bytes (TackTestClips *self, const char *name)
{
  g_autoptr (GFile)  file = tack_test_clips_get (self, name);
  g_autoptr (GError) error = NULL;
  GBytes            *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);

  return bytes;
}
