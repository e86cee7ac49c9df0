package dev.yufu.demo.bank

import dev.yufu.Factor
import dev.yufu.Finding
import dev.yufu.Receipt

/** What the customer sees. What a mask would hide stands only where the page is there to show it. */
internal sealed class Screen {
    object Starting : Screen()

    object Enrol : Screen()

    /** [ready]: the bank's challenge is there, and a password can be typed. */
    class Login(val account: String, val ready: Boolean) : Screen()

    /** [first]: the PIN of the letter, which has to be replaced. */
    class NewPin(val field: Field, val first: Boolean) : Screen() {
        enum class Field { OLD, NEW, REPEAT }
    }

    class Home(val account: String, val lastLogin: Long?) : Screen()

    class Form(val payer: String, val draft: Draft, val wrong: Map<Draft.Field, Message>) : Screen()

    /** What is signed, whole; and what the bank asks for. */
    class Confirm(
        val amount: String,
        val payeeName: String,
        val payeeAccount: String,
        val payer: String,
        val digest: String,
        val required: List<Factor>,
    ) : Screen() {
        /** Proofs beyond the PIN. */
        val more: List<Factor> = required.filter { it == Factor.ENVIRONMENT_REPORT || it == Factor.HARDWARE_KEY }
    }

    class Pin(val amount: String, val payee: String) : Screen()

    /** The answer to an order was lost. */
    class Unsure(val order: String) : Screen()

    /** Masked, unless the customer asked for [whole]. [canReveal]: the app still knows the payee. */
    class Done(val receipt: Receipt, val canReveal: Boolean, val whole: String? = null) : Screen()

    class Security(val findings: List<Finding>, val back: Screen) : Screen()
}

/** A transfer that is being written. It has no text form. */
internal class Draft(val name: String = "", val account: String = "", val amount: String = "") {
    enum class Field { NAME, ACCOUNT, AMOUNT }

    fun isSame(other: Draft) = name == other.name && account == other.account && amount == other.amount
}

/** What the app says by itself. */
internal enum class Message {
    NAME_WRONG, ACCOUNT_WRONG, ACCOUNT_OWN, AMOUNT_WRONG, BOUND, PIN_WEAK, PIN_CHANGED, OFFLINE, OBSCURED, NOT_BOOKED,
    LOCKED, LOGGED_OUT, KEYS_LOST, KEYS_FAILED, TOO_OLD, OTHER_ORDER,
}

/** A line above the page. */
internal sealed class Notice {
    class Says(val message: Message) : Notice()

    /** The SDK's words, in both languages. */
    class Advises(val english: String, val chinese: String, val code: Int) : Notice()
}
