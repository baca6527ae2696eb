//! The pages that are loaded when they are needed: one wasm file for each page but the first screen.
//!
//! Never `#[lazy]`: it stops the app when a chunk cannot be loaded. `fallible` gives an error that a page can show.

use crate::features;
use contract::{MembershipId, ProgramId, RewardId, TransferId};
use leptos::prelude::{AnyView, Owner};
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// A page, or the reason why its chunk is not there.
pub type Chunk = Result<AnyView, SplitLoaderError>;

#[wasm_split(rewards, wasm_split_path = leptos::wasm_split, preload(load_rewards), fallible)]
pub fn rewards() -> Chunk {
    Ok(features::rewards::page())
}

#[wasm_split(reward, wasm_split_path = leptos::wasm_split, fallible)]
pub fn reward(id: RewardId) -> Chunk {
    Ok(features::rewards::detail(id))
}

#[wasm_split(transfer, wasm_split_path = leptos::wasm_split, preload(load_transfer), fallible)]
pub fn transfer() -> Chunk {
    Ok(features::transfer::page())
}

#[wasm_split(transfers, wasm_split_path = leptos::wasm_split, fallible)]
pub fn transfers() -> Chunk {
    Ok(features::transfer::history())
}

#[wasm_split(transfer_detail, wasm_split_path = leptos::wasm_split, preload(load_transfer_detail), fallible)]
pub fn transfer_detail(id: TransferId) -> Chunk {
    Ok(features::transfer::detail(id))
}

#[wasm_split(activity, wasm_split_path = leptos::wasm_split, preload(load_activity), fallible)]
pub fn activity() -> Chunk {
    Ok(features::activity::page())
}

#[wasm_split(membership, wasm_split_path = leptos::wasm_split, fallible)]
pub fn membership(id: MembershipId) -> Chunk {
    Ok(features::membership::page(id))
}

#[wasm_split(rates, wasm_split_path = leptos::wasm_split, fallible)]
pub fn rates(from: ProgramId, to: ProgramId) -> Chunk {
    Ok(features::rates::page(from, to))
}

#[wasm_split(settings, wasm_split_path = leptos::wasm_split, preload(load_settings), fallible)]
pub fn settings() -> Chunk {
    Ok(features::settings::page())
}

#[wasm_split(embed, wasm_split_path = leptos::wasm_split, fallible)]
pub fn embed() -> Chunk {
    Ok(features::embed::page())
}

#[wasm_split(gallery, wasm_split_path = leptos::wasm_split, fallible)]
pub fn gallery() -> Chunk {
    Ok(features::gallery::page())
}

#[wasm_split(devices, wasm_split_path = leptos::wasm_split, fallible)]
pub fn devices() -> Chunk {
    Ok(features::settings::devices())
}

#[wasm_split(passkeys, wasm_split_path = leptos::wasm_split, fallible)]
pub fn passkeys() -> Chunk {
    Ok(features::settings::passkeys())
}

#[wasm_split(link, wasm_split_path = leptos::wasm_split, fallible)]
pub fn link() -> Chunk {
    Ok(features::link::page())
}

#[wasm_split(sign_in, wasm_split_path = leptos::wasm_split, fallible)]
pub fn sign_in() -> Chunk {
    Ok(features::session::page())
}

#[wasm_split(goodbye, wasm_split_path = leptos::wasm_split, fallible)]
pub fn goodbye() -> Chunk {
    Ok(features::session::goodbye())
}

#[wasm_split(not_found, wasm_split_path = leptos::wasm_split, fallible)]
pub fn not_found() -> Chunk {
    Ok(features::not_found::page())
}

/// The reader of the stream of what changes: no page, and not needed before one follows it.
#[wasm_split(live, wasm_split_path = leptos::wasm_split, preload(load_live), fallible)]
pub fn live(owner: Owner) -> Result<(), SplitLoaderError> {
    features::live::run(owner);
    Ok(())
}

/// The terms, or the privacy notice.
#[wasm_split(legal, wasm_split_path = leptos::wasm_split, fallible)]
pub fn legal(privacy: bool) -> Chunk {
    Ok(features::legal::page(privacy))
}

/// Fetches the chunk of the rewards. A failure shows when the page is opened.
pub fn preload_rewards() {
    spawn_local(async { drop(load_rewards().await) });
}

/// Fetches the chunk of the transfers.
pub fn preload_transfer() {
    spawn_local(async { drop(load_transfer().await) });
}

/// Fetches the chunk of one transfer, and that of the news, which its page follows.
pub fn preload_transfer_detail() {
    spawn_local(async { drop(load_transfer_detail().await) });
    spawn_local(async { drop(load_live().await) });
}

/// Fetches the chunk of the activity.
pub fn preload_activity() {
    spawn_local(async { drop(load_activity().await) });
}

/// Fetches the chunk of the settings.
pub fn preload_settings() {
    spawn_local(async { drop(load_settings().await) });
}
