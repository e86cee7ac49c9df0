import Foundation
import XCTest
import Yufu

/// One phone with its app, as an app engineer uses the SDK.
final class Phone {
    static let app = AppInfo(id: "dev.yufu.test", version: "0.1.0")
    static let payee = "6222021234567890128"
    static let amount: UInt64 = 1234

    var bank: Bank
    let server: Server
    let device: Device
    let hardware: SecureElement
    let environment: Environment

    private init(_ bank: Bank, _ server: Server, _ device: Device, _ hardware: SecureElement) throws {
        (self.bank, self.server, self.device, self.hardware) = (bank, server, device, hardware)
        environment = try Environment()
    }

    static func enrol(_ bank: Bank, _ letter: Letter) throws -> Phone {
        let hardware = SecureElement()
        let server = try bank.server()
        let device = try NewDevice(hardwareKey: hardware.publicKey)
        let asked = try server.challenge()
        let offer = try receive(asked, bank.send(asked.request()))
        let enrolment = try device.enrolment(offer: offer, activationCode: letter.activationCode)
        let proof = hardware.sign(try enrolment.hardwareMessage()!)
        let pending = try enrolment.sign(device: device, server: server, hardwareSignature: proof)
        let enrolled = try receive(pending, bank.send(pending.request()))
        return try Phone(bank, server, device.enrolled(enrolled: enrolled), hardware)
    }

    func exchange<P: Pending>(_ pending: P) throws -> P.Received {
        try signByHardware(pending)
        return try receive(pending, bank.send(pending.request()))
    }

    func signByHardware<P: Pending>(_ pending: P) throws {
        if let base = try pending.hardwareBase() {
            try pending.attachHardwareSignature(signature: hardware.sign(base))
        }
    }

    func logIn(_ letter: Letter, background: UInt32 = 0) throws -> Session {
        let login = try exchange(server.beginLogin(device: device))
        let report = try environment.collect(
            facts: HostFacts(), challenge: login.challenge(), transaction: nil, budgetMillis: 200)
        let sealed = try login.sealReport(report: report, app: Phone.app)
        let keypad = try Keypad(layout: .qwerty, order: .shuffled, style: .standard)
        let input = try login.openInput(keypad: keypad)
        try type(input, letter.password)
        let limits = SessionLimits(backgroundSeconds: background)
        return try exchange(login.submit(password: input.seal(), report: sealed, limits: limits))
    }

    func changePin(_ session: Session, _ letter: Letter, _ pin: Data) throws -> ChangeResult {
        let kind = SecretKind.transaction
        let change = try exchange(session.beginSecretChange(kind: kind))
        let old = try seal(change.openOld(keypad: pad()), letter.pin)
        let new = try seal(change.openNew(keypad: pad(), kind: kind, deny: letter.denyList()), pin)
        let again = try seal(change.openRepeat(keypad: pad(), kind: kind, deny: letter.denyList()), pin)
        return try exchange(change.submit(old: old, new: new, repeat: again))
    }

    /// Replaces the letter's PIN by a drawn one that the server finds hard enough to guess.
    func drawPin(_ session: Session, _ letter: Letter) throws -> Data {
        while true {
            let pin = Data((0..<6).map { _ in UInt8.random(in: 0x30...0x39) })
            if try changePin(session, letter, pin).changed { return pin }
        }
    }

    func transaction(order: String? = nil) throws -> Transaction {
        try Transaction(
            kind: .transfer, order: order ?? "swift-\(UUID().uuidString.lowercased())",
            payer: device.account(), payeeAccount: Phone.payee, payeeName: "张三丰",
            amount: Amount(minor: Phone.amount, currency: "CNY"))
    }

    func begin(_ session: Session) throws -> Transfer {
        try exchange(session.beginTransfer(transaction: transaction()))
    }

    func sealPin(_ transfer: Transfer, _ pin: Data) throws -> SealedInput {
        try seal(transfer.openInput(keypad: pad()), pin)
    }

    func sealReport(_ transfer: Transfer) throws -> SealedReport {
        let report = try environment.collect(
            facts: HostFacts(), challenge: transfer.challenge(), transaction: transfer.digest(),
            budgetMillis: 200)
        return try transfer.sealReport(report: report, app: Phone.app)
    }

    /// Signed with both keys; not sent yet.
    func sign(_ transfer: Transfer, _ pin: SealedInput, _ report: SealedReport) throws -> PendingReceipt {
        let pending = try transfer.submit(confirmed: transfer.digest(), pin: pin, report: report)
        try signByHardware(pending)
        return pending
    }

    /// A whole transfer, not sent yet.
    func prepare(_ session: Session, _ pin: Data) throws -> PendingReceipt {
        let transfer = try begin(session)
        return try sign(transfer, sealPin(transfer, pin), sealReport(transfer))
    }

    private func seal(_ input: SecureInput, _ secret: Data) throws -> SealedInput {
        try type(input, secret)
        return try input.seal()
    }
}

func pad() throws -> Keypad { try Keypad(layout: .digits, order: .shuffled, style: .standard) }

func receive<P: Pending>(_ pending: P, _ answer: Answered) throws -> P.Received {
    try pending.receive(status: answer.status, headers: answer.headers, body: answer.body)
}

/// Types a secret by the labels on the screen, as a person does.
func type(_ input: SecureInput, _ secret: Data) throws {
    for wanted in secret {
        let key = try find(input, String(UnicodeScalar(wanted)))
        XCTAssertEqual(try input.press(cell: key), .typed)
    }
}

private func find(_ input: SecureInput, _ wanted: String) throws -> UInt32 {
    for turn in [nil, CellKind.shift, .symbols, .letters] {
        if let turn, let cell = try input.cells().firstIndex(where: { $0.kind == turn }) {
            _ = try input.press(cell: UInt32(cell))
        }
        let cells = try input.cells().indices.map(UInt32.init)
        if let key = try cells.first(where: { try input.label(cell: $0) == wanted }) { return key }
    }
    fatalError("no key for a character of the secret")
}

/// The code of the error that a call throws.
func code<R>(_ call: @autoclosure () throws -> R, file: StaticString = #filePath, line: UInt = #line) -> UInt16 {
    failure(try call(), file: file, line: line)?.code ?? 0
}

/// The error that a call throws.
func failure<R>(
    _ call: @autoclosure () throws -> R, file: StaticString = #filePath, line: UInt = #line
) -> YufuError? {
    do {
        _ = try call()
        XCTFail("nothing was thrown", file: file, line: line)
    } catch let error as YufuError {
        return error
    } catch {
        XCTFail("\(error)", file: file, line: line)
    }
    return nil
}
