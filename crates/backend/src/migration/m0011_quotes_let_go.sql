-- A quote that was let go can never be accepted. That is a fact of its own and not an earlier end: no clock decides it.
ALTER TABLE quotes ADD COLUMN let_go BOOLEAN NOT NULL DEFAULT FALSE;
