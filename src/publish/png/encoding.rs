//! An opaque picture as the bytes of a PNG.

use std::cmp::Reverse;

/// Red, green, blue and opacity.
pub type Pixel = [u8; 4];

/// An opaque picture, row by row, as a file: one byte a pixel where that tells its colours apart, or all but a few pixels on
/// edges, which takes a third of the bytes and of the time; else three.
pub fn encoded(width: u32, height: u32, pixels: &[Pixel]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
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
    numbered(pixels, Palette::new()).or_else(|| numbered(pixels, Palette::crowded(pixels)?))
}

/// The same with a palette that may know colours already.
fn numbered(pixels: &[Pixel], mut palette: Palette) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut last = *pixels.first()?;
    let mut number = palette.number(last)?;
    let bits = |pixel: Pixel| u32::from_ne_bytes(pixel);
    let mut numbers = Vec::with_capacity(pixels.len());
    // Most of a picture is paper: sixteen pixels like the one before them are seen at a glance.
    let (blocks, rest) = pixels.as_chunks::<16>();
    for block in blocks {
        let mut row = [number; 16];
        let differing = block.iter().fold(0, |differing, pixel| differing | (bits(*pixel) ^ bits(last)));
        if differing != 0 {
            for (place, pixel) in row.iter_mut().zip(block) {
                if *pixel != last {
                    (last, number) = (*pixel, palette.number(*pixel)?);
                }
                *place = number;
            }
        }
        numbers.extend_from_slice(&row);
    }
    for pixel in rest {
        numbers.push(palette.number(*pixel)?);
    }
    Some((palette.colours.into_flattened(), numbers))
}

/// Something for every colour of a picture, in the first free slot from its own on.
struct Slots<T>(Vec<Option<(Pixel, T)>>);

/// Bits of a slot's place: eight slots to a number of a palette, so that a colour is mostly found in its own.
const PLACE: u32 = u8::BITS + 3;

impl<T: Copy> Slots<T> {
    const NUMBER: usize = 1 << PLACE;
    /// Colours that the slots may hold: half of them stay free.
    const MOST: usize = Self::NUMBER / 2;

    fn new() -> Self {
        Self(vec![None; Self::NUMBER])
    }

    /// Where a colour is, or would be.
    fn of(&mut self, pixel: Pixel) -> &mut Option<(Pixel, T)> {
        // The golden ratio spreads neighbouring colours over the slots.
        let mut slot = (u32::from_le_bytes(pixel).wrapping_mul(0x9E37_79B1) >> (u32::BITS - PLACE)) as usize;
        // OK because the place has as many values as there are slots; some slot is free
        while self.0[slot].is_some_and(|(known, _)| known != pixel) {
            slot = (slot + 1) % Self::NUMBER;
        }
        &mut self.0[slot]
    }
}

/// The colours of a picture in the order of their numbers.
struct Palette {
    colours: Vec<[u8; 3]>,
    numbers: Slots<u8>,
}

impl Palette {
    /// Colours that a byte numbers.
    const NUMBERS: usize = 1 << u8::BITS;
    /// A picture may show another colour than its own in one pixel of so many, and each of its channels may be so far off.
    const SELDOM: usize = 1000;
    const NEAR: u8 = 32;

    fn new() -> Self {
        Self { colours: Vec::new(), numbers: Slots::new() }
    }

