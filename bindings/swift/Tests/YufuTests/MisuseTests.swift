import XCTest
import Yufu

/// What a host does wrong ends in an error with a code: no crash, no wrong answer.
final class MisuseTests: XCTestCase {
    private let bank = Bank.first

    private func openInput() throws -> SecureInput {
        let phone = try Phone.enrol(bank, bank.letter())
        return try phone.exchange(phone.server.beginLogin(device: phone.device)).openInput(keypad: pad())
    }

    func test_empty_huge_and_wrong_length_arguments_have_codes() throws {
        let huge = Data(count: 64 << 20)
        let text = String(repeating: "x", count: 64 << 20)
        let trust = try Trust(root: bank.root, minimumSequence: 0)
        XCTAssertNotEqual(code(try Trust(root: huge, minimumSequence: 0)), 0)
        XCTAssertEqual(code(try trust.load(bundle: text, now: 0)), 5102)
        XCTAssertEqual(code(try trust.load(bundle: "", now: 0)), 5102)
        XCTAssertTrue((1001...1999).contains(code(try Trust(root: Data(), minimumSequence: 0))))
        XCTAssertEqual(code(try SavedDevice(record: Data(), secret: Data(count: 31))), 7003)
        XCTAssertEqual(code(try SavedDevice(record: Data(), secret: Data(count: 32))), 5202)
        XCTAssertEqual(code(try SavedDevice(record: huge, secret: Data(count: 32))), 5202)
        XCTAssertEqual(code(try NewDevice(hardwareKey: Data())), 5205)
        XCTAssertEqual(code(try NewDevice(hardwareKey: huge)), 5205)
        let facts = try HostFacts()
        let look = { (challenge: Int, transaction: Int) in
            try Environment().collect(
                facts: facts, challenge: Data(count: challenge),
                transaction: Data(count: transaction), budgetMillis: 1)
        }
        XCTAssertEqual(code(try look(31, 32)), 7003)
        XCTAssertEqual(code(try look(32, 33)), 7003)
        XCTAssertEqual(code(try facts.setText(fact: .vpn, value: "true")), 5811)
        let many = [String](repeating: "", count: 257)
        XCTAssertEqual(code(try facts.setList(fact: .packages, values: many)), 5812)
        XCTAssertEqual(code(try FileStore(folder: "/").load(secret: Data(count: 33))), 7003)
        XCTAssertEqual(code(try CardExpiry(expiry: Data())), 7003)
        XCTAssertEqual(code(try pad().label(cell: .max)), 5602)
        XCTAssertEqual(try maskValue(kind: .name, value: text), "********")
        // Slices of other data and text from Objective-C cross as they are.
        let padded = Data([0, 0]) + bank.root
        XCTAssertNoThrow(try Trust(root: padded[2...], minimumSequence: 0))
        XCTAssertEqual(try maskValue(kind: .name, value: NSString(string: "张三丰") as String), "张**")
    }

    func test_content_too_large_to_be_signed_or_believed_is_refused() throws {
        let letter = bank.letter()
        let phone = try Phone.enrol(bank, letter)
        let signer = try RequestSigner(session: phone.logIn(letter))
        let head = RequestHead(method: "POST", target: "/v1/any", mediaType: "application/octet-stream")
        XCTAssertEqual(code(try signer.sign(head: head, body: Data(count: 1 << 20))), 5401)
        XCTAssertEqual(code(try signer.sign(head: head, body: Data(count: 64 << 20))), 5401)
        let bare = RequestHead(method: "POST", target: "/v1/any")
        XCTAssertEqual(code(try signer.sign(head: bare, body: Data(count: 1))), 7003)
        let get = RequestHead(method: "GET", target: "/v1/orders/any")
        let pending = try signer.sign(head: get, body: Data())
        let status = code(try pending.receive(status: 200, headers: [], body: Data(count: 64 << 20)))
        XCTAssertTrue((5402...5407).contains(status), "\(status)")
    }

    func test_a_closed_object_refuses_and_closing_twice_does_not() throws {
        let keypad = try pad()
        try keypad.close()
        try keypad.close()
        guard case .closed(let detail)? = failure(try keypad.cells()) else { return XCTFail("open") }
        XCTAssertEqual(detail.code, 7001)
        let trust = try Trust(root: bank.root, minimumSequence: 0)
        try trust.close()
        XCTAssertEqual(code(try Server(authority: bank.authority, trust: trust)), 7001)
    }

    func test_what_was_used_up_is_closed() throws {
        let phone = try Phone.enrol(bank, bank.letter())
        let login = try phone.exchange(phone.server.beginLogin(device: phone.device))
        let keypad = try pad()
        let input = try login.openInput(keypad: keypad)
        XCTAssertEqual(code(try keypad.cells()), 7001)
        XCTAssertEqual(code(try login.openInput(keypad: keypad)), 7001)
        XCTAssertEqual(code(try input.seal()), 5603)
        XCTAssertEqual(code(try input.press(cell: 0)), 7001)
    }

    func test_sixteen_threads_on_one_input_lose_no_keystroke() throws {
        let input = try openInput()
        let key = UInt32(try input.cells().firstIndex { $0.kind == .key }!)
        let wrong = Box(0)
        onSixteenThreads(60) { _ in
            guard (try? input.press(cell: key)) == .typed else { wrong.value += 1; return }
        }
        XCTAssertEqual(wrong.value, 0)
        XCTAssertEqual(try input.length(), 60)

        // Closing under their hands: each call ends, and with `closed` if not with a result.
        onSixteenThreads(64) { at in
            do {
                if at == 32 { try input.close() } else { _ = try input.masked() }
            } catch YufuError.closed(let detail) where detail.code == 7001 {
            } catch {
                wrong.value += 1
            }
        }
        XCTAssertEqual(wrong.value, 0)
        XCTAssertEqual(code(try input.masked()), 7001)
    }

    func test_forgotten_objects_are_freed_and_none_that_is_in_use() throws {
        weak var forgotten: Keypad?
        try autoreleasing {
            let keypad = try pad()
            forgotten = keypad
            XCTAssertNotNil(forgotten)
        }
        XCTAssertNil(forgotten)
        // The temporary has no other owner than its call.
        onSixteenThreads(2_000) { _ in XCTAssertEqual(try? pad().cells().count, 13) }
    }

    func test_a_child_process_does_not_disturb_an_open_input() throws {
        let input = try openInput()
        let key = UInt32(try input.cells().firstIndex { $0.kind == .key }!)
        _ = try input.press(cell: key)
        let child = try Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])
        child.waitUntilExit()
        XCTAssertEqual(child.terminationStatus, 0)
        XCTAssertEqual(try input.press(cell: key), .typed)
        XCTAssertEqual(try input.masked(), "••")
        try input.seal().close()
    }

    private func autoreleasing(_ body: () throws -> Void) rethrows { try body() }

    private func onSixteenThreads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        let next = Box(0)
        let lock = NSLock()
        let group = DispatchGroup()
        for _ in 0..<16 {
            group.enter()
            Thread.detachNewThread {
                while true {
                    lock.lock()
                    let at = next.value
                    next.value += 1
                    lock.unlock()
                    if at >= count { break }
                    work(at)
                }
                group.leave()
            }
        }
        group.wait()
    }
}
