use std::collections::BTreeSet;

use super::*;
use crate::rng::testing::{Broken, SplitMix};

fn keypad(layout: Layout, order: Order, appearance: Appearance, seed: u64) -> Keypad {
    Keypad::new(layout, order, appearance, &mut SplitMix(seed)).unwrap()
}

fn every_kind() -> impl Iterator<Item = Keypad> {
    [Layout::Digits, Layout::Qwerty].into_iter().flat_map(|layout| {
        [Order::Fixed, Order::Shuffled].into_iter().flat_map(move |order| {
            [Appearance::STANDARD, Appearance::LARGE]
                .map(|appearance| keypad(layout, order, appearance, 1))
        })
    })
}

fn touch_kind(keypad: &mut Keypad, kind: CellKind) {
    let cell = keypad.cells().iter().position(|cell| cell.kind == kind).unwrap();
    keypad.touch(cell).unwrap();
}

/// The labels of the keys of the page that is shown.
fn labels(keypad: &Keypad) -> String {
    (0..keypad.cells().len()).map(|cell| keypad.label(cell).unwrap()).collect()
}

/// Every page that can be reached, by its labels.
fn pages(keypad: &mut Keypad) -> Vec<String> {
    let mut pages = vec![labels(keypad)];
    if keypad.layout() == Layout::Qwerty {
        for kind in [CellKind::Shift, CellKind::Symbols, CellKind::Letters] {
            touch_kind(keypad, kind);
            pages.push(labels(keypad));
        }
        assert_eq!(pages.pop().as_ref(), pages.first(), "the way leads back");
    }
    pages
}

#[test]
fn a_fixed_layout_has_the_usual_order() {
    let mut digits = keypad(Layout::Digits, Order::Fixed, Appearance::STANDARD, 1);
    assert_eq!(pages(&mut digits), ["1234567890"]);
    let mut qwerty = keypad(Layout::Qwerty, Order::Fixed, Appearance::STANDARD, 1);
    assert_eq!(
        pages(&mut qwerty),
        [
            "1234567890qwertyuiopasdfghjklzxcvbnm",
            "1234567890QWERTYUIOPASDFGHJKLZXCVBNM",
            "!@#$%^&*()-_=+[]{};:'\",.<>/?\\|`~",
        ]
    );
}

#[test]
fn every_printable_character_but_the_space_can_be_typed_once_per_page() {
    for mut keypad in every_kind() {
        let pages = pages(&mut keypad);
        let typed: BTreeSet<char> = pages.iter().flat_map(|page| page.chars()).collect();
        let wanted: BTreeSet<char> = match keypad.layout() {
            Layout::Digits => ('0'..='9').collect(),
            Layout::Qwerty => ('!'..='~').collect(),
        };
        assert_eq!(typed, wanted);
        for page in pages {
            assert_eq!(page.chars().collect::<BTreeSet<_>>().len(), page.len());
        }
    }
}

#[test]
fn a_letter_stands_at_one_place_in_both_cases() {
    let mut shuffled = keypad(Layout::Qwerty, Order::Shuffled, Appearance::STANDARD, 5);
    let pages = pages(&mut shuffled);
    assert_eq!(pages[0].to_ascii_uppercase(), pages[1]);
    assert!(pages[0][..10].bytes().all(|code| code.is_ascii_digit()));
}

#[test]
fn the_touched_key_is_the_one_drawn() {
    for mut keypad in every_kind() {
        for cell in 0..keypad.cells().len() {
            if keypad.cells()[cell].kind == CellKind::Key {
                let label = keypad.label(cell).unwrap().as_bytes()[0];
                assert_eq!(keypad.code(keypad.key_number(cell)), label);
                assert!(matches!(keypad.touch(cell), Ok(Touch::Key(_))));
            }
        }
    }
}

#[test]
fn a_cell_that_is_not_there_is_refused() {
    for mut keypad in every_kind() {
        for cell in [keypad.cells().len(), 255, usize::MAX] {
            assert!(matches!(keypad.touch(cell), Err(Error::NoSuchCell)));
            assert_eq!(keypad.label(cell), None);
        }
    }
}

