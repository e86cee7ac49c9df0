import XCTest
import Yufu

/// From the bank's letter to the receipt and the logout, against a running gateway.
final class MainPathTests: XCTestCase {
    func test_a_transfer_is_accepted_from_enrolment_to_receipt() throws {
        XCTAssertEqual(try selfTest().count, 9)
        let bank = Bank.first
        let letter = bank.letter()
        let phone = try Phone.enrol(bank, letter)
        XCTAssertTrue(try phone.device.hasHardwareKey())

        let session = try phone.logIn(letter)
        XCTAssertEqual(try session.state(), .active)
        XCTAssertTrue(try session.mustChangePin())
        XCTAssertFalse(try session.mustChangePassword())
        XCTAssertTrue(try session.accounts().contains(phone.device.account()))
        XCTAssertLessThanOrEqual(abs(Int64(try session.serverTime()) - Int64(now())), 60)

        let easy = try phone.changePin(session, letter, Data("111111".utf8))
        XCTAssertFalse(easy.changed)
        XCTAssertFalse(easy.findings.isEmpty)
        let pin = try phone.drawPin(session, letter)

        let transfer = try phone.begin(session)
        XCTAssertTrue(try transfer.requiredFactors().contains(.transactionPin))
        let digest = try transfer.digest()
        XCTAssertTrue(try transfer.isOf(digest: digest))
        XCTAssertFalse(try transfer.isOf(digest: Data(count: 32)))
        let sealed = try phone.sealPin(transfer, pin)
        let receipt = try phone.exchange(phone.sign(transfer, sealed, phone.sealReport(transfer)))
        XCTAssertEqual(receipt.state, .completed)
        XCTAssertEqual(receipt.digest, digest)
        XCTAssertEqual(receipt.payeeAccount, "**** 0128")
        XCTAssertEqual(receipt.payeeName, "张**")
        XCTAssertEqual(receipt.amount, Amount(minor: 1234, currency: "CNY"))
        XCTAssertEqual(receipt.amountText, "12.34 CNY")

        XCTAssertEqual(try phone.exchange(session.order(order: receipt.order)), receipt)

        try phone.exchange(session.logout())
        XCTAssertEqual(try session.state(), .endedByLogout)
        XCTAssertEqual(code(try session.order(order: "any")), 5303)
    }

    func test_a_device_record_opens_with_its_secret_alone() throws {
        let letter = Bank.first.letter()
        let phone = try Phone.enrol(Bank.first, letter)
        let secret = Data(0..<32)
        let record = try phone.device.toRecord(secret: secret)

        let saved = try SavedDevice(record: record, secret: secret)
        XCTAssertTrue(try saved.isEnrolled())
        let device = try saved.device()
        XCTAssertEqual(try device.id(), try phone.device.id())
        XCTAssertEqual(try device.thumbprint(), try phone.device.thumbprint())

        XCTAssertEqual(code(try SavedDevice(record: record, secret: Data(count: 32))), 5203)
        let unfinished = try SavedDevice(record: NewDevice().toRecord(secret: secret), secret: secret)
        XCTAssertFalse(try unfinished.isEnrolled())
        try unfinished.newDevice().close()
    }

    func test_a_session_that_went_to_the_background_asks_for_a_new_login() throws {
        let letter = Bank.first.letter()
        let phone = try Phone.enrol(Bank.first, letter)
        let strict = try phone.logIn(letter)
        XCTAssertEqual(try strict.enterBackground(), .lockedBackground)
        guard case .loginRequired(let detail)? = failure(try phone.begin(strict)) else {
            return XCTFail("the session signs")
        }
        XCTAssertEqual(detail.code, 5302)
        XCTAssertEqual(detail.adviceZh, "请重新登录。")

        let lenient = try phone.logIn(letter, background: 60)
        XCTAssertEqual(try lenient.enterBackground(), .active)
        XCTAssertEqual(try lenient.enterForeground(), .active)
        try lenient.lock()
        XCTAssertEqual(try lenient.touch(), .lockedByHost)
    }
}
