package dev.yufu.android

/** Marks what calls a newer Android than 5.0, after it has asked for the version. */
@Retention(AnnotationRetention.BINARY)
internal annotation class Newer
