//! Passkeys of members: added and removed with a fresh proof, named, and used to sign in.

use super::book::insert_all;
use super::challenges::{self, Bound, For, NewChallenge, ProofKey};
use super::entity::{member, passkey};
use super::members::is_bad_name;
use super::tx::{TxError, found};
use super::{LiveSession, MemberId, NewSession, Refused, Store, StoreError, members, sessions};
use crate::passkey::{Begun, Ceremonies, Made};
use contract::limits::{PASSKEY_NAME_CHARS, PASSKEYS_MOST};
use contract::{ChallengeId, Me, Passkey, PasskeyAdd, PasskeyId, Passkeys};
use points::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

/// A challenge on its way to a browser.
#[derive(Clone, Debug)]
pub struct StartedChallenge {
    /// Its id: only the asker gets to know it.
    pub id: ChallengeId,
    /// From this instant on it is not taken.
    pub expires_at: Timestamp,
    /// What the browser is asked, as JSON.
    pub options: String,
}

/// A try to sign in with a passkey.
#[derive(Clone, Copy, Debug)]
pub struct PasskeySigningIn<'a> {
    /// The challenge.
    pub id: &'a ChallengeId,
    /// What the browser answered, as JSON.
    pub answer: &'a str,
    /// The session to begin.
    pub session: NewSession<'a>,
}

impl Store {
    /// The member's passkeys, oldest first.
    pub async fn passkeys(&self, member: &MemberId) -> Result<Passkeys, StoreError> {
        self.read(|tx| async move { Ok(Passkeys { items: listed(&tx, &member.0).await? }) }).await
    }

    /// Begins to add a passkey; spends the proof that this needs.
    pub async fn start_passkey(
        &self,
        ceremonies: &Ceremonies,
        asking: &LiveSession,
        proof: &ProofKey,
    ) -> Result<StartedChallenge, StoreError> {
        let (now, owner, member) = (self.now(), &asking.member.0, &asking.member);
        let id = &ChallengeId(Uuid::new_v4().to_string());
        let (key, bound) = (&ProofKey::new(asking, &id.0), &Bound::add_passkey());
        self.write(owner, |tx| async move {
            let row = found(member::Entity::find_by_id(owner).one(&*tx).await?)?;
            let rows = rows(&tx, owner).await?;
            if rows.len() >= PASSKEYS_MOST {
                return Err(Refused::PasskeysFull.into());
            }
            challenges::spend(&tx, member, bound, Some(proof), now).await?;
            let known = rows.first().and_then(|row| Uuid::parse_str(&row.handle).ok());
            let handle = known.unwrap_or_else(Uuid::new_v4);
            let phone = row.phone.as_deref().and_then(|phone| contract::Phone::parse(phone).ok());
            let name = phone.map_or_else(|| row.name.clone(), |phone| phone.masked());
            let begun = ceremonies.begin_making(handle, &name, &credentials(&rows));
            let Begun { options, state } = begun.map_err(|_| Refused::PasskeyFailed)?;
            // The handle travels with the challenge, for it is the member's only from the first passkey on.
            let state = &format!("{handle}{state}");
            let new = NewChallenge { owner, key, purpose: For::Add, bound, state };
            Ok(StartedChallenge { expires_at: challenges::keep(&tx, &new, now).await?, id: id.clone(), options })
        })
        .await
    }

    /// Adds what the browser made. For a day after, less can be moved without a fresh proof.
    pub async fn add_passkey(
        &self,
        ceremonies: &Ceremonies,
        asking: &LiveSession,
        add: &PasskeyAdd,
    ) -> Result<Passkey, StoreError> {
        let name = &good_name(&add.name)?;
        let (now, owner, key) = (self.now(), &asking.member.0, &ProofKey::new(asking, &add.id.0));
        self.write(owner, |tx| async move {
            let open = challenges::open(&tx, owner, key, For::Add, now).await?.ok_or(Refused::PasskeyFailed)?;
            let (handle, state) = open.state.split_at_checked(36).ok_or_else(|| TxError::broken("a challenge"))?;
            let made = ceremonies.made(state, &add.credential).map_err(|_| Refused::PasskeyFailed)?;
            let same = passkey::Column::CredentialId.eq(&made.credential_id);
            if passkey::Entity::find().filter(same).one(&*tx).await?.is_some() {
                return Err(Refused::PasskeyFailed.into());
            }
            if rows(&tx, owner).await?.len() >= PASSKEYS_MOST {
                return Err(Refused::PasskeysFull.into());
            }
            let row = passkey::Model {
                member_id: owner.clone(),
                id: Uuid::new_v4().to_string(),
                credential_id: made.credential_id,
                handle: handle.to_owned(),
                name: name.clone(),
                credential: made.credential,
                created_at: now.ms(),
                used_at: None,
            };
            insert_all::<passkey::Entity, passkey::ActiveModel>(&tx, vec![row.clone()]).await?;
            challenges::close(&tx, &open, For::Add, now).await?;
            changed(&tx, owner, now).await?;
            Ok(shown(row))
        })
        .await
    }

    /// Gives a passkey another name.
    pub async fn rename_passkey(&self, member: &MemberId, id: &PasskeyId, name: &str) -> Result<Passkey, StoreError> {
        let (name, key) = (&good_name(name)?, (member.0.clone(), id.0.clone()));
        let key = &key;
        self.write(&member.0, |tx| async move {
            let row = found(passkey::Entity::find_by_id(key.clone()).one(&*tx).await?)?;
            let set = passkey::ActiveModel { name: Set(name.clone()), ..Default::default() };
            passkey::Entity::update_many().set(set).filter(this(&key.0, &key.1)).exec(&*tx).await?;
            Ok(shown(passkey::Model { name: name.clone(), ..row }))
        })
        .await
    }

