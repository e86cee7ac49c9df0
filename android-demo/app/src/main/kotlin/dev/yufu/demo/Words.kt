package dev.yufu.demo

import android.content.res.Resources
import dev.yufu.Factor
import dev.yufu.Finding
import dev.yufu.FindingState
import dev.yufu.OrderState
import dev.yufu.demo.bank.Message
import dev.yufu.demo.bank.Notice
import java.text.DateFormat
import java.util.Date

/** Whether it is bad news. */
internal val Notice.isWrong: Boolean
    get() = this !is Notice.Says || message !in setOf(Message.BOUND, Message.PIN_CHANGED, Message.LOGGED_OUT)

internal fun Notice.words(resources: Resources): String = when (this) {
    is Notice.Says -> resources.getString(message.words)
    is Notice.Advises -> resources.getString(R.string.advice, if (resources.isChinese) chinese else english, code)
}

internal val Message.words: Int
    get() = when (this) {
        Message.NAME_WRONG -> R.string.name_wrong
        Message.ACCOUNT_WRONG -> R.string.account_wrong
        Message.ACCOUNT_OWN -> R.string.account_own
        Message.AMOUNT_WRONG -> R.string.amount_wrong
        Message.BOUND -> R.string.bound
        Message.PIN_WEAK -> R.string.pin_weak
        Message.PIN_CHANGED -> R.string.pin_changed
        Message.OFFLINE -> R.string.offline
        Message.OBSCURED -> R.string.obscured
        Message.NOT_BOOKED -> R.string.not_booked
        Message.LOCKED -> R.string.locked
        Message.LOGGED_OUT -> R.string.logged_out
        Message.KEYS_LOST -> R.string.keys_lost
        Message.KEYS_FAILED -> R.string.keys_failed
        Message.TOO_OLD -> R.string.too_old
        Message.OTHER_ORDER -> R.string.other_order
    }

internal val OrderState.words: Int
    get() = when (this) {
        OrderState.COMPLETED -> R.string.receipt_done
        OrderState.PENDING -> R.string.receipt_pending
        OrderState.REFUSED -> R.string.receipt_refused
    }

internal val FindingState.words: Int
    get() = when (this) {
        FindingState.DETECTED -> R.string.state_detected
        FindingState.CLEAN -> R.string.state_clean
        FindingState.UNOBSERVABLE -> R.string.state_unobservable
        FindingState.ERROR -> R.string.state_error
    }

internal val Factor.words: Int
    get() = if (this == Factor.HARDWARE_KEY) R.string.proof_hardware else R.string.proof_report

internal fun Finding.words(resources: Resources): String = if (resources.isChinese) titleZh else title

/** The language of the strings that are shown, which need not be the phone's first one. */
@Suppress("DEPRECATION")
private val Resources.isChinese: Boolean
    get() = configuration.locale.language == "zh"

@Suppress("DEPRECATION")
internal fun Resources.moment(seconds: Long): String =
    DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT, configuration.locale)
        .format(Date(seconds * 1000))
