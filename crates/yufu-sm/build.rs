//! Computes the tables of SM2's base point with the crate's own arithmetic.

#![allow(
    dead_code,
    missing_docs,
    clippy::expect_used,
    reason = "a build script uses a part of these modules, and fails by panicking"
)]

use std::{fmt::Write as _, path::Path};

#[path = "src/sm2/arithmetic/comb.rs"]
mod comb;
#[path = "src/sm2/arithmetic/field.rs"]
mod field;
#[path = "src/sm2/arithmetic/inversion.rs"]
mod inversion;
#[path = "src/sm2/arithmetic/limbs.rs"]
mod limbs;
#[path = "src/sm2/arithmetic/point.rs"]
mod point;
#[path = "src/sm2/arithmetic/portable.rs"]
mod portable;

use field::Element;
use portable::Portable;

fn main() {
    let base =
        comb::BASE_POINT.map(|bytes| Element::from_bytes(Portable, &bytes).expect("below p"));
    let mut points = Vec::new();
    comb::generate(Portable, &base, |point| points.push(point));

    let mut text = String::from("[\n");
    for table in points.chunks(comb::POINTS) {
        text.push_str("[\n");
        for [Element(x), Element(y)] in table {
            writeln!(text, "[Element({x:#x?}), Element({y:#x?})],").expect("a string takes all");
        }
        text.push_str("],\n");
    }
    text.push_str("]\n");
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets it");
    let file = Path::new(&folder).join("sm2_base_point_tables.rs");
    std::fs::write(file, text).expect("the folder can be written");

    for path in ["build.rs", "src/sm2/arithmetic"] {
        println!("cargo::rerun-if-changed={path}");
    }
}
