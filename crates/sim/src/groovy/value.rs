//! Values of a script, and how Groovy prints them.

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
