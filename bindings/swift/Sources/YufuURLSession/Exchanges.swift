import Foundation
import Yufu

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Collects the answers of a session's tasks and refuses what would change them.
final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    typealias Done = @Sendable (Result<RawAnswer, any Error>) -> Void

    private struct Exchange {
        let done: Done
        var response: HTTPURLResponse?
        var body = Data()
        var refusal: TransportError?
    }

    private let lock = NSLock()
    private var running: [Int: Exchange] = [:]

    func begin(_ task: URLSessionTask, done: @escaping Done) {
        change { $0[task.taskIdentifier] = Exchange(done: done) }
    }

    /// No redirect: the answer that asked for one is handed on, and proves nothing to the SDK.
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        change { $0[task.taskIdentifier]?.response = response }
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let http = response as? HTTPURLResponse
        let encoding = http?.allHeaderFields.first { name, _ in
            (name as? String)?.lowercased() == "content-encoding"
        }
        let encoded = (encoding?.value as? String).map { $0.lowercased() != "identity" } ?? false
        let refusal: TransportError? =
            http == nil || encoded
            ? .unreadableAnswer
            : response.expectedContentLength > Int64(Transport.largestAnswer) ? .answerTooLarge : nil
        change {
            $0[dataTask.taskIdentifier]?.response = http
            $0[dataTask.taskIdentifier]?.refusal = refusal
        }
        completionHandler(refusal == nil ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let tooLarge = change { running -> Bool in
            guard var exchange = running.removeValue(forKey: dataTask.taskIdentifier) else {
                return false
            }
            let room = Transport.largestAnswer - exchange.body.count
            if data.count > room { exchange.refusal = .answerTooLarge } else { exchange.body += data }
            running[dataTask.taskIdentifier] = exchange
            return data.count > room
        }
        if tooLarge { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        guard let exchange = change({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        exchange.done(
            Result {
                if let refusal = exchange.refusal { throw refusal }
                if let error { throw error }
                guard let http = exchange.response, let status = UInt16(exactly: http.statusCode)
                else { throw TransportError.unreadableAnswer }
                let headers = http.allHeaderFields.compactMap { name, value -> HttpHeader? in
                    guard let name = name as? String, let value = value as? String else { return nil }
                    return HttpHeader(name: name, value: value)
                }
                return RawAnswer(status: status, headers: headers, body: exchange.body)
            })
    }

    @discardableResult
    private func change<R>(_ body: (inout [Int: Exchange]) -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body(&running)
    }
}
