//! Coordinates that lead to a house or a street, for columns that a heading says are coordinates.
//!
//! How exact they are is what matters: a thousandth of a degree is about 100 m; six figures of a grid reference are 100 m,
//! eight are 10 m (Ordnance Survey, "Beginners guide to grid references"). Whole kilometres are none.

use super::exact_place;
use crate::detect::{Case, ColumnUse, Detector, Hit, Needs};
use crate::model::Category;

/// One value of a column.
pub(crate) const DETECTOR: Detector = Detector {
    name: "coordinate",
    category: Category::Coordinates,
    description: "a coordinate that is exact to some hundred metres or better",
    needs: Needs { longest: 60, ..Needs::NOTHING },
    column: ColumnUse::Headed,
    find: |text, found| {
        let bare = text.trim();
        let fits = degrees(bare) || metres(bare) || exact_place::whole(bare);
        if let Some(start) = text.find(bare).filter(|_| fits) {
            found(Hit { range: start..start + bare.len(), sure: false });
        }
    },
    cases: &[
        Case { text: "51.50000", sure: 0, unsure: 1 },
        Case { text: "-0.127", sure: 0, unsure: 1 },
        Case { text: "\u{2212}0.127", sure: 0, unsure: 1 },
        Case { text: "51° 30' 26.5\" N", sure: 0, unsure: 1 },
        Case { text: "530123", sure: 0, unsure: 1 },
        Case { text: "180450.25", sure: 0, unsure: 1 },
        Case { text: "530123.0", sure: 0, unsure: 1 },
        Case { text: "51.50000, -0.12700", sure: 0, unsure: 1 },
        Case { text: "TQ 301 804", sure: 0, unsure: 1 },
        Case { text: "TQ3012380456", sure: 0, unsure: 1 },
        Case { text: "///example.test.sample", sure: 0, unsure: 1 },
        Case { text: "example.test.sample", sure: 0, unsure: 1 },
        Case { text: "51.5", sure: 0, unsure: 0 },
        Case { text: "51.50", sure: 0, unsure: 0 },
        Case { text: "530000", sure: 0, unsure: 0 },
        Case { text: "TQ 30 80", sure: 0, unsure: 0 },
        Case { text: "TQ38", sure: 0, unsure: 0 },
        Case { text: "251.50000", sure: 0, unsure: 0 },
        Case { text: "12", sure: 0, unsure: 0 },
        Case { text: "Example Road", sure: 0, unsure: 0 },
        Case { text: "", sure: 0, unsure: 0 },
    ],
};

/// Places behind the point that make a degree exact to about a hundred metres.
const PLACES: usize = 3;

/// Decimal degrees, or degrees, minutes and seconds.
fn degrees(text: &str) -> bool {
    let bare = text.trim_end_matches(['°', 'N', 'S', 'E', 'W', ' ']);
    let decimal = bare.split_once('.').is_some_and(|(whole, places)| {
        places.len() >= PLACES
            && places.bytes().all(|byte| byte.is_ascii_digit())
            && whole.parse::<i32>().is_ok_and(|degrees| (-180..=180).contains(&degrees))
    });
    decimal || text.contains('°') && text.contains(['\'', '′', '’']) && text.contains(['"', '″', '”'])
}

/// An easting or northing of the National Grid, in metres; whole kilometres lead to nobody.
fn metres(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    (5..=7).contains(&whole.len())
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<f64>().is_ok()
        && !whole.ends_with("000")
}
