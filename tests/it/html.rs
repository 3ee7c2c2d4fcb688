//! The report as one page: nothing of it comes from elsewhere, every anchor is there, every page and figure is inside, and
//! labels that try to be markup stay words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use barometer::digest::{base64, sha256_base64};
use barometer::plan::{Plan, PublishOptions};
use barometer::publish::chart::theme;
use barometer::publish::suppression::masked;
use barometer::publish::{self, OutputFile};
use barometer::survey::codebook::{Language, Text};
use barometer::survey::results::Results;

use crate::national::national;
use crate::publication::sample;

/// A run as its reader has it: every file by path, and the page among them.
struct Output {
    files: BTreeMap<String, String>,
    page: String,
}

impl Output {
    fn new(results: &Results, plan: &Plan, more: Vec<OutputFile>) -> Self {
        let mut files =
            publish::write(&masked(results.clone()), plan, sample::confidential, &sample::provenance(), &|_| Ok(()))
                .unwrap();
        files.extend(more);
        let page = publish::page(plan, &files).unwrap();
        assert_eq!(page, publish::page(plan, &files).unwrap(), "two pages of the same files differ");
        assert_eq!(page.path, Path::new("report.html"));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        let files =
            files.into_iter().map(|file| (file.path.to_string_lossy().into_owned(), text(file.bytes))).collect();
        Self { files, page: text(page.bytes) }
    }

    /// Whether an address is that of the data of a figure, byte for byte.
    fn carries(&self, address: &str) -> bool {
        let data = self.files.iter().filter(|(path, _)| path.starts_with("figures/") && path.ends_with(".csv"));
        let carried = address.strip_prefix("data:text/csv;charset=utf-8;base64,");
        carried.is_some_and(|carried| data.into_iter().any(|(_, text)| base64(text.as_bytes()) == carried))
    }

    fn pages(&self) -> impl Iterator<Item = (&String, &String)> {
        self.files.iter().filter(|(path, _)| path.ends_with(".md"))
    }
}

/// The national run in French, the tested sample in English.
fn outputs() -> &'static [(Language, Output); 2] {
    static OUTPUTS: OnceLock<[(Language, Output); 2]> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let n = national();
        let validation = publish::validation_page(
            &n.plan,
            &n.prepared.waves,
            &n.prepared.counts,
            &n.prepared.warnings,
            &sample::provenance(),
        )
        .unwrap();
        let mut english = sample::plan();
        english.publish.language = Language::English;
        [
            (Language::French, Output::new(&n.results, &n.plan, vec![validation])),
            (Language::English, Output::new(&sample::tested(), &english, Vec::new())),
        ]
    })
}

/// A piece of HTML.
#[derive(Debug)]
enum Piece<'h> {
    Open(&'h str, BTreeMap<String, String>),
    Close(&'h str),
    Text(String),
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The pieces of a page. The content of `style` and `script` is one text.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        all.push(Piece::Text(unescaped(&rest[..start])));
        rest = &rest[start..];
        let mut quoted = false;
        let inside = rest.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == '>' && !quoted
        });
        let (end, _) = inside.unwrap_or_else(|| panic!("a tag that does not end: {}", &rest[..rest.len().min(80)]));
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.eq_ignore_ascii_case("!doctype html") {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            all.push(Piece::Close(name));
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty(), "<{tag}>");
        all.push(Piece::Open(name, attributes(tag[name.len()..].trim_end_matches('/'))));
        if ["meta", "br", "hr"].contains(&name) || tag.ends_with('/') {
            all.push(Piece::Close(name));
        }
        if ["style", "script"].contains(&name) {
            let (content, after) = rest.split_once(&format!("</{name}>")).unwrap();
            all.push(Piece::Text(content.to_owned()));
            all.push(Piece::Close(name));
            rest = after;
        }
    }
    all.push(Piece::Text(unescaped(rest)));
    all
}

fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = tag.trim_start();
    while !rest.is_empty() {
        let length = rest.find([' ', '\n', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').unwrap(),
            None => ("", after),
        };
        assert!(found.insert(name.to_owned(), unescaped(value)).is_none(), "{name} twice in <{tag}>");
        rest = after.trim_start();
    }
    found
}

/// Every opening tag of a page.
fn opened(html: &str) -> Vec<(&str, BTreeMap<String, String>)> {
    let open = |piece| match piece {
        Piece::Open(name, attributes) => Some((name, attributes)),
        _ => None,
    };
    pieces(html).into_iter().filter_map(open).collect()
}

/// The text of the page's elements of some names, in order.
fn texts(html: &str, names: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut within = 0;
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, _) if names.contains(&name) => {
                within += 1;
                found.push(String::new());
            }
            Piece::Close(name) if names.contains(&name) => within -= 1,
            Piece::Text(text) if within > 0 => found.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    found
}

#[test]
fn every_element_is_closed_where_it_should_be() {
    for (language, output) in outputs() {
        let mut open = Vec::new();
        for piece in pieces(&output.page) {
            match piece {
                Piece::Open(name, _) => open.push(name),
                Piece::Close(name) => assert_eq!(open.pop(), Some(name), "{language:?}: {open:?}"),
                Piece::Text(text) => assert!(text.trim().is_empty() || open.len() > 2, "{language:?}: {text}"),
            }
        }
        assert!(open.is_empty(), "{open:?}");
        let (_, html) = &opened(&output.page)[0];
        assert_eq!(html["lang"], language.as_str());
        assert_eq!(texts(&output.page, &["h1"]).len(), 1, "one title");
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (_, output) in outputs() {
        for (name, attributes) in opened(&output.page) {
            let forbidden =
                ["img", "link", "iframe", "object", "embed", "base", "form", "image", "use", "audio", "video"];
            assert!(!forbidden.contains(&name), "<{name}>");
            for (attribute, value) in &attributes {
                assert!(!attribute.starts_with("on") && !["src", "srcset", "style"].contains(&attribute.as_str()));
                assert!(!value.contains("url(") || value.starts_with("url(#"), "<{name} {attribute}=\"{value}\">");
            }
            if let Some(target) = attributes.get("href") {
                let here = target.starts_with('#') || output.files.contains_key(target) || output.carries(target);
                assert!(name == "a" && (here || target.starts_with("https:")), "<{name} href=\"{target:.80}\">");
                assert!(!target.starts_with("confidential/"), "{target}");
            }
        }
        let style = texts(&output.page, &["style"]);
        assert!(style.len() == 1 && !style[0].contains("url(") && !style[0].contains("@import"));
    }
}

#[test]
fn the_policy_allows_the_style_and_the_script_of_the_page_and_no_other() {
    for (_, output) in outputs() {
        let opened = opened(&output.page);
        let policies: Vec<_> = opened.iter().filter(|(_, a)| a.contains_key("http-equiv")).collect();
        assert_eq!(policies.len(), 1);
        let policy = &policies[0].1["content"];
        for (name, directive) in [("style", "style-src"), ("script", "script-src")] {
            let content = texts(&output.page, &[name]);
            assert_eq!(content.len(), 1, "{name}");
            let allowed = format!("{directive} 'sha256-{}'", sha256_base64(content[0].as_bytes()));
            assert!(policy.split("; ").any(|part| part == allowed), "{policy}");
        }
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn every_id_stands_once_and_every_anchor_is_there() {
    for (language, output) in outputs() {
        let opened = opened(&output.page);
        let mut ids = BTreeSet::new();
        for id in opened.iter().filter_map(|(_, attributes)| attributes.get("id")) {
            assert!(id.is_ascii() && !id.contains(char::is_whitespace), "{id}");
            assert!(ids.insert(id.as_str()), "{language:?}: #{id} stands twice");
        }
        for (name, attributes) in &opened {
            let link = attributes.get("href").and_then(|href| href.strip_prefix('#'));
            let pattern = attributes.get("fill").and_then(|fill| fill.strip_prefix("url(#")?.strip_suffix(')'));
            let label = attributes.get("aria-labelledby").into_iter().flat_map(|labels| labels.split(' '));
            for wanted in link.into_iter().chain(pattern).chain(label) {
                assert!(ids.contains(wanted), "{language:?}: <{name}> leads to #{wanted}");
            }
        }
        assert!(*language == Language::English || ids.contains("chiffres-cles") && ids.contains("sectors-banque"));
    }
}

/// The cells of the tables of a Markdown page, without their markup.
fn cells(markdown: &str) -> Vec<String> {
    let bare = |cell: &str| {
        let mut text = cell.trim().replace("\\|", "|").replace(['*', '`'], "");
        while let Some(end) = text.find("](") {
            let start = text[..end].rfind('[').unwrap();
            let close = end + text[end..].find(')').unwrap();
            text = format!("{}{}{}", &text[..start], &text[start + 1..end], &text[close + 1..]);
        }
        text
    };
    let rows = markdown.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---"));
    rows.flat_map(|row| row.replace("\\|", "\u{1}").trim_matches('|').split('|').map(bare).collect::<Vec<_>>())
        .map(|cell| cell.replace('\u{1}', "|"))
        .collect()
}

/// Marks that follow each other are one piece, which no line breaks.
#[test]
fn a_run_of_marks_is_one_piece() {
    let page = &outputs()[0].1.page;
    assert!(page.contains("<span class=\"mark\">[bf][ns]</span>"));
    assert!(!page.contains("]</span><span class=\"mark\">["));
}

#[test]
fn every_page_is_a_chapter_with_all_its_tables_and_links() {
    for (_, output) in outputs() {
        let articles: Vec<&str> = output.page.split("<article>").skip(1).collect();
        assert_eq!(articles.len(), output.pages().count());
        assert!(articles.len() > 4);
        for (path, markdown) in output.pages() {
            let title = markdown.lines().next().unwrap().trim_start_matches("# ");
            let level = if path == "report.md" { "h1" } else { "h2" };
            let own =
                |article: &&&str| texts(article, &[level]).first().is_some_and(|text| text == &format!("{title}#"));
            let article = articles.iter().find(own).unwrap_or_else(|| panic!("no chapter of {path}: {title}"));
            let article = article.split("</article>").next().unwrap();
            assert_eq!(texts(article, &["th", "td"]), cells(markdown), "{path}");
            let headings = markdown.lines().filter(|line| line.starts_with('#')).count();
            assert_eq!(texts(article, &["h1", "h2", "h3", "h4", "h5"]).len(), headings, "{path}");
            if output.files.contains_key("validation.md") {
                let links = markdown.matches("](").count() - markdown.matches("![").count();
                let kept = opened(article).into_iter().filter(|(name, a)| {
                    let mention = a.get("href").is_some_and(|href| href.starts_with("#figure-"));
                    *name == "a" && a.get("class").is_none_or(|class| class != "anchor") && !mention
                });
                let back = usize::from(article.contains("class=\"top\""));
                assert_eq!(kept.count() - back, links, "{path}");
            }
        }
        let first = texts(articles[0], &["h1"]);
        assert_eq!(first.len(), 1, "the report comes first");
    }
}

#[test]
fn every_figure_is_drawn_in_the_page_with_its_words() {
    for (_, output) in outputs() {
        let drawn: BTreeSet<&str> =
            output.files.keys().map(String::as_str).filter(|path| path.ends_with(".svg")).collect();
        let shown = output.pages().flat_map(|(_, page)| page.split("![").skip(1));
        let shown: BTreeSet<&str> =
            shown.map(|part| part.split("](").nth(1).unwrap().split(')').next().unwrap()).collect();
        assert_eq!(shown.iter().map(|path| path.trim_start_matches("../")).collect::<BTreeSet<_>>(), drawn);
        let pictures: Vec<_> = opened(&output.page).into_iter().filter(|(name, _)| *name == "svg").collect();
        assert_eq!(pictures.len(), drawn.len());
        assert!(pictures.iter().all(|(_, attributes)| attributes["role"] == "img"));
        for path in drawn {
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".svg");
            let anchor = format!("<figure id=\"figure-{}\">", id.to_lowercase().replace(['.', '_'], "-"));
            let figure = output.page.split(&anchor).nth(1).unwrap_or_else(|| panic!("{anchor}"));
            let figure = figure.split("</figure>").next().unwrap();
            let words = |svg: &str| texts(svg, &["title", "desc", "text"]);
            assert_eq!(words(figure), words(&output.files[path]), "{id}");
            assert!(texts(figure, &["figcaption"])[0].contains(&format!("Figure {id}")), "{id}");
        }
    }
}

#[test]
fn the_data_of_every_figure_are_in_the_page_and_what_is_not_is_said_to_be_beside_it() {
    for (language, output) in outputs() {
        let opened = opened(&output.page);
        let links =
            |attribute: &'static str| opened.iter().filter(move |(name, a)| *name == "a" && a.contains_key(attribute));
        let mut saved = BTreeMap::new();
        for (_, attributes) in links("download") {
            saved.insert(attributes["download"].as_str(), attributes["href"].as_str());
        }
        let figures: Vec<&String> = output.files.keys().filter(|path| path.ends_with(".svg")).collect();
        assert_eq!(saved.len(), figures.len(), "{language:?}");
        for path in figures {
            let data = path.replace(".svg", ".csv");
            let text = &output.files[&data];
            let address = format!("data:text/csv;charset=utf-8;base64,{}", base64(text.as_bytes()));
            assert_eq!(saved[data.rsplit('/').next().unwrap()], address, "{data}");
        }
        let beside: Vec<&str> =
            links("href").map(|(_, a)| a["href"].as_str()).filter(|href| output.files.contains_key(*href)).collect();
        assert_eq!(links("class").filter(|(_, a)| a["class"] == "file").count(), beside.len());
        assert_eq!(output.page.matches("<p class=\"beside\">").count(), usize::from(!beside.is_empty()));
    }
    assert!(outputs()[0].1.page.contains("<a class=\"file\" href=\"tables/composites.csv\">"));
}

#[test]
fn tables_sort_by_their_numbers_and_hide_nothing() {
    let output = &outputs()[0].1;
    let tables: Vec<&str> = output.page.split("<table class=\"sortable\"").skip(1).collect();
    assert!(tables.len() > 30, "{} tables sort", tables.len());
    let mut numbers = 0;
    for table in tables {
        let table = format!("<table{}</table>", table.split("</table>").next().unwrap());
        let headers = opened(&table).into_iter().filter(|(_, a)| a.get("scope").is_some_and(|scope| scope == "col"));
        let columns = headers.count();
        assert!(columns >= 3);
        for row in table.split("<tr>").skip(1) {
            assert_eq!(texts(row, &["th", "td"]).len(), columns, "{row}");
        }
        let body = table.rsplit("<tbody>").next().unwrap();
        let keyed = pieces(body).into_iter().collect::<Vec<_>>();
        for (position, piece) in keyed.iter().enumerate() {
            let Piece::Open("td", attributes) = piece else { continue };
            let text: String = keyed[position..]
                .iter()
                .take_while(|piece| !matches!(piece, Piece::Close("td")))
                .filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None })
                .collect();
            let Some(key) = attributes.get("data-key") else { continue };
            let first = text.trim_start_matches(|c: char| !c.is_ascii_digit());
            if key.is_empty() {
                assert!(first.is_empty() && text.starts_with('['), "{text} comes last");
            } else {
                numbers += 1;
                let value: f64 = key.split(' ').next().unwrap().parse().unwrap();
                let shown: String = first
                    .chars()
                    .filter(|c| *c != '\u{202f}')
                    .take_while(|c| c.is_ascii_digit() || *c == ',')
                    .collect();
                let shown: f64 = shown.trim_end_matches(',').replace(',', ".").parse().unwrap();
                let negative = text[..text.len() - first.len()].ends_with('−');
                assert_eq!(value, if negative { -shown } else { shown }, "{text}");
            }
        }
    }
    assert!(numbers > 1000, "{numbers} keys");
    // A row of totals at the head stays there, and a table with blanks keeps its order.
    assert!(
        output
            .page
            .contains("<tbody class=\"totals\">\n<tr><th scope=\"row\"><strong>Ensemble des répondants</strong>")
    );
    let margins = output.page.split("Marges avant et après redressement").nth(1).unwrap();
    assert!(margins.split("<table").nth(1).unwrap().starts_with(" aria-labelledby"), "the margins must not sort");
}

