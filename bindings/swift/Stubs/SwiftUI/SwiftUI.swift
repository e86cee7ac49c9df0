// What Yufu's layer for iOS uses of SwiftUI, and names of it that Yufu has, too.
@_exported import Foundation
import UIKit

@MainActor public protocol View {}
public struct UIViewRepresentableContext<Representable: UIViewRepresentable> {}
@MainActor public protocol UIViewRepresentable: View {
    associatedtype UIViewType: UIView
    associatedtype Coordinator = Void
    typealias Context = UIViewRepresentableContext<Self>
    func makeUIView(context: Context) -> UIViewType
    func updateUIView(_ uiView: UIViewType, context: Context)
    static func dismantleUIView(_ uiView: UIViewType, coordinator: Coordinator)
}

public struct Environment<Value> {}
public struct Transaction {}
public struct Link<Label> {}
public protocol Layout {}
