//! The registry of editions as it is written.

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::config::shape::{Id, Label, List, Name, Part, Phrase, wire};
use crate::survey::codebook::Text;
use crate::survey::ids::Standing;

wire! {
    /// The editions: when each was in the field, whom and what it asked, and what may be compared.
    struct Registry {
        /// Title and publisher.
        barometer: Part<Barometer>,
        /// Item lists that editions share, by id.
        instruments: IndexMap<Id, Instrument>,
        /// Items added in some editions, by id (optional).
        modules: Option<IndexMap<Id, Module>>,
        /// Editions by label, in quotes.
        editions: IndexMap<Label, Edition>,
        /// Where series stop being comparable (optional).
        breaks: Option<List<Break>>,
        /// Corrections of published editions (optional).
        corrections: Option<List<Correction>>,
    }

    /// The barometer itself.
    struct Barometer {
        /// Its title.
        title: Text,
        /// Who publishes it.
        publisher: Phrase,
        /// A sentence that stands wherever the data are named (optional).
        caution: Option<Text>,
        /// Where the barometer is published, a web address (optional).
        address: Option<Phrase>,
    }

    /// An item list in force in one or more editions.
    struct Instrument {
        /// Items put to clients.
        client: List<Name>,
        /// Items put to employees.
        employee: List<Name>,
        /// Dimensions computed.
        dimensions: List<Name>,
    }

    /// Items added in some editions.
    struct Module {
        /// Its name.
        name: Text,
        /// Items put to clients.
        client: List<Name>,
        /// Items put to employees.
        employee: List<Name>,
    }

    /// One edition.
    struct Edition {
        /// First day of the field, `2014-10-17` say.
        field_start: NaiveDate,
        /// Last day of the field.
        field_end: NaiveDate,
        /// Number of interviews: a file with another number of rows is refused.
        #[schemars(range(min = 1))]
        n_respondents: usize,
        /// Who was in the field (optional).
        institute: Option<Phrase>,
        /// How people were asked (optional).
        mode: Option<Text>,
        /// Id of the item list that was asked.
        instrument: Name,
        /// Ids of the modules that were asked (optional).
        modules: Option<List<Name>>,
        /// Ids of the sectors of the frame.
        sectors: List<Name>,
        /// A word for who the employees are: editions with different words are not compared on employee figures.
        employee_base: Name,
        /// Name of the panel: editions that name the same one share members, matched by id (optional).
        panel: Option<Name>,
        /// Facts that are assumed rather than known, as printed (optional).
        assumed: Option<List<Text>>,
        /// How the edition was made and published (optional).
        technical: Option<Technical>,
    }

    /// How an edition was made and published.
    struct Technical {
        /// Number of the edition in the series (optional).
        number: Option<usize>,
        /// Day of publication (optional).
        published: Option<NaiveDate>,
        /// Version of the publication (optional).
        version: Option<Phrase>,
        /// Whether its figures may still change (optional).
        standing: Option<Standing>,
        /// Who ordered the survey (optional).
        sponsor: Option<Text>,
        /// With whom (optional).
        partners: Option<Text>,
        /// Who paid for it (optional).
        funder: Option<Text>,
        /// Whom the survey is about (optional).
        population: Option<Text>,
        /// Who counts as a client (optional).
        clients: Option<Text>,
        /// Who counts as an employee (optional).
        employees: Option<Text>,
        /// What the sample was drawn from (optional).
        frame: Option<Text>,
        /// How people were recruited (optional).
        recruitment: Option<Text>,
        /// What they received for it (optional).
        incentive: Option<Text>,
        /// Median length of an interview, in minutes (optional).
        median_minutes: Option<f64>,
        /// How the respondents were selected, a few words without a full stop (optional).
        selection: Option<Text>,
        /// Quotas (optional).
        quotas: Option<Text>,
        /// Response rate, in percent (optional).
        response_rate_percent: Option<f64>,
        /// What was removed or corrected, and why (optional).
        cleaning: Option<Text>,
        /// What the survey cannot say (optional).
        limits: Option<Text>,
        /// Standard that was followed (optional).
        standard: Option<Text>,
        /// Whom to ask (optional).
        contact: Option<Text>,
        /// Where the questionnaire and the data can be consulted (optional).
        consultation: Option<Text>,
    }

    /// A correction of a published edition.
    struct Correction {
        /// The edition that is corrected.
        edition: Name,
        /// Day of the correction.
        date: NaiveDate,
        /// Version that carries it (optional).
        version: Option<Phrase>,
        /// Ids of the sectors it concerns (optional, all).
        sectors: Option<List<Name>>,
        /// Ids of the dimensions it concerns (optional, all).
        dimensions: Option<List<Name>>,
        /// What was corrected, as printed.
        text: Text,
    }

    /// A break: no change is computed across it.
    struct Break {
        /// First edition after the break.
        before: Name,
        /// Ids of the items it concerns (optional, all).
        items: Option<List<Name>>,
        /// Ids of the sectors it concerns (optional, all).
        sectors: Option<List<Name>>,
        /// Why, as printed.
        reason: Text,
    }
}
