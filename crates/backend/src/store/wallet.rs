//! The wallet and one membership, each from one instant of the database.

use super::entity::{account, lot, member, membership, transfer};
use super::memberships::is_linked;
use super::movements::{due_expiry, due_release, spendable};
use super::tx::{TxError, found};
use super::{MemberId, ProgramInfo, Reference, Refused, Store, StoreError, activity, mirrors, transfers, zone};
use contract::limits::{EXPIRY_WARN_DAYS, PAGE_DEFAULT, PAGE_MOST, WALLET_RECENT};
use contract::{Balance, Expiring, Lot, Membership, MembershipDetail, MembershipId, ProgramId, Tier, Wallet};
use points::lot::spending_order;
use points::money::VndMilli;
use points::{Points, Timestamp};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Store {
    /// Everything the first screen shows.
    pub async fn wallet(&self, member: &MemberId) -> Result<Wallet, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.read(|tx| async move {
            let currency = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?.currency;
            let mut shown = Vec::new();
            for (account, lots) in accounts_of(&tx, &member.0).await? {
                shown.push(Shown::new(reference, account, &lots, &currency, now)?);
            }
            let open = transfer::Column::MemberId.eq(&member.0).and(transfer::Column::IsOpen.eq(true));
            let mut open = transfer::Entity::find().filter(open).all(&*tx).await?;
            open.sort_by_key(|row| Reverse(row.seq));
            let (mut total, mut total_points) = (VndMilli::default(), Points::ZERO);
            for one in &shown {
                total = total.checked_add(one.value)?;
                total_points = total_points.saturating_add(one.owned);
            }
            for row in open.iter().filter(|row| row.debited) {
                let amount = Points::try_from(row.amount)?;
                total = total.checked_add(reference.worth(&row.from_program, amount)?)?;
                total_points = total_points.saturating_add(amount);
            }
            open.truncate(usize::try_from(PAGE_MOST).unwrap_or(usize::MAX));
            shown.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.membership.id.cmp(&b.membership.id)));
            let expiring = shown.iter().filter_map(|one| one.expiring.clone()).min_by_key(|one| one.expires_at);
            Ok(Wallet {
                as_of: now,
                total: reference.shown_money(total, &currency)?,
                total_points,
                memberships: shown.into_iter().map(|one| one.membership).collect(),
                expiring,
                under_way: transfers::with_events(&tx, &member.0, open).await?,
                recent: activity::recent(&tx, &member.0, None, WALLET_RECENT).await?,
            })
        })
        .await
    }

    /// What the member can spend in each program.
    pub async fn spendable(&self, member: &MemberId) -> Result<BTreeMap<ProgramId, Points>, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.read(|tx| async move {
            let currency = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?.currency;
            let mut spendable = BTreeMap::new();
            for (account, lots) in accounts_of(&tx, &member.0).await? {
                let membership = Shown::new(reference, account, &lots, &currency, now)?.membership;
                // One reward is paid by one membership, so two of one program do not add up.
                let most: &mut Points = spendable.entry(membership.program.id).or_default();
                *most = membership.balance.available.max(*most);
            }
            Ok(spendable)
        })
        .await
    }

    /// One membership with its lots and latest activity.
    pub async fn membership(&self, member: &MemberId, id: &MembershipId) -> Result<MembershipDetail, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.read(|tx| async move {
            let currency = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?.currency;
            if !is_linked(&tx, &member.0, &id.0).await? {
                return Err(Refused::NotFound.into());
            }
            detail(&tx, reference, &member.0, &id.0, &currency, now).await
        })
        .await
    }
}

/// A membership that is linked to the member.
pub(super) async fn detail(
    tx: &DatabaseTransaction,
    reference: &Reference,
    member: &str,
    id: &str,
    currency: &str,
    now: Timestamp,
) -> Result<MembershipDetail, TxError> {
    let account = found(account::Entity::find_by_id(id).one(tx).await?)?;
    let lots = open_lots(tx, vec![id.to_owned()]).await?;
    let shown = Shown::new(reference, account, &lots, currency, now)?;
    let recent = activity::recent(tx, member, Some(id), PAGE_DEFAULT).await?;
    let number_not_known = mirrors::is_not_known(tx, id).await?;
    Ok(MembershipDetail { as_of: now, membership: shown.membership, number_not_known, pending: shown.pending, recent })
}

/// A membership as it is at this instant, whether or not the job has booked what time decided.
struct Shown {
    membership: Membership,
    pending: Vec<Lot>,
    value: VndMilli,
    /// Available and held.
    owned: Points,
    expiring: Option<Expiring>,
}

