package bench

/** The shims of tests/bench/jni, which say what each does. */
internal object Raw {
    init {
        System.loadLibrary("yufu_raw_jni")
    }

    @JvmStatic
    external fun device(record: ByteArray, secret: ByteArray): Long

    @JvmStatic
    external fun facts(): Long

    @JvmStatic
    external fun thumbprint(handle: Long): ByteArray

    @JvmStatic
    external fun setBytes(handle: Long, value: ByteArray)

    @JvmStatic
    external fun closeDevice(handle: Long)

    @JvmStatic
    external fun closeFacts(handle: Long)

    @JvmStatic
    external fun thumbprintWork(handle: Long, times: Long): Long

    @JvmStatic
    external fun setBytesWork(handle: Long, times: Long): Long
}
