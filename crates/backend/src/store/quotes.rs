//! Quotes: a pair applied to an amount, whose terms stand for a while. They reserve nothing.

use super::book::insert_all;
use super::entity::{account, member, quote};
use super::memberships::linked;
use super::pairs::{open_pair, pair_rows};
use super::tx::{TxError, found};
use super::{MemberId, Reference, Refused, Store, StoreError};
use contract::{MembershipId, Pair, Phone, Quote, QuoteId, QuoteRequest};
use points::quote::quote_end;
use points::{PairTerms, Timestamp};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

/// Quotes that nobody accepted are forgotten this long after their end.
const FORGET_AFTER_DAYS: i64 = 1;

impl Store {
    /// Quotes an amount between two memberships of the member.
    pub async fn quote(&self, member: &MemberId, request: &QuoteRequest) -> Result<Quote, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.write(&member.0, |tx| async move {
            let asker = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?;
            let [from, to] = ends_of(&tx, member, [&request.from, &request.to]).await?;
            let pair = open_pair(&pair_rows(&tx, &from.program_id, &to.program_id).await?, now)?;
            eligible(&pair.current.terms, &from, &asker)?;
            let quote = self.apply(reference, request, pair, &asker.currency, now)?;
            let row = quote::Model {
                member_id: member.0.clone(),
                id: quote.id.0.clone(),
                expires_at: quote.expires_at.ms(),
                used_by: None,
                body: serde_json::to_string(&quote)?,
                let_go: false,
            };
            insert_all::<quote::Entity, quote::ActiveModel>(&tx, vec![row]).await?;
            Ok(quote)
        })
        .await
    }

    /// A quote of the member, also after its end.
    pub async fn get_quote(&self, member: &MemberId, id: &QuoteId) -> Result<Quote, StoreError> {
        self.read(|tx| async move { Ok(serde_json::from_str(&stored(&tx, &member.0, id).await?.body)?) }).await
    }

    /// Lets a quote of the member go: no transfer can be made of it from now on. One that is over is fine.
    pub async fn let_go(&self, member: &MemberId, id: &QuoteId) -> Result<(), StoreError> {
        self.write(&member.0, |tx| async move {
            let row = stored(&tx, &member.0, id).await?;
            if row.used_by.is_some() {
                return Err(Refused::QuoteUsed.into());
            }
            let set = quote::ActiveModel { let_go: Set(true), ..Default::default() };
            let this = Condition::all().add(quote::Column::MemberId.eq(&member.0)).add(quote::Column::Id.eq(&id.0));
            quote::Entity::update_many().set(set).filter(this).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    fn apply(
        &self,
        reference: &Reference,
        request: &QuoteRequest,
        pair: Pair,
        currency: &str,
        now: Timestamp,
    ) -> Result<Quote, TxError> {
        let terms = pair.current.terms;
        let outcome = points::quote(&terms, request.amount, now).map_err(Refused::AmountRefused)?;
        let given = reference.worth(&pair.from.0, outcome.amount)?;
        let received = reference.worth(&pair.to.0, outcome.total_received()?)?;
        let next_change = pair.next.and_then(|next| next.valid_from);
        let bonus_until = terms.bonus.as_ref().map(|bonus| bonus.until);
        let window = terms.cancel_minutes.saturating_mul(60);
        Ok(Quote {
            id: QuoteId(Uuid::now_v7().to_string()),
            made_at: now,
            expires_at: quote_end(now, next_change, bonus_until),
            from: request.from.clone(),
            from_program: pair.from,
            to: request.to.clone(),
            to_program: pair.to,
            value_given: reference.money(given, currency)?,
            value_received: reference.money(received, currency)?,
            change_percent: given.change_percent(received),
            cancel_seconds: self.demo_cancel_seconds().map_or(window, |seconds| Ord::min(seconds, window)),
            terms,
            outcome,
        })
    }

    /// Forgets quotes that ended unused; answers how many.
    pub(crate) async fn forget_quotes(&self) -> Result<u64, StoreError> {
        let before = self.now().plus_days(-FORGET_AFTER_DAYS).ms();
        let old = || Condition::all().add(quote::Column::UsedBy.is_null()).add(quote::Column::ExpiresAt.lte(before));
        self.write("quotes", |tx| async move {
            Ok(quote::Entity::delete_many().filter(old()).exec(&*tx).await?.rows_affected)
        })
        .await
    }
}

/// The member's quotes that no transfer was made of, newest first.
pub(super) async fn unused(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Quote>, TxError> {
    let free = quote::Column::MemberId.eq(member).and(quote::Column::UsedBy.is_null());
    let rows = quote::Entity::find().filter(free).order_by_desc(quote::Column::ExpiresAt).all(tx).await?;
    rows.into_iter().map(|row| serde_json::from_str(&row.body).map_err(TxError::from)).collect()
}

/// Whether no transfer can be made of the quote any more, used or not.
pub(super) fn is_over(quote: &quote::Model, now: Timestamp) -> bool {
    quote.let_go || now.ms() >= quote.expires_at
}

/// A quote's row, if it is this member's.
pub(super) async fn stored(tx: &DatabaseTransaction, member: &str, id: &QuoteId) -> Result<quote::Model, TxError> {
    Ok(found(quote::Entity::find_by_id((member.to_owned(), id.0.clone())).one(tx).await?)?)
}

/// The accounts of two memberships that are linked to the member.
async fn ends_of(
    tx: &DatabaseTransaction,
    member: &MemberId,
    pair: [&MembershipId; 2],
) -> Result<[account::Model; 2], TxError> {
    linked(tx, &member.0, &pair).await?;
    let both = account::Column::Id.is_in(pair.map(|account| account.0.as_str()));
    let rows = account::Entity::find().filter(both).all(tx).await?;
    let end = |of: &MembershipId| found(rows.iter().find(|row| row.id == of.0)).cloned();
    Ok([end(pair[0])?, end(pair[1])?])
}

/// Refuses a member that the terms are not for: by the tier in the source program, or by the phone number's country.
pub(super) fn eligible(terms: &PairTerms, from: &account::Model, asker: &member::Model) -> Result<(), Refused> {
    let phone = asker.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
    let country = phone.and_then(|phone| phone.country());
    let missed = |list: &Vec<String>, own: Option<&str>| {
        let fits = list.is_empty() || own.is_some_and(|own| list.iter().any(|one| one == own));
        if fits { Vec::new() } else { list.clone() }
    };
    let (tiers, countries) = (missed(&terms.tiers, from.tier.as_deref()), missed(&terms.countries, country));
    if tiers.is_empty() && countries.is_empty() { Ok(()) } else { Err(Refused::NotEligible { tiers, countries }) }
}
