//! What the national run concludes: tests, adjusted p-values, classes, ranks, contrasts, changes and slopes hold together.

use std::collections::BTreeMap;

use barometer::error::Severity;
use barometer::pipeline::{self, Prepared};
use barometer::plan::Plan;
use barometer::progress::Silent;
use barometer::stages::slope::field_time;
use barometer::stages::validate::rules::Rule;
use barometer::stats::influence::Influence;
use barometer::stats::interval::t_quantile;
use barometer::stats::linearise::Workspace;
use barometer::stats::multiplicity::benjamini_hochberg;
use barometer::stats::projection::LinearSum;
use barometer::stats::symmetry::{p_difference, p_equivalence, p_minimum_effect};
use barometer::survey::ids::{Contrast, Population, SectorId, Statistic, Status};
use barometer::survey::results::{EditionKey, SymmetryRow, TrendRow};

use crate::national::national;
use crate::toy::close;

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9, "found {found:.16}, expected {expected:.16}");
}

fn is_national(sector: &SectorId) -> bool {
    ["all", "mean_of_sectors"].contains(&sector.as_str())
}

/// Within every family: q as Benjamini and Hochberg adjust it, hence q ≥ p and q in the order of p; missing together.
fn check_families<K: Ord + std::fmt::Debug>(tests: impl IntoIterator<Item = (K, Option<f64>, Option<f64>)>) -> usize {
    type Column = Vec<Option<f64>>;
    let mut families: BTreeMap<K, (Column, Column)> = BTreeMap::new();
    for (family, p, q) in tests {
        let found = families.entry(family).or_default();
        found.0.push(p);
        found.1.push(q);
    }
    for (family, (p, q)) in &families {
        assert_eq!(&benjamini_hochberg(p), q, "{family:?}");
        let mut pairs: Vec<(f64, f64)> = p.iter().zip(q).filter_map(|(p, q)| Some(((*p)?, (*q)?))).collect();
        assert!(pairs.iter().all(|(p, q)| (0.0..=1.0).contains(p) && p <= q && *q <= 1.0), "{family:?}");
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(pairs.is_sorted_by(|a, b| a.1 <= b.1), "{family:?}");
    }
    families.len()
}

#[test]
fn adjusted_p_values_follow_their_family() {
    let results = &national().results;
    let of = |r: &SymmetryRow| (r.edition.clone(), r.measure, r.subject.subject_type, is_national(&r.sector));
    let symmetry = &results.symmetry;
    assert!(check_families(symmetry.iter().map(|r| (of(r), r.p_difference, r.q_difference))) > 40);
    check_families(symmetry.iter().map(|r| (of(r), r.p_minimum_effect, r.q_minimum_effect)));
    check_families(symmetry.iter().map(|r| (of(r), r.p_equivalence, r.q_equivalence)));
    check_families(results.contrasts.iter().map(|r| {
        let family = (r.edition.clone(), r.contrast, r.population.clone(), r.measure, r.subject.subject_type);
        ((family, is_national(&r.sector)), r.p, r.q)
    }));
    check_families(results.trends.iter().map(|r| {
        let family = (r.edition_from.clone(), r.edition_to.clone(), r.measure, r.subject.subject_type, r.statistic);
        ((family, is_national(&r.sector)), r.p, r.q)
    }));
    check_families(
        results
            .slopes
            .iter()
            .map(|r| ((r.measure, r.subject.subject_type, r.statistic, is_national(&r.sector)), r.p, r.q)),
    );
}

