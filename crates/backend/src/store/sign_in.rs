//! Signing in by phone number. Whether a number is known is looked up only after its owner proved to have it.

use super::book::insert_all;
use super::codes::{IssuedCode, Tried, Wanted, try_code, use_up};
use super::entity::{consent, member};
use super::members::{NewMember, member_row};
use super::tx::TxError;
use super::{NewSession, Refused, Store, StoreError, devices, members, sessions};
use crate::one_time::Purpose;
use crate::token::Token;
use contract::{CodeRequestId, LEGAL_VERSION, Language, Me, Phone};
use points::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

/// What a new member agrees to.
const DOCUMENTS: [&str; 2] = ["terms", "privacy"];

/// A try to sign in.
#[derive(Clone, Copy, Debug)]
pub struct SigningIn<'a> {
    /// Which request.
    pub request: &'a CodeRequestId,
    /// The code, as six digits.
    pub code: &'a str,
    /// Whether terms and privacy notice are agreed to; needed for a new number.
    pub consent: bool,
    /// Language of a new member.
    pub language: Language,
    /// IANA zone of a new member.
    pub zone: Option<&'a str>,
    /// Whether new members get sample data when they link.
    pub demo: bool,
    /// The session to begin.
    pub session: NewSession<'a>,
    /// What the browser is known by at its next sign-in.
    pub device: &'a Token,
}

impl Store {
    /// Makes a code that lets the owner of a phone number sign in. The work is the same whether the number is known or not.
    /// A browser that signed in with it before shows its token.
    pub async fn ask_sign_in(&self, phone: &Phone, device: Option<&Token>) -> Result<IssuedCode, StoreError> {
        let target = phone.e164();
        let mark = device.map(|device| device.mark(target));
        let wanted = Wanted { owner: "", purpose: Purpose::SignIn, target, of_owner_most: None };
        self.issue_code_to(wanted, mark.as_deref()).await
    }

    /// Signs in: one right code begins one session. A new number becomes a member, if the terms are agreed to. What is answered is read
    /// before the code is used up, so that a code never goes without an answer to it.
    pub async fn sign_in(&self, asked: SigningIn<'_>) -> Result<Me, StoreError> {
        let (now, currency) = (self.now(), self.currency.as_str());
        if !self.has_code("", &asked.request.0).await? {
            return Err(Refused::CodeExpired.into());
        }
        // A wrong try is a refusal that has to be stored, so the transaction ends well and carries it out.
        let outcome: Result<Me, Refused> = self
            .write(&asked.request.0, |tx| async move {
                let row = match try_code(&tx, "", Purpose::SignIn, &asked.request.0, asked.code, now).await? {
                    Tried::Right(row) => row,
                    Tried::Refused(refused) => return Ok(Err(refused)),
                };
                let of_phone = member::Column::Phone.eq(&row.target);
                let known = member::Entity::find().filter(of_phone).one(&*tx).await?;
                let member = match known {
                    Some(member) => member,
                    None if !asked.consent => return Ok(Err(Refused::ConsentNeeded)),
                    None => join(&tx, &row.target, asked, currency, now).await?,
                };
                use_up(&tx, &row).await?;
                sessions::start(&tx, &member.id, asked.session, now).await?;
                devices::mark(&tx, &member.id, &asked.device.mark(&row.target), now).await?;
                Ok(Ok(members::me(member)))
            })
            .await?;
        Ok(outcome?)
    }
}

/// A new member, with what was agreed to.
async fn join(
    tx: &DatabaseTransaction,
    phone: &str,
    asked: SigningIn<'_>,
    currency: &str,
    now: Timestamp,
) -> Result<member::Model, TxError> {
    let new = NewMember { name: "", language: asked.language, zone: asked.zone, demo: asked.demo };
    let row = member::Model { phone: Some(phone.to_owned()), ..member_row(new, currency, now) };
    let id = row.id.clone();
    insert_all::<member::Entity, member::ActiveModel>(tx, vec![row.clone()]).await?;
    let agreed = DOCUMENTS.map(|document| consent::Model {
        member_id: id.clone(),
        document: document.to_owned(),
        version: LEGAL_VERSION.to_owned(),
        at: now.ms(),
    });
    insert_all::<consent::Entity, consent::ActiveModel>(tx, agreed.into()).await?;
    Ok(row)
}
