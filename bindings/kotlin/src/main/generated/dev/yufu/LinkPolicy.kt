// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

/**
 * Which links the app follows. What is not listed is refused.
 */
public class LinkPolicy internal constructor(handle: Handle) : NativeObject(handle, 10) {
    /**
     * A policy of schemes, hosts, and ports beside the schemes' own. A host is a whole name, or
     * an asterisk, a full stop and a name of at least two labels, which allows every name below it.
     *
     * @throws YufuException Code 5728 if a list is empty, a scheme runs code or is not encrypted, or a host is no plain
     * name.
     */
    @Throws(YufuException::class)
    public constructor(schemes: List<String>, hosts: List<String>, ports: List<Int>) : this(Handle(Natives.linkPolicyNew(encoded { list(schemes) { text(it) } }, encoded { list(hosts) { text(it) } }, encoded { list(ports) { short(it) } })))

    /**
     * Checks a link of at most 2,048 bytes.
     *
     * @throws YufuException Codes 5701 to 5727: the first rule that the link breaks.
     */
    @Throws(YufuException::class)
    public fun check(link: String): Link =
        decoded(Natives.linkPolicyCheck(this, handle, link)) { this.link() }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * @throws YufuException None but code 7002.
     */
    @Throws(YufuException::class)
    override fun close(): Unit =
        Natives.linkPolicyClose(this, handle)
}
