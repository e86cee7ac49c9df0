package dev.yufu.demo.bank

import dev.yufu.Amount
import dev.yufu.AppInfo
import dev.yufu.ChangeResult
import dev.yufu.Device
import dev.yufu.Environment
import dev.yufu.Factor
import dev.yufu.FileStore
import dev.yufu.Finding
import dev.yufu.Login
import dev.yufu.NewDevice
import dev.yufu.Receipt
import dev.yufu.Report
import dev.yufu.SealedInput
import dev.yufu.SealedReport
import dev.yufu.SecretChange
import dev.yufu.SecretKind
import dev.yufu.Server
import dev.yufu.Session
import dev.yufu.SessionLimits
import dev.yufu.Transaction
import dev.yufu.TransactionKind
import dev.yufu.Transfer
import dev.yufu.Trust
import dev.yufu.okhttp.Transport
import java.security.SecureRandom
import java.util.concurrent.TimeUnit
import okhttp3.ConnectionPool
import okhttp3.OkHttpClient

/**
 * The dealings with the bank, one call each. All block, and throw a YufuException, an IOException or
 * [KeysTrouble].
 */
internal class Branch(private val address: BankAddress, private val handset: Handset) {
    private val trust by lazy { Trust(address.root, handset.sequence) }
    private val server by lazy { Server(address.authority, trust) }
    private val store by lazy { FileStore(handset.folder) }
    private val environment by lazy { Environment() }
    private val transport by lazy { Transport(client(), handset.signer, address.scheme) }

    private fun client() = OkHttpClient.Builder()
        .connectTimeout(5, TimeUnit.SECONDS)
        .readTimeout(30, TimeUnit.SECONDS)
        // A connection that waited may be dead, and nothing is sent a second time over another one.
        .connectionPool(ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
        .build()

    private fun loadKeys() {
        transport.loadKeys(server)
        handset.sequence = trust.sequence()
    }

    /** The device that the bank knows, if this phone is bound. */
    fun device(): Device? {
        if (!handset.hasKeys()) return null
        val saved = handset.withSecret { store.load(it) } ?: return null
        return if (saved.isEnrolled()) saved.device() else null
    }

    /**
     * Binds this phone, with keys of its own for each try: what hardware attests of a key answers the
     * challenge that it was made for, and the bank gives a new one. An earlier try that did not end leaves
     * nothing behind here.
     */
    fun enrol(activationCode: ByteArray): Device {
        loadKeys()
        val offer = transport.send(server.challenge())
        val device = NewDevice(handset.makeKeys(offer.challenge()))
        handset.withSecret { store.saveNew(device, it) } // before the code is sent: it works once
        val enrolment = device.enrolment(offer, activationCode)
        val proof = enrolment.hardwareMessage()?.let(handset.signer::sign)
        val signed = enrolment.sign(device, server, proof, handset.attestation())
        val enrolled = device.enrolled(transport.send(signed))
        handset.withSecret { store.save(enrolled, it) }
        return enrolled
    }

    fun beginLogin(device: Device): Login {
        loadKeys()
        return transport.send(server.beginLogin(device))
    }

    fun logIn(login: Login, password: SealedInput, obscured: Boolean): Session {
        val report = look(login.challenge(), null, obscured).use { login.sealReport(it, APP) }
        return transport.send(login.submit(password, report, SessionLimits(IDLE_SECONDS, BACKGROUND_SECONDS)))
    }

    fun logOut(session: Session) {
        transport.send(session.logout())
    }

    fun beginPinChange(session: Session): SecretChange =
        transport.send(session.beginSecretChange(SecretKind.TRANSACTION))

    fun changePin(change: SecretChange, old: SealedInput, new: SealedInput, again: SealedInput): ChangeResult =
        transport.send(change.submit(old, new, again))

    /** Asks the bank to permit the transaction once. */
    fun beginTransfer(session: Session, order: String, payer: String, draft: Draft, amount: Long): Transfer {
        val sum = Amount(amount, "CNY")
        return Transaction(TransactionKind.TRANSFER, order, payer, draft.account, draft.name, sum).use {
            transport.send(session.beginTransfer(it))
        }
    }

    /** The check of the phone that this one transfer needs; null where the bank wants none. */
    fun report(transfer: Transfer, obscured: Boolean): SealedReport? {
        if (Factor.ENVIRONMENT_REPORT !in transfer.requiredFactors()) return null
        return look(transfer.challenge(), transfer.digest(), obscured).use { transfer.sealReport(it, APP) }
    }

    fun pay(transfer: Transfer, confirmed: ByteArray, pin: SealedInput, report: SealedReport?): Receipt =
        transport.send(transfer.submit(confirmed, pin, report))

    fun order(session: Session, order: String): Receipt = transport.send(session.order(order))

    /** What the security page shows: nothing of it is sent. */
    fun findings(obscured: Boolean): List<Finding> {
        val challenge = ByteArray(CHALLENGE_LENGTH).also(SecureRandom()::nextBytes)
        return look(challenge, null, obscured).use(Report::findings)
    }

    private fun look(challenge: ByteArray, digest: ByteArray?, obscured: Boolean): Report =
        handset.facts(obscured).use { environment.collect(it, challenge, digest, BUDGET_MILLIS) }

    companion object {
        val APP = AppInfo("dev.yufu.demo", "0.1.0")
        const val IDLE_SECONDS = 120
        const val BACKGROUND_SECONDS = 30
        private const val BUDGET_MILLIS = 200
        private const val CHALLENGE_LENGTH = 32
    }
}
