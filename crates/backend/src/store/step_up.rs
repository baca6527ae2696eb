//! Step-up: which transfers need a fresh proof, and how a member gives one.

use super::challenges::{self, Bound, For, NewChallenge, ProofKey};
use super::codes::{IssuedCode, Tried, Wanted, try_code, use_up};
use super::entity::{member, passkey, transfer};
use super::tx::{TxError, found};
use super::{Book, LiveSession, Refused, Store, StoreError, passkeys, quotes};
use crate::one_time::Purpose;
use crate::passkey::Ceremonies;
use contract::limits::{STEP_UP_HOURS, STEP_UP_LESS};
use contract::{ChallengeId, Language, Phone, Quote, StepUpAction, StepUpAsk};
use points::{Points, Timestamp};
use sea_orm::sea_query::{Alias, Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

const WINDOW_MS: i64 = STEP_UP_HOURS * 3_600_000;
/// One transfer counts as at most so many points, so that no sum leaves 64 bits; it is far beyond every threshold.
const COUNTED_MOST: i64 = 1_000_000_000_000;

/// A step-up that was asked for.
pub struct AskedStepUp {
    /// Its id: only the asker gets to know it.
    pub id: ChallengeId,
    /// From this instant on neither proof nor id is taken.
    pub expires_at: Timestamp,
    /// What the browser is asked; `None` where a code proves it.
    pub options: Option<String>,
    /// The code to hand over.
    pub code: Option<IssuedCode>,
    /// Where it goes; `None` for a member without a phone.
    pub phone: Option<Phone>,
    /// The member's language.
    pub language: Language,
}

impl Store {
    /// Whether this transfer, with those accepted in the last 24 hours, is worth more than may go without a fresh proof.
    pub(super) async fn is_much(&self, tx: &DatabaseTransaction, book: &Book, quote: &Quote) -> Result<bool, TxError> {
        let (row, reference) = (found(book.member.as_ref())?, &book.reference);
        let since = book.now.ms() - WINDOW_MS;
        let less = row.passkeys_changed_at.is_some_and(|at| at > since);
        let vnd = if less { self.step_up_vnd / STEP_UP_LESS } else { self.step_up_vnd };
        let mut worth = reference.worth(&quote.from_program.0, quote.outcome.amount)?;
        for (program, amount) in moved_since(tx, &row.id, since).await? {
            let points = Points::new(amount.unsigned_abs()).map_err(|_| points::Overflow)?;
            worth = worth.checked_add(reference.worth(&program, points)?)?;
        }
        Ok(worth.get() > u128::from(vnd) * 1_000)
    }

    /// Asks for what a step has to prove. A member with passkeys proves it by one of them, any other by a code.
    pub async fn ask_step_up(
        &self,
        ceremonies: &Ceremonies,
        asking: &LiveSession,
        ask: &StepUpAsk,
    ) -> Result<AskedStepUp, StoreError> {
        let (now, owner) = (self.now(), &asking.member.0);
        let (row, keys, bound) = self
            .read(|tx| async move {
                let row = found(member::Entity::find_by_id(owner).one(&*tx).await?)?;
                Ok((row, passkeys::rows(&tx, owner).await?, bound(&tx, owner, ask, now).await?))
            })
            .await?;
        let may_be_lost = ask.code && ask.action == StepUpAction::RemovePasskey;
        if ask.code && !may_be_lost && !keys.is_empty() {
            return Err(Refused::field("code", "prove it by one of your passkeys").into());
        }
        let language = Language::from_tag(&row.language).unwrap_or(Language::Unknown);
        let phone = row.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
        let mut asked =
            AskedStepUp { id: ChallengeId(String::new()), expires_at: now, options: None, code: None, phone, language };
        let mut state = String::new();
        if keys.is_empty() || ask.code {
            let target = row.phone.unwrap_or_else(|| format!("member/{owner}"));
            let wanted = Wanted { owner, purpose: Purpose::StepUp, target: &target, of_owner_most: None };
            let issued = self.issue_code(wanted).await?;
            asked.id = ChallengeId(issued.request.clone());
            asked.code = Some(issued);
        } else {
            let begun = ceremonies.begin_proof(&passkeys::credentials(&keys)).map_err(|_| Refused::PasskeyFailed)?;
            asked.id = ChallengeId(Uuid::new_v4().to_string());
            (asked.options, state) = (Some(begun.options), begun.state);
        }
        let key = &ProofKey::new(asking, &asked.id.0);
        let new = NewChallenge { owner, key, purpose: For::StepUp, bound: &bound, state: &state };
        asked.expires_at = self.keep_challenge(new).await?;
        Ok(asked)
    }

    /// Proves a step-up by what a passkey signed.
    pub async fn prove_by_passkey(
        &self,
        ceremonies: &Ceremonies,
        asking: &LiveSession,
        id: &ChallengeId,
        answer: &str,
    ) -> Result<(), StoreError> {
        let (now, owner, key) = (self.now(), &asking.member.0, &ProofKey::new(asking, &id.0));
        if !self.has_challenge(owner, key).await? {
            return Err(Refused::NotFound.into());
        }
        self.write(owner, |tx| async move {
            let row = challenges::open(&tx, owner, key, For::StepUp, now).await?.ok_or(Refused::PasskeyFailed)?;
            let keys: Vec<passkey::Model> = passkeys::rows(&tx, owner).await?;
            let proved = ceremonies.proved(&row.state, answer, &passkeys::credentials(&keys));
            let proved = proved.map_err(|_| Refused::PasskeyFailed)?;
            passkeys::used(&tx, owner, &proved, now).await?;
            challenges::close(&tx, &row, For::StepUp, now).await
        })
        .await
    }

    /// Proves a step-up by the code that arrived.
    pub async fn prove_by_code(&self, asking: &LiveSession, id: &ChallengeId, code: &str) -> Result<(), StoreError> {
        let (now, owner, key) = (self.now(), &asking.member.0, &ProofKey::new(asking, &id.0));
        if !self.has_challenge(owner, key).await? {
            return Err(Refused::NotFound.into());
        }
        // A wrong try is a refusal that has to be stored, so the transaction ends well and carries it out.
        let outcome: Result<(), Refused> = self
            .write(owner, |tx| async move {
                let Some(row) = challenges::open(&tx, owner, key, For::StepUp, now).await? else {
                    return Ok(Err(Refused::CodeExpired));
                };
                match try_code(&tx, owner, Purpose::StepUp, &id.0, code, now).await? {
                    Tried::Refused(refused) => return Ok(Err(refused)),
                    Tried::Right(code) => use_up(&tx, &code).await?,
                }
                challenges::close(&tx, &row, For::StepUp, now).await?;
                Ok(Ok(()))
            })
            .await?;
        Ok(outcome?)
    }
}

/// What the step is, as it will be told again when it is done.
async fn bound(tx: &DatabaseTransaction, owner: &str, ask: &StepUpAsk, now: Timestamp) -> Result<Bound, TxError> {
    let missing = |field| TxError::from(Refused::field(field, "send it with this action"));
    Ok(match ask.action {
        StepUpAction::Transfer => {
            let id = ask.transfer.as_ref().filter(|id| id.is_valid()).ok_or_else(|| missing("transfer"))?;
            let quote = quotes::stored(tx, owner, ask.quote.as_ref().ok_or_else(|| missing("quote"))?).await?;
            if quotes::is_over(&quote, now) {
                return Err(Refused::QuoteExpired.into());
            }
            Bound::transfer(id, &serde_json::from_str(&quote.body)?)
        }
        StepUpAction::AddPasskey => Bound::add_passkey(),
        StepUpAction::RemovePasskey => {
            let id = ask.passkey.as_ref().ok_or_else(|| missing("passkey"))?;
            found(passkey::Entity::find_by_id((owner.to_owned(), id.0.clone())).one(tx).await?)?;
            Bound::remove_passkey(id)
        }
    })
}

/// What the member moved since then, by program. Whatever became of it counts.
async fn moved_since(tx: &DatabaseTransaction, member: &str, since: i64) -> Result<Vec<(String, i64)>, TxError> {
    let amount = Expr::col(transfer::Column::Amount);
    let counted: SimpleExpr = Expr::case(amount.clone().gt(COUNTED_MOST), COUNTED_MOST).finally(amount).into();
    let sum = counted.sum().cast_as(Alias::new("BIGINT"));
    let lately =
        Condition::all().add(transfer::Column::MemberId.eq(member)).add(transfer::Column::AcceptedAt.gt(since));
    let find = transfer::Entity::find().select_only().column(transfer::Column::FromProgram).expr_as(sum, "moved");
    Ok(find.filter(lately).group_by(transfer::Column::FromProgram).into_tuple().all(tx).await?)
}
