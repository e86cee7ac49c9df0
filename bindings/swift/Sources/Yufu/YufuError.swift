import Foundation

extension YufuError {
    /// Code and words.
    public var detail: ErrorDetail {
        switch self {
        case .rejected(let detail), .loginRequired(let detail), .untrusted(let detail),
            .invalid(let detail), .failed(let detail), .closed(let detail), .internal(let detail),
            .argument(let detail):
            return detail
        }
    }

    /// The stable code, as docs/errors.md lists it.
    public var code: UInt16 { detail.code }

    /// What the user or the app should do next, in English.
    public var advice: String { detail.advice }

    /// The same in Chinese.
    public var adviceZh: String { detail.adviceZh }

    /// Names the case at the bank, if the server refused.
    public var correlation: String? { detail.correlation }
}

extension YufuError: LocalizedError {
    /// What happened, in English, for logs.
    public var errorDescription: String? { detail.message }

    /// The advice in the user's language, as far as it is Chinese or English.
    public var recoverySuggestion: String? {
        let isChinese = Locale.preferredLanguages.first?.hasPrefix("zh") ?? false
        return isChinese ? detail.adviceZh : detail.advice
    }
}

extension YufuError: CustomNSError {
    /// The domain of the errors as NSError.
    public static var errorDomain: String { "dev.yufu" }

    /// The stable code.
    public var errorCode: Int { Int(code) }

    /// The same words.
    public var errorUserInfo: [String: Any] {
        var words: [String: Any] = [NSLocalizedDescriptionKey: detail.message]
        words[NSLocalizedRecoverySuggestionErrorKey] = recoverySuggestion
        return words
    }
}
