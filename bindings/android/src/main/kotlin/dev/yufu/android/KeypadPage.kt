package dev.yufu.android

import android.content.res.Resources
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.util.TypedValue
import dev.yufu.Appearance
import dev.yufu.CellKind
import dev.yufu.SecureInput
import java.util.Locale

/** One page of a keypad in pixels, ready to be drawn. Sizes come from the SDK; the width is the view's. */
internal class KeypadPage(input: SecureInput, resources: Resources, width: Int) {
    private val look: Appearance = input.appearance()
    private val density = resources.displayMetrics.density
    private val labelSize =
        TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, look.labelSize.toFloat(), resources.displayMetrics)

    val cells = input.cells()
    private val labels = cells.indices.map(input::label)
    private val gap = look.gap * density
    private val row = look.cellHeight * density

    /** The rectangle of each cell; the gaps belong to none. */
    val frames: List<RectF> = (width - gap).div(input.columns()).let { unit ->
        cells.map {
            val left = gap + it.column * unit
            val top = gap + it.row * (row + gap)
            RectF(left, top, left + it.span * unit - gap, top + row)
        }
    }

    val height: Int = (gap + (cells.maxOf { it.row } + 1) * (row + gap)).toInt()

    /** The index of the cell at a point; null between the cells. */
    fun at(x: Float, y: Float): Int? = frames.indexOfFirst { it.contains(x, y) }.takeIf { it >= 0 }

    /** What a screen reader says: a key's label only if [aloud]. */
    fun spoken(cell: Int, aloud: Boolean): String {
        val chinese = Locale.getDefault().language == "zh"
        val (kind, row) = cells[cell]
        return when {
            kind != CellKind.KEY -> WORDS.getValue(kind).let { (english, words) -> if (chinese) words else english }
            aloud -> labels[cell]
            chinese -> "第${row + 1}行第${place(cell)}个"
            else -> "row ${row + 1}, key ${place(cell)}"
        }
    }

    private fun place(cell: Int) = cells.count { it.row == cells[cell].row && it.column <= cells[cell].column }

    fun draw(canvas: Canvas) {
        val paint = Paint(Paint.ANTI_ALIAS_FLAG)
        canvas.drawColor(opaque(look.background))
        paint.textAlign = Paint.Align.CENTER
        for ((cell, frame) in frames.withIndex()) {
            val key = cells[cell].kind == CellKind.KEY
            paint.style = Paint.Style.FILL
            paint.color = opaque(if (key) look.key else look.control)
            canvas.drawRect(frame, paint)
            paint.style = Paint.Style.STROKE
            paint.strokeWidth = look.borderWidth * density
            paint.color = opaque(look.border)
            if (look.borderWidth > 0) canvas.drawRect(frame, paint)
            paint.style = Paint.Style.FILL
            paint.color = opaque(if (key) look.keyLabel else look.controlLabel)
            // A large font of the system's must not leave the cell.
            paint.textSize = minOf(labelSize, frame.height() * 0.7f)
            val baseline = frame.centerY() - (paint.ascent() + paint.descent()) / 2
            canvas.drawText(if (key) labels[cell] else SIGNS.getValue(cells[cell].kind), frame.centerX(), baseline, paint)
        }
    }

    private companion object {
        fun opaque(rgb: Int): Int = rgb or (0xff shl 24)

        val SIGNS = mapOf(
            CellKind.DELETE to "⌫", CellKind.CLEAR to "✕", CellKind.SHIFT to "⇧",
            CellKind.SYMBOLS to "#+=", CellKind.LETTERS to "ABC", CellKind.DONE to "✓",
        )

        val WORDS = mapOf(
            CellKind.DELETE to ("delete" to "删除"), CellKind.CLEAR to ("clear" to "清空"),
            CellKind.SHIFT to ("shift" to "大小写"), CellKind.SYMBOLS to ("symbols" to "符号"),
            CellKind.LETTERS to ("letters" to "字母"), CellKind.DONE to ("done" to "完成"),
        )
    }
}
