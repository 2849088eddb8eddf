//! Files that say what was last agreed: compared with what is found, or written anew by `cargo xtask letters`.

use std::fs;
use std::path::Path;

/// Whether what is found is written, in place of comparing with it.
pub fn anew() -> bool {
    std::env::var_os("HOME_ASSESSMENT_REFRESH_LETTERS").is_some()
}

/// Compares a file with what it should hold and says the first line that differs, or writes it.
pub fn differs(path: &Path, found: &str) -> Option<String> {
    if anew() {
        fs::write(path, found).unwrap();
        return None;
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let (kept, found): (Vec<&str>, Vec<&str>) = (kept.split('\n').collect(), found.split('\n').collect());
    let at = (0..kept.len().max(found.len())).find(|at| kept.get(*at) != found.get(*at))?;
    let line = |lines: &[&str]| lines.get(at).map_or_else(|| "(nothing)".to_owned(), |line| (*line).to_owned());
    Some(format!("{}, line {}\n  kept:  {}\n  found: {}", path.display(), at + 1, line(&kept), line(&found)))
}
