/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-tone-filter.h"

struct _TackToneFilter
{
  GstVideoFilter parent_instance;

  gboolean  is_hlg;
  TackTone *tone; /* nullable: made with the first frame */
};

G_DEFINE_FINAL_TYPE (TackToneFilter, tack_tone_filter, GST_TYPE_VIDEO_FILTER)

typedef enum
{
  PROP_HLG = 1,
} TackToneFilterProperty;

static GstStaticPadTemplate sink_template
  = GST_STATIC_PAD_TEMPLATE ("sink",
                             GST_PAD_SINK,
                             GST_PAD_ALWAYS,
                             GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("ARGB64")));
static GstStaticPadTemplate src_template
  = GST_STATIC_PAD_TEMPLATE ("src",
                             GST_PAD_SRC,
                             GST_PAD_ALWAYS,
                             GST_STATIC_CAPS (GST_VIDEO_CAPS_MAKE ("RGB")));

static void
tack_tone_filter_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TackToneFilter *self = TACK_TONE_FILTER (object);

  switch ((TackToneFilterProperty) prop_id)
    {
    case PROP_HLG:
      self->is_hlg = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Everything but what a pixel is stays as it was. */
static GstCaps *
tack_tone_filter_transform_caps (GstBaseTransform *transform,
                                 GstPadDirection   direction,
                                 GstCaps          *caps,
                                 GstCaps          *filter)
{
  g_autoptr (GstCaps) other = gst_caps_copy (caps);

  gst_caps_set_simple (other, "format", G_TYPE_STRING, direction == GST_PAD_SINK ? "RGB" : "ARGB64",
                       NULL);
  for (guint i = 0; i < gst_caps_get_size (other); i++)
    gst_structure_remove_fields (gst_caps_get_structure (other, i), "colorimetry", "chroma-site",
                                 NULL);

  return filter != NULL ? gst_caps_intersect_full (filter, other, GST_CAPS_INTERSECT_FIRST)
                        : g_steal_pointer (&other);
}

/* The thread that data streams in. */
static GstFlowReturn
tack_tone_filter_transform_frame (GstVideoFilter *filter, GstVideoFrame *from, GstVideoFrame *to)
{
  TackToneFilter *self = TACK_TONE_FILTER (filter);
  const guint8   *from_row = GST_VIDEO_FRAME_PLANE_DATA (from, 0);
  guint8         *to_row = GST_VIDEO_FRAME_PLANE_DATA (to, 0);

  if (self->tone == NULL)
    self->tone = tack_tone_new (self->is_hlg ? TACK_TONE_HLG : TACK_TONE_PQ);
  for (int y = 0; y < GST_VIDEO_FRAME_HEIGHT (from); y++)
    {
      tack_tone_map (self->tone, (const guint16 *) (gconstpointer) from_row, to_row,
                     (gsize) GST_VIDEO_FRAME_WIDTH (from));
      from_row += GST_VIDEO_FRAME_PLANE_STRIDE (from, 0);
      to_row += GST_VIDEO_FRAME_PLANE_STRIDE (to, 0);
    }

  return GST_FLOW_OK;
}

static void
tack_tone_filter_finalize (GObject *object)
{
  TackToneFilter *self = TACK_TONE_FILTER (object);

  g_clear_pointer (&self->tone, tack_tone_free);

  G_OBJECT_CLASS (tack_tone_filter_parent_class)->finalize (object);
}

static void
tack_tone_filter_class_init (TackToneFilterClass *klass)
{
  GObjectClass    *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  object_class->set_property = tack_tone_filter_set_property;
  object_class->finalize = tack_tone_filter_finalize;
  g_object_class_install_property (
    object_class, PROP_HLG,
    g_param_spec_boolean ("hlg", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));

  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Tone mapper", "Filter/Converter/Video",
                                         "Brings a high dynamic range to sRGB", "Tackboard");
  GST_BASE_TRANSFORM_CLASS (klass)->transform_caps = tack_tone_filter_transform_caps;
  GST_VIDEO_FILTER_CLASS (klass)->transform_frame = tack_tone_filter_transform_frame;
}

static void
tack_tone_filter_init (TackToneFilter *self)
{
}

void
tack_tone_filter_register (void)
{
  gst_element_register (NULL, TACK_TONE_FILTER_NAME, GST_RANK_NONE, TACK_TYPE_TONE_FILTER);
}

gboolean
tack_tone_filter_get_transfer (const GstVideoInfo *info, TackToneTransfer *transfer)
{
  *transfer
    = info->colorimetry.transfer == GST_VIDEO_TRANSFER_SMPTE2084 ? TACK_TONE_PQ : TACK_TONE_HLG;

  return info->colorimetry.transfer == GST_VIDEO_TRANSFER_SMPTE2084
         || info->colorimetry.transfer == GST_VIDEO_TRANSFER_ARIB_STD_B67;
}
