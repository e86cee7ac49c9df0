import DemoCore
import Foundation
import Yufu

/// The texts of Localizable.strings that are no `Message`.
enum Words: String, CaseIterable {
    case enrolTitle = "enrol_title"
    case enrolText = "enrol_text"
    case code
    case enrol
    case loginTitle = "login_title"
    case loginText = "login_text"
    case again
    case cancel
    case security
    case fieldEmpty = "field_empty"
    case fieldLength = "field_length"
    case pinOldTitle = "pin_old_title"
    case pinOldText = "pin_old_text"
    case pinChangeTitle = "pin_change_title"
    case pinChangeText = "pin_change_text"
    case pinNewTitle = "pin_new_title"
    case pinNewText = "pin_new_text"
    case pinRepeatTitle = "pin_repeat_title"
    case pinRepeatText = "pin_repeat_text"
    case homeTitle = "home_title"
    case account
    case lastLogin = "last_login"
    case firstLogin = "first_login"
    case transfer
    case changePin = "change_pin"
    case logout
    case from
    case payeeName = "payee_name"
    case payeeAccount = "payee_account"
    case amount
    case goOn = "go_on"
    case confirmTitle = "confirm_title"
    case confirmText = "confirm_text"
    case payer
    case digest
    case moreTitle = "more_title"
    case proofReport = "proof_report"
    case proofHardware = "proof_hardware"
    case approve
    case approveMore = "approve_more"
    case change
    case pinTitle = "pin_title"
    case pinText = "pin_text"
    case unsureTitle = "unsure_title"
    case unsureText = "unsure_text"
    case order
    case ask
    case receiptDone = "receipt_done"
    case receiptPending = "receipt_pending"
    case receiptRefused = "receipt_refused"
    case time
    case reveal
    case hide
    case done
    case back
    case foundNone = "found_none"
    case foundSome = "found_some"
    case stateDetected = "state_detected"
    case stateClean = "state_clean"
    case stateUnobservable = "state_unobservable"
    case stateError = "state_error"
    case advice

    /// The text, with each value in its place. No value is a format.
    func callAsFunction(_ values: String...) -> String {
        values.enumerated().reduce(localized(rawValue)) { text, value in
            text.replacingOccurrences(of: "%\(value.offset + 1)$@", with: value.element)
        }
    }
}

extension Notice {
    var words: String {
        switch self {
        case .says(let message): return localized(message.rawValue)
        case .advises(let english, let chinese, let code):
            return Words.advice(isChinese ? chinese : english, String(code))
        }
    }

    var isWrong: Bool { if case .says(let message) = self { return message.isWrong } else { return true } }
}

extension Message {
    var words: String { localized(rawValue) }
}

extension OrderState {
    var words: Words {
        switch self {
        case .completed: return .receiptDone
        case .pending: return .receiptPending
        case .refused: return .receiptRefused
        }
    }
}

extension FindingState {
    var words: Words {
        switch self {
        case .detected: return .stateDetected
        case .clean: return .stateClean
        case .unobservable: return .stateUnobservable
        case .error: return .stateError
        }
    }
}

extension Finding {
    var words: String { isChinese ? titleZh : title }
}

func moment(_ seconds: UInt64) -> String {
    let date = Date(timeIntervalSince1970: TimeInterval(seconds))
    return DateFormatter.localizedString(from: date, dateStyle: .medium, timeStyle: .short)
}

/// The language of the texts that are shown, which need not be the phone's first one.
private var isChinese: Bool { Bundle.main.preferredLocalizations.first?.hasPrefix("zh") ?? false }

private func localized(_ key: String) -> String { Bundle.main.localizedString(forKey: key, value: nil, table: nil) }
