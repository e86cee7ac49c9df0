import Foundation
import Yufu
import YufuURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The dealings with the bank, one call each.
public actor Branch {
    static let app = AppInfo(id: "dev.yufu.demo", version: "0.1.0")
    private static let budgetMillis: UInt32 = 200

    private let address: BankAddress
    private let handset: any Handset
    private let limits: SessionLimits
    private let transport: Transport
    private var known: (trust: Trust, server: Server)?

    /// The session locks after so many seconds without a touch, or away from the screen.
    public init(
        _ address: BankAddress, _ handset: any Handset, idleSeconds: UInt32 = 120, backgroundSeconds: UInt32 = 30
    ) {
        (self.address, self.handset) = (address, handset)
        limits = SessionLimits(idleSeconds: idleSeconds, backgroundSeconds: backgroundSeconds)
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        transport = Transport(
            hardware: PhoneKey(handset: handset), configuration: configuration, scheme: address.scheme)
    }

    private func server() async throws -> Server {
        let known = try self.known ?? begin()
        self.known = known
        try await transport.loadKeys(known.server)
        try handset.notes.keep(sequence: known.trust.sequence())
        return known.server
    }

    private func begin() throws -> (trust: Trust, server: Server) {
        let trust = try Trust(root: address.root, minimumSequence: handset.notes.sequence())
        return (trust: trust, server: try Server(authority: address.authority, trust: trust))
    }

    private func saved() throws -> SavedDevice? {
        do {
            let store = try FileStore(folder: handset.folder)
            return try handset.secret().withData { try store.load(secret: $0) }
        } catch let error as YufuError where error.code == 5203 {
            // The record is there, and what opens it is not.
            throw KeysTrouble(.keysLost)
        }
    }

    /// The device that the bank knows, if this phone is bound.
    func device() throws -> Device? {
        guard let saved = try saved(), try saved.isEnrolled() else { return nil }
        return try saved.device()
    }

    /// Binds this phone. An earlier try that did not end is taken up with its own key.
    func enrol(_ activationCode: SecretBytes) async throws -> Device {
        let server = try await server()
        let unfinished = try saved().flatMap { try $0.isEnrolled() ? nil : $0.newDevice() }
        let device = try unfinished ?? NewDevice(hardwareKey: handset.hardwareKey())
        let store = try FileStore(folder: handset.folder)
        // Before anything is sent: the code works once.
        try handset.secret().withData { try store.saveNew(device: device, secret: $0) }
        let offer = try await transport.send(server.challenge())
        let enrolment = try device.enrolment(offer: offer, activationCode: activationCode)
        let proof = try enrolment.hardwareMessage().map(handset.sign)
        let pending = try enrolment.sign(device: device, server: server, hardwareSignature: proof)
        let enrolled = try await device.enrolled(enrolled: transport.send(pending))
        try handset.secret().withData { try store.save(device: enrolled, secret: $0) }
        return enrolled
    }

    /// Forgets the device and its keys.
    func forget() throws {
        try FileStore(folder: handset.folder).erase()
        try handset.eraseKeys()
    }

    func beginLogin(_ device: Device) async throws -> Login {
        try await transport.send(server().beginLogin(device: device))
    }

    func logIn(_ login: Login, _ password: SealedInput) async throws -> Session {
        let found = try await look(login.challenge(), nil)
        let report = try login.sealReport(report: found, app: Branch.app)
        return try await transport.send(login.submit(password: password, report: report, limits: limits))
    }

    func logOut(_ session: Session) async throws { try await transport.send(session.logout()) }

    func beginPinChange(_ session: Session) async throws -> SecretChange {
        try await transport.send(session.beginSecretChange(kind: .transaction))
    }

    func changePin(_ change: SecretChange, _ pins: [PinField: SealedInput]) async throws -> ChangeResult {
        guard let old = pins[.old], let new = pins[.new], let again = pins[.again] else {
            throw CancellationError()
        }
        return try await transport.send(change.submit(old: old, new: new, repeat: again))
    }

    /// Asks the bank to permit the transaction once.
    func beginTransfer(
        _ session: Session, order: String, payer: String, draft: Draft, amount: UInt64
    ) async throws -> Transfer {
        let transaction = try Transaction(
            kind: .transfer, order: order, payer: payer, payeeAccount: draft.account, payeeName: draft.name,
            amount: Amount(minor: amount, currency: "CNY"))
        return try await transport.send(session.beginTransfer(transaction: transaction))
    }

    /// The check of the phone that this one transfer needs; nil where the bank wants none.
    func report(_ transfer: Transfer) async throws -> SealedReport? {
        guard try transfer.requiredFactors().contains(.environmentReport) else { return nil }
        let found = try await look(transfer.challenge(), transfer.digest())
        return try transfer.sealReport(report: found, app: Branch.app)
    }

    func pay(
        _ transfer: Transfer, confirmed: Data, pin: SealedInput, report: SealedReport?
    ) async throws -> Receipt {
        try await transport.send(transfer.submit(confirmed: confirmed, pin: pin, report: report))
    }

    func order(_ session: Session, _ order: String) async throws -> Receipt {
        try await transport.send(session.order(order: order))
    }

    /// What the security page shows: nothing of it is sent.
    func findings() async throws -> [Finding] {
        var random = SystemRandomNumberGenerator()
        let challenge = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        return try await look(challenge, nil).findings()
    }

    private func look(_ challenge: Data, _ transaction: Data?) async throws -> Report {
        let facts = try await handset.facts()
        return try Environment().collect(
            facts: facts, challenge: challenge, transaction: transaction, budgetMillis: Branch.budgetMillis)
    }
}

private struct PhoneKey: HardwareSigner {
    let handset: any Handset

    func sign(_ message: Data) throws -> Data { try handset.sign(message) }
}
