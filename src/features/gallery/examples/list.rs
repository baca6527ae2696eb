//! The widgets with their accessibility criteria.

use super::{
    Side, Widget, alert, bold, button, card, chip, dialog, dynamic, empty, error_panel, error_summary, field, filters,
    icon, logo, lots_bar, money, monogram, page_header, select, skeleton, timeline, toast, veiled,
};
use leptos::prelude::AnyView;

/// What stands once, at the top of the page.
pub const TOP: fn(Side) -> AnyView = page_header::example;

/// All of them, by name.
pub const WIDGETS: &[Widget] = &[
    Widget {
        name: "Alert",
        criteria: &[
            "The sentence says what runs out and when; amber only repeats it.",
            "The way on is a link of at least 36 px whose words make sense beside the sentence.",
            "It is not a live region: it stands there when the page is drawn.",
        ],
        code: include_str!("alert.rs"),
        view: Some(alert::example),
    },
    Widget {
        name: "bold",
        criteria: &["The sentence reads the same without the emphasis."],
        code: include_str!("bold.rs"),
        view: Some(bold::example),
    },
    Widget {
        name: "Button, ButtonLink",
        criteria: &[
            "At least 44 px high; the primary one is 48 px.",
            "Busy or disabled, it keeps its place in the tab order and says so by aria-busy and aria-disabled.",
            "A press while it is busy does nothing, however it is made.",
            "In forced colours it has a border.",
        ],
        code: include_str!("button.rs"),
        view: Some(button::example),
    },
    Widget {
        name: "Card",
        criteria: &[
            "An article whose heading holds the link; the link covers the card, and a screen reader hears it once.",
        ],
        code: include_str!("card.rs"),
        view: Some(card::example),
    },
    Widget {
        name: "Chip",
        criteria: &["The dot is decoration: the words say whether something is fresh or old."],
        code: include_str!("chip.rs"),
        view: Some(chip::example),
    },
    Widget {
        name: "Dialog",
        criteria: &[
            "Modal, with its heading as its name.",
            "The focus starts on the safe button, stays inside, and returns to what opened it.",
            "Escape closes it as the safe button does.",
            "Higher than the screen, it scrolls.",
        ],
        code: include_str!("dialog.rs"),
        view: Some(dialog::example),
    },
    Widget {
        name: "dynamic",
        criteria: &["What replaces what had the focus takes care of the focus."],
        code: include_str!("dynamic.rs"),
        view: Some(dynamic::example),
    },
    Widget {
        name: "Empty",
        criteria: &[
            "One sentence says what will be here, and one link or button leads on.",
            "The picture is decoration.",
        ],
        code: include_str!("empty.rs"),
        view: Some(empty::example),
    },
    Widget {
        name: "ErrorPanel",
        criteria: &[
            "An alert: it is read out when it appears.",
            "It says what happened, what it means for the points, and offers a way out.",
        ],
        code: include_str!("error_panel.rs"),
        view: Some(error_panel::example),
    },
    Widget {
        name: "ErrorSummary",
        criteria: &[
            "It takes the focus when it appears, so that nobody misses it; a screen reader reads it once.",
            "Pressed, it leads to the field that repairs it; the field names it as its description.",
            "Red only repeats what the sentence says.",
        ],
        code: include_str!("error_summary.rs"),
        view: Some(error_summary::example),
    },
    Widget {
        name: "Field",
        criteria: &[
            "The label is always there and names the input; the hint and the error describe it.",
            "Anything can be pasted; what it becomes stands in the field.",
            "The text is 18 px: a phone does not zoom in on it.",
        ],
        code: include_str!("field.rs"),
        view: Some(field::example),
    },
    Widget {
        name: "Filters",
        criteria: &[
            "A navigation with a name; each choice is a link of at least 44 px, so the back button undoes it.",
            "What is in force is told by aria-current, and in forced colours by an outline.",
            "A choice keeps its place and its focus when it comes into force.",
            "On a phone the row scrolls sideways, the page does not.",
        ],
        code: include_str!("filters.rs"),
        view: Some(filters::example),
    },
    Widget {
        name: "Icon",
        criteria: &[
            "Always decoration, hidden from screen readers; words stand beside it.",
            "It takes the colour of its words.",
        ],
        code: include_str!("icon.rs"),
        view: Some(icon::example),
    },
    Widget {
        name: "Logo",
        criteria: &["A picture has the product's name as its text."],
        code: include_str!("logo.rs"),
        view: Some(logo::example),
    },
    Widget {
        name: "LotsBar",
        criteria: &[
            "The bar is decoration; the labels say amounts and dates in words.",
            "What ends soon differs in colour and stands first.",
            "In forced colours the segments can be told from the paper.",
        ],
        code: include_str!("lots_bar.rs"),
        view: Some(lots_bar::example),
    },
    Widget {
        name: "ApproxMoney, HeroMoney",
        criteria: &["The sign ≈ is part of the text.", "Amount and currency never stand on different lines."],
        code: include_str!("money.rs"),
        view: Some(money::example),
    },
    Widget {
        name: "Monogram",
        criteria: &[
            "Decoration: the program's name stands beside it.",
            "White letters keep 4.5:1 on every colour of a program.",
        ],
        code: include_str!("monogram.rs"),
        view: Some(monogram::example),
    },
    Widget {
        name: "PageHeader",
        criteria: &[
            "The one first-level heading of a page; it stands at the top of this one.",
            "What stands beside it moves below when there is no room.",
        ],
        code: include_str!("page_header.rs"),
        view: None,
    },
    Widget {
        name: "Select",
        criteria: &[
            "The browser's own list, at least 44 px high, with a name.",
            "It shows what is in force, also when something else changed it.",
        ],
        code: include_str!("select.rs"),
        view: Some(select::example),
    },
    Widget {
        name: "Skeleton",
        criteria: &[
            "Screen readers hear one sentence instead of the boxes.",
            "As large as what it stands for: nothing jumps.",
            "It does not move under reduced motion.",
        ],
        code: include_str!("skeleton.rs"),
        view: Some(skeleton::example),
    },
    Widget {
        name: "Timeline",
        criteria: &[
            "An ordered list.",
            "What is to come has a hollow dot, what is in the way one with corners; their words say so too.",
        ],
        code: include_str!("timeline.rs"),
        view: Some(timeline::example),
    },
    Widget {
        name: "ToastRegion",
        criteria: &[
            "Each message is announced once, by the live region of the page.",
            "Never the only place of an error that needs an answer.",
            "It takes no pointer: what lies under it can be pressed.",
        ],
        code: include_str!("toast.rs"),
        view: Some(toast::example),
    },
    Widget {
        name: "veiled",
        criteria: &[
            "A screen reader hears the word for what is hidden, never the dots.",
            "A text without hidden amounts stays as it is.",
        ],
        code: include_str!("veiled.rs"),
        view: Some(veiled::example),
    },
];
