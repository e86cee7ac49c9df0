package dev.yufu.android

import android.content.Context
import android.graphics.Canvas
import android.os.Build
import android.os.SystemClock
import android.util.AttributeSet
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager
import android.view.accessibility.AccessibilityNodeProvider
import dev.yufu.Press
import dev.yufu.SecureInput
import dev.yufu.YufuException

/**
 * The SDK's keypad on the screen: draws the labels of a [SecureInput] and tells it which cell was touched.
 *
 * A key that is touched looks like any other: there is no press effect, no magnifier, no sound and no
 * vibration that would tell which. The window gets FLAG_SECURE before anything is drawn. A touch while
 * another window lies over this one, or over a part of it, is refused. The input is closed when the view
 * leaves its window, and when the app stays in the background longer than [backgroundMillis]; meanwhile
 * nothing is drawn. Nothing is saved with the state of the activity.
 */
public class SecureKeypadView @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    View(context, attributes) {

    /** What the keypad tells the app. */
    public interface Listener {
        /** After each touch of a cell; at [Press.DONE] call `input.seal()`. */
        public fun onPress(press: Press)

        /** Another window lay over this one while it was touched: the touch was refused. */
        public fun onObscured()

        /** The SDK refused a touch, or the input is closed. */
        public fun onRefusal(error: YufuException)
    }

    /** Who is told. */
    public var listener: Listener? = null

    /** How long the app may be in the background before the input is closed; 0 closes it at once. */
    public var backgroundMillis: Long = 0

    /** Whether another window lay over this one at a touch: the fact `OVERLAY`. */
    public var wasObscured: Boolean = false
        private set

    private var input: SecureInput? = null
    internal var page: KeypadPage? = null
        private set
    private var touched: Int? = null
    private var secure = false
    private var leftAt: Long? = null
    private val watch = BackgroundWatch(this, ::left, ::returned)
    private val wipe = Runnable { wipe() }
    private val nodes by lazy { KeypadNodes(this) }

    init {
        filterTouchesWhenObscured = true
        isSoundEffectsEnabled = false
        isHapticFeedbackEnabled = false
        isSaveEnabled = false
        isFocusable = true
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_YES
        if (Build.VERSION.SDK_INT >= 26) keepFromAutofill()
        if (Build.VERSION.SDK_INT >= 34) keepFromOtherServices()
    }

    @Newer
    private fun keepFromAutofill() {
        importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
    }

    /** Only services that declare themselves accessibility tools see the view. */
    @Newer
    private fun keepFromOtherServices() = setAccessibilityDataSensitive(ACCESSIBILITY_DATA_SENSITIVE_YES)

    /** Shows an input, which the view closes at the end. An earlier one is closed now. */
    public fun open(input: SecureInput) {
        wipe()
        this.input = input
        reload()
    }

    /** Closes the input, which wipes it, and draws nothing more. */
    public fun wipe() {
        removeCallbacks(wipe)
        try {
            input?.close()
        } catch (error: YufuException) {
            listener?.onRefusal(error)
        }
        input = null
        page = null
        touched = null
        invalidate()
    }

    /** Draws the page that the input shows now. */
    private fun reload() {
        val input = input
        if (input == null || width == 0) return
        try {
            page = KeypadPage(input, resources, width)
            requestLayout()
            invalidate()
            nodes.changed()
        } catch (error: YufuException) {
            wipe()
            listener?.onRefusal(error)
        }
    }

    override fun onSizeChanged(width: Int, height: Int, oldWidth: Int, oldHeight: Int) {
        if (width != oldWidth) post { reload() }
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        setMeasuredDimension(
            getDefaultSize(suggestedMinimumWidth, widthSpec),
            resolveSize(page?.height ?: suggestedMinimumHeight, heightSpec),
        )
    }

    override fun onDraw(canvas: Canvas) {
        if (secure && leftAt == null) page?.draw(canvas)
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        watch.begin()
        val window = rootView.layoutParams as? WindowManager.LayoutParams ?: return
        window.flags = window.flags or WindowManager.LayoutParams.FLAG_SECURE
        val manager = context.getSystemService(Context.WINDOW_SERVICE) as WindowManager
        manager.updateViewLayout(rootView, window)
        secure = true
    }

    override fun onDetachedFromWindow() {
        watch.end()
        wipe()
        secure = false
        super.onDetachedFromWindow()
    }

    override fun onWindowVisibilityChanged(visibility: Int) {
        super.onWindowVisibilityChanged(visibility)
        if (visibility == VISIBLE) returned() else left()
    }

    private fun left() {
        if (leftAt != null) return
        // Counts on while the phone sleeps, which the posted wipe does not.
        leftAt = SystemClock.elapsedRealtime()
        touched = null
        if (backgroundMillis <= 0) wipe() else postDelayed(wipe, backgroundMillis)
        invalidate()
    }

    private fun returned() {
        val since = SystemClock.elapsedRealtime() - (leftAt ?: return)
        leftAt = null
        removeCallbacks(wipe)
        if (since >= backgroundMillis) wipe()
        invalidate()
    }

    override fun onFilterTouchEventForSecurity(event: MotionEvent): Boolean {
        if (event.flags and OBSCURED == 0) return super.onFilterTouchEventForSecurity(event)
        touched = null
        wasObscured = true
        if (event.actionMasked == MotionEvent.ACTION_DOWN) listener?.onObscured()
        return false
    }

    /** Presses the cell if one finger left it where it had touched it. Nothing is drawn. */
    @Suppress("ClickableViewAccessibility")
    override fun onTouchEvent(event: MotionEvent): Boolean {
        val cell = page?.at(event.x, event.y)
        when (event.actionMasked) {
            MotionEvent.ACTION_DOWN -> touched = cell
            MotionEvent.ACTION_UP -> {
                if (cell != null && cell == touched) press(cell)
                touched = null
            }
            MotionEvent.ACTION_POINTER_DOWN, MotionEvent.ACTION_CANCEL -> touched = null
        }
        return true
    }

    internal fun press(cell: Int) {
        val input = input
        if (input == null || !secure || leftAt != null) return
        try {
            val press = input.press(cell)
            if (press == Press.PAGE) reload()
            listener?.onPress(press)
        } catch (error: YufuException) {
            if (error is YufuException.Closed) wipe()
            listener?.onRefusal(error)
        }
    }

    override fun getAccessibilityNodeProvider(): AccessibilityNodeProvider = nodes

    override fun dispatchHoverEvent(event: MotionEvent): Boolean = nodes.hover(event) || super.dispatchHoverEvent(event)

    private companion object {
        /** FLAG_WINDOW_IS_OBSCURED and, from API 29 on, FLAG_WINDOW_IS_PARTIALLY_OBSCURED. */
        const val OBSCURED = MotionEvent.FLAG_WINDOW_IS_OBSCURED or 2
    }
}
