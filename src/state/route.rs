//! Typed paths: every link and redirect in the app is one of these. Which page stands behind which is the app's table.

use contract::{MembershipId, TransferId};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Balances.
    Wallet,
    /// The catalog.
    Rewards,
    /// A new transfer.
    Transfer,
    /// A new transfer out of this membership.
    TransferFrom(MembershipId),
    /// Transfers made.
    Transfers,
    /// One transfer.
    TransferDetail(TransferId),
    /// Entries of all memberships.
    Activity,
    /// One membership's page.
    Program(MembershipId),
    /// The member's own settings.
    Settings,
    /// Signing in, then back to where the member wanted to go.
    SignIn {
        /// The path to come back to.
        back: String,
    },
}

impl Route {
    /// The path, for `href` and `navigate`.
    pub fn path(&self) -> String {
        match self {
            Route::Wallet => "/".into(),
            Route::Rewards => "/rewards".into(),
            Route::Transfer => "/transfer".into(),
            Route::TransferFrom(id) => ["/transfer?from=", &id.0].concat(),
            Route::Transfers => "/transfers".into(),
            Route::TransferDetail(id) => ["/transfers/", &id.0].concat(),
            Route::Activity => "/activity".into(),
            Route::Program(id) => ["/programs/", &id.0].concat(),
            Route::Settings => "/settings".into(),
            Route::SignIn { back } if back.len() > 1 => ["/sign-in?back=", back].concat(),
            Route::SignIn { .. } => "/sign-in".into(),
        }
    }
}
