//! The demo member: a fresh "trial member" with seven memberships, booked through the ledger like everything else.
//!
//! All dates are relative to the clock, so that the same things are about to happen whenever a demo starts.

use crate::store::entity::{member, membership};
use crate::store::tx::TxError;
use crate::store::{Book, Earned, MemberId, NewMember, NewSession, ProgramInfo, Spent, Store, StoreError, zone};
use crate::store::{account_row, insert_all, link_row, member_row, shown_to_themselves, start_session};
use contract::{Language, Me};
use points::{Date, Points, Timestamp};
use sha2::{Digest, Sha256};

/// The member's name, in every language.
const NAME: &str = "Thành viên dùng thử";
const HOUR_MS: i64 = 3_600_000;
/// Far enough back to find the day on which points were earned that end soon.
const LOOK_BACK_DAYS: i64 = 31 * 40;

/// Purchases behind a number that was never seen: how many days ago, and what the points are worth in thousandths of a đồng.
const FOUND: [(i64, u64); 2] = [(38, 180_000_000), (11, 65_000_000)];
/// How many points a purchase brings in a program whose points have no value.
const FOUND_WORTHLESS: u64 = 500;

/// What happened in one membership, or is about to.
enum Deed {
    /// Earned so many days ago.
    Earned(i64, u64, &'static str),
    /// Earned when the program's rule makes them end in so many days: the last valid day is that many days away.
    Ending(i64, u64, &'static str),
    /// Earned the first number of days ago, usable in the second.
    Pending(i64, i64, u64, &'static str),
    /// Spent so many days ago, on the reward of that number.
    Redeemed(i64, u64, &'static str, u32),
}

/// One membership of the demo member.
struct Plan {
    program: &'static str,
    prefix: &'static str,
    tier: Option<(&'static str, i64)>,
    deeds: &'static [Deed],
}

const PLANS: [Plan; 7] = [
    Plan {
        program: "lotusmiles",
        prefix: "9",
        tier: Some(("Titan", 45_800)),
        deeds: &[
            Deed::Ending(9, 15_300, "VN 1545 HAN – SGN"),
            Deed::Redeemed(60, 3_000, "Hành lý thêm 15 kg, Vietnam Airlines", 242_236_000),
            Deed::Ending(201, 8_900, "VN 214 SGN – HAN"),
            Deed::Ending(385, 17_550, "VN 10 SGN – CDG"),
        ],
    },
    Plan {
        program: "skyjoy",
        prefix: "SJ",
        tier: Some(("Silver", 41_300)),
        deeds: &[
            Deed::Ending(129, 59_900, "Vietjet VJ150"),
            Deed::Redeemed(150, 8_200, "Vé xem phim 2D mọi rạp CGV", 121_121_000),
            Deed::Ending(373, 34_500, "HDBank SkyJoy"),
            Deed::Pending(2, 6, 1_200, "Vietjet VJ123"),
        ],
    },
    Plan {
        program: "accor-all",
        prefix: "3081",
        tier: Some(("Silver", 3_150)),
        deeds: &[
            Deed::Earned(418, 7_430, "Mercure Dalat"),
            Deed::Earned(161, 4_000, "Novotel Danang Premier"),
            Deed::Redeemed(100, 2_000, "Giảm 40 € kỳ nghỉ, Novotel", 321_321_000),
        ],
    },
    Plan {
        program: "lynkid",
        prefix: "LK",
        tier: None,
        deeds: &[
            Deed::Earned(340, 4_100, "VPBank"),
            Deed::Redeemed(310, 3_900, "Cà phê sữa đá cỡ lớn, Highlands", 1_001_002),
            Deed::Earned(300, 8_000, "WinMart"),
            Deed::Redeemed(262, 8_200, "Vé xem phim 2D mọi rạp CGV", 121_121_000),
            Deed::Earned(240, 6_500, "Shopee"),
            Deed::Redeemed(221, 6_500, "Trà sen vàng và bánh, Highlands", 2_001_000),
            Deed::Earned(200, 5_100, "Co.opmart"),
            Deed::Earned(185, 4_900, "VPBank"),
            Deed::Redeemed(170, 10_000, "Thẻ quà tặng WinMart 100.000 ₫", 161_132_002),
            Deed::Earned(150, 8_900, "VPBank"),
            Deed::Redeemed(130, 3_900, "Cà phê sữa đá cỡ lớn, Highlands", 1_001_002),
            Deed::Redeemed(128, 5_000, "Phiếu ăn trưa 50.000 ₫, Jollibee", 61_043_000),
            Deed::Earned(110, 5_800, "Shopee"),
            Deed::Earned(95, 4_200, "VPBank"),
            Deed::Redeemed(80, 10_000, "Thẻ nạp điện thoại 100.000 ₫, Viettel", 222_222_000),
            Deed::Earned(53, 12_780, "VPBank"),
            Deed::Redeemed(1, 3_900, "Cà phê sữa đá cỡ lớn, Highlands", 1_001_002),
        ],
    },
    Plan {
        program: "amex-mr",
        prefix: "3782",
        tier: None,
        deeds: &[Deed::Earned(96, 18_400, "AmEx 09"), Deed::Earned(35, 6_200, "AmEx 11")],
    },
    Plan {
        program: "mobifone",
        prefix: "090",
        tier: Some(("Gold", 7_450)),
        deeds: &[Deed::Earned(214, 9_800, "MobiFone"), Deed::Earned(33, 2_650, "MobiFone")],
    },
    Plan {
        program: "gotit",
        prefix: "GI",
        tier: None,
        deeds: &[
            Deed::Earned(250, 50_000, "Got It"),
            Deed::Redeemed(230, 50_000, "Thẻ quà tặng Got It 50.000 ₫", 161_131_001),
            Deed::Earned(190, 100_000, "Got It"),
            Deed::Redeemed(160, 100_000, "Thẻ quà tặng WinMart 100.000 ₫", 161_132_002),
            Deed::Earned(75, 30_000, "Got It"),
        ],
    },
];

/// A deed at its time.
struct Dated {
    at: Timestamp,
    account: String,
    deed: &'static Deed,
    release_at: Option<Timestamp>,
}

impl Store {
    /// Makes a fresh demo member.
    pub async fn create_demo_member(&self, language: Language, zone: Option<&str>) -> Result<MemberId, StoreError> {
        Ok(MemberId(self.make_demo_member(language, zone, None).await?.id))
    }

    /// Makes a fresh demo member and signs it in: both, or neither.
    pub async fn try_demo(&self, language: Language, session: NewSession<'_>) -> Result<Me, StoreError> {
        Ok(shown_to_themselves(self.make_demo_member(language, None, Some(session)).await?))
    }

    async fn make_demo_member(
        &self,
        language: Language,
        zone: Option<&str>,
        session: Option<NewSession<'_>>,
    ) -> Result<member::Model, StoreError> {
        let (now, reference, currency) = (self.now(), &self.reference(), self.currency());
        self.write("demo", |tx| async move {
            let member = member_row(NewMember { name: NAME, language, zone, demo: true }, currency, now);
            let id = member.id.clone();
            insert_all::<member::Entity, member::ActiveModel>(&tx, vec![member.clone()]).await?;
            let mut book = Book::of_member(&tx, reference.clone(), now, &id).await?;
            let (mut links, mut dated) = (Vec::new(), Vec::new());
            for plan in &PLANS {
                let info = reference.program(plan.program)?;
                let mut account = account_row(&info.program, &number(&id, plan), now);
                account.tier = plan.tier.map(|(name, _)| name.to_owned());
                account.tier_points = plan.tier.map_or(0, |(_, points)| points);
                links.push(link_row(&id, &account.id, now));
                dated.extend(plan.deeds.iter().map(|deed| date(info, &account.id, deed, now)));
                book.add_account(account);
            }
            dated.sort_by_key(|dated| dated.at);
            for dated in dated {
                do_it(&mut book, &dated)?;
            }
            book.flush(&tx).await?;
            insert_all::<membership::Entity, membership::ActiveModel>(&tx, links).await?;
            if let Some(session) = session {
                start_session(&tx, &id, session, now).await?;
            }
            Ok(member)
        })
        .await
    }
}

impl Book {
    /// Books what a demo member finds behind a number that its program has not seen yet: two purchases.
    pub(crate) fn sample(&mut self, info: &ProgramInfo, account: &str, now: Timestamp) -> Result<(), TxError> {
        for (ago, vnd_milli) in FOUND {
            let at = morning(info, info.day(now).plus_days(-ago));
            let amount = vnd_milli.checked_div(info.program.point_value_vnd_milli).unwrap_or(FOUND_WORTHLESS);
            let amount = Points::new(amount.max(1))?;
            self.earn(account, Earned { amount, at, release_at: None, text: &info.program.name })?;
        }
        Ok(())
    }
}

fn date(info: &ProgramInfo, account: &str, deed: &'static Deed, now: Timestamp) -> Dated {
    let today = info.day(now);
    let morning = |day| morning(info, day);
    let (at, release_at) = match deed {
        Deed::Earned(ago, ..) | Deed::Redeemed(ago, ..) => (morning(today.plus_days(-ago)), None),
        Deed::Pending(ago, ahead, ..) => (morning(today.plus_days(-ago)), Some(morning(today.plus_days(*ahead)))),
        Deed::Ending(left, ..) => {
            let end = today.plus_days(left + 1);
            let ends = |day: &points::Date| info.program.expiry.expires_on(*day).is_some_and(|ends| ends >= end);
            let earned = (1..LOOK_BACK_DAYS).rev().map(|ago| today.plus_days(-ago)).find(ends);
            (morning(earned.unwrap_or(today.plus_days(-1))), None)
        }
    };
    Dated { at, account: account.to_owned(), deed, release_at }
}

/// Ten in the morning of the program's zone.
fn morning(info: &ProgramInfo, day: Date) -> Timestamp {
    zone::start_of(&info.zone, day).plus_ms(10 * HOUR_MS)
}

fn do_it(book: &mut Book, dated: &Dated) -> Result<(), TxError> {
    let (at, release_at) = (dated.at, dated.release_at);
    match dated.deed {
        Deed::Redeemed(_, amount, text, reward) => {
            let reward = Some(contract::RewardId(*reward));
            book.redeem(&dated.account, Spent { amount: Points::new(*amount)?, at, text, reward })
        }
        Deed::Earned(_, amount, text) | Deed::Ending(_, amount, text) | Deed::Pending(_, _, amount, text) => {
            book.earn(&dated.account, Earned { amount: Points::new(*amount)?, at, release_at, text })
        }
    }
}

/// A membership number made from the member's id: no two members have the same, and one member always has this.
fn number(member: &str, plan: &Plan) -> String {
    let digest = Sha256::new().chain_update(member).chain_update(plan.program).finalize();
    let digits = digest.iter().take(12).map(|byte| char::from(b'0' + byte % 10));
    plan.prefix.chars().chain(digits).collect()
}
