-- Version 3: what a feed asks for and the person wants of its checks, and the pages fetched behind articles.

-- Where its address was redirected for good at the newest check; followed when the next one sees the same.
ALTER TABLE feeds ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
-- What the feed itself asks for: minutes between checks (0: nothing), a bit for each hour of the day to skip.
ALTER TABLE feeds ADD COLUMN ttl_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
-- What the person asks for: minutes between checks (0: as the schedule has it), newest articles kept (0: all).
ALTER TABLE feeds ADD COLUMN interval_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN keep_newest INTEGER NOT NULL DEFAULT 0;
-- How long the newest check took, milliseconds.
ALTER TABLE feeds ADD COLUMN check_ms INTEGER NOT NULL DEFAULT 0;

-- The page behind an article, once it was asked for. Validators are kept as the server wrote them.
CREATE TABLE pages (
    article_id    INTEGER PRIMARY KEY REFERENCES articles (id),
    version       INTEGER NOT NULL,          -- the article's, that the page was fetched for
    fetched       INTEGER NOT NULL,
    etag          TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    error         TEXT NOT NULL              -- why the page gave nothing; empty where it did
) STRICT;