    /// Removes a passkey; spends the proof that this needs.
    pub async fn remove_passkey(&self, member: &MemberId, id: &PasskeyId, proof: &ProofKey) -> Result<(), StoreError> {
        let now = self.now();
        self.write(&member.0, |tx| async move {
            found(passkey::Entity::find_by_id((member.0.clone(), id.0.clone())).one(&*tx).await?)?;
            challenges::spend(&tx, member, &Bound::remove_passkey(id), Some(proof), now).await?;
            passkey::Entity::delete_many().filter(this(&member.0, &id.0)).exec(&*tx).await?;
            // What was proved or begun with it is worth nothing any more.
            challenges::forget_of(&tx, member).await?;
            changed(&tx, &member.0, now).await
        })
        .await
    }

    /// Begins a sign-in with a passkey.
    pub async fn start_passkey_sign_in(&self, ceremonies: &Ceremonies) -> Result<StartedChallenge, StoreError> {
        let Begun { options, state } = ceremonies.begin_sign_in().map_err(|_| Refused::PasskeyFailed)?;
        let id = ChallengeId(Uuid::new_v4().to_string());
        let (key, bound) = (&ProofKey::of_nobody(&id.0), &Bound::nothing());
        let new = NewChallenge { owner: "", key, purpose: For::SignIn, bound, state: &state };
        Ok(StartedChallenge { expires_at: self.keep_challenge(new).await?, id, options })
    }

    /// Signs in with a passkey: one good answer begins one session. Whatever is wrong is told in the same words.
    pub async fn sign_in_by_passkey(
        &self,
        ceremonies: &Ceremonies,
        asked: PasskeySigningIn<'_>,
    ) -> Result<Me, StoreError> {
        let (now, key) = (self.now(), &ProofKey::of_nobody(&asked.id.0));
        if !self.has_challenge("", key).await? {
            return Err(Refused::PasskeyFailed.into());
        }
        let (credential_id, handle) = &ceremonies.claimed(asked.answer).map_err(|_| Refused::PasskeyFailed)?;
        self.write(&asked.id.0, |tx| async move {
            let open = challenges::open(&tx, "", key, For::SignIn, now).await?.ok_or(Refused::PasskeyFailed)?;
            let claimed = passkey::Column::CredentialId.eq(credential_id).and(passkey::Column::Handle.eq(handle));
            let row = passkey::Entity::find().filter(claimed).one(&*tx).await?.ok_or(Refused::PasskeyFailed)?;
            let proved = ceremonies.signed_in(&open.state, asked.answer, &row.credential);
            used(&tx, &row.member_id, &proved.map_err(|_| Refused::PasskeyFailed)?, now).await?;
            challenges::close(&tx, &open, For::SignIn, now).await?;
            sessions::start(&tx, &row.member_id, asked.session, now).await?;
            Ok(members::me(found(member::Entity::find_by_id(row.member_id).one(&*tx).await?)?))
        })
        .await
    }
}

/// The member's passkeys as they are stored, oldest first.
pub(super) async fn rows(tx: &DatabaseTransaction, member: &str) -> Result<Vec<passkey::Model>, TxError> {
    let find = passkey::Entity::find().filter(passkey::Column::MemberId.eq(member));
    Ok(find.order_by_asc(passkey::Column::CreatedAt).order_by_asc(passkey::Column::Id).all(tx).await?)
}

/// The same as they are told.
pub(super) async fn listed(tx: &DatabaseTransaction, member: &str) -> Result<Vec<Passkey>, TxError> {
    Ok(rows(tx, member).await?.into_iter().map(shown).collect())
}

/// What a check needs of them.
pub(super) fn credentials(rows: &[passkey::Model]) -> Vec<String> {
    rows.iter().map(|row| row.credential.clone()).collect()
}

/// A passkey of the member was used: its counter moves on.
pub(super) async fn used(tx: &DatabaseTransaction, member: &str, by: &Made, now: Timestamp) -> Result<(), TxError> {
    let set = passkey::ActiveModel {
        credential: Set(by.credential.clone()),
        used_at: Set(Some(now.ms())),
        ..Default::default()
    };
    let this = passkey::Column::MemberId.eq(member).and(passkey::Column::CredentialId.eq(&by.credential_id));
    passkey::Entity::update_many().set(set).filter(this).exec(tx).await?;
    Ok(())
}

async fn changed(tx: &DatabaseTransaction, member: &str, now: Timestamp) -> Result<(), TxError> {
    let set = member::ActiveModel { passkeys_changed_at: Set(Some(now.ms())), ..Default::default() };
    member::Entity::update_many().set(set).filter(member::Column::Id.eq(member)).exec(tx).await?;
    Ok(())
}

fn this(member: &str, id: &str) -> sea_orm::sea_query::SimpleExpr {
    passkey::Column::MemberId.eq(member).and(passkey::Column::Id.eq(id))
}

fn good_name(name: &str) -> Result<String, Refused> {
    let bad = is_bad_name(name, PASSKEY_NAME_CHARS);
    if bad { Err(Refused::field("name", "send 1 to 40 letters, in one line")) } else { Ok(name.trim().to_owned()) }
}

fn shown(row: passkey::Model) -> Passkey {
    Passkey {
        id: PasskeyId(row.id),
        name: row.name,
        created_at: Timestamp::from_ms(row.created_at),
        used_at: row.used_at.map(Timestamp::from_ms),
    }
}
