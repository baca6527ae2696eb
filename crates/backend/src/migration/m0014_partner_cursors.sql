-- The position in the partner's list of what happened up to which it is booked; without one the next balance brings no activity.
ALTER TABLE mirrors ADD COLUMN cursor TEXT;
