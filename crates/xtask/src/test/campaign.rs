//! The same tests with the counts that take hours, optimised because of that. Each campaign is a part of its own and prints what it
//! counted.

use super::{Count, Report, api, count, counted, playwright};
use crate::{
    failure::{Failure, Outcome},
    postgres,
    process::cargo,
    web,
};

/// A campaign of Rust tests: its name, the package and the program that hold them, and what their names begin with.
const CAMPAIGNS: [(&str, &str, &str, &str); 14] = [
    ("R1", "gom-backend", "store", "model::"),
    ("R2", "gom-backend", "http", "bank::"),
    ("R3", "gom-backend", "http", "kill::"),
    ("R4", "gom-backend", "http", "lost_reply::"),
    ("R5", "gom-backend", "http", "same_id::a_hundred_equal"),
    ("R6", "gom-backend", "http", "same_id::the_same_id"),
    ("R7", "gom-backend", "http", "same_id::the_first_answer"),
    ("R10", "gom-backend", "http", "quote_edge::"),
    ("R12", "gom-backend", "store", "partners::"),
    ("R13", "gom-backend", "store", "storm::"),
    ("R14", "points", "rates", ""),
    ("R17", "gom-backend", "store", "audit::"),
    ("S14", "gom-backend", "store", "codes::"),
    ("S15", "gom-backend", "http", "strangers::"),
];

/// A campaign of specs: its name, which is their tag, and how often each is run at both widths.
const IN_CHROMIUM: [(&str, usize); 4] = [("R8", 28), ("R9", 20), ("R10", 20), ("R11", 20)];

/// Runs one campaign or all: `api`, `axe`, or one of the lists above, on one database (`sqlite` or `postgres`) or on both.
pub fn run(name: Option<&str>, database: Option<&str>) -> Outcome {
    let is_wanted = |campaign: &str| name.is_none_or(|name| name.eq_ignore_ascii_case(campaign));
    let wanted: Vec<_> = CAMPAIGNS.into_iter().filter(|(campaign, ..)| is_wanted(campaign)).collect();
    let in_chromium: Vec<_> = IN_CHROMIUM.into_iter().filter(|(campaign, _)| is_wanted(campaign)).collect();
    if wanted.is_empty() && in_chromium.is_empty() && !is_wanted("api") && !is_wanted("axe") {
        let names = CAMPAIGNS.iter().map(|(name, ..)| *name).chain(IN_CHROMIUM.iter().map(|(name, _)| *name));
        let names: Vec<&str> = names.collect();
        return Err(Failure::new(format!("there is no such campaign; there are api, axe, {}", names.join(", "))));
    }
    if !matches!(database, None | Some("sqlite" | "postgres")) {
        return Err(Failure::new("the database is sqlite or postgres"));
    }
    let mut report = Report::new();
    if is_wanted("api") {
        report.part("api by schemathesis", api::campaign);
    }
    if is_wanted("axe") {
        report.part("axe in all looks", || {
            web::build()?;
            playwright(&["--project=once", "matrix"], &[("GOM_CAMPAIGN", "1")])
        });
    }
    for (name, times) in in_chromium {
        report.part(name, || {
            web::build()?;
            let (tag, times) = (format!("--grep=@{name}\\b"), format!("--repeat-each={times}"));
            playwright(&["--project=phone", "--project=desktop", &tag, &times], &[])
        });
    }
    if !wanted.is_empty() {
        let server = if database == Some("sqlite") { None } else { Some(postgres::start()?) };
        for campaign in wanted {
            let url = server.as_ref().map(|server| server.url.as_str());
            report.part(campaign.0, || tests(campaign, database, url));
        }
    }
    report.finish()
}

fn tests(
    (_, package, program, filter): (&str, &str, &str, &str),
    database: Option<&str>,
    server: Option<&str>,
) -> Outcome<Count> {
    let mut tests = cargo(&["test", "--release", "--quiet", "--package", package, "--test", program, "--"]);
    tests.args([filter, "--nocapture", "--test-threads=1"]);
    tests.env("GOM_CAMPAIGN", "1").env("GOM_TEST_DATABASE", database.unwrap_or_default());
    tests.env("GOM_TEST_POSTGRES", server.unwrap_or_default());
    counted(&mut tests, count::rust)
}
