//! The terminal while a screen of ours is on it: taken at the start, given back at every end,
//! also after a panic or a signal.

use std::io::{self, IsTerminal, Stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{
    self, DisableMouseCapture, EnableMouseCapture, Event, KeyCode, KeyEventKind, KeyModifiers,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{cursor, execute};
use ratatui::{Frame, Terminal};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag;

use crate::output::Failure;

/// How often a waiting screen looks whether a signal has come.
const LOOK: Duration = Duration::from_millis(100);

/// Whether a screen is on the terminal now.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether someone sits at standard input and standard output.
pub fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// A full screen of ours. Dropping it gives the terminal back.
///
/// It lives on the terminal's alternate screen, so that nothing of it stays in the history.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    signals: &'static Signals,
}

impl Screen {
    /// Takes the terminal.
    pub fn open() -> Result<Self, Failure> {
        let signals = Signals::get()?;
        give_back_before_panics_speak();
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout())).map_err(failed())?;
        signals.outside.store(false, Ordering::SeqCst);
        TAKEN.store(true, Ordering::SeqCst);
        let mut screen = Self { terminal, signals };
        enable_raw_mode().map_err(failed())?;
        execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture, cursor::Hide)
            .map_err(failed())?;
        screen.terminal.clear().map_err(failed())?;
        Ok(screen)
    }

    /// Draws the whole screen.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> Result<(), Failure> {
        self.terminal.draw(paint).map(drop).map_err(failed())
    }

    /// Waits for the next key, click or change of size.
    ///
    /// # Errors
    /// [`Failure::Interrupted`] at Ctrl-C, Esc, or a signal that asks the process to end.
    pub fn next(&mut self) -> Result<Event, Failure> {
        loop {
            if let Some(signal) = self.signals.received() {
                return Err(Failure::Interrupted(signal));
            }
            if !event::poll(LOOK).map_err(failed())? {
                continue;
            }
            match event::read().map_err(failed())? {
                Event::Key(key) if key.kind == KeyEventKind::Release => {}
                Event::Key(key) if is_goodbye(key.code, key.modifiers) => {
                    return Err(Failure::Interrupted(SIGINT));
                }
                event => return Ok(event),
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // What the buffers hold is where the keys stood.
        self.terminal.current_buffer_mut().reset();
        self.terminal.swap_buffers();
        give_back();
        self.signals.outside.store(true, Ordering::SeqCst);
    }
}

fn is_goodbye(code: KeyCode, modifiers: KeyModifiers) -> bool {
    let control = modifiers.contains(KeyModifiers::CONTROL);
    code == KeyCode::Esc || (control && matches!(code, KeyCode::Char('c' | 'C')))
}

fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // Where the terminal itself is gone there is nothing left to restore.
        let _ = execute!(io::stdout(), cursor::Show, DisableMouseCapture, LeaveAlternateScreen);
        let _ = disable_raw_mode();
    }
}

/// The message of a panic would be lost with the alternate screen, and drawn over by raw mode.
fn give_back_before_panics_speak() {
    static HOOKED: OnceLock<()> = OnceLock::new();
    HOOKED.get_or_init(|| {
        let speak = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            speak(info);
        }));
    });
}

/// Signals that end the process: at once while no screen is open, and after the terminal was given
/// back while one is.
struct Signals {
    outside: Arc<AtomicBool>,
    last: Arc<AtomicUsize>,
}

impl Signals {
    fn get() -> Result<&'static Self, Failure> {
        static SIGNALS: OnceLock<Signals> = OnceLock::new();
        if let Some(signals) = SIGNALS.get() {
            return Ok(signals);
        }
        let signals = Self::register().map_err(Failure::io("signals"))?;
        Ok(SIGNALS.get_or_init(|| signals))
    }

    fn register() -> io::Result<Self> {
        let outside = Arc::new(AtomicBool::new(true));
        let last = Arc::new(AtomicUsize::new(0));
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&outside))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&last), number)?;
        }
        let signals = Self { outside, last };
        let watched =
            Self { outside: Arc::clone(&signals.outside), last: Arc::clone(&signals.last) };
        thread::Builder::new().name("signals".to_owned()).spawn(move || watched.insist())?;
        Ok(signals)
    }

    /// Ends the process where a signal had no effect for a second: on a terminal that hung up the
    /// event reader spins for ever and never comes back to look.
    fn insist(&self) {
        loop {
            thread::sleep(LOOK);
            if let Some(signal) = self.received() {
                thread::sleep(Duration::from_secs(1));
                if TAKEN.load(Ordering::SeqCst) {
                    std::process::exit(128 + signal);
                }
            }
        }
    }

    fn received(&self) -> Option<i32> {
        i32::try_from(self.last.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0)
    }
}

fn failed() -> impl FnOnce(io::Error) -> Failure {
    Failure::io("the terminal")
}
