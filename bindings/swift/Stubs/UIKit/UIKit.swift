// What Yufu's layer for iOS uses of UIKit: its types, and what of its behaviour the tests need. A test
// reads what was drawn from `Drawing`.
@_exported import Foundation

@MainActor open class UIResponder: NSObject {
    open func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent?) {}
    open func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) {}
    open func touchesCancelled(_ touches: Set<UITouch>, with event: UIEvent?) {}
}

@MainActor open class UIView: UIResponder {
    public enum ContentMode { case redraw }
    public static let noIntrinsicMetric: CGFloat = -1
    public init(frame: CGRect) { self.frame = frame }
    public convenience override init() { self.init(frame: .zero) }
    public required init?(coder: NSCoder) { nil }
    open var frame: CGRect
    open var bounds: CGRect { frame }
    open weak var window: UIWindow?
    public private(set) weak var superview: UIView?
    public private(set) var subviews: [UIView] = []
    open var isOpaque = false
    open var contentMode = ContentMode.redraw
    open var isMultipleTouchEnabled = false
    open var isExclusiveTouch = false
    open var isUserInteractionEnabled = true
    open var backgroundColor: UIColor?
    open var accessibilityElements: [Any]?
    open var intrinsicContentSize: CGSize { .zero }
    open func draw(_ rect: CGRect) {}
    open func layoutSubviews() {}
    open func willMove(toWindow newWindow: UIWindow?) {}
    public func addSubview(_ view: UIView) {
        subviews.append(view)
        view.superview = self
    }
    public func removeFromSuperview() { superview?.subviews.removeAll { $0 === self } }
    public func setNeedsDisplay() { Drawing.asked += 1 }
    public func invalidateIntrinsicContentSize() {}
}

public final class UIWindow: UIView {}
@MainActor public class UIScene: UIResponder {}
@MainActor public final class UIWindowScene: UIScene { public var windows: [UIWindow] = [] }
@MainActor public protocol UITextFieldDelegate: NSObjectProtocol {
    func textField(
        _ textField: UITextField, shouldChangeCharactersIn range: NSRange, replacementString string: String
    ) -> Bool
}
public enum UIKeyboardType: Int { case `default`, asciiCapable, numberPad, decimalPad }
public enum UITextAutocorrectionType: Int { case `default`, no, yes }
public enum UITextAutocapitalizationType: Int { case none, words, sentences, allCharacters }
public final class UITextField: UIView {
    public weak var delegate: (any UITextFieldDelegate)?
    public var text: String?
    public var placeholder: String?
    public var keyboardType = UIKeyboardType.default
    public var autocorrectionType = UITextAutocorrectionType.default
    public var autocapitalizationType = UITextAutocapitalizationType.sentences
    public var accessibilityLabel: String?
    public var accessibilityValue: String?
    public var isSecureTextEntry = false {
        didSet { if subviews.isEmpty { addSubview(UIView()) } }
    }
}

/// What was drawn, for tests.
@MainActor public enum Drawing {
    /// How often a view asked to be drawn.
    public static var asked = 0
    /// The texts that were drawn.
    public static var texts: [String] = []
}

@MainActor public final class UIEvent: NSObject {}
@MainActor public final class UITouch: NSObject {
    public var place = CGPoint.zero
    public func location(in view: UIView?) -> CGPoint { place }
}

@MainActor public final class UIScreen: NSObject {
    public static let main = UIScreen()
    public static var screens: [UIScreen] = [main]
    public var isCaptured = false
    public nonisolated static let capturedDidChangeNotification = NSNotification.Name("captured")
}

@MainActor public final class UIApplication: UIResponder {
    public static let shared = UIApplication()
    public var opened: Set<String> = []
    public var connectedScenes: Set<UIScene> = []
    public func canOpenURL(_ url: URL) -> Bool { opened.contains(url.scheme ?? "") }
    public nonisolated static let willResignActiveNotification = NSNotification.Name("resign")
    public nonisolated static let didBecomeActiveNotification = NSNotification.Name("active")
    public nonisolated static let didEnterBackgroundNotification = NSNotification.Name("background")
    public nonisolated static let willEnterForegroundNotification = NSNotification.Name("foreground")
}

public struct UIAccessibilityTraits: OptionSet, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public static let keyboardKey = UIAccessibilityTraits(rawValue: 1)
}
@MainActor public enum UIAccessibility {
    public static var isVoiceOverRunning = false
}
@MainActor open class UIAccessibilityElement: UIResponder {
    public init(accessibilityContainer container: Any) {}
    public var accessibilityFrameInContainerSpace = CGRect.zero
    public var accessibilityTraits: UIAccessibilityTraits = []
    public var accessibilityLabel: String?
    open func accessibilityActivate() -> Bool { false }
}

public final class UIColor: NSObject, @unchecked Sendable {
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) {}
    public static var black: UIColor { UIColor(red: 0, green: 0, blue: 0, alpha: 1) }
    public func setFill() {}
    public func setStroke() {}
}
public final class UIFont: NSObject {
    public static func systemFont(ofSize: CGFloat) -> UIFont { UIFont() }
}
public final class UIFontMetrics: NSObject {
    public static var `default`: UIFontMetrics { UIFontMetrics() }
    public func scaledFont(for font: UIFont) -> UIFont { font }
}
public final class UIBezierPath: NSObject {
    public init(rect: CGRect) {}
    public var lineWidth: CGFloat = 0
    public func fill() {}
    public func stroke() {}
}
public func UIRectFill(_ rect: CGRect) {}

extension NSAttributedString.Key {
    public static var font: NSAttributedString.Key { NSAttributedString.Key(rawValue: "font") }
    public static var foregroundColor: NSAttributedString.Key { NSAttributedString.Key(rawValue: "colour") }
}
extension NSAttributedString {
    public func size() -> CGSize { .zero }
    @MainActor public func draw(at point: CGPoint) { Drawing.texts.append(string) }
}
