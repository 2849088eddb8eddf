//! The words of the screen that are the profile's: sentences whose keys begin with `screen.`.

use crate::response::Words;

/// What the words are filled from.
pub(super) struct Screen<'a> {
    pub words: Words<'a>,
}

impl Screen<'_> {
    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        self.filled(key, &[])
    }

    /// The words of a key, filled with these.
    pub fn filled(&self, key: &str, names: &[(&str, String)]) -> String {
        self.words.clause(&format!("screen.{key}"), names).map(|said| said.text).unwrap_or_default()
    }
}

/// Keys of the screen that use these names, as the profile has them.
pub(super) fn keyed<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    names: &'static [&'static str],
) -> Vec<(String, &'static [&'static str])> {
    keys.into_iter().map(|key| (format!("screen.{key}"), names)).collect()
}
