package dev.yufu.demo.bank

import dev.yufu.HostFacts
import dev.yufu.okhttp.HardwareSigner

/** What the logic needs of the phone that it runs on. */
internal interface Handset {
    /** A folder in no backup, for the device record. */
    val folder: String

    /** The phone's own key, which signs beside the device key. */
    val signer: HardwareSigner

    /** Of the server's keys: older ones are refused. */
    var sequence: Long

    /** The number of an order whose outcome nobody knows yet. */
    var openOrder: String?

    /** Whether [makeKeys] made keys and [eraseKeys] did not erase them. */
    fun hasKeys(): Boolean

    /**
     * Makes the platform's secret and the signing key, attested for the bank's [challenge], and gives the
     * public half of the latter.
     */
    fun makeKeys(challenge: ByteArray): ByteArray

    /** What hardware says of the signing key, for the bank to judge. */
    fun attestation(): ByteArray

    fun eraseKeys()

    /** Lends the platform's secret, and overwrites it. */
    fun <T> withSecret(use: (ByteArray) -> T): T

    /** What only the platform sees. [obscured]: whether another app covered a keypad. */
    fun facts(obscured: Boolean): HostFacts
}

/** The phone gives no keys. */
internal class KeysTrouble(val what: Message, cause: Throwable) : Exception(cause)

/** Where the bank is, and the key by which it is known. */
internal class BankAddress(val authority: String, val scheme: String, val root: ByteArray)
