//! The keypad and the demo in a real terminal: tmux holds the screen, and the test reads the labels
//! and presses keys as a person does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "the harness's own, of which this needs one error")]
#[path = "../../src/output.rs"]
mod output;
mod pane;
mod picture;
mod svg;
#[allow(dead_code, reason = "the harness's own screen, taken by a test that panics")]
#[path = "../../src/keypad/terminal.rs"]
mod terminal;

use pane::{Pane, Place};

const PIN: &str = "592847";
/// Cells of the pad of digits: nine keys, Clear, the tenth, Delete, Done.
const CELLS: usize = 13;
const DONE: usize = 12;

/// The cells of the pad of digits on the screen, by the digit that each shows.
fn digits(pane: &Pane) -> Vec<(char, usize, Place)> {
    let field = pane.row_of(&["PIN  ", "交易密码  "]);
    let mut found: Vec<_> = pane
        .characters()
        .into_iter()
        .filter(|(place, character)| place.row > field && character.is_ascii_digit())
        .collect();
    found.sort_by_key(|(place, _)| (place.row, place.column));
    assert_eq!(found.len(), 10, "{}", pane.screen());
    let cell = |order: usize| if order == 9 { 10 } else { order };
    found
        .into_iter()
        .enumerate()
        .map(|(order, (place, digit))| (digit, cell(order), place))
        .collect()
}

/// Walks from the marked cell to another and touches it.
fn touch(pane: &Pane, marked: &mut usize, cell: usize) {
    let right = (cell + CELLS - *marked) % CELLS;
    let (key, times) = if right <= CELLS / 2 { ("Right", right) } else { ("Left", CELLS - right) };
    pane.keys(key, times);
    pane.keys("Enter", 1);
    *marked = cell;
}

/// Types a PIN by arrow keys, one mask a keystroke, and leaves Done to the caller.
fn type_pin(pane: &Pane, pin: &str) -> usize {
    let cells = digits(pane);
    let mut marked = 0;
    for (typed, digit) in pin.chars().enumerate() {
        let (_, cell, _) = cells.iter().find(|(label, ..)| *label == digit).unwrap();
        touch(pane, &mut marked, *cell);
        let masks = format!("{}_", "•".repeat(typed + 1));
        pane.wait_for(&format!("  {masks}"));
    }
    marked
}

fn done(pane: &Pane, mut marked: usize) {
    touch(pane, &mut marked, DONE);
}

/// Types a new PIN and gives it back: the first that does not happen to lie in one of the made-up
/// customer's numbers.
fn choose_pin(pane: &Pane) -> &'static str {
    for pin in [PIN, "617394", "840261"] {
        let marked = type_pin(pane, pin);
        if pane.screen().contains("✓ ") {
            done(pane, marked);
            return pin;
        }
        pane.keys("BSpace", 1);
        pane.wait_for("PIN  _");
        // Back to the first cell.
        pane.keys("Left", marked);
    }
    panic!("{}", pane.screen());
}

/// Nothing of what was typed, nor of the keypad, is left on the screen or in the history.
fn nothing_is_left(pane: &Pane) {
    let history = pane.history();
    assert!(!history.contains(PIN), "{history}");
    for sign in ["•", "┏", "┌", "Clear", "清空"] {
        assert!(!history.contains(sign), "{sign} is left:\n{history}");
    }
}

#[test]
fn a_pin_typed_by_arrow_keys_opens_at_the_other_half_and_leaves_no_trace() {
    let pane = Pane::new(80, 24, "en_US.UTF-8");
    pane.run("keypad");
    pane.wait_for("Enter a PIN");
    assert!(pane.screen().contains("type nothing here"), "{}", pane.screen());
    let marked = type_pin(&pane, PIN);
    done(&pane, marked);
    pane.wait_for("status=0");
    assert!(pane.screen().contains("opens; as many characters"), "{}", pane.screen());
    nothing_is_left(&pane);
    pane.terminal_is_restored();
}

#[test]
fn digits_of_the_keyboard_are_not_typed() {
    let pane = Pane::new(80, 24, "en_US.UTF-8");
    pane.run("keypad");
    pane.wait_for("Enter a PIN");
    pane.text("592847");
    pane.wait_for("Keys of the keyboard type nothing here.");
    assert!(pane.screen().contains("PIN  _"), "{}", pane.screen());
}

#[test]
fn a_terminal_that_hangs_up_ends_the_program() {
    let pane = Pane::new(80, 24, "en_US.UTF-8");
    pane.run("keypad");
    pane.wait_for("Enter a PIN");
    assert!(pane.hang_up());
}

#[test]
fn a_pin_is_clicked_before_and_after_a_change_of_size() {
    let pane = Pane::new(80, 24, "en_US.UTF-8");
    pane.run("keypad");
    pane.wait_for("Enter a PIN");
    for (typed, digit) in PIN.chars().enumerate() {
        if typed == 3 {
            pane.resize(40, 14);
            pane.wait_until("flat keys", |screen| !screen.contains('┌') && screen.contains("Done"));
        }
        let cells = digits(&pane);
        let (.., place) = cells.iter().find(|(label, ..)| *label == digit).unwrap();
        pane.click(*place);
        pane.wait_for(&format!("PIN  {}_", "•".repeat(typed + 1)));
    }
    let last = pane.row_of(&["Done"]);
    let column =
        pane.characters().iter().find(|(place, c)| place.row == last && *c == 'D').unwrap().0;
    pane.click(column);
    pane.wait_for("status=0");
    nothing_is_left(&pane);
    pane.terminal_is_restored();
}

