#if os(Linux)
import Glibc
import XCTest
import Yufu

/// What is left of secrets in this process when their objects are closed: all of its writable memory
/// is searched.
final class MemoryTests: XCTestCase {
    private let mask: UInt8 = 0x5a

    func test_secret_bytes_leave_no_copy_once_they_are_closed() throws {
        let hidden = (0..<32).map { _ in UInt8.random(in: 0...255) }
        let secret = SecretBytes(count: 32) { room in
            for at in 0..<32 { room[at] = hidden[at] ^ mask }
        }
        let record = try NewDevice().toRecord(secret: secret)
        XCTAssertFalse(try SavedDevice(record: record, secret: secret).isEnrolled())
        XCTAssertEqual("\(secret) \(String(reflecting: secret))", "SecretBytes(..) SecretBytes(..)")
        XCTAssertEqual(try places(of: hidden), 1, "the search finds what is there")
        secret.close()
        secret.close()
        XCTAssertEqual(try places(of: hidden), 0)
        XCTAssertEqual(secret.count, 0)
        XCTAssertEqual(code(try SavedDevice(record: record, secret: secret)), 7003)
    }

    func test_data_that_is_taken_over_is_wiped() throws {
        let hidden = (0..<32).map { _ in UInt8.random(in: 0...255) }
        var data = Data(count: 32)
        for at in 0..<32 { data[at] = hidden[at] ^ mask }
        let secret = SecretBytes(wiping: &data)
        XCTAssertEqual(data, Data())
        XCTAssertEqual(try places(of: hidden), 1)
        secret.close()
        XCTAssertEqual(try places(of: hidden), 0)
    }

    func test_a_password_that_was_typed_is_nowhere() throws {
        let hidden = (0..<12).map { _ in UInt8.random(in: 0x61...0x7a) ^ mask }
        let phone = try Phone.enrol(Bank.first, Bank.first.letter())
        let login = try phone.exchange(phone.server.beginLogin(device: phone.device))
        let keypad = try Keypad(layout: .qwerty, order: .shuffled, style: .standard)
        let input = try login.openInput(keypad: keypad)
        for wanted in hidden {
            let key = try input.cells().indices.first { cell in
                try input.label(cell: UInt32(cell)).utf8.elementsEqual([wanted ^ mask])
            }
            XCTAssertEqual(try input.press(cell: UInt32(key!)), .typed)
        }
        XCTAssertEqual(try places(of: hidden), 0)
        let sealed = try input.seal()
        XCTAssertEqual(try places(of: hidden), 0)
        try sealed.close()
        let control = SecretBytes(count: 12) { room in
            for at in 0..<12 { room[at] = hidden[at] ^ mask }
        }
        XCTAssertEqual(try places(of: hidden), 1, "the search finds what is there")
        control.close()
    }

    /// How often the bytes stand in writable memory, this search's own room left out.
    private func places(of hidden: [UInt8]) throws -> Int {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { room.deallocate() }
        let own = UInt(bitPattern: room.baseAddress!)..<UInt(bitPattern: room.baseAddress! + room.count)
        let memory = open("/proc/self/mem", O_RDONLY)
        defer { close(memory) }
        var found = 0
        for line in try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words[1].hasPrefix("rw") else { continue }
            let ends = words[0].split(separator: "-").map { UInt($0, radix: 16)! }
            var at = ends[0]
            while at < ends[1] {
                let wanted = min(room.count, Int(ends[1] - at))
                let read = pread(memory, room.baseAddress!, wanted, off_t(bitPattern: at))
                if read >= hidden.count {
                    found += hits(of: hidden, in: UnsafeRawBufferPointer(rebasing: room[..<read])) {
                        !own.contains(at + UInt($0))
                    }
                }
                // Neighbours overlap, so that nothing is missed between them, and nothing found twice.
                at += UInt(wanted < room.count ? wanted : wanted - hidden.count + 1)
            }
        }
        return found
    }

    private func hits(
        of hidden: [UInt8], in bytes: UnsafeRawBufferPointer, counts: (Int) -> Bool
    ) -> Int {
        var found = 0
        var from = 0
        let first = Int32(hidden[0] ^ mask)
        while from + hidden.count <= bytes.count,
            let hit = memchr(bytes.baseAddress! + from, first, bytes.count - from - hidden.count + 1)
        {
            let at = bytes.baseAddress!.distance(to: UnsafeRawPointer(hit))
            var same = 1
            while same < hidden.count, bytes[at + same] == hidden[same] ^ mask { same += 1 }
            if same == hidden.count, counts(at) { found += 1 }
            from = at + 1
        }
        return found
    }
}
#endif
