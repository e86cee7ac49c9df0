// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The key fields of one transaction. Prints nothing of them.
 */
public class Transaction internal constructor(handle: Handle) : NativeObject(handle, 35) {
    /**
     * Checks and joins the key fields. `order` is the order number, also the idempotency key;
     * `payer` is an account of the session; `remark` is the payer's note, if there is one.
     *
     * @throws YufuException Codes 2001 to 2899 that name the field which is not valid.
     */
    @Throws(YufuException::class)
    @JvmOverloads public constructor(kind: TransactionKind, order: String, payer: String, payeeAccount: String, payeeName: String, amount: Amount, remark: String? = null) : this(Handle(Natives.transactionNew(kind.ordinal, order, payer, payeeAccount, payeeName, encoded { this.amount(amount) }, remark)))

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.transactionClose(this, handle)

    /**
     * The digest that report, PIN and request are bound to, 32 bytes: what the confirmation page
     * keeps for `submit`.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun digest(): ByteArray =
        Natives.transactionDigest(this, handle)
}
