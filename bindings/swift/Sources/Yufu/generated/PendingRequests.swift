// Made by `cargo xtask generate`. Do not edit.

extension PendingAnswer: Pending {}

extension PendingChange: Pending {}

extension PendingEnrolment: Pending {}

extension PendingLogin: Pending {}

extension PendingLogout: Pending {}

extension PendingOffer: Pending {}

extension PendingReceipt: Pending {}

extension PendingSecretChange: Pending {}

extension PendingSession: Pending {}

extension PendingTransfer: Pending {}
