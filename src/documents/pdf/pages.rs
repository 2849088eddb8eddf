//! Bands → pages: nothing is left behind at the foot of a page that belongs to what follows.

use super::layout::{Band, Layout};

/// A band on a page.
pub struct Placed<'a> {
    /// From the top of the text to the top of the band.
    pub y: f32,
    pub band: &'a Band,
    /// Whether it repeats what was said on an earlier page.
    pub repeated: bool,
}

/// Shares the bands among pages of this height.
pub fn pages(layout: &Layout, height: f32) -> Vec<Vec<Placed<'_>>> {
    let mut pages = Pages { done: Vec::new(), page: Vec::new(), y: 0.0, layout, height };
    let mut rest = layout.bands.as_slice();
    while !rest.is_empty() {
        let together = rest.iter().position(|band| !band.keep).map_or(rest.len(), |last| last + 1);
        let (group, after) = rest.split_at(together.min(rest.len()));
        pages.place(group);
        rest = after;
    }
    pages.turn();
    pages.done
}

struct Pages<'a> {
    done: Vec<Vec<Placed<'a>>>,
    page: Vec<Placed<'a>>,
    y: f32,
    layout: &'a Layout,
    height: f32,
}

impl<'a> Pages<'a> {
    fn place(&mut self, group: &'a [Band]) {
        if !self.fits(group) && self.fits_a_page(group) {
            self.turn();
        }
        for band in group {
            if !self.fits(std::slice::from_ref(band)) {
                self.turn();
            }
            if self.page.is_empty() {
                self.repeat(band);
            }
            self.y += if self.page.is_empty() { 0.0 } else { band.before };
            self.page.push(Placed { y: self.y, band, repeated: false });
            self.y += band.height;
        }
    }

    fn fits(&self, group: &[Band]) -> bool {
        self.page.is_empty() || self.y + tall(group) <= self.height
    }

    fn fits_a_page(&self, group: &[Band]) -> bool {
        let head: f32 = group.first().map_or(0.0, |first| tall(self.head(first)));
        head + tall(group) <= self.height
    }

    /// The column names of the band's table; none that would fill the page they are repeated on.
    fn head(&self, band: &Band) -> &'a [Band] {
        let head = band.table.and_then(|table| self.layout.heads.get(table));
        head.filter(|head| tall(head) <= self.height / 3.0).map_or(&[], Vec::as_slice)
    }

    /// The column names above the first row on a page.
    fn repeat(&mut self, band: &Band) {
        for band in self.head(band) {
            self.page.push(Placed { y: self.y, band, repeated: true });
            self.y += band.height;
        }
    }

    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        self.y = 0.0;
    }
}

fn tall(bands: &[Band]) -> f32 {
    bands.iter().map(|band| band.before + band.height).sum()
}

#[cfg(test)]
mod tests {
    use super::super::tags::Tags;
    use super::{Band, Layout, pages};

    /// Bands of these heights, those to be kept with the next marked; with the table that each is of.
    fn laid_out(bands: &[(f32, bool, Option<usize>)], heads: Vec<Vec<Band>>) -> Layout {
        let band =
            |&(height, keep, table): &(f32, bool, Option<usize>)| Band { height, keep, table, ..Band::default() };
        Layout { bands: bands.iter().map(band).collect(), heads, tags: Tags::default() }
    }

    /// What stands on each page: the place and height of each band.
    fn shared(layout: &Layout) -> Vec<Vec<(f32, f32)>> {
        let page = |page: &Vec<super::Placed<'_>>| page.iter().map(|placed| (placed.y, placed.band.height)).collect();
        pages(layout, 100.0).iter().map(page).collect()
    }

    #[test]
    fn what_belongs_together_turns_the_page_together() {
        let layout = laid_out(&[(60.0, false, None), (20.0, true, None), (30.0, false, None)], Vec::new());
        assert_eq!(shared(&layout), [vec![(0.0, 60.0)], vec![(0.0, 20.0), (20.0, 30.0)]]);
    }

    #[test]
    fn what_no_page_holds_begins_where_it_is_and_goes_on_overleaf() {
        let layout = laid_out(&[(60.0, false, None), (30.0, true, None), (80.0, false, None)], Vec::new());
        assert_eq!(shared(&layout), [vec![(0.0, 60.0), (60.0, 30.0)], vec![(0.0, 80.0)]]);
    }

    #[test]
    fn a_table_that_goes_on_repeats_its_column_names_unless_they_fill_the_page() {
        let head = |height| vec![Band { height, ..Band::default() }];
        let rows = [(70.0, false, Some(0)), (70.0, false, Some(0))];
        assert_eq!(shared(&laid_out(&rows, vec![head(10.0)])).last(), Some(&vec![(0.0, 10.0), (10.0, 70.0)]));
        assert_eq!(shared(&laid_out(&rows, vec![head(40.0)])).last(), Some(&vec![(0.0, 70.0)]));
    }
}
