import Foundation
import Yufu

/// What the logic needs of the phone that it runs on.
public protocol Handset: AnyObject, Sendable {
    /// A folder in no backup, for the device record.
    var folder: String { get }

    /// What outlives the process, and is no secret.
    var notes: Notes { get }

    /// The public half of the phone's own key, which signs beside the device key. Made at the first call.
    func hardwareKey() throws -> Data

    /// A signature of that key.
    func sign(_ message: Data) throws -> Data

    /// The 32 secret bytes of the platform, made at the first call.
    func secret() throws -> SecretBytes

    func eraseKeys() throws

    /// What only the platform sees.
    @MainActor func facts() throws -> HostFacts
}

/// The phone gives no keys.
public struct KeysTrouble: Error {
    public let message: Message

    public init(_ message: Message) { self.message = message }
}

/// Where the bank is, and the key by which it is known.
public struct BankAddress: Sendable {
    public let authority: String
    public let scheme: String
    public let root: Data

    public init(authority: String, scheme: String, root: Data) {
        (self.authority, self.scheme, self.root) = (authority, scheme, root)
    }
}

/// A small file that is replaced whole at each change: it must outlast a phone that dies in the middle.
public final class Notes: @unchecked Sendable {
    private struct Content: Codable {
        var sequence: UInt64 = 0
        var order: String?
    }

    private let file: URL
    private let lock = NSLock()
    private var content: Content

    public init(folder: URL) {
        file = folder.appendingPathComponent("notes.json")
        let kept = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(Content.self, from: $0) }
        content = kept ?? Content()
    }

    /// Of the server's keys: older ones are refused.
    func sequence() -> UInt64 { lock.withLock { content.sequence } }

    func keep(sequence: UInt64) throws { try change { $0.sequence = sequence } }

    /// The number of an order whose outcome nobody knows yet.
    func openOrder() -> String? { lock.withLock { content.order } }

    func keep(openOrder: String?) throws { try change { $0.order = openOrder } }

    private func change(_ body: (inout Content) -> Void) throws {
        try lock.withLock {
            var next = content
            body(&next)
            try JSONEncoder().encode(next).write(to: file, options: .atomic)
            content = next
        }
    }
}
