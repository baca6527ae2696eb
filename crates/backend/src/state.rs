//! What every handler can reach.

use crate::clock::Clock;
use crate::code_sender::CodeSender;
use crate::config::Operator;
use crate::connector::Connectors;
use crate::http::files::Files;
use crate::http::limits::PerMinute;
use crate::passkey::Ceremonies;
use crate::settings::Settings;
use crate::store::{MemberId, Store};
use crate::streams::Streams;
use contract::limits;
use std::net::IpAddr;
use std::sync::Arc;

/// Shared by all requests; cloning it is cheap.
#[derive(Clone)]
pub struct AppState {
    /// Everything that is kept.
    pub store: Arc<Store>,
    /// Decides every deadline.
    pub clock: Arc<dyn Clock>,
    /// Carries one-time codes.
    pub code_sender: Arc<dyn CodeSender>,
    /// Partners' systems.
    pub connectors: Connectors,
    /// What the operator set in the environment.
    pub settings: Arc<Settings>,
    /// What the operator set in the file of `GOM_CONFIG`: the default currency, partners.
    pub operator: Arc<Operator>,
    /// The built app, if this server serves one.
    pub files: Option<Arc<Files>>,
    /// Quotes of each member.
    pub quotes: Arc<PerMinute<MemberId>>,
    /// Demo members of the whole server.
    pub demo_members: Arc<PerMinute<()>>,
    /// One-time codes to sign in, of the whole server.
    pub codes: Arc<PerMinute<()>>,
    /// All other one-time codes of the whole server; only members ask for them.
    pub member_codes: Arc<PerMinute<()>>,
    /// One-time codes that one address asks for.
    pub code_addresses: Arc<PerMinute<IpAddr>>,
    /// Passkeys of this server.
    pub ceremonies: Arc<Ceremonies>,
    /// Challenges to sign in with a passkey, of the whole server.
    pub passkey_sign_ins: Arc<PerMinute<()>>,
    /// Other challenges of each member.
    pub challenges: Arc<PerMinute<MemberId>>,
    /// Exports of each member.
    pub exports: Arc<PerMinute<MemberId>>,
    /// CSV files of each member.
    pub statements: Arc<PerMinute<MemberId>>,
    /// Who follows what changes.
    pub streams: Arc<Streams>,
}

impl AppState {
    /// The state of one server.
    pub fn new(
        store: Arc<Store>,
        clock: Arc<dyn Clock>,
        code_sender: Arc<dyn CodeSender>,
        settings: Settings,
        operator: Arc<Operator>,
        files: Option<Files>,
    ) -> AppState {
        AppState {
            store,
            connectors: Connectors::default(),
            clock,
            code_sender,
            quotes: Arc::new(PerMinute::new(settings.quotes_per_minute)),
            demo_members: Arc::new(PerMinute::new(settings.demo_members_per_minute)),
            codes: Arc::new(PerMinute::new(settings.codes_per_minute)),
            member_codes: Arc::new(PerMinute::new(settings.codes_per_minute)),
            code_addresses: Arc::new(PerMinute::new(settings.codes_per_address)),
            ceremonies: Arc::new(Ceremonies::new(&settings.origin, &operator.config.name)),
            passkey_sign_ins: Arc::new(PerMinute::new(limits::PASSKEY_SIGN_INS_PER_MINUTE)),
            challenges: Arc::new(PerMinute::new(limits::CHALLENGES_PER_MINUTE)),
            exports: Arc::new(PerMinute::new(limits::EXPORTS_PER_MINUTE)),
            statements: Arc::new(PerMinute::new(limits::EXPORTS_PER_MINUTE)),
            streams: Arc::default(),
            settings: Arc::new(settings),
            operator,
            files: files.map(Arc::new),
        }
    }

    /// The same state with partners' systems.
    pub fn with_connectors(self, connectors: Connectors) -> AppState {
        AppState { connectors, ..self }
    }
}
