//! The arithmetic against big integers and against RustCrypto's sm2, each implementation of the
//! field through the same tests.

use super::*;
use ::sm2::elliptic_curve::{Group as _, PrimeField as _, point::AffineCoordinates as _};
use alloc::vec::Vec;
use num_bigint::BigUint;
use proptest::prelude::*;

/// Calls a generic test for every implementation that this machine can run.
macro_rules! for_each_arithmetic {
    ($test:ident($($argument:expr),*)) => {{
        #[cfg(target_arch = "x86_64")]
        if let Some(arith) = adx::Adx::detect() {
            $test(arith, $($argument),*);
        }
        $test(Portable, $($argument),*);
    }};
}

fn big(a: &limbs::Limbs) -> BigUint {
    BigUint::from_bytes_be(&limbs::to_be_bytes(a))
}

fn limbs_of(a: &BigUint) -> limbs::Limbs {
    let bytes = a.to_bytes_be();
    let mut padded = [0; 32];
    padded[32 - bytes.len()..].copy_from_slice(&bytes);
    limbs::from_be_bytes(&padded)
}

fn r() -> BigUint {
    BigUint::from(1_u8) << 256_u32
}

/// Integers where carries run through all words, or stop at each; m stands for p or n.
fn edges(m: &limbs::Limbs) -> Vec<limbs::Limbs> {
    let words = [0, 1, 0xffff_ffff, 0xffff_ffff_0000_0000, u64::MAX];
    let mut all = Vec::new();
    for a in words {
        for b in words {
            all.extend([[a, b, a, b], [a, a, b, b], [a, b, b, a], [a, 0, 0, b], [0, a, b, 0]]);
        }
    }
    let m = big(m);
    for i in 0_u32..3 {
        all.extend([limbs_of(&(&m - 1_u8 - i)), limbs_of(&(&m >> i)), limbs_of(&(r() % &m + i))]);
    }
    all.into_iter().map(|a| limbs_of(&(big(&a) % &m))).collect()
}

fn limb() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => any::<u64>(),
        1 => Just(0),
        1 => Just(u64::MAX),
        1 => any::<u32>().prop_map(u64::from),
        1 => any::<u32>().prop_map(|high| u64::from(high) << 32),
    ]
}

fn below(m: limbs::Limbs) -> impl Strategy<Value = limbs::Limbs> {
    [limb(), limb(), limb(), limb()].prop_map(move |a| limbs_of(&(big(&a) % big(&m))))
}

fn field_matches_integers<A: Arithmetic>(arith: A, a: &limbs::Limbs, b: &limbs::Limbs) {
    let (p, one) = (big(&field::P), BigUint::from(1_u8));
    let (x, y) = (big(a), big(b));
    let (a, b) = (Element(*a), Element(*b));
    let canonical = |element: Element| {
        let value = big(&element.0);
        assert!(value < p, "{value:x} is not below p");
        value
    };
    // Products carry a factor R too much on the left.
    assert_eq!(canonical(arith.mul(&a, &b)) * r() % &p, &x * &y % &p);
    assert_eq!(canonical(arith.square(&a)) * r() % &p, &x * &x % &p);
    assert_eq!(canonical(arith.add(&a, &b)), (&x + &y) % &p);
    assert_eq!(canonical(arith.sub(&a, &b)), (&x + &p - &y) % &p);
    for (c, z) in [(&a, &x), (&b, &y)] {
        let expected = (&x + &p * 3_u8 - &y * 2_u8 - z) % &p;
        assert_eq!(canonical(arith.sub_twice_and_once(&a, &b, c)), expected);
        let expected = (&p * 3_u8 - &y * 2_u8 - z) % &p;
        assert_eq!(canonical(arith.sub_twice_and_once(&Element::ZERO, &b, c)), expected);
    }
    assert_eq!(canonical(a.half()) * 2_u8 % &p, x);
    for (c, z) in [(&a, &x), (&b, &y), (&Element::ZERO, &BigUint::ZERO)] {
        let product = canonical(arith.mul_sub(&a, &b, c)) + z;
        assert_eq!(product * r() % &p, &x * &y % &p);
    }
    let weak = arith.add_weak(&a, &b);
    assert_eq!(arith.mul_sub(&weak, &b, &a), arith.sub(&arith.mul(&weak, &b), &a));
    assert_eq!(big(&weak.0) % &p, (&x + &y) % &p);
    assert_eq!(arith.mul(&weak, &b), arith.mul(&arith.add(&a, &b), &b));
    for (mask, expected) in [(0, x.clone()), (u64::MAX, (&p - &x) % &p)] {
        assert_eq!(canonical(a.negate_if(arith, mask)), expected);
    }
    let inverse = canonical(point::invert(arith, &a));
    let product = inverse * &x % &p;
    assert_eq!(product, if x == BigUint::ZERO { x } else { r() * r() % &p * one % &p });
}

