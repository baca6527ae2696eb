//! What is refused at import and at opening: gaining cycles, bad lines, damaged files.

use crate::support::{SMALL, check_on_both, start};
use contract::limits::{PAIRS_MOST, PROGRAMS_MOST};
use gom_backend::clock::TestClock;
use gom_backend::seed::{self, Seed, SeedError};
use gom_backend::store::{OpenError, Store};
use std::sync::Arc;

/// The small seed with one more line of pairs.
fn with_pair(line: &str) -> String {
    format!("{}{line}\n", SMALL.pairs)
}

#[test]
fn a_gaining_cycle_is_refused_named_and_changes_nothing() {
    check_on_both(|world| async move {
        seed::import(&world.store, &SMALL).await.unwrap();
        let before = world.store.pairs().await.unwrap();
        // The way out of `never` gains by a bonus; by a later row; through three programs.
        for line in [
            "never,year,,1,1,1,,1,,,,,1,100,2030-01-01,30,,,published,,",
            "never,year,2029-01-01,10,11,10,,10,,,,,,,,30,,,published,,",
            "never,idle,,1,2,1,,1,,,,,,,,30,,,published,,\nidle,never,,10,6,10,,10,,,,,,,,30,,,published,,",
            "year,fixed,,1,3,1,,1,,,,,,,,30,,,published,,",
        ] {
            let pairs = with_pair(line);
            let error = seed::import(&world.store, &Seed { pairs: &pairs, ..SMALL }).await.unwrap_err();
            assert!(matches!(&error, SeedError::Gains(cycle) if cycle.programs.len() >= 3), "{line}: {error}");
            assert!(error.to_string().contains(" -> "), "{error}");
            assert_eq!(world.store.pairs().await.unwrap(), before);
        }
        // A seed of another name is looked at together with the pairs that are there.
        let header = SMALL.pairs.lines().next().unwrap();
        let pairs = format!("{header}\nyear,fixed,,1,3,1,,1,,,,,,,,30,,,published,,\n");
        let other = Seed { name: "other", pairs: &pairs, ..SMALL };
        assert!(matches!(seed::import(&world.store, &other).await, Err(SeedError::Gains(_))));
        assert_eq!(world.store.pairs().await.unwrap(), before);
    });
}

