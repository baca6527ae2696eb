// The service worker: the app of one build, whole, for the days without network. It keeps files of this origin and nothing else;
// no answer of the API ever passes through it. A new version waits until a tab says SKIP_WAITING.
import { clientsClaim } from 'workbox-core';
import { addRoute, cleanupOutdatedCaches, createHandlerBoundToURL, precache } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

// The build puts the list here: every file with its integrity, so that no other bytes are kept under its name.
precache(self.__WB_MANIFEST);
addRoute({ directoryIndex: '', cleanURLs: false, ignoreURLParametersMatching: [] });
cleanupOutdatedCaches();

// Every route of the app is the one page. Not so the API, frames of partners, and whatever has an extension.
const page = createHandlerBoundToURL('/index.html');
const denylist = [/^\/(api|embed)([/?]|$)/, /^\/(healthz|readyz)([/?]|$)/, /^[^?]*\.[^/?]*(\?|$)/];
registerRoute(new NavigationRoute(page, { denylist }));

clientsClaim();
addEventListener('message', ({ data }) => { if (data === 'SKIP_WAITING') skipWaiting(); });
