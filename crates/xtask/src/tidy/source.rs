//! The files that tidy looks at.

use crate::process::{output, program, root};
use anyhow::{Context as _, Result};

/// A file of the project: where it is, what it says.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// Lines of code with their numbers: comments and tests left out.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.text.find("#[cfg(test)]\nmod ").or_else(|| self.text.find("#[cfg(test)]\npub(crate) mod ")).unwrap_or(self.text.len());
        let end = self.text[..tests].lines().count();
        self.text.lines().enumerate().take(end).map(|(i, l)| (i + 1, l)).filter(|(_, l)| {
            let line = l.trim_start();
            !line.starts_with("//") && !line.starts_with('*') && !line.starts_with("/*")
        })
    }

    pub fn within(&self, places: &[&str]) -> bool {
        places.iter().any(|p| self.path.starts_with(p))
    }

    /// Where a line of code holds one of these texts.
    pub fn find(&self, texts: &[&str]) -> Vec<String> {
        self.code().filter_map(|(n, l)| texts.iter().find(|t| l.contains(**t)).map(|t| format!("{}:{n} has {t:?}", self.path))).collect()
    }
}

/// Every file that git knows, the recordings and lock files aside.
pub fn all() -> Result<Vec<Source>> {
    let listed = output(program("git", &["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let wanted = |p: &&str| {
        let code = [".rs", ".ts", ".mjs", ".js", ".css", ".html", ".md", ".toml", ".json", ".py", ".c", ".h", ".hpp", ".cpp"].iter().any(|e| p.ends_with(e));
        code && !p.starts_with("tests/recordings/") && !p.ends_with("-lock.json")
    };
    let mut sources = Vec::new();
    for path in listed.lines().filter(wanted) {
        let file = root().join(path);
        if file.exists() {
            let text = std::fs::read_to_string(&file).with_context(|| format!("{path} cannot be read"))?;
            sources.push(Source { path: path.to_owned(), text });
        }
    }
    Ok(sources)
}