#[test]
fn the_tests_of_a_row_come_back_from_its_gap() {
    let delta = national().plan.rules.delta_points;
    let mut tested = 0;
    for row in national().results.symmetry.iter().filter(|r| r.p_difference.is_some()) {
        let (gap, se, df) = (row.gap.unwrap(), row.se_gap.unwrap(), row.df.unwrap());
        for sign in [1.0, -1.0] {
            assert_eq!(p_difference(sign * gap, se, df), row.p_difference);
            assert_eq!(p_minimum_effect(sign * gap, se, df, delta), row.p_minimum_effect);
            assert_eq!(p_equivalence(sign * gap, se, df, delta), row.p_equivalence);
        }
        // Two one-sided tests at 5 % accept exactly the margins beyond the demonstrated one.
        let margin = row.demonstrated_margin.unwrap();
        close(p_equivalence(gap, se, df, margin).unwrap(), 0.05, 1e-9);
        assert_eq!(row.p_equivalence.unwrap() < 0.05, margin < delta);
        tested += 1;
    }
    assert!(tested > 1000, "{tested}");
}

#[test]
fn every_class_follows_from_its_row() {
    let rules = &national().plan.rules;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &national().results.symmetry {
        let class = row.class.as_deref().unwrap();
        *seen.entry(class).or_default() += 1;
        let below = |q: Option<f64>| q.unwrap() < rules.false_discovery_rate;
        let expected = if row.status == Status::Suppressed {
            "MASQUE".to_owned()
        } else if row.p_difference.is_none() {
            assert!(row.q_difference.is_none() && row.p_equivalence.is_none() && row.demonstrated_margin.is_none());
            "NON_TESTE".to_owned()
        } else if below(row.q_equivalence) {
            let (low, high) = (row.level_low.unwrap(), row.level_high.unwrap());
            let cut = rules.level_cut_percent;
            (if low > cut {
                "SYM_POS"
            } else if high < cut {
                "SYM_NEG"
            } else {
                "SYM_MED"
            })
            .to_owned()
        } else {
            let side = if row.gap.unwrap() > 0.0 { "CLI" } else { "COL" };
            let excludes_zero = row.ci_low.unwrap() > 0.0 || row.ci_high.unwrap() < 0.0;
            if below(row.q_minimum_effect) {
                format!("ASYM_FORTE_{side}")
            } else if below(row.q_difference) {
                format!("ASYM_{side}")
            } else {
                (if excludes_zero { "IND_CONF" } else { "IND" }).to_owned()
            }
        };
        assert_eq!(class, expected, "{row:?}");
        if class.starts_with("IND") {
            assert!(!below(row.q_equivalence), "not shown to differ is no symmetry");
        }
    }
    for class in ["MASQUE", "IND", "ASYM_CLI", "ASYM_FORTE_CLI"] {
        assert!(seen.contains_key(class), "{seen:?}");
    }
}

#[test]
fn ranks_lie_within_their_intervals_and_follow_the_size_of_the_gap() {
    let mut lists: BTreeMap<_, Vec<&SymmetryRow>> = BTreeMap::new();
    for row in &national().results.symmetry {
        assert_eq!(row.rank.is_some(), row.status != Status::Suppressed);
        if row.rank.is_some() {
            let subject = (!is_national(&row.sector)).then(|| row.subject.clone());
            let list = (row.edition.clone(), row.measure, row.subject.subject_type, subject);
            lists.entry(list).or_default().push(row);
        }
    }
    let mut apart = 0;
    for rows in lists.values_mut() {
        let k = rows.len() as i64;
        for row in rows.iter() {
            let (rank, low, high) = (row.rank.unwrap(), row.rank_low.unwrap(), row.rank_high.unwrap());
            assert!(1 <= low && low <= rank && rank <= high && high <= k, "{row:?}");
            let larger = rows.iter().filter(|r| r.gap.unwrap().abs() > row.gap.unwrap().abs()).count() as i64;
            assert_eq!(rank, 1 + larger);
            apart += usize::from(low > 1 || high < k);
        }
    }
    assert!(apart > 100, "{apart} ranks are told apart from some other");
}

