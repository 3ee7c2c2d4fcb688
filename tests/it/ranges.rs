//! The range of clients, managers and the other employees: against R, by hand from the replicates, and hidden where a group
//! is too small.

use barometer::stages::indices::Difference;
use barometer::stages::range::range;
use barometer::stages::replicate::Replicates;
use barometer::stages::score::Cell;
use barometer::stats::linearise::Workspace;
use barometer::stats::replicate::{percentile, variance};
use barometer::stats::symmetry::{MEAN_ABSOLUTE_NORMAL, range_noise_floor};
use barometer::survey::ids::{Measure, Population, SectorId, Status, Subject, SubjectType};
use barometer::survey::results::RangeRow;
use barometer::survey::rules::PublicationRules;

use crate::composites::case;
use crate::national::national;
use crate::toy::close;
use crate::toy_survey::{results, survey, variable};

/// Three independent estimates of standard error 1 have an expected range of 3/√π; of two that are one and the same, the
/// range is the distance of the third.
#[test]
fn the_noise_floor_of_a_range() {
    let root2 = 2f64.sqrt();
    close(range_noise_floor([root2; 3]), 3.0 / std::f64::consts::PI.sqrt(), 1e-14);
    close(range_noise_floor([0.0, 4.0, 4.0]), 4.0 * MEAN_ABSOLUTE_NORMAL, 1e-14);
    assert_eq!(range_noise_floor([0.0; 3]), 0.0);
    assert!(range_noise_floor([f64::NAN, 1.0, 1.0]).is_nan());
}

/// Even ids are the managers.
/// ```r
/// g <- t$employed == 1 & !is.na(t$ye); e <- t$id %% 2 == 0
/// x <- cbind(nc = ifelse(is.na(t$yc), 0, 100*t$yc), dc = +!is.na(t$yc), nn = ifelse(g & !e, 100*t$ye, 0), dn = +(g & !e),
///   nm = ifelse(g & e, 100*t$ye, 0), dm = +(g & e))
/// r <- svycontrast(svytotal(x, cal), list(c = quote(nc/dc), n = quote(nn/dn), m = quote(nm/dm), cn = quote(nc/dc - nn/dn),
///   nm = quote(nn/dn - nm/dm), mc = quote(nm/dm - nc/dc)))
/// coef(r); diff(range(coef(r)[1:3])); sqrt(2/pi)/2*sum(SE(r)[4:6])
/// ```
#[test]
fn a_range_and_its_floor_are_those_of_r() {
    let minimal = survey(&(variable("sexe", &[176.0, 204.0]) + &variable("age", &[110.0, 130.0, 140.0])));
    let file = std::fs::read_to_string(minimal.path("waves/2023.csv")).unwrap();
    let lines = file.lines().map(|line| {
        let mut fields: Vec<&str> = line.split(',').collect();
        if fields[0].parse::<usize>().is_ok_and(|id| id % 2 == 0) && fields[7] == "oui" {
            fields[9] = "oui";
        }
        fields.join(",") + "\n"
    });
    minimal.write("waves/2023.csv", lines.collect::<String>());
    let rows = results(&minimal).ranges;
    let row = rows.iter().find(|r| r.sector.is_all() && r.subject == Subject::dimension("facilitation")).unwrap();
    close(row.client.unwrap(), 62.9174013644408, 1e-11);
    close(row.non_manager.unwrap(), 40.7688897615366, 1e-11);
    close(row.manager.unwrap(), 65.6764139505921, 1e-11);
    close(row.range.unwrap(), 24.9075241890555, 1e-11);
    close(row.symmetry.unwrap(), 100.0 - 24.9075241890555, 1e-11);
    close(row.noise_floor.unwrap(), 20.9753772435176, 1e-11);
    assert_eq!((row.n_client, row.n_non_manager, row.n_manager), (Some(23), Some(7), Some(8)));
    // Without replicates there is no interval, and nothing stands in for it.
    assert_eq!((row.range_low, row.range_high), (None, None));
}

fn rows(rules: &PublicationRules, replicates: &Replicates) -> Vec<RangeRow> {
    let case = case();
    range(case.wave(), &case.scores, case.edition(), replicates, &case.plan.codebook, rules)
}

/// The row's cells, in the order clients, other employees, managers.
fn cells(row: &RangeRow) -> [Cell; 3] {
    let pair =
        case().plan.codebook.pairs.get(&*row.subject.id).filter(|_| row.subject.subject_type == SubjectType::Item);
    let side = |population| match pair {
        Some(pair) if population == Population::Client => Subject::item(pair.client.as_str()),
        Some(pair) => Subject::item(pair.employee.as_str()),
        None => row.subject.clone(),
    };
    [Population::Client, Population::NonManager, Population::Manager].map(|population| Cell {
        subject: side(population),
        measure: Measure::Top2,
        population,
        sector: row.sector.clone(),
    })
}

