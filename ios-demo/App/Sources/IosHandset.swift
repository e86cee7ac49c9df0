import DemoCore
import Foundation
import Yufu
import YufuUI

/// The phone: its Keychain and Secure Enclave, its folder without backups.
final class IosHandset: Handset {
    let folder: String
    let notes: Notes

    init() {
        let support = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)[0]
        var place = support.appendingPathComponent("bank", isDirectory: true)
        try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var values = URLResourceValues()
        // A restored record would be a copy of the device.
        values.isExcludedFromBackup = true
        try? place.setResourceValues(values)
        folder = place.appendingPathComponent("device").path
        notes = Notes(folder: place)
    }

    func hardwareKey() throws -> Data { try asking { try $0.hardwareKey().publicKey() } }

    func sign(_ message: Data) throws -> Data { try asking { try $0.hardwareKey().sign(message) } }

    func secret() throws -> SecretBytes { try asking { try $0.load() } }

    func eraseKeys() throws { try asking { try $0.erase() } }

    @MainActor func facts() throws -> HostFacts { try EnvironmentCollector().collect() }

    private func asking<R>(_ call: (KeychainSecret) throws -> R) throws -> R {
        do {
            return try call(KeychainSecret())
        } catch {
            throw KeysTrouble(.keysFailed)
        }
    }
}
