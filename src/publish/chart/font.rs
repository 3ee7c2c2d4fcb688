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
    /// Widths of the first characters, which nearly all texts are made of: a width is asked for tens of thousands of times.
    first: Vec<Option<f64>>,
}

impl Face {
    /// Width of a character in ems.
    fn width(&self, character: char) -> Option<f64> {
        self.first.get(character as usize).copied().unwrap_or_else(|| self.looked_up(character))
    }

    fn looked_up(&self, character: char) -> Option<f64> {
        let width = self.glyphs.advance_width(self.characters.map(character)?)?;
        Some(f64::from(width / self.units_per_em))
    }
}

static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| [REGULAR, BOLD].map(face));

fn face(bytes: &'static [u8]) -> Option<Face> {
    let font = FontRef::new(bytes).ok()?;
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let units_per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
    let mut face = Face { characters: font.charmap(), glyphs, units_per_em, first: Vec::new() };
    face.first = ('\0'..='\u{ff}').map(|character| face.looked_up(character)).collect();
    Some(face)
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
    let face = FACES[usize::from(bold)].as_ref(); // OK because there are two faces
    face.and_then(|face| face.width(character)).unwrap_or(1.0)
}

/// Whether both faces can draw a character.
pub fn draws(character: char) -> bool {
    FACES.iter().flatten().all(|face| face.characters.map(character).is_some())
}
