//! Characters that a reader cannot see, and how typed text is quoted in messages.

/// Control characters, marks that change the direction of text, and characters without a visible form.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{061C}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Text from a file made fit for a terminal or a message: the invisible made visible, cut to a length that can be read.
pub fn shown(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// What was typed, in quotation marks, cut to a length that fits in a message.
pub fn quoted(text: &str) -> String {
    format!("“{}”", shown(text, 40))
}
