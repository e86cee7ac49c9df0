// swift-tools-version: 5.9
// Made by `cargo xtask ios`.
import PackageDescription

// Where YufuFFI.xcframework.zip is kept; nil takes the folder beside this file.
let archive: String? = nil
let checksum = "CHECKSUM"

let native: Target =
    if let archive {
        .binaryTarget(name: "YufuFFI", url: archive, checksum: checksum)
    } else {
        .binaryTarget(name: "YufuFFI", path: "YufuFFI.xcframework")
    }

let package = Package(
    name: "Yufu",
    platforms: [.iOS(.v13)],
    products: [
        .library(name: "Yufu", targets: ["Yufu"]),
        .library(name: "YufuUI", targets: ["YufuUI"]),
        .library(name: "YufuURLSession", targets: ["YufuURLSession"]),
    ],
    targets: [
        native,
        .target(
            name: "Yufu", dependencies: ["YufuFFI"], resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(
            name: "YufuUI", dependencies: ["Yufu", "YufuURLSession"],
            resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "YufuURLSession", dependencies: ["Yufu"]),
    ]
)
