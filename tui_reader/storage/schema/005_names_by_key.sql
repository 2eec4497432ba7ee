-- Version 5: names of institutions follow recognition: a new key (rules, corrections) starts them afresh.

-- What the names were last made with: the part of a recognition's key that all articles share.
ALTER TABLE institutions ADD COLUMN made_with TEXT NOT NULL DEFAULT '';
