-- Who a member is: phone numbers, one-time codes, consents, and sessions that a member can tell apart.

-- Members -----------------------------------------------------------------------------------------------------------
-- E.164; NULL for demo members and closed accounts.
ALTER TABLE members ADD COLUMN phone TEXT;
-- When the account was closed. The row stays, without anything personal, because the ledger's events refer to it.
ALTER TABLE members ADD COLUMN closed_at BIGINT;
CREATE UNIQUE INDEX members_phone ON members (phone) WHERE phone IS NOT NULL;

-- What a member agreed to, and which text of it.
CREATE TABLE consents (
    member_id TEXT NOT NULL REFERENCES members (id),
    document TEXT NOT NULL CHECK (document IN ('terms', 'privacy')),
    version TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, document, version)
);

-- Sessions ----------------------------------------------------------------------------------------------------------
-- The id that the member sees. Sessions from before get one that is made of their hash.
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
UPDATE sessions SET id = substr(hash, 1, 8) || '-' || substr(hash, 9, 4) || '-4' || substr(hash, 13, 3) || '-8'
    || substr(hash, 16, 3) || '-' || substr(hash, 19, 12);
CREATE UNIQUE INDEX sessions_id ON sessions (id);
-- Sign-ins after this instant are news to this session.
ALTER TABLE sessions ADD COLUMN devices_seen_at BIGINT NOT NULL DEFAULT 0;
UPDATE sessions SET devices_seen_at =
    (SELECT MAX(others.created_at) FROM sessions others WHERE others.member_id = sessions.member_id);
-- A session that ended is remembered for a while: whoever signs in and out again quickly is noticed all the same.
ALTER TABLE sessions ADD COLUMN ended_at BIGINT;

-- One-time codes, to sign in and to link a number -------------------------------------------------------------------
-- Only the asker knows the id of a request. Its hash is the key here, and the code is hashed together with the id, so that
-- this table alone tells nobody a code.
CREATE TABLE codes (
    -- The member who links; empty for a sign-in, where nobody is known yet.
    owner TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'link')),
    -- A phone number, or program/number.
    target TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    -- How many wrong tries end it, and how many there were.
    tries BIGINT NOT NULL CHECK (tries > 0),
    wrong BIGINT NOT NULL CHECK (wrong BETWEEN 0 AND tries),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (owner, request_hash)
);
CREATE INDEX codes_target ON codes (purpose, target, made_at);
CREATE INDEX codes_made ON codes (made_at);
