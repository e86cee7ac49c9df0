package dev.yufu.demo

import android.view.WindowManager
import dev.yufu.demo.bank.Draft
import dev.yufu.demo.bank.Message
import dev.yufu.demo.bank.Screen
import java.io.File
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The real activity with the real library, from the letter to the receipt, against a running gateway. */
@RunWith(RobolectricTestRunner::class)
class MainPathTest {
    private val stand = Stand()

    @After
    fun close() = stand.close()

    @Test
    fun `a transfer from the letter to the receipt and the logout`() {
        stand.enrol()
        assertTrue("the code is gone from the screen", stand.teller.screen is Screen.Login)
        assertNotEquals(0, stand.activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE)
        stand.logIn()
        assertTrue(stand.at<Screen.NewPin>().first)
        assertFalse("the letter's PIN can't be left", stand.teller.back())
        stand.choosePin()
        assertEquals("Your PIN was changed.", stand.said())
        stand.approve()
        assertEquals("128.50 CNY to 张**", stand.text(R.id.text))
        stand.type(stand.pin)
        assertEquals("••••••", stand.text(R.id.dots))
        stand.done()

        stand.at<Screen.Done>()
        assertEquals("Paid", stand.text(R.id.title))
        assertEquals("128.50 CNY", stand.text(R.id.amount))
        assertEquals("张**", stand.text(R.id.name))
        assertEquals("**** 0128", stand.text(R.id.account))
        stand.tap(R.id.reveal)
        assertEquals("6222 0212 3456 7890 128", stand.text(R.id.account))
        stand.controller.pause().stop()
        assertEquals("masked again when the app leaves", "**** 0128", stand.text(R.id.account))
        stand.controller.restart().start().resume()
        assertNull(stand.app.getSharedPreferences("notes", 0).getString("order", null))

        stand.tap(R.id.done)
        stand.tap(R.id.logout)
        assertEquals("You are logged out.", stand.said())
        stand.at<Screen.Login>()
        stand.logIn()
        stand.at<Screen.Home>()
        assertTrue(stand.text(R.id.last).startsWith("Last login"))
    }

    @Test
    fun `the confirmation shows whole what is signed, and what the bank asks for`() {
        stand.home()
        stand.review("20000")
        val shown = stand.at<Screen.Confirm>()
        assertEquals("20,000.00 CNY", stand.text(R.id.amount))
        assertEquals("张三丰", stand.text(R.id.name))
        assertEquals("6222 0212 3456 7890 128", stand.text(R.id.account))
        assertTrue(stand.view(R.id.more).isShown)
        assertEquals("Check the phone, then enter PIN", stand.text(R.id.approve))
        assertEquals(shown.required.size, shown.more.size + 2)
        stand.tap(R.id.approve)
        stand.at<Screen.Pin>()
        assertTrue(stand.teller.back())
        assertEquals("what was written is still there", "20000", stand.text(R.id.amount))
    }

    @Test
    fun `amount and payee are checked before the bank is asked`() {
        stand.home()
        stand.tap(R.id.transfer)
        stand.write(R.id.account, "6222021234567890129")
        stand.write(R.id.amount, "1.234")
        stand.tap(R.id.review)
        val wrong = stand.at<Screen.Form>().wrong
        val expected = mapOf(
            Draft.Field.NAME to Message.NAME_WRONG,
            Draft.Field.ACCOUNT to Message.ACCOUNT_WRONG,
            Draft.Field.AMOUNT to Message.AMOUNT_WRONG,
        )
        assertEquals(expected, wrong)
        for (id in listOf(R.id.name_wrong, R.id.account_wrong, R.id.amount_wrong)) assertTrue(stand.view(id).isShown)
        assertEquals(0, stand.relay.sentTransfers)
    }

    @Test
    fun `a wrong password or PIN leads back, and the next one is taken`() {
        stand.enrol()
        stand.type("wrong".toByteArray())
        stand.done()
        stand.at<Screen.Login>()
        assertTrue(stand.said().orEmpty().isNotEmpty())
        stand.logIn()
        stand.choosePin()
        stand.approve()
        stand.type(stand.letter.pin)
        stand.done()
        stand.at<Screen.Form>()
        assertEquals("张三丰", stand.text(R.id.name))
        stand.tap(R.id.review)
        stand.tap(R.id.approve)
        stand.type(stand.pin)
        stand.done()
        stand.at<Screen.Done>()
    }

    @Test
    fun `the security page shows each check of the phone`() {
        stand.enrol()
        stand.tap(R.id.security)
        val findings = stand.at<Screen.Security>().findings
        assertTrue(findings.size > 10)
        assertEquals(findings.size, (stand.view(R.id.findings) as android.view.ViewGroup).childCount)
        stand.tap(R.id.back)
        stand.logIn()
        stand.at<Screen.NewPin>()
    }

    @Test
    fun `the logic knows nothing of Android`() {
        val sources = File("app/src/main/kotlin/dev/yufu/demo/bank").listFiles()!!
        assertTrue(sources.size > 5)
        for (source in sources) assertFalse(source.name, "android." in source.readText())
    }
}
