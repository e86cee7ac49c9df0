package dev.yufu.demo

import android.content.Context
import dev.yufu.HostFacts
import dev.yufu.android.EnvironmentCollector
import dev.yufu.android.HardwareKey
import dev.yufu.android.KeystoreException
import dev.yufu.android.KeystoreSecret
import dev.yufu.demo.bank.Handset
import dev.yufu.demo.bank.KeysTrouble
import dev.yufu.demo.bank.Message
import dev.yufu.okhttp.HardwareSigner
import java.io.File

/** The phone: its key store, its folder without backups, its settings. */
internal class AndroidHandset(context: Context) : Handset {
    private val key = HardwareKey()
    private val secret = KeystoreSecret(context)
    private val collector = EnvironmentCollector(context)
    private val notes = context.getSharedPreferences("notes", Context.MODE_PRIVATE)

    override val folder: String = File(context.noBackupFilesDir, "device").path

    override val signer = HardwareSigner { message -> asking { key.sign(message) } }

    override var sequence: Long
        get() = notes.getLong("sequence", 0)
        set(value) = notes.edit().putLong("sequence", value).apply()

    override var openOrder: String?
        get() = notes.getString("order", null)
        // Before the order is sent: it must outlast a phone that dies now.
        set(value) = notes.edit().putString("order", value).commit().let { }

    override fun hasKeys(): Boolean = asking { secret.exists() && key.exists() }

    override fun makeKeys(challenge: ByteArray): ByteArray = asking {
        eraseKeys()
        secret.make()
        key.make(challenge)
        key.publicKey()
    }

    override fun attestation(): ByteArray = asking { key.attestation() }

    override fun eraseKeys(): Unit = asking {
        secret.erase()
        key.erase()
    }

    override fun <T> withSecret(use: (ByteArray) -> T): T = asking { secret.use(use) }

    override fun facts(obscured: Boolean): HostFacts = collector.collect(obscured)

    private inline fun <T> asking(call: () -> T): T = try {
        call()
    } catch (error: KeystoreException) {
        val message = when (error.kind) {
            KeystoreException.Kind.UNSUPPORTED -> Message.TOO_OLD
            KeystoreException.Kind.FAILED -> Message.KEYS_FAILED
            else -> Message.KEYS_LOST
        }
        throw KeysTrouble(message, error)
    }
}
