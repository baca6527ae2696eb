//! One-time codes: asked for within limits, bound to their request, taken once.
//!
//! Signing in and linking share this. Limits count the number that a code goes to, and to sign in also who asks: each browser that
//! signed in with the number before is counted for itself, all others together. So who only knows the number takes nothing away from
//! its owner's browser: no code, no part of the hour, no tries.

use super::book::insert_all;
use super::devices::{forget_marks, is_marked};
use super::entity::code;
use super::tx::TxError;
use super::{Refused, Store, StoreError};
use crate::one_time::{Purpose, fresh_code, hash};
use contract::limits::{CODE_MINUTES, CODE_RESEND_SECONDS, CODE_TRIES, CODE_WRONG_PER_DAY, CODES_PER_HOUR};
use points::Timestamp;
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

const SECOND_MS: i64 = 1_000;
const HOUR_MS: i64 = 3_600 * SECOND_MS;
/// How far back wrong tries count; older codes are forgotten.
const MEMORY_MS: i64 = 24 * HOUR_MS;

/// Who asks for a code, and what for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// The member who links; empty for a sign-in.
    pub owner: &'a str,
    pub purpose: Purpose,
    /// The number that the code goes to.
    pub target: &'a str,
    /// How many codes the owner may ask for in an hour, for all numbers together.
    pub of_owner_most: Option<u32>,
}

/// A code that is stored and has to be handed over.
#[derive(Clone)]
pub struct IssuedCode {
    /// The id of its request: only the asker gets to know it.
    pub request: String,
    /// The code: only the owner of the number gets to know it.
    pub code: String,
    /// From this instant on it is not taken.
    pub expires_at: Timestamp,
    /// From this instant on another one may be asked for, if nobody else who is counted together with the asker asks before.
    pub resend_at: Timestamp,
    /// What it is for.
    pub purpose: Purpose,
    owner: String,
    target: String,
    asker: String,
}

/// What became of a try.
pub(super) enum Tried {
    /// The right code; it is not used up yet.
    Right(code::Model),
    /// Not the right one, or none any more. What was counted has to be committed all the same.
    Refused(Refused),
}

impl Store {
    /// Stores a fresh code. Codes before it stay until it was handed over.
    pub(super) async fn issue_code(&self, wanted: Wanted<'_>) -> Result<IssuedCode, StoreError> {
        self.issue_code_to(wanted, None).await
    }

    /// The same for a browser that shows a mark; one that belongs to another number, or to none, counts for nothing.
    pub(super) async fn issue_code_to(&self, wanted: Wanted<'_>, mark: Option<&str>) -> Result<IssuedCode, StoreError> {
        let now = self.now();
        let code = &fresh_code().map_err(|_| StoreError::Internal("the system gives no randomness".to_owned()))?;
        let request = &Uuid::new_v4().to_string();
        self.write(wanted.target, |tx| async move {
            let asker = match mark {
                Some(mark) if is_marked(&tx, mark, now).await? => mark,
                _ => "",
            };
            let mut earlier = of_target(&tx, wanted.purpose.name(), wanted.target, asker, now).await?;
            let mut of_owner = of_owner(&tx, wanted, now).await?;
            let next_at = |earlier: &[code::Model], of_owner: &[i64]| {
                let of_owner_most = wanted.of_owner_most.unwrap_or(u32::MAX);
                free_at(earlier, wanted.owner, now).max(Timestamp::from_ms(hour_free_at(of_owner, of_owner_most, now)))
            };
            let free_at = next_at(&earlier, &of_owner);
            if free_at > now {
                return Err(Refused::TooSoon { seconds: seconds_until(free_at, now) }.into());
            }
            let wrong: i64 = earlier.iter().map(|row| row.wrong).sum();
            let tries = if wrong >= i64::from(CODE_WRONG_PER_DAY) { 1 } else { CODE_TRIES };
            let expires_at = now.plus_ms(CODE_MINUTES * 60 * SECOND_MS);
            let row = code::Model {
                owner: wanted.owner.to_owned(),
                request_hash: hash(&[request]),
                purpose: wanted.purpose.name().to_owned(),
                target: wanted.target.to_owned(),
                code_hash: hash(&[request, code]),
                state: "open".to_owned(),
                tries: i64::from(tries),
                wrong: 0,
                made_at: now.ms(),
                expires_at: expires_at.ms(),
                asker: asker.to_owned(),
            };
            earlier.push(row.clone());
            of_owner.push(now.ms());
            insert_all::<code::Entity, code::ActiveModel>(&tx, vec![row]).await?;
            Ok(IssuedCode {
                request: request.clone(),
                code: code.clone(),
                expires_at,
                resend_at: next_at(&earlier, &of_owner),
                owner: wanted.owner.to_owned(),
                purpose: wanted.purpose,
                target: wanted.target.to_owned(),
                asker: asker.to_owned(),
            })
        })
        .await
    }