#[test]
fn the_steps_of_the_chain_add_up() {
    let results = &national().results;
    let mut levels = BTreeMap::new();
    for row in results.estimates.iter().filter(|r| r.population == Population::Manager) {
        levels.insert((&row.edition, &row.sector, &row.subject, row.measure), row.estimate);
    }
    let mut gaps = BTreeMap::new();
    for row in &results.symmetry {
        gaps.insert((&row.edition, &row.sector, &row.subject, row.measure), row);
    }
    let mut compared = 0;
    for row in results.contrasts.iter().filter(|r| r.contrast == Contrast::AlignmentStep) {
        assert_eq!(row.population, "manager");
        let gap = gaps[&(&row.edition, &row.sector, &row.subject, row.measure)];
        let Some(step) = row.difference else { continue };
        let pair = national().plan.codebook.pairs.get(&*row.subject.id);
        let subject = pair.map_or(row.subject.clone(), |p| barometer::survey::ids::Subject::item(p.employee.as_str()));
        let manager = levels[&(&row.edition, &row.sector, &subject, row.measure)].unwrap();
        assert_eq!(row.left, Some(manager));
        assert_eq!(row.right, gap.client);
        near(step, (manager - gap.employee.unwrap()) + gap.gap.unwrap());
        compared += 1;
    }
    assert!(compared > 200, "{compared}");
}

/// Pooled by hand from the answers of one item; the gap's difference is the difference of the differences.
#[test]
fn a_sector_is_compared_with_the_others_pooled() {
    let n = national();
    let rows: Vec<_> = n.results.contrasts.iter().filter(|r| r.contrast == Contrast::SectorVsOthers).collect();
    assert!(rows.iter().all(|r| !is_national(&r.sector)));
    let (wave, planned) = (n.prepared.waves.last().unwrap(), n.plan.waves.last().unwrap());
    let frame = &n.plan.registry.editions[&planned.edition].sectors;
    let scale = |code: u8| if code >= 2 { 100.0 } else { 0.0 };
    for (item, sector) in [("engagements", frame.first().unwrap()), ("adaptation", frame.last().unwrap())] {
        let index = n.plan.codebook.items.get_index_of(item).unwrap();
        for population in ["client", "employee"] {
            let (mut sum, mut weight) = (0.0, 0.0);
            for (person, w) in wave.wave.respondents.iter().zip(&wave.weights) {
                let ratings = person.ratings.iter().map(|r| (&r.sector, &r.answers)).filter(|_| population == "client");
                let job = person.job.iter().map(|j| (&j.sector, &j.answers)).filter(|_| population == "employee");
                for (place, answers) in ratings.chain(job).filter(|(s, _)| *s != sector && s.as_str() != "autre") {
                    if let barometer::survey::wave::Answer::Code(code) = answers[index] {
                        assert!(frame.contains(place));
                        sum += w * scale(code);
                        weight += w;
                    }
                }
            }
            let row = rows.iter().find(|r| {
                let here = r.edition == wave.key && r.sector == *sector && r.population == population;
                here && &*r.subject.id == item && r.measure.as_str() == "top2"
            });
            close(row.unwrap().right.unwrap(), sum / weight, 1e-11);
        }
    }
    let mut shown: BTreeMap<_, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.subject.subject_type.as_str() == "dimension") {
        if let Some(difference) = row.difference {
            let cell = (&row.edition, &row.sector, &row.subject, row.measure);
            shown.entry(cell).or_default().insert(&row.population, difference);
        }
    }
    let complete: Vec<_> = shown.values().filter(|by| by.len() == 3).collect();
    assert!(complete.len() > 100);
    for by in complete {
        near(by["gap"], by["employee"] - by["client"]);
    }
}

