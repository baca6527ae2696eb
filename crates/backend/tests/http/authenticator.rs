//! An authenticator in software: ES256 keys that make and sign what a browser would send, or what a forger would.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Somebody is there, and was verified.
const THERE: u8 = 0x05;
/// A new credential follows.
const ATTESTED: u8 = 0x40;

/// One passkey on this device.
#[derive(Clone)]
pub struct SoftPasskey {
    key: SigningKey,
    id: Vec<u8>,
    site: String,
    counter: u32,
    /// What the server calls the member, in base64url.
    pub handle: String,
}

impl SoftPasskey {
    /// Makes a passkey as the server asks; answers it with what the browser sends.
    pub fn make(options: &str, origin: &str) -> (SoftPasskey, String) {
        let asked: Value = serde_json::from_str(options).unwrap();
        let asked = &asked["publicKey"];
        let random = [Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()].concat();
        let made = SoftPasskey {
            key: SigningKey::from_slice(&random).unwrap(),
            id: Uuid::new_v4().as_bytes().to_vec(),
            site: asked["rp"]["id"].as_str().unwrap().to_owned(),
            counter: 0,
            handle: asked["user"]["id"].as_str().unwrap().to_owned(),
        };
        let credential = made.registered(options, origin);
        (made, credential)
    }

    /// What the browser sends when it says that it has made this passkey for what the server asks now.
    pub fn registered(&self, options: &str, origin: &str) -> String {
        let asked: Value = serde_json::from_str(options).unwrap();
        let client = client_data("webauthn.create", &asked["publicKey"], origin);
        let object = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData".as_slice(), &bytes(&self.attested())].concat();
        let response =
            json!({"attestationObject": text(&object), "clientDataJSON": text(&client), "transports": ["internal"]});
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response,
            "clientExtensionResults": {"credProps": {"rk": true}}})
        .to_string()
    }

    /// Signs what the server asks, as a page of that origin.
    pub fn sign(&self, options: &str, origin: &str) -> String {
        let asked: Value = serde_json::from_str(options).unwrap();
        let client = client_data("webauthn.get", &asked["publicKey"], origin);
        let data = self.data(THERE);
        let signature: Signature = self.key.sign(&[data.as_slice(), &Sha256::digest(&client)].concat());
        let response = json!({"authenticatorData": text(&data), "clientDataJSON": text(&client),
            "signature": text(signature.to_der().as_bytes()), "userHandle": self.handle});
        json!({"id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response,
            "clientExtensionResults": {}})
        .to_string()
    }

    /// The same passkey with another key behind it: what somebody has who knows all but the secret.
    pub fn forged(&self) -> SoftPasskey {
        SoftPasskey { key: SigningKey::from_slice(&[7; 32]).unwrap(), ..self.clone() }
    }

    /// The same passkey, which says that it signs for the so many-th time.
    pub fn counting(&self, counter: u32) -> SoftPasskey {
        SoftPasskey { counter, ..self.clone() }
    }

    /// The same passkey, which says that it is somebody else's.
    pub fn claiming(&self, handle: &str) -> SoftPasskey {
        SoftPasskey { handle: handle.to_owned(), ..self.clone() }
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [Sha256::digest(&self.site).as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn attested(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (bytes(point.x().unwrap()), bytes(point.y().unwrap()));
        let cose = [b"\xa5\x01\x02\x03\x26\x20\x01\x21".as_slice(), &x, b"\x22", &y].concat();
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        [self.data(THERE | ATTESTED).as_slice(), &[0; 16], &length, &self.id, &cose].concat()
    }
}

fn client_data(kind: &str, asked: &Value, origin: &str) -> Vec<u8> {
    json!({"type": kind, "challenge": asked["challenge"], "origin": origin, "crossOrigin": false})
        .to_string()
        .into_bytes()
}

/// A byte string in CBOR.
fn bytes(content: &[u8]) -> Vec<u8> {
    [&[0x58, u8::try_from(content.len()).unwrap()], content].concat()
}

fn text(content: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(content)
}
