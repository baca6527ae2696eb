//! How instants and days stand in openapi.json: strings with a format.

use crate::time::{Date, Timestamp};
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

fn text(format: KnownFormat, example: &str) -> RefOr<Schema> {
    let object = ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(format)));
    object.examples([example]).into()
}

impl PartialSchema for Timestamp {
    fn schema() -> RefOr<Schema> {
        text(KnownFormat::DateTime, "2026-11-22T10:48:00.000Z")
    }
}

impl ToSchema for Timestamp {}

impl PartialSchema for Date {
    fn schema() -> RefOr<Schema> {
        text(KnownFormat::Date, "2026-11-22")
    }
}

impl ToSchema for Date {}
