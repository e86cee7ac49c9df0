//! The pictures of the READMEs: the keypad as a terminal shows it in a real run.
//!
//! `YUFU_WRITE_PICTURES=1 cargo test -p yufu-cli --test terminal picture` draws them anew. Otherwise
//! a run has to look like them, but for the places of the digits, which no two runs share.

use std::fs;
use std::path::Path;

use crate::pane::Pane;
use crate::{CELLS, DONE, svg, type_pin};

/// Locale, what the screen shows once it is drawn, and the picture's name.
const EDITIONS: [(&str, &str, &str); 2] = [
    ("en_US.UTF-8", "Choose a PIN", "keypad.svg"),
    ("zh_CN.UTF-8", "设置六位交易密码", "keypad.zh-CN.svg"),
];

#[test]
fn the_pictures_of_the_readmes_are_a_real_run() {
    for (locale, shown, name) in EDITIONS {
        let pane = Pane::new(64, 24, locale);
        pane.run("keypad --set");
        pane.wait_for(shown);
        let marked = type_pin(&pane, "1234");
        pane.keys("Right", (CELLS + DONE - marked) % CELLS);
        pane.wait_until("the mark on Done", |screen| {
            let done = screen.lines().find(|line| line.contains("Done") || line.contains("完成"));
            done.is_some_and(|line| line.contains('┃'))
        });
        let drawn = svg::draw(&pane.coloured());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures").join(name);
        if std::env::var_os("YUFU_WRITE_PICTURES").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let present = fs::read_to_string(&path).unwrap();
        assert_eq!(
            without_digits(&present),
            without_digits(&drawn),
            "{name} is not current: see the head of tests/terminal/picture.rs"
        );
    }
}

/// A picture whose texts show `#` for each digit; attributes stay as they are.
fn without_digits(picture: &str) -> String {
    let mut within_text = false;
    picture
        .chars()
        .map(|character| {
            within_text = match character {
                '>' => true,
                '<' => false,
                _ => within_text,
            };
            if within_text && character.is_ascii_digit() { '#' } else { character }
        })
        .collect()
}
