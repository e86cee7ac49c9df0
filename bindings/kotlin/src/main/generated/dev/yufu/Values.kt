// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

// Values on their way through one byte array.

@JvmSynthetic
internal fun Reader.amount(): Amount =
    Amount(long(), text())

@JvmSynthetic
internal fun Writer.amount(value: Amount) {
    long(value.minor)
    text(value.currency)
}

@JvmSynthetic
internal fun Reader.answer(): Answer =
    Answer(short(), bytes(), long())

@JvmSynthetic
internal fun Writer.appInfo(value: AppInfo) {
    text(value.id)
    text(value.version)
}

@JvmSynthetic
internal fun Reader.appearance(): Appearance =
    Appearance(short(), short(), short(), short(), int(), int(), int(), int(), int(), int())

@JvmSynthetic
internal fun Reader.asks(): Asks =
    Asks(list { text() }, list { text() }, list { text() })

@JvmSynthetic
internal fun Reader.categoryScore(): CategoryScore =
    CategoryScore(text(), byte())

@JvmSynthetic
internal fun Reader.cell(): Cell =
    Cell(CellKind.at(int()), byte(), byte(), byte())

@JvmSynthetic
internal fun Reader.changeResult(): ChangeResult =
    ChangeResult(bool(), list { text() })

@JvmSynthetic
internal fun Reader.errorDetail(): ErrorDetail =
    ErrorDetail(short(), text(), text(), text(), option { text() })

@JvmSynthetic
internal fun Writer.expected(value: Expected) {
    list(value.signers) { text(it) }
    list(value.installers) { text(it) }
}

@JvmSynthetic
internal fun Reader.finding(): Finding =
    Finding(text(), text(), Severity.at(int()), Confidence.at(int()), FindingState.at(int()), Layer.at(int()), text(), text(), int())

@JvmSynthetic
internal fun Reader.httpHeader(): HttpHeader =
    HttpHeader(text(), text())

@JvmSynthetic
internal fun Writer.httpHeader(value: HttpHeader) {
    text(value.name)
    text(value.value)
}

@JvmSynthetic
internal fun Reader.httpRequest(): HttpRequest =
    HttpRequest(text(), text(), text(), list { this.httpHeader() }, bytes())

@JvmSynthetic
internal fun Reader.link(): Link =
    Link(text(), text(), text())

@JvmSynthetic
internal fun Reader.memoryWarning(): MemoryWarning =
    MemoryWarning(short(), text())

@JvmSynthetic
internal fun Reader.receipt(): Receipt =
    Receipt(text(), OrderState.at(int()), bytes(), long(), text(), text(), this.amount(), text())

@JvmSynthetic
internal fun Writer.requestHead(value: RequestHead) {
    text(value.method)
    text(value.target)
    option(value.mediaType) { text(it) }
    option(value.submitToken) { text(it) }
    option(value.lifetimeSeconds) { int(it) }
}

@JvmSynthetic
internal fun Writer.sessionLimits(value: SessionLimits) {
    option(value.idleSeconds) { int(it) }
    int(value.backgroundSeconds)
}
