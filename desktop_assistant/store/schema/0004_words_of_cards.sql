-- A card is found by what it shows, and its excerpt is that; not the language in which it was ordered.

DROP VIEW item_words;

CREATE VIEW item_words AS
  SELECT items.rowid AS id, (
    SELECT group_concat(coalesce(
        json_extract(parts.value, '$.transcript'),
        json_extract(parts.value, '$.text'),
        CASE WHEN json_extract(parts.value, '$.name') = 'display' AND json_valid(json_extract(parts.value, '$.arguments')) THEN (
          SELECT group_concat(shown.atom, char(10)) FROM json_tree(json_extract(parts.value, '$.arguments')) AS shown
          WHERE shown.type IN ('text', 'integer', 'real') AND shown.fullkey <> '$.kind'
        ) END
      ), char(10))
      FROM json_each(CASE WHEN json_valid(items.parts) THEN items.parts ELSE '[]' END) AS parts
      WHERE parts.type = 'object'
  ) AS text
  FROM items WHERE kind IN ('message', 'function_call');

DELETE FROM words;
INSERT INTO words (rowid, text) SELECT id, text FROM item_words;
