-- A store of version 5, which knows mended copies and how pictures are prepared: a draft, a doubtful job, a published one, which the history has too.
PRAGMA journal_mode = WAL;
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  uri TEXT,
  image_url TEXT,
  created_at INTEGER NOT NULL,
  info TEXT,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  alt_text TEXT NOT NULL,
  link TEXT NOT NULL,
  note TEXT NOT NULL,
  board_id TEXT,
  board_name TEXT,
  section_id TEXT,
  section_name TEXT,
  ad_only INTEGER NOT NULL,
  idea_ad INTEGER NOT NULL,
  product_tags TEXT,
  cover_at INTEGER NOT NULL,
  cover_uri TEXT,
  cover_url TEXT,
  queued INTEGER NOT NULL
) STRICT;
CREATE TABLE job (
  draft_id TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  resume TEXT NOT NULL,
  is_video INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  polls INTEGER NOT NULL,
  upload TEXT,
  intent_at INTEGER NOT NULL,
  pin_id TEXT,
  pin_url TEXT,
  finished_at INTEGER NOT NULL,
  error_class TEXT,
  error_message TEXT,
  error_status INTEGER NOT NULL,
  error_code INTEGER NOT NULL,
  error_reason TEXT,
  error_request_id TEXT
) STRICT;
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  draft_id TEXT NOT NULL UNIQUE,
  pin_id TEXT NOT NULL,
  pin_url TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  is_video INTEGER NOT NULL,
  uri TEXT,
  image_url TEXT,
  size INTEGER NOT NULL,
  mtime_us INTEGER NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  board_name TEXT,
  section_name TEXT,
  search_key TEXT NOT NULL,
  sha256 TEXT
) STRICT;
CREATE INDEX history_pin ON history (pin_id);
CREATE INDEX history_content ON history (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX history_file ON history (uri) WHERE sha256 IS NULL;
CREATE TABLE file_hash (
  uri TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  mtime_us INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO draft VALUES
  ('d-1', 0, 'file:///home/mia/gr%C3%BCner%20Tee.jpg', NULL, 1763000001000, '{"kind":"image","container":"jpeg","video_codec":null,"audio_codec":null,"width":1000,"height":1500,"duration_ms":0,"size":12345,"mtime_us":1763000000000000,"ok":true,"issues":[]}',
   'Grüner Tee “Sencha”', 'Two' || char (10) || 'lines', 'A cup', 'https://example.com/tee', '',
   '549755885175', 'Ceramics', NULL, NULL, 0, 0, NULL, -1, NULL, NULL, 0),
  ('d-2', 1, 'file:///home/mia/film.mp4', NULL, 1763000002000, NULL, 'In doubt', '', '', '', '',
   '549755885175', 'Ceramics', NULL, NULL, 0, 0, NULL, 3200, NULL, NULL, 1),
  ('d-3', 2, 'file:///home/mia/%C3%96l.jpg', NULL, 1763000003000, '{"kind":"image","container":"jpeg","video_codec":null,"audio_codec":null,"width":1000,"height":1500,"duration_ms":0,"size":12345,"mtime_us":1763000000000000,"ok":true,"issues":[]}', 'ÄRMEL', '', '', '', '',
   '549755885175', 'Ceramics', '77', 'Glazes', 0, 0, NULL, -1, NULL, NULL, 1);
INSERT INTO job VALUES
  ('d-2', 0, 'doubtful', 'doubtful', 1, 0, 0, NULL, 1764000000000, NULL, NULL, 0, 'wait',
   'The answer was lost.', 0, 0, NULL, NULL),
  ('d-3', 1, 'published', 'published', 0, 0, 0, NULL, 1764000001000, '813744226420795884',
   'https://www.pinterest.com/pin/813744226420795884/', 1764000002000, NULL, NULL, 0, 0, NULL, NULL);
INSERT INTO history VALUES
  (1, 'd-3', '813744226420795884', 'https://www.pinterest.com/pin/813744226420795884/', 1764000002000, 0, 'file:///home/mia/%C3%96l.jpg', NULL, 12345, 1763000000000000, 'ÄRMEL', '', 'Ceramics', 'Glazes', 'öl.jpg' || char (10) || 'ärmel' || char (10) || 'ceramics' || char (10) || 'glazes' || char (10) || '813744226420795884', NULL);
CREATE TABLE slide (
  draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  uri TEXT,
  image_url TEXT,
  info TEXT,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  link TEXT NOT NULL,
  PRIMARY KEY (draft_id, position)
) STRICT, WITHOUT ROWID;
ALTER TABLE draft ADD COLUMN first_slide INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN cover_key_frame INTEGER NOT NULL DEFAULT -1;
UPDATE draft SET position = position * 1024;
ALTER TABLE job ADD COLUMN uploaded_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN upload_size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN upload_mtime_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN is_returned INTEGER NOT NULL DEFAULT 0;
CREATE TABLE create_intent (draft_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
INSERT INTO create_intent VALUES ('d-2', 1764000000000), ('d-3', 1764000001000);
CREATE TABLE hold (error_class TEXT NOT NULL, error_message TEXT NOT NULL) STRICT;
ALTER TABLE draft ADD COLUMN mended_uri TEXT;
ALTER TABLE draft ADD COLUMN mended_info TEXT;
ALTER TABLE draft ADD COLUMN keep_details INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draft ADD COLUMN shrink INTEGER NOT NULL DEFAULT 0;
PRAGMA user_version = 5;
