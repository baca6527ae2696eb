//! Everything about a member, from one instant of the database.

use super::entity::{account, consent, member, membership, transfer};
use super::tx::{TxError, found};
use super::{
    LiveSession, Store, StoreError, activity, devices, members, passkeys, quotes, sessions, transfers, wallet,
};
use contract::limits::EXPORT_MOST;
use contract::{Consent, Export, MembershipId, ProgramId, Transfer, UnlinkedMembership};
use points::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

/// Transfers whose events are read by one statement.
const ROWS: usize = 500;

impl Store {
    /// What `GET /export` answers to this session.
    pub async fn export(&self, asking: &LiveSession) -> Result<Export, StoreError> {
        let (now, reference, id) = (self.now(), &self.reference(), &asking.member.0);
        self.read(|tx| async move {
            let row = found(member::Entity::find_by_id(id).one(&*tx).await?)?;
            let linked = membership::Column::MemberId.eq(id).and(membership::Column::UnlinkedAt.is_null());
            let links = membership::Entity::find().filter(linked).order_by_asc(membership::Column::LinkedAt);
            let mut memberships = Vec::new();
            for link in links.all(&*tx).await? {
                memberships.push(wallet::detail(&tx, reference, id, &link.account_id, &row.currency, now).await?);
            }
            Ok(Export {
                as_of: now,
                phone: row.phone.clone(),
                created_at: Timestamp::from_ms(row.created_at),
                consents: consents(&tx, id).await?,
                sessions: sessions::listed(&tx, asking, now).await?,
                past_sessions: sessions::past(&tx, id, now).await?,
                known_browsers: devices::known(&tx, id).await?,
                passkeys: passkeys::listed(&tx, id).await?,
                memberships,
                unlinked: unlinked(&tx, id).await?,
                activity: activity::whole(&tx, id).await?,
                transfers: all_transfers(&tx, id).await?,
                quotes: quotes::unused(&tx, id).await?,
                me: members::me(row),
            })
        })
        .await
    }
}

async fn unlinked(tx: &DatabaseTransaction, member: &str) -> Result<Vec<UnlinkedMembership>, TxError> {
    let gone = membership::Column::MemberId.eq(member).and(membership::Column::UnlinkedAt.is_not_null());
    let rows = membership::Entity::find().filter(gone).order_by_asc(membership::Column::LinkedAt).all(tx).await?;
    let mut all = Vec::new();
    for row in rows {
        let Some(unlinked_at) = row.unlinked_at else { continue };
        let account = found(account::Entity::find_by_id(row.account_id.as_str()).one(tx).await?)?;
        all.push(UnlinkedMembership {
            id: MembershipId(row.account_id),
            program: ProgramId(account.program_id),
            number: account.number,
            linked_at: Timestamp::from_ms(row.linked_at),
            unlinked_at: Timestamp::from_ms(unlinked_at),
        });
    }
    Ok(all)
}

async fn consents(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Consent>, TxError> {
    let rows = consent::Entity::find().filter(consent::Column::MemberId.eq(member));
    let rows = rows.order_by_asc(consent::Column::At).order_by_asc(consent::Column::Document).all(tx).await?;
    let consent =
        |row: consent::Model| Consent { document: row.document, version: row.version, at: Timestamp::from_ms(row.at) };
    Ok(rows.into_iter().map(consent).collect())
}

/// The latest transfers, as many as an export holds.
async fn all_transfers(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Transfer>, TxError> {
    let find = transfer::Entity::find().filter(transfer::Column::MemberId.eq(member));
    let mut rows = find.order_by_desc(transfer::Column::Seq).limit(u64::from(EXPORT_MOST)).all(tx).await?.into_iter();
    let mut all = Vec::new();
    loop {
        let some: Vec<transfer::Model> = rows.by_ref().take(ROWS).collect();
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(transfers::with_events(tx, member, some).await?);
    }
}
