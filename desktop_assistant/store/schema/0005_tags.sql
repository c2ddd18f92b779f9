-- What a person sorts conversations by: their tags, with a line break between two of them.
ALTER TABLE conversations ADD COLUMN tags TEXT NOT NULL DEFAULT '';
