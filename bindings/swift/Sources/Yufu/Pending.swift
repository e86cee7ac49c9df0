import Foundation

/// A request on its way, and the only thing that can read its answer.
///
/// Send `request` unchanged, with the hardware key's signature attached where `hardwareBase` gives
/// something to sign, and give the answer to `receive`.
public protocol Pending: AnyObject, Sendable {
    /// What a good answer means.
    associatedtype Received

    /// The request to send, unchanged.
    func request() throws -> HttpRequest

    /// What the hardware key has to sign before the request is sent; nil if nothing.
    func hardwareBase() throws -> Data?

    /// Adds the hardware key's signature, an ECDSA-Sig-Value in DER.
    func attachHardwareSignature(signature: Data) throws

    /// Checks the answer and reads it. The request is used up, whatever comes of it.
    func receive(status: UInt16, headers: [HttpHeader], body: Data) throws -> Received

    /// Frees what this object holds. Closing twice is no error.
    func close() throws
}
