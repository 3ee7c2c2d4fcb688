//! What the figures over the editions show: satisfaction, the dimensions, and the means over the dimensions.

use std::collections::BTreeSet;

use super::context::{BreakWords, ChangeFacts, Context, Course, LastChange, LevelWords, RecomputedWords};
use super::points::Point;
use super::spans::starts_above_zero;
use super::theme::Group;
use super::trend::{Layout, Level, Link, Panel, Series, Stop, Ticks, Trend};
use super::wording::Wording;
use super::{Figure, Parts, Studio};
use crate::error::Result;
use crate::publish::cells::SUPPRESSED;
use crate::publish::number::NOT_AVAILABLE;
use crate::publish::shared::EditionWords;
use crate::publish::view::{DECIMALS, View};
use crate::stages::composite::{common_core, same_stretch};
use crate::survey::ids::*;
use crate::survey::results::TrendRow;

/// F09: real and estimated satisfaction of all sectors, edition after edition.
pub fn satisfaction_trend(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let Some(declared) = studio.view.plan.codebook.contrasts.overestimation.first() else { return Ok(None) };
    let subjects = [
        (Group::Client, Subject::item(declared.real.as_str()), declared.real_measure),
        (Group::Employee, Subject::item(declared.estimate.as_str()), declared.estimate_measure),
    ];
    let questions = studio.questions([declared.real.as_str(), declared.estimate.as_str()]);
    let panel = |studio: &Studio<'_>, stops: &[EditionId]| {
        let (mut series, mut points) = (Vec::new(), Vec::new());
        for (group, subject, measure) in &subjects {
            let (one, more) = line(studio, stops, *group, subject, *measure);
            series.push(one);
            points.extend(more);
        }
        (vec![Panel { name: String::new(), series, differences: false }], points)
    };
    trend(studio, "F09", questions, &panel)
}

/// F09.dimensions: clients and employees of all sectors, dimension by dimension.
pub fn dimension_trends(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let panel = |studio: &Studio<'_>, stops: &[EditionId]| {
        let (mut panels, mut points) = (Vec::new(), Vec::new());
        for dimension in &studio.matrix.dimensions {
            let subject = Subject::dimension(&dimension.id);
            let mut series = Vec::new();
            for group in [Group::Client, Group::Employee] {
                let (one, more) = line(studio, stops, group, &subject, Measure::Top2);
                series.push(one);
                points.extend(more);
            }
            panels.push(Panel { name: studio.set(&dimension.name), series, differences: false });
        }
        (panels, points)
    };
    trend(studio, "F09.dimensions", studio.dimension_questions(), &panel)
}

/// F09.composites: the mean gap and the floor of all respondents over the dimensions that comparable editions share.
pub fn composite_trends(studio: &Studio<'_>) -> Result<Option<Figure>> {
    let panel = |studio: &Studio<'_>, stops: &[EditionId]| course(studio, stops);
    let followed = studio.view.editions().filter(|(id, _)| studio.view.common_core(id).is_some()).last();
    let questions = followed.map_or_else(Vec::new, |(id, edition)| {
        let plan = studio.view.plan;
        let core = common_core(id, &plan.registry, &plan.codebook);
        studio.questions_of(edition, core.iter().map(DimensionId::as_str))
    });
    trend(studio, "F09.composites", questions, &panel)
}

type Panels = (Vec<Panel>, Vec<Point>);

