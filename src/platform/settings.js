// What the operator set, as the page carries it. What is missing or cannot be read is not set.
let settings;
const read = () => {
  try {
    return JSON.parse(document.querySelector('meta[name="gom-config"]').content) ?? {};
  } catch {
    return {};
  }
};
const find = path => path.split('.').reduce((at, name) => at?.[name], settings ??= read());

// A text; a list comes with commas.
export const setting = path => {
  const value = find(path);
  return value?.length ? String(value) : undefined;
};

// Letters on the accent are white or black, whichever is easier to read.
const linear = part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
const channel = (color, at) => linear(parseInt(color.slice(at, at + 2), 16) / 255);
const luminance = color => .2126 * channel(color, 1) + .7152 * channel(color, 3) + .0722 * channel(color, 5);
export const showAccent = () => {
  const accent = find('accent');
  if (!accent) return;
  const { light, dark } = accent;
  const ink = color => luminance(color) > .179 ? '#000' : '#fff';
  const set = (name, light, dark) => document.documentElement.style.setProperty(name, `light-dark(${light}, ${dark})`);
  set('--jade', light, dark);
  set('--jade-ink', ink(light), ink(dark));
  // So thin that the accent itself can still be read on it.
  set('--jade-soft', `color-mix(in srgb, ${light} 7%, #fffdf9)`, `color-mix(in srgb, ${dark} 8%, #0f1412)`);
};
