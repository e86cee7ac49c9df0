//! The verifier against honest phones, dishonest ones, and many at once.

mod bank;
mod concurrency;
mod enrolment;
mod money;
mod order_of_checks;
mod phone;
mod sessions;
