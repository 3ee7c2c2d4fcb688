//! What a planned wave can show: the command, the sizes of the method note, and the closed forms against a simulation.

use std::process::{Command, Output};

use barometer::stages::power::{PlannedWave, power};
use barometer::stats::rng::Draws;

const PLANNED: PlannedWave = PlannedWave {
    clients: 2200.0,
    employees: 1100.0,
    sectors: 9,
    deff: 1.2,
    delta: 5.0,
    level: 50.0,
    correlation: 0.0,
    power: 0.8,
};

fn asked(more: &[&str]) -> Output {
    let plan = ["power", "--clients", "2200", "--employees", "1100", "--sectors", "9", "--deff", "1.2"];
    Command::new(env!("CARGO_BIN_EXE_barometer")).args(plan).args(more).env("LC_ALL", "C").output().unwrap()
}

#[test]
fn the_table_goes_to_standard_output() {
    let output = asked(&["--delta", "5"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "\
What a wave shows with a chance of 80 % (tests at 5 %, level 50 %, design effect 1.2, correlation 0), in points

                                                national    1 of 9 sectors
clients / employees                        2,200 / 1,100         244 / 122
standard error of the gap                            2.0               6.1
smallest gap shown                                   5.7              17.0
  chance to show a gap of 5                         70 %              13 %
smallest margin of symmetry shown (±)                5.9              17.8
  chance to show symmetry within ±5                 59 %               0 %
smallest change of the gap shown                     8.0              24.0
change of a level, clients / employees         4.6 / 6.5       13.9 / 19.6

To show symmetry within ±5 with that chance, nationally or in each sector, where the true gap is 0:
  2,056 persons on each side, or 3,083 clients and 1,542 employees in the planned proportion
"
    );
}

#[test]
fn json_carries_the_same_numbers_unrounded() {
    let output = asked(&["--delta", "5", "--format", "json"]);
    let expected = serde_json::to_string(&power(PLANNED)).unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{expected}\n"));
}

#[test]
fn what_cannot_be_planned_is_refused_with_what_was_expected() {
    for (option, value, expected) in [
        ("--power", "1", "a chance from 0.5 to less than 1, 0.8 say"),
        ("--level", "100", "a number between 0 and 100"),
        ("--correlation", "-1", "a correlation between -1 and 1"),
        ("--delta", "nan", "a number between 0 and 100"),
    ] {
        let output = asked(&[option, value]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(told.contains(&format!("expected: {expected}")), "{told}");
    }
}

/// The method note: ±5 takes about 2 055 persons on each side, ±8 takes 803, ±10 takes 514, and the samples needed in the
/// planned proportion reach exactly the wanted margin.
#[test]
fn sizes_of_the_method_note() {
    for (delta, persons) in [(5.0, 2055.3), (8.0, 802.9), (10.0, 513.8)] {
        let needed = power(PlannedWave { delta, ..PLANNED }).needed;
        assert!((needed.each_side - persons).abs() < 0.05, "{delta}: {}", needed.each_side);
        for (clients, employees) in [(needed.clients, needed.employees), (needed.each_side, needed.each_side)] {
            let reached = power(PlannedWave { clients, employees, delta, ..PLANNED }).national;
            assert!((reached.margin - delta).abs() < 1e-9 && (reached.chance_symmetry - 0.8).abs() < 1e-9);
        }
    }
    // A correlation saves persons, and the two ways of counting them agree where the sides are equal.
    let equal = PlannedWave { clients: 1000.0, employees: 1000.0, correlation: 0.2, ..PLANNED };
    let needed = power(equal).needed;
    assert!(
        (needed.each_side - needed.clients).abs() < 1e-9 && (needed.each_side - 0.8 * 2055.32336416031).abs() < 1e-9
    );
}

/// Chances that the simulated tests reject, out of 2 000 waves drawn at these levels under weights of design effect 1.2, with
/// standard errors estimated from each wave: of difference, and of |gap| ≥ delta.
fn simulated(key: &str, client: f64, employee: f64, delta: f64) -> [f64; 2] {
    const WAVES: usize = 2000;
    let draws = Draws::new(20190902, key);
    let mut answers = vec![0.0; 3300];
    let mut rejected = [0; 2];
    for wave in 0..WAVES {
        draws.exponentials(&wave.to_string(), 0, &mut answers);
        let (clients, employees) = answers.split_at(2200);
        let ((c, variance_c), (e, variance_e)) = (mean(clients, client), mean(employees, employee));
        let (gap, se) = (e - c, (variance_c + variance_e).sqrt());
        rejected[0] += usize::from(gap.abs() > 1.959963984540054 * se);
        rejected[1] += usize::from(gap.abs() + 1.6448536269514722 * se < delta);
    }
    rejected.map(|count| count as f64 / WAVES as f64)
}

/// Weighted level of one side and its variance. Half of the persons weigh 1 + c and half 1 − c, a design effect of 1 + c².
fn mean(exponentials: &[f64], level: f64) -> (f64, f64) {
    let spread = 0.2_f64.sqrt();
    // An Exp(1) draw is above −ln p with the chance p.
    let cut = -(level / 100.0).ln();
    let people = || {
        exponentials.iter().enumerate().map(|(i, draw)| {
            (if i % 2 == 0 { 1.0 + spread } else { 1.0 - spread }, if *draw > cut { 100.0 } else { 0.0 })
        })
    };
    let total: f64 = people().map(|(w, _)| w).sum();
    let mean = people().map(|(w, y)| w * y).sum::<f64>() / total;
    let variance = people().map(|(w, y)| (w * (y - mean) / total).powi(2)).sum();
    (mean, variance)
}

#[test]
fn closed_forms_agree_with_a_simulation() {
    let planned = power(PLANNED).national;
    let close = |simulated: f64, chance: f64| {
        let monte_carlo_se = (chance * (1.0 - chance) / 2000.0).sqrt();
        assert!((simulated - chance).abs() < 3.0 * monte_carlo_se, "{simulated} simulated, {chance} computed");
    };
    close(simulated("symmetry", 50.0, 50.0, 5.0)[1], planned.chance_symmetry);
    close(simulated("gap", 52.5, 47.5, 5.0)[0], planned.chance_gap);
    // At the smallest gap and the smallest margin shown, the chance is the wanted one.
    close(simulated("gap shown", 50.0 + planned.gap / 2.0, 50.0 - planned.gap / 2.0, 5.0)[0], 0.8);
    close(simulated("margin shown", 50.0, 50.0, planned.margin)[1], 0.8);
}
