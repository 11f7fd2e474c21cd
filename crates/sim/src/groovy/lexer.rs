//! Characters to tokens: comments go, strings keep the code between their `${}`.

use super::{Place, Problem};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Word(String),
    Number(i64),
    Text(Vec<Piece>),
    Sign(&'static str),
    /// The end of a line, at which a statement may end.
    Line,
    End,
}

/// A part of a string.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Plain(String),
    Code(Vec<Token>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Place,
}

/// Longer ones first.
const SIGNS: &[&str] = &[
    "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "->", "?:", "?.", "..", "{", "}", "(", ")", "[", "]", ",", ":", ";", ".", "=", "<", ">", "+",
    "-", "*", "/", "%", "!", "?", "@", "&", "|", "~", "^",
];

pub(super) fn tokens(script: &str) -> Result<Vec<Token>, Problem> {
    let mut lexer = Lexer { chars: script.replace("\r\n", "\n").chars().collect(), at: 0, line: 1, column: 1 };
    lexer.run(false)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    column: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        Some(c)
    }

    fn take(&mut self, text: &str) -> bool {
        let here = text.chars().enumerate().all(|(i, c)| self.peek(i) == Some(c));
        if here {
            text.chars().for_each(|_| {
                self.next();
            });
        }
        here
    }

    fn place(&self) -> Place {
        (self.line, self.column)
    }

    /// All tokens; within a string up to the brace that ends its code.
    fn run(&mut self, inside: bool) -> Result<Vec<Token>, Problem> {
        let (mut tokens, mut open) = (Vec::new(), 0_usize);
        loop {
            self.skip()?;
            let at = self.place();
            let kind = self.token(at)?;
            match kind {
                Kind::Sign("{") => open += 1,
                Kind::Sign("}") if inside && open == 0 => {
                    tokens.push(Token { kind: Kind::End, at });
                    return Ok(tokens);
                }
                Kind::Sign("}") => open = open.saturating_sub(1),
                Kind::End if inside => return Err(Problem::new(at, "unexpected end of file in a string")),
                Kind::End => {
                    tokens.push(Token { kind, at });
                    return Ok(tokens);
                }
                _ => {}
            }
            tokens.push(Token { kind, at });
        }
    }

    /// Blanks and comments.
    fn skip(&mut self) -> Result<(), Problem> {
        loop {
            let at = self.place();
            if self.take("//") || (at == (1, 1) && self.take("#!")) {
                while self.peek(0).is_some_and(|c| c != '\n') {
                    self.next();
                }
            } else if self.take("/*") {
                while !self.take("*/") {
                    self.next().ok_or_else(|| Problem::new(at, "expecting '*/', found the end of the file"))?;
                }
            } else if self.peek(0).is_some_and(|c| c != '\n' && c.is_whitespace()) || (self.peek(0) == Some('\\') && self.peek(1) == Some('\n')) {
                if self.next() == Some('\\') {
                    self.next();
                }
            } else {
                return Ok(());
            }
        }
    }

    fn token(&mut self, at: Place) -> Result<Kind, Problem> {
        match self.peek(0) {
            None => Ok(Kind::End),
            Some('\n') => {
                self.next();
                Ok(Kind::Line)
            }
            Some(c) if c.is_alphabetic() || c == '_' || c == '$' => Ok(Kind::Word(self.word())),
            Some(c) if c.is_ascii_digit() => self.number(at),
            Some('"') if self.take("\"\"\"") => self.text("\"\"\"", true, at),
            Some('\'') if self.take("'''") => self.text("'''", false, at),
            Some('"') if self.take("\"") => self.text("\"", true, at),
            Some('\'') if self.take("'") => self.text("'", false, at),
            Some(c) => match SIGNS.iter().find(|s| self.take(s)) {
                Some(sign) => Ok(Kind::Sign(sign)),
                None => Err(Problem::new(at, format!("unexpected char: '{c}'"))),
            },
        }
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_' || *c == '$') {
            word.push(c);
            self.next();
        }
        word
    }

    fn number(&mut self, at: Place) -> Result<Kind, Problem> {
        let text = self.word();
        let fraction = self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit());
        match text.replace('_', "").trim_end_matches(['L', 'l']).parse() {
            Ok(number) if !fraction => Ok(Kind::Number(number)),
            _ => Err(Problem::new(at, format!("the simulation knows whole numbers only, not '{text}'"))),
        }
    }

    fn text(&mut self, end: &str, interpolated: bool, at: Place) -> Result<Kind, Problem> {
        let (mut pieces, mut plain) = (Vec::new(), String::new());
        let code = |plain: &mut String, pieces: &mut Vec<Piece>, tokens| {
            pieces.extend((!plain.is_empty()).then(|| Piece::Plain(std::mem::take(plain))));
            pieces.push(Piece::Code(tokens));
        };
        while !self.take(end) {
            let here = self.place();
            if interpolated && self.take("${") {
                let tokens = self.run(true)?;
                code(&mut plain, &mut pieces, tokens);
                continue;
            }
            if interpolated && self.peek(0) == Some('$') && self.peek(1).is_some_and(|c| c.is_alphabetic() || c == '_') {
                self.next();
                let tokens = self.path(here);
                code(&mut plain, &mut pieces, tokens);
                continue;
            }
            match self.next() {
                Some('\\') => plain.extend(self.escape(here)?),
                Some('\n') | None if end.len() == 1 => return Err(Problem::new(at, "unexpected end of a string")),
                None => return Err(Problem::new(at, "unexpected end of file in a string")),
                Some(c) => plain.push(c),
            }
        }
        if !plain.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        Ok(Kind::Text(pieces))
    }

    /// `$name.member`, without braces.
    fn path(&mut self, at: Place) -> Vec<Token> {
        // A dollar would begin the next one.
        let name = |lexer: &mut Self| {
            let mut word = String::new();
            while let Some(c) = lexer.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
                word.push(c);
                lexer.next();
            }
            Token { kind: Kind::Word(word), at }
        };
        let mut tokens = vec![name(self)];
        while self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_alphabetic() || c == '_') {
            self.next();
            tokens.push(Token { kind: Kind::Sign("."), at });
            tokens.push(name(self));
        }
        tokens.push(Token { kind: Kind::End, at });
        tokens
    }

    /// After a backslash; a line's end is joined.
    fn escape(&mut self, at: Place) -> Result<Option<char>, Problem> {
        Ok(match self.next() {
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('\n') => None,
            Some(c @ ('\\' | '\'' | '"' | '$')) => Some(c),
            Some('u') => {
                let digits: String = (0..4).filter_map(|_| self.next()).collect();
                let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                Some(code.ok_or_else(|| Problem::new(at, format!("the simulation does not know the escape '\\u{digits}'")))?)
            }
            Some(c) => return Err(Problem::new(at, format!("unexpected char: '\\{c}'"))),
            None => return Err(Problem::new(at, "unexpected end of file in a string")),
        })
    }
}
