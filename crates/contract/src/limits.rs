//! Every limit of the API, named. The backend enforces them, the app asks for no more.

/// Largest request body, in bytes.
pub const BODY_BYTES: usize = 16 * 1024;
/// Entries on a page when the request does not say.
pub const PAGE_DEFAULT: u32 = 30;
/// Most entries on a page.
pub const PAGE_MOST: u32 = 100;
/// Longest cursor, in bytes.
pub const CURSOR_BYTES: usize = 200;
/// Recent entries that come with the wallet.
pub const WALLET_RECENT: u32 = 5;
/// Days before the end of a lot in which the wallet warns.
pub const EXPIRY_WARN_DAYS: i64 = 30;
/// Seconds after which the server gives up a request.
pub const REQUEST_SECONDS: u64 = 20;
/// Seconds after which the app gives up waiting for an answer.
pub const CLIENT_TIMEOUT_SECONDS: u32 = 15;
/// Seconds after which the app gives up waiting for a file, to its end: five minutes.
pub const CLIENT_FILE_SECONDS: u32 = 300;
/// Days without use after which a session ends.
pub const SESSION_SLIDING_DAYS: i64 = 90;
/// Days after which a session ends whatever happens.
pub const SESSION_ABSOLUTE_DAYS: i64 = 365;
/// Quotes one member may ask for in a minute.
pub const QUOTES_PER_MINUTE: u32 = 120;
/// New demo members in a minute, for the whole server.
pub const DEMO_MEMBERS_PER_MINUTE: u32 = 120;
/// Longest time zone name, in bytes.
pub const ZONE_BYTES: usize = 64;
/// Most pairs a seed or import may hold, and most programs.
pub const PAIRS_MOST: usize = 2_000;
/// Most programs of one coalition.
pub const PROGRAMS_MOST: usize = 500;
/// Seconds in which a demo member can take a transfer back, unless the operator says otherwise.
pub const DEMO_CANCEL_SECONDS: u32 = 60;
/// Builds of the app whose files are kept for tabs that are still open.
pub const BUILDS_KEPT: usize = 5;
/// Seconds a connection may take to send the head of its next request.
pub const HEAD_SECONDS: u64 = 30;
/// Most connections at a time; more wait to be accepted.
pub const CONNECTIONS_MOST: usize = 10_000;
/// Digits of a one-time code.
pub const CODE_DIGITS: usize = 6;
/// Minutes for which a one-time code is taken.
pub const CODE_MINUTES: i64 = 5;
/// Wrong tries after which a code is dead.
pub const CODE_TRIES: u32 = 5;
/// Seconds after which another code may be asked for.
pub const CODE_RESEND_SECONDS: i64 = 30;
/// Codes for one phone number, or one membership number, in an hour. A browser that signed in with the phone number before has as many
/// for itself.
pub const CODES_PER_HOUR: u32 = 10;
/// Codes to sign in in a minute, for the whole server, and as many for everything else.
pub const CODES_PER_MINUTE: u32 = 600;
/// Codes that one address may ask for in a minute.
pub const CODES_PER_ADDRESS: u32 = 60;
/// Proxies that an operator may name.
pub const PROXIES_MOST: usize = 100;
/// Days for which a browser that signed in with a number is known when it asks for a code.
pub const DEVICE_MARK_DAYS: i64 = 365;
/// Such browsers of one member; the one that signed in longest ago is forgotten when another does.
pub const DEVICE_MARKS_MOST: usize = 10;
/// Wrong tries for one number in a day, after which each further code for it has a single try.
pub const CODE_WRONG_PER_DAY: u32 = 20;
/// Codes that one member may ask for in an hour, to link memberships.
pub const LINKS_PER_HOUR: u32 = 30;
/// Seconds after which the operator's gateway for codes is given up.
pub const CODE_WEBHOOK_SECONDS: u64 = 8;
/// Longest phone number as written, in bytes.
pub const PHONE_BYTES: usize = 40;
/// Longest name of a member, in characters.
pub const NAME_CHARS: usize = 60;
/// Shortest and longest membership number, in letters and digits.
pub const NUMBER_CHARS: core::ops::RangeInclusive<usize> = 4..=24;
/// Live sessions of one member; the one unused for longest ends when another signs in.
pub const SESSIONS_MOST: usize = 50;
/// Days for which a session that ended is remembered, so that the member's other devices hear of it.
pub const SESSION_ENDED_DAYS: i64 = 30;
/// Passkeys of one member.
pub const PASSKEYS_MOST: usize = 20;
/// Longest name of a passkey, in characters.
pub const PASSKEY_NAME_CHARS: usize = 40;
/// Minutes for which a challenge, its proof included, is taken.
pub const CHALLENGE_MINUTES: i64 = 5;
/// Challenges to sign in with a passkey in a minute, for the whole server.
pub const PASSKEY_SIGN_INS_PER_MINUTE: u32 = 600;
/// Challenges to add a passkey or to step up that one member may ask for in a minute.
pub const CHALLENGES_PER_MINUTE: u32 = 30;
/// What a member may move within 24 hours without a fresh proof, in đồng, unless the operator says otherwise.
pub const STEP_UP_VND: u32 = 1_000_000;
/// The hours for which transfers count together, and for which less may be moved after a change of passkeys.
pub const STEP_UP_HOURS: i64 = 24;
/// The part of the threshold that holds after a change of passkeys.
pub const STEP_UP_LESS: u64 = 10;
/// Longest search, in characters.
pub const SEARCH_CHARS: usize = 100;
/// Rewards of one catalog.
pub const REWARDS_MOST: usize = 100_000;
/// Entries in one export or CSV.
pub const EXPORT_MOST: u32 = 100_000;
/// Exports one member may ask for in a minute, and as many CSV files of activity.
pub const EXPORTS_PER_MINUTE: u32 = 30;
/// Largest height that a frame may ask for, in CSS pixels.
pub const EMBED_HEIGHT_MOST: u32 = 4_000;
/// Partners of one operator.
pub const PARTNERS_MOST: usize = 1_000;
/// Origins of one partner.
pub const ORIGINS_MOST: usize = 20;
/// Longest name of an operator's product, in characters: more does not fit under an icon or into a header.
pub const PRODUCT_CHARS: usize = 30;
/// Largest logo of an operator, in bytes.
pub const LOGO_BYTES: usize = 32 * 1024;
/// Seconds after which a partner's answer is not waited for any longer; the order is sent again.
pub const CONNECTOR_SECONDS: u64 = 10;
/// Milliseconds after which an order without an answer is sent again the first time. The pause doubles with every try.
pub const CONNECTOR_RETRY_MS: i64 = 500;
/// Tries in a row without an answer after which a member is told that the program does not answer.
pub const CONNECTOR_SILENT_TRIES: u32 = 3;
/// Longest pause between two tries, in milliseconds.
pub const CONNECTOR_RETRY_MOST_MS: i64 = 60_000;
/// Milliseconds after which a partner that has not decided yet is asked again, if no callback came.
pub const CONNECTOR_ASK_MS: i64 = 5_000;
/// Hours after which an order is given up, unless its pair names a latest arrival: then Gom asks what became of it.
pub const CONNECTOR_DEADLINE_HOURS: u32 = 168;
/// Milliseconds by which the clocks of Gom and a partner may differ: so long after `not_after` an unknown order counts as never executed.
pub const CONNECTOR_CLOCKS_MS: i64 = 60_000;
/// After points ended, their program's balance is read so many hours later: it may end them in its own time. Less than a day, or it
/// would never be read while points end day after day.
pub const CONNECTOR_ENDED_HOURS: i64 = 20;
/// Hours after which the balance of a membership that a partner keeps is read again, for points that were earned or spent there.
pub const CONNECTOR_READ_HOURS: i64 = 12;
/// Minutes after which it is read again if its member looks at the wallet.
pub const CONNECTOR_LOOK_MINUTES: i64 = 15;
/// Seconds after which a signed message is too old.
pub const SIGNATURE_SECONDS: i64 = 300;
/// Points that a partner ends more than so many days from now never end: some write a day far away for that.
pub const CONNECTOR_END_DAYS_MOST: i64 = 36_525;
/// Most lots that a partner may tell of one balance.
pub const CONNECTOR_LOTS_MOST: usize = 100;
/// Longest answer of a partner, in bytes.
pub const CONNECTOR_ANSWER_BYTES: usize = 64 * 1024;
/// Longest position in a partner's list of what happened, in characters.
pub const CONNECTOR_CURSOR_CHARS: usize = 200;
/// Most entries of that list in one answer.
pub const CONNECTOR_ENTRIES_AT_ONCE: usize = 100;
/// Most entries between two balances: of more only the sum counts.
pub const CONNECTOR_ENTRIES_MOST: usize = 1_000;
/// Most points that entries between two balances may move, all of them together: of more only the difference counts. Whoever adds up all
/// that was ever issued to one account stays far from what a database counts with.
pub const CONNECTOR_ENTRIES_POINTS: u64 = 1 << 43;
/// Most lots with points in them that one membership may come to have by entries: beyond it only the difference counts.
pub const CONNECTOR_OPEN_LOTS: usize = 2_000;
/// Most answers that they may come in.
pub const CONNECTOR_ENTRIES_ANSWERS: usize = 20;
/// Seconds after which all of these answers are not waited for any longer.
pub const CONNECTOR_ENTRIES_SECONDS: u64 = 30;
/// Tries in a row to hear what happened after which a balance is booked without it.
pub const CONNECTOR_ENTRIES_TRIES: u32 = 3;
/// Longest name that a partner may give to an entry, in characters.
pub const CONNECTOR_ENTRY_ID_CHARS: usize = 200;
/// Longest text of an entry that is kept, in characters.
pub const CONNECTOR_TEXT_CHARS: usize = 100;
/// Longest reason of a partner that is kept, in characters.
pub const CONNECTOR_REASON_CHARS: usize = 200;
/// Transfers that an operator sees in one list: unresolved ones first.
pub const QUEUE_MOST: u64 = 1_000;
/// Orders that one server sends to one partner at a time.
pub const CONNECTOR_PARALLEL: usize = 32;
/// Milliseconds between two looks for what streams have to tell.
pub const EVENTS_POLL_MS: u64 = 500;
/// Seconds of silence on a stream after which the server shows that it is there.
pub const EVENTS_BEAT_SECONDS: u64 = 15;
/// Milliseconds of silence after which a client takes a stream for dead: two beats and a half.
pub const EVENTS_SILENCE_MS: u32 = EVENTS_BEAT_SECONDS as u32 * 2_500;
/// Seconds after which a stream ends, to be taken up again.
pub const EVENTS_SECONDS: u64 = 900;
/// Milliseconds after which a client takes a stream up again.
pub const EVENTS_RETRY_MS: u32 = 3_000;
/// Changes that are read for a stream at a time.
pub const EVENTS_AT_ONCE: u32 = 100;
/// Streams of one member on one server.
pub const EVENTS_OF_MEMBER: usize = 10;
/// Streams on one server: half of its connections.
pub const EVENTS_MOST: usize = 5_000;
/// Days back to which transfers count for the times of their pair.
pub const OBSERVED_DAYS: i64 = 180;
/// The latest transfers, of all pairs together, that times are made of.
pub const OBSERVED_MOST: u64 = 20_000;
/// Seconds for which times are not made anew.
pub const OBSERVED_SECONDS: i64 = 60;
