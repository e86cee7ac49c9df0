//! The main path: what a customer does with a new phone, up to one transfer and its status.

use std::sync::Arc;

use yufu::Error;
use yufu::mask;
use yufu::session::{Server, Session};
use yufu::transaction::{OrderState, Receipt};
use yufu::trust::Trust;
use yufu_protocol::api::SandboxCustomer;
use yufu_protocol::rejection::Reason;
use yufu_protocol::strength::Finding;
use yufu_sm::sm2::VerifyingKey;

use super::phone::{Entry, Phone, fetch_letter};
use super::story::{Act, Story, act};
use super::wire::Wire;
use super::wish::{Wish, drawn_pin};
use super::{World, wall_clock};
use crate::keypad::pad::Scene;
use crate::keypad::{PIN as PIN_FIELD, width};
use crate::language::{self, text};
use crate::output::{self, Failure};

/// Steps of the path.
pub const STEPS: usize = 11;

const SELF_TEST: Act = act(
    "self_test",
    text("self-test", "自检"),
    text("SM2, SM3 and SM4 give the standards' answers", "SM2、SM3、SM4 与标准答案一致"),
);
const KEYS: Act = act(
    "keys",
    text("server keys", "服务器公钥"),
    text(
        "the server's keys are genuine: signed by the root key that the app carries",
        "服务器公钥为真：由应用内置的根密钥签名",
    ),
);
const LETTER: Act = act(
    "letter",
    text("letter", "开通信函"),
    text(
        "the bank writes to a made-up customer: a code that works once, a password, a first PIN",
        "银行寄给虚构客户：一次性激活码、登录密码与初始交易密码",
    ),
);
const ENROLMENT: Act = act(
    "enrolment",
    text("enrolment", "设备登记"),
    text(
        "the bank knows this phone by a key made on it, and by a key in its secure hardware",
        "银行从此认得这部手机：一把手机自生成的密钥，一把安全硬件中的密钥",
    ),
);
const LOGIN: Act = act(
    "login",
    text("login", "登录"),
    text(
        "the password was sealed key by key, the environment reported, the time taken from the server",
        "密码逐键加密，环境已上报，时间取自服务器",
    ),
);
const NEW_PIN: Act = act(
    "new_pin",
    text("new PIN", "设置交易密码"),
    text(
        "the first PIN is replaced, and the server found the new one hard enough to guess",
        "初始密码已更换，服务器复核新密码强度合格",
    ),
);
const PERMISSION: Act = act(
    "permission",
    text("permission", "交易许可"),
    text(
        "the server permits this transaction once, and names the proofs that it wants",
        "服务器许可此笔交易一次，并告知所需要素",
    ),
);
const PIN: Act = act(
    "pin",
    text("PIN", "交易密码"),
    text(
        "typed on a shuffled keypad: each key encrypted at once, none can be read back",
        "在乱序键盘输入：逐键即时加密，无法回读",
    ),
);
const ENVIRONMENT: Act = act(
    "environment",
    text("environment", "运行环境"),
    text(
        "the phone was checked, and the report sealed for this transaction alone",
        "已检查运行环境，报告只对此笔交易有效",
    ),
);
const TRANSFER: Act = act(
    "transfer",
    text("transfer", "转账"),
    text(
        "both keys of the phone signed it, and the server signed the receipt",
        "手机的两把密钥均已签名，回执由服务器签名",
    ),
);
const ORDER_STATUS: Act = act(
    "order_status",
    text("order status", "订单状态"),
    text(
        "asked again in a new request, the server tells the same of the order",
        "以新请求再次查询，服务器所述一致",
    ),
);

