//! Ant's patterns, by which files of a workspace are kept (`FileSet#setIncludes`).

/// Whether a path fits: `?`, `*` within a folder, `**` across folders; a pattern that ends with a slash means all below it.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern = if pattern.ends_with('/') { format!("{pattern}**") } else { pattern.to_owned() };
    folders(&pattern.split('/').collect::<Vec<_>>(), &path.split('/').collect::<Vec<_>>())
}

fn folders(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => folders(rest, path) || path.split_first().is_some_and(|(_, below)| folders(pattern, below)),
        ([first, rest @ ..], [name, below @ ..]) => name_matches(&first.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>()) && folders(rest, below),
        _ => false,
    }
}

fn name_matches(pattern: &[char], name: &[char]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        (['*', rest @ ..], _) => name_matches(rest, name) || name.split_first().is_some_and(|(_, left)| name_matches(pattern, left)),
        (['?', rest @ ..], [_, left @ ..]) => name_matches(rest, left),
        ([a, rest @ ..], [b, left @ ..]) => a == b && name_matches(rest, left),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn as_ant_does() {
        for (pattern, path) in [
            ("a/b.txt", "a/b.txt"),
            ("**", "a/b.txt"),
            ("**/*.txt", "b.txt"),
            ("**/*.txt", "x/a/b.txt"),
            ("a/*", "a/b.txt"),
            ("a/", "a/b/c"),
            ("?.txt", "b.txt"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("*", "a/b.txt"), ("*.txt", "a/b.txt"), ("a/*", "a/b/c"), ("?.txt", "bb.txt"), ("", "a"), ("a", "a/b")] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
