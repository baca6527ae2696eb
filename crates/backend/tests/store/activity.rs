//! Activity: pages, filters, and what entries add up to.

use crate::support::{check_on_both, refused};
use crate::wallet::demo;
use gom_backend::store::{ActivityFilter, Refused};

#[test]
fn activity_comes_in_pages_that_neither_repeat_nor_miss() {
    check_on_both(|world| async move {
        let (member, everything) = (demo(&world).await, ActivityFilter::default());
        let all = world.store.activity(&member, &everything, None, 100).await.unwrap();
        assert!(all.next.is_none() && all.items.len() == 15, "{}", all.items.len());
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
        assert_eq!(own.items.len(), 2);
        for bad in ["", "x", "-1", "99999999999999999999"] {
            let result = world.store.activity(&member, &everything, Some(bad), 4).await;
            assert!(matches!(refused(result), Refused::Invalid(_)), "{bad}");
        }
    });
}
