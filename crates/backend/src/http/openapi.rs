//! openapi.json: its head, the groups of problems that operations share, and its text. docs/openapi.json is this text.

use crate::http::examples;
use crate::http::problem::{Failure, name_of, status_of, words_of};
use crate::token::COOKIE;
use contract::{Code, Problem};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, OpenApi as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Gom",
        version = "1",
        description = "The API of the Gom loyalty wallet. The app uses nothing else. Points are integers from 0 to 2^53 - 1, \
            times are UTC. Errors are application/problem+json with a machine `code`. See docs/API.md.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "session", description = "Who is signed in"),
        (name = "wallet", description = "What the member has"),
        (name = "programs", description = "Programs and conversion terms; readable signed out"),
        (name = "transfers", description = "Moving points"),
        (name = "rewards", description = "The catalog; readable signed out")
    ),
    components(schemas(Problem))
)]
struct Head;

/// The document before the resources add their operations.
pub fn head() -> OpenApi {
    let mut head = Head::openapi();
    let about =
        "Set by signing in. Changes also need an `Origin` or `Sec-Fetch-Site` header that proves Gom's own origin.";
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(COOKIE, about)));
    head.components.get_or_insert_with(Components::new).add_security_scheme("session", cookie);
    head
}

/// The finished text, the same at every call. `None` never happens with a document of ours; a test reads it back.
pub fn text(document: OpenApi) -> String {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    let paths = value.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    for operation in items.flat_map(|item| item.values_mut()) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        if let Some(example) = examples::request(&id) {
            operation["requestBody"]["content"]["application/json"]["example"] = example;
        }
        if let Some(example) = examples::response(&id) {
            let status = if operation["responses"].get("201").is_some() { "201" } else { "200" };
            operation["responses"][status]["content"]["application/json"]["example"] = example;
        }
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

macro_rules! problem_groups {
    ($($(#[$doc:meta])* $name:ident: $($code:ident)+;)*) => {$(
        $(#[$doc])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                by_status(&[$(Code::$code),+])
            }
        }
    )*};
}

problem_groups! {
    /// Of every operation.
    Always: Internal Unavailable TimedOut;
    /// The same, where a code has to be handed over.
    SendFaults: Internal Unavailable CodeNotSent TimedOut;
    /// Of operations that need a session.
    SignedIn: SignedOut;
    /// Of operations that change something.
    Changes: CrossSite;
    /// Of operations with a body.
    Body: Malformed TooLarge UnsupportedMediaType;
    /// Of operations with a query.
    BadQuery: Malformed;
    /// Of operations with ids.
    Absent: NotFound;
    /// Of operations that are counted.
    Often: RateLimited;
    /// Of the demo.
    NoDemo: DemoOff;
    /// A value that is not taken.
    BadValue: Invalid;
    /// Of asking for a code.
    CannotSend: RateLimited Invalid;
    /// Of signing in with one.
    CannotSignIn: CodeExpired CodeWrong CodeLocked ConsentNeeded Invalid;
    /// Of asking to link a number.
    CannotAskLink: AlreadyLinked RateLimited Invalid;
    /// Of proving control of it.
    CannotConfirmLink: CodeExpired NumberTaken AlreadyLinked CodeWrong CodeLocked Invalid;
    /// Of unlinking a membership, or closing the account.
    CannotLeave: TransferOpen;
    /// Of asking for a quote.
    CannotQuote: AmountRefused NoMembership NotEligible PairClosed Invalid;
    /// Of accepting a quote.
    CannotAccept: QuoteExpired QuoteUsed NotEnough IdReused AmountRefused PairClosed NoMembership NotEligible;
    /// Of letting a quote go.
    CannotLetGo: QuoteUsed;
    /// Of steps that need a fresh proof.
    Guarded: CrossSite StepUpNeeded;
    /// Of adding a passkey.
    CannotAddPasskey: PasskeysFull PasskeyFailed Invalid;
    /// Of beginning to.
    CannotStartPasskey: PasskeysFull PasskeyFailed;
    /// Of signing in with a passkey.
    BadPasskey: PasskeyFailed;
    /// Of asking for a step-up.
    CannotAskStepUp: QuoteExpired PasskeyFailed Invalid RateLimited;
    /// Of proving one.
    CannotProve: CodeExpired CodeWrong CodeLocked PasskeyFailed Invalid;
    /// Of moving a transfer on or back.
    CannotMove: AlreadySent AlreadyFinal;
}

fn by_status(codes: &[Code]) -> BTreeMap<String, RefOr<Response>> {
    let mut statuses: BTreeMap<String, Vec<Code>> = BTreeMap::new();
    for code in codes {
        statuses.entry(status_of(*code).as_u16().to_string()).or_default().push(*code);
    }
    let response = |codes: Vec<Code>| {
        let said = codes.iter().map(|code| format!("`{}`: {}", name_of(*code), words_of(*code)));
        let description = said.collect::<Vec<String>>().join(" ");
        let examples = codes.iter().map(|code| {
            let problem = Failure::of(*code).problem("7f9c24e5-2f8b-4c6d-8e1f-0a1b2c3d4e5f".to_owned());
            (name_of(*code), ExampleBuilder::new().value(Some(json!(problem))).build())
        });
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .examples_from_iter(examples.collect::<Vec<_>>())
            .build();
        RefOr::T(ResponseBuilder::new().description(description).content("application/problem+json", content).build())
    };
    statuses.into_iter().map(|(status, codes)| (status, response(codes))).collect()
}
