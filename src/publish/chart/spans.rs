//! How far the axes of the figures over the editions reach.

use super::trend::{Panel, Series};

/// The range that holds every level and its interval, on multiples of ten.
pub fn range<'s>(series: impl Iterator<Item = &'s Series>) -> (f64, f64) {
    let (mut low, mut high) = (100.0_f64, 0.0_f64);
    for level in series.flat_map(|series| &series.levels) {
        let (least, most) = level.interval.unwrap_or((level.value, level.value));
        (low, high) = (low.min(least), high.max(most));
    }
    let low = ((low - 4.0) / 10.0).floor() * 10.0;
    let high = ((high + 4.0) / 10.0).ceil() * 10.0;
    (low.max(0.0), high.min(100.0).max(low.max(0.0) + 10.0))
}

/// Whether an axis of shares starts above 0: that of all panels, or that of the one beside the differences.
pub fn starts_above_zero(panels: &[Panel]) -> bool {
    if !panels.iter().any(|panel| panel.differences) {
        return range(panels.iter().flat_map(|panel| &panel.series)).0 > 0.0;
    }
    let span = common_span(panels);
    let shares = panels.iter().filter(|panel| !panel.differences);
    shares.map(|panel| widened(panel.range_in_fives(), span, false)).any(|[low, _]| low > 0.0)
}

/// The widest range of some panels: each is given as much room.
pub fn common_span(panels: &[Panel]) -> f64 {
    panels.iter().map(Panel::range_in_fives).map(|[low, high]| high - low).fold(0.0, f64::max)
}

impl Panel {
    /// The range that holds every level and its interval, and the zero of differences, on multiples of five.
    pub fn range_in_fives(&self) -> [f64; 2] {
        let (mut low, mut high) = if self.differences { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
        for level in self.series.iter().flat_map(|series| &series.levels) {
            let (least, most) = level.interval.unwrap_or((level.value, level.value));
            (low, high) = (f64::min(low, least), f64::max(high, most));
        }
        if low > high {
            (low, high) = (0.0, 100.0);
        }
        let room = |beyond: bool| if beyond { 2.0 } else { 0.0 };
        let low = ((low - room(low < 0.0 || !self.differences)) / 5.0).floor() * 5.0;
        let high = ((high + room(high > 0.0 || !self.differences)) / 5.0).ceil() * 5.0;
        [low, high]
    }
}

/// A range made as wide as the other panel's: a point is as tall in both. Shares stay between 0 and 100.
pub fn widened([low, high]: [f64; 2], span: f64, differences: bool) -> [f64; 2] {
    if differences {
        return [low, low + span];
    }
    let missing = span - (high - low);
    let low = (low - (missing / 10.0).floor() * 5.0).min(100.0 - span).max(0.0);
    [low, low + span]
}
