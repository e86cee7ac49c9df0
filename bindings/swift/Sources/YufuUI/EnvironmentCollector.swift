#if canImport(UIKit)
import LocalAuthentication
import UIKit
import Yufu

/// Collects what only the app's own language sees: the host facts of a report.
///
/// What iOS tells nobody is unobservable. A URL scheme is seen only if the app lists it under
/// `LSApplicationQueriesSchemes`.
@MainActor
public struct EnvironmentCollector {
    /// Facts that iOS has no question for.
    static let unsupported: [FactName] = [
        .packages, .signer, .installer, .debuggerConnected, .developerOptions, .adb,
        .accessibilityServices, .inputMethods, .overlay, .deviceAdministrators, .audioMode,
        .userCertificates, .mockLocation, .sensors, .telephony, .userId, .workProfile,
        .foreignDataFolder, .zygoteFrames,
    ]

    private let pack: Pack?

    /// Looks for what `pack` asks for; the embedded one if there is none.
    public init(pack: Pack? = nil) { self.pack = pack }

    /// The facts of this moment.
    ///
    /// - Throws: Code 5812 if the pack asks for more than a report holds.
    public func collect() throws -> HostFacts {
        let facts = try HostFacts()
        let asks = try (pack ?? Pack.embedded()).asks()
        let schemes = asks.urlSchemes.filter { scheme in
            URL(string: "\(scheme)://").map(UIApplication.shared.canOpenURL) ?? false
        }
        try facts.setList(fact: .urlSchemes, values: schemes)
        try facts.setList(fact: .classes, values: asks.classes.filter { NSClassFromString($0) != nil })
        try facts.setFlag(fact: .screenCaptured, value: UIScreen.main.isCaptured)
        try facts.setFlag(fact: .screenMirrored, value: UIScreen.screens.count > 1)
        let lock = LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil)
        try facts.setFlag(fact: .screenLock, value: lock)
        for fact in EnvironmentCollector.unsupported {
            try facts.setUnobservable(fact: fact, cause: .unsupported)
        }
        return facts
    }
}
#endif
