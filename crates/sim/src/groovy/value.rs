//! Values of a script, and how Groovy prints them.

/// The size and depth of what a script may hold.
const MOST: usize = 4 << 20;
const DEEPEST: usize = 64;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Val {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Val>),
    Map(Vec<(String, Val)>),
}

impl Val {
    /// As `InvokerHelper#toString` prints it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(list) => format!("[{}]", list.iter().map(Self::text).collect::<Vec<_>>().join(", ")),
            Self::Map(map) if map.is_empty() => "[:]".to_owned(),
            Self::Map(map) => format!("[{}]", map.iter().map(|(k, v)| format!("{k}:{}", v.text())).collect::<Vec<_>>().join(", ")),
        }
    }

    /// Groovy's truth.
    pub(crate) fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Int(value) => *value != 0,
            Self::Text(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => !map.is_empty(),
        }
    }

    /// Whether it is too long or too deep to go on with: a script must not take all memory.
    pub(crate) fn is_too_big(&self) -> bool {
        self.weigh(0) > MOST
    }

    fn weigh(&self, depth: usize) -> usize {
        let all =
            |values: &mut dyn Iterator<Item = &Self>| values.fold(1_usize, |sum, v| if sum > MOST { sum } else { sum.saturating_add(v.weigh(depth + 1)) });
        match self {
            _ if depth > DEEPEST => usize::MAX,
            Self::Text(text) => text.len(),
            Self::List(list) => all(&mut list.iter()),
            Self::Map(map) => all(&mut map.iter().map(|(_, v)| v)),
            Self::Null | Self::Bool(_) | Self::Int(_) => 1,
        }
    }

    /// Java's class, for messages.
    pub(crate) fn class(&self) -> &'static str {
        match self {
            Self::Null => "org.codehaus.groovy.runtime.NullObject",
            Self::Bool(_) => "java.lang.Boolean",
            Self::Int(_) => "java.lang.Integer",
            Self::Text(_) => "java.lang.String",
            Self::List(_) => "java.util.ArrayList",
            Self::Map(_) => "java.util.LinkedHashMap",
        }
    }

    /// A map in the order of Java's `HashMap`, in which the input step hands on its values (`InputStepExecution#parseValue`).
    pub(crate) fn hash_map(mut entries: Vec<(String, Val)>) -> Self {
        // The table doubles when it is three quarters full.
        let mut size = 16;
        while entries.len() * 4 > size * 3 {
            size *= 2;
        }
        entries.sort_by_key(|(name, _)| {
            let hash = name.encode_utf16().fold(0_u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
            (hash ^ (hash >> 16)) as usize & (size - 1)
        });
        Self::Map(entries)
    }
}
