//! The tables as types, in the order of the migration. Amounts and instants are the plain integers of the database.

mod ledger;
mod members;
mod reference;
mod transfers;

pub use ledger::{account, entry, lot, lot_end, membership, posting};
pub use members::{challenge, code, consent, device_mark, event, member, passkey, session};
pub use reference::{currency, import, pair, program, reward, reward_category, reward_kind, reward_price, tier};
pub use transfers::{lease, mirror, mutation, order, quote, silence, transfer, transfer_event, transfer_lot};

/// One module per table, with the key's columns first.
macro_rules! table {
    ($(#[$doc:meta])* $module:ident = $name:literal, key { $($key:ident: $key_type:ty),+ $(,)? }, { $($column:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)] pub $key: $key_type,)+
                $(pub $column: $type,)*
            }

            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}
use table;
