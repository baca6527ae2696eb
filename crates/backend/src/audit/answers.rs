//! Stored answers and quotes, read as what they are and compared with the transfers they led to.

use super::Finding;
use crate::store::accept::body_hash;
use crate::store::entity::{mutation, quote, transfer};
use crate::store::tx::{Tx, TxError};
use contract::{Quote, QuoteId, Transfer, TransferAccept};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Transfers in memory at a time.
const PAGE: u64 = 500;

pub(super) async fn differences(tx: &Tx) -> Result<Vec<Finding>, TxError> {
    let (mut findings, mut last) = (Vec::new(), None::<(String, String)>);
    loop {
        use transfer::Column as C;
        let after = last.map(|(member, id)| {
            let same = Condition::all().add(C::MemberId.eq(&member)).add(C::Id.gt(id));
            Condition::any().add(C::MemberId.gt(member)).add(same)
        });
        let find = transfer::Entity::find().filter(after.unwrap_or_else(Condition::all));
        let rows = find.order_by_asc(C::MemberId).order_by_asc(C::Id).limit(PAGE).all(&**tx).await?;
        for row in &rows {
            findings.extend(of_answer(tx, row).await?);
            findings.extend(of_quote(tx, row).await?);
        }
        let Some(row) = rows.last() else { return Ok(findings) };
        last = Some((row.member_id.clone(), row.id.clone()));
    }
}

/// The mutation's answer says what was accepted, and its hash is that of the body with this quote.
async fn of_answer(tx: &Tx, row: &transfer::Model) -> Result<Option<Finding>, TxError> {
    let key = (row.member_id.clone(), crate::store::accept::KIND.to_owned(), row.id.clone());
    let Some(mutation) = mutation::Entity::find_by_id(key).one(&**tx).await? else { return Ok(None) };
    let body = TransferAccept { quote: QuoteId(row.quote_id.clone()) };
    let Ok(answer) = serde_json::from_str::<Transfer>(&mutation.answer) else {
        return Ok(Some(finding(
            "mutations",
            &[&mutation.member_id, &mutation.kind, &mutation.id],
            "whether its answer can be read",
            (0, 1),
        )));
    };
    let fee = answer.fee.as_ref().map(|fee| fee.minor.cast_signed());
    let same = [
        mutation.body_hash == body_hash(&body)?,
        mutation.at == row.accepted_at,
        answer.id.0 == row.id,
        (answer.from.0 == row.from_account) && (answer.to.0 == row.to_account),
        answer.amount.as_i64() == row.amount,
        answer.received.as_i64() == row.received,
        answer.bonus.as_i64() == row.bonus,
        fee == row.fee_minor,
        answer.value_given.minor.cast_signed() == row.value_given_minor,
        answer.value_received.minor.cast_signed() == row.value_received_minor,
        answer.accepted_at.ms() == row.accepted_at,
        answer.cancel_until.ms() == row.cancel_until,
    ];
    Ok(differing(&same, "mutations", &[&mutation.member_id, &mutation.kind, &mutation.id]))
}

/// The quote's terms are those the transfer was accepted with.
async fn of_quote(tx: &Tx, row: &transfer::Model) -> Result<Option<Finding>, TxError> {
    let key = (row.member_id.clone(), row.quote_id.clone());
    let Some(stored) = quote::Entity::find_by_id(key).one(&**tx).await? else { return Ok(None) };
    let Ok(quote) = serde_json::from_str::<Quote>(&stored.body) else {
        return Ok(Some(finding("quotes", &[&stored.member_id, &stored.id], "whether it can be read", (0, 1))));
    };
    let fee = quote.outcome.fee.as_ref().map(|fee| fee.minor.cast_signed());
    let same = [
        quote.id.0 == stored.id,
        quote.expires_at.ms() == stored.expires_at,
        row.accepted_at < stored.expires_at,
        !stored.let_go,
        (quote.from.0 == row.from_account) && (quote.to.0 == row.to_account),
        quote.outcome.amount.as_i64() == row.amount,
        quote.outcome.received.as_i64() == row.received,
        quote.outcome.bonus.as_i64() == row.bonus,
        fee == row.fee_minor,
        row.accepted_at + i64::from(quote.cancel_seconds) * 1_000 == row.cancel_until,
    ];
    Ok(differing(&same, "quotes", &[&stored.member_id, &stored.id]))
}

fn differing(same: &[bool], table: &str, key: &[&str]) -> Option<Finding> {
    let different = same.iter().filter(|same| !**same).count();
    let stored = i64::try_from(different).unwrap_or(i64::MAX);
    (different > 0).then(|| finding(table, key, "fields that differ from the transfer", (stored, 0)))
}

fn finding(table: &str, key: &[&str], what: &str, (stored, rebuilt): (i64, i64)) -> Finding {
    Finding { table: table.to_owned(), key: key.join("/"), what: what.to_owned(), stored, rebuilt }
}
