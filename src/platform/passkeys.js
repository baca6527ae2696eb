// Passkeys. The server speaks base64url where the browser wants bytes; the browsers' own conversion is too young to rely on.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt());
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const known = list => list?.map(key => ({ ...key, id: bytes(key.id) }));

export const hasPasskeys = () => !!globalThis.PublicKeyCredential;
// Asks the member's device; resolves to JSON for the server. `act` is `create` or `get`.
export const askDevice = async (act, options) => {
  const { publicKey } = JSON.parse(options);
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.allowCredentials = known(publicKey.allowCredentials);
  publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  const { id, rawId, type, response } = await navigator.credentials[act]({ publicKey });
  const said = {};
  for (const name of ['attestationObject', 'authenticatorData', 'clientDataJSON', 'signature', 'userHandle']) {
    if (response[name]) said[name] = text(response[name]);
  }
  return JSON.stringify({ id, rawId: text(rawId), type, response: said });
};
