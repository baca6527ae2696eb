-- The paid extension of a program is data now, not an English sentence; the next import writes it. contract::Extension as JSON.
UPDATE programs SET extend_terms = '';
ALTER TABLE programs RENAME COLUMN extend_terms TO extension;

-- A quote can be accepted once; the code sees to it, and the schema makes sure.
CREATE UNIQUE INDEX transfers_quote ON transfers (member_id, quote_id);

-- When a lot ends, as the journal knows it: a row for each entry that set or moved it, the last one counts.
CREATE TABLE lot_ends (
    account_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    -- The account's entry that moved it.
    seq BIGINT NOT NULL,
    expires_at BIGINT,
    PRIMARY KEY (account_id, no, seq),
    FOREIGN KEY (account_id, no) REFERENCES lots (account_id, no),
    FOREIGN KEY (account_id, seq) REFERENCES entries (account_id, seq)
);
INSERT INTO lot_ends (account_id, no, seq, expires_at)
    SELECT l.account_id, l.no, a.seq, l.expires_at FROM lots l JOIN accounts a ON a.id = l.account_id;
