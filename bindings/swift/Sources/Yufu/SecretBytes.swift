import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Bytes that are wiped when they are no longer needed: the activation code, what the Keychain keeps.
///
/// They lie in memory of their own, which no array or `Data` shares or copies, and reach the SDK
/// without a copy if they are 15 bytes or more: `Data` keeps fewer inside itself.
public final class SecretBytes: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: UnsafeMutableRawBufferPointer?

    /// Room for `count` bytes, zero at first, which `fill` writes.
    public init(count: Int, fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        memset(room.baseAddress!, 0, count)
        do {
            try fill(room)
        } catch {
            SecretBytes.wipe(room)
            room.deallocate()
            throw error
        }
        bytes = room
    }

    /// Takes the bytes over and wipes `data`. Copies that were made of it before remain.
    public convenience init(wiping data: inout Data) {
        self.init(count: data.count) { room in
            data.copyBytes(to: room)
            data.withUnsafeMutableBytes { SecretBytes.wipe($0) }
        }
        data = Data()
    }

    deinit { close() }

    /// The number of bytes; 0 once closed.
    public var count: Int { lock.sync { bytes?.count ?? 0 } }

    /// Gives the bytes to `body`, which must not keep them.
    ///
    /// - Throws: What `body` throws; `body` gets no bytes once this object is closed.
    public func withData<R>(_ body: (Data) throws -> R) rethrows -> R {
        try lock.sync {
            guard let bytes, let start = bytes.baseAddress else { return try body(Data()) }
            return try body(Data(bytesNoCopy: start, count: bytes.count, deallocator: .none))
        }
    }

    /// Wipes the bytes. Closing twice is no error.
    public func close() {
        lock.sync {
            guard let room = bytes else { return }
            SecretBytes.wipe(room)
            room.deallocate()
            bytes = nil
        }
    }

    private static func wipe(_ room: UnsafeMutableRawBufferPointer) {
        guard let start = room.baseAddress else { return }
        #if canImport(Darwin)
        memset_s(start, room.count, 0, room.count)
        #else
        explicit_bzero(start, room.count)
        #endif
    }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    /// Never the bytes.
    public var description: String { "SecretBytes(..)" }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension NSLock {
    fileprivate func sync<R>(_ body: () throws -> R) rethrows -> R {
        lock()
        defer { unlock() }
        return try body()
    }
}

extension NewDevice {
    /// The same with an activation code that is wiped afterwards.
    public func enrolment(offer: Offer, activationCode: SecretBytes) throws -> Enrolment {
        try activationCode.withData { try enrolment(offer: offer, activationCode: $0) }
    }

    /// The same with a secret that is wiped afterwards.
    public func toRecord(secret: SecretBytes) throws -> Data {
        try secret.withData { try toRecord(secret: $0) }
    }
}

extension Device {
    /// The same with a secret that is wiped afterwards.
    public func toRecord(secret: SecretBytes) throws -> Data {
        try secret.withData { try toRecord(secret: $0) }
    }
}

extension SavedDevice {
    /// The same with a secret that is wiped afterwards.
    public convenience init(record: Data, secret: SecretBytes) throws {
        let handle = try secret.withData { try SavedDevice(record: record, secret: $0).uniffiCloneHandle() }
        self.init(unsafeFromHandle: handle)
    }
}
