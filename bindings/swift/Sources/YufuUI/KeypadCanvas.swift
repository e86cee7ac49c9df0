#if canImport(UIKit)
import UIKit
import Yufu

/// One page, ready to be drawn.
struct KeypadPage {
    let cells: [Cell]
    let labels: [String]
    let appearance: Appearance
    let grid: KeypadGrid

    /// What stands on a cell that is no key.
    static func sign(_ kind: CellKind) -> String {
        switch kind {
        case .key: return ""
        case .delete: return "⌫"
        case .clear: return "✕"
        case .shift: return "⇧"
        case .symbols: return "#+="
        case .letters: return "ABC"
        case .done: return "✓"
        }
    }
}

/// Draws a page; nothing of it is kept but in the page itself.
@MainActor
final class KeypadCanvas: UIView {
    private var page: KeypadPage?

    func show(_ page: KeypadPage?) {
        self.page = page
        isOpaque = false
        contentMode = .redraw
        setNeedsDisplay()
    }

    override func draw(_ rect: CGRect) {
        guard let page else { return }
        let look = page.appearance
        KeypadCanvas.colour(look.background).setFill()
        UIRectFill(bounds)
        for (index, cell) in page.cells.enumerated() {
            let isKey = cell.kind == .key
            let path = UIBezierPath(rect: page.grid.frames[index])
            path.lineWidth = CGFloat(look.borderWidth)
            KeypadCanvas.colour(isKey ? look.key : look.control).setFill()
            KeypadCanvas.colour(look.border).setStroke()
            path.fill()
            path.stroke()
            let font = UIFont.systemFont(ofSize: CGFloat(look.labelSize))
            let text = NSAttributedString(
                string: isKey ? page.labels[index] : KeypadPage.sign(cell.kind),
                attributes: [
                    .font: UIFontMetrics.default.scaledFont(for: font),
                    .foregroundColor: KeypadCanvas.colour(isKey ? look.keyLabel : look.controlLabel),
                ])
            let size = text.size()
            let frame = page.grid.frames[index]
            text.draw(at: CGPoint(x: frame.midX - size.width / 2, y: frame.midY - size.height / 2))
        }
    }

    private static func colour(_ rgb: UInt32) -> UIColor {
        UIColor(
            red: CGFloat(rgb >> 16 & 0xff) / 255, green: CGFloat(rgb >> 8 & 0xff) / 255,
            blue: CGFloat(rgb & 0xff) / 255, alpha: 1)
    }
}
#endif