/// Whoever sorts a table of sectors does not mix all respondents among them, and every header that sorts has a name.
#[test]
fn totals_stay_above_the_sectors_and_every_column_has_a_name() {
    for (language, output) in outputs() {
        let headings = match language {
            Language::French => ["Taille moyenne des écarts", "Effectifs par secteur"],
            Language::English => ["Mean size of the gaps", "Sample sizes by sector"],
        };
        for heading in headings {
            let named = |part: &&str| part.split_once('>').is_some_and(|(_, words)| words.starts_with(heading));
            let below = output.page.split("<h3").find(named).unwrap_or_else(|| panic!("{heading}"));
            let table = below.split("<table").nth(1).unwrap().split("</table>").next().unwrap();
            let totals = table.split("<tbody class=\"totals\">").nth(1).unwrap_or_else(|| panic!("{heading}: {table}"));
            let totals = texts(totals.split("</tbody>").next().unwrap(), &["th"]);
            assert!((1..=2).contains(&totals.len()), "{heading}: {totals:?}");
        }
        for table in output.page.split("<table class=\"sortable\"").skip(1) {
            let head = table.split("</thead>").next().unwrap();
            assert!(!head.contains("<th scope=\"col\"></th>"), "{head}");
        }
    }
}

/// What a label may hold at worst.
const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "x](javascript:alert(1)) [y](JAVASCRIPT:alert(2)) <javascript:alert(3)> [z](data:text/html,x)",
    "![x](https://evil.example/x.png) \"onmouseover=\"alert(1)",
    "</style></script></title>--><!-- <svg onload=alert(1)> &lt;b&gt;",
    "*_`[^1] ~~ [r]: javascript:x <a href='//evil.example'>",
];

