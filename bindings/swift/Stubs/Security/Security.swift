// What Yufu's layer for iOS uses of Security: a Keychain in memory, ciphers that are none. Where Apple's systems bridge between Foundation and Core
// Foundation, the two are one type here.
@_exported import Foundation

public typealias CFString = String
public typealias CFData = Data
public typealias CFDictionary = NSDictionary
public typealias CFTypeRef = AnyObject
public final class CFError: Error {}
public final class SecKey { let pad = UInt8.random(in: 1...255) }
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
public let kSecClass = "kSecClass"
public let kSecClassGenericPassword = "kSecClassGenericPassword"
public let kSecClassKey = "kSecClassKey"
public let kSecAttrService = "kSecAttrService"
public let kSecAttrAccount = "kSecAttrAccount"
public let kSecAttrApplicationTag = "kSecAttrApplicationTag"
public let kSecAttrAccessible = "kSecAttrAccessible"
public let kSecAttrAccessControl = "kSecAttrAccessControl"
public let kSecAttrIsPermanent = "kSecAttrIsPermanent"
public let kSecAttrAccessibleWhenUnlockedThisDeviceOnly = "kSecAttrAccessibleWhenUnlockedThisDeviceOnly"
public let kSecAttrKeyType = "kSecAttrKeyType"
public let kSecAttrKeyTypeECSECPrimeRandom = "kSecAttrKeyTypeECSECPrimeRandom"
public let kSecAttrKeySizeInBits = "kSecAttrKeySizeInBits"
public let kSecAttrTokenID = "kSecAttrTokenID"
public let kSecAttrTokenIDSecureEnclave = "kSecAttrTokenIDSecureEnclave"
public let kSecPrivateKeyAttrs = "kSecPrivateKeyAttrs"
public let kSecReturnData = "kSecReturnData"
public let kSecReturnRef = "kSecReturnRef"
public let kSecMatchLimit = "kSecMatchLimit"
public let kSecMatchLimitOne = "kSecMatchLimitOne"
public let kSecValueData = "kSecValueData"

public typealias Failure = UnsafeMutablePointer<Unmanaged<CFError>?>

/// What the Keychain holds; a test may look, and it outlives what it thinks is one installation.
public enum Keychain {
    /// The items.
    nonisolated(unsafe) public static var items: [[String: Any]] = []

    static func matches(_ item: [String: Any], _ query: CFDictionary) -> Bool {
        let same = { (name: String) in item[name] as? String == query[name] as? String }
        let tag = kSecAttrApplicationTag
        return same(kSecClass) && same(kSecAttrService) && same(kSecAttrAccount)
            && item[tag] as? Data == query[tag] as? Data
    }

    static func entries(_ dictionary: CFDictionary) -> [String: Any] {
        var entries: [String: Any] = [:]
        for (name, value) in dictionary { entries[name as! String] = value }
        return entries
    }
}

public func SecItemAdd(_ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> Int32 {
    Keychain.items.append(Keychain.entries(attributes))
    return errSecSuccess
}
public func SecItemDelete(_ query: CFDictionary) -> Int32 {
    let before = Keychain.items.count
    Keychain.items.removeAll { Keychain.matches($0, query) }
    return Keychain.items.count == before ? errSecItemNotFound : errSecSuccess
}
public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> Int32 {
    guard let item = Keychain.items.first(where: { Keychain.matches($0, query) }) else { return errSecItemNotFound }
    result?.pointee = query[kSecReturnRef] == nil ? (item[kSecValueData] as? Data).map(NSData.init) : item["key"] as? SecKey
    return errSecSuccess
}
public func SecRandomCopyBytes(_ rnd: SecRandom?, _ count: Int, _ bytes: UnsafeMutableRawPointer) -> Int32 {
    for at in 0..<count { bytes.storeBytes(of: .random(in: 0...255), toByteOffset: at, as: UInt8.self) }
    return errSecSuccess
}
public func SecAccessControlCreateWithFlags(
    _ allocator: AnyObject?, _ protection: CFString, _ flags: SecAccessControlCreateFlags, _ error: Failure?
) -> SecAccessControl? { SecAccessControl() }
public func SecKeyCreateRandomKey(_ parameters: CFDictionary, _ error: Failure?) -> SecKey? {
    let key = SecKey()
    let own = parameters[kSecPrivateKeyAttrs] as? [String: Any] ?? [:]
    let tag = own[kSecAttrApplicationTag] as? Data ?? Data()
    Keychain.items.append([kSecClass: kSecClassKey, kSecAttrApplicationTag: tag, "key": key])
    return key
}
public func SecKeyCopyPublicKey(_ key: SecKey) -> SecKey? { key }
public func SecKeyCopyExternalRepresentation(_ key: SecKey, _ error: Failure?) -> CFData? {
    Data([4]) + Data(repeating: key.pad, count: 64)
}
public func SecKeyCreateSignature(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ data: CFData, _ error: Failure?
) -> CFData? { Data(data.map { $0 ^ key.pad }) }
public func SecKeyCreateEncryptedData(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ plaintext: CFData, _ error: Failure?
) -> CFData? { Data(plaintext.map { $0 ^ key.pad }) }
public func SecKeyCreateDecryptedData(
    _ key: SecKey, _ algorithm: SecKeyAlgorithm, _ ciphertext: CFData, _ error: Failure?
) -> CFData? { Data(ciphertext.map { $0 ^ key.pad }) }
