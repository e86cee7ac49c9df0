import DemoCore
import SwiftUI
import UIKit

/// A field for the activation code that never holds it: each change goes to the teller as it is typed, and
/// the field shows a mark for each character.
struct CodeField: UIViewRepresentable {
    let code: ActivationCode
    /// Only so that SwiftUI sees a field that was emptied.
    let count: Int
    let changed: () -> Void

    func makeCoordinator() -> Typist { Typist(code) }

    func makeUIView(context: Context) -> UITextField {
        let field = UITextField()
        field.delegate = context.coordinator
        field.keyboardType = .asciiCapable
        field.autocorrectionType = .no
        field.autocapitalizationType = .none
        field.accessibilityLabel = Words.code()
        return field
    }

    func updateUIView(_ field: UITextField, context: Context) {
        context.coordinator.changed = changed
        context.coordinator.show(field)
    }
}

@MainActor
final class Typist: NSObject, UITextFieldDelegate {
    private let code: ActivationCode
    var changed: () -> Void = {}

    init(_ code: ActivationCode) { self.code = code }

    func textField(
        _ field: UITextField, shouldChangeCharactersIn range: NSRange, replacementString text: String
    ) -> Bool {
        if code.replace(range.location..<range.location + range.length, by: text) {
            show(field)
            changed()
        }
        return false
    }

    func show(_ field: UITextField) {
        field.text = String(repeating: "•", count: code.count)
        field.accessibilityValue = code.count == 0 ? Words.fieldEmpty() : Words.fieldLength(String(code.count))
    }
}
