import Foundation
import Yufu
import YufuURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What came over the wire.
struct Answered {
    let status: UInt16
    let headers: [HttpHeader]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The reason of a refusal; nil for a success.
    var reason: String? {
        if status < 300 { return nil }
        return text.contains("\"reason\":") ? member(text, "reason") : "status \(status): \(text)"
    }

    var code: UInt16 { UInt16(match("\"code\":([0-9]+)", text)!)! }
}

/// A running gateway and the way to it: what an app's own HTTP client does.
struct Bank {
    var authority: String
    /// SubjectPublicKeyInfo of the bank's root key, as an app has it compiled in.
    let root: Data

    init(_ gateway: String, _ root: String) {
        authority = environment(gateway)
        let pem = environment(root).split(separator: "\n").filter { !$0.hasPrefix("-") }
        self.root = Data(base64Encoded: pem.joined())!
    }

    static let first = Bank("YUFU_GATEWAY", "YUFU_ROOT_KEY")

    /// Another bank, whose keys the first knows nothing of.
    static let other = Bank("YUFU_OTHER_GATEWAY", "YUFU_OTHER_ROOT_KEY")

    func send(_ request: HttpRequest) -> Answered {
        var sent = URLRequest(url: URL(string: "http://\(authority)\(request.target)")!)
        sent.httpMethod = request.method
        for (name, value) in request.fields { sent.setValue(value, forHTTPHeaderField: name) }
        if !request.body.isEmpty { sent.httpBody = request.body }
        return fetch(sent)
    }

    /// The letter to a customer whom the gateway's sandbox makes up.
    func letter() -> Letter {
        let json = HttpHeader(name: "content-type", value: "application/json")
        let ask = HttpRequest(
            method: "POST", authority: authority, target: "/v1/sandbox/customers", headers: [json],
            body: Data("{}".utf8))
        return Letter(send(ask).text)
    }

    func server(_ trust: Trust? = nil, authority: String? = nil) throws -> Server {
        let trust = try trust ?? Trust(root: root, minimumSequence: 0)
        let server = try Server(authority: authority ?? self.authority, trust: trust)
        let keys = send(try server.keysRequest())
        try server.loadKeys(status: keys.status, headers: keys.headers, body: keys.body, now: now())
        return server
    }
}

struct Letter {
    let activationCode: Data
    let password: Data
    let pin: Data
    private let json: String

    init(_ json: String) {
        self.json = json
        activationCode = Data(member(json, "activation_code").utf8)
        password = Data(member(json, "login_password").utf8)
        pin = Data(member(json, "initial_pin").utf8)
    }

    func denyList() throws -> DenyList {
        let list = try DenyList()
        let birthday = Array(member(json, "birthday"))
        try list.addBirthday(
            year: UInt16(String(birthday[0...3]))!, month: UInt8(String(birthday[4...5]))!,
            day: UInt8(String(birthday[6...7]))!)
        try list.addIdNumber(number: Data(member(json, "id_number").utf8))
        try list.addMobileNumber(number: Data(member(json, "mobile").utf8))
        for card in match("\"cards\":\\[([^]]*)\\]", json)!.split(separator: ",") {
            let digits = card.filter { $0 != "\"" }
            if !digits.isEmpty { try list.addCardNumber(number: Data(digits.utf8)) }
        }
        return list
    }
}

/// A P-256 key that stands for the phone's Secure Enclave, which Linux lacks: see
/// tests/tests/swift/phone.rs.
struct SecureElement: HardwareSigner {
    let publicKey: Data
    private let number: Substring

    init() {
        let made = String(decoding: SecureElement.ask("/keys", Data()), as: UTF8.self)
        let parts = made.split(separator: " ")
        number = parts[0]
        publicKey = bytes(hexadecimal: String(parts[1]))
    }

    func sign(_ message: Data) -> Data { SecureElement.ask("/sign/\(number)", message) }

    static func ask(_ path: String, _ body: Data) -> Data {
        var sent = URLRequest(url: URL(string: "http://\(environment("YUFU_SECURE_ELEMENTS"))\(path)")!)
        sent.httpMethod = "POST"
        sent.httpBody = body
        return fetch(sent).body
    }
}

private let session = URLSession(configuration: .ephemeral)

private func fetch(_ request: URLRequest) -> Answered {
    let done = DispatchSemaphore(value: 0)
    let got = Box<Answered?>(nil)
    let task = session.dataTask(with: request) { body, response, error in
        let http = response as! HTTPURLResponse
        let headers = http.allHeaderFields.map {
            HttpHeader(name: $0.key as! String, value: $0.value as! String)
        }
        got.value = Answered(status: UInt16(http.statusCode), headers: headers, body: body ?? Data())
        done.signal()
    }
    task.resume()
    done.wait()
    return got.value!
}

/// A variable that closures share.
final class Box<T>: @unchecked Sendable {
    var value: T
    init(_ value: T) { self.value = value }
}

func environment(_ name: String) -> String {
    guard let value = ProcessInfo.processInfo.environment[name] else {
        fatalError("\(name) is not set: run `cargo xtask test Swift`")
    }
    return value
}

func now() -> UInt64 { UInt64(Date().timeIntervalSince1970) }

func member(_ json: String, _ name: String) -> String { match("\"\(name)\":\"([^\"]*)\"", json)! }

func match(_ pattern: String, _ text: String) -> String? {
    let found = try! NSRegularExpression(pattern: pattern)
        .firstMatch(in: text, range: NSRange(text.startIndex..., in: text))
    return found.flatMap { Range($0.range(at: 1), in: text) }.map { String(text[$0]) }
}

func bytes(hexadecimal text: String) -> Data {
    let digits = Array(text)
    return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16)! })
}

func contentDigest(_ body: Data) -> String {
    "sm3=:\(SecureElement.ask("/sm3", body).base64EncodedString()):"
}
