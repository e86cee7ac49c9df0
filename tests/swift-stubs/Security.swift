// What Yufu's layer for iOS uses of Security. Where Apple's systems bridge between Foundation and Core
// Foundation, the two are one type here.
@_exported import Foundation

public typealias CFString = String
public typealias CFData = Data
public typealias CFDictionary = NSDictionary
public typealias CFTypeRef = AnyObject
public final class CFError: Error {}
public final class SecKey {}
public final class SecAccessControl {}

public struct SecAccessControlCreateFlags: OptionSet {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let privateKeyUsage = SecAccessControlCreateFlags(rawValue: 1)
}
public struct SecKeyAlgorithm {
    public static let eciesEncryptionCofactorVariableIVX963SHA256AESGCM = SecKeyAlgorithm()
    public static let ecdsaSignatureMessageX962SHA256 = SecKeyAlgorithm()
}
public final class SecRandom {}

public let errSecSuccess: Int32 = 0
public let errSecItemNotFound: Int32 = -25300
public let kSecRandomDefault: SecRandom? = nil
public let kSecClass = "", kSecClassGenericPassword = "", kSecClassKey = ""
public let kSecAttrService = "", kSecAttrAccount = "", kSecAttrApplicationTag = ""
public let kSecAttrAccessible = "", kSecAttrAccessControl = "", kSecAttrIsPermanent = ""
public let kSecAttrAccessibleWhenUnlockedThisDeviceOnly = ""
public let kSecAttrKeyType = "", kSecAttrKeyTypeECSECPrimeRandom = "", kSecAttrKeySizeInBits = ""
public let kSecAttrTokenID = "", kSecAttrTokenIDSecureEnclave = "", kSecPrivateKeyAttrs = ""
public let kSecReturnData = "", kSecReturnRef = "", kSecMatchLimit = "", kSecMatchLimitOne = ""
public let kSecValueData = ""

public typealias Failure = UnsafeMutablePointer<Unmanaged<CFError>?>
public func SecItemAdd(_ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> Int32 { 0 }
public func SecItemDelete(_ query: CFDictionary) -> Int32 { 0 }
public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> Int32 { 0 }
public func SecRandomCopyBytes(_ rnd: SecRandom?, _ count: Int, _ bytes: UnsafeMutableRawPointer) -> Int32 { 0 }
public func SecAccessControlCreateWithFlags(
    _ allocator: AnyObject?, _ protection: CFString, _ flags: SecAccessControlCreateFlags, _ error: Failure?
) -> SecAccessControl? { nil }
public func SecKeyCreateRandomKey(_ parameters: CFDictionary, _ error: Failure?) -> SecKey? { nil }
public func SecKeyCopyPublicKey(_ key: SecKey) -> SecKey? { nil }
public func SecKeyCopyExternalRepresentation(_ key: SecKey, _ error: Failure?) -> CFData? { nil }
public func SecKeyCreateSignature(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ data: CFData, _ error: Failure?
) -> CFData? { nil }
public func SecKeyCreateEncryptedData(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ plaintext: CFData, _ error: Failure?
) -> CFData? { nil }
public func SecKeyCreateDecryptedData(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ ciphertext: CFData, _ error: Failure?
) -> CFData? { nil }
