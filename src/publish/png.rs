//! Pictures as PNG, drawn from their SVG with the font that the program carries, so that no machine's fonts show.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use super::chart::font;
use crate::error::{Error, Result};

/// Pixels to a unit of the viewBox: sharp on a dense screen and in print.
pub const SCALE: f32 = 2.0;

/// The faces of the figures, read once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    fonts.set_sans_serif_family(font::FAMILY);
    Arc::new(fonts)
});

/// The bytes of a picture, [`SCALE`] pixels to a unit, without transparency.
pub fn bytes(svg: &str) -> Result<Vec<u8>> {
    let fault = |what: &str, why: &dyn std::fmt::Display| Error::Internal(format!("cannot {what} a figure: {why}"));
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: font::FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| fault("read", &e))?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| fault("size", &"it has no extent"))?;
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| fault("size", &"it is larger than the memory"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    let mut opaque = Vec::with_capacity(pixels.data().len());
    for pixel in pixels.data().as_chunks::<4>().0 {
        opaque.extend_from_slice(&pixel[..3]); // OK because a pixel has four bytes
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size.width(), size.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(|e| fault("write", &e))?;
    writer.write_image_data(&opaque).map_err(|e| fault("write", &e))?;
    writer.finish().map_err(|e| fault("write", &e))?;
    Ok(bytes)
}
