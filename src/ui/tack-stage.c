/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/tack-stage.h"

#include <glib/gi18n-lib.h>

#include "base/tack-error.h"
#include "base/tack-human.h"
#include "media/tack-cover.h"
#include "media/tack-media-proxy-async.h"
#include "media/tack-player.h"
#include "ui/tack-cover-source.h"
#include "ui/tack-draft-text.h"
#include "ui/tack-ground.h"

/* Sharp at 214 px height for every shape Pinterest takes. */
#define STILL_SIDE 448

#define FEED_RATIO (2.0f / 3.0f)
#define CROPPED_ALPHA 0.45f
#define DASH 5
#define DASH_GAP 4

struct _TackStage
{
  GtkWidget parent_instance;

  GtkWidget     *caption;
  GtkWidget     *message;
  GtkWidget     *play_button;
  GtkWidget     *controls;
  GtkWidget     *position_label;
  GtkWidget     *scale;
  GtkAdjustment *adjustment;
  GtkWidget     *duration_label;
  GtkWidget     *mute_button;

  TackDraft      *draft;
  GSignalGroup   *draft_signals;
  TackCoverStrip *strip; /* weak */

  TackMediaProxy *proxy;        /* nullable */
  GCancellable   *cancellable;  /* nullable: of the request under way */
  gboolean        is_key_frame; /* it is for the nearest key frame only */
  gboolean        is_stale;     /* the cover moved on meanwhile */
  gboolean        is_current;   /* what is shown or under way is what the draft says now */
  GdkTexture     *still;        /* nullable: the picture or cover frame */
  GdkRGBA         ground;
  gint64          still_ms; /* the time of the cover frame */

  TackPlayer *player; /* nullable: while the video plays, or stands where it was sought */
  GdkTexture *frame;  /* nullable: of the player */
};

G_DEFINE_FINAL_TYPE (TackStage, tack_stage, GTK_TYPE_WIDGET)

static gboolean
is_video (TackStage *self)
{
  return self->draft != NULL && tack_draft_get_file (self->draft) != NULL
         && tack_draft_get_kind (self->draft) == TACK_MEDIA_VIDEO;
}

static int
get_still_side (TackStage *self)
{
  return STILL_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
say (TackStage *self, const char *message)
{
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message, message != NULL);
}

/* What is seen is the cover; where it is not the frame at the handle, that has to be said. */
static void
update_caption (TackStage *self)
{
  TackCoverSource source
    = is_video (self) ? tack_cover_source_of (self->draft) : TACK_COVER_SOURCE_AUTOMATIC;
  gboolean is_needed = source != TACK_COVER_SOURCE_AUTOMATIC && source != TACK_COVER_SOURCE_FRAME;

  gtk_widget_set_visible (self->caption, is_needed);
  if (!is_needed)
    return;

  g_autofree char *text = tack_draft_text_cover (self->draft);
  gtk_label_set_label (GTK_LABEL (self->caption), text);
}

static void
update_position (TackStage *self)
{
  gint64 position = self->player != NULL ? tack_player_get_position (self->player) : self->still_ms;
  g_autofree char *text = tack_human_duration (position);

  gtk_label_set_label (GTK_LABEL (self->position_label), text);
  gtk_adjustment_set_value (self->adjustment, (double) position / 1000.0);
}

static void
update_play_button (TackStage *self)
{
  gboolean    is_playing = self->player != NULL && tack_player_get_playing (self->player);
  const char *label = is_playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), is_playing
                                                              ? "media-playback-pause-symbolic"
                                                              : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (is_playing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "playing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "playing");
}

/* What there is to press depends on what the draft is. */
static void
update_controls (TackStage *self)
{
  TackMediaInfo   *info = self->draft != NULL ? tack_draft_get_info (self->draft) : NULL;
  gint64           duration = info != NULL ? MAX (info->duration_ms, 0) : 0;
  g_autofree char *text = tack_human_duration (duration);

  gtk_widget_set_visible (self->play_button, is_video (self));
  gtk_widget_set_visible (self->controls, is_video (self) && duration > 0);
  gtk_widget_set_visible (self->mute_button, info != NULL && info->audio_codec != NULL);
  gtk_label_set_label (GTK_LABEL (self->duration_label), text);
  gtk_adjustment_set_upper (self->adjustment, (double) duration / 1000.0);
  update_caption (self);
  update_position (self);
  update_play_button (self);
}

