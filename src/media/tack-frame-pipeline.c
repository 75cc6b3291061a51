/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "media/tack-frame-pipeline.h"

#include <gmodule.h>

/* source ! decodebin ! sink reads anything. Of most files the demuxer is known, and the decoder
 * takes what it hands out: source ! qtdemux ! decoder ! sink starts in a third of the time, without
 * looking for types, starting decoders of sound, and threads between. */

static GstElement *
add_element (GstElement *pipeline, const char *factory, GString *missing)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element != NULL)
    gst_bin_add (GST_BIN (pipeline), element);
  else
    g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", factory);

  return element;
}

static GstElement *
add_source (GstElement *pipeline, GFile *file, GString *missing)
{
  g_autofree char *uri = g_file_get_uri (file);
  GstElement      *source = gst_element_make_from_uri (GST_URI_SRC, uri, NULL, NULL);

  if (source != NULL)
    gst_bin_add (GST_BIN (pipeline), source);
  else
    g_string_append (missing, "filesrc");

  return source;
}

static gboolean
is_picture (GstPad *pad)
{
  g_autoptr (GstCaps) current = gst_pad_get_current_caps (pad);
  g_autoptr (GstCaps) caps
    = current != NULL ? gst_caps_ref (current) : gst_pad_query_caps (pad, NULL);
  const char *type
    = gst_caps_is_empty (caps) ? "" : gst_structure_get_name (gst_caps_get_structure (caps, 0));

  return g_str_has_prefix (type, "video/") || g_str_has_prefix (type, "image/");
}

static void
post_no_picture (GstElement *element)
{
  gst_element_post_message (element,
                            gst_message_new_application (GST_OBJECT (element),
                                                         gst_structure_new_empty (
                                                           TACK_FRAME_PIPELINE_NO_PICTURE)));
}

/* Sound, subtitles and what cameras note beside them are never decoded. */
static gboolean
on_autoplug_continue (GstElement *decodebin, GstPad *pad, GstCaps *caps, gpointer user_data)
{
  const char *type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  return !g_str_has_prefix (type, "audio/") && !g_str_has_prefix (type, "text/")
         && !g_str_has_prefix (type, "subpicture/") && !g_str_has_prefix (type, "meta/");
}

static void
on_decodebin_pad_added (GstElement *decodebin, GstPad *pad, gpointer user_data)
{
  GstElement        *sink = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (sink, "sink");

  /* What is not decoded does not fit. */
  if (!gst_pad_is_linked (target))
    gst_pad_link (pad, target);
}

static void
on_decodebin_no_more_pads (GstElement *decodebin, gpointer user_data)
{
  GstElement        *sink = user_data;
  g_autoptr (GstPad) target = gst_element_get_static_pad (sink, "sink");

  if (!gst_pad_is_linked (target))
    post_no_picture (decodebin);
}

static GstElement *
add_decodebin (GstElement *pipeline, GstElement *sink, GString *missing)
{
  GstElement *decodebin = add_element (pipeline, "decodebin", missing);

  if (decodebin == NULL)
    return NULL;
  g_object_set (decodebin, "force-sw-decoders", TRUE, NULL);
  g_signal_connect (decodebin, "autoplug-continue", G_CALLBACK (on_autoplug_continue), NULL);
  g_signal_connect (decodebin, "pad-added", G_CALLBACK (on_decodebin_pad_added), sink);
  g_signal_connect (decodebin, "no-more-pads", G_CALLBACK (on_decodebin_no_more_pads), sink);

  return decodebin;
}

/* GStreamer binds every symbol of a plugin, and of the libraries behind it, as it loads it: two
 * hundred with libav. Of a file that is open already, only those are bound that are called. */
static void
open_lazily (GstPluginFeature *feature)
{
  g_autoptr (GstPlugin) plugin = gst_plugin_feature_get_plugin (feature);

  if (plugin != NULL && !gst_plugin_is_loaded (plugin) && gst_plugin_get_filename (plugin) != NULL)
    g_module_open (gst_plugin_get_filename (plugin), G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
}

/* The best decoder that takes the track as the file has it, without a parser between. */
static GstElement *
make_decoder (GstPad *pad)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  GList              *factories
    = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODER
                                               | GST_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO
                                               | GST_ELEMENT_FACTORY_TYPE_MEDIA_IMAGE,
                                             GST_RANK_MARGINAL);
  GstElement *decoder = NULL;

  factories = g_list_sort (factories, gst_plugin_feature_rank_compare_func);
  for (GList *l = factories; caps != NULL && decoder == NULL && l != NULL; l = l->next)
    if (!gst_element_factory_list_is_type (l->data, GST_ELEMENT_FACTORY_TYPE_HARDWARE)
        && gst_element_factory_can_sink_all_caps (l->data, caps))
      {
        open_lazily (l->data);
        decoder = gst_element_factory_create (l->data, NULL);
      }
  gst_plugin_feature_list_free (factories);

  return decoder;
}

/* The thread of the demuxer. */
static void
on_track_added (GstElement *demuxer, GstPad *pad, gpointer user_data)
{
  GstElement            *sink = user_data;
  g_autoptr (GstElement) pipeline = GST_ELEMENT (gst_element_get_parent (demuxer));
  g_autoptr (GString)    missing = g_string_new (NULL);

  if (!is_picture (pad) || g_object_get_data (G_OBJECT (demuxer), "has-picture") != NULL)
    return;

  g_object_set_data (G_OBJECT (demuxer), "has-picture", GINT_TO_POINTER (TRUE));
  GstElement *decoder = make_decoder (pad);
  if (decoder != NULL)
    {
      gst_bin_add (GST_BIN (pipeline), decoder);
      gst_element_link (decoder, sink);
    }
  else
    decoder = add_decodebin (pipeline, sink, missing);
  if (decoder == NULL)
    return;

  g_autoptr (GstPad) target = gst_element_get_static_pad (decoder, "sink");
  gst_element_sync_state_with_parent (decoder);
  gst_pad_link (pad, target);
}

static void
on_no_more_tracks (GstElement *demuxer, gpointer user_data)
{
  if (g_object_get_data (G_OBJECT (demuxer), "has-picture") == NULL)
    post_no_picture (demuxer);
}

GstElement *
tack_frame_pipeline_new (GFile *file, gboolean is_mp4, GstElement **sink, char **missing)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_autoptr (GString)    lacking = g_string_new (NULL);
  g_autoptr (GstCaps)    caps = gst_caps_new_empty_simple ("video/x-raw");
  GstElement            *source = add_source (pipeline, file, lacking);

  *sink = add_element (pipeline, "appsink", lacking);
  GstElement *reader = is_mp4 ? add_element (pipeline, "qtdemux", lacking)
                              : add_decodebin (pipeline, *sink, lacking);
  if (lacking->len > 0)
    {
      *missing = g_strdup (lacking->str);
      return NULL;
    }

  gst_element_link (source, reader);
  g_object_set (*sink, "caps", caps, "sync", FALSE, "max-buffers", 1, "enable-last-sample", FALSE,
                NULL);
  if (is_mp4)
    {
      g_signal_connect (reader, "pad-added", G_CALLBACK (on_track_added), *sink);
      g_signal_connect (reader, "no-more-pads", G_CALLBACK (on_no_more_tracks), NULL);
    }

  return g_steal_pointer (&pipeline);
}
