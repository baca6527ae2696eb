// Stands inside index.html, before everything else: it starts the downloads of the first screen at once and hands
// the promises over to the app in `early`. The build fills in the hashed names.
const root = document.documentElement;
const stored = key => { try { return localStorage.getItem(key) } catch { return null } };
const { languages, api } = JSON.parse(document.querySelector('meta[name=gom-config]').content);
const files = LANGUAGE_FILES;
const path = location.pathname;
// A partner's page may ask for its own language; what the member chose is not there in somebody else's page.
const asked = path.startsWith('/embed/') && new URLSearchParams(location.search).get('lang');
const wanted = [asked, stored('gom.lang'), ...(navigator.languages ?? []).map(tag => tag.split('-')[0])];
const lang = wanted.find(name => languages.includes(name)) ?? languages[0];
const theme = stored('gom.theme');
root.lang = root.dataset.lang = lang;
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

const pinned = ([url, integrity]) => fetch(url, { integrity });
const [texts, pageTexts] = files[lang];
globalThis.early = { wasm: pinned(MAIN_FILE), i18n: pinned(texts) };
const ask = what => early[what] = fetch(api + what, { credentials: api ? 'include' : 'same-origin' });
// A frame in a partner's page has no session. Where a sign-out has not reached the server yet, that comes first. A device that was
// never signed in has no wallet to ask for.
if (!path.startsWith('/embed/') && !stored('gom.signed-out')) {
  ask('/api/v1/session');
  if (path === '/' && stored('gom.member')) ask('/api/v1/wallet');
}
// Whoever takes a promise sees its failure; one that nobody takes must not count as an unhandled error.
for (const name in early) early[name].catch(() => {});
early.lang = lang;
// The first number of a page takes tens of milliseconds, because the browser reads its tables of languages for it: better in a task of
// its own, most often while the files are on their way, than when the app shows its first amounts.
requestAnimationFrame(() => setTimeout(() => new Intl.NumberFormat(lang)));
early.pages = PAGES_STYLE;
// Every page but the first screen needs these two, and would ask for them only when the app runs.
let soon;
if (path !== '/') {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'style', href: early.pages }));
  soon = pinned(pageTexts);
  soon.catch(() => {});
}
early.texts = () => {
  const asked = soon ?? pinned(pageTexts);
  soon = undefined;
  return asked;
};

// Says in words that the app cannot start; `boot.js` calls it too. A script that cannot be loaded, or whose bytes
// are not the expected ones, raises an error event on its own element.
early.fail = () => { root.dataset.failed = '' };
addEventListener('error', event => { if (event.target?.tagName === 'SCRIPT') early.fail() }, true);
