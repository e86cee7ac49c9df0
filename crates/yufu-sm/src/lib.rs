//! SM2, SM3 and SM4: constant-time primitives behind the RustCrypto traits.
