//! /proc/self/net/fib_trie: the kernel's routing table, of which only the own addresses are looked at.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

/// The IPv4 addresses that are this machine's own; `None` if the text is no such table.
///
/// In the tree of each table a leaf `|-- 10.0.2.15` names a prefix, and the lines below it say what for:
/// `/32 host LOCAL` is an address of an interface.
#[must_use]
pub fn parse_local_addresses(text: &str) -> Option<BTreeSet<Ipv4Addr>> {
    let mut addresses = BTreeSet::new();
    let mut leaf = None;
    for line in text.lines() {
        let line = line.trim_start();
        if let Some(prefix) = line.strip_prefix("|-- ") {
            leaf = Some(prefix.parse().ok()?);
        } else if line == "/32 host LOCAL" {
            addresses.insert(leaf?);
        }
    }
    (leaf.is_some() || text.is_empty()).then_some(addresses)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TABLE: &str = "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 0.0.0.0\n        /0 universe UNICAST\n     \
         |-- 10.0.2.0\n        /24 link UNICAST\nLocal:\n  +-- 0.0.0.0/0 3 0 5\n     +-- 10.0.2.0/24 2 0 2\n        \
         |-- 10.0.2.15\n           /32 host LOCAL\n        |-- 10.0.2.255\n           /32 link BROADCAST\n     \
         +-- 127.0.0.0/8 2 0 2\n        |-- 127.0.0.0\n           /8 host LOCAL\n        |-- 127.0.0.1\n           \
         /32 host LOCAL\n";

    #[test]
    fn only_the_machines_own_addresses_are_taken() {
        let own = ["10.0.2.15", "127.0.0.1"].map(|text| text.parse().unwrap());
        assert_eq!(parse_local_addresses(TABLE), Some(own.into()));
    }

    #[test]
    fn a_machine_without_a_network_has_none_and_another_text_is_no_table() {
        assert_eq!(parse_local_addresses(""), Some(BTreeSet::new()));
        for text in ["x", "|-- x\n", "/32 host LOCAL\n", "|-- 10.0.2.15.1\n/32 host LOCAL\n"] {
            assert_eq!(parse_local_addresses(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "(\\|-- |[0-9.]|/32 host LOCAL|\n| ){0,60}|.{0,99}") {
            let _ = parse_local_addresses(&text);
        }
    }
}
