// Stands inside index.html, before everything else: it starts the downloads of the first screen at once and hands
// the promises over to the app in `early`. The build fills in the hashed names.
const root = document.documentElement;
const stored = key => { try { return localStorage.getItem(key) } catch { return null } };
const files = LANGUAGE_FILES;
const wanted = [stored('gom.lang'), ...(navigator.languages ?? []).map(tag => tag.split('-')[0])];
const lang = wanted.find(name => Object.hasOwn(files, name)) ?? 'vi';
const theme = stored('gom.theme');
root.lang = root.dataset.lang = lang;
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

const pinned = ([url, integrity]) => fetch(url, { integrity });
globalThis.early = {
  wasm: pinned(MAIN_FILE),
  i18n: pinned(files[lang]),
  '/api/v1/session': fetch('/api/v1/session'),
};
if (location.pathname === '/') early['/api/v1/wallet'] = fetch('/api/v1/wallet');
// Whoever takes a promise sees its failure; one that nobody takes must not count as an unhandled error.
for (const name in early) early[name].catch(() => {});
early.lang = lang;

// Says in words that the app cannot start; `boot.js` calls it too. A script that cannot be loaded, or whose bytes
// are not the expected ones, raises an error event on its own element.
early.fail = () => { root.dataset.failed = '' };
addEventListener('error', event => { if (event.target?.tagName === 'SCRIPT') early.fail() }, true);
