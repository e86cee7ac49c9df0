import Foundation
import Yufu

/// The app without its views: which page is shown, and what each tap leads to.
@MainActor
public final class Teller {
    public internal(set) var screen = Screen.starting
    public internal(set) var notice: Notice?

    /// The field of this page; nil if it has none, or the app is away.
    public private(set) var input: SecureInput?

    /// Grows with each new keypad.
    public private(set) var pads = 0

    /// The transfer that is being written: in memory alone.
    public var draft = Draft()
    public let code = ActivationCode()

    /// Told of each change.
    public var watcher: (() -> Void)?

    /// Told of a session that begins; of nil when it is over.
    public var onSession: (Session?) -> Void = { _ in }

    /// How the keypads look.
    public var style = KeypadStyle.standard

    public var busy: Bool { desk.busy }

    let branch: Branch
    let handset: any Handset
    var session: Session?
    var payment: Payment?
    var lastOrder: (draft: Draft, order: String)?
    private lazy var desk = Desk { [weak self] in self?.changed() }
    private var device: Device?
    private var login: Login?
    private var newPin: NewPin?
    private var isAway = false

    public init(_ branch: Branch, _ handset: any Handset) { (self.branch, self.handset) = (branch, handset) }

    public func start() {
        guard case .starting = screen else { return }
        deal({ [branch] in try await branch.device() }, failed: { [self] in
            screen = .enrol
            tell($0)
        }) { [self] found in
            device = found
            if found == nil { screen = .enrol } else { prepareLogin() }
        }
    }

    /// Binds the phone with the code that was typed, which is gone afterwards.
    public func enrol() {
        if busy { return }
        let secret = code.take()
        deal({ [branch] in
            defer { secret.close() }
            return try await branch.enrol(secret)
        }) { [self] in
            device = $0
            prepareLogin()
            notice = .says(.bound)
        }
    }

    /// Asks for the challenge that a login answers.
    public func prepareLogin() {
        guard let device, let account = try? device.account() else { return show(.enrol) }
        let masked = Payment.mask(account)
        let kept = notice
        login = nil
        show(.login(account: masked, ready: false))
        deal({ [branch] in try await branch.beginLogin(device) }) { [self] in
            login = $0
            show(.login(account: masked, ready: true))
        }
        notice = kept
    }

    /// How many characters were typed.
    public var length: Int { input.flatMap { try? Int($0.length()) } ?? 0 }

    /// Whether the new PIN is too easy to guess, as far as it is typed.
    public var isWeak: Bool { length > 0 && (try? input?.findings())?.contains { $0 != "too_short" } ?? false }

    /// A character came or went.
    public func pressed() { changed() }

    /// The customer is done typing.
    public func typed() {
        guard !busy, let input else { return }
        notice = nil
        self.input = nil
        do {
            let sealed = try input.seal()
            switch screen {
            case .login: logIn(sealed)
            case .newPin(let field, let first): try takePin(field, first, sealed)
            case .pin: try pay(sealed)
            default: try sealed.close()
            }
        } catch {
            // An empty field is used up as well.
            show(screen)
            tell(error)
        }
        changed()
    }

    private func logIn(_ password: SealedInput) {
        guard let waiting = login else { return }
        login = nil
        deal({ [branch] in try await branch.logIn(waiting, password) }, failed: { [self] in
            prepareLogin()
            tell($0)
        }) { [self] in
            session = $0
            onSession($0)
            if try $0.mustChangePin() { beginPinChange() } else { home() }
        }
    }

    public func beginPinChange() {
        guard let session else { return }
        deal({ [branch] in try await branch.beginPinChange(session) }) { [self] in
            newPin = NewPin($0, accounts: try session.accounts())
            show(.newPin(field: .old, first: try session.mustChangePin()))
        }
    }

    private func takePin(_ field: PinField, _ first: Bool, _ sealed: SealedInput) throws {
        guard let asked = newPin else { return try sealed.close() }
        if let next = asked.take(field, sealed) { return show(.newPin(field: next, first: first)) }
        newPin = nil
        let (change, pins) = (asked.change, asked.sealed)
        deal({ [branch] in try await branch.changePin(change, pins) }, failed: { [self] in
            tell($0)
            let kept = notice
            beginPinChange()
            notice = kept
        }) { [self] in
            if $0.changed { home() } else { beginPinChange() }
            notice = .says($0.changed ? .pinChanged : .pinWeak)
        }
    }

