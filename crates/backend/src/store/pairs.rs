//! Programs and pairs, readable signed out.

use super::entity::pair;
use super::tx::TxError;
use super::{Refused, Store, StoreError};
use contract::{Pair, PairHistory, PairRow, Pairs, ProgramId, Programs};
use points::{Observed, PairTerms, Timestamp};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// `valid_from` of the first known terms, which have no beginning.
pub(crate) const ALWAYS: i64 = i64::MIN;

impl Store {
    /// All programs and currencies.
    pub async fn programs(&self) -> Result<Programs, StoreError> {
        Ok(self.reference().listed())
    }

    /// All pairs with the terms in force and the next announced change.
    pub async fn pairs(&self) -> Result<Pairs, StoreError> {
        let now = self.now();
        let rows = self.read(|tx| async move { rows(&tx, Condition::all()).await }).await?;
        let of_pair =
            |a: &pair::Model, b: &pair::Model| a.from_program == b.from_program && a.to_program == b.to_program;
        let pairs = rows.chunk_by(of_pair).map(|rows| pair_at(rows, now)).collect::<Result<Vec<_>, _>>()?;
        let observed = self.observed().await?;
        let with_times = |pair: Pair| Pair { observed: times(&observed, &pair), ..pair };
        Ok(Pairs { as_of: now, items: pairs.into_iter().flatten().map(with_times).collect() })
    }

    /// One pair with everything known about it.
    pub async fn pair_history(&self, from: &ProgramId, to: &ProgramId) -> Result<PairHistory, StoreError> {
        let now = self.now();
        let rows = self.read(|tx| async move { pair_rows(&tx, &from.0, &to.0).await }).await?;
        let pair = pair_at(&rows, now)?.ok_or(Refused::NotFound)?;
        let pair = Pair { observed: times(&*self.observed().await?, &pair), ..pair };
        Ok(PairHistory { as_of: now, pair, history: rows.iter().map(pair_row).collect::<Result<_, _>>()? })
    }
}

fn times(observed: &HashMap<(String, String), Observed>, pair: &Pair) -> Option<Observed> {
    observed.get(&(pair.from.0.clone(), pair.to.0.clone())).copied()
}

/// The rows of one pair, oldest first.
pub(super) async fn pair_rows(tx: &DatabaseTransaction, from: &str, to: &str) -> Result<Vec<pair::Model>, TxError> {
    let this = Condition::all().add(pair::Column::FromProgram.eq(from)).add(pair::Column::ToProgram.eq(to));
    rows(tx, this).await
}

/// The terms in force at `now` and the next change; `None` if the pair has not begun.
pub(super) fn pair_at(rows: &[pair::Model], now: Timestamp) -> Result<Option<Pair>, TxError> {
    let begun = rows.partition_point(|row| row.valid_from <= now.ms());
    let (past, future) = rows.split_at(begun);
    let Some(current) = past.last() else { return Ok(None) };
    Ok(Some(Pair {
        from: ProgramId(current.from_program.clone()),
        to: ProgramId(current.to_program.clone()),
        current: pair_row(current)?,
        next: future.first().map(pair_row).transpose()?,
        observed: None,
    }))
}

/// The pair, where it must be open.
pub(super) fn open_pair(rows: &[pair::Model], now: Timestamp) -> Result<Pair, TxError> {
    let pair = pair_at(rows, now)?.filter(|pair| !pair.current.closed);
    pair.ok_or_else(|| Refused::PairClosed.into())
}

async fn rows(tx: &DatabaseTransaction, which: Condition) -> Result<Vec<pair::Model>, TxError> {
    let find = pair::Entity::find().filter(which);
    let sorted = find.order_by_asc(pair::Column::FromProgram).order_by_asc(pair::Column::ToProgram);
    Ok(sorted.order_by_asc(pair::Column::ValidFrom).all(tx).await?)
}

fn pair_row(row: &pair::Model) -> Result<PairRow, TxError> {
    let terms: PairTerms = serde_json::from_str(&row.terms)?;
    Ok(PairRow {
        valid_from: (row.valid_from != ALWAYS).then(|| Timestamp::from_ms(row.valid_from)),
        terms,
        closed: row.closed,
        basis: row.basis.clone(),
        as_of: row.as_of.clone(),
        source: row.source.clone(),
    })
}