static void
stop_playing (TackStage *self)
{
  if (self->player == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);
  g_clear_object (&self->frame);
  update_position (self);
  update_play_button (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_player_frame (TackStage *self, GdkPixbuf *frame)
{
  g_clear_object (&self->frame);
  self->frame = gdk_texture_new_for_pixbuf (frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_player_failed (TackStage *self)
{
  g_autofree char *name = tack_human_file (tack_draft_get_file (self->draft));
  /* Translators: the file of a video, such as “vase.mp4”. */
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” cannot be played on this computer."), name);

  stop_playing (self);
  say (self, sentence);
  gtk_widget_set_visible (self->play_button, FALSE);
  gtk_widget_set_visible (self->controls, FALSE);
}

static void
ensure_player (TackStage *self)
{
  if (self->player != NULL)
    return;

  self->player = tack_player_new (tack_draft_get_media_file (self->draft), get_still_side (self),
                                  self->still_ms);
  tack_player_set_muted (self->player,
                         gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mute_button)));
  g_signal_connect_swapped (self->player, "frame", G_CALLBACK (on_player_frame), self);
  g_signal_connect_swapped (self->player, "notify::position", G_CALLBACK (update_position), self);
  g_signal_connect_swapped (self->player, "notify::playing", G_CALLBACK (update_play_button), self);
  g_signal_connect_swapped (self->player, "failed", G_CALLBACK (on_player_failed), self);
}

static void
on_play_button_clicked (TackStage *self)
{
  if (!is_video (self))
    return;

  ensure_player (self);
  tack_player_set_playing (self->player, !tack_player_get_playing (self->player));
}

static gboolean
on_scale_change_value (GtkRange *range, GtkScrollType scroll, double value, gpointer user_data)
{
  TackStage *self = TACK_STAGE (gtk_widget_get_ancestor (GTK_WIDGET (range), TACK_TYPE_STAGE));

  if (is_video (self))
    {
      ensure_player (self);
      tack_player_seek (self->player,
                        (gint64) (CLAMP (value, 0, gtk_adjustment_get_upper (self->adjustment))
                                  * 1000));
    }

  return GDK_EVENT_STOP;
}

static void
on_mute_button_toggled (TackStage *self)
{
  gboolean is_muted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mute_button));

  gtk_button_set_icon_name (GTK_BUTTON (self->mute_button), is_muted
                                                              ? "audio-volume-muted-symbolic"
                                                              : "audio-volume-high-symbolic");
  if (self->player != NULL)
    tack_player_set_muted (self->player, is_muted);
}

static void read_cover (TackStage *self, gboolean key_frame);

static void
cancel (TackStage *self)
{
  if (self->cancellable != NULL)
    self->is_current = FALSE;
  self->is_stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take_still (TackStage *self, GdkPixbuf *pixbuf, const GError *error)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->still);
  if (pixbuf != NULL)
    {
      self->still = gdk_texture_new_for_pixbuf (pixbuf);
      self->ground = tack_ground_from_pixbuf (pixbuf);
    }
  say (self, error != NULL ? error->message : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackStage         *self = user_data;
  g_autoptr (GError) error = NULL;

  /* Cancelled: the stage shows something else by now, or is no more. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_load_picture_finish (result, &error);
  take_still (self, pixbuf, error);
}

static void
cover_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TackStage         *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64             at_ms = 0;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_autoptr (GdkPixbuf) pixbuf = tack_media_proxy_read_cover_finish (result, &at_ms, &error);
  gint64                chosen = tack_cover_source_get_time (self->draft);

  take_still (self, pixbuf, error);
  if (pixbuf != NULL && !self->is_stale)
    {
      /* A key frame stands in for the moment that was chosen. */
      self->still_ms = chosen == TACK_COVER_AUTO ? at_ms : chosen;
      update_position (self);
      if (chosen == TACK_COVER_AUTO && self->strip != NULL)
        tack_cover_strip_set_automatic (self->strip, at_ms);
    }

  /* A key frame is a beginning: of a handle that is held still the exact frame is shown, too. */
  if (self->is_stale)
    read_cover (self, self->strip != NULL && tack_cover_strip_get_dragging (self->strip));
  else if (self->is_key_frame && pixbuf != NULL)
    read_cover (self, FALSE);
}

