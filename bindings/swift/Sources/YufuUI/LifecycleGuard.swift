#if canImport(UIKit)
import UIKit
import Yufu

/// Tells a session when the app leaves the foreground and comes back, hides what the app switcher would
/// show, and asks for a new login where the session wants one.
@MainActor
public final class LifecycleGuard {
    private let session: Session
    private let windows: () -> [UIWindow]
    private let onLoginRequired: (SessionState) -> Void
    private var covers: [UIView] = []
    private var observers: [any NSObjectProtocol] = []

    /// Guards a session until this object goes. `windows` gives the windows to cover, and
    /// `onLoginRequired` is called when the session signs no more.
    public init(
        session: Session, windows: @escaping () -> [UIWindow],
        onLoginRequired: @escaping (SessionState) -> Void
    ) {
        self.session = session
        self.windows = windows
        self.onLoginRequired = onLoginRequired
        let on = { (name: NSNotification.Name, work: @escaping @MainActor (LifecycleGuard) -> Void) in
            NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { [weak self] _ in
                MainActor.assumeIsolated { if let self { work(self) } }
            }
        }
        observers = [
            on(UIApplication.willResignActiveNotification) { $0.cover() },
            on(UIApplication.didEnterBackgroundNotification) { $0.ask { try $0.enterBackground() } },
            on(UIApplication.willEnterForegroundNotification) { $0.ask { try $0.enterForeground() } },
            on(UIApplication.didBecomeActiveNotification) { $0.uncover() },
        ]
    }

    deinit { observers.forEach(NotificationCenter.default.removeObserver) }

    /// Tells the session that the user did something.
    public func touch() { ask { try $0.touch() } }

    private func ask(_ call: (Session) throws -> SessionState) {
        // A session that can't answer is treated as one that was locked.
        let state = (try? call(session)) ?? .lockedByFault
        if state != .active { onLoginRequired(state) }
    }

    private func cover() {
        guard covers.isEmpty else { return }
        covers = windows().map { window in
            let cover = UIView(frame: window.bounds)
            cover.backgroundColor = .black
            window.addSubview(cover)
            return cover
        }
    }

    private func uncover() {
        covers.forEach { $0.removeFromSuperview() }
        covers = []
    }
}
#endif