    /// The code is on its way: from now on it is the only one of its asker for that number. Browsers that never signed in with a number
    /// are not told apart, so a code for one of them ends none.
    pub async fn code_handed_over(&self, issued: &IssuedCode) -> Result<(), StoreError> {
        if issued.owner.is_empty() && issued.asker.is_empty() {
            return Ok(());
        }
        self.write(&issued.target, |tx| async move {
            let set = code::ActiveModel { state: Set("replaced".to_owned()), ..Default::default() };
            let others = Condition::all()
                .add(code::Column::Owner.eq(&issued.owner))
                .add(code::Column::Asker.eq(&issued.asker))
                .add(code::Column::Purpose.eq(issued.purpose.name()))
                .add(code::Column::Target.eq(&issued.target))
                .add(code::Column::State.eq("open"))
                .add(code::Column::RequestHash.ne(hash(&[&issued.request])));
            code::Entity::update_many().set(set).filter(others).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    /// The code could not be handed over: it was never there, and does not count.
    pub async fn code_not_handed_over(&self, issued: &IssuedCode) -> Result<(), StoreError> {
        self.write(&issued.target, |tx| async move {
            code::Entity::delete_by_id((issued.owner.clone(), hash(&[&issued.request]))).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    /// Whether there is such a request; looked up without a lock, so that guessing at requests stops no writer.
    pub(super) async fn has_code(&self, owner: &str, request: &str) -> Result<bool, StoreError> {
        let row = code::Entity::find_by_id((owner.to_owned(), hash(&[request]))).one(self.reader()).await;
        Ok(row.map_err(TxError::from)?.is_some())
    }

    /// Forgets codes and marks of browsers that count for nothing any more; answers how many.
    pub(crate) async fn forget_codes(&self) -> Result<u64, StoreError> {
        let now = self.now();
        self.write("codes", |tx| async move {
            let old = code::Column::MadeAt.lte(now.ms() - MEMORY_MS);
            let codes = code::Entity::delete_many().filter(old).exec(&*tx).await?.rows_affected;
            Ok(codes + forget_marks(&tx, now).await?)
        })
        .await
    }
}

/// Tries a code on a request, and counts a wrong one.
pub(super) async fn try_code(
    tx: &DatabaseTransaction,
    owner: &str,
    purpose: Purpose,
    request: &str,
    given: &str,
    now: Timestamp,
) -> Result<Tried, TxError> {
    let row = code::Entity::find_by_id((owner.to_owned(), hash(&[request]))).one(tx).await?;
    let usable = |row: &code::Model| row.purpose == purpose.name() && row.state == "open" && now.ms() < row.expires_at;
    let Some(row) = row.filter(usable) else { return Ok(Tried::Refused(Refused::CodeExpired)) };
    let left = row.tries - row.wrong;
    if left > 0 && row.code_hash == hash(&[request, given]) {
        return Ok(Tried::Right(row));
    }
    if left > 0 {
        let set = code::ActiveModel { wrong: Set(row.wrong + 1), ..Default::default() };
        code::Entity::update_many().set(set).filter(this(&row)).exec(tx).await?;
    }
    if left > 1 {
        let tries_left = u32::try_from(left - 1).unwrap_or_default();
        return Ok(Tried::Refused(Refused::CodeWrong { tries_left }));
    }
    let of_target = of_target(tx, purpose.name(), &row.target, &row.asker, now).await?;
    let seconds = seconds_until(free_at(&of_target, owner, now), now).max(1);
    Ok(Tried::Refused(Refused::CodeLocked { seconds }))
}

/// Uses up a code that was right.
pub(super) async fn use_up(tx: &DatabaseTransaction, row: &code::Model) -> Result<(), TxError> {
    let set = code::ActiveModel { state: Set("used".to_owned()), ..Default::default() };
    let open = this(row).add(code::Column::State.eq("open"));
    let done = code::Entity::update_many().set(set).filter(open).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(TxError::broken("a code was used twice at once")) }
}

fn this(row: &code::Model) -> Condition {
    let (owner, request) = (code::Column::Owner.eq(&row.owner), code::Column::RequestHash.eq(&row.request_hash));
    Condition::all().add(owner).add(request)
}

/// The codes for a number that still count and were asked for by this browser, or by any without a mark; oldest first.
async fn of_target(
    tx: &DatabaseTransaction,
    purpose: &str,
    target: &str,
    asker: &str,
    now: Timestamp,
) -> Result<Vec<code::Model>, TxError> {
    let these = Condition::all()
        .add(code::Column::Purpose.eq(purpose))
        .add(code::Column::Target.eq(target))
        .add(code::Column::Asker.eq(asker))
        .add(code::Column::MadeAt.gt(now.ms() - MEMORY_MS));
    Ok(code::Entity::find().filter(these).order_by_asc(code::Column::MadeAt).all(tx).await?)
}

/// When this asker may ask for another code for the number: some seconds after the last one, and so many codes an hour.
fn free_at(earlier: &[code::Model], owner: &str, now: Timestamp) -> Timestamp {
    let own = earlier.iter().filter(|row| row.owner == owner).map(|row| row.made_at).max();
    let resend_at = own.map_or(i64::MIN, |at| at + CODE_RESEND_SECONDS * SECOND_MS);
    let made: Vec<i64> = earlier.iter().map(|row| row.made_at).collect();
    Timestamp::from_ms(resend_at.max(hour_free_at(&made, CODES_PER_HOUR, now)))
}

/// When this member asked for codes in the last hour, for all numbers together; only where that is limited.
async fn of_owner(tx: &DatabaseTransaction, wanted: Wanted<'_>, now: Timestamp) -> Result<Vec<i64>, TxError> {
    if wanted.of_owner_most.is_none() {
        return Ok(Vec::new());
    }
    let own = Condition::all()
        .add(code::Column::Owner.eq(wanted.owner))
        .add(code::Column::Purpose.eq(wanted.purpose.name()))
        .add(code::Column::MadeAt.gt(now.ms() - HOUR_MS));
    let rows = code::Entity::find().filter(own).order_by_asc(code::Column::MadeAt).all(tx).await?;
    Ok(rows.iter().map(|row| row.made_at).collect())
}

/// When one more fits into the last hour; `made` is in order of time.
fn hour_free_at(made: &[i64], most: u32, now: Timestamp) -> i64 {
    let within: Vec<i64> = made.iter().copied().filter(|at| at + HOUR_MS > now.ms()).collect();
    let surplus = (within.len() + 1).checked_sub(usize::try_from(most).unwrap_or(usize::MAX));
    let last_to_fall_out = surplus.and_then(|surplus| surplus.checked_sub(1)).and_then(|index| within.get(index));
    last_to_fall_out.map_or(now.ms(), |at| at + HOUR_MS)
}

fn seconds_until(at: Timestamp, now: Timestamp) -> u32 {
    u32::try_from((at.ms() - now.ms()).max(0)).unwrap_or(u32::MAX).div_ceil(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_has_room_again_when_the_oldest_that_is_too_many_falls_out() {
        let minute = |n: i64| n * 60 * SECOND_MS;
        let now = Timestamp::from_ms(minute(100));
        let cases: [(&[i64], u32, i64); 6] = [
            (&[], 2, 100),
            (&[99], 2, 100),
            (&[50, 60], 2, 110),
            (&[40, 60], 2, 100),
            (&[41, 60], 2, 101),
            (&[50, 60, 70], 2, 120),
        ];
        for (made, most, free) in cases {
            let made: Vec<i64> = made.iter().map(|at| minute(*at)).collect();
            assert_eq!(hour_free_at(&made, most, now), minute(free), "{made:?}");
        }
    }
}
