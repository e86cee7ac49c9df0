//! The line between the demo app and its bank, which `GET /line/STATE` changes: `whole`, `cut` (nothing
//! reaches the bank), `loses-receipts` (a transfer reaches it, and its answer nobody). `GET
//! /line/transfers` says how many transfers were sent since.

use std::net::SocketAddr;
use std::sync::Mutex;

use super::street::{answer, pass, serve};

struct Line {
    state: String,
    transfers: usize,
}

/// Starts it and says where.
pub fn lay(gateway: SocketAddr) -> SocketAddr {
    let line = Mutex::new(Line { state: "whole".to_owned(), transfers: 0 });
    serve(move |request| {
        if let Some(asked) = request.target().strip_prefix("/line/") {
            let mut line = line.lock().unwrap();
            if asked != "transfers" {
                *line = Line { state: asked.to_owned(), transfers: 0 };
            }
            return Some(answer("200 OK", &[], line.transfers.to_string().as_bytes()));
        }
        let is_transfer = request.target() == "/v1/transfer";
        let state = {
            let mut line = line.lock().unwrap();
            line.transfers += usize::from(is_transfer && line.state != "cut");
            line.state.clone()
        };
        let answer = (state != "cut").then(|| pass(gateway, request));
        answer.filter(|_| !is_transfer || state != "loses-receipts")
    })
}
