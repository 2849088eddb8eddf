//! What a column of a table holds, for the formats that set it.

/// Whether a column holds nothing but numbers and amounts, and at least one of them.
pub fn is_numbers<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut any = false;
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let number = cell.contains(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '£' | ',' | '.' | '%' | '−' | '-' | '+' | ' '));
        if !number {
            return false;
        }
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::is_numbers;

    #[test]
    fn amounts_are_numbers_and_dates_are_not() {
        assert!(is_numbers(["£3,100", "", "−£12.50", "7%"].into_iter()));
        assert!(!is_numbers(["£3,100", "1 May 2026"].into_iter()));
        assert!(!is_numbers(["", "–"].into_iter()));
    }
}
