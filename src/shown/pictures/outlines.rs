//! Authorities as they lie, by the outlines that a profile has: for a map in place of tiles.

use super::canvas::{Canvas, Class, SMALL, Shape};

/// An outline, point by point.
pub(super) type Ring = Vec<(i32, i32)>;

/// The numbers by which authorities are named on the map.
const SIZE: i32 = 11;

/// Draws the outlines of each authority, those that are marked last so that nobody's edge covers theirs, and a number in each. The
/// numbers count from 1 in the order given; one for which there is no room is left out.
pub(super) fn draw(areas: &[(&[Ring], Vec<Class>)], canvas: &mut Canvas) {
    let mut order: Vec<&(&[Ring], Vec<Class>)> = areas.iter().collect();
    order.sort_by_key(|(_, classes)| classes.len());
    for (rings, classes) in order {
        for class in classes {
            for ring in *rings {
                canvas.shape(Shape::Area { points: ring.clone(), class: *class });
            }
        }
    }
    for (at, (rings, _)) in areas.iter().enumerate() {
        let largest = rings.iter().max_by_key(|ring| size(ring));
        let mut places = largest.map(within).unwrap_or_default().into_iter();
        let _ = places.any(|place| canvas.text_if_free(place, SIZE, &(at + 1).to_string(), Class::Label));
    }
    let lowest = areas.iter().flat_map(|(rings, _)| rings.iter()).flatten().map(|point| point.1).max();
    canvas.y = lowest.unwrap_or_default() + SMALL / 2;
}

/// Twice the area of an outline.
fn size(ring: &Ring) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let wide = |number: i32| i64::from(number);
    ring.iter().zip(next).map(|(a, b)| wide(a.0) * wide(b.1) - wide(b.0) * wide(a.1)).sum::<i64>().abs()
}

/// Points well inside an outline, the best first: the middle of the widest stretch half-way down, and at other heights.
fn within(ring: &Ring) -> Vec<(i32, i32)> {
    let (Some(top), Some(low)) = (ring.iter().map(|point| point.1).min(), ring.iter().map(|point| point.1).max())
    else {
        return Vec::new();
    };
    let heights = [50, 40, 60, 30, 70, 20, 80].map(|share| top + (low - top) * share / 100);
    heights.into_iter().filter_map(|y| widest(ring, y).map(|x| (x, y + SIZE / 3))).collect()
}

/// The middle of the widest stretch of an outline at a height.
fn widest(ring: &Ring, y: i32) -> Option<i32> {
    let next = ring.iter().cycle().skip(1);
    let crossing = |(a, b): (&(i32, i32), &(i32, i32))| {
        let crosses = (a.1 <= y) != (b.1 <= y);
        crosses.then(|| a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1))
    };
    let mut across: Vec<i32> = ring.iter().zip(next).filter_map(crossing).collect();
    across.sort_unstable();
    let stretches = across.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
    stretches.max_by_key(|(left, right)| right - left).map(|(left, right)| (left + right) / 2)
}

#[cfg(test)]
mod tests {
    use super::{SIZE, size, within};

    /// A number stands in the middle of what is broad, and never in a bay: in the arm of a U, not between its arms.
    #[test]
    fn a_number_has_its_place_well_inside_the_outline() {
        let square = vec![(10, 20), (50, 20), (50, 60), (10, 60)];
        let lower = SIZE / 3;
        assert_eq!(within(&square), [40, 36, 44, 32, 48, 28, 52].map(|y| (30, y + lower)));
        let arms = vec![(0, 0), (30, 0), (30, 80), (60, 80), (60, 0), (70, 0), (70, 100), (0, 100)];
        assert_eq!(within(&arms).first(), Some(&(15, 50 + lower)), "the broader of the two arms");
        assert_eq!(within(&Vec::new()), []);
        assert_eq!((size(&square), size(&square.iter().rev().copied().collect())), (2 * 40 * 40, 2 * 40 * 40));
    }
}
