//! `yufu demo`: one transfer through both halves over HTTP, then the attacks on it.

mod attacks;
mod hand;
mod hardware;
mod keep;
mod phone;
mod rogue;
mod story;
mod wire;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use tempfile::TempDir;
use yufu::mask;
use yufu::session::{Server, Session};
use yufu::transaction::{Amount, Currency, OrderNumber, OrderState, Transaction, TransactionKind};
use yufu::trust::Trust;
use yufu::validate;
use yufu_gateway::{Background, Config, Gateway};
use yufu_protocol::api;
use yufu_protocol::http::Request;
use yufu_protocol::id::{AccountRef, Nonce};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;
use zeroize::Zeroizing;

use self::keep::Keep;
use self::phone::{Phone, SecretBytes, fetch_letter};
use self::story::Story;
use self::wire::Wire;
use crate::language::text;
use crate::output::{self, Failure, Outcome};
use crate::serve;

/// Longest file that `--pin-file` reads, in bytes.
const MAX_PIN_FILE: u64 = 128;

/// Arguments of `yufu demo`.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Who is paid
    #[arg(long, value_name = "NAME", default_value = "王小明")]
    payee: String,
    /// The account that is paid
    #[arg(long, value_name = "NUMBER", default_value = "6222021234567890128")]
    account: String,
    /// The amount in yuan
    #[arg(long, value_name = "YUAN", default_value = "128.50")]
    amount: String,
    /// File with the PIN that the customer chooses, at least six digits [default: drawn]
    #[arg(long, value_name = "FILE")]
    pin_file: Option<PathBuf>,
    /// Plays against this gateway, which has to run with its sandbox, instead of its own
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// The server's public root key in PEM [default: the one that `yufu serve` made]
    #[arg(long, value_name = "FILE", requires = "server")]
    root: Option<PathBuf>,
    /// Leaves each message in this folder, for `yufu explain`
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

/// What the customer wants to do.
pub struct Wish {
    payee: String,
    account: AccountRef,
    amount: Amount,
    pin: SecretBytes,
}

impl Wish {
    /// The transaction of this wish under a new order number.
    fn transaction(&self, payer: &AccountRef) -> Result<Transaction, Failure> {
        let nonce = Nonce::random(&mut getrandom::SysRng).map_err(yufu::Error::from)?;
        let order = OrderNumber::new(&format!("demo-{nonce}")).map_err(yufu::Error::from)?;
        let kind = TransactionKind::Transfer;
        let (payer, account) = (payer.clone(), self.account.clone());
        let made = Transaction::new(kind, order, payer, account, &self.payee, self.amount);
        Ok(made.map_err(yufu::Error::from)?)
    }
}

/// The world of the demo: a server, and how to reach it.
struct World {
    wire: Wire,
    root: VerifyingKey,
    /// The demo's own gateway with its folder; both end with it.
    own: Option<(Background, TempDir)>,
}

/// Plays the demo.
pub fn run(args: &DemoArgs) -> Result<Outcome, Failure> {
    let wish = wish(args)?;
    let mut world = world(args)?;
    let keep = args.keep.as_deref().map(Keep::new).transpose()?.map(Arc::new);
    if let Some(keep) = &keep {
        world.wire = world.wire.kept(Arc::clone(keep));
    }
    let mut story = Story::new(args.json, keep);
    if !args.json {
        introduce(&world)?;
    }
    story.heading(text("One transfer, step by step", "一笔转账，逐步进行").get())?;
    if let Some((mut phone, session)) = main_path(&world, &wish, &mut story)? {
        story.heading(
            text("Attacks, each of which has to be rejected", "以下攻击均须被拒绝").get(),
        )?;
        attacks::play(&world, &mut phone, &session, &wish, &mut story)?;
    }
    let outcome = if story.all_held() { Outcome::Yes } else { Outcome::No };
    if args.json {
        output::json(&story)?;
    } else {
        conclude(&story, outcome)?;
    }
    Ok(outcome)
}

