//! The attacks by name, and what each of them tries.

use super::story::{Act, act};
use crate::language::text;

pub const REPLAY: Act = act(
    "replay",
    text("replay", "重放"),
    text("the very same bytes sent a second time", "原样重发同一报文"),
);
pub const CHANGED_PAYEE: Act = act(
    "changed_payee",
    text("changed payee", "改收款人"),
    text(
        "payee replaced on the way, and the digest of the body computed anew",
        "途中替换收款人，并重算报文摘要",
    ),
);
pub const CHANGED_AMOUNT: Act = act(
    "changed_amount",
    text("changed amount", "改金额"),
    text("amount replaced on the way, the rest left as it was", "途中篡改金额，其余不动"),
);
pub const REUSED_SUBMIT_TOKEN: Act = act(
    "reused_submit_token",
    text("reused submit token", "重用许可令牌"),
    text(
        "permission of an earlier transfer used for another, newly signed",
        "拿用过的交易许可重新签名提交",
    ),
);
pub const EXPIRED_REQUEST: Act = act(
    "expired_request",
    text("expired request", "过期请求"),
    text(
        "genuine request held back on the way until its time was over",
        "真实请求被扣留至过期后再发出",
    ),
);
pub const SWAPPED_PIN: Act = act(
    "swapped_pin",
    text("swapped PIN", "移用密码"),
    text(
        "PIN that was typed for one transfer handed in with another",
        "把为一笔交易输入的密码用于另一笔",
    ),
);
pub const REPORT_OF_ANOTHER_DEVICE: Act = act(
    "report_of_another_device",
    text("report of another device", "他机报告"),
    text("a clean phone reports its environment for this one", "由另一台干净的手机代为上报环境"),
);
pub const REPORT_WITH_CHECK_REMOVED: Act = act(
    "report_with_a_check_removed",
    text("report with check removed", "删减报告"),
    text(
        "a modified app leaves the debugger check out of its report",
        "被改造的应用在报告中删去调试器检查",
    ),
);
pub const UNENROLLED_KEY: Act = act(
    "unenrolled_key",
    text("unenrolled key", "未登记密钥"),
    text("signed with a key that the bank never saw", "使用银行从未见过的密钥签名"),
);
pub const SWAPPED_KEY_BUNDLE: Act = act(
    "swapped_key_bundle",
    text("swapped key bundle", "换密钥包"),
    text(
        "server keys of the attacker, signed by a root key of the attacker",
        "以攻击者根密钥签发的服务器密钥",
    ),
);
pub const FORGED_RESPONSE: Act = act(
    "forged_response",
    text("forged response", "伪造应答"),
    text(
        "state of the order changed in the receipt on its way back",
        "回执中的订单状态在返回途中被改",
    ),
);
pub const STALE_RESPONSE: Act = act(
    "stale_response",
    text("stale response", "旧应答"),
    text("receipt of an earlier transfer given for this one", "以先前交易的回执冒充本次回执"),
);
pub const SIXTH_WRONG_PIN: Act = act(
    "sixth_wrong_pin",
    text("sixth wrong PIN", "第六次猜密码"),
    text(
        "five wrong guesses, then even the right PIN is refused",
        "连错五次后，正确的密码也被拒绝",
    ),
);
