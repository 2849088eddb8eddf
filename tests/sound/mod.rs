//! Whether a file that leaves the tool is sound for those who open it and those who have it read out.

pub mod pages;
pub mod pdf;
pub mod word;
