//! A run's log as it is stored: lines with hidden console notes, counted in raw bytes.

/// A hidden note: what `ConsoleNote` writes around its Base64 text.
const NOTE: &str = "\u{1b}[8mha:////4LmcgkrqZaCmH4P0VcwkWR3iDYfpF7WmQ8oMBv2Vo0AAAAkB+LCAAAAAAAAP9b85aBtbiIQTGjNKU4P0+vIKc0PTOvWK8kMze1uCQxtyC1SC8ExvbLL0llgABGJgZGLwaB3MycnMzi4My85FTXgvzkjIoiBimoScn5ecX5Oal6zhAaVS9DRQGQ1uaZsmc5AAaMAYEpAAAA\u{1b}[0m";

/// The stored bytes.
#[derive(Debug, Default)]
pub(crate) struct Log {
    raw: String,
}

impl Log {
    /// A line of Jenkins' own, with a note.
    pub(crate) fn noted(&mut self, line: &str) {
        self.raw.push_str(NOTE);
        self.line(line);
    }

    /// A plain line.
    pub(crate) fn line(&mut self, line: &str) {
        self.raw.push_str(line);
        self.raw.push('\n');
    }

    /// How many raw bytes there are.
    pub(crate) fn size(&self) -> u64 {
        self.raw.len() as u64
    }

    /// The stored bytes as text, hidden notes and all.
    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    /// The text from a raw offset on, notes stripped where they are whole, and where to go on. An offset
    /// beyond the size starts over.
    pub(crate) fn from(&self, start: u64) -> String {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let bytes = if start > self.raw.len() { self.raw.as_bytes() } else { self.raw.as_bytes().get(start..).unwrap_or_default() };
        strip(&String::from_utf8_lossy(bytes))
    }
}

fn strip(raw: &str) -> String {
    raw.replace(NOTE, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_raw_and_only_safe_at_line_ends() {
        let mut log = Log::default();
        log.noted("[Pipeline] echo");
        let end = log.size();
        log.line("héllo");
        assert_eq!(log.from(0), "[Pipeline] echo\nhéllo\n");
        assert_eq!(log.from(end), "héllo\n");
        assert!(log.from(10).contains("4LmcgkrqZ"), "an offset of one's own falls into a note");
        assert_eq!(log.from(log.size() + 1), log.from(0));
    }
}
