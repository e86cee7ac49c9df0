extension HttpRequest {
    /// The header fields for a client that sends each name once: values of a name that stands several
    /// times are joined by a comma and a space, the one form in which servers read the signature.
    /// `URLRequest.addValue` leaves the space out.
    public var fields: [String: String] {
        headers.reduce(into: [:]) { fields, header in
            fields[header.name] = fields[header.name].map { "\($0), \(header.value)" } ?? header.value
        }
    }
}
