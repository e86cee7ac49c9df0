//! Every call of yufu-sm, and functions that leak.

use std::hint::black_box;

use yufu_sm::rand_core::{TryCryptoRng, TryRng};
use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
use yufu_sm::sm2::{
    CiphertextFormat, Claim, DecryptingKey, EncryptingKey, Signature, SignerId, SigningKey,
    VerifyingKey, verify_batch,
};
use yufu_sm::{Result, drbg, hazmat, kdf, selftest, sm3, sm4};

/// Randomness that the host would give.
struct Host(u64);

impl TryRng for Host {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> std::result::Result<u32, Self::Error> {
        Ok(black_box(1))
    }

    fn try_next_u64(&mut self) -> std::result::Result<u64, Self::Error> {
        Ok(black_box(1))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> std::result::Result<(), Self::Error> {
        out.fill(black_box(1));
        self.0 += 1;
        Ok(())
    }
}

impl TryCryptoRng for Host {}

/// Every capability once; what it returns has no meaning.
pub fn run(seed: u64) -> u64 {
    let data = seed.to_be_bytes();
    let done = [
        signatures(&data),
        encryption(&data),
        agreement(&data),
        key_files(&data),
        hashes(&data),
        ciphers(&data),
        selftest::run().map(drop),
    ];
    let controls = control_branch(&data) + control_table(&data) + control_division(&data);
    done.iter().filter(|result| result.is_ok()).count() as u64 + controls
}

fn signatures(data: &[u8]) -> Result<()> {
    let mut rng = Host(0);
    let key = SigningKey::generate(&mut rng)?;
    let signature = key.sign(&SignerId::DEFAULT, data, &mut rng)?;
    let signature = Signature::from_der(black_box(&signature.to_der()))?;
    let public = VerifyingKey::from_sec1_bytes(&key.verifying_key().to_sec1_bytes())?;
    public.verify(&SignerId::DEFAULT, data, &signature)?;
    let digest = sm3::hash(data);
    hazmat::verify_prehash(&public, &digest, &hazmat::sign_prehash(&key, &digest, &mut rng)?)?;
    let claim = Claim { key: &public, id: SignerId::DEFAULT, message: data, signature: &signature };
    black_box(verify_batch(&[claim]));
    public.prepare().verify(&SignerId::DEFAULT, data, &signature)
}

fn encryption(data: &[u8]) -> Result<()> {
    let mut rng = Host(0);
    let key = DecryptingKey::generate(&mut rng)?;
    let public = EncryptingKey::from_spki_der(&key.encrypting_key().to_spki_der())?;
    for format in [CiphertextFormat::Der, CiphertextFormat::C1C3C2, CiphertextFormat::C1C2C3] {
        let sealed = public.encrypt(data, black_box(format), &mut rng)?;
        black_box(key.decrypt(&sealed, format)?);
        black_box(hazmat::decrypt_masked(&key, &sealed, format)?);
    }
    Ok(())
}

fn agreement(data: &[u8]) -> Result<()> {
    let mut rng = Host(0);
    let (ours, theirs) = (ExchangeKey::generate(&mut rng)?, ExchangeKey::generate(&mut rng)?);
    let id = SignerId::new(data)?;
    let (us, them) = (Party::new(ours.public_key(), id), Party::new(theirs.public_key(), id));
    let initiator = Initiator::start(&ours, id, them, &mut rng)?;
    let responder = Responder::respond(&theirs, id, us, initiator.point(), 16, &mut rng)?;
    let (key, proof) = initiator.finish(responder.point(), responder.confirmation(), 16)?;
    black_box((key, responder.confirm(&proof)?));
    Ok(())
}

fn key_files(data: &[u8]) -> Result<()> {
    let mut rng = Host(0);
    let key = SigningKey::generate(&mut rng)?;
    SigningKey::from_pkcs8_pem(&key.to_pkcs8_pem()?)?;
    SigningKey::from_sec1_pem(&key.to_sec1_pem()?)?;
    let sealed = key.to_encrypted_pkcs8_pem(data, kdf::MIN_ITERATIONS, &mut rng)?;
    SigningKey::from_encrypted_pkcs8_pem(&sealed, data)?;
    VerifyingKey::from_spki_pem(&key.verifying_key().to_spki_pem()?)?;
    Ok(())
}

fn hashes(data: &[u8]) -> Result<()> {
    let mut out = [0; 64];
    black_box(sm3::hash_many(&[data; 9]));
    black_box(sm3::HmacKey::new(data).mac(&[data]));
    kdf::hkdf(data, data, &[data], &mut out)?;
    kdf::pbkdf2(data, data, kdf::MIN_ITERATIONS, &mut out)?;
    drbg::HmacSm3Drbg::new(&out, data, data)?.generate(&mut out)?;
    black_box(out);
    sm3::hmac_verify(data, &[data], data)
}

fn ciphers(data: &[u8]) -> Result<()> {
    let key = sm4::Key::generate(&mut Host(0))?;
    let mut buffer = [data, data].concat();
    hazmat::ecb_encrypt(&key, &mut buffer)?;
    hazmat::ecb_decrypt(&key, &mut buffer)?;
    sm4::ctr::apply(&key, &[1; 16], &mut buffer);
    let sealed = sm4::cbc::encrypt(&key, &[1; 16], &buffer);
    black_box(sm4::cbc::decrypt(&key, &[1; 16], &sealed)?);
    let gcm = sm4::gcm::Sm4Gcm::new(&key);
    black_box(gcm.open([1; 12], data, &gcm.seal([1; 12], data, &buffer)?)?);
    let tag = sm4::gcm::seal_once(&key, [1; 12], data, &mut buffer)?;
    sm4::gcm::open_once(&key, [1; 12], data, &mut buffer, &tag)?;
    let mut sealer = gcm.sealer([1; 12], data)?;
    sealer.update(&mut buffer)?;
    black_box(sealer.finish());
    let ccm = sm4::ccm::Sm4Ccm::new(&key);
    black_box(ccm.open([1; 12], data, &ccm.seal([1; 12], data, &buffer)?)?);
    sm4::cmac::verify(&key, &[data], data)
}

/// Leaks by a branch: the scan has to find it.
#[unsafe(no_mangle)]
#[allow(unsafe_code, reason = "an exported name keeps its arguments")]
extern "C" fn control_branch(secret: &[u8; 8]) -> u64 {
    if secret[0] > 3 { black_box(1) } else { black_box(2) }
}

/// Leaks by a table: the scan has to find it.
#[unsafe(no_mangle)]
#[allow(unsafe_code, reason = "an exported name keeps its arguments")]
#[allow(clippy::indexing_slicing, reason = "a byte is below 256")]
extern "C" fn control_table(secret: &[u8; 8]) -> u64 {
    black_box([3_u64; 256])[usize::from(secret[0])]
}

/// Leaks by a division: the scan has to find it.
#[unsafe(no_mangle)]
#[allow(unsafe_code, reason = "an exported name keeps its arguments")]
extern "C" fn control_division(secret: &[u8; 8]) -> u64 {
    u64::from_be_bytes(*secret) / black_box(7)
}
