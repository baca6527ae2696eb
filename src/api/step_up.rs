//! The fresh proof before a protected step.

use super::client;
use super::error::ApiError;
use contract::{ChallengeId, StepUp, StepUpAsk, StepUpProof, paths};

/// Asks what has to be proved.
pub async fn ask(ask: &StepUpAsk) -> Result<StepUp, ApiError> {
    client::post_json(paths::STEP_UP, ask).await
}

/// Proves it.
pub async fn prove(id: &ChallengeId, proof: &StepUpProof) -> Result<(), ApiError> {
    client::post_json_empty(&paths::fill(paths::STEP_UP_PROOF, &[&id.0]), proof).await
}
