package dev.yufu.demo

import android.text.Editable
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import dev.yufu.FindingState
import dev.yufu.OrderState
import dev.yufu.demo.bank.Draft
import dev.yufu.demo.bank.Message
import dev.yufu.demo.bank.Payment
import dev.yufu.demo.bank.Screen
import dev.yufu.demo.bank.Teller

internal class EnrolPage(view: View, teller: Teller) : Page(view, teller) {
    private val code: Editable get() = text(R.id.code).editableText

    init {
        tap(R.id.enrol) { teller.enrol(taken()) }
    }

    /** As ASCII, without blanks, and never as a String. The field is empty afterwards. */
    private fun taken(): ByteArray {
        val kept = code.indices.filter { code[it] != ' ' }
        return ByteArray(kept.size) { code[kept[it]].code.toByte() }.also { code.clear() }
    }

    override fun left() = code.clear()
}

internal class HomePage(view: View, teller: Teller) : Page(view, teller) {
    init {
        tap(R.id.transfer) { teller.write() }
        tap(R.id.security) { teller.security() }
        tap(R.id.pin) { teller.beginPinChange() }
        tap(R.id.logout) { teller.logOut() }
    }

    override fun update(screen: Screen) {
        super.update(screen)
        screen as Screen.Home
        say(R.id.account, screen.account)
        val last = screen.lastLogin?.let { string(R.string.last_login, view.resources.moment(it)) }
        say(R.id.last, last ?: string(R.string.first_login))
    }
}

internal class FormPage(view: View, teller: Teller) : Page(view, teller) {
    private var written = false

    init {
        tap(R.id.review) { teller.review(draft()) }
        tap(R.id.cancel) { teller.back() }
    }

    private fun draft() = Draft(
        text(R.id.name).text.trim().toString(),
        text(R.id.account).text.filter { it != ' ' }.toString(),
        text(R.id.amount).text.trim().toString(),
    )

    override fun takes(next: Screen) = next is Screen.Form

    override fun update(screen: Screen) {
        super.update(screen)
        screen as Screen.Form
        say(R.id.from, string(R.string.from, screen.payer))
        if (!written) {
            say(R.id.name, screen.draft.name)
            say(R.id.account, screen.draft.account)
            say(R.id.amount, screen.draft.amount)
            written = true
        }
        wrong(R.id.name_wrong, screen.wrong[Draft.Field.NAME])
        wrong(R.id.account_wrong, screen.wrong[Draft.Field.ACCOUNT])
        wrong(R.id.amount_wrong, screen.wrong[Draft.Field.AMOUNT])
    }

    private fun wrong(id: Int, message: Message?) {
        show(id, message != null)
        if (message != null) say(id, string(message.words))
    }

    override fun left() = teller.keep(draft())
}

internal class ConfirmPage(view: View, teller: Teller) : Page(view, teller) {
    init {
        tap(R.id.approve) { teller.approve() }
        tap(R.id.cancel) { teller.back() }
    }

    override fun update(screen: Screen) {
        super.update(screen)
        screen as Screen.Confirm
        say(R.id.amount, screen.amount)
        say(R.id.name, screen.payeeName)
        say(R.id.account, screen.payeeAccount)
        say(R.id.payer, screen.payer)
        say(R.id.digest, screen.digest)
        say(R.id.proofs, screen.more.joinToString("\n") { "• " + string(it.words) })
        show(R.id.more, screen.more.isNotEmpty())
        say(R.id.approve, string(if (screen.more.isEmpty()) R.string.approve else R.string.approve_more))
    }
}

internal class UnsurePage(view: View, teller: Teller) : Page(view, teller) {
    init {
        tap(R.id.ask) { teller.ask() }
    }

    override fun update(screen: Screen) {
        super.update(screen)
        say(R.id.order, (screen as Screen.Unsure).order)
    }
}

internal class ReceiptPage(view: View, teller: Teller) : Page(view, teller) {
    private var whole = false

    init {
        tap(R.id.reveal) { teller.reveal(!whole) }
        tap(R.id.done) { teller.back() }
    }

    override fun takes(next: Screen) = next is Screen.Done

    override fun update(screen: Screen) {
        super.update(screen)
        screen as Screen.Done
        val receipt = screen.receipt
        whole = screen.whole != null
        say(R.id.title, string(receipt.state.words))
        view.the<View>(R.id.mark).visibility =
            if (receipt.state == OrderState.COMPLETED) View.VISIBLE else View.GONE
        say(R.id.amount, receipt.amountText)
        say(R.id.name, receipt.payeeName)
        say(R.id.account, screen.whole?.let(Payment::grouped) ?: receipt.payeeAccount)
        say(R.id.time, view.resources.moment(receipt.completedAt))
        say(R.id.order, receipt.order)
        say(R.id.reveal, string(if (whole) R.string.hide else R.string.reveal))
        show(R.id.reveal, screen.canReveal)
    }

    override fun left() {
        if (whole) teller.reveal(false)
    }
}

internal class SecurityPage(view: View, teller: Teller, private val inflater: LayoutInflater) : Page(view, teller) {
    init {
        tap(R.id.back) { teller.back() }
    }

    override fun update(screen: Screen) {
        super.update(screen)
        val findings = (screen as Screen.Security).findings.sortedBy { it.state != FindingState.DETECTED }
        val found = findings.count { it.state == FindingState.DETECTED }
        val summary =
            if (found == 0) string(R.string.found_none, findings.size)
            else string(R.string.found_some, found, findings.size)
        say(R.id.summary, summary)
        val list = view.the<ViewGroup>(R.id.findings)
        list.removeAllViews()
        for (finding in findings) {
            val row = inflater.inflate(R.layout.finding, list, false)
            row.the<TextView>(R.id.title).text = finding.words(view.resources)
            val state = row.the<TextView>(R.id.state)
            state.setText(finding.state.words)
            if (finding.state == FindingState.DETECTED) mark(state)
            list.addView(row)
        }
    }

    @Suppress("DEPRECATION")
    private fun mark(state: TextView) {
        state.setBackgroundResource(R.drawable.chip_warn)
        state.setTextColor(view.resources.getColor(R.color.warn))
    }
}
