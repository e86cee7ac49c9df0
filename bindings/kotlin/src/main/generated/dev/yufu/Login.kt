// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A login that has the server's challenge and lacks the password.
 */
public class Login internal constructor(handle: Handle) : NativeObject(handle, 11) {
    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun challenge(): ByteArray =
        Natives.loginChallenge(this, handle)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.loginClose(this, handle)

    /**
     * Opens the field for the login password. The keypad is used up.
     *
     * @throws YufuException Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    @Throws(YufuException::class)
    public fun openInput(keypad: Keypad): SecureInput =
        SecureInput(Handle(Natives.loginOpenInput(this, handle, keypad, keypad.handle)))

    /**
     * Signs a report on this challenge and seals it to the server.
     *
     * @throws YufuException Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    @Throws(YufuException::class)
    public fun sealReport(report: Report, app: AppInfo): SealedReport =
        SealedReport(Handle(Natives.loginSealReport(this, handle, report, report.handle, encoded { this.appInfo(app) })))

    /**
     * Signs the login; the session starts when its answer is received. This object, the password
     * and the report are used up.
     *
     * @throws YufuException Code 5502 if the time for this step has run out.
     */
    @Throws(YufuException::class)
    public fun submit(password: SealedInput, report: SealedReport, limits: SessionLimits): PendingSession =
        PendingSession(Handle(Natives.loginSubmit(this, handle, password, password.handle, report, report.handle, encoded { this.sessionLimits(limits) })))
}
