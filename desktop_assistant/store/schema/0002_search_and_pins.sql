-- Search over all that was said or shown, and conversations that stay on top.

ALTER TABLE conversations ADD COLUMN pinned_at REAL;  -- set: listed before the others

-- What can be searched of each item. A row that makes no sense has no words.
CREATE VIEW item_words AS
  SELECT items.rowid AS id, (
    SELECT group_concat(coalesce(
        json_extract(value, '$.transcript'),
        json_extract(value, '$.text'),
        CASE json_extract(value, '$.name') WHEN 'display' THEN json_extract(value, '$.arguments') END
      ), char(10))
      FROM json_each(CASE WHEN json_valid(items.parts) THEN items.parts ELSE '[]' END)
      WHERE type = 'object'
  ) AS text
  FROM items WHERE kind IN ('message', 'function_call');

-- By the rowid of the item. Nothing here may run VACUUM: it would number the items anew.
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

INSERT INTO words (rowid, text) SELECT id, text FROM item_words;

CREATE TRIGGER item_words_added AFTER INSERT ON items BEGIN
  INSERT INTO words (rowid, text) SELECT id, text FROM item_words WHERE id = NEW.rowid;
END;

CREATE TRIGGER item_words_changed AFTER UPDATE OF parts ON items WHEN NEW.parts IS NOT OLD.parts BEGIN
  DELETE FROM words WHERE rowid = OLD.rowid;
  INSERT INTO words (rowid, text) SELECT id, text FROM item_words WHERE id = NEW.rowid;
END;

CREATE TRIGGER item_words_removed AFTER DELETE ON items BEGIN
  DELETE FROM words WHERE rowid = OLD.rowid;
END;
