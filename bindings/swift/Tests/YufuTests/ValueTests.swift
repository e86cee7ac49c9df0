import XCTest
import Yufu

/// Masks, reveals, validators, links, keypad and the error itself.
final class ValueTests: XCTestCase {
    func test_a_value_shows_itself_masked_and_whole_on_a_ground_alone() throws {
        let card = try Sensitive.validated(kind: .cardNumber, value: "6222 0212 3456 7890 128")
        XCTAssertEqual(try card.masked(), "**** 0128")
        XCTAssertEqual(try card.shown(stage: .beforeLogin), "********")
        XCTAssertEqual(try card.reveal(ground: .accountStatement), "6222021234567890128")

        let mobile = try Sensitive(kind: .mobile, value: "13800138000")
        guard case .invalid(let detail)? = failure(try mobile.reveal(ground: .payeeConfirmation)) else {
            return XCTFail("revealed")
        }
        XCTAssertEqual(detail.code, 5751)
        let proof = try IdentityProof(check: .password)
        XCTAssertEqual(try mobile.revealTo(proof: proof), "13800138000")
        XCTAssertEqual(code(try mobile.revealTo(proof: proof)), 7001)
        XCTAssertFalse("\(mobile) \(String(reflecting: mobile))".contains("138"))
        var dumped = ""
        dump(mobile, to: &dumped)
        XCTAssertFalse(dumped.contains("138"))
    }

    func test_what_is_not_valid_says_why() throws {
        XCTAssertEqual(code(try Sensitive.validated(kind: .cardNumber, value: "6222021234567890129")), 5705)
        XCTAssertEqual(try parseAmount(text: "1234.5", decimals: 2), 123450)
        XCTAssertEqual(try CardExpiry(expiry: Data("0529".utf8)).shown(stage: .afterLogin), "05/29")
        let policy = try LinkPolicy(schemes: ["https"], hosts: ["m.bank.example"], ports: [])
        XCTAssertEqual(try policy.check(link: "https://m.bank.example/pay?order=1").host, "m.bank.example")
        XCTAssertEqual(code(try policy.check(link: "https://m.bank.example.evil.example/")), 5722)
    }

    func test_a_shuffled_keypad_shows_each_digit_once() throws {
        let keypad = try Keypad(layout: .digits, order: .shuffled, style: .large)
        let labels = try keypad.cells().indices.map { try keypad.label(cell: UInt32($0)) }
        XCTAssertEqual(labels.filter { !$0.isEmpty }.sorted().joined(), "0123456789")
        XCTAssertEqual(try keypad.columns(), 6)
        XCTAssertEqual(try keypad.appearance().cellHeight, 64)
        XCTAssertEqual(try keypad.appearance().key, 0x101010)
    }

    func test_a_report_has_a_finding_for_each_check() throws {
        let report = try Environment().collect(
            facts: HostFacts(), challenge: Data(count: 32), transaction: nil, budgetMillis: 200)
        let findings = try report.findings()
        XCTAssertGreaterThanOrEqual(findings.count, 13)
        XCTAssertEqual(findings.map(\.code).sorted(), findings.map(\.code))
        XCTAssertTrue(findings.allSatisfy { !$0.title.isEmpty && !$0.titleZh.isEmpty })
    }

    func test_an_error_speaks_as_errors_do_in_Swift() throws {
        let error = try XCTUnwrap(failure(try Keypad(layout: .digits, order: .fixed, style: .large).label(cell: 99)))
        XCTAssertEqual(error.code, 5602)
        XCTAssertEqual(error.localizedDescription, error.detail.message)
        XCTAssertTrue([error.advice, error.adviceZh].contains(error.recoverySuggestion))
        XCTAssertNil(error.correlation)
        let bridged = error as NSError
        XCTAssertEqual(bridged.domain, "dev.yufu")
        XCTAssertEqual(bridged.code, 5602)
    }

    func test_the_version_is_the_projects() throws {
        XCTAssertNotNil(try version().range(of: "^[0-9]+[.][0-9]+[.][0-9]+$", options: .regularExpression))
        for warning in try memoryWarnings() { XCTAssertTrue((5901...5907).contains(warning.code)) }
    }
}
