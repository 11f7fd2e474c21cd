//! A run's log as it is stored: lines with hidden console notes, counted in raw bytes.

/// A hidden note: what `ConsoleNote` writes around its Base64 text.
const NOTE: &str = "\u{1b}[8mha:////4LmcgkrqZaCmH4P0VcwkWR3iDYfpF7WmQ8oMBv2Vo0AAAAkB+LCAAAAAAAAP9b85aBtbiIQTGjNKU4P0+vIKc0PTOvWK8kMze1uCQxtyC1SC8ExvbLL0llgABGJgZGLwaB3MycnMzi4My85FTXgvzkjIoiBimoScn5ecX5Oal6zhAaVS9DRQGQ1uaZsmc5AAaMAYEpAAAA\u{1b}[0m";

/// What a page shows a part of the log as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A line of Pipeline itself, with the attributes of its node (`NewNodeConsoleNote`).
    Node(String),
    /// What a step says.
    Step(u32),
    /// A line with a link to somewhere below the context path.
    Link { before: String, path: String, text: String },
}

/// The stored bytes.
#[derive(Debug, Default)]
pub(crate) struct Log {
    raw: String,
    /// From where to where, in their order.
    shown: Vec<(usize, usize, Shown)>,
}

impl Log {
    /// A line of Jenkins' own, with a note.
    pub(crate) fn noted(&mut self, line: &str, shown: Shown) {
        let from = self.raw.len();
        self.raw.push_str(NOTE);
        self.line(line);
        self.shown.push((from, self.raw.len(), shown));
    }

    /// A line that a step says.
    pub(crate) fn said(&mut self, line: &str, node: u32) {
        let from = self.raw.len();
        self.line(line);
        match self.shown.last_mut() {
            Some((_, to, Shown::Step(same))) if *same == node && *to == from => *to = self.raw.len(),
            _ => self.shown.push((from, self.raw.len(), Shown::Step(node))),
        }
    }

    /// A plain line.
    pub(crate) fn line(&mut self, line: &str) {
        self.raw.push_str(line);
        self.raw.push('\n');
    }

    /// As a page shows it from a raw offset on: what begins before it is left as it is.
    pub(crate) fn html_from(&self, start: u64, context: &str) -> String {
        let start = usize::try_from(start).ok().filter(|s| *s <= self.raw.len()).unwrap_or(0);
        let text = |from: usize, to: usize| String::from_utf8_lossy(self.raw.as_bytes().get(from..to).unwrap_or_default()).replace(NOTE, "");
        let (mut out, mut at) = (String::new(), start);
        for (from, to, shown) in self.shown.iter().filter(|(from, ..)| *from >= start) {
            out += &linked(&text(at, *from));
            out += &match shown {
                Shown::Node(attributes) => format!("<span class=\"pipeline-new-node\"{attributes}>{}</span>", escape(&text(*from, *to))),
                Shown::Step(node) => format!("<span class=\"pipeline-node-{node}\">{}</span>", linked(&text(*from, *to))),
                Shown::Link { before, path, text: linked } => {
                    let line = text(*from, *to);
                    let after = line.split_once(linked.as_str()).map_or("", |(_, after)| after);
                    format!("{}<a href='{context}/{path}' class='model-link'>{}</a>{}", escape(before), escape(linked), escape(after))
                }
            };
            at = *to;
        }
        out + &linked(&text(at, self.raw.len()))
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

/// Links where there are URLs (`UrlAnnotator`).
fn linked(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = ["http://", "https://", "ftp://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let end = rest[at..].find(|c: char| c.is_whitespace() || "\"'<>".contains(c)).map_or(rest.len(), |end| at + end);
        let url = &rest[at..end];
        out += &format!("{}<a href='{url}'>{}</a>", escape(&rest[..at]), escape(url));
        rest = &rest[end..];
    }
    out + &escape(rest)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
        log.noted("[Pipeline] echo", Shown::Node(" nodeId=\"3\"".to_owned()));
        let end = log.size();
        log.line("héllo");
        assert_eq!(log.from(0), "[Pipeline] echo\nhéllo\n");
        assert_eq!(log.from(end), "héllo\n");
        assert!(log.from(10).contains("4LmcgkrqZ"), "an offset of one's own falls into a note");
        assert_eq!(log.from(log.size() + 1), log.from(0));
    }

    /// The end of `log/037-ansi-html`.
    #[test]
    fn pages_show_nodes_and_links() {
        let mut log = Log::default();
        log.noted("[Pipeline] echo", Shown::Node(" nodeId=\"8\" enclosingId=\"6\"".to_owned()));
        let middle = log.size();
        log.said("https://example.com/?a=1&b=2", 8);
        log.said("<b>", 8);
        log.line("Finished: SUCCESS");
        let rest = "<span class=\"pipeline-node-8\"><a href='https://example.com/?a=1&b=2'>https://example.com/?a=1&amp;b=2</a>\n&lt;b&gt;\n</span>Finished: SUCCESS\n";
        assert_eq!(log.html_from(0, "/j"), format!("<span class=\"pipeline-new-node\" nodeId=\"8\" enclosingId=\"6\">[Pipeline] echo\n</span>{rest}"));
        assert_eq!(log.html_from(middle, "/j"), rest);
        assert_eq!(log.html_from(middle + 3, "/j"), "ps://example.com/?a=1&amp;b=2\n&lt;b&gt;\nFinished: SUCCESS\n");
    }
}