fn scalars_match_integers(a: &limbs::Limbs, b: &limbs::Limbs) {
    let n = big(&scalar::N);
    let (x, y) = (big(a), big(b));
    let (a, b) = (Scalar(*a), Scalar(*b));
    assert_eq!(big(&a.add(&b).0), (&x + &y) % &n);
    assert_eq!(big(&a.sub(&b).0), (&x + &n - &y) % &n);
    assert_eq!(big(&a.mul(&b).0), &x * &y % &n);
    match a.invert() {
        Some(inverse) => assert_eq!(big(&inverse.0) * &x % &n, BigUint::from(1_u8)),
        None => assert_eq!(x, BigUint::ZERO),
    }
    assert_eq!(Scalar::from_bytes(&a.to_bytes()).map(|a| a.0), Some(a.0));
}

#[test]
fn field_of_edge_values_matches_integers() {
    let edges = edges(&field::P);
    for a in &edges {
        for b in &edges {
            for_each_arithmetic!(field_matches_integers(a, b));
        }
    }
}

#[test]
fn scalars_of_edge_values_match_integers() {
    let edges = edges(&scalar::N);
    for a in &edges {
        for b in &edges {
            scalars_match_integers(a, b);
        }
    }
}

#[test]
fn bytes_at_and_above_the_modulus_are_refused_or_reduced() {
    for above in 0_u32..3 {
        let p = limbs::to_be_bytes(&limbs_of(&(big(&field::P) + above)));
        assert!(Element::from_bytes(Portable, &p).is_none());
        let n = limbs::to_be_bytes(&limbs_of(&(big(&scalar::N) + above)));
        assert!(Scalar::from_bytes(&n).is_none());
        assert_eq!(big(&Scalar::reduce(&n).0), BigUint::from(above));
    }
    let most = limbs::to_be_bytes(&[u64::MAX; 4]);
    assert_eq!(big(&Scalar::reduce(&most).0), r() - 1_u8 - big(&scalar::N));
}

/// The same scalar in RustCrypto's type.
fn theirs(k: &Scalar) -> ::sm2::Scalar {
    ::sm2::Scalar::from_repr((*k.to_bytes()).into()).unwrap()
}

/// x and y by RustCrypto, none at infinity.
fn their_coordinates(point: &::sm2::ProjectivePoint) -> Option<[[u8; 32]; 2]> {
    let affine = point.to_affine();
    (!bool::from(point.is_identity())).then(|| [affine.x().into(), affine.y().into()])
}

fn our_coordinates<A: Arithmetic>(arith: A, point: &Jacobian) -> Option<[[u8; 32]; 2]> {
    let affine = point.to_affine(arith);
    (!point.z.is_zero()).then(|| affine.map(|element| element.to_bytes(arith)))
}

fn affine_of<A: Arithmetic>(arith: A, point: &::sm2::ProjectivePoint) -> Affine {
    let [x, y] = their_coordinates(point).unwrap();
    affine_from_coordinates(arith, &x, &y).unwrap()
}

fn products_match_rustcrypto<A: Arithmetic>(arith: A, k: &Scalar, d: &Scalar) {
    let g = ::sm2::ProjectivePoint::GENERATOR;
    let of_base = base::mul_base(arith, k);
    if !of_base.z.is_zero() {
        assert_eq!(our_coordinates(arith, &of_base), their_coordinates(&(g * theirs(k))));
    }
    let p = g * theirs(d);
    let affine = affine_of(arith, &p);
    let expected = their_coordinates(&(p * theirs(k)));
    let product = variable::mul(arith, k, &affine);
    assert_eq!(our_coordinates(arith, &product), expected);
    let public = multiple_vartime(arith, k, &affine);
    assert_eq!(our_coordinates(arith, &public), expected);
    // k G + d P, with the point's table narrow and wide.
    let expected = their_coordinates(&(g * theirs(k) + p * theirs(d)));
    let multiples: equation::Multiples = odd_multiples(arith, &affine);
    let sum = vartime::mul_base_add_vartime(arith, Some(k), d, &[&multiples], equation::WIDTH);
    assert_eq!(our_coordinates(arith, &sum), expected);
}

