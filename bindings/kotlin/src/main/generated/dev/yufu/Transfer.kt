// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A transfer that the server permits once, waiting for the user's PIN. Closing it at any point
 * leaves nothing behind.
 */
public class Transfer internal constructor(handle: Handle) : NativeObject(handle, 36) {
    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun challenge(): ByteArray =
        Natives.transferChallenge(this, handle)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.transferClose(this, handle)

    /**
     * The digest of the key fields, 32 bytes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun digest(): ByteArray =
        Natives.transferDigest(this, handle)

    /**
     * Whether this is the transaction of that digest, 32 bytes.
     *
     * @throws YufuException Code 7003 if the digest has another length.
     */
    @Throws(YufuException::class)
    public fun isOf(digest: ByteArray): Boolean =
        Natives.transferIsOf(this, handle, digest)

    /**
     * Opens the field for the PIN. The keypad is used up; opening again drops the earlier input.
     *
     * @throws YufuException Code 5502 if the permission has expired; 5301 to 5304 if the session is not active; 5101,
     * 5103 or 5105 without a server key.
     */
    @Throws(YufuException::class)
    public fun openInput(keypad: Keypad): SecureInput =
        SecureInput(Handle(Natives.transferOpenInput(this, handle, keypad, keypad.handle)))

    /**
     * What the server requires.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun requiredFactors(): List<Factor> =
        decoded(Natives.transferRequiredFactors(this, handle)) { list { Factor.at(int()) } }

    /**
     * Signs a report on this transfer and seals it to the server.
     *
     * @throws YufuException As `open_input`.
     */
    @Throws(YufuException::class)
    public fun sealReport(report: Report, app: AppInfo): SealedReport =
        SealedReport(Handle(Natives.transferSealReport(this, handle, report, report.handle, encoded { this.appInfo(app) })))

    /**
     * Signs the transfer. `confirmed` is the digest of what the confirmation page showed, 32 bytes.
     * This object, the PIN and the report are used up, also by an error; nothing was sent then.
     *
     * @throws YufuException Code 5501 if something else was confirmed, 5503 if a required factor is missing, 5502 if the
     * permission has expired, 5301 to 5304 if the session can't sign, 7003 for a digest of another
     * length.
     */
    @Throws(YufuException::class)
    @JvmOverloads public fun submit(confirmed: ByteArray, pin: SealedInput? = null, report: SealedReport? = null): PendingReceipt =
        PendingReceipt(Handle(Natives.transferSubmit(this, handle, confirmed, pin, pin?.handle ?: 0L, report, report?.handle ?: 0L)))
}
