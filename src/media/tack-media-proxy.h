/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/tack-media-info.h"
#include "media/tack-mender.h"
#include "media/tack-picture-plan.h"

G_BEGIN_DECLS

#define TACK_TYPE_MEDIA_PROXY (tack_media_proxy_get_type ())
G_DECLARE_FINAL_TYPE (TackMediaProxy, tack_media_proxy, TACK, MEDIA_PROXY, GObject)

/**
 * TackMediaProxy:
 *
 * Has files read by processes of the program's own (`tackboard-media`), a few at a time: a file
 * that crashes a decoder, never ends or wants all memory ends one of them and is said to be
 * damaged; the next call starts another. Thread-safe; its calls block: worker threads only. Those
 * for the main context are in tack-media-proxy-async.h.
 *
 * Everywhere %NULL stands for no such process: the work is then done by the calling thread. So it
 * is, with a message in the log, where a process cannot be started: that is no file's fault. It is
 * tried again some time later.
 */

/** tack_media_proxy_new: processes are started when they are needed. */
TackMediaProxy *tack_media_proxy_new (void);

/** tack_media_proxy_count_processes: Returns: how many files are read at once, at most: threads
 * beyond would only wait. */
guint tack_media_proxy_count_processes (void);

/**
 * tack_media_proxy_set_deadline:
 *
 * How long a process may take over one file before it is ended, in place of 30 s. Before the first
 * call.
 */
void tack_media_proxy_set_deadline (TackMediaProxy *self, int deadline_ms);

/**
 * tack_media_proxy_inspect:
 * @error: only `G_IO_ERROR_CANCELLED`: whatever is wrong with the file is a finding.
 *
 * Returns: (transfer full): as tack_inspect().
 */
TackMediaInfo *tack_media_proxy_inspect (TackMediaProxy *self,
                                         GFile          *file,
                                         GCancellable   *cancellable,
                                         GError        **error);

/** tack_media_proxy_load_picture: as tack_picture_load(). */
GdkPixbuf *tack_media_proxy_load_picture (TackMediaProxy *self,
                                          GFile          *picture,
                                          int             max_side,
                                          GCancellable   *cancellable,
                                          GError        **error);

/** tack_media_proxy_load_thumbnail: as tack_thumbnail_load(); a file that nobody survives is noted
 * down as one that cannot be decoded. */
GdkPixbuf *tack_media_proxy_load_thumbnail (TackMediaProxy *self,
                                            GFile          *file,
                                            TackMediaKind   kind,
                                            int             max_side,
                                            GCancellable   *cancellable,
                                            GError        **error);

/** tack_media_proxy_read_cover: as tack_cover_read(); the last video stays open for the next frame.
 */
GdkPixbuf *tack_media_proxy_read_cover (TackMediaProxy *self,
                                        GFile          *video,
                                        gint64         *at_ms,
                                        gboolean        key_frame,
                                        int             max_side,
                                        GCancellable   *cancellable,
                                        GError        **error);

/** tack_media_proxy_prepare_picture: as tack_picture_prepare(). */
GBytes *tack_media_proxy_prepare_picture (TackMediaProxy    *self,
                                          GFile             *picture,
                                          TackPictureOptions options,
                                          const char       **content_type,
                                          GCancellable      *cancellable,
                                          GError           **error);

/**
 * tack_media_proxy_mend: as tack_mender_mend(), in a process of its own, which has nothing else to
 * do and lets others go first.
 */
TackMediaInfo *tack_media_proxy_mend (TackMediaProxy  *self,
                                      GFile           *video,
                                      GFile           *output,
                                      gint64           from_ms,
                                      gint64           to_ms,
                                      TackMendProgress progress,
                                      gpointer         user_data,
                                      GCancellable    *cancellable,
                                      GError         **error);

G_END_DECLS
