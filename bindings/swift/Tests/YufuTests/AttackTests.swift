import XCTest
import Yufu

/// The demo's attacks, made from Swift, and rejected for the same reasons. The thirteenth, a report
/// with a check removed, needs the device key in the attacker's hands, which this API gives nobody.
final class AttackTests: XCTestCase {
    private let bank = Bank.first
    private var phone: Phone!
    private var session: Session!
    private var pin = Data()

    override func setUpWithError() throws {
        let letter = bank.letter()
        phone = try Phone.enrol(bank, letter)
        session = try phone.logIn(letter)
        pin = try phone.drawPin(session, letter)
    }

    func test_replay_and_reused_token() throws {
        let captured = try phone.prepare(session, pin).request()
        XCTAssertNil(bank.send(captured).reason)
        XCTAssertEqual(bank.send(captured).reason, "replayed")

        let token = captured.headers.first { $0.name == "yufu-submit-token" }!.value
        let head = RequestHead(
            method: "POST", target: "/v1/transfer", mediaType: "application/json", submitToken: token)
        let again = try RequestSigner(session: session).sign(head: head, body: captured.body)
        try phone.signByHardware(again)
        let answer = bank.send(try again.request())
        XCTAssertEqual(answer.reason, "submit_token_used")
        guard case .rejected(let detail)? = failure(try receive(again, answer)) else {
            return XCTFail("not rejected")
        }
        XCTAssertEqual(detail.code, answer.code)
        XCTAssertEqual(detail.correlation, member(answer.text, "correlation_id"))
    }

    func test_changed_payee_and_changed_amount() throws {
        var redirected = try phone.prepare(session, pin).request()
        let other = Data("9900000000000000019".utf8)
        redirected.body = edit(redirected.body, Data(Phone.payee.utf8), other)
        redirected.headers.removeAll { $0.name == "content-digest" }
        let digest = HttpHeader(name: "content-digest", value: contentDigest(redirected.body))
        redirected.headers.append(digest)
        XCTAssertEqual(bank.send(redirected).reason, "signature_invalid")

        var dearer = try phone.prepare(session, pin).request()
        // INTEGER 1234 becomes INTEGER 32722.
        dearer.body = edit(dearer.body, Data([2, 2, 4, 0xd2]), Data([2, 2, 0x7f, 0xd2]))
        XCTAssertEqual(bank.send(dearer).reason, "digest_mismatch")
    }

    func test_request_that_was_held_back() throws {
        let head = RequestHead(method: "GET", target: "/v1/orders/held-back", lifetimeSeconds: 1)
        let pending = try RequestSigner(session: session).sign(head: head, body: Data())
        try phone.signByHardware(pending)
        Thread.sleep(forTimeInterval: 2.1)
        XCTAssertEqual(bank.send(try pending.request()).reason, "request_expired")
    }

    func test_PIN_of_one_transfer_in_another() throws {
        let small = try phone.begin(session)
        let sealed = try phone.sealPin(small, pin)
        let other = try phone.begin(session)
        let pending = try phone.sign(other, sealed, phone.sealReport(other))
        XCTAssertEqual(bank.send(try pending.request()).reason, "input_rejected")
    }

    func test_report_of_another_device() throws {
        let second = try Phone.enrol(bank, bank.letter())
        let helper = try second.exchange(second.server.beginLogin(device: second.device))
        let transfer = try phone.begin(session)
        let report = try second.environment.collect(
            facts: HostFacts(), challenge: transfer.challenge(), transaction: transfer.digest(),
            budgetMillis: 200)
        let borrowed = try helper.sealReport(report: report, app: Phone.app)
        let pending = try phone.sign(transfer, phone.sealPin(transfer, pin), borrowed)
        XCTAssertEqual(bank.send(try pending.request()).reason, "report_of_another_device")
    }

    func test_key_that_this_bank_never_saw() throws {
        let letter = Bank.other.letter()
        let stranger = try Phone.enrol(Bank.other, letter)
        let signer = try RequestSigner(session: stranger.logIn(letter))
        let head = RequestHead(method: "GET", target: "/v1/orders/any")
        let pending = try signer.sign(head: head, body: Data())
        try stranger.signByHardware(pending)
        XCTAssertEqual(bank.send(try pending.request()).reason, "key_unknown")
    }

    func test_key_bundle_of_another_root() throws {
        let trust = try Trust(root: bank.root, minimumSequence: 0)
        let answer = Bank.other.send(try bank.server(trust).keysRequest())
        let bundle = member(answer.text, "bundle")
        guard case .untrusted(let detail)? = failure(try trust.load(bundle: bundle, now: now())) else {
            return XCTFail("trusted")
        }
        XCTAssertEqual(detail.code, 5102)
    }

    func test_forged_and_swapped_responses() throws {
        let first = try phone.prepare(session, pin)
        let honest = bank.send(try first.request())
        let forged = Data(honest.text.replacingOccurrences(of: "completed", with: "refused").utf8)
        XCTAssertNotEqual(forged, honest.body)
        let lie = try? first.receive(status: honest.status, headers: honest.headers, body: honest.body)
        XCTAssertNotNil(lie, "the honest answer is read")

        let again = try phone.prepare(session, pin)
        let answer = bank.send(try again.request())
        let changed = Data(answer.text.replacingOccurrences(of: "completed", with: "refused").utf8)
        let error = failure(
            try again.receive(status: answer.status, headers: answer.headers, body: changed))
        guard case .untrusted(let detail)? = error else { return XCTFail("believed") }
        XCTAssertEqual(detail.code, 5404)

        let second = try phone.prepare(session, pin)
        _ = bank.send(try second.request())
        XCTAssertEqual(code(try receive(second, honest)), 5407)
    }

    func test_sixth_guess_at_a_PIN() throws {
        var wrong = pin
        wrong[0] = wrong[0] == 0x39 ? 0x30 : wrong[0] + 1
        for _ in 0..<5 {
            XCTAssertEqual(bank.send(try phone.prepare(session, wrong).request()).reason, "input_rejected")
        }
        XCTAssertEqual(bank.send(try phone.prepare(session, pin).request()).reason, "attempts_exhausted")
    }

    /// Changes bytes of the transaction inside a transfer's body, and nothing else.
    private func edit(_ body: Data, _ from: Data, _ to: Data) -> Data {
        let text = String(decoding: body, as: UTF8.self)
        let field = member(text, "transaction")
        var base64 = field.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while base64.count % 4 != 0 { base64 += "=" }
        var der = Data(base64Encoded: base64)!
        let place = der.range(of: from)!
        XCTAssertNil(der.range(of: from, in: place.upperBound..<der.endIndex))
        der.replaceSubrange(place, with: to)
        let edited = der.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        return Data(text.replacingOccurrences(of: field, with: edited).utf8)
    }
}
