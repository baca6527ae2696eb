//! The parts of a test run: their results, their times, and the last line that a machine reads.

use super::count::Count;
use crate::failure::{Failure, Outcome};
use std::time::{Duration, Instant};

pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    time: Duration,
    result: Result<Count, String>,
}

impl Row {
    /// What came of the part: printed when it is over, and again at the end.
    fn line(&self) -> String {
        let name = self.name;
        match &self.result {
            Ok(Count { passed, failed, .. }) => {
                format!("{name:<28} {passed:>6} passed {failed:>4} failed {:>6} s", self.time.as_secs())
            }
            Err(reason) => format!("{name:<28} NOT RUN: {reason}"),
        }
    }
}

impl Report {
    pub fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Runs a part. Its failure is counted, and the next part runs all the same.
    pub fn part(&mut self, name: &'static str, check: impl FnOnce() -> Outcome<Count>) {
        println!("\n== {name}");
        let started = Instant::now();
        let result = match check() {
            Ok(count) => Ok(count),
            Err(failure) if failure.is_not_run() => Err(failure.to_string()),
            Err(failure) => {
                println!("error: {failure}");
                Ok(Count { passed: 0, failed: 1, failures: vec![failure.to_string()] })
            }
        };
        let row = Row { name, time: started.elapsed(), result };
        println!("{}", row.line());
        self.rows.push(row);
    }

    pub fn not_run(&mut self, name: &'static str, reason: &str) {
        self.rows.push(Row { name, time: Duration::ZERO, result: Err(reason.to_owned()) });
    }

    /// Prints what failed once more, where a shortened log still has it, and the table. The last line is exactly
    /// `N passed, N failed`.
    pub fn finish(self) -> Outcome {
        let strict = std::env::var("CI").is_ok_and(|ci| ci == "true");
        let mut total = Count::default();
        for row in &self.rows {
            let failures = row.result.as_ref().map(|count| count.failures.as_slice()).unwrap_or_default();
            if !failures.is_empty() {
                println!("\n== failed: {}\n{}", row.name, failures.join("\n"));
            }
        }
        println!();
        for row in &self.rows {
            println!("{}", row.line());
            match &row.result {
                Ok(count) => total.add(count),
                // Where everything can be installed, a part that does not run is a broken check.
                Err(_) => total.failed += usize::from(strict),
            }
        }
        println!("{} passed, {} failed", total.passed, total.failed);
        if total.failed == 0 { Ok(()) } else { Err(Failure::silent()) }
    }
}
