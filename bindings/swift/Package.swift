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

let package = Package(
    name: "Yufu",
    platforms: [.iOS(.v13), .macOS(.v10_15)],
    products: [
        .library(name: "Yufu", targets: ["Yufu"]),
        .library(name: "YufuUI", targets: ["YufuUI"]),
        .library(name: "YufuURLSession", targets: ["YufuURLSession"]),
    ],
    targets: [
        native,
        .target(name: "Yufu", dependencies: ["YufuFFI"]),
        .target(name: "YufuUI", dependencies: ["Yufu", "YufuURLSession"]),
        .target(name: "YufuURLSession", dependencies: ["Yufu"]),
        .testTarget(name: "YufuTests", dependencies: ["Yufu", "YufuUI", "YufuURLSession"]),
    ]
)
