import XCTest
import Yufu
import YufuUI

/// Where the keys lie and which one a touch means.
final class KeypadGridTests: XCTestCase {
    private func grid(_ layout: Layout, _ style: KeypadStyle, _ width: CGFloat) throws -> (Keypad, KeypadGrid) {
        let keypad = try Keypad(layout: layout, order: .shuffled, style: style)
        let grid = KeypadGrid(
            cells: try keypad.cells(), columns: try keypad.columns(), appearance: try keypad.appearance(),
            width: width)
        return (keypad, grid)
    }

    func test_keys_lie_in_the_view_and_none_on_another() throws {
        for layout in Layout.allCases {
            for style in KeypadStyle.allCases {
                let (keypad, grid) = try grid(layout, style, 375)
                XCTAssertEqual(grid.frames.count, try keypad.cells().count)
                let whole = CGRect(x: 0, y: 0, width: 375, height: grid.height)
                for (at, frame) in grid.frames.enumerated() {
                    XCTAssertGreaterThanOrEqual(frame.height, 44)
                    XCTAssertTrue(whole.contains(frame), "\(frame) of \(whole)")
                    for other in grid.frames[(at + 1)...] { XCTAssertFalse(frame.intersects(other)) }
                }
            }
        }
    }

    func test_a_touch_means_the_key_under_it_and_a_gap_means_none() throws {
        let (keypad, grid) = try grid(.digits, .standard, 375)
        for (at, frame) in grid.frames.enumerated() {
            XCTAssertEqual(grid.cell(at: CGPoint(x: frame.midX, y: frame.midY)), UInt32(at))
            XCTAssertNil(grid.cell(at: CGPoint(x: frame.midX, y: frame.maxY + 0.5)))
        }
        XCTAssertNil(grid.cell(at: CGPoint(x: -1, y: -1)))
        XCTAssertGreaterThan(try keypad.appearance().gap, 1)
    }

    func test_a_view_without_width_has_no_key_to_touch() throws {
        let (_, grid) = try grid(.qwerty, .large, 0)
        XCTAssertTrue(grid.frames.allSatisfy { $0.width == 0 })
        XCTAssertNil(grid.cell(at: .zero))
    }
}