static void
read_cover (TackStage *self, gboolean key_frame)
{
  /* Quick ones are let finish, so that something moves while the handle does. */
  if (self->cancellable != NULL && self->is_key_frame)
    {
      self->is_stale = TRUE;
      return;
    }

  cancel (self);
  self->is_current = TRUE;
  self->is_key_frame = key_frame;
  self->cancellable = g_cancellable_new ();
  tack_media_proxy_read_cover_async (self->proxy, tack_draft_get_media_file (self->draft),
                                     tack_cover_source_get_time (self->draft), key_frame,
                                     get_still_side (self), self->cancellable, cover_read_cb, self);
}

/* An address counts before a file, and only Pinterest fetches it. */
static GFile *
get_cover_file (TackStage *self)
{
  return tack_cover_source_of (self->draft) == TACK_COVER_SOURCE_FILE
           ? tack_draft_get_cover_file (self->draft)
           : NULL;
}

static void
load_picture (TackStage *self, GFile *picture)
{
  self->is_current = TRUE;
  self->cancellable = g_cancellable_new ();
  tack_media_proxy_load_picture_async (self->proxy, picture, get_still_side (self),
                                       self->cancellable, picture_loaded_cb, self);
}

static void
load_if_needed (TackStage *self)
{
  if (self->is_current || self->draft == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  GFile        *cover = get_cover_file (self);
  GFile        *file = tack_draft_get_media_file (self->draft);
  TackMediaKind kind = tack_draft_get_kind (self->draft);

  cancel (self);
  if (cover != NULL)
    load_picture (self, cover);
  else if (file == NULL)
    say (self, _ ("Pinterest fetches this picture from its address when the Pin is published."));
  else if (kind == TACK_MEDIA_VIDEO)
    read_cover (self, FALSE);
  else if (kind == TACK_MEDIA_IMAGE)
    load_picture (self, file);
  else
    take_still (self, NULL, NULL);
}

static void
reload (TackStage *self)
{
  stop_playing (self);
  cancel (self);
  self->is_current = FALSE;
  say (self, NULL);
  update_controls (self);
  load_if_needed (self);
}

/* The handle moved: the video stays open for the next frame of it. */
static void
on_draft_time_notify (TackStage *self)
{
  if (!is_video (self) || get_cover_file (self) != NULL)
    return;

  gint64 at_ms = tack_cover_source_get_time (self->draft);
  stop_playing (self);
  update_caption (self);
  self->is_current = FALSE;
  if (at_ms != TACK_COVER_AUTO)
    {
      self->still_ms = at_ms;
      update_position (self);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_cover (self, self->strip != NULL && tack_cover_strip_get_dragging (self->strip));
}

static void
snapshot_crop (GtkSnapshot *snapshot, const graphene_rect_t *picture)
{
  graphene_rect_t shown;

  if (!tack_stage_crop (picture, &shown))
    return;

  float left = picture->origin.x;
  float top = shown.origin.y;
  float bottom = top + shown.size.height;
  float width = picture->size.width;
  float end = picture->origin.y + picture->size.height;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, CROPPED_ALPHA },
                             &GRAPHENE_RECT_INIT (left, picture->origin.y, width,
                                                  top - picture->origin.y));
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0, 0, 0, CROPPED_ALPHA },
                             &GRAPHENE_RECT_INIT (left, bottom, width, end - bottom));
  for (guint i = 0; i < 2; i++)
    {
      float y = i == 0 ? top : bottom - 1;

      gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (left, y, width, 1),
                                &GRAPHENE_RECT_INIT (left, y, DASH + DASH_GAP, 1));
      gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 0.9f },
                                 &GRAPHENE_RECT_INIT (left, y, DASH, 1));
      gtk_snapshot_pop (snapshot);
    }
}

static void
tack_stage_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TackStage      *self = TACK_STAGE (widget);
  graphene_rect_t frame = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                              (float) gtk_widget_get_height (widget));
  GdkPaintable   *paintable = GDK_PAINTABLE (self->frame != NULL ? self->frame : self->still);
  graphene_rect_t place;

  if (self->still != NULL)
    gtk_snapshot_append_color (snapshot, &self->ground, &frame);
  if (paintable != NULL)
    {
      tack_ground_place (gdk_paintable_get_intrinsic_width (paintable),
                         gdk_paintable_get_intrinsic_height (paintable), &frame, &place);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &place.origin);
      gdk_paintable_snapshot (paintable, snapshot, place.size.width, place.size.height);
      gtk_snapshot_restore (snapshot);
      if (self->frame == NULL)
        snapshot_crop (snapshot, &place);
    }

  GTK_WIDGET_CLASS (tack_stage_parent_class)->snapshot (widget, snapshot);
}

