// Made by `cargo xtask generate`. Do not edit.
import Foundation
import Yufu

/// Makes a call by its name in Rust, with arguments and result as JSON.
func call(_ objects: Objects, _ name: String, _ on: String, _ given: [Json]) throws -> Made {
    switch name {
    case "mask_value":
        let found = try Yufu.maskValue(kind: valueKindOf(given[0]), value: given[1].word)
        return .value(Json.text(found))
    case "memory_warnings":
        let found = try Yufu.memoryWarnings()
        return .value(Json.list(found.map { memoryWarningJson($0) }))
    case "parse_amount":
        let found = try Yufu.parseAmount(text: given[0].word, decimals: given[1].number())
        return .value(Json.number(UInt64(found)))
    case "self_test":
        let found = try Yufu.selfTest()
        return .value(Json.list(found.map { Json.text($0) }))
    case "version":
        let found = try Yufu.version()
        return .value(Json.text(found))
    case "CardExpiry.new":
        return .object(try CardExpiry(expiry: given[0].bytes))
    case "CardExpiry.close":
        try objects.get(on, CardExpiry.self).close()
        return .value(.null)
    case "CardExpiry.shown":
        let found = try objects.get(on, CardExpiry.self).shown(stage: stageOf(given[0]))
        return .value(Json.text(found))
    case "DenyList.new":
        return .object(try DenyList())
    case "DenyList.add_birthday":
        try objects.get(on, DenyList.self).addBirthday(year: given[0].number(), month: given[1].number(), day: given[2].number())
        return .value(.null)
    case "DenyList.add_card_number":
        try objects.get(on, DenyList.self).addCardNumber(number: given[0].bytes)
        return .value(.null)
    case "DenyList.add_id_number":
        try objects.get(on, DenyList.self).addIdNumber(number: given[0].bytes)
        return .value(.null)
    case "DenyList.add_mobile_number":
        try objects.get(on, DenyList.self).addMobileNumber(number: given[0].bytes)
        return .value(.null)
    case "DenyList.close":
        try objects.get(on, DenyList.self).close()
        return .value(.null)
    case "Device.account":
        let found = try objects.get(on, Device.self).account()
        return .value(Json.text(found))
    case "Device.close":
        try objects.get(on, Device.self).close()
        return .value(.null)
    case "Device.has_hardware_key":
        let found = try objects.get(on, Device.self).hasHardwareKey()
        return .value(Json.flag(found))
    case "Device.id":
        let found = try objects.get(on, Device.self).id()
        return .value(Json.text(found))
    case "Device.key_id":
        let found = try objects.get(on, Device.self).keyId()
        return .value(Json.text(found))
    case "Device.thumbprint":
        let found = try objects.get(on, Device.self).thumbprint()
        return .value(Json.text(hexadecimal(found)))
    case "Device.to_record":
        let found = try objects.get(on, Device.self).toRecord(secret: given[0].bytes)
        return .value(Json.text(hexadecimal(found)))
    case "Enrolled.close":
        try objects.get(on, Enrolled.self).close()
        return .value(.null)
    case "Enrolment.close":
        try objects.get(on, Enrolment.self).close()
        return .value(.null)
    case "Enrolment.hardware_message":
        let found = try objects.get(on, Enrolment.self).hardwareMessage()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "Enrolment.sign":
        return .object(try objects.get(on, Enrolment.self).sign(device: objects.get(given[0].word, NewDevice.self), server: objects.get(given[1].word, Server.self), hardwareSignature: given[2].optional.map { $0.bytes }, attestation: given[3].optional.map { $0.bytes }))
    case "Environment.new":
        return .object(try Environment(expected: given[0].optional.map { expectedOf($0) }, pack: given[1].optional.map { objects.get($0.word, Pack.self) }))
    case "Environment.allow_loopback_ports":
        try objects.get(on, Environment.self).allowLoopbackPorts()
        return .value(.null)
    case "Environment.close":
        try objects.get(on, Environment.self).close()
        return .value(.null)
    case "Environment.collect":
        return .object(try objects.get(on, Environment.self).collect(facts: objects.get(given[0].word, HostFacts.self), challenge: given[1].bytes, transaction: given[2].optional.map { $0.bytes }, budgetMillis: given[3].number()))
    case "FileStore.new":
        return .object(try FileStore(folder: given[0].word))
    case "FileStore.close":
        try objects.get(on, FileStore.self).close()
        return .value(.null)
    case "FileStore.erase":
        try objects.get(on, FileStore.self).erase()
        return .value(.null)
    case "FileStore.load":
        return try objects.get(on, FileStore.self).load(secret: given[0].bytes).map { .object($0) } ?? .value(.null)
    case "FileStore.save":
        try objects.get(on, FileStore.self).save(device: objects.get(given[0].word, Device.self), secret: given[1].bytes)
        return .value(.null)
    case "FileStore.save_new":
        try objects.get(on, FileStore.self).saveNew(device: objects.get(given[0].word, NewDevice.self), secret: given[1].bytes)
        return .value(.null)
    case "HostFacts.new":
        return .object(try HostFacts())
    case "HostFacts.close":
        try objects.get(on, HostFacts.self).close()
        return .value(.null)
    case "HostFacts.set_bytes":
        try objects.get(on, HostFacts.self).setBytes(fact: factNameOf(given[0]), value: given[1].bytes)
        return .value(.null)
    case "HostFacts.set_flag":
        try objects.get(on, HostFacts.self).setFlag(fact: factNameOf(given[0]), value: given[1].flag)
        return .value(.null)
    case "HostFacts.set_list":
        try objects.get(on, HostFacts.self).setList(fact: factNameOf(given[0]), values: given[1].list.map { $0.word })
        return .value(.null)
    case "HostFacts.set_number":
        try objects.get(on, HostFacts.self).setNumber(fact: factNameOf(given[0]), value: given[1].number())
        return .value(.null)
    case "HostFacts.set_text":
        try objects.get(on, HostFacts.self).setText(fact: factNameOf(given[0]), value: given[1].word)
        return .value(.null)
    case "HostFacts.set_unobservable":
        try objects.get(on, HostFacts.self).setUnobservable(fact: factNameOf(given[0]), cause: unobservableCauseOf(given[1]))
        return .value(.null)
    case "IdentityProof.new":
        return .object(try IdentityProof(check: identityCheckOf(given[0])))
    case "IdentityProof.close":
        try objects.get(on, IdentityProof.self).close()
        return .value(.null)
    case "Keypad.new":
        return .object(try Keypad(layout: layoutOf(given[0]), order: orderOf(given[1]), style: keypadStyleOf(given[2])))
    case "Keypad.appearance":
        let found = try objects.get(on, Keypad.self).appearance()
        return .value(appearanceJson(found))
    case "Keypad.cells":
        let found = try objects.get(on, Keypad.self).cells()
        return .value(Json.list(found.map { cellJson($0) }))
    case "Keypad.close":
        try objects.get(on, Keypad.self).close()
        return .value(.null)
    case "Keypad.columns":
        let found = try objects.get(on, Keypad.self).columns()
        return .value(Json.number(UInt64(found)))
    case "Keypad.label":
        let found = try objects.get(on, Keypad.self).label(cell: given[0].number())
        return .value(Json.text(found))
    case "LinkPolicy.new":
        return .object(try LinkPolicy(schemes: given[0].list.map { $0.word }, hosts: given[1].list.map { $0.word }, ports: given[2].list.map { $0.number() }))
    case "LinkPolicy.check":
        let found = try objects.get(on, LinkPolicy.self).check(link: given[0].word)
        return .value(linkJson(found))
    case "LinkPolicy.close":
        try objects.get(on, LinkPolicy.self).close()
        return .value(.null)
    case "Login.challenge":
        let found = try objects.get(on, Login.self).challenge()
        return .value(Json.text(hexadecimal(found)))
    case "Login.close":
        try objects.get(on, Login.self).close()
        return .value(.null)
    case "Login.open_input":
        return .object(try objects.get(on, Login.self).openInput(keypad: objects.get(given[0].word, Keypad.self)))
    case "Login.seal_report":
        return .object(try objects.get(on, Login.self).sealReport(report: objects.get(given[0].word, Report.self), app: appInfoOf(given[1])))
    case "Login.submit":
        return .object(try objects.get(on, Login.self).submit(password: objects.get(given[0].word, SealedInput.self), report: objects.get(given[1].word, SealedReport.self), limits: sessionLimitsOf(given[2])))
    case "NewDevice.new":
        return .object(try NewDevice(hardwareKey: given[0].optional.map { $0.bytes }))
    case "NewDevice.close":
        try objects.get(on, NewDevice.self).close()
        return .value(.null)
    case "NewDevice.enrolled":
        return .object(try objects.get(on, NewDevice.self).enrolled(enrolled: objects.get(given[0].word, Enrolled.self)))
    case "NewDevice.enrolment":
        return .object(try objects.get(on, NewDevice.self).enrolment(offer: objects.get(given[0].word, Offer.self), activationCode: given[1].bytes))
    case "NewDevice.to_record":
        let found = try objects.get(on, NewDevice.self).toRecord(secret: given[0].bytes)
        return .value(Json.text(hexadecimal(found)))
    case "Offer.challenge":
        let found = try objects.get(on, Offer.self).challenge()
        return .value(Json.text(hexadecimal(found)))
    case "Offer.close":
        try objects.get(on, Offer.self).close()
        return .value(.null)
    case "Offer.server_time":
        let found = try objects.get(on, Offer.self).serverTime()
        return .value(Json.number(UInt64(found)))
    case "Pack.embedded":
        return .object(try Pack.embedded())
    case "Pack.asks":
        let found = try objects.get(on, Pack.self).asks()
        return .value(asksJson(found))
    case "Pack.close":
        try objects.get(on, Pack.self).close()
        return .value(.null)
    case "Pack.id":
        let found = try objects.get(on, Pack.self).id()
        return .value(Json.text(found))
    case "Pack.update":
        return .object(try objects.get(on, Pack.self).update(token: given[0].word, roots: given[1].list.map { $0.bytes }, now: given[2].number()))
    case "Pack.version":
        let found = try objects.get(on, Pack.self).version()
        return .value(Json.number(UInt64(found)))
    case "PendingAnswer.attach_hardware_signature":
        try objects.get(on, PendingAnswer.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingAnswer.close":
        try objects.get(on, PendingAnswer.self).close()
        return .value(.null)
    case "PendingAnswer.hardware_base":
        let found = try objects.get(on, PendingAnswer.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingAnswer.receive":
        let found = try objects.get(on, PendingAnswer.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes)
        return .value(answerJson(found))
    case "PendingAnswer.request":
        let found = try objects.get(on, PendingAnswer.self).request()
        return .value(httpRequestJson(found))
    case "PendingChange.attach_hardware_signature":
        try objects.get(on, PendingChange.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingChange.close":
        try objects.get(on, PendingChange.self).close()
        return .value(.null)
    case "PendingChange.hardware_base":
        let found = try objects.get(on, PendingChange.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingChange.receive":
        let found = try objects.get(on, PendingChange.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes)
        return .value(changeResultJson(found))
    case "PendingChange.request":
        let found = try objects.get(on, PendingChange.self).request()
        return .value(httpRequestJson(found))
    case "PendingEnrolment.attach_hardware_signature":
        try objects.get(on, PendingEnrolment.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingEnrolment.close":
        try objects.get(on, PendingEnrolment.self).close()
        return .value(.null)
    case "PendingEnrolment.hardware_base":
        let found = try objects.get(on, PendingEnrolment.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingEnrolment.receive":
        return .object(try objects.get(on, PendingEnrolment.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingEnrolment.request":
        let found = try objects.get(on, PendingEnrolment.self).request()
        return .value(httpRequestJson(found))
    case "PendingLogin.attach_hardware_signature":
        try objects.get(on, PendingLogin.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingLogin.close":
        try objects.get(on, PendingLogin.self).close()
        return .value(.null)
    case "PendingLogin.hardware_base":
        let found = try objects.get(on, PendingLogin.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingLogin.receive":
        return .object(try objects.get(on, PendingLogin.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingLogin.request":
        let found = try objects.get(on, PendingLogin.self).request()
        return .value(httpRequestJson(found))
    case "PendingLogout.attach_hardware_signature":
        try objects.get(on, PendingLogout.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingLogout.close":
        try objects.get(on, PendingLogout.self).close()
        return .value(.null)
    case "PendingLogout.hardware_base":
        let found = try objects.get(on, PendingLogout.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingLogout.receive":
        try objects.get(on, PendingLogout.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes)
        return .value(.null)
    case "PendingLogout.request":
        let found = try objects.get(on, PendingLogout.self).request()
        return .value(httpRequestJson(found))
    case "PendingOffer.attach_hardware_signature":
        try objects.get(on, PendingOffer.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingOffer.close":
        try objects.get(on, PendingOffer.self).close()
        return .value(.null)
    case "PendingOffer.hardware_base":
        let found = try objects.get(on, PendingOffer.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingOffer.receive":
        return .object(try objects.get(on, PendingOffer.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingOffer.request":
        let found = try objects.get(on, PendingOffer.self).request()
        return .value(httpRequestJson(found))
    case "PendingReceipt.attach_hardware_signature":
        try objects.get(on, PendingReceipt.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingReceipt.close":
        try objects.get(on, PendingReceipt.self).close()
        return .value(.null)
    case "PendingReceipt.hardware_base":
        let found = try objects.get(on, PendingReceipt.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingReceipt.receive":
        let found = try objects.get(on, PendingReceipt.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes)
        return .value(receiptJson(found))
    case "PendingReceipt.request":
        let found = try objects.get(on, PendingReceipt.self).request()
        return .value(httpRequestJson(found))
    case "PendingSecretChange.attach_hardware_signature":
        try objects.get(on, PendingSecretChange.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingSecretChange.close":
        try objects.get(on, PendingSecretChange.self).close()
        return .value(.null)
    case "PendingSecretChange.hardware_base":
        let found = try objects.get(on, PendingSecretChange.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingSecretChange.receive":
        return .object(try objects.get(on, PendingSecretChange.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingSecretChange.request":
        let found = try objects.get(on, PendingSecretChange.self).request()
        return .value(httpRequestJson(found))
    case "PendingSession.attach_hardware_signature":
        try objects.get(on, PendingSession.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingSession.close":
        try objects.get(on, PendingSession.self).close()
        return .value(.null)
    case "PendingSession.hardware_base":
        let found = try objects.get(on, PendingSession.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingSession.receive":
        return .object(try objects.get(on, PendingSession.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingSession.request":
        let found = try objects.get(on, PendingSession.self).request()
        return .value(httpRequestJson(found))
    case "PendingTransfer.attach_hardware_signature":
        try objects.get(on, PendingTransfer.self).attachHardwareSignature(signature: given[0].bytes)
        return .value(.null)
    case "PendingTransfer.close":
        try objects.get(on, PendingTransfer.self).close()
        return .value(.null)
    case "PendingTransfer.hardware_base":
        let found = try objects.get(on, PendingTransfer.self).hardwareBase()
        return .value((found.map { Json.text(hexadecimal($0)) } ?? Json.null))
    case "PendingTransfer.receive":
        return .object(try objects.get(on, PendingTransfer.self).receive(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes))
    case "PendingTransfer.request":
        let found = try objects.get(on, PendingTransfer.self).request()
        return .value(httpRequestJson(found))
    case "Report.close":
        try objects.get(on, Report.self).close()
        return .value(.null)
    case "Report.findings":
        let found = try objects.get(on, Report.self).findings()
        return .value(Json.list(found.map { findingJson($0) }))
    case "Report.offline_decision":
        let found = try objects.get(on, Report.self).offlineDecision()
        return .value((found.map { decisionJson($0) } ?? Json.null))
    case "Report.scores":
        let found = try objects.get(on, Report.self).scores()
        return .value(Json.list(found.map { categoryScoreJson($0) }))
    case "Report.severity":
        let found = try objects.get(on, Report.self).severity()
        return .value(severityJson(found))
    case "RequestSigner.new":
        return .object(try RequestSigner(session: objects.get(given[0].word, Session.self)))
    case "RequestSigner.close":
        try objects.get(on, RequestSigner.self).close()
        return .value(.null)
    case "RequestSigner.sign":
        return .object(try objects.get(on, RequestSigner.self).sign(head: requestHeadOf(given[0]), body: given[1].bytes))
    case "SavedDevice.new":
        return .object(try SavedDevice(record: given[0].bytes, secret: given[1].bytes))
    case "SavedDevice.close":
        try objects.get(on, SavedDevice.self).close()
        return .value(.null)
    case "SavedDevice.device":
        return .object(try objects.get(on, SavedDevice.self).device())
    case "SavedDevice.is_enrolled":
        let found = try objects.get(on, SavedDevice.self).isEnrolled()
        return .value(Json.flag(found))
    case "SavedDevice.new_device":
        return .object(try objects.get(on, SavedDevice.self).newDevice())
    case "SealedInput.close":
        try objects.get(on, SealedInput.self).close()
        return .value(.null)
    case "SealedReport.close":
        try objects.get(on, SealedReport.self).close()
        return .value(.null)
    case "SecretChange.close":
        try objects.get(on, SecretChange.self).close()
        return .value(.null)
    case "SecretChange.open_new":
        return .object(try objects.get(on, SecretChange.self).openNew(keypad: objects.get(given[0].word, Keypad.self), kind: secretKindOf(given[1]), deny: objects.get(given[2].word, DenyList.self)))
    case "SecretChange.open_old":
        return .object(try objects.get(on, SecretChange.self).openOld(keypad: objects.get(given[0].word, Keypad.self)))
    case "SecretChange.open_repeat":
        return .object(try objects.get(on, SecretChange.self).openRepeat(keypad: objects.get(given[0].word, Keypad.self), kind: secretKindOf(given[1]), deny: objects.get(given[2].word, DenyList.self)))
    case "SecretChange.submit":
        return .object(try objects.get(on, SecretChange.self).submit(old: objects.get(given[0].word, SealedInput.self), new: objects.get(given[1].word, SealedInput.self), repeat: objects.get(given[2].word, SealedInput.self)))
    case "SecureInput.appearance":
        let found = try objects.get(on, SecureInput.self).appearance()
        return .value(appearanceJson(found))
    case "SecureInput.backspace":
        try objects.get(on, SecureInput.self).backspace()
        return .value(.null)
    case "SecureInput.cells":
        let found = try objects.get(on, SecureInput.self).cells()
        return .value(Json.list(found.map { cellJson($0) }))
    case "SecureInput.clear":
        try objects.get(on, SecureInput.self).clear()
        return .value(.null)
    case "SecureInput.close":
        try objects.get(on, SecureInput.self).close()
        return .value(.null)
    case "SecureInput.columns":
        let found = try objects.get(on, SecureInput.self).columns()
        return .value(Json.number(UInt64(found)))
    case "SecureInput.findings":
        let found = try objects.get(on, SecureInput.self).findings()
        return .value(Json.list(found.map { Json.text($0) }))
    case "SecureInput.label":
        let found = try objects.get(on, SecureInput.self).label(cell: given[0].number())
        return .value(Json.text(found))
    case "SecureInput.length":
        let found = try objects.get(on, SecureInput.self).length()
        return .value(Json.number(UInt64(found)))
    case "SecureInput.masked":
        let found = try objects.get(on, SecureInput.self).masked()
        return .value(Json.text(found))
    case "SecureInput.press":
        let found = try objects.get(on, SecureInput.self).press(cell: given[0].number())
        return .value(pressJson(found))
    case "SecureInput.seal":
        return .object(try objects.get(on, SecureInput.self).seal())
    case "Sensitive.new":
        return .object(try Sensitive(kind: valueKindOf(given[0]), value: given[1].word))
    case "Sensitive.validated":
        return .object(try Sensitive.validated(kind: valueKindOf(given[0]), value: given[1].word))
    case "Sensitive.close":
        try objects.get(on, Sensitive.self).close()
        return .value(.null)
    case "Sensitive.kind":
        let found = try objects.get(on, Sensitive.self).kind()
        return .value(valueKindJson(found))
    case "Sensitive.masked":
        let found = try objects.get(on, Sensitive.self).masked()
        return .value(Json.text(found))
    case "Sensitive.reveal":
        let found = try objects.get(on, Sensitive.self).reveal(ground: revealGroundOf(given[0]))
        return .value(Json.text(found))
    case "Sensitive.reveal_to":
        let found = try objects.get(on, Sensitive.self).revealTo(proof: objects.get(given[0].word, IdentityProof.self))
        return .value(Json.text(found))
    case "Sensitive.shown":
        let found = try objects.get(on, Sensitive.self).shown(stage: stageOf(given[0]))
        return .value(Json.text(found))
    case "Server.new":
        return .object(try Server(authority: given[0].word, trust: objects.get(given[1].word, Trust.self)))
    case "Server.begin_login":
        return .object(try objects.get(on, Server.self).beginLogin(device: objects.get(given[0].word, Device.self)))
    case "Server.challenge":
        return .object(try objects.get(on, Server.self).challenge())
    case "Server.close":
        try objects.get(on, Server.self).close()
        return .value(.null)
    case "Server.keys_request":
        let found = try objects.get(on, Server.self).keysRequest()
        return .value(httpRequestJson(found))
    case "Server.load_keys":
        try objects.get(on, Server.self).loadKeys(status: given[0].number(), headers: given[1].list.map { httpHeaderOf($0) }, body: given[2].bytes, now: given[3].number())
        return .value(.null)
    case "Session.accounts":
        let found = try objects.get(on, Session.self).accounts()
        return .value(Json.list(found.map { Json.text($0) }))
    case "Session.begin_secret_change":
        return .object(try objects.get(on, Session.self).beginSecretChange(kind: secretKindOf(given[0])))
    case "Session.begin_transfer":
        return .object(try objects.get(on, Session.self).beginTransfer(transaction: objects.get(given[0].word, Transaction.self)))
    case "Session.close":
        try objects.get(on, Session.self).close()
        return .value(.null)
    case "Session.enter_background":
        let found = try objects.get(on, Session.self).enterBackground()
        return .value(sessionStateJson(found))
    case "Session.enter_foreground":
        let found = try objects.get(on, Session.self).enterForeground()
        return .value(sessionStateJson(found))
    case "Session.last_login":
        let found = try objects.get(on, Session.self).lastLogin()
        return .value((found.map { Json.number(UInt64($0)) } ?? Json.null))
    case "Session.lock":
        try objects.get(on, Session.self).lock()
        return .value(.null)
    case "Session.logout":
        return .object(try objects.get(on, Session.self).logout())
    case "Session.must_change_password":
        let found = try objects.get(on, Session.self).mustChangePassword()
        return .value(Json.flag(found))
    case "Session.must_change_pin":
        let found = try objects.get(on, Session.self).mustChangePin()
        return .value(Json.flag(found))
    case "Session.order":
        return .object(try objects.get(on, Session.self).order(order: given[0].word))
    case "Session.server_time":
        let found = try objects.get(on, Session.self).serverTime()
        return .value(Json.number(UInt64(found)))
    case "Session.state":
        let found = try objects.get(on, Session.self).state()
        return .value(sessionStateJson(found))
    case "Session.touch":
        let found = try objects.get(on, Session.self).touch()
        return .value(sessionStateJson(found))
    case "Transaction.new":
        return .object(try Transaction(kind: transactionKindOf(given[0]), order: given[1].word, payer: given[2].word, payeeAccount: given[3].word, payeeName: given[4].word, amount: amountOf(given[5]), remark: given[6].optional.map { $0.word }))
    case "Transaction.close":
        try objects.get(on, Transaction.self).close()
        return .value(.null)
    case "Transaction.digest":
        let found = try objects.get(on, Transaction.self).digest()
        return .value(Json.text(hexadecimal(found)))
    case "Transfer.challenge":
        let found = try objects.get(on, Transfer.self).challenge()
        return .value(Json.text(hexadecimal(found)))
    case "Transfer.close":
        try objects.get(on, Transfer.self).close()
        return .value(.null)
    case "Transfer.digest":
        let found = try objects.get(on, Transfer.self).digest()
        return .value(Json.text(hexadecimal(found)))
    case "Transfer.is_of":
        let found = try objects.get(on, Transfer.self).isOf(digest: given[0].bytes)
        return .value(Json.flag(found))
    case "Transfer.open_input":
        return .object(try objects.get(on, Transfer.self).openInput(keypad: objects.get(given[0].word, Keypad.self)))
    case "Transfer.required_factors":
        let found = try objects.get(on, Transfer.self).requiredFactors()
        return .value(Json.list(found.map { factorJson($0) }))
    case "Transfer.seal_report":
        return .object(try objects.get(on, Transfer.self).sealReport(report: objects.get(given[0].word, Report.self), app: appInfoOf(given[1])))
    case "Transfer.submit":
        return .object(try objects.get(on, Transfer.self).submit(confirmed: given[0].bytes, pin: given[1].optional.map { objects.get($0.word, SealedInput.self) }, report: given[2].optional.map { objects.get($0.word, SealedReport.self) }))
    case "Trust.new":
        return .object(try Trust(root: given[0].bytes, minimumSequence: given[1].number()))
    case "Trust.close":
        try objects.get(on, Trust.self).close()
        return .value(.null)
    case "Trust.expires_at":
        let found = try objects.get(on, Trust.self).expiresAt()
        return .value(Json.number(UInt64(found)))
    case "Trust.load":
        try objects.get(on, Trust.self).load(bundle: given[0].word, now: given[1].number())
        return .value(.null)
    case "Trust.sequence":
        let found = try objects.get(on, Trust.self).sequence()
        return .value(Json.number(UInt64(found)))
    default: fatalError("no call \(name)")
    }
}

private func cellKindJson(_ value: CellKind) -> Json {
    switch value {
    case .key: return .text("key")
    case .delete: return .text("delete")
    case .clear: return .text("clear")
    case .shift: return .text("shift")
    case .symbols: return .text("symbols")
    case .letters: return .text("letters")
    case .done: return .text("done")
    }
}

private func confidenceJson(_ value: Confidence) -> Json {
    switch value {
    case .low: return .text("low")
    case .medium: return .text("medium")
    case .high: return .text("high")
    }
}

private func decisionJson(_ value: Decision) -> Json {
    switch value {
    case .allow: return .text("allow")
    case .warn: return .text("warn")
    case .stepUp: return .text("step_up")
    case .refuse: return .text("refuse")
    }
}

private func factNameOf(_ value: Json) -> FactName {
    switch value.word {
    case "packages": return .packages
    case "classes": return .classes
    case "url_schemes": return .urlSchemes
    case "signer": return .signer
    case "installer": return .installer
    case "app_debuggable": return .appDebuggable
    case "debugger_connected": return .debuggerConnected
    case "developer_options": return .developerOptions
    case "adb": return .adb
    case "accessibility_services": return .accessibilityServices
    case "input_methods": return .inputMethods
    case "overlay": return .overlay
    case "device_administrators": return .deviceAdministrators
    case "screen_captured": return .screenCaptured
    case "screen_mirrored": return .screenMirrored
    case "audio_mode": return .audioMode
    case "vpn": return .vpn
    case "proxy": return .proxy
    case "user_certificates": return .userCertificates
    case "tls_version": return .tlsVersion
    case "tls_suite": return .tlsSuite
    case "screen_lock": return .screenLock
    case "mock_location": return .mockLocation
    case "sensors": return .sensors
    case "telephony": return .telephony
    case "user_id": return .userId
    case "work_profile": return .workProfile
    case "foreign_data_folder": return .foreignDataFolder
    case "zygote_frames": return .zygoteFrames
    case "attestation": return .attestation
    default: fatalError("no FactName: \(value)")
    }
}

private func factorJson(_ value: Factor) -> Json {
    switch value {
    case .deviceKey: return .text("device_key")
    case .environmentReport: return .text("environment_report")
    case .transactionPin: return .text("transaction_pin")
    case .hardwareKey: return .text("hardware_key")
    }
}

private func findingStateJson(_ value: FindingState) -> Json {
    switch value {
    case .detected: return .text("detected")
    case .clean: return .text("clean")
    case .unobservable: return .text("unobservable")
    case .error: return .text("error")
    }
}

private func identityCheckOf(_ value: Json) -> IdentityCheck {
    switch value.word {
    case "password": return .password
    case "hardware_key": return .hardwareKey
    default: fatalError("no IdentityCheck: \(value)")
    }
}

private func keypadStyleOf(_ value: Json) -> KeypadStyle {
    switch value.word {
    case "standard": return .standard
    case "large": return .large
    default: fatalError("no KeypadStyle: \(value)")
    }
}

private func layerJson(_ value: Layer) -> Json {
    switch value {
    case .native: return .text("native")
    case .host: return .text("host")
    case .attestation: return .text("attestation")
    }
}

private func layoutOf(_ value: Json) -> Layout {
    switch value.word {
    case "digits": return .digits
    case "qwerty": return .qwerty
    default: fatalError("no Layout: \(value)")
    }
}

private func orderOf(_ value: Json) -> Order {
    switch value.word {
    case "fixed": return .fixed
    case "shuffled": return .shuffled
    default: fatalError("no Order: \(value)")
    }
}

private func orderStateJson(_ value: OrderState) -> Json {
    switch value {
    case .pending: return .text("pending")
    case .completed: return .text("completed")
    case .refused: return .text("refused")
    }
}

private func pressJson(_ value: Press) -> Json {
    switch value {
    case .typed: return .text("typed")
    case .deleted: return .text("deleted")
    case .cleared: return .text("cleared")
    case .page: return .text("page")
    case .done: return .text("done")
    }
}

private func revealGroundOf(_ value: Json) -> RevealGround {
    switch value.word {
    case "payee_confirmation": return .payeeConfirmation
    case "account_statement": return .accountStatement
    default: fatalError("no RevealGround: \(value)")
    }
}

private func secretKindOf(_ value: Json) -> SecretKind {
    switch value.word {
    case "login": return .login
    case "transaction": return .transaction
    default: fatalError("no SecretKind: \(value)")
    }
}

private func sessionStateJson(_ value: SessionState) -> Json {
    switch value {
    case .active: return .text("active")
    case .lockedIdle: return .text("locked_idle")
    case .lockedBackground: return .text("locked_background")
    case .lockedByHost: return .text("locked_by_host")
    case .lockedByFault: return .text("locked_by_fault")
    case .endedByLogout: return .text("ended_by_logout")
    case .endedByServer: return .text("ended_by_server")
    case .endedByLifetime: return .text("ended_by_lifetime")
    }
}

private func severityJson(_ value: Severity) -> Json {
    switch value {
    case .info: return .text("info")
    case .low: return .text("low")
    case .medium: return .text("medium")
    case .high: return .text("high")
    }
}

private func stageOf(_ value: Json) -> Stage {
    switch value.word {
    case "before_login": return .beforeLogin
    case "after_login": return .afterLogin
    default: fatalError("no Stage: \(value)")
    }
}

private func transactionKindOf(_ value: Json) -> TransactionKind {
    switch value.word {
    case "transfer": return .transfer
    case "payment": return .payment
    default: fatalError("no TransactionKind: \(value)")
    }
}

private func unobservableCauseOf(_ value: Json) -> UnobservableCause {
    switch value.word {
    case "denied": return .denied
    case "missing": return .missing
    case "out_of_time": return .outOfTime
    case "too_large": return .tooLarge
    case "unsupported": return .unsupported
    case "not_asked": return .notAsked
    case "failed": return .failed
    default: fatalError("no UnobservableCause: \(value)")
    }
}

private func valueKindOf(_ value: Json) -> ValueKind {
    switch value.word {
    case "card_number": return .cardNumber
    case "chinese_id": return .chineseId
    case "mobile": return .mobile
    case "name": return .name
    case "email": return .email
    case "address": return .address
    case "passport": return .passport
    case "credit_code": return .creditCode
    case "amount": return .amount
    case "account": return .account
    default: fatalError("no ValueKind: \(value)")
    }
}

private func valueKindJson(_ value: ValueKind) -> Json {
    switch value {
    case .cardNumber: return .text("card_number")
    case .chineseId: return .text("chinese_id")
    case .mobile: return .text("mobile")
    case .name: return .text("name")
    case .email: return .text("email")
    case .address: return .text("address")
    case .passport: return .text("passport")
    case .creditCode: return .text("credit_code")
    case .amount: return .text("amount")
    case .account: return .text("account")
    }
}

private func amountOf(_ value: Json) -> Amount {
    Amount(
        minor: value["minor"].number(),
        currency: value["currency"].word)
}

private func amountJson(_ value: Amount) -> Json {
    .object([
        "minor": Json.number(UInt64(value.minor)),
        "currency": Json.text(value.currency),
    ])
}

private func answerJson(_ value: Answer) -> Json {
    .object([
        "status": Json.number(UInt64(value.status)),
        "body": Json.text(hexadecimal(value.body)),
        "created": Json.number(UInt64(value.created)),
    ])
}

private func appInfoOf(_ value: Json) -> AppInfo {
    AppInfo(
        id: value["id"].word,
        version: value["version"].word)
}

private func appearanceJson(_ value: Appearance) -> Json {
    .object([
        "cell_height": Json.number(UInt64(value.cellHeight)),
        "gap": Json.number(UInt64(value.gap)),
        "label_size": Json.number(UInt64(value.labelSize)),
        "border_width": Json.number(UInt64(value.borderWidth)),
        "background": Json.number(UInt64(value.background)),
        "key": Json.number(UInt64(value.key)),
        "key_label": Json.number(UInt64(value.keyLabel)),
        "control": Json.number(UInt64(value.control)),
        "control_label": Json.number(UInt64(value.controlLabel)),
        "border": Json.number(UInt64(value.border)),
    ])
}

private func asksJson(_ value: Asks) -> Json {
    .object([
        "packages": Json.list(value.packages.map { Json.text($0) }),
        "classes": Json.list(value.classes.map { Json.text($0) }),
        "url_schemes": Json.list(value.urlSchemes.map { Json.text($0) }),
    ])
}

private func categoryScoreJson(_ value: CategoryScore) -> Json {
    .object([
        "category": Json.text(value.category),
        "score": Json.number(UInt64(value.score)),
    ])
}

private func cellJson(_ value: Cell) -> Json {
    .object([
        "kind": cellKindJson(value.kind),
        "row": Json.number(UInt64(value.row)),
        "column": Json.number(UInt64(value.column)),
        "span": Json.number(UInt64(value.span)),
    ])
}

private func changeResultJson(_ value: ChangeResult) -> Json {
    .object([
        "changed": Json.flag(value.changed),
        "findings": Json.list(value.findings.map { Json.text($0) }),
    ])
}

private func expectedOf(_ value: Json) -> Expected {
    Expected(
        signers: value["signers"].list.map { $0.word },
        installers: value["installers"].list.map { $0.word })
}

private func findingJson(_ value: Finding) -> Json {
    .object([
        "code": Json.text(value.code),
        "category": Json.text(value.category),
        "severity": severityJson(value.severity),
        "confidence": confidenceJson(value.confidence),
        "state": findingStateJson(value.state),
        "layer": layerJson(value.layer),
        "title": Json.text(value.title),
        "title_zh": Json.text(value.titleZh),
        "micros": Json.number(UInt64(value.micros)),
    ])
}

private func httpHeaderOf(_ value: Json) -> HttpHeader {
    HttpHeader(
        name: value["name"].word,
        value: value["value"].word)
}

private func httpHeaderJson(_ value: HttpHeader) -> Json {
    .object([
        "name": Json.text(value.name),
        "value": Json.text(value.value),
    ])
}

private func httpRequestJson(_ value: HttpRequest) -> Json {
    .object([
        "method": Json.text(value.method),
        "authority": Json.text(value.authority),
        "target": Json.text(value.target),
        "headers": Json.list(value.headers.map { httpHeaderJson($0) }),
        "body": Json.text(hexadecimal(value.body)),
    ])
}

private func linkJson(_ value: Link) -> Json {
    .object([
        "link": Json.text(value.link),
        "scheme": Json.text(value.scheme),
        "host": Json.text(value.host),
    ])
}

private func memoryWarningJson(_ value: MemoryWarning) -> Json {
    .object([
        "code": Json.number(UInt64(value.code)),
        "message": Json.text(value.message),
    ])
}

private func receiptJson(_ value: Receipt) -> Json {
    .object([
        "order": Json.text(value.order),
        "state": orderStateJson(value.state),
        "digest": Json.text(hexadecimal(value.digest)),
        "completed_at": Json.number(UInt64(value.completedAt)),
        "payee_account": Json.text(value.payeeAccount),
        "payee_name": Json.text(value.payeeName),
        "amount": amountJson(value.amount),
        "amount_text": Json.text(value.amountText),
    ])
}

private func requestHeadOf(_ value: Json) -> RequestHead {
    RequestHead(
        method: value["method"].word,
        target: value["target"].word,
        mediaType: value["media_type"].optional.map { $0.word },
        submitToken: value["submit_token"].optional.map { $0.word },
        lifetimeSeconds: value["lifetime_seconds"].optional.map { $0.number() })
}

private func sessionLimitsOf(_ value: Json) -> SessionLimits {
    SessionLimits(
        idleSeconds: value["idle_seconds"].optional.map { $0.number() },
        backgroundSeconds: value["background_seconds"].number())
}
