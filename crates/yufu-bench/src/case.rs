//! The table of cases: what each is called, what it may take, what it has to reach.

use std::time::Duration;

/// Sizes of messages, in bytes, with their names.
const SIZES: [(u32, &str); 3] = [(64, "64 B"), (1024, "1 KiB"), (16_384, "16 KiB")];

/// Cases that are compared with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What a user of the app and a server wait for.
    Halves,
    /// SM3 and HMAC.
    Hashes,
    /// SM4 and its modes.
    Ciphers,
    /// SM2.
    Sm2,
}

impl Group {
    /// Every group, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Halves, Self::Hashes, Self::Ciphers, Self::Sm2];

    /// The group's title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Halves => "the two halves",
            Self::Hashes => "SM3",
            Self::Ciphers => "SM4",
            Self::Sm2 => "SM2",
        }
    }

    /// The title in Chinese.
    pub const fn title_zh(self) -> &'static str {
        match self {
            Self::Halves => "客户端与服务器",
            _ => self.title(),
        }
    }
}

/// What a peer runs that has no such call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// Another case.
    pub id: String,
    /// How often.
    pub times: u32,
}

/// One thing that is timed.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its stable name, as `sm4-ctr/1024`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The title in Chinese.
    pub title_zh: String,
    /// Where it belongs.
    pub group: Group,
    /// Bytes that one run handles; 0 where that says nothing.
    pub bytes: u32,
    /// The longest that it may take (docs/performance.md).
    pub budget: Option<Duration>,
    /// The most memory that it may take beyond what was in use, in bytes.
    pub memory: Option<u64>,
    /// How many times as fast as RustCrypto's crates it has to be (docs/performance.md).
    pub target: Option<f64>,
    /// What stands for it with peers that do not offer it.
    pub like: Option<Like>,
}

impl Case {
    /// Every case.
    pub fn all() -> Vec<Self> {
        let mut cases = halves();
        for (bytes, size) in SIZES {
            cases.extend(hashes(bytes, size));
        }
        for (bytes, size) in SIZES {
            cases.extend(ciphers(bytes, size));
        }
        cases.push(new("sm4-block", "SM4, one block after the other", Group::Ciphers).of(16));
        cases.extend(sm2());
        cases
    }

    /// The cases whose id or title holds one of these texts; all without any.
    pub fn matching(filters: &[String]) -> Vec<Self> {
        let mut cases = Self::all();
        let holds =
            |text: &str, filter: &String| text.to_lowercase().contains(&filter.to_lowercase());
        cases.retain(|case| {
            let named = |filter| {
                [&case.id, &case.title, &case.title_zh].into_iter().any(|text| holds(text, filter))
            };
            filters.is_empty() || filters.iter().any(named)
        });
        cases
    }

    /// The same case with the small table of SM2's base point (feature `small-table`): a signature
    /// takes longer, and has a target of its own.
    #[must_use]
    pub fn with_small_table(self) -> Self {
        if self.id != "sm2-sign" {
            return self;
        }
        Self { title: "SM2 sign, table of 22 KB".into(), ..self.reaching(9.0) }
    }

    /// Megabytes a second at `ns` a run; `None` where bytes say nothing.
    pub fn megabytes_per_second(&self, ns: f64) -> Option<f64> {
        (self.bytes > 0).then(|| f64::from(self.bytes) * 1e3 / ns)
    }

    /// Whether `ns` a run is within the budget; `None` without one.
    pub fn within_budget(&self, ns: f64) -> Option<bool> {
        self.budget.map(|budget| ns <= budget.as_secs_f64() * 1e9)
    }

    fn of(self, bytes: u32) -> Self {
        Self { bytes, ..self }
    }

    fn zh(self, title: &str) -> Self {
        Self { title_zh: title.into(), ..self }
    }

    fn within(self, budget: Duration) -> Self {
        Self { budget: Some(budget), ..self }
    }

    fn reaching(self, target: f64) -> Self {
        Self { target: (target > 0.0).then_some(target), ..self }
    }

    fn like(self, id: &str, times: u32) -> Self {
        Self { like: Some(Like { id: id.into(), times }), ..self }
    }
}

fn new(id: &str, title: &str, group: Group) -> Case {
    Case {
        id: id.into(),
        title: title.into(),
        title_zh: title.into(),
        group,
        bytes: 0,
        budget: None,
        memory: None,
        target: None,
        like: None,
    }
}