#[test]
fn a_label_that_tries_to_be_markup_stays_words() {
    for language in [Language::French, Language::English] {
        let mut plan = sample::plan();
        plan.publish = PublishOptions { language, ..plan.publish };
        let hostile =
            |at: usize| Text { fr: HOSTILE[at % HOSTILE.len()].into(), en: HOSTILE[at % HOSTILE.len()].into() };
        plan.codebook.sectors.values_mut().enumerate().for_each(|(at, sector)| sector.name = hostile(at));
        plan.codebook.dimensions.values_mut().enumerate().for_each(|(at, dimension)| dimension.name = hostile(at + 1));
        plan.codebook.items.values_mut().enumerate().for_each(|(at, item)| item.name = hostile(at + 2));
        plan.registry.barometer.title = hostile(3);
        let output = Output::new(&sample::tested(), &plan, Vec::new());
        let opened = opened(&output.page);
        assert_eq!(opened.iter().filter(|(name, _)| *name == "script").count(), 1);
        for (name, attributes) in &opened {
            assert!(!["img", "iframe", "object"].contains(name), "<{name}>");
            for (attribute, value) in attributes {
                assert!(!attribute.starts_with("on") && attribute != "src", "<{name} {attribute}>");
                if attribute == "href" {
                    let leads = value.starts_with('#') || output.files.contains_key(value) || output.carries(value);
                    assert!(leads, "<{name} href=\"{value}\">");
                }
            }
        }
        let words: String = texts(&output.page, &["main"]).concat();
        for part in ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"] {
            assert!(words.contains(part), "{part} is not said");
        }
    }
}

