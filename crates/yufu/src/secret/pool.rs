//! A bounded pool of small slots in secret pages.
//!
//! 32 KiB hold some dozens of inputs and keys, and leave the host half of the 64 KiB that Android
//! may allow a process to lock. Slots are runs of 64-byte granules, found first-fit under a lock;
//! a secret that finds no room lives on the heap, with a warning.

use core::ptr::NonNull;
use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroize;

use super::pages::{Backing, Pages};
use super::warning::LockWarning;

const POOL_LEN: usize = 32 * 1024;
const GRANULE: usize = 64;
const GRANULES: usize = POOL_LEN / GRANULE;

/// Every slot starts at a multiple of this.
pub(super) const ALIGNMENT: usize = GRANULE;

pub(super) struct Pool {
    pages: Option<Pages>,
    wanted: Backing,
    process: u32,
    state: Mutex<State>,
}

struct State {
    used: [bool; GRANULES],
    warnings: Vec<LockWarning>,
}

impl Pool {
    pub(super) fn new(wanted: Backing) -> Self {
        let mut warnings = Vec::new();
        let pages = Pages::map(POOL_LEN, wanted, &mut warnings)
            .map_err(|refused| {
                warnings.push(LockWarning::MappingRefused { errno: refused.raw_os_error() });
            })
            .ok();
        let state = Mutex::new(State { used: [false; GRANULES], warnings });
        Self { pages, wanted, process: std::process::id(), state }
    }

    pub(super) fn wanted(&self) -> Backing {
        self.wanted
    }

    pub(super) fn backing(&self) -> Option<Backing> {
        self.pages.as_ref().map(Pages::backing)
    }

    pub(super) fn warnings(&self) -> Vec<LockWarning> {
        self.state().warnings.clone()
    }

    /// A slot of at least `len` zeroed bytes.
    pub(super) fn take(&'static self, len: usize) -> Slot {
        let Some(pages) = &self.pages else { return Slot::on_heap(len) };
        if self.in_forked_child() {
            self.state().warn(LockWarning::ForkedChild);
            return Slot::on_heap(len);
        }
        let granules = len.div_ceil(GRANULE).max(1);
        let Some(first) = self.state().reserve(granules) else { return Slot::on_heap(len) };
        // SAFETY: `reserve` returns a run that lies within the pool's GRANULES.
        let start = unsafe { pages.start().add(first * GRANULE) };
        Slot { start, len: granules * GRANULE, home: Home::Pool { pool: self, first } }
    }

    /// Whether this process is a child that lacks the parent's pages.
    fn in_forked_child(&self) -> bool {
        self.backing() == Some(Backing::KernelSecret) && self.process != std::process::id()
    }

    /// No code panics while it holds the lock, and the state is whole between any two statements.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn warn(&mut self, warning: LockWarning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn reserve(&mut self, granules: usize) -> Option<usize> {
        let free = |run: &[bool]| run.iter().all(|used| !used);
        let Some(first) = self.used.windows(granules).position(free) else {
            self.warn(LockWarning::PoolExhausted);
            return None;
        };
        self.mark(first, granules, true);
        Some(first)
    }

    fn mark(&mut self, first: usize, granules: usize, used: bool) {
        for granule in self.used.iter_mut().skip(first).take(granules) {
            *granule = used;
        }
    }
}

/// Bytes that belong to one secret; wiped and given back on drop.
pub(super) struct Slot {
    start: NonNull<u8>,
    len: usize,
    home: Home,
}

enum Home {
    Pool { pool: &'static Pool, first: usize },
    Heap(Layout),
}

impl Slot {
    pub(super) fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// Whether this process has the bytes: a forked child may not.
    pub(super) fn is_reachable(&self) -> bool {
        match self.home {
            Home::Pool { pool, .. } => !pool.in_forked_child(),
            Home::Heap(_) => true,
        }
    }

    fn on_heap(len: usize) -> Self {
        let len = len.max(1);
        let Ok(layout) = Layout::from_size_align(len, ALIGNMENT) else {
            handle_alloc_error(Layout::new::<u8>())
        };
        // SAFETY: the layout's size is not zero.
        let Some(start) = NonNull::new(unsafe { alloc_zeroed(layout) }) else {
            handle_alloc_error(layout)
        };
        Self { start, len, home: Home::Heap(layout) }
    }

    fn wipe(&mut self) {
        // SAFETY: the slot is `len` initialised bytes that nobody else refers to.
        unsafe { core::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }.zeroize();
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if !self.is_reachable() {
            return;
        }
        match self.home {
            Home::Pool { pool, first } => {
                self.wipe();
                pool.state().mark(first, self.len / GRANULE, false);
            }
            Home::Heap(layout) => {
                self.wipe();
                // SAFETY: `on_heap` allocated it with this layout, and it is freed once.
                unsafe { dealloc(self.start.as_ptr(), layout) };
            }
        }
    }
}

// SAFETY: a slot owns its bytes; the pool behind it is shared under a lock.
unsafe impl Send for Slot {}
// SAFETY: a shared reference only gives the address away; access rules are those of the owner.
unsafe impl Sync for Slot {}
