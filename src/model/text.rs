//! Text from a file, which may be personal data: it cannot be printed by accident.

use std::borrow::Cow;
use std::fmt;

/// Text from a file. `Debug` and `Display` show it masked; [`Private::expose`] is for detectors and rebuilders alone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Private<'a>(Cow<'a, str>);

impl<'a> Private<'a> {
    /// Wraps a text.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Private(text.into())
    }

    /// The text itself, for judging or rebuilding it, never for printing.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The form that may be shown.
    pub fn masked(&self) -> Masked {
        Masked::of(&self.0)
    }
}

impl fmt::Debug for Private<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.masked(), f)
    }
}

impl fmt::Display for Private<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.masked(), f)
    }
}

/// A text of which no more than the first and the last letter is left, and of whose length no more than "ten or more".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Masked(String);

impl Masked {
    /// `M••••••••d`; texts of three letters or fewer show nothing.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let length = text.chars().count();
        let dots = |n: usize| "•".repeat(n.min(8));
        let ends = text.chars().next().zip(text.chars().next_back());
        match ends {
            Some((first, last)) if length > 3 => {
                let shown = |c: char| if c.is_control() { '•' } else { c };
                Masked(format!("{}{}{}", shown(first), dots(length.saturating_sub(2)), shown(last)))
            }
            _ => Masked(dots(length)),
        }
    }

    /// The masked text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
