//! A reference HTTP service over the Yufu verifier.
