//! The server half of Yufu: decides whether a request from a bank app is accepted.