/// With two sectors in the frame, the others of one are the other one: the sign flips, and nothing else.
#[test]
fn of_two_sectors_each_is_the_other_ones_others() {
    let n = national();
    let (wave, planned) = (n.prepared.waves.last().unwrap(), n.plan.waves.last().unwrap());
    let mut edition = n.plan.registry.editions[&planned.edition].clone();
    edition.sectors.truncate(2);
    let (codebook, rules) = (&n.plan.codebook, &n.plan.rules);
    let scores = barometer::stages::score::score(wave, &edition, codebook);
    let rows = barometer::stages::contrast::contrast(wave, &scores, &edition, codebook, rules);
    let of = |sector: &SectorId| -> Vec<_> {
        let rows = rows.iter().filter(|r| r.contrast == Contrast::SectorVsOthers && r.sector == *sector);
        rows.cloned().collect()
    };
    let (first, second) = (of(&edition.sectors[0]), of(&edition.sectors[1]));
    assert_eq!(first.len(), second.len());
    assert!(first.iter().filter(|r| r.difference.is_some()).count() > 50);
    for (a, b) in first.iter().zip(&second) {
        assert_eq!((&a.population, &a.subject, a.measure, a.status), (&b.population, &b.subject, b.measure, b.status));
        if let (Some(left), Some(right)) = (a.difference, b.difference) {
            near(left, -right);
            close(a.se.unwrap(), b.se.unwrap(), 1e-11);
            assert_eq!((a.df, a.n_left, a.n_right), (b.df, b.n_right, b.n_left));
            near(a.p.unwrap_or(2.0), b.p.unwrap_or(2.0));
        }
    }
}

/// Where everybody has the same score, nothing differs: what the sums leave is rounding, and not tested.
#[test]
fn rounding_is_not_tested_where_nobody_differs() {
    use barometer::survey::wave::Answer;
    let n = national();
    let mut prepared = barometer::pipeline::prepare(&n.plan, &barometer::progress::Silent).unwrap();
    let (wave, planned) = (prepared.waves.last_mut().unwrap(), n.plan.waves.last().unwrap());
    let edition = &n.plan.registry.editions[&planned.edition];
    let (codebook, rules) = (&n.plan.codebook, &n.plan.rules);
    let items = codebook.dimensions["facilitation"].items.iter();
    let items: Vec<usize> = items.map(|item| codebook.items.get_index_of(item).unwrap()).collect();
    // Half of the items favourable, half not: a dimension of 50 for everybody, where no sum is exact.
    for person in &mut wave.wave.respondents {
        let ratings = person.ratings.iter_mut().map(|rating| &mut rating.answers);
        for answers in ratings.chain(person.job.iter_mut().map(|job| &mut job.answers)) {
            for (at, item) in items.iter().enumerate() {
                if let Answer::Code(code) = &mut answers[*item] {
                    *code = if at % 2 == 0 { 2 } else { 1 };
                }
            }
        }
    }
    let scores = barometer::stages::score::score(wave, edition, codebook);
    let rows = barometer::stages::contrast::contrast(wave, &scores, edition, codebook, rules);
    let constant = |id: &str| items.iter().any(|item| codebook.items.get_index(*item).unwrap().0.as_str() == id);
    let rows = rows.iter().filter(|r| r.contrast == Contrast::SectorVsOthers && constant(&r.subject.id));
    let shown: Vec<_> = rows.filter(|r| r.difference.is_some()).collect();
    assert!(shown.len() > 100, "{}", shown.len());
    for row in shown {
        let said = (&row.sector, &row.population, &row.subject, row.measure, row.difference, row.se, row.p);
        assert_eq!((row.difference, row.se, row.p), (Some(0.0), Some(0.0), None), "{said:?}");
    }
}

#[test]
fn a_change_is_shown_with_what_could_have_been_detected() {
    let mut tested = 0;
    for row in &national().results.trends {
        assert_eq!(row.p.is_some(), row.q.is_some());
        assert_eq!(row.p.is_some(), row.detectable.is_some());
        if let Some(detectable) = row.detectable {
            let (se, df) = (row.se.unwrap(), row.df.unwrap());
            close(detectable, (t_quantile(0.975, df) + t_quantile(0.80, df)) * se, 1e-12);
            assert_eq!(p_difference(row.change.unwrap(), se, df), row.p);
            tested += 1;
        } else if row.status == Status::Suppressed {
            assert!(row.change.is_none() && row.se.is_none() && row.df.is_none());
        }
    }
    assert!(tested > 1000, "{tested}");
}

