//! Panels through the whole pipeline, against R: changes and slopes over waves that share persons, strata and sampling units.
//!
//! Three waves of the 24 respondents of `toy`: all of them; ids 5 to 24 with four new ones, some answers changed; ids 9 to 24
//! with the same four, other answers changed. R stacks the waves in one design and calibrates each to its margins:
//!
//! ```r
//! library(survey); t <- read.csv("toy.csv")
//! new <- t[1:4,]; new$id <- 25:28; new$psu <- c(13,13,14,14); all <- rbind(t, new)
//! set <- function(x, ids, n, to) ifelse(!is.na(x) & ids %% n == 0, to, x)
//! one <- t; one$wave <- 1
//! two <- all[all$id > 4,]; two$c1 <- set(two$c1, two$id, 4, 4); two$e1 <- set(two$e1, two$id, 5, 4); two$wave <- 2
//! three <- all[all$id > 8,]; three$c2 <- set(three$c2, three$id, 3, 1); three$e1 <- set(three$e1, three$id, 7, 1); three$wave <- 3
//! t2b <- function(a, b) { m <- cbind(a, b) >= 3; y <- rowMeans(m, na.rm = TRUE); y[is.nan(y)] <- NA; y }
//! L <- rbind(one, two, three); L$yc <- t2b(L$c1, L$c2); L$ye <- t2b(L$e1, L$e2)
//! ic <- !is.na(L$yc) & L$sector_client == "A"; ie <- !is.na(L$ye) & L$employed == 1 & L$sector_emp == "A"; ie[is.na(ie)] <- FALSE
//! for (k in 1:3) { w <- L$wave == k; p <- function(x) paste0(x, k)
//!   L[[p("n")]] <- +w; L[[p("s")]] <- +(w & L$sex == 2); L[[p("a")]] <- +(w & L$age == 2); L[[p("b")]] <- +(w & L$age == 3)
//!   L[[p("nc")]] <- ifelse(w & ic, 100*L$yc, 0); L[[p("dc")]] <- +(w & ic)
//!   L[[p("ne")]] <- ifelse(w & ie, 100*L$ye, 0); L[[p("de")]] <- +(w & ie) }
//! totals <- function(ids, strata, waves) {
//!   v <- unlist(lapply(waves, function(k) setNames(c(380, 204, 130, 140), paste0(c("n", "s", "a", "b"), k))))
//!   x <- unlist(lapply(waves, function(k) paste0(c("nc", "dc", "ne", "de"), k))); f <- function(x) reformulate(x, intercept = FALSE)
//!   d <- svydesign(ids, strata = strata, weights = ~d, data = L[L$wave %in% waves,])
//!   svytotal(f(x), calibrate(d, f(names(v)), v, calfun = "raking", epsilon = 1e-13, maxit = 200)) }
//! s <- totals(~psu, ~stratum, 1:2)     # or (~id, ~stratum), or (~id, NULL)
//! svycontrast(s, quote(nc2/dc2 - nc1/dc1)); svycontrast(s, quote((ne2/de2 - nc2/dc2) - (ne1/de1 - nc1/dc1)))
//! # The slope: coefficients of least squares weighted by the variance of each wave by itself, on the middle of the fields.
//! time <- (as.numeric(as.Date(c("2021-03-01", "2022-09-05", "2024-03-01"))) + 4.5)/365.25
//! own <- sapply(1:3, function(k) SE(svycontrast(totals(~psu, ~stratum, k), parse(text = sprintf("nc%d/dc%d", k, k))[[1]])))
//! c <- 1/own^2; c <- c*(time - sum(c*time)/sum(c)); c <- c/sum(c*time)
//! svycontrast(totals(~psu, ~stratum, 1:3), bquote(.(c[1])*nc1/dc1 + .(c[2])*nc2/dc2 + .(c[3])*nc3/dc3))
//! ```

use barometer::survey::ids::{Measure, SectorId, Statistic, Subject};
use barometer::survey::results::{Results, SlopeRow, TrendRow};

use crate::minimal::{Minimal, PIPELINE, REGISTRY};
use crate::toy::{ROWS, close};
use crate::toy_survey::{results, survey, variable};

/// What the waves declare of the sampling.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Declared {
    Persons,
    Strata,
    Psus,
}

