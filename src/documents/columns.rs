//! What the columns of tables hold and how wide they are, for the formats that set them.

use crate::response::{Block, Sentence};
use std::ops::{Add, Div, Mul, Sub};

/// The columns of tables that name them alike, with the rows of all these tables: they are set alike, so that a reader finds
/// the same thing in the same place.
pub struct Alike<'d> {
    /// Their names.
    pub columns: &'d [Sentence],
    /// The rows of every such table.
    pub rows: Vec<&'d [Sentence]>,
}

impl<'d> Alike<'d> {
    /// Every kind of table in a document.
    pub fn all(blocks: &'d [Block]) -> Vec<Alike<'d>> {
        let mut all: Vec<Alike<'d>> = Vec::new();
        for block in blocks {
            let Block::Table { columns, rows, .. } = block else { continue };
            let rows = rows.iter().map(Vec::as_slice);
            match all.iter_mut().find(|alike| alike.are(columns)) {
                Some(alike) => alike.rows.extend(rows),
                None => all.push(Alike { columns, rows: rows.collect() }),
            }
        }
        all
    }

    /// Whether columns are named like these.
    pub fn are(&self, columns: &[Sentence]) -> bool {
        self.columns.iter().map(|name| &name.text).eq(columns.iter().map(|name| &name.text))
    }

    /// The texts of a column, without its name.
    pub fn cells(&self, at: usize) -> impl Iterator<Item = &'d str> {
        self.rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.text.as_str())
    }

    /// Whether a column holds nothing but numbers.
    pub fn is_numbers(&self, at: usize) -> bool {
        is_numbers(self.cells(at))
    }
}

/// How much room a column would use.
#[derive(Clone, Copy, Default)]
pub struct Need<T> {
    /// For what no line break may cut.
    pub word: T,
    /// For its longest text on one line; not less than `word`.
    pub whole: T,
    /// For all its texts in one line.
    pub all: T,
}

/// Shares room among columns: each has its longest word and no more than its longest text, and what is left between goes by
/// how much text a column holds, so that rows are low. A room that is too small or too large is shared in proportion.
pub fn shares<T>(needs: &[Need<T>], room: T) -> Vec<T>
where
    T: Copy + Default + PartialOrd + Add<Output = T> + Sub<Output = T> + Mul<Output = T> + Div<Output = T>,
{
    let zero = T::default();
    let sum = |of: fn(&Need<T>) -> T| needs.iter().map(of).fold(zero, |sum, one| sum + one);
    let (words, wholes) = (sum(|need| need.word), sum(|need| need.whole));
    let in_proportion = |of: fn(&Need<T>) -> T, sum: T| {
        needs.iter().map(|need| if sum > zero { room * of(need) / sum } else { zero }).collect::<Vec<T>>()
    };
    if words >= room {
        return in_proportion(|need| need.word, words);
    }
    if wholes <= room {
        return in_proportion(|need| need.whole, wholes);
    }
    // Columns that would have more than their longest text are closed at that, until none is left that would.
    let mut widths: Vec<Option<T>> = vec![None; needs.len()];
    loop {
        let open = || needs.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(need, _)| need);
        let used = |sum: T, (need, width): (&Need<T>, &Option<T>)| sum + width.unwrap_or(need.word);
        let left = room - needs.iter().zip(&widths).fold(zero, used);
        let texts = open().fold(zero, |sum, need| sum + need.all);
        let width = |need: &Need<T>| if texts > zero { need.word + left * need.all / texts } else { need.word };
        let full: Vec<bool> =
            needs.iter().zip(&widths).map(|(need, done)| done.is_none() && width(need) >= need.whole).collect();
        if !full.contains(&true) {
            return needs.iter().zip(&widths).map(|(need, done)| done.unwrap_or_else(|| width(need))).collect();
        }
        for ((done, need), full) in widths.iter_mut().zip(needs).zip(full) {
            if full {
                *done = Some(need.whole);
            }
        }
    }
}

/// Whether a column holds nothing but numbers and amounts, and at least one of them.
fn is_numbers<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
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
    use super::{Need, is_numbers, shares};

    #[test]
    fn room_goes_where_the_text_is() {
        let need = |word, whole, all| Need { word, whole, all };
        let share = |needs: &[Need<u64>]| shares(needs, 100);
        assert_eq!(share(&[need(10, 20, 20), need(10, 20, 20)]), [50, 50], "there is room for all");
        assert_eq!(share(&[need(90, 100, 100), need(30, 60, 60)]), [75, 25], "not even for words");
        // One long text does not take the room of a column with many texts.
        assert_eq!(share(&[need(10, 200, 900), need(10, 200, 300)]), [70, 30]);
        assert_eq!(share(&[need(10, 15, 900), need(10, 200, 300)]), [15, 85], "no more than the longest text");
        assert_eq!(share(&[need(0, 0, 0), need(10, 200, 300)]), [0, 100]);
        assert!(share(&[]).is_empty());
    }

    #[test]
    fn amounts_are_numbers_and_dates_are_not() {
        assert!(is_numbers(["£3,100", "", "−£12.50", "7%"].into_iter()));
        assert!(!is_numbers(["£3,100", "1 May 2026"].into_iter()));
        assert!(!is_numbers(["", "–"].into_iter()));
    }
}
