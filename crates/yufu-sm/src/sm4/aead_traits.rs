//! The RustCrypto `aead` traits for GCM and CCM.

use super::{KEY_LEN, Key, Nonce, ccm::Sm4Ccm, gcm::Sm4Gcm};
use aead::{
    AeadCore, AeadInOut, KeyInit, KeySizeUser, TagPosition,
    consts::{U12, U16},
    inout::InOutBuf,
};

macro_rules! aead_traits {
    ($mode:ty) => {
        impl KeySizeUser for $mode {
            type KeySize = U16;
        }

        impl KeyInit for $mode {
            fn new(key: &aead::Key<Self>) -> Self {
                let bytes: &[u8; KEY_LEN] = key.as_ref();
                Self::new(&Key::from_bytes(bytes))
            }
        }

        impl AeadCore for $mode {
            type NonceSize = U12;
            type TagSize = U16;
            const TAG_POSITION: TagPosition = TagPosition::Postfix;
        }

        impl AeadInOut for $mode {
            fn encrypt_inout_detached(
                &self,
                nonce: &aead::Nonce<Self>,
                associated_data: &[u8],
                mut buffer: InOutBuf<'_, '_, u8>,
            ) -> aead::Result<aead::Tag<Self>> {
                copy_in_to_out(&mut buffer);
                self.seal_in_place(Nonce((*nonce).into()), associated_data, buffer.get_out())
                    .map(Into::into)
                    .map_err(|_| aead::Error)
            }

            fn decrypt_inout_detached(
                &self,
                nonce: &aead::Nonce<Self>,
                associated_data: &[u8],
                mut buffer: InOutBuf<'_, '_, u8>,
                tag: &aead::Tag<Self>,
            ) -> aead::Result<()> {
                copy_in_to_out(&mut buffer);
                let nonce = Nonce((*nonce).into());
                self.open_in_place(nonce, associated_data, buffer.get_out(), tag.as_ref())
                    .map_err(|_| aead::Error)
            }
        }
    };
}

aead_traits!(Sm4Gcm);
aead_traits!(Sm4Ccm);

/// The two may be one buffer, so bytes are copied one by one.
fn copy_in_to_out(buffer: &mut InOutBuf<'_, '_, u8>) {
    for mut byte in buffer.reborrow() {
        *byte.get_out() = *byte.get_in();
    }
}
