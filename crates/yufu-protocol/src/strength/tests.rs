use proptest::prelude::*;

use super::*;

fn customer() -> Personal {
    let mut personal = Personal::default();
    personal.add_birthday(1990, 3, 7).unwrap();
    personal.add_id_number(b"11010519491231002X").unwrap();
    personal.add_mobile_number(b"13800138000").unwrap();
    personal.add_card_number(b"6222021234567890128").unwrap();
    personal.add_card_number(b"6217000010001234567").unwrap();
    personal
}

fn found(secret: &str, rules: &Rules) -> Vec<Finding> {
    judge(secret.as_bytes(), rules, &customer()).iter().collect()
}

fn pin(secret: &str) -> Vec<Finding> {
    found(secret, &Rules::PIN)
}

fn password(secret: &str) -> Vec<Finding> {
    found(secret, &Rules::PASSWORD)
}

#[test]
fn good_secrets_have_no_finding() {
    for secret in ["592847", "864295", "940617", "117482"] {
        assert_eq!(pin(secret), [], "{secret}");
    }
    for secret in ["Tally-62-Fish", "h7#Kd!p2vM", "Rot13isNotEnough?"] {
        assert_eq!(password(secret), [], "{secret}");
    }
}

#[test]
fn runs_are_found_from_the_length_of_the_rule_on() {
    assert!(pin("955528").contains(&Finding::Repeated));
    assert!(!pin("955268").contains(&Finding::Repeated));
    assert!(password("xAaA9#fk").contains(&Finding::Repeated), "case does not hide a repetition");
    for secret in ["123495", "678905", "890195"] {
        assert!(pin(secret).contains(&Finding::Ascending), "{secret}");
    }
    for secret in ["954321", "210985"] {
        assert!(pin(secret).contains(&Finding::Descending), "{secret}");
    }
    assert!(!pin("912348").is_empty() && !pin("912384").contains(&Finding::Ascending));
    assert!(password("9#aBcD7!").contains(&Finding::Ascending));
    assert!(!password("9#z{|}7!").contains(&Finding::Ascending), "symbols have no order");
}

#[test]
fn walks_over_the_digit_pad_are_found() {
    for secret in ["258014", "147258", "159357", "123789", "123321", "147896", "369258", "085236"] {
        assert!(pin(secret).contains(&Finding::KeyboardWalk), "{secret}");
    }
    for secret in ["147906", "592847", "160385"] {
        assert!(!pin(secret).contains(&Finding::KeyboardWalk), "{secret}");
    }
}

#[test]
fn walks_over_the_keyboard_are_found() {
    for secret in ["qWeR#284", "1qaz@Z93", "k9!Zaq1m", "9!asDF#k", "!@#$fK93", "9k;lkJ#2"] {
        assert!(password(secret).contains(&Finding::KeyboardWalk), "{secret}");
    }
    for secret in ["qwEt#284", "Hnjd#284"] {
        assert!(!password(secret).contains(&Finding::KeyboardWalk), "{secret}");
    }
}

#[test]
fn the_birthday_is_found_in_every_order() {
    for part in ["1990", "0307", "0703", "9003", "900307", "199003", "030719", "070390", "0390"] {
        let secret = format!("{part:6<6}");
        assert!(pin(&secret).contains(&Finding::Birthday), "{secret}");
        let secret = format!("{part:6>6}");
        assert!(pin(&secret).contains(&Finding::Birthday), "{secret}");
    }
    assert!(!pin("030817").contains(&Finding::Birthday));
}

#[test]
fn parts_of_the_own_numbers_are_found_anywhere() {
    for (secret, finding) in [
        ("105194", Finding::IdNumber),
        ("931002", Finding::IdNumber),
        ("001389", Finding::MobileNumber),
        ("901389", Finding::MobileNumber),
        ("962229", Finding::CardNumber),
        ("012805", Finding::CardNumber),
        ("621795", Finding::CardNumber),
    ] {
        assert!(pin(secret).contains(&finding), "{secret} {:?}", pin(secret));
    }
    assert!(!pin("862195").contains(&Finding::CardNumber), "three keys are too few");
    assert!(!pin("286217").contains(&Finding::MobileNumber));
    assert!(password("Kd-31002x").contains(&Finding::IdNumber), "letters match without case");
    assert!(
        !password("Kd-1002x!").contains(&Finding::IdNumber),
        "passwords need six keys in common"
    );
}

#[test]
fn a_part_never_joins_two_numbers() {
    // The first card ends in 0128 and the second begins with 6217.
    assert!(!pin("286217").is_empty());
    let mut cards = Personal::default();
    cards.add_card_number(b"11112222").unwrap();
    cards.add_card_number(b"33334444").unwrap();
    assert!(!judge(b"922339", &Rules::PIN, &cards).contains(Finding::CardNumber));
    assert!(judge(b"922229", &Rules::PIN, &cards).contains(Finding::CardNumber));
}