/// Goes the path; nothing comes back if a step failed, which the story then tells.
pub fn go(
    world: &World,
    wish: &mut Wish,
    story: &mut Story,
) -> Result<Option<(Phone, Session)>, Failure> {
    match walk(world, wish, story) {
        Ok(done) => Ok(Some(done)),
        Err(failure) if failure.is_closed_pipe() => Err(failure),
        Err(failure) if story.steps.last().is_some_and(|step| step.outcome == "failed") => {
            if let Failure::Client(error) = &failure {
                let advice = error.advice();
                output::complain(text(advice.en, advice.zh));
            }
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

fn walk(world: &World, wish: &mut Wish, story: &mut Story) -> Result<(Phone, Session), Failure> {
    let wire = &world.wire;
    story.step(SELF_TEST, || {
        let report = yufu_sm::selftest::run().map_err(Error::from)?;
        let answers = text("known answers", "项标准答案");
        Ok(((), format!("{} {answers}", report.passed().len())))
    })?;
    let server = story.step(KEYS, || {
        let server = trusted_server(wire, &world.root)?;
        Ok((server, String::new()))
    })?;
    let (mut phone, session, letter) = introduce(wire, &server, story)?;
    choose_pin(&mut phone, &session, &letter, wish, story)?;
    let receipt = transfer(&mut phone, &session, wish, story)?;
    story.accepted = receipt.state() == OrderState::Completed;
    story.step(ORDER_STATUS, || {
        let pending = session.order(receipt.order(), &mut phone.rng)?;
        let again = phone.exchange(pending)?;
        if again.digest() == receipt.digest() {
            Ok(((), String::new()))
        } else {
            Err(Failure::Server("the order stands for another transaction".to_owned()))
        }
    })?;
    Ok((phone, session))
}

/// A server whose key bundle was checked against the root key.
fn trusted_server(wire: &Wire, root: &VerifyingKey) -> Result<Server, Failure> {
    let server = Server::new(wire.authority(), Arc::new(Trust::new(root.clone())));
    let answer = wire.send(&server.keys_request())?;
    server.load_keys(&answer, wall_clock())?;
    Ok(server)
}

fn introduce(
    wire: &Wire,
    server: &Server,
    story: &mut Story,
) -> Result<(Phone, Session, SandboxCustomer), Failure> {
    let letter = story.step(LETTER, || {
        let letter = fetch_letter(wire)?;
        let account =
            format!("{} {}", text("account", "账户"), mask::account(letter.account.as_str()));
        Ok((letter, account))
    })?;
    let mut phone = story.step(ENROLMENT, || {
        let phone = Phone::enrol(wire, server, &letter)?;
        let id = format!("{} {}", text("device", "设备"), phone.device.id());
        Ok((phone, id))
    })?;
    let session = story.step(LOGIN, || {
        let session = phone.log_in(letter.login_password.as_bytes())?;
        Ok((session, String::new()))
    })?;
    Ok((phone, session, letter))
}

/// What the server has against a secret, in sentences; a name that this version does not know stays.
fn sentences(findings: &[String]) -> String {
    let sentence = |name: &String| {
        Finding::from_name(name).map_or(name.clone(), |known| language::finding(known).to_owned())
    };
    findings.iter().map(sentence).collect::<Vec<_>>().join(text(" ", "").get())
}

/// Replaces the letter's PIN. A person whose choice the server refuses chooses again.
fn choose_pin(
    phone: &mut Phone,
    session: &Session,
    letter: &SandboxCustomer,
    wish: &mut Wish,
    story: &mut Story,
) -> Result<(), Failure> {
    let by_person = wish.by_person;
    let choose = || {
        let mut refused: Option<String> = None;
        loop {
            let scene = |entry| new_pin_scene(entry, refused.as_deref());
            let why = match phone.choose_pin(session, letter, wish.hand(), scene) {
                Ok(answer) if answer.changed => return Ok(((), String::new())),
                Ok(answer) => sentences(&answer.findings),
                Err(Failure::Client(Error::Rejected(rejection)))
                    if wish.by_person && rejection.reason == Reason::SecretsDiffer =>
                {
                    text(rejection.reason.explain(), rejection.reason.explain_zh()).get().to_owned()
                }
                Err(failure) => return Err(failure),
            };
            if !wish.by_person && wish.is_drawn {
                wish.pin = drawn_pin()?;
                continue;
            }
            if !wish.by_person {
                let easy = text("the PIN is too easy to guess", "交易密码过于简单");
                return Err(Failure::Input(format!("{easy}: {why}")));
            }
            refused = Some(why);
        }
    };
    if by_person { story.step_by_hand(NEW_PIN, choose) } else { story.step(NEW_PIN, choose) }
}

fn new_pin_scene(entry: Entry, refused: Option<&str>) -> Scene {
    let (title, why) = match entry {
        Entry::First => (
            text("Choose a PIN of six digits", "设置六位交易密码"),
            text("It replaces the one in the bank's letter.", "用以替换信函中的初始密码。"),
        ),
        Entry::Repeated => (
            text("Type the new PIN once more", "再次输入新密码"),
            text("The server alone compares the two.", "两次输入只由服务器比对。"),
        ),
    };
    let mut lines = vec![why.get().to_owned()];
    if let Some(reason) = refused {
        lines.push(format!("{}{reason}", text("The server refused it: ", "服务器未予接受：")));
    }
    Scene { title: title.get().to_owned(), lines, field: PIN_FIELD }
}

/// The transfer. A person whose PIN is refused tries again, as long as the bank bears it.
fn transfer(
    phone: &mut Phone,
    session: &Session,
    wish: &Wish,
    story: &mut Story,
) -> Result<Receipt, Failure> {
    let kept = story.steps.len();
    loop {
        match transfer_once(phone, session, wish, story) {
            Err(Failure::Client(Error::Rejected(rejection)))
                if wish.by_person && rejection.reason == Reason::InputRejected =>
            {
                let again = text(
                    "The PIN was not the one that you chose; once more.",
                    "交易密码与所设置的不一致，请重试。",
                );
                story.say(&format!("\n{}{again}", " ".repeat(4)))?;
                story.again_from(kept);
            }
            other => return other,
        }
    }
}

fn transfer_once(
    phone: &mut Phone,
    session: &Session,
    wish: &Wish,
    story: &mut Story,
) -> Result<Receipt, Failure> {
    let payer = phone.device.account().clone();
    let transfer = story.step(PERMISSION, || {
        let transfer = phone.begin(session, wish.transaction(&payer)?)?;
        let factors: Vec<_> =
            transfer.required_factors().iter().map(|factor| format!("{factor:?}")).collect();
        Ok((transfer, factors.join(", ")))
    })?;
    let type_pin = || {
        let input = phone.open_pin(&transfer)?;
        let input = wish.hand().type_on(input, || approval_scene(wish))?;
        let shown = input.masked();
        Ok((input.seal()?, shown))
    };
    let pin =
        if wish.by_person { story.step_by_hand(PIN, type_pin) } else { story.step(PIN, type_pin) }?;
    let report = story.step(ENVIRONMENT, || {
        let report = Phone::look(&transfer);
        let sealed = phone.seal_report(&transfer, &report)?;
        let (seen, all) = (report.detected().count(), report.findings().len());
        let of = text("checks, of which detected something:", "项检查，其中检出：");
        Ok((sealed, format!("{all} {of} {seen}")))
    })?;
    story.step(TRANSFER, || {
        let pending = phone.sign(transfer, pin, report)?;
        let receipt = phone.exchange(pending)?;
        let (amount, name) = (receipt.amount(), receipt.payee_name());
        let detail = format!("{amount} → {name} {}", receipt.payee_account());
        Ok((receipt, detail))
    })
}

/// What the customer approves stands where the PIN is typed.
fn approval_scene(wish: &Wish) -> Scene {
    let line = |name, value: &dyn std::fmt::Display| format!("{}{value}", width::padded(name, 10));
    Scene {
        title: text("Approve this transfer with the PIN", "请核对并输入交易密码").get().to_owned(),
        lines: vec![
            line(text("Payee", "收款人").get(), &wish.payee),
            line(text("Account", "账号").get(), &wish.account.as_str()),
            line(text("Amount", "金额").get(), &wish.amount),
        ],
        field: PIN_FIELD,
    }
}
