//! The page: who the member is, what they chose, their data, and the way out.

use super::about::about;
use super::amounts::AmountsChoice;
use super::currency::CurrencyChoice;
use super::data::data;
use super::language::LanguageChoice;
use super::sign_out::sign_out;
use super::theme::theme;
use super::who::who;
use crate::i18n::pages as t;
use crate::state::route::Route;
use crate::ui::{Icon, IconName, PageHeader};
use leptos::prelude::*;

/// The settings.
pub fn page() -> AnyView {
    view! {
        <div class="settings">
            <PageHeader title=t::settings_title().to_string()/>
            {who()}
            <div class="settings-columns">
                <div>
                    <LanguageChoice/>
                    {theme()}
                    <AmountsChoice/>
                    <CurrencyChoice/>
                </div>
                <div>
                    <section>
                        <h2>{t::settings_data()}</h2>
                        <a class="row-link" href=Route::Devices.path()><Icon name=IconName::Device/>{t::settings_devices()}</a>
                        <a class="row-link" href=Route::Passkeys.path()><Icon name=IconName::Key/>{t::passkeys_title()}</a>
                        {data()}
                    </section>
                    {sign_out()}
                    {about()}
                </div>
            </div>
        </div>
    }
    .into_any()
}
