//! What the customer wants: from the command line, or asked for in a terminal.

use std::fs;
use std::path::Path;

use yufu::transaction::{Amount, Currency, OrderNumber, Transaction, TransactionKind};
use yufu::validate::{self, Invalid};
use yufu_protocol::id::{AccountRef, Nonce};
use yufu_protocol::strength::{Personal, Rules, judge};
use zeroize::Zeroizing;

use super::DemoArgs;
use super::hand::Hand;
use super::phone::SecretBytes;
use crate::keypad::form::{self, Question};
use crate::keypad::is_attended;
use crate::language::text;
use crate::output::Failure;

/// Longest file that `--pin-file` reads, in bytes.
const MAX_PIN_FILE: u64 = 128;

/// Who is paid unless the command line says otherwise.
pub const PAYEE: &str = "王小明";
/// The account that is paid.
pub const ACCOUNT: &str = "6222021234567890128";
/// The amount in yuan.
pub const AMOUNT: &str = "128.50";

/// What the customer wants to do, and who types the PIN.
pub struct Wish {
    /// Who is paid.
    pub payee: String,
    /// The account that is paid.
    pub account: AccountRef,
    /// How much.
    pub amount: Amount,
    /// The PIN that the demo types where no person does.
    pub pin: SecretBytes,
    /// Whether that PIN was drawn, so that another may take its place.
    pub is_drawn: bool,
    /// Whether a person at the terminal types the PIN of the main path.
    pub by_person: bool,
}

impl Wish {
    /// Takes the command line, and asks a person for what it leaves open.
    pub fn new(args: &DemoArgs) -> Result<Self, Failure> {
        let by_person = is_attended() && !args.json && !args.yes && args.pin_file.is_none();
        let [payee, account, amount] = if by_person {
            asked(args)?
        } else {
            [(&args.payee, PAYEE), (&args.account, ACCOUNT), (&args.amount, AMOUNT)]
                .map(|(given, example)| given.clone().unwrap_or_else(|| example.to_owned()))
        };
        let named = |what: &'static str| {
            move |invalid: Invalid| Failure::Input(format!("{what}: {}", form::explain(invalid)))
        };
        validate::name(&payee).map_err(named("--payee"))?;
        validate::account(&account).map_err(named("--account"))?;
        let minor = validate::amount(&amount, 2).map_err(named("--amount"))?;
        let account = AccountRef::new(&account)
            .map_err(|_| Failure::Input("--account: digits only".to_owned()))?;
        let amount = Amount::new(minor, Currency::CNY).map_err(yufu::Error::from)?;
        let pin = match &args.pin_file {
            Some(file) => read_pin(file)?,
            None => drawn_pin()?,
        };
        let is_drawn = args.pin_file.is_none();
        Ok(Self { payee, account, amount, pin, is_drawn, by_person })
    }

    /// Who types the PIN of the main path.
    pub fn hand(&self) -> Hand<'_> {
        if self.by_person { Hand::Person } else { Hand::Machine(&self.pin) }
    }

    /// The transaction of this wish under a new order number.
    pub fn transaction(&self, payer: &AccountRef) -> Result<Transaction, Failure> {
        let nonce = Nonce::random(&mut getrandom::SysRng).map_err(yufu::Error::from)?;
        let order = OrderNumber::new(&format!("demo-{nonce}")).map_err(yufu::Error::from)?;
        let kind = TransactionKind::Transfer;
        let (payer, account) = (payer.clone(), self.account.clone());
        let made = Transaction::new(kind, order, payer, account, &self.payee, self.amount);
        Ok(made.map_err(yufu::Error::from)?)
    }
}

/// Asks for what the command line does not give.
fn asked(args: &DemoArgs) -> Result<[String; 3], Failure> {
    type Check = fn(&str) -> Result<(), Invalid>;
    let payee: Check = |value| validate::name(value).map(drop);
    let account: Check = |value| {
        validate::account(value)?;
        AccountRef::new(value).map(drop).map_err(|_| Invalid::Character)
    };
    let amount: Check = |value| validate::amount(value, 2).map(drop);
    let all = [
        (&args.payee, text("Payee", "收款人"), PAYEE, payee),
        (&args.account, text("Account", "收款账号"), ACCOUNT, account),
        (&args.amount, text("Amount in yuan", "金额（元）"), AMOUNT, amount),
    ];
    let questions = (all.iter())
        .filter(|(given, ..)| given.is_none())
        .map(|&(_, label, example, check)| Question { label, example: example.to_owned(), check })
        .collect();
    let title = text(
        "A transfer between two halves of Yufu. The bank is made up, no money moves.",
        "经鱼符两半完成的一笔转账。银行是虚构的，不涉及真实资金。",
    );
    let mut answers = form::ask(title, questions)?.into_iter();
    Ok(all.map(|(given, ..)| given.clone().or_else(|| answers.next()).unwrap_or_default()))
}

fn read_pin(file: &Path) -> Result<SecretBytes, Failure> {
    let name = format!("--pin-file {}", file.display());
    let size = fs::metadata(file).map_err(Failure::io(&name))?.len();
    if size > MAX_PIN_FILE {
        return Err(Failure::Input(format!("{name}: longer than {MAX_PIN_FILE} bytes")));
    }
    let mut pin = Zeroizing::new(fs::read(file).map_err(Failure::io(&name))?);
    while pin.last().is_some_and(u8::is_ascii_whitespace) {
        pin.pop();
    }
    if pin.is_empty() || !pin.iter().all(u8::is_ascii_digit) {
        return Err(Failure::Input(format!("{name}: a PIN is digits alone")));
    }
    Ok(pin)
}

/// Six digits at random that no rule of strength objects to; a customer's own numbers may yet.
pub fn drawn_pin() -> Result<SecretBytes, Failure> {
    let mut rng = yufu::rng::SystemRng::new()?;
    loop {
        let mut pin = Zeroizing::new(Vec::with_capacity(6));
        for _ in 0..6 {
            let digit = yufu::rng::uniform_below(10, &mut rng)?;
            pin.push(b'0' + u8::try_from(digit).unwrap_or_default());
        }
        if judge(&pin, &Rules::PIN, &Personal::default()).is_empty() {
            return Ok(pin);
        }
    }
}
