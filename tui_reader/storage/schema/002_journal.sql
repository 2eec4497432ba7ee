-- Version 2: the journal that undo and redo walk.

CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    time   INTEGER NOT NULL,
    action TEXT NOT NULL,
    count  INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    change BLOB NOT NULL
) STRICT;
