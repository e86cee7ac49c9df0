package dev.yufu.demo

import android.graphics.Bitmap
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.EditText
import android.widget.ScrollView
import android.widget.TextView
import dev.yufu.demo.bank.Screen
import java.io.File
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** Each page in both languages, with normal and with large letters; the pictures lie in target/pictures. */
@RunWith(RobolectricTestRunner::class)
class LooksTest {
    private val stand = Stand()

    @After
    fun close() = stand.close()

    @Test
    fun `in English`() = tour("en", 1f)

    @Test
    fun `in English and large`() = tour("en", 1.6f)

    @Test
    fun `in Chinese`() = tour("zh", 1f)

    @Test
    fun `in Chinese and large`() = tour("zh", 1.6f)

    private fun tour(language: String, scale: Float) {
        RuntimeEnvironment.setQualifiers("+" + if (language == "zh") "zh-rCN" else "en-rUS")
        RuntimeEnvironment.setFontScale(scale)
        val form = language + if (scale > 1) "-large" else ""
        val draw = { name: String -> look("$form-$name") }
        stand.open()
        draw("1-enrol")
        stand.write(R.id.code, String(stand.letter.activationCode))
        stand.tap(R.id.enrol)
        stand.type(stand.letter.password.copyOf(4))
        draw("2-login")
        stand.logInFrom(4)
        stand.choosePin()
        draw("3-home")
        stand.review("20000")
        draw("4-confirm")
        stand.teller.back()
        stand.settle()
        draw("5-form")
        stand.tap(R.id.review)
        stand.at<Screen.Confirm>()
        stand.tap(R.id.approve)
        stand.type(stand.pin.copyOf(3))
        draw("6-pin")
        stand.controller.pause()
        draw("7-preview")
        stand.controller.resume()
        stand.type(stand.pin.drop(3).toByteArray())
        stand.done()
        draw("8-receipt")
        stand.tap(R.id.done)
        stand.tap(R.id.security)
        draw("9-security")
        stand.at<Screen.Security>()
    }

    private fun look(name: String) {
        stand.settle()
        val picture = stand.picture()
        keep(picture, "target/pictures/$name.png")
        keep(Bitmap.createScaledBitmap(picture, picture.width / 2, picture.height / 2, true), "target/pictures/small/$name.png")
        if ("preview" !in name) judge(stand.activity.window.decorView, name)
    }

    private fun keep(picture: Bitmap, path: String) {
        val file = File(path).apply { parentFile!!.mkdirs() }
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    /** Nothing is cut off, everything that can be touched is large enough and has a name. */
    private fun judge(view: View, name: String) {
        if (!view.isShown) return
        val what = "$name: ${runCatching { view.resources.getResourceEntryName(view.id) }.getOrDefault("?")}"
        if (view is TextView && view.layout != null) {
            for (line in 0 until view.layout.lineCount) assertEquals(what, 0, view.layout.getEllipsisCount(line))
            if (view !is EditText) assertTrue("$what is cut", view.layout.height <= view.height)
        }
        if (view is Button || view is EditText) {
            val least = 48 * view.resources.displayMetrics.density
            assertTrue("$what is small", view.height >= least)
            assertTrue("$what has no name", (view as TextView).text.isNotEmpty() || labelled(view))
        }
        val right = IntArray(2).also(view::getLocationInWindow)[0] + view.width
        assertTrue("$what leaves the window", right <= stand.activity.window.decorView.width)
        if (view is ViewGroup) {
            val inner = if (view is ScrollView) 0 else view.childCount
            if (view is ScrollView) judge(view.getChildAt(0), name)
            for (place in 0 until inner) judge(view.getChildAt(place), name)
        }
    }

    private fun labelled(field: View): Boolean = texts(stand.activity.window.decorView).any { it.labelFor == field.id }

    private fun texts(view: View): List<TextView> = when (view) {
        is TextView -> listOf(view)
        is ViewGroup -> (0 until view.childCount).flatMap { texts(view.getChildAt(it)) }
        else -> emptyList()
    }
}
