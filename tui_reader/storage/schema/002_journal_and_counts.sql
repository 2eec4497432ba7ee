-- Version 2: the journal that undo and redo walk, and the counts beside each feed.

CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    time   INTEGER NOT NULL,
    action TEXT NOT NULL,
    count  INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    change BLOB NOT NULL
) STRICT;

-- How many visible articles each feed has: kept by triggers, since counting 100,000 takes longer than a keystroke may.
CREATE TABLE counts (
    feed_id INTEGER PRIMARY KEY REFERENCES feeds (id),
    total   INTEGER NOT NULL,
    unread  INTEGER NOT NULL
) STRICT;

INSERT INTO counts (feed_id, total, unread)
SELECT f.id, count(s.article_id), count(CASE s.read WHEN 0 THEN 1 END)
FROM feeds f LEFT JOIN state s ON s.feed_id = f.id AND s.gone = 0 GROUP BY f.id;

CREATE TRIGGER feeds_new AFTER INSERT ON feeds BEGIN
    INSERT INTO counts (feed_id, total, unread) VALUES (new.id, 0, 0);
END;

CREATE TRIGGER state_new AFTER INSERT ON state WHEN new.gone = 0 BEGIN
    UPDATE counts SET total = total + 1, unread = unread + (new.read = 0) WHERE feed_id = new.feed_id;
END;

CREATE TRIGGER state_changed AFTER UPDATE OF gone, read ON state BEGIN
    UPDATE counts SET
        total = total + (new.gone = 0) - (old.gone = 0),
        unread = unread + (new.gone = 0 AND new.read = 0) - (old.gone = 0 AND old.read = 0)
    WHERE feed_id = new.feed_id;
END;
