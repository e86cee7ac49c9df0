// Made by `cargo xtask generate`. Do not edit.
package dev.yufu

import java.nio.ByteBuffer

/** The native methods. The library binds them when it is loaded. */
internal object Natives {
    init {
        System.loadLibrary("yufu_jni")
    }

    @JvmStatic
    external fun free(kind: Int, handle: Long)

    @JvmStatic
    external fun maskValue(kind: Int, value: String): String

    @JvmStatic
    external fun memoryWarnings(): ByteArray

    @JvmStatic
    external fun parseAmount(text: String, decimals: Int): Long

    @JvmStatic
    external fun selfTest(): ByteArray

    @JvmStatic
    external fun version(): String

    @JvmStatic
    external fun cardExpiryNew(expiry: ByteArray): Long

    @JvmStatic
    external fun cardExpiryClose(self: Any, handle: Long)

    @JvmStatic
    external fun cardExpiryShown(self: Any, handle: Long, stage: Int): String

    @JvmStatic
    external fun denyListNew(): Long

    @JvmStatic
    external fun denyListAddBirthday(self: Any, handle: Long, year: Int, month: Int, day: Int)

    @JvmStatic
    external fun denyListAddCardNumber(self: Any, handle: Long, number: ByteArray)

    @JvmStatic
    external fun denyListAddIdNumber(self: Any, handle: Long, number: ByteArray)

    @JvmStatic
    external fun denyListAddMobileNumber(self: Any, handle: Long, number: ByteArray)

    @JvmStatic
    external fun denyListClose(self: Any, handle: Long)

    @JvmStatic
    external fun deviceAccount(self: Any, handle: Long): String

    @JvmStatic
    external fun deviceClose(self: Any, handle: Long)

    @JvmStatic
    external fun deviceHasHardwareKey(self: Any, handle: Long): Boolean

    @JvmStatic
    external fun deviceId(self: Any, handle: Long): String

    @JvmStatic
    external fun deviceKeyId(self: Any, handle: Long): String

