//! PIN blocks: the form in which a PIN travels on to the bank's own systems.
//!
//! | name | layout | encryption |
//! |---|---|---|
//! | `x98-16` | PIN field of ANSI X9.8 drawn out to 16 bytes, XOR account field | one SM4 block |
//! | `iso4-sm4` | ISO 9564-1 format 4 | as format 4, SM4 in the place of AES: **not standard** |
//!
//! Both bind the PIN to the card number, which therefore is a required argument.

use rand_core::TryCryptoRng;
use subtle::{Choice, ConditionallySelectable, ConstantTimeLess};
use yufu_sm::{Error, Result, hazmat, sm4};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::secret::Secret;

/// Shortest PIN of a PIN block, in digits.
pub const MIN_PIN_LEN: usize = 4;
/// Longest PIN of a PIN block, in digits.
pub const MAX_PIN_LEN: usize = 12;

/// Layout and encryption of a PIN block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PinBlockFormat {
    /// Length byte, PIN digits, filler F, XOR the twelve rightmost digits of the card number
    /// without its check digit.
    X98_16,
    /// ISO 9564-1 format 4 with SM4 in the place of AES. No standard defines this combination.
    Iso4Sm4,
}

impl PinBlockFormat {
    /// The name in configuration and documentation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::X98_16 => "x98-16",
            Self::Iso4Sm4 => "iso4-sm4",
        }
    }
}

/// A card number of 12 to 19 digits, wiped on drop and never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Pan {
    /// Values 0 to 9.
    digits: [u8; 19],
    len: usize,
}

impl Pan {
    /// Reads a card number: ASCII digits without spaces.
    ///
    /// The check digit is not judged: blocks for test cards must be possible.
    ///
    /// # Errors
    /// `InvalidLength` outside 12 to 19 digits, `InvalidEncoding` for anything but digits.
    pub fn new(number: &str) -> Result<Self> {
        if !(12..=19).contains(&number.len()) {
            return Err(Error::InvalidLength);
        }
        let mut digits = [0; 19];
        for (digit, byte) in digits.iter_mut().zip(number.bytes()) {
            *digit = byte.checked_sub(b'0').filter(|d| *d < 10).ok_or(Error::InvalidEncoding)?;
        }
        Ok(Self { digits, len: number.len() })
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// Six bytes at the right end: twelve digits without the check digit, zeros before them.
    fn x98_field(&self) -> Zeroizing<[u8; 16]> {
        let without_check = self.digits().iter().rev().skip(1).take(12);
        let mut nibbles = Zeroizing::new([0; 32]);
        for (nibble, digit) in nibbles.iter_mut().rev().zip(without_check) {
            *nibble = *digit;
        }
        pack(&nibbles)
    }

    /// ISO 9564-1 format 4 account field: length less 12, the digits, zeros.
    fn iso4_field(&self) -> Zeroizing<[u8; 16]> {
        let mut nibbles = Zeroizing::new([0; 32]);
        let length = u8::try_from(self.len.saturating_sub(12)).unwrap_or_default();
        let field = core::iter::once(&length).chain(self.digits());
        for (nibble, digit) in nibbles.iter_mut().zip(field) {
            *nibble = *digit;
        }
        pack(&nibbles)
    }
}

impl core::fmt::Debug for Pan {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Pan(..)")
    }
}

/// An encrypted PIN block of 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinBlock {
    /// How it is laid out.
    pub format: PinBlockFormat,
    /// The encrypted block.
    pub bytes: [u8; 16],
}

impl PinBlock {
    /// Makes the block of `pin` for the card `pan` under the bank's PIN key.
    ///
    /// A secret that is not 4 to 12 digits, or could not be opened, gives the block of a random
    /// twelve-digit PIN in the same course: the bank's system then says that the PIN is wrong, and
    /// nobody before it can tell.
    ///
    /// # Errors
    /// `EntropyFailed` when there is no randomness.
    pub fn seal<R: TryCryptoRng + ?Sized>(
        pin: &Secret,
        pan: &Pan,
        format: PinBlockFormat,
        key: &sm4::Key,
        rng: &mut R,
    ) -> Result<Self> {
        let digits = PinDigits::of(pin, rng)?;
        let mut block = match format {
            PinBlockFormat::X98_16 => xor(digits.x98_field(), &pan.x98_field()),
            PinBlockFormat::Iso4Sm4 => {
                let mut field = digits.iso4_field(rng)?;
                hazmat::ecb_encrypt(key, field.as_mut_slice())?;
                xor(field, &pan.iso4_field())
            }
        };
        hazmat::ecb_encrypt(key, block.as_mut_slice())?;
        Ok(Self { format, bytes: *block })
    }
}

