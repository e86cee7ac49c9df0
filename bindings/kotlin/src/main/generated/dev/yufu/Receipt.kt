// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What the server says became of an order, for display: masked values only.
 *
 * @property order The order number.
 * @property state What became of it.
 * @property digest The digest of the transaction that the server holds under this order, 32 bytes. After a lost
answer compare it with the one that was confirmed.
 * @property completedAt When it was decided, in seconds since 1970 of the server.
 * @property payeeAccount The account that was paid, masked.
 * @property payeeName The name of the one who was paid, masked.
 * @property amount The sum.
 * @property amountText The sum for display, as 100.00 CNY.
 */
public data class Receipt(
    public val order: String,
    public val state: OrderState,
    public val digest: ByteArray,
    public val completedAt: Long,
    public val payeeAccount: String,
    public val payeeName: String,
    public val amount: Amount,
    public val amountText: String,
) {
    override fun equals(other: Any?): Boolean =
        other is Receipt && order == other.order && state == other.state && digest.contentEquals(other.digest) && completedAt == other.completedAt && payeeAccount == other.payeeAccount && payeeName == other.payeeName && amount == other.amount && amountText == other.amountText

    override fun hashCode(): Int =
        intArrayOf(order.hashCode(), state.hashCode(), digest.contentHashCode(), completedAt.hashCode(), payeeAccount.hashCode(), payeeName.hashCode(), amount.hashCode(), amountText.hashCode()).contentHashCode()
}
