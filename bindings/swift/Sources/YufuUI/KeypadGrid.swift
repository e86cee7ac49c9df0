import Foundation
import Yufu

/// Where the cells of a keypad's page lie, in points from the top left corner.
///
/// Sizes come from the SDK; the width is the view's. The gaps between cells belong to none.
public struct KeypadGrid: Equatable, Sendable {
    /// The rectangle of each cell, in the order of the cells.
    public let frames: [CGRect]

    /// The height of all rows with the gaps around them.
    public let height: CGFloat

    /// Lays out one page.
    public init(cells: [Cell], columns: UInt8, appearance: Appearance, width: CGFloat) {
        let gap = CGFloat(appearance.gap)
        let row = CGFloat(appearance.cellHeight)
        let unit = columns == 0 ? 0 : (width - gap) / CGFloat(columns)
        frames = cells.map { cell in
            CGRect(
                x: gap + CGFloat(cell.column) * unit, y: gap + CGFloat(cell.row) * (row + gap),
                width: max(0, CGFloat(cell.span) * unit - gap), height: row)
        }
        let rows = cells.map { Int($0.row) + 1 }.max() ?? 0
        height = gap + CGFloat(rows) * (row + gap)
    }

    /// The index of the cell at a point; nil between the cells.
    public func cell(at point: CGPoint) -> UInt32? {
        frames.firstIndex { $0.contains(point) }.flatMap { UInt32(exactly: $0) }
    }
}