#[test]
fn halves_of_a_gain_imported_at_once_do_not_both_come_in() {
    check_on_both(|world| async move {
        seed::import(&world.store, &SMALL).await.unwrap();
        let header = SMALL.pairs.lines().next().unwrap();
        let halves = ["idle,year,,1,1,1,,1", "year,idle,,10,11,10,,10"]
            .map(|pair| format!("{header}\n{pair},,,,,,,,30,,,published,,\n"));
        let stores = [world.store.clone(), world.second().await];
        let imports = stores.into_iter().zip(["one", "two"]).zip(halves).map(|((store, name), pairs)| {
            tokio::spawn(async move { seed::import(&store, &Seed { name, pairs: &pairs, ..SMALL }).await })
        });
        let mut refused = 0;
        for import in imports.collect::<Vec<_>>() {
            match import.await.unwrap() {
                Ok(()) => {}
                Err(SeedError::Gains(cycle)) => refused += cycle.programs.len(),
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(refused, 3);
        assert_eq!(world.store.pairs().await.unwrap().items.len(), 6);
    });
}

#[test]
fn what_several_imports_bring_has_one_limit() {
    check_on_both(|world| async move {
        seed::import(&world.store, &SMALL).await.unwrap();
        let mut pairs = SMALL.pairs.lines().next().unwrap().to_owned();
        for number in 0..PAIRS_MOST - 4 {
            let day = points::Date::parse("2030-01-01").unwrap().plus_days(number.try_into().unwrap());
            pairs += &format!("\nidle,never,{day},1,1,1,,1,,,,,,,,30,,,published,,");
        }
        let error = seed::import(&world.store, &Seed { name: "many", pairs: &pairs, ..SMALL }).await.unwrap_err();
        assert!(matches!(error, SeedError::TooMany { what: "pairs", most: PAIRS_MOST }), "{error}");
        let (most, _) = pairs.rsplit_once('\n').unwrap();
        seed::import(&world.store, &Seed { name: "many", pairs: most, ..SMALL }).await.unwrap();
        let mut programs = SMALL.programs.lines().next().unwrap().to_owned();
        for number in 0..PROGRAMS_MOST - 3 {
            programs += &format!("\np{number},P,bank,points,VN,Asia/Ho_Chi_Minh,in_house,1,sample,never,,,,,#000000,P");
        }
        let nothing = Seed { name: "more", pairs: "", ..SMALL };
        let error = seed::import(&world.store, &Seed { programs: &programs, ..nothing }).await.unwrap_err();
        assert!(matches!(error, SeedError::TooMany { what: "programs", .. }), "{error}");
    });
}

#[test]
fn a_bad_line_is_named() {
    check_on_both(|world| async move {
        for (line, word) in [
            ("fixed,never,,0,1,1,,1,,,,,,,,30,,,published,,", "give"),
            ("fixed,never,,1,1,1,,0,,,,,,,,30,,,published,,", "step"),
            ("fixed,never,,1,1,3,,2,,,,,,,,30,,,published,,", "min"),
            ("fixed,never,,10,1,9,,1,,,,,,,,30,,,published,,", "at least one point"),
            ("fixed,never,,1,1,1,,1,5,vnd,1,,,,,30,,,published,,", "fee_currency"),
            ("fixed,never,,1,1,1,,1,,,,,,,,30,9999,,published,,", "usual_hours"),
            ("fixed,never,,1,9007199254740992,1,,1,,,,,,,,30,,,published,,", "get"),
            ("fixed,never,,1,1,x,,1,,,,,,,,30,,,published,,", "min"),
            ("fixed,nowhere,,1,1,1,,1,,,,,,,,30,,,published,,", "nowhere"),
            ("fixed,fixed,,1,1,1,,1,,,,,,,,30,,,published,,", "another"),
            ("fixed,never,2026-02-30,1,1,1,,1,,,,,,,,30,,,published,,", "valid_from"),
            ("fixed,never,1", "fields"),
        ] {
            let pairs = with_pair(line);
            let error = seed::import(&world.store, &Seed { pairs: &pairs, ..SMALL }).await.unwrap_err();
            let text = error.to_string();
            assert!(text.contains("pairs, line 7") && text.contains(word), "{line}: {text}");
        }
        assert!(world.store.pairs().await.unwrap().items.is_empty());
    });
}

#[tokio::test]
async fn a_damaged_file_is_refused_named_and_left_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(TestClock::at(start()));
    let path = folder.path().join("gom.db");
    let url = format!("sqlite:{}", path.display());
    let store = Store::open(&url, clock.clone()).await.unwrap();
    seed::import(&store, &seed::EVERYDAY).await.unwrap();
    store.close().await;
    let sound = std::fs::read(&path).unwrap();
    let mut torn = sound.clone();
    torn[8_192..40_960].fill(0x5a);
    for damaged in [b"this is not a database".to_vec(), torn, sound[..sound.len() / 2].to_vec()] {
        std::fs::write(&path, &damaged).unwrap();
        let Err(error) = Store::open(&url, clock.clone()).await else { panic!("a damaged file was opened") };
        assert!(matches!(error, OpenError::Corrupt { .. }), "{error}");
        let text = error.to_string();
        assert!(text.contains(&path.display().to_string()) && text.contains("untouched"), "{text}");
        assert_eq!(std::fs::read(&path).unwrap(), damaged);
    }
    std::fs::write(&path, sound).unwrap();
    assert!(Store::open(&url, clock.clone()).await.is_ok());
    let nowhere = format!("sqlite:{}", folder.path().join("no/such/folder/gom.db").display());
    for bad in ["mysql://root@localhost/x", nowhere.as_str()] {
        let Err(error) = Store::open(bad, clock.clone()).await else { panic!("{bad} was opened") };
        assert!(matches!(error, OpenError::Url(_) | OpenError::Failed { .. }), "{error}");
    }
}
