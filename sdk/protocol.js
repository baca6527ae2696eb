// What frame and page agree on, as contract::embed has it: tests/it/sdk.rs compares the two and says what to write here.
export const HELLO = "gom:hello";
export const CONNECT = {"gom":1};
// The messages of the frame, each with its fields in order.
export const FRAME_SAYS = {"ready":["kind"],"size":["height","kind"]};
export const THEME = {"kind":"theme","theme":"light"};
export const HEIGHT_MOST = 4000;
export const VIEWS = {"balance":"/embed/balance"};