/// Plays the main path; nothing comes back if a step failed, which the story then tells.
fn main_path(
    world: &World,
    wish: &Wish,
    story: &mut Story,
) -> Result<Option<(Phone, Session)>, Failure> {
    match try_main_path(world, wish, story) {
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

fn try_main_path(
    world: &World,
    wish: &Wish,
    story: &mut Story,
) -> Result<(Phone, Session), Failure> {
    let wire = &world.wire;
    story.step(
        "self-test",
        text("SM2, SM3 and SM4 give the standards' answers", "SM2、SM3、SM4 与标准答案一致"),
        || {
            let report = yufu_sm::selftest::run().map_err(yufu::Error::from)?;
            Ok(((), report.passed().len().to_string()))
        },
    )?;
    let server = story.step(
        "keys",
        text(
            "the server's keys come in a bundle signed by the root key in the app",
            "服务器公钥来自由应用内根密钥签名的密钥包",
        ),
        || Ok((trusted_server(wire, &world.root)?, String::new())),
    )?;
    let letter = story.step(
        "letter",
        text("the bank's letter to a made-up customer", "银行寄给虚构客户的开通信函"),
        || {
            let letter = fetch_letter(wire)?;
            let account = mask::account(letter.account.as_str());
            Ok((letter, account))
        },
    )?;
    let mut phone = story.step(
        "enrolment",
        text(
            "a device key made on the phone, known to the bank through a single-use code",
            "设备密钥在手机上生成，凭一次性激活码向银行登记",
        ),
        || {
            let phone = Phone::enrol(wire, &server, &letter)?;
            let id = phone.device.id().to_string();
            Ok((phone, id))
        },
    )?;
    let session = story.step(
        "login",
        text(
            "password sealed key by key, environment reported, time taken from the server",
            "密码逐键加密，环境已上报，时间取自服务器",
        ),
        || Ok((phone.log_in(letter.login_password.as_bytes())?, String::new())),
    )?;
    story.step(
        "new PIN",
        text(
            "the letter's PIN replaced; the server judged the new one again",
            "首次 PIN 已更换，服务器再次评估强度",
        ),
        || {
            let answer = phone.choose_pin(&session, &letter, &wish.pin)?;
            if answer.changed {
                Ok(((), String::new()))
            } else {
                Err(Failure::Input(format!(
                    "{}: {}",
                    text("the PIN is too easy to guess", "PIN 过于简单"),
                    answer.findings.join(", ")
                )))
            }
        },
    )?;
    let payer = phone.device.account().clone();
    let transfer = story.step(
        "permission",
        text(
            "one token for one transaction, with the factors it needs",
            "一笔交易一枚令牌，并告知所需要素",
        ),
        || {
            let transfer = phone.begin(&session, wish.transaction(&payer)?)?;
            let factors: Vec<_> =
                transfer.required_factors().iter().map(|factor| format!("{factor:?}")).collect();
            Ok((transfer, factors.join(", ")))
        },
    )?;
    let pin = story.step(
        "PIN",
        text(
            "typed on a shuffled pad; each key encrypted at once, none can be read back",
            "在乱序键盘输入；逐键即时加密，无法回读",
        ),
        || {
            let mut input = phone.open_pin(&transfer)?;
            hand::type_secret(&mut input, &wish.pin)?;
            let shown = input.masked();
            Ok((input.seal()?, shown))
        },
    )?;
    let report = story.step(
        "environment",
        text(
            "checks made, signed and sealed for this transaction",
            "已检查环境，并为本交易签名加密",
        ),
        || {
            let report = Phone::look(&transfer);
            let seen: Vec<_> = report.detected().map(|finding| finding.code.clone()).collect();
            let sealed = phone.seal_report(&transfer, &report)?;
            let detail = format!("{} / {}", seen.len(), report.findings().len());
            Ok((sealed, detail))
        },
    )?;
    let receipt = story.step(
        "transfer",
        text(
            "signed by the SM2 device key and the P-256 hardware key; the answer signed by the server",
            "由 SM2 设备密钥与 P-256 硬件密钥签名；应答由服务器签名",
        ),
        || {
            let pending = phone.sign(transfer, pin, report)?;
            let receipt = phone.exchange(pending)?;
            let amount = receipt.amount();
            let detail = format!(
                "{} → {} {} {}",
                amount,
                receipt.payee_name(),
                receipt.payee_account(),
                if receipt.state() == OrderState::Completed { "✓" } else { "…" }
            );
            Ok((receipt, detail))
        },
    )?;
    story.accepted = receipt.state() == OrderState::Completed;
    story.step(
        "order status",
        text("asked again by a newly signed request", "以新签名请求再次查询"),
        || {
            let pending = session.order(receipt.order(), &mut phone.rng)?;
            let again = phone.exchange(pending)?;
            if again.digest() == receipt.digest() {
                Ok(((), String::new()))
            } else {
                Err(Failure::Server("the order stands for another transaction".to_owned()))
            }
        },
    )?;
    Ok((phone, session))
}

/// A server whose key bundle was checked against the root key.
fn trusted_server(wire: &Wire, root: &VerifyingKey) -> Result<Server, Failure> {
    let server = Server::new(wire.authority(), Arc::new(Trust::new(root.clone())));
    let answer = wire.send(&server.keys_request())?;
    server.load_keys(&answer, wall_clock())?;
    Ok(server)
}

/// The phone's own clock, good to a day or two: only the bundle's dates are compared with it.
fn wall_clock() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds(since.as_secs())
}

fn wish(args: &DemoArgs) -> Result<Wish, Failure> {
    let named = |what: &str| {
        let what = what.to_owned();
        move |error: validate::Invalid| Failure::Input(format!("{what}: {error}"))
    };
    validate::name(&args.payee).map_err(named("--payee"))?;
    validate::account(&args.account).map_err(named("--account"))?;
    let minor = validate::amount(&args.amount, 2).map_err(named("--amount"))?;
    let account = AccountRef::new(&args.account)
        .map_err(|_| Failure::Input("--account: digits only".to_owned()))?;
    let amount = Amount::new(minor, Currency::CNY).map_err(yufu::Error::from)?;
    let pin = match &args.pin_file {
        Some(file) => read_pin(file)?,
        None => drawn_pin()?,
    };
    Ok(Wish { payee: args.payee.clone(), account, amount, pin })
}

fn read_pin(file: &PathBuf) -> Result<SecretBytes, Failure> {
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

/// Six digits at random that no rule of strength objects to.
fn drawn_pin() -> Result<SecretBytes, Failure> {
    use yufu_protocol::strength::{Personal, Rules, judge};
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

fn world(args: &DemoArgs) -> Result<World, Failure> {
    if let Some(url) = &args.server {
        let wire = Wire::new(url)?;
        let file = match &args.root {
            Some(file) => file.clone(),
            None => serve::default_keys()?.join("root.pub"),
        };
        let pem =
            fs::read_to_string(&file).map_err(Failure::io(format!("--root {}", file.display())))?;
        let root = VerifyingKey::from_spki_pem(&pem).map_err(|_| {
            Failure::Input(format!("--root {}: no SM2 public key in PEM", file.display()))
        })?;
        // A server that does not answer proves nothing, good or bad.
        wire.send(&Request::new("GET", wire.authority(), api::ROUTE_HEALTH))?;
        return Ok(World { wire, root, own: None });
    }
    let folder = tempfile::tempdir().map_err(Failure::io("a temporary folder"))?;
    let keys = folder.path().join("keys");
    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        packs: serve::packs(),
        sandbox: true,
        ..Config::new(&keys)
    };
    let gateway = Gateway::start(config).map_err(|e| Failure::Server(e.to_string()))?;
    let root =
        yufu_verifier::KeyFolder::read_root(&keys).map_err(|e| Failure::Server(e.to_string()))?;
    let wire = Wire::new(&format!("http://{}", gateway.address()))?;
    Ok(World { wire, root, own: Some((gateway, folder)) })
}

fn introduce(world: &World) -> Result<(), Failure> {
    let whose = if world.own.is_some() {
        text("started here, its keys in a temporary folder", "在本机启动，密钥存于临时目录")
    } else {
        text("already running", "已在运行")
    };
    output::line(format!("{} http://{} ({whose})", text("Gateway", "网关"), world.wire.authority()))
}

fn conclude(story: &Story, outcome: Outcome) -> Result<(), Failure> {
    let held = story.attacks.iter().filter(|attack| attack.outcome == "rejected").count();
    let verdict = if outcome == Outcome::Yes {
        output::paint(output::GOOD, text("as it should be", "结果符合预期"))
    } else {
        output::paint(output::BAD, text("NOT as it should be", "结果不符合预期"))
    };
    let accepted = if story.accepted {
        text("accepted", "转账已接受")
    } else {
        text("not accepted", "转账未接受")
    };
    let rejected = text("attacks rejected", "次攻击被拒绝");
    output::line(format!("\n{accepted}; {held}/{} {rejected}: {verdict}", story.attacks.len()))
}
