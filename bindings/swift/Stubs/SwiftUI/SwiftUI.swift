// What Yufu's layer for iOS and the demo app use of SwiftUI, and names of it that Yufu has, too. Nothing is
// drawn.
@_exported import Foundation
@_exported import UIKit

@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}
extension Never: View { public var body: Never { fatalError("no view") } }
/// A view that is made of no others.
public protocol Leaf: View where Body == Never {}
extension Leaf { public var body: Never { fatalError("no view") } }

@resultBuilder @MainActor public enum ViewBuilder {
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<(repeat each Content)> {
        TupleView(value: (repeat each content))
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<A: View, B: View>(first: A) -> ConditionalContent<A, B> { .first(first) }
    public static func buildEither<A: View, B: View>(second: B) -> ConditionalContent<A, B> { .second(second) }
}
public struct TupleView<T>: Leaf { let value: T }
public enum ConditionalContent<A: View, B: View>: Leaf { case first(A), second(B) }
extension Optional: View where Wrapped: View { public var body: Never { fatalError("no view") } }
extension Optional: Leaf where Wrapped: View {}

public struct UIViewRepresentableContext<Representable: UIViewRepresentable> {
    public let coordinator: Representable.Coordinator
}
@MainActor @preconcurrency public protocol UIViewRepresentable: View where Body == Never {
    associatedtype UIViewType: UIView
    associatedtype Coordinator = Void
    typealias Context = UIViewRepresentableContext<Self>
    func makeUIView(context: Context) -> UIViewType
    func updateUIView(_ uiView: UIViewType, context: Context)
    func makeCoordinator() -> Coordinator
    static func dismantleUIView(_ uiView: UIViewType, coordinator: Coordinator)
}
extension UIViewRepresentable {
    public var body: Never { fatalError("no view") }
    public static func dismantleUIView(_ uiView: UIViewType, coordinator: Coordinator) {}
}
extension UIViewRepresentable where Coordinator == Void { public func makeCoordinator() {} }

public enum HorizontalAlignment { case leading, center }
public struct VStack<Content: View>: Leaf {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct ZStack<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct ScrollView<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct ForEach<Items: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    public init(_ data: Items, id: KeyPath<Items.Element, ID>, @ViewBuilder content: @escaping (Items.Element) -> Content) {}
}
public struct Text: Leaf { public init(verbatim content: String) {} }
public struct ProgressView: Leaf { public init() {} }
public struct Button: Leaf { public init(_ title: some StringProtocol, action: @escaping () -> Void) {} }
public struct TextField: Leaf { public init(_ title: some StringProtocol, text: Binding<String>) {} }
public struct Color: Leaf, ShapeStyle { public static let black = Color(), red = Color(), secondary = Color() }
public protocol ShapeStyle {}
public struct Font: Sendable {
    public static let largeTitle = Font(), title2 = Font(), footnote = Font(), body = Font()
}
public struct TapGesture { public init() {}; public func onEnded(_ action: @escaping (()) -> Void) -> TapGesture { self } }
public struct AccessibilityTraits: Sendable { public static let isHeader = AccessibilityTraits() }
extension View {
    public func padding() -> some View { self }
    public func font(_ font: Font?) -> some View { self }
    public func foregroundColor(_ color: Color?) -> some View { self }
    public func disabled(_ disabled: Bool) -> some View { self }
    public func ignoresSafeArea() -> some View { self }
    public func id(_ id: some Hashable) -> some View { self }
    public func frame(minHeight: CGFloat?) -> some View { self }
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func disableAutocorrection(_ disable: Bool?) -> some View { self }
    public func simultaneousGesture(_ gesture: TapGesture) -> some View { self }
    public func accessibilityLabel(_ label: Text) -> some View { self }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
}

public protocol ObservableObject: AnyObject {}
@propertyWrapper public struct Published<Value> {
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public var wrappedValue: Value
}
@propertyWrapper @MainActor public struct StateObject<Object: ObservableObject> {
    public init(wrappedValue: @autoclosure @escaping () -> Object) { self.wrappedValue = wrappedValue() }
    public let wrappedValue: Object
}
@propertyWrapper @MainActor public struct ObservedObject<Object: ObservableObject> {
    public init(wrappedValue: Object) { self.wrappedValue = wrappedValue }
    public var wrappedValue: Object
}
public struct Binding<Value> {
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) {}
}

@MainActor @preconcurrency public protocol Scene {}
public struct WindowGroup: Scene { public init(@ViewBuilder content: () -> some View) {} }
@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    var body: Body { get }
    init()
}
extension App { public static func main() { fatalError("there is no screen") } }

public struct Environment<Value> {}
public struct Transaction {}
public struct Link<Label> {}
public protocol Layout {}
