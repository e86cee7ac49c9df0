//! SM4 and its modes. A key is expanded once and kept, but for `sm4-gcm-new-key`.

use yufu_sm::hazmat::Sm4;
use yufu_sm::sm4::cbc::Encryptor;
use yufu_sm::sm4::ccm::Sm4Ccm;
use yufu_sm::sm4::ctr::Sm4Ctr;
use yufu_sm::sm4::gcm::{Sm4Gcm, seal_once};
use yufu_sm::sm4::{BLOCK_LEN, Key, TAG_LEN};

use super::{FILL, words};
use crate::Subject;

const KEY: [u8; 16] = *b"0123456789abcdef";
const IV: [u8; 16] = [7; 16];
const NONCE: [u8; 12] = [7; 12];
const AAD: [u8; 13] = [1; 13];

pub(super) fn subject(name: &str, bytes: usize) -> Option<Result<Subject, String>> {
    let key = Key::from(KEY);
    if name == "sm4-block" {
        return Some(Ok(one_block(&key)));
    }
    // The result of decrypting by CBC is the block before the last, so two are the least.
    let whole = bytes.is_multiple_of(BLOCK_LEN) && (2 * BLOCK_LEN..=1 << 20).contains(&bytes);
    let data = whole.then(|| vec![FILL; bytes])?;
    Some(match name {
        "sm4-ctr" => Ok(Subject::new(
            (Sm4Ctr::new(&key, &IV), data),
            |(stream, data)| stream.apply(data),
            |(_, data), ()| last(data),
        )),
        "sm4-ecb" => Ok(ecb(&key, bytes)),
        "sm4-cbc-encrypt" => Ok(Subject::new(
            (Encryptor::new(&key, &IV), data, Vec::with_capacity(bytes)),
            |(mode, data, out)| {
                out.clear();
                mode.update(data, out);
            },
            |(_, _, out), ()| last(out),
        )),
        // Where the data are, without padding: what the peers do.
        "sm4-cbc-decrypt" => Ok(Subject::new(
            (Sm4::from_key(&key), IV, vec![[FILL; BLOCK_LEN]; bytes / BLOCK_LEN]),
            |(key, chain, blocks)| key.cbc_decrypt(chain, blocks),
            // The last block stays out: with padding it would be held back.
            |(_, _, blocks), ()| {
                last(blocks.split_last().map_or(&[], |(_, before)| before.as_flattened()))
            },
        )),
        "sm4-gcm-seal" => Ok(Subject::new(
            (Sm4Gcm::new(&key), data),
            |(key, data)| key.seal_in_place(NONCE, &AAD, data),
            |_, tag| tag.map_or_else(words, hex::encode),
        )),
        "sm4-gcm-new-key" => Ok(Subject::new(
            (key, data),
            |(key, data)| seal_once(key, NONCE, &AAD, data),
            |_, tag| tag.map_or_else(words, hex::encode),
        )),
        "sm4-gcm-open" => gcm_open(&key, data),
        "sm4-ccm-seal" => Ok(Subject::new(
            (Sm4Ccm::new(&key), data),
            |(key, data)| key.seal_in_place(NONCE, &AAD, data),
            |_, tag| tag.map_or_else(words, hex::encode),
        )),
        _ => return None,
    })
}

/// One block at a time, each the last one's ciphertext, so that nothing hides the latency.
fn one_block(key: &Key) -> Subject {
    use cipher::BlockCipherEncrypt as _;
    Subject::new(
        (Sm4::from_key(key), IV.into()),
        |(key, block)| key.encrypt_block(block),
        |(_, block), ()| hex::encode(*block),
    )
}

fn ecb(key: &Key, bytes: usize) -> Subject {
    use cipher::BlockCipherEncrypt as _;
    let blocks = vec![[FILL; BLOCK_LEN].into(); bytes / BLOCK_LEN];
    Subject::new(
        (Sm4::from_key(key), blocks),
        |(key, blocks)| key.encrypt_blocks(blocks),
        |(_, blocks), ()| hex::encode(blocks.last().copied().unwrap_or_default()),
    )
}

fn gcm_open(key: &Key, plain: Vec<u8>) -> Result<Subject, String> {
    let key = Sm4Gcm::new(key);
    let mut sealed = plain.clone();
    let tag: [u8; TAG_LEN] = key.seal_in_place(NONCE, &AAD, &mut sealed).map_err(words)?;
    Ok(Subject::new(
        (key, sealed, plain),
        move |(key, sealed, out)| {
            out.copy_from_slice(sealed);
            key.open_in_place(NONCE, &AAD, out, &tag)
        },
        |(_, _, out), opened| opened.map_or_else(words, |()| last(out)),
    ))
}

/// The last block.
fn last(data: &[u8]) -> String {
    hex::encode(data.last_chunk::<BLOCK_LEN>().unwrap_or(&[0; BLOCK_LEN]))
}
