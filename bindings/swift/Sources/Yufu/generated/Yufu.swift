// Made by `cargo xtask generate`. Do not edit.
// swiftlint:disable all
import Foundation

// Depending on the consumer's build setup, the low-level FFI code
// might be in a separate module, or it might be compiled inline into
// this module. This is a bit of light hackery to work with both.
#if canImport(YufuFFI)
import YufuFFI
#endif

fileprivate extension RustBuffer {
    // Allocate a new buffer, copying the contents of a `UInt8` array.
    init(bytes: [UInt8]) {
        let rbuf = bytes.withUnsafeBufferPointer { ptr in
            RustBuffer.from(ptr)
        }
        self.init(capacity: rbuf.capacity, len: rbuf.len, data: rbuf.data)
    }

    static func empty() -> RustBuffer {
        RustBuffer(capacity: 0, len:0, data: nil)
    }

    static func from(_ ptr: UnsafeBufferPointer<UInt8>) -> RustBuffer {
        try! rustCall { ffi_yufu_ffi_rustbuffer_from_bytes(ForeignBytes(bufferPointer: ptr), $0) }
    }

    // Frees the buffer in place.
    // The buffer must not be used after this is called.
    func deallocate() {
        try! rustCall { ffi_yufu_ffi_rustbuffer_free(self, $0) }
    }
}

