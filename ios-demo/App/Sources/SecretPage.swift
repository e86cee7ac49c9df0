import DemoCore
import SwiftUI
import Yufu
import YufuUI

/// A field for a secret over its keypad: login, PIN, new PIN. The page knows how many characters there are.
struct SecretPage: View {
    @ObservedObject var shown: Shown

    private var teller: Teller { shown.teller }

    var body: some View {
        VStack(alignment: .leading, spacing: 16) {
            Title(title)
            Text(verbatim: text)
            Text(verbatim: String(repeating: "•", count: teller.length))
                .font(.title2)
                .accessibilityLabel(Text(verbatim: spoken))
            if teller.isWeak { Text(verbatim: Message.pinWeak.words).foregroundColor(.red) }
            if let input = teller.input {
                SecureKeypad(input: input, onPress: press, onRefusal: teller.refused).id(teller.pads)
            }
            if canRetry { Act(teller, .again) { teller.prepareLogin() } }
            if isLogin { Act(teller, .security) { teller.security() } }
            if canCancel { Act(teller, .cancel) { teller.back() } }
        }
    }

    private func press(_ press: Press) {
        shown.touched()
        if press == .done { teller.typed() } else { teller.pressed() }
    }

    private var spoken: String { teller.length == 0 ? Words.fieldEmpty() : Words.fieldLength(String(teller.length)) }

    private var isLogin: Bool { if case .login = teller.screen { return true } else { return false } }

    private var canRetry: Bool {
        if case .login(_, ready: false) = teller.screen { return !teller.busy } else { return false }
    }

    private var canCancel: Bool {
        switch teller.screen {
        case .pin: return true
        case .newPin(_, let first): return !first
        default: return false
        }
    }

    private var title: String {
        switch teller.screen {
        case .login: return Words.loginTitle()
        case .newPin(.old, let first): return first ? Words.pinOldTitle() : Words.pinChangeTitle()
        case .newPin(.new, _): return Words.pinNewTitle()
        case .newPin(.again, _): return Words.pinRepeatTitle()
        default: return Words.pinTitle()
        }
    }

    private var text: String {
        switch teller.screen {
        case .login(let account, _): return Words.loginText(account)
        case .newPin(.old, let first): return first ? Words.pinOldText() : Words.pinChangeText()
        case .newPin(.new, _): return Words.pinNewText()
        case .newPin(.again, _): return Words.pinRepeatText()
        case .pin(let amount, let payee): return Words.pinText(amount, payee)
        default: return ""
        }
    }
}
