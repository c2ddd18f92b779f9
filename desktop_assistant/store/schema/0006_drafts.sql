-- What was written and not sent when the program ended, with its pictures.

CREATE TABLE drafts (
  place         TEXT PRIMARY KEY,            -- 'composer'; one row for each place to write in
  text          TEXT NOT NULL,
  parts_version INTEGER NOT NULL,
  parts         TEXT NOT NULL                -- JSON list, as in items
);

CREATE TABLE draft_pictures (
  id   TEXT PRIMARY KEY,                     -- hash of the content
  data BLOB NOT NULL
);
