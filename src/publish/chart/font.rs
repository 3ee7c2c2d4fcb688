//! The font of the figures, and the width of a text in it.
//!
//! Liberation Sans is committed with the program and has the metrics of Arial and of Helvetica: what fits here fits on
//! nearly every reader's machine, and the PNG, drawn with the font itself, looks like the SVG.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};

/// The upright face.
pub const REGULAR: &[u8] = include_bytes!("../fonts/LiberationSans-Regular.ttf");
/// The bold face.
pub const BOLD: &[u8] = include_bytes!("../fonts/LiberationSans-Bold.ttf");
/// Name of the family.
pub const FAMILY: &str = "Liberation Sans";

/// One face, ready to be asked for widths.
struct Face {
    characters: Charmap<'static>,
    glyphs: GlyphMetrics<'static>,
    units_per_em: f32,
}

static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| [REGULAR, BOLD].map(face));

fn face(bytes: &'static [u8]) -> Option<Face> {
    let font = FontRef::new(bytes).ok()?;
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
    Some(Face { characters: font.charmap(), glyphs, units_per_em })
}

/// Width of a text in ems, kerning aside: never less than what is drawn.
pub fn width(text: &str, bold: bool) -> f64 {
    extended(0.0, text, bold)
}

/// Width of a text of `ems` with another behind it: what [`width`] says of both together.
pub fn extended(ems: f64, text: &str, bold: bool) -> f64 {
    text.chars().fold(ems, |ems, character| ems + advance(character, bold))
}

/// Width of a character in ems; a whole em for one that the font lacks.
fn advance(character: char, bold: bool) -> f64 {
    let known = FACES[usize::from(bold)].as_ref().and_then(|face| {
        // OK because there are two faces
        let width = face.glyphs.advance_width(face.characters.map(character)?)?;
        Some(f64::from(width / face.units_per_em))
    });
    known.unwrap_or(1.0)
}

/// Whether both faces can draw a character.
pub fn draws(character: char) -> bool {
    FACES.iter().flatten().all(|face| face.characters.map(character).is_some())
}
