//! Tokens to statements.

use super::lexer::{Kind, Token, tokens};
use super::statement::{Statement, Value};
use super::{Expr, Place, Problem};

/// Reads a whole script.
pub(super) fn parse(script: &str) -> Result<Vec<Statement>, Problem> {
    let mut parser = Parser { tokens: tokens(script)?, at: 0, depth: 0 };
    let statements = parser.statements()?;
    match parser.kind() {
        Kind::End => Ok(statements),
        _ => Err(parser.unexpected()),
    }
}

pub(super) struct Parser {
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    /// How deep blocks and expressions are nested.
    pub(super) depth: usize,
}

/// Deeper ones would fill the stack.
const DEEPEST: usize = 60;

/// Words that begin what the simulation does not know.
const UNKNOWN: &[&str] = &[
    "while",
    "do",
    "try",
    "switch",
    "return",
    "throw",
    "class",
    "interface",
    "enum",
    "import",
    "package",
    "assert",
    "break",
    "continue",
    "new",
    "synchronized",
];

impl Parser {
    pub(super) fn kind(&self) -> &Kind {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> &Kind {
        self.tokens.get(self.at + by).map_or(&Kind::End, |t| &t.kind)
    }

    pub(super) fn place(&self) -> Place {
        self.tokens.get(self.at).or_else(|| self.tokens.last()).map_or((1, 1), |t| t.at)
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        let here = matches!(self.kind(), Kind::Sign(s) if *s == sign);
        self.at += usize::from(here);
        here
    }

    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let here = matches!(self.kind(), Kind::Word(w) if w == word);
        self.at += usize::from(here);
        here
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<(), Problem> {
        if self.take(sign) { Ok(()) } else { Err(Problem::new(self.place(), format!("expecting '{sign}', found {}", shown(self.kind())))) }
    }

    pub(super) fn word(&mut self) -> Result<String, Problem> {
        let Kind::Word(word) = self.kind().clone() else { return Err(self.unexpected()) };
        self.at += 1;
        Ok(word)
    }

    pub(super) fn lines(&mut self) {
        while *self.kind() == Kind::Line {
            self.at += 1;
        }
    }

    pub(super) fn unexpected(&self) -> Problem {
        Problem::new(self.place(), format!("unexpected token: {}", shown(self.kind())))
    }

    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        if self.depth >= DEEPEST {
            return Err(Problem::new(self.place(), "the simulation does not nest any deeper"));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Up to the end of the block or of the file.
    pub(super) fn statements(&mut self) -> Result<Vec<Statement>, Problem> {
        let mut statements = Vec::new();
        loop {
            while *self.kind() == Kind::Line || matches!(self.kind(), Kind::Sign(";")) {
                self.at += 1;
            }
            if matches!(self.kind(), Kind::End | Kind::Sign("}")) {
                return Ok(statements);
            }
            statements.push(self.deeper(Self::statement)?);
            if !matches!(self.kind(), Kind::Line | Kind::End | Kind::Sign(";" | "}")) {
                return Err(self.unexpected());
            }
        }
    }

    /// A block in braces, or a single statement.
    fn block(&mut self) -> Result<Vec<Statement>, Problem> {
        self.lines();
        if !self.take("{") {
            return Ok(vec![self.deeper(Self::statement)?]);
        }
        let statements = self.statements()?;
        self.expect("}")?;
        Ok(statements)
    }

    /// A closure whose brace is open, with the name of its parameter.
    pub(super) fn closure(&mut self) -> Result<(Option<String>, Vec<Statement>), Problem> {
        self.lines();
        let name = match (self.kind().clone(), self.ahead(1)) {
            (Kind::Word(word), Kind::Sign("->")) => {
                self.at += 2;
                Some(word)
            }
            _ => {
                self.take("->");
                None
            }
        };
        let statements = self.statements()?;
        self.expect("}")?;
        Ok((name, statements))
    }

    fn statement(&mut self) -> Result<Statement, Problem> {
        let at = self.place();
        if let Kind::Word(word) = self.kind().clone() {
            match word.as_str() {
                "if" => return self.condition(at),
                "for" => return self.counting(at),
                // Nothing here needs one.
                "@" => return Err(self.unexpected()),
                word if UNKNOWN.contains(&word) => return Err(Problem::new(at, format!("the simulation does not know '{word}'"))),
                _ => {}
            }
            // `def x`, `String x`.
            if let (Kind::Word(_), Kind::Sign("=") | Kind::Line | Kind::End | Kind::Sign(";")) = (self.ahead(1), self.ahead(2)) {
                let valued = *self.ahead(2) == Kind::Sign("=");
                if valued || word == "def" {
                    self.at += 1;
                    let target = Expr::Name(self.word()?);
                    let value = if self.take("=") { self.assigned()? } else { Value::Plain(Expr::Literal(super::Val::Null)) };
                    return Ok(Statement::Assign { declares: true, target, value, at });
                }
            }
            if let Some(call) = self.call()? {
                return Ok(Statement::Call(call));
            }
        }
        self.other(at)
    }

    /// An assignment, or a method that takes a closure.
    fn other(&mut self, at: Place) -> Result<Statement, Problem> {
        let target = self.postfix()?;
        let looping = match (self.kind(), self.ahead(1), self.ahead(2)) {
            (Kind::Sign("."), Kind::Word(word), Kind::Sign("{")) => Some(word.clone()),
            _ => None,
        };
        if let Some(word) = looping.filter(|w| matches!(w.as_str(), "times" | "each")) {
            self.at += 3;
            let (name, body) = self.closure()?;
            let name = name.unwrap_or_else(|| "it".to_owned());
            return Ok(match word.as_str() {
                "times" => Statement::Count { name, from: Expr::Literal(super::Val::Int(0)), to: target, inclusive: false, body, at },
                _ => Statement::Each { name, list: target, body, at },
            });
        }
        if !matches!(target, Expr::Name(_) | Expr::Member { .. }) {
            return Err(Problem::new(at, "the simulation does not know this statement"));
        }
        if self.take("=") {
            let value = self.assigned()?;
            return Ok(Statement::Assign { declares: false, target, value, at });
        }
        let (sign, value) = match self.kind() {
            Kind::Sign(s @ ("+=" | "-=")) => {
                let sign = if *s == "+=" { "+" } else { "-" };
                self.at += 1;
                (sign, self.expression()?)
            }
            Kind::Sign(s @ ("++" | "--")) => {
                let sign = if *s == "++" { "+" } else { "-" };
                self.at += 1;
                (sign, Expr::Literal(super::Val::Int(1)))
            }
            _ => return Err(self.unexpected()),
        };
        let value = Value::Plain(Expr::Binary(sign, Box::new(target.clone()), Box::new(value)));
        Ok(Statement::Assign { declares: false, target, value, at })
    }

    /// The right side of an assignment: a step's result, or an expression.
    fn assigned(&mut self) -> Result<Value, Problem> {
        self.lines();
        if let Some(call) = self.call()? {
            // Such as `input(…).X`, of which nothing here makes sense.
            return if matches!(self.kind(), Kind::Line | Kind::End | Kind::Sign(";" | "}")) { Ok(Value::Step(call)) } else { Err(self.unexpected()) };
        }
        Ok(Value::Plain(self.expression()?))
    }

    fn condition(&mut self, at: Place) -> Result<Statement, Problem> {
        self.at += 1;
        self.expect("(")?;
        let condition = self.expression()?;
        self.lines();
        self.expect(")")?;
        let then = self.block()?;
        let before = self.at;
        while matches!(self.kind(), Kind::Line | Kind::Sign(";")) {
            self.at += 1;
        }
        let otherwise = if self.take_word("else") {
            self.block()?
        } else {
            self.at = before;
            Vec::new()
        };
        Ok(Statement::If { condition, then, otherwise, at })
    }

    /// `for (int i = 0; i < 9; i++) {…}` or `for (x in list) {…}`.
    fn counting(&mut self, at: Place) -> Result<Statement, Problem> {
        self.at += 1;
        self.expect("(")?;
        if matches!((self.kind(), self.ahead(1)), (Kind::Word(_), Kind::Word(second)) if second != "in") {
            self.at += 1;
        }
        let name = self.word()?;
        if self.take_word("in") || self.take(":") {
            let list = self.expression()?;
            self.expect(")")?;
            return Ok(Statement::Each { name, list, body: self.block()?, at });
        }
        self.expect("=")?;
        let from = self.expression()?;
        self.expect(";")?;
        let odd = |at| Problem::new(at, "the simulation knows loops of the form 'for (int i = 0; i < n; i++)' only");
        let (place, condition) = (self.place(), self.expression()?);
        let (inclusive, to) = match condition {
            Expr::Binary(sign @ ("<" | "<="), left, right) if *left == Expr::Name(name.clone()) => (sign == "<=", *right),
            _ => return Err(odd(place)),
        };
        self.expect(";")?;
        let place = self.place();
        let front = self.take("++");
        if self.word()? != name || !(front || self.take("++")) {
            return Err(odd(place));
        }
        self.expect(")")?;
        Ok(Statement::Count { name, from, to, inclusive, body: self.block()?, at })
    }
}

/// A token as an error shows it.
fn shown(kind: &Kind) -> String {
    match kind {
        Kind::Word(word) => word.clone(),
        Kind::Number(number) => number.to_string(),
        Kind::Text(_) => "a string".to_owned(),
        Kind::Sign(sign) => (*sign).to_owned(),
        Kind::Line => "the end of the line".to_owned(),
        Kind::End => "the end of the file".to_owned(),
    }
}
