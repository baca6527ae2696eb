//! localStorage, which may be switched off or throw: then reading finds nothing and writing is lost.

/// The names of everything kept there. The start-up script in index.html reads theme and language before the app runs.
#[derive(Clone, Copy)]
pub enum Key {
    /// `light`, `dark`, or absent for the system's choice.
    Theme,
    /// `vi`, `en` or `ru`; absent for the browser's choice.
    Language,
    /// Present when amounts are hidden.
    HideAmounts,
    /// Present when a sign-out did not reach the server.
    SignedOut,
    /// The mark of the member who is signed in here: the start-up script then asks for the wallet at once, and other tabs start anew
    /// when it changes.
    Member,
}

/// What is kept under `key`.
pub fn get(key: Key) -> Option<String> {
    storage()?.get_item(key.name()).ok()?
}

/// Keeps `value`, or forgets the key.
pub fn set(key: Key, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage loses a preference, nothing else.
    let _ = match value {
        Some(value) => storage.set_item(key.name(), value),
        None => storage.remove_item(key.name()),
    };
}

impl Key {
    const fn name(self) -> &'static str {
        match self {
            Key::Theme => "gom.theme",
            Key::Language => "gom.lang",
            Key::HideAmounts => "gom.hide",
            Key::SignedOut => "gom.signed-out",
            Key::Member => "gom.member",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
