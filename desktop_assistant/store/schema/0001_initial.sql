-- Conversations and their items. Times are Unix seconds.

CREATE TABLE conversations (
  id           TEXT PRIMARY KEY,
  title        TEXT NOT NULL DEFAULT '',
  -- Who the title comes from; only a person's own title is never replaced.
  title_source TEXT NOT NULL DEFAULT 'none' CHECK (title_source IN ('none', 'assistant', 'user', 'person')),
  title_item   TEXT,                         -- the item whose words it is
  created_at   REAL NOT NULL,
  updated_at   REAL NOT NULL,
  deleted_at   REAL,                         -- set: hidden now, removed at the next start
  item_count   INTEGER NOT NULL DEFAULT 0    -- kept by the triggers below
);

CREATE TABLE items (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  id              TEXT NOT NULL,
  position        INTEGER NOT NULL,          -- order within the conversation; gaps leave room to insert between
  role            TEXT NOT NULL,
  kind            TEXT NOT NULL,
  status          TEXT NOT NULL,
  created_at      REAL NOT NULL,
  previous_id     TEXT,
  parts_version   INTEGER NOT NULL,
  parts           TEXT NOT NULL,             -- JSON list
  PRIMARY KEY (conversation_id, id)
);

CREATE INDEX items_in_order ON items (conversation_id, position);
CREATE INDEX items_unfinished ON items (status) WHERE status = 'in_progress';

CREATE TRIGGER item_added AFTER INSERT ON items BEGIN
  UPDATE conversations SET item_count = item_count + 1 WHERE id = NEW.conversation_id;
END;

CREATE TRIGGER item_removed AFTER DELETE ON items BEGIN
  UPDATE conversations SET item_count = item_count - 1 WHERE id = OLD.conversation_id;
END;
