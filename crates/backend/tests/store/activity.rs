//! Activity: pages, filters, and what entries add up to.

use crate::support::{check_on_both, refused};
use crate::wallet::demo;
use gom_backend::store::{ActivityFilter, Refused};

#[test]
fn activity_comes_in_pages_that_neither_repeat_nor_miss() {
    check_on_both(|world| async move {
        let (member, everything) = (demo(&world).await, ActivityFilter::default());
        let all = world.store.activity(&member, &everything, None, 100).await.unwrap();
        assert!(all.next.is_none() && all.items.len() == 37, "{}", all.items.len());
        assert!(all.items.windows(2).all(|pair| pair[0].seq > pair[1].seq && pair[0].at >= pair[1].at));
        let (mut paged, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let page = world.store.activity(&member, &everything, cursor.as_deref(), 4).await.unwrap();
            paged.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, all.items);
        let lynkid = all.items.iter().find(|item| item.program.0 == "lynkid").unwrap().membership.clone();
        let own = world.store.activity(&member, &ActivityFilter::of(&lynkid), None, 10).await.unwrap();
        assert_eq!(own.items.len(), 10);
        for bad in ["", "x", "-1", "99999999999999999999"] {
            let result = world.store.activity(&member, &everything, Some(bad), 4).await;
            assert!(matches!(refused(result), Refused::Invalid(_)), "{bad}");
        }
    });
}

#[test]
fn what_the_demo_member_bought_is_in_the_catalog_at_that_price() {
    check_on_both(|world| async move {
        let member = demo(&world).await;
        let all = world.store.activity(&member, &ActivityFilter::default(), None, 100).await.unwrap();
        let bought: Vec<_> = all.items.iter().filter(|entry| entry.kind == contract::ActivityKind::Redeem).collect();
        assert!(bought.len() > 10);
        for entry in bought {
            let reward = world.store.reward(entry.reward.unwrap(), contract::Language::Vi).unwrap().reward;
            let price = reward.prices.iter().find(|price| price.program == entry.program).map(|price| price.points);
            assert_eq!((reward.name.replace('\u{a0}', " "), price), (entry.text.clone(), Some(entry.amount)));
        }
    });
}
