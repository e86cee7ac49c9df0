/// One dealing at a time, off the main thread; what came of it is told on the main thread. While one is
/// under way another is not begun, so that a second tap does nothing.
@MainActor
final class Desk {
    private(set) var busy = false
    private var ticket = 0
    private let changed: () -> Void

    init(changed: @escaping () -> Void) { self.changed = changed }

    func deal<T: Sendable>(
        _ dealing: @escaping @Sendable () async throws -> T, failed: @escaping (any Error) -> Void,
        then: @escaping (T) throws -> Void
    ) {
        if busy { return }
        busy = true
        let mine = ticket
        changed()
        Task {
            let outcome: Result<T, any Error>
            do { outcome = .success(try await dealing()) } catch { outcome = .failure(error) }
            // If nobody waits for it any more, what came is closed as it is dropped.
            guard mine == ticket else { return }
            busy = false
            do { try then(outcome.get()) } catch { failed(error) }
            changed()
        }
    }

    /// Gives up what is under way: its outcome reaches nobody.
    func abandon() {
        ticket += 1
        busy = false
    }
}
