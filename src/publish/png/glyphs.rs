//! Texts from glyphs that are filled once: the letters of all figures are a few hundred shapes, drawn tens of thousands of times.
//!
//! usvg says which glyph of which face stands where; this module fills its outline, at the nearest quarter of a pixel, and
//! keeps what share of each pixel it covers. A quarter is what the anti-aliasing of tiny-skia samples: it tells no finer
//! positions apart, and gives that share in sixteenths. What is kept depends on its key alone, so that a picture is the same
//! whichever thread filled its glyphs first.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, PixmapMut, Transform};
use resvg::usvg::fontdb::{self, Database};
use resvg::usvg::layout::{PositionedGlyph, Span};
use resvg::usvg::{self, Color, Opacity, Text, TextRendering};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Positions to a pixel, both ways.
const STEPS: i32 = 4;
/// Samples to a pixel: what a covered pixel counts.
const SAMPLES: u8 = 16;
/// Pixels from the corner of a picture within which glyphs stand: beyond, the picture is none of ours.
const FARTHEST: f32 = 1e6;
/// Red, green, blue and opacity.
const CHANNELS: usize = 4;
/// Channels that are laid over at once: they fill a register of every processor.
const BLOCK: usize = 4 * CHANNELS;
/// Pixels that a glyph may be high and wide: a larger one is not worth keeping.
const LARGEST: f32 = 512.0;

/// What a glyph looks like, wherever it stands: face, glyph, scale and slant as bits, and the steps within the pixel.
type Key = (fontdb::ID, u32, [u32; 4], [i32; 2]);

/// The glyphs that a picture of this process has needed so far.
static GLYPHS: LazyLock<RwLock<HashMap<Key, Arc<Coverage>>>> = LazyLock::new(RwLock::default);

/// The pixels that a glyph covers.
#[derive(Default)]
struct Coverage {
    /// First column and row, from the whole pixel that the glyph stands on.
    from: [i32; 2],
    /// Length of a row: the channels of its pixels, whole blocks of them; 0 for a blank.
    row: usize,
    /// Covered samples of each pixel, 0 to [`SAMPLES`], row by row; once a channel, to be at hand for each.
    samples: Vec<u8>,
}

/// Draws a text on an opaque picture; `None`, with some of it drawn, for a text that is more than glyphs in one colour.
pub fn draw(text: &Text, fonts: &Database, at: Transform, picture: &mut PixmapMut<'_>) -> Option<()> {
    if text.rendering_mode() == TextRendering::OptimizeSpeed {
        return None;
    }
    for span in text.layouted() {
        let ink = plain(span)?;
        for glyph in &span.positioned_glyphs {
            let (coverage, origin) = positioned(glyph, fonts, at)?;
            blend(&coverage, origin, ink, picture);
        }
    }
    Some(())
}

/// The colour of a span that is nothing but filled glyphs. Its variations do not count: the faces of the figures have no axes.
fn plain(span: &Span) -> Option<Color> {
    let bare = span.visible
        && span.stroke.is_none()
        && [&span.underline, &span.overline, &span.line_through].into_iter().all(Option::is_none);
    let fill = span.fill.as_ref().filter(|fill| bare && fill.opacity() == Opacity::ONE)?;
    match fill.paint() {
        usvg::Paint::Color(colour) if fill.rule() == usvg::FillRule::NonZero => Some(*colour),
        _ => None,
    }
}

/// What a glyph covers, and the whole pixel that it stands on.
fn positioned(glyph: &PositionedGlyph, fonts: &Database, at: Transform) -> Option<(Arc<Coverage>, [i32; 2])> {
    let place = at.pre_concat(glyph.outline_transform());
    if !(place.tx.abs() < FARTHEST && place.ty.abs() < FARTHEST) {
        return None;
    }
    let steps = [place.tx, place.ty].map(|position| (position * STEPS as f32).round() as i32);
    let within = steps.map(|steps| steps.rem_euclid(STEPS));
    let shape = [place.sx, place.kx, place.ky, place.sy];
    let key = (glyph.font, glyph.id.0, shape.map(f32::to_bits), within);
    let known = GLYPHS.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    let coverage = match known {
        Some(coverage) => coverage,
        None => {
            let [x, y] = within.map(|steps| steps as f32 / STEPS as f32);
            let place = Transform { tx: x, ty: y, ..place };
            let coverage = Arc::new(filled(outline(glyph, fonts)?, place)?);
            GLYPHS.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&coverage));
            coverage
        }
    };
    Some((coverage, steps.map(|steps| steps.div_euclid(STEPS))))
}

