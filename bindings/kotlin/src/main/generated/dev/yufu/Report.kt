// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * What a look at the environment found. Unsigned as long as it is inside the app.
 */
public class Report internal constructor(handle: Handle) : NativeObject(handle, 25) {
    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.reportClose(this, handle)

    /**
     * One finding for each check, in the order of their codes.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun findings(): List<Finding> =
        decoded(Natives.reportFindings(this, handle)) { list { this.finding() } }

    /**
     * What the pack's signed policy allows while the server can't be asked; absent if the pack has
     * no policy.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun offlineDecision(): Decision? =
        decoded(Natives.reportOfflineDecision(this, handle)) { option { Decision.at(int()) } }

    /**
     * The score of each category, in the order of their names.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun scores(): List<CategoryScore> =
        decoded(Natives.reportScores(this, handle)) { list { this.categoryScore() } }

    /**
     * The gravest severity that was detected; information if nothing was.
     *
     * @throws YufuException None but codes 7001 and 7002.
     */
    @Throws(YufuException::class)
    public fun severity(): Severity =
        Severity.at(Natives.reportSeverity(this, handle))
}
