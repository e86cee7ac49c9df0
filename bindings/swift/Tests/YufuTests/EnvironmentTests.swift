import XCTest
import Yufu

/// Host facts under a pack whose rules look at nothing else, and the store of the device.
final class EnvironmentTests: XCTestCase {
    private let root = bytes(hexadecimal: environment("YUFU_FACT_ROOT"))
    private let token = environment("YUFU_FACT_PACK")
    private let expected = Expected(signers: [], installers: ["com.example.store"])

    private func pack() throws -> Pack { try Pack.embedded().update(token: token, roots: [root], now: now()) }

    private func look(_ facts: HostFacts, _ expected: Expected?) throws -> Report {
        try Environment(expected: expected, pack: pack()).collect(
            facts: facts, challenge: Data(count: 32), transaction: nil, budgetMillis: 200)
    }

    private func states(_ report: Report) throws -> [String: FindingState] {
        Dictionary(uniqueKeysWithValues: try report.findings().map { ($0.code, $0.state) })
    }

    private func facts(bad: Bool) throws -> HostFacts {
        let facts = try HostFacts()
        try facts.setFlag(fact: .overlay, value: bad)
        try facts.setList(fact: .packages, values: [bad ? "com.example.root" : "com.example.reader"])
        try facts.setNumber(fact: .sensors, value: bad ? 3 : 12)
        try facts.setText(fact: .tlsVersion, value: bad ? "TLSv1.1" : "TLSv1.3")
        try facts.setText(fact: .installer, value: bad ? "com.example.elsewhere" : "com.example.store")
        return facts
    }

    func test_each_host_fact_leads_to_its_finding() throws {
        let report = try look(facts(bad: true), expected)
        let findings = try report.findings()
        XCTAssertEqual(findings.count, 5)
        XCTAssertTrue(findings.allSatisfy { $0.state == .detected && $0.layer == .host })
        XCTAssertEqual(try report.severity(), .medium)
        XCTAssertTrue(try report.scores().contains(CategoryScore(category: "fraud", score: 40)))
        XCTAssertEqual(try report.offlineDecision(), .warn)
    }

    func test_harmless_host_facts_are_clean() throws {
        let report = try look(facts(bad: false), expected)
        XCTAssertTrue(try states(report).values.allSatisfy { $0 == .clean })
        XCTAssertEqual(try report.offlineDecision(), .allow)
    }

    func test_a_missing_host_fact_is_unobservable_and_never_a_finding() throws {
        let denied = try HostFacts()
        for fact in FactName.allCases { try denied.setUnobservable(fact: fact, cause: .denied) }
        for report in [try look(HostFacts(), expected), try look(denied, expected), try look(HostFacts(), nil)] {
            XCTAssertTrue(try states(report).values.allSatisfy { $0 == .unobservable })
            XCTAssertEqual(try report.severity(), .info)
            XCTAssertTrue(try report.scores().allSatisfy { $0.score == 0 })
        }
        // Without an expectation the installer alone says nothing.
        XCTAssertEqual(try states(look(facts(bad: true), nil))["tamper.installer"], .unobservable)
    }

    func test_a_pack_that_is_old_foreign_or_spoilt_leaves_the_one_in_use() throws {
        let own = try Pack.embedded()
        XCTAssertEqual(try own.id(), try pack().id())
        XCTAssertLessThan(try own.version(), try pack().version())
        XCTAssertEqual(try pack().asks().packages, ["com.example.root"])
        let refused: ClosedRange<UInt16> = 1001...2899
        let spoilt = String(token.dropLast(9))
        XCTAssertTrue(refused.contains(code(try own.update(token: token, roots: [], now: now()))))
        XCTAssertTrue(refused.contains(code(try own.update(token: token, roots: [root], now: now() + 7200))))
        XCTAssertTrue(refused.contains(code(try own.update(token: spoilt, roots: [root], now: now()))))
        XCTAssertEqual(try own.version(), try Pack.embedded().version())
    }

    func test_the_store_keeps_a_device_and_gives_it_to_its_secret_alone() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let secret = Data(repeating: 3, count: 32)
        let store = try FileStore(folder: folder.path)
        XCTAssertNil(try store.load(secret: secret))
        try store.saveNew(device: NewDevice(), secret: secret)
        XCTAssertEqual(try store.load(secret: secret)?.isEnrolled(), false)
        XCTAssertEqual(code(try store.load(secret: Data(count: 32))), 5203)
        let phone = try Phone.enrol(Bank.first, Bank.first.letter())
        try store.save(device: phone.device, secret: secret)
        XCTAssertEqual(try store.load(secret: secret)?.device().id(), try phone.device.id())
        try store.erase()
        XCTAssertNil(try store.load(secret: secret))
    }
}
