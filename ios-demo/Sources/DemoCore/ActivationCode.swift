import Foundation
import Yufu

/// The activation code of the letter while it is typed: bytes, never a String, wiped when it is used or the
/// app leaves.
@MainActor
public final class ActivationCode {
    /// The longest code that is taken, in characters.
    public static let longest = 64

    private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ActivationCode.longest, alignment: 16)
    public private(set) var count = 0

    public init() { wipe() }

    deinit {
        // Nobody sees it any more, and `wipe` belongs to the main thread.
        for at in 0..<room.count { room.storeBytes(of: 0, toByteOffset: at, as: UInt8.self) }
        room.deallocate()
    }

    /// Replaces `range` of what was typed. Blanks are left out; what is not ASCII, or too long, is refused
    /// whole.
    @discardableResult
    public func replace(_ range: Range<Int>, by text: String) -> Bool {
        let wanted = text.utf8.lazy.filter { $0 != 0x20 }
        let added = wanted.count
        guard range.lowerBound >= 0, range.upperBound <= count, text.utf8.allSatisfy({ 0x20...0x7e ~= $0 }),
            count - range.count + added <= ActivationCode.longest
        else { return false }
        let tail = Array(range.upperBound..<count)
        let shift = added - range.count
        for at in shift > 0 ? tail.reversed() : tail { room[at + shift] = room[at] }
        for (offset, byte) in wanted.enumerated() { room[range.lowerBound + offset] = byte }
        let end = count + shift
        if end < count { for at in end..<count { room[at] = 0 } }
        count = end
        return true
    }

    /// Gives the code away; nothing is left here.
    func take() -> SecretBytes {
        defer { wipe() }
        return SecretBytes(count: count) { to in
            to.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }

    public func wipe() {
        for at in room.indices { room[at] = 0 }
        count = 0
    }
}
