// swift-tools-version: 5.9
import PackageDescription

// DemoCore is the app without its views, for Linux as well. The app target itself is made by Xcode
// (App/project.yml). With YUFU_STUBS its sources are compiled on Linux: against the small modules of
// bindings/swift that stand for Apple's.
let yufu = { (product: String) in Target.Dependency.product(name: product, package: "swift") }

let app: [Target] =
    Context.environment["YUFU_STUBS"] == nil
    ? []
    : [
        .executableTarget(
            name: "DemoApp", dependencies: ["DemoCore", yufu("YufuUI"), yufu("YufuStubs")],
            path: "App/Sources", swiftSettings: [.define("YUFU_STUBS")])
    ]

let package = Package(
    name: "YufuDemo",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "DemoCore", targets: ["DemoCore"])],
    dependencies: [.package(path: "../bindings/swift")],
    targets: [
        .target(name: "DemoCore", dependencies: [yufu("Yufu"), yufu("YufuURLSession")]),
        .testTarget(
            name: "DemoCoreTests", dependencies: ["DemoCore"] + app.map { .target(name: $0.name) },
            swiftSettings: app.isEmpty ? [] : [.define("YUFU_STUBS")]),
    ] + app
)
