//! Typed paths: every link and redirect in the app is one of these. Which page stands behind which is the app's table.

use contract::{MembershipId, ProgramId, RewardId, TransferId, paths};

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Balances.
    Wallet,
    /// The catalog.
    Rewards,
    /// One reward.
    Reward(RewardId),
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
    /// The rate of a pair, its history and what is announced.
    Rates(ProgramId, ProgramId),
    /// Linking a program.
    Link,
    /// The member's own settings.
    Settings,
    /// Where the member is signed in.
    Devices,
    /// The member's passkeys.
    Passkeys,
    /// Every widget, for developers; nothing in the app leads here.
    Gallery,
    /// The view in a partner's frame: a document of its own, which `app` mounts without the shell.
    EmbedBalance,
    /// Signing in, then back to where the member wanted to go.
    SignIn {
        /// The path to come back to, with its parameters.
        back: String,
    },
    /// The farewell to a closed account.
    Goodbye,
    /// The terms of use.
    Terms,
    /// The privacy notice.
    Privacy,
}

impl Route {
    /// The path, for `href` and `navigate`.
    pub fn path(&self) -> String {
        match self {
            Route::Wallet => "/".into(),
            Route::Rewards => "/rewards".into(),
            Route::Reward(id) => ["/rewards/", &id.0.to_string()].concat(),
            Route::Transfer => "/transfer".into(),
            Route::TransferFrom(id) => ["/transfer?from=", &id.0].concat(),
            Route::Transfers => "/transfers".into(),
            Route::TransferDetail(id) => ["/transfers/", &id.0].concat(),
            Route::Activity => "/activity".into(),
            Route::Program(id) => ["/programs/", &id.0].concat(),
            Route::Rates(from, to) => ["/rates/", &from.0, "/", &to.0].concat(),
            Route::Link => "/link".into(),
            Route::Settings => "/settings".into(),
            Route::Devices => "/settings/devices".into(),
            Route::Passkeys => "/settings/passkeys".into(),
            Route::Gallery => "/gallery".into(),
            Route::EmbedBalance => paths::EMBED_BALANCE.into(),
            Route::SignIn { back } if back.len() > 1 => paths::query("/sign-in", &[("back", back)]),
            Route::SignIn { .. } => "/sign-in".into(),
            Route::Goodbye => "/goodbye".into(),
            Route::Terms => "/terms".into(),
            Route::Privacy => "/privacy".into(),
        }
    }

    /// The place that a path names, if there is one. What stands behind a `?` is not part of a path.
    pub fn from_path(path: &str) -> Option<Route> {
        let path = path.strip_prefix('/')?;
        let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
        let route = match (parts.next().unwrap_or_default(), parts.next()) {
            ("", None) => Route::Wallet,
            ("rewards", None) => Route::Rewards,
            ("rewards", Some(id)) => Route::Reward(RewardId(id.parse().ok()?)),
            ("transfer", None) => Route::Transfer,
            ("transfers", None) => Route::Transfers,
            ("transfers", Some(id)) => Route::TransferDetail(TransferId(id.into())),
            ("activity", None) => Route::Activity,
            ("programs", Some(id)) => Route::Program(MembershipId(id.into())),
            ("rates", Some(from)) => Route::Rates(ProgramId(from.into()), ProgramId(parts.next()?.into())),
            ("link", None) => Route::Link,
            ("settings", None) => Route::Settings,
            ("settings", Some("devices")) => Route::Devices,
            ("settings", Some("passkeys")) => Route::Passkeys,
            ("gallery", None) => Route::Gallery,
            ("embed", Some("balance")) => Route::EmbedBalance,
            ("sign-in", None) => Route::SignIn { back: String::new() },
            ("goodbye", None) => Route::Goodbye,
            ("terms", None) => Route::Terms,
            ("privacy", None) => Route::Privacy,
            _ => return None,
        };
        parts.next().is_none().then_some(route)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_leads_back_to_its_route() {
        for route in [
            Route::Wallet,
            Route::Rewards,
            Route::Reward(RewardId(7)),
            Route::Transfer,
            Route::Transfers,
            Route::TransferDetail(TransferId("t1".into())),
            Route::Activity,
            Route::Program(MembershipId("m1".into())),
            Route::Rates(ProgramId("a".into()), ProgramId("b".into())),
            Route::Link,
            Route::Settings,
            Route::Devices,
            Route::Passkeys,
            Route::Gallery,
            Route::EmbedBalance,
            Route::SignIn { back: String::new() },
            Route::Goodbye,
            Route::Terms,
            Route::Privacy,
        ] {
            assert_eq!(Route::from_path(&route.path()), Some(route));
        }
    }

    #[test]
    fn the_way_back_from_signing_in_keeps_its_parameters() {
        let back = |back: &str| Route::SignIn { back: back.into() }.path();
        assert_eq!(back("/rewards?q=tr\u{e0}&sort=newest"), "/sign-in?back=%2Frewards%3Fq%3Dtr%C3%A0%26sort%3Dnewest");
        assert_eq!(back("/"), "/sign-in");
    }

    #[test]
    fn other_paths_lead_nowhere() {
        for path in [
            "",
            "/nowhere",
            "/transfers/a/b",
            "/programs",
            "/settings/x",
            "/rewards/x",
            "/rewards/1/2",
            "//rewards",
            "/embed",
            "/embed/rewards",
            "/rates/a",
            "/rates/a/b/c",
        ] {
            assert_eq!(Route::from_path(path), None, "{path}");
        }
        assert_eq!(Route::from_path("/rewards/"), Some(Route::Rewards));
    }
}
