import DemoCore
import SwiftUI
import Yufu

struct EnrolPage: View {
    @ObservedObject var shown: Shown

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.enrolTitle())
        Text(verbatim: Words.enrolText())
        Text(verbatim: Words.code()).font(.footnote).foregroundColor(.secondary)
        CodeField(code: teller.code, count: teller.code.count, changed: teller.pressed).frame(minHeight: 44)
        Act(teller, .enrol) { teller.enrol() }
    }
}

struct HomePage: View {
    @ObservedObject var shown: Shown
    let account: String
    let lastLogin: UInt64?

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.homeTitle())
        Entry(name: .account, value: account)
        Text(verbatim: lastLogin.map { Words.lastLogin(moment($0)) } ?? Words.firstLogin()).font(.footnote)
        Act(teller, .transfer) { teller.write() }
        Act(teller, .changePin) { teller.beginPinChange() }
        Act(teller, .security) { teller.security() }
        Act(teller, .logout) { teller.logOut() }
    }
}

struct FormPage: View {
    @ObservedObject var shown: Shown
    let payer: String
    let wrong: [DraftField: Message]

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.transfer())
        Text(verbatim: Words.from(payer))
        field(.payeeName, \.name, .name, .default)
        field(.payeeAccount, \.account, .account, .numberPad)
        field(.amount, \.amount, .amount, .decimalPad)
        Act(teller, .goOn) { teller.review() }
        Act(teller, .cancel) { teller.back() }
    }

    private func field(
        _ name: Words, _ part: WritableKeyPath<Draft, String>, _ place: DraftField, _ keyboard: UIKeyboardType
    ) -> some View {
        VStack(alignment: .leading) {
            Text(verbatim: name()).font(.footnote).foregroundColor(.secondary)
            TextField(name(), text: written(part)).keyboardType(keyboard).disableAutocorrection(true)
            if let message = wrong[place] { Text(verbatim: message.words).foregroundColor(.red) }
        }
    }

    private func written(_ part: WritableKeyPath<Draft, String>) -> Binding<String> {
        Binding(get: { teller.draft[keyPath: part] }, set: { teller.draft[keyPath: part] = $0 })
    }
}

struct ConfirmPage: View {
    @ObservedObject var shown: Shown
    let what: Confirmation

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.confirmTitle())
        Text(verbatim: Words.confirmText())
        Entry(name: .amount, value: what.amount)
        Entry(name: .payeeName, value: what.payeeName)
        Entry(name: .payeeAccount, value: what.payeeAccount)
        Entry(name: .payer, value: what.payer)
        Entry(name: .digest, value: what.digest)
        if !what.more.isEmpty {
            Text(verbatim: Words.moreTitle())
            ForEach(what.more, id: \.self) { factor in
                Text(verbatim: factor == .hardwareKey ? Words.proofHardware() : Words.proofReport())
            }
        }
        Act(teller, what.more.isEmpty ? .approve : .approveMore) { teller.approve() }
        Act(teller, .change) { teller.back() }
    }
}

struct UnsurePage: View {
    @ObservedObject var shown: Shown
    let order: String

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.unsureTitle())
        Text(verbatim: Words.unsureText())
        Entry(name: .order, value: order)
        Act(teller, .ask) { teller.ask() }
    }
}

struct ReceiptPage: View {
    @ObservedObject var shown: Shown
    let outcome: Outcome

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(outcome.receipt.state.words())
        Entry(name: .amount, value: outcome.receipt.amountText)
        Entry(name: .payeeName, value: outcome.receipt.payeeName)
        Entry(name: .payeeAccount, value: outcome.whole ?? outcome.receipt.payeeAccount)
        if outcome.canReveal {
            Act(teller, outcome.whole == nil ? .reveal : .hide) {
                if outcome.whole == nil { teller.reveal() } else { teller.conceal() }
            }
        }
        Entry(name: .time, value: moment(outcome.receipt.completedAt))
        Entry(name: .order, value: outcome.receipt.order)
        Act(teller, .done) { teller.back() }
    }
}

struct SecurityPage: View {
    @ObservedObject var shown: Shown
    let findings: [Finding]

    private var summary: String {
        let (found, all) = (findings.filter { $0.state == .detected }.count, String(findings.count))
        return found == 0 ? Words.foundNone(all) : Words.foundSome(String(found), all)
    }

    private var teller: Teller { shown.teller }

    var body: some View {
        Title(Words.security())
        Text(verbatim: summary)
        ForEach(findings, id: \.code) { finding in
            VStack(alignment: .leading) {
                Text(verbatim: finding.words)
                Text(verbatim: finding.state.words())
                    .foregroundColor(finding.state == .detected ? .red : .secondary)
            }
        }
        Act(teller, .back) { teller.back() }
    }
}
