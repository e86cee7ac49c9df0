// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * The customer's own numbers, which a new secret may not hold. It serves one input.
 */
public class DenyList internal constructor(handle: Handle) : NativeObject(handle, 1) {
    /**
     * An empty list.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    public constructor() : this(Handle(Natives.denyListNew()))

    /**
     * Adds the birthday, to be found in every usual order of year, month and day.
     *
     * @throws YufuException Code 5605 for an impossible date, or if there is a birthday already.
     */
    @Throws(YufuException::class)
    public fun addBirthday(year: Int, month: Int, day: Int): Unit =
        Natives.denyListAddBirthday(this, handle, year, month, day)

    /**
     * Adds a card or account number: 8 to 30 digits in ASCII.
     *
     * @throws YufuException Code 5605 for anything else, or if there is no room.
     */
    @Throws(YufuException::class)
    public fun addCardNumber(number: ByteArray): Unit =
        Natives.denyListAddCardNumber(this, handle, number)

    /**
     * Adds an identity number: 6 to 30 letters and digits in ASCII.
     *
     * @throws YufuException Code 5605 for anything else, or if there is no room.
     */
    @Throws(YufuException::class)
    public fun addIdNumber(number: ByteArray): Unit =
        Natives.denyListAddIdNumber(this, handle, number)

    /**
     * Adds a mobile number: 6 to 15 digits in ASCII without country code.
     *
     * @throws YufuException Code 5605 for anything else, or if there is no room.
     */
    @Throws(YufuException::class)
    public fun addMobileNumber(number: ByteArray): Unit =
        Natives.denyListAddMobileNumber(this, handle, number)

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.denyListClose(this, handle)
}
