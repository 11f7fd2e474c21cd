//! Tokens to expressions.

use super::expression::METHODS;
use super::lexer::{Kind, Piece, Token};
use super::parser::Parser;
use super::{Expr, Problem, Val};

/// Operators by how tightly they bind, the loosest first.
const LEVELS: &[&[&str]] = &[&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "%"]];

impl Parser {
    pub(super) fn expression(&mut self) -> Result<Expr, Problem> {
        self.deeper(|parser| {
            let condition = parser.level(0)?;
            if parser.take("?:") {
                parser.lines();
                return Ok(Expr::Choose(Box::new(condition), None, Box::new(parser.expression()?)));
            }
            if !parser.take("?") {
                return Ok(condition);
            }
            parser.lines();
            let then = parser.expression()?;
            parser.lines();
            parser.expect(":")?;
            parser.lines();
            Ok(Expr::Choose(Box::new(condition), Some(Box::new(then)), Box::new(parser.expression()?)))
        })
    }

    fn level(&mut self, level: usize) -> Result<Expr, Problem> {
        let Some(signs) = LEVELS.get(level) else { return self.unary() };
        let mut left = self.level(level + 1)?;
        loop {
            let sign = match self.kind() {
                Kind::Sign(sign) => signs.iter().find(|s| *s == sign),
                _ => None,
            };
            let Some(sign) = sign else { return Ok(left) };
            self.at += 1;
            self.lines();
            left = Expr::Binary(sign, Box::new(left), Box::new(self.level(level + 1)?));
        }
    }

    fn unary(&mut self) -> Result<Expr, Problem> {
        if self.take("!") {
            return Ok(Expr::Not(Box::new(self.deeper(Self::unary)?)));
        }
        if self.take("-") {
            let Kind::Number(number) = *self.kind() else { return Err(self.unexpected()) };
            self.at += 1;
            return Ok(Expr::Literal(Val::Int(-number)));
        }
        self.postfix()
    }

    /// A value with its members, elements and methods.
    pub(super) fn postfix(&mut self) -> Result<Expr, Problem> {
        let mut value = self.primary()?;
        loop {
            let safe = matches!(self.kind(), Kind::Sign("?."));
            match (self.kind().clone(), self.ahead(1).clone(), self.ahead(2)) {
                // A method that takes a closure is a statement.
                (Kind::Sign("."), Kind::Word(_), Kind::Sign("{")) => return Ok(value),
                (Kind::Sign("." | "?."), Kind::Word(name), Kind::Sign("(")) => {
                    let at = self.place();
                    self.at += 3;
                    let arguments = self.list(")")?;
                    let known = METHODS.iter().find(|(n, count)| *n == name && *count == arguments.len() && !safe);
                    let Some((name, _)) = known else { return Err(Problem::new(at, format!("the simulation does not know the method '{name}'"))) };
                    value = Expr::Method(Box::new(value), name, arguments);
                }
                (Kind::Sign("." | "?."), Kind::Word(name), _) => {
                    self.at += 2;
                    value = Expr::Member { of: Box::new(value), key: Box::new(Expr::text(name)), safe };
                }
                (Kind::Sign("["), ..) => {
                    self.at += 1;
                    let key = self.expression()?;
                    self.expect("]")?;
                    value = Expr::Member { of: Box::new(value), key: Box::new(key), safe: false };
                }
                _ => return Ok(value),
            }
        }
    }

    fn primary(&mut self) -> Result<Expr, Problem> {
        let at = self.place();
        match self.kind().clone() {
            Kind::Number(number) => {
                self.at += 1;
                Ok(Expr::Literal(Val::Int(number)))
            }
            Kind::Text(pieces) => {
                self.at += 1;
                mixed(pieces, self.depth)
            }
            Kind::Word(word) => {
                if matches!(self.ahead(1), Kind::Sign("(")) || word == "new" {
                    return Err(Problem::new(at, format!("the simulation does not know '{word}' within an expression")));
                }
                self.at += 1;
                Ok(match word.as_str() {
                    "true" => Expr::Literal(Val::Bool(true)),
                    "false" => Expr::Literal(Val::Bool(false)),
                    "null" => Expr::Literal(Val::Null),
                    _ => Expr::Name(word),
                })
            }
            Kind::Sign("(") => {
                self.at += 1;
                self.lines();
                let inner = self.expression()?;
                self.lines();
                self.expect(")")?;
                Ok(inner)
            }
            Kind::Sign("[") => {
                self.at += 1;
                self.deeper(Self::literal)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// A list or a map whose bracket is open.
    fn literal(&mut self) -> Result<Expr, Problem> {
        if self.take(":") {
            self.expect("]")?;
            return Ok(Expr::Map(Vec::new()));
        }
        self.lines();
        if !matches!(self.ahead(1), Kind::Sign(":")) {
            return Ok(Expr::List(self.list("]")?));
        }
        let mut map = Vec::new();
        loop {
            self.lines();
            if self.take("]") {
                return Ok(Expr::Map(map));
            }
            let Some(key) = self.key()? else { return Err(self.unexpected()) };
            self.lines();
            map.push((key, self.expression()?));
            self.lines();
            if !self.take(",") {
                self.expect("]")?;
                return Ok(Expr::Map(map));
            }
        }
    }

    fn list(&mut self, end: &str) -> Result<Vec<Expr>, Problem> {
        let mut list = Vec::new();
        loop {
            self.lines();
            if self.take(end) {
                return Ok(list);
            }
            list.push(self.expression()?);
            self.lines();
            if !self.take(",") {
                self.expect(end)?;
                return Ok(list);
            }
        }
    }
}

/// A string; one with code in it is put together when it is needed.
fn mixed(pieces: Vec<Piece>, depth: usize) -> Result<Expr, Problem> {
    let mut parts = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Plain(text) => parts.push(Expr::text(text)),
            Piece::Code(tokens) => parts.push(code(tokens, depth)?),
        }
    }
    match parts.as_slice() {
        [Expr::Literal(Val::Text(_))] => Ok(parts.remove(0)),
        _ => Ok(Expr::Mixed(parts)),
    }
}

fn code(tokens: Vec<Token>, depth: usize) -> Result<Expr, Problem> {
    let mut parser = Parser { tokens, at: 0, depth };
    parser.lines();
    let value = parser.expression()?;
    parser.lines();
    if *parser.kind() == Kind::End { Ok(value) } else { Err(parser.unexpected()) }
}
