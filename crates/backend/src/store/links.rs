//! Linking a membership number: its owner proves control by a code that the program sends.

use super::book::Book;
use super::codes::{IssuedCode, Tried, Wanted, try_code, use_up};
use super::entity::{account, member};
use super::memberships::{account_of, account_row, has_in_program, link_account};
use super::mirrors;
use super::tx::{Tx, TxError, found};
use super::{MemberId, Reference, Refused, Store, StoreError};
use crate::one_time::Purpose;
use contract::limits::LINKS_PER_HOUR;
use contract::{Language, LinkAsk, LinkId, Membership, MembershipId, Owner, ProgramId, read_number};
use points::Timestamp;
use sea_orm::EntityTrait;
use std::sync::Arc;

/// A link that waits for its code.
#[derive(Clone)]
pub struct AskedLink {
    /// The code.
    pub issued: IssuedCode,
    /// The number as it was understood.
    pub number: String,
    /// The member's language.
    pub language: Language,
}

impl Store {
    /// Makes a code for the owner of a membership number. Nothing here depends on whether there is such a number.
    pub async fn ask_link(&self, member: &MemberId, ask: &LinkAsk) -> Result<AskedLink, StoreError> {
        let number = read_number(&ask.number).ok_or_else(|| {
            Refused::field(
                "number",
                "write the number on your card: 4 to 24 letters and digits, spaces and hyphens between them",
            )
        })?;
        if !self.reference().knows_program(&ask.program.0) {
            return Err(Refused::field("program", "send the id of one of the listed programs").into());
        }
        let (language, has_one) = self
            .read(|tx| async move {
                let member_row = found(member::Entity::find_by_id(&member.0).one(&*tx).await?)?;
                let language = Language::from_tag(&member_row.language).unwrap_or(Language::Unknown);
                Ok((language, has_in_program(&tx, &member.0, &ask.program.0).await?))
            })
            .await?;
        if has_one {
            return Err(Refused::AlreadyLinked.into());
        }
        let target = &target(&ask.program, &number);
        let of_owner_most = Some(LINKS_PER_HOUR);
        let issued =
            self.issue_code(Wanted { owner: &member.0, purpose: Purpose::Link, target, of_owner_most }).await?;
        Ok(AskedLink { issued, number, language })
    }

    /// Links the number whose owner got the code. A number that was linked before brings its balance with it.
    pub async fn confirm_link(&self, member: &MemberId, id: &LinkId, code: &str) -> Result<Membership, StoreError> {
        if !self.has_code(&member.0, &id.0).await? {
            return Err(Refused::NotFound.into());
        }
        let (now, reference) = (self.now(), &self.reference());
        let is_connected = |program: &str| self.is_connected(program);
        // A wrong try is a refusal that has to be stored, so the transaction ends well and carries it out.
        let outcome: Result<MembershipId, Refused> = self
            .write(&member.0, |tx| async move {
                let row = match try_code(&tx, &member.0, Purpose::Link, &id.0, code, now).await? {
                    Tried::Right(row) => row,
                    Tried::Refused(refused) => return Ok(Err(refused)),
                };
                let (program, number) = row.target.split_once('/').ok_or_else(|| TxError::broken("a code's target"))?;
                let account = match account_of(&tx, program, number).await? {
                    Some(account) => account,
                    None => {
                        first_seen(&tx, reference, &member.0, (program, number), is_connected(program), now).await?
                    }
                };
                link_account(&tx, &member.0, &account, now).await?;
                if is_connected(program) {
                    mirrors::place(&tx, program, &account.id, now).await?;
                }
                use_up(&tx, &row).await?;
                Ok(Ok(MembershipId(account.id)))
            })
            .await?;
        Ok(self.membership(member, &outcome?).await?.membership)
    }
}

/// The number as the code's target.
fn target(program: &ProgramId, number: &str) -> String {
    format!("{program}/{number}")
}

/// An account for a number that its program has not seen yet; in a demo member's with a few sample points.
async fn first_seen(
    tx: &Tx,
    reference: &Arc<Reference>,
    member: &str,
    (program, number): (&str, &str),
    is_connected: bool,
    now: Timestamp,
) -> Result<account::Model, TxError> {
    let info = reference.program(program)?;
    let is_demo = found(member::Entity::find_by_id(member).one(&**tx).await?)?.demo;
    // A copy of what another system keeps has no time before the first came.
    let is_copy = info.program.owner != Owner::InHouse && (is_connected || !is_demo);
    let as_of = if is_copy { Timestamp::EPOCH } else { now };
    let row = account::Model { as_of: as_of.ms(), ..account_row(&info.program, number, now) };
    let mut book = Book::of_member(tx, reference.clone(), now, member).await?;
    book.add_account(row.clone());
    // A partner's system says itself what there is.
    if is_demo && !is_connected {
        book.sample(info, &row.id, now)?;
    }
    book.flush(tx).await?;
    Ok(row)
}
