#if canImport(Security)
import Foundation
import Security
import Yufu
import YufuURLSession

/// Why the Keychain or the Secure Enclave refused.
public struct KeychainError: Error, Equatable, Sendable {
    /// The system's status.
    public let status: Int

    /// An error with this status.
    public init(status: Int) { self.status = status }
}

/// The 32 secret bytes under which the device's record is encrypted, and the P-256 key that signs
/// requests beside the device key.
///
/// The secret lies in the Keychain encrypted to a key of the Secure Enclave, which this phone alone can
/// use while it is unlocked. The Keychain outlives the app: what an earlier installation left is erased
/// at the first start after a reinstall.
public struct KeychainSecret: Sendable {
    private static let encryption = SecKeyAlgorithm.eciesEncryptionCofactorVariableIVX963SHA256AESGCM
    private static let length = 32

    private let service: String

    /// A secret under this name, which is the app's own.
    public init(service: String = "dev.yufu", defaults: UserDefaults = .standard) throws {
        self.service = service
        let mark = "\(service).installed"
        if !defaults.bool(forKey: mark) {
            try erase()
            defaults.set(true, forKey: mark)
        }
    }

    /// The secret, made at the first call.
    ///
    /// - Throws: `KeychainError`, also where there is no Secure Enclave.
    public func load() throws -> SecretBytes {
        let key = try enclaveKey("secret", or: true)
        var error: Unmanaged<CFError>?
        if let kept = try item() {
            guard let plain = SecKeyCreateDecryptedData(key, KeychainSecret.encryption, kept as CFData, &error)
            else { throw KeychainSecret.failure(error) }
            return KeychainSecret.take(plain as Data)
        }
        var fresh = Data(count: KeychainSecret.length)
        let status = fresh.withUnsafeMutableBytes { room in
            SecRandomCopyBytes(kSecRandomDefault, room.count, room.baseAddress!)
        }
        guard status == errSecSuccess else { throw KeychainError(status: Int(status)) }
        guard let lock = SecKeyCopyPublicKey(key),
            let sealed = SecKeyCreateEncryptedData(lock, KeychainSecret.encryption, fresh as CFData, &error)
        else { throw KeychainSecret.failure(error) }
        try add(sealed as Data)
        return SecretBytes(wiping: &fresh)
    }

    /// The key that signs requests, made at the first call.
    ///
    /// - Throws: `KeychainError`, also where there is no Secure Enclave.
    public func hardwareKey() throws -> EnclaveKey { EnclaveKey(key: try enclaveKey("signing", or: true)) }

    /// Deletes the secret and both keys; a record that was kept is useless from here on.
    public func erase() throws {
        for query in [items(), keys("secret"), keys("signing")] {
            let status = SecItemDelete(KeychainSecret.dictionary(query))
            guard status == errSecSuccess || status == errSecItemNotFound else {
                throw KeychainError(status: Int(status))
            }
        }
    }

    private func item() throws -> Data? {
        var query = items()
        query[kSecReturnData as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(KeychainSecret.dictionary(query), &found)
        if status == errSecItemNotFound { return nil }
        guard status == errSecSuccess, let data = found as? Data else {
            throw KeychainError(status: Int(status))
        }
        return data
    }

    private func add(_ sealed: Data) throws {
        var item = items()
        item[kSecValueData as String] = sealed
        item[kSecAttrAccessible as String] = kSecAttrAccessibleWhenUnlockedThisDeviceOnly
        let status = SecItemAdd(KeychainSecret.dictionary(item), nil)
        guard status == errSecSuccess else { throw KeychainError(status: Int(status)) }
    }

    private func items() -> [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword, kSecAttrService as String: service,
            kSecAttrAccount as String: "secret",
        ]
    }

    private func keys(_ name: String) -> [String: Any] {
        [kSecClass as String: kSecClassKey, kSecAttrApplicationTag as String: Data("\(service).\(name)".utf8)]
    }

    private func enclaveKey(_ name: String, or make: Bool) throws -> SecKey {
        var query = keys(name)
        query[kSecReturnRef as String] = true
        var found: CFTypeRef?
        let status = SecItemCopyMatching(KeychainSecret.dictionary(query), &found)
        if status == errSecSuccess, let found { return KeychainSecret.key(found) }
        guard status == errSecItemNotFound, make else { throw KeychainError(status: Int(status)) }
        var error: Unmanaged<CFError>?
        let access = SecAccessControlCreateWithFlags(
            nil, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, .privateKeyUsage, &error)
        guard let access else { throw KeychainSecret.failure(error) }
        let attributes: [String: Any] = [
            kSecAttrKeyType as String: kSecAttrKeyTypeECSECPrimeRandom,
            kSecAttrKeySizeInBits as String: 256,
            kSecAttrTokenID as String: kSecAttrTokenIDSecureEnclave,
            kSecPrivateKeyAttrs as String: [
                kSecAttrIsPermanent as String: true,
                kSecAttrApplicationTag as String: Data("\(service).\(name)".utf8),
                kSecAttrAccessControl as String: access,
            ] as [String: Any],
        ]
        guard let key = SecKeyCreateRandomKey(KeychainSecret.dictionary(attributes), &error) else {
            throw KeychainSecret.failure(error)
        }
        return key
    }

    private static func take(_ plain: Data) -> SecretBytes {
        var plain = plain
        return SecretBytes(wiping: &plain)
    }

    private static func dictionary(_ entries: [String: Any]) -> CFDictionary {
        NSDictionary(dictionary: entries) as CFDictionary
    }

    private static func key(_ found: CFTypeRef) -> SecKey { found as! SecKey }

    fileprivate static func failure(_ error: Unmanaged<CFError>?) -> any Error {
        error?.takeRetainedValue() ?? KeychainError(status: 0)
    }
}

/// A P-256 key that the Secure Enclave never gives out.
public struct EnclaveKey: HardwareSigner, @unchecked Sendable {
    /// SubjectPublicKeyInfo of a P-256 key up to its point (RFC 5480).
    private static let heading: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
        0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ]

    fileprivate let key: SecKey

    /// SubjectPublicKeyInfo in DER, for `NewDevice`.
    ///
    /// - Throws: The system's error.
    public func publicKey() throws -> Data {
        var error: Unmanaged<CFError>?
        guard let key = SecKeyCopyPublicKey(key),
            let point = SecKeyCopyExternalRepresentation(key, &error)
        else { throw KeychainSecret.failure(error) }
        return Data(EnclaveKey.heading) + (point as Data)
    }

    /// The ECDSA-Sig-Value in DER over `message`, hashed with SHA-256.
    ///
    /// - Throws: The system's error.
    public func sign(_ message: Data) throws -> Data {
        var error: Unmanaged<CFError>?
        let algorithm = SecKeyAlgorithm.ecdsaSignatureMessageX962SHA256
        guard let signature = SecKeyCreateSignature(key, algorithm, message as CFData, &error) else {
            throw KeychainSecret.failure(error)
        }
        return signature as Data
    }
}
#endif
