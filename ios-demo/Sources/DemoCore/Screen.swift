import Foundation
import Yufu

/// What the customer sees. What a mask would hide stands only where the page is there to show it.
public enum Screen: Sendable {
    case starting
    case enrol
    /// `ready`: the bank's challenge is there, and a password can be typed.
    case login(account: String, ready: Bool)
    /// `first`: the PIN of the letter, which has to be replaced.
    case newPin(field: PinField, first: Bool)
    /// `lastLogin`: in seconds since 1970.
    case home(account: String, lastLogin: UInt64?)
    case form(payer: String, wrong: [DraftField: Message])
    case confirm(Confirmation)
    case pin(amount: String, payee: String)
    /// The answer to an order was lost.
    case unsure(order: String)
    case done(Outcome)
    indirect case security(findings: [Finding], back: Screen)

    /// Whether the page has a field for a secret.
    var hasPad: Bool {
        switch self {
        case .login(_, let ready): return ready
        case .newPin, .pin: return true
        default: return false
        }
    }
}

/// The three fields of a new PIN, in their order.
public enum PinField: CaseIterable, Sendable { case old, new, again }

/// What is signed, whole; and what the bank asks for.
public struct Confirmation: Sendable {
    public let amount: String
    public let payeeName: String
    public let payeeAccount: String
    public let payer: String
    public let digest: String
    public let required: [Factor]

    /// Proofs beyond the PIN.
    public var more: [Factor] { required.filter { $0 == .environmentReport || $0 == .hardwareKey } }
}

/// A receipt, masked unless the customer asked for the whole account.
public struct Outcome: Sendable {
    public let receipt: Receipt
    /// The app still knows the payee.
    public let canReveal: Bool
    public internal(set) var whole: String?
}

/// A transfer that is being written. It has no text form.
public struct Draft: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
    public var name = ""
    public var account = ""
    public var amount = ""

    public init() {}

    /// Takes away the blanks that were typed.
    mutating func tidy() {
        name = name.trimmingCharacters(in: .whitespaces)
        account.removeAll { $0 == " " }
        amount = amount.trimmingCharacters(in: .whitespaces)
    }

    public var description: String { "Draft(..)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

public enum DraftField: Sendable { case name, account, amount }

/// What the app says by itself.
public enum Message: String, CaseIterable, Sendable {
    case nameWrong = "name_wrong"
    case accountWrong = "account_wrong"
    case accountOwn = "account_own"
    case amountWrong = "amount_wrong"
    case bound
    case pinWeak = "pin_weak"
    case pinChanged = "pin_changed"
    case offline
    case notBooked = "not_booked"
    case locked
    case loggedOut = "logged_out"
    case keysLost = "keys_lost"
    case keysFailed = "keys_failed"
    case otherOrder = "other_order"

    /// Whether it is bad news.
    public var isWrong: Bool { self != .bound && self != .pinChanged && self != .loggedOut }
}

/// A line above the page.
public enum Notice: Sendable {
    case says(Message)
    /// The SDK's words, in both languages.
    case advises(english: String, chinese: String, code: UInt16)
}