/// Digits of a PIN with their number, both chosen without a branch on the secret.
struct PinDigits {
    digits: Zeroizing<[u8; MAX_PIN_LEN]>,
    len: u8,
}

impl PinDigits {
    fn of<R: TryCryptoRng + ?Sized>(pin: &Secret, rng: &mut R) -> Result<Self> {
        let mut digits = Zeroizing::new([0; MAX_PIN_LEN]);
        for digit in digits.iter_mut() {
            *digit = random_digit(rng)?;
        }
        let bytes = pin.exposed();
        let length_fits = (MIN_PIN_LEN..=MAX_PIN_LEN).contains(&bytes.len());
        let mut valid = pin.is_opened() & Choice::from(u8::from(length_fits));
        for byte in bytes {
            let value = byte.wrapping_sub(b'0');
            valid &= value.ct_lt(&10);
        }
        for (digit, byte) in digits.iter_mut().zip(bytes) {
            digit.conditional_assign(&byte.wrapping_sub(b'0'), valid);
        }
        let given = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        let all = u8::try_from(MAX_PIN_LEN).unwrap_or(u8::MAX);
        Ok(Self { digits, len: u8::conditional_select(&all, &given, valid) })
    }

    /// `control`, the digits, `filler` up to 32 nibbles.
    fn nibbles(&self, control: u8, filler: u8) -> Zeroizing<[u8; 32]> {
        let mut nibbles = Zeroizing::new([filler; 32]);
        let head = [control, self.len];
        for (nibble, value) in nibbles.iter_mut().zip(head.iter().chain(self.digits.iter())) {
            *nibble = *value;
        }
        // Digits beyond the PIN's length are filler, whatever they were.
        for (position, nibble) in (0_u8..).zip(nibbles.iter_mut().skip(2).take(MAX_PIN_LEN)) {
            nibble.conditional_assign(&filler, !position.ct_lt(&self.len));
        }
        nibbles
    }

    fn x98_field(&self) -> Zeroizing<[u8; 16]> {
        pack(&self.nibbles(0, 0xf))
    }

    /// Eight bytes of control, length, PIN and filler A, then eight random bytes.
    fn iso4_field<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Zeroizing<[u8; 16]>> {
        let mut field = pack(&self.nibbles(4, 0xa));
        if let Some((_, random)) = field.split_at_mut_checked(8) {
            rng.try_fill_bytes(random).map_err(|_| Error::EntropyFailed)?;
        }
        Ok(field)
    }
}

/// A digit without bias: bytes above 249 are drawn again.
fn random_digit<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<u8> {
    loop {
        let mut byte = [0];
        rng.try_fill_bytes(&mut byte).map_err(|_| Error::EntropyFailed)?;
        let [value] = byte;
        if value < 250 {
            return Ok(value % 10);
        }
    }
}

fn pack(nibbles: &[u8; 32]) -> Zeroizing<[u8; 16]> {
    let mut bytes = Zeroizing::new([0; 16]);
    let (pairs, _) = nibbles.as_chunks::<2>();
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = high << 4 | low;
    }
    bytes
}

