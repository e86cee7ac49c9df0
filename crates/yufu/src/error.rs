//! What can go wrong in the client: one error, each kind with a stable code and advice.
//!
//! No message holds input, key material or an account number (X 5.1.3b, H 5.3.5i). Errors of the
//! layers below keep their own codes; a refusal by the server carries the server's reason and the
//! correlation id under which the bank's staff find it. docs/errors.md lists them all.

use yufu_protocol::id::CorrelationId;
use yufu_protocol::rejection::Rejection;

use crate::mask::RevealRefused;
use crate::rng::RngError;
use crate::validate::Invalid;

/// Result of this crate's functions.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What the user or the app should do next, in both languages of the SDK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// One English sentence.
    pub en: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
}

macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $message:literal, $en:literal, $zh:literal;)*) => {
        /// An error of the client.
        ///
        /// ```
        /// let error = yufu::Error::SessionLocked;
        /// assert_eq!(error.code(), 5301);
        /// assert_eq!(error.advice().zh, "请重新登录。");
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum Error {
            /// An algorithm refused its input or the random source failed.
            #[error(transparent)]
            Crypto(#[from] yufu_sm::Error),
            /// Bytes are not what a format of the protocol asks for.
            #[error(transparent)]
            Format(#[from] yufu_protocol::error::Error),
            /// A value that was entered is not valid.
            #[error(transparent)]
            Invalid(#[from] Invalid),
            /// A value may not be shown whole.
            #[error(transparent)]
            RevealRefused(#[from] RevealRefused),
            /// The server refused, in a response whose signature verified.
            #[error(transparent)]
            Rejected(#[from] Rejection),
            /// The server refused for a reason that is newer than this client.
            #[error("rejected: reason {code} ({correlation})")]
            RejectedAnew {
                /// The reason's number.
                code: u16,
                /// Names the exchange at the server.
                correlation: CorrelationId,
            },
            $($(#[$doc])* #[error($message)] $name,)*
        }

        impl Error {
            /// The stable code of this kind of error, as docs/errors.md lists it.
            #[must_use]
            pub fn code(&self) -> u16 {
                match self {
                    Self::Crypto(error) => error.code(),
                    Self::Format(error) => error.code(),
                    Self::Invalid(invalid) => invalid.code(),
                    Self::RevealRefused(refused) => refused.code(),
                    Self::Rejected(rejection) => rejection.reason.code(),
                    Self::RejectedAnew { code, .. } => *code,
                    $(Self::$name => $code,)*
                }
            }

            /// What to do next.
            #[must_use]
            pub fn advice(&self) -> Advice {
                match self {
                    Self::Crypto(_) => CRYPTO,
                    Self::Format(_) | Self::Invalid(_) => FORMAT,
                    Self::RevealRefused(_) => REVEAL,
                    Self::Rejected(rejection) => rejected(rejection),
                    Self::RejectedAnew { .. } => REJECTED_ANEW,
                    $(Self::$name => Advice { en: $en, zh: $zh },)*
                }
            }
        }

        /// The client's own kinds, with their names, for the list in docs/errors.md.
        #[cfg(test)]
        const OWN: &[(&str, Error)] = &[$((stringify!($name), Error::$name),)*];
    };
}

errors! {
    /// The random source of the system failed its health test or could not be read.
    RandomFailed = 5001, "the random source failed",
        "Restart the phone; if it happens again, do not use it for banking.",
        "请重启手机；如再次出现，请勿用本机办理金融业务。";
    /// The monotonic clock went backwards.
    ClockFailed = 5002, "the monotonic clock failed",
        "Log in again.", "请重新登录。";

    /// No server key bundle has been loaded yet.
    NoBundle = 5101, "no server key bundle is loaded",
        "Fetch the bank's key bundle and load it first.", "请先获取并加载银行的密钥包。";
    /// The bundle is malformed or not signed by the root key in the app.
    BundleInvalid = 5102, "the key bundle is not the bank's",
        "Change to a network you trust and update the app.", "请更换可信网络并更新应用。";
    /// The bundle's validity has ended.
    BundleExpired = 5103, "the key bundle has expired",
        "Fetch a new bundle; check the phone's date if it is far off.",
        "请获取新的密钥包；如手机日期偏差很大，请先校正。";
    /// The bundle is older than one that was already accepted.
    BundleRolledBack = 5104, "the key bundle is older than the one accepted before",
        "Fetch the current bundle.", "请获取最新的密钥包。";
    /// No key of the bundle serves this purpose at this time.
    NoKeyForPurpose = 5105, "the bundle has no valid key for this purpose",
        "Fetch a new bundle.", "请获取新的密钥包。";

    /// The key's file or folder can be reached by others, is a link, or is not a plain file.
    KeyFileUnsafe = 5201, "the device key's file is not private",
        "Remove the file and enrol the device again.", "请删除该文件并重新绑定设备。";
    /// The key's file is not a device key record.
    KeyFileDamaged = 5202, "the device key's file is damaged",
        "Enrol the device again.", "请重新绑定设备。";
    /// The platform secret is not the one that the file was written with, or the file was altered.
    KeyFileLocked = 5203, "the platform secret does not open the device key",
        "Unlock the phone's key store and try again; else enrol the device again.",
        "请解锁手机的密钥库后重试；仍失败时请重新绑定设备。";
    /// The file system refused.
    StorageFailed = 5204, "the device key could not be stored or read",
        "Free some space and try again.", "请清理存储空间后重试。";
    /// The hardware key is not an uncompressed P-256 public key.
    HardwareKeyInvalid = 5205, "the hardware key is not a P-256 public key",
        "Create a new hardware key.", "请重新生成硬件密钥。";
    /// A hardware signature was given where none is needed, or is missing where one is.
    HardwareSignature = 5206, "the hardware key's signature is missing or not wanted",
        "Sign the request's hardware base and attach the signature.",
        "请用硬件密钥签名后再提交。";

    /// The session was idle for too long or a lock of the client failed.
    SessionLocked = 5301, "the session is locked",
        "Log in again.", "请重新登录。";
    /// The app was in the background for longer than allowed.
    ReauthenticationRequired = 5302, "the user must authenticate again",
        "Log in again.", "请重新登录。";
    /// The session ended: by logout, by the server, or by its time.
    SessionEnded = 5303, "the session has ended",
        "Log in again.", "请重新登录。";
    /// All sequence numbers of the session are used.
    SequenceExhausted = 5304, "the session has no sequence number left",
        "Log in again.", "请重新登录。";

    /// A method, path, query, header or body that may not be signed.
    RequestInvalid = 5401, "the request can't be signed",
        "Report this to the app's developers.", "请联系应用开发者。";
    /// A success without a signature.
    ResponseUnsigned = 5402, "the response is not signed",
        "Do not trust the answer; ask for the order's status.",
        "请勿相信该应答，请查询订单状态。";
    /// A refusal without a signature: it may come from anybody on the way.
    UnsignedError = 5403, "an unsigned error came in place of the server's answer",
        "Check the network; ask for the order's status.", "请检查网络，并查询订单状态。";
    /// The response's signature or digest is wrong.
    ResponseForged = 5404, "the response is not the server's",
        "Change to a network you trust; ask for the order's status.",
        "请更换可信网络，并查询订单状态。";
    /// The response came too late or was made at another time.
    ResponseStale = 5405, "the response is too old",
        "Ask for the order's status.", "请查询订单状态。";
    /// The signed body is not what this route answers.
    ResponseMalformed = 5406, "the response has an unexpected form",
        "Update the app.", "请更新应用。";

    /// The response answers another request: an old answer, or somebody else's.
    ResponseSwapped = 5407, "the response answers another request",
        "Change to a network you trust; ask for the order's status.",
        "请更换可信网络，并查询订单状态。";

    /// What is submitted is not what the user confirmed.
    ConfirmationMismatch = 5501, "the submitted transaction is not the confirmed one",
        "Check the transaction and confirm it again.", "请核对交易信息后重新确认。";
    /// The server's challenge or submit token is no longer valid.
    OfferExpired = 5502, "the time for this step has run out",
        "Start this step again.", "请重新开始本步骤。";
    /// The PIN, the report or the hardware signature that the server requires is missing.
    FactorMissing = 5503, "a factor that the transaction requires is missing",
        "Enter the PIN and collect the report that the transaction requires.",
        "请补充该交易要求的密码或环境报告。";

    /// The input took all keystrokes and corrections that it can; the field was emptied.
    InputFull = 5601, "the input is full and was emptied",
        "Enter the password again.", "请重新输入密码。";
    /// The keypad shows no cell of this index.
    NoSuchCell = 5602, "the keypad has no such cell",
        "Report this to the app's developers.", "请联系应用开发者。";
    /// Nothing was typed.
    InputEmpty = 5603, "nothing was typed",
        "Enter the password.", "请输入密码。";
    /// The purpose of an input doesn't fit its other fields or the mode that it is opened in.
    InputContext = 5604, "the input's purpose does not fit its context",
        "Report this to the app's developers.", "请联系应用开发者。";
    /// A number of the customer can't be put on the deny list.
    PersonalData = 5605, "the customer's number is not usable as a deny list",
        "Report this to the app's developers.", "请联系应用开发者。";
}

const CRYPTO: Advice = Advice {
    en: "Try again; if it happens again, update the app.",
    zh: "请重试；如再次出现，请更新应用。",
};
const FORMAT: Advice =
    Advice { en: "Check the values that were entered.", zh: "请检查输入的信息。" };
const REVEAL: Advice = Advice {
    en: "Check the user's identity again first.",
    zh: "请先重新验证用户身份。",
};
const REJECTED_ANEW: Advice = Advice {
    en: "Update the app, or quote the correlation id to the bank.",
    zh: "请更新应用，或向银行提供关联编号。",
};

fn rejected(rejection: &Rejection) -> Advice {
    Advice { en: rejection.reason.explain(), zh: rejection.reason.explain_zh() }
}

impl From<RngError> for Error {
    fn from(_: RngError) -> Self {
        Self::RandomFailed
    }
}

impl Error {
    /// The correlation id, if the server refused: the bank's staff find the case under it.
    #[must_use]
    pub fn correlation(&self) -> Option<&CorrelationId> {
        match self {
            Self::Rejected(rejection) => Some(&rejection.correlation),
            Self::RejectedAnew { correlation, .. } => Some(correlation),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use yufu_protocol::rejection::Reason;
    use yufu_protocol::strength::Finding;

    use super::*;
    use crate::environment::evidence::{CaptureInvalid, FactInvalid};
    use crate::secret::LockWarning;

    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/errors.md");

    /// Name, code and message of every kind that is not the client's own enum.
    fn others() -> Vec<(String, u16, String)> {
        fn rows<E: std::fmt::Debug + std::fmt::Display + Copy>(
            kinds: &[E],
            code: fn(E) -> u16,
        ) -> Vec<(String, u16, String)> {
            kinds.iter().map(|kind| (format!("{kind:?}"), code(*kind), kind.to_string())).collect()
        }
        use yufu_sm::Error as Sm;
        let sm = [
            Sm::InvalidKey,
            Sm::InvalidPoint,
            Sm::InvalidSignature,
            Sm::InvalidCiphertext,
            Sm::InvalidEncoding,
            Sm::InvalidLength,
            Sm::InvalidId,
            Sm::EmptyPlaintext,
            Sm::EntropyFailed,
            Sm::ReseedRequired,
            Sm::ConfirmationFailed,
            Sm::InvalidIterations,
            Sm::SelfTestFailed,
        ];
        let invalid = [
            Invalid::Empty,
            Invalid::Length,
            Invalid::Character,
            Invalid::Format,
            Invalid::Checksum,
            Invalid::Issuer,
            Invalid::Region,
            Invalid::Date,
            Invalid::Unassigned,
            Invalid::Zero,
            Invalid::Decimals,
            Invalid::TooLarge,
            Invalid::Scheme,
            Invalid::Host,
            Invalid::UserInfo,
            Invalid::Port,
            Invalid::Homograph,
            Invalid::Traversal,
            Invalid::Encoding,
            Invalid::Policy,
        ];
        let capture =
            [CaptureInvalid::TooLarge, CaptureInvalid::Malformed, CaptureInvalid::Version];
        let errno = 0;
        let warnings = [
            LockWarning::KernelSecretRefused { errno },
            LockWarning::LockRefused { errno },
            LockWarning::DumpExclusionRefused { errno },
            LockWarning::ForkExclusionRefused { errno },
            LockWarning::MappingRefused { errno },
            LockWarning::PoolExhausted,
            LockWarning::ForkedChild,
        ]
        .map(|warning| {
            let name = format!("{warning:?}");
            let name = name.split(' ').next().unwrap_or_default().to_owned();
            (name, warning.code(), warning.to_string().replace(" (errno 0)", ""))
        });
        let findings = Finding::ALL
            .iter()
            .map(|finding| (format!("{finding:?}"), finding.code(), finding.explain().to_owned()));
        rows(&sm, Sm::code)
            .into_iter()
            .chain(findings)
            .chain(rows(&invalid, Invalid::code))
            .chain(rows(&[RevealRefused::Ground, RevealRefused::Stale], RevealRefused::code))
            .chain(rows(&capture, CaptureInvalid::code))
            .chain(rows(&[FactInvalid::Kind, FactInvalid::TooLarge], FactInvalid::code))
            .chain(warnings)
            .collect()
    }

    fn expected_rows() -> BTreeMap<u16, String> {
        let own = OWN.iter().map(|(name, error)| {
            let (code, Advice { en, zh }) = (error.code(), error.advice());
            (code, format!("| {code} | `{name}` | {error} | {en} | {zh} |"))
        });
        let others = others()
            .into_iter()
            .map(|(name, code, message)| (code, format!("| {code} | `{name}` | {message} |")));
        let rows: Vec<_> = own.chain(others).collect();
        let count = rows.len();
        let rows: BTreeMap<_, _> = rows.into_iter().collect();
        assert_eq!(rows.len(), count, "two kinds share a code");
        rows
    }

    #[test]
    fn the_page_lists_every_code_and_no_other() {
        let page = std::fs::read_to_string(PAGE).unwrap();
        let of_the_client = |line: &&str| {
            let code = line.split('|').nth(1).and_then(|cell| cell.trim().parse::<u16>().ok());
            code.is_some_and(|code| !(6_000..8_000).contains(&code))
        };
        let listed: Vec<&str> = page.lines().filter(of_the_client).collect();
        let expected: Vec<String> = expected_rows().into_values().collect();
        assert_eq!(listed, expected, "docs/errors.md should list:\n{}", expected.join("\n"));
    }

    #[test]
    fn no_code_of_the_client_is_a_reason_of_the_server() {
        for (name, error) in OWN {
            assert_eq!(Reason::from_code(error.code()), None, "{name}");
        }
    }

    #[test]
    fn every_error_says_what_to_do_in_both_languages() {
        for (name, error) in OWN {
            let advice = error.advice();
            assert!(advice.en.ends_with('.') && advice.zh.ends_with('。'), "{name}");
            assert_eq!(error.correlation(), None);
        }
    }
}
