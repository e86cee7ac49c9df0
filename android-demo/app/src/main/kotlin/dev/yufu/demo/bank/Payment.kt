package dev.yufu.demo.bank

import dev.yufu.RevealGround
import dev.yufu.SealedReport
import dev.yufu.Sensitive
import dev.yufu.Transfer
import dev.yufu.ValueKind
import dev.yufu.Yufu
import dev.yufu.YufuException

/** A transfer from the bank's permission to its receipt. */
internal class Payment(
    val order: String,
    val draft: Draft,
    val amount: Long,
    private val payer: String,
    val transfer: Transfer,
) : AutoCloseable {
    /** Of what the page showed: nothing else is signed. */
    val confirmed: ByteArray = transfer.digest()
    var report: SealedReport? = null

    fun confirm() = Screen.Confirm(
        amount = money(amount),
        payeeName = draft.name,
        payeeAccount = grouped(Sensitive(ValueKind.ACCOUNT, draft.account).use { it.reveal(RevealGround.PAYEE_CONFIRMATION) }),
        payer = mask(payer),
        digest = confirmed.take(DIGEST_SHOWN).joinToString("") { "%02x".format(it) }.chunked(4).joinToString(" "),
        required = transfer.requiredFactors(),
    )

    fun pin() = Screen.Pin(money(amount), Yufu.maskValue(ValueKind.NAME, draft.name))

    override fun close() {
        report?.close()
        transfer.close()
    }

    internal companion object {
        private const val DIGEST_SHOWN = 8

        fun mask(account: String): String = Yufu.maskValue(ValueKind.ACCOUNT, account)

        fun grouped(account: String): String = account.chunked(4).joinToString(" ")

        fun money(minor: Long): String {
            val whole = (minor / 100).toString().reversed().chunked(3).joinToString(",").reversed()
            return "$whole.${(minor % 100).toString().padStart(2, '0')} CNY"
        }

        /** What is wrong with a draft, field by field, before the bank is asked. */
        fun faults(draft: Draft, own: String): Map<Draft.Field, Message> {
            val faults = mutableMapOf<Draft.Field, Message>()
            val kind = if (draft.account.startsWith("62")) ValueKind.CARD_NUMBER else ValueKind.ACCOUNT
            if (!isValid(ValueKind.NAME, draft.name)) faults[Draft.Field.NAME] = Message.NAME_WRONG
            if (!isValid(kind, draft.account)) faults[Draft.Field.ACCOUNT] = Message.ACCOUNT_WRONG
            if (draft.account == own) faults[Draft.Field.ACCOUNT] = Message.ACCOUNT_OWN
            if (minor(draft.amount) == null) faults[Draft.Field.AMOUNT] = Message.AMOUNT_WRONG
            return faults
        }

        fun minor(text: String): Long? = try {
            Yufu.parseAmount(text, 2)
        } catch (_: YufuException.Invalid) {
            null
        }

        private fun isValid(kind: ValueKind, text: String): Boolean = try {
            Sensitive.validated(kind, text).close()
            true
        } catch (_: YufuException.Invalid) {
            false
        }
    }
}
