//! Patterns with `*` and `?`.

/// Whether a text is what a pattern says: `*` is any number of characters but no slash, `**` any number of any,
/// `?` one character but no slash. Case counts. Takes time in proportion to both lengths, whatever the pattern.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    // What of the pattern may be used up after each character; one row at a time.
    let mut row = vec![false; pattern.len() + 1];
    if let Some(first) = row.first_mut() {
        *first = true;
    }
    close(&pattern, &mut row);
    for c in text {
        let mut next = vec![false; pattern.len() + 1];
        for (place, _) in row.iter().enumerate().filter(|(_, reached)| **reached) {
            match pattern.get(place) {
                Some('*') if c != '/' || double(&pattern, place) => set(&mut next, place),
                Some('?') if c != '/' => set(&mut next, place + 1),
                Some(p) if *p == c && *p != '*' => set(&mut next, place + 1),
                _ => {}
            }
        }
        close(&pattern, &mut next);
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// A star may stand for nothing.
fn close(pattern: &[char], row: &mut [bool]) {
    for place in 0..pattern.len() {
        if row.get(place) == Some(&true) && pattern.get(place) == Some(&'*') {
            set(row, place + 1);
        }
    }
}

fn double(pattern: &[char], place: usize) -> bool {
    let star = |at: Option<usize>| at.and_then(|at| pattern.get(at)) == Some(&'*');
    star(place.checked_sub(1)) || star(Some(place + 1))
}

fn set(row: &mut [bool], place: usize) {
    if let Some(cell) = row.get_mut(place) {
        *cell = true;
    }
}

#[cfg(test)]
mod tests {
    use super::matches;
    use proptest::prelude::*;

    #[test]
    fn stars_and_questions() {
        for (pattern, text, fits) in [
            ("Ops Team/*", "Ops Team/deploy", true),
            ("Ops Team/*", "Ops Team/eu/deploy", false),
            ("Ops Team/**", "Ops Team/eu/deploy", true),
            ("**/deploy", "a/b/deploy", true),
            ("*", "", true),
            ("", "a", false),
            ("a?c", "abc", true),
            ("a?c", "a/c", false),
            ("deploy-*-eu", "deploy-x-eu", true),
            ("deploy", "Deploy", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXbY", false),
        ] {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        assert!(!matches(&format!("{}c", "a*".repeat(200)), &"a".repeat(2000)));
    }

    proptest! {
        #[test]
        fn a_text_fits_itself_and_two_stars(text in "[a-z/ é+]{0,20}") {
            prop_assert!(matches(&text, &text) && matches("**", &text));
            prop_assert!(matches("*", &text) != text.contains('/'));
        }
    }
}