const EVERY: [Declared; 3] = [Declared::Persons, Declared::Strata, Declared::Psus];

/// A respondent: the fields of a line of `toy`, all texts.
type Line = Vec<String>;

fn lines() -> Vec<Line> {
    ROWS.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn id(line: &Line) -> usize {
    line[0].parse().unwrap()
}

/// Answers of one question become `code` in every `n`th id.
fn change(lines: &mut [Line], question: usize, n: usize, code: &str) {
    for line in lines.iter_mut().filter(|line| id(line).is_multiple_of(n) && !line[question].is_empty()) {
        code.clone_into(&mut line[question]);
    }
}

/// The three waves of the module.
fn waves() -> [Vec<Line>; 3] {
    let mut all = lines();
    for (at, (id, psu)) in [(25, 13), (26, 13), (27, 14), (28, 14)].into_iter().enumerate() {
        let mut line = all[at].clone();
        (line[0], line[2]) = (id.to_string(), psu.to_string());
        all.push(line);
    }
    let after = |last: usize| all.iter().filter(|line| id(line) > last).cloned().collect::<Vec<_>>();
    let (mut second, mut third) = (after(4), after(8));
    change(&mut second, 9, 4, "4");
    change(&mut second, 11, 5, "4");
    change(&mut third, 10, 3, "1");
    change(&mut third, 11, 7, "1");
    [lines(), second, third]
}

fn file(lines: &[Line]) -> String {
    let sector = |code: &str| match code {
        "A" => "assurance",
        "B" => "banque",
        _ => "",
    };
    let mut text = "id,sexe,age,poids,strate,grappe,c1_secteur,c1_adaptation,c1_engagements,en_emploi,e_secteur,e_manager,e_adaptation,e_engagements\n".to_owned();
    for f in lines {
        let (job, manager) = if f[7] == "1" { ("oui", "non") } else { ("non", "") };
        text.push_str(&format!("{},s{},a{},{},h{},g{}", f[0], f[3], f[4], f[5], f[1], f[2]));
        text.push_str(&format!(
            ",{},{},{},{job},{},{manager},{},{}\n",
            sector(&f[6]),
            f[9],
            f[10],
            sector(&f[8]),
            f[11],
            f[12]
        ));
    }
    text
}

/// The waves in the field of three years, with this declaration, as one panel or not.
fn run(waves: &[Vec<Line>], declared: Declared, panel: bool) -> Results {
    let minimal = survey(&(variable("sexe", &[176.0, 204.0]) + &variable("age", &[110.0, 130.0, 140.0])));
    let layout = match declared {
        Declared::Persons => "",
        Declared::Strata => "  stratum: strate\n",
        Declared::Psus => "  stratum: strate\n  psu: grappe\n",
    };
    minimal.edit("config/codebook.yaml", "  id: id\n", &format!("  id: id\n{layout}"));
    write(&minimal, waves, panel);
    results(&minimal)
}

fn write(minimal: &Minimal, waves: &[Vec<Line>], panel: bool) {
    let mut registry = REGISTRY.split("editions:\n").next().unwrap().to_owned() + "editions:\n";
    let (before, after) = PIPELINE.split_once("waves:\n").unwrap();
    let (mut pipeline, publish) = (format!("{before}waves:\n"), after.split_once("publish:").unwrap().1);
    for (lines, day) in waves.iter().zip(["2021-03-01 2021-03-10", "2022-09-05 2022-09-14", "2024-03-01 2024-03-10"]) {
        let (year, (start, end)) = (&day[..4], day.split_once(' ').unwrap());
        let panel = if panel { "    panel: acces\n" } else { "" };
        registry.push_str(&format!(
            "  \"{year}\":\n    field_start: {start}\n    field_end: {end}\n    n_respondents: {}\n    instrument: attitudes\n    sectors: [assurance, banque]\n    employee_base: contact\n{panel}",
            lines.len()
        ));
        pipeline.push_str(&format!(
            "  - edition: \"{year}\"\n    file: ../waves/{year}.csv\n    margins: ../config/margins/2023.yaml\n    reader: {{ format: csv }}\n"
        ));
        minimal.write(&format!("waves/{year}.csv"), file(lines));
    }
    minimal.write("config/registry.yaml", registry);
    minimal.write("pipelines/trial.yaml", format!("{pipeline}publish:{publish}"));
}

fn here(sector: &SectorId, subject: &Subject, measure: Measure) -> bool {
    sector.as_str() == "assurance" && *subject == Subject::dimension("facilitation") && measure == Measure::Top2
}

/// The first change of a figure.
fn first_change(results: &Results, statistic: Statistic) -> &TrendRow {
    let wanted = |r: &&TrendRow| here(&r.sector, &r.subject, r.measure) && r.statistic == statistic;
    results.trends.iter().find(wanted).unwrap()
}

fn slope(results: &Results, statistic: Statistic) -> &SlopeRow {
    let wanted = |r: &&SlopeRow| here(&r.sector, &r.subject, r.measure) && r.statistic == statistic;
    results.slopes.iter().find(wanted).unwrap()
}

/// As independent waves the standard errors would be 14.8639285132184 and 19.324305730692 (persons), 15.0359537879826 and
/// 20.0431599829769 (strata), 16.3475471277491 and 24.5606573773592 (units): half as much again or more.
#[test]
fn changes_of_a_panel_are_those_of_r() {
    let printed = [
        (Declared::Persons, 9.84570641471757, 12.8574154844629, 14.8639285132184, 19.324305730692),
        (Declared::Strata, 9.89684256329607, 13.3309401977587, 15.0359537879826, 20.0431599829769),
        (Declared::Psus, 10.9463915820037, 15.4107912530418, 16.3475471277491, 24.5606573773592),
    ];
    for (declared, client, gap, client_apart, gap_apart) in printed {
        let together = run(&waves()[..2], declared, true);
        let apart = run(&waves()[..2], declared, false);
        for (results, expected) in [(together, [client, gap]), (apart, [client_apart, gap_apart])] {
            for ((statistic, change), se) in
                [(Statistic::Client, 15.7922904609573), (Statistic::Gap, -3.35691837561141)].into_iter().zip(expected)
            {
                let row = first_change(&results, statistic);
                close(row.change.unwrap(), change, 1e-11);
                close(row.se.unwrap(), se, 1e-11);
            }
        }
    }
    // 15 clients in the first wave and 14 in the second are 17 persons, in 13 units of 3 strata.
    let df = |declared| first_change(&run(&waves()[..2], declared, true), Statistic::Client).df.unwrap();
    let persons: std::collections::BTreeSet<(usize, String, String)> = waves()[..2]
        .iter()
        .flatten()
        .filter(|f| f[6] == "A" && (!f[9].is_empty() || !f[10].is_empty()))
        .map(|f| (id(f), f[1].clone(), f[2].clone()))
        .collect();
    let units: std::collections::BTreeSet<_> = persons.iter().map(|(_, stratum, psu)| (stratum, psu)).collect();
    assert_eq!(df(Declared::Persons), persons.len() as f64 - 1.0);
    assert_eq!(df(Declared::Strata), persons.len() as f64 - 3.0);
    assert_eq!(df(Declared::Psus), units.len() as f64 - 3.0);
}

#[test]
fn slopes_over_a_panel_are_those_of_r() {
    let printed = [
        (Declared::Persons, Statistic::Client, -5.45280514713663, 2.68202671082729, 5.25394536102236),
        (Declared::Persons, Statistic::Gap, 2.48164793619554, 2.67281790558638, 6.07486879292858),
        (Declared::Strata, Statistic::Client, -5.21793043533014, 2.71785842104301, 5.32482830096472),
        (Declared::Strata, Statistic::Gap, 2.49522549005255, 2.68746659076195, 6.31064267488989),
        (Declared::Psus, Statistic::Client, -4.41583640868024, 2.90030659599076, 6.20654023781977),
        (Declared::Psus, Statistic::Gap, 2.44675841074972, 3.39559197911115, 8.14672801150862),
    ];
    for (declared, statistic, value, se, apart) in printed {
        for (panel, se) in [(true, se), (false, apart)] {
            let results = run(&waves(), declared, panel);
            let row = slope(&results, statistic);
            close(row.slope_per_year.unwrap(), value, 1e-9);
            close(row.se.unwrap(), se, 1e-9);
            assert_eq!(row.n_editions, Some(3));
        }
    }
}

/// The same persons give the same answers: nothing changed, without any doubt.
#[test]
fn the_same_answers_of_the_same_persons_change_nothing() {
    for declared in EVERY {
        let results = run(&[lines(), lines(), lines()], declared, true);
        let apart = run(&[lines(), lines(), lines()], declared, false);
        let mut compared = 0;
        for (row, other) in results.trends.iter().zip(&apart.trends).filter(|(row, _)| row.change.is_some()) {
            assert_eq!(row.change, Some(0.0));
            assert!(row.se.unwrap() <= 1e-9 * other.se.unwrap(), "{declared:?} {row:?}");
            compared += usize::from(other.se.unwrap() > 1.0);
        }
        assert!(compared > 20, "{compared}");
        for (row, other) in results.slopes.iter().zip(&apart.slopes).filter(|(_, other)| other.se > Some(1.0)) {
            assert!(
                row.slope_per_year.unwrap().abs() <= 1e-9 && row.se.unwrap() <= 1e-9 * other.se.unwrap(),
                "{row:?}"
            );
        }
    }
}

/// Other persons under other ids, in other units: a panel in name alone.
#[test]
fn waves_that_share_no_unit_are_independent() {
    let mut waves = waves();
    for (at, lines) in waves.iter_mut().enumerate() {
        for line in lines.iter_mut() {
            line[0] = format!("{}{}", "x".repeat(at), line[0]);
            line[2] = format!("{}{}", "x".repeat(at), line[2]);
        }
    }
    for declared in EVERY {
        let (together, apart) = (run(&waves, declared, true), run(&waves, declared, false));
        assert_eq!(format!("{:?}", together.trends), format!("{:?}", apart.trends));
        assert_eq!(format!("{:?}", together.slopes), format!("{:?}", apart.slopes));
    }
}

/// The first wave shares nobody with the two others, which are one sample: their variances add up.
#[test]
fn a_wave_apart_adds_its_own_variance() {
    let mut waves = waves();
    waves[0].iter_mut().for_each(|line| line[0] = format!("x{}", line[0]));
    let (together, apart) = (run(&waves, Declared::Persons, true), run(&waves, Declared::Persons, false));
    let ses = |results: &Results| -> [f64; 2] {
        let of = |r: &&TrendRow| here(&r.sector, &r.subject, r.measure) && r.statistic == Statistic::Client;
        results.trends.iter().filter(of).map(|r| r.se.unwrap()).collect::<Vec<_>>().try_into().unwrap()
    };
    let ([first, second], [first_apart, second_apart]) = (ses(&together), ses(&apart));
    assert_eq!(first, first_apart);
    assert!(second < 0.8 * second_apart);
    let (slope_se, slope_apart) =
        (slope(&together, Statistic::Client).se.unwrap(), slope(&apart, Statistic::Client).se.unwrap());
    assert!((slope_se - slope_apart).abs() > 0.05, "{slope_se} {slope_apart}");
}

/// The sampling unit is what is drawn: other persons of the same units leave the covariance of the units whole.
#[test]
fn units_in_common_are_summed_though_no_person_is() {
    let mut waves = waves();
    waves[1].iter_mut().for_each(|line| line[0] = format!("x{}", line[0]));
    let results = run(&waves[..2], Declared::Psus, true);
    close(first_change(&results, Statistic::Client).se.unwrap(), 10.9463915820037, 1e-11);
    close(first_change(&results, Statistic::Gap).se.unwrap(), 15.4107912530418, 1e-11);
}

/// A member of the panel keeps the unit where they were first found, whatever a later wave says.
#[test]
fn a_member_keeps_the_first_stratum_and_unit() {
    let mut waves = waves();
    let places: Vec<(String, String)> = waves[1].iter().map(|f| (f[1].clone(), f[2].clone())).collect();
    // The twenty who were there before trade places among themselves; the four newcomers stay.
    for (at, line) in waves[1].iter_mut().take(20).enumerate() {
        (line[1], line[2]) = places[(at + 7) % 20].clone();
    }
    let results = run(&waves[..2], Declared::Psus, true);
    close(first_change(&results, Statistic::Client).se.unwrap(), 10.9463915820037, 1e-11);
    close(first_change(&results, Statistic::Gap).se.unwrap(), 15.4107912530418, 1e-11);
}