/// A pen that draws a path.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// The outline of a glyph in units of its face, `Some(None)` for a blank; `None` where the face has no such glyph.
fn outline(glyph: &PositionedGlyph, fonts: &Database) -> Option<Option<Path>> {
    let mut pen = Pen(PathBuilder::new());
    fonts.with_face_data(glyph.font, |data, face| {
        let outline = FontRef::from_index(data, face).ok()?.outline_glyphs().get(GlyphId::new(glyph.id.0))?;
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()
    })??;
    Some(pen.0.finish())
}

/// What an outline covers where it stands; `None` for one that is too large to be kept.
fn filled(outline: Option<Path>, place: Transform) -> Option<Coverage> {
    let Some(outline) = outline else { return Some(Coverage::default()) };
    let outline = outline.transform(place)?;
    let bounds = outline.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let [width, height] = [bounds.right().ceil() - left, bounds.bottom().ceil() - top];
    if !(width <= LARGEST && height <= LARGEST && left.abs() <= FARTHEST && top.abs() <= FARTHEST) {
        return None;
    }
    let columns = (width as usize).max(1).next_multiple_of(BLOCK / CHANNELS);
    let mut mask = Mask::new(columns as u32, (height as u32).max(1))?;
    mask.fill_path(&outline, FillRule::Winding, true, Transform::from_translate(-left, -top));
    // The sum over the samples is a sixteenth of 256 each, give or take one.
    let samples = mask.data().iter().flat_map(|share| [((u16::from(*share) + 8) / 16) as u8; CHANNELS]).collect();
    Some(Coverage { from: [left as i32, top as i32], row: columns * CHANNELS, samples })
}

/// Lays a colour over the pixels that a glyph covers, as far as they are on the picture.
fn blend(glyph: &Coverage, origin: [i32; 2], ink: Color, picture: &mut PixmapMut<'_>) {
    let (width, height) = (picture.width() as usize * CHANNELS, picture.height() as usize);
    let [left, top] = [origin[0] + glyph.from[0], origin[1] + glyph.from[1]];
    let [start, cut] = [left.max(0) as usize, left.min(0).unsigned_abs() as usize].map(|columns| columns * CHANNELS);
    let ink = [[ink.red, ink.green, ink.blue, u8::MAX]; BLOCK / CHANNELS];
    for (row, samples) in glyph.samples.chunks(glyph.row.max(1)).enumerate() {
        let row = usize::try_from(i64::from(top) + row as i64).ok().filter(|row| *row < height);
        let line = row.and_then(|row| picture.data_mut().get_mut(row * width..(row + 1) * width)?.get_mut(start..));
        let (Some(line), Some(samples)) = (line, samples.get(cut..)) else { continue };
        let length = line.len().min(samples.len());
        let (blocks, rest) = line[..length].as_chunks_mut::<BLOCK>(); // OK because neither is shorter
        let (covered, rest_covered) = samples[..length].as_chunks::<BLOCK>();
        blocks.iter_mut().zip(covered).for_each(|(channels, samples)| mix(channels, ink.as_flattened(), samples));
        mix(rest, ink.as_flattened(), rest_covered);
    }
}

/// Channels with some of their samples in another colour. That nothing is asked of a sample, such as whether it is covered at
/// all, lets the processor take a block at once.
fn mix(channels: &mut [u8], ink: &[u8], samples: &[u8]) {
    for ((under, over), samples) in channels.iter_mut().zip(ink).zip(samples) {
        let covered = u16::from((*samples).min(SAMPLES));
        let bare = u16::from(SAMPLES) - covered;
        let sum = u16::from(*over) * covered + u16::from(*under) * bare;
        *under = ((sum + u16::from(SAMPLES) / 2) / u16::from(SAMPLES)) as u8;
    }
}
