//! Which pages of the code can differ from their file (/proc/self/pagemap).
//!
//! Code is mapped privately: as long as nobody writes to a page it is the page cache's own, and the
//! kernel says so (Documentation/admin-guide/mm/pagemap.rst, bit 61). A page that was written to is
//! anonymous from then on. Only such pages have to be read and compared, so a pass over untouched
//! code neither reads it from disk nor makes it resident.

use super::file::{self, Image};
use super::image;
use super::reads::PAGEMAP;
use crate::environment::evidence::RawMapping;

/// Bytes of an entry.
const ENTRY: usize = 8;
/// The page is in memory.
const PRESENT: u64 = 1 << 63;
/// The page is swapped out.
const SWAPPED: u64 = 1 << 62;
/// The page belongs to a file, or is anonymous and shared.
const OF_FILE: u64 = 1 << 61;

/// The kernel's table of this process's pages.
pub(super) struct Pagemap {
    table: Image,
    page: usize,
}

impl Pagemap {
    /// Opens the table, where there is one that speaks of this address space: an emulator of
    /// instructions shows its own, in which `code`, an address of the running program, is not there.
    pub(super) fn open(code: usize) -> Option<Self> {
        let table = Image::open(&PAGEMAP, PAGEMAP.path).ok()?;
        let map = Self { table, page: image::page_size()? };
        // The page is resident, since it is read here.
        image::copy(code..code.checked_add(1)?, &mut Vec::with_capacity(1));
        let [entry] = map.entries(code, 1)?.try_into().ok()?;
        (entry & PRESENT != 0).then_some(map)
    }

    /// Whether every page of `length` bytes from `start` on is the file's own, or was never looked at.
    pub(super) fn untouched(&self, start: usize, length: usize) -> bool {
        let first = start / self.page;
        let last = start.saturating_add(length).div_ceil(self.page);
        self.entries(start, last.saturating_sub(first))
            .is_some_and(|entries| entries.into_iter().all(is_untouched))
    }

    /// The entries of `count` pages from that of `address` on.
    fn entries(&self, address: usize, count: usize) -> Option<Vec<u64>> {
        let mut bytes = vec![0; count.checked_mul(ENTRY)?];
        let offset = u64::try_from((address / self.page).checked_mul(ENTRY)?).ok()?;
        self.table.fill(&mut bytes, offset).ok()?.then_some(())?;
        let (entries, _) = bytes.as_chunks::<ENTRY>();
        Some(entries.iter().map(|entry| u64::from_ne_bytes(*entry)).collect())
    }
}

/// Whether `mapping` is of the very file that `image` has open, not of one that lay there before.
pub(super) fn is_of(mapping: &RawMapping<'_>, image: &Image) -> bool {
    image.identity().is_ok_and(|(device, inode)| {
        let device = format!("{:02x}:{:02x}", file::major(device), file::minor(device));
        mapping.device == device && mapping.inode == inode
    })
}

const fn is_untouched(entry: u64) -> bool {
    let never_looked_at = entry & (PRESENT | SWAPPED) == 0;
    let of_file = entry & (PRESENT | SWAPPED | OF_FILE) == PRESENT | OF_FILE;
    never_looked_at || of_file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_a_file_are_untouched() {
        assert!(is_untouched(0));
        assert!(is_untouched(PRESENT | OF_FILE | 0x1234));
        assert!(!is_untouched(PRESENT | 0x1234));
        assert!(!is_untouched(SWAPPED | 0x1234));
        assert!(!is_untouched(SWAPPED | OF_FILE));
    }

    #[test]
    fn a_page_that_was_written_to_is_not_untouched() {
        let mark = a_page_that_was_written_to_is_not_untouched as fn() as usize;
        let map = Pagemap::open(mark).expect("this kernel has the table");
        assert!(map.untouched(mark, 1));
        let written = vec![1_u8; 1 << 16];
        assert!(!map.untouched(written.as_ptr().addr(), written.len()));
    }

    #[test]
    fn a_mapping_is_only_of_the_file_that_it_was_made_from() {
        let maps = std::fs::read_to_string("/proc/self/maps").expect("this process is seen");
        let mark = only_pages_of_a_file_are_untouched as fn() as usize;
        let mut raw = crate::environment::evidence::raw_maps(&maps).flatten();
        let own = raw.find(|mapping| mapping.range.contains(&mark)).expect("this code is mapped");
        let open = |path| Image::open(&super::super::reads::PROGRAM, path).expect("it opens");
        assert!(is_of(&own, &open(own.path)));
        assert!(!is_of(&own, &open("/proc/self/maps")));
    }
}
