use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::session::{BootClock, Clock};

#[test]
fn recognised_values_keep_what_the_table_says() {
    for (kind, value, masked) in [
        (Kind::CardNumber, "6222 0212 3456 7890 128", "**** 0128"),
        (Kind::CardNumber, "4222222222222", "**** 2222"),
        (Kind::CardNumber, "６２２２０２１２３４５６７８９０", "**** 7890"),
        (Kind::ChineseId, "11010519491231002X", "1****X"),
        (Kind::ChineseId, "130503670401001", "1****1"),
        (Kind::Mobile, "13800138000", "138****8000"),
        (Kind::Mobile, "+86 138-0013-8000", "138****8000"),
        (Kind::Name, "张三", "张**"),
        (Kind::Name, "欧阳娜娜", "欧阳**"),
        (Kind::Name, "欧阳", "欧**"),
        (Kind::Name, "司馬懿", "司馬**"),
        (Kind::Name, "𠮷田太郎", "𠮷**"),
        (Kind::Name, "买买提·吐尔逊", "买**"),
        (Kind::Name, "John Smith", "J**"),
        (Kind::Name, "É. Zola", "É**"),
        (Kind::Email, "zhang@example.com", "z****@example.com"),
        (Kind::Email, "zh@Example.com", "****@example.com"),
        (Kind::Address, "广东省深圳市南山区科技园路1号", "广东省深圳市****"),
        (Kind::Address, "北京市朝阳区建国路1号", "北京市****"),
        (
            Kind::Address,
            "新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号",
            "新疆维吾尔自治区伊犁哈萨克自治州****",
        ),
        (Kind::Address, "内蒙古自治区兴安盟乌兰浩特市1号", "内蒙古自治区兴安盟****"),
        (Kind::Address, "浙江省杭州市西湖区1号", "浙江省杭州市****"),
        (Kind::Address, "广东省南山区科技园路1号", "广东省****"),
        (Kind::Passport, "e12345678", "E****78"),
        (Kind::CreditCode, "91350100M000100Y43", "91****0Y43"),
        (Kind::Amount, "¥1,234.50", "¥****"),
        (Kind::Amount, "CNY 12.00", "CNY ****"),
        (Kind::Amount, "88888888.88", "****"),
        (Kind::Account, "1100123456789012", "**** 9012"),
    ] {
        assert_eq!(mask(kind, value), masked, "{value}");
    }
}

#[test]
fn what_is_not_recognised_is_hidden_wholly() {
    let long = "9".repeat(1_000_000);
    for value in [
        "",
        " ",
        "x",
        "6222\u{200b}0212345678901",
        "\u{202e}6222021234567890128",
        "٦٢٢٢٠٢١٢٣٤٥٦٧٨٩٠",
        "张\u{200d}三",
        "张San",
        "👨\u{200d}👩\u{200d}👧",
        "z\u{335}\u{321}hang",
        "a@b",
        "somewhere",
        "\0",
        &long,
    ] {
        for kind in Kind::ALL {
            if kind == Kind::Name && value == "somewhere" {
                continue; // a word may be a name
            }
            assert_eq!(mask(kind, value), HIDDEN, "{kind} {value:?}");
        }
    }
    assert_eq!(mobile("11010519491231002X"), HIDDEN);
    assert_eq!(chinese_id("110105194912310021"), HIDDEN);
    assert_eq!(address("10 Downing Street, London"), HIDDEN);
    assert_eq!(address("北京市"), HIDDEN);
    assert_eq!(address("广东省深圳市"), HIDDEN);
}

#[test]
fn printing_a_sensitive_value_masks_it() {
    let card = Sensitive::new(Kind::CardNumber, "6222021234567890128");
    assert_eq!(format!("{card}"), "**** 0128");
    assert_eq!(format!("{card:?}"), "CardNumber(**** 0128)");
    assert_eq!(format!("{:#?}", Some(&card)), "Some(\n    CardNumber(**** 0128),\n)");
    assert_eq!(format!("{card:>12}"), "   **** 0128");
}

#[test]
fn a_reveal_names_a_ground_that_reaches_the_kind() {
    let id = Sensitive::new(Kind::ChineseId, "11010519491231002X");
    let name = Sensitive::new(Kind::Name, "张三");
    assert_eq!(name.reveal(Ground::PayeeConfirmation), Ok("张三"));
    assert_eq!(name.reveal(Ground::AccountStatement), Ok("张三"));
    assert_eq!(id.reveal(Ground::PayeeConfirmation), Err(RevealRefused::Ground));
    assert_eq!(id.reveal(Ground::AccountStatement), Err(RevealRefused::Ground));
    let proof = || Ground::IdentityReverified(IdentityProof::now(IdentityCheck::Password));
    assert_eq!(id.reveal(proof()), Ok("11010519491231002X"));
    let now = BootClock.elapsed();
    let late = now + IdentityProof::MAX_AGE + Duration::from_secs(1);
    assert_eq!(id.reveal_at(proof(), late), Err(RevealRefused::Stale));
    let before = now.saturating_sub(Duration::from_secs(1));
    assert_eq!(id.reveal_at(proof(), before), Err(RevealRefused::Stale));
}

