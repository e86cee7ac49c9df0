#if YUFU_STUBS
import UIKit
import XCTest
import Yufu
import YufuUI

/// The layer for iOS over stubs of UIKit: what our code does, not what Apple's does.
@MainActor
final class ScreenTests: XCTestCase {
    private let window = UIWindow()

    private func openInput() throws -> SecureInput {
        let phone = try Phone.enrol(Bank.first, Bank.first.letter())
        return try phone.exchange(phone.server.beginLogin(device: phone.device)).openInput(keypad: pad())
    }

    private func show(_ input: SecureInput) -> SecureKeypadView {
        let view = SecureKeypadView(input: input)
        view.frame = CGRect(x: 0, y: 0, width: 375, height: 300)
        view.window = window
        view.layoutSubviews()
        return view
    }

    /// Everything that the view and what lies in it draws.
    private func drawn(_ view: UIView) -> [String] {
        Drawing.texts = []
        var open = [view]
        while let next = open.popLast() {
            next.draw(next.bounds)
            open += next.subviews
        }
        return Drawing.texts
    }

    private func keyFrames(_ input: SecureInput) throws -> [CGRect] {
        let grid = KeypadGrid(
            cells: try input.cells(), columns: try input.columns(), appearance: try input.appearance(), width: 375)
        return try input.cells().indices.filter { try input.cells()[$0].kind == .key }.map { grid.frames[$0] }
    }

    private func touch(_ view: SecureKeypadView, from: CGRect, to: CGRect) {
        let finger = UITouch()
        finger.place = CGPoint(x: from.midX, y: from.midY)
        view.touchesBegan([finger], with: nil)
        finger.place = CGPoint(x: to.midX, y: to.midY)
        view.touchesEnded([finger], with: nil)
    }

    func test_a_touched_key_is_typed_and_looks_like_any_other() async throws {
        let input = try openInput()
        let view = show(input)
        var presses: [Press] = []
        view.onPress = { presses.append($0) }
        let keys = try keyFrames(input)
        let before = Drawing.asked
        touch(view, from: keys[3], to: keys[3])
        XCTAssertEqual(try input.length(), 1)
        XCTAssertEqual(presses, [.typed])
        touch(view, from: keys[3], to: keys[4])
        XCTAssertEqual(try input.length(), 1, "a finger that slid off types nothing")
        XCTAssertEqual(Drawing.asked, before, "nothing is drawn anew")
        view.reload()
        XCTAssertGreaterThan(Drawing.asked, before, "the control")
    }

    func test_the_keys_lie_in_the_layer_of_a_password_field() async throws {
        let view = show(try openInput())
        let field = try XCTUnwrap(view.subviews.compactMap { $0 as? UITextField }.first)
        XCTAssertTrue(field.isSecureTextEntry)
        XCTAssertEqual(Set(drawn(field)).intersection((0...9).map(String.init)).count, 10)
        XCTAssertTrue(view.subviews.allSatisfy { $0 === field })
    }

    func test_nothing_is_drawn_while_the_screen_is_captured() async throws {
        let view = show(try openInput())
        XCTAssertEqual(drawn(view).count, 13)
        UIScreen.main.isCaptured = true
        defer { UIScreen.main.isCaptured = false }
        view.reload()
        XCTAssertEqual(drawn(view), [])
    }

    func test_a_keypad_that_leaves_its_window_wipes_the_input() async throws {
        let input = try openInput()
        let view = show(input)
        view.willMove(toWindow: nil)
        XCTAssertEqual(code(try input.length()), 7001)
        XCTAssertEqual(drawn(view), [])
        let forgotten = try openInput()
        _ = show(forgotten)
        XCTAssertEqual(code(try forgotten.length()), 7001)
    }

    func test_VoiceOver_speaks_digits_to_a_private_ear_alone() async throws {
        UIAccessibility.isVoiceOverRunning = true
        defer { UIAccessibility.isVoiceOverRunning = false }
        let input = try openInput()
        let view = show(input)
        let digits = Set((0...9).map(String.init))
        let spoken = {
            Set((view.accessibilityElements ?? []).compactMap { ($0 as? UIAccessibilityElement)?.accessibilityLabel })
        }
        XCTAssertTrue(spoken().isDisjoint(with: digits))
        XCTAssertTrue(spoken().contains("1, 1"))
        view.isAudioPrivate = { true }
        view.reload()
        XCTAssertTrue(spoken().isSuperset(of: digits))
        let key = try input.cells().firstIndex { $0.kind == .key }!
        let element = view.accessibilityElements?[key] as? UIAccessibilityElement
        XCTAssertEqual(element?.accessibilityActivate(), true)
        XCTAssertEqual(try input.length(), 1)
    }

    func test_the_background_hides_the_app_and_asks_for_a_new_login() async throws {
        let letter = Bank.first.letter()
        let session = try Phone.enrol(Bank.first, letter).logIn(letter)
        let view = show(try openInput())
        var wanted: [SessionState] = []
        let window = self.window
        let lifecycle = LifecycleGuard(session: session, windows: { [window] }) { wanted.append($0) }
        await tell(UIApplication.willResignActiveNotification)
        XCTAssertEqual(window.subviews.count, 1)
        await tell(UIApplication.didEnterBackgroundNotification)
        XCTAssertEqual(wanted, [.lockedBackground])
        XCTAssertEqual(drawn(view), [])
        await tell(UIApplication.willEnterForegroundNotification)
        await tell(UIApplication.didBecomeActiveNotification)
        XCTAssertEqual(window.subviews.count, 0)
        lifecycle.touch()
        XCTAssertEqual(wanted.count, 3)
    }

    private func tell(_ name: NSNotification.Name) async {
        await Task.detached { NotificationCenter.default.post(name: name, object: nil) }.value
    }

    func test_host_facts_are_collected() async throws {
        UIScreen.main.isCaptured = true
        defer { UIScreen.main.isCaptured = false }
        let facts = try EnvironmentCollector().collect()
        let report = try Environment().collect(
            facts: facts, challenge: Data(count: 32), transaction: nil, budgetMillis: 200)
        XCTAssertFalse(try report.findings().isEmpty)
    }
}
#endif
