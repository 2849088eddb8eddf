//! Characters that a reader cannot see, and how typed text is quoted in messages.

/// Control characters, marks that change the direction of text, and characters without a visible form.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{061C}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// What was typed, in quotation marks, cut to a length that fits in a message, the invisible made visible.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(40)
        .map(|c| if is_invisible(c) { '\u{FFFD}' } else { c })
        .collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}