#[test]
fn length_classes_and_characters_are_checked() {
    assert_eq!(pin("59284"), [Finding::TooShort]);
    assert_eq!(pin("5928473"), [Finding::TooLong]);
    assert_eq!(pin("59284a"), [Finding::ForbiddenCharacter]);
    assert_eq!(password("kdpvmtrh"), [Finding::TooFewClasses]);
    assert_eq!(password("Kd4pvmt h"), [Finding::ForbiddenCharacter]);
    assert_eq!(pin(""), [Finding::TooShort, Finding::TooFewClasses]);
}

#[test]
fn only_the_whole_judge_sees_patterns_and_distinct_keys() {
    assert_eq!(pin("494949"), [Finding::FewDistinct, Finding::Periodic]);
    assert_eq!(pin("496496"), [Finding::Periodic]);
    assert_eq!(pin("494944"), [Finding::FewDistinct]);
    assert_eq!(pin("496495"), []);
}

#[test]
fn impossible_numbers_are_refused() {
    let mut personal = Personal::default();
    assert!(personal.add_birthday(1990, 13, 1).is_err());
    assert!(personal.add_birthday(1990, 0, 1).is_err());
    assert!(personal.add_birthday(1990, 1, 32).is_err());
    assert!(personal.add_birthday(0, 1, 1).is_err());
    assert!(personal.add_birthday(1990, 1, 1).is_ok());
    assert!(personal.add_birthday(1990, 1, 1).is_err(), "no room for a second birthday");
    assert!(personal.add_id_number(b"12345").is_err());
    assert!(personal.add_id_number(b"1234 5678").is_err());
    assert!(personal.add_mobile_number(b"+8613800138000").is_err());
    assert!(personal.add_card_number(&[b'1'; 31]).is_err());
    for _ in 0..3 {
        assert!(personal.add_card_number(&[b'1'; 19]).is_ok());
    }
    assert!(personal.add_card_number(&[b'1'; 19]).is_err(), "no room for a fourth card");
}

#[test]
fn a_cleared_judge_is_a_new_one() {
    let customer = customer();
    let mut incremental = Judge::default();
    for code in b"123456abc!" {
        incremental.press(*code, &Rules::PIN, &customer);
    }
    incremental.clear();
    for code in b"592847" {
        incremental.press(*code, &Rules::PIN, &customer);
    }
    assert!(incremental.findings(&Rules::PIN).is_empty());
}

#[test]
fn names_and_codes_are_unique_and_found_again() {
    for (at, finding) in Finding::ALL.iter().enumerate() {
        assert_eq!(usize::from(finding.code()), 2901 + at);
        assert_eq!(Finding::from_name(finding.name()), Some(*finding));
        assert!(!finding.explain_zh().is_empty());
    }
    assert_eq!(Finding::from_name("unknown"), None);
}

#[test]
fn the_documented_share_of_pins_is_refused() {
    let nobody = Personal::default();
    let refused =
        |pin: &u32| !judge(format!("{pin:06}").as_bytes(), &Rules::PIN, &nobody).is_empty();
    let per_thousand = (0..1_000_000).filter(refused).count() / 1_000;
    assert_eq!(per_thousand, 56);
}

/// What the matcher must find, said plainly: a part of `run` characters in common.
fn shares_a_part(secret: &[u8], number: &[u8], run: usize) -> bool {
    secret.windows(run).any(|part| number.windows(run).any(|other| part == other))
}

proptest! {
    #[test]
    fn the_matcher_agrees_with_the_plain_definition(
        secret in "[0-3]{1,20}", number in "[0-3]{8,30}", run in 3_u8..=6,
    ) {
        let mut personal = Personal::default();
        personal.add_card_number(number.as_bytes()).unwrap();
        let rules = Rules { personal_run: run, ..Rules::PASSWORD };
        let found = judge(secret.as_bytes(), &rules, &personal).contains(Finding::CardNumber);
        prop_assert_eq!(found, shares_a_part(secret.as_bytes(), number.as_bytes(), run.into()));
    }

    #[test]
    fn any_bytes_are_judged_without_a_panic(secret in prop::collection::vec(any::<u8>(), 0..300)) {
        let findings = judge(&secret, &Rules::PASSWORD, &customer());
        prop_assert_eq!(findings.contains(Finding::TooShort), secret.len() < 8);
    }

    #[test]
    fn the_judge_forgets_what_is_no_longer_in_a_run(
        one in "[0-9]{5}", two in "[0-9]{5}", last in "[ghjkm]",
    ) {
        // After a key that ends every run, what is remembered tells no earlier digits apart.
        let nobody = Personal::default();
        let state = |digits: &str| {
            let mut incremental = Judge::default();
            for code in digits.bytes().chain(last.bytes()) {
                incremental.press(code, &Rules { walk_run: 9, ..Rules::PASSWORD }, &nobody);
            }
            incremental
        };
        let (one, two) = (state(&one), state(&two));
        prop_assert_eq!(one.remembered(), two.remembered());
    }
}
