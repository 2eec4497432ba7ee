-- Version 1: feeds, articles, what the user did with them, recognition, search.
-- Times are microseconds since the epoch (UTC), days are proleptic ordinals (datetime.date.toordinal).

CREATE TABLE feeds (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL DEFAULT '',  -- what the person calls it
    title         TEXT NOT NULL DEFAULT '',  -- what it calls itself
    folder        TEXT NOT NULL DEFAULT '',
    site          TEXT NOT NULL DEFAULT '',
    added         INTEGER NOT NULL,
    removed       INTEGER NOT NULL DEFAULT 0,
    last_checked  INTEGER,
    next_check    INTEGER,
    error         TEXT NOT NULL DEFAULT '',
    failing_since INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash     TEXT NOT NULL DEFAULT '',
    full_text     INTEGER NOT NULL DEFAULT 0,
    stopped       TEXT NOT NULL DEFAULT ''
) STRICT;

-- Ids are given in order of arrival; the search index relies on it.
CREATE TABLE articles (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id      INTEGER NOT NULL REFERENCES feeds (id),
    entry_id     TEXT NOT NULL,
    entry_hash   TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,  -- 1 + the number of revisions kept
    title        TEXT NOT NULL,
    link         TEXT NOT NULL,
    author       TEXT NOT NULL,
    published    INTEGER,
    updated      INTEGER,
    seen         INTEGER NOT NULL,            -- when this version was first met
    categories   TEXT NOT NULL,
    enclosures   TEXT NOT NULL,
    institution  TEXT NOT NULL DEFAULT '',    -- the most salient one, for lists
    UNIQUE (feed_id, entry_id)
) STRICT;

-- Serves author: in searches.
CREATE INDEX articles_author ON articles (author) WHERE author <> '';

CREATE TABLE documents (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    body       BLOB NOT NULL
) STRICT;

CREATE TABLE revisions (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    number     INTEGER NOT NULL,
    seen       INTEGER NOT NULL,
    body       BLOB NOT NULL,
    UNIQUE (article_id, number)
) STRICT;

-- Everything that lists are made of: narrow, so that lists and counts never touch an article.
CREATE TABLE state (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    feed_id    INTEGER NOT NULL,
    date       INTEGER NOT NULL,            -- published, else first seen
    read       INTEGER NOT NULL DEFAULT 0,
    starred    INTEGER NOT NULL DEFAULT 0,
    gone       INTEGER NOT NULL DEFAULT 0,  -- bits: 1 deleted by the user, 2 its feed is removed
    position   INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The constant columns that end these indexes cost a byte a row, and make them covering: SQLite reads a column of
-- WHERE from the table if the index lacks it, even where the partial index implies its value.

-- Serves all articles, a folder and today, newest first.
CREATE INDEX state_newest ON state (date, article_id, feed_id, gone) WHERE gone = 0;
-- Serves the articles of a feed, newest first.
CREATE INDEX state_feed ON state (feed_id, date, article_id, gone) WHERE gone = 0;
-- Serves unread articles of everything or a folder, newest first.
CREATE INDEX state_unread ON state (date, article_id, feed_id, gone, read) WHERE gone = 0 AND read = 0;
-- Serves unread articles of a feed, newest first.
CREATE INDEX state_feed_unread ON state (feed_id, date, article_id, gone, read) WHERE gone = 0 AND read = 0;
-- Serves starred articles, newest first.
CREATE INDEX state_starred ON state (date, article_id, read, gone, starred) WHERE gone = 0 AND starred = 1;

CREATE TABLE tags (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    tag        TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
) STRICT, WITHOUT ROWID;

-- Serves tag: in searches.
CREATE INDEX tags_tag ON tags (tag, article_id);

-- One row an article for opening it: a whole recognition, compressed.
CREATE TABLE recognitions (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    key        TEXT NOT NULL,
    body       BLOB NOT NULL
) STRICT;

-- Serves the search for recognitions made under another key.
CREATE INDEX recognitions_key ON recognitions (key);

-- The archive seen from its institutions and dates.
CREATE TABLE institutions (
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    acronym  TEXT NOT NULL,
    aliases  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    country  TEXT NOT NULL,
    folded   TEXT NOT NULL,                  -- every name, folded, for searches by part of one
    articles INTEGER NOT NULL DEFAULT 0      -- visible articles that mention it
) STRICT;

-- Serves the index of institutions, most frequent first.
CREATE INDEX institutions_frequent ON institutions (articles, id) WHERE articles > 0;

CREATE TABLE article_institutions (
    article_id     INTEGER NOT NULL REFERENCES articles (id),
    institution_id INTEGER NOT NULL REFERENCES institutions (id),
    rank           INTEGER NOT NULL,         -- 0: the most salient of its article
    mentions       INTEGER NOT NULL,
    PRIMARY KEY (article_id, institution_id)
) STRICT, WITHOUT ROWID;

-- Serves the articles of an institution.
CREATE INDEX article_institutions_articles ON article_institutions (institution_id, article_id);

CREATE TABLE dates (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    ref        INTEGER NOT NULL,             -- index into the article's Recognition.dates
    value      TEXT NOT NULL,
    earliest   INTEGER NOT NULL,
    latest     INTEGER NOT NULL,
    score      REAL NOT NULL,
    key        INTEGER NOT NULL,
    PRIMARY KEY (article_id, ref)
) STRICT, WITHOUT ROWID;

-- Serves the agenda of key dates.
CREATE INDEX dates_agenda ON dates (earliest, latest, score, value) WHERE key = 1;
-- Serves the agenda of all dates.
CREATE INDEX dates_earliest ON dates (earliest, latest, score, value);

-- What derived data is behind with: before is the version that it stands for, 0 for none.
CREATE TABLE changes (
    kind       TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    before     INTEGER NOT NULL,
    PRIMARY KEY (kind, article_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER articles_new AFTER INSERT ON articles BEGIN
    INSERT INTO changes (kind, article_id, before) VALUES ('search', new.id, 0), ('mentions', new.id, 0);
END;

CREATE TRIGGER articles_revised AFTER UPDATE OF version ON articles WHEN new.version <> old.version BEGIN
    INSERT OR IGNORE INTO changes (kind, article_id, before) VALUES ('search', new.id, old.version);
END;

-- Relative dates are counted from the day of publication.
CREATE TRIGGER articles_recognise AFTER UPDATE OF version, published ON articles
WHEN new.version <> old.version OR new.published IS NOT old.published BEGIN
    INSERT OR IGNORE INTO changes (kind, article_id, before) VALUES ('mentions', new.id, old.version);
END;

CREATE TRIGGER article_institutions_new AFTER INSERT ON article_institutions BEGIN
    UPDATE institutions SET articles = articles + 1
    WHERE id = new.institution_id AND (SELECT gone FROM state WHERE article_id = new.article_id) = 0;
END;

CREATE TRIGGER article_institutions_gone AFTER DELETE ON article_institutions BEGIN
    UPDATE institutions SET articles = articles - 1
    WHERE id = old.institution_id AND (SELECT gone FROM state WHERE article_id = old.article_id) = 0;
END;

CREATE TRIGGER state_hidden AFTER UPDATE OF gone ON state WHEN (old.gone = 0) <> (new.gone = 0) BEGIN
    UPDATE institutions SET articles = articles + CASE WHEN new.gone = 0 THEN 1 ELSE -1 END
    WHERE id IN (SELECT institution_id FROM article_institutions WHERE article_id = new.article_id);
END;

-- Contentless, so that bodies are stored once; detail=none, because phrases are verified on the body.
CREATE VIRTUAL TABLE search USING fts5(
    text, content = '', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
