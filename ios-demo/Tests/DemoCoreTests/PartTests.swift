import XCTest
import Yufu

@testable import DemoCore

#if YUFU_STUBS
import UIKit

@testable import DemoApp
#endif

/// The parts that need no bank.
@MainActor
final class PartTests: XCTestCase {
    private func typed(_ code: ActivationCode) -> String {
        code.take().withData { String(decoding: $0, as: UTF8.self) }
    }

    func test_the_code_is_edited_like_any_text_and_taken_once() async {
        let code = ActivationCode()
        XCTAssertTrue(code.replace(0..<0, by: "AB CD"))
        XCTAssertEqual(code.count, 4)
        XCTAssertTrue(code.replace(1..<3, by: "xyz"))
        XCTAssertTrue(code.replace(4..<5, by: ""))
        XCTAssertFalse(code.replace(0..<5, by: "a"), "beyond its end")
        XCTAssertFalse(code.replace(0..<0, by: "é"))
        XCTAssertFalse(code.replace(0..<0, by: String(repeating: "a", count: 61)))
        XCTAssertEqual(typed(code), "Axyz")
        XCTAssertEqual(code.count, 0)
        XCTAssertEqual(typed(code), "")
    }

    func test_amounts_are_grouped() async {
        XCTAssertEqual(Payment.money(5), "0.05 CNY")
        XCTAssertEqual(Payment.money(99_999), "999.99 CNY")
        XCTAssertEqual(Payment.money(123_456_700), "1,234,567.00 CNY")
        XCTAssertEqual(Payment.grouped("12345"), "1234 5")
    }

    #if YUFU_STUBS
    func test_the_field_of_the_code_never_holds_it() async {
        let code = ActivationCode()
        let typist = Typist(code)
        let field = UITextField()
        let begin = NSRange(location: 0, length: 0)
        XCTAssertFalse(typist.textField(field, shouldChangeCharactersIn: begin, replacementString: "K7QX"))
        XCTAssertEqual(field.text, "••••")
        XCTAssertEqual(typed(code), "K7QX", "the control")
        typist.show(field)
        XCTAssertEqual(field.text, "")
    }

    func test_each_text_is_there_in_both_languages() async throws {
        let wanted = Set(Words.allCases.map(\.rawValue) + Message.allCases.map(\.rawValue))
        let app = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../App").standardized
        var places: [[String: Int]] = []
        for language in ["en", "zh-Hans"] {
            let file = app.appendingPathComponent("\(language).lproj/Localizable.strings")
            let list = try PropertyListSerialization.propertyList(from: Data(contentsOf: file), format: nil)
            let texts = try XCTUnwrap(list as? [String: String])
            XCTAssertEqual(Set(texts.keys), wanted, language)
            places.append(texts.mapValues { $0.components(separatedBy: "$@").count })
        }
        XCTAssertEqual(places[0], places[1])
    }
    #endif
}
