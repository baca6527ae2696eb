//! The schema, in steps that are never edited once released.