fileprivate extension ForeignBytes {
    init(bufferPointer: UnsafeBufferPointer<UInt8>) {
        self.init(len: Int32(bufferPointer.count), data: bufferPointer.baseAddress)
    }

    init(rawBufferPointer: UnsafeRawBufferPointer) {
        self.init(
            len: Int32(rawBufferPointer.count),
            data: rawBufferPointer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
    }
}

// Converter for `&[u8]` / `[ByRef] bytes` arguments.
//
// Conforms to `FfiConverter` so the compiler enforces the full converter
// method set. Only the scope-bound `lower(_:_body:)` overload is sound —
// zero-copy byte buffers only flow foreign -> Rust, and only in argument
// position. The four protocol-witness methods (`lift`, `lower`, `read`,
// `write`) `fatalError` at runtime if anyone reaches them.
//
// The scope-bound `lower` takes a closure because the `ForeignBytes`
// pointer is only guaranteed valid for the duration of
// `Data.withUnsafeBytes`. Callers must run the full FFI call inside
// the closure body.
fileprivate enum FfiConverterByRefBytes: FfiConverter {
    typealias SwiftType = Data
    typealias FfiType = ForeignBytes

    static func lower<R>(_ value: Data, _ body: (ForeignBytes) throws -> R) rethrows -> R {
        return try value.withUnsafeBytes { rawBuf in
            try body(ForeignBytes(rawBufferPointer: rawBuf))
        }
    }

    static func lower(_ value: Data) -> ForeignBytes {
        fatalError("ByRef bytes cannot use the plain lower: returning ForeignBytes escapes the Data.withUnsafeBytes scope. Use the scope-bound lower(_:_body:) overload instead.")
    }

    static func lift(_ value: ForeignBytes) throws -> Data {
        fatalError("ByRef bytes cannot be lifted: zero-copy &[u8] only flows foreign->Rust")
    }

    static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Data {
        fatalError("ByRef bytes cannot be read from a buffer: zero-copy &[u8] is only supported in argument position, not nested in records/options/etc.")
    }

    static func write(_ value: Data, into buf: inout [UInt8]) {
        fatalError("ByRef bytes cannot be written to a buffer: zero-copy &[u8] is only supported in argument position, not nested in records/options/etc.")
    }
}

// For every type used in the interface, we provide helper methods for conveniently
// lifting and lowering that type from C-compatible data, and for reading and writing
// values of that type in a buffer.

// Helper classes/extensions that don't change.
// Someday, this will be in a library of its own.

fileprivate extension Data {
    init(rustBuffer: RustBuffer) {
        self.init(
            bytesNoCopy: rustBuffer.data!,
            count: Int(rustBuffer.len),
            deallocator: .none
        )
    }
}

// Define reader functionality.  Normally this would be defined in a class or
// struct, but we use standalone functions instead in order to make external
// types work.
//
// With external types, one swift source file needs to be able to call the read
// method on another source file's FfiConverter, but then what visibility
// should Reader have?
// - If Reader is fileprivate, then this means the read() must also
//   be fileprivate, which doesn't work with external types.
// - If Reader is internal/public, we'll get compile errors since both source
//   files will try define the same type.
//
// Instead, the read() method and these helper functions input a tuple of data

fileprivate func createReader(data: Data) -> (data: Data, offset: Data.Index) {
    (data: data, offset: 0)
}

// Reads an integer at the current offset, in big-endian order, and advances
// the offset on success. Throws if reading the integer would move the
// offset past the end of the buffer.
fileprivate func readInt<T: FixedWidthInteger>(_ reader: inout (data: Data, offset: Data.Index)) throws -> T {
    let range = reader.offset..<reader.offset + MemoryLayout<T>.size
    guard reader.data.count >= range.upperBound else {
        throw UniffiInternalError.bufferOverflow
    }
    if T.self == UInt8.self {
        let value = reader.data[reader.offset]
        reader.offset += 1
        return value as! T
    }
    var value: T = 0
    let _ = withUnsafeMutableBytes(of: &value, { reader.data.copyBytes(to: $0, from: range)})
    reader.offset = range.upperBound
    return value.bigEndian
}

// Reads an arbitrary number of bytes, to be used to read
// raw bytes, this is useful when lifting strings
fileprivate func readBytes(_ reader: inout (data: Data, offset: Data.Index), count: Int) throws -> Array<UInt8> {
    let range = reader.offset..<(reader.offset+count)
    guard reader.data.count >= range.upperBound else {
        throw UniffiInternalError.bufferOverflow
    }
    var value = [UInt8](repeating: 0, count: count)
    value.withUnsafeMutableBufferPointer({ buffer in
        reader.data.copyBytes(to: buffer, from: range)
    })
    reader.offset = range.upperBound
    return value
}

// Reads a float at the current offset.
fileprivate func readFloat(_ reader: inout (data: Data, offset: Data.Index)) throws -> Float {
    return Float(bitPattern: try readInt(&reader))
}

// Reads a float at the current offset.
fileprivate func readDouble(_ reader: inout (data: Data, offset: Data.Index)) throws -> Double {
    return Double(bitPattern: try readInt(&reader))
}

// Indicates if the offset has reached the end of the buffer.
fileprivate func hasRemaining(_ reader: (data: Data, offset: Data.Index)) -> Bool {
    return reader.offset < reader.data.count
}

// Define writer functionality.  Normally this would be defined in a class or
// struct, but we use standalone functions instead in order to make external
// types work.  See the above discussion on Readers for details.

fileprivate func createWriter() -> [UInt8] {
    return []
}

fileprivate func writeBytes<S>(_ writer: inout [UInt8], _ byteArr: S) where S: Sequence, S.Element == UInt8 {
    writer.append(contentsOf: byteArr)
}

// Writes an integer in big-endian order.
//
// Warning: make sure what you are trying to write
// is in the correct type!
fileprivate func writeInt<T: FixedWidthInteger>(_ writer: inout [UInt8], _ value: T) {
    var value = value.bigEndian
    withUnsafeBytes(of: &value) { writer.append(contentsOf: $0) }
}

fileprivate func writeFloat(_ writer: inout [UInt8], _ value: Float) {
    writeInt(&writer, value.bitPattern)
}

fileprivate func writeDouble(_ writer: inout [UInt8], _ value: Double) {
    writeInt(&writer, value.bitPattern)
}

// Protocol for types that transfer other types across the FFI. This is
// analogous to the Rust trait of the same name.
fileprivate protocol FfiConverter {
    associatedtype FfiType
    associatedtype SwiftType

    static func lift(_ value: FfiType) throws -> SwiftType
    static func lower(_ value: SwiftType) -> FfiType
    static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType
    static func write(_ value: SwiftType, into buf: inout [UInt8])
}

// Types conforming to `Primitive` pass themselves directly over the FFI.
fileprivate protocol FfiConverterPrimitive: FfiConverter where FfiType == SwiftType { }

extension FfiConverterPrimitive {
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lift(_ value: FfiType) throws -> SwiftType {
        return value
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lower(_ value: SwiftType) -> FfiType {
        return value
    }
}

// Types conforming to `FfiConverterRustBuffer` lift and lower into a `RustBuffer`.
// Used for complex types where it's hard to write a custom lift/lower.
fileprivate protocol FfiConverterRustBuffer: FfiConverter where FfiType == RustBuffer {}

extension FfiConverterRustBuffer {
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lift(_ buf: RustBuffer) throws -> SwiftType {
        var reader = createReader(data: Data(rustBuffer: buf))
        let value = try read(from: &reader)
        if hasRemaining(reader) {
            throw UniffiInternalError.incompleteData
        }
        buf.deallocate()
        return value
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lower(_ value: SwiftType) -> RustBuffer {
          var writer = createWriter()
          write(value, into: &writer)
          return RustBuffer(bytes: writer)
    }
}
// An error type for FFI errors. These errors occur at the UniFFI level, not
// the library level.
fileprivate enum UniffiInternalError: LocalizedError {
    case bufferOverflow
    case incompleteData
    case unexpectedOptionalTag
    case unexpectedEnumCase
    case unexpectedNullPointer
    case unexpectedRustCallStatusCode
    case unexpectedRustCallError
    case unexpectedStaleHandle
    case rustPanic(_ message: String)

    public var errorDescription: String? {
        switch self {
        case .bufferOverflow: return "Reading the requested value would read past the end of the buffer"
        case .incompleteData: return "The buffer still has data after lifting its containing value"
        case .unexpectedOptionalTag: return "Unexpected optional tag; should be 0 or 1"
        case .unexpectedEnumCase: return "Raw enum value doesn't match any cases"
        case .unexpectedNullPointer: return "Raw pointer value was null"
        case .unexpectedRustCallStatusCode: return "Unexpected RustCallStatus code"
        case .unexpectedRustCallError: return "CALL_ERROR but no errorClass specified"
        case .unexpectedStaleHandle: return "The object in the handle map has been dropped already"
        case let .rustPanic(message): return message
        }
    }
}

fileprivate extension NSLock {
    func withLock<T>(f: () throws -> T) rethrows -> T {
        self.lock()
        defer { self.unlock() }
        return try f()
    }
}

fileprivate let CALL_SUCCESS: Int8 = 0
fileprivate let CALL_ERROR: Int8 = 1
fileprivate let CALL_UNEXPECTED_ERROR: Int8 = 2
fileprivate let CALL_CANCELLED: Int8 = 3

fileprivate extension RustCallStatus {
    init() {
        self.init(
            code: CALL_SUCCESS,
            errorBuf: RustBuffer.init(
                capacity: 0,
                len: 0,
                data: nil
            )
        )
    }
}

private func rustCall<T>(_ callback: (UnsafeMutablePointer<RustCallStatus>) -> T) throws -> T {
    let neverThrow: ((RustBuffer) throws -> Never)? = nil
    return try makeRustCall(callback, errorHandler: neverThrow)
}

private func rustCallWithError<T, E: Swift.Error>(
    _ errorHandler: @escaping (RustBuffer) throws -> E,
    _ callback: (UnsafeMutablePointer<RustCallStatus>) -> T) throws -> T {
    try makeRustCall(callback, errorHandler: errorHandler)
}

private func makeRustCall<T, E: Swift.Error>(
    _ callback: (UnsafeMutablePointer<RustCallStatus>) -> T,
    errorHandler: ((RustBuffer) throws -> E)?
) throws -> T {
    uniffiEnsureYufuFfiInitialized()
    var callStatus = RustCallStatus.init()
    let returnedVal = callback(&callStatus)
    try uniffiCheckCallStatus(callStatus: callStatus, errorHandler: errorHandler)
    return returnedVal
}

private func uniffiCheckCallStatus<E: Swift.Error>(
    callStatus: RustCallStatus,
    errorHandler: ((RustBuffer) throws -> E)?
) throws {
    switch callStatus.code {
        case CALL_SUCCESS:
            return

        case CALL_ERROR:
            if let errorHandler = errorHandler {
                throw try errorHandler(callStatus.errorBuf)
            } else {
                callStatus.errorBuf.deallocate()
                throw UniffiInternalError.unexpectedRustCallError
            }

        case CALL_UNEXPECTED_ERROR:
            // When the rust code sees a panic, it tries to construct a RustBuffer
            // with the message.  But if that code panics, then it just sends back
            // an empty buffer.
            if callStatus.errorBuf.len > 0 {
                throw UniffiInternalError.rustPanic(try FfiConverterString.lift(callStatus.errorBuf))
            } else {
                callStatus.errorBuf.deallocate()
                throw UniffiInternalError.rustPanic("Rust panic")
            }

        case CALL_CANCELLED:
            fatalError("Cancellation not supported yet")

        default:
            throw UniffiInternalError.unexpectedRustCallStatusCode
    }
}

private func uniffiTraitInterfaceCall<T>(
    callStatus: UnsafeMutablePointer<RustCallStatus>,
    makeCall: () throws -> T,
    writeReturn: (T) -> ()
) {
    do {
        try writeReturn(makeCall())
    } catch let error {
        callStatus.pointee.code = CALL_UNEXPECTED_ERROR
        callStatus.pointee.errorBuf = FfiConverterString.lower(String(describing: error))
    }
}

private func uniffiTraitInterfaceCallWithError<T, E>(
    callStatus: UnsafeMutablePointer<RustCallStatus>,
    makeCall: () throws -> T,
    writeReturn: (T) -> (),
    lowerError: (E) -> RustBuffer
) {
    do {
        try writeReturn(makeCall())
    } catch let error as E {
        callStatus.pointee.code = CALL_ERROR
        callStatus.pointee.errorBuf = lowerError(error)
    } catch {
        callStatus.pointee.code = CALL_UNEXPECTED_ERROR
        callStatus.pointee.errorBuf = FfiConverterString.lower(String(describing: error))
    }
}
// Initial value and increment amount for handles.
// These ensure that SWIFT handles always have the lowest bit set
fileprivate let UNIFFI_HANDLEMAP_INITIAL: UInt64 = 1
fileprivate let UNIFFI_HANDLEMAP_DELTA: UInt64 = 2

fileprivate final class UniffiHandleMap<T>: @unchecked Sendable {
    // All mutation happens with this lock held, which is why we implement @unchecked Sendable.
    private let lock = NSLock()
    private var map: [UInt64: T] = [:]
    private var currentHandle: UInt64 = UNIFFI_HANDLEMAP_INITIAL

    func insert(obj: T) -> UInt64 {
        lock.withLock {
            return doInsert(obj)
        }
    }

    // Low-level insert function, this assumes `lock` is held.
    private func doInsert(_ obj: T) -> UInt64 {
        let handle = currentHandle
        currentHandle += UNIFFI_HANDLEMAP_DELTA
        map[handle] = obj
        return handle
    }

     func get(handle: UInt64) throws -> T {
        try lock.withLock {
            guard let obj = map[handle] else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return obj
        }
    }

     func clone(handle: UInt64) throws -> UInt64 {
        try lock.withLock {
            guard let obj = map[handle] else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return doInsert(obj)
        }
    }

    @discardableResult
    func remove(handle: UInt64) throws -> T {
        try lock.withLock {
            guard let obj = map.removeValue(forKey: handle) else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return obj
        }
    }

    var count: Int {
        get {
            map.count
        }
    }
}

// Public interface members begin here.

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterUInt8: FfiConverterPrimitive {
    typealias FfiType = UInt8
    typealias SwiftType = UInt8

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> UInt8 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: UInt8, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterUInt16: FfiConverterPrimitive {
    typealias FfiType = UInt16
    typealias SwiftType = UInt16

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> UInt16 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterUInt32: FfiConverterPrimitive {
    typealias FfiType = UInt32
    typealias SwiftType = UInt32

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> UInt32 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterUInt64: FfiConverterPrimitive {
    typealias FfiType = UInt64
    typealias SwiftType = UInt64

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> UInt64 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterBool : FfiConverter {
    typealias FfiType = Int8
    typealias SwiftType = Bool

    public static func lift(_ value: Int8) throws -> Bool {
        return value != 0
    }

    public static func lower(_ value: Bool) -> Int8 {
        return value ? 1 : 0
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Bool {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: Bool, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterString: FfiConverter {
    typealias SwiftType = String
    typealias FfiType = RustBuffer

    public static func lift(_ value: RustBuffer) throws -> String {
        defer {
            value.deallocate()
        }
        if value.data == nil {
            return String()
        }
        let bytes = UnsafeBufferPointer<UInt8>(start: value.data!, count: Int(value.len))
        // Use Swift's native UTF-8 decoder; `String(bytes:encoding:.utf8)` goes
        // through Foundation's NSString and silently strips a leading U+FEFF BOM.
        // Invalid UTF-8 substitutes U+FFFD instead of trapping (unreachable
        // given Rust's `String` invariant).
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func lower(_ value: String) -> RustBuffer {
        return value.utf8CString.withUnsafeBufferPointer { ptr in
            // The swift string gives us int8_t, we want uint8_t.
            ptr.withMemoryRebound(to: UInt8.self) { ptr in
                // The swift string gives us a trailing null byte, we don't want it.
                let buf = UnsafeBufferPointer(rebasing: ptr.prefix(upTo: ptr.count - 1))
                return RustBuffer.from(buf)
            }
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> String {
        let len: Int32 = try readInt(&buf)
        // See `lift` above for why we avoid Foundation's NSString-backed decoder here.
        return String(decoding: try readBytes(&buf, count: Int(len)), as: UTF8.self)
    }

    public static func write(_ value: String, into buf: inout [UInt8]) {
        let len = Int32(value.utf8.count)
        writeInt(&buf, len)
        writeBytes(&buf, value.utf8)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterData: FfiConverterRustBuffer {
    typealias SwiftType = Data

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Data {
        let len: Int32 = try readInt(&buf)
        return Data(try readBytes(&buf, count: Int(len)))
    }

    public static func write(_ value: Data, into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        writeBytes(&buf, value)
    }
}

/**
 * A bank card's expiry: it may be shown after login, and has no other way out.
 */
public protocol CardExpiryProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * MM/YY after login, before it nothing but mask characters.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func shown(stage: Stage) throws -> String

}
/**
 * A bank card's expiry: it may be shown after login, and has no other way out.
 */
public final class CardExpiry: CardExpiryProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_cardexpiry(self.handle, $0) }
    }
    /**
     * Takes an expiry as MM/YY or MMYY in ASCII.
     *
     * - Throws: Code 7003 for anything else.
     */
    public convenience init(expiry: Data) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(expiry) { expiryFb in
    uniffi_yufu_ffi_fn_constructor_cardexpiry_new(
        expiryFb,uniffiCallStatus
    )
        }
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_cardexpiry(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_cardexpiry_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * MM/YY after login, before it nothing but mask characters.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func shown(stage: Stage) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_cardexpiry_shown(
            self.uniffiCloneHandle(),
        FfiConverterTypeStage_lower(stage),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeCardExpiry: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = CardExpiry

    public static func lift(_ handle: UInt64) throws -> CardExpiry {
        return CardExpiry(unsafeFromHandle: handle)
    }

    public static func lower(_ value: CardExpiry) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> CardExpiry {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: CardExpiry, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCardExpiry_lift(_ handle: UInt64) throws -> CardExpiry {
    return try FfiConverterTypeCardExpiry.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCardExpiry_lower(_ value: CardExpiry) -> UInt64 {
    return FfiConverterTypeCardExpiry.lower(value)
}

/**
 * The customer's own numbers, which a new secret may not hold. It serves one input.
 */
public protocol DenyListProtocol: AnyObject, Sendable {

    /**
     * Adds the birthday, to be found in every usual order of year, month and day.
     *
     * - Throws: Code 5605 for an impossible date, or if there is a birthday already.
     */
    func addBirthday(year: UInt16, month: UInt8, day: UInt8) throws

    /**
     * Adds a card or account number: 8 to 30 digits in ASCII.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    func addCardNumber(number: Data) throws

    /**
     * Adds an identity number: 6 to 30 letters and digits in ASCII.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    func addIdNumber(number: Data) throws

    /**
     * Adds a mobile number: 6 to 15 digits in ASCII without country code.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    func addMobileNumber(number: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * The customer's own numbers, which a new secret may not hold. It serves one input.
 */
public final class DenyList: DenyListProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_denylist(self.handle, $0) }
    }
    /**
     * An empty list.
     *
     * - Throws: None but code 7002.
     */
    public convenience init() throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_denylist_new(uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_denylist(handle, $0) }
    }

    /**
     * Adds the birthday, to be found in every usual order of year, month and day.
     *
     * - Throws: Code 5605 for an impossible date, or if there is a birthday already.
     */
    public func addBirthday(year: UInt16, month: UInt8, day: UInt8) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_denylist_add_birthday(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(year),
        FfiConverterUInt8.lower(month),
        FfiConverterUInt8.lower(day),uniffiCallStatus
    )
}
}

    /**
     * Adds a card or account number: 8 to 30 digits in ASCII.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    public func addCardNumber(number: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(number) { numberFb in
    uniffi_yufu_ffi_fn_method_denylist_add_card_number(
            self.uniffiCloneHandle(),
        numberFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Adds an identity number: 6 to 30 letters and digits in ASCII.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    public func addIdNumber(number: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(number) { numberFb in
    uniffi_yufu_ffi_fn_method_denylist_add_id_number(
            self.uniffiCloneHandle(),
        numberFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Adds a mobile number: 6 to 15 digits in ASCII without country code.
     *
     * - Throws: Code 5605 for anything else, or if there is no room.
     */
    public func addMobileNumber(number: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(number) { numberFb in
    uniffi_yufu_ffi_fn_method_denylist_add_mobile_number(
            self.uniffiCloneHandle(),
        numberFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_denylist_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeDenyList: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = DenyList

    public static func lift(_ handle: UInt64) throws -> DenyList {
        return DenyList(unsafeFromHandle: handle)
    }

    public static func lower(_ value: DenyList) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> DenyList {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: DenyList, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDenyList_lift(_ handle: UInt64) throws -> DenyList {
    return try FfiConverterTypeDenyList.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDenyList_lower(_ value: DenyList) -> UInt64 {
    return FfiConverterTypeDenyList.lower(value)
}

/**
 * A device that the bank knows.
 */
public protocol DeviceProtocol: AnyObject, Sendable {

    /**
     * The customer's account that the enrolment bound the device to: the payer of a transfer. Show
     * it masked.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func account() throws -> String

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Whether a hardware key was enrolled, which then has to sign each request.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func hasHardwareKey() throws -> Bool

    /**
     * The device's name at the bank.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func id() throws -> String

    /**
     * The name under which the device key signs.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func keyId() throws -> String

    /**
     * SM3 of the device key's SubjectPublicKeyInfo, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func thumbprint() throws -> Data

    /**
     * The device as an encrypted record for the host to keep, at most 4096 bytes. `secret` is the
     * 32 bytes that the platform's key store keeps for the app.
     *
     * - Throws: Code 7003 if the secret has another length.
     */
    func toRecord(secret: Data) throws -> Data

}
/**
 * A device that the bank knows.
 */
public final class Device: DeviceProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_device(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_device(handle, $0) }
    }

    /**
     * The customer's account that the enrolment bound the device to: the payer of a transfer. Show
     * it masked.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func account() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_account(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Whether a hardware key was enrolled, which then has to sign each request.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func hasHardwareKey() throws -> Bool  {
    return try  FfiConverterBool.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_has_hardware_key(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The device's name at the bank.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func id() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_id(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The name under which the device key signs.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func keyId() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_key_id(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * SM3 of the device key's SubjectPublicKeyInfo, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func thumbprint() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_device_thumbprint(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The device as an encrypted record for the host to keep, at most 4096 bytes. `secret` is the
     * 32 bytes that the platform's key store keeps for the app.
     *
     * - Throws: Code 7003 if the secret has another length.
     */
    public func toRecord(secret: Data) throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_method_device_to_record(
            self.uniffiCloneHandle(),
        secretFb,uniffiCallStatus
    )
        }
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeDevice: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Device

    public static func lift(_ handle: UInt64) throws -> Device {
        return Device(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Device) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Device {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Device, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDevice_lift(_ handle: UInt64) throws -> Device {
    return try FfiConverterTypeDevice.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDevice_lower(_ value: Device) -> UInt64 {
    return FfiConverterTypeDevice.lower(value)
}

/**
 * The server's word that it knows the device.
 */
public protocol EnrolledProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * The server's word that it knows the device.
 */
public final class Enrolled: EnrolledProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_enrolled(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_enrolled(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_enrolled_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeEnrolled: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Enrolled

    public static func lift(_ handle: UInt64) throws -> Enrolled {
        return Enrolled(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Enrolled) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Enrolled {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Enrolled, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnrolled_lift(_ handle: UInt64) throws -> Enrolled {
    return try FfiConverterTypeEnrolled.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnrolled_lower(_ value: Enrolled) -> UInt64 {
    return FfiConverterTypeEnrolled.lower(value)
}

/**
 * An enrolment that is not signed yet.
 */
public protocol EnrolmentProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the hardware key has to sign (ECDSA P-256 with SHA-256); nothing without such a key.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func hardwareMessage() throws -> Data?

    /**
     * Signs with the device key and seals the whole to the server. `hardware_signature` is the
     * hardware key's ECDSA-Sig-Value in DER over `hardware_message`; `attestation` is what hardware
     * attested for the offer's challenge: Android's certificates of the hardware key in DER, the
     * key's own first, one after the other, or App Attest's object, at most 32,768 bytes.
     *
     * - Throws: Code 5206 if the hardware signature is missing, malformed or not wanted, 5502 if the offer
     * has expired, 5101, 5103 or 5105 without a server key.
     */
    func sign(device: NewDevice, server: Server, hardwareSignature: Data?, attestation: Data?) throws -> PendingEnrolment

}
/**
 * An enrolment that is not signed yet.
 */
public final class Enrolment: EnrolmentProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_enrolment(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_enrolment(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_enrolment_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the hardware key has to sign (ECDSA P-256 with SHA-256); nothing without such a key.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func hardwareMessage() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_enrolment_hardware_message(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Signs with the device key and seals the whole to the server. `hardware_signature` is the
     * hardware key's ECDSA-Sig-Value in DER over `hardware_message`; `attestation` is what hardware
     * attested for the offer's challenge: Android's certificates of the hardware key in DER, the
     * key's own first, one after the other, or App Attest's object, at most 32,768 bytes.
     *
     * - Throws: Code 5206 if the hardware signature is missing, malformed or not wanted, 5502 if the offer
     * has expired, 5101, 5103 or 5105 without a server key.
     */
    public func sign(device: NewDevice, server: Server, hardwareSignature: Data? = nil, attestation: Data? = nil) throws -> PendingEnrolment  {
    return try  FfiConverterTypePendingEnrolment_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_enrolment_sign(
            self.uniffiCloneHandle(),
        FfiConverterTypeNewDevice_lower(device),
        FfiConverterTypeServer_lower(server),
        FfiConverterOptionData.lower(hardwareSignature),
        FfiConverterOptionData.lower(attestation),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeEnrolment: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Enrolment

    public static func lift(_ handle: UInt64) throws -> Enrolment {
        return Enrolment(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Enrolment) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Enrolment {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Enrolment, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnrolment_lift(_ handle: UInt64) throws -> Enrolment {
    return try FfiConverterTypeEnrolment.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnrolment_lower(_ value: Enrolment) -> UInt64 {
    return FfiConverterTypeEnrolment.lower(value)
}

/**
 * The device's environment. One for the whole process is enough.
 */
public protocol EnvironmentProtocol: AnyObject, Sendable {

    /**
     * Lets every look from now on knock at the loopback ports of hook tools: the only one that
     * opens a socket, which never leaves the device.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func allowLoopbackPorts() throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Looks at the environment for a challenge of 32 bytes and, if it is for money, a transaction's
     * digest of 32 bytes. `facts` are what the host saw; they stay as they are. It takes at most
     * about `budget_millis`; call it off the thread that draws.
     *
     * - Throws: Code 7003 for a challenge or digest of another length.
     */
    func collect(facts: HostFacts, challenge: Data, transaction: Data?, budgetMillis: UInt32) throws -> Report

}
/**
 * The device's environment. One for the whole process is enough.
 */
public final class Environment: EnvironmentProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_environment(self.handle, $0) }
    }
    /**
     * An environment that is judged by `pack`, or by the pack that is compiled in. `expected` is
     * what the app expects of itself; without it nothing about the app's origin is judged.
     *
     * - Throws: Code 7001 if the pack is closed.
     */
    public convenience init(expected: Expected? = nil, pack: Pack? = nil) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_environment_new(
        FfiConverterOptionTypeExpected.lower(expected),
        FfiConverterOptionTypePack.lower(pack),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_environment(handle, $0) }
    }

    /**
     * Lets every look from now on knock at the loopback ports of hook tools: the only one that
     * opens a socket, which never leaves the device.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func allowLoopbackPorts() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_environment_allow_loopback_ports(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_environment_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Looks at the environment for a challenge of 32 bytes and, if it is for money, a transaction's
     * digest of 32 bytes. `facts` are what the host saw; they stay as they are. It takes at most
     * about `budget_millis`; call it off the thread that draws.
     *
     * - Throws: Code 7003 for a challenge or digest of another length.
     */
    public func collect(facts: HostFacts, challenge: Data, transaction: Data?, budgetMillis: UInt32) throws -> Report  {
    return try  FfiConverterTypeReport_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(challenge) { challengeFb in
    uniffi_yufu_ffi_fn_method_environment_collect(
            self.uniffiCloneHandle(),
        FfiConverterTypeHostFacts_lower(facts),
        challengeFb,
        FfiConverterOptionData.lower(transaction),
        FfiConverterUInt32.lower(budgetMillis),uniffiCallStatus
    )
        }
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeEnvironment: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Environment

    public static func lift(_ handle: UInt64) throws -> Environment {
        return Environment(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Environment) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Environment {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Environment, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnvironment_lift(_ handle: UInt64) throws -> Environment {
    return try FfiConverterTypeEnvironment.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeEnvironment_lower(_ value: Environment) -> UInt64 {
    return FfiConverterTypeEnvironment.lower(value)
}

/**
 * Keeps one device record in a folder of its own, which only the app's user can reach. A write
 * replaces the record as a whole or not at all.
 *
 * `secret` is everywhere the 32 bytes that the platform's key store keeps for the app.
 */
public protocol FileStoreProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Removes the record. Destroy the platform's secret too: a flash disk may keep the bytes.
     *
     * - Throws: Codes 5201 and 5204.
     */
    func erase() throws

    /**
     * Reads the record; absent if there is none.
     *
     * - Throws: Codes 5201 to 5204; 7003 if the secret has another length.
     */
    func load(secret: Data) throws -> SavedDevice?

    /**
     * Saves an enrolled device in place of what was there.
     *
     * - Throws: As `save_new`.
     */
    func save(device: Device, secret: Data) throws

    /**
     * Saves a device whose enrolment is not finished, before the request is sent: once the
     * activation code is used up, a lost key costs the customer a new letter.
     *
     * - Throws: Codes 5201 and 5204; 7003 if the secret has another length; the old record is then still
     * there.
     */
    func saveNew(device: NewDevice, secret: Data) throws

}
/**
 * Keeps one device record in a folder of its own, which only the app's user can reach. A write
 * replaces the record as a whole or not at all.
 *
 * `secret` is everywhere the 32 bytes that the platform's key store keeps for the app.
 */
public final class FileStore: FileStoreProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_filestore(self.handle, $0) }
    }
    /**
     * Names the folder, which is made at the first save; the one around it must exist. Choose one
     * that is in no backup.
     *
     * - Throws: None but code 7002.
     */
    public convenience init(folder: String) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_filestore_new(
        FfiConverterString.lower(folder),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_filestore(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_filestore_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Removes the record. Destroy the platform's secret too: a flash disk may keep the bytes.
     *
     * - Throws: Codes 5201 and 5204.
     */
    public func erase() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_filestore_erase(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Reads the record; absent if there is none.
     *
     * - Throws: Codes 5201 to 5204; 7003 if the secret has another length.
     */
    public func load(secret: Data) throws -> SavedDevice?  {
    return try  FfiConverterOptionTypeSavedDevice.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_method_filestore_load(
            self.uniffiCloneHandle(),
        secretFb,uniffiCallStatus
    )
        }
})
}

    /**
     * Saves an enrolled device in place of what was there.
     *
     * - Throws: As `save_new`.
     */
    public func save(device: Device, secret: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_method_filestore_save(
            self.uniffiCloneHandle(),
        FfiConverterTypeDevice_lower(device),
        secretFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Saves a device whose enrolment is not finished, before the request is sent: once the
     * activation code is used up, a lost key costs the customer a new letter.
     *
     * - Throws: Codes 5201 and 5204; 7003 if the secret has another length; the old record is then still
     * there.
     */
    public func saveNew(device: NewDevice, secret: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_method_filestore_save_new(
            self.uniffiCloneHandle(),
        FfiConverterTypeNewDevice_lower(device),
        secretFb,uniffiCallStatus
    )
        }
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeFileStore: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = FileStore

    public static func lift(_ handle: UInt64) throws -> FileStore {
        return FileStore(unsafeFromHandle: handle)
    }

    public static func lower(_ value: FileStore) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> FileStore {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: FileStore, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFileStore_lift(_ handle: UInt64) throws -> FileStore {
    return try FfiConverterTypeFileStore.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFileStore_lower(_ value: FileStore) -> UInt64 {
    return FfiConverterTypeFileStore.lower(value)
}

/**
 * The facts that the host has gathered for one look at the environment.
 *
 * Every fact may be left out: it is then unobservable, which is never a suspicion. A fact that
 * is given twice has the later value.
 */
public protocol HostFactsProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Gives at most 32 KiB of bytes. Reports hold their SM3 alone.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if there are more bytes.
     */
    func setBytes(fact: FactName, value: Data) throws

    /**
     * Gives a flag.
     *
     * - Throws: Code 5811 if the fact is of another kind.
     */
    func setFlag(fact: FactName, value: Bool) throws

    /**
     * Gives a list of at most 256 texts of at most 256 bytes. Reports say how many there are, and
     * not which.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if the list or a text is longer.
     */
    func setList(fact: FactName, values: [String]) throws

    /**
     * Gives a number.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 for a number of 2^53 or more.
     */
    func setNumber(fact: FactName, value: UInt64) throws

    /**
     * Gives a text of at most 256 bytes.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if the text is longer.
     */
    func setText(fact: FactName, value: String) throws

    /**
     * Says why a fact can't be given.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func setUnobservable(fact: FactName, cause: UnobservableCause) throws

}
/**
 * The facts that the host has gathered for one look at the environment.
 *
 * Every fact may be left out: it is then unobservable, which is never a suspicion. A fact that
 * is given twice has the later value.
 */
public final class HostFacts: HostFactsProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_hostfacts(self.handle, $0) }
    }
    /**
     * No facts yet.
     *
     * - Throws: None but code 7002.
     */
    public convenience init() throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_hostfacts_new(uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_hostfacts(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Gives at most 32 KiB of bytes. Reports hold their SM3 alone.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if there are more bytes.
     */
    public func setBytes(fact: FactName, value: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(value) { valueFb in
    uniffi_yufu_ffi_fn_method_hostfacts_set_bytes(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        valueFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Gives a flag.
     *
     * - Throws: Code 5811 if the fact is of another kind.
     */
    public func setFlag(fact: FactName, value: Bool) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_set_flag(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        FfiConverterBool.lower(value),uniffiCallStatus
    )
}
}

    /**
     * Gives a list of at most 256 texts of at most 256 bytes. Reports say how many there are, and
     * not which.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if the list or a text is longer.
     */
    public func setList(fact: FactName, values: [String]) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_set_list(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        FfiConverterSequenceString.lower(values),uniffiCallStatus
    )
}
}

    /**
     * Gives a number.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 for a number of 2^53 or more.
     */
    public func setNumber(fact: FactName, value: UInt64) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_set_number(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        FfiConverterUInt64.lower(value),uniffiCallStatus
    )
}
}

    /**
     * Gives a text of at most 256 bytes.
     *
     * - Throws: Code 5811 if the fact is of another kind, 5812 if the text is longer.
     */
    public func setText(fact: FactName, value: String) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_set_text(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        FfiConverterString.lower(value),uniffiCallStatus
    )
}
}

    /**
     * Says why a fact can't be given.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func setUnobservable(fact: FactName, cause: UnobservableCause) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_hostfacts_set_unobservable(
            self.uniffiCloneHandle(),
        FfiConverterTypeFactName_lower(fact),
        FfiConverterTypeUnobservableCause_lower(cause),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeHostFacts: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = HostFacts

    public static func lift(_ handle: UInt64) throws -> HostFacts {
        return HostFacts(unsafeFromHandle: handle)
    }

    public static func lower(_ value: HostFacts) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> HostFacts {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: HostFacts, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHostFacts_lift(_ handle: UInt64) throws -> HostFacts {
    return try FfiConverterTypeHostFacts.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHostFacts_lower(_ value: HostFacts) -> UInt64 {
    return FfiConverterTypeHostFacts.lower(value)
}

/**
 * That the user proved their identity a moment ago. It serves for one reveal within 60 seconds.
 */
public protocol IdentityProofProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * That the user proved their identity a moment ago. It serves for one reveal within 60 seconds.
 */
public final class IdentityProof: IdentityProofProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_identityproof(self.handle, $0) }
    }
    /**
     * A proof by a check that the server has just accepted.
     *
     * - Throws: None but code 7002.
     */
    public convenience init(check: IdentityCheck) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_identityproof_new(
        FfiConverterTypeIdentityCheck_lower(check),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_identityproof(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_identityproof_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeIdentityProof: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = IdentityProof

    public static func lift(_ handle: UInt64) throws -> IdentityProof {
        return IdentityProof(unsafeFromHandle: handle)
    }

    public static func lower(_ value: IdentityProof) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> IdentityProof {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: IdentityProof, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeIdentityProof_lift(_ handle: UInt64) throws -> IdentityProof {
    return try FfiConverterTypeIdentityProof.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeIdentityProof_lower(_ value: IdentityProof) -> UInt64 {
    return FfiConverterTypeIdentityProof.lower(value)
}

/**
 * One keyboard for one input, which takes it over when it is opened.
 */
public protocol KeypadProtocol: AnyObject, Sendable {

    /**
     * Sizes and colours.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func appearance() throws -> Appearance

    /**
     * The cells of the page that is shown now. A cell's place in this list is what the host reports
     * when it is touched; it holds until the page changes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func cells() throws -> [Cell]

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func columns() throws -> UInt8

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * - Throws: Code 5602 if there is no such cell.
     */
    func label(cell: UInt32) throws -> String

}
/**
 * One keyboard for one input, which takes it over when it is opened.
 */
public final class Keypad: KeypadProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_keypad(self.handle, $0) }
    }
    /**
     * Lays the keys out.
     *
     * - Throws: Code 5001 when a shuffled order can't be drawn.
     */
    public convenience init(layout: Layout, order: Order, style: KeypadStyle) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_keypad_new(
        FfiConverterTypeLayout_lower(layout),
        FfiConverterTypeOrder_lower(order),
        FfiConverterTypeKeypadStyle_lower(style),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_keypad(handle, $0) }
    }

    /**
     * Sizes and colours.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func appearance() throws -> Appearance  {
    return try  FfiConverterTypeAppearance_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_keypad_appearance(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The cells of the page that is shown now. A cell's place in this list is what the host reports
     * when it is touched; it holds until the page changes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func cells() throws -> [Cell]  {
    return try  FfiConverterSequenceTypeCell.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_keypad_cells(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_keypad_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func columns() throws -> UInt8  {
    return try  FfiConverterUInt8.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_keypad_columns(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * - Throws: Code 5602 if there is no such cell.
     */
    public func label(cell: UInt32) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_keypad_label(
            self.uniffiCloneHandle(),
        FfiConverterUInt32.lower(cell),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeKeypad: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Keypad

    public static func lift(_ handle: UInt64) throws -> Keypad {
        return Keypad(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Keypad) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Keypad {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Keypad, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeKeypad_lift(_ handle: UInt64) throws -> Keypad {
    return try FfiConverterTypeKeypad.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeKeypad_lower(_ value: Keypad) -> UInt64 {
    return FfiConverterTypeKeypad.lower(value)
}

/**
 * Which links the app follows. What is not listed is refused.
 */
public protocol LinkPolicyProtocol: AnyObject, Sendable {

    /**
     * Checks a link of at most 2,048 bytes.
     *
     * - Throws: Codes 5701 to 5727: the first rule that the link breaks.
     */
    func check(link: String) throws -> Link

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * Which links the app follows. What is not listed is refused.
 */
public final class LinkPolicy: LinkPolicyProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_linkpolicy(self.handle, $0) }
    }
    /**
     * A policy of schemes, hosts, and ports beside the schemes' own. A host is a whole name, or
     * an asterisk, a full stop and a name of at least two labels, which allows every name below it.
     *
     * - Throws: Code 5728 if a list is empty, a scheme runs code or is not encrypted, or a host is no plain
     * name.
     */
    public convenience init(schemes: [String], hosts: [String], ports: [UInt16]) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_linkpolicy_new(
        FfiConverterSequenceString.lower(schemes),
        FfiConverterSequenceString.lower(hosts),
        FfiConverterSequenceUInt16.lower(ports),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_linkpolicy(handle, $0) }
    }

    /**
     * Checks a link of at most 2,048 bytes.
     *
     * - Throws: Codes 5701 to 5727: the first rule that the link breaks.
     */
    public func check(link: String) throws -> Link  {
    return try  FfiConverterTypeLink_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_linkpolicy_check(
            self.uniffiCloneHandle(),
        FfiConverterString.lower(link),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_linkpolicy_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLinkPolicy: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = LinkPolicy

    public static func lift(_ handle: UInt64) throws -> LinkPolicy {
        return LinkPolicy(unsafeFromHandle: handle)
    }

    public static func lower(_ value: LinkPolicy) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> LinkPolicy {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: LinkPolicy, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLinkPolicy_lift(_ handle: UInt64) throws -> LinkPolicy {
    return try FfiConverterTypeLinkPolicy.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLinkPolicy_lower(_ value: LinkPolicy) -> UInt64 {
    return FfiConverterTypeLinkPolicy.lower(value)
}

/**
 * A login that has the server's challenge and lacks the password.
 */
public protocol LoginProtocol: AnyObject, Sendable {

    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func challenge() throws -> Data

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Opens the field for the login password. The keypad is used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    func openInput(keypad: Keypad) throws -> SecureInput

    /**
     * Signs a report on this challenge and seals it to the server.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    func sealReport(report: Report, app: AppInfo) throws -> SealedReport

    /**
     * Signs the login; the session starts when its answer is received. This object, the password
     * and the report are used up.
     *
     * - Throws: Code 5502 if the time for this step has run out.
     */
    func submit(password: SealedInput, report: SealedReport, limits: SessionLimits) throws -> PendingSession

}
/**
 * A login that has the server's challenge and lacks the password.
 */
public final class Login: LoginProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_login(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_login(handle, $0) }
    }

    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func challenge() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_login_challenge(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_login_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Opens the field for the login password. The keypad is used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    public func openInput(keypad: Keypad) throws -> SecureInput  {
    return try  FfiConverterTypeSecureInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_login_open_input(
            self.uniffiCloneHandle(),
        FfiConverterTypeKeypad_lower(keypad),uniffiCallStatus
    )
})
}

    /**
     * Signs a report on this challenge and seals it to the server.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
     */
    public func sealReport(report: Report, app: AppInfo) throws -> SealedReport  {
    return try  FfiConverterTypeSealedReport_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_login_seal_report(
            self.uniffiCloneHandle(),
        FfiConverterTypeReport_lower(report),
        FfiConverterTypeAppInfo_lower(app),uniffiCallStatus
    )
})
}

    /**
     * Signs the login; the session starts when its answer is received. This object, the password
     * and the report are used up.
     *
     * - Throws: Code 5502 if the time for this step has run out.
     */
    public func submit(password: SealedInput, report: SealedReport, limits: SessionLimits) throws -> PendingSession  {
    return try  FfiConverterTypePendingSession_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_login_submit(
            self.uniffiCloneHandle(),
        FfiConverterTypeSealedInput_lower(password),
        FfiConverterTypeSealedReport_lower(report),
        FfiConverterTypeSessionLimits_lower(limits),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLogin: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Login

    public static func lift(_ handle: UInt64) throws -> Login {
        return Login(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Login) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Login {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Login, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLogin_lift(_ handle: UInt64) throws -> Login {
    return try FfiConverterTypeLogin.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLogin_lower(_ value: Login) -> UInt64 {
    return FfiConverterTypeLogin.lower(value)
}

/**
 * A device key that the bank does not know yet.
 */
public protocol NewDeviceProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Takes the names that the server gave this device. This object and `enrolled` are used up.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func enrolled(enrolled: Enrolled) throws -> Device

    /**
     * Makes the enrolment, bound to the challenge in `offer` and to the activation code of the
     * bank's letter, as ASCII.
     *
     * - Throws: Code 5502 if the offer has expired; 2001 to 2899 if the code has another form.
     */
    func enrolment(offer: Offer, activationCode: Data) throws -> Enrolment

    /**
     * The key as an encrypted record, to be kept before the enrolment is sent: once the activation
     * code is used up, a lost key costs the customer a new letter.
     *
     * `secret` is 32 bytes that the platform's key store keeps for the app.
     *
     * - Throws: Code 7003 if the secret has another length.
     */
    func toRecord(secret: Data) throws -> Data

}
/**
 * A device key that the bank does not know yet.
 */
public final class NewDevice: NewDeviceProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_newdevice(self.handle, $0) }
    }
    /**
     * Makes a new device key. `hardware_key` is the SubjectPublicKeyInfo in DER of the phone's own
     * P-256 key, if it has one, to be enrolled with it.
     *
     * - Throws: Code 5205 if the hardware key is no P-256 public key, 5001 if the random source fails.
     */
    public convenience init(hardwareKey: Data? = nil) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_newdevice_new(
        FfiConverterOptionData.lower(hardwareKey),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_newdevice(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_newdevice_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Takes the names that the server gave this device. This object and `enrolled` are used up.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func enrolled(enrolled: Enrolled) throws -> Device  {
    return try  FfiConverterTypeDevice_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_newdevice_enrolled(
            self.uniffiCloneHandle(),
        FfiConverterTypeEnrolled_lower(enrolled),uniffiCallStatus
    )
})
}

    /**
     * Makes the enrolment, bound to the challenge in `offer` and to the activation code of the
     * bank's letter, as ASCII.
     *
     * - Throws: Code 5502 if the offer has expired; 2001 to 2899 if the code has another form.
     */
    public func enrolment(offer: Offer, activationCode: Data) throws -> Enrolment  {
    return try  FfiConverterTypeEnrolment_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(activationCode) { activationCodeFb in
    uniffi_yufu_ffi_fn_method_newdevice_enrolment(
            self.uniffiCloneHandle(),
        FfiConverterTypeOffer_lower(offer),
        activationCodeFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The key as an encrypted record, to be kept before the enrolment is sent: once the activation
     * code is used up, a lost key costs the customer a new letter.
     *
     * `secret` is 32 bytes that the platform's key store keeps for the app.
     *
     * - Throws: Code 7003 if the secret has another length.
     */
    public func toRecord(secret: Data) throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_method_newdevice_to_record(
            self.uniffiCloneHandle(),
        secretFb,uniffiCallStatus
    )
        }
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeNewDevice: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = NewDevice

    public static func lift(_ handle: UInt64) throws -> NewDevice {
        return NewDevice(unsafeFromHandle: handle)
    }

    public static func lower(_ value: NewDevice) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> NewDevice {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: NewDevice, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeNewDevice_lift(_ handle: UInt64) throws -> NewDevice {
    return try FfiConverterTypeNewDevice.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeNewDevice_lower(_ value: NewDevice) -> UInt64 {
    return FfiConverterTypeNewDevice.lower(value)
}

/**
 * What the server offers for one enrolment: its challenge and its time.
 */
public protocol OfferProtocol: AnyObject, Sendable {

    /**
     * The challenge that the enrolment answers, 32 bytes: what a hardware key is attested for.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func challenge() throws -> Data

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The server's time now, in seconds since 1970.
     *
     * - Throws: Code 5002 if the monotonic clock went backwards.
     */
    func serverTime() throws -> UInt64

}
/**
 * What the server offers for one enrolment: its challenge and its time.
 */
public final class Offer: OfferProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_offer(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_offer(handle, $0) }
    }

    /**
     * The challenge that the enrolment answers, 32 bytes: what a hardware key is attested for.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func challenge() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_offer_challenge(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_offer_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The server's time now, in seconds since 1970.
     *
     * - Throws: Code 5002 if the monotonic clock went backwards.
     */
    public func serverTime() throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_offer_server_time(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeOffer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Offer

    public static func lift(_ handle: UInt64) throws -> Offer {
        return Offer(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Offer) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Offer {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Offer, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOffer_lift(_ handle: UInt64) throws -> Offer {
    return try FfiConverterTypeOffer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOffer_lower(_ value: Offer) -> UInt64 {
    return FfiConverterTypeOffer.lower(value)
}

/**
 * A list of rules with a name and a version.
 */
public protocol PackProtocol: AnyObject, Sendable {

    /**
     * What the host looks for.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func asks() throws -> Asks

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The pack's name.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func id() throws -> String

    /**
     * Reads a newer pack to be used in the place of this one, which stays as it is. The host keeps
     * the token and offers it again at the next start.
     *
     * `roots` are the SubjectPublicKeyInfos in DER of the bank's pack root keys, `now` is the
     * device's clock in seconds since 1970.
     *
     * - Throws: Code 1001 to 1005 if a root is no SM2 public key; 1001 to 2899 if the token is no pack that
     * one of them signed, is not in force, is another platform's, or is older than this one.
     */
    func update(token: String, roots: [Data], now: UInt64) throws -> Pack

    /**
     * The pack's version; grows with every change of a rule.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func version() throws -> UInt64

}
/**
 * A list of rules with a name and a version.
 */
public final class Pack: PackProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pack(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pack(handle, $0) }
    }

    /**
     * The pack that is compiled in for this platform.
     *
     * - Throws: Code 7002 on a platform that has none.
     */
    public static func embedded() throws -> Pack  {
    return try  FfiConverterTypePack_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_pack_embedded(uniffiCallStatus
    )
})
}

    /**
     * What the host looks for.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func asks() throws -> Asks  {
    return try  FfiConverterTypeAsks_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pack_asks(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pack_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The pack's name.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func id() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pack_id(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Reads a newer pack to be used in the place of this one, which stays as it is. The host keeps
     * the token and offers it again at the next start.
     *
     * `roots` are the SubjectPublicKeyInfos in DER of the bank's pack root keys, `now` is the
     * device's clock in seconds since 1970.
     *
     * - Throws: Code 1001 to 1005 if a root is no SM2 public key; 1001 to 2899 if the token is no pack that
     * one of them signed, is not in force, is another platform's, or is older than this one.
     */
    public func update(token: String, roots: [Data], now: UInt64) throws -> Pack  {
    return try  FfiConverterTypePack_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pack_update(
            self.uniffiCloneHandle(),
        FfiConverterString.lower(token),
        FfiConverterSequenceData.lower(roots),
        FfiConverterUInt64.lower(now),uniffiCallStatus
    )
})
}

    /**
     * The pack's version; grows with every change of a rule.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func version() throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pack_version(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePack: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Pack

    public static func lift(_ handle: UInt64) throws -> Pack {
        return Pack(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Pack) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Pack {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Pack, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePack_lift(_ handle: UInt64) throws -> Pack {
    return try FfiConverterTypePack.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePack_lower(_ value: Pack) -> UInt64 {
    return FfiConverterTypePack.lower(value)
}

/**
 * Any other request.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingAnswerProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Answer

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * Any other request.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingAnswer: PendingAnswerProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendinganswer(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendinganswer(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendinganswer_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinganswer_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinganswer_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Answer  {
    return try  FfiConverterTypeAnswer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendinganswer_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinganswer_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingAnswer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingAnswer

    public static func lift(_ handle: UInt64) throws -> PendingAnswer {
        return PendingAnswer(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingAnswer) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingAnswer {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingAnswer, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingAnswer_lift(_ handle: UInt64) throws -> PendingAnswer {
    return try FfiConverterTypePendingAnswer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingAnswer_lower(_ value: PendingAnswer) -> UInt64 {
    return FfiConverterTypePendingAnswer.lower(value)
}

/**
 * A change of a secret.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingChangeProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> ChangeResult

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A change of a secret.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingChange: PendingChangeProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingchange(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingchange(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingchange_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingchange_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingchange_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> ChangeResult  {
    return try  FfiConverterTypeChangeResult_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingchange_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingchange_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingChange: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingChange

    public static func lift(_ handle: UInt64) throws -> PendingChange {
        return PendingChange(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingChange) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingChange {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingChange, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingChange_lift(_ handle: UInt64) throws -> PendingChange {
    return try FfiConverterTypePendingChange.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingChange_lower(_ value: PendingChange) -> UInt64 {
    return FfiConverterTypePendingChange.lower(value)
}

/**
 * An enrolment.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingEnrolmentProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Enrolled

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * An enrolment.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingEnrolment: PendingEnrolmentProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingenrolment(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingenrolment(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingenrolment_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingenrolment_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingenrolment_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Enrolled  {
    return try  FfiConverterTypeEnrolled_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingenrolment_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingenrolment_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingEnrolment: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingEnrolment

    public static func lift(_ handle: UInt64) throws -> PendingEnrolment {
        return PendingEnrolment(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingEnrolment) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingEnrolment {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingEnrolment, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingEnrolment_lift(_ handle: UInt64) throws -> PendingEnrolment {
    return try FfiConverterTypePendingEnrolment.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingEnrolment_lower(_ value: PendingEnrolment) -> UInt64 {
    return FfiConverterTypePendingEnrolment.lower(value)
}

/**
 * A request for the challenge of a login.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingLoginProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Login

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A request for the challenge of a login.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingLogin: PendingLoginProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendinglogin(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendinglogin(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendinglogin_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogin_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogin_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Login  {
    return try  FfiConverterTypeLogin_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendinglogin_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogin_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingLogin: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingLogin

    public static func lift(_ handle: UInt64) throws -> PendingLogin {
        return PendingLogin(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingLogin) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingLogin {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingLogin, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingLogin_lift(_ handle: UInt64) throws -> PendingLogin {
    return try FfiConverterTypePendingLogin.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingLogin_lower(_ value: PendingLogin) -> UInt64 {
    return FfiConverterTypePendingLogin.lower(value)
}

/**
 * A logout.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingLogoutProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A logout.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingLogout: PendingLogoutProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendinglogout(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendinglogout(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendinglogout_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogout_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogout_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendinglogout_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
}
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendinglogout_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingLogout: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingLogout

    public static func lift(_ handle: UInt64) throws -> PendingLogout {
        return PendingLogout(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingLogout) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingLogout {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingLogout, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingLogout_lift(_ handle: UInt64) throws -> PendingLogout {
    return try FfiConverterTypePendingLogout.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingLogout_lower(_ value: PendingLogout) -> UInt64 {
    return FfiConverterTypePendingLogout.lower(value)
}

/**
 * A request for a challenge.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingOfferProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Offer

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A request for a challenge.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingOffer: PendingOfferProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingoffer(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingoffer(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingoffer_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingoffer_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingoffer_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Offer  {
    return try  FfiConverterTypeOffer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingoffer_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingoffer_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingOffer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingOffer

    public static func lift(_ handle: UInt64) throws -> PendingOffer {
        return PendingOffer(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingOffer) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingOffer {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingOffer, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingOffer_lift(_ handle: UInt64) throws -> PendingOffer {
    return try FfiConverterTypePendingOffer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingOffer_lower(_ value: PendingOffer) -> UInt64 {
    return FfiConverterTypePendingOffer.lower(value)
}

/**
 * A transfer, or a question about an order.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingReceiptProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Receipt

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A transfer, or a question about an order.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingReceipt: PendingReceiptProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingreceipt(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingreceipt(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingreceipt_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingreceipt_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingreceipt_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Receipt  {
    return try  FfiConverterTypeReceipt_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingreceipt_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingreceipt_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingReceipt: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingReceipt

    public static func lift(_ handle: UInt64) throws -> PendingReceipt {
        return PendingReceipt(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingReceipt) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingReceipt {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingReceipt, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingReceipt_lift(_ handle: UInt64) throws -> PendingReceipt {
    return try FfiConverterTypePendingReceipt.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingReceipt_lower(_ value: PendingReceipt) -> UInt64 {
    return FfiConverterTypePendingReceipt.lower(value)
}

/**
 * A request for the challenge of a change of a secret.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingSecretChangeProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> SecretChange

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A request for the challenge of a change of a secret.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingSecretChange: PendingSecretChangeProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingsecretchange(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingsecretchange(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingsecretchange_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsecretchange_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsecretchange_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> SecretChange  {
    return try  FfiConverterTypeSecretChange_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingsecretchange_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsecretchange_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingSecretChange: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingSecretChange

    public static func lift(_ handle: UInt64) throws -> PendingSecretChange {
        return PendingSecretChange(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingSecretChange) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingSecretChange {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingSecretChange, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingSecretChange_lift(_ handle: UInt64) throws -> PendingSecretChange {
    return try FfiConverterTypePendingSecretChange.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingSecretChange_lower(_ value: PendingSecretChange) -> UInt64 {
    return FfiConverterTypePendingSecretChange.lower(value)
}

/**
 * A login.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingSessionProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Session

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A login.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingSession: PendingSessionProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingsession(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingsession(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingsession_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsession_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsession_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Session  {
    return try  FfiConverterTypeSession_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingsession_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingsession_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingSession: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingSession

    public static func lift(_ handle: UInt64) throws -> PendingSession {
        return PendingSession(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingSession) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingSession {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingSession, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingSession_lift(_ handle: UInt64) throws -> PendingSession {
    return try FfiConverterTypePendingSession.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingSession_lower(_ value: PendingSession) -> UInt64 {
    return FfiConverterTypePendingSession.lower(value)
}

/**
 * A request for the one-time permission of a transfer.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public protocol PendingTransferProtocol: AnyObject, Sendable {

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    func attachHardwareSignature(signature: Data) throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func hardwareBase() throws -> Data?

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Transfer

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    func request() throws -> HttpRequest

}
/**
 * A request for the one-time permission of a transfer.
 *
 * Send the request as it is, with the hardware key's signature attached where one is
 * wanted, and give the answer to `receive`.
 */
public final class PendingTransfer: PendingTransferProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_pendingtransfer(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_pendingtransfer(handle, $0) }
    }

    /**
     * Adds the hardware key's signature over `hardware_base`: an ECDSA-Sig-Value in DER,
     * as Android's and Apple's key stores give it.
     *
     * - Throws: Code 5206 if none is wanted or this is none.
     */
    public func attachHardwareSignature(signature: Data) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(signature) { signatureFb in
    uniffi_yufu_ffi_fn_method_pendingtransfer_attach_hardware_signature(
            self.uniffiCloneHandle(),
        signatureFb,uniffiCallStatus
    )
        }
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingtransfer_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * What the device's hardware key has to sign (ECDSA P-256 with SHA-256) before the
     * request is sent; nothing if there is no such key or the signature is attached.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func hardwareBase() throws -> Data?  {
    return try  FfiConverterOptionData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingtransfer_hardware_base(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Checks the answer and reads it. The request is used up, whatever comes of it.
     *
     * - Throws: The server's refusal, or codes 5402 to 5407 for an answer that proves nothing; then
     * what became of a transfer has to be asked by its order number.
     */
    public func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Transfer  {
    return try  FfiConverterTypeTransfer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_pendingtransfer_receive(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,uniffiCallStatus
    )
        }
})
}

    /**
     * The request to send, unchanged.
     *
     * - Throws: Code 7001 after `receive`.
     */
    public func request() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_pendingtransfer_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePendingTransfer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = PendingTransfer

    public static func lift(_ handle: UInt64) throws -> PendingTransfer {
        return PendingTransfer(unsafeFromHandle: handle)
    }

    public static func lower(_ value: PendingTransfer) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> PendingTransfer {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: PendingTransfer, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingTransfer_lift(_ handle: UInt64) throws -> PendingTransfer {
    return try FfiConverterTypePendingTransfer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePendingTransfer_lower(_ value: PendingTransfer) -> UInt64 {
    return FfiConverterTypePendingTransfer.lower(value)
}

/**
 * What a look at the environment found. Unsigned as long as it is inside the app.
 */
public protocol ReportProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * One finding for each check, in the order of their codes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func findings() throws -> [Finding]

    /**
     * What the pack's signed policy allows while the server can't be asked; absent if the pack has
     * no policy.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func offlineDecision() throws -> Decision?

    /**
     * The score of each category, in the order of their names.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func scores() throws -> [CategoryScore]

    /**
     * The gravest severity that was detected; information if nothing was.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func severity() throws -> Severity

}
/**
 * What a look at the environment found. Unsigned as long as it is inside the app.
 */
public final class Report: ReportProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_report(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_report(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_report_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * One finding for each check, in the order of their codes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func findings() throws -> [Finding]  {
    return try  FfiConverterSequenceTypeFinding.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_report_findings(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * What the pack's signed policy allows while the server can't be asked; absent if the pack has
     * no policy.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func offlineDecision() throws -> Decision?  {
    return try  FfiConverterOptionTypeDecision.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_report_offline_decision(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The score of each category, in the order of their names.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func scores() throws -> [CategoryScore]  {
    return try  FfiConverterSequenceTypeCategoryScore.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_report_scores(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The gravest severity that was detected; information if nothing was.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func severity() throws -> Severity  {
    return try  FfiConverterTypeSeverity_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_report_severity(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeReport: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Report

    public static func lift(_ handle: UInt64) throws -> Report {
        return Report(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Report) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Report {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Report, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeReport_lift(_ handle: UInt64) throws -> Report {
    return try FfiConverterTypeReport.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeReport_lower(_ value: Report) -> UInt64 {
    return FfiConverterTypeReport.lower(value)
}

/**
 * Signs requests in a session: each with a number, a nonce, the server's time and the device
 * key's signature over all of it.
 */
public protocol RequestSignerProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Signs a request. `body` is the content, at most 128 KiB; it is never compressed.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign; 5401 if the request can't be signed; 7003 for
     * content without a media type.
     */
    func sign(head: RequestHead, body: Data) throws -> PendingAnswer

}
/**
 * Signs requests in a session: each with a number, a nonce, the server's time and the device
 * key's signature over all of it.
 */
public final class RequestSigner: RequestSignerProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_requestsigner(self.handle, $0) }
    }
    /**
     * Signs for this session, which goes on to be used beside it.
     *
     * - Throws: Code 7001 if the session object is closed.
     */
    public convenience init(session: Session) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_requestsigner_new(
        FfiConverterTypeSession_lower(session),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_requestsigner(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_requestsigner_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Signs a request. `body` is the content, at most 128 KiB; it is never compressed.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign; 5401 if the request can't be signed; 7003 for
     * content without a media type.
     */
    public func sign(head: RequestHead, body: Data) throws -> PendingAnswer  {
    return try  FfiConverterTypePendingAnswer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_requestsigner_sign(
            self.uniffiCloneHandle(),
        FfiConverterTypeRequestHead_lower(head),
        bodyFb,uniffiCallStatus
    )
        }
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeRequestSigner: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = RequestSigner

    public static func lift(_ handle: UInt64) throws -> RequestSigner {
        return RequestSigner(unsafeFromHandle: handle)
    }

    public static func lower(_ value: RequestSigner) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> RequestSigner {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: RequestSigner, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRequestSigner_lift(_ handle: UInt64) throws -> RequestSigner {
    return try FfiConverterTypeRequestSigner.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRequestSigner_lower(_ value: RequestSigner) -> UInt64 {
    return FfiConverterTypeRequestSigner.lower(value)
}

/**
 * What a record held: an enrolled device, or a key whose enrolment was not finished.
 */
public protocol SavedDeviceProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The enrolled device. This object is used up.
     *
     * - Throws: Code 7003 if the enrolment was not finished.
     */
    func device() throws -> Device

    /**
     * Whether the enrolment was finished: then take `device`, else `new_device`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func isEnrolled() throws -> Bool

    /**
     * The key whose enrolment was not finished. This object is used up.
     *
     * - Throws: Code 7003 if it was.
     */
    func newDevice() throws -> NewDevice

}
/**
 * What a record held: an enrolled device, or a key whose enrolment was not finished.
 */
public final class SavedDevice: SavedDeviceProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_saveddevice(self.handle, $0) }
    }
    /**
     * Opens a record with the platform's 32 secret bytes.
     *
     * - Throws: Code 5202 if these bytes are no record, 5203 if the secret is another one or a byte was
     * changed, 7003 if the secret has another length.
     */
    public convenience init(record: Data, secret: Data) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(record) { recordFb in
        FfiConverterByRefBytes.lower(secret) { secretFb in
    uniffi_yufu_ffi_fn_constructor_saveddevice_new(
        recordFb,
        secretFb,uniffiCallStatus
    )
        }
        }
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_saveddevice(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_saveddevice_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The enrolled device. This object is used up.
     *
     * - Throws: Code 7003 if the enrolment was not finished.
     */
    public func device() throws -> Device  {
    return try  FfiConverterTypeDevice_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_saveddevice_device(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Whether the enrolment was finished: then take `device`, else `new_device`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func isEnrolled() throws -> Bool  {
    return try  FfiConverterBool.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_saveddevice_is_enrolled(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The key whose enrolment was not finished. This object is used up.
     *
     * - Throws: Code 7003 if it was.
     */
    public func newDevice() throws -> NewDevice  {
    return try  FfiConverterTypeNewDevice_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_saveddevice_new_device(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSavedDevice: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = SavedDevice

    public static func lift(_ handle: UInt64) throws -> SavedDevice {
        return SavedDevice(unsafeFromHandle: handle)
    }

    public static func lower(_ value: SavedDevice) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SavedDevice {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: SavedDevice, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSavedDevice_lift(_ handle: UInt64) throws -> SavedDevice {
    return try FfiConverterTypeSavedDevice.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSavedDevice_lower(_ value: SavedDevice) -> UInt64 {
    return FfiConverterTypeSavedDevice.lower(value)
}

/**
 * A sealed PIN or password: good for the one step that it was opened for, and sent once.
 */
public protocol SealedInputProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * A sealed PIN or password: good for the one step that it was opened for, and sent once.
 */
public final class SealedInput: SealedInputProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_sealedinput(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_sealedinput(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sealedinput_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSealedInput: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = SealedInput

    public static func lift(_ handle: UInt64) throws -> SealedInput {
        return SealedInput(unsafeFromHandle: handle)
    }

    public static func lower(_ value: SealedInput) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SealedInput {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: SealedInput, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSealedInput_lift(_ handle: UInt64) throws -> SealedInput {
    return try FfiConverterTypeSealedInput.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSealedInput_lower(_ value: SealedInput) -> UInt64 {
    return FfiConverterTypeSealedInput.lower(value)
}

/**
 * A report that the device key signed and only the server can read. It is sent once.
 */
public protocol SealedReportProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

}
/**
 * A report that the device key signed and only the server can read. It is sent once.
 */
public final class SealedReport: SealedReportProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_sealedreport(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_sealedreport(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sealedreport_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSealedReport: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = SealedReport

    public static func lift(_ handle: UInt64) throws -> SealedReport {
        return SealedReport(unsafeFromHandle: handle)
    }

    public static func lower(_ value: SealedReport) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SealedReport {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: SealedReport, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSealedReport_lift(_ handle: UInt64) throws -> SealedReport {
    return try FfiConverterTypeSealedReport.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSealedReport_lower(_ value: SealedReport) -> UInt64 {
    return FfiConverterTypeSealedReport.lower(value)
}

/**
 * A change of a secret, waiting for the old one and, twice, the new one. The server alone
 * compares the three.
 */
public protocol SecretChangeProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Opens the field for the new secret, judged while it is typed. `kind` chooses the rules: those
     * of a PIN or of a password. Keypad and list are used up.
     *
     * - Throws: As `open_old`.
     */
    func openNew(keypad: Keypad, kind: SecretKind, deny: DenyList) throws -> SecureInput

    /**
     * Opens the field for the secret in force. The keypad is used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5301 to 5304 if the session is not active;
     * 5101, 5103 or 5105 without a server key.
     */
    func openOld(keypad: Keypad) throws -> SecureInput

    /**
     * Opens the field for the new secret, once more; as `open_new`.
     *
     * - Throws: As `open_old`.
     */
    func openRepeat(keypad: Keypad, kind: SecretKind, deny: DenyList) throws -> SecureInput

    /**
     * Signs the change. This object and the three inputs are used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5301 to 5304 if the session can't sign.
     */
    func submit(old: SealedInput, new: SealedInput, `repeat`: SealedInput) throws -> PendingChange

}
/**
 * A change of a secret, waiting for the old one and, twice, the new one. The server alone
 * compares the three.
 */
public final class SecretChange: SecretChangeProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_secretchange(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_secretchange(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secretchange_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Opens the field for the new secret, judged while it is typed. `kind` chooses the rules: those
     * of a PIN or of a password. Keypad and list are used up.
     *
     * - Throws: As `open_old`.
     */
    public func openNew(keypad: Keypad, kind: SecretKind, deny: DenyList) throws -> SecureInput  {
    return try  FfiConverterTypeSecureInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secretchange_open_new(
            self.uniffiCloneHandle(),
        FfiConverterTypeKeypad_lower(keypad),
        FfiConverterTypeSecretKind_lower(kind),
        FfiConverterTypeDenyList_lower(deny),uniffiCallStatus
    )
})
}

    /**
     * Opens the field for the secret in force. The keypad is used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5301 to 5304 if the session is not active;
     * 5101, 5103 or 5105 without a server key.
     */
    public func openOld(keypad: Keypad) throws -> SecureInput  {
    return try  FfiConverterTypeSecureInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secretchange_open_old(
            self.uniffiCloneHandle(),
        FfiConverterTypeKeypad_lower(keypad),uniffiCallStatus
    )
})
}

    /**
     * Opens the field for the new secret, once more; as `open_new`.
     *
     * - Throws: As `open_old`.
     */
    public func openRepeat(keypad: Keypad, kind: SecretKind, deny: DenyList) throws -> SecureInput  {
    return try  FfiConverterTypeSecureInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secretchange_open_repeat(
            self.uniffiCloneHandle(),
        FfiConverterTypeKeypad_lower(keypad),
        FfiConverterTypeSecretKind_lower(kind),
        FfiConverterTypeDenyList_lower(deny),uniffiCallStatus
    )
})
}

    /**
     * Signs the change. This object and the three inputs are used up.
     *
     * - Throws: Code 5502 if the time for this step has run out; 5301 to 5304 if the session can't sign.
     */
    public func submit(old: SealedInput, new: SealedInput, `repeat`: SealedInput) throws -> PendingChange  {
    return try  FfiConverterTypePendingChange_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secretchange_submit(
            self.uniffiCloneHandle(),
        FfiConverterTypeSealedInput_lower(old),
        FfiConverterTypeSealedInput_lower(new),
        FfiConverterTypeSealedInput_lower(`repeat`),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSecretChange: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = SecretChange

    public static func lift(_ handle: UInt64) throws -> SecretChange {
        return SecretChange(unsafeFromHandle: handle)
    }

    public static func lower(_ value: SecretChange) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SecretChange {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: SecretChange, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecretChange_lift(_ handle: UInt64) throws -> SecretChange {
    return try FfiConverterTypeSecretChange.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecretChange_lower(_ value: SecretChange) -> UInt64 {
    return FfiConverterTypeSecretChange.lower(value)
}

/**
 * One PIN or password while it is typed. Every touch is encrypted at once for the server, and
 * the key that did it is wiped before the call returns.
 */
public protocol SecureInputProtocol: AnyObject, Sendable {

    /**
     * Sizes and colours of the keypad.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func appearance() throws -> Appearance

    /**
     * Deletes the last character; where a new secret is set, all of them.
     *
     * - Throws: Code 5601 as of `press`.
     */
    func backspace() throws

    /**
     * The cells of the page that the keypad shows now.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func cells() throws -> [Cell]

    /**
     * Empties the field; the keys keep their places.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    func clear() throws

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func columns() throws -> UInt8

    /**
     * Names of the rules that a new secret breaks so far; always empty where none is set. The
     * server judges again, and its verdict counts.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func findings() throws -> [String]

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * - Throws: Code 5602 if there is no such cell.
     */
    func label(cell: UInt32) throws -> String

    /**
     * Characters in the field.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func length() throws -> UInt32

    /**
     * What the field shows: one mask character for each that was typed.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func masked() throws -> String

    /**
     * Takes a touch on the cell of this index, as `cells` lists them.
     *
     * - Throws: Code 5602, which changes nothing, if there is no such cell; 5601 when 64 keystrokes and
     * corrections were made: the field was emptied and takes input again.
     */
    func press(cell: UInt32) throws -> Press

    /**
     * Ends the input and gives its sealed form. This object is used up, also by an error.
     *
     * - Throws: Code 5603 if nothing was typed.
     */
    func seal() throws -> SealedInput

}
/**
 * One PIN or password while it is typed. Every touch is encrypted at once for the server, and
 * the key that did it is wiped before the call returns.
 */
public final class SecureInput: SecureInputProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_secureinput(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_secureinput(handle, $0) }
    }

    /**
     * Sizes and colours of the keypad.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func appearance() throws -> Appearance  {
    return try  FfiConverterTypeAppearance_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_appearance(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Deletes the last character; where a new secret is set, all of them.
     *
     * - Throws: Code 5601 as of `press`.
     */
    public func backspace() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_backspace(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The cells of the page that the keypad shows now.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func cells() throws -> [Cell]  {
    return try  FfiConverterSequenceTypeCell.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_cells(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Empties the field; the keys keep their places.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    public func clear() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_clear(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Width of the page in the units of a cell's `column` and `span`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func columns() throws -> UInt8  {
    return try  FfiConverterUInt8.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_columns(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Names of the rules that a new secret breaks so far; always empty where none is set. The
     * server judges again, and its verdict counts.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func findings() throws -> [String]  {
    return try  FfiConverterSequenceString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_findings(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * What to draw on a cell: one character on a key, nothing on the others.
     *
     * - Throws: Code 5602 if there is no such cell.
     */
    public func label(cell: UInt32) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_label(
            self.uniffiCloneHandle(),
        FfiConverterUInt32.lower(cell),uniffiCallStatus
    )
})
}

    /**
     * Characters in the field.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func length() throws -> UInt32  {
    return try  FfiConverterUInt32.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_length(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * What the field shows: one mask character for each that was typed.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func masked() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_masked(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Takes a touch on the cell of this index, as `cells` lists them.
     *
     * - Throws: Code 5602, which changes nothing, if there is no such cell; 5601 when 64 keystrokes and
     * corrections were made: the field was emptied and takes input again.
     */
    public func press(cell: UInt32) throws -> Press  {
    return try  FfiConverterTypePress_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_press(
            self.uniffiCloneHandle(),
        FfiConverterUInt32.lower(cell),uniffiCallStatus
    )
})
}

    /**
     * Ends the input and gives its sealed form. This object is used up, also by an error.
     *
     * - Throws: Code 5603 if nothing was typed.
     */
    public func seal() throws -> SealedInput  {
    return try  FfiConverterTypeSealedInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_secureinput_seal(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSecureInput: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = SecureInput

    public static func lift(_ handle: UInt64) throws -> SecureInput {
        return SecureInput(unsafeFromHandle: handle)
    }

    public static func lower(_ value: SecureInput) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SecureInput {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: SecureInput, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecureInput_lift(_ handle: UInt64) throws -> SecureInput {
    return try FfiConverterTypeSecureInput.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecureInput_lower(_ value: SecureInput) -> UInt64 {
    return FfiConverterTypeSecureInput.lower(value)
}

/**
 * Personal financial information of one kind, which shows itself masked.
 */
public protocol SensitiveProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The kind of the value.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func kind() throws -> ValueKind

    /**
     * The value's mask.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func masked() throws -> String

    /**
     * The whole value, on a ground that reaches name, account, card number, credit code and amount.
     *
     * - Throws: Code 5751 for any other kind.
     */
    func reveal(ground: RevealGround) throws -> String

    /**
     * The whole value of any kind, because the user has just proved again who they are. The proof
     * is used up.
     *
     * - Throws: Code 5752 if the proof is older than 60 seconds.
     */
    func revealTo(proof: IdentityProof) throws -> String

    /**
     * What a screen may show: after login the mask; before login the masks of name and mobile
     * number, and nothing of other kinds.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func shown(stage: Stage) throws -> String

}
/**
 * Personal financial information of one kind, which shows itself masked.
 */
public final class Sensitive: SensitiveProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_sensitive(self.handle, $0) }
    }
    /**
     * Takes a value. It need not be valid: one that is not recognised shows as hidden wholly.
     *
     * - Throws: None but code 7002.
     */
    public convenience init(kind: ValueKind, value: String) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_sensitive_new(
        FfiConverterTypeValueKind_lower(kind),
        FfiConverterString.lower(value),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_sensitive(handle, $0) }
    }

    /**
     * Takes a value that is valid, in its canonical form.
     *
     * - Throws: Codes 5701 to 5712 that say what is wrong with it.
     */
    public static func validated(kind: ValueKind, value: String) throws -> Sensitive  {
    return try  FfiConverterTypeSensitive_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_sensitive_validated(
        FfiConverterTypeValueKind_lower(kind),
        FfiConverterString.lower(value),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The kind of the value.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func kind() throws -> ValueKind  {
    return try  FfiConverterTypeValueKind_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_kind(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The value's mask.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func masked() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_masked(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The whole value, on a ground that reaches name, account, card number, credit code and amount.
     *
     * - Throws: Code 5751 for any other kind.
     */
    public func reveal(ground: RevealGround) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_reveal(
            self.uniffiCloneHandle(),
        FfiConverterTypeRevealGround_lower(ground),uniffiCallStatus
    )
})
}

    /**
     * The whole value of any kind, because the user has just proved again who they are. The proof
     * is used up.
     *
     * - Throws: Code 5752 if the proof is older than 60 seconds.
     */
    public func revealTo(proof: IdentityProof) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_reveal_to(
            self.uniffiCloneHandle(),
        FfiConverterTypeIdentityProof_lower(proof),uniffiCallStatus
    )
})
}

    /**
     * What a screen may show: after login the mask; before login the masks of name and mobile
     * number, and nothing of other kinds.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func shown(stage: Stage) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_sensitive_shown(
            self.uniffiCloneHandle(),
        FfiConverterTypeStage_lower(stage),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSensitive: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Sensitive

    public static func lift(_ handle: UInt64) throws -> Sensitive {
        return Sensitive(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Sensitive) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Sensitive {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Sensitive, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSensitive_lift(_ handle: UInt64) throws -> Sensitive {
    return try FfiConverterTypeSensitive.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSensitive_lower(_ value: Sensitive) -> UInt64 {
    return FfiConverterTypeSensitive.lower(value)
}

/**
 * The bank's server as the app sees it before there is a session.
 */
public protocol ServerProtocol: AnyObject, Sendable {

    /**
     * Begins a login: asks for the challenge that it answers.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    func beginLogin(device: Device) throws -> PendingLogin

    /**
     * Asks for the challenge that an enrolment answers.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    func challenge() throws -> PendingOffer

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The request for the key bundle.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func keysRequest() throws -> HttpRequest

    /**
     * Takes the answer to `keys_request`. `now` is the device's clock in seconds since 1970.
     *
     * - Throws: Codes 5102 to 5104 and 5406; the bundle in use then stays.
     */
    func loadKeys(status: UInt16, headers: [HttpHeader], body: Data, now: UInt64) throws

}
/**
 * The bank's server as the app sees it before there is a session.
 */
public final class Server: ServerProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_server(self.handle, $0) }
    }
    /**
     * `authority` is the host and, unless it is the default, the port, as in the Host field.
     *
     * - Throws: Code 7001 if the trust is closed.
     */
    public convenience init(authority: String, trust: Trust) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_server_new(
        FfiConverterString.lower(authority),
        FfiConverterTypeTrust_lower(trust),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_server(handle, $0) }
    }

    /**
     * Begins a login: asks for the challenge that it answers.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    public func beginLogin(device: Device) throws -> PendingLogin  {
    return try  FfiConverterTypePendingLogin_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_server_begin_login(
            self.uniffiCloneHandle(),
        FfiConverterTypeDevice_lower(device),uniffiCallStatus
    )
})
}

    /**
     * Asks for the challenge that an enrolment answers.
     *
     * - Throws: Code 5001 if the random source fails.
     */
    public func challenge() throws -> PendingOffer  {
    return try  FfiConverterTypePendingOffer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_server_challenge(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_server_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The request for the key bundle.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func keysRequest() throws -> HttpRequest  {
    return try  FfiConverterTypeHttpRequest_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_server_keys_request(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Takes the answer to `keys_request`. `now` is the device's clock in seconds since 1970.
     *
     * - Throws: Codes 5102 to 5104 and 5406; the bundle in use then stays.
     */
    public func loadKeys(status: UInt16, headers: [HttpHeader], body: Data, now: UInt64) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(body) { bodyFb in
    uniffi_yufu_ffi_fn_method_server_load_keys(
            self.uniffiCloneHandle(),
        FfiConverterUInt16.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        bodyFb,
        FfiConverterUInt64.lower(now),uniffiCallStatus
    )
        }
}
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeServer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Server

    public static func lift(_ handle: UInt64) throws -> Server {
        return Server(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Server) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Server {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Server, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeServer_lift(_ handle: UInt64) throws -> Server {
    return try FfiConverterTypeServer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeServer_lower(_ value: Server) -> UInt64 {
    return FfiConverterTypeServer.lower(value)
}

/**
 * A login that the server confirmed.
 */
public protocol SessionProtocol: AnyObject, Sendable {

    /**
     * The customer's accounts. Show them masked.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func accounts() throws -> [String]

    /**
     * Begins the change of the PIN or the login password.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign.
     */
    func beginSecretChange(kind: SecretKind) throws -> PendingSecretChange

    /**
     * Asks the server to permit a transaction once: the one that the user saw and confirmed.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign.
     */
    func beginTransfer(transaction: Transaction) throws -> PendingTransfer

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * Tells that the app left the foreground.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func enterBackground() throws -> SessionState

    /**
     * Tells that the app came back. Unless the result is active, the user must log in again.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func enterForeground() throws -> SessionState

    /**
     * The login before this one, in seconds since 1970, to be shown to the user.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func lastLogin() throws -> UInt64?

    /**
     * Locks at once: on a finding, at the user's wish, when the screen is captured.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func lock() throws

    /**
     * Logs out. Nothing more is signed from here on, whatever becomes of the request; a locked
     * session can log out, too.
     *
     * - Throws: Code 5303 if the session has ended before.
     */
    func logout() throws -> PendingLogout

    /**
     * Whether the login password has to be replaced, which `begin_secret_change` does. The login
     * stands.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func mustChangePassword() throws -> Bool

    /**
     * Whether the first PIN has to be changed before anything else.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func mustChangePin() throws -> Bool

    /**
     * Asks what became of an order: the way out when the answer to a transfer was lost.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign; 2001 to 2899 if this is no order number.
     */
    func order(order: String) throws -> PendingReceipt

    /**
     * The server's time now, in seconds since 1970.
     *
     * - Throws: Code 5002 if the monotonic clock went backwards.
     */
    func serverTime() throws -> UInt64

    /**
     * What the session allows now.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func state() throws -> SessionState

    /**
     * Tells that the user did something; the idle time starts again unless it is over.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func touch() throws -> SessionState

}
/**
 * A login that the server confirmed.
 */
public final class Session: SessionProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_session(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_session(handle, $0) }
    }

    /**
     * The customer's accounts. Show them masked.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func accounts() throws -> [String]  {
    return try  FfiConverterSequenceString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_accounts(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Begins the change of the PIN or the login password.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign.
     */
    public func beginSecretChange(kind: SecretKind) throws -> PendingSecretChange  {
    return try  FfiConverterTypePendingSecretChange_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_begin_secret_change(
            self.uniffiCloneHandle(),
        FfiConverterTypeSecretKind_lower(kind),uniffiCallStatus
    )
})
}

    /**
     * Asks the server to permit a transaction once: the one that the user saw and confirmed.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign.
     */
    public func beginTransfer(transaction: Transaction) throws -> PendingTransfer  {
    return try  FfiConverterTypePendingTransfer_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_begin_transfer(
            self.uniffiCloneHandle(),
        FfiConverterTypeTransaction_lower(transaction),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Tells that the app left the foreground.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func enterBackground() throws -> SessionState  {
    return try  FfiConverterTypeSessionState_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_enter_background(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Tells that the app came back. Unless the result is active, the user must log in again.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func enterForeground() throws -> SessionState  {
    return try  FfiConverterTypeSessionState_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_enter_foreground(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * The login before this one, in seconds since 1970, to be shown to the user.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func lastLogin() throws -> UInt64?  {
    return try  FfiConverterOptionUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_last_login(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Locks at once: on a finding, at the user's wish, when the screen is captured.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func lock() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_lock(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * Logs out. Nothing more is signed from here on, whatever becomes of the request; a locked
     * session can log out, too.
     *
     * - Throws: Code 5303 if the session has ended before.
     */
    public func logout() throws -> PendingLogout  {
    return try  FfiConverterTypePendingLogout_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_logout(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Whether the login password has to be replaced, which `begin_secret_change` does. The login
     * stands.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func mustChangePassword() throws -> Bool  {
    return try  FfiConverterBool.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_must_change_password(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Whether the first PIN has to be changed before anything else.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func mustChangePin() throws -> Bool  {
    return try  FfiConverterBool.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_must_change_pin(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Asks what became of an order: the way out when the answer to a transfer was lost.
     *
     * - Throws: Codes 5301 to 5304 if the session can't sign; 2001 to 2899 if this is no order number.
     */
    public func order(order: String) throws -> PendingReceipt  {
    return try  FfiConverterTypePendingReceipt_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_order(
            self.uniffiCloneHandle(),
        FfiConverterString.lower(order),uniffiCallStatus
    )
})
}

    /**
     * The server's time now, in seconds since 1970.
     *
     * - Throws: Code 5002 if the monotonic clock went backwards.
     */
    public func serverTime() throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_server_time(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * What the session allows now.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func state() throws -> SessionState  {
    return try  FfiConverterTypeSessionState_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_state(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Tells that the user did something; the idle time starts again unless it is over.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func touch() throws -> SessionState  {
    return try  FfiConverterTypeSessionState_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_session_touch(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSession: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Session

    public static func lift(_ handle: UInt64) throws -> Session {
        return Session(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Session) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Session {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Session, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSession_lift(_ handle: UInt64) throws -> Session {
    return try FfiConverterTypeSession.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSession_lower(_ value: Session) -> UInt64 {
    return FfiConverterTypeSession.lower(value)
}

/**
 * The key fields of one transaction. Prints nothing of them.
 */
public protocol TransactionProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The digest that report, PIN and request are bound to, 32 bytes: what the confirmation page
     * keeps for `submit`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func digest() throws -> Data

}
/**
 * The key fields of one transaction. Prints nothing of them.
 */
public final class Transaction: TransactionProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_transaction(self.handle, $0) }
    }
    /**
     * Checks and joins the key fields. `order` is the order number, also the idempotency key;
     * `payer` is an account of the session; `remark` is the payer's note, if there is one.
     *
     * - Throws: Codes 2001 to 2899 that name the field which is not valid.
     */
    public convenience init(kind: TransactionKind, order: String, payer: String, payeeAccount: String, payeeName: String, amount: Amount, remark: String? = nil) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_constructor_transaction_new(
        FfiConverterTypeTransactionKind_lower(kind),
        FfiConverterString.lower(order),
        FfiConverterString.lower(payer),
        FfiConverterString.lower(payeeAccount),
        FfiConverterString.lower(payeeName),
        FfiConverterTypeAmount_lower(amount),
        FfiConverterOptionString.lower(remark),uniffiCallStatus
    )
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_transaction(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transaction_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The digest that report, PIN and request are bound to, 32 bytes: what the confirmation page
     * keeps for `submit`.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func digest() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transaction_digest(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeTransaction: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Transaction

    public static func lift(_ handle: UInt64) throws -> Transaction {
        return Transaction(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Transaction) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Transaction {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Transaction, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransaction_lift(_ handle: UInt64) throws -> Transaction {
    return try FfiConverterTypeTransaction.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransaction_lower(_ value: Transaction) -> UInt64 {
    return FfiConverterTypeTransaction.lower(value)
}

/**
 * A transfer that the server permits once, waiting for the user's PIN. Closing it at any point
 * leaves nothing behind.
 */
public protocol TransferProtocol: AnyObject, Sendable {

    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func challenge() throws -> Data

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * The digest of the key fields, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func digest() throws -> Data

    /**
     * Whether this is the transaction of that digest, 32 bytes.
     *
     * - Throws: Code 7003 if the digest has another length.
     */
    func isOf(digest: Data) throws -> Bool

    /**
     * Opens the field for the PIN. The keypad is used up; opening again drops the earlier input.
     *
     * - Throws: Code 5502 if the permission has expired; 5301 to 5304 if the session is not active; 5101,
     * 5103 or 5105 without a server key.
     */
    func openInput(keypad: Keypad) throws -> SecureInput

    /**
     * What the server requires.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func requiredFactors() throws -> [Factor]

    /**
     * Signs a report on this transfer and seals it to the server.
     *
     * - Throws: As `open_input`.
     */
    func sealReport(report: Report, app: AppInfo) throws -> SealedReport

    /**
     * Signs the transfer. `confirmed` is the digest of what the confirmation page showed, 32 bytes.
     * This object, the PIN and the report are used up, also by an error; nothing was sent then.
     *
     * - Throws: Code 5501 if something else was confirmed, 5503 if a required factor is missing, 5502 if the
     * permission has expired, 5301 to 5304 if the session can't sign, 7003 for a digest of another
     * length.
     */
    func submit(confirmed: Data, pin: SealedInput?, report: SealedReport?) throws -> PendingReceipt

}
/**
 * A transfer that the server permits once, waiting for the user's PIN. Closing it at any point
 * leaves nothing behind.
 */
public final class Transfer: TransferProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_transfer(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_transfer(handle, $0) }
    }

    /**
     * The challenge that the report has to answer, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func challenge() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_challenge(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * The digest of the key fields, 32 bytes.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func digest() throws -> Data  {
    return try  FfiConverterData.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_digest(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Whether this is the transaction of that digest, 32 bytes.
     *
     * - Throws: Code 7003 if the digest has another length.
     */
    public func isOf(digest: Data) throws -> Bool  {
    return try  FfiConverterBool.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(digest) { digestFb in
    uniffi_yufu_ffi_fn_method_transfer_is_of(
            self.uniffiCloneHandle(),
        digestFb,uniffiCallStatus
    )
        }
})
}

    /**
     * Opens the field for the PIN. The keypad is used up; opening again drops the earlier input.
     *
     * - Throws: Code 5502 if the permission has expired; 5301 to 5304 if the session is not active; 5101,
     * 5103 or 5105 without a server key.
     */
    public func openInput(keypad: Keypad) throws -> SecureInput  {
    return try  FfiConverterTypeSecureInput_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_open_input(
            self.uniffiCloneHandle(),
        FfiConverterTypeKeypad_lower(keypad),uniffiCallStatus
    )
})
}

    /**
     * What the server requires.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func requiredFactors() throws -> [Factor]  {
    return try  FfiConverterSequenceTypeFactor.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_required_factors(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Signs a report on this transfer and seals it to the server.
     *
     * - Throws: As `open_input`.
     */
    public func sealReport(report: Report, app: AppInfo) throws -> SealedReport  {
    return try  FfiConverterTypeSealedReport_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_transfer_seal_report(
            self.uniffiCloneHandle(),
        FfiConverterTypeReport_lower(report),
        FfiConverterTypeAppInfo_lower(app),uniffiCallStatus
    )
})
}

    /**
     * Signs the transfer. `confirmed` is the digest of what the confirmation page showed, 32 bytes.
     * This object, the PIN and the report are used up, also by an error; nothing was sent then.
     *
     * - Throws: Code 5501 if something else was confirmed, 5503 if a required factor is missing, 5502 if the
     * permission has expired, 5301 to 5304 if the session can't sign, 7003 for a digest of another
     * length.
     */
    public func submit(confirmed: Data, pin: SealedInput? = nil, report: SealedReport? = nil) throws -> PendingReceipt  {
    return try  FfiConverterTypePendingReceipt_lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(confirmed) { confirmedFb in
    uniffi_yufu_ffi_fn_method_transfer_submit(
            self.uniffiCloneHandle(),
        confirmedFb,
        FfiConverterOptionTypeSealedInput.lower(pin),
        FfiConverterOptionTypeSealedReport.lower(report),uniffiCallStatus
    )
        }
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeTransfer: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Transfer

    public static func lift(_ handle: UInt64) throws -> Transfer {
        return Transfer(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Transfer) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Transfer {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Transfer, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransfer_lift(_ handle: UInt64) throws -> Transfer {
    return try FfiConverterTypeTransfer.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransfer_lower(_ value: Transfer) -> UInt64 {
    return FfiConverterTypeTransfer.lower(value)
}

/**
 * What the app believes about the bank's servers: the root key that is compiled in, and the
 * bundle of keys that it signed. One for the whole process.
 */
public protocol TrustProtocol: AnyObject, Sendable {

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    func close() throws

    /**
     * When the bundle in use ends, in seconds since 1970; fetch the next one before.
     *
     * - Throws: Code 5101 if none is loaded.
     */
    func expiresAt() throws -> UInt64

    /**
     * Takes a bundle of server keys. `now` is the device's clock in seconds since 1970.
     *
     * - Throws: Codes 5102 to 5104; the bundle in use then stays.
     */
    func load(bundle: String, now: UInt64) throws

    /**
     * The sequence number below which bundles are refused, for the host to keep.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    func sequence() throws -> UInt64

}
/**
 * What the app believes about the bank's servers: the root key that is compiled in, and the
 * bundle of keys that it signed. One for the whole process.
 */
public final class Trust: TrustProtocol, @unchecked Sendable {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_yufu_ffi_fn_clone_trust(self.handle, $0) }
    }
    /**
     * Trusts what `root` signs, and nothing yet.
     *
     * `root` is the SubjectPublicKeyInfo of the bank's SM2 root key in DER. `minimum_sequence` is
     * what `sequence` gave in an earlier run and the host has kept, at first 0: older bundles are
     * refused.
     *
     * - Throws: Code 1001 to 1005 if `root` is no SM2 public key.
     */
    public convenience init(root: Data, minimumSequence: UInt64) throws  {
    let handle =
        try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
        FfiConverterByRefBytes.lower(root) { rootFb in
    uniffi_yufu_ffi_fn_constructor_trust_new(
        rootFb,
        FfiConverterUInt64.lower(minimumSequence),uniffiCallStatus
    )
        }
}
    self.init(unsafeFromHandle: handle)
}

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_yufu_ffi_fn_free_trust(handle, $0) }
    }

    /**
     * Frees what this object holds and wipes its secrets. Closing twice is no error.
     *
     * - Throws: None but code 7002.
     */
    public func close() throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_trust_close(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}

    /**
     * When the bundle in use ends, in seconds since 1970; fetch the next one before.
     *
     * - Throws: Code 5101 if none is loaded.
     */
    public func expiresAt() throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_trust_expires_at(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

    /**
     * Takes a bundle of server keys. `now` is the device's clock in seconds since 1970.
     *
     * - Throws: Codes 5102 to 5104; the bundle in use then stays.
     */
    public func load(bundle: String, now: UInt64) throws   {try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_trust_load(
            self.uniffiCloneHandle(),
        FfiConverterString.lower(bundle),
        FfiConverterUInt64.lower(now),uniffiCallStatus
    )
}
}

    /**
     * The sequence number below which bundles are refused, for the host to keep.
     *
     * - Throws: None but codes 7001 and 7002.
     */
    public func sequence() throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_method_trust_sequence(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}

}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeTrust: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Trust

    public static func lift(_ handle: UInt64) throws -> Trust {
        return Trust(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Trust) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Trust {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Trust, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTrust_lift(_ handle: UInt64) throws -> Trust {
    return try FfiConverterTypeTrust.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTrust_lower(_ value: Trust) -> UInt64 {
    return FfiConverterTypeTrust.lower(value)
}

/**
 * A positive sum.
 */
public struct Amount: Equatable, Hashable {
    /**
     * Minor units: fen for CNY, yen for JPY.
     */
    public var minor: UInt64
    /**
     * The currency's three letters by ISO 4217.
     */
    public var currency: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Minor units: fen for CNY, yen for JPY.
         */
        minor: UInt64,
        /**
         * The currency's three letters by ISO 4217.
         */
        currency: String) {
        self.minor = minor
        self.currency = currency
    }

}

#if compiler(>=6)
extension Amount: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeAmount: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Amount {
        return
            try Amount(
                minor: FfiConverterUInt64.read(from: &buf),
                currency: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: Amount, into buf: inout [UInt8]) {
        FfiConverterUInt64.write(value.minor, into: &buf)
        FfiConverterString.write(value.currency, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAmount_lift(_ buf: RustBuffer) throws -> Amount {
    return try FfiConverterTypeAmount.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAmount_lower(_ value: Amount) -> RustBuffer {
    return FfiConverterTypeAmount.lower(value)
}

/**
 * A success whose signature verified.
 */
public struct Answer: Equatable, Hashable {
    /**
     * The HTTP status, 200 to 299.
     */
    public var status: UInt16
    /**
     * The content, byte for byte.
     */
    public var body: Data
    /**
     * When the server signed it, in seconds since 1970.
     */
    public var created: UInt64

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The HTTP status, 200 to 299.
         */
        status: UInt16,
        /**
         * The content, byte for byte.
         */
        body: Data,
        /**
         * When the server signed it, in seconds since 1970.
         */
        created: UInt64) {
        self.status = status
        self.body = body
        self.created = created
    }

}

#if compiler(>=6)
extension Answer: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeAnswer: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Answer {
        return
            try Answer(
                status: FfiConverterUInt16.read(from: &buf),
                body: FfiConverterData.read(from: &buf),
                created: FfiConverterUInt64.read(from: &buf)
        )
    }

    public static func write(_ value: Answer, into buf: inout [UInt8]) {
        FfiConverterUInt16.write(value.status, into: &buf)
        FfiConverterData.write(value.body, into: &buf)
        FfiConverterUInt64.write(value.created, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAnswer_lift(_ buf: RustBuffer) throws -> Answer {
    return try FfiConverterTypeAnswer.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAnswer_lower(_ value: Answer) -> RustBuffer {
    return FfiConverterTypeAnswer.lower(value)
}

/**
 * The app that hosts the SDK, as each report names it.
 */
public struct AppInfo: Equatable, Hashable {
    /**
     * Package name or bundle id, 1 to 64 ASCII characters.
     */
    public var id: String
    /**
     * Version, 1 to 64 ASCII characters.
     */
    public var version: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Package name or bundle id, 1 to 64 ASCII characters.
         */
        id: String,
        /**
         * Version, 1 to 64 ASCII characters.
         */
        version: String) {
        self.id = id
        self.version = version
    }

}

#if compiler(>=6)
extension AppInfo: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeAppInfo: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> AppInfo {
        return
            try AppInfo(
                id: FfiConverterString.read(from: &buf),
                version: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: AppInfo, into buf: inout [UInt8]) {
        FfiConverterString.write(value.id, into: &buf)
        FfiConverterString.write(value.version, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAppInfo_lift(_ buf: RustBuffer) throws -> AppInfo {
    return try FfiConverterTypeAppInfo.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAppInfo_lower(_ value: AppInfo) -> RustBuffer {
    return FfiConverterTypeAppInfo.lower(value)
}

/**
 * Sizes and colours. Sizes are in density-independent pixels (points on iOS), the label's in scaled
 * pixels; a colour is 0xRRGGBB.
 */
public struct Appearance: Equatable, Hashable {
    /**
     * Height of a cell.
     */
    public var cellHeight: UInt16
    /**
     * Space between two cells, part of neither.
     */
    public var gap: UInt16
    /**
     * Size of a label.
     */
    public var labelSize: UInt16
    /**
     * Width of a cell's border.
     */
    public var borderWidth: UInt16
    /**
     * Colour behind the cells.
     */
    public var background: UInt32
    /**
     * Colour of a key.
     */
    public var key: UInt32
    /**
     * Colour of a key's label.
     */
    public var keyLabel: UInt32
    /**
     * Colour of a cell that is not a key.
     */
    public var control: UInt32
    /**
     * Colour of the sign on a cell that is not a key.
     */
    public var controlLabel: UInt32
    /**
     * Colour of every border.
     */
    public var border: UInt32

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Height of a cell.
         */
        cellHeight: UInt16,
        /**
         * Space between two cells, part of neither.
         */
        gap: UInt16,
        /**
         * Size of a label.
         */
        labelSize: UInt16,
        /**
         * Width of a cell's border.
         */
        borderWidth: UInt16,
        /**
         * Colour behind the cells.
         */
        background: UInt32,
        /**
         * Colour of a key.
         */
        key: UInt32,
        /**
         * Colour of a key's label.
         */
        keyLabel: UInt32,
        /**
         * Colour of a cell that is not a key.
         */
        control: UInt32,
        /**
         * Colour of the sign on a cell that is not a key.
         */
        controlLabel: UInt32,
        /**
         * Colour of every border.
         */
        border: UInt32) {
        self.cellHeight = cellHeight
        self.gap = gap
        self.labelSize = labelSize
        self.borderWidth = borderWidth
        self.background = background
        self.key = key
        self.keyLabel = keyLabel
        self.control = control
        self.controlLabel = controlLabel
        self.border = border
    }

}

#if compiler(>=6)
extension Appearance: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeAppearance: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Appearance {
        return
            try Appearance(
                cellHeight: FfiConverterUInt16.read(from: &buf),
                gap: FfiConverterUInt16.read(from: &buf),
                labelSize: FfiConverterUInt16.read(from: &buf),
                borderWidth: FfiConverterUInt16.read(from: &buf),
                background: FfiConverterUInt32.read(from: &buf),
                key: FfiConverterUInt32.read(from: &buf),
                keyLabel: FfiConverterUInt32.read(from: &buf),
                control: FfiConverterUInt32.read(from: &buf),
                controlLabel: FfiConverterUInt32.read(from: &buf),
                border: FfiConverterUInt32.read(from: &buf)
        )
    }

    public static func write(_ value: Appearance, into buf: inout [UInt8]) {
        FfiConverterUInt16.write(value.cellHeight, into: &buf)
        FfiConverterUInt16.write(value.gap, into: &buf)
        FfiConverterUInt16.write(value.labelSize, into: &buf)
        FfiConverterUInt16.write(value.borderWidth, into: &buf)
        FfiConverterUInt32.write(value.background, into: &buf)
        FfiConverterUInt32.write(value.key, into: &buf)
        FfiConverterUInt32.write(value.keyLabel, into: &buf)
        FfiConverterUInt32.write(value.control, into: &buf)
        FfiConverterUInt32.write(value.controlLabel, into: &buf)
        FfiConverterUInt32.write(value.border, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAppearance_lift(_ buf: RustBuffer) throws -> Appearance {
    return try FfiConverterTypeAppearance.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAppearance_lower(_ value: Appearance) -> RustBuffer {
    return FfiConverterTypeAppearance.lower(value)
}

/**
 * The names that a pack asks the host for. The host looks for these and for no others.
 */
public struct Asks: Equatable, Hashable {
    /**
     * Packages (Android), for the fact `Packages`.
     */
    public var packages: [String]
    /**
     * Java classes (Android), for the fact `Classes`.
     */
    public var classes: [String]
    /**
     * URL schemes (iOS), for the fact `UrlSchemes`.
     */
    public var urlSchemes: [String]

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Packages (Android), for the fact `Packages`.
         */
        packages: [String],
        /**
         * Java classes (Android), for the fact `Classes`.
         */
        classes: [String],
        /**
         * URL schemes (iOS), for the fact `UrlSchemes`.
         */
        urlSchemes: [String]) {
        self.packages = packages
        self.classes = classes
        self.urlSchemes = urlSchemes
    }

}

#if compiler(>=6)
extension Asks: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeAsks: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Asks {
        return
            try Asks(
                packages: FfiConverterSequenceString.read(from: &buf),
                classes: FfiConverterSequenceString.read(from: &buf),
                urlSchemes: FfiConverterSequenceString.read(from: &buf)
        )
    }

    public static func write(_ value: Asks, into buf: inout [UInt8]) {
        FfiConverterSequenceString.write(value.packages, into: &buf)
        FfiConverterSequenceString.write(value.classes, into: &buf)
        FfiConverterSequenceString.write(value.urlSchemes, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAsks_lift(_ buf: RustBuffer) throws -> Asks {
    return try FfiConverterTypeAsks.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeAsks_lower(_ value: Asks) -> RustBuffer {
    return FfiConverterTypeAsks.lower(value)
}

/**
 * The score of one category of threats.
 */
public struct CategoryScore: Equatable, Hashable {
    /**
     * The category, as in the findings.
     */
    public var category: String
    /**
     * 0 for nothing detected, to 100.
     */
    public var score: UInt8

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The category, as in the findings.
         */
        category: String,
        /**
         * 0 for nothing detected, to 100.
         */
        score: UInt8) {
        self.category = category
        self.score = score
    }

}

#if compiler(>=6)
extension CategoryScore: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeCategoryScore: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> CategoryScore {
        return
            try CategoryScore(
                category: FfiConverterString.read(from: &buf),
                score: FfiConverterUInt8.read(from: &buf)
        )
    }

    public static func write(_ value: CategoryScore, into buf: inout [UInt8]) {
        FfiConverterString.write(value.category, into: &buf)
        FfiConverterUInt8.write(value.score, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCategoryScore_lift(_ buf: RustBuffer) throws -> CategoryScore {
    return try FfiConverterTypeCategoryScore.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCategoryScore_lower(_ value: CategoryScore) -> RustBuffer {
    return FfiConverterTypeCategoryScore.lower(value)
}

/**
 * A rectangle to draw and to touch.
 */
public struct Cell: Equatable, Hashable {
    /**
     * What it is for.
     */
    public var kind: CellKind
    /**
     * Row, from 0 at the top.
     */
    public var row: UInt8
    /**
     * Left edge, in units of which `columns` fill the width.
     */
    public var column: UInt8
    /**
     * Width in the same units.
     */
    public var span: UInt8

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * What it is for.
         */
        kind: CellKind,
        /**
         * Row, from 0 at the top.
         */
        row: UInt8,
        /**
         * Left edge, in units of which `columns` fill the width.
         */
        column: UInt8,
        /**
         * Width in the same units.
         */
        span: UInt8) {
        self.kind = kind
        self.row = row
        self.column = column
        self.span = span
    }

}

#if compiler(>=6)
extension Cell: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeCell: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Cell {
        return
            try Cell(
                kind: FfiConverterTypeCellKind.read(from: &buf),
                row: FfiConverterUInt8.read(from: &buf),
                column: FfiConverterUInt8.read(from: &buf),
                span: FfiConverterUInt8.read(from: &buf)
        )
    }

    public static func write(_ value: Cell, into buf: inout [UInt8]) {
        FfiConverterTypeCellKind.write(value.kind, into: &buf)
        FfiConverterUInt8.write(value.row, into: &buf)
        FfiConverterUInt8.write(value.column, into: &buf)
        FfiConverterUInt8.write(value.span, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCell_lift(_ buf: RustBuffer) throws -> Cell {
    return try FfiConverterTypeCell.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCell_lower(_ value: Cell) -> RustBuffer {
    return FfiConverterTypeCell.lower(value)
}

/**
 * What the server made of a new secret.
 */
public struct ChangeResult: Equatable, Hashable {
    /**
     * Whether the new secret is in force.
     */
    public var changed: Bool
    /**
     * Names of the rules that it broke; empty when changed.
     */
    public var findings: [String]

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Whether the new secret is in force.
         */
        changed: Bool,
        /**
         * Names of the rules that it broke; empty when changed.
         */
        findings: [String]) {
        self.changed = changed
        self.findings = findings
    }

}

#if compiler(>=6)
extension ChangeResult: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeChangeResult: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> ChangeResult {
        return
            try ChangeResult(
                changed: FfiConverterBool.read(from: &buf),
                findings: FfiConverterSequenceString.read(from: &buf)
        )
    }

    public static func write(_ value: ChangeResult, into buf: inout [UInt8]) {
        FfiConverterBool.write(value.changed, into: &buf)
        FfiConverterSequenceString.write(value.findings, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeChangeResult_lift(_ buf: RustBuffer) throws -> ChangeResult {
    return try FfiConverterTypeChangeResult.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeChangeResult_lower(_ value: ChangeResult) -> RustBuffer {
    return FfiConverterTypeChangeResult.lower(value)
}

/**
 * What a host needs to know about an error. It holds no input, key or account number.
 */
public struct ErrorDetail: Equatable, Hashable {
    /**
     * The stable code, as docs/errors.md lists it.
     */
    public var code: UInt16
    /**
     * What happened, in English, for logs.
     */
    public var message: String
    /**
     * What the user or the app should do next, in English.
     */
    public var advice: String
    /**
     * The same in Chinese.
     */
    public var adviceZh: String
    /**
     * Names the case at the bank, if the server refused.
     */
    public var correlation: String?

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The stable code, as docs/errors.md lists it.
         */
        code: UInt16,
        /**
         * What happened, in English, for logs.
         */
        message: String,
        /**
         * What the user or the app should do next, in English.
         */
        advice: String,
        /**
         * The same in Chinese.
         */
        adviceZh: String,
        /**
         * Names the case at the bank, if the server refused.
         */
        correlation: String? = nil) {
        self.code = code
        self.message = message
        self.advice = advice
        self.adviceZh = adviceZh
        self.correlation = correlation
    }

}

#if compiler(>=6)
extension ErrorDetail: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeErrorDetail: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> ErrorDetail {
        return
            try ErrorDetail(
                code: FfiConverterUInt16.read(from: &buf),
                message: FfiConverterString.read(from: &buf),
                advice: FfiConverterString.read(from: &buf),
                adviceZh: FfiConverterString.read(from: &buf),
                correlation: FfiConverterOptionString.read(from: &buf)
        )
    }

    public static func write(_ value: ErrorDetail, into buf: inout [UInt8]) {
        FfiConverterUInt16.write(value.code, into: &buf)
        FfiConverterString.write(value.message, into: &buf)
        FfiConverterString.write(value.advice, into: &buf)
        FfiConverterString.write(value.adviceZh, into: &buf)
        FfiConverterOptionString.write(value.correlation, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeErrorDetail_lift(_ buf: RustBuffer) throws -> ErrorDetail {
    return try FfiConverterTypeErrorDetail.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeErrorDetail_lower(_ value: ErrorDetail) -> RustBuffer {
    return FfiConverterTypeErrorDetail.lower(value)
}

/**
 * What an app expects of itself. An empty list says nothing.
 */
public struct Expected: Equatable, Hashable {
    /**
     * SM3 of the signing certificates, in DER, that the bank signs its app with, in lower-case hex.
     */
    public var signers: [String]
    /**
     * Package names of the app stores that the bank ships through.
     */
    public var installers: [String]

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * SM3 of the signing certificates, in DER, that the bank signs its app with, in lower-case hex.
         */
        signers: [String],
        /**
         * Package names of the app stores that the bank ships through.
         */
        installers: [String]) {
        self.signers = signers
        self.installers = installers
    }

}

#if compiler(>=6)
extension Expected: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeExpected: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Expected {
        return
            try Expected(
                signers: FfiConverterSequenceString.read(from: &buf),
                installers: FfiConverterSequenceString.read(from: &buf)
        )
    }

    public static func write(_ value: Expected, into buf: inout [UInt8]) {
        FfiConverterSequenceString.write(value.signers, into: &buf)
        FfiConverterSequenceString.write(value.installers, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeExpected_lift(_ buf: RustBuffer) throws -> Expected {
    return try FfiConverterTypeExpected.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeExpected_lower(_ value: Expected) -> RustBuffer {
    return FfiConverterTypeExpected.lower(value)
}

/**
 * What one check found.
 */
public struct Finding: Equatable, Hashable {
    /**
     * The check's stable name.
     */
    public var code: String
    /**
     * What kind of thing it looks for.
     */
    public var category: String
    /**
     * How grave it is where detected.
     */
    public var severity: Severity
    /**
     * How sure the check is where detected.
     */
    public var confidence: Confidence
    /**
     * What came out.
     */
    public var state: FindingState
    /**
     * Who looked.
     */
    public var layer: Layer
    /**
     * What it means, in English.
     */
    public var title: String
    /**
     * What it means, in Chinese.
     */
    public var titleZh: String
    /**
     * How long the check took, in microseconds.
     */
    public var micros: UInt32

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The check's stable name.
         */
        code: String,
        /**
         * What kind of thing it looks for.
         */
        category: String,
        /**
         * How grave it is where detected.
         */
        severity: Severity,
        /**
         * How sure the check is where detected.
         */
        confidence: Confidence,
        /**
         * What came out.
         */
        state: FindingState,
        /**
         * Who looked.
         */
        layer: Layer,
        /**
         * What it means, in English.
         */
        title: String,
        /**
         * What it means, in Chinese.
         */
        titleZh: String,
        /**
         * How long the check took, in microseconds.
         */
        micros: UInt32) {
        self.code = code
        self.category = category
        self.severity = severity
        self.confidence = confidence
        self.state = state
        self.layer = layer
        self.title = title
        self.titleZh = titleZh
        self.micros = micros
    }

}

#if compiler(>=6)
extension Finding: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeFinding: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Finding {
        return
            try Finding(
                code: FfiConverterString.read(from: &buf),
                category: FfiConverterString.read(from: &buf),
                severity: FfiConverterTypeSeverity.read(from: &buf),
                confidence: FfiConverterTypeConfidence.read(from: &buf),
                state: FfiConverterTypeFindingState.read(from: &buf),
                layer: FfiConverterTypeLayer.read(from: &buf),
                title: FfiConverterString.read(from: &buf),
                titleZh: FfiConverterString.read(from: &buf),
                micros: FfiConverterUInt32.read(from: &buf)
        )
    }

    public static func write(_ value: Finding, into buf: inout [UInt8]) {
        FfiConverterString.write(value.code, into: &buf)
        FfiConverterString.write(value.category, into: &buf)
        FfiConverterTypeSeverity.write(value.severity, into: &buf)
        FfiConverterTypeConfidence.write(value.confidence, into: &buf)
        FfiConverterTypeFindingState.write(value.state, into: &buf)
        FfiConverterTypeLayer.write(value.layer, into: &buf)
        FfiConverterString.write(value.title, into: &buf)
        FfiConverterString.write(value.titleZh, into: &buf)
        FfiConverterUInt32.write(value.micros, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFinding_lift(_ buf: RustBuffer) throws -> Finding {
    return try FfiConverterTypeFinding.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFinding_lower(_ value: Finding) -> RustBuffer {
    return FfiConverterTypeFinding.lower(value)
}

/**
 * One header field.
 */
public struct HttpHeader: Equatable, Hashable {
    /**
     * The field's name; case does not matter.
     */
    public var name: String
    /**
     * The field's value, without line breaks.
     */
    public var value: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The field's name; case does not matter.
         */
        name: String,
        /**
         * The field's value, without line breaks.
         */
        value: String) {
        self.name = name
        self.value = value
    }

}

#if compiler(>=6)
extension HttpHeader: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeHttpHeader: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> HttpHeader {
        return
            try HttpHeader(
                name: FfiConverterString.read(from: &buf),
                value: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: HttpHeader, into buf: inout [UInt8]) {
        FfiConverterString.write(value.name, into: &buf)
        FfiConverterString.write(value.value, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpHeader_lift(_ buf: RustBuffer) throws -> HttpHeader {
    return try FfiConverterTypeHttpHeader.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpHeader_lower(_ value: HttpHeader) -> RustBuffer {
    return FfiConverterTypeHttpHeader.lower(value)
}

/**
 * A request to send unchanged: no header added that it has already, no compression, no redirect.
 */
public struct HttpRequest: Equatable, Hashable {
    /**
     * The method in upper case, such as POST.
     */
    public var method: String
    /**
     * Host and, unless it is the default, port.
     */
    public var authority: String
    /**
     * Path and, after a question mark, query, percent-encoded.
     */
    public var target: String
    /**
     * Header fields, in their order.
     */
    public var headers: [HttpHeader]
    /**
     * The content, byte for byte; empty if there is none.
     */
    public var body: Data

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The method in upper case, such as POST.
         */
        method: String,
        /**
         * Host and, unless it is the default, port.
         */
        authority: String,
        /**
         * Path and, after a question mark, query, percent-encoded.
         */
        target: String,
        /**
         * Header fields, in their order.
         */
        headers: [HttpHeader],
        /**
         * The content, byte for byte; empty if there is none.
         */
        body: Data) {
        self.method = method
        self.authority = authority
        self.target = target
        self.headers = headers
        self.body = body
    }

}

#if compiler(>=6)
extension HttpRequest: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeHttpRequest: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> HttpRequest {
        return
            try HttpRequest(
                method: FfiConverterString.read(from: &buf),
                authority: FfiConverterString.read(from: &buf),
                target: FfiConverterString.read(from: &buf),
                headers: FfiConverterSequenceTypeHttpHeader.read(from: &buf),
                body: FfiConverterData.read(from: &buf)
        )
    }

    public static func write(_ value: HttpRequest, into buf: inout [UInt8]) {
        FfiConverterString.write(value.method, into: &buf)
        FfiConverterString.write(value.authority, into: &buf)
        FfiConverterString.write(value.target, into: &buf)
        FfiConverterSequenceTypeHttpHeader.write(value.headers, into: &buf)
        FfiConverterData.write(value.body, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpRequest_lift(_ buf: RustBuffer) throws -> HttpRequest {
    return try FfiConverterTypeHttpRequest.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpRequest_lower(_ value: HttpRequest) -> RustBuffer {
    return FfiConverterTypeHttpRequest.lower(value)
}

/**
 * A link that a policy allowed.
 */
public struct Link: Equatable, Hashable {
    /**
     * The link as it was checked, byte for byte.
     */
    public var link: String
    /**
     * The scheme in small letters.
     */
    public var scheme: String
    /**
     * The host in small letters.
     */
    public var host: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The link as it was checked, byte for byte.
         */
        link: String,
        /**
         * The scheme in small letters.
         */
        scheme: String,
        /**
         * The host in small letters.
         */
        host: String) {
        self.link = link
        self.scheme = scheme
        self.host = host
    }

}

#if compiler(>=6)
extension Link: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLink: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Link {
        return
            try Link(
                link: FfiConverterString.read(from: &buf),
                scheme: FfiConverterString.read(from: &buf),
                host: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: Link, into buf: inout [UInt8]) {
        FfiConverterString.write(value.link, into: &buf)
        FfiConverterString.write(value.scheme, into: &buf)
        FfiConverterString.write(value.host, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLink_lift(_ buf: RustBuffer) throws -> Link {
    return try FfiConverterTypeLink.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLink_lower(_ value: Link) -> RustBuffer {
    return FfiConverterTypeLink.lower(value)
}

/**
 * A protection of secret memory that this process goes without.
 */
public struct MemoryWarning: Equatable, Hashable {
    /**
     * The stable code, 5901 to 5907.
     */
    public var code: UInt16
    /**
     * What the system did not grant, in English.
     */
    public var message: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The stable code, 5901 to 5907.
         */
        code: UInt16,
        /**
         * What the system did not grant, in English.
         */
        message: String) {
        self.code = code
        self.message = message
    }

}

#if compiler(>=6)
extension MemoryWarning: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeMemoryWarning: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> MemoryWarning {
        return
            try MemoryWarning(
                code: FfiConverterUInt16.read(from: &buf),
                message: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: MemoryWarning, into buf: inout [UInt8]) {
        FfiConverterUInt16.write(value.code, into: &buf)
        FfiConverterString.write(value.message, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeMemoryWarning_lift(_ buf: RustBuffer) throws -> MemoryWarning {
    return try FfiConverterTypeMemoryWarning.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeMemoryWarning_lower(_ value: MemoryWarning) -> RustBuffer {
    return FfiConverterTypeMemoryWarning.lower(value)
}

/**
 * What the server says became of an order, for display: masked values only.
 */
public struct Receipt: Equatable, Hashable {
    /**
     * The order number.
     */
    public var order: String
    /**
     * What became of it.
     */
    public var state: OrderState
    /**
     * The digest of the transaction that the server holds under this order, 32 bytes. After a lost
     * answer compare it with the one that was confirmed.
     */
    public var digest: Data
    /**
     * When it was decided, in seconds since 1970 of the server.
     */
    public var completedAt: UInt64
    /**
     * The account that was paid, masked.
     */
    public var payeeAccount: String
    /**
     * The name of the one who was paid, masked.
     */
    public var payeeName: String
    /**
     * The sum.
     */
    public var amount: Amount
    /**
     * The sum for display, as 100.00 CNY.
     */
    public var amountText: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The order number.
         */
        order: String,
        /**
         * What became of it.
         */
        state: OrderState,
        /**
         * The digest of the transaction that the server holds under this order, 32 bytes. After a lost
         * answer compare it with the one that was confirmed.
         */
        digest: Data,
        /**
         * When it was decided, in seconds since 1970 of the server.
         */
        completedAt: UInt64,
        /**
         * The account that was paid, masked.
         */
        payeeAccount: String,
        /**
         * The name of the one who was paid, masked.
         */
        payeeName: String,
        /**
         * The sum.
         */
        amount: Amount,
        /**
         * The sum for display, as 100.00 CNY.
         */
        amountText: String) {
        self.order = order
        self.state = state
        self.digest = digest
        self.completedAt = completedAt
        self.payeeAccount = payeeAccount
        self.payeeName = payeeName
        self.amount = amount
        self.amountText = amountText
    }

}

#if compiler(>=6)
extension Receipt: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeReceipt: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Receipt {
        return
            try Receipt(
                order: FfiConverterString.read(from: &buf),
                state: FfiConverterTypeOrderState.read(from: &buf),
                digest: FfiConverterData.read(from: &buf),
                completedAt: FfiConverterUInt64.read(from: &buf),
                payeeAccount: FfiConverterString.read(from: &buf),
                payeeName: FfiConverterString.read(from: &buf),
                amount: FfiConverterTypeAmount.read(from: &buf),
                amountText: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: Receipt, into buf: inout [UInt8]) {
        FfiConverterString.write(value.order, into: &buf)
        FfiConverterTypeOrderState.write(value.state, into: &buf)
        FfiConverterData.write(value.digest, into: &buf)
        FfiConverterUInt64.write(value.completedAt, into: &buf)
        FfiConverterString.write(value.payeeAccount, into: &buf)
        FfiConverterString.write(value.payeeName, into: &buf)
        FfiConverterTypeAmount.write(value.amount, into: &buf)
        FfiConverterString.write(value.amountText, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeReceipt_lift(_ buf: RustBuffer) throws -> Receipt {
    return try FfiConverterTypeReceipt.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeReceipt_lower(_ value: Receipt) -> RustBuffer {
    return FfiConverterTypeReceipt.lower(value)
}

/**
 * Everything of a request but its content.
 */
public struct RequestHead: Equatable, Hashable {
    /**
     * The method in upper case, such as GET.
     */
    public var method: String
    /**
     * Path and, after a question mark, query, percent-encoded as sent.
     */
    public var target: String
    /**
     * The media type of the content; absent if there is none.
     */
    public var mediaType: String?
    /**
     * The server's one-time permission, if the route asks for one.
     */
    public var submitToken: String?
    /**
     * Seconds for which the request is valid, 1 to 120; 60 if absent.
     */
    public var lifetimeSeconds: UInt32?

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The method in upper case, such as GET.
         */
        method: String,
        /**
         * Path and, after a question mark, query, percent-encoded as sent.
         */
        target: String,
        /**
         * The media type of the content; absent if there is none.
         */
        mediaType: String? = nil,
        /**
         * The server's one-time permission, if the route asks for one.
         */
        submitToken: String? = nil,
        /**
         * Seconds for which the request is valid, 1 to 120; 60 if absent.
         */
        lifetimeSeconds: UInt32? = nil) {
        self.method = method
        self.target = target
        self.mediaType = mediaType
        self.submitToken = submitToken
        self.lifetimeSeconds = lifetimeSeconds
    }

}

#if compiler(>=6)
extension RequestHead: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeRequestHead: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> RequestHead {
        return
            try RequestHead(
                method: FfiConverterString.read(from: &buf),
                target: FfiConverterString.read(from: &buf),
                mediaType: FfiConverterOptionString.read(from: &buf),
                submitToken: FfiConverterOptionString.read(from: &buf),
                lifetimeSeconds: FfiConverterOptionUInt32.read(from: &buf)
        )
    }

    public static func write(_ value: RequestHead, into buf: inout [UInt8]) {
        FfiConverterString.write(value.method, into: &buf)
        FfiConverterString.write(value.target, into: &buf)
        FfiConverterOptionString.write(value.mediaType, into: &buf)
        FfiConverterOptionString.write(value.submitToken, into: &buf)
        FfiConverterOptionUInt32.write(value.lifetimeSeconds, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRequestHead_lift(_ buf: RustBuffer) throws -> RequestHead {
    return try FfiConverterTypeRequestHead.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRequestHead_lower(_ value: RequestHead) -> RustBuffer {
    return FfiConverterTypeRequestHead.lower(value)
}

/**
 * Limits of a session.
 */
public struct SessionLimits: Equatable, Hashable {
    /**
     * Seconds without a `touch` after which the session locks; the server's own limit if absent or
     * longer.
     */
    public var idleSeconds: UInt32?
    /**
     * Seconds in the background after which the session locks, at most 300; 0 locks at once.
     */
    public var backgroundSeconds: UInt32

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * Seconds without a `touch` after which the session locks; the server's own limit if absent or
         * longer.
         */
        idleSeconds: UInt32? = nil,
        /**
         * Seconds in the background after which the session locks, at most 300; 0 locks at once.
         */
        backgroundSeconds: UInt32) {
        self.idleSeconds = idleSeconds
        self.backgroundSeconds = backgroundSeconds
    }

}

#if compiler(>=6)
extension SessionLimits: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSessionLimits: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SessionLimits {
        return
            try SessionLimits(
                idleSeconds: FfiConverterOptionUInt32.read(from: &buf),
                backgroundSeconds: FfiConverterUInt32.read(from: &buf)
        )
    }

    public static func write(_ value: SessionLimits, into buf: inout [UInt8]) {
        FfiConverterOptionUInt32.write(value.idleSeconds, into: &buf)
        FfiConverterUInt32.write(value.backgroundSeconds, into: &buf)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSessionLimits_lift(_ buf: RustBuffer) throws -> SessionLimits {
    return try FfiConverterTypeSessionLimits.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSessionLimits_lower(_ value: SessionLimits) -> RustBuffer {
    return FfiConverterTypeSessionLimits.lower(value)
}

/**
 * What a cell is for.
 */

public enum CellKind: Equatable, Hashable, CaseIterable {

    /**
     * Types the character of its label.
     */
    case key
    /**
     * Deletes the last character.
     */
    case delete
    /**
     * Empties the field.
     */
    case clear
    /**
     * Changes between lower and upper case.
     */
    case shift
    /**
     * Shows the symbols.
     */
    case symbols
    /**
     * Shows the letters again.
     */
    case letters
    /**
     * Ends the input.
     */
    case done

}

#if compiler(>=6)
extension CellKind: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeCellKind: FfiConverterRustBuffer {
    typealias SwiftType = CellKind

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> CellKind {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .key

        case 2: return .delete

        case 3: return .clear

        case 4: return .shift

        case 5: return .symbols

        case 6: return .letters

        case 7: return .done

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: CellKind, into buf: inout [UInt8]) {
        switch value {

        case .key:
            writeInt(&buf, Int32(1))

        case .delete:
            writeInt(&buf, Int32(2))

        case .clear:
            writeInt(&buf, Int32(3))

        case .shift:
            writeInt(&buf, Int32(4))

        case .symbols:
            writeInt(&buf, Int32(5))

        case .letters:
            writeInt(&buf, Int32(6))

        case .done:
            writeInt(&buf, Int32(7))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCellKind_lift(_ buf: RustBuffer) throws -> CellKind {
    return try FfiConverterTypeCellKind.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCellKind_lower(_ value: CellKind) -> RustBuffer {
    return FfiConverterTypeCellKind.lower(value)
}

/**
 * How sure a check is.
 */

public enum Confidence: Equatable, Hashable, CaseIterable {

    /**
     * Ordinary devices show it, too.
     */
    case low
    /**
     * Few ordinary devices show it.
     */
    case medium
    /**
     * No ordinary device shows it.
     */
    case high

}

#if compiler(>=6)
extension Confidence: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeConfidence: FfiConverterRustBuffer {
    typealias SwiftType = Confidence

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Confidence {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .low

        case 2: return .medium

        case 3: return .high

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Confidence, into buf: inout [UInt8]) {
        switch value {

        case .low:
            writeInt(&buf, Int32(1))

        case .medium:
            writeInt(&buf, Int32(2))

        case .high:
            writeInt(&buf, Int32(3))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeConfidence_lift(_ buf: RustBuffer) throws -> Confidence {
    return try FfiConverterTypeConfidence.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeConfidence_lower(_ value: Confidence) -> RustBuffer {
    return FfiConverterTypeConfidence.lower(value)
}

/**
 * What the app may do by itself while the server can't be asked. The server decides otherwise.
 */

public enum Decision: Equatable, Hashable, CaseIterable {

    /**
     * Go on.
     */
    case allow
    /**
     * Warn the customer and go on.
     */
    case warn
    /**
     * Go on with a stronger proof of who acts.
     */
    case stepUp
    /**
     * Do nothing that moves money.
     */
    case refuse

}

#if compiler(>=6)
extension Decision: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeDecision: FfiConverterRustBuffer {
    typealias SwiftType = Decision

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Decision {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .allow

        case 2: return .warn

        case 3: return .stepUp

        case 4: return .refuse

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Decision, into buf: inout [UInt8]) {
        switch value {

        case .allow:
            writeInt(&buf, Int32(1))

        case .warn:
            writeInt(&buf, Int32(2))

        case .stepUp:
            writeInt(&buf, Int32(3))

        case .refuse:
            writeInt(&buf, Int32(4))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDecision_lift(_ buf: RustBuffer) throws -> Decision {
    return try FfiConverterTypeDecision.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeDecision_lower(_ value: Decision) -> RustBuffer {
    return FfiConverterTypeDecision.lower(value)
}

/**
 * A fact that the host may give, and the kind of its value.
 */

public enum FactName: Equatable, Hashable, CaseIterable {

    /**
     * Those of the packages that the pack asks for which are installed. Needs `<queries>`. A list.
     */
    case packages
    /**
     * Those of the classes that the pack asks for which can be loaded. A list.
     */
    case classes
    /**
     * Those of the URL schemes that the pack asks for which another app answers (iOS). A list.
     */
    case urlSchemes
    /**
     * SM3 of the certificate that the package manager names for this app, in hex. A text, or
     * as bytes the certificate itself in DER.
     */
    case signer
    /**
     * The package that installed this app; empty if it was side-loaded. A text.
     */
    case installer
    /**
     * The app's manifest allows a debugger. A flag.
     */
    case appDebuggable
    /**
     * A Java debugger is connected. A flag.
     */
    case debuggerConnected
    /**
     * Developer options are on. A flag.
     */
    case developerOptions
    /**
     * ADB is on. A flag.
     */
    case adb
    /**
     * Enabled accessibility services that are not part of the system. A list.
     */
    case accessibilityServices
    /**
     * Enabled input methods that are not part of the system. A list.
     */
    case inputMethods
    /**
     * Another window covered the app's own while it was touched. A flag.
     */
    case overlay
    /**
     * Apps that hold device administration. A list.
     */
    case deviceAdministrators
    /**
     * The screen is being recorded or captured. A flag.
     */
    case screenCaptured
    /**
     * The screen is shown on another display. A flag.
     */
    case screenMirrored
    /**
     * The audio mode: `normal`, `ringtone`, `in_call` or `in_communication`. A text.
     */
    case audioMode
    /**
     * A VPN carries the traffic. A flag.
     */
    case vpn
    /**
     * A proxy is set. A flag.
     */
    case proxy
    /**
     * Certificate authorities that the user added. A number.
     */
    case userCertificates
    /**
     * The TLS version of the connection to the bank, as `TLSv1.3`. A text.
     */
    case tlsVersion
    /**
     * The TLS cipher suite of the connection to the bank, by its IANA name. A text.
     */
    case tlsSuite
    /**
     * A screen lock is set. A flag.
     */
    case screenLock
    /**
     * The location is a mock one. A flag.
     */
    case mockLocation
    /**
     * How many sensors the device has. A number.
     */
    case sensors
    /**
     * The device has telephony hardware. A flag.
     */
    case telephony
    /**
     * The number of the Android user or profile that the app runs in. A number.
     */
    case userId
    /**
     * The profile is managed by an employer. A flag.
     */
    case workProfile
    /**
     * The app's data folder is another's than its package's. A flag.
     */
    case foreignDataFolder
    /**
     * Frames of the zygote's start that stand twice in one stack. A number.
     */
    case zygoteFrames
    /**
     * The attestation object or certificate chain, as the platform gave it. Bytes.
     */
    case attestation

}

#if compiler(>=6)
extension FactName: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeFactName: FfiConverterRustBuffer {
    typealias SwiftType = FactName

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> FactName {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .packages

        case 2: return .classes

        case 3: return .urlSchemes

        case 4: return .signer

        case 5: return .installer

        case 6: return .appDebuggable

        case 7: return .debuggerConnected

        case 8: return .developerOptions

        case 9: return .adb

        case 10: return .accessibilityServices

        case 11: return .inputMethods

        case 12: return .overlay

        case 13: return .deviceAdministrators

        case 14: return .screenCaptured

        case 15: return .screenMirrored

        case 16: return .audioMode

        case 17: return .vpn

        case 18: return .proxy

        case 19: return .userCertificates

        case 20: return .tlsVersion

        case 21: return .tlsSuite

        case 22: return .screenLock

        case 23: return .mockLocation

        case 24: return .sensors

        case 25: return .telephony

        case 26: return .userId

        case 27: return .workProfile

        case 28: return .foreignDataFolder

        case 29: return .zygoteFrames

        case 30: return .attestation

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: FactName, into buf: inout [UInt8]) {
        switch value {

        case .packages:
            writeInt(&buf, Int32(1))

        case .classes:
            writeInt(&buf, Int32(2))

        case .urlSchemes:
            writeInt(&buf, Int32(3))

        case .signer:
            writeInt(&buf, Int32(4))

        case .installer:
            writeInt(&buf, Int32(5))

        case .appDebuggable:
            writeInt(&buf, Int32(6))

        case .debuggerConnected:
            writeInt(&buf, Int32(7))

        case .developerOptions:
            writeInt(&buf, Int32(8))

        case .adb:
            writeInt(&buf, Int32(9))

        case .accessibilityServices:
            writeInt(&buf, Int32(10))

        case .inputMethods:
            writeInt(&buf, Int32(11))

        case .overlay:
            writeInt(&buf, Int32(12))

        case .deviceAdministrators:
            writeInt(&buf, Int32(13))

        case .screenCaptured:
            writeInt(&buf, Int32(14))

        case .screenMirrored:
            writeInt(&buf, Int32(15))

        case .audioMode:
            writeInt(&buf, Int32(16))

        case .vpn:
            writeInt(&buf, Int32(17))

        case .proxy:
            writeInt(&buf, Int32(18))

        case .userCertificates:
            writeInt(&buf, Int32(19))

        case .tlsVersion:
            writeInt(&buf, Int32(20))

        case .tlsSuite:
            writeInt(&buf, Int32(21))

        case .screenLock:
            writeInt(&buf, Int32(22))

        case .mockLocation:
            writeInt(&buf, Int32(23))

        case .sensors:
            writeInt(&buf, Int32(24))

        case .telephony:
            writeInt(&buf, Int32(25))

        case .userId:
            writeInt(&buf, Int32(26))

        case .workProfile:
            writeInt(&buf, Int32(27))

        case .foreignDataFolder:
            writeInt(&buf, Int32(28))

        case .zygoteFrames:
            writeInt(&buf, Int32(29))

        case .attestation:
            writeInt(&buf, Int32(30))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFactName_lift(_ buf: RustBuffer) throws -> FactName {
    return try FfiConverterTypeFactName.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFactName_lower(_ value: FactName) -> RustBuffer {
    return FfiConverterTypeFactName.lower(value)
}

/**
 * What the server may require of a transfer.
 */

public enum Factor: Equatable, Hashable, CaseIterable {

    /**
     * The device key's signature: always.
     */
    case deviceKey
    /**
     * An environment report for this transaction.
     */
    case environmentReport
    /**
     * The transaction PIN, sealed for this transaction.
     */
    case transactionPin
    /**
     * The second signature, by the hardware key.
     */
    case hardwareKey

}

#if compiler(>=6)
extension Factor: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeFactor: FfiConverterRustBuffer {
    typealias SwiftType = Factor

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Factor {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .deviceKey

        case 2: return .environmentReport

        case 3: return .transactionPin

        case 4: return .hardwareKey

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Factor, into buf: inout [UInt8]) {
        switch value {

        case .deviceKey:
            writeInt(&buf, Int32(1))

        case .environmentReport:
            writeInt(&buf, Int32(2))

        case .transactionPin:
            writeInt(&buf, Int32(3))

        case .hardwareKey:
            writeInt(&buf, Int32(4))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFactor_lift(_ buf: RustBuffer) throws -> Factor {
    return try FfiConverterTypeFactor.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFactor_lower(_ value: Factor) -> RustBuffer {
    return FfiConverterTypeFactor.lower(value)
}

/**
 * Outcome of a check.
 */

public enum FindingState: Equatable, Hashable, CaseIterable {

    /**
     * It is there.
     */
    case detected
    /**
     * It was looked for and is not there.
     */
    case clean
    /**
     * The platform does not let this process look. Never suspicion.
     */
    case unobservable
    /**
     * The look failed. Never suspicion.
     */
    case error

}

#if compiler(>=6)
extension FindingState: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeFindingState: FfiConverterRustBuffer {
    typealias SwiftType = FindingState

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> FindingState {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .detected

        case 2: return .clean

        case 3: return .unobservable

        case 4: return .error

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: FindingState, into buf: inout [UInt8]) {
        switch value {

        case .detected:
            writeInt(&buf, Int32(1))

        case .clean:
            writeInt(&buf, Int32(2))

        case .unobservable:
            writeInt(&buf, Int32(3))

        case .error:
            writeInt(&buf, Int32(4))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFindingState_lift(_ buf: RustBuffer) throws -> FindingState {
    return try FfiConverterTypeFindingState.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeFindingState_lower(_ value: FindingState) -> RustBuffer {
    return FfiConverterTypeFindingState.lower(value)
}

/**
 * How identity was checked a moment ago.
 */

public enum IdentityCheck: Equatable, Hashable, CaseIterable {

    /**
     * The server accepted the login or the transaction password.
     */
    case password
    /**
     * A hardware key that the user's biometrics release signed for the server.
     */
    case hardwareKey

}

#if compiler(>=6)
extension IdentityCheck: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeIdentityCheck: FfiConverterRustBuffer {
    typealias SwiftType = IdentityCheck

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> IdentityCheck {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .password

        case 2: return .hardwareKey

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: IdentityCheck, into buf: inout [UInt8]) {
        switch value {

        case .password:
            writeInt(&buf, Int32(1))

        case .hardwareKey:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeIdentityCheck_lift(_ buf: RustBuffer) throws -> IdentityCheck {
    return try FfiConverterTypeIdentityCheck.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeIdentityCheck_lower(_ value: IdentityCheck) -> RustBuffer {
    return FfiConverterTypeIdentityCheck.lower(value)
}

/**
 * The two ways in which a keypad looks.
 */

public enum KeypadStyle: Equatable, Hashable, CaseIterable {

    /**
     * For most people.
     */
    case standard
    /**
     * Large and of high contrast.
     */
    case large

}

#if compiler(>=6)
extension KeypadStyle: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeKeypadStyle: FfiConverterRustBuffer {
    typealias SwiftType = KeypadStyle

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> KeypadStyle {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .standard

        case 2: return .large

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: KeypadStyle, into buf: inout [UInt8]) {
        switch value {

        case .standard:
            writeInt(&buf, Int32(1))

        case .large:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeKeypadStyle_lift(_ buf: RustBuffer) throws -> KeypadStyle {
    return try FfiConverterTypeKeypadStyle.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeKeypadStyle_lower(_ value: KeypadStyle) -> RustBuffer {
    return FfiConverterTypeKeypadStyle.lower(value)
}

/**
 * Where a check ran.
 */

public enum Layer: Equatable, Hashable, CaseIterable {

    /**
     * In native code, by reading the system.
     */
    case native
    /**
     * In the host's language, handed in as a fact.
     */
    case host
    /**
     * In hardware-backed attestation.
     */
    case attestation

}

#if compiler(>=6)
extension Layer: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLayer: FfiConverterRustBuffer {
    typealias SwiftType = Layer

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Layer {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .native

        case 2: return .host

        case 3: return .attestation

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Layer, into buf: inout [UInt8]) {
        switch value {

        case .native:
            writeInt(&buf, Int32(1))

        case .host:
            writeInt(&buf, Int32(2))

        case .attestation:
            writeInt(&buf, Int32(3))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLayer_lift(_ buf: RustBuffer) throws -> Layer {
    return try FfiConverterTypeLayer.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLayer_lower(_ value: Layer) -> RustBuffer {
    return FfiConverterTypeLayer.lower(value)
}

/**
 * Which keys there are.
 */

public enum Layout: Equatable, Hashable, CaseIterable {

    /**
     * The ten digits, for a PIN.
     */
    case digits
    /**
     * Digits, letters of both cases and the 32 ASCII symbols, on three pages.
     */
    case qwerty

}

#if compiler(>=6)
extension Layout: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLayout: FfiConverterRustBuffer {
    typealias SwiftType = Layout

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Layout {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .digits

        case 2: return .qwerty

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Layout, into buf: inout [UInt8]) {
        switch value {

        case .digits:
            writeInt(&buf, Int32(1))

        case .qwerty:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLayout_lift(_ buf: RustBuffer) throws -> Layout {
    return try FfiConverterTypeLayout.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLayout_lower(_ value: Layout) -> RustBuffer {
    return FfiConverterTypeLayout.lower(value)
}

/**
 * In what order the keys stand.
 */

public enum Order: Equatable, Hashable, CaseIterable {

    /**
     * The usual order.
     */
    case fixed
    /**
     * A random order, every one equally likely.
     */
    case shuffled

}

#if compiler(>=6)
extension Order: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeOrder: FfiConverterRustBuffer {
    typealias SwiftType = Order

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Order {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .fixed

        case 2: return .shuffled

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Order, into buf: inout [UInt8]) {
        switch value {

        case .fixed:
            writeInt(&buf, Int32(1))

        case .shuffled:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOrder_lift(_ buf: RustBuffer) throws -> Order {
    return try FfiConverterTypeOrder.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOrder_lower(_ value: Order) -> RustBuffer {
    return FfiConverterTypeOrder.lower(value)
}

/**
 * What became of an order.
 */

public enum OrderState: Equatable, Hashable, CaseIterable {

    /**
     * Taken on, not yet booked.
     */
    case pending
    /**
     * Booked.
     */
    case completed
    /**
     * Not booked, and never will be.
     */
    case refused

}

#if compiler(>=6)
extension OrderState: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeOrderState: FfiConverterRustBuffer {
    typealias SwiftType = OrderState

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> OrderState {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .pending

        case 2: return .completed

        case 3: return .refused

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: OrderState, into buf: inout [UInt8]) {
        switch value {

        case .pending:
            writeInt(&buf, Int32(1))

        case .completed:
            writeInt(&buf, Int32(2))

        case .refused:
            writeInt(&buf, Int32(3))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOrderState_lift(_ buf: RustBuffer) throws -> OrderState {
    return try FfiConverterTypeOrderState.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeOrderState_lower(_ value: OrderState) -> RustBuffer {
    return FfiConverterTypeOrderState.lower(value)
}

/**
 * What a touch did to the field.
 */

public enum Press: Equatable, Hashable, CaseIterable {

    /**
     * One character more.
     */
    case typed
    /**
     * One character less; where a new secret is set, the field is empty now.
     */
    case deleted
    /**
     * The field is empty now.
     */
    case cleared
    /**
     * The keypad shows another page: draw its cells anew.
     */
    case page
    /**
     * The user is done: call `seal`.
     */
    case done

}

#if compiler(>=6)
extension Press: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypePress: FfiConverterRustBuffer {
    typealias SwiftType = Press

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Press {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .typed

        case 2: return .deleted

        case 3: return .cleared

        case 4: return .page

        case 5: return .done

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Press, into buf: inout [UInt8]) {
        switch value {

        case .typed:
            writeInt(&buf, Int32(1))

        case .deleted:
            writeInt(&buf, Int32(2))

        case .cleared:
            writeInt(&buf, Int32(3))

        case .page:
            writeInt(&buf, Int32(4))

        case .done:
            writeInt(&buf, Int32(5))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePress_lift(_ buf: RustBuffer) throws -> Press {
    return try FfiConverterTypePress.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypePress_lower(_ value: Press) -> RustBuffer {
    return FfiConverterTypePress.lower(value)
}

/**
 * Why a whole value may be shown.
 */

public enum RevealGround: Equatable, Hashable, CaseIterable {

    /**
     * The user confirms whom they are about to pay.
     */
    case payeeConfirmation
    /**
     * The user reads the statement of their own account.
     */
    case accountStatement

}

#if compiler(>=6)
extension RevealGround: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeRevealGround: FfiConverterRustBuffer {
    typealias SwiftType = RevealGround

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> RevealGround {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .payeeConfirmation

        case 2: return .accountStatement

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: RevealGround, into buf: inout [UInt8]) {
        switch value {

        case .payeeConfirmation:
            writeInt(&buf, Int32(1))

        case .accountStatement:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRevealGround_lift(_ buf: RustBuffer) throws -> RevealGround {
    return try FfiConverterTypeRevealGround.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRevealGround_lower(_ value: RevealGround) -> RustBuffer {
    return FfiConverterTypeRevealGround.lower(value)
}

/**
 * Which of the customer's secrets is changed.
 */

public enum SecretKind: Equatable, Hashable, CaseIterable {

    /**
     * The password of a login.
     */
    case login
    /**
     * The PIN that approves a transaction.
     */
    case transaction

}

#if compiler(>=6)
extension SecretKind: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSecretKind: FfiConverterRustBuffer {
    typealias SwiftType = SecretKind

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SecretKind {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .login

        case 2: return .transaction

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: SecretKind, into buf: inout [UInt8]) {
        switch value {

        case .login:
            writeInt(&buf, Int32(1))

        case .transaction:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecretKind_lift(_ buf: RustBuffer) throws -> SecretKind {
    return try FfiConverterTypeSecretKind.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSecretKind_lower(_ value: SecretKind) -> RustBuffer {
    return FfiConverterTypeSecretKind.lower(value)
}

/**
 * What a session allows now.
 */

public enum SessionState: Equatable, Hashable, CaseIterable {

    /**
     * Requests can be signed.
     */
    case active
    /**
     * Locked: no touch for the idle limit. Log in again.
     */
    case lockedIdle
    /**
     * Locked: too long in the background. Log in again.
     */
    case lockedBackground
    /**
     * Locked by the host. Log in again.
     */
    case lockedByHost
    /**
     * Locked: a clock went backwards or the lock itself failed. Log in again.
     */
    case lockedByFault
    /**
     * Over: the user logged out.
     */
    case endedByLogout
    /**
     * Over: the server ended it.
     */
    case endedByServer
    /**
     * Over: its lifetime has passed.
     */
    case endedByLifetime

}

#if compiler(>=6)
extension SessionState: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSessionState: FfiConverterRustBuffer {
    typealias SwiftType = SessionState

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SessionState {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .active

        case 2: return .lockedIdle

        case 3: return .lockedBackground

        case 4: return .lockedByHost

        case 5: return .lockedByFault

        case 6: return .endedByLogout

        case 7: return .endedByServer

        case 8: return .endedByLifetime

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: SessionState, into buf: inout [UInt8]) {
        switch value {

        case .active:
            writeInt(&buf, Int32(1))

        case .lockedIdle:
            writeInt(&buf, Int32(2))

        case .lockedBackground:
            writeInt(&buf, Int32(3))

        case .lockedByHost:
            writeInt(&buf, Int32(4))

        case .lockedByFault:
            writeInt(&buf, Int32(5))

        case .endedByLogout:
            writeInt(&buf, Int32(6))

        case .endedByServer:
            writeInt(&buf, Int32(7))

        case .endedByLifetime:
            writeInt(&buf, Int32(8))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSessionState_lift(_ buf: RustBuffer) throws -> SessionState {
    return try FfiConverterTypeSessionState.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSessionState_lower(_ value: SessionState) -> RustBuffer {
    return FfiConverterTypeSessionState.lower(value)
}

/**
 * How grave a finding is.
 */

public enum Severity: Equatable, Hashable, CaseIterable {

    /**
     * For the record; never raises the verdict.
     */
    case info
    /**
     * Weak.
     */
    case low
    /**
     * Worth a second factor.
     */
    case medium
    /**
     * Worth a refusal of money.
     */
    case high

}

#if compiler(>=6)
extension Severity: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeSeverity: FfiConverterRustBuffer {
    typealias SwiftType = Severity

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Severity {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .info

        case 2: return .low

        case 3: return .medium

        case 4: return .high

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Severity, into buf: inout [UInt8]) {
        switch value {

        case .info:
            writeInt(&buf, Int32(1))

        case .low:
            writeInt(&buf, Int32(2))

        case .medium:
            writeInt(&buf, Int32(3))

        case .high:
            writeInt(&buf, Int32(4))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSeverity_lift(_ buf: RustBuffer) throws -> Severity {
    return try FfiConverterTypeSeverity.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeSeverity_lower(_ value: Severity) -> RustBuffer {
    return FfiConverterTypeSeverity.lower(value)
}

/**
 * Where the user stands.
 */

public enum Stage: Equatable, Hashable, CaseIterable {

    /**
     * Nobody has logged in: anyone may hold the phone.
     */
    case beforeLogin
    /**
     * The session's user looks at the screen.
     */
    case afterLogin

}

#if compiler(>=6)
extension Stage: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeStage: FfiConverterRustBuffer {
    typealias SwiftType = Stage

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Stage {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .beforeLogin

        case 2: return .afterLogin

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Stage, into buf: inout [UInt8]) {
        switch value {

        case .beforeLogin:
            writeInt(&buf, Int32(1))

        case .afterLogin:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeStage_lift(_ buf: RustBuffer) throws -> Stage {
    return try FfiConverterTypeStage.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeStage_lower(_ value: Stage) -> RustBuffer {
    return FfiConverterTypeStage.lower(value)
}

/**
 * What the payer orders.
 */

public enum TransactionKind: Equatable, Hashable, CaseIterable {

    /**
     * Money to a person's or a company's account.
     */
    case transfer
    /**
     * Payment to a merchant.
     */
    case payment

}

#if compiler(>=6)
extension TransactionKind: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeTransactionKind: FfiConverterRustBuffer {
    typealias SwiftType = TransactionKind

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> TransactionKind {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .transfer

        case 2: return .payment

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: TransactionKind, into buf: inout [UInt8]) {
        switch value {

        case .transfer:
            writeInt(&buf, Int32(1))

        case .payment:
            writeInt(&buf, Int32(2))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransactionKind_lift(_ buf: RustBuffer) throws -> TransactionKind {
    return try FfiConverterTypeTransactionKind.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransactionKind_lower(_ value: TransactionKind) -> RustBuffer {
    return FfiConverterTypeTransactionKind.lower(value)
}

/**
 * Why a fact can't be given.
 */

public enum UnobservableCause: Equatable, Hashable, CaseIterable {

    /**
     * The system forbids it to this app: a permission or a `<queries>` entry is missing.
     */
    case denied
    /**
     * It does not exist here.
     */
    case missing
    /**
     * There was no time for it.
     */
    case outOfTime
    /**
     * It is larger than a fact may be.
     */
    case tooLarge
    /**
     * This platform has nothing of the kind.
     */
    case unsupported
    /**
     * The app did not look: what a fact that was never given is.
     */
    case notAsked
    /**
     * The system gave an error.
     */
    case failed

}

#if compiler(>=6)
extension UnobservableCause: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeUnobservableCause: FfiConverterRustBuffer {
    typealias SwiftType = UnobservableCause

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> UnobservableCause {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .denied

        case 2: return .missing

        case 3: return .outOfTime

        case 4: return .tooLarge

        case 5: return .unsupported

        case 6: return .notAsked

        case 7: return .failed

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: UnobservableCause, into buf: inout [UInt8]) {
        switch value {

        case .denied:
            writeInt(&buf, Int32(1))

        case .missing:
            writeInt(&buf, Int32(2))

        case .outOfTime:
            writeInt(&buf, Int32(3))

        case .tooLarge:
            writeInt(&buf, Int32(4))

        case .unsupported:
            writeInt(&buf, Int32(5))

        case .notAsked:
            writeInt(&buf, Int32(6))

        case .failed:
            writeInt(&buf, Int32(7))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeUnobservableCause_lift(_ buf: RustBuffer) throws -> UnobservableCause {
    return try FfiConverterTypeUnobservableCause.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeUnobservableCause_lower(_ value: UnobservableCause) -> RustBuffer {
    return FfiConverterTypeUnobservableCause.lower(value)
}

/**
 * A kind of personal financial information.
 */

public enum ValueKind: Equatable, Hashable, CaseIterable {

    /**
     * The number of a bank card.
     */
    case cardNumber
    /**
     * A citizen's identity number, of 15 or 18 characters.
     */
    case chineseId
    /**
     * A mobile number of mainland China.
     */
    case mobile
    /**
     * A person's name.
     */
    case name
    /**
     * An email address.
     */
    case email
    /**
     * A postal address.
     */
    case address
    /**
     * The number of a passport.
     */
    case passport
    /**
     * A unified social credit code.
     */
    case creditCode
    /**
     * An amount of money.
     */
    case amount
    /**
     * The number of an account.
     */
    case account

}

#if compiler(>=6)
extension ValueKind: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeValueKind: FfiConverterRustBuffer {
    typealias SwiftType = ValueKind

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> ValueKind {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .cardNumber

        case 2: return .chineseId

        case 3: return .mobile

        case 4: return .name

        case 5: return .email

        case 6: return .address

        case 7: return .passport

        case 8: return .creditCode

        case 9: return .amount

        case 10: return .account

        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: ValueKind, into buf: inout [UInt8]) {
        switch value {

        case .cardNumber:
            writeInt(&buf, Int32(1))

        case .chineseId:
            writeInt(&buf, Int32(2))

        case .mobile:
            writeInt(&buf, Int32(3))

        case .name:
            writeInt(&buf, Int32(4))

        case .email:
            writeInt(&buf, Int32(5))

        case .address:
            writeInt(&buf, Int32(6))

        case .passport:
            writeInt(&buf, Int32(7))

        case .creditCode:
            writeInt(&buf, Int32(8))

        case .amount:
            writeInt(&buf, Int32(9))

        case .account:
            writeInt(&buf, Int32(10))

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeValueKind_lift(_ buf: RustBuffer) throws -> ValueKind {
    return try FfiConverterTypeValueKind.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeValueKind_lower(_ value: ValueKind) -> RustBuffer {
    return FfiConverterTypeValueKind.lower(value)
}

/**
 * Why a call failed, sorted by what the app does about it.
 */
public enum YufuError: Swift.Error, Equatable, Hashable {

    /**
     * The server refused, in a response whose signature verified: codes 3001 to 4299.
     */
    case rejected(
        /**
         * Code, words and correlation id.
         */
        detail: ErrorDetail
    )
    /**
     * The session is locked or over, and the user has to log in again: codes 5301 to 5304.
     */
    case loginRequired(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * What came is not the bank's or is out of date: a key bundle, a response.
     */
    case untrusted(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * A value that was entered is not valid, or may not be shown: codes 5701 to 5799.
     */
    case invalid(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * Any other failure of the client.
     */
    case failed(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * The object was closed or used up before: code 7001.
     */
    case closed(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * A fault inside the SDK: code 7002. The object in which it happened is closed.
     */
    case `internal`(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )
    /**
     * An argument of the wrong length, form or size: code 7003; for host facts 5811 and 5812.
     */
    case argument(
        /**
         * Code and words.
         */
        detail: ErrorDetail
    )

}

#if compiler(>=6)
extension YufuError: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeYufuError: FfiConverterRustBuffer {
    typealias SwiftType = YufuError

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> YufuError {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        case 1: return .rejected(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 2: return .loginRequired(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 3: return .untrusted(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 4: return .invalid(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 5: return .failed(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 6: return .closed(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 7: return .`internal`(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )
        case 8: return .argument(
            detail: try FfiConverterTypeErrorDetail.read(from: &buf)
            )

         default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: YufuError, into buf: inout [UInt8]) {
        switch value {

        case let .rejected(detail):
            writeInt(&buf, Int32(1))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .loginRequired(detail):
            writeInt(&buf, Int32(2))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .untrusted(detail):
            writeInt(&buf, Int32(3))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .invalid(detail):
            writeInt(&buf, Int32(4))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .failed(detail):
            writeInt(&buf, Int32(5))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .closed(detail):
            writeInt(&buf, Int32(6))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .`internal`(detail):
            writeInt(&buf, Int32(7))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        case let .argument(detail):
            writeInt(&buf, Int32(8))
            FfiConverterTypeErrorDetail.write(detail, into: &buf)

        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeYufuError_lift(_ buf: RustBuffer) throws -> YufuError {
    return try FfiConverterTypeYufuError.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeYufuError_lower(_ value: YufuError) -> RustBuffer {
    return FfiConverterTypeYufuError.lower(value)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionUInt32: FfiConverterRustBuffer {
    typealias SwiftType = UInt32?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterUInt32.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterUInt32.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionUInt64: FfiConverterRustBuffer {
    typealias SwiftType = UInt64?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterUInt64.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterUInt64.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionString: FfiConverterRustBuffer {
    typealias SwiftType = String?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterString.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterString.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionData: FfiConverterRustBuffer {
    typealias SwiftType = Data?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterData.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterData.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypePack: FfiConverterRustBuffer {
    typealias SwiftType = Pack?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypePack.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypePack.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeSavedDevice: FfiConverterRustBuffer {
    typealias SwiftType = SavedDevice?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeSavedDevice.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeSavedDevice.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeSealedInput: FfiConverterRustBuffer {
    typealias SwiftType = SealedInput?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeSealedInput.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeSealedInput.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeSealedReport: FfiConverterRustBuffer {
    typealias SwiftType = SealedReport?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeSealedReport.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeSealedReport.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeExpected: FfiConverterRustBuffer {
    typealias SwiftType = Expected?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeExpected.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeExpected.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeDecision: FfiConverterRustBuffer {
    typealias SwiftType = Decision?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeDecision.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeDecision.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceUInt16: FfiConverterRustBuffer {
    typealias SwiftType = [UInt16]

    public static func write(_ value: [UInt16], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterUInt16.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [UInt16] {
        let len: Int32 = try readInt(&buf)
        var seq = [UInt16]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterUInt16.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceString: FfiConverterRustBuffer {
    typealias SwiftType = [String]

    public static func write(_ value: [String], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterString.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [String] {
        let len: Int32 = try readInt(&buf)
        var seq = [String]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterString.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceData: FfiConverterRustBuffer {
    typealias SwiftType = [Data]

    public static func write(_ value: [Data], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterData.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [Data] {
        let len: Int32 = try readInt(&buf)
        var seq = [Data]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterData.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeCategoryScore: FfiConverterRustBuffer {
    typealias SwiftType = [CategoryScore]

    public static func write(_ value: [CategoryScore], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeCategoryScore.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [CategoryScore] {
        let len: Int32 = try readInt(&buf)
        var seq = [CategoryScore]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeCategoryScore.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeCell: FfiConverterRustBuffer {
    typealias SwiftType = [Cell]

    public static func write(_ value: [Cell], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeCell.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [Cell] {
        let len: Int32 = try readInt(&buf)
        var seq = [Cell]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeCell.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeFinding: FfiConverterRustBuffer {
    typealias SwiftType = [Finding]

    public static func write(_ value: [Finding], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeFinding.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [Finding] {
        let len: Int32 = try readInt(&buf)
        var seq = [Finding]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeFinding.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeHttpHeader: FfiConverterRustBuffer {
    typealias SwiftType = [HttpHeader]

    public static func write(_ value: [HttpHeader], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeHttpHeader.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [HttpHeader] {
        let len: Int32 = try readInt(&buf)
        var seq = [HttpHeader]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeHttpHeader.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeMemoryWarning: FfiConverterRustBuffer {
    typealias SwiftType = [MemoryWarning]

    public static func write(_ value: [MemoryWarning], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeMemoryWarning.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [MemoryWarning] {
        let len: Int32 = try readInt(&buf)
        var seq = [MemoryWarning]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeMemoryWarning.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeFactor: FfiConverterRustBuffer {
    typealias SwiftType = [Factor]

    public static func write(_ value: [Factor], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeFactor.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [Factor] {
        let len: Int32 = try readInt(&buf)
        var seq = [Factor]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeFactor.read(from: &buf))
        }
        return seq
    }
}
/**
 * What the system did not grant to the memory of secrets so far; empty is the good case.
 *
 * - Throws: None but code 7002.
 */
public func memoryWarnings() throws -> [MemoryWarning]  {
    return try  FfiConverterSequenceTypeMemoryWarning.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_func_memory_warnings(uniffiCallStatus
    )
})
}
/**
 * Computes the known answers of the standards and names the algorithms that gave them; takes a few
 * milliseconds.
 *
 * - Throws: Code 1013 when one answer differs: then nothing of this build is to be trusted.
 */
public func selfTest() throws -> [String]  {
    return try  FfiConverterSequenceString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_func_self_test(uniffiCallStatus
    )
})
}
/**
 * The version of this library, as in 0.1.0.
 *
 * - Throws: None but code 7002.
 */
public func version() throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_func_version(uniffiCallStatus
    )
})
}
/**
 * Masks a value. What is not recognised is hidden wholly.
 *
 * - Throws: None but code 7002.
 */
public func maskValue(kind: ValueKind, value: String) throws -> String  {
    return try  FfiConverterString.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_func_mask_value(
        FfiConverterTypeValueKind_lower(kind),
        FfiConverterString.lower(value),uniffiCallStatus
    )
})
}
/**
 * Reads an amount of money and gives it in minor units (fen, cents). `decimals` is the number of
 * decimals of the currency, at most 4.
 *
 * - Throws: Codes 5701 to 5712 that say what is wrong with it.
 */
public func parseAmount(text: String, decimals: UInt8) throws -> UInt64  {
    return try  FfiConverterUInt64.lift(try rustCallWithError(FfiConverterTypeYufuError_lift) {
        uniffiCallStatus in
    uniffi_yufu_ffi_fn_func_parse_amount(
        FfiConverterString.lower(text),
        FfiConverterUInt8.lower(decimals),uniffiCallStatus
    )
})
}

private enum InitializationResult {
    case ok
    case contractVersionMismatch
    case apiChecksumMismatch
}
// Use a global variable to perform the versioning checks. Swift ensures that
// the code inside is only computed once.
private let initializationResult: InitializationResult = {
    // Get the bindings contract version from our ComponentInterface
    let bindings_contract_version = 30
    // Get the scaffolding contract version by calling the into the dylib
    let scaffolding_contract_version = ffi_yufu_ffi_uniffi_contract_version()
    if bindings_contract_version != scaffolding_contract_version {
        return InitializationResult.contractVersionMismatch
    }
    if (uniffi_yufu_ffi_checksum_func_memory_warnings() != 23425) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_func_self_test() != 536) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_func_version() != 18219) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_func_mask_value() != 59738) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_func_parse_amount() != 11412) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_account() != 42354) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_close() != 20840) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_has_hardware_key() != 32803) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_id() != 48214) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_key_id() != 29031) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_thumbprint() != 23968) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_device_to_record() != 50559) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_newdevice_close() != 56248) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_newdevice_enrolled() != 49274) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_newdevice_enrolment() != 23889) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_newdevice_to_record() != 34294) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_saveddevice_close() != 33514) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_saveddevice_device() != 40283) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_saveddevice_is_enrolled() != 53939) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_saveddevice_new_device() != 52418) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_enrolled_close() != 14581) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_enrolment_close() != 5867) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_enrolment_hardware_message() != 52155) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_enrolment_sign() != 58931) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_environment_allow_loopback_ports() != 59760) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_environment_close() != 31527) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_environment_collect() != 50738) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_report_close() != 9334) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_report_findings() != 54353) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_report_offline_decision() != 57195) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_report_scores() != 22756) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_report_severity() != 52940) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sealedreport_close() != 22282) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_close() != 20867) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_bytes() != 33609) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_flag() != 65384) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_list() != 42410) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_number() != 25246) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_text() != 65444) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_hostfacts_set_unobservable() != 5376) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sealedinput_close() != 39790) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_appearance() != 53912) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_backspace() != 26829) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_cells() != 62889) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_clear() != 47079) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_close() != 11840) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_columns() != 10624) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_findings() != 18330) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_label() != 56302) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_length() != 59391) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_masked() != 14905) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_press() != 65302) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secureinput_seal() != 47850) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_keypad_appearance() != 54082) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_keypad_cells() != 6582) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_keypad_close() != 43531) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_keypad_columns() != 9273) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_keypad_label() != 47281) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_cardexpiry_close() != 65040) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_cardexpiry_shown() != 52492) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_identityproof_close() != 15665) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_close() != 57111) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_kind() != 42121) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_masked() != 187) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_reveal() != 55714) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_reveal_to() != 3328) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_sensitive_shown() != 13322) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pack_asks() != 43878) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pack_close() != 29536) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pack_id() != 15485) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pack_update() != 36154) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pack_version() != 32517) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinganswer_attach_hardware_signature() != 59379) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinganswer_close() != 9306) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinganswer_hardware_base() != 19017) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinganswer_receive() != 13051) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinganswer_request() != 26691) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingchange_attach_hardware_signature() != 25925) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingchange_close() != 14383) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingchange_hardware_base() != 10628) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingchange_receive() != 24497) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingchange_request() != 41281) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingenrolment_attach_hardware_signature() != 65087) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingenrolment_close() != 21794) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingenrolment_hardware_base() != 52574) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingenrolment_receive() != 53938) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingenrolment_request() != 47783) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogin_attach_hardware_signature() != 56293) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogin_close() != 30356) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogin_hardware_base() != 5311) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogin_receive() != 17114) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogin_request() != 59801) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogout_attach_hardware_signature() != 21788) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogout_close() != 11278) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogout_hardware_base() != 45925) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogout_receive() != 55615) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendinglogout_request() != 40541) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingoffer_attach_hardware_signature() != 7880) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingoffer_close() != 57849) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingoffer_hardware_base() != 26102) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingoffer_receive() != 4334) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingoffer_request() != 13379) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingreceipt_attach_hardware_signature() != 50870) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingreceipt_close() != 50564) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingreceipt_hardware_base() != 64077) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingreceipt_receive() != 14106) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingreceipt_request() != 2303) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsecretchange_attach_hardware_signature() != 21670) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsecretchange_close() != 10690) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsecretchange_hardware_base() != 46481) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsecretchange_receive() != 11576) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsecretchange_request() != 16555) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsession_attach_hardware_signature() != 4701) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsession_close() != 54497) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsession_hardware_base() != 7838) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsession_receive() != 64277) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingsession_request() != 60721) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingtransfer_attach_hardware_signature() != 2570) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingtransfer_close() != 11610) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingtransfer_hardware_base() != 26699) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingtransfer_receive() != 39937) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_pendingtransfer_request() != 9109) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_denylist_add_birthday() != 20431) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_denylist_add_card_number() != 42486) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_denylist_add_id_number() != 7160) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_denylist_add_mobile_number() != 44664) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_denylist_close() != 43998) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secretchange_close() != 45820) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secretchange_open_new() != 51070) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secretchange_open_old() != 49728) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secretchange_open_repeat() != 2872) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_secretchange_submit() != 49899) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_login_challenge() != 30579) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_login_close() != 49768) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_login_open_input() != 4858) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_login_seal_report() != 10509) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_login_submit() != 6283) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_accounts() != 64588) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_begin_secret_change() != 40227) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_begin_transfer() != 64102) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_close() != 28164) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_enter_background() != 64151) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_enter_foreground() != 10515) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_last_login() != 45321) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_lock() != 13208) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_logout() != 39449) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_must_change_password() != 40195) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_must_change_pin() != 44747) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_order() != 24254) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_server_time() != 39761) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_state() != 48158) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_session_touch() != 43651) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_requestsigner_close() != 27560) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_requestsigner_sign() != 21150) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_filestore_close() != 3436) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_filestore_erase() != 51475) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_filestore_load() != 39871) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_filestore_save() != 64204) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_filestore_save_new() != 54930) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transaction_close() != 20489) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transaction_digest() != 15123) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_challenge() != 21768) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_close() != 15767) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_digest() != 52923) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_is_of() != 1805) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_open_input() != 25364) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_required_factors() != 37410) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_seal_report() != 22526) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_transfer_submit() != 33804) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_offer_challenge() != 23638) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_offer_close() != 10257) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_offer_server_time() != 48575) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_server_begin_login() != 13880) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_server_challenge() != 15947) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_server_close() != 3783) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_server_keys_request() != 64968) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_server_load_keys() != 26203) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_trust_close() != 57378) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_trust_expires_at() != 33968) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_trust_load() != 53360) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_trust_sequence() != 53009) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_linkpolicy_check() != 61891) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_method_linkpolicy_close() != 58447) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_newdevice_new() != 41812) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_saveddevice_new() != 37098) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_environment_new() != 55647) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_hostfacts_new() != 60219) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_keypad_new() != 63681) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_cardexpiry_new() != 38409) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_identityproof_new() != 19551) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_sensitive_new() != 46023) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_sensitive_validated() != 43478) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_pack_embedded() != 4347) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_denylist_new() != 5231) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_requestsigner_new() != 27234) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_filestore_new() != 48800) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_transaction_new() != 61661) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_server_new() != 7103) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_trust_new() != 42906) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_yufu_ffi_checksum_constructor_linkpolicy_new() != 3616) {
        return InitializationResult.apiChecksumMismatch
    }

    return InitializationResult.ok
}()

// Make the ensure init function public so that other modules which have external type references to
// our types can call it.
public func uniffiEnsureYufuFfiInitialized() {
    switch initializationResult {
    case .ok:
        break
    case .contractVersionMismatch:
        fatalError("UniFFI contract version mismatch: try cleaning and rebuilding your project")
    case .apiChecksumMismatch:
        fatalError("UniFFI API checksum mismatch: try cleaning and rebuilding your project")
    }
}

// swiftlint:enable all