    func home() {
        guard let session else { return prepareLogin() }
        notice = nil
        if let open = handset.notes.openOrder() { return show(.unsure(order: open)) }
        payment = nil
        draft = Draft()
        show(.home(account: Payment.mask(payer), lastLogin: (try? session.lastLogin()) ?? nil))
    }

    var payer: String { (try? device?.account()) ?? "" }

    public func security() {
        let back = screen
        deal({ [branch] in try await branch.findings() }) { [self] in show(.security(findings: $0, back: back)) }
    }

    /// The way back of this page; false where there is none.
    @discardableResult
    public func back() -> Bool {
        if busy { return true }
        notice = nil
        switch screen {
        case .form, .done: home()
        case .confirm, .pin: form()
        case .newPin(_, let first):
            if first { return false }
            home()
        case .security(_, let back): show(back)
        default: return false
        }
        changed()
        return true
    }

    public func logOut() {
        guard let leaving = session else { return }
        // Even if nobody hears of it, nothing more is signed.
        deal({ [branch] in try await branch.logOut(leaving) }, failed: { [self] _ in leave(.loggedOut) }) { [self] in
            leave(.loggedOut)
        }
    }

    /// The session signs no more.
    public func loginRequired() {
        if session == nil { return }
        leave(.locked)
        changed()
    }

    /// Looks whether the session is still good, without counting as a touch.
    public func check() {
        if let session, (try? session.state()) != .active { loginRequired() }
    }

    /// The app leaves the foreground: the field is wiped, and what was revealed is masked.
    public func left() {
        isAway = true
        close()
        code.wipe()
        conceal()
        changed()
    }

    /// It is back, with an empty field.
    public func returned() {
        isAway = false
        check()
        if input == nil && !busy { open() }
        changed()
    }

    /// The keypad refused a touch.
    public func refused(_ error: any Error) {
        tell(error)
        changed()
    }

    private func leave(_ message: Message) {
        desk.abandon()
        payment = nil
        draft = Draft()
        lastOrder = nil
        newPin = nil
        onSession(nil)
        try? session?.close()
        session = nil
        notice = .says(message)
        prepareLogin()
    }

    func deal<T: Sendable>(
        _ dealing: @escaping @Sendable () async throws -> T, failed: ((any Error) -> Void)? = nil,
        then: @escaping (T) throws -> Void
    ) {
        if busy { return }
        notice = nil
        desk.deal(dealing, failed: failed ?? { [self] in tell($0) }, then: then)
    }

    /// Shows a page, with a new field if it has one.
    func show(_ next: Screen) {
        close()
        screen = next
        open()
    }

    private func open() {
        guard !isAway, screen.hasPad else { return }
        do {
            switch screen {
            case .login: input = try login?.openInput(keypad: keypad(.qwerty))
            case .newPin(let field, _): input = try newPin?.open(field, keypad(.digits))
            case .pin: input = try payment?.transfer.openInput(keypad: keypad(.digits))
            default: return
            }
            pads += 1
        } catch {
            // Too much time has passed for this step.
            switch screen {
            case .login: prepareLogin()
            case .pin: form()
            default: home()
            }
            tell(error)
        }
    }

    private func close() {
        try? input?.close()
        input = nil
    }

    private func keypad(_ layout: Layout) throws -> Keypad {
        try Keypad(layout: layout, order: .shuffled, style: style)
    }

    func tell(_ error: any Error) {
        switch error {
        case YufuError.loginRequired: loginRequired()
        case let error as YufuError:
            notice = .advises(english: error.advice, chinese: error.adviceZh, code: error.code)
        case let trouble as KeysTrouble:
            if trouble.message == .keysLost { forget() }
            notice = .says(trouble.message)
        default: notice = .says(.offline)
        }
    }

    private func forget() {
        device = nil
        show(.enrol)
        deal({ [branch] in try await branch.forget() }) { [self] in notice = .says(.keysLost) }
    }

    func changed() { watcher?() }
}
