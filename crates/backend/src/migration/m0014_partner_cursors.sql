-- The position in the partner's list of what happened up to which it is booked; without one the next balance brings no activity.
ALTER TABLE mirrors ADD COLUMN cursor TEXT;
-- How often in a row a partner did not tell what happened up to a balance.
ALTER TABLE mirrors ADD COLUMN untold BIGINT NOT NULL DEFAULT 0;
