// The page around the frame. It is greeted once and may hand over one port; everything after goes through that.
let port;
const text = data => {
  try {
    return JSON.stringify(data) ?? '';
  } catch {
    return '';
  }
};

// `take` judges what comes to the window and answers what to say first, or nothing to refuse; `heard` judges what comes through
// the port. An empty text fits nothing. `sized` is told the height down to the end of `element` from then on.
export const meetPage = (hello, take, heard, element, sized) => {
  addEventListener('message', ({ source, origin, data, ports }) => {
    const fits = source === parent && source !== window && ports.length === 1 && !port;
    const first = take(fits ? origin : '', fits ? text(data) : '');
    if (!first) return;
    [port] = ports;
    port.onmessage = event => heard(event.ports.length ? '' : text(event.data));
    tellPage(first);
    new ResizeObserver(() => sized(Math.ceil(element.getBoundingClientRect().bottom + scrollY))).observe(element);
  });
  parent.postMessage(hello, '*');
};
export const tellPage = message => port?.postMessage(JSON.parse(message));
