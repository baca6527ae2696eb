//! Results, read from what the test programs print.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    /// What the programs said of the failed ones, for the end of the report.
    pub failures: Vec<String>,
}

/// The most lines that one part says of its failures once more.
const FAILURE_LINES_MOST: usize = 120;

impl Count {
    /// A program that failed without naming a test (it did not compile, say) counts as one failure.
    pub fn checked(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// `test result: ok. 12 passed; 0 failed; …`, once per test program.
pub fn rust(lines: &[String]) -> Count {
    let mut count = Count::default();
    for line in lines.iter().filter(|line| line.starts_with("test result:")) {
        count.passed += number_before(line, " passed");
        count.failed += number_before(line, " failed");
    }
    count.failures = between(lines, |line| line == "failures:", |line| line.starts_with("test result:"));
    count
}

/// `  12 passed (3.4s)`, `  1 failed`, `  2 flaky`: a test that passes only now and then is a failure.
pub fn playwright(lines: &[String]) -> Count {
    let mut count = Count::default();
    for line in lines.iter().map(|line| line.trim()) {
        let Some((number, rest)) = line.split_once(' ') else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        match rest.split_whitespace().next() {
            Some("passed") => count.passed += number,
            Some("failed" | "flaky" | "interrupted") => count.failed += number,
            // "did not run", "skipped": nothing may be left out silently.
            Some("did" | "skipped") => count.failed += number,
            _ => {}
        }
    }
    count.failures = between(lines, |line| line.starts_with("  1) "), |line| line.contains(" passed ("));
    count
}

/// `ok    GET /wallet …` and `FAIL  GET /wallet …`, one line for each operation of the API.
pub fn operations(lines: &[String]) -> Count {
    let starting = |word: &str| lines.iter().filter(|line| line.starts_with(word)).count();
    let mut failures = between(lines, |line| line.contains("= FAILURES ="), |line| line.contains("= SUMMARY ="));
    failures.extend(lines.iter().filter(|line| line.starts_with("FAIL  ")).cloned());
    Count { passed: starting("ok    "), failed: starting("FAIL  "), failures }
}

/// The lines from each that begins a stretch to the one that ends it.
fn between(lines: &[String], begins: fn(&str) -> bool, ends: fn(&str) -> bool) -> Vec<String> {
    let mut inside = false;
    let kept = lines.iter().filter(|line| {
        inside = (inside || begins(line)) && !ends(line);
        inside
    });
    kept.take(FAILURE_LINES_MOST).cloned().collect()
}

fn number_before(line: &str, word: &str) -> usize {
    let Some((before, _)) = line.split_once(word) else { return 0 };
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn sums_over_rust_test_programs() {
        let output = lines(
            "test result: ok. 12 passed; 0 failed; 0 ignored\nx\ntest result: FAILED. 3 passed; 2 failed; 0 ignored",
        );
        assert_eq!(rust(&output), Count { passed: 15, failed: 2, failures: Vec::new() });
    }

    #[test]
    fn keeps_what_rust_tests_say_of_their_failures() {
        let output = lines(
            "test a ... FAILED\n\nfailures:\n\n---- a stdout ----\nwhy\n\ntest result: FAILED. 3 passed; 1 failed\nx",
        );
        assert_eq!(rust(&output).failures, ["failures:", "", "---- a stdout ----", "why", ""]);
    }

    #[test]
    fn reads_the_end_of_a_playwright_run() {
        let output = lines(
            "Running 9 tests\n  1) [phone] a\n    why\n  2 failed\n    [phone] a.spec.ts\n  1 flaky\n  1 did not run\n  5 passed (3.4s)",
        );
        let count = playwright(&output);
        assert_eq!((count.passed, count.failed), (5, 4));
        assert_eq!(count.failures[..2], ["  1) [phone] a", "    why"]);
        assert!(!count.failures.iter().any(|line| line.contains("passed")));
    }

    #[test]
    fn counts_operations() {
        let output = lines("PASSED\nok    GET     /wallet  3 of 4\nFAIL  PATCH   /me  0 of 4\n  ok    x");
        let failures = vec!["FAIL  PATCH   /me  0 of 4".to_owned()];
        assert_eq!(operations(&output), Count { passed: 1, failed: 1, failures });
    }

    #[test]
    fn a_silent_failure_counts() {
        assert_eq!(Count::default().checked(false).failed, 1);
    }
}
