// swift-tools-version: 5.9
import PackageDescription

// Apple platforms take the XCFramework that `cargo xtask ios` makes. Linux links the static library,
// in a folder that the caller names: swift build -Xlinker -L/folder/of/libyufu_ffi.a
#if os(Linux)
let native = Target.target(name: "YufuFFI", linkerSettings: [.linkedLibrary("yufu_ffi")])
#else
let native = Target.binaryTarget(
    name: "YufuFFI", path: "../../target/artefacts/ios/YufuFFI.xcframework")
#endif

// Where Apple's privacy report finds it: a static library has no place of its own for it.
let privacy = Resource.copy("PrivacyInfo.xcprivacy")

// With YUFU_STUBS the layer for iOS is compiled and tested on Linux: against small modules that stand for
// Apple's.
let stubs: [Target] =
    Context.environment["YUFU_STUBS"] == nil
    ? []
    : [
        .target(name: "LocalAuthentication", path: "Stubs/LocalAuthentication"),
        .target(name: "Security", path: "Stubs/Security"),
        .target(name: "SwiftUI", dependencies: ["UIKit"], path: "Stubs/SwiftUI"),
        .target(name: "UIKit", path: "Stubs/UIKit"),
    ]

// Then the demo app is compiled over them, too.
let stubsProduct: [Product] =
    stubs.isEmpty ? [] : [.library(name: "YufuStubs", targets: stubs.map { $0.name })]

let settings: [SwiftSetting] = stubs.isEmpty ? [] : [.define("YUFU_STUBS")]

let package = Package(
    name: "Yufu",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [
        .library(name: "Yufu", targets: ["Yufu"]),
        .library(name: "YufuUI", targets: ["YufuUI"]),
        .library(name: "YufuURLSession", targets: ["YufuURLSession"]),
    ] + stubsProduct,
    targets: [
        native,
        .target(name: "Yufu", dependencies: ["YufuFFI"], resources: [privacy]),
        .target(
            name: "YufuUI",
            dependencies: ["Yufu", "YufuURLSession"] + stubs.map { .target(name: $0.name) },
            resources: [privacy], swiftSettings: settings),
        .target(name: "YufuURLSession", dependencies: ["Yufu"]),
        .testTarget(
            name: "YufuTests", dependencies: ["Yufu", "YufuUI", "YufuURLSession"],
            swiftSettings: settings),
    ] + stubs
)