impl Shown {
    fn new(
        reference: &Reference,
        account: account::Model,
        lots: &[lot::Model],
        currency: &str,
        now: Timestamp,
    ) -> Result<Shown, TxError> {
        let info = reference.program(&account.program_id)?;
        let mut sums = [Points::ZERO; 3];
        let (mut usable, mut pending) = (Vec::new(), Vec::new());
        for lot in lots {
            let mut settled = lot.clone();
            settled.available += due_release(lot, now).as_i64();
            settled.pending -= due_release(lot, now).as_i64();
            settled.available -= due_expiry(&settled, now).as_i64();
            let parts = [settled.available, settled.pending, settled.held];
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum = sum.checked_add(Points::try_from(part)?)?;
            }
            if settled.available > 0 {
                usable.push(spendable(&settled)?);
            }
            if settled.pending > 0 {
                let release = Timestamp::from_ms(settled.release_at.unwrap_or(settled.earned_at));
                pending.push(shown_lot(info, Points::try_from(settled.pending)?, release, settled.expires_at));
            }
        }
        let [available, waiting, held] = sums;
        usable.sort_by(spending_order);
        pending.sort_by_key(|lot| lot.earned_at);
        let lots: Vec<Lot> = usable
            .iter()
            .map(|lot| shown_lot(info, lot.available, lot.earned_at, lot.expires_at.map(Timestamp::ms)))
            .collect();
        let owned = available.checked_add(held)?;
        let value = reference.worth(&account.program_id, owned)?;
        let in_house = info.program.owner == contract::Owner::InHouse;
        let as_of = if in_house { now } else { Timestamp::from_ms(account.as_of) };
        let (owner, source) = (info.program.owner, account.source.clone());
        let membership = Membership {
            tier: tier(info, &account)?,
            program: info.program.clone(),
            balance: Balance { available, pending: waiting, held, as_of, owner, source },
            value: reference.shown_money(value, currency)?,
            number: account.number,
            id: MembershipId(account.id),
            lots,
        };
        let expiring = expiring(info, &membership, now);
        Ok(Shown { membership, pending, value, owned, expiring })
    }
}

fn shown_lot(info: &ProgramInfo, amount: Points, earned_at: Timestamp, expires_at: Option<i64>) -> Lot {
    let expires_at = expires_at.map(Timestamp::from_ms);
    let last_valid_day = expires_at.map(|end| zone::last_day_before(&info.zone, end));
    Lot { amount, earned_at, expires_at, last_valid_day }
}

/// The first lot of the membership, if it ends within the warning time.
fn expiring(info: &ProgramInfo, membership: &Membership, now: Timestamp) -> Option<Expiring> {
    let first = membership.lots.first()?;
    let (expires_at, last_valid_day) = (first.expires_at?, first.last_valid_day?);
    let days_left = last_valid_day.days() - info.day(now).days();
    let days_left = u32::try_from(days_left).ok().filter(|days| i64::from(*days) <= EXPIRY_WARN_DAYS)?;
    let (id, program) = (membership.id.clone(), info.program.id.clone());
    Some(Expiring { membership: id, program, amount: first.amount, expires_at, last_valid_day, days_left })
}

/// The tier with what is missing to the next one, as far as thresholds are known.
fn tier(info: &ProgramInfo, account: &account::Model) -> Result<Option<Tier>, TxError> {
    let Some(name) = account.tier.clone() else { return Ok(None) };
    let above = info.program.tiers.iter().skip_while(|tier| **tier != name).nth(1).cloned();
    let threshold = above.as_ref().and_then(|next| info.thresholds.iter().find(|(tier, _)| tier == next));
    let missing = threshold.map(|(_, from)| Points::new(from.saturating_sub(account.tier_points.unsigned_abs())));
    Ok(Some(Tier { name, next: above, missing: missing.transpose()? }))
}

/// The member's linked accounts with their open lots.
async fn accounts_of(
    tx: &DatabaseTransaction,
    member: &str,
) -> Result<Vec<(account::Model, Vec<lot::Model>)>, TxError> {
    let linked = membership::Column::MemberId.eq(member).and(membership::Column::UnlinkedAt.is_null());
    let links = membership::Entity::find().filter(linked).all(tx).await?;
    let ids: Vec<String> = links.into_iter().map(|link| link.account_id).collect();
    let accounts =
        account::Entity::find().filter(account::Column::Id.is_in(ids.iter().map(String::as_str))).all(tx).await?;
    let lots = open_lots(tx, ids).await?;
    let with_lots = |account: account::Model| {
        let own = lots.iter().filter(|lot| lot.account_id == account.id).cloned().collect();
        (account, own)
    };
    Ok(accounts.into_iter().map(with_lots).collect())
}

async fn open_lots(tx: &DatabaseTransaction, accounts: Vec<String>) -> Result<Vec<lot::Model>, TxError> {
    let open = lot::Column::AccountId.is_in(accounts).and(lot::Column::IsOpen.eq(true));
    Ok(lot::Entity::find().filter(open).order_by_asc(lot::Column::No).all(tx).await?)
}
