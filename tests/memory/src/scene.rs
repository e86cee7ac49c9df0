//! What attacker and victim agree on: the input that the victim opens.

use yufu::input::{Field, InputContext, Purpose};
use yufu::keypad::Layout;
use yufu_protocol::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use yufu_protocol::input::Context;
use yufu_protocol::transaction::TransactionDigest;

/// What is typed, and how it is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The transaction PIN, on the digit pad.
    Pin,
    /// The login password, on the QWERTY keyboard.
    Password,
    /// A new transaction PIN, which the incremental judge watches.
    NewPin,
}

impl Scene {
    /// Every scene.
    pub const ALL: [Self; 3] = [Self::Pin, Self::Password, Self::NewPin];

    /// The victim's argument.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Password => "password",
            Self::NewPin => "new-pin",
        }
    }

    /// The keys that are on the keypad.
    #[must_use]
    pub const fn layout(self) -> Layout {
        match self {
            Self::Password => Layout::Qwerty,
            Self::Pin | Self::NewPin => Layout::Digits,
        }
    }

    /// The characters that may be typed without turning the keypad's page.
    #[must_use]
    pub const fn alphabet(self) -> &'static [u8] {
        match self {
            Self::Password => b"abcdefghijklmnopqrstuvwxyz0123456789",
            Self::Pin | Self::NewPin => b"0123456789",
        }
    }

    /// What the victim binds its input to.
    #[must_use]
    pub fn context(self, input_nonce: [u8; 32]) -> InputContext {
        let input_nonce = InputNonce::from_bytes(input_nonce);
        let device = Thumbprint::of_spki(b"a device key");
        let field = Field::new("secret").expect("a field's name");
        let account = AccountRef::new("acct-1").expect("an account's name");
        let login = InputContext::login(field, input_nonce, account, device);
        if self == Self::Password {
            return login;
        }
        let purpose =
            if self == Self::Pin { Purpose::Transaction } else { Purpose::SetTransaction };
        InputContext {
            purpose,
            session: Some(SessionId::from_bytes([7; 16])),
            transaction: (self == Self::Pin).then(|| TransactionDigest::from_bytes([9; 32])),
            ..login
        }
    }

    /// The same as the server rebuilds it.
    #[must_use]
    pub fn server_context(self, input_nonce: [u8; 32]) -> Context {
        let own = self.context(input_nonce);
        Context {
            purpose: own.purpose,
            field: own.field,
            input_nonce: own.input_nonce,
            session: own.session,
            account: Some(own.account),
            device: own.device,
            input_key: KeyId::new("input").expect("a key's name"),
            transaction: own.transaction,
        }
    }
}
