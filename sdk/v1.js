// What a partner's page loads from the wallet: it makes the tag known, with the origin that this script came from.
import { define } from './gom-wallet.js';

define(new URL(import.meta.url).origin);
