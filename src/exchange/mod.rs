//! Files in and out: the only place that knows their formats.

pub mod answered;
#[cfg(feature = "table")]
pub mod benchmark;
pub mod draft;
#[cfg(feature = "table")]
pub mod figures;
pub mod planning_data;
pub mod proposal;
pub mod record;
pub mod revision;
#[cfg(feature = "table")]
pub mod table;
