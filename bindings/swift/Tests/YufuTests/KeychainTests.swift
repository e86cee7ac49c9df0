#if YUFU_STUBS
import Security
import XCTest
import Yufu
import YufuUI

/// The secret of the device's record, over a stub of the Keychain.
final class KeychainTests: XCTestCase {
    private let service = "test.\(UUID().uuidString)"

    /// The settings of one installation, which go with the app.
    private func installation() -> UserDefaults { UserDefaults(suiteName: UUID().uuidString)! }

    private func bytes(_ secret: SecretBytes) -> Data { secret.withData { Data($0.map { $0 }) } }

    func test_a_secret_is_made_once_and_kept_encrypted() throws {
        let settings = installation()
        let made = bytes(try KeychainSecret(service: service, defaults: settings).load())
        XCTAssertEqual(made.count, 32)
        XCTAssertNotEqual(made, Data(count: 32))
        XCTAssertEqual(bytes(try KeychainSecret(service: service, defaults: settings).load()), made)
        let kept = Keychain.items.compactMap { $0[kSecValueData] as? Data }
        XCTAssertFalse(kept.isEmpty)
        XCTAssertFalse(kept.contains(made))
        for item in Keychain.items where item[kSecValueData] != nil {
            let access = item[kSecAttrAccessible] as? String
            XCTAssertEqual(access, kSecAttrAccessibleWhenUnlockedThisDeviceOnly)
        }
        let record = try NewDevice().toRecord(secret: SecretBytes(count: 32) { _ = made.copyBytes(to: $0) })
        let again = try KeychainSecret(service: service, defaults: settings).load()
        XCTAssertFalse(try SavedDevice(record: record, secret: again).isEnrolled())
    }

    func test_leftovers_are_erased_at_the_first_start_after_a_reinstall() throws {
        let first = try KeychainSecret(service: service, defaults: installation())
        let secret = bytes(try first.load())
        let reinstalled = try KeychainSecret(service: service, defaults: installation())
        XCTAssertFalse(Keychain.items.contains { $0[kSecAttrService] as? String == service })
        XCTAssertNotEqual(bytes(try reinstalled.load()), secret)
    }

    func test_the_enclaves_public_key_has_the_form_that_the_SDK_takes() throws {
        let key = try KeychainSecret(service: service, defaults: installation()).hardwareKey()
        let spki = try key.publicKey()
        XCTAssertEqual(spki.count, 91)
        XCTAssertEqual(spki.prefix(27), SecureElement().publicKey.prefix(27))
    }

    func test_what_is_erased_is_made_anew() throws {
        let keychain = try KeychainSecret(service: service, defaults: installation())
        let secret = bytes(try keychain.load())
        try keychain.erase()
        try keychain.erase()
        XCTAssertNotEqual(bytes(try keychain.load()), secret)
    }
}
#endif
