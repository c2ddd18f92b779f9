-- Earlier versions of turns that were corrected, with what followed them; and pictures.

-- The first version of the turn that this item is a version of.
ALTER TABLE items ADD COLUMN version_of TEXT;
-- The version that this item is part of (its first item's id), while another one is on screen; NULL = it is on screen.
ALTER TABLE items ADD COLUMN shelf TEXT;

CREATE INDEX items_versions ON items (conversation_id, version_of) WHERE version_of IS NOT NULL;
CREATE INDEX items_shelved ON items (conversation_id, shelf) WHERE shelf IS NOT NULL;

-- What items name as parts of kind `image`; the same picture twice in a conversation is one row.
CREATE TABLE pictures (
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  id              TEXT NOT NULL,             -- hash of the content
  mime            TEXT NOT NULL,
  data            BLOB NOT NULL,
  PRIMARY KEY (conversation_id, id)
);