fn dispatched_products_match_rustcrypto(k: &Scalar) {
    let g = ::sm2::ProjectivePoint::GENERATOR;
    let expected = their_coordinates(&(g * theirs(k)));
    let flat = |point: Point| point.coordinates().map(|point| [*point.x, *point.y]);
    assert_eq!(flat(Point::mul_base(k)), expected);
    let x = Point::mul_base(k).coordinates().map(|coordinates| *coordinates.x);
    assert_eq!(Point::mul_base_x(k).map(|x| *x), x);
    let [x, y] = &comb::BASE_POINT;
    assert_eq!(flat(AffinePoint::from_coordinates(x, y).unwrap().mul(k)), expected);
}

/// Scalars near 0 and n, of one bit, of long runs, and such that additions meet P = ±Q.
fn edge_scalars() -> Vec<Scalar> {
    let n = big(&scalar::N);
    let mut all: Vec<BigUint> = Vec::new();
    for i in 0_u32..70 {
        all.extend([BigUint::from(i), &n - 1_u8 - i, (&n >> 1_u8) + i]);
    }
    for i in 0_u32..256 {
        all.push((BigUint::from(1_u8) << i) % &n);
        all.push((&n - (BigUint::from(1_u8) << i) % &n) % &n);
    }
    all.extend(edges(&scalar::N).iter().map(big));
    all.iter().map(|k| Scalar(limbs_of(k))).collect()
}

#[test]
fn products_with_edge_scalars_match_rustcrypto() {
    let d = Scalar(limbs_of(&(big(&scalar::N) / 3_u8)));
    for k in edge_scalars() {
        for_each_arithmetic!(products_match_rustcrypto(&k, &d));
        dispatched_products_match_rustcrypto(&k);
    }
}

/// The odd scalars whose last addition is of equal or opposite points, other than 0: with A what the
/// last look-up takes and S = k - A the sum before, S = ±A modulo n, so k = 2 A or k = 0 modulo n.
/// A is found by trying all choices of its signs.
fn exceptional_scalars() -> Vec<Scalar> {
    use comb::{DIGITS, ROWS, SPACING, TABLES, TEETH};
    let (n, top) = (big(&scalar::N), BigUint::from(1_u8) << DIGITS);
    // A multiple of n that keeps differences above zero.
    let offset = (&top / &n + 1_u8) * &n;
    let position = |tooth: usize| SPACING * tooth + ROWS * (TABLES - 1);
    let of_signs = |signs: u64| {
        let twice_a = (0..TEETH).fold(offset.clone(), |sum, tooth| {
            let power = BigUint::from(2_u8) << position(tooth);
            if signs >> tooth & 1 == 1 { sum + power } else { sum - power }
        });
        let k = twice_a % &n;
        let digits = (&k + &top - 1_u8) >> 1_u8;
        let has = |tooth| digits.bit(position(tooth) as u64) == (signs >> tooth & 1 == 1);
        (k.bit(0) && (0..TEETH).all(has)).then(|| Scalar(limbs_of(&k)))
    };
    (0..1 << TEETH).filter_map(of_signs).collect()
}

fn exceptional_scalar_is_marked<A: Arithmetic>(arith: A, k: &Scalar) {
    assert!(base::mul_base(arith, k).z.is_zero());
}

#[test]
fn scalars_that_the_table_of_the_base_point_cannot_add_up_are_multiplied_all_the_same() {
    let found = exceptional_scalars();
    assert!(!found.is_empty());
    let negatives: Vec<_> = found.iter().map(|k| Scalar([0; 4]).sub(k)).collect();
    for k in found.into_iter().chain(negatives) {
        for_each_arithmetic!(exceptional_scalar_is_marked(&k));
        dispatched_products_match_rustcrypto(&k);
    }
}

/// P equal to G and -G, where sums of both meet equal and opposite points.
#[test]
fn sums_that_meet_equal_and_opposite_points_match_rustcrypto() {
    let one = Scalar::one();
    let minus_one = Scalar([0; 4]).sub(&one);
    for k in edge_scalars().iter().take(80) {
        for d in [&one, &minus_one, k] {
            if !bool::from(d.is_zero()) {
                for_each_arithmetic!(products_match_rustcrypto(k, d));
            }
        }
    }
}

