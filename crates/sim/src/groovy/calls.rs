//! Tokens to calls of steps with their arguments.

use super::Problem;
use super::lexer::{Kind, Piece};
use super::parser::Parser;
use super::statement::{Argument, Call, Given};

impl Parser {
    /// A call of a step by its name, in one of its forms; none if no call begins here.
    pub(super) fn call(&mut self) -> Result<Option<Call>, Problem> {
        let (Kind::Word(name), at) = (self.kind().clone(), self.place()) else { return Ok(None) };
        if matches!(name.as_str(), "true" | "false" | "null" | "in" | "instanceof" | "new") {
            return Ok(None);
        }
        let mut call = Call { name, arguments: Vec::new(), body: None, at };
        match self.ahead(1) {
            Kind::Sign("(") => {
                self.at += 2;
                call.arguments = self.arguments(Some(")"))?;
            }
            Kind::Sign("{") => self.at += 1,
            Kind::Text(_) | Kind::Number(_) => {
                self.at += 1;
                call.arguments = self.arguments(None)?;
            }
            Kind::Word(word) if !matches!(word.as_str(), "in" | "instanceof" | "as") => {
                self.at += 1;
                call.arguments = self.arguments(None)?;
            }
            _ => return Ok(None),
        }
        if self.take("{") {
            let at = self.place();
            let (name, body) = self.closure()?;
            if name.is_some() {
                return Err(Problem::new(at, "the simulation does not know parameters of this closure"));
            }
            call.body = Some(body);
        }
        Ok(Some(call))
    }

    /// Arguments up to this sign, or without one to the end of the line.
    fn arguments(&mut self, end: Option<&str>) -> Result<Vec<Argument>, Problem> {
        let mut arguments = Vec::new();
        loop {
            if end.is_some() {
                self.lines();
            }
            if end.is_some_and(|end| self.take(end)) {
                return Ok(arguments);
            }
            arguments.push(self.deeper(Self::argument)?);
            if end.is_some() {
                self.lines();
            }
            if self.take(",") {
                self.lines();
            } else {
                return match end {
                    Some(end) => self.expect(end).map(|()| arguments),
                    None => Ok(arguments),
                };
            }
        }
    }

    fn argument(&mut self) -> Result<Argument, Problem> {
        let at = self.place();
        let name = self.key()?;
        self.lines();
        let value = if self.take("{") {
            match self.closure()? {
                (None, body) => Given::Body(body),
                (Some(_), _) => return Err(Problem::new(at, "the simulation does not know parameters of this closure")),
            }
        } else if let Some(calls) = self.calls()? {
            Given::Calls(calls)
        } else {
            Given::Plain(self.expression()?)
        };
        Ok(Argument { name, value, at })
    }

    /// `name:` or `'name':` before a value.
    pub(super) fn key(&mut self) -> Result<Option<String>, Problem> {
        if !matches!(self.ahead(1), Kind::Sign(":")) {
            return Ok(None);
        }
        let key = match self.kind().clone() {
            Kind::Word(word) => word,
            Kind::Number(number) => number.to_string(),
            Kind::Text(pieces) => match pieces.as_slice() {
                [Piece::Plain(text)] => text.clone(),
                _ => return Err(Problem::new(self.place(), "the simulation does not know values in a name")),
            },
            _ => return Ok(None),
        };
        self.at += 2;
        Ok(Some(key))
    }

    /// A list of calls, or one alone; none if it is something else.
    fn calls(&mut self) -> Result<Option<Vec<Call>>, Problem> {
        let before = self.at;
        let list = self.take("[");
        if list {
            self.lines();
        }
        if !matches!((self.kind(), self.ahead(1)), (Kind::Word(_), Kind::Sign("("))) {
            self.at = before;
            return Ok(None);
        }
        let mut calls = Vec::new();
        while let Some(call) = self.call()? {
            calls.push(call);
            if !list {
                return Ok(Some(calls));
            }
            self.lines();
            if !self.take(",") {
                break;
            }
            self.lines();
        }
        self.expect("]")?;
        Ok(Some(calls))
    }
}
