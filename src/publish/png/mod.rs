//! Pictures as PNG, drawn from their SVG with the font that the program carries, so that no machine's fonts show.
//!
//! The SVG is the only drawing: it is read here like by any other viewer. Its nodes are painted in their order: shapes in one
//! colour as they are, texts from [`glyphs`] that are filled once for all pictures, which takes a tenth of the time of filling
//! every letter again. A picture with anything else in it, such as a gradient, a group with an opacity or an underlined text,
//! is left to resvg as a whole: nothing is left out because nobody here knows it.

mod encoding;
mod glyphs;

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, FillRule, IntSize, Paint, PathBuilder, PixmapMut, Transform};
use resvg::usvg::{self, Group, Node, Options, Size, Tree, fontdb::Database};

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

thread_local! {
    /// The channels of the picture that the thread draws. A picture takes megabytes: memory that is asked for anew costs more
    /// than filling it.
    static CHANNELS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of a picture, [`SCALE`] pixels to a unit, without transparency.
pub fn bytes(svg: &str) -> Result<Vec<u8>> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: font::FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| fault("read", &e))?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or_else(|| fault("size", &"it has no extent"))?;
    CHANNELS.with_borrow_mut(|channels| {
        let mut picture = canvas(size, channels).ok_or_else(|| fault("size", &"it is larger than the memory"))?;
        draw(&tree, &mut picture);
        let pixels = picture.data_mut().as_chunks().0;
        encoding::encoded(size.width(), size.height(), pixels).map_err(|e| fault("write", &e))
    })
}

fn fault(what: &str, why: &dyn std::fmt::Display) -> Error {
    Error::Internal(format!("cannot {what} a figure: {why}"))
}

/// A picture of a size that shows anything; `None` where there is no memory for it.
fn canvas(size: IntSize, channels: &mut Vec<u8>) -> Option<PixmapMut<'_>> {
    let [width, height] = [size.width(), size.height()].map(|length| usize::try_from(length).ok());
    let length = width?.checked_mul(height?)?.checked_mul(4)?;
    channels.try_reserve_exact(length.saturating_sub(channels.len())).ok()?;
    channels.resize(length, 0);
    PixmapMut::from_bytes(channels, size.width(), size.height())
}

/// Draws a picture on its paper, or on white: opaque, whatever it leaves out.
fn draw(tree: &Tree, picture: &mut PixmapMut<'_>) {
    let scale = Transform::from_scale(SCALE, SCALE);
    let nodes = tree.root().children();
    let paper =
        nodes.first().filter(|_| tree.root().transform().is_identity()).and_then(|node| paper(node, tree.size()));
    picture.fill(paper.unwrap_or(Color::WHITE));
    let on_it = if paper.is_some() { &nodes[1..] } else { nodes }; // OK because the paper is the first node
    if group(tree.root(), on_it, tree.fontdb(), scale, picture).is_none() {
        picture.fill(Color::WHITE);
        resvg::render(tree, scale, picture);
    }
}

/// The colour of a node that covers a picture of a size all over: to fill it takes less time than to draw it.
fn paper(node: &Node, size: Size) -> Option<Color> {
    let Node::Path(path) = node else { return None };
    let all = PathBuilder::from_rect(size.to_non_zero_rect(0.0, 0.0).to_rect());
    let fill = path.fill().filter(|fill| fill.opacity() == usvg::Opacity::ONE)?;
    match fill.paint() {
        usvg::Paint::Color(usvg::Color { red, green, blue }) if path.stroke().is_none() && *path.data() == all => {
            Some(Color::from_rgba8(*red, *green, *blue, u8::MAX)).filter(|_| path.is_visible())
        }
        _ => None,
    }
}

/// Draws nodes of a group; `None`, with some of them drawn, where one is unknown here.
fn group(group: &Group, nodes: &[Node], fonts: &Database, at: Transform, picture: &mut PixmapMut<'_>) -> Option<()> {
    if group.should_isolate() {
        return None;
    }
    let at = at.pre_concat(group.transform());
    for node in nodes {
        match node {
            Node::Group(inner) => self::group(inner, inner.children(), fonts, at, picture)?,
            Node::Path(path) => shape(path, at, picture)?,
            Node::Text(text) => glyphs::draw(text, fonts, at, picture)?,
            Node::Image(_) => return None,
        }
    }
    Some(())
}

/// Draws a shape in plain colours, as resvg does; `None` for any other.
fn shape(path: &usvg::Path, at: Transform, picture: &mut PixmapMut<'_>) -> Option<()> {
    if !path.is_visible() {
        return Some(());
    }
    if path.paint_order() != usvg::PaintOrder::FillAndStroke {
        return None;
    }
    let paint = |paint: &usvg::Paint, opacity: usvg::Opacity| {
        let mut plain = Paint { anti_alias: path.rendering_mode().use_shape_antialiasing(), ..Paint::default() };
        let usvg::Paint::Color(colour) = paint else { return None };
        plain.set_color_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8());
        Some(plain)
    };
    if let Some(fill) = path.fill() {
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::Winding,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        picture.fill_path(path.data(), &paint(fill.paint(), fill.opacity())?, rule, at, None);
    }
    if let Some(stroke) = path.stroke() {
        let paint = paint(stroke.paint(), stroke.opacity())?;
        picture.stroke_path(path.data(), &paint, &stroke.to_tiny_skia(), at, None);
    }
    Some(())
}