/// The value of a colour in the block of rules that follows a selector.
fn colours(css: &str, selector: &str) -> BTreeMap<String, String> {
    let block = css.split(selector).nth(1).unwrap_or_else(|| panic!("{selector}")).split('}').next().unwrap();
    let pairs = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn text_is_legible_in_both_themes() {
    let css = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("config/report/page.css")).unwrap();
    let light = colours(&css, ":root {");
    let [dark, chosen] =
        [":root:not([data-theme=\"light\"]) {", ":root[data-theme=\"dark\"] {"].map(|s| colours(&css, s));
    assert_eq!(dark, chosen, "the dark theme of the system is that of the button");
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>());
    for theme in [&light, &dark] {
        for paper in ["paper", "raised", "note"] {
            for ink in ["ink", "muted", "link"] {
                let contrast = theme::contrast(&theme[ink], &theme[paper]);
                assert!(contrast >= 4.5, "{ink} on {paper}: {contrast:.2}");
            }
            for edge in ["control", "note-edge"] {
                let contrast = theme::contrast(&theme[edge], &theme[paper]);
                assert!(contrast >= 3.0, "{edge} on {paper}: {contrast:.2}");
            }
        }
    }
    // Every colour that is not a variable is one of paper: the figures are drawn on white, and so is the printed page.
    let rest = css.rsplit("box-sizing").next().unwrap();
    let fixed: BTreeSet<&str> = rest.split('#').skip(1).filter_map(|part| part.get(..6)).collect();
    let fixed: Vec<&str> = fixed.into_iter().filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit())).collect();
    assert_eq!(fixed, ["595959", "ffffff"]);
    assert!(theme::contrast("#595959", "#ffffff") >= 4.5);
}

