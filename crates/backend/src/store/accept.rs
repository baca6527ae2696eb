//! Accepting a quote: the mutation that makes a transfer.

use super::book::insert_all;
use super::challenges::{Bound, ProofKey};
use super::entity::{account, member, mutation, quote, transfer, transfer_event, transfer_lot};
use super::memberships::linked;
use super::movements::OfTransfer;
use super::tx::{TxError, found};
use super::{Book, MemberId, Refused, Store, StoreError, challenges, quotes, transfers};
use contract::{Quote, Transfer, TransferAccept, TransferId};
use points::Timestamp;
use points::lot::Take;
use points::transfer::State;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The kind of this mutation in the table of all mutations.
pub(crate) const KIND: &str = "transfer";
/// The status of the first answer, kept with it.
const CREATED: u16 = 201;
const HOUR_MS: i64 = 3_600_000;

/// The answer to `PUT /transfers/{id}`, as it was stored the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The HTTP status.
    pub status: u16,
    /// The body, byte for byte.
    pub body: Vec<u8>,
    /// Whether the id had been accepted before.
    pub replayed: bool,
}

impl Store {
    /// Accepts a quote as a transfer. The same id and body replays the first answer; a refusal leaves no trace. What is
    /// worth much needs a proof, which no replay is asked for.
    pub async fn accept_transfer(
        &self,
        member: &MemberId,
        id: &TransferId,
        body: &TransferAccept,
        proof: Option<&ProofKey>,
    ) -> Result<Accepted, StoreError> {
        let body_hash = &body_hash(body)?;
        let reference = &self.reference();
        self.write(&member.0, |tx| async move {
            // Of this try: one that had to wait has not waited before the quote's end.
            let now = self.now();
            if let Some(first) = replay(&tx, member, id, body_hash).await? {
                return Ok(first);
            }
            let quote = usable_quote(&tx, member, body, now).await?;
            still_eligible(&tx, member, &quote).await?;
            let book = Book::of_member(&tx, reference.clone(), now, &member.0).await?;
            if self.is_much(&tx, &book, &quote).await? {
                challenges::spend(&tx, member, &Bound::transfer(id, &quote), proof, now).await?;
            }
            let transfer = book_transfer(&tx, book, member, id, &quote).await?;
            let answer = serde_json::to_string(&transfer)?;
            let row = mutation::Model {
                member_id: member.0.clone(),
                kind: KIND.to_owned(),
                id: id.0.clone(),
                body_hash: body_hash.clone(),
                status: CREATED.into(),
                answer: answer.clone(),
                at: now.ms(),
            };
            insert_all::<mutation::Entity, mutation::ActiveModel>(&tx, vec![row]).await?;
            Ok(Accepted { status: CREATED, body: answer.into_bytes(), replayed: false })
        })
        .await
    }
}

/// The first answer for this id, if it was accepted; an accepted id with another body is refused.
async fn replay(
    tx: &DatabaseTransaction,
    member: &MemberId,
    id: &TransferId,
    body_hash: &str,
) -> Result<Option<Accepted>, TxError> {
    let key = (member.0.clone(), KIND.to_owned(), id.0.clone());
    let Some(row) = mutation::Entity::find_by_id(key).one(tx).await? else { return Ok(None) };
    if row.body_hash != body_hash {
        return Err(Refused::IdReused.into());
    }
    let status = u16::try_from(row.status).map_err(|_| TxError::broken("a stored status"))?;
    Ok(Some(Accepted { status, body: row.answer.into_bytes(), replayed: true }))
}

/// The member's quote, if its time is not over and no transfer has it.
async fn usable_quote(
    tx: &DatabaseTransaction,
    member: &MemberId,
    body: &TransferAccept,
    now: Timestamp,
) -> Result<Quote, TxError> {
    let row = quotes::stored(tx, &member.0, &body.quote).await?;
    // The end comes first: after it every confirmation hears the same, whatever became of the quote.
    if quotes::is_over(&row, now) {
        return Err(Refused::QuoteExpired.into());
    }
    if row.used_by.is_some() {
        return Err(Refused::QuoteUsed.into());
    }
    Ok(serde_json::from_str(&row.body)?)
}

