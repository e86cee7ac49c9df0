import XCTest
import Yufu
import YufuURLSession

/// The snippets of docs/bindings/swift.md, as they stand there.
final class GuideTests: XCTestCase {
    private let bank = Bank.first
    private let letter = Bank.first.letter()
    private let secureElement = SecureElement()
    private let platformSecret = SecretBytes(count: 32) { $0.copyBytes(from: 0..<32) }
    private lazy var transport = Transport(hardware: secureElement, scheme: "http")
    private var kept = Data()
    private var shown = ""

    private func keep(_ record: Data) { kept = record }

    private func draw(_ cell: Cell, _ label: String) { shown += "\(label)\(cell.kind)" }

    private func show(_ text: String) { shown += text }

    /// A hand that reads the labels, turning pages where it has to.
    private func touches(_ input: SecureInput) throws -> AnyIterator<UInt32> {
        var left = Array(letter.password)
        var turns: [CellKind] = []
        return AnyIterator {
            guard let wanted = left.first, let cells = try? input.cells() else { return nil }
            let label = String(UnicodeScalar(wanted))
            if let key = cells.indices.first(where: { (try? input.label(cell: UInt32($0))) == label }) {
                left.removeFirst()
                turns = []
                return UInt32(key)
            }
            let turn = [CellKind.shift, .symbols, .letters].first { kind in
                !turns.contains(kind) && cells.contains { $0.kind == kind }
            }
            turns.append(turn!)
            return UInt32(cells.firstIndex { $0.kind == turn }!)
        }
    }

    private func send<P: Pending>(_ pending: P) async throws -> P.Received {
        try await transport.send(pending)
    }

    private func trust(root: Data, lastSequence: UInt64) async throws -> Server {
        let trust = try Trust(root: root, minimumSequence: lastSequence)
        let server = try Server(authority: bank.authority, trust: trust)
        try await transport.loadKeys(server)
        return server
    }

    private func enrol(_ server: Server, activationCode: SecretBytes) async throws -> Device {
        let device = try NewDevice(hardwareKey: secureElement.publicKey)
        let offer = try await send(server.challenge())
        let enrolment = try device.enrolment(offer: offer, activationCode: activationCode)
        let proof = try enrolment.hardwareMessage().map { secureElement.sign($0) }
        keep(try device.toRecord(secret: platformSecret)) // before it is sent: the code works once
        let pending = try enrolment.sign(device: device, server: server, hardwareSignature: proof)
        let enrolled = try device.enrolled(enrolled: await send(pending))
        keep(try enrolled.toRecord(secret: platformSecret))
        return enrolled
    }

    private func logIn(_ server: Server, _ device: Device) async throws -> Session {
        let login = try await send(server.beginLogin(device: device))
        let app = AppInfo(id: "com.bank.app", version: "1.0.0")
        let facts = try HostFacts()
        try facts.setFlag(fact: .screenCaptured, value: false)
        try facts.setUnobservable(fact: .telephony, cause: .denied)
        let found = try Environment().collect(
            facts: facts, challenge: login.challenge(), transaction: nil, budgetMillis: 200)
        let report = try login.sealReport(report: found, app: app)
        let keypad = try Keypad(layout: .qwerty, order: .shuffled, style: .standard)
        let input = try login.openInput(keypad: keypad)
        defer { try? input.close() }
        for (index, cell) in try input.cells().enumerated() {
            draw(cell, try input.label(cell: UInt32(index)))
        }
        for touched in try touches(input) { _ = try input.press(cell: touched) } // the cell's index
        show(try input.masked())
        let limits = SessionLimits(backgroundSeconds: 0)
        return try await send(login.submit(password: input.seal(), report: report, limits: limits))
    }

    private func ask(_ session: Session) async throws -> Answer {
        let signer = try RequestSigner(session: session)
        let head = RequestHead(method: "GET", target: "/v1/orders/20270115-0001")
        return try await send(signer.sign(head: head, body: Data()))
    }

    func test_the_guides_snippets_do_what_the_guide_says() async throws {
        let server = try await trust(root: bank.root, lastSequence: 0)
        var code = letter.activationCode
        let device = try await enrol(server, activationCode: SecretBytes(wiping: &code))
        XCTAssertTrue(try SavedDevice(record: kept, secret: platformSecret).isEnrolled())
        let session = try await logIn(server, device)
        XCTAssertEqual(try session.state(), .active)
        do {
            _ = try await ask(session)
            XCTFail("found")
        } catch YufuError.rejected(let detail) {
            XCTAssertTrue((3001...4299).contains(detail.code))
            XCTAssertFalse(detail.correlation!.isEmpty)
        }
        XCTAssertTrue(shown.contains("•"))
    }
}