#[test]
fn what_the_page_is_made_with_is_checked_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = sample::plan();
    for entry in fs::read_dir(&plan.templates).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    plan.templates = folder.path().to_owned();
    let refused = |name: &str, text: Option<&str>| {
        let file = folder.path().join(name);
        let before = fs::read(&file).unwrap();
        match text {
            Some(text) => fs::write(&file, text).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let error = publish::page(&plan, &[OutputFile::new("report.md", "# x\n")]).unwrap_err();
        fs::write(&file, before).unwrap();
        assert_eq!(error.exit_code(), 2);
        error.findings()[0].to_string().replace(&format!("{}/", folder.path().display()), "")
    };
    assert!(refused("page.css", Some("a {}\n</STYLE>")).starts_with("page.css:2: `</style` would end"));
    assert!(refused("page.js", Some("x = '</script>'")).starts_with("page.js:1: `</script` would end"));
    assert!(refused("page.html.j2", Some("\n{{ nothing }}")).starts_with("page.html.j2:2: "));
    assert!(refused("page.html.j2", None).starts_with("page.html.j2: cannot be read"));
    assert!(publish::page(&plan, &[OutputFile::new("report.md", "# x\n")]).is_ok());
}

#[test]
fn a_page_of_any_markdown_is_made() {
    let deep = format!("{}{}", "> ".repeat(3000), "*a ".repeat(3000));
    let pages =
        ["", "|", "| a |\n|---|\n", "# \n## \n# \n", &deep, "![](", "[](#)", "<b", "[^1]\n\n[^1]: x", "\u{0}\u{feff}"];
    for page in pages {
        let files = [OutputFile::new("report.md", page), OutputFile::new("sectors/a.md", page)];
        let html = String::from_utf8(publish::page(&sample::plan(), &files).unwrap().bytes).unwrap();
        assert_eq!(html.matches("<article>").count(), 2);
        let ids: Vec<_> = opened(&html).into_iter().filter_map(|(_, mut a)| a.remove("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{page:.40}");
    }
}
