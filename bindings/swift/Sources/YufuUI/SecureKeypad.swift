#if canImport(SwiftUI) && canImport(UIKit)
import SwiftUI
import UIKit
import Yufu

/// The keypad for SwiftUI: see `SecureKeypadView`.
@available(iOS 13.0, *)
public struct SecureKeypad: UIViewRepresentable {
    private let input: SecureInput
    private let onPress: (Press) -> Void
    private let onRefusal: (any Error) -> Void

    /// A keypad for one input, which it closes at the end.
    public init(
        input: SecureInput, onPress: @escaping (Press) -> Void,
        onRefusal: @escaping (any Error) -> Void = { _ in }
    ) {
        self.input = input
        self.onPress = onPress
        self.onRefusal = onRefusal
    }

    /// Makes the view.
    public func makeUIView(context: Context) -> SecureKeypadView {
        let view = SecureKeypadView(input: input)
        view.onPress = onPress
        view.onRefusal = onRefusal
        return view
    }

    /// Takes the newest closures.
    public func updateUIView(_ view: SecureKeypadView, context: Context) {
        view.onPress = onPress
        view.onRefusal = onRefusal
    }

    /// Wipes the input.
    public static func dismantleUIView(_ view: SecureKeypadView, coordinator: ()) { view.wipe() }
}
#endif
