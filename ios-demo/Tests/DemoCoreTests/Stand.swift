import Foundation
import XCTest
import Yufu
import YufuURLSession

@testable import DemoCore

/// A phone without Apple's parts: what they would keep lies here.
final class TestHandset: Handset, @unchecked Sendable {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)")
    let notes: Notes
    private var key = SecureElement()
    private var platformSecret = Data((0..<32).map { _ in UInt8.random(in: 1...255) })

    init() throws {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        notes = Notes(folder: place)
    }

    var folder: String { place.appendingPathComponent("device").path }

    func hardwareKey() throws -> Data { key.publicKey }

    func sign(_ message: Data) throws -> Data { key.sign(message) }

    func secret() throws -> SecretBytes {
        var copy = platformSecret
        return SecretBytes(wiping: &copy)
    }

    func eraseKeys() {
        key = SecureElement()
        platformSecret = Data((0..<32).map { _ in UInt8.random(in: 1...255) })
    }

    @MainActor func facts() throws -> HostFacts { try HostFacts() }
}

/// The line to the bank, tests/tests/swift/line.rs: it counts the transfers, and can be cut.
enum Line: String {
    case whole, cut, losesReceipts = "loses-receipts"

    static var bank: Bank {
        var bank = Bank.first
        bank.authority = environment("YUFU_LINE")
        return bank
    }

    /// From now on it is such a line, over which nothing was sent yet.
    static func begin(_ line: Line) { _ = ask("/line/\(line.rawValue)") }

    static var sentTransfers: Int { Int(ask("/line/transfers"))! }

    private static func ask(_ target: String) -> String {
        let none = HttpRequest(method: "GET", authority: "", target: target, headers: [], body: Data())
        return bank.send(none).text
    }
}

/// The app in a hand that sees the screen, and touches it.
@MainActor
final class Stand {
    let handset: TestHandset
    let letter = Bank.first.letter()
    private(set) var teller: Teller
    private(set) var session: Session?
    private(set) var pin = Data()
    private let backgroundSeconds: UInt32

    init(backgroundSeconds: UInt32 = 30) throws {
        Line.begin(.whole)
        handset = try TestHandset()
        self.backgroundSeconds = backgroundSeconds
        teller = Stand.app(handset, backgroundSeconds)
        teller.onSession = { [weak self] in self?.session = $0 }
    }

    deinit { try? FileManager.default.removeItem(at: handset.place) }

    private static func app(_ handset: TestHandset, _ background: UInt32) -> Teller {
        let bank = Line.bank
        let address = BankAddress(authority: bank.authority, scheme: "http", root: bank.root)
        return Teller(Branch(address, handset, backgroundSeconds: background), handset)
    }

    /// Another process, which has nothing of the first but what was saved.
    func restart() async throws {
        teller = Stand.app(handset, backgroundSeconds)
        teller.onSession = { [weak self] in self?.session = $0 }
        teller.start()
        try await settle()
    }

    func settle() async throws {
        let end = Date() + 60
        while teller.busy {
            guard Date() < end else { return XCTFail("the bank does not answer") }
            try await Task.sleep(nanoseconds: 2_000_000)
        }
    }

    /// A tap, and what comes of it.
    func tap(_ act: (Teller) -> Void) async throws {
        act(teller)
        try await settle()
    }

    func write(code: Data) { teller.code.replace(0..<teller.code.count, by: String(decoding: code, as: UTF8.self)) }

    /// What is typed into the field, without Done.
    func enter(_ secret: Data) throws { type(try XCTUnwrap(teller.input, said), secret) }

    func type(_ secret: Data) async throws {
        try enter(secret)
        try await tap { $0.typed() }
    }

    private func type(_ input: SecureInput, _ secret: Data) {
        do { try DemoCoreTests.type(input, secret) } catch { XCTFail("\(error)") }
    }

    func enrol() async throws {
        try await tap { $0.start() }
        write(code: letter.activationCode)
        try await tap { $0.enrol() }
    }

    func home() async throws {
        try await enrol()
        try await type(letter.password)
        try await choosePin()
        guard case .home = teller.screen else { return XCTFail(said) }
    }

    /// Replaces the letter's PIN by a drawn one that is hard enough to guess.
    func choosePin() async throws {
        while case .newPin = teller.screen {
            pin = Data((0..<6).map { _ in UInt8.random(in: 0x30...0x39) })
            for secret in [letter.pin, pin, pin] { try await type(secret) }
        }
    }

    func review(_ amount: String = "128.50") async throws {
        teller.write()
        teller.draft.name = "张三丰"
        teller.draft.account = "6222 0212 3456 7890 128"
        teller.draft.amount = amount
        try await tap { $0.review() }
    }

    /// Up to the field of the PIN.
    func atPin() async throws {
        try await home()
        try await approve()
    }

    func approve() async throws {
        try await review()
        try await tap { $0.approve() }
        guard case .pin = teller.screen else { return XCTFail(said) }
    }

    var said: String { "\(teller.screen), \(String(describing: teller.notice))" }

    var message: Message? { if case .says(let message) = teller.notice { return message } else { return nil } }

    func outcome() throws -> Outcome {
        guard case .done(let outcome) = teller.screen else { throw NotThere(said: said) }
        return outcome
    }
}

struct NotThere: Error { let said: String }
