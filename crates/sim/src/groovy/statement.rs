//! What a script consists of, before anything is known about its steps.

use super::{Expr, Place};

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Statement {
    /// A step or a method of one.
    Call(Call),
    /// `def x = …`, `x = …`, `x += …`.
    Assign {
        declares: bool,
        target: Expr,
        value: Value,
        at: Place,
    },
    /// `for (int i = 0; i < 9; i++) {…}`, `9.times { i -> … }`.
    Count {
        name: String,
        from: Expr,
        to: Expr,
        inclusive: bool,
        body: Vec<Statement>,
        at: Place,
    },
    /// `for (x in list) {…}`, `list.each { x -> … }`.
    Each {
        name: String,
        list: Expr,
        body: Vec<Statement>,
        at: Place,
    },
    If {
        condition: Expr,
        then: Vec<Statement>,
        otherwise: Vec<Statement>,
        at: Place,
    },
}

/// The right side of an assignment.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Plain(Expr),
    /// The result of a step.
    Step(Call),
}

/// A call with its arguments in their order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    pub(super) body: Option<Vec<Statement>>,
    pub(super) at: Place,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    pub(super) value: Given,
    pub(super) at: Place,
}

/// What an argument is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    Plain(Expr),
    Body(Vec<Statement>),
    /// Such as the definitions of an input's parameters.
    Calls(Vec<Call>),
}
