//! The routes of docs/formats/api.md over the verifier.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request as Incoming, State};
use axum::routing::{get, post};
use yufu_protocol::api::{
    self, HealthResponse, KeysResponse, Receipt, VerifyRequest, VerifyResponse,
};
use yufu_protocol::http::Request;
use yufu_protocol::id::OrderNumber;
use yufu_protocol::rejection::{Reason, Rejection};
use yufu_verifier::store::OrderRecord;
use yufu_verifier::{BusinessRefused, Content, RouteRule};

use crate::app::App;
use crate::exchange::{Answer, exchange, ok, read};
use crate::sandbox;

/// Routes one method to a handler.
macro_rules! on {
    ($method:ident, $handler:path) => {
        $method(|State(app): State<Arc<App>>, request: Incoming| exchange(app, request, $handler))
    };
}

/// All routes; anything else is answered with `unknown_route`.
pub fn router(app: Arc<App>) -> Router {
    let order = format!("{}{{order}}", api::ROUTE_ORDERS);
    let mut router = Router::new()
        .route(api::ROUTE_KEYS, on!(get, keys))
        .route(api::ROUTE_HEALTH, on!(get, health))
        .route(api::ROUTE_CHALLENGE, on!(post, challenge))
        .route(api::ROUTE_ENROL, on!(post, enrol))
        .route(api::ROUTE_LOGIN, on!(post, login))
        .route(api::ROUTE_LOGOUT, on!(post, logout))
        .route(api::ROUTE_SUBMIT_TOKEN, on!(post, submit_token))
        .route(api::ROUTE_PIN, on!(post, pin))
        .route(api::ROUTE_PASSWORD, on!(post, password))
        .route(api::ROUTE_TRANSFER, on!(post, transfer))
        .route(&order, on!(get, order_status))
        .route(api::ROUTE_VERIFY, on!(post, verify));
    if app.sandbox {
        router = router.route(api::ROUTE_SANDBOX_CUSTOMERS, on!(post, sandbox::new_customer));
    }
    router
        .fallback(|State(app), request: Incoming| exchange(app, request, unknown))
        .method_not_allowed_fallback(|State(app), request: Incoming| {
            exchange(app, request, unknown)
        })
        .with_state(app)
}

fn keys(app: &App, _: &Request) -> Answer {
    ok(&KeysResponse { bundle: app.bundle()? })
}

fn health(_: &App, _: &Request) -> Answer {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    ok(&HealthResponse { status: "ok".to_owned(), version })
}

fn unknown(_: &App, _: &Request) -> Answer {
    Err(Reason::UnknownRoute.into())
}

fn challenge(app: &App, _: &Request) -> Answer {
    ok(&app.verifier.challenge()?)
}

fn enrol(app: &App, request: &Request) -> Answer {
    ok(&app.verifier.enrol(&read(request)?)?)
}

fn login(app: &App, request: &Request) -> Answer {
    let accepted = app.verifier.accept(request, &RouteRule::LOGIN)?;
    ok(&app.verifier.open_session(accepted)?)
}

fn logout(app: &App, request: &Request) -> Answer {
    let accepted = app.verifier.accept(request, &RouteRule::LOGOUT)?;
    ok(&app.verifier.logout(accepted)?)
}

fn submit_token(app: &App, request: &Request) -> Answer {
    let accepted = app.verifier.accept(request, &RouteRule::SUBMIT_TOKEN)?;
    ok(&app.verifier.issue_submit_token(accepted)?)
}

fn pin(app: &App, request: &Request) -> Answer {
    change_secret(app, request, &RouteRule::CHANGE_PIN)
}

fn password(app: &App, request: &Request) -> Answer {
    change_secret(app, request, &RouteRule::CHANGE_PASSWORD)
}

fn change_secret(app: &App, request: &Request, rule: &RouteRule) -> Answer {
    let accepted = app.verifier.accept(request, rule)?;
    let personal = app.bank.personal(&accepted.device().customer)?;
    ok(&app.verifier.change_secret(accepted, &personal)?)
}

fn transfer(app: &App, request: &Request) -> Answer {
    let accepted = app.verifier.accept(request, &RouteRule::TRANSFER)?;
    let authorised = app.verifier.authorise(accepted)?;
    let order = app.verifier.run_order(&authorised, |transaction| {
        app.bank.book(transaction).map_err(|_| BusinessRefused)
    })?;
    ok(&receipt(order))
}

fn order_status(app: &App, request: &Request) -> Answer {
    let accepted = app.verifier.accept(request, &RouteRule::ORDER)?;
    let number = request.path.strip_prefix(api::ROUTE_ORDERS).unwrap_or_default();
    let number = OrderNumber::new(number).map_err(|_| Reason::OrderUnknown)?;
    ok(&receipt(app.verifier.order(&accepted, &number)?))
}

fn receipt(order: OrderRecord) -> Receipt {
    let transaction = &order.transaction;
    Receipt {
        order: transaction.order().clone(),
        status: order.state,
        transaction_digest: order.digest,
        completed_at: order.updated_at,
        payee_account: transaction.payee_account().clone(),
        payee_name: transaction.payee_name().to_owned(),
        amount_minor: transaction.amount().minor(),
        currency: transaction.amount().currency(),
    }
}

/// Judges a request that another backend received.
///
/// A transfer is judged with its PIN, and its business is then the backend's own. The other routes
/// of the SDK change the verifier's state and are answered by this service alone. Any other route
/// has to be signed in an open session.
fn verify(app: &App, request: &Request) -> Answer {
    let received = into_request(read(request)?);
    let rule = match RouteRule::find(&received.method, &received.path) {
        None => &RouteRule::IN_SESSION,
        Some(rule) if rule.content == Content::Transfer => rule,
        Some(_) => return Err(Reason::UnknownRoute.into()),
    };
    let verdict = app.verifier.accept(&received, rule).and_then(|accepted| {
        let mut verdict = VerifyResponse {
            accepted: true,
            correlation_id: accepted.correlation(),
            reason: None,
            code: None,
            device_id: Some(accepted.device().device.clone()),
            key_id: Some(accepted.device().key.clone()),
            session_id: accepted.session().map(|session| session.id),
        };
        if rule.content == Content::Transfer {
            verdict.correlation_id = app.verifier.authorise(accepted)?.correlation();
        }
        Ok(verdict)
    });
    ok(&verdict.unwrap_or_else(refusal))
}

fn refusal(rejection: Rejection) -> VerifyResponse {
    VerifyResponse {
        accepted: false,
        correlation_id: rejection.correlation,
        reason: Some(rejection.reason),
        code: Some(rejection.reason.code()),
        device_id: None,
        key_id: None,
        session_id: None,
    }
}

fn into_request(received: VerifyRequest) -> Request {
    let mut request = Request::new(&received.method, &received.authority, &received.target);
    for header in &received.headers {
        request.push_header(&header.name, &header.value);
    }
    request.body = received.body.into_vec();
    request
}
