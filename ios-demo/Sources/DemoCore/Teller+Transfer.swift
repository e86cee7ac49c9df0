import Foundation
import Yufu

/// From the form to the receipt.
extension Teller {
    public func write() {
        notice = nil
        form()
        changed()
    }

    func form(_ wrong: [DraftField: Message] = [:]) {
        payment = nil
        show(.form(payer: Payment.mask(payer), wrong: wrong))
    }

    /// Checks what was written, and asks the bank to permit it.
    public func review() {
        guard let session, !busy else { return }
        notice = nil
        draft.tidy()
        let written = draft
        let wrong = Payment.faults(written, own: payer)
        guard wrong.isEmpty, let amount = Payment.minor(written.amount) else {
            form(wrong)
            return changed()
        }
        // The same order keeps its number: it can't be paid twice.
        let same = lastOrder.flatMap { $0.draft == written ? $0.order : nil }
        let order = same ?? "demo-\(UUID().uuidString.lowercased())"
        lastOrder = (written, order)
        let payer = payer
        deal({ [branch] in
            try await branch.beginTransfer(session, order: order, payer: payer, draft: written, amount: amount)
        }) { [self] in
            let begun = try Payment(order: order, draft: written, amount: amount, payer: payer, transfer: $0)
            payment = begun
            show(.confirm(try begun.confirmation()))
        }
    }

    /// The customer has read what is signed. Where the bank asks for more, it is done now.
    public func approve() {
        guard let begun = payment else { return }
        let transfer = begun.transfer
        deal({ [branch] in try await branch.report(transfer) }) { [self] in
            begun.report = $0
            show(begun.pin())
        }
    }

    func pay(_ pin: SealedInput) throws {
        guard let begun = payment else { return try pin.close() }
        try handset.notes.keep(openOrder: begun.order)
        let (transfer, confirmed, report) = (begun.transfer, begun.confirmed, begun.report)
        deal({ [branch] in
            try await branch.pay(transfer, confirmed: confirmed, pin: pin, report: report)
        }, failed: { [self] in unpaid(begun, $0) }) { [self] in settle($0, begun) }
    }

    private func unpaid(_ begun: Payment, _ error: any Error) {
        if Payment.mayBePaid(error) {
            if case YufuError.loginRequired = error { return tell(error) }
            show(.unsure(order: begun.order))
        } else {
            forgetOrder()
            form()
        }
        tell(error)
    }

    /// Asks what became of an order whose answer was lost.
    public func ask() {
        guard case .unsure(let open) = screen, let session else { return }
        deal({ [branch] in try await branch.order(session, open) }, failed: { [self] in
            let orderUnknown = 3905
            guard case YufuError.rejected(let detail) = $0, detail.code == orderUnknown else { return tell($0) }
            forgetOrder()
            form()
            notice = .says(.notBooked)
        }) { [self] in settle($0, payment) }
    }

    private func settle(_ receipt: Receipt, _ begun: Payment?) {
        forgetOrder()
        if let begun, begun.confirmed != receipt.digest {
            home()
            notice = .says(.otherOrder)
            return
        }
        lastOrder = nil
        show(.done(Outcome(receipt: receipt, canReveal: begun != nil)))
    }

    /// An order that can't be struck off is only asked for once more.
    private func forgetOrder() { try? handset.notes.keep(openOrder: nil) }

    /// Shows the whole account of the payee on the receipt.
    public func reveal() {
        guard case .done(var shown) = screen, let payee = payment?.draft.account else { return }
        let whole = try? Sensitive(kind: .account, value: payee).reveal(ground: .accountStatement)
        shown.whole = whole.map(Payment.grouped)
        screen = .done(shown)
        changed()
    }

    /// Masks it again.
    public func conceal() {
        guard case .done(var shown) = screen, shown.whole != nil else { return }
        shown.whole = nil
        screen = .done(shown)
        changed()
    }
}
