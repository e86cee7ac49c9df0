//! A server's half for one input: keys that live as long as this process.

use yufu::input::{Field, InputContext, Purpose};
use yufu::trust::{InputKey, Trust};
use yufu_protocol::id::{AccountRef, InputNonce, SessionId, Thumbprint};
use yufu_protocol::input::{self, Context, OpenedInput, SealedInput};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionDigest;
use yufu_sm::sm2::{DecryptingKey, SigningKey};
use yufu_verifier::VerifierKeys;

use super::Keys;
use crate::output::Failure;

/// Bytes of the sealed form that are shown.
const SHOWN: usize = 16;

/// The server, and what it knows of the one input.
pub struct Server {
    key: DecryptingKey,
    public: InputKey,
    context: InputContext,
}

/// What the sealed form was found to be.
#[derive(Debug)]
pub struct Examined {
    /// Its size.
    pub bytes: usize,
    /// The key that it names.
    pub input_key: String,
    /// Its first bytes in hexadecimal.
    pub beginning: String,
    /// Whether the server opens it and finds as many characters as were typed.
    pub opens: bool,
    /// Whether it stays closed under the context of another input.
    pub refuses_other_context: bool,
    /// Whether it stays closed with a bit changed.
    pub refuses_changed_bit: bool,
    /// Whether it stays closed to another key.
    pub refuses_other_key: bool,
}

impl Examined {
    /// Whether all is as it should be.
    pub fn all_held(&self) -> bool {
        self.opens
            && self.refuses_other_context
            && self.refuses_changed_bit
            && self.refuses_other_key
    }
}

impl Server {
    /// Draws keys, and a context for a PIN or a password, new or in force.
    pub(super) fn new(keys: Keys, sets: bool) -> Result<Self, Failure> {
        let rng = &mut getrandom::SysRng;
        let now = UnixSeconds(1);
        let root = SigningKey::generate(rng).map_err(yufu::Error::from)?;
        let held = VerifierKeys::generate(now, rng).map_err(yufu::Error::from)?;
        let bundle = held.bundle(&root, "yufu-keypad", 1, now, &[], rng).map_err(e)?;
        let trust = Trust::new(root.verifying_key().clone());
        trust.load(&bundle, now)?;
        let public = trust.input_key(now)?;
        let ring = held.input.ok_or_else(|| Failure::Server("no input key".to_owned()))?;
        let key = copy(&ring.current().key)?;

        let purpose = match (keys, sets) {
            (Keys::Digits, false) => Purpose::Transaction,
            (Keys::Digits, true) => Purpose::SetTransaction,
            (Keys::Qwerty, false) => Purpose::Login,
            (Keys::Qwerty, true) => Purpose::SetLogin,
        };
        let approves = purpose == Purpose::Transaction;
        let device = SigningKey::generate(rng).map_err(yufu::Error::from)?;
        let context = InputContext {
            purpose,
            field: Field::new("secret").map_err(e)?,
            input_nonce: InputNonce::random(rng).map_err(e)?,
            session: Some(SessionId::random(rng).map_err(e)?),
            account: AccountRef::new("6222021234567890128").map_err(e)?,
            device: Thumbprint::of_spki(&device.verifying_key().to_spki_der()),
            transaction: approves.then(|| TransactionDigest::from_bytes([7; 32])),
        };
        Ok(Self { key, public, context })
    }

    /// What the client opens the input for.
    pub fn client_context(&self) -> InputContext {
        self.context.clone()
    }

    /// The key that the client seals to.
    pub fn input_key(&self) -> &InputKey {
        &self.public
    }

    /// Opens a sealed input as a server does, and tries what must not open it. `typed` is the number
    /// of characters that the field showed.
    pub fn examine(&self, sealed: &SealedInput, typed: usize) -> Result<Examined, Failure> {
        let der = sealed.to_der().map_err(e)?;
        let opened = self.open(sealed, &self.context, &self.key)?;
        let other_nonce = InputNonce::random(&mut getrandom::SysRng).map_err(e)?;
        let other = InputContext { input_nonce: other_nonce, ..self.context.clone() };
        let other_key =
            DecryptingKey::generate(&mut getrandom::SysRng).map_err(yufu::Error::from)?;
        Ok(Examined {
            bytes: der.len(),
            input_key: sealed.input_key().to_string(),
            beginning: beginning(&der),
            opens: opened.is_some_and(|found| found.len() == typed),
            refuses_other_context: self.open(sealed, &other, &self.key)?.is_none(),
            refuses_changed_bit: self.refuses_changed_bit(der)?,
            refuses_other_key: self.open(sealed, &self.context, &other_key)?.is_none(),
        })
    }

    /// Changes the last bit, which belongs to the tag.
    fn refuses_changed_bit(&self, mut der: Vec<u8>) -> Result<bool, Failure> {
        if let Some(last) = der.last_mut() {
            *last ^= 1;
        }
        match SealedInput::from_der(&der) {
            Ok(changed) => Ok(self.open(&changed, &self.context, &self.key)?.is_none()),
            Err(_) => Ok(true),
        }
    }

    /// What was typed, or nothing if it does not open. The server builds the context itself.
    fn open(
        &self,
        sealed: &SealedInput,
        context: &InputContext,
        key: &DecryptingKey,
    ) -> Result<Option<OpenedInput>, Failure> {
        let context = context.clone();
        let context = Context {
            purpose: context.purpose,
            field: context.field,
            input_nonce: context.input_nonce,
            session: context.session,
            account: Some(context.account),
            device: context.device,
            input_key: self.public.id().clone(),
            transaction: context.transaction,
        };
        let mut found = OpenedInput::new();
        let opened = input::open(sealed, &context, key, &mut getrandom::SysRng, &mut found);
        Ok(opened.is_ok().then_some(found))
    }
}

fn copy(key: &DecryptingKey) -> Result<DecryptingKey, Failure> {
    Ok(DecryptingKey::from_bytes(&key.to_bytes()).map_err(yufu::Error::from)?)
}

fn beginning(der: &[u8]) -> String {
    let shown: Vec<_> = der.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
    format!("{} …", shown.join(" "))
}

fn e(error: yufu_protocol::error::Error) -> Failure {
    yufu::Error::from(error).into()
}
