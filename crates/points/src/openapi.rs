//! How instants and days stand in openapi.json: strings with a format; and the flat wire forms of enums with values.

use crate::expiry::{ExpiryRule, RuleWire};
use crate::quote::{Refusal, RefusalWire};
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

/// The enum stands in the contract as its wire form.
macro_rules! as_wire {
    ($($rust:ty => $wire:ty, $name:literal;)*) => {$(
        impl PartialSchema for $rust {
            fn schema() -> RefOr<Schema> {
                <$wire>::schema()
            }
        }

        impl ToSchema for $rust {
            fn name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
        }
    )*};
}

as_wire! {
    Refusal => RefusalWire, "Refusal";
    ExpiryRule => RuleWire, "ExpiryRule";
}
