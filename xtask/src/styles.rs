//! `styles`: joins the style sheets, and the scripts, into the one file of each that the page requests. Trunk runs it before each
//! build.

use std::fs;

use crate::paths;
use crate::shell::Outcome;

/// In the order of the cascade.
const ORDER: [&str; 6] = ["tokens.css", "page.css", "widget.css", "picture.css", "letter.css", "print.css"];

/// Writes target/styles/page.css and target/styles/boot.js, which index.html names.
pub fn bundle() -> Outcome {
    let folder = paths::root().join("styles");
    refuse_unlisted(&folder)?;
    let mut sheet = String::new();
    for name in ORDER {
        let path = folder.join(name);
        sheet += &fs::read_to_string(&path).map_err(|error| format!("cannot read styles/{name}: {error}."))?;
        sheet.push('\n');
    }
    named("page.css", sheet)?;
    let mut script = String::new();
    for path in ["embed/parts.js", "boot.js"] {
        script +=
            &fs::read_to_string(paths::root().join(path)).map_err(|error| format!("cannot read {path}: {error}."))?;
    }
    named("boot.js", script)
}

/// Writes a file where index.html names it, wherever Cargo's own output goes.
fn named(name: &str, content: String) -> Outcome {
    let folder = paths::root().join("target/styles");
    let bundle = folder.join(name);
    if fs::read_to_string(&bundle).is_ok_and(|written| written == content) {
        return Ok(());
    }
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(&folder)?;
        fs::write(&bundle, content)
    };
    write().map_err(|error| format!("cannot write {}: {error}.", bundle.display()))
}

fn refuse_unlisted(folder: &std::path::Path) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot read the styles folder: {error}."))?;
    let names = entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok());
    match names.filter(|name| name.ends_with(".css")).find(|name| !ORDER.contains(&name.as_str())) {
        Some(name) => {
            Err(format!("styles/{name} would not be loaded: give it a place in ORDER in xtask/src/styles.rs."))
        }
        None => Ok(()),
    }
}
