//! Why a server said no: one stable reason for each rule that can fail, in the order of the checks.
//!
//! Codes and names never change meaning; docs/formats/rejections.md lists them. A reason tells the
//! caller what to do next and tells an attacker nothing that the message itself does not hold:
//! malformed sealed input, a wrong tag and a wrong PIN are all [`Reason::InputRejected`].

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::CorrelationId;

macro_rules! reasons {
    ($($variant:ident = $code:literal, $name:literal, $status:literal, $en:literal, $zh:literal;)+) => {
        /// The rule that failed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $(
                #[doc = $en]
                $variant,
            )+
        }

        impl Reason {
            /// Every reason, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable number, 3001 to 4299; its hundreds name the group.
            pub const fn code(self) -> u16 {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The stable name in snake case.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The HTTP status that carries this reason.
            pub const fn http_status(self) -> u16 {
                match self {
                    $(Self::$variant => $status,)+
                }
            }

            /// One English sentence: what failed, and what to do next.
            pub const fn explain(self) -> &'static str {
                match self {
                    $(Self::$variant => $en,)+
                }
            }

            /// The same sentence in Chinese.
            pub const fn explain_zh(self) -> &'static str {
                match self {
                    $(Self::$variant => $zh,)+
                }
            }
        }
    };
}

reasons! {
    // Shape of the message.
    MalformedRequest = 3001, "malformed_request", 400,
        "The request could not be read; build it with the SDK and send it unchanged.",
        "请求无法解析；请用本SDK生成请求并原样发送。";
    RequestTooLarge = 3002, "request_too_large", 413,
        "The request is over a size limit; send less.",
        "请求超过大小限制；请减小请求。";
    ContentEncodingRefused = 3003, "content_encoding_refused", 415,
        "Compressed bodies are refused; send the body without content-encoding.",
        "不接受压缩的报文体；请去掉content-encoding后发送。";
    UnknownRoute = 3004, "unknown_route", 404,
        "The server has no rule for this method and path; check the address.",
        "服务器没有该方法与路径的规则；请检查地址。";

    // Signature and key.
    SignatureMissing = 3101, "signature_missing", 401,
        "No signature with the tag yufu-request-v1; sign the request with the device key.",
        "缺少标记为yufu-request-v1的签名；请用设备密钥签名。";
    SignatureAmbiguous = 3102, "signature_ambiguous", 400,
        "More than one signature carries our tag; send exactly one.",
        "带有本标记的签名多于一个；请只发送一个。";
    SignatureMalformed = 3103, "signature_malformed", 400,
        "The signature fields could not be read; send them as the SDK wrote them.",
        "签名字段无法解析；请原样发送SDK生成的字段。";
    KeyUnknown = 3104, "key_unknown", 401,
        "The signing key was not enrolled; enrol this device first.",
        "签名密钥未登记；请先登记本设备。";
    KeyRevoked = 3105, "key_revoked", 401,
        "The signing key was revoked; enrol this device anew.",
        "签名密钥已注销；请重新登记本设备。";
    AlgorithmRefused = 3106, "algorithm_refused", 400,
        "The algorithm is not the one that the key's record fixes; use that one.",
        "算法与密钥登记的算法不符；请使用登记的算法。";
    ComponentMissing = 3107, "component_missing", 400,
        "The signature does not cover all that this route requires; cover the full set, each once.",
        "签名未覆盖该路径要求的全部内容；请完整覆盖且每项一次。";
    SignatureInvalid = 3108, "signature_invalid", 401,
        "The signature does not fit what was received; the message was changed or signed by another key.",
        "签名与收到的内容不符；报文被改动或由其他密钥签名。";
    HardwareSignatureMissing = 3109, "hw_signature_missing", 401,
        "This route needs the second signature of the hardware key; sign with it too.",
        "该路径需要硬件密钥的第二个签名；请同时用硬件密钥签名。";
    HardwareSignatureInvalid = 3110, "hw_signature_invalid", 401,
        "The hardware key's signature does not fit; sign the same request with the enrolled hardware key.",
        "硬件密钥的签名不符；请用已登记的硬件密钥对同一请求签名。";

    // Lifetime.
    LifetimeTooLong = 3201, "lifetime_too_long", 400,
        "The signature may live at most 120 seconds; sign with a shorter lifetime.",
        "签名有效期最长120秒；请缩短有效期后重新签名。";
    RequestExpired = 3202, "request_expired", 401,
        "The signature has expired; sign the request again.",
        "签名已过期；请重新签名。";
    RequestFromFuture = 3203, "request_from_future", 401,
        "The signature is dated in the future; take the server's time and sign again.",
        "签名时间晚于当前时间；请同步服务器时间后重新签名。";

    // Content.
    DigestMissing = 3301, "digest_missing", 400,
        "There is no SM3 content digest; add content-digest and sign it.",
        "缺少SM3内容摘要；请加入content-digest并签名。";
    DigestMismatch = 3302, "digest_mismatch", 400,
        "The body is not the one that was signed; it was changed on the way.",
        "报文体与签名时不符；报文在途中被改动。";
    BodyMalformed = 3303, "body_malformed", 400,
        "The body is not what this route takes; compare it with docs/formats/api.md.",
        "报文体不符合该路径的格式；请对照docs/formats/api.md。";
    TransactionMalformed = 3304, "transaction_malformed", 400,
        "The transaction's key fields could not be read; build them with the SDK.",
        "交易关键字段无法解析；请用本SDK生成。";

    // Report.
    ReportMissing = 3401, "report_missing", 403,
        "This route needs an environment report; collect one for this challenge and transaction.",
        "该路径需要环境报告；请针对本次挑战和交易采集报告。";
    ReportMalformed = 3402, "report_malformed", 400,
        "The report could not be opened or read; seal it to a current report key.",
        "报告无法解密或解析；请用当前报告密钥加密。";
    ReportSignatureInvalid = 3403, "report_signature_invalid", 403,
        "The report's signature does not fit; it was changed or signed by another key.",
        "报告签名不符；报告被改动或由其他密钥签名。";
    ReportOfAnotherDevice = 3404, "report_of_another_device", 403,
        "The report was made by another device than the request; collect it on this device.",
        "报告与请求不是同一设备生成；请在本设备采集。";
    ReportChallengeMismatch = 3405, "report_challenge_mismatch", 403,
        "The report does not answer this challenge; collect a new one.",
        "报告与本次挑战不符；请重新采集。";
    ReportTransactionMismatch = 3406, "report_transaction_mismatch", 403,
        "The report is bound to another transaction; collect one for this transaction.",
        "报告绑定的是其他交易；请为本交易重新采集。";
    ReportStale = 3407, "report_stale", 403,
        "The report is too old; collect a new one.",
        "报告已过时；请重新采集。";
    ReportReplayed = 3408, "report_replayed", 403,
        "The report's counter was seen before; collect a new one.",
        "报告计数已使用；请重新采集。";
    ReportPackRefused = 3409, "report_pack_refused", 403,
        "The report was made with a rule pack that is not accepted; load the current pack.",
        "报告所用规则包不被接受；请更新规则包。";
    ReportCheckMissing = 3410, "report_check_missing", 403,
        "A check of the rule pack is absent from the report and counts as failed; run every check.",
        "报告缺少规则包要求的检查项，按未通过处理；请执行全部检查。";
    EnvironmentRefused = 3411, "environment_refused", 403,
        "The environment that the report shows is not accepted for this; see its findings.",
        "报告显示的环境不符合要求；请查看其中的发现项。";

    ReportForked = 3412, "report_forked", 403,
        "The report does not go on from the device's last one: the device was copied or restored from a backup; enrol it anew.",
        "报告与该设备上一份报告不衔接，设备可能被复制或由备份恢复；请重新绑定设备。";
    AttestationMissing = 3413, "attestation_missing", 403,
        "An attestation is needed; ask the platform for one over the challenge of this login or enrolment.",
        "需要硬件证明；请用本次登录或绑定的挑战向平台申请。";
    AttestationRefused = 3414, "attestation_refused", 403,
        "The attestation is not believed, or is not the one that the report names; ask the platform for a new one.",
        "硬件证明不可信，或与报告所指不符；请向平台重新申请。";

    // Replay.
    Replayed = 3501, "replayed", 409,
        "This request was received before; ask for the order's status in a new request.",
        "该请求已收到过；请用新请求查询订单状态。";
    SequenceReused = 3502, "sequence_reused", 409,
        "The sequence number was used or is too old; use the next one.",
        "序号已使用或过旧；请使用下一个序号。";
    SequenceJump = 3503, "sequence_jump", 409,
        "The sequence number is more than 1024 ahead; use the next one.",
        "序号跳跃超过1024；请使用下一个序号。";

    // One-time values.
    SubmitTokenMissing = 3601, "submit_token_missing", 400,
        "A submit token is required; ask for one for this transaction.",
        "缺少提交令牌；请为本交易申请令牌。";
    SubmitTokenUnknown = 3602, "submit_token_unknown", 409,
        "The submit token was not issued to this session; ask for one.",
        "提交令牌并非发给本会话；请重新申请。";
    SubmitTokenUsed = 3603, "submit_token_used", 409,
        "The submit token was used; ask for the order's status, or for a new token.",
        "提交令牌已使用；请查询订单状态或重新申请令牌。";
    SubmitTokenExpired = 3604, "submit_token_expired", 409,
        "The submit token has expired; ask for a new one.",
        "提交令牌已过期；请重新申请。";
    SubmitTokenMismatch = 3605, "submit_token_mismatch", 409,
        "The submit token was issued for another transaction; confirm and ask again.",
        "提交令牌属于其他交易；请重新确认并申请。";
    InputNonceUnknown = 3611, "input_nonce_unknown", 409,
        "The input's nonce is not an open one of this session; ask for a new one and enter again.",
        "输入随机数无效；请重新获取并再次输入。";
    ChallengeUnknown = 3621, "challenge_unknown", 409,
        "The challenge is not an open one of this server; ask for a new one.",
        "挑战值无效；请重新获取。";
    ChallengeExpired = 3622, "challenge_expired", 409,
        "The challenge has expired; ask for a new one.",
        "挑战值已过期；请重新获取。";

    // Attempts and sealed input.
    AttemptsExhausted = 3701, "attempts_exhausted", 429,
        "Too many wrong entries; wait until the lock ends or visit the bank.",
        "错误次数过多；请等待解锁或联系银行。";
    InputRejected = 3702, "input_rejected", 403,
        "The entry was not accepted; enter it again.",
        "输入未被接受；请重新输入。";
    SecretTooWeak = 3711, "secret_too_weak", 422,
        "The new secret is too easy to guess; choose another.",
        "新密码过于简单；请更换。";
    SecretUnchanged = 3712, "secret_unchanged", 422,
        "The new secret equals the old one; choose another.",
        "新密码与原密码相同；请更换。";
    SecretsNotIndependent = 3713, "secrets_not_independent", 422,
        "The login password and the transaction PIN must differ; choose another.",
        "登录密码与交易密码不得相同；请更换。";
    SecretsDiffer = 3714, "secrets_differ", 422,
        "The two entries of the new secret differ; enter both again.",
        "两次输入的新密码不一致；请重新输入。";

    // Session.
    SessionMissing = 3801, "session_missing", 401,
        "This route needs a session; log in first.",
        "该路径需要会话；请先登录。";
    SessionUnknown = 3802, "session_unknown", 401,
        "There is no such session for this device; log in again.",
        "本设备没有该会话；请重新登录。";
    SessionExpired = 3803, "session_expired", 401,
        "The session has ended by time; log in again.",
        "会话已超时；请重新登录。";
    SessionEnded = 3804, "session_ended", 401,
        "The session was ended, here or by a login on another device; log in again.",
        "会话已结束或被其他设备登录取代；请重新登录。";
    PinChangeRequired = 3805, "pin_change_required", 403,
        "The first PIN must be changed before anything else; set a new one.",
        "首次登录须先修改初始密码；请设置新密码。";

    // Policy and business.
    FactorsMissing = 3901, "factors_missing", 403,
        "This transaction needs more factors; add those that the submit token names.",
        "该交易需要更多验证要素；请补充提交令牌要求的要素。";
    AccountNotBound = 3902, "account_not_bound", 403,
        "The account does not belong to this customer or device; choose a bound one.",
        "账户不属于该客户或设备；请选择已绑定的账户。";
    LimitExceeded = 3903, "limit_exceeded", 403,
        "The amount is over a limit of this account; lower it or visit the bank.",
        "金额超过限额；请降低金额或联系银行。";
    OrderConflict = 3904, "order_conflict", 409,
        "The order number stands for another transaction; use a new number.",
        "订单号已用于其他交易；请使用新订单号。";
    OrderUnknown = 3905, "order_unknown", 404,
        "No order has this number; submit it first.",
        "没有该订单；请先提交。";
    StepOutOfOrder = 3906, "step_out_of_order", 409,
        "A step that must come before is missing; begin the process again.",
        "缺少前置步骤；请重新开始流程。";
    BusinessRefused = 3907, "business_refused", 422,
        "The bank's own system refused the transaction; ask the bank.",
        "银行业务系统拒绝了该交易；请咨询银行。";

    // Enrolment.
    EnrolmentMalformed = 4001, "enrolment_malformed", 400,
        "The enrolment request could not be opened or read; make a new one.",
        "登记请求无法解密或解析；请重新生成。";
    EnrolmentSignatureInvalid = 4002, "enrolment_signature_invalid", 403,
        "The enrolment request is not signed by the key that it names; make a new one.",
        "登记请求的签名与其密钥不符；请重新生成。";
    HardwareProofInvalid = 4003, "hardware_proof_invalid", 403,
        "The hardware key did not sign this enrolment; make a new one on this device.",
        "硬件密钥未对本次登记签名；请在本设备重新生成。";
    ActivationCodeRejected = 4004, "activation_code_rejected", 403,
        "The activation code was not accepted; check it or ask the bank for a new one.",
        "激活码未被接受；请核对或向银行重新申请。";
    DeviceAlreadyEnrolled = 4005, "device_already_enrolled", 409,
        "This device key is enrolled already; make a new key to enrol anew.",
        "该设备密钥已登记；如需重新登记请生成新密钥。";

    // Server keys.
    ServerKeyUnknown = 4101, "server_key_unknown", 409,
        "Something is sealed to a key that is not the server's; load the key bundle again.",
        "数据使用了非服务器的密钥加密；请重新加载密钥包。";
    ServerKeyRetired = 4102, "server_key_retired", 409,
        "Something is sealed to a retired server key; load the key bundle again.",
        "数据使用了已停用的服务器密钥；请重新加载密钥包。";

    // The server itself.
    StoreUnavailable = 4201, "store_unavailable", 503,
        "The server could not check this safely; nothing was done, try again later.",
        "服务器暂时无法安全核验，未执行任何操作；请稍后再试。";
    TooManyRequests = 4202, "too_many_requests", 429,
        "Too many requests; wait and try again.",
        "请求过于频繁；请稍后再试。";
    Internal = 4203, "internal", 500,
        "The server failed; quote the correlation id to the bank.",
        "服务器内部错误；请向银行提供关联编号。";
}

impl Reason {
    /// The reason of this code.
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }

    /// The reason of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.name() == name)
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("unknown reason"))
    }
}

/// A refusal: one reason, and the id under which the server's log and evidence hold the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rejected: {reason} ({correlation})")]
pub struct Rejection {
    /// The rule that failed.
    pub reason: Reason,
    /// Stands in the client's error, the server's log and the evidence.
    pub correlation: CorrelationId,
}

impl Rejection {
    /// Joins a reason and its correlation id.
    pub const fn new(reason: Reason, correlation: CorrelationId) -> Self {
        Self { reason, correlation }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_ordered() {
        for pair in Reason::ALL.windows(2) {
            assert!(pair[0].code() < pair[1].code(), "{} {}", pair[0], pair[1]);
        }
        for reason in Reason::ALL.iter().copied() {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
            assert_eq!(Reason::from_name(reason.name()), Some(reason));
            let json = serde_json::to_string(&reason).unwrap();
            assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), reason);
        }
    }
}
