-- Orders to partners' systems that have no final answer yet: one for each step of a transfer, written with the change of state that
-- needs it and gone with the one that answers it.
CREATE TABLE orders (
    member_id TEXT NOT NULL,
    transfer_id TEXT NOT NULL,
    step TEXT NOT NULL,
    -- The id that the partner sees.
    server_id TEXT NOT NULL,
    program_id TEXT NOT NULL REFERENCES programs (id),
    number TEXT NOT NULL,
    points BIGINT NOT NULL CHECK (points > 0),
    made_at BIGINT NOT NULL,
    -- The partner must refuse it from then on; a return has no end.
    not_after BIGINT,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    -- What the partner said last, for the operator.
    said TEXT NOT NULL,
    PRIMARY KEY (member_id, transfer_id, step),
    FOREIGN KEY (member_id, transfer_id) REFERENCES transfers (member_id, id)
);
CREATE UNIQUE INDEX orders_partner ON orders (program_id, server_id, step);
CREATE INDEX orders_next ON orders (program_id, next_at);

-- Memberships whose balance is to be read from the partner that keeps it: a row while there is reason to.
CREATE TABLE mirrors (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
    program_id TEXT NOT NULL REFERENCES programs (id),
    next_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX mirrors_next ON mirrors (program_id, next_at);
