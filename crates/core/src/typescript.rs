//! TypeScript declarations of what crosses to JavaScript, written by `cargo xtask codegen`.

use crate::api::KnownFields;
use crate::api::blueocean as blue;
use crate::api::remote::{Cause, Job, LogChunk, QueueItem, Root, Run, Text, Triggered, WhoAmI};
use crate::api::wfapi::{self, Described};
use crate::error::Code;
use crate::flow::describe::JobView;
use crate::flow::follow::RunView;
use crate::flow::inputs::Inputs;
use crate::flow::log::LogOutcome;
use crate::flow::settle::{Settlement, SettlementOutcome, SettlementView};
use crate::flow::trigger::{TriggerOutcome, TriggerState};
use crate::operation::{Spec, specs};
use crate::parameter::{ParameterDefinition, ParameterKind};
use crate::pending::{InputsSource, PendingInput};
use crate::stage::{Stage, StageError, StagesSource};
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
    out += &declared(&specs());
    out += &links();
    for (_, declaration) in resources() {
        out += &declaration;
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
        crate::api::remote::Download,
        crate::api::graph_view::Rerun,
        crate::flow::capabilities::Capabilities,
        crate::flow::list::ListOutcome,
        crate::FieldError,
        LogOutcome,
        crate::flow::steps::Step,
        crate::flow::steps::Steps,
        crate::flow::left::LeftFile,
        crate::flow::left::Artifacts,
        crate::flow::left::Change,
        crate::flow::left::Changes,
        Text,
        blue::BlueLog,
        wfapi::LogSegment,
        wfapi::NodeLog,
    );
    out.trim_end().to_owned() + "\n"
}

/// The resources: their fields, and their declarations.
#[must_use]
pub fn resources() -> Vec<(KnownFields, String)> {
    macro_rules! list {
        ($($name:ty),* $(,)?) => {
            Vec::from([$((<$name>::fields(), <$name>::typescript())),*])
        };
    }
    list!(
        Root,
        WhoAmI,
        Job,
        QueueItem,
        Run,
        Described,
        crate::api::remote::Queue,
        crate::api::remote::User,
        crate::api::remote::View,
        crate::api::graph_view::GraphRun,
        crate::api::graph_view::GraphSteps,
        crate::api::graph_view::GraphTree,
        blue::BlueArtifact,
        blue::BlueChange,
        blue::BlueClass,
        blue::BlueContent,
        blue::BlueUser,
        blue::BlueFavorite,
        blue::BlueNode,
        blue::BlueOrganization,
        blue::BluePipeline,
        blue::BlueQueueItem,
        blue::BlueRun,
        blue::BlueScm,
        blue::BlueStep,
        blue::BlueTest,
        wfapi::WfapiArtifact,
        wfapi::WfapiChangeset,
        wfapi::WfapiJob,
        wfapi::WfapiNode,
    )
}

/// What belongs to no single operation.
const OPERATIONS: &str = include_str!("operations.ts");

/// What each relation of `_links` leads to.
fn links() -> String {
    let mut out = String::from(
        "/** What the links of resources lead to, by relation; others give JSON of a shape that is not known. */\nexport interface LinkOutcomes {\n",
    );
    for (relation, outcome) in crate::hal::RELATIONS {
        let _ = writeln!(out, "  {relation}: {outcome};");
    }
    out + "}\n\n"
}

/// The operations.
fn declared(specs: &[Spec]) -> String {
    let mut out = String::from("/** Each operation's fields and outcome, by its name. */\nexport interface Operations {\n");
    for spec in specs {
        let mut fields = String::new();
        for field in spec.fields.iter().flat_map(|group| group.iter()) {
            let mark = if field.required { "" } else { "?" };
            let _ = write!(fields, "      /** {} */\n      {}{mark}: {};\n", field.doc.trim().replace("*/", "*\\/"), field.name, field.ts);
        }
        let fields = if fields.is_empty() { "object".to_owned() } else { format!("{{\n{fields}    }}") };
        let _ = write!(
            out,
            "  /** {} {}; needs {}. */\n  {}: {{\n    fields: {fields};\n    outcome: {};\n  }};\n",
            spec.doc.trim(),
            if spec.method.is_empty() { format!("Asks for {}", spec.path) } else { format!("`{} {}`", spec.method, spec.path) },
            spec.needs.as_str(),
            spec.op,
            spec.outcome
        );
    }
    out + "}\n\n"
}
