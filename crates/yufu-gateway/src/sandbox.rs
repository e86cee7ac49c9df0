//! Customers made up for demonstrations: `POST /v1/sandbox/customers` plays the bank's letter.
//!
//! Everything about them is drawn at random; a number may by chance be somebody's.

use getrandom::SysRng;
use rand_core::TryRng;
use yufu_protocol::api::{CustomerFacts, SandboxCustomer, SandboxRequest};
use yufu_protocol::http::Request;
use yufu_protocol::id::AccountRef;
use yufu_protocol::rejection::Reason;
use yufu_verifier::{Secret, SecretKind};

use crate::app::App;
use crate::exchange::{Answer, Refused, ok, read};

/// What a made-up customer starts with: 1,000,000.00 renminbi.
const BALANCE_MINOR: u64 = 100_000_000;
/// The account's leading digits, a range that no network issues cards from.
const ACCOUNT_PREFIX: &str = "9900";
/// Weights of the check character of an identity number (GB 11643, section 4.3).
const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// Makes up a customer with an account, a login password, a first PIN and an activation code.
pub fn new_customer(app: &App, request: &Request) -> Answer {
    let asked: SandboxRequest =
        if request.body.is_empty() { SandboxRequest::default() } else { read(request)? };
    let facts = facts(asked.name.as_deref())?;
    let number = format!("{ACCOUNT_PREFIX}{}", digits(15)?);
    let account = AccountRef::new(&number).map_err(|_| Reason::Internal)?;
    let letter = SandboxCustomer {
        activation_code: String::new(),
        login_password: password()?,
        initial_pin: digits(6)?,
        account: account.clone(),
        customer: facts.clone(),
    };
    app.bank.open_account(&account, facts, BALANCE_MINOR).map_err(|_| Reason::TooManyRequests)?;
    let set = |kind, secret: &str, must_change| {
        app.verifier.set_secret(&account, kind, &Secret::new(secret.as_bytes()), must_change)
    };
    set(SecretKind::Login, &letter.login_password, false)?;
    set(SecretKind::Transaction, &letter.initial_pin, true)?;
    let code = app.verifier.issue_activation_code(&account, std::slice::from_ref(&account))?;
    ok(&SandboxCustomer { activation_code: code.as_str().to_owned(), ..letter })
}

fn facts(name: Option<&str>) -> Result<CustomerFacts, Refused> {
    let year = 1960 + u16::from(below(40)?);
    let (month, day) = (1 + below(12)?, 1 + below(28)?);
    let birthday = format!("{year}{month:02}{day:02}");
    let body = format!("110101{birthday}{}", digits(3)?);
    let id_number = format!("{body}{}", check_character(&body));
    let mobile = format!("199{}", digits(8)?);
    let card = format!("{ACCOUNT_PREFIX}{}", digits(15)?);
    let name = name.unwrap_or("测试客户").to_owned();
    Ok(CustomerFacts { name, birthday, id_number, mobile, cards: vec![card] })
}

/// The check character of the first 17 digits of an identity number.
fn check_character(body: &str) -> char {
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(ID_WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    "10X98765432".chars().nth((sum % 11).try_into().unwrap_or_default()).unwrap_or('X')
}

/// Ten letters and digits of three classes, none easily taken for another.
fn password() -> Result<String, Refused> {
    const CLASSES: [&str; 3] = ["abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"];
    let mut text = String::new();
    for position in 0..10 {
        let class = CLASSES.get(position % CLASSES.len()).copied().unwrap_or_default();
        let size = u8::try_from(class.len()).map_err(|_| Reason::Internal)?;
        let letter = class.chars().nth(usize::from(below(size)?)).ok_or(Reason::Internal)?;
        text.push(letter);
    }
    Ok(text)
}

fn digits(count: usize) -> Result<String, Refused> {
    (0..count).map(|_| below(10).map(|digit| char::from(b'0' + digit))).collect()
}

/// A uniform number below `bound`; the uneven rest of a byte's range is drawn again.
fn below(bound: u8) -> Result<u8, Refused> {
    let even = u8::MAX - u8::MAX % bound;
    loop {
        let mut byte = [0; 1];
        SysRng.try_fill_bytes(&mut byte).map_err(|_| Reason::Internal)?;
        let [byte] = byte;
        if byte < even {
            return Ok(byte % bound);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_identity_number_has_its_check_character() {
        // The example of GB 11643-1999, section 5.
        assert_eq!(check_character("11010519491231002"), 'X');
    }
}
