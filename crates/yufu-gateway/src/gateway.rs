//! How a gateway starts and ends.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app::App;
use crate::config::Config;
use crate::routes;
use crate::server::{self, ConnectionLimits};

/// Why a gateway did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address could not be used.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The server's keys could not be read or made.
    #[error(transparent)]
    Keys(#[from] yufu_verifier::keys::KeyFolderError),
    /// The verifier could not be set up.
    #[error(transparent)]
    Verifier(#[from] yufu_protocol::error::Error),
    /// No thread or runtime could be had.
    #[error("cannot start a runtime: {0}")]
    Runtime(#[source] io::Error),
}

/// A gateway that listens and has not begun to answer.
pub struct Gateway {
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    address: SocketAddr,
}

impl Gateway {
    /// Opens or makes the keys and takes the address.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn bind(config: Config) -> Result<Self, StartError> {
        let failed = |error| StartError::Listen(config.listen, error);
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let limits = config.connections;
        let router = routes::router(Arc::new(App::new(config)?));
        Ok(Self { listener, router, limits, address })
    }

    /// The address taken.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `shutdown` completes, then lets requests in flight finish.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) {
        server::serve(self.listener, self.router, self.limits, shutdown).await;
    }

    /// Starts a gateway on a thread of its own, for tests and the demo.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn start(config: Config) -> Result<Background, StartError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(StartError::Runtime)?;
        let gateway = runtime.block_on(Self::bind(config))?;
        let address = gateway.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::Builder::new()
            .name("yufu-gateway".to_owned())
            .spawn(move || {
                runtime.block_on(gateway.serve(async {
                    // Dropping the handle ends the gateway, too.
                    let _ = stopped.await;
                }));
            })
            .map_err(StartError::Runtime)?;
        Ok(Background { address, stop: Some(stop), thread: Some(thread) })
    }
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway").field("address", &self.address).finish_non_exhaustive()
    }
}

/// A gateway on a thread of its own; dropped, it finishes what it is answering and ends.
#[derive(Debug)]
pub struct Background {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
