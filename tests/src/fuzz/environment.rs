//! What an environment pass reads, and what the bank sends it: hostile, all of it.

use yufu::environment::evidence::{
    find_signing_block, mounts_apart, parse_code_signature, parse_local_addresses, parse_mach_o,
    parse_maps, parse_mountinfo, parse_mounts, parse_property_area, parse_signing_block,
    parse_status,
};
use yufu::environment::{Capture, Pack};
use yufu_protocol::pack::PackClaims;
use yufu_protocol::time::UnixSeconds;

use super::fixed;
use crate::make::signing;

/// The bytes as a capture of any platform, judged by every pack.
pub fn capture(data: &[u8]) {
    let Ok(capture) = Capture::from_json(data) else { return };
    for pack in Pack::all_embedded() {
        let findings = pack.judge(&capture, true);
        assert_eq!(findings.len(), pack.rules().count());
        assert!(pack.scores(&findings).values().all(|score| *score <= 100));
    }
    Capture::from_json(capture.to_json().as_bytes()).expect("was written");
}

/// The bytes as the kernel's own texts.
pub fn kernel_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = parse_maps(&text);
    let (info, listed) = (parse_mountinfo(&text), parse_mounts(&text));
    let _ = mounts_apart(&info.unwrap_or_default(), &listed.unwrap_or_default());
    let _ = parse_local_addresses(&text);
    let _ = parse_status(&text);
}

/// The bytes as a pack that is believed, as one that is signed, and as a signed object.
pub fn pack(data: &[u8]) {
    let root = signing("root key");
    let roots = [root.verifying_key().clone()];
    let _ = PackClaims::verify(&String::from_utf8_lossy(data), &roots, UnixSeconds(0), None);
    let Ok(claims) = PackClaims::from_own_json(data) else { return };
    let canonical = claims.to_json().expect("was read");
    assert_eq!(PackClaims::from_own_json(&canonical).as_ref(), Ok(&claims));
    if let (Ok(token), Some(end)) = (claims.sign(&root, &mut fixed()), claims.expires_at) {
        let before = end.saturating_sub(1);
        let read = PackClaims::verify(&token, &roots, before, Some(claims.sequence));
        assert_eq!(read.as_ref(), Ok(&claims));
    }
    let pack = Pack::new(claims);
    let capture = Capture::empty(pack.claims().platform, "aarch64");
    assert_eq!(pack.judge(&capture, true).len(), pack.rules().count());
}

/// The bytes as a file of Android's properties.
pub fn property_area(data: &[u8]) {
    let _ = parse_property_area(data);
}

/// The bytes as an Android package and as its signing block.
pub fn package(data: &[u8]) {
    let _ = parse_signing_block(data);
    let len = u64::try_from(data.len()).expect("in memory");
    let read = |at: u64, buffer: &mut [u8]| {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let bytes = data.get(at..).and_then(|rest| rest.get(..buffer.len()));
        bytes.map(|bytes| buffer.copy_from_slice(bytes)).is_some()
    };
    if let Some(range) = find_signing_block(len, read) {
        assert!(range.start <= range.end && range.end <= len);
    }
}

/// The bytes as a program of iOS and as its code signature.
pub fn program(data: &[u8]) {
    let _ = parse_mach_o(data);
    let _ = parse_code_signature(data);
}
