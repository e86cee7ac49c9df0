import XCTest
import Yufu

@testable import DemoCore

/// From the letter to the receipt, against a running gateway.
@MainActor
final class MainPathTests: XCTestCase {
    func test_a_transfer_from_the_letter_to_the_receipt_and_the_logout() async throws {
        let stand = try Stand()
        try await stand.enrol()
        XCTAssertEqual(stand.message, .bound)
        XCTAssertEqual(stand.teller.code.count, 0)
        try await stand.type(stand.letter.password)
        guard case .newPin(.old, first: true) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertFalse(stand.teller.back(), "the letter's PIN can't be left")
        try await stand.choosePin()
        XCTAssertEqual(stand.message, .pinChanged)
        try await stand.approve()
        guard case .pin("128.50 CNY", "张**") = stand.teller.screen else { return XCTFail(stand.said) }
        try stand.enter(stand.pin)
        XCTAssertEqual(stand.teller.length, 6)
        try await stand.tap { $0.typed() }

        let outcome = try stand.outcome()
        XCTAssertEqual(outcome.receipt.state, .completed)
        XCTAssertEqual(outcome.receipt.amountText, "128.50 CNY")
        XCTAssertEqual(outcome.receipt.payeeName, "张**")
        XCTAssertEqual(outcome.receipt.payeeAccount, "**** 0128")
        XCTAssertNil(outcome.whole)
        stand.teller.reveal()
        XCTAssertEqual(try stand.outcome().whole, "6222 0212 3456 7890 128")
        stand.teller.left()
        XCTAssertNil(try stand.outcome().whole, "masked again when the app leaves")
        stand.teller.returned()
        XCTAssertNil(stand.handset.notes.openOrder())

        stand.teller.back()
        try await stand.tap { $0.logOut() }
        XCTAssertEqual(stand.message, .loggedOut)
        XCTAssertNil(stand.session)
        try await stand.type(stand.letter.password)
        guard case .home(_, .some) = stand.teller.screen else { return XCTFail(stand.said) }
    }

    func test_the_confirmation_shows_whole_what_is_signed_and_what_the_bank_asks_for() async throws {
        let stand = try Stand()
        try await stand.home()
        try await stand.review("20000")
        guard case .confirm(let shown) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(shown.amount, "20,000.00 CNY")
        XCTAssertEqual(shown.payeeName, "张三丰")
        XCTAssertEqual(shown.payeeAccount, "6222 0212 3456 7890 128")
        XCTAssertEqual(shown.digest.count, 19)
        XCTAssertTrue(shown.more.contains(.environmentReport), "the step-up")
        try await stand.tap { $0.approve() }
        try await stand.type(stand.pin)
        XCTAssertEqual(try stand.outcome().receipt.amountText, "20000.00 CNY")
    }

    func test_amount_and_payee_are_checked_before_the_bank_is_asked() async throws {
        let stand = try Stand()
        try await stand.home()
        stand.teller.write()
        stand.teller.draft.account = "6222021234567890129"
        stand.teller.draft.amount = "1.234"
        stand.teller.review()
        XCTAssertFalse(stand.teller.busy)
        guard case .form(_, let wrong) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(wrong, [.name: .nameWrong, .account: .accountWrong, .amount: .amountWrong])
    }

    func test_a_wrong_password_or_PIN_leads_back_and_the_next_one_is_taken() async throws {
        let stand = try Stand()
        try await stand.enrol()
        try await stand.type(Data("wrong".utf8))
        guard case .login(_, ready: true) = stand.teller.screen, case .advises = stand.teller.notice else {
            return XCTFail(stand.said)
        }
        try await stand.type(stand.letter.password)
        try await stand.choosePin()
        try await stand.approve()
        try await stand.type(stand.letter.pin)
        guard case .form = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertEqual(stand.teller.draft.amount, "128.50", "what was written is still there")
        try await stand.tap { $0.review() }
        try await stand.tap { $0.approve() }
        try await stand.type(stand.pin)
        XCTAssertEqual(try stand.outcome().receipt.state, .completed)
    }

    func test_the_security_page_shows_each_check_and_leads_back_to_a_new_field() async throws {
        let stand = try Stand()
        try await stand.enrol()
        let before = stand.teller.pads
        try await stand.tap { $0.security() }
        guard case .security(let findings, _) = stand.teller.screen else { return XCTFail(stand.said) }
        XCTAssertGreaterThan(findings.count, 10)
        XCTAssertNil(stand.teller.input)
        XCTAssertTrue(stand.teller.back())
        XCTAssertEqual(stand.teller.pads, before + 1)
        try await stand.type(stand.letter.password)
        guard case .newPin = stand.teller.screen else { return XCTFail(stand.said) }
    }
}