fn formulas_handle_exceptional_cases<A: Arithmetic>(arith: A) {
    let g = affine_of(arith, &::sm2::ProjectivePoint::GENERATOR);
    let [x, y] = g;
    let minus_g = [x, y.negate_if(arith, u64::MAX)];
    let jacobian = Jacobian::from_affine(&g).double(arith).add_affine_vartime(arith, &minus_g);
    assert!(jacobian.z != Element::ONE, "a representative with another Z");
    for point in [jacobian, Jacobian::from_affine(&g)] {
        assert!(point.add_affine_vartime(arith, &minus_g).z.is_zero());
        let twice = our_coordinates(arith, &point.double(arith));
        assert_eq!(our_coordinates(arith, &point.add_affine_vartime(arith, &g)), twice);
        assert_eq!(our_coordinates(arith, &point.add_affine_complete(arith, &g)), twice);
        assert!(point.add_affine_complete(arith, &minus_g).z.is_zero());
        // The constant-time formula marks both cases, for good.
        for other in [g, minus_g] {
            let (sum, _) = point.add_affine(arith, &other);
            assert!(sum.z.is_zero());
            assert!(sum.double(arith).z.is_zero());
            assert!(sum.add_affine(arith, &g).0.z.is_zero());
        }
    }
    let from_infinity = Jacobian::INFINITY.add_affine_vartime(arith, &g);
    assert_eq!(our_coordinates(arith, &from_infinity), Some(comb::BASE_POINT));
    assert!(Jacobian::INFINITY.double(arith).z.is_zero());
}

#[test]
fn exceptional_additions_are_right_or_marked() {
    for_each_arithmetic!(formulas_handle_exceptional_cases());
}

fn scan_finds_each_point<A: Arithmetic>(arith: A) {
    let points: Vec<[Element; 2]> =
        (0..16).map(|i| [Element([i, 1, 2, 3]), Element([4, 5, 6, i])]).collect();
    for index in 0..32 {
        let mut found = [Element::ZERO; 2];
        arith.scan(&points, 16, index, &mut found);
        let expected = index.checked_sub(16).map(|at| points[usize::try_from(at).unwrap()]);
        assert_eq!(found, expected.unwrap_or([Element::ZERO; 2]));
    }
}

#[test]
fn scan_takes_the_wanted_point_and_no_other() {
    for_each_arithmetic!(scan_finds_each_point());
}

#[test]
fn table_of_the_base_point_is_what_its_definition_gives() {
    let [x, y] = &comb::BASE_POINT;
    let base = affine_from_coordinates(Portable, x, y).unwrap();
    let mut points = base::points();
    comb::generate(Portable, &base, |point| assert_eq!(points.next(), Some(&point)));
    assert!(points.next().is_none());
}

proptest! {
    #[test]
    fn field_matches_integers_on_random_values(a in below(field::P), b in below(field::P)) {
        for_each_arithmetic!(field_matches_integers(&a, &b));
    }

    #[test]
    fn scalars_match_integers_on_random_values(a in below(scalar::N), b in below(scalar::N)) {
        scalars_match_integers(&a, &b);
    }

    #[test]
    fn products_match_rustcrypto_on_random_values(k in below(scalar::N), d in below(scalar::N)) {
        prop_assume!(!limbs::is_zero(&d));
        for_each_arithmetic!(products_match_rustcrypto(&Scalar(k), &Scalar(d)));
        dispatched_products_match_rustcrypto(&Scalar(k));
    }
}

/// A coordinate in [n, p) stands for the smaller residue; no signature meets one by chance.
#[test]
fn coordinate_at_or_above_n_matches_its_residue() {
    let (p, n) = (big(&field::P), big(&scalar::N));
    let b = BigUint::from_bytes_be(&PARAMETERS[1]);
    let (point, residue) = (0_u32..)
        .find_map(|i| {
            let x = &n + i;
            let square = (&x * &x * &x + &p * 3_u8 - &x * 3_u8 + &b) % &p;
            // p = 3 modulo 4, so a square has this root.
            let y = square.modpow(&((&p + 1_u8) >> 2_u8), &p);
            let bytes = |a: &BigUint| limbs::to_be_bytes(&limbs_of(a));
            Some((AffinePoint::from_coordinates(&bytes(&x), &bytes(&y))?, i))
        })
        .unwrap();
    let equation = |x: u32| equation::Equation {
        s: Scalar([0; 4]),
        t: Scalar::one(),
        x: Scalar([u64::from(x), 0, 0, 0]),
    };
    for (x, holds) in [(residue, true), (residue + 1, false)] {
        assert_eq!(equation(x).holds_vartime(&point), holds);
        assert_eq!(equation(x).holds_prepared_vartime(&point.prepare()), holds);
        let both = [Some((&point, equation(x))), None, Some((&point, equation(residue)))];
        assert_eq!(equation::hold_each_vartime(&both), [holds, false, true]);
    }
}
