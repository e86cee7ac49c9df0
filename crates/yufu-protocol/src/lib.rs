//! What crosses the wire between a bank app and its bank, made and checked by one code.
