//! What goes wrong, by setting: each in so many of a thousand requests, in an order that a seed fixes.

/// How often each thing goes wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Answers 500 and does nothing.
    pub error: u64,
    /// Does what was asked and answers 500: the reply is lost.
    pub lose: u64,
    /// Does what was asked and never answers.
    pub hang: u64,
    /// Refuses, as a program may.
    pub refuse: u64,
    /// Tells by a callback twice.
    pub double: u64,
    /// Tells nothing by a callback.
    pub silent: u64,
    /// Tells by a callback when Gom has asked already.
    pub late: u64,
    /// Tells by a callback only after the next one.
    pub swap: u64,
    state: u64,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFaults(pub String);

impl core::fmt::Display for BadFaults {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let given = &self.0;
        write!(
            f,
            "\"{given}\": write error, lose, hang, refuse, double, silent, late, swap (each of a thousand) or seed, \
             such as error=100,seed=7"
        )
    }
}

impl std::error::Error for BadFaults {}

impl Faults {
    /// Reads `error=100,lose=50,seed=7`; nothing goes wrong where nothing is said.
    pub fn parse(text: &str) -> Result<Faults, BadFaults> {
        let mut faults = Faults { state: 1, ..Faults::default() };
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let bad = || BadFaults(part.to_owned());
            let (name, number) = part.split_once('=').ok_or_else(bad)?;
            let number: u64 = number.parse().map_err(|_| bad())?;
            let slot = match name {
                "error" => &mut faults.error,
                "lose" => &mut faults.lose,
                "hang" => &mut faults.hang,
                "refuse" => &mut faults.refuse,
                "double" => &mut faults.double,
                "silent" => &mut faults.silent,
                "late" => &mut faults.late,
                "swap" => &mut faults.swap,
                "seed" => &mut faults.state,
                _ => return Err(bad()),
            };
            if name != "seed" && number > 1_000 {
                return Err(bad());
            }
            *slot = number;
        }
        faults.state = faults.state.max(1);
        Ok(faults)
    }

    /// Whether something that happens in so many of a thousand cases happens now.
    pub fn happens(&mut self, of_thousand: u64) -> bool {
        self.number(1_000) < of_thousand
    }

    /// The next number below `end` (xorshift).
    pub fn number(&mut self, end: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_seeds_repeat() {
        let mut faults = Faults::parse("error=100,double=1000,seed=7").unwrap();
        assert!(!faults.happens(0) && faults.happens(1_000));
        let hits = (0..10_000).filter(|_| faults.clone().happens(0) || faults.happens(100)).count();
        assert!((800..1_200).contains(&hits), "{hits} of 10,000");
        let numbers = |text| (0..9).map(|_| Faults::parse(text).unwrap().number(99)).collect::<Vec<_>>();
        assert_eq!(numbers("seed=3"), numbers("seed=3"));
        for bad in ["error", "error=x", "errors=1", "error=1001", "error=-1"] {
            assert_eq!(Faults::parse(bad), Err(BadFaults(bad.to_owned())));
        }
    }
}
