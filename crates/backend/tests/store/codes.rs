//! S14: one-time codes against a plain oracle. Whatever is asked for, tried and waited for, a code works in time, once,
//! for its own request, while it is the latest of a browser that is known and has tries left; and everything else is refused with its
//! reason. Guesses are bounded for each number and day, and nobody else's guesses change what a known browser has.

use crate::support::{SMALL, World, check_cases_on_both, rounds};
use contract::limits::{
    CODE_DIGITS, CODE_MINUTES, CODE_RESEND_SECONDS, CODE_TRIES, CODE_WRONG_PER_DAY, CODES_PER_HOUR,
};
use contract::{CodeRequestId, Language, Phone};
use gom_backend::seed;
use gom_backend::store::{NewSession, Refused, SigningIn, StoreError};
use gom_backend::token::Token;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

const SECOND_MS: i64 = 1_000;
const HOUR_MS: i64 = 3_600_000;
const PHONES: usize = 2;
const BROWSERS: usize = 2;

/// What a member or a stranger does. Indexes choose among what is there.
#[derive(Clone, Debug)]
enum Op {
    /// Asks for a code with one of the browsers; it is handed over, or not.
    Ask(usize, usize, bool),
    /// Tries the right code of a request in one of the browsers.
    Right(usize, usize),
    /// Tries one that is nobody's.
    Wrong(usize),
    /// Tries the code of another request.
    Crossed(usize, usize),
    Wait(i64),
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let any = || 0..64_usize;
    // Mostly the latest request: 0 is the newest.
    let near = || prop_oneof![4 => Just(0_usize), 1 => any()];
    let waits =
        prop_oneof![Just(SECOND_MS), Just(29 * SECOND_MS), Just(30 * SECOND_MS), Just(299 * SECOND_MS), Just(HOUR_MS)];
    let op = prop_oneof![
        5 => (0..PHONES, 0..BROWSERS, prop::bool::weighted(0.9)).prop_map(|(phone, by, sent)| Op::Ask(phone, by, sent)),
        2 => (near(), 0..BROWSERS).prop_map(|(at, by)| Op::Right(at, by)),
        8 => near().prop_map(Op::Wrong),
        1 => (near(), any()).prop_map(|(at, of)| Op::Crossed(at, of)),
        5 => waits.prop_map(Op::Wait),
    ];
    vec(op, 1..80)
}

/// A request as the oracle sees it.
#[derive(Clone)]
struct Asked {
    id: String,
    phone: usize,
    /// The browser, if it signed in with the number before.
    asker: Option<usize>,
    code: String,
    made: i64,
    tries: u32,
    wrong: u32,
    dead: bool,
}

#[derive(Default)]
struct Oracle {
    asked: Vec<Asked>,
    /// Which browsers signed in with which number.
    known: HashSet<(usize, usize)>,
}

/// Who is counted together: a number, and a browser that signed in with it before, or all the others.
type Counted = (usize, Option<usize>);

impl Oracle {
    fn counted(&self, phone: usize, browser: usize) -> Counted {
        (phone, self.known.contains(&(phone, browser)).then_some(browser))
    }

    fn of(&self, by: Counted) -> impl DoubleEndedIterator<Item = &Asked> {
        self.asked.iter().filter(move |asked| (asked.phone, asked.asker) == by)
    }

    /// When the next code for this phone may be asked for.
    fn free_at(&self, by: Counted, now: i64) -> i64 {
        let after_last = self.of(by).map(|asked| asked.made + CODE_RESEND_SECONDS * SECOND_MS).max();
        let in_the_hour: Vec<i64> = self.of(by).map(|asked| asked.made).filter(|made| made + HOUR_MS > now).collect();
        let most = CODES_PER_HOUR as usize;
        let hour = if in_the_hour.len() < most { now } else { in_the_hour[in_the_hour.len() - most] + HOUR_MS };
        after_last.unwrap_or(now).max(hour).max(now)
    }

    fn tries(&self, by: Counted, now: i64) -> u32 {
        let wrong: u32 = self.of(by).filter(|asked| asked.made > now - 24 * HOUR_MS).map(|asked| asked.wrong).sum();
        if wrong >= CODE_WRONG_PER_DAY { 1 } else { CODE_TRIES }
    }

