-- Version 4: what acronyms stand for in each feed, so that a bare one is known again.

CREATE TABLE acronyms (
    feed_id        INTEGER NOT NULL REFERENCES feeds (id),
    letters        TEXT NOT NULL,            -- of the acronym, folded, without signs
    bare           INTEGER NOT NULL,         -- 1: the article writes the acronym alone, 0: it says what it stands for
    institution_id INTEGER NOT NULL REFERENCES institutions (id),
    article_id     INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (feed_id, letters, bare, institution_id, article_id)
) STRICT, WITHOUT ROWID;

-- Serves what one article says.
CREATE INDEX acronyms_article ON acronyms (article_id);

-- Serves the articles of an institution.
CREATE INDEX acronyms_institution ON acronyms (institution_id, bare);