/// Draws panels over the editions that have a level, or a suppressed one, in at least one of them; nothing with fewer than
/// two levels.
fn trend(
    studio: &Studio<'_>,
    id: &str,
    questions: Vec<super::Question>,
    panels: &dyn Fn(&Studio<'_>, &[EditionId]) -> Panels,
) -> Result<Option<Figure>> {
    let editions: Vec<EditionId> = studio.view.editions().map(|(id, _)| id.clone()).collect();
    let (_, points) = panels(studio, &editions);
    let with = |is: &dyn Fn(&Point) -> bool| -> BTreeSet<EditionId> {
        points.iter().filter(|point| is(point)).map(|point| point.edition.edition.clone()).collect()
    };
    if with(&|point| point.value.is_some()).len() < 2 {
        return Ok(None);
    }
    let seen = with(&|point| point.value.is_some() || point.marks == SUPPRESSED);
    let stops: Vec<EditionId> = editions.into_iter().filter(|id| seen.contains(id)).collect();
    let (mut panels, points) = panels(studio, &stops);
    let break_words = breaks(studio, &stops, &panels);
    let series = || panels.iter().flat_map(|panel| &panel.series);
    let mut context = Context::new(studio, &[], &points);
    context.breaks = break_words.clone();
    context.recomputed = recomputed(studio.view, &stops, &panels);
    context.newest = newest(studio, &panels, &stops);
    context.changes = changes(studio);
    context.hollow = series().flat_map(|series| &series.levels).any(|level| level.hollow);
    context.hidden = hidden(&panels, &stops);
    context.ends_early = stops.last() != Some(studio.view.edition_id)
        || series().any(|series| series.levels.last().is_none_or(|last| last.stop + 1 < stops.len()));
    context.begun = begun(studio.view, &stops, &panels);
    context.cut_axis = starts_above_zero(&panels);
    let followed = points.iter().any(|point| point.population == "mean_client");
    let base = |mean, side| if followed { fewest(studio, &points, mean) } else { studio.persons(&points, side) };
    context.base_client = base("mean_client", "client");
    context.base_employee = base("mean_employee", "employee");
    context.course = last_course(studio, &panels, &stops);
    let wording = Wording::render(studio.templates, &format!("figure_{id}"), &context)?;
    let layout = match panels.as_mut_slice() {
        [gap, floor] if gap.differences => {
            (gap.name, floor.name) = (wording.key("mean_gap").to_owned(), wording.key("floor").to_owned());
            Layout::Pair
        }
        [_] => Layout::Lone,
        _ => Layout::Grid,
    };
    let source = Some(source(studio, &stops)?);
    let stops = stops.iter().filter_map(|id| stop(studio, id)).collect();
    let chart = Trend { stops, panels, layout };
    let parts = Parts { questions, breaks: break_words, source, ..Parts::new(id, wording, &points) };
    let (percent, signed) = (studio.percent(), studio.signed());
    let ticks = Ticks { percent: &percent, signed: &signed };
    studio.figure(parts, |canvas, words, source| chart.draw(canvas, words, source, &ticks)).map(Some)
}

/// The source line of a figure that draws these editions.
fn source(studio: &Studio<'_>, stops: &[EditionId]) -> Result<String> {
    let drawn = studio.view.editions().filter(|(id, _)| stops.contains(id));
    let drawn: Vec<_> = drawn.map(|(id, edition)| EditionWords::new(studio.view, id, edition)).collect();
    studio.shared.source_of(&drawn, studio.templates)
}

/// The fewest persons behind a point of a population.
fn fewest(studio: &Studio<'_>, points: &[Point], population: &str) -> String {
    let n = points.iter().filter(|point| point.population == population).filter_map(|point| point.n).min();
    n.map_or_else(|| NOT_AVAILABLE.to_owned(), |n| studio.view.numbers.count(n))
}

/// Labels of the editions of which something is suppressed.
fn hidden(panels: &[Panel], stops: &[EditionId]) -> Vec<String> {
    let at: BTreeSet<usize> =
        panels.iter().flat_map(|panel| &panel.series).flat_map(|series| series.hidden.iter().copied()).collect();
    at.into_iter().filter_map(|stop| Some(stops.get(stop)?.to_string())).collect()
}

fn stop(studio: &Studio<'_>, id: &EditionId) -> Option<Stop> {
    let edition = studio.view.plan.registry.editions.get(id)?;
    let half = (edition.field_end - edition.field_start) / 2;
    Some(Stop {
        date: edition.field_start + half,
        edition: id.to_string(),
        month: studio.view.numbers.short_month(edition.field_start),
    })
}

/// The levels of a group over the stops, and their points.
fn line(
    studio: &Studio<'_>,
    stops: &[EditionId],
    group: Group,
    subject: &Subject,
    measure: Measure,
) -> (Series, Vec<Point>) {
    let view = studio.view;
    let all = SectorId::all();
    let (population, statistic) = match group {
        Group::Client => (Population::Client, Statistic::Client),
        _ => (Population::Employee, Statistic::Employee),
    };
    let (mut levels, mut points, mut hidden): (Vec<Level>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    for (position, id) in stops.iter().enumerate() {
        let Some(row) = view.estimate(id.as_str(), all.as_str(), population, subject, measure) else { continue };
        points.push(view.estimate_point(row));
        if row.status == Status::Suppressed {
            hidden.push(position);
        }
        let Some(value) = row.estimate else { continue };
        let before = levels.last().and_then(|last| stops.get(last.stop));
        levels.push(Level {
            stop: position,
            value,
            interval: row.ci_low.zip(row.ci_high),
            text: view.numbers.share(value, DECIMALS),
            hollow: row.status == Status::SmallBase,
            link: before.map_or(Link::Open, |before| link(view, [before, id], subject, statistic, measure)),
        });
    }
    let name = studio.set(&view.label("population", population.as_str()));
    (Series { group, name, subject: Some(subject.clone()), levels, hidden }, points)
}

/// How the level of one edition follows on that of an earlier one: as the table of changes has it where the run has none
/// between the two, else by the breaks of the registry alone.
fn link(
    view: &View<'_>,
    [from, to]: [&EditionId; 2],
    subject: &Subject,
    statistic: Statistic,
    measure: Measure,
) -> Link {
    let between = |row: &&TrendRow| row.edition_from.edition == *from && row.edition_to.edition == *to;
    let same = |row: &&TrendRow| row.statistic == statistic && row.subject == *subject && row.measure == measure;
    let mut rows = view.results.trends.iter().filter(|row| row.sector.is_all());
    match rows.find(|row| between(row) && same(row)) {
        // Comparable under a condition: the figure is computed again, and is not the level that stands here.
        Some(row) if row.comparable && row.reason.is_some() => Link::Recomputed,
        Some(row) if row.comparable => Link::Joined,
        Some(_) => Link::Broken,
        None if view.plan.registry.break_between(from, to, &items(view, subject), None).is_some() => Link::Broken,
        None => Link::Open,
    }
}

/// The items behind a subject.
fn items(view: &View<'_>, subject: &Subject) -> Vec<ItemId> {
    match subject.subject_type {
        SubjectType::Item => vec![ItemId::from(&*subject.id)],
        SubjectType::Dimension => {
            view.plan.codebook.dimensions.get(&*subject.id).map_or(Vec::new(), |dimension| dimension.items.clone())
        }
    }
}

/// The mean gap and the floor over the stops, each in a panel, and the points.
fn course(studio: &Studio<'_>, stops: &[EditionId]) -> Panels {
    let view = studio.view;
    let (mut gaps, mut floors, mut points, mut hidden) = (Vec::<Level>::new(), Vec::new(), Vec::new(), Vec::new());
    for (position, id) in stops.iter().enumerate() {
        let Some(row) = view.common_core(id) else { continue };
        points.extend(view.core_points(row));
        let Some((gap, floor)) = row.mean_gap.zip(row.floor) else {
            if row.status == Status::Suppressed {
                hidden.push(position);
            }
            continue;
        };
        let last = gaps.last().map(|last| last.stop);
        let link = match last.and_then(|last| stops.get(last)) {
            None => Link::Open,
            Some(before) if !same_stretch(before, id, &view.plan.registry) => Link::Broken,
            Some(_) if last.is_some_and(|last| last + 1 == position) => Link::Joined,
            Some(_) => Link::Open,
        };
        let hollow = row.status == Status::SmallBase;
        let (interval, text) = (row.ci_low.zip(row.ci_high), view.numbers.signed(gap, DECIMALS));
        gaps.push(Level { stop: position, value: gap, interval, text, hollow, link });
        let text = view.numbers.share(floor, DECIMALS);
        floors.push(Level { stop: position, value: floor, interval: None, text, hollow, link });
    }
    let panel = |levels: Vec<Level>, differences: bool| {
        let (group, hidden) = (Group::Difference, hidden.clone());
        let series = vec![Series { group, name: String::new(), subject: None, levels, hidden }];
        Panel { name: String::new(), series, differences }
    };
    (vec![panel(gaps, true), panel(floors, false)], points)
}

/// The last levels of the figure that follows the means over the dimensions, and their range since the last break.
fn last_course(studio: &Studio<'_>, panels: &[Panel], stops: &[EditionId]) -> Option<Course> {
    let (view, numbers) = (studio.view, studio.view.numbers);
    let [gaps, floors] = panels else { return None };
    let [gaps, floors] = [gaps, floors].map(|panel| panel.series.first().map_or(&[][..], |series| &series.levels));
    let last = gaps.last().filter(|_| panels.first().is_some_and(|panel| panel.differences))?;
    let edition = stops.get(last.stop)?;
    let row = view.common_core(edition)?;
    let joined = gaps.iter().rev().take_while(|level| level.link == Link::Joined).count();
    let since = gaps.len() - joined.min(gaps.len() - 1) - 1;
    let ends = |levels: &[Level], write: &dyn Fn(f64) -> String| {
        let values = || levels.iter().skip(since).map(|level| level.value);
        [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)].map(write)
    };
    let first = gaps.get(since).and_then(|level| stops.get(level.stop));
    Some(Course {
        edition: edition.to_string(),
        dimensions: row.n_dimensions.unwrap_or_default(),
        mean_gap: numbers.points(last.value, DECIMALS),
        interval: last.interval.map_or_else(|| NOT_AVAILABLE.to_owned(), |(low, high)| numbers.interval(low, high, 0)),
        floor: numbers.percent(row.floor?, DECIMALS),
        noise_floor: numbers.distance(row.noise_floor?, DECIMALS),
        from: first.filter(|first| *first != edition).map(ToString::to_string),
        gaps: ends(gaps, &|gap| numbers.points(gap, DECIMALS)),
        floors: ends(floors, &|floor| numbers.percent(floor, DECIMALS)),
    })
}

/// Why a series does not go on, edition by edition: the reason of the table of changes, else of the registry.
fn breaks(studio: &Studio<'_>, stops: &[EditionId], panels: &[Panel]) -> Vec<BreakWords> {
    let view = studio.view;
    let mut words: Vec<(usize, BreakWords)> = Vec::new();
    for series in panels.iter().flat_map(|panel| &panel.series) {
        for pair in series.levels.windows(2) {
            let [before, after] = pair else { continue };
            let Some((from, to)) = stops.get(before.stop).zip(stops.get(after.stop)) else { continue };
            if after.link != Link::Broken || words.iter().any(|(stop, _)| *stop == after.stop) {
                continue;
            }
            if let Some((edition, reason)) = reason(view, [from, to], series) {
                // A line of a template may not break.
                let reason: Vec<&str> = reason.split(['\n', '\r', '\t', ' ']).filter(|word| !word.is_empty()).collect();
                let (edition, reason) = (edition.to_string(), reason.join(" "));
                let of = alone(view, panels, after.stop);
                words.push((after.stop, BreakWords { edition, reason, of }));
            }
        }
    }
    words.sort_by_key(|(stop, _)| *stop);
    words.into_iter().map(|(_, words)| words).collect()
}

/// The one population whose series break at a stop, where the series of another go on.
fn alone(view: &View<'_>, panels: &[Panel], stop: usize) -> Option<String> {
    let sides = |links: &[Link]| -> BTreeSet<Population> {
        let series = panels.iter().flat_map(|panel| &panel.series);
        let links_there = |series: &Series| series.levels.iter().any(|at| at.stop == stop && links.contains(&at.link));
        let side = |series: &Series| match series.group {
            Group::Client => Some(Population::Client),
            Group::Employee => Some(Population::Employee),
            Group::Manager | Group::Difference => None,
        };
        series.filter(|series| links_there(series)).filter_map(side).collect()
    };
    let broken = sides(&[Link::Broken]);
    let go_on = sides(&[Link::Joined, Link::Recomputed]).difference(&broken).next().is_some();
    broken.first().filter(|_| broken.len() == 1 && go_on).map(|one| view.label("population", one.as_str()))
}

/// The subjects whose level rests on other questions than the one before it, edition by edition.
fn recomputed(view: &View<'_>, stops: &[EditionId], panels: &[Panel]) -> Vec<RecomputedWords> {
    let series = || panels.iter().flat_map(|panel| &panel.series);
    subjects_at(view, stops, &|stop| {
        let here = |series: &&Series| series.levels.iter().any(|l| l.stop == stop && l.link == Link::Recomputed);
        series().filter(here).filter_map(|series| series.subject.as_ref()).collect()
    })
}

/// The subjects that no edition before one has a level of, nor a suppressed one, by the edition where they begin.
fn begun(view: &View<'_>, stops: &[EditionId], panels: &[Panel]) -> Vec<RecomputedWords> {
    subjects_at(view, stops, &|stop| {
        let first = |panel: &&Panel| {
            let levels = panel.series.iter().flat_map(|series| series.levels.iter().map(|level| level.stop));
            levels.chain(panel.series.iter().flat_map(|series| series.hidden.iter().copied())).min() == Some(stop)
        };
        let panels = panels.iter().filter(|_| stop > 0).filter(first);
        panels.filter_map(|panel| panel.series.first()?.subject.as_ref()).collect()
    })
}

/// Names of subjects by stop; a stop without any is left out.
fn subjects_at<'s>(
    view: &View<'_>,
    stops: &[EditionId],
    subjects: &dyn Fn(usize) -> Vec<&'s Subject>,
) -> Vec<RecomputedWords> {
    let names = |stop: usize| {
        let mut names: Vec<String> = subjects(stop).into_iter().map(|subject| view.subject_name(subject)).collect();
        names.dedup(); // both sides of a subject stand side by side
        names
    };
    let words = stops.iter().enumerate().map(|(at, id)| RecomputedWords { edition: id.to_string(), names: names(at) });
    words.filter(|words| !words.names.is_empty()).collect()
}

