// What Yufu's layer for iOS uses of LocalAuthentication.
@_exported import Foundation

public enum LAPolicy { case deviceOwnerAuthentication }
public final class LAContext: NSObject {
    public func canEvaluatePolicy(_ policy: LAPolicy, error: UnsafeMutablePointer<NSError?>?) -> Bool { false }
}
