import Foundation
import Yufu

/// A transfer from the bank's permission to its receipt.
final class Payment {
    let order: String
    let draft: Draft
    let transfer: Transfer
    /// Of what the page showed: nothing else is signed.
    let confirmed: Data
    var report: SealedReport?
    private let amount: UInt64
    private let payer: String

    init(order: String, draft: Draft, amount: UInt64, payer: String, transfer: Transfer) throws {
        (self.order, self.draft, self.amount) = (order, draft, amount)
        (self.payer, self.transfer) = (payer, transfer)
        confirmed = try transfer.digest()
    }

    func confirmation() throws -> Confirmation {
        let account = try Sensitive(kind: .account, value: draft.account).reveal(ground: .payeeConfirmation)
        let digest = confirmed.prefix(8).map { String(format: "%02x", $0) }.joined()
        return Confirmation(
            amount: Payment.money(amount), payeeName: draft.name, payeeAccount: Payment.grouped(account),
            payer: Payment.mask(payer), digest: Payment.grouped(digest), required: try transfer.requiredFactors())
    }

    func pin() -> Screen { .pin(amount: Payment.money(amount), payee: Payment.mask(draft.name, .name)) }

    /// What a mask does not recognise it hides wholly.
    static func mask(_ value: String, _ kind: ValueKind = .account) -> String {
        (try? maskValue(kind: kind, value: value)) ?? "****"
    }

    static func money(_ minor: UInt64) -> String {
        let digits = Array(String(minor / 100))
        let whole = digits.indices.map { at in
            (at > 0 && (digits.count - at) % 3 == 0 ? "," : "") + String(digits[at])
        }
        return whole.joined() + String(format: ".%02d CNY", Int(minor % 100))
    }

    static func grouped(_ text: String) -> String {
        let all = Array(text)
        return stride(from: 0, to: all.count, by: 4).map { String(all[$0..<min($0 + 4, all.count)]) }
            .joined(separator: " ")
    }

    /// What is wrong with a draft, field by field, before the bank is asked.
    static func faults(_ draft: Draft, own: String) -> [DraftField: Message] {
        var faults: [DraftField: Message] = [:]
        let kind = draft.account.hasPrefix("62") ? ValueKind.cardNumber : .account
        if !isValid(.name, draft.name) { faults[.name] = .nameWrong }
        if !isValid(kind, draft.account) { faults[.account] = .accountWrong }
        if draft.account == own { faults[.account] = .accountOwn }
        if minor(draft.amount) == nil { faults[.amount] = .amountWrong }
        return faults
    }

    static func minor(_ text: String) -> UInt64? { try? parseAmount(text: text, decimals: 2) }

    private static func isValid(_ kind: ValueKind, _ text: String) -> Bool {
        (try? Sensitive.validated(kind: kind, value: text)) != nil
    }
}

extension Payment {
    /// Whether the order may have reached the bank all the same.
    static func mayBePaid(_ error: any Error) -> Bool {
        let replayed = 3501, tokenUsed = 3603
        switch error as? YufuError {
        case .rejected(let detail): return detail.code == replayed || detail.code == tokenUsed
        case .untrusted, .loginRequired, nil: return true
        default: return false
        }
    }
}

/// The three fields of a change of the PIN.
final class NewPin {
    let change: SecretChange
    private let accounts: [String]
    private(set) var sealed: [PinField: SealedInput] = [:]

    init(_ change: SecretChange, accounts: [String]) { (self.change, self.accounts) = (change, accounts) }

    func open(_ field: PinField, _ keypad: Keypad) throws -> SecureInput {
        switch field {
        case .old: return try change.openOld(keypad: keypad)
        case .new: return try change.openNew(keypad: keypad, kind: .transaction, deny: denied())
        case .again: return try change.openRepeat(keypad: keypad, kind: .transaction, deny: denied())
        }
    }

    /// The app knows no more of its customer than the accounts; the server knows the rest, and judges again.
    private func denied() throws -> DenyList {
        let list = try DenyList()
        for account in accounts { try list.addCardNumber(number: Data(account.utf8)) }
        return list
    }

    /// Takes a field; gives the next one, or nil when all are there.
    func take(_ field: PinField, _ input: SealedInput) -> PinField? {
        try? sealed.updateValue(input, forKey: field)?.close()
        return PinField.allCases.first { sealed[$0] == nil }
    }
}
