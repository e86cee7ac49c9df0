package dev.yufu

import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.spec.ECGenParameterSpec
import java.util.UUID

internal val APP = AppInfo("dev.yufu.test", "0.1.0")

/** A P-256 key that stands for the phone's secure element. */
internal class SecureElement {
    private val pair: KeyPair =
        KeyPairGenerator.getInstance("EC").apply { initialize(ECGenParameterSpec("secp256r1")) }
            .generateKeyPair()

    val publicKey: ByteArray get() = pair.public.encoded

    fun sign(message: ByteArray): ByteArray =
        Signature.getInstance("SHA256withECDSA").run {
            initSign(pair.private)
            update(message)
            sign()
        }
}

/** One phone with its app, as an app engineer uses the SDK. */
internal class Phone private constructor(
    val bank: Bank,
    val server: Server,
    val device: Device,
    val hardware: SecureElement,
) {
    val environment = Environment()

    /** How its requests reach the bank. */
    var wire: (HttpRequest) -> Response = bank::send

    fun <T> exchange(pending: Pending<T>): T {
        signByHardware(pending)
        return receive(pending, wire(pending.request()))
    }

    fun signByHardware(pending: Pending<*>) {
        pending.hardwareBase()?.let { pending.attachHardwareSignature(hardware.sign(it)) }
    }

    fun logIn(letter: Letter, limits: SessionLimits = SessionLimits(null, 0)): Session {
        val login = exchange(server.beginLogin(device))
        val report = environment.collect(HostFacts(), login.challenge(), null, 200)
        val sealed = login.sealReport(report, APP)
        val input = login.openInput(Keypad(Layout.QWERTY, Order.SHUFFLED, KeypadStyle.STANDARD))
        type(input, letter.password)
        return exchange(login.submit(input.seal(), sealed, limits))
    }

    fun changePin(session: Session, letter: Letter, pin: ByteArray): ChangeResult {
        val kind = SecretKind.TRANSACTION
        val change = exchange(session.beginSecretChange(kind))
        val old = sealed(change.openOld(pad()), letter.pin)
        val new = sealed(change.openNew(pad(), kind, letter.denyList()), pin)
        val again = sealed(change.openRepeat(pad(), kind, letter.denyList()), pin)
        return exchange(change.submit(old, new, again))
    }

    /** Replaces the letter's PIN by a drawn one that the server finds hard enough to guess. */
    fun drawPin(session: Session, letter: Letter): ByteArray {
        val random = SecureRandom()
        while (true) {
            val pin = ByteArray(6) { ('0'.code + random.nextInt(10)).toByte() }
            if (changePin(session, letter, pin).changed) return pin
        }
    }

    fun begin(session: Session, amount: Long = AMOUNT): Transfer =
        exchange(session.beginTransfer(transaction(amount)))

    fun transaction(amount: Long = AMOUNT, order: String = "kotlin-${UUID.randomUUID()}"): Transaction =
        Transaction(
            TransactionKind.TRANSFER,
            order,
            device.account(),
            PAYEE,
            "张三丰",
            Amount(amount, "CNY"),
        )

    fun sealPin(transfer: Transfer, pin: ByteArray): SealedInput = sealed(transfer.openInput(pad()), pin)

    fun sealReport(transfer: Transfer): SealedReport =
        transfer.sealReport(environment.collect(HostFacts(), transfer.challenge(), transfer.digest(), 200), APP)

    /** Signed with both keys; not sent yet. */
    fun sign(transfer: Transfer, pin: SealedInput, report: SealedReport): PendingReceipt {
        val pending = transfer.submit(transfer.digest(), pin, report)
        signByHardware(pending)
        return pending
    }

    /** A whole transfer, not sent yet. */
    fun prepare(session: Session, pin: ByteArray): PendingReceipt {
        val transfer = begin(session)
        return sign(transfer, sealPin(transfer, pin), sealReport(transfer))
    }

    private fun sealed(input: SecureInput, secret: ByteArray): SealedInput {
        type(input, secret)
        return input.seal()
    }

    companion object {
        const val PAYEE = "6222021234567890128"
        const val AMOUNT = 1234L

        fun enrol(bank: Bank, letter: Letter): Phone {
            val hardware = SecureElement()
            val server = bank.server()
            val device = NewDevice(hardware.publicKey)
            val asked = server.challenge()
            val offer = receive(asked, bank.send(asked.request()))
            val enrolment = device.enrolment(offer, letter.activationCode)
            val signature = hardware.sign(enrolment.hardwareMessage()!!)
            val pending = enrolment.sign(device, server, signature)
            val enrolled = receive(pending, bank.send(pending.request()))
            return Phone(bank, server, device.enrolled(enrolled), hardware)
        }
    }
}

internal fun pad(): Keypad = Keypad(Layout.DIGITS, Order.SHUFFLED, KeypadStyle.STANDARD)

internal fun <T> receive(pending: Pending<T>, answer: Response): T =
    pending.receive(answer.status, answer.headers, answer.body)

/** Types a secret by the labels on the screen, as a person does. */
internal fun type(input: SecureInput, secret: ByteArray) {
    for (wanted in secret) {
        assert(input.press(find(input, wanted.toInt().toChar().toString())) == Press.TYPED)
    }
}

private fun find(input: SecureInput, wanted: String): Int {
    for (turn in listOf(null, CellKind.SHIFT, CellKind.SYMBOLS, CellKind.LETTERS)) {
        val turned = input.cells().indexOfFirst { it.kind == turn }
        if (turned >= 0) input.press(turned)
        val cells = input.cells()
        cells.indices.firstOrNull { input.label(it) == wanted }?.let { return it }
    }
    error("no key for a character of the secret")
}
