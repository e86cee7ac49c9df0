//! One terminal, held by a tmux server of its own.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How long a screen may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(90);

/// A place on the screen, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub column: usize,
    pub row: usize,
}

/// A terminal with a shell in it.
pub struct Pane {
    folder: TempDir,
}

impl Pane {
    /// A terminal of this size, in this locale.
    pub fn new(columns: u16, rows: u16, locale: &str) -> Self {
        let pane = Self { folder: tempfile::tempdir().unwrap() };
        let size = [columns.to_string(), rows.to_string()];
        // tmux itself needs a locale that this machine has; the shell in it is told the one under test.
        let shell = format!(
            "env -u NO_COLOR -u LC_MESSAGES LC_ALL={locale} COLORTERM=truecolor PS1='$ ' ENV= sh"
        );
        pane.tmux(&["new-session", "-d", "-x", &size[0], "-y", &size[1], &shell]);
        pane.tmux(&["set-option", "-g", "history-limit", "5000"]);
        pane.wait_for("$");
        pane
    }

    /// Starts `yufu` with these arguments.
    pub fn run(&self, arguments: &str) {
        self.start(env!("CARGO_BIN_EXE_yufu"), arguments);
    }

    /// Starts a program with these arguments; `status=…` says later how it ended.
    pub fn start(&self, program: &str, arguments: &str) {
        let script = format!(
            "stty -a > before\n\
             sh -c 'echo $$ > pid; exec {program} {arguments}'\n\
             echo status=$?\n\
             stty -a > after\n\
             touch ended\n"
        );
        fs::write(self.path("script"), script).unwrap();
        self.text(&format!("cd {} && clear && . ./script", self.folder.path().display()));
        self.keys("Enter", 1);
    }

    /// Presses a key by its name.
    pub fn keys(&self, name: &str, times: usize) {
        if times > 0 {
            self.tmux(&["send-keys", "-N", &times.to_string(), name]);
        }
    }

    /// Types characters.
    pub fn text(&self, characters: &str) {
        self.tmux(&["send-keys", "-l", characters]);
    }

    /// Clicks, as a terminal reports it (xterm's SGR coordinates).
    pub fn click(&self, at: Place) {
        let (column, row) = (at.column + 1, at.row + 1);
        self.text(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let process = fs::read_to_string(self.path("pid")).unwrap();
        let sent = Command::new("kill").args(["-s", name, process.trim()]).status().unwrap();
        assert!(sent.success());
    }

    /// Takes the terminal away, and says whether the program ended within ten seconds.
    pub fn hang_up(&self) -> bool {
        let process = fs::read_to_string(self.path("pid")).unwrap();
        let process = PathBuf::from("/proc").join(process.trim());
        assert!(process.exists(), "the program runs before");
        self.tmux(&["kill-server"]);
        let start = Instant::now();
        while process.exists() && start.elapsed() < Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(50));
        }
        !process.exists()
    }

    /// Changes the size of the terminal.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = [columns.to_string(), rows.to_string()];
        self.tmux(&["resize-window", "-x", &size[0], "-y", &size[1]]);
        // The change is told by signals; a click that comes between two of them may be lost.
        thread::sleep(Duration::from_millis(500));
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p"])
    }

    /// The screen with its colours as escape sequences.
    pub fn coloured(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-e"])
    }

    /// What stands on the screen and in the history.
    pub fn history(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-S", "-", "-E", "-"])
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contains(text));
    }

    /// Waits until the screen is as `shown` wants it.
    pub fn wait_until(&self, what: &str, shown: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !shown(&self.screen()) {
            assert!(start.elapsed() < PATIENCE, "waiting for {what}:\n{}", self.screen());
            thread::sleep(Duration::from_millis(30));
        }
    }

    /// Every character on the screen with its place; a wide one takes two columns.
    pub fn characters(&self) -> Vec<(Place, char)> {
        let mut found = Vec::new();
        for (row, line) in self.screen().lines().enumerate() {
            let mut column = 0;
            for character in line.chars() {
                found.push((Place { column, row }, character));
                column += character.width().unwrap_or_default();
            }
        }
        found
    }

    /// The first row that holds one of these texts.
    pub fn row_of(&self, texts: &[&str]) -> usize {
        let screen = self.screen();
        screen
            .lines()
            .position(|line| texts.iter().any(|text| line.contains(text)))
            .unwrap_or_else(|| panic!("none of {texts:?}:\n{screen}"))
    }

    /// Columns of the widest line on the screen and in the history.
    pub fn widest_line(&self) -> usize {
        self.history().lines().map(UnicodeWidthStr::width).max().unwrap_or_default()
    }

    /// The terminal is as the program found it: its modes, its screen, its cursor, its mouse.
    pub fn terminal_is_restored(&self) {
        let start = Instant::now();
        while !self.path("ended").exists() {
            assert!(start.elapsed() < PATIENCE, "{}", self.screen());
            thread::sleep(Duration::from_millis(30));
        }
        // The first line holds the size, which a test may have changed.
        let modes = |name| -> Vec<String> {
            let all = fs::read_to_string(self.path(name)).unwrap();
            all.lines().skip(1).map(str::to_owned).collect()
        };
        assert_eq!(modes("before"), modes("after"));
        let flags = "#{alternate_on}#{cursor_flag}#{mouse_any_flag}#{mouse_sgr_flag}";
        assert_eq!(self.tmux(&["display-message", "-p", flags]).trim(), "0100");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let out = Command::new("tmux")
            .args(["-u", "-f", "/dev/null", "-S"])
            .arg(self.path("socket"))
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("TMUX")
            .output()
            .expect("tmux, which `cargo xtask setup --install` brings");
        assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }
}

impl Drop for Pane {
    fn drop(&mut self) {
        let mut end = Command::new("tmux");
        end.arg("-S").arg(self.path("socket")).arg("kill-server");
        let _ = end.output();
    }
}
