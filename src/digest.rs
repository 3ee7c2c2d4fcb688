//! SHA-256: of inputs and outputs for the manifest, of scripts for the policy of a page; and base 64, in which a page carries
//! such digests and small files.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// A file as it was when it was read: whatever becomes of it later, this is what the numbers come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    /// Where it was read.
    pub file: PathBuf,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many they are.
    pub bytes: usize,
}

impl ReadFile {
    /// A file with the bytes that were read of it.
    pub fn new(file: &Path, bytes: &[u8]) -> Self {
        Self { file: file.to_owned(), sha256: sha256_hex(bytes), bytes: bytes.len() }
    }
}

/// Lower-case hexadecimal SHA-256 of some bytes.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 of some bytes in base 64, as a content security policy wants it.
pub fn sha256_base64(bytes: &[u8]) -> String {
    base64(&Sha256::digest(bytes))
}

/// Some bytes in base 64, padded.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit)) & 63;
            // OK because six bits are below 64
            out.push(if digit <= chunk.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_in_base_64_is_that_of_the_standard() {
        // `printf '' | openssl dgst -sha256 -binary | base64`
        assert_eq!(sha256_base64(b""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(sha256_base64(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn base_64_is_that_of_the_standard() {
        // RFC 4648, section 10
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (plain, encoded) in cases {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
