-- Entries of activity and changes of transfers are numbered by one sequence of their member, so that a stream of them can be
-- taken up again after any number. Changes from before have none.
ALTER TABLE transfer_events ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
CREATE INDEX transfer_events_seq ON transfer_events (member_id, seq);

-- How long transfers took is learnt from the latest that arrived.
CREATE INDEX transfer_events_credited ON transfer_events (at) WHERE state = 'credited';
