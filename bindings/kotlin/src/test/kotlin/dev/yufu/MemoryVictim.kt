package dev.yufu

import java.io.FileDescriptor
import java.io.FileInputStream
import java.io.FileOutputStream
import java.util.Base64

/**
 * An app that types what it is told to, by the number of the cell, while an attacker dumps its memory:
 * tests/tests/kotlin/memory.rs. It prints the labels of the cells and what the server knows of the
 * input, and takes commands of a byte: `p` and a cell, `s` to seal, `k` and 32 bytes to keep.
 *
 * With the argument `careless` it is the positive control, and keeps what an app must not.
 */
internal object MemoryVictim {
    private val typed = StringBuilder()
    private val cells = IntArray(64)
    private var count = 0
    private var kept = ByteArray(0)

    @JvmStatic
    fun main(arguments: Array<String>) {
        val careless = arguments.contentEquals(arrayOf("careless"))
        // Read byte by byte, so that no buffer holds several commands.
        val commands = FileInputStream(FileDescriptor.`in`)
        val answers = FileOutputStream(FileDescriptor.out)
        fun say(vararg words: String) = answers.write((words.joinToString(" ") + "\n").toByteArray())

        val phone = Phone.enrol(Bank.first, Bank.first.letter())
        val login = phone.exchange(phone.server.beginLogin(phone.device))
        val report = phone.environment.collect(HostFacts(), login.challenge(), null, 200)
        val sealedReport = login.sealReport(report, APP)
        val input = login.openInput(Keypad(Layout.QWERTY, Order.SHUFFLED, KeypadStyle.STANDARD))
        say(text(login.challenge()), text(phone.device.thumbprint()), phone.device.account())
        say(*Array(input.cells().size) { input.label(it).ifBlank { "-" } })
        while (true) {
            when (commands.read().toChar()) {
                'p' -> {
                    val cell = commands.read()
                    if (careless) {
                        typed.append(input.label(cell))
                        cells[count++] = cell
                    }
                    check(input.press(cell) == Press.TYPED)
                    say("typed")
                }
                's' -> say(text(login.submit(input.seal(), sealedReport, SessionLimits(null, 0)).request().body))
                'k' -> {
                    kept = ByteArray(32) { commands.read().toByte() }
                    say("kept")
                }
                else -> return
            }
        }
    }

    private fun text(bytes: ByteArray) = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)

    /** What stays behind is seen by the attacker alone. */
    override fun toString() = "$typed ${cells.size} ${kept.size}"
}
