//! Documents in their formats, and the assessment as JSON. Every format is made from the same typed blocks.

pub mod html;
pub mod json;
pub mod text;
