//! `yufu keypad`: a secret typed on the keypad in a terminal, sealed, and opened at the other half.

mod arrange;
mod draw;
pub mod form;
pub mod pad;
mod palette;
mod terminal;
mod throwaway;
pub mod width;

use clap::{Args, ValueEnum};
use yufu::input::SecureInput;
use yufu::keypad::{Appearance, Keypad, Layout, Order};
use yufu::rng::SystemRng;
use yufu::strength::{DenyList, Rules, Standard};

use self::pad::Scene;
pub use self::terminal::is_attended;
use self::throwaway::Server;
use crate::language::{Text, text};
use crate::output::{self, BAD, Failure, GOOD, HEAD, Outcome, paint};

/// The made-up customer in whose numbers a new secret must not lie.
const BIRTHDAY: (u16, u8, u8) = (1990, 3, 7);
const MOBILE: &str = "13800138000";

/// Arguments of `yufu keypad`.
#[derive(Args, Debug)]
pub struct KeypadArgs {
    /// The keys: digits for a PIN, or qwerty for a password
    #[arg(long, value_enum, default_value_t = Keys::Digits)]
    keys: Keys,
    /// Chooses a new secret, judged while it is typed
    #[arg(long)]
    set: bool,
    /// Leaves the keys in their usual order
    #[arg(long)]
    fixed: bool,
    /// Large keys of high contrast
    #[arg(long)]
    large: bool,
}

/// The layouts by their names on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Keys {
    Digits,
    Qwerty,
}

/// Asks for a secret and shows what became of it.
pub fn run(args: &KeypadArgs) -> Result<Outcome, Failure> {
    if !is_attended() {
        return Err(Failure::Input(
            text(
                "the keypad needs a terminal at standard input and standard output",
                "键盘需要标准输入与标准输出均为终端",
            )
            .get()
            .to_owned(),
        ));
    }
    let server = Server::new(args.keys, args.set)?;
    let input = pad::ask(open(args, &server)?, scene(args))?;
    let typed = input.len();
    let sealed = input.seal()?;
    show(&server.examine(&sealed, typed)?)
}

/// Opens the input that the arguments ask for, to a key of this process's own.
fn open(args: &KeypadArgs, server: &Server) -> Result<SecureInput<SystemRng>, Failure> {
    let mut rng = SystemRng::new()?;
    let layout = match args.keys {
        Keys::Digits => Layout::Digits,
        Keys::Qwerty => Layout::Qwerty,
    };
    let order = if args.fixed { Order::Fixed } else { Order::Shuffled };
    let look = if args.large { Appearance::LARGE } else { Appearance::STANDARD };
    let keypad = Keypad::new(layout, order, look, &mut rng)?;
    let (context, key) = (server.client_context(), server.input_key());
    if !args.set {
        return Ok(SecureInput::open(context, key, keypad, rng)?);
    }
    let rules = match args.keys {
        Keys::Digits => Rules::PIN,
        Keys::Qwerty => Rules::PASSWORD,
    };
    let mut deny = DenyList::new();
    let (year, month, day) = BIRTHDAY;
    deny.add_birthday(year, month, day)?;
    deny.add_mobile_number(MOBILE.as_bytes())?;
    Ok(SecureInput::open_to_set(context, key, keypad, Standard { rules, deny }, rng)?)
}

fn scene(args: &KeypadArgs) -> Scene {
    let (title, field) = match (args.keys, args.set) {
        (Keys::Digits, false) => (text("Enter a PIN", "输入交易密码"), PIN),
        (Keys::Digits, true) => (text("Choose a PIN of six digits", "设置六位交易密码"), PIN),
        (Keys::Qwerty, false) => (text("Enter a password", "输入登录密码"), PASSWORD),
        (Keys::Qwerty, true) => {
            (text("Choose a password of 8 to 20 characters", "设置 8 至 20 位登录密码"), PASSWORD)
        }
    };
    let mut lines = Vec::new();
    if args.set {
        let (year, month, day) = BIRTHDAY;
        lines.push(format!(
            "{}{year}-{month:02}-{day:02}, {MOBILE}",
            text("Made-up customer: ", "虚构客户："),
        ));
    }
    Scene { title: title.get().to_owned(), lines, field }
}

/// The name of the field of a PIN.
pub const PIN: Text = text("PIN", "交易密码");
const PASSWORD: Text = text("Password", "登录密码");

fn show(found: &throwaway::Examined) -> Result<Outcome, Failure> {
    let line = |name: Text, value: &dyn std::fmt::Display| {
        output::line(format!("  {} {value}", width::padded(name.get(), 22)))
    };
    let check = |name: Text, held: bool, words: Text| {
        let mark = if held { paint(GOOD, "✓") } else { paint(BAD, "✗") };
        output::line(format!("  {} {mark} {words}", width::padded(name.get(), 22)))
    };
    output::line(paint(HEAD, text("What leaves the phone", "离开手机的数据")))?;
    line(
        text("size", "大小"),
        &format!("{} {}", found.bytes, text("bytes of DER", "字节（DER）")),
    )?;
    line(
        text("length of the secret", "密码长度"),
        &text(
            "hidden: 64 slots, whether keystroke, correction or filler",
            "不可见：固定 64 个槽位，按键、更正与填充无从区分",
        ),
    )?;
    line(text("input key", "输入公钥"), &found.input_key)?;
    line(text("first bytes", "开头字节"), &found.beginning)?;
    output::line(paint(HEAD, text("What the server finds", "服务端所见")))?;
    check(
        text("its own context", "自建上下文"),
        found.opens,
        text(
            "opens; as many characters as were typed, all of them keys",
            "可打开，字符数与所输入一致",
        ),
    )?;
    check(
        text("another context", "其他上下文"),
        found.refuses_other_context,
        text("does not open", "无法打开"),
    )?;
    check(
        text("one bit changed", "改动一位"),
        found.refuses_changed_bit,
        text("does not open", "无法打开"),
    )?;
    check(
        text("another server's key", "其他服务器密钥"),
        found.refuses_other_key,
        text("does not open", "无法打开"),
    )?;
    Ok(if found.all_held() { Outcome::Yes } else { Outcome::No })
}

#[cfg(test)]
mod tests;