/// The budgets are those of a desktop machine; a pass over the environment may take 4 MB.
fn halves() -> Vec<Case> {
    let case = |id, title, zh| new(id, title, Group::Halves).zh(zh);
    let mut environment = case("environment", "an environment pass", "检查一次运行环境")
        .within(Duration::from_millis(30));
    environment.memory = Some(4_000_000);
    vec![
        case("keystroke", "a keystroke", "一次按键").within(Duration::from_micros(50)),
        case("input-open", "opening an input, with its keypad", "打开一次输入（含键盘）")
            .within(Duration::from_millis(1)),
        case("input-seal", "sealing an input", "封装一次输入"),
        case("request-sign", "signing a request", "签名一个请求")
            .within(Duration::from_micros(500)),
        environment,
        case("mask", "masking a card number", "卡号脱敏"),
        case("validate", "validating a card number", "校验卡号"),
        case("request-verify", "accepting a request (server)", "验证一个请求（服务器）"),
        case("input-verify", "opening a sealed input (server)", "解开一次输入（服务器）"),
    ]
}

fn hashes(bytes: u32, size: &str) -> [Case; 3] {
    let (one, hmac, many) = match bytes {
        64 => (0.0, 1.35, 0.0),
        1024 => (0.0, 0.0, 4.0),
        _ => (1.4, 0.0, 4.0),
    };
    let case = |id: &str, title: String| new(&format!("{id}/{bytes}"), &title, Group::Hashes);
    [
        case("sm3", format!("SM3 {size}")).of(bytes).reaching(one),
        case("hmac", format!("HMAC-SM3 {size}, one key")).of(bytes).reaching(hmac),
        case("sm3-many", format!("SM3 of 8 messages, {size} each"))
            .of(bytes * 8)
            .reaching(many)
            .like(&format!("sm3/{bytes}"), 8),
    ]
}

fn ciphers(bytes: u32, size: &str) -> Vec<Case> {
    let (bulk, gcm) = match bytes {
        64 => (0.0, 4.5),
        1024 => (16.5, 13.5),
        _ => (17.5, 16.0),
    };
    let case = |id: &str, title: &str, target| {
        let title = format!("{title} {size}");
        new(&format!("{id}/{bytes}"), &title, Group::Ciphers).of(bytes).reaching(target)
    };
    let mut cases = vec![
        case("sm4-ctr", "SM4-CTR", bulk),
        case("sm4-ecb", "SM4-ECB", bulk),
        case("sm4-cbc-encrypt", "SM4-CBC encrypt", 0.0),
        case("sm4-cbc-decrypt", "SM4-CBC decrypt", bulk),
        case("sm4-gcm-seal", "SM4-GCM seal", gcm),
        case("sm4-gcm-open", "SM4-GCM open", gcm),
        case("sm4-ccm-seal", "SM4-CCM seal", 0.0),
    ];
    if bytes == 64 {
        cases.push(case("sm4-gcm-new-key", "SM4-GCM seal under a new key", 3.4));
    }
    cases
}

fn sm2() -> [Case; 8] {
    let case = |id, title| new(id, title, Group::Sm2);
    [
        case("sm2-keygen", "SM2 generate a key"),
        case("sm2-sign", "SM2 sign").reaching(10.0),
        case("sm2-verify", "SM2 verify").reaching(5.5),
        case("sm2-verify-prepared", "SM2 verify, prepared key")
            .reaching(12.0)
            .like("sm2-verify", 1),
        case("sm2-verify-batch", "SM2 verify 16 signatures").like("sm2-verify", 16),
        case("sm2-encrypt", "SM2 encrypt 32 B").reaching(7.0),
        case("sm2-decrypt", "SM2 decrypt 32 B").reaching(4.5),
        case("sm2-agree", "SM2 agree on a key, responder"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_without_spaces() {
        let mut ids: Vec<_> = Case::all().into_iter().map(|case| case.id).collect();
        let count = ids.len();
        assert!(ids.iter().all(|id| !id.contains(char::is_whitespace)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn what_stands_for_a_case_is_a_case() {
        let cases = Case::all();
        for like in cases.iter().filter_map(|case| case.like.as_ref()) {
            assert!(cases.iter().any(|case| case.id == like.id), "{}", like.id);
        }
    }

    #[test]
    fn a_filter_is_part_of_the_id_or_of_either_title() {
        let count = |filter: &str| Case::matching(&[filter.into()]).len();
        assert_eq!(count("sm4-ctr/64"), 1);
        assert_eq!(count("GCM open"), 3);
        assert_eq!(count("脱敏"), 1);
        assert_eq!(count("no such case"), 0);
        assert_eq!(Case::matching(&[]).len(), Case::all().len());
    }

    #[test]
    fn with_the_small_table_signing_alone_is_another_case() {
        for case in Case::all() {
            let other = case.clone().with_small_table();
            assert_eq!(other == case, case.id != "sm2-sign", "{}", case.id);
        }
    }

    #[test]
    fn a_budget_is_held_up_to_its_last_nanosecond() {
        let case = &Case::matching(&["keystroke".into()])[0];
        assert_eq!(case.within_budget(50_000.0), Some(true));
        assert_eq!(case.within_budget(50_001.0), Some(false));
        assert_eq!(case.megabytes_per_second(10.0), None);
        assert_eq!(Case::matching(&["sm3/1024".into()])[0].megabytes_per_second(1024.0), Some(1e3));
    }
}
