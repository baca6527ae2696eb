//! Who is signed in. A 401 anywhere ends here: it asks to sign in again and wipes nothing.

use super::balances::{Balances, use_balances};
use super::connectivity::{Connectivity, use_connectivity};
use super::snapshot;
use crate::api::{self, ApiError};
use crate::i18n;
use crate::platform::local::{self, Key};
use crate::platform::{early, timer};
use contract::{Me, NewDevice, PasskeySignIn, Session, SignIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is known about the member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// The server was asked and has not answered.
    Asking,
    /// This one.
    SignedIn(Me),
    /// Nobody.
    SignedOut(SignedOut),
    /// The server cannot be asked, and this device knows nobody.
    Unreachable(ApiError),
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// Nobody has signed in here.
    Start,
    /// A session ended while the app was open.
    Expired,
    /// The member has left.
    Left,
}

/// The session.
#[derive(Clone, Copy)]
pub struct SessionState {
    member: RwSignal<Member>,
    demo: RwSignal<bool>,
    new_device: RwSignal<Option<NewDevice>>,
    balances: Balances,
    connectivity: Connectivity,
}

/// The session.
pub fn use_session() -> SessionState {
    expect_context()
}

/// Whether this is a member to try the app with; a view that reads it follows it.
pub fn is_demo(me: Signal<Option<Me>>) -> bool {
    me.with(|me| me.as_ref().is_some_and(|me| me.demo))
}

/// The signed-in member, or `None`; for views inside pages that are only shown to a member.
pub fn use_me() -> Signal<Option<Me>> {
    let session = use_session();
    Signal::derive(move || match session.member.get() {
        Member::SignedIn(me) => Some(me),
        _ => None,
    })
}

impl SessionState {
    /// What is known; a view that reads it follows it.
    pub fn member(self) -> Member {
        self.member.get()
    }

    /// Whether "Try the demo" is offered here. Until a server has said so it may be.
    pub fn demo(self) -> bool {
        self.demo.get()
    }

    /// A sign-in elsewhere that the member has not seen yet.
    pub fn new_device(self) -> Option<NewDevice> {
        self.new_device.get()
    }

    /// The member has seen on which devices they are signed in.
    pub async fn seen_devices(self) -> Result<(), ApiError> {
        api::sessions::seen().await?;
        self.new_device.set(None);
        Ok(())
    }

    /// Asks the server; without one, goes on as the member of the snapshot.
    pub async fn load(self) {
        if local::get(Key::SignedOut).is_some() {
            // A sign-out that did not reach the server. The start-up script asks for nothing then, unless another tab signed out since.
            early::forget();
            if !self.finish_sign_out().await {
                self.member.set(Member::SignedOut(SignedOut::Left));
                return;
            }
        }
        match api::session::get().await {
            Ok(session) => {
                // Reading the answer and drawing the page of who it names are two tasks.
                timer::breathe().await;
                self.accept(session).await;
            }
            Err(error) => match snapshot::load().await {
                Some(snapshot) => self.enter(snapshot.me).await,
                None => self.member.set(Member::Unreachable(error)),
            },
        }
    }

    /// A fresh demo member.
    pub async fn start_demo(self) -> Result<(), ApiError> {
        if local::get(Key::SignedOut).is_some() && !self.finish_sign_out().await {
            return Err(ApiError::Offline);
        }
        let session = api::session::start_demo().await?;
        self.accept(session).await;
        Ok(())
    }

    /// Signs in by a code.
    pub async fn sign_in(self, body: &SignIn) -> Result<(), ApiError> {
        if local::get(Key::SignedOut).is_some() && !self.finish_sign_out().await {
            return Err(ApiError::Offline);
        }
        let session = api::session::sign_in(body).await?;
        self.accept(session).await;
        Ok(())
    }