/// Why a series breaks off between two editions, and before which: that of the registry's break, which may be none of the run.
fn reason<'v>(view: &View<'v>, [from, to]: [&'v EditionId; 2], series: &Series) -> Option<(&'v EditionId, String)> {
    let statistic = if series.group == Group::Client { Statistic::Client } else { Statistic::Employee };
    let same =
        |row: &&TrendRow| series.subject.as_ref().is_some_and(|s| row.subject == *s && row.statistic == statistic);
    let between = |row: &&TrendRow| row.edition_from.edition == *from && row.edition_to.edition == *to;
    let mut rows = view.results.trends.iter().filter(|row| row.sector.is_all() && !row.comparable);
    let told = rows.find(|row| between(row) && same(row)).and_then(|row| row.reason.clone());
    let items = series.subject.as_ref().map_or(Vec::new(), |subject| items(view, subject));
    let declared = view.plan.registry.break_between(from, to, &items, None);
    let declared = declared.map(|declared| (&declared.before, view.text(&declared.reason).to_owned()));
    let other_base = || {
        let base = |id: &EditionId| view.plan.registry.editions.get(id).map(|edition| &edition.employee_base);
        (base(from) != base(to)).then(|| view.plan.trend_reasons().employee_base)
    };
    match (told, declared) {
        (Some(told), Some((before, reason))) if told == reason => Some((before, told)),
        (Some(told), _) => Some((to, told)),
        (None, declared) => declared.or_else(|| Some((to, other_base()?))),
    }
}

