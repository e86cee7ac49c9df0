import XCTest
import Yufu

/// The shared vectors, tests/vectors/sdk.json, against a library that was built for them: the suite runs
/// them in a process of their own. tests/vectors/README.md describes the file.
final class VectorTests: XCTestCase {
    func test_every_case_gives_what_the_file_says() throws {
        // The other tests run against a library that draws true random numbers.
        guard let path = ProcessInfo.processInfo.environment["YUFU_VECTORS"] else { return }
        let file = try JSONDecoder().decode(Json.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        var steps = 0
        for one in file["cases"].list {
            let objects = Objects()
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            for (at, step) in one["steps"].list.enumerated() {
                try play(step, objects, folder.path, "\(one["name"].word), step \(at): \(step["call"].word)")
                steps += 1
            }
        }
        print("sdk.json: \(file["cases"].list.count) cases, \(steps) steps")
    }

    private func play(_ step: Json, _ objects: Objects, _ folder: String, _ place: String) throws {
        let given = step["arguments"].list.map { value -> Json in
            if case .text(let text) = value {
                return .text(text.replacingOccurrences(of: "${folder}", with: folder))
            }
            return value
        }
        let on = step["on"].optional?.word ?? ""
        do {
            let made = try call(objects, step["call"].word, on, given)
            XCTAssertEqual(step["error"], .null, place)
            switch (made, step["gives"].optional) {
            case (.object(let object), let name?): objects.keep(name.word, object)
            case (.value(let value), nil):
                if step.has("returns") {
                    XCTAssertTrue(value.fits(step["returns"]), "\(place): \(value) is not \(step["returns"])")
                }
            default: XCTFail("\(place): another kind of result")
            }
        } catch let error as YufuError {
            XCTAssertEqual(.number(UInt64(error.code)), step["error"], "\(place): \(error)")
        }
    }
}

/// What a call gave.
enum Made {
    case value(Json)
    case object(AnyObject)
}

/// The objects of a case by their names.
final class Objects {
    private var named: [String: AnyObject] = [:]

    func keep(_ name: String, _ object: AnyObject) { named[name] = object }

    func get<T>(_ name: String, _ type: T.Type) -> T { named[name] as! T }
}

/// A value of the file.
indirect enum Json: Decodable, Equatable {
    case null
    case flag(Bool)
    case number(UInt64)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(UInt64.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Json].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Json].self))
        }
    }

    subscript(_ name: String) -> Json {
        if case .object(let members) = self { return members[name] ?? .null }
        return .null
    }

    func has(_ name: String) -> Bool {
        if case .object(let members) = self { return members[name] != nil }
        return false
    }

    var optional: Json? { self == .null ? nil : self }

    var word: String {
        guard case .text(let text) = self else { fatalError("\(self) is no text") }
        return text
    }

    var flag: Bool {
        guard case .flag(let flag) = self else { fatalError("\(self) is no flag") }
        return flag
    }

    var bytes: Data { YufuTests.bytes(hexadecimal: word) }

    var list: [Json] {
        guard case .list(let list) = self else { fatalError("\(self) is no list") }
        return list
    }

    func number<T: FixedWidthInteger>() -> T {
        guard case .number(let number) = self, let fits = T(exactly: number) else {
            fatalError("\(self) is no number of this size")
        }
        return fits
    }

    /// Whether this is the wanted value. Members that are not wanted are not compared.
    func fits(_ wanted: Json) -> Bool {
        switch (wanted, self) {
        case (.object(let wanted), .object(let found)):
            return wanted.allSatisfy { name, value in found[name]?.fits(value) ?? false }
        case (.list(let wanted), .list(let found)):
            return wanted.count == found.count && zip(wanted, found).allSatisfy { $1.fits($0) }
        default: return wanted == self
        }
    }
}

func hexadecimal(_ bytes: Data) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