    /// What must become of a try, and counts it.
    fn try_code(&mut self, index: usize, browser: usize, code: &str, now: i64) -> Result<(), Refused> {
        let seconds = |at: i64| u32::try_from(at - now).unwrap().div_ceil(1_000).max(1);
        let asked = self.asked[index].clone();
        if asked.dead || now >= asked.made + CODE_MINUTES * 60 * SECOND_MS {
            return Err(Refused::CodeExpired);
        }
        let locked = Refused::CodeLocked { seconds: seconds(self.free_at((asked.phone, asked.asker), now)) };
        let this = &mut self.asked[index];
        if this.wrong == this.tries {
            return Err(locked);
        }
        if this.code == code {
            this.dead = true;
            self.known.insert((asked.phone, browser));
            return Ok(());
        }
        this.wrong += 1;
        let tries_left = this.tries - this.wrong;
        Err(if tries_left == 0 { locked } else { Refused::CodeWrong { tries_left } })
    }
}

/// The place of a request, counted from the newest.
fn place(asked: &[Asked], from_newest: usize) -> Option<usize> {
    asked.len().checked_sub(1 + from_newest % asked.len().max(1))
}

async fn run(world: Arc<World>, ops: Vec<Op>) {
    seed::import(&world.store, &SMALL).await.unwrap();
    let phones = ["0912345678", "0387654321"].map(|phone| Phone::parse(phone).unwrap());
    let browsers = [Token::new().unwrap(), Token::new().unwrap()];
    let mut oracle = Oracle::default();
    for op in ops {
        let now = world.store.now().ms();
        match op {
            Op::Wait(ms) => world.clock.advance_ms(ms),
            Op::Ask(phone, browser, sent) => {
                let by = oracle.counted(phone, browser);
                let free_at = oracle.free_at(by, now);
                let issued = match world.store.ask_sign_in(&phones[phone], Some(&browsers[browser])).await {
                    Ok(issued) => issued,
                    Err(StoreError::Refused(Refused::TooSoon { seconds })) => {
                        assert_eq!(i64::from(seconds), (free_at - now + 999) / 1_000);
                        assert!(free_at > now);
                        continue;
                    }
                    Err(error) => panic!("{error}"),
                };
                assert!(free_at <= now, "asked again too soon");
                assert!(issued.code.len() == CODE_DIGITS && issued.code.bytes().all(|b| b.is_ascii_digit()));
                if !sent {
                    world.store.code_not_handed_over(&issued).await.unwrap();
                    continue;
                }
                world.store.code_handed_over(&issued).await.unwrap();
                let tries = oracle.tries(by, now);
                // Nobody ends the code of another, and strangers are not told apart.
                let is_before = |asked: &&mut Asked| by.1.is_some() && (asked.phone, asked.asker) == by;
                oracle.asked.iter_mut().filter(is_before).for_each(|asked| asked.dead = true);
                let (id, code) = (issued.request.clone(), issued.code.clone());
                oracle.asked.push(Asked { id, phone, asker: by.1, code, made: now, tries, wrong: 0, dead: false });
                assert_eq!(issued.resend_at.ms(), oracle.free_at(by, now), "when the next may be asked for");
            }
            Op::Right(at, _) | Op::Wrong(at) | Op::Crossed(at, _) => {
                let Some(index) = place(&oracle.asked, at) else { continue };
                let code = match op {
                    Op::Crossed(_, of) => oracle.asked[place(&oracle.asked, of).unwrap()].code.clone(),
                    Op::Wrong(_) => {
                        format!("{:06}", (oracle.asked[index].code.parse::<u32>().unwrap() + 1) % 1_000_000)
                    }
                    _ => oracle.asked[index].code.clone(),
                };
                let browser = if let Op::Right(_, browser) = op { browser } else { 0 };
                let expected = oracle.try_code(index, browser, &code, now);
                let given = try_code(&world, &oracle.asked[index].id, &browsers[browser], &code).await;
                assert_eq!(given, expected, "{op:?} at {now}");
            }
        }
    }
}

/// Tries a code; a success must have begun the session of its token.
async fn try_code(world: &World, request: &str, device: &Token, code: &str) -> Result<(), Refused> {
    let token_hash = Uuid::new_v4().to_string();
    let asked = SigningIn {
        request: &CodeRequestId(request.to_owned()),
        code,
        consent: true,
        language: Language::Vi,
        zone: None,
        demo: false,
        session: NewSession { token_hash: &token_hash, user_agent: "", before: None },
        device,
    };
    let outcome = world.store.sign_in(asked).await;
    let session = world.store.session(&token_hash).await.unwrap();
    match outcome {
        Ok(_) => {
            assert!(session.is_some(), "signed in, and no session");
            Ok(())
        }
        Err(StoreError::Refused(refused)) => {
            assert!(session.is_none(), "refused, and signed in");
            Err(refused)
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn codes_do_what_the_rules_say_and_nothing_else() {
    let cases = u32::try_from(rounds(40, 1_000)).unwrap();
    check_cases_on_both("S14", cases, ops(), run);
}
