//! The language that the program speaks: the one of `--lang`, else the one of the locale.

use std::env;
use std::sync::LazyLock;

use barometer::messages::{Language, Message};

/// Needed before the command line is parsed, because its help speaks too.
static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
    let args = env::args_os().map(|arg| arg.to_string_lossy().into_owned());
    asked(args).unwrap_or_else(of_locale)
});

/// The language of the messages of this process.
pub fn language() -> Language {
    *LANGUAGE
}

/// A message in the language of this process.
pub fn said(message: &Message) -> String {
    message.text(language())
}

/// The language of the last `--lang`; `None` when there is none, or a word that the parser will refuse.
fn asked(args: impl Iterator<Item = String>) -> Option<Language> {
    let mut asked = None;
    let mut args = args.skip(1).take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        let word = match arg.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        asked = word.as_deref().and_then(named).or(asked);
    }
    asked
}

fn named(word: &str) -> Option<Language> {
    [Language::French, Language::English].into_iter().find(|language| language.as_str() == word)
}

/// `LC_ALL`, `LC_MESSAGES`, `LANG`, in this order, as POSIX has it; where there is none of them (Windows, say) the system's
/// own setting. `sys_locale` alone would let `LANGUAGE` win even over `LC_ALL=C`.
fn of_locale() -> Language {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    let locale = variables.into_iter().find(|value| !value.is_empty()).or_else(sys_locale::get_locale);
    spoken(&locale.unwrap_or_default())
}

/// French for `fr`, `fr_FR.UTF-8`, `fr-CA`; English for any other locale.
fn spoken(locale: &str) -> Language {
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("fr") { Language::French } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(args: &str) -> Option<Language> {
        asked(args.split(' ').map(str::to_owned))
    }

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        assert_eq!(of("barometer run --lang fr"), Some(Language::French));
        assert_eq!(of("barometer --lang=en check x.yaml"), Some(Language::English));
        assert_eq!(of("barometer --lang fr run --lang en"), Some(Language::English));
        for none in [
            "barometer",
            "barometer run --lang de",
            "barometer run --lang",
            "barometer run -- --lang fr",
            "barometer --language fr",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_french_locale_is_french() {
        for locale in ["fr", "fr_FR.UTF-8", "fr-CA", "FR_BE@euro"] {
            assert_eq!(spoken(locale), Language::French, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "POSIX", "en_US.UTF-8", "frp", "de_CH"] {
            assert_eq!(spoken(locale), Language::English, "{locale}");
        }
    }
}
