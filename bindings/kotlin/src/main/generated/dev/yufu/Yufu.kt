// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What belongs to no object: version, self-test, masks, amounts.
 */
public object Yufu {
    /**
     * Masks a value. What is not recognised is hidden wholly.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    @JvmStatic
    public fun maskValue(kind: ValueKind, value: String): String =
        Natives.maskValue(kind.ordinal, value)

    /**
     * What the system did not grant to the memory of secrets so far; empty is the good case.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    @JvmStatic
    public fun memoryWarnings(): List<MemoryWarning> =
        decoded(Natives.memoryWarnings()) { list { this.memoryWarning() } }

    /**
     * Reads an amount of money and gives it in minor units (fen, cents). `decimals` is the number of
     * decimals of the currency, at most 4.
     *
     * @throws YufuException Codes 5701 to 5712 that say what is wrong with it.
     */
    @Throws(YufuException::class)
    @JvmStatic
    public fun parseAmount(text: String, decimals: Int): Long =
        Natives.parseAmount(text, decimals)

    /**
     * Computes the known answers of the standards and names the algorithms that gave them; takes a few
     * milliseconds.
     *
     * @throws YufuException Code 1013 when one answer differs: then nothing of this build is to be trusted.
     */
    @Throws(YufuException::class)
    @JvmStatic
    public fun selfTest(): List<String> =
        decoded(Natives.selfTest()) { list { text() } }

    /**
     * The version of this library, as in 0.1.0.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    @JvmStatic
    public fun version(): String =
        Natives.version()
}
