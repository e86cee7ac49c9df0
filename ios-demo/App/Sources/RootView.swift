import DemoCore
import SwiftUI

/// The one window: the teller's page below its notice. It saves nothing. Each page watches `shown` by itself:
/// SwiftUI leaves a page alone whose values are those of before.
struct RootView: View {
    @ObservedObject var shown: Shown

    private var teller: Teller { shown.teller }

    var body: some View {
        ZStack {
            ScrollView {
                VStack(alignment: .leading, spacing: 16) {
                    if let notice = teller.notice {
                        Text(verbatim: notice.words).foregroundColor(notice.isWrong ? .red : .secondary)
                    }
                    page
                    if teller.busy { ProgressView() }
                }
                .padding()
            }
            // What the app switcher would show.
            if shown.isCovered { Color.black.ignoresSafeArea() }
        }
        .simultaneousGesture(TapGesture().onEnded { shown.touched() })
    }

    @ViewBuilder private var page: some View {
        switch teller.screen {
        case .starting: ProgressView()
        case .enrol: EnrolPage(shown: shown)
        case .login, .newPin, .pin: SecretPage(shown: shown)
        case .home(let account, let lastLogin): HomePage(shown: shown, account: account, lastLogin: lastLogin)
        case .form(let payer, let wrong): FormPage(shown: shown, payer: payer, wrong: wrong)
        case .confirm(let what): ConfirmPage(shown: shown, what: what)
        case .unsure(let order): UnsurePage(shown: shown, order: order)
        case .done(let outcome): ReceiptPage(shown: shown, outcome: outcome)
        case .security(let findings, _): SecurityPage(shown: shown, findings: findings)
        }
    }
}

struct Title: View {
    let words: String

    init(_ words: String) { self.words = words }

    var body: some View {
        Text(verbatim: words).font(.largeTitle).accessibilityAddTraits(.isHeader)
    }
}

/// A name, and what stands for it.
struct Entry: View {
    let name: Words
    let value: String

    var body: some View {
        VStack(alignment: .leading) {
            Text(verbatim: name()).font(.footnote).foregroundColor(.secondary)
            Text(verbatim: value)
        }
    }
}

/// A button that does nothing while the bank is being asked.
struct Act: View {
    let teller: Teller
    let name: Words
    let action: () -> Void

    init(_ teller: Teller, _ name: Words, action: @escaping () -> Void) {
        (self.teller, self.name, self.action) = (teller, name, action)
    }

    var body: some View {
        Button(name(), action: action).frame(minHeight: 44).disabled(teller.busy)
    }
}