#[test]
fn every_range_by_hand() {
    let (case, made) = (case(), &case().prepared.replicates[0]);
    let rules = PublicationRules { suppress_below: 5.0, ..case.plan.rules.clone() };
    let (mut national, mut of_sectors) = (0, 0);
    for row in rows(&rules, made).iter().filter(|row| row.status != Status::Suppressed) {
        let cells = cells(row);
        let estimates =
            cells.each_ref().map(|c| case.scores.get(&c.sector, c.population, &c.subject, c.measure).unwrap());
        let [c, n, m] = estimates.map(|e| e.value);
        assert_eq!((row.client, row.non_manager, row.manager), (Some(c), Some(n), Some(m)));
        close(row.range.unwrap(), c.max(n).max(m) - c.min(n).min(m), 1e-12);
        let [c, n, m] = estimates;
        let se = |l, r| Difference::between(case.wave(), l, r, &mut Workspace::default()).se;
        close(row.noise_floor.unwrap(), range_noise_floor([se(c, n), se(n, m), se(m, c)]), 1e-12);
        let levels = cells.each_ref().map(|cell| made.levels(cell).unwrap());
        let ranges: Vec<f64> = (0..made.succeeded())
            .map(|r| levels.map(|l| l[r]))
            .map(|l| l.into_iter().fold(0.0, f64::max) - l.into_iter().fold(100.0, f64::min))
            .collect();
        let (low, high) = (row.range_low.unwrap(), row.range_high.unwrap());
        assert!((percentile(&ranges, 0.025).unwrap() - low).abs() < 1e-9);
        assert!((percentile(&ranges, 0.975).unwrap() - high).abs() < 1e-9);
        *(if row.sector.is_all() { &mut national } else { &mut of_sectors }) += 1;
        // Chance pushes a range up: half of its replicates and more lie above it.
        assert!(percentile(&ranges, 0.6).unwrap() > row.range.unwrap(), "{row:?}");
    }
    assert!(national > 11 && of_sectors > 50, "{national} {of_sectors}");
}

/// Four times the Monte Carlo error of 1 000 replicates.
#[test]
fn replicates_of_managers_agree_with_linearisation() {
    let (case, made) = (case(), &case().prepared.replicates[0]);
    for row in rows(&case.plan.rules, made).iter().filter(|row| row.sector.is_all() && row.range.is_some()) {
        let cells = cells(row);
        for (left, right) in [(0, 1), (1, 2), (2, 0)] {
            let of = |cell: &Cell| case.scores.get(&cell.sector, cell.population, &cell.subject, cell.measure).unwrap();
            let (l, r) = (of(&cells[left]), of(&cells[right]));
            let se = Difference::between(case.wave(), l, r, &mut Workspace::default()).se;
            let sides = made.levels(&cells[left]).unwrap().iter().zip(made.levels(&cells[right]).unwrap());
            let replicated = variance(&sides.map(|(l, r)| l - r).collect::<Vec<_>>()).unwrap().sqrt();
            assert!((replicated / se - 1.0).abs() < 4.0 / 2000f64.sqrt(), "{} {}", row.subject.id, replicated / se);
        }
    }
}

/// The status is that of the smallest of the three groups, and a hidden row holds no number.
#[test]
fn a_range_is_hidden_where_a_group_is_too_small() {
    let national = national();
    let mut statuses = std::collections::BTreeMap::new();
    for row in &national.results.ranges {
        let numbers =
            [row.client, row.non_manager, row.manager, row.range, row.range_low, row.range_high, row.noise_floor];
        let counts = [row.n_client, row.n_non_manager, row.n_manager];
        let hidden = row.status == Status::Suppressed;
        assert!(counts.iter().all(|n| n.is_none() == hidden) && numbers[..4].iter().all(|n| n.is_none() == hidden));
        assert!(!hidden || (numbers.iter().all(Option::is_none) && row.symmetry.is_none()));
        if let Some(n) = counts.into_iter().flatten().min() {
            assert!(n >= 30 && (row.status == Status::SmallBase || n >= 100), "{row:?}");
        }
        *statuses.entry((row.sector == SectorId::all(), row.status)).or_insert(0) += 1;
    }
    assert!(statuses[&(true, Status::Published)] > 50, "{statuses:?}");
    assert!(statuses[&(false, Status::Suppressed)] > 100, "{statuses:?}");
}
