//! `yufu demo`: one transfer through both halves over HTTP, then the attacks on it.

mod acts;
mod attacks;
mod hand;
mod hardware;
mod keep;
mod page;
mod path;
mod phone;
mod rogue;
mod story;
mod wire;
mod wish;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use tempfile::TempDir;
use yufu::session::Session;
use yufu_gateway::{Background, Config, Gateway};
use yufu_protocol::api;
use yufu_protocol::http::Request;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;

use self::keep::Keep;
use self::phone::{Phone, fetch_letter};
use self::story::Story;
use self::wire::Wire;
use self::wish::Wish;
use crate::language::text;
use crate::output::{self, Failure, Outcome};
use crate::serve;

/// Arguments of `yufu demo`.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// Who is paid [default: 王小明]
    #[arg(long, value_name = "NAME")]
    payee: Option<String>,
    /// The account that is paid [default: 6222021234567890128]
    #[arg(long, value_name = "NUMBER")]
    account: Option<String>,
    /// The amount in yuan [default: 128.50]
    #[arg(long, value_name = "YUAN")]
    amount: Option<String>,
    /// File with the PIN that the customer chooses, six digits [default: typed on the keypad in a
    /// terminal, drawn elsewhere]
    #[arg(long, value_name = "FILE")]
    pin_file: Option<PathBuf>,
    /// Asks nothing, in a terminal either
    #[arg(long, short)]
    yes: bool,
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

/// The world of the demo: a server, and how to reach it.
struct World {
    wire: Wire,
    root: VerifyingKey,
    /// The demo's own gateway with its folder; both end with it.
    own: Option<(Background, TempDir)>,
}

/// Plays the demo.
pub fn run(args: &DemoArgs) -> Result<Outcome, Failure> {
    let mut wish = Wish::new(args)?;
    let mut world = world(args)?;
    let keep = args.keep.as_deref().map(Keep::new).transpose()?.map(Arc::new);
    if let Some(keep) = &keep {
        world.wire = world.wire.kept(Arc::clone(keep));
    }
    let mut story = Story::new(args.json, keep);
    if !args.json {
        introduce(&world)?;
    }
    story.chapter(text("One transfer, step by step", "一笔转账，逐步进行"), path::STEPS)?;
    if let Some((phone, session)) = path::go(&world, &mut wish, &mut story)? {
        story.chapter(
            text("Attacks, each of which has to be rejected", "以下攻击均须被拒绝"),
            attacks::COUNT,
        )?;
        let (mut phone, session) = if wish.by_person {
            story.say(&format!(
                "    {}",
                text(
                    "on a second customer, whose PIN the demo knows: yours can't be read back",
                    "针对第二位客户，其密码由演示程序持有；您输入的密码无法回读"
                )
            ))?;
            second_customer(&phone, &mut wish)?
        } else {
            (phone, session)
        };
        attacks::play(&world, &mut phone, &session, &wish, &mut story)?;
    }
    let outcome = if story.all_held(attacks::COUNT) { Outcome::Yes } else { Outcome::No };
    if args.json {
        output::json(&story)?;
    } else {
        conclude(&story, outcome)?;
    }
    Ok(outcome)
}

/// Another customer of the bank, on another phone, with a PIN that the demo types itself.
fn second_customer(first: &Phone, wish: &mut Wish) -> Result<(Phone, Session), Failure> {
    let letter = fetch_letter(&first.wire)?;
    let mut phone = Phone::enrol(&first.wire, &first.server, &letter)?;
    let session = phone.log_in(letter.login_password.as_bytes())?;
    wish.pin = phone.set_drawn_pin(&session, &letter)?;
    Ok((phone, session))
}

/// The phone's own clock, good to a day or two: only the bundle's dates are compared with it.
fn wall_clock() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixSeconds(since.as_secs())
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
