// What an operator has between Gom and the telephone network: it takes the webhook of codes and remembers what it was told.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';

export type Message = {
  id: string;
  to: { kind: string; phone?: string; program?: string; number?: string };
  purpose: string;
  code: string;
  language: string;
  expires_at: string;
};

export class Gateway {
  readonly secret = 'a-secret-of-the-operator-that-is-long-enough';
  readonly messages: Message[] = [];
  /** Requests whose signature did not fit. */
  refused = 0;

  private constructor(private readonly server: Server, readonly url: string) {}

  static async start(): Promise<Gateway> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const gateway = new Gateway(server, `http://127.0.0.1:${address.port}/codes`);
    server.on('request', async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts);
      const fits = gateway.signed(String(request.headers['gom-signature']), body);
      if (fits) gateway.messages.push(JSON.parse(body.toString('utf8')));
      else gateway.refused += 1;
      response.writeHead(fits ? 204 : 401).end();
    });
    return gateway;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** `t=1795344480,v1=HEX`: the time of sending, and the signature of that time and the body. */
  private signed(header: string, body: Buffer): boolean {
    const [, seconds, given] = header.match(/^t=(\d+),v1=([0-9a-f]{64})$/) ?? [];
    if (!seconds || !given || Math.abs(Date.now() / 1_000 - Number(seconds)) > 60) return false;
    const wanted = createHmac('sha256', this.secret).update(`${seconds}.`).update(body).digest('hex');
    return timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
  }
}