/// From the published levels of the four editions since the break, on their own standard errors:
///
/// ```r
/// e <- subset(read.csv("estimates.csv"), sector=="all" & subject=="autonomie" & subject_type=="dimension" & measure=="top2" &
///   population=="client" & edition >= 2019)
/// e$mid <- as.Date(e$field_start) + as.numeric(as.Date(e$field_end) - as.Date(e$field_start))/2
/// m <- lm(estimate ~ I(as.numeric(mid)/365.25), e, weights=1/se^2); coef(m)[2]; sqrt(vcov(m)[2,2])/summary(m)$sigma
/// ```
#[test]
fn a_slope_is_the_weighted_line_through_the_waves() {
    let results = &national().results;
    let row = |sector: &str, statistic| {
        let slopes = results.slopes.iter().filter(|r| r.sector.as_str() == sector && r.statistic == statistic);
        slopes.clone().find(|r| {
            &*r.subject.id == "autonomie"
                && r.subject.subject_type.as_str() == "dimension"
                && r.measure.as_str() == "top2"
        })
    };
    let found = row("all", Statistic::Client).unwrap();
    close(found.slope_per_year.unwrap(), 0.2389678012513964, 1e-9);
    close(found.se.unwrap(), 0.3170465252290887, 1e-9);
    assert_eq!((found.n_editions, found.since_edition.as_str()), (Some(4), "2019"));
    // The same by hand, for the gap.
    let gaps: Vec<&SymmetryRow> = results
        .symmetry
        .iter()
        .filter(|r| r.sector.is_all() && &*r.subject.id == "autonomie" && r.measure.as_str() == "top2")
        .filter(|r| r.edition.edition.as_str() >= "2019")
        .collect();
    assert_eq!(gaps.len(), 4);
    let weights: Vec<f64> = gaps.iter().map(|r| r.se_gap.unwrap().powi(-2)).collect();
    let total: f64 = weights.iter().sum();
    let mean =
        |of: &dyn Fn(&SymmetryRow) -> f64| gaps.iter().zip(&weights).map(|(r, w)| w * of(r)).sum::<f64>() / total;
    let time = |r: &SymmetryRow| field_time(&r.edition);
    let centre = mean(&time);
    let spread = mean(&|r| (time(r) - centre).powi(2));
    let found = row("all", Statistic::Gap).unwrap();
    close(found.slope_per_year.unwrap(), mean(&|r| (time(r) - centre) * r.gap.unwrap()) / spread, 1e-9);
    close(found.se.unwrap(), (total * spread).powf(-0.5), 1e-9);
    for row in &results.slopes {
        assert!(row.since_edition.as_str() >= "2019", "no slope crosses the break");
        assert!(row.n_editions.is_none_or(|n| n >= 3));
        assert_eq!(row.status == Status::Suppressed, row.slope_per_year.is_none() && row.n_editions.is_none());
    }
}