#[test]
fn before_login_only_name_and_mobile_are_shown_masked() {
    for kind in Kind::ALL {
        let value = Sensitive::new(kind, "13800138000");
        let shown = show(&value, Stage::BeforeLogin);
        let expected = if kind == Kind::Mobile { "138****8000" } else { HIDDEN };
        assert_eq!(shown, expected, "{kind}");
        assert_eq!(show(&value, Stage::AfterLogin), value.masked());
    }
}

#[test]
fn card_expiry_is_shown_after_login_only() {
    let expiry = CardExpiry::parse("0930").unwrap();
    assert_eq!(*expiry.show(Stage::BeforeLogin), "**/**");
    assert_eq!(*expiry.show(Stage::AfterLogin), "09/30");
    assert_eq!(format!("{expiry:?}"), "CardExpiry(**/**)");
    for bad in ["", "13/30", "00/30", "9/30", "09-30", "09/3０", "0a/30", "+9/30", "09/300"] {
        assert!(CardExpiry::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn names_of_kinds_round_trip() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert_eq!("pin".parse::<Kind>(), Err(UnknownKind));
}

/// The most characters of the input that a mask of this kind may show.
fn allowance(kind: Kind) -> usize {
    match kind {
        Kind::CardNumber | Kind::Account => 4,
        Kind::ChineseId => 2,
        Kind::Mobile => 7,
        Kind::Name => 2,
        Kind::Email => 1, // of the local part
        Kind::Address => 18,
        Kind::Passport => 3,
        Kind::CreditCode => 6,
        Kind::Amount => 0, // but for the currency mark
    }
}

/// The characters of a mask that can stem from the input.
fn shown(kind: Kind, masked: &str) -> usize {
    let own = match kind {
        Kind::Email => masked.split('@').next().unwrap_or_default(),
        Kind::Amount => masked.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '*'),
        _ => masked,
    };
    own.chars().filter(|c| !matches!(c, '*' | ' ')).count()
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

/// Values that are close to valid ones of some kind, besides any text at all.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "[0-9]{8,20}",
        "1[3-9][0-9]{9}",
        "[0-9 -]{10,30}",
        "[\u{4e00}-\u{4fff}]{1,6}(·[\u{4e00}-\u{4fff}]{1,6})?",
        "(欧阳|司马|第五)[\u{4e00}-\u{4fff}]{0,3}",
        "[A-Z][a-z]{1,12} [A-Z][a-z]{1,12}",
        "[a-z.]{1,20}@[a-z]{1,10}\\.(com|cn)",
        "(广东省|北京市|四川省)(深圳市|成都市)?[\u{4e00}-\u{4fff}0-9]{0,20}",
        "[A-Z]{0,2}[0-9]{5,9}",
        "(¥|CNY |\\$)?[0-9]{1,9}(\\.[0-9]{2})?",
        "[０-９]{10,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_mask_shows_at_most_its_allowance(kind in kinds(), value in values()) {
        let masked = mask(kind, &value);
        prop_assert!(masked.contains("**"));
        prop_assert!(shown(kind, &masked) <= allowance(kind), "{kind} {value:?} {masked}");
    }

    #[test]
    fn at_least_one_character_of_the_value_is_hidden(kind in kinds(), value in values()) {
        let masked = mask(kind, &value);
        prop_assert!(!masked.contains(value.trim()) || value.trim().is_empty() || value.contains('*'));
    }

    #[test]
    fn the_count_of_mask_characters_tells_nothing(kind in kinds(), value in values()) {
        let masked = mask(kind, &value);
        let count = masked.matches('*').count();
        let expected = if masked == HIDDEN { 8 } else if kind == Kind::Name { 2 } else { 4 };
        prop_assert_eq!(count, expected);
    }

    #[test]
    fn masking_a_mask_shows_no_more(kind in kinds(), value in values()) {
        let once = mask(kind, &value);
        let twice = mask(kind, &once);
        prop_assert!(twice == HIDDEN || twice == once || kind == Kind::Email, "{once} {twice}");
        prop_assert!(shown(kind, &twice) <= shown(kind, &once));
    }

    #[test]
    fn a_hidden_character_anywhere_hides_all(kind in kinds(), value in values(), at in 0_usize..40,
        c in prop::sample::select(vec!['\u{200b}', '\u{202e}', '\u{feff}', '\u{0}', '\u{2066}', '\u{301}', '😀']))
    {
        let mut chars: Vec<char> = value.chars().collect();
        chars.insert(at.min(chars.len()), c);
        let value: String = chars.into_iter().collect();
        // NFC may join a combining mark with the letter before it into a letter of a name.
        prop_assume!(c != '\u{301}' || kind != Kind::Name);
        prop_assert_eq!(mask(kind, &value), HIDDEN);
    }
}
