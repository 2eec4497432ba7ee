-- Version 6: the images that articles show, kept for reading offline.

-- Whether the person wants the images of this feed kept; NULL: as the configuration says.
ALTER TABLE feeds ADD COLUMN images INTEGER;

-- An address that an article shows an image of. The image itself is a file, named after its content.
CREATE TABLE images (
    id       INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,
    file     TEXT NOT NULL DEFAULT '',        -- empty where there is none (yet)
    bytes    INTEGER NOT NULL DEFAULT 0,
    width    INTEGER NOT NULL DEFAULT 0,      -- pixels
    height   INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER,                         -- when to ask for it; NULL: never again
    failures INTEGER NOT NULL DEFAULT 0,      -- in a row
    error    TEXT NOT NULL DEFAULT ''         -- why there is no file
) STRICT;

-- Serves the images that are due.
CREATE INDEX images_due ON images (next_try) WHERE next_try IS NOT NULL;
-- Serves the question whether a file is still named by anything.
CREATE INDEX images_file ON images (file) WHERE file <> '';

CREATE TABLE article_images (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    image_id   INTEGER NOT NULL REFERENCES images (id),
    PRIMARY KEY (article_id, image_id)
) STRICT, WITHOUT ROWID;

-- Serves the articles of an image.
CREATE INDEX article_images_image ON article_images (image_id);

-- The articles whose images are listed, and in which version.
CREATE TABLE illustrated (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    version    INTEGER NOT NULL
) STRICT;