    /// Signs in by what a passkey signed.
    pub async fn sign_in_by_passkey(self, body: &PasskeySignIn) -> Result<(), ApiError> {
        if local::get(Key::SignedOut).is_some() && !self.finish_sign_out().await {
            return Err(ApiError::Offline);
        }
        let session = api::passkeys::sign_in(body).await?;
        self.accept(session).await;
        Ok(())
    }

    /// Ends the session and forgets the member's data on this device. Without a network the server is told at the next start, before
    /// anything else is asked.
    pub async fn sign_out(self) {
        local::set(Key::SignedOut, Some("1"));
        self.forget().await;
        self.finish_sign_out().await;
        self.leave();
    }

    /// Ends the sessions of all devices, this one too. Without an answer nothing has changed here.
    pub async fn sign_out_everywhere(self) -> Result<(), ApiError> {
        api::sessions::end_all().await?;
        self.forget().await;
        self.leave();
        Ok(())
    }

    /// Closes the account and forgets it on this device. The page goes on to its farewell, then it calls [`Self::leave`].
    pub async fn close_account(self) -> Result<(), ApiError> {
        api::session::close_account().await?;
        self.forget().await;
        Ok(())
    }

    /// Nobody is signed in any more, because the member wanted it so.
    pub fn leave(self) {
        self.member.set(Member::SignedOut(SignedOut::Left));
    }

    /// The member as the server has them now, after a change of preferences.
    pub async fn update_me(self, me: Me) {
        // They may have left since they asked for the change.
        if self.balances.owner().as_ref() == Some(&me.mark) {
            self.enter(me).await;
        }
    }

    async fn finish_sign_out(self) -> bool {
        let ended = api::session::end().await.is_ok();
        if ended {
            local::set(Key::SignedOut, None);
        }
        ended
    }

    async fn forget(self) {
        // Other tabs hear of it by this.
        local::set(Key::Member, None);
        early::forget();
        self.new_device.set(None);
        self.balances.forget();
        snapshot::wipe().await;
    }

    async fn accept(self, session: Session) {
        self.demo.set(session.demo);
        self.new_device.set(session.new_device);
        let Some(me) = session.member else {
            // What was asked for early was answered "sign in first"; the next member must not get that answer.
            early::forget();
            local::set(Key::Member, None);
            self.member.set(Member::SignedOut(SignedOut::Start));
            return;
        };
        // An app before this one kept "1" there, which says nothing about who it was: what is unfinished must not go for that.
        let known = local::get(Key::Member).filter(|mark| mark != "1");
        let other = match self.balances.owner().or(known) {
            Some(mark) => mark != me.mark,
            // A session that ended has left only what is kept for its member to come back.
            None => snapshot::load().await.is_some_and(|snapshot| snapshot.me.mark != me.mark),
        };
        // A wallet that arrived after its member had left belongs to nobody.
        if other || matches!(self.member.get_untracked(), Member::SignedOut(SignedOut::Left)) {
            self.balances.forget();
            snapshot::wipe().await;
        }
        self.enter(me).await;
    }

    async fn enter(self, me: Me) {
        local::set(Key::Member, Some(&me.mark));
        i18n::set_zone(&me.zone);
        self.member.set(Member::SignedIn(me.clone()));
        self.balances.belong_to(me).await;
    }

    fn expire(self) {
        if matches!(self.member.get_untracked(), Member::SignedIn(_)) {
            self.member.set(Member::SignedOut(SignedOut::Expired));
        }
    }
}

pub(super) fn provide() {
    let member = RwSignal::new(Member::Asking);
    let session = SessionState {
        member,
        demo: RwSignal::new(true),
        new_device: RwSignal::new(None),
        balances: use_balances(),
        connectivity: use_connectivity(),
    };
    provide_context(session);
    api::on_answer(move |error| {
        session.connectivity.learn(error != Some(&ApiError::Offline));
        if error == Some(&ApiError::Unauthorized) {
            session.expire();
        }
    });
    spawn_local(session.load());
}
