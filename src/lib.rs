//! Gom, the app: one room a module, one way only. See docs/ARCHITECTURE.md.

/// The backend as functions; the only user of gloo-net.
pub mod api;
/// Composition root: start, providers, routes, shell, chunks.
pub mod app;
/// The slices: wallet, transfer, rewards, activity, membership, session, settings.
pub mod features;
/// Typed texts, numbers, money, dates and plurals; the only reader of locales/.
pub mod i18n;
/// The browser; the only user of web_sys and js_sys.
pub mod platform;
/// The few shared things: session, balances, connectivity, preferences, toasts, typed paths.
pub mod state;
/// Widgets without router, api or translation keys.
pub mod ui;