/// The same persons asked twice: nothing changes, surely. Sampled independently, the two waves would differ by chance.
#[test]
fn a_panel_is_matched_by_person() {
    let n = national();
    let last = n.prepared.waves.len() - 1;
    let mut plan = n.plan.clone();
    let (from, to) = (plan.waves[last - 1].clone(), plan.waves[last].clone());
    let changes = |plan: &Plan, prepared: &Prepared| -> Vec<TrendRow> {
        let rows = pipeline::analyse(plan, prepared, &Silent).trends;
        rows.into_iter().filter(|r| r.statistic == Statistic::Gap && r.change.is_some()).collect()
    };
    // The newer edition becomes a second look at the persons of the older one, a year later.
    let twice = || {
        let mut plan = plan_of(&n.plan, &[&from, &from]);
        plan.validation.set.set_severity(Rule::WaveResent, Severity::Note);
        let mut prepared = pipeline::prepare(&plan, &Silent).unwrap();
        let edition = &n.plan.registry.editions[&to.edition];
        prepared.waves[1].key =
            EditionKey { field_start: edition.field_start, edition: to.edition.clone(), field_end: edition.field_end };
        prepared
    };
    let prepared = twice();
    let instrument = plan.registry.editions[&from.edition].clone();
    let newer = &mut plan.registry.editions[&to.edition];
    (newer.instrument, newer.sectors) = (instrument.instrument.clone(), instrument.sectors.clone());
    newer.employee_base.clone_from(&instrument.employee_base);
    plan.waves = vec![from.clone(), to.clone()];
    let independent = changes(&plan, &prepared);
    for edition in [&from.edition, &to.edition] {
        plan.registry.editions[edition].panel = Some("access".to_owned());
    }
    let matched = changes(&plan, &prepared);
    assert_eq!(independent.len(), matched.len());
    assert!(matched.len() > 20);
    for (apart, together) in independent.iter().zip(&matched) {
        assert_eq!(together.change, Some(0.0));
        assert!(together.se.unwrap() < 1e-9 * apart.se.unwrap(), "{together:?}");
        assert_eq!(apart.df.unwrap(), 2.0 * together.df.unwrap(), "a person counts once");
    }
}

/// The plan with these waves alone.
fn plan_of(plan: &Plan, waves: &[&barometer::plan::WavePlan]) -> Plan {
    Plan { waves: waves.iter().map(|w| (*w).clone()).collect(), ..plan.clone() }
}

/// The quick variance and covariance agree with the sums over all persons.
#[test]
fn variances_from_the_domain_agree_with_those_over_all_persons() {
    let n = national();
    let (wave, planned) = (n.prepared.waves.last().unwrap(), n.plan.waves.last().unwrap());
    let edition = &n.plan.registry.editions[&planned.edition];
    let scores = barometer::stages::score::score(wave, edition, &n.plan.codebook);
    let mut workspace = Workspace::default();
    let mut estimates = Vec::new();
    for subject in barometer::stages::score::subjects(edition, &n.plan.codebook).iter().take(12) {
        for sector in edition.sectors.iter().take(3).cloned().chain([SectorId::all()]) {
            estimates.extend(scores.get(
                &sector,
                subject.side,
                &subject.subject,
                barometer::survey::ids::Measure::Top2,
            ));
        }
    }
    assert!(estimates.len() > 40);
    let alone = estimates.iter().map(|e| LinearSum { parts: vec![(1.0, &e.influence)], projection: &e.projection });
    let covariances = wave.design.covariances(&alone.collect::<Vec<_>>());
    assert_eq!(covariances.get(0, 0), None);
    for (at, pair) in estimates.windows(2).enumerate() {
        let (a, b) = (&pair[0].influence, &pair[1].influence);
        let exact = [(a, a), (b, b), (a, b)].map(|(l, r)| wave.design.covariance(l, r, &mut workspace));
        close(wave.design.variance(a, &mut workspace), exact[0], 1e-12);
        let scale = (exact[0] * exact[1]).sqrt();
        let (p, q) = (pair[0].linear(), pair[1].linear());
        close(wave.design.variance_of(p, &mut workspace), exact[0], 1e-12);
        let (covariance, df) = covariances.get(at, at + 1).unwrap();
        assert_eq!(covariances.get(at + 1, at), Some((covariance, df)));
        assert!((covariance - exact[2]).abs() <= 1e-12 * scale);
        let union = Influence::difference(a, b);
        assert_eq!(df, wave.design.degrees_of_freedom(&union), "persons of either, each once");
        let two = wave.design.of_two(p, q, &mut workspace);
        close(two.difference, exact[0] + exact[1] - 2.0 * exact[2], 1e-10);
        close(two.sum, exact[0] + exact[1] + 2.0 * exact[2], 1e-10);
        assert_eq!((two.df, two.n_both), (df, Influence::n_both(a, b)));
    }
}
