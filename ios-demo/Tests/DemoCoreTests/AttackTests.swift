import XCTest
import Yufu

@testable import DemoCore

/// What happens to the app between the main path's steps: the background, a second tap, a cut line.
@MainActor
final class AttackTests: XCTestCase {
    func test_the_background_wipes_the_field() async throws {
        let stand = try Stand()
        try await stand.atPin()
        try stand.enter(stand.pin.prefix(3))
        let input = try XCTUnwrap(stand.teller.input)
        XCTAssertEqual(try input.length(), 3, "the control")
        stand.teller.left()
        XCTAssertEqual(code(try input.length()), 7001)
        XCTAssertNil(stand.teller.input)
        stand.teller.returned()
        XCTAssertEqual(stand.teller.length, 0)
        try await stand.type(stand.pin)
        XCTAssertEqual(try stand.outcome().receipt.state, .completed)
    }

    func test_the_background_wipes_the_activation_code() async throws {
        let stand = try Stand()
        try await stand.tap { $0.start() }
        stand.write(code: stand.letter.activationCode)
        XCTAssertGreaterThan(stand.teller.code.count, 0, "the control")
        stand.teller.left()
        XCTAssertEqual(stand.teller.code.count, 0)
    }

    func test_a_session_that_locks_in_the_background_asks_for_a_login_and_nothing_was_paid() async throws {
        let stand = try Stand(backgroundSeconds: 0)
        try await stand.atPin()
        // What the guard of YufuUI tells the session.
        XCTAssertEqual(try stand.session?.enterBackground(), .lockedBackground)
        stand.teller.left()
        stand.teller.returned()
        try await stand.settle()
        guard case .login(_, ready: true) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.message, .locked)
        XCTAssertEqual(Line.sentTransfers, 0)
        try await stand.type(stand.letter.password)
        guard case .home = stand.teller.screen else { return XCTFail(stand.said) }
    }

    func test_a_second_tap_on_submit_is_sent_once() async throws {
        let stand = try Stand()
        try await stand.atPin()
        try stand.enter(stand.pin)
        for _ in 0..<3 { stand.teller.typed() }
        XCTAssertTrue(stand.teller.busy)
        try await stand.settle()
        XCTAssertEqual(try stand.outcome().receipt.state, .completed)
        XCTAssertEqual(Line.sentTransfers, 1)
    }

    func test_a_gateway_that_is_gone_leaves_the_page_as_it_was() async throws {
        let stand = try Stand()
        try await stand.home()
        Line.begin(.cut)
        try await stand.review()
        XCTAssertEqual(stand.message, .offline)
        guard case .form = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.teller.draft.amount, "128.50")
        Line.begin(.whole)
        try await stand.tap { $0.review() }
        guard case .confirm = stand.teller.screen else { return XCTFail(stand.said) }
    }

    func test_a_gateway_that_dies_in_mid_transfer_leaves_the_state_before() async throws {
        let stand = try Stand()
        try await stand.atPin()
        Line.begin(.cut)
        try await stand.type(stand.pin)
        guard case .unsure = stand.teller.screen else { return XCTFail(stand.said) }
        try await stand.tap { $0.ask() }
        guard case .unsure = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.message, .offline)
        Line.begin(.whole)
        try await stand.tap { $0.ask() }
        XCTAssertEqual(stand.message, .notBooked)
        guard case .form = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.teller.draft.amount, "128.50")
        try await stand.tap { $0.review() }
        try await stand.tap { $0.approve() }
        try await stand.type(stand.pin)
        XCTAssertEqual(try stand.outcome().receipt.state, .completed)
        XCTAssertEqual(Line.sentTransfers, 1)
    }

    func test_a_lost_receipt_is_asked_for_and_nothing_is_paid_twice_even_by_another_process() async throws {
        let stand = try Stand()
        try await stand.atPin()
        Line.begin(.losesReceipts)
        try await stand.type(stand.pin)
        guard case .unsure(let order) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(Line.sentTransfers, 1)
        Line.begin(.whole)
        try await stand.restart()
        try await stand.type(stand.letter.password)
        guard case .unsure(order) = stand.teller.screen else { return XCTFail(stand.said) }
        try await stand.tap { $0.ask() }
        let outcome = try stand.outcome()
        XCTAssertEqual(outcome.receipt.order, order)
        XCTAssertEqual(outcome.receipt.state, .completed)
        XCTAssertFalse(outcome.canReveal, "this process never knew the payee")
        XCTAssertEqual(Line.sentTransfers, 0)
    }

    func test_a_killed_app_keeps_nothing_that_was_typed() async throws {
        let stand = try Stand()
        try await stand.enrol()
        try stand.enter(stand.letter.password)
        try await stand.restart()
        guard case .login(_, ready: true) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.teller.length, 0)
        try await stand.type(stand.letter.password)
        try await stand.choosePin()
        try await stand.approve()
        try await stand.type(stand.pin)
        _ = try stand.outcome()

        let names = try FileManager.default.subpathsOfDirectory(atPath: stand.handset.place.path)
        let files = names.compactMap { FileManager.default.contents(atPath: stand.handset.place.path + "/" + $0) }
        let saved = files.reduce(Data(), +)
        XCTAssertNotNil(saved.range(of: Data("sequence".utf8)), "the control")
        let letter = stand.letter
        for typed in [stand.pin, letter.password, letter.pin, letter.activationCode, Data("6222021234567890128".utf8)] {
            XCTAssertNil(saved.range(of: typed))
        }
    }

    func test_a_phone_whose_keys_are_gone_is_bound_anew() async throws {
        let stand = try Stand()
        try await stand.enrol()
        stand.handset.eraseKeys()
        try await stand.restart()
        guard case .enrol = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.message, .keysLost)
        stand.write(code: Bank.first.letter().activationCode)
        try await stand.tap { $0.enrol() }
        guard case .login(_, ready: true) = stand.teller.screen else { return XCTFail(stand.said) }
    }

    func test_nothing_typed_has_a_text_form() async throws {
        let stand = try Stand()
        stand.teller.draft.account = "6222021234567890128"
        stand.write(code: Data("abc-123".utf8))
        var text = ""
        dump(stand.teller.draft, to: &text)
        dump(stand.teller.code, to: &text)
        text += "\(stand.teller.draft) \(String(reflecting: stand.teller.code))"
        XCTAssertFalse(text.contains("6222") || text.contains("abc-123"), text)
        XCTAssertTrue(text.contains("count: 7"), "the control: \(text)")
    }
}
