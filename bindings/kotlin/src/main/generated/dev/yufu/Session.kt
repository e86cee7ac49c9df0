// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * A login that the server confirmed.
 */
public class Session internal constructor(handle: Handle) : NativeObject(handle, 34) {
    /**
     * The customer's accounts. Show them masked.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun accounts(): List<String> =
        decoded(Natives.sessionAccounts(this, handle)) { list { text() } }

    /**
     * Begins the change of the PIN or the login password.
     *
     * @throws YufuException Codes 5301 to 5304 if the session can't sign.
     */
    @Throws(YufuException::class)
    public fun beginSecretChange(kind: SecretKind): PendingSecretChange =
        PendingSecretChange(Handle(Natives.sessionBeginSecretChange(this, handle, kind.ordinal)))

    /**
     * Asks the server to permit a transaction once: the one that the user saw and confirmed.
     *
     * @throws YufuException Codes 5301 to 5304 if the session can't sign.
     */
    @Throws(YufuException::class)
    public fun beginTransfer(transaction: Transaction): PendingTransfer =
        PendingTransfer(Handle(Natives.sessionBeginTransfer(this, handle, transaction, transaction.handle)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.sessionClose(this, handle)

    /**
     * Tells that the app left the foreground.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun enterBackground(): SessionState =
        SessionState.at(Natives.sessionEnterBackground(this, handle))

    /**
     * Tells that the app came back. Unless the result is active, the user must log in again.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun enterForeground(): SessionState =
        SessionState.at(Natives.sessionEnterForeground(this, handle))

    /**
     * The login before this one, in seconds since 1970, to be shown to the user.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun lastLogin(): Long? =
        decoded(Natives.sessionLastLogin(this, handle)) { option { long() } }

    /**
     * Locks at once: on a finding, at the user's wish, when the screen is captured.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun lock(): Unit =
        Natives.sessionLock(this, handle)

    /**
     * Logs out. Nothing more is signed from here on, whatever becomes of the request; a locked
     * session can log out, too.
     *
     * @throws YufuException Code 5303 if the session has ended before.
     */
    @Throws(YufuException::class)
    public fun logout(): PendingLogout =
        PendingLogout(Handle(Natives.sessionLogout(this, handle)))

    /**
     * Whether the login password has to be replaced, which `begin_secret_change` does. The login
     * stands.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun mustChangePassword(): Boolean =
        Natives.sessionMustChangePassword(this, handle)

    /**
     * Whether the first PIN has to be changed before anything else.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun mustChangePin(): Boolean =
        Natives.sessionMustChangePin(this, handle)

    /**
     * Asks what became of an order: the way out when the answer to a transfer was lost.
     *
     * @throws YufuException Codes 5301 to 5304 if the session can't sign; 2001 to 2899 if this is no order number.
     */
    @Throws(YufuException::class)
    public fun order(order: String): PendingReceipt =
        PendingReceipt(Handle(Natives.sessionOrder(this, handle, order)))

    /**
     * The server's time now, in seconds since 1970.
     *
     * @throws YufuException Code 5002 if the monotonic clock went backwards.
     */
    @Throws(YufuException::class)
    public fun serverTime(): Long =
        Natives.sessionServerTime(this, handle)

    /**
     * What the session allows now.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun state(): SessionState =
        SessionState.at(Natives.sessionState(this, handle))

    /**
     * Tells that the user did something; the idle time starts again unless it is over.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun touch(): SessionState =
        SessionState.at(Natives.sessionTouch(this, handle))
}