#[test]
fn cells_lie_inside_the_page_and_do_not_overlap() {
    for mut keypad in every_kind() {
        let check = |keypad: &Keypad| {
            let mut taken = BTreeSet::new();
            for cell in keypad.cells() {
                assert!(cell.span > 0 && cell.column + cell.span <= keypad.columns());
                for unit in cell.column..cell.column + cell.span {
                    assert!(taken.insert((cell.row, unit)), "{cell:?}");
                }
            }
        };
        check(&keypad);
        if keypad.layout() == Layout::Qwerty {
            touch_kind(&mut keypad, CellKind::Shift);
            check(&keypad);
            touch_kind(&mut keypad, CellKind::Symbols);
            check(&keypad);
        }
    }
}

#[test]
fn large_cells_are_at_least_48_dp_wide_on_the_narrowest_phone() {
    for layout in [Layout::Digits, Layout::Qwerty] {
        let keypad = keypad(layout, Order::Fixed, Appearance::LARGE, 1);
        for cell in keypad.cells() {
            let width = 320 * u32::from(cell.span) / u32::from(keypad.columns());
            assert!(width - u32::from(keypad.appearance().gap) >= 47, "{cell:?}: {width}");
        }
    }
}

#[test]
fn every_keypad_is_shuffled_anew() {
    let mut rng = SplitMix(9);
    let mut draw = || {
        labels(
            &Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut rng).unwrap(),
        )
    };
    let drawn: BTreeSet<String> = (0..100).map(|_| draw()).collect();
    assert!(drawn.len() >= 99);
}

/// Chi-square against equal counts, in deviations from its mean.
fn excess(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    let chi: f64 =
        counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    let freedom = counts.len() as f64 - 1.0;
    (chi - freedom) / (2.0 * freedom).sqrt()
}

#[test]
fn every_order_is_equally_likely() {
    for seed in 1..=5 {
        let mut rng = SplitMix(seed);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut places = *b"abcd";
            shuffle(&mut places, &mut rng).unwrap();
            *counts.entry(places).or_insert(0) += 1;
        }
        let counts: Vec<u32> = counts.into_values().collect();
        assert_eq!(counts.len(), 24);
        assert!(excess(&counts) < 4.0, "seed {seed}: {}", excess(&counts));
    }
}

#[test]
fn every_key_is_equally_likely_at_every_place() {
    for seed in 1..=3 {
        let mut rng = SplitMix(seed);
        let mut counts = [[0_u32; 10]; 10];
        for _ in 0..5_000 {
            let drawn =
                Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut rng)
                    .unwrap();
            for (place, digit) in labels(&drawn).bytes().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        for (place, of) in counts.iter().enumerate() {
            assert!(excess(of) < 5.0, "seed {seed}, place {place}: {of:?}");
        }
    }
}

#[test]
fn the_biased_shuffle_would_be_noticed() {
    // Positive control: swapping every place with any place does not give equal chances.
    let mut rng = SplitMix(1);
    let mut counts = std::collections::BTreeMap::new();
    for _ in 0..24_000 {
        let mut places = *b"abcd";
        for place in 0..4 {
            places.swap(place, uniform_below(4, &mut rng).unwrap() as usize);
        }
        *counts.entry(places).or_insert(0_u32) += 1;
    }
    assert!(excess(&counts.into_values().collect::<Vec<_>>()) > 10.0);
}

#[test]
fn without_randomness_there_is_no_shuffled_keypad() {
    let drawn = Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut Broken);
    assert!(matches!(drawn, Err(Error::RandomFailed)));
}

#[test]
fn printing_a_keypad_shows_no_key() {
    let shuffled = keypad(Layout::Digits, Order::Shuffled, Appearance::STANDARD, 1);
    assert_eq!(format!("{shuffled:?}"), "Keypad { layout: Digits, .. }");
}
