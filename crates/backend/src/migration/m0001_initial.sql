-- Everything is portable: ids are made by the backend as text, instants are UTC milliseconds, amounts BIGINT.
-- A key of a table that belongs to a member begins with member_id. Reference tables have their own id.

-- Reference data ----------------------------------------------------------------------------------------------------
CREATE TABLE imports (
    name TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE TABLE currencies (
    code TEXT PRIMARY KEY,
    exponent BIGINT NOT NULL CHECK (exponent BETWEEN 0 AND 6),
    vnd_rate_milli BIGINT NOT NULL CHECK (vnd_rate_milli > 0),
    basis TEXT NOT NULL
);
CREATE TABLE programs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    country TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    owner TEXT NOT NULL CHECK (owner IN ('in_house', 'external')),
    point_value_vnd_milli BIGINT NOT NULL CHECK (point_value_vnd_milli >= 0),
    value_basis TEXT NOT NULL,
    expiry_kind TEXT NOT NULL,
    expiry_months BIGINT NOT NULL CHECK (expiry_months >= 0),
    activity_kinds TEXT NOT NULL,
    extend_terms TEXT NOT NULL,
    tiers TEXT NOT NULL,
    brand_color TEXT NOT NULL,
    monogram TEXT NOT NULL
);
-- Points or miles of a qualifying period from which a tier begins.
CREATE TABLE tiers (
    program_id TEXT NOT NULL REFERENCES programs (id),
    name TEXT NOT NULL,
    threshold BIGINT NOT NULL CHECK (threshold >= 0),
    basis TEXT NOT NULL,
    PRIMARY KEY (program_id, name)
);
-- Terms of a pair from an instant on; the minimum of BIGINT stands for "always". terms: points::PairTerms as JSON.
CREATE TABLE pairs (
    from_program TEXT NOT NULL REFERENCES programs (id),
    to_program TEXT NOT NULL REFERENCES programs (id),
    valid_from BIGINT NOT NULL,
    terms TEXT NOT NULL,
    closed BOOLEAN NOT NULL,
    basis TEXT NOT NULL,
    as_of TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (from_program, to_program, valid_from)
);
CREATE TABLE rewards (
    id BIGINT PRIMARY KEY,
    seq BIGINT NOT NULL UNIQUE,
    deleted BOOLEAN NOT NULL,
    brand TEXT NOT NULL,
    category TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    basis TEXT NOT NULL
);
CREATE TABLE reward_prices (
    reward_id BIGINT NOT NULL REFERENCES rewards (id),
    program_id TEXT NOT NULL REFERENCES programs (id),
    points BIGINT NOT NULL CHECK (points > 0),
    PRIMARY KEY (reward_id, program_id)
);

-- Members -----------------------------------------------------------------------------------------------------------
CREATE TABLE members (
    id TEXT PRIMARY KEY,
    mark TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    currency TEXT NOT NULL REFERENCES currencies (code),
    birthday TEXT,
    demo BOOLEAN NOT NULL,
    -- Last number of the member's sequence of events.
    event_seq BIGINT NOT NULL CHECK (event_seq >= 0),
    created_at BIGINT NOT NULL
);
-- Only the hash of a session's token is known here.
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    member_id TEXT NOT NULL REFERENCES members (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    user_agent TEXT NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id);
CREATE INDEX sessions_created ON sessions (created_at);

