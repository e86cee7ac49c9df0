//! The standard's example, and what both sides refuse.

use super::*;

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    hex::decode(hex).unwrap().try_into().unwrap()
}

fn example_keys() -> (ExchangeKey, ExchangeKey) {
    let a = "81eb26e941bb5af16df116495f90695272ae2cd63d6c4ae1678418be48230029";
    let b = "785129917d45a9ea5437a59356b82338eaaddA6ceb199088f14ae10defa229b5";
    (ExchangeKey::from_bytes(&bytes(a)).unwrap(), ExchangeKey::from_bytes(&bytes(b)).unwrap())
}

fn scalar(hex: &str) -> Scalar {
    Scalar::from_bytes(&bytes(hex)).unwrap()
}

/// The example of GM/T 0003.5 annex B.
#[test]
fn standard_example_is_reproduced() {
    let (a, b) = example_keys();
    assert_eq!(
        hex::encode(a.public_key().to_sec1_bytes()),
        "04160e12897df4edb61dd812feb96748fbd3ccf4ffe26aa6f6db9540af49c94232\
         4a7dad08bb9a459531694beb20aa489d6649975e1bfcf8c4741b78b4b223007f"
    );
    assert_eq!(
        hex::encode(b.public_key().to_sec1_bytes()),
        "046ae848c57c53c7b1b5fa99eb2286af078ba64c64591b8b566f7357d576f16dfb\
         ee489d771621a27b36c5c7992062e9cd09a9264386f3fbea54dff69305621c4d"
    );
    let id = SignerId::DEFAULT;
    let (party_a, party_b) = (Party::new(a.public_key(), id), Party::new(b.public_key(), id));
    // r_A of GM/T 0003.5 annex B.
    let initiator = Initiator {
        key: &a,
        id,
        peer: party_b,
        ephemeral: Ephemeral::new(scalar(
            "d4de15474db74d06491c440d305e012400990f3e390c7e87153c12db2ea60bb3",
        ))
        .unwrap(),
    };
    // r_B of GM/T 0003.5 annex B, then S_B.
    let responder = Responder::with_ephemeral(
        &b,
        id,
        &party_a,
        initiator.point(),
        16,
        scalar("7e07124814b309489125eaed101113164ebf0f3458c5bd88335c1f9d596243d6"),
    )
    .unwrap();
    assert_eq!(
        hex::encode(responder.confirmation()),
        "d3a0fe15dee185ceae907a6b595cc32a266ed7b3367e9983a896dc32fa20f8eb"
    );
    // K and S_A of GM/T 0003.5 annex B.
    let (key, s_a) = initiator.finish(responder.point(), responder.confirmation(), 16).unwrap();
    assert_eq!(hex::encode(&*key), "6c89347354de2484c60b4ab1fde4c6e5");
    assert_eq!(
        hex::encode(s_a),
        "18c7894b3816df16cf07b05c5ec0bef5d655d58f779cc1b400a4f3884644db88"
    );
    assert_eq!(*responder.confirm(&s_a).unwrap(), *key);
}

#[test]
fn wrong_confirmations_and_points_are_refused() {
    let mut rng = getrandom::SysRng;
    let (a, b) = example_keys();
    let id = SignerId::DEFAULT;
    let start = || Initiator::start(&a, id, Party::new(b.public_key(), id), &mut getrandom::SysRng);
    let initiator = start().unwrap();
    let peer = || Party::new(a.public_key(), id);
    let mut respond = |point: &[u8], len| Responder::respond(&b, id, peer(), point, len, &mut rng);
    let responder = respond(initiator.point(), 16).unwrap();
    let mut wrong = *responder.confirmation();
    wrong[31] ^= 1;
    assert_eq!(
        initiator.finish(responder.point(), &wrong, 16).unwrap_err(),
        Error::ConfirmationFailed
    );
    assert_eq!(responder.confirm(&wrong).unwrap_err(), Error::ConfirmationFailed);

    let mut off_curve = *start().unwrap().point();
    off_curve[64] ^= 1;
    for point in [&off_curve[..], &[0][..], &off_curve[..64], &[0; 65][..], &[]] {
        assert_eq!(respond(point, 16).unwrap_err(), Error::InvalidPoint);
        assert_eq!(start().unwrap().finish(point, &wrong, 16).unwrap_err(), Error::InvalidPoint);
    }
    assert_eq!(respond(start().unwrap().point(), 0).unwrap_err(), Error::InvalidLength);
}

#[test]
fn another_id_gives_another_key() {
    let mut rng = getrandom::SysRng;
    let (a, b) = example_keys();
    let id = SignerId::DEFAULT;
    let other = SignerId::new(b"another").unwrap();
    let initiator = Initiator::start(&a, id, Party::new(b.public_key(), id), &mut rng).unwrap();
    let peer = Party::new(a.public_key(), other);
    let responder = Responder::respond(&b, id, peer, initiator.point(), 16, &mut rng).unwrap();
    assert_eq!(
        initiator.finish(responder.point(), responder.confirmation(), 16).unwrap_err(),
        Error::ConfirmationFailed
    );
}

/// A peer who picks R' = -P'/x̄' makes the sum infinite; the standard stops there.
#[test]
fn shared_point_at_infinity_is_refused() {
    let (a, b) = example_keys();
    let id = SignerId::DEFAULT;
    // With d' = -x̄' r' the peer's sum P' + x̄' R' is infinity.
    let r = scalar("7e07124814b309489125eaed101113164ebf0f3458c5bd88335c1f9d596243d6");
    let ephemeral = Ephemeral::new(r.clone()).unwrap();
    let (x, _) = super::super::public::split(&ephemeral.point).unwrap();
    let d = reduced_x(x).mul(&r);
    let negated = d.sub(&d).sub(&d);
    let evil = ExchangeKey::from_bytes(&negated.to_bytes()).unwrap();
    let responder = Responder::respond(
        &b,
        id,
        Party::new(evil.public_key(), id),
        &ephemeral.point,
        16,
        &mut getrandom::SysRng,
    );
    assert_eq!(responder.unwrap_err(), Error::InvalidPoint);
    drop(a);
}
