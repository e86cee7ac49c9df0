//! A process that keeps what it is given: the positive control of the memory attack.
//!
//! A command is a length of four bytes, big-endian, and as many bytes, which stay on the heap until
//! the next command.

use std::fs::File;
use std::io::{Read, Result, Write};
use std::os::fd::AsFd;

use yufu_memory::process::{STEP, write_record};
use zeroize::Zeroizing;

fn main() -> Result<()> {
    // Not through `Stdin`, whose buffer would keep a second copy.
    let mut commands = File::from(std::io::stdin().as_fd().try_clone_to_owned()?);
    let mut held: Zeroizing<Vec<u8>>;
    let mut length = [0; 4];
    while commands.read_exact(&mut length).is_ok() {
        held = Zeroizing::new(vec![0; u32::from_be_bytes(length) as usize]);
        commands.read_exact(&mut held)?;
        write_record(&mut std::io::stderr(), STEP, &[])?;
        writeln!(std::io::stdout(), "held {} bytes", std::hint::black_box(&held).len())?;
    }
    Ok(())
}
