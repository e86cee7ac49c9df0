//! A phone whose hardware attests a key, under a root of the test's own.

use yufu_verifier::attestation::{AndroidApp, AttestationPolicy, Root};

use super::der::{Draft, Signer, explicit, extension, integer, octets, tlv};

pub const PACKAGE: &str = "bank.example.app";
const SIGNER: [u8; 32] = [0x51; 32];
pub const CHALLENGE: &[u8] = b"the server's challenge";
const KEY_DESCRIPTION: &[u8] = b"\x06\x0a\x2b\x06\x01\x04\x01\xd6\x79\x02\x01\x11";

/// What the key store states, each part open to a change.
#[derive(Clone)]
pub struct Statement {
    pub level: u8,
    pub key_level: u8,
    pub challenge: Vec<u8>,
    pub purposes: Vec<u32>,
    pub origin: Option<u32>,
    /// Locked, and the state of verified boot.
    pub boot: Option<(bool, u8)>,
    pub os_version: u32,
    pub patch_level: u32,
    pub vendor_patch_level: u32,
    pub package: String,
    pub signer: Vec<u8>,
    pub more: Vec<u8>,
}

impl Default for Statement {
    /// A phone that a bank likes.
    fn default() -> Self {
        Self {
            level: 1,
            key_level: 1,
            challenge: CHALLENGE.to_vec(),
            purposes: vec![2],
            origin: Some(0),
            boot: Some((true, 0)),
            os_version: 140_000,
            patch_level: 202_510,
            vendor_patch_level: 20_251_005,
            package: PACKAGE.to_owned(),
            signer: SIGNER.to_vec(),
            more: Vec::new(),
        }
    }
}

impl Statement {
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub fn answering(self, challenge: &[u8]) -> Self {
        self.with(|it| it.challenge = challenge.to_vec())
    }

    pub fn unlocked(self) -> Self {
        self.with(|it| it.boot = Some((false, 2)))
    }

    fn write(&self) -> Vec<u8> {
        let package = tlv(0x30, &[&octets(self.package.as_bytes()), &integer(7)]);
        let app = tlv(0x30, &[&tlv(0x31, &[&package]), &tlv(0x31, &[&octets(&self.signer)])]);
        let software = explicit(709, &octets(&app));
        let purposes: Vec<u8> = self.purposes.iter().flat_map(|it| integer(*it)).collect();
        let boot = self.boot.map(|(locked, state)| {
            let locked = if locked { 0xff } else { 0 };
            let parts = [&octets(&[1; 32])[..], &[1, 1, locked, 10, 1, state], &octets(&[2; 32])];
            explicit(704, &tlv(0x30, &[&parts.concat()]))
        });
        let hardware = [
            explicit(1, &tlv(0x31, &[&purposes])),
            explicit(2, &integer(3)),
            explicit(503, &[5, 0]),
            self.origin.map(|origin| explicit(702, &integer(origin))).unwrap_or_default(),
            boot.unwrap_or_default(),
            explicit(705, &integer(self.os_version)),
            explicit(706, &integer(self.patch_level)),
            explicit(718, &integer(self.vendor_patch_level)),
        ];
        tlv(
            0x30,
            &[
                &integer(300),
                &[10, 1, self.level],
                &integer(300),
                &[10, 1, self.key_level],
                &octets(&self.challenge),
                &octets(b""),
                &tlv(0x30, &[&software]),
                &tlv(0x30, &[&hardware.concat(), &self.more]),
            ],
        )
    }

    pub fn extension(&self) -> Vec<u8> {
        extension(KEY_DESCRIPTION, false, &self.write())
    }
}

/// Root, intermediate and device key.
pub struct Chain {
    pub root: Signer,
    pub intermediate: Signer,
    pub device: Signer,
    pub policy: AttestationPolicy,
}

impl Chain {
    pub fn new() -> Self {
        Self::with(Signer::p384(), Signer::p256())
    }

    pub fn with(root: Signer, intermediate: Signer) -> Self {
        let certificate = Draft::authority("root", "root").sign(&root.spki(), &root);
        let mut policy = AttestationPolicy::default();
        policy.android.roots = vec![Root::from_der(&certificate).unwrap()];
        policy.android.apps = vec![AndroidApp { package: PACKAGE.into(), signer: SIGNER }];
        policy.android.patch_months = 12;
        Self { root, intermediate, device: Signer::p256(), policy }
    }

    pub fn leaf(&self, statement: &Statement) -> Draft {
        Draft::new("intermediate", "key").with(|it| it.extensions = vec![statement.extension()])
    }

    pub fn middle(&self) -> Draft {
        Draft::authority("root", "intermediate").with(|it| it.serial = 0x2c8c)
    }

    pub fn write(&self, leaf: &Draft, middle: &Draft) -> Vec<u8> {
        let leaf = leaf.sign(&self.device.spki(), &self.intermediate);
        let middle = middle.sign(&self.intermediate.spki(), &self.root);
        let root = Draft::authority("root", "root").sign(&self.root.spki(), &self.root);
        [leaf, middle, root].concat()
    }

    pub fn attest(&self, statement: &Statement) -> Vec<u8> {
        self.write(&self.leaf(statement), &self.middle())
    }
}
