//! The PNG of a figure against what resvg makes of the same SVG: letters that are filled once look like those that are filled
//! every time, and what the pictures of the program do not know is resvg's own drawing.

use std::io::Cursor;
use std::sync::Arc;

use barometer::publish::chart::font;
use barometer::publish::png::{self as picture, SCALE};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb::Database};

const WIDTH: usize = 320;
const HEIGHT: usize = 120;

type Pixels = Vec<[u8; 3]>;

fn document(body: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="Liberation Sans"><defs><linearGradient id="g"><stop offset="0" stop-color="#01665E"/><stop offset="1" stop-color="#8C510A"/></linearGradient><linearGradient id="h" href="#g" gradientUnits="userSpaceOnUse" x1="20" x2="90"/></defs>{body}</svg>"##
    )
}

fn decoded(bytes: &[u8]) -> Pixels {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    let expected = [WIDTH, HEIGHT].map(|length| (length as f32 * SCALE) as u32);
    assert_eq!([frame.width, frame.height], expected);
    pixels.as_chunks().0.to_vec()
}

/// What the program draws.
fn ours(body: &str) -> Pixels {
    decoded(&picture::bytes(&document(body)).unwrap())
}

/// What resvg draws.
fn theirs(body: &str) -> Pixels {
    let mut fonts = Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&document(body), &options).unwrap();
    let mut drawn = Pixmap::new((WIDTH as f32 * SCALE) as u32, (HEIGHT as f32 * SCALE) as u32).unwrap();
    drawn.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut drawn.as_mut());
    drawn.data().as_chunks().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect()
}

fn distance(one: &[u8; 3], other: &[u8; 3]) -> f64 {
    one.iter().zip(other).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / 3.0
}

/// How much of the ink that a drawing puts on a ground another has elsewhere, and the ink of that other for one of the first.
fn compared(ours: &[[u8; 3]], theirs: &[[u8; 3]], ground: &[[u8; 3]]) -> (f64, f64) {
    let apart = |one: &[[u8; 3]], other: &[[u8; 3]]| one.iter().zip(other).map(|(a, b)| distance(a, b)).sum::<f64>();
    let ink = apart(theirs, ground);
    (apart(ours, theirs) / ink, apart(ours, ground) / ink)
}

const PAPER: &str = r##"<rect width="320" height="120" fill="#FFFFFF"/>"##;
const CELL: &str = r##"<rect width="320" height="120" fill="#5AB4AC"/>"##;
const WORDS: &str = "Énergie, 30 cases sur 143 : −22 pts";

