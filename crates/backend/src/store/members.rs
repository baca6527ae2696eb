//! Members: who they are and what they prefer.

use super::book::insert_all;
use super::entity::member;
use super::tx::{TxError, found};
use super::{MemberId, Refused, Store, StoreError, zone};
use crate::letters::is_unseen;
use contract::{FieldError, Language, Me, MeChange, Phone, limits};
use points::{Date, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};
use uuid::Uuid;

/// The zone of members who told none.
pub(crate) const DEFAULT_ZONE: &str = "Asia/Ho_Chi_Minh";
/// The currency of members who chose none, where the operator set no other.
pub(super) const DEFAULT_CURRENCY: &str = "VND";

/// What is known of a member at the beginning.
#[derive(Clone, Copy, Debug)]
pub struct NewMember<'a> {
    /// The name to show.
    pub name: &'a str,
    /// Preferred language.
    pub language: Language,
    /// IANA zone; one that does not exist becomes the default.
    pub zone: Option<&'a str>,
    /// Whether it is a demo member.
    pub demo: bool,
}

impl Store {
    /// Makes a member without memberships.
    pub async fn create_member(&self, new: NewMember<'_>) -> Result<MemberId, StoreError> {
        let row = member_row(new, &self.currency, self.now());
        let (id, row) = (MemberId(row.id.clone()), &row);
        self.write(&id.0, |tx| async move {
            insert_all::<member::Entity, member::ActiveModel>(&tx, vec![row.clone()]).await
        })
        .await?;
        Ok(id)
    }

    /// The member, as shown to themselves.
    pub async fn me(&self, member: &MemberId) -> Result<Me, StoreError> {
        let row = member::Entity::find_by_id(&member.0).one(self.reader()).await.map_err(TxError::from)?;
        Ok(me(row.ok_or(Refused::NotFound)?))
    }

    /// Changes preferences; either all of them or none.
    pub async fn change_me(&self, member: &MemberId, change: &MeChange) -> Result<Me, StoreError> {
        self.check_change(change)?;
        let set = || member::ActiveModel {
            name: change.name.as_deref().map_or(Default::default(), |name| Set(name.trim().to_owned())),
            language: change.language.map_or(Default::default(), |language| Set(language.tag().to_owned())),
            zone: change.zone.clone().map_or(Default::default(), Set),
            currency: change.currency.clone().map_or(Default::default(), Set),
            ..Default::default()
        };
        let changes_nothing = *change == MeChange::default();
        self.write(&member.0, |tx| async move {
            // The account may have been closed while the body was on its way: nothing personal comes back into it.
            let this = member::Column::Id.eq(&member.0).and(member::Column::ClosedAt.is_null());
            if !changes_nothing {
                member::Entity::update_many().set(set()).filter(this.clone()).exec(&*tx).await?;
            }
            Ok(me(found(member::Entity::find().filter(this).one(&*tx).await?)?))
        })
        .await
    }

    fn check_change(&self, change: &MeChange) -> Result<(), Refused> {
        let bad_language = change.language == Some(Language::Unknown);
        let bad_zone = change.zone.as_deref().is_some_and(|name| zone::zone(name).is_none());
        let bad_currency = change.currency.as_deref().is_some_and(|code| !self.reference().knows_currency(code));
        let rules = [
            (
                change.name.as_deref().is_some_and(|name| is_bad_name(name, limits::NAME_CHARS)),
                "name",
                "send 1 to 60 letters, in one line",
            ),
            (bad_language, "language", "send vi, en or ru"),
            (bad_zone, "zone", "send an IANA time zone such as Asia/Ho_Chi_Minh"),
            (bad_currency, "currency", "send the code of one of the listed currencies"),
        ];
        let broken = rules.into_iter().filter(|(bad, _, _)| *bad);
        let errors: Vec<FieldError> = broken
            .map(|(_, field, detail)| FieldError { field: field.to_owned(), detail: detail.to_owned() })
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(Refused::Invalid(errors)) }
    }
}

/// A member's row with fresh ids.
pub(crate) fn member_row(new: NewMember<'_>, currency: &str, now: Timestamp) -> member::Model {
    let id = Uuid::now_v7();
    member::Model {
        id: id.to_string(),
        mark: fresh_mark(),
        name: new.name.to_owned(),
        language: new.language.tag().to_owned(),
        zone: new.zone.filter(|name| zone::zone(name).is_some()).unwrap_or(DEFAULT_ZONE).to_owned(),
        currency: currency.to_owned(),
        birthday: None,
        demo: new.demo,
        event_seq: 0,
        created_at: now.ms(),
        phone: None,
        closed_at: None,
        passkeys_changed_at: None,
    }
}

/// A mark that leads to nothing: not to the member's id, and not to the mark before.
pub(super) fn fresh_mark() -> String {
    Uuid::new_v4().simple().to_string().split_off(20)
}

/// Empty, too long, or with characters that break a line or turn the direction of what stands around them.
pub(super) fn is_bad_name(name: &str, most: usize) -> bool {
    let name = name.trim();
    name.is_empty() || name.chars().count() > most || name.chars().any(is_unseen)
}

pub(crate) fn me(row: member::Model) -> Me {
    Me {
        mark: row.mark,
        name: row.name,
        language: Language::from_tag(&row.language).unwrap_or(Language::Unknown),
        zone: row.zone,
        currency: row.currency,
        birthday: row.birthday.and_then(|day| Date::parse(&day).ok()),
        demo: row.demo,
        phone: row.phone.and_then(|phone| Phone::parse(&phone).ok()).map(|phone| phone.masked()),
    }
}