    @JvmStatic
    external fun deviceThumbprint(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun deviceToRecord(self: Any, handle: Long, secret: ByteArray): ByteArray

    @JvmStatic
    external fun enrolledClose(self: Any, handle: Long)

    @JvmStatic
    external fun enrolmentClose(self: Any, handle: Long)

    @JvmStatic
    external fun enrolmentHardwareMessage(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun enrolmentSign(self: Any, handle: Long, device: Any, deviceHandle: Long, server: Any, serverHandle: Long, hardwareSignature: ByteArray?, attestation: ByteArray?): Long

    @JvmStatic
    external fun environmentNew(expected: ByteArray, pack: Any?, packHandle: Long): Long

    @JvmStatic
    external fun environmentAllowLoopbackPorts(self: Any, handle: Long)

    @JvmStatic
    external fun environmentClose(self: Any, handle: Long)

    @JvmStatic
    external fun environmentCollect(self: Any, handle: Long, facts: Any, factsHandle: Long, challenge: ByteArray, transaction: ByteArray?, budgetMillis: Int): Long

    @JvmStatic
    external fun fileStoreNew(folder: String): Long

    @JvmStatic
    external fun fileStoreClose(self: Any, handle: Long)

    @JvmStatic
    external fun fileStoreErase(self: Any, handle: Long)

    @JvmStatic
    external fun fileStoreLoad(self: Any, handle: Long, secret: ByteArray): Long

    @JvmStatic
    external fun fileStoreSave(self: Any, handle: Long, device: Any, deviceHandle: Long, secret: ByteArray)

    @JvmStatic
    external fun fileStoreSaveNew(self: Any, handle: Long, device: Any, deviceHandle: Long, secret: ByteArray)

    @JvmStatic
    external fun hostFactsNew(): Long

    @JvmStatic
    external fun hostFactsClose(self: Any, handle: Long)

    @JvmStatic
    external fun hostFactsSetBytes(self: Any, handle: Long, fact: Int, value: ByteArray)

    @JvmStatic
    external fun hostFactsSetFlag(self: Any, handle: Long, fact: Int, value: Boolean)

    @JvmStatic
    external fun hostFactsSetList(self: Any, handle: Long, fact: Int, values: ByteArray)

    @JvmStatic
    external fun hostFactsSetNumber(self: Any, handle: Long, fact: Int, value: Long)

    @JvmStatic
    external fun hostFactsSetText(self: Any, handle: Long, fact: Int, value: String)

    @JvmStatic
    external fun hostFactsSetUnobservable(self: Any, handle: Long, fact: Int, cause: Int)

    @JvmStatic
    external fun identityProofNew(check: Int): Long

    @JvmStatic
    external fun identityProofClose(self: Any, handle: Long)

    @JvmStatic
    external fun keypadNew(layout: Int, order: Int, style: Int): Long

    @JvmStatic
    external fun keypadAppearance(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun keypadCells(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun keypadClose(self: Any, handle: Long)

    @JvmStatic
    external fun keypadColumns(self: Any, handle: Long): Int

    @JvmStatic
    external fun keypadLabel(self: Any, handle: Long, cell: Int): String

    @JvmStatic
    external fun linkPolicyNew(schemes: ByteArray, hosts: ByteArray, ports: ByteArray): Long

    @JvmStatic
    external fun linkPolicyCheck(self: Any, handle: Long, link: String): ByteArray

    @JvmStatic
    external fun linkPolicyClose(self: Any, handle: Long)

    @JvmStatic
    external fun loginChallenge(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun loginClose(self: Any, handle: Long)

    @JvmStatic
    external fun loginOpenInput(self: Any, handle: Long, keypad: Any, keypadHandle: Long): Long

    @JvmStatic
    external fun loginSealReport(self: Any, handle: Long, report: Any, reportHandle: Long, app: ByteArray): Long

    @JvmStatic
    external fun loginSubmit(self: Any, handle: Long, password: Any, passwordHandle: Long, report: Any, reportHandle: Long, limits: ByteArray): Long

    @JvmStatic
    external fun newDeviceNew(hardwareKey: ByteArray?): Long

    @JvmStatic
    external fun newDeviceClose(self: Any, handle: Long)

    @JvmStatic
    external fun newDeviceEnrolled(self: Any, handle: Long, enrolled: Any, enrolledHandle: Long): Long

    @JvmStatic
    external fun newDeviceEnrolment(self: Any, handle: Long, offer: Any, offerHandle: Long, activationCode: ByteArray): Long

    @JvmStatic
    external fun newDeviceToRecord(self: Any, handle: Long, secret: ByteArray): ByteArray

    @JvmStatic
    external fun offerChallenge(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun offerClose(self: Any, handle: Long)

    @JvmStatic
    external fun offerServerTime(self: Any, handle: Long): Long

    @JvmStatic
    external fun packEmbedded(): Long

    @JvmStatic
    external fun packAsks(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun packClose(self: Any, handle: Long)

    @JvmStatic
    external fun packId(self: Any, handle: Long): String

    @JvmStatic
    external fun packUpdate(self: Any, handle: Long, token: String, roots: ByteArray, now: Long): Long

    @JvmStatic
    external fun packVersion(self: Any, handle: Long): Long

    @JvmStatic
    external fun pendingAnswerAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingAnswerClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingAnswerHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingAnswerReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): ByteArray

    @JvmStatic
    external fun pendingAnswerReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): ByteArray

    @JvmStatic
    external fun pendingAnswerRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingChangeAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingChangeClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingChangeHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingChangeReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): ByteArray

    @JvmStatic
    external fun pendingChangeReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): ByteArray

    @JvmStatic
    external fun pendingChangeRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingEnrolmentAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingEnrolmentClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingEnrolmentHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingEnrolmentReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingEnrolmentReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingEnrolmentRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingLoginAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingLoginClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingLoginHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingLoginReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingLoginReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingLoginRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingLogoutAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingLogoutClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingLogoutHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingLogoutReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray)

    @JvmStatic
    external fun pendingLogoutReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int)

    @JvmStatic
    external fun pendingLogoutRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingOfferAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingOfferClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingOfferHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingOfferReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingOfferReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingOfferRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingReceiptAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingReceiptClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingReceiptHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingReceiptReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): ByteArray

