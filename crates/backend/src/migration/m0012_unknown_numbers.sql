-- A row of mirrors stays as long as the membership is linked: next_at is when its balance is read again. Whether the partner said that it
-- does not have the number.
ALTER TABLE mirrors ADD COLUMN not_known BOOLEAN NOT NULL DEFAULT FALSE;
-- Before then no answer would be of use: the partner may not have ended yet what has ended here.
ALTER TABLE mirrors ADD COLUMN not_before BIGINT NOT NULL DEFAULT 0;
