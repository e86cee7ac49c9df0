package dev.yufu.demo.bank

import dev.yufu.Device
import dev.yufu.KeypadStyle
import dev.yufu.Login
import dev.yufu.Receipt
import dev.yufu.RevealGround
import dev.yufu.SealedInput
import dev.yufu.SecureInput
import dev.yufu.Sensitive
import dev.yufu.Session
import dev.yufu.SessionState
import dev.yufu.ValueKind
import dev.yufu.YufuException
import java.util.UUID
import java.util.concurrent.Executor

/** The app without its views: which page is shown, and what each tap leads to. All calls come on one thread. */
internal class Teller(
    private val branch: Branch,
    private val handset: Handset,
    work: Executor,
    main: Executor,
) {
    var screen: Screen = Screen.Starting
        private set
    var notice: Notice? = null
        private set

    /** Grows when the page needs a new keypad. */
    var pads = 0
        private set

    /** Told of each change. */
    var watcher: (() -> Unit)? = null

    /** Told of a session that begins; of null when it is over. */
    var onSession: (Session?) -> Unit = {}

    /** How the keypads look. */
    var style = KeypadStyle.STANDARD

    private val desk = Desk(work, main) { watcher?.invoke() }
    private var obscured = false
    private var device: Device? = null
    private var login: Login? = null
    private var session: Session? = null
    private var newPin: NewPin? = null
    private var payment: Payment? = null
    private var draft = Draft()
    private var lastOrder: Pair<Draft, String>? = null

    val busy: Boolean get() = desk.busy

    fun start() {
        if (screen != Screen.Starting) return
        deal({ branch.device() }) { found ->
            device = found
            if (found == null) show(Screen.Enrol) else prepareLogin()
        }
    }

    /** Binds the phone. The code is overwritten. */
    fun enrol(activationCode: ByteArray) {
        if (busy) return activationCode.fill(0)
        deal({
            try {
                branch.enrol(activationCode)
            } finally {
                activationCode.fill(0)
            }
        }) {
            device = it
            notice = Notice.Says(Message.BOUND)
            prepareLogin()
        }
    }

    /** Asks for the challenge that a login answers. */
    fun prepareLogin() {
        val device = device ?: return show(Screen.Enrol)
        val account = Payment.mask(device.account())
        val kept = notice
        login?.close()
        login = null
        show(Screen.Login(account, ready = false))
        deal({ branch.beginLogin(device) }) {
            login = it
            showPad(Screen.Login(account, ready = true))
        }
        notice = kept
    }

    /** Opens the field of this page; null if it has none. An earlier one is dropped. */
    fun pad(): SecureInput? = try {
        when (val shown = screen) {
            is Screen.Login -> login?.openInput(password(style))
            is Screen.NewPin -> newPin?.open(shown.field, digits(style))
            is Screen.Pin -> payment?.transfer?.openInput(digits(style))
            else -> null
        }
    } catch (error: YufuException) {
        // Too much time has passed for this step.
        when (screen) {
            is Screen.Login -> prepareLogin()
            is Screen.Pin -> show(form())
            else -> home()
        }
        tell(error)
        null
    }

    /** The customer is done typing. */
    fun typed(input: SecureInput) {
        if (busy) return
        notice = null
        try {
            val sealed = input.seal()
            when (val shown = screen) {
                is Screen.Login -> logIn(sealed)
                is Screen.NewPin -> takePin(shown, sealed)
                is Screen.Pin -> pay(sealed)
                else -> sealed.close()
            }
        } catch (error: YufuException) {
            // An empty field is used up as well.
            showPad(screen)
            tell(error)
            changed()
        }
    }

    private fun logIn(password: SealedInput) {
        val waiting = login ?: return password.close()
        login = null
        deal({ branch.logIn(waiting, password, obscured) }, failed = {
            prepareLogin()
            tell(it)
        }) {
            session = it
            onSession(it)
            if (it.mustChangePin()) beginPinChange() else home()
        }
    }

    fun beginPinChange() {
        val session = session ?: return
        deal({ branch.beginPinChange(session) }) {
            newPin?.close()
            newPin = NewPin(it, session.accounts())
            showPad(Screen.NewPin(Screen.NewPin.Field.OLD, session.mustChangePin()))
        }
    }

    private fun takePin(shown: Screen.NewPin, sealed: SealedInput) {
        val asked = newPin ?: return sealed.close()
        val next = asked.take(shown.field, sealed)
        if (next != null) return showPad(Screen.NewPin(next, shown.first)).also { changed() }
        newPin = null
        deal({ asked.submit(branch) }, failed = {
            tell(it)
            val kept = notice
            if (session != null) beginPinChange()
            notice = kept
        }) { result ->
            if (result.changed) home() else beginPinChange()
            notice = Notice.Says(if (result.changed) Message.PIN_CHANGED else Message.PIN_WEAK)
        }
    }

    private fun home() {
        val session = session ?: return prepareLogin()
        notice = null
        val open = handset.openOrder
        if (open != null) return show(Screen.Unsure(open))
        drop()
        draft = Draft()
        show(Screen.Home(Payment.mask(payer()), session.lastLogin()))
    }

    private fun payer() = device?.account().orEmpty()

    fun write() {
        notice = null
        show(form())
        changed()
    }

    private fun form(wrong: Map<Draft.Field, Message> = emptyMap()): Screen {
        drop()
        return Screen.Form(Payment.mask(payer()), draft, wrong)
    }

    /** Keeps what was typed into the form, in memory alone. */
    fun keep(written: Draft) {
        val shown = screen as? Screen.Form ?: return
        draft = written
        screen = Screen.Form(shown.payer, written, shown.wrong)
    }

    fun review(written: Draft) {
        val session = session ?: return
        if (busy) return
        notice = null
        draft = written
        val wrong = Payment.faults(written, payer())
        val amount = Payment.minor(written.amount)
        if (wrong.isNotEmpty() || amount == null) return show(form(wrong)).also { changed() }
        // The same order keeps its number: it can't be paid twice.
        val order = lastOrder?.takeIf { it.first.isSame(written) }?.second ?: "demo-${UUID.randomUUID()}"
        lastOrder = written to order
        deal({ branch.beginTransfer(session, order, payer(), written, amount) }) {
            drop()
            val begun = Payment(order, written, amount, payer(), it)
            payment = begun
            show(begun.confirm())
        }
    }

    /** The customer has read what is signed. Where the bank asks for more, it is done now. */
    fun approve() {
        val begun = payment ?: return
        deal({ branch.report(begun.transfer, obscured) }) {
            begun.report = it
            showPad(begun.pin())
        }
    }

    private fun pay(pin: SealedInput) {
        val begun = payment ?: return pin.close()
        handset.openOrder = begun.order
        deal({ branch.pay(begun.transfer, begun.confirmed, pin, begun.report) }, failed = { unpaid(begun, it) }) {
            settle(it, begun)
        }
    }

    private fun unpaid(begun: Payment, error: Exception) {
        if (mayBePaid(error)) {
            if (error is YufuException.LoginRequired) return tell(error)
            show(Screen.Unsure(begun.order))
        } else {
            handset.openOrder = null
            show(form())
        }
        tell(error)
    }

    /** Asks what became of an order whose answer was lost. */
    fun ask() {
        val open = (screen as? Screen.Unsure)?.order ?: return
        val session = session ?: return
        deal({ branch.order(session, open) }, failed = {
            if ((it as? YufuException.Rejected)?.code == ORDER_UNKNOWN) {
                handset.openOrder = null
                show(form())
                notice = Notice.Says(Message.NOT_BOOKED)
            } else {
                tell(it)
            }
        }) { settle(it, payment) }
    }

    private fun settle(receipt: Receipt, begun: Payment?) {
        handset.openOrder = null
        if (begun != null && !begun.confirmed.contentEquals(receipt.digest)) {
            home()
            notice = Notice.Says(Message.OTHER_ORDER)
            return
        }
        lastOrder = null
        show(Screen.Done(receipt, begun != null))
    }

    /** Shows the whole account of the payee on the receipt, or masks it again. */
    fun reveal(wanted: Boolean) {
        val shown = screen as? Screen.Done ?: return
        val account = payment?.draft?.account?.takeIf { wanted }
        val whole = account?.let { value ->
            Sensitive(ValueKind.ACCOUNT, value).use { it.reveal(RevealGround.ACCOUNT_STATEMENT) }
        }
        screen = Screen.Done(shown.receipt, shown.canReveal, whole)
        changed()
    }

    fun security() {
        val back = screen
        deal({ branch.findings(obscured) }) { show(Screen.Security(it, back)) }
    }

    /** The way back of this page; false where there is none. */
    fun back(): Boolean {
        if (busy) return true
        notice = null
        when (val shown = screen) {
            is Screen.Form, is Screen.Done -> home()
            is Screen.Confirm, is Screen.Pin -> show(form())
            is Screen.NewPin -> if (shown.first) return false else home()
            is Screen.Security -> showPad(shown.back)
            else -> return false
        }
        changed()
        return true
    }

    fun logOut() {
        val leaving = session ?: return
        // Even if nobody hears of it, nothing more is signed.
        deal({ branch.logOut(leaving) }, failed = { leave(Message.LOGGED_OUT) }) { leave(Message.LOGGED_OUT) }
    }

    /** The session signs no more. */
    fun loginRequired() {
        if (session == null) return
        leave(Message.LOCKED)
        changed()
    }

    /** Looks whether the session is still good, without counting as a touch. */
    fun check() {
        if (session?.state().let { it != null && it != SessionState.ACTIVE }) loginRequired()
    }

    /** Another app covers the screen. */
    fun obscured() {
        obscured = true
        notice = Notice.Says(Message.OBSCURED)
        changed()
    }

    fun refused(error: YufuException) {
        tell(error)
        changed()
    }

    private fun leave(message: Message) {
        desk.abandon()
        drop()
        draft = Draft()
        lastOrder = null
        newPin?.close()
        newPin = null
        onSession(null)
        session?.close()
        session = null
        notice = Notice.Says(message)
        prepareLogin()
    }

    private fun drop() {
        payment?.close()
        payment = null
    }

    private fun <T> deal(dealing: () -> T, failed: (Exception) -> Unit = ::tell, then: (T) -> Unit) {
        if (busy) return
        notice = null
        desk.deal(dealing, failed, then)
    }

    private fun show(next: Screen) {
        screen = next
    }

    private fun showPad(next: Screen) {
        show(next)
        pads++
    }

    private fun tell(error: Exception) {
        when (error) {
            is YufuException.LoginRequired -> loginRequired()
            is YufuException -> notice = Notice.Advises(error.advice, error.adviceZh, error.code)
            is KeysTrouble -> {
                notice = Notice.Says(error.what)
                if (error.what == Message.KEYS_LOST) forget()
            }
            else -> notice = Notice.Says(Message.OFFLINE)
        }
    }

    private fun forget() {
        val kept = notice
        handset.eraseKeys()
        show(Screen.Enrol)
        notice = kept
    }

    private fun changed() {
        watcher?.invoke()
    }

    private companion object {
        const val ORDER_UNKNOWN = 3905
        const val REPLAYED = 3501
        const val TOKEN_USED = 3603

        /** Whether the order may have reached the bank all the same. */
        fun mayBePaid(error: Exception): Boolean = when (error) {
            is YufuException.Rejected -> error.code == REPLAYED || error.code == TOKEN_USED
            is YufuException.Untrusted, is YufuException.LoginRequired -> true
            is YufuException -> false
            else -> true
        }
    }
}
