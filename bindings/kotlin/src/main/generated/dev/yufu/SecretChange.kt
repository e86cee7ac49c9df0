// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A change of a secret, waiting for the old one and, twice, the new one. The server alone
 * compares the three.
 */
public class SecretChange internal constructor(handle: Handle) : NativeObject(handle, 30) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.secretChangeClose(this, handle)

    /**
     * Opens the field for the new secret, judged while it is typed. `kind` chooses the rules: those
     * of a PIN or of a password. Keypad and list are used up.
     *
     * @throws YufuException As `open_old`.
     */
    @Throws(YufuException::class)
    public fun openNew(keypad: Keypad, kind: SecretKind, deny: DenyList): SecureInput =
        SecureInput(Handle(Natives.secretChangeOpenNew(this, handle, keypad, keypad.handle, kind.ordinal, deny, deny.handle)))

    /**
     * Opens the field for the secret in force. The keypad is used up.
     *
     * @throws YufuException Code 5502 if the time for this step has run out; 5301 to 5304 if the session is not active;
     * 5101, 5103 or 5105 without a server key.
     */
    @Throws(YufuException::class)
    public fun openOld(keypad: Keypad): SecureInput =
        SecureInput(Handle(Natives.secretChangeOpenOld(this, handle, keypad, keypad.handle)))

    /**
     * Opens the field for the new secret, once more; as `open_new`.
     *
     * @throws YufuException As `open_old`.
     */
    @Throws(YufuException::class)
    public fun openRepeat(keypad: Keypad, kind: SecretKind, deny: DenyList): SecureInput =
        SecureInput(Handle(Natives.secretChangeOpenRepeat(this, handle, keypad, keypad.handle, kind.ordinal, deny, deny.handle)))

    /**
     * Signs the change. This object and the three inputs are used up.
     *
     * @throws YufuException Code 5502 if the time for this step has run out; 5301 to 5304 if the session can't sign.
     */
    @Throws(YufuException::class)
    public fun submit(old: SealedInput, new: SealedInput, repeat: SealedInput): PendingChange =
        PendingChange(Handle(Natives.secretChangeSubmit(this, handle, old, old.handle, new, new.handle, repeat, repeat.handle)))
}