fn xor(mut block: Zeroizing<[u8; 16]>, with: &[u8; 16]) -> Zeroizing<[u8; 16]> {
    for (byte, other) in block.iter_mut().zip(with) {
        *byte ^= other;
    }
    block
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use rand_core::{TryCryptoRng, TryRng};

    use super::*;

    /// Gives one byte for ever.
    struct Constant(u8);

    impl TryRng for Constant {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> core::result::Result<u32, Infallible> {
            Ok(u32::from_ne_bytes([self.0; 4]))
        }

        fn try_next_u64(&mut self) -> core::result::Result<u64, Infallible> {
            Ok(u64::from_ne_bytes([self.0; 8]))
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> core::result::Result<(), Infallible> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    impl TryCryptoRng for Constant {}

    const PAN: &str = "6230606601007726888";

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02X}")).collect()
    }

    fn digits(pin: &[u8]) -> PinDigits {
        PinDigits::of(&Secret::new(pin), &mut Constant(7)).unwrap()
    }

    fn key() -> sm4::Key {
        sm4::Key::from([0x11; 16])
    }

    fn open(block: &PinBlock) -> [u8; 16] {
        let mut bytes = block.bytes;
        hazmat::ecb_decrypt(&key(), &mut bytes).unwrap();
        bytes
    }

    fn seal(pin: &[u8], format: PinBlockFormat) -> PinBlock {
        let pan = Pan::new(PAN).unwrap();
        PinBlock::seal(&Secret::new(pin), &pan, format, &key(), &mut Constant(7)).unwrap()
    }

    #[test]
    fn x98_fields_follow_the_layout() {
        assert_eq!(hex(&*digits(b"123654").x98_field()), "06123654FFFFFFFFFFFFFFFFFFFFFFFF");
        let pan = Pan::new(PAN).unwrap();
        assert_eq!(hex(&*pan.x98_field()), "00000000000000000000660100772688");
        let shortest = Pan::new("123456789012").unwrap();
        assert_eq!(hex(&*shortest.x98_field()), "00000000000000000000012345678901");
    }

    #[test]
    fn x98_block_is_pin_field_xor_account_field_under_one_sm4_block() {
        let block = seal(b"123654", PinBlockFormat::X98_16);
        assert_eq!(hex(&open(&block)), "06123654FFFFFFFFFFFF99FEFF88D977");
    }

    #[test]
    fn iso4_fields_follow_the_layout() {
        let field = digits(b"1234").iso4_field(&mut Constant(0xc5)).unwrap();
        assert_eq!(hex(&*field), "441234AAAAAAAAAAC5C5C5C5C5C5C5C5");
        let pan = Pan::new("1234567890123456789").unwrap();
        assert_eq!(hex(&*pan.iso4_field()), "71234567890123456789000000000000");
        let shortest = Pan::new("123456789012").unwrap();
        assert_eq!(hex(&*shortest.iso4_field()), "01234567890120000000000000000000");
    }

    #[test]
    fn iso4_block_opens_in_two_steps() {
        let block = seal(b"0123456789", PinBlockFormat::Iso4Sm4);
        let mut field = open(&block);
        for (byte, pan) in field.iter_mut().zip(Pan::new(PAN).unwrap().iso4_field().iter()) {
            *byte ^= pan;
        }
        hazmat::ecb_decrypt(&key(), &mut field).unwrap();
        assert_eq!(hex(&field), "4A0123456789AAAA0707070707070707");
    }

    #[test]
    fn what_is_no_pin_gives_the_block_of_a_random_one() {
        let random = "0C777777777777FFFFFF";
        for pin in [&b""[..], b"123", b"1234567890123", b"12345a", b"12:456", b"12/456"] {
            let field = digits(pin).x98_field();
            assert_eq!(&hex(&*field)[..20], random, "{pin:?}");
        }
        let unopened = PinDigits::of(&Secret::unopened(), &mut Constant(7)).unwrap();
        assert_eq!(&hex(&*unopened.x98_field())[..14], "0C777777777777");
    }

    #[test]
    fn random_digits_have_no_bias() {
        let mut counts = [0; 10];
        for byte in 0..250 {
            counts[usize::from(random_digit(&mut Constant(byte)).unwrap())] += 1;
        }
        assert_eq!(counts, [25; 10]);
    }

    #[test]
    fn card_numbers_are_digits_of_fitting_length() {
        for number in
            ["", "12345678901", "12345678901234567890", "6230 606601007726888", "１２３４"]
        {
            assert!(Pan::new(number).is_err(), "{number}");
        }
        assert_eq!(format!("{:?}", Pan::new(PAN).unwrap()), "Pan(..)");
    }
}
