//! A figure inside the page: its SVG with ids of its own, so that several figures share a document.

use std::borrow::Cow;

/// The element `svg` of a picture, every id of it and every reference to one behind a prefix. Declarations in front of the
/// element are left out.
pub fn inline(svg: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(svg.len() + svg.len() / 32);
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        out.push_str(text);
        let (tag, after) = tag.split_at(end_of_tag(tag));
        if !tag.starts_with("<?") && !tag.starts_with("<!") {
            rename(tag, prefix, &mut out);
        }
        rest = after;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// Where a tag ends: behind the first `>` outside its quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    for (position, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return position + 1,
            _ => {}
        }
    }
    tag.len()
}

fn rename(tag: &str, prefix: &str, out: &mut String) {
    let mut name = "";
    for (position, piece) in tag.split('"').enumerate() {
        if position > 0 {
            out.push('"');
        }
        if position % 2 == 0 {
            name = piece.trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap_or_default();
            out.push_str(piece);
        } else {
            out.push_str(&value(name, piece, prefix));
        }
    }
}

/// The value of an attribute with the ids that it declares or names behind the prefix.
fn value<'v>(name: &str, value: &'v str, prefix: &str) -> Cow<'v, str> {
    match name {
        "id" => format!("{prefix}-{value}").into(),
        "aria-labelledby" | "aria-describedby" => {
            let ids: Vec<String> = value.split_whitespace().map(|id| format!("{prefix}-{id}")).collect();
            ids.join(" ").into()
        }
        "href" | "xlink:href" => match value.strip_prefix('#') {
            Some(id) => format!("#{prefix}-{id}").into(),
            None => value.into(),
        },
        _ if value.contains("url(#") => value.replace("url(#", &format!("url(#{prefix}-")).into(),
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_and_every_reference_takes_the_prefix() {
        let svg = "<?xml version=\"1.0\"?>\n<svg aria-labelledby=\"a b\"><title id=\"a\">x &gt; id=\"q\"</title>\
                   <rect fill=\"url(#b)\" id=\"b\"/><use href=\"#b\"/></svg>\n";
        let expected = "<svg aria-labelledby=\"f-a f-b\"><title id=\"f-a\">x &gt; id=\"q\"</title>\
                        <rect fill=\"url(#f-b)\" id=\"f-b\"/><use href=\"#f-b\"/></svg>";
        assert_eq!(inline(svg, "f"), expected);
    }
}
