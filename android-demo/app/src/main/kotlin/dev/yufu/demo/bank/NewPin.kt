package dev.yufu.demo.bank

import dev.yufu.ChangeResult
import dev.yufu.DenyList
import dev.yufu.Keypad
import dev.yufu.KeypadStyle
import dev.yufu.Layout
import dev.yufu.Order
import dev.yufu.SealedInput
import dev.yufu.SecretChange
import dev.yufu.SecretKind
import dev.yufu.SecureInput
import dev.yufu.demo.bank.Screen.NewPin.Field

/** The three fields of a change of the PIN. */
internal class NewPin(private val change: SecretChange, private val accounts: List<String>) : AutoCloseable {
    private val sealed = mutableMapOf<Field, SealedInput>()

    fun open(field: Field, keypad: Keypad): SecureInput = when (field) {
        Field.OLD -> change.openOld(keypad)
        Field.NEW -> change.openNew(keypad, SecretKind.TRANSACTION, denied())
        Field.REPEAT -> change.openRepeat(keypad, SecretKind.TRANSACTION, denied())
    }

    /** The app knows no more of its customer than the accounts; the server knows the rest, and judges again. */
    private fun denied() = DenyList().also { list -> accounts.forEach { list.addCardNumber(it.toByteArray()) } }

    /** Takes a field; gives the next one, or null when all are there. */
    fun take(field: Field, input: SealedInput): Field? {
        sealed.put(field, input)?.close()
        return Field.values().firstOrNull { it !in sealed }
    }

    fun submit(branch: Branch): ChangeResult =
        branch.changePin(change, sealed.getValue(Field.OLD), sealed.getValue(Field.NEW), sealed.getValue(Field.REPEAT))

    override fun close() {
        sealed.values.forEach(SealedInput::close)
        change.close()
    }
}

internal fun digits(style: KeypadStyle) = Keypad(Layout.DIGITS, Order.SHUFFLED, style)

internal fun password(style: KeypadStyle) = Keypad(Layout.QWERTY, Order.SHUFFLED, style)
