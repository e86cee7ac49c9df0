#if canImport(UIKit)
import UIKit
import Yufu

/// The SDK's keypad on the screen: draws the labels of a `SecureInput` and tells it which cell was
/// touched.
///
/// A key that is touched looks like any other: there is no press effect, no magnifier and no sound that
/// would tell which. The keys lie in a layer that screenshots and recordings show empty, and are not
/// drawn at all while the screen is captured. The input is closed when the view leaves its window or the
/// app the foreground.
@MainActor
public final class SecureKeypadView: UIView {
    /// Called after each touch, with what it did; `.done` asks for `input.seal()`.
    public var onPress: ((Press) -> Void)?

    /// Called when the SDK refused a touch or has closed the input.
    public var onRefusal: ((any Error) -> Void)?

    /// Whether what VoiceOver says reaches the user's ear alone. Digits are spoken only then; otherwise
    /// only the keys' positions are.
    public var isAudioPrivate: () -> Bool = { false }

    private var input: SecureInput?
    private var grid: KeypadGrid?
    private var touched: UInt32?
    private let canvas = KeypadCanvas()
    private let guardField = UITextField()
    private var observers: [any NSObjectProtocol] = []

    /// A keypad for one input, which it closes at the end.
    public init(input: SecureInput) {
        self.input = input
        super.init(frame: .zero)
        isMultipleTouchEnabled = false
        isExclusiveTouch = true
        // The layer in which UIKit draws a password field is left out of screenshots and recordings.
        guardField.isSecureTextEntry = true
        guardField.isUserInteractionEnabled = false
        canvas.isUserInteractionEnabled = false
        (guardField.subviews.first ?? self).addSubview(canvas)
        addSubview(guardField)
        observe()
        reload()
    }

    /// There is no keypad without an input.
    public required init?(coder: NSCoder) { nil }

    deinit {
        observers.forEach(NotificationCenter.default.removeObserver)
        try? input?.close()
    }

    /// Closes the input, which wipes it, and draws nothing more.
    public func wipe() {
        try? input?.close()
        input = nil
        grid = nil
        touched = nil
        canvas.show(nil)
        accessibilityElements = []
    }

    /// Draws the page that the input shows now.
    public func reload() {
        guard let input, bounds.width > 0, !UIScreen.main.isCaptured else {
            canvas.show(nil)
            return
        }
        do {
            let cells = try input.cells()
            let appearance = try input.appearance()
            let grid = KeypadGrid(
                cells: cells, columns: try input.columns(), appearance: appearance, width: bounds.width)
            let labels = try cells.indices.map { try input.label(cell: UInt32($0)) }
            self.grid = grid
            canvas.show(KeypadPage(cells: cells, labels: labels, appearance: appearance, grid: grid))
            describe(cells, labels, grid)
        } catch {
            wipe()
            onRefusal?(error)
        }
    }

    /// The height that the page needs.
    public override var intrinsicContentSize: CGSize {
        CGSize(width: UIView.noIntrinsicMetric, height: grid?.height ?? UIView.noIntrinsicMetric)
    }

    /// Lays the keys out anew.
    public override func layoutSubviews() {
        super.layoutSubviews()
        guardField.frame = bounds
        if canvas.superview !== self { canvas.superview?.frame = bounds }
        canvas.frame = bounds
        reload()
        invalidateIntrinsicContentSize()
    }

    /// A keypad that leaves the screen has no input any more.
    public override func willMove(toWindow newWindow: UIWindow?) {
        super.willMove(toWindow: newWindow)
        if newWindow == nil && window != nil { wipe() }
    }

    /// Remembers the cell under the finger; nothing is drawn.
    public override func touchesBegan(_ touches: Set<UITouch>, with event: UIEvent?) {
        touched = touches.count == 1 ? touches.first.flatMap { grid?.cell(at: $0.location(in: self)) } : nil
    }

    /// Presses the cell if the finger left it where it had touched it.
    public override func touchesEnded(_ touches: Set<UITouch>, with event: UIEvent?) {
        defer { touched = nil }
        guard let touched, let touch = touches.first,
            grid?.cell(at: touch.location(in: self)) == touched
        else { return }
        press(touched)
    }

    /// Forgets the cell.
    public override func touchesCancelled(_ touches: Set<UITouch>, with event: UIEvent?) { touched = nil }

    fileprivate func press(_ cell: UInt32) {
        guard let input else { return }
        do {
            let press = try input.press(cell: cell)
            if press == .page { reload() }
            onPress?(press)
        } catch {
            onRefusal?(error)
        }
    }

    private func observe() {
        let center = NotificationCenter.default
        let on = { (name: NSNotification.Name, work: @escaping @MainActor (SecureKeypadView) -> Void) in
            center.addObserver(forName: name, object: nil, queue: .main) { [weak self] _ in
                MainActor.assumeIsolated { if let self { work(self) } }
            }
        }
        observers = [
            on(UIApplication.didEnterBackgroundNotification) { $0.wipe() },
            on(UIScreen.capturedDidChangeNotification) { $0.reload() },
        ]
    }

    private func describe(_ cells: [Cell], _ labels: [String], _ grid: KeypadGrid) {
        let spoken = UIAccessibility.isVoiceOverRunning && isAudioPrivate()
        accessibilityElements = cells.indices.map { index in
            let element = KeypadElement(accessibilityContainer: self)
            element.cell = UInt32(index)
            element.keypad = self
            element.accessibilityFrameInContainerSpace = grid.frames[index]
            element.accessibilityTraits = .keyboardKey
            let position = "\(cells[index].row + 1), \(cells[index].column + 1)"
            let name = cells[index].kind == .key ? labels[index] : KeypadPage.sign(cells[index].kind)
            element.accessibilityLabel = spoken || cells[index].kind != .key ? name : position
            return element
        }
    }
}

/// A key as VoiceOver finds it.
@MainActor
private final class KeypadElement: UIAccessibilityElement {
    weak var keypad: SecureKeypadView?
    var cell: UInt32 = 0

    override func accessibilityActivate() -> Bool {
        keypad?.press(cell)
        return keypad != nil
    }
}
#endif
