//! The one error of the foreign API, and the border that no panic crosses.

use std::panic::{AssertUnwindSafe, catch_unwind};

use yufu::Error as Core;
use yufu::environment::evidence::FactInvalid;

/// Result of every call.
pub type Result<T, E = YufuError> = core::result::Result<T, E>;

/// What a host needs to know about an error. It holds no input, key or account number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct ErrorDetail {
    /// The stable code, as docs/errors.md lists it.
    pub code: u16,
    /// What happened, in English, for logs.
    pub message: String,
    /// What the user or the app should do next, in English.
    pub advice: String,
    /// The same in Chinese.
    pub advice_zh: String,
    /// Names the case at the bank, if the server refused.
    pub correlation: Option<String>,
}

/// Why a call failed, sorted by what the app does about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Error))]
#[error("{}", self.detail().message)]
pub enum YufuError {
    // The detail is on the heap: every call hands a result on, and hardly one is an error.
    /// The server refused, in a response whose signature verified: codes 3001 to 4299.
    Rejected {
        /// Code, words and correlation id.
        detail: Box<ErrorDetail>,
    },
    /// The session is locked or over, and the user has to log in again: codes 5301 to 5304.
    LoginRequired {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// What came is not the bank's or is out of date: a key bundle, a response.
    Untrusted {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// A value that was entered is not valid, or may not be shown: codes 5701 to 5799.
    Invalid {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// Any other failure of the client.
    Failed {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// The object was closed or used up before: code 7001.
    Closed {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// A fault inside the SDK: code 7002. The object in which it happened is closed.
    Internal {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
    /// An argument of the wrong length, form or size: code 7003; for host facts 5811 and 5812.
    Argument {
        /// Code and words.
        detail: Box<ErrorDetail>,
    },
}

impl YufuError {
    /// Code and words.
    pub fn detail(&self) -> &ErrorDetail {
        match self {
            Self::Rejected { detail }
            | Self::LoginRequired { detail }
            | Self::Untrusted { detail }
            | Self::Invalid { detail }
            | Self::Failed { detail }
            | Self::Closed { detail }
            | Self::Internal { detail }
            | Self::Argument { detail } => detail,
        }
    }

    /// The stable code.
    pub fn code(&self) -> u16 {
        self.detail().code
    }

    /// The object was closed or used up.
    pub fn closed() -> Self {
        let message = "the object was closed or used up before";
        let (en, zh) = ("Report this to the app's developers.", "请联系应用开发者。");
        Self::Closed { detail: own(7001, message, en, zh) }
    }

    /// A fault inside the SDK, of which nothing more is told.
    pub fn internal() -> Self {
        let message = "internal";
        let (en, zh) =
            ("Try again; if it happens again, update the app.", "请重试；如再次出现，请更新应用。");
        Self::Internal { detail: own(7002, message, en, zh) }
    }

    /// An argument of the wrong length, form or size.
    pub fn argument() -> Self {
        let message = "an argument has the wrong length, form or size";
        let (en, zh) = ("Report this to the app's developers.", "请联系应用开发者。");
        Self::Argument { detail: own(7003, message, en, zh) }
    }
}

impl From<FactInvalid> for YufuError {
    fn from(error: FactInvalid) -> Self {
        let (en, zh) = ("Report this to the app's developers.", "请联系应用开发者。");
        Self::Argument { detail: own(error.code(), &error.to_string(), en, zh) }
    }
}

fn own(code: u16, message: &str, advice: &str, advice_zh: &str) -> Box<ErrorDetail> {
    let [message, advice, advice_zh] = [message, advice, advice_zh].map(str::to_owned);
    Box::new(ErrorDetail { code, message, advice, advice_zh, correlation: None })
}

impl From<Core> for YufuError {
    fn from(error: Core) -> Self {
        let advice = error.advice();
        let detail = Box::new(ErrorDetail {
            code: error.code(),
            message: error.to_string(),
            advice: advice.en.to_owned(),
            advice_zh: advice.zh.to_owned(),
            correlation: error.correlation().map(ToString::to_string),
        });
        match error {
            Core::Rejected(_) | Core::RejectedAnew { .. } => Self::Rejected { detail },
            Core::SessionLocked
            | Core::ReauthenticationRequired
            | Core::SessionEnded
            | Core::SequenceExhausted => Self::LoginRequired { detail },
            Core::BundleInvalid
            | Core::BundleExpired
            | Core::BundleRolledBack
            | Core::ResponseUnsigned
            | Core::UnsignedError
            | Core::ResponseForged
            | Core::ResponseStale
            | Core::ResponseMalformed
            | Core::ResponseSwapped => Self::Untrusted { detail },
            Core::Invalid(_) | Core::RevealRefused(_) => Self::Invalid { detail },
            _ => Self::Failed { detail },
        }
    }
}

macro_rules! from_layer {
    ($($layer:ty),*) => {$(
        impl From<$layer> for YufuError {
            fn from(error: $layer) -> Self {
                Core::from(error).into()
            }
        }
    )*};
}

from_layer!(
    yufu::protocol::error::Error,
    yufu::sm::Error,
    yufu::rng::RngError,
    yufu::validate::Invalid,
    yufu::mask::RevealRefused
);

/// Runs a call; a panic in it becomes [`YufuError::Internal`].
///
/// Without the C functions the caller is the library for the JVM, whose shims catch every panic in one
/// place and make the same error of it.
pub(crate) fn guard<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    if !cfg!(any(feature = "scaffolding", test)) {
        return call();
    }
    // Unwind safety: `Slot` drops a value whose call panicked, and nothing else is shared.
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(YufuError::internal()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_lists_the_bridges_own_codes() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");
        let page = std::fs::read_to_string(page).unwrap();
        let own = [YufuError::closed(), YufuError::internal(), YufuError::argument()];
        for (error, name) in own.iter().zip(["Closed", "Internal", "Argument"]) {
            let ErrorDetail { code, message, advice, advice_zh, .. } = error.detail();
            let row = format!("| {code} | `{name}` | {message} | {advice} | {advice_zh} |");
            assert!(page.lines().any(|line| line == row), "{row}");
        }
    }

    #[test]
    fn errors_are_sorted_by_what_the_app_does() {
        let sorted = |core: Core| YufuError::from(core);
        assert!(matches!(sorted(Core::SessionLocked), YufuError::LoginRequired { .. }));
        assert!(matches!(sorted(Core::ResponseForged), YufuError::Untrusted { .. }));
        assert!(matches!(sorted(Core::InputFull), YufuError::Failed { .. }));
        let empty = Core::Invalid(yufu::validate::Invalid::Empty);
        assert!(matches!(sorted(empty), YufuError::Invalid { .. }));
        let stale = YufuError::from(Core::ResponseStale);
        assert_eq!((stale.code(), stale.to_string()), (5405, "the response is too old".to_owned()));
    }
}