#[test]
fn a_new_pin_is_judged_while_it_is_typed_in_chinese_on_forty_columns() {
    let pane = Pane::new(40, 24, "zh_CN.UTF-8");
    pane.run("keypad --set");
    pane.wait_for("设置六位交易密码");
    for label in ["删除", "清空", "完成", "交易密码  _"] {
        assert!(pane.screen().contains(label), "{label}\n{}", pane.screen());
    }
    let marked = type_pin(&pane, "111111");
    pane.wait_for("同一字符连续重复过多");
    done(&pane, marked);
    pane.wait_for("会被拒绝");
    pane.keys("BSpace", 1);
    pane.wait_for("交易密码  _");
    // The mark stands on Done: one step to the right is the first cell.
    pane.keys("Right", 1);
    let marked = type_pin(&pane, PIN);
    pane.wait_for("✓ 强度符合要求");
    assert!(pane.widest_line() <= 40);
    done(&pane, marked);
    pane.wait_for("status=0");
    nothing_is_left(&pane);
    pane.terminal_is_restored();
}

#[test]
fn a_keyboard_of_letters_stands_whole_on_forty_columns() {
    let pane = Pane::new(40, 24, "en_US.UTF-8");
    pane.run("keypad --keys qwerty --fixed");
    pane.wait_for("Enter a password");
    for label in ["q", "m", "Caps", "#+=", "Del", "Done"] {
        assert!(pane.screen().contains(label), "{label}\n{}", pane.screen());
    }
    pane.keys("Enter", 1);
    pane.wait_for("Password  •_");
    pane.resize(30, 24);
    pane.wait_for("too small");
}

#[test]
fn control_c_escape_and_signals_restore_the_terminal() {
    for (leave, status) in
        [("C-c", 130), ("Escape", 130), ("TERM", 143), ("INT", 130), ("HUP", 129)]
    {
        let pane = Pane::new(80, 24, "en_US.UTF-8");
        pane.run("keypad");
        pane.wait_for("Enter a PIN");
        pane.keys("Enter", 2);
        pane.wait_for("PIN  ••_");
        match leave {
            "C-c" | "Escape" => pane.keys(leave, 1),
            signal => pane.signal(signal),
        }
        pane.wait_for(&format!("status={status}"));
        nothing_is_left(&pane);
        pane.terminal_is_restored();
    }
}

/// The child of the next test, which gives it a terminal; without one it has nothing to do.
#[test]
fn child_that_panics_on_a_screen() {
    if std::env::var_os("YUFU_PANICS").is_none() {
        return;
    }
    let mut screen = terminal::Screen::open().unwrap();
    screen.draw(|_| panic!("in the middle of a picture")).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back_and_can_be_read() {
    let pane = Pane::new(100, 24, "en_US.UTF-8");
    let exe = std::env::current_exe().unwrap();
    let exe = exe.to_str().unwrap();
    let child = format!("env YUFU_PANICS=1 {exe}");
    pane.start(&child, "--exact child_that_panics_on_a_screen --nocapture");
    pane.wait_for("status=101");
    assert!(pane.history().contains("in the middle of a picture"), "{}", pane.history());
    pane.terminal_is_restored();
}

#[test]
fn without_a_terminal_the_keypad_refuses_and_says_why() {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_yufu"))
        .arg("keypad")
        .env("LC_ALL", "C")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("needs a terminal"));
    assert!(out.stdout.is_empty());
}

#[test]
fn the_demo_asks_for_the_transfer_and_takes_the_pin_twice() {
    let pane = Pane::new(100, 50, "en_US.UTF-8");
    pane.run("demo --account 6222021234567890128");
    pane.wait_for("Amount in yuan");
    assert!(!pane.screen().contains("Account"), "a flag skips its question:\n{}", pane.screen());
    pane.text("李小龙");
    pane.wait_for("✓ valid");
    pane.keys("Enter", 1);
    pane.text("3.999");
    pane.wait_for("✗ the amount has more decimals than the currency");
    pane.keys("BSpace", 1);
    pane.wait_until("a valid amount", |screen| !screen.contains('✗'));
    pane.keys("Enter", 1);

    pane.wait_for("Choose a PIN");
    let pin = choose_pin(&pane);
    pane.wait_for("Type the new PIN once more");
    let marked = type_pin(&pane, pin);
    done(&pane, marked);
    // A wrong PIN first: it is refused, and asked for again.
    let wrong = if pin == "592847" { "592846" } else { "592847" };
    for pin in [wrong, pin] {
        pane.wait_for("Approve this transfer");
        pane.wait_for("PIN  _");
        let screen = pane.screen();
        assert!(screen.contains("李小龙") && screen.contains("3.99 CNY"), "{screen}");
        let marked = type_pin(&pane, pin);
        done(&pane, marked);
        pane.wait_until("the pad to close", |screen| !screen.contains("Approve this transfer"));
    }
    pane.wait_for("status=0");
    let history = pane.history();
    assert!(history.contains("13/13 attacks rejected"), "{history}");
    assert!(!history.contains(pin) && !history.contains(wrong), "{history}");
    assert!(pane.widest_line() <= 100);
    pane.terminal_is_restored();
}

#[test]
fn the_demo_asks_nothing_when_told_so_or_without_a_terminal() {
    let pane = Pane::new(60, 24, "zh_CN.UTF-8");
    pane.run("demo --yes");
    pane.wait_for("status=0");
    assert!(pane.widest_line() <= 60, "{}", pane.history());
    pane.terminal_is_restored();
}
