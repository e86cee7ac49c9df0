import XCTest
import Yufu
import YufuURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The transport against a running gateway, and against what may stand before it: see
/// tests/tests/swift/street.rs.
final class TransportTests: XCTestCase {
    private let bank = Bank.first

    /// A phone whose every message goes through the transport, to the bank or what stands before it.
    private func logIn(_ authority: String) async throws -> (Phone, Transport, Session, Letter) {
        let letter = bank.letter()
        let phone = try Phone.enrol(bank, letter)
        let transport = Transport(hardware: phone.hardware, scheme: "http")
        let server = try Server(authority: authority, trust: Trust(root: bank.root, minimumSequence: 0))
        try await transport.loadKeys(server)
        let login = try await transport.send(server.beginLogin(device: phone.device))
        let report = try phone.environment.collect(
            facts: HostFacts(), challenge: login.challenge(), transaction: nil, budgetMillis: 200)
        let sealed = try login.sealReport(report: report, app: Phone.app)
        let input = try login.openInput(keypad: Keypad(layout: .qwerty, order: .shuffled, style: .standard))
        try type(input, letter.password)
        let limits = SessionLimits(backgroundSeconds: 0)
        let pending = try login.submit(password: input.seal(), report: sealed, limits: limits)
        return (phone, transport, try await transport.send(pending), letter)
    }

    func test_signed_requests_are_sent_byte_for_byte_and_accepted() async throws {
        let (phone, transport, session, letter) = try await logIn(bank.authority)
        let pin = try phone.drawPin(session, letter)
        let receipt = try await transport.send(phone.prepare(session, pin))
        XCTAssertEqual(receipt.state, .completed)
        let again = try await transport.send(session.order(order: receipt.order))
        XCTAssertEqual(again, receipt)

        let asked = try RequestSigner(session: session).sign(
            head: RequestHead(method: "GET", target: "/v1/orders/\(receipt.order)?x=a%20b"), body: Data())
        let done = expectation(description: "answered")
        transport.send(asked) { answer in
            XCTAssertEqual(try? answer.get().status, 200)
            done.fulfill()
        }
        await fulfillment(of: [done], timeout: 20)
        try await transport.send(session.logout())
        XCTAssertEqual(try session.state(), .endedByLogout)
    }

    func test_a_refusal_keeps_its_code() async throws {
        let (_, transport, session, _) = try await logIn(bank.authority)
        do {
            _ = try await transport.send(session.order(order: "20270115-0001"))
            XCTFail("found")
        } catch YufuError.rejected(let detail) {
            XCTAssertTrue((3001...4299).contains(detail.code))
            XCTAssertNotNil(detail.correlation)
        }
    }

    func test_a_redirect_is_not_followed() async throws {
        let redirecting = environment("YUFU_REDIRECTING")
        let trust = try Trust(root: bank.root, minimumSequence: 0)
        let server = try Server(authority: redirecting, trust: trust)
        // A client that follows redirects gets the bank's true keys: the control.
        let followed = try await URLSession.shared.data(from: URL(string: "http://\(redirecting)/v1/keys")!)
        XCTAssertTrue(String(decoding: followed.0, as: UTF8.self).contains("\"bundle\""))
        do {
            try await Transport(scheme: "http").loadKeys(server)
            XCTFail("followed")
        } catch let error as YufuError {
            XCTAssertEqual(error.code, 5406)
        }
        XCTAssertEqual(code(try trust.expiresAt()), 5101)
    }

    func test_no_compression_is_asked_for() async throws {
        // A plain URLSession asks for it and unpacks the content: the control.
        let compressing = environment("YUFU_COMPRESSING")
        let plain = try await URLSession.shared.data(from: URL(string: "http://\(compressing)/v1/keys")!)
        let encoding = (plain.1 as! HTTPURLResponse).value(forHTTPHeaderField: "content-encoding")
        XCTAssertEqual(encoding, "gzip")
        let (_, _, session, _) = try await logIn(compressing)
        XCTAssertEqual(try session.state(), .active)
    }

    func test_an_answer_that_is_compressed_all_the_same_is_refused() async throws {
        do {
            _ = try await logIn(environment("YUFU_STUBBORN"))
            XCTFail("believed")
        } catch let error as TransportError {
            XCTAssertEqual(error, .unreadableAnswer)
        }
    }

    func test_a_broken_line_sends_nothing_twice_and_the_order_is_asked_for() async throws {
        let breaking = environment("YUFU_BREAKING")
        let (phone, transport, session, letter) = try await logIn(breaking)
        phone.bank.authority = breaking
        let pin = try phone.drawPin(session, letter)
        let order = "swift-\(UUID().uuidString.lowercased())"
        let asked = try session.beginTransfer(transaction: phone.transaction(order: order))
        let transfer = try await transport.send(asked)
        let pending = try transfer.submit(
            confirmed: transfer.digest(), pin: phone.sealPin(transfer, pin), report: phone.sealReport(transfer))
        do {
            _ = try await transport.send(pending)
            XCTFail("an answer")
        } catch is URLError {
        }
        // The bank has done it once, and says so when it is asked.
        let count = try await URLSession.shared.data(from: URL(string: "http://\(breaking)/transfers")!)
        XCTAssertEqual(String(decoding: count.0, as: UTF8.self), "1")
        let receipt = try await transport.send(session.order(order: order))
        XCTAssertEqual(receipt.state, .completed)
    }

    func test_an_endless_answer_is_cut_off() async throws {
        do {
            _ = try await logIn(environment("YUFU_ENDLESS"))
            XCTFail("believed")
        } catch let error as TransportError {
            XCTAssertEqual(error, .answerTooLarge)
        }
    }
}
