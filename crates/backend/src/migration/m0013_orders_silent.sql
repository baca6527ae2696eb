-- How often in a row a program gave no answer to an order, and since when.
ALTER TABLE orders ADD COLUMN failed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN silent_since BIGINT;
-- That a program stopped or began to answer, as news of the transfer. seq: the number of it in the member's sequence.
CREATE TABLE silences (
    member_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    transfer_id TEXT NOT NULL,
    began BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (member_id, seq),
    FOREIGN KEY (member_id, transfer_id) REFERENCES transfers (member_id, id)
);