-- Ledger ------------------------------------------------------------------------------------------------------------
-- An account belongs to program and number and survives unlinking. Balances are sums of postings, kept here to be read fast.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    program_id TEXT NOT NULL REFERENCES programs (id),
    number TEXT NOT NULL,
    tier TEXT,
    tier_points BIGINT NOT NULL CHECK (tier_points >= 0),
    available BIGINT NOT NULL CHECK (available >= 0),
    pending BIGINT NOT NULL CHECK (pending >= 0),
    held BIGINT NOT NULL CHECK (held >= 0),
    -- Last numbers of the account's entries and lots.
    seq BIGINT NOT NULL CHECK (seq >= 0),
    lot_seq BIGINT NOT NULL CHECK (lot_seq >= 0),
    -- Under an inactivity rule: when everything ends without a further activity.
    lots_end_at BIGINT,
    as_of BIGINT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (program_id, number)
);
CREATE TABLE memberships (
    member_id TEXT NOT NULL REFERENCES members (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    linked_at BIGINT NOT NULL,
    unlinked_at BIGINT,
    PRIMARY KEY (member_id, account_id)
);
-- One number, one member.
CREATE UNIQUE INDEX memberships_account ON memberships (account_id) WHERE unlinked_at IS NULL;
CREATE TABLE lots (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    no BIGINT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('earn', 'transfer', 'bonus', 'adjust')),
    earned_at BIGINT NOT NULL,
    expires_at BIGINT,
    release_at BIGINT,
    available BIGINT NOT NULL CHECK (available >= 0),
    pending BIGINT NOT NULL CHECK (pending >= 0),
    held BIGINT NOT NULL CHECK (held >= 0),
    -- Whether anything is left of it.
    is_open BOOLEAN NOT NULL,
    -- When the job must look at it next.
    due_at BIGINT,
    PRIMARY KEY (account_id, no)
);
CREATE INDEX lots_open ON lots (account_id, is_open);
CREATE INDEX lots_due ON lots (due_at) WHERE due_at IS NOT NULL;
-- The journal: append-only. An entry stays inside one account and so inside one program; its postings sum to zero.
CREATE TABLE entries (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    seq BIGINT NOT NULL,
    program_id TEXT NOT NULL REFERENCES programs (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- The server's id of the transfer it belongs to, if it does.
    transfer TEXT,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (account_id, seq)
);
CREATE INDEX entries_transfer ON entries (transfer) WHERE transfer IS NOT NULL;
-- bucket: available, pending, held (of a lot), or issued, exchange_out, exchange_in, redeemed, expired, adjusted (of the program).
CREATE TABLE postings (
    account_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    line BIGINT NOT NULL,
    bucket TEXT NOT NULL,
    lot_no BIGINT,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (account_id, seq, line),
    FOREIGN KEY (account_id, seq) REFERENCES entries (account_id, seq),
    CHECK ((lot_no IS NOT NULL) = (bucket IN ('available', 'pending', 'held')))
);
-- What a member reads as activity, in the member's own sequence.
CREATE TABLE events (
    member_id TEXT NOT NULL REFERENCES members (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    program_id TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    incoming BOOLEAN NOT NULL,
    text TEXT NOT NULL,
    transfer_id TEXT,
    other_program TEXT,
    PRIMARY KEY (member_id, seq)
);
CREATE INDEX events_account ON events (member_id, account_id, seq);

-- Mutations, quotes, transfers --------------------------------------------------------------------------------------
-- Every accepted mutation of value, for ever; the same id and body gets the same answer, byte for byte.
CREATE TABLE mutations (
    member_id TEXT NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, kind, id)
);
-- body: contract::Quote as JSON, exactly as it was answered.
CREATE TABLE quotes (
    member_id TEXT NOT NULL REFERENCES members (id),
    id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_by TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (member_id, id)
);
CREATE INDEX quotes_unused ON quotes (expires_at) WHERE used_by IS NULL;
CREATE TABLE transfers (
    member_id TEXT NOT NULL REFERENCES members (id),
    id TEXT NOT NULL,
    -- The id that partners see.
    server_id TEXT NOT NULL UNIQUE,
    -- Number of the event of its acceptance: lists go by it.
    seq BIGINT NOT NULL,
    quote_id TEXT NOT NULL,
    state TEXT NOT NULL,
    debited BOOLEAN NOT NULL,
    is_open BOOLEAN NOT NULL,
    from_account TEXT NOT NULL REFERENCES accounts (id),
    from_program TEXT NOT NULL,
    to_account TEXT NOT NULL REFERENCES accounts (id),
    to_program TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    received BIGINT NOT NULL CHECK (received >= 0),
    bonus BIGINT NOT NULL CHECK (bonus >= 0),
    fee_minor BIGINT,
    fee_currency TEXT,
    value_given_minor BIGINT NOT NULL,
    value_received_minor BIGINT NOT NULL,
    value_currency TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    cancel_until BIGINT NOT NULL,
    left_at BIGINT,
    usual_by BIGINT,
    latest_by BIGINT,
    -- When the job must look at it next.
    due_at BIGINT,
    -- How many changes of state it had.
    changes BIGINT NOT NULL,
    PRIMARY KEY (member_id, id)
);
CREATE UNIQUE INDEX transfers_seq ON transfers (member_id, seq);
CREATE INDEX transfers_open ON transfers (member_id, is_open);
CREATE INDEX transfers_due ON transfers (due_at) WHERE due_at IS NOT NULL;
-- The lots a transfer took, fixed at acceptance.
CREATE TABLE transfer_lots (
    member_id TEXT NOT NULL,
    transfer_id TEXT NOT NULL,
    lot_no BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (member_id, transfer_id, lot_no),
    FOREIGN KEY (member_id, transfer_id) REFERENCES transfers (member_id, id)
);
CREATE TABLE transfer_events (
    member_id TEXT NOT NULL,
    transfer_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (member_id, transfer_id, no),
    FOREIGN KEY (member_id, transfer_id) REFERENCES transfers (member_id, id)
);

-- Jobs --------------------------------------------------------------------------------------------------------------
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);
