import Foundation
import Yufu

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A P-256 key of the phone that signs requests, as the Secure Enclave holds one.
public protocol HardwareSigner: Sendable {
    /// The ECDSA-Sig-Value in DER over `message`, hashed with SHA-256.
    func sign(_ message: Data) throws -> Data
}

/// Why a transport gave up before the SDK saw an answer.
public enum TransportError: Error, Equatable, Sendable {
    /// The authority and target of the request make no URL.
    case malformedRequest
    /// What came was no HTTP, or its content was encoded on the way: its signature can't be checked.
    case unreadableAnswer
    /// The answer is larger than the SDK believes: 128 KiB.
    case answerTooLarge
}

/// Sends what is pending over URLSession, byte for byte as it was signed, and gives the answer to the
/// SDK, which checks its signature.
///
/// It follows no redirect, asks for no compression, keeps no cache and no cookies, and sends nothing
/// twice. When a connection breaks, what became of a transfer is asked with `Session.order`.
public final class Transport: @unchecked Sendable {
    /// The largest answer, in bytes.
    public static let largestAnswer = 128 << 10

    private let scheme: String
    private let hardware: (any HardwareSigner)?
    private let session: URLSession

    /// Makes a transport. `hardware` is the key that was enrolled with the device, if one was.
    ///
    /// `configuration` may bring timeouts, a proxy and TLS settings of the app's own; caches, cookies
    /// and stored credentials are switched off in a copy of it. `scheme` is https but in tests.
    public init(
        hardware: (any HardwareSigner)? = nil,
        configuration: URLSessionConfiguration = .ephemeral,
        scheme: String = "https"
    ) {
        let own = (configuration.copy() as? URLSessionConfiguration) ?? .ephemeral
        own.requestCachePolicy = .reloadIgnoringLocalCacheData
        own.urlCache = nil
        own.httpCookieStorage = nil
        own.httpShouldSetCookies = false
        own.urlCredentialStorage = nil
        self.scheme = scheme
        self.hardware = hardware
        session = URLSession(configuration: own, delegate: Exchanges(), delegateQueue: nil)
    }

    deinit { session.finishTasksAndInvalidate() }

    /// Signs with the hardware key where that is wanted, sends, and reads the answer.
    ///
    /// - Throws: `YufuError` of the SDK, `URLError` of the connection, `TransportError`.
    public func send<P: Pending>(_ pending: P) async throws -> P.Received {
        try sign(pending)
        let answer = try await exchange(pending.request())
        return try pending.receive(
            status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// The same for an app without async; `completion` runs on a queue of the transport's own.
    public func send<P: Pending>(
        _ pending: P, completion: @escaping @Sendable (Result<P.Received, any Error>) -> Void
    ) {
        do {
            try sign(pending)
            try start(pending.request()) { answer in
                completion(
                    Result {
                        let answer = try answer.get()
                        return try pending.receive(
                            status: answer.status, headers: answer.headers, body: answer.body)
                    })
            }
        } catch {
            completion(.failure(error))
        }
    }

    /// Fetches the key bundle into the server's trust. `now` is the device's clock.
    public func loadKeys(_ server: Server, now: Date = Date()) async throws {
        let answer = try await exchange(server.keysRequest())
        try server.loadKeys(
            status: answer.status, headers: answer.headers, body: answer.body,
            now: UInt64(max(0, now.timeIntervalSince1970)))
    }

    private func sign<P: Pending>(_ pending: P) throws {
        guard let hardware, let message = try pending.hardwareBase() else { return }
        try pending.attachHardwareSignature(signature: hardware.sign(message))
    }

    private func exchange(_ request: HttpRequest) async throws -> RawAnswer {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try start(request) { continuation.resume(with: $0) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    private func start(
        _ request: HttpRequest, done: @escaping @Sendable (Result<RawAnswer, any Error>) -> Void
    ) throws {
        guard let url = URL(string: "\(scheme)://\(request.authority)\(request.target)"),
            let exchanges = session.delegate as? Exchanges
        else { throw TransportError.malformedRequest }
        var sent = URLRequest(url: url)
        sent.httpMethod = request.method
        for (name, value) in request.fields {
            sent.setValue(value, forHTTPHeaderField: name)
        }
        // Without this URLSession asks for gzip and unpacks it.
        sent.setValue("identity", forHTTPHeaderField: "accept-encoding")
        if !request.body.isEmpty { sent.httpBody = request.body }
        let task = session.dataTask(with: sent)
        exchanges.begin(task, done: done)
        task.resume()
    }
}

/// An answer as it came.
struct RawAnswer: Sendable {
    let status: UInt16
    let headers: [HttpHeader]
    let body: Data
}
