// What replaces obtain() and setBoundsInParent() needs API 30.
@file:Suppress("DEPRECATION")

package dev.yufu.android

import android.content.Context
import android.graphics.Rect
import android.media.AudioManager
import android.os.Build
import android.os.Bundle
import android.view.MotionEvent
import android.view.View
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeProvider

/**
 * What TalkBack finds of a keypad: a node for each cell. It names a key by its place, and by its label only
 * while touch exploration and a private audio route are both on.
 */
internal class KeypadNodes(private val view: SecureKeypadView) : AccessibilityNodeProvider() {
    private val manager = view.context.getSystemService(Context.ACCESSIBILITY_SERVICE) as AccessibilityManager
    private var hovered: Int? = null

    fun changed() = send(View.NO_ID, AccessibilityEvent.TYPE_WINDOW_CONTENT_CHANGED)

    /** A finger that explores the screen. */
    fun hover(event: MotionEvent): Boolean {
        if (!manager.isEnabled || !manager.isTouchExplorationEnabled) return false
        val obscured = !view.onFilterTouchEventForSecurity(event)
        val left = obscured || event.actionMasked == MotionEvent.ACTION_HOVER_EXIT
        val cell = if (left) null else view.page?.at(event.x, event.y)
        if (cell != hovered) {
            hovered?.let { send(it, AccessibilityEvent.TYPE_VIEW_HOVER_EXIT) }
            cell?.let { send(it, AccessibilityEvent.TYPE_VIEW_HOVER_ENTER) }
            hovered = cell
        }
        return true
    }

    override fun createAccessibilityNodeInfo(id: Int): AccessibilityNodeInfo? {
        if (id == View.NO_ID) return host()
        val page = view.page ?: return null
        val frame = page.frames.getOrNull(id) ?: return null
        val bounds = Rect().also(frame::roundOut)
        return AccessibilityNodeInfo.obtain(view, id).apply {
            packageName = view.context.packageName
            className = "android.widget.Button"
            contentDescription = page.spoken(id, aloud())
            setParent(view)
            setBoundsInParent(bounds)
            val place = IntArray(2).also(view::getLocationOnScreen)
            setBoundsInScreen(Rect(bounds).apply { offset(place[0], place[1]) })
            isEnabled = true
            isVisibleToUser = view.isShown
            isClickable = true
            addAction(AccessibilityNodeInfo.AccessibilityAction.ACTION_CLICK)
        }
    }

    override fun performAction(id: Int, action: Int, arguments: Bundle?): Boolean {
        val known = view.page?.frames?.indices?.contains(id) == true
        if (!known || action != AccessibilityNodeInfo.ACTION_CLICK) return false
        view.press(id)
        return true
    }

    private fun host(): AccessibilityNodeInfo = AccessibilityNodeInfo.obtain(view).also { node ->
        view.onInitializeAccessibilityNodeInfo(node)
        view.page?.frames?.indices?.forEach { node.addChild(view, it) }
    }

    private fun aloud(): Boolean = manager.isTouchExplorationEnabled && Build.VERSION.SDK_INT >= 23 && isAudioPrivate()

    /** Something in or on the ear is connected. A Bluetooth device may be a loudspeaker: it does not count. */
    @Newer
    private fun isAudioPrivate(): Boolean {
        val audio = view.context.getSystemService(Context.AUDIO_SERVICE) as AudioManager
        return audio.getDevices(AudioManager.GET_DEVICES_OUTPUTS).any { it.type in PRIVATE }
    }

    private fun send(id: Int, type: Int) {
        if (!manager.isEnabled) return
        val event = AccessibilityEvent.obtain(type)
        event.packageName = view.context.packageName
        event.setSource(view, id)
        view.parent?.requestSendAccessibilityEvent(view, event)
    }

    private companion object {
        /** TYPE_WIRED_HEADSET, TYPE_WIRED_HEADPHONES, TYPE_USB_HEADSET, TYPE_HEARING_AID. */
        val PRIVATE = setOf(3, 4, 22, 23)
    }
}
