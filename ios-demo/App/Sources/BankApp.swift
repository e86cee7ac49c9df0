import DemoCore
import SwiftUI
import UIKit
import YufuUI

@main
struct BankApp: App {
    @StateObject private var shown = Shown()

    var body: some Scene {
        WindowGroup { RootView(shown: shown) }
    }
}

/// Holds the teller and the guard of its session, and tells SwiftUI of each change. Nothing of it is written
/// down.
@MainActor
final class Shown: ObservableObject {
    private static let checkSeconds = 5.0

    let teller: Teller
    @Published private(set) var isCovered = false
    @Published private var changes = 0
    private var lifecycle: LifecycleGuard?
    private var observers: [any NSObjectProtocol] = []
    private var clock: Timer?

    init() {
        let handset = IosHandset()
        teller = Teller(Branch(Shown.bank(), handset), handset)
        teller.watcher = { [weak self] in self?.changes += 1 }
        teller.onSession = { [weak self] session in
            self?.lifecycle = session.map { session in
                LifecycleGuard(session: session, windows: Shown.windows) { _ in self?.teller.loginRequired() }
            }
        }
        observe()
        teller.start()
    }

    deinit {
        observers.forEach(NotificationCenter.default.removeObserver)
        clock?.invalidate()
    }

    /// The customer did something.
    func touched() { lifecycle?.touch() }

    private func observe() {
        let on = { (name: NSNotification.Name, work: @escaping @MainActor (Shown) -> Void) in
            NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { [weak self] _ in
                MainActor.assumeIsolated { if let self { work(self) } }
            }
        }
        observers = [
            on(UIApplication.willResignActiveNotification) { $0.isCovered = true },
            on(UIApplication.didBecomeActiveNotification) { $0.isCovered = false },
            on(UIApplication.didEnterBackgroundNotification) { $0.teller.left() },
            on(UIApplication.willEnterForegroundNotification) { $0.teller.returned() },
        ]
        clock = Timer.scheduledTimer(withTimeInterval: Shown.checkSeconds, repeats: true) { [weak self] _ in
            MainActor.assumeIsolated { self?.teller.check() }
        }
    }

    private static func windows() -> [UIWindow] {
        UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }.flatMap(\.windows)
    }

    /// From Info.plist, which App/project.yml writes.
    private static func bank() -> BankAddress {
        let text = { (name: String) in Bundle.main.object(forInfoDictionaryKey: name) as? String ?? "" }
        let root = Data(base64Encoded: text("YufuBankRoot"), options: .ignoreUnknownCharacters) ?? Data()
        return BankAddress(authority: text("YufuBankAuthority"), scheme: text("YufuBankScheme"), root: root)
    }
}
