//! The chain of a device's reports, kept beside its key: what tells the device from its copy.
//!
//! ```text
//! ReportChain ::= SEQUENCE {
//!     version  INTEGER (1),
//!     device   OCTET STRING (SIZE (32)),      -- thumbprint of the device key
//!     counter  INTEGER,                       -- of the last report
//!     links    SEQUENCE OF OCTET STRING (SIZE (16)) }
//! ```
//!
//! `links` are those that the next report has to go on from: newest first, the last one being the
//! last that the server is known to have taken. docs/formats/device-record.md has an example.

use der::asn1::OctetStringRef;
use der::{Decode, Encode, Sequence};
use yufu_protocol::id::{ReportLink, Thumbprint};
use yufu_protocol::report::{MAX_PREVIOUS, ReportChain};

use crate::{Error, Result};

const VERSION: u8 = 1;

/// What is stored about the reports that were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    counter: u64,
    links: Vec<ReportLink>,
}

#[derive(Sequence)]
struct ChainDer<'a> {
    version: u8,
    device: &'a OctetStringRef,
    counter: u64,
    links: Vec<&'a OctetStringRef>,
}

impl Chain {
    /// Goes on by one report, whose counter is at least `floor`.
    pub(super) fn advance(&mut self, floor: u64, link: ReportLink) -> (u64, ReportChain) {
        // The oldest stays: while nothing arrives, it is what the server has.
        while self.links.len() > MAX_PREVIOUS {
            self.links.remove(MAX_PREVIOUS.saturating_sub(1));
        }
        let previous = self.links.clone();
        self.counter = self.counter.saturating_add(1).max(floor);
        self.links.insert(0, link);
        (self.counter, ReportChain { link, previous })
    }

    /// The server took the report with this link: what is older needs no mention any more.
    pub(super) fn taken(&mut self, link: &ReportLink) {
        if let Some(at) = self.links.iter().position(|known| known == link) {
            self.links.truncate(at.saturating_add(1));
        }
    }

    /// Reads the chain of `device`; a new one, if what is stored belongs to another device.
    ///
    /// # Errors
    /// [`Error::KeyFileDamaged`] if these bytes are no chain.
    pub(super) fn from_der(bytes: &[u8], device: &Thumbprint) -> Result<Self> {
        let read = ChainDer::from_der(bytes).map_err(|_| Error::KeyFileDamaged)?;
        if read.version != VERSION || read.links.len() > MAX_PREVIOUS.saturating_add(1) {
            return Err(Error::KeyFileDamaged);
        }
        if read.device.as_bytes() != device.as_bytes() {
            return Ok(Self::default());
        }
        let link = |bytes: &OctetStringRef| {
            let bytes = bytes.as_bytes().try_into().map_err(|_| Error::KeyFileDamaged)?;
            Ok(ReportLink::from_bytes(bytes))
        };
        let links = read.links.into_iter().map(link).collect::<Result<_>>()?;
        Ok(Self { counter: read.counter, links })
    }

    /// The bytes to store.
    ///
    /// # Errors
    /// [`Error::StorageFailed`] if they can't be written as DER.
    pub(super) fn to_der(&self, device: &Thumbprint) -> Result<Vec<u8>> {
        let octets = |bytes| OctetStringRef::new(bytes);
        let write = || {
            let links = self.links.iter().map(|link| octets(link.as_bytes()));
            ChainDer {
                version: VERSION,
                device: octets(device.as_bytes())?,
                counter: self.counter,
                links: links.collect::<der::Result<_>>()?,
            }
            .to_der()
        };
        write().map_err(|_| Error::StorageFailed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: Thumbprint = Thumbprint::from_bytes([1; 32]);

    fn link(number: u8) -> ReportLink {
        ReportLink::from_bytes([number; 16])
    }

    fn previous(chain: &mut Chain, number: u8) -> Vec<u8> {
        let (_, made) = chain.advance(0, link(number));
        assert_eq!(made.link, link(number));
        made.previous.iter().map(|link| link.as_bytes()[0]).collect()
    }

    #[test]
    fn report_goes_on_from_those_whose_arrival_is_unknown() {
        let mut chain = Chain::default();
        assert!(previous(&mut chain, 1).is_empty());
        assert_eq!(previous(&mut chain, 2), [1]);
        chain.taken(&link(2));
        assert_eq!(previous(&mut chain, 3), [2]);
        chain.taken(&link(1));
        assert_eq!(previous(&mut chain, 4), [3, 2]);
        chain.taken(&link(2));
        assert_eq!(previous(&mut chain, 5), [4, 3, 2]);
    }

    #[test]
    fn last_link_that_arrived_is_named_however_many_were_lost_since() {
        let mut chain = Chain::default();
        assert!(previous(&mut chain, 200).is_empty());
        for number in 0..100 {
            let named = previous(&mut chain, number);
            assert!(named.len() <= MAX_PREVIOUS);
            assert_eq!(named.last(), Some(&200));
            assert!(number == 0 || named[0] == number - 1);
            assert_eq!(Chain::from_der(&chain.to_der(&DEVICE).unwrap(), &DEVICE).unwrap(), chain);
        }
    }

    #[test]
    fn counter_grows_from_what_was_stored_or_from_the_time() {
        let mut chain = Chain { counter: 7, links: Vec::new() };
        assert_eq!(chain.advance(0, link(1)).0, 8);
        assert_eq!(chain.advance(100, link(2)).0, 100);
        assert_eq!(chain.advance(90, link(3)).0, 101);
    }

    #[test]
    fn chain_of_another_device_is_not_gone_on_from_and_damage_is_an_error() {
        let chain = Chain { counter: 7, links: vec![link(1), link(2)] };
        let stored = chain.to_der(&DEVICE).unwrap();
        let other = Thumbprint::from_bytes([2; 32]);
        assert_eq!(Chain::from_der(&stored, &other).unwrap(), Chain::default());
        for at in 0..stored.len() {
            assert!(Chain::from_der(&stored[..at], &DEVICE).is_err());
        }
    }

    #[test]
    fn chain_on_the_format_page_is_read_and_written_again() {
        let page = include_str!("../../../../docs/formats/device-record.md");
        let (_, rest) = page.split_once("```text chain\n").unwrap();
        let digits: String = rest.split_once("```").unwrap().0.split_whitespace().collect();
        let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
        let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
        let chain = Chain { counter: 1_849_718_262_988_807, links: vec![link(0x22), link(0x11)] };
        let device = Thumbprint::from_bytes(yufu_sm::sm3::hash(b"yufu example device"));
        assert_eq!(Chain::from_der(&bytes, &device).unwrap(), chain);
        assert_eq!(chain.to_der(&device).unwrap(), bytes);
    }
}
