//! A survey of 24 respondents, small enough to follow by hand and crooked enough to catch mistakes.
//!
//! The R code beside each reference number starts from this preamble, with the rows below in `toy.csv`:
//!
//! ```r
//! library(survey); t <- read.csv("toy.csv"); t$sexf <- factor(t$sex); t$agef <- factor(t$age)
//! t2b <- function(a, b) { m <- cbind(a, b) >= 3; y <- rowMeans(m, na.rm = TRUE); y[is.nan(y)] <- NA; y }
//! t$yc <- t2b(t$c1, t$c2); t$ye <- t2b(t$e1, t$e2)
//! pop <- list(data.frame(sexf = factor(1:2), Freq = c(176, 204)), data.frame(agef = factor(1:3), Freq = c(110, 130, 140)))
//! forms <- list(~sexf, ~agef); d0 <- svydesign(~1, weights = ~d, data = t)
//! cal <- calibrate(d0, forms, pop, calfun = "raking", epsilon = 1e-12); w <- weights(cal)
//! dn <- svydesign(~1, weights = w, data = t)
//! str <- svydesign(~psu, strata = ~stratum, weights = ~d, data = t)
//! ic <- !is.na(t$yc) & t$sector_client == "A"
//! ie <- !is.na(t$ye) & t$employed == 1 & t$sector_emp == "A"; ie[is.na(ie)] <- FALSE
//! ```

use barometer::stats::calibration::{Calibration, Distance, calibrate};
use barometer::stats::dummies::{Dummies, Margin};

/// `id,stratum,psu,sex,age,d,sector_client,employed,sector_emp,c1,c2,e1,e2`
pub const ROWS: &str = "\
1,1,1,1,1,10,A,1,A,3,4,3,2
2,1,1,2,1,10,A,0,,,3,,
3,1,2,1,1,10,B,1,A,4,4,4,3
4,1,2,2,2,10,A,1,B,1,2,2,1
5,1,3,2,2,10,B,0,,3,,,
6,1,3,1,2,10,A,1,A,3,3,3,
7,1,4,1,3,10,A,0,,4,4,,
8,1,4,2,3,10,B,1,B,2,2,3,3
9,2,5,2,3,20,A,1,A,,,1,2
10,2,5,2,1,20,A,1,A,4,3,4,4
11,2,6,1,1,20,B,0,,1,1,,
12,2,6,1,2,20,A,1,B,2,,2,2
13,2,7,2,2,20,B,1,A,3,2,,
14,2,7,2,3,20,A,0,,3,3,,
15,2,8,1,3,20,A,1,A,2,1,2,1
16,2,8,2,1,20,B,1,B,4,3,3,4
17,3,9,2,2,15,A,1,A,4,4,4,3
18,3,9,1,3,15,A,0,,3,2,,
19,3,10,2,3,15,B,1,A,3,4,3,3
20,3,10,2,1,15,A,1,A,1,2,2,3
21,3,11,1,1,15,A,0,,3,4,,
22,3,11,1,2,15,B,1,B,4,3,4,4
23,3,12,2,3,15,A,1,A,2,3,1,1
24,3,12,2,2,15,A,0,,4,4,,
";

/// One respondent.
#[derive(Clone, Debug)]
pub struct Person {
    pub stratum: u32,
    pub psu: u32,
    /// 0 or 1.
    pub sex: u16,
    /// 0, 1 or 2.
    pub age: u16,
    pub base: f64,
    pub sector_client: char,
    /// Sector as an employee.
    pub sector_employee: Option<char>,
    pub client_items: [Option<u8>; 2],
    pub employee_items: [Option<u8>; 2],
}

impl Person {
    /// Percentage of favourable answers (3 or 4) among the answered client items.
    pub fn client(&self) -> Option<f64> {
        score(&self.client_items)
    }

    /// The same of the employee items.
    pub fn employee(&self) -> Option<f64> {
        score(&self.employee_items)
    }
}

fn score(items: &[Option<u8>]) -> Option<f64> {
    let answered: Vec<f64> = items.iter().flatten().map(|code| if *code >= 3 { 100.0 } else { 0.0 }).collect();
    (!answered.is_empty()).then(|| answered.iter().sum::<f64>() / answered.len() as f64)
}

/// All 24, in file order.
pub fn persons() -> Vec<Person> {
    ROWS.lines().map(person).collect()
}

fn person(line: &str) -> Person {
    let cells: Vec<&str> = line.split(',').collect();
    let item = |i: usize| cells[i].parse().ok();
    let employed = cells[7] == "1";
    Person {
        stratum: cells[1].parse().unwrap(),
        psu: cells[2].parse().unwrap(),
        sex: cells[3].parse::<u16>().unwrap() - 1,
        age: cells[4].parse::<u16>().unwrap() - 1,
        base: cells[5].parse().unwrap(),
        sector_client: cells[6].chars().next().unwrap(),
        sector_employee: cells[8].chars().next().filter(|_| employed),
        client_items: [item(9), item(10)],
        employee_items: [item(11), item(12)],
    }
}

/// Base weights.
pub fn base() -> Vec<f64> {
    persons().iter().map(|p| p.base).collect()
}

/// Margins of sex and age.
pub fn margins(sex: &[f64], age: &[f64]) -> Vec<Margin> {
    let persons = persons();
    vec![
        Margin { categories: persons.iter().map(|p| Some(p.sex)).collect(), totals: sex.to_vec() },
        Margin { categories: persons.iter().map(|p| Some(p.age)).collect(), totals: age.to_vec() },
    ]
}

/// Columns of the margins that most tests use.
pub fn dummies() -> Dummies {
    Dummies::new(&margins(&[176.0, 204.0], &[110.0, 130.0, 140.0])).unwrap()
}

/// Calibrated to those margins.
pub fn calibrated(distance: Distance) -> Calibration {
    calibrate(&base(), &dummies(), distance, 50).unwrap()
}

/// Rows (person, score, 1) of the persons of a domain who have a score.
pub fn rows(score: impl Fn(&Person) -> Option<f64>) -> Vec<(u32, f64, f64)> {
    persons().iter().zip(0..).filter_map(|(p, k)| Some((k, score(p)?, 1.0))).collect()
}

/// Clients of a sector.
pub fn clients(sector: char) -> Vec<(u32, f64, f64)> {
    rows(|p| p.client().filter(|_| p.sector_client == sector))
}

/// Employees of a sector.
pub fn employees(sector: char) -> Vec<(u32, f64, f64)> {
    rows(|p| p.employee().filter(|_| p.sector_employee == Some(sector)))
}

/// Fails unless both numbers agree to this relative difference.
#[track_caller]
pub fn close(found: f64, expected: f64, relative: f64) {
    let difference = (found - expected).abs();
    assert!(difference <= relative * expected.abs(), "found {found:.16}, expected {expected:.16}");
}
