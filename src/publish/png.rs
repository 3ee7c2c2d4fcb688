//! Pictures as PNG, drawn from their SVG with the font that the program carries, so that no machine's fonts show.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
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
    encoded(&drawn(svg)?).map_err(|e| fault("write", &e))
}

fn fault(what: &str, why: &dyn std::fmt::Display) -> Error {
    Error::Internal(format!("cannot {what} a figure: {why}"))
}

/// A picture on white: opaque, whatever it leaves out.
fn drawn(svg: &str) -> Result<Pixmap> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: font::FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| fault("read", &e))?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| fault("size", &"it has no extent"))?;
    let channels = [size.width() as usize, size.height() as usize].into_iter().try_fold(4_usize, usize::checked_mul);
    let mut picture = channels
        .and_then(|channels| Pixmap::from_vec(vec![u8::MAX; channels], size))
        .ok_or_else(|| fault("size", &"it is larger than the memory"))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    Ok(picture)
}

/// An opaque picture as a file: one byte a pixel where that tells its colours apart, which takes a third of the bytes and
/// of the time, else three.
fn encoded(picture: &Pixmap) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_depth(png::BitDepth::Eight);
    let pixels = picture.data().as_chunks().0;
    let data = match indexed(pixels) {
        Some((palette, numbers)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_compression(png::Compression::Fastest);
            numbers
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_compression(png::Compression::Fast);
            let mut colours = vec![[0; 3]; pixels.len()];
            for (colour, [red, green, blue, _]) in colours.iter_mut().zip(pixels) {
                *colour = [*red, *green, *blue];
            }
            colours.into_flattened()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// The palette of a picture, three bytes a colour, and the number of every pixel's colour in it; `None` where a byte cannot
/// number them.
fn indexed(pixels: &[Pixel]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut palette = Palette::new();
    let mut numbers = Vec::with_capacity(pixels.len());
    for run in pixels.chunk_by(|a, b| a == b) {
        let number = palette.number(run[0])?; // OK because no run is empty
        numbers.extend(std::iter::repeat_n(number, run.len()));
    }
    Some((palette.colours.into_flattened(), numbers))
}

/// Red, green, blue and opacity.
type Pixel = [u8; 4];

/// The colours of a picture in the order of their first pixels: the paper is 0.
struct Palette {
    colours: Vec<[u8; 3]>,
    /// Every colour with its number, in the first free slot from its own on.
    slots: Vec<Option<(Pixel, u8)>>,
}

impl Palette {
    /// Bits of a slot's place: four slots to a number, so that a colour is mostly found in its own.
    const PLACE: u32 = 10;
    const SLOTS: usize = 1 << Self::PLACE;

    fn new() -> Self {
        Self { colours: Vec::new(), slots: vec![None; Self::SLOTS] }
    }

    /// The number of a colour, a new one where it has none; `None` when every number is taken.
    fn number(&mut self, pixel: Pixel) -> Option<u8> {
        // The golden ratio spreads neighbouring colours over the slots.
        let mut slot = (u32::from_le_bytes(pixel).wrapping_mul(0x9E37_79B1) >> (u32::BITS - Self::PLACE)) as usize;
        while let Some((known, number)) = self.slots[slot] {
            if known == pixel {
                return Some(number);
            }
            slot = (slot + 1) % Self::SLOTS;
        }
        let number = u8::try_from(self.colours.len()).ok()?;
        let [red, green, blue, _] = pixel;
        self.colours.push([red, green, blue]);
        self.slots[slot] = Some((pixel, number));
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of `shades` pixels from black on, red first.
    fn picture(shades: u32) -> Pixmap {
        let pixel = |shade: u32| [(shade % 256) as u8, (shade / 256) as u8, 7, u8::MAX];
        let channels: Vec<u8> = (0..shades).flat_map(pixel).collect();
        Pixmap::from_vec(channels, resvg::tiny_skia::IntSize::from_wh(shades, 1).unwrap()).unwrap()
    }

    #[test]
    fn every_pixel_keeps_its_colour_however_many_there_are() {
        for (shades, stored) in
            [(1, png::ColorType::Indexed), (256, png::ColorType::Indexed), (257, png::ColorType::Rgb)]
        {
            let picture = picture(shades);
            let bytes = encoded(&picture).unwrap();
            let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
            decoder.set_transformations(png::Transformations::EXPAND);
            let mut reader = decoder.read_info().unwrap();
            assert_eq!(reader.info().color_type, stored, "{shades}");
            let mut colours = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut colours).unwrap();
            let drawn = picture.data().as_chunks::<4>().0.iter().flat_map(|pixel| &pixel[..3]);
            assert!(colours.iter().eq(drawn), "{shades}");
        }
    }
}