    /// The palette of a picture with more colours than a byte numbers. They are shades of a few pixels each, on the edges of
    /// shapes: the commonest colours keep a number of their own, and the others, seldom enough to be overlooked, take that of
    /// the nearest. `None` for a picture of another kind.
    fn crowded(pixels: &[Pixel]) -> Option<Self> {
        let (mut counts, mut n_colours) = (Slots::<usize>::new(), 0);
        for run in pixels.chunk_by(|a, b| a == b) {
            let colour = run[0]; // OK because no run is empty
            match counts.of(colour) {
                Some((_, count)) => *count += run.len(),
                None if n_colours == Slots::<usize>::MOST => return None,
                free => {
                    *free = Some((colour, run.len()));
                    n_colours += 1;
                }
            }
        }
        let mut colours: Vec<(Pixel, usize)> = counts.0.into_iter().flatten().collect();
        colours.sort_unstable_by_key(|(colour, count)| (Reverse(*count), *colour));
        let (common, rare) = colours.split_at_checked(Self::NUMBERS)?;
        if rare.iter().map(|(_, count)| count).sum::<usize>() > pixels.len() / Self::SELDOM {
            return None;
        }
        let mut palette = Self::new();
        for (colour, _) in common {
            palette.number(*colour)?;
        }
        for (colour, _) in rare {
            let far = |known: &Pixel| known.iter().zip(colour).map(|(a, b)| a.abs_diff(*b)).max();
            let (nearest, _) = common.iter().min_by_key(|(known, _)| far(known))?;
            if far(nearest)? > Self::NEAR {
                return None;
            }
            let number = palette.number(*nearest)?;
            *palette.numbers.of(*colour) = Some((*colour, number));
        }
        Some(palette)
    }

    /// The number of a colour, a new one where it has none; `None` when every number is taken.
    fn number(&mut self, pixel: Pixel) -> Option<u8> {
        let slot = self.numbers.of(pixel);
        if let Some((_, number)) = slot {
            return Some(*number);
        }
        let number = u8::try_from(self.colours.len()).ok()?;
        let [red, green, blue, _] = pixel;
        self.colours.push([red, green, blue]);
        *slot = Some((pixel, number));
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of `shades` pixels from black on, red first.
    fn picture(shades: u32) -> Vec<Pixel> {
        (0..shades).map(|shade| [(shade % 256) as u8, (shade / 256) as u8, 7, u8::MAX]).collect()
    }

    /// The picture that a file shows, and how it is stored.
    fn decoded(bytes: Vec<u8>) -> (Vec<[u8; 3]>, png::ColorType) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let stored = reader.info().color_type;
        let mut colours = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut colours).unwrap();
        (colours.as_chunks().0.to_vec(), stored)
    }

    fn opaque(pixels: &[Pixel]) -> Vec<[u8; 3]> {
        pixels.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
    }

    #[test]
    fn every_pixel_keeps_its_colour_however_many_there_are() {
        for (shades, stored) in
            [(1, png::ColorType::Indexed), (256, png::ColorType::Indexed), (257, png::ColorType::Rgb)]
        {
            let picture = picture(shades);
            let (colours, as_stored) = decoded(encoded(shades, 1, &picture).unwrap());
            assert_eq!(as_stored, stored, "{shades}");
            assert!(colours == opaque(&picture), "{shades}");
        }
    }

    /// 256 colours a thousand times each, and others once.
    fn crowded(others: &[Pixel]) -> Vec<Pixel> {
        let common = picture(256).into_iter().flat_map(|pixel| [pixel; 1000]);
        common.chain(others.iter().copied()).collect()
    }

    #[test]
    fn only_a_seldom_colour_may_move_and_only_a_little() {
        let near: Vec<Pixel> = (0..200).map(|shade| [shade, 3, 9, u8::MAX]).collect();
        let far = [[7, 200, 7, u8::MAX]];
        let many = [[9, 3, 9, u8::MAX]; 300];
        for (others, stored) in
            [(&near[..], png::ColorType::Indexed), (&far, png::ColorType::Rgb), (&many, png::ColorType::Rgb)]
        {
            let picture = crowded(others);
            let (colours, as_stored) = decoded(encoded(picture.len() as u32, 1, &picture).unwrap());
            assert_eq!(as_stored, stored);
            let drawn = opaque(&picture);
            assert!(colours[..256_000] == drawn[..256_000]);
            for (shown, drawn) in colours.iter().zip(&drawn) {
                assert!(shown.iter().zip(drawn).all(|(a, b)| a.abs_diff(*b) <= 3), "{shown:?} {drawn:?}");
            }
        }
    }
}
