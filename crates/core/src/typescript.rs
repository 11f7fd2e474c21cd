//! TypeScript declarations of what crosses to JavaScript, written by `cargo xtask codegen`.

use crate::api::remote::{Cause, Job, LogChunk, QueueItem, Root, Run, Text, Triggered, WhoAmI};
use crate::api::wfapi::{Described, Stage, StageError};
use crate::error::Code;
use crate::flow::describe::JobView;
use crate::flow::follow::{RunView, StagesSource};
use crate::flow::inputs::Inputs;
use crate::flow::log::LogOutcome;
use crate::flow::settle::{Settlement, SettlementOutcome, SettlementView};
use crate::flow::trigger::{TriggerOutcome, TriggerState};
use crate::parameter::{ParameterDefinition, ParameterKind};
use crate::pending::{InputsSource, PendingInput};
use crate::status::{Status, StatusWord};
use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;
use ts_rs::{Config, TS};

/// All declarations, as one file.
#[must_use]
pub fn typescript() -> String {
    let mut out = String::from("// Generated from crates/core by `cargo xtask codegen`. Do not edit.\n\n");
    out += OPERATIONS;
    let codes: Vec<String> = Code::ALL.iter().map(|c| format!("  | \"{c}\"")).collect();
    let _ = write!(out, "/** What went wrong; stable. */\nexport type ErrorCode =\n{};\n\n", codes.join("\n"));
    for resource in [Root::typescript(), WhoAmI::typescript(), Job::typescript(), QueueItem::typescript(), Run::typescript(), Described::typescript()] {
        out += &resource;
        out.push('\n');
    }
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            let config = Config::default();
            $(
                if let Some(docs) = <$name as TS>::docs() {
                    out += docs.trim();
                    out.push('\n');
                }
                let _ = writeln!(out, "export {}\n", <$name as TS>::decl(&config));
            )*
        };
    }
    declare!(
        StatusWord,
        Status,
        ParameterKind,
        ParameterDefinition,
        InputsSource,
        PendingInput,
        Inputs,
        Cause,
        StageError,
        Stage,
        StagesSource,
        JobView,
        RunView,
        TriggerState,
        TriggerOutcome,
        Triggered,
        SettlementOutcome,
        SettlementView,
        Settlement,
        LogChunk,
        LogOutcome,
        Text,
    );
    out.trim_end().to_owned() + "\n"
}

/// Operations are read by hand (see `operation`), so their shapes are written here, beside the reader's tests.
const OPERATIONS: &str = include_str!("operations.ts");
