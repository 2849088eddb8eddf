//! Files in and out: the only place that knows their formats.

/// The shapes of a file that is read and written.
macro_rules! shapes {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $($(#[$doc])* pub $field: $type,)* }
    )*};
}

pub mod answered;
#[cfg(feature = "table")]
pub mod batch;
#[cfg(feature = "table")]
pub mod benchmark;
pub mod calendar;
pub mod cells;
pub mod draft;
#[cfg(feature = "table")]
pub mod figures;
pub mod import;
pub(crate) mod lines;
pub mod link;
pub mod meanings;
pub mod planning_data;
pub mod proposal;
pub mod record;
pub mod revision;
