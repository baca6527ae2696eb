//! The ceremonies of passkeys, over webauthn-rs: what the browser is asked, and whether its answer is good.
//!
//! Nothing is kept here. What a check needs is a text that the store keeps with its challenge, so that any instance can finish what
//! another began.

use crate::origin::Origin;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::limits::CHALLENGE_MINUTES;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

/// The relying party: this server, by the name that members see. `None` where the origin has no name but an address.
#[derive(Clone, Debug)]
pub struct Ceremonies(Option<Webauthn>);

/// What the browser is asked, and what its answer is checked with.
#[derive(Clone, Debug)]
pub struct Begun {
    /// For the browser, as JSON.
    pub options: String,
    /// For the store, as JSON; never on the wire.
    pub state: String,
}

/// A passkey that a browser made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its id in base64url.
    pub credential_id: String,
    /// Public key and counter, as JSON.
    pub credential: String,
}

/// The answer is not accepted. Why is for nobody but the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAccepted;

impl Ceremonies {
    /// Ceremonies for pages of this origin, of a product with this name.
    pub fn new(origin: &Origin, product: &str) -> Ceremonies {
        let made = Url::parse(origin.as_str()).ok().and_then(|url| {
            let builder = WebauthnBuilder::new(origin.host(), &url).ok()?;
            let minutes = u64::try_from(CHALLENGE_MINUTES).unwrap_or_default();
            builder.rp_name(product).timeout(Duration::from_secs(minutes * 60)).build().ok()
        });
        if made.is_none() {
            tracing::warn!("there are no passkeys: GOM_ORIGIN has no name that they could belong to");
        }
        Ceremonies(made)
    }

    /// Begins to make a passkey, which must be one that signs in without a name being typed. `others` are those the member has.
    pub fn begin_making(&self, handle: Uuid, name: &str, others: &[String]) -> Result<Begun, NotAccepted> {
        let others = keys(others)?.iter().map(|key| key.cred_id().clone()).collect();
        let (mut asked, state) =
            self.site()?.start_passkey_registration(handle, name, name, Some(others)).map_err(refused)?;
        if let Some(wanted) = &mut asked.public_key.authenticator_selection {
            wanted.require_resident_key = true;
        }
        let mut options = serde_json::to_value(&asked).map_err(refused)?;
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
        Ok(Begun { options: options.to_string(), state: write(&state)? })
    }

    /// Checks what the browser made.
    pub fn made(&self, state: &str, answer: &str) -> Result<Made, NotAccepted> {
        let (state, answer): (PasskeyRegistration, RegisterPublicKeyCredential) = (read(state)?, read(answer)?);
        let key = self.site()?.finish_passkey_registration(&answer, &state).map_err(refused)?;
        Ok(Made { credential_id: URL_SAFE_NO_PAD.encode(key.cred_id()), credential: write(&key)? })
    }

    /// Begins a proof by one of these passkeys.
    pub fn begin_proof(&self, credentials: &[String]) -> Result<Begun, NotAccepted> {
        let keys = keys(credentials)?;
        let (asked, state) = self.site()?.start_passkey_authentication(&keys).map_err(refused)?;
        Ok(Begun { options: write(&asked)?, state: write(&state)? })
    }

    /// Checks a proof; answers by which credential, with its counter moved on.
    pub fn proved(&self, state: &str, answer: &str, credentials: &[String]) -> Result<Made, NotAccepted> {
        let (state, answer): (PasskeyAuthentication, PublicKeyCredential) = (read(state)?, read(answer)?);
        let result = self.site()?.finish_passkey_authentication(&answer, &state).map_err(refused)?;
        // The passkey may have been removed, or moved on, since the challenge was made.
        let key = keys(credentials)?.into_iter().find(|key| key.cred_id() == result.cred_id()).ok_or(NotAccepted)?;
        moved_on(key, &result)
    }

    /// Begins a sign-in by whichever passkey the member has.
    pub fn begin_sign_in(&self) -> Result<Begun, NotAccepted> {
        let (mut asked, state) = self.site()?.start_discoverable_authentication().map_err(refused)?;
        // The member presses a button; nothing waits in a field.
        asked.mediation = None;
        Ok(Begun { options: write(&asked)?, state: write(&state)? })
    }

    /// Which credential an answer is by, in base64url, and for which handle. Nothing is proved by that.
    pub fn claimed(&self, answer: &str) -> Result<(String, String), NotAccepted> {
        let answer: PublicKeyCredential = read(answer)?;
        let (handle, id) = self.site()?.identify_discoverable_authentication(&answer).map_err(refused)?;
        Ok((URL_SAFE_NO_PAD.encode(id), handle.to_string()))
    }

    /// Checks a sign-in by the credential that it claims to be by; answers it with its counter moved on.
    pub fn signed_in(&self, state: &str, answer: &str, credential: &str) -> Result<Made, NotAccepted> {
        let (state, answer): (DiscoverableAuthentication, PublicKeyCredential) = (read(state)?, read(answer)?);
        let key: Passkey = read(credential)?;
        let result = self.site()?.finish_discoverable_authentication_v2(&answer, state, &key).map_err(refused)?;
        moved_on(key, &result)
    }

    fn site(&self) -> Result<&Webauthn, NotAccepted> {
        self.0.as_ref().ok_or(NotAccepted)
    }
}

/// The credential after it was used. One whose counter did not grow may be a copy; one that never counts stays at nought.
fn moved_on(mut key: Passkey, result: &AuthenticationResult) -> Result<Made, NotAccepted> {
    // The check before this one knows the credential as it was when the challenge was made.
    let before = serde_json::to_value(&key).map_err(refused)?["cred"]["counter"].as_u64().ok_or(NotAccepted)?;
    let counter = u64::from(result.counter());
    if counter <= before && (counter, before) != (0, 0) {
        return Err(NotAccepted);
    }
    key.update_credential(result).ok_or(NotAccepted)?;
    Ok(Made { credential_id: URL_SAFE_NO_PAD.encode(key.cred_id()), credential: write(&key)? })
}

fn keys(credentials: &[String]) -> Result<Vec<Passkey>, NotAccepted> {
    credentials.iter().map(|credential| read(credential)).collect()
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, NotAccepted> {
    serde_json::from_str(text).map_err(refused)
}

fn write(value: &impl Serialize) -> Result<String, NotAccepted> {
    serde_json::to_string(value).map_err(refused)
}

fn refused(why: impl core::fmt::Debug) -> NotAccepted {
    tracing::debug!(?why, "a passkey was not accepted");
    NotAccepted
}
