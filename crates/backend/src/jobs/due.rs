//! What is due: found by index, without a lock; each row is looked at again in its own transaction.

use crate::store::entity::{account, lot, membership, transfer};
use crate::store::tx::found;
use crate::store::{Book, Store, StoreError, mirrors};
use contract::TransferId;
use contract::limits::CONNECTOR_ENDED_HOURS;
use points::Timestamp;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// What a pass has to do.
pub struct Due {
    /// Accounts with the member they are linked to.
    pub accounts: Vec<(Option<String>, String)>,
    /// Transfers with their member.
    pub transfers: Vec<(String, TransferId)>,
}

impl Due {
    pub fn is_nothing(&self) -> bool {
        self.accounts.is_empty() && self.transfers.is_empty()
    }
}

impl Store {
    /// What is due at this instant, at most `rows` of each kind.
    pub(crate) async fn due(&self, rows: u64) -> Result<Due, StoreError> {
        let now = self.now();
        self.read(|tx| async move {
            let lots = lot::Entity::find().filter(lot::Column::DueAt.lte(now.ms())).order_by_asc(lot::Column::DueAt);
            let mut ids: Vec<String> =
                lots.limit(rows).all(&*tx).await?.into_iter().map(|lot| lot.account_id).collect();
            ids.sort_unstable();
            ids.dedup();
            let links = match ids[..] {
                [] => Vec::new(),
                _ => membership::Entity::find().filter(linked(&ids)).all(&*tx).await?,
            };
            let owner = |id: &str| links.iter().find(|link| link.account_id == id).map(|link| link.member_id.clone());
            let transfers = transfer::Entity::find().filter(transfer::Column::DueAt.lte(now.ms()));
            let transfers = transfers
                .order_by_asc(transfer::Column::DueAt)
                .order_by_asc(transfer::Column::Seq)
                .limit(rows)
                .all(&*tx)
                .await?;
            Ok(Due {
                accounts: ids.into_iter().map(|id| (owner(&id), id)).collect(),
                transfers: transfers.into_iter().map(|row| (row.member_id, TransferId(row.id))).collect(),
            })
        })
        .await
    }

    /// Looks at an account again later, because it could not be settled.
    pub(crate) async fn postpone_account(&self, account: &str, until: Timestamp) -> Result<(), StoreError> {
        let set = || lot::ActiveModel { due_at: Set(Some(until.ms())), ..Default::default() };
        self.write(account, |tx| async move {
            let due = Condition::all().add(lot::Column::AccountId.eq(account)).add(lot::Column::DueAt.lt(until.ms()));
            lot::Entity::update_many().set(set()).filter(due).exec(&*tx).await?;
            Ok(())
        })
        .await
    }

    /// Books on one account what time decided; answers whether there was anything. An account that was linked or unlinked since it
    /// was found is left to the next pass, which knows whose it is.
    pub async fn settle_account(&self, member: Option<&str>, account: &str) -> Result<bool, StoreError> {
        let (now, reference) = (self.now(), &self.reference());
        self.write(member.unwrap_or(account), |tx| async move {
            let linked = membership::Entity::find().filter(linked(&[account.to_owned()])).one(&*tx).await?;
            if linked.as_ref().map(|link| link.member_id.as_str()) != member {
                return Ok(false);
            }
            let mut book = match member {
                Some(member) => Book::of_member(&tx, reference.clone(), now, member).await?,
                None => Book::new(reference.clone(), now),
            };
            book.load(&tx, account, &[]).await?;
            let (changed, ended) = (book.has_entries(), book.has_ended());
            book.flush(&tx).await?;
            // What ends at a partner only the partner knows: a day that was reckoned here is compared with what it says, once it has
            // had the time to end them too. What is released here may have been there before.
            if changed && member.is_some() {
                let program = found(account::Entity::find_by_id(account).one(&*tx).await?)?.program_id;
                if self.is_connected(&program) {
                    if ended {
                        let later = now.plus_ms(CONNECTOR_ENDED_HOURS * 3_600_000);
                        mirrors::place_after_end(&tx, &program, account, later).await?;
                    } else {
                        mirrors::place(&tx, &program, account, now).await?;
                    }
                }
            }
            Ok(changed)
        })
        .await
    }
}

fn linked(accounts: &[String]) -> Condition {
    let of = membership::Column::AccountId.is_in(accounts);
    Condition::all().add(of).add(membership::Column::UnlinkedAt.is_null())
}