fn said(ground: &str, look: &str) -> String {
    format!(r#"{ground}<g font-size="14"><text {look}>{WORDS}</text></g>"#)
}

#[test]
fn letters_that_are_filled_once_look_like_those_that_are_filled_every_time() {
    for (ground, look) in [
        (PAPER, r##"x="18" y="31" fill="#1A1A1A""##),
        (PAPER, r##"x="18" y="31.2" font-size="12.5" fill="#595959""##),
        (PAPER, r##"x="18.1" y="30.6" fill="#1A1A1A" font-weight="bold""##),
        (PAPER, r##"x="160" y="31" fill="#B34700" text-anchor="middle""##),
        (PAPER, r##"x="301.3" y="44.7" fill="#0B5394" font-weight="bold" text-anchor="end""##),
        (PAPER, r##"x="30" y="110" fill="#1A1A1A" font-size="9" transform="rotate(-45 30 110)""##),
        (PAPER, r##"x="-30" y="31" fill="#1A1A1A""##),
        (CELL, r##"x="160" y="60" fill="#FFFFFF" text-anchor="middle""##),
    ] {
        let body = said(ground, look);
        let (theirs, bare) = (theirs(&body), theirs(ground));
        let (moved, ink) = compared(&ours(&body), &theirs, &bare);
        assert!(moved < 0.1 && (ink - 1.0).abs() < 0.02, "{look}: {moved} {ink}");
        // A pixel further to the right, or without a letter, is told apart.
        let further = said(ground, &look.replacen("x=\"", "dx=\"0.5\" x=\"", 1));
        let further = compared(&ours(&further), &theirs, &bare).0;
        assert!(further > 0.3 && further > 2.0 * moved, "{look}: {further}");
        let shorter = body.replace("pts", "pt");
        assert!((compared(&ours(&shorter), &theirs, &bare).1 - 1.0).abs() > 0.015, "{look}");
    }
}

#[test]
fn shapes_are_drawn_as_resvg_draws_them() {
    let body = r##"<path d="M40 20h-8l8 8z" fill="#595959" fill-rule="evenodd"/>
        <g transform="translate(60 10) rotate(12)"><rect width="40" height="30" fill="#F6E8C3" stroke="#1A1A1A" stroke-width="2.2"/></g>
        <line x1="10" y1="100" x2="300" y2="100" stroke="#E3E3E3" stroke-width="1"/>
        <line x1="150" y1="10" x2="150" y2="110" stroke="#595959" stroke-width="1.5" stroke-dasharray="4 3"/>
        <circle cx="200" cy="50" r="6.5" fill="#D55E00" stroke="#FFFFFF" stroke-width="1" fill-opacity="0.5"/>
        <path d="M10 60h30v9" fill="none" stroke="#01665E" stroke-linecap="round" visibility="hidden"/>"##;
    let body = format!("{PAPER}{body}");
    let theirs = theirs(&body);
    assert!(ours(&body) == theirs);
    assert!(theirs.iter().filter(|pixel| **pixel != [255; 3]).count() > 5000);
}

#[test]
fn what_the_pictures_do_not_know_is_left_to_resvg() {
    for unknown in [
        r##"<text x="20" y="50" font-size="20" fill="#1A1A1A" text-decoration="underline">below</text>"##,
        r##"<text x="20" y="50" font-size="20" fill="#1A1A1A" text-decoration="line-through">through</text>"##,
        r##"<text x="20" y="50" font-size="20" fill="#FFFFFF" stroke="#8C510A">outlined</text>"##,
        r##"<text x="20" y="50" font-size="20" fill="url(#g)">shaded</text>"##,
        r##"<text x="20" y="50" font-size="20" fill="#1A1A1A" fill-opacity="0.5">pale</text>"##,
        r##"<text x="20" y="50" font-size="20" fill="#1A1A1A" text-rendering="optimizeSpeed">jagged</text>"##,
        r##"<text x="-900" y="900" font-size="1500" fill="#1A1A1A">O</text>"##,
        r##"<rect x="20" y="20" width="90" height="40" fill="url(#g)"/>"##,
        r##"<line x1="20" y1="20" x2="90" y2="20" stroke="url(#h)" stroke-width="8"/>"##,
        r##"<rect x="20" y="20" width="90" height="40" fill="#01665E" stroke="#8C510A" stroke-width="8" paint-order="stroke"/>"##,
        r##"<g opacity="0.4"><rect x="20" y="20" width="90" height="40" fill="#01665E"/></g>"##,
    ] {
        // A text before it is drawn by resvg too: nothing is drawn twice.
        let body = format!(r##"{PAPER}<text x="20" y="110" font-size="14" fill="#1A1A1A">before</text>{unknown}"##);
        let theirs = theirs(&body);
        assert!(ours(&body) == theirs, "{unknown}");
        let known = format!(r##"{PAPER}<text x="20" y="110" font-size="14" fill="#1A1A1A">before</text>"##);
        assert!(ours(&known) != theirs, "{unknown}");
    }
}

#[test]
fn a_picture_is_the_same_whichever_thread_filled_its_letters() {
    // Sizes of this test alone, so that the letters are filled here.
    let documents: Vec<String> = (0..8)
        .map(|size| {
            let look = format!(r##"x="10" y="60" font-size="{}" fill="#1A1A1A""##, 13.31 + f64::from(size) / 8.0);
            document(&said(PAPER, &look))
        })
        .collect();
    let every = &|from: usize| -> Vec<Vec<u8>> {
        let mut drawn = documents.clone();
        drawn.rotate_left(from);
        let mut drawn: Vec<Vec<u8>> = drawn.iter().map(|svg| picture::bytes(svg).unwrap()).collect();
        drawn.rotate_right(from);
        drawn
    };
    let drawn: Vec<Vec<Vec<u8>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|thread| scope.spawn(move || every(2 * thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let alone = every(0);
    assert!(drawn.iter().all(|drawn| *drawn == alone));
}
