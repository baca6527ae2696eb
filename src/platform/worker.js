// The service worker. A new version waits until the member agrees, and only the tab where they did is loaded anew.
let fresh, agreed, watching;

export const watchUpdates = tell => {
  const workers = navigator.serviceWorker;
  const address = globalThis.early?.worker;
  if (watching || !workers || !address) return;
  watching = true;

  let served = !!workers.controller;
  workers.addEventListener('controllerchange', () => {
    fresh = undefined;
    if (agreed) location.reload();
    // Another tab agreed: this one goes on with what it has and may follow when the member likes.
    else if (served) tell();
    served = true;
    agreed = false;
  });

  const offer = worker => {
    if (!worker || !workers.controller) return;
    fresh = worker;
    tell();
  };
  const watch = registration => {
    offer(registration.waiting);
    const follow = () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => { if (worker.state === 'installed') offer(worker); });
    };
    // The browser looks for a new version at every navigation, often before this page listens.
    follow();
    registration.addEventListener('updatefound', follow);
    // An installed app may stay open for weeks without a navigation.
    addEventListener('visibilitychange', () => { if (!document.hidden) registration.update().catch(() => {}); });
  };
  // Not before the page has what it needs, for the worker downloads the whole app. A browser that refuses only loses
  // the start without network.
  const begin = () => workers.register(address, { updateViaCache: 'none' }).then(watch).catch(() => {});
  if (globalThis.requestIdleCallback) requestIdleCallback(begin);
  else setTimeout(begin);
};

export const takeUpdate = () => {
  if (!fresh) return location.reload();
  agreed = true;
  fresh.postMessage('SKIP_WAITING');
};