/// The quote's terms stand, and so does whom they are for: a tier that was lost since then counts.
async fn still_eligible(tx: &DatabaseTransaction, member: &MemberId, quote: &Quote) -> Result<(), TxError> {
    if quote.terms.tiers.is_empty() && quote.terms.countries.is_empty() {
        return Ok(());
    }
    linked(tx, &member.0, &[&quote.from]).await?;
    let from = found(account::Entity::find_by_id(&quote.from.0).one(tx).await?)?;
    let asker = found(member::Entity::find_by_id(&member.0).one(tx).await?)?;
    Ok(quotes::eligible(&quote.terms, &from, &asker)?)
}

async fn book_transfer(
    tx: &DatabaseTransaction,
    mut book: Book,
    member: &MemberId,
    id: &TransferId,
    quote: &Quote,
) -> Result<Transfer, TxError> {
    let now = book.now;
    linked(tx, &member.0, &[&quote.from, &quote.to]).await?;
    book.load(tx, &quote.from.0, &[]).await?;
    let server_id = Uuid::now_v7().to_string();
    let of = OfTransfer { id, server_id: &server_id, other_program: &quote.to_program, reason: "" };
    let takes = book.hold(&quote.from.0, quote.outcome.amount, of)?;
    let seq = book.last_event();
    book.flush(tx).await?;

    let row = transfer_row(member, id, quote, server_id, seq, now);
    let event = transfers::change(&row, seq, State::Waiting, now, "accepted");
    let used = quote::ActiveModel { used_by: Set(Some(id.0.clone())), ..Default::default() };
    let this_quote = quote::Column::MemberId.eq(&member.0).and(quote::Column::Id.eq(&quote.id.0));
    quote::Entity::update_many().set(used).filter(this_quote).exec(tx).await?;
    insert_all::<transfer::Entity, transfer::ActiveModel>(tx, vec![row.clone()]).await?;
    insert_all::<transfer_lot::Entity, transfer_lot::ActiveModel>(tx, lots(&row, takes)).await?;
    insert_all::<transfer_event::Entity, transfer_event::ActiveModel>(tx, vec![event.clone()]).await?;
    transfers::transfer_from(row, vec![event])
}

fn transfer_row(
    member: &MemberId,
    id: &TransferId,
    quote: &Quote,
    server_id: String,
    seq: i64,
    now: Timestamp,
) -> transfer::Model {
    let cancel_until = now.plus_ms(i64::from(quote.cancel_seconds) * 1_000);
    let after = |hours: Option<u32>| hours.map(|hours| cancel_until.plus_ms(i64::from(hours) * HOUR_MS).ms());
    let fee = quote.outcome.fee.as_ref();
    transfer::Model {
        member_id: member.0.clone(),
        id: id.0.clone(),
        server_id,
        seq,
        quote_id: quote.id.0.clone(),
        state: State::Waiting.name().to_owned(),
        debited: false,
        is_open: true,
        from_account: quote.from.0.clone(),
        from_program: quote.from_program.0.clone(),
        to_account: quote.to.0.clone(),
        to_program: quote.to_program.0.clone(),
        amount: quote.outcome.amount.as_i64(),
        received: quote.outcome.received.as_i64(),
        bonus: quote.outcome.bonus.as_i64(),
        fee_minor: fee.map(|fee| fee.minor.cast_signed()),
        fee_currency: fee.map(|fee| fee.currency.clone()),
        value_given_minor: quote.value_given.minor.cast_signed(),
        value_received_minor: quote.value_received.minor.cast_signed(),
        value_currency: quote.value_given.currency.clone(),
        accepted_at: now.ms(),
        cancel_until: cancel_until.ms(),
        left_at: None,
        usual_by: after(quote.terms.usual_hours),
        latest_by: after(quote.terms.latest_hours),
        due_at: Some(cancel_until.ms()),
        changes: 1,
    }
}

fn lots(row: &transfer::Model, takes: Vec<Take<i64>>) -> Vec<transfer_lot::Model> {
    let lot = |take: Take<i64>| transfer_lot::Model {
        member_id: row.member_id.clone(),
        transfer_id: row.id.clone(),
        lot_no: take.id,
        amount: take.amount.as_i64(),
    };
    takes.into_iter().map(lot).collect()
}

/// The hash of the body in one spelling, so that white space and the order of fields do not matter.
pub(crate) fn body_hash(body: &TransferAccept) -> Result<String, StoreError> {
    let digest = Sha256::digest(serde_json::to_vec(body)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
