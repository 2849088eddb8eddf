//! Characters that a reader cannot see, numbers as people group them, and how typed text is quoted in messages.

/// Control characters, marks that change the direction of text, and characters without a visible form.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
        // Code points that will never be characters; XML does not allow them.
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Text in one line: every run of white space is one space.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text from a file made fit for a terminal or a message: the invisible made visible, cut to a length that can be read.
pub fn shown(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// A whole number in figures without the commas that part its thousands; nothing where they part something else, or it is no such
/// number.
pub fn ungrouped(number: &str) -> Option<String> {
    let groups: Vec<&str> = number.split(',').collect();
    let figures = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let thousands = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    (figures && thousands).then(|| groups.concat())
}

/// What was typed, in quotation marks, cut to a length that fits in a message.
pub fn quoted(text: &str) -> String {
    format!("“{}”", shown(text, 40))
}
