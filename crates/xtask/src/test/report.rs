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
                Ok(Count { passed: 0, failed: 1 })
            }
        };
        self.rows.push(Row { name, time: started.elapsed(), result });
    }

    pub fn not_run(&mut self, name: &'static str, reason: &str) {
        self.rows.push(Row { name, time: Duration::ZERO, result: Err(reason.to_owned()) });
    }

    /// Prints the table. The last line is exactly `N passed, N failed`.
    pub fn finish(self) -> Outcome {
        let strict = std::env::var("CI").is_ok_and(|ci| ci == "true");
        let mut total = Count::default();
        println!();
        for Row { name, time, result } in &self.rows {
            let seconds = time.as_secs();
            match result {
                Ok(count) => {
                    println!("{name:<28} {:>6} passed {:>4} failed {seconds:>6} s", count.passed, count.failed);
                    total.add(*count);
                }
                Err(reason) => {
                    println!("{name:<28} NOT RUN: {reason}");
                    // Where everything can be installed, a part that does not run is a broken check.
                    total.failed += usize::from(strict);
                }
            }
        }
        println!("{} passed, {} failed", total.passed, total.failed);
        if total.failed == 0 { Ok(()) } else { Err(Failure::silent()) }
    }
}