    @JvmStatic
    external fun pendingReceiptReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): ByteArray

    @JvmStatic
    external fun pendingReceiptRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingSecretChangeAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingSecretChangeClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingSecretChangeHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingSecretChangeReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingSecretChangeReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingSecretChangeRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingSessionAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingSessionClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingSessionHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingSessionReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingSessionReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingSessionRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun pendingTransferAttachHardwareSignature(self: Any, handle: Long, signature: ByteArray)

    @JvmStatic
    external fun pendingTransferClose(self: Any, handle: Long)

    @JvmStatic
    external fun pendingTransferHardwareBase(self: Any, handle: Long): ByteArray?

    @JvmStatic
    external fun pendingTransferReceive(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun pendingTransferReceiveBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun pendingTransferRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun reportClose(self: Any, handle: Long)

    @JvmStatic
    external fun reportFindings(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun reportOfflineDecision(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun reportScores(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun reportSeverity(self: Any, handle: Long): Int

    @JvmStatic
    external fun requestSignerNew(session: Any, sessionHandle: Long): Long

    @JvmStatic
    external fun requestSignerClose(self: Any, handle: Long)

    @JvmStatic
    external fun requestSignerSign(self: Any, handle: Long, head: ByteArray, body: ByteArray): Long

    @JvmStatic
    external fun requestSignerSignBuffer(self: Any, handle: Long, head: ByteArray, body: ByteBuffer, offset: Int, length: Int): Long

    @JvmStatic
    external fun savedDeviceNew(record: ByteArray, secret: ByteArray): Long

    @JvmStatic
    external fun savedDeviceClose(self: Any, handle: Long)

    @JvmStatic
    external fun savedDeviceDevice(self: Any, handle: Long): Long

    @JvmStatic
    external fun savedDeviceIsEnrolled(self: Any, handle: Long): Boolean

    @JvmStatic
    external fun savedDeviceNewDevice(self: Any, handle: Long): Long

    @JvmStatic
    external fun sealedInputClose(self: Any, handle: Long)

    @JvmStatic
    external fun sealedReportClose(self: Any, handle: Long)

    @JvmStatic
    external fun secretChangeClose(self: Any, handle: Long)

    @JvmStatic
    external fun secretChangeOpenNew(self: Any, handle: Long, keypad: Any, keypadHandle: Long, kind: Int, deny: Any, denyHandle: Long): Long

    @JvmStatic
    external fun secretChangeOpenOld(self: Any, handle: Long, keypad: Any, keypadHandle: Long): Long

    @JvmStatic
    external fun secretChangeOpenRepeat(self: Any, handle: Long, keypad: Any, keypadHandle: Long, kind: Int, deny: Any, denyHandle: Long): Long

    @JvmStatic
    external fun secretChangeSubmit(self: Any, handle: Long, old: Any, oldHandle: Long, new: Any, newHandle: Long, repeat: Any, repeatHandle: Long): Long

    @JvmStatic
    external fun secureInputAppearance(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun secureInputBackspace(self: Any, handle: Long)

    @JvmStatic
    external fun secureInputCells(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun secureInputClear(self: Any, handle: Long)

    @JvmStatic
    external fun secureInputClose(self: Any, handle: Long)

    @JvmStatic
    external fun secureInputColumns(self: Any, handle: Long): Int

    @JvmStatic
    external fun secureInputFindings(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun secureInputLabel(self: Any, handle: Long, cell: Int): String

    @JvmStatic
    external fun secureInputLength(self: Any, handle: Long): Int

    @JvmStatic
    external fun secureInputMasked(self: Any, handle: Long): String

    @JvmStatic
    external fun secureInputPress(self: Any, handle: Long, cell: Int): Int

    @JvmStatic
    external fun secureInputSeal(self: Any, handle: Long): Long

    @JvmStatic
    external fun sensitiveNew(kind: Int, value: String): Long

    @JvmStatic
    external fun sensitiveValidated(kind: Int, value: String): Long

    @JvmStatic
    external fun sensitiveClose(self: Any, handle: Long)

    @JvmStatic
    external fun sensitiveKind(self: Any, handle: Long): Int

    @JvmStatic
    external fun sensitiveMasked(self: Any, handle: Long): String

    @JvmStatic
    external fun sensitiveReveal(self: Any, handle: Long, ground: Int): String

    @JvmStatic
    external fun sensitiveRevealTo(self: Any, handle: Long, proof: Any, proofHandle: Long): String

    @JvmStatic
    external fun sensitiveShown(self: Any, handle: Long, stage: Int): String

    @JvmStatic
    external fun serverNew(authority: String, trust: Any, trustHandle: Long): Long

    @JvmStatic
    external fun serverBeginLogin(self: Any, handle: Long, device: Any, deviceHandle: Long): Long

    @JvmStatic
    external fun serverChallenge(self: Any, handle: Long): Long

    @JvmStatic
    external fun serverClose(self: Any, handle: Long)

    @JvmStatic
    external fun serverKeysRequest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun serverLoadKeys(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteArray, now: Long)

    @JvmStatic
    external fun serverLoadKeysBuffer(self: Any, handle: Long, status: Int, headers: ByteArray, body: ByteBuffer, offset: Int, length: Int, now: Long)

    @JvmStatic
    external fun sessionAccounts(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun sessionBeginSecretChange(self: Any, handle: Long, kind: Int): Long

    @JvmStatic
    external fun sessionBeginTransfer(self: Any, handle: Long, transaction: Any, transactionHandle: Long): Long

    @JvmStatic
    external fun sessionClose(self: Any, handle: Long)

    @JvmStatic
    external fun sessionEnterBackground(self: Any, handle: Long): Int

    @JvmStatic
    external fun sessionEnterForeground(self: Any, handle: Long): Int

    @JvmStatic
    external fun sessionLastLogin(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun sessionLock(self: Any, handle: Long)

    @JvmStatic
    external fun sessionLogout(self: Any, handle: Long): Long

    @JvmStatic
    external fun sessionMustChangePassword(self: Any, handle: Long): Boolean

    @JvmStatic
    external fun sessionMustChangePin(self: Any, handle: Long): Boolean

    @JvmStatic
    external fun sessionOrder(self: Any, handle: Long, order: String): Long

    @JvmStatic
    external fun sessionServerTime(self: Any, handle: Long): Long

    @JvmStatic
    external fun sessionState(self: Any, handle: Long): Int

    @JvmStatic
    external fun sessionTouch(self: Any, handle: Long): Int

    @JvmStatic
    external fun transactionNew(kind: Int, order: String, payer: String, payeeAccount: String, payeeName: String, amount: ByteArray, remark: String?): Long

    @JvmStatic
    external fun transactionClose(self: Any, handle: Long)

    @JvmStatic
    external fun transactionDigest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun transferChallenge(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun transferClose(self: Any, handle: Long)

    @JvmStatic
    external fun transferDigest(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun transferIsOf(self: Any, handle: Long, digest: ByteArray): Boolean

    @JvmStatic
    external fun transferOpenInput(self: Any, handle: Long, keypad: Any, keypadHandle: Long): Long

    @JvmStatic
    external fun transferRequiredFactors(self: Any, handle: Long): ByteArray

    @JvmStatic
    external fun transferSealReport(self: Any, handle: Long, report: Any, reportHandle: Long, app: ByteArray): Long

    @JvmStatic
    external fun transferSubmit(self: Any, handle: Long, confirmed: ByteArray, pin: Any?, pinHandle: Long, report: Any?, reportHandle: Long): Long

    @JvmStatic
    external fun trustNew(root: ByteArray, minimumSequence: Long): Long

    @JvmStatic
    external fun trustClose(self: Any, handle: Long)

    @JvmStatic
    external fun trustExpiresAt(self: Any, handle: Long): Long

    @JvmStatic
    external fun trustLoad(self: Any, handle: Long, bundle: String, now: Long)

    @JvmStatic
    external fun trustSequence(self: Any, handle: Long): Long
}
