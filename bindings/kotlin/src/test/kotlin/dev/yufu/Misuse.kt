package dev.yufu

/** What only native code can do wrong: src/test/c/misuse.c. */
internal object Misuse {
    init {
        System.load(System.getProperty("yufu.misuse"))
    }

    /** Calls natives with an [IllegalStateException] pending, which it then throws. */
    @JvmStatic
    external fun callWithPending(): Boolean

    /** Forks without exec, and makes a keypad in the child, whose status it gives. */
    @JvmStatic
    external fun forkAndCall(): Int
}