static void
tack_stage_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tack_stage_parent_class)->map (widget);

  load_if_needed (TACK_STAGE (widget));
}

static void
tack_stage_unmap (GtkWidget *widget)
{
  stop_playing (TACK_STAGE (widget));
  cancel (TACK_STAGE (widget));

  GTK_WIDGET_CLASS (tack_stage_parent_class)->unmap (widget);
}

static void
tack_stage_dispose (GObject *object)
{
  TackStage *self = TACK_STAGE (object);

  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);
  g_clear_object (&self->frame);
  cancel (self);
  g_clear_object (&self->still);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);
  g_clear_object (&self->proxy);
  g_clear_weak_pointer (&self->strip);
  gtk_widget_dispose_template (GTK_WIDGET (self), TACK_TYPE_STAGE);

  G_OBJECT_CLASS (tack_stage_parent_class)->dispose (object);
}

static void
tack_stage_class_init (TackStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tack_stage_dispose;
  widget_class->snapshot = tack_stage_snapshot;
  widget_class->map = tack_stage_map;
  widget_class->unmap = tack_stage_unmap;

  gtk_widget_class_set_css_name (widget_class, "stage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tackboard/Tackboard/tack-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, TackStage, caption);
  gtk_widget_class_bind_template_child (widget_class, TackStage, message);
  gtk_widget_class_bind_template_child (widget_class, TackStage, play_button);
  gtk_widget_class_bind_template_child (widget_class, TackStage, controls);
  gtk_widget_class_bind_template_child (widget_class, TackStage, position_label);
  gtk_widget_class_bind_template_child (widget_class, TackStage, scale);
  gtk_widget_class_bind_template_child (widget_class, TackStage, adjustment);
  gtk_widget_class_bind_template_child (widget_class, TackStage, duration_label);
  gtk_widget_class_bind_template_child (widget_class, TackStage, mute_button);
  gtk_widget_class_bind_template_callback (widget_class, on_play_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_change_value);
  gtk_widget_class_bind_template_callback (widget_class, on_mute_button_toggled);
}

static void
tack_stage_init (TackStage *self)
{
  static const char *const contents[]
    = { "notify::info", "notify::cover-file", "notify::cover-url" };
  static const char *const times[] = { "notify::cover-at", "notify::cover-key-frame" };

  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (TACK_TYPE_DRAFT);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    g_signal_group_connect_swapped (self->draft_signals, contents[i], G_CALLBACK (reload), self);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_signal_group_connect_swapped (self->draft_signals, times[i],
                                    G_CALLBACK (on_draft_time_notify), self);
  update_controls (self);
}

GtkWidget *
tack_stage_new (void)
{
  return g_object_new (TACK_TYPE_STAGE, NULL);
}

void
tack_stage_set_proxy (TackStage *self, TackMediaProxy *proxy)
{
  g_set_object (&self->proxy, proxy);
}

void
tack_stage_set_draft (TackStage *self, TackDraft *draft)
{
  g_return_if_fail (TACK_IS_STAGE (self));

  if (self->draft == draft)
    return;

  stop_playing (self);
  cancel (self);
  g_clear_object (&self->still);
  self->still_ms = 0;
  g_set_object (&self->draft, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  reload (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
tack_stage_set_strip (TackStage *self, TackCoverStrip *strip)
{
  g_return_if_fail (TACK_IS_STAGE (self));

  g_set_weak_pointer (&self->strip, strip);
}

gboolean
tack_stage_crop (const graphene_rect_t *picture, graphene_rect_t *shown)
{
  float height = picture->size.width / FEED_RATIO;

  *shown = *picture;
  if (picture->size.height <= height * (1 + (float) TACK_GROUND_TOLERANCE))
    return FALSE;

  shown->origin.y += (picture->size.height - height) / 2;
  shown->size.height = height;

  return TRUE;
}
