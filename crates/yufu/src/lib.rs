//! The client half of Yufu: the security core that a bank app links.
