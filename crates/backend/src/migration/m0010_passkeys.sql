-- Passkeys, and the proofs that protected steps ask for.

-- Passkeys ----------------------------------------------------------------------------------------------------------
CREATE TABLE passkeys (
    member_id TEXT NOT NULL REFERENCES members (id),
    id TEXT NOT NULL,
    -- base64url, as browsers write it. No two members have the same.
    credential_id TEXT NOT NULL,
    -- What the authenticator knows the member by: random, the same for all passkeys of a member.
    handle TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Public key and counter, as JSON of the library that checks them.
    credential TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (member_id, id)
);
CREATE UNIQUE INDEX passkeys_credential ON passkeys (credential_id);
-- When a passkey was last added or removed: for a day after, less can be moved without a fresh proof.
ALTER TABLE members ADD COLUMN passkeys_changed_at BIGINT;

-- Challenges --------------------------------------------------------------------------------------------------------
-- The key is a hash of the id, and of the session that asked where there is one: whoever reads this table can use none.
CREATE TABLE challenges (
    -- The member; empty for a sign-in, where nobody is known yet.
    owner TEXT NOT NULL,
    id_hash TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'add', 'step_up')),
    -- What it is bound to; empty for a sign-in.
    bound_to TEXT NOT NULL,
    -- What the library needs to check the answer, as JSON; empty where a code proves it.
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    proved_at BIGINT,
    used_at BIGINT,
    PRIMARY KEY (owner, id_hash)
);
CREATE INDEX challenges_expire ON challenges (expires_at);

-- What a member moved lately is added up before each transfer.
CREATE INDEX transfers_accepted ON transfers (member_id, accepted_at, from_program, amount);

-- One-time codes that step up ---------------------------------------------------------------------------------------
-- SQLite cannot change what a column is checked for, so the table is made anew.
CREATE TABLE codes_anew (
    owner TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'link', 'step_up')),
    target TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    tries BIGINT NOT NULL CHECK (tries > 0),
    wrong BIGINT NOT NULL CHECK (wrong BETWEEN 0 AND tries),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    asker TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (owner, request_hash)
);
INSERT INTO codes_anew (owner, request_hash, purpose, target, code_hash, state, tries, wrong, made_at, expires_at, asker)
    SELECT owner, request_hash, purpose, target, code_hash, state, tries, wrong, made_at, expires_at, asker FROM codes;
DROP TABLE codes;
ALTER TABLE codes_anew RENAME TO codes;
CREATE INDEX codes_target ON codes (purpose, target, made_at);
CREATE INDEX codes_made ON codes (made_at);