/// The last level of every series of the first panel.
fn newest(studio: &Studio<'_>, panels: &[Panel], stops: &[EditionId]) -> Vec<LevelWords> {
    let view = studio.view;
    let series = panels.first().map(|panel| panel.series.as_slice()).unwrap_or_default();
    series
        .iter()
        .filter_map(|series| {
            let last = series.levels.last()?;
            let statistic = if series.group == Group::Client { Statistic::Client } else { Statistic::Employee };
            let subject = series.subject.as_ref()?;
            let row = view.change(SectorId::ALL, subject, statistic).filter(|_| last.link == Link::Joined);
            let change = row.and_then(|row| {
                let text = view.numbers.points(row.change?, DECIMALS);
                let significant = view.significant(row.q);
                Some(LastChange { from: row.edition_from.edition.to_string(), text, significant })
            });
            let edition = stops.get(last.stop)?.to_string();
            Some(LevelWords { name: view.subject_name(subject), edition, value: last.text.clone(), change })
        })
        .collect()
}

/// The comparable national changes of the dimensions, clients and employees, up to the newest edition.
fn changes(studio: &Studio<'_>) -> Option<ChangeFacts> {
    let view = studio.view;
    let sides = [Statistic::Client, Statistic::Employee];
    let rows: Vec<_> = view
        .changes(SectorId::ALL)
        .filter(|row| row.subject.subject_type == SubjectType::Dimension && sides.contains(&row.statistic))
        .filter(|row| row.change.is_some())
        .collect();
    let first = rows.first()?;
    let excludes = |low: f64, high: f64| low > 0.0 || high < 0.0;
    Some(ChangeFacts {
        from: first.edition_from.edition.to_string(),
        to: first.edition_to.edition.to_string(),
        of: Some(first.statistic)
            .filter(|one| rows.iter().all(|row| row.statistic == *one))
            .map(|one| view.label("population", one.as_str())),
        count: rows.len(),
        excluding_zero: rows
            .iter()
            .filter(|row| row.ci_low.zip(row.ci_high).is_some_and(|(low, high)| excludes(low, high)))
            .count(),
        tested: rows.iter().any(|row| row.q.is_some()),
        significant: rows.iter().filter(|row| view.significant(row.q) == Some(true)).count(),
    })
}
