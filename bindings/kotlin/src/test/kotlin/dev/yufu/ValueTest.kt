package dev.yufu

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Masks, reveals, validators, links, keypad and environment. */
class ValueTest {
    @Test
    fun `a value shows itself masked and whole on a ground alone`() {
        val card = Sensitive.validated(ValueKind.CARD_NUMBER, "6222 0212 3456 7890 128")
        assertEquals("**** 0128", card.masked())
        assertEquals("********", card.shown(Stage.BEFORE_LOGIN))
        assertEquals("6222021234567890128", card.reveal(RevealGround.ACCOUNT_STATEMENT))

        val mobile = Sensitive(ValueKind.MOBILE, "13800138000")
        val refused = assertThrows(YufuException.Invalid::class.java) {
            mobile.reveal(RevealGround.PAYEE_CONFIRMATION)
        }
        assertEquals(5751, refused.code)
        val proof = IdentityProof(IdentityCheck.PASSWORD)
        assertEquals("13800138000", mobile.revealTo(proof))
        assertThrows(YufuException.Closed::class.java) { mobile.revealTo(proof) }
        assertFalse(mobile.toString().contains("138"))
    }

    @Test
    fun `what is not valid says why`() {
        val error = assertThrows(YufuException.Invalid::class.java) {
            Sensitive.validated(ValueKind.CARD_NUMBER, "6222021234567890129")
        }
        assertEquals(5705, error.code)
        assertEquals(123450, Yufu.parseAmount("1234.5", 2))
        assertEquals("05/29", CardExpiry("0529".toByteArray()).shown(Stage.AFTER_LOGIN))
        val policy = LinkPolicy(listOf("https"), listOf("m.bank.example"), emptyList())
        assertEquals("m.bank.example", policy.check("https://m.bank.example/pay?order=1").host)
        val evil = assertThrows(YufuException.Invalid::class.java) {
            policy.check("https://m.bank.example.evil.example/")
        }
        assertEquals(5722, evil.code)
    }

    @Test
    fun `a shuffled keypad shows each digit once`() {
        val keypad = Keypad(Layout.DIGITS, Order.SHUFFLED, KeypadStyle.LARGE)
        val labels = keypad.cells().indices.map { keypad.label(it) }.filter { it.isNotEmpty() }
        assertEquals("0123456789", labels.sorted().joinToString(""))
        assertEquals(6, keypad.columns())
        assertEquals(64, keypad.appearance().cellHeight)
        assertEquals(0x101010, keypad.appearance().key)
    }

    @Test
    fun `a report has a finding for each check`() {
        val report = Environment().collect(HostFacts(), ByteArray(32), null, 200)
        val findings = report.findings()
        assertTrue(findings.size >= 13)
        assertEquals(findings.map { it.code }.sorted(), findings.map { it.code })
        assertTrue(findings.all { it.title.isNotEmpty() && it.titleZh.isNotEmpty() })
    }

    @Test
    fun `the version is the project's`() {
        assertTrue(Regex("""\d+\.\d+\.\d+""").matches(Yufu.version()))
        Yufu.memoryWarnings().forEach { assertTrue(it.code in 5901..5907) }
    }
}
