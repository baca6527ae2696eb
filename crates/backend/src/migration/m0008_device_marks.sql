-- Browsers that signed in with a number before keep a part of its codes for themselves.

-- The hash is that of the browser's token together with the number, so that no two numbers of one browser look alike here.
CREATE TABLE device_marks (
    member_id TEXT NOT NULL REFERENCES members (id),
    hash TEXT NOT NULL,
    -- When it last signed in.
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, hash)
);
CREATE UNIQUE INDEX device_marks_hash ON device_marks (hash);
CREATE INDEX device_marks_at ON device_marks (at);

-- The mark of the browser that asked for a code; empty for one that never signed in with the number.
ALTER TABLE codes ADD COLUMN asker TEXT NOT NULL DEFAULT '';
