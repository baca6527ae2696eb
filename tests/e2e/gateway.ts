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
      const fits = gateway.signed(String(request.headers['gom-timestamp'] ?? ''), String(request.headers['gom-signature'] ?? ''), body);
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

  private signed(timestamp: string, signature: string, body: Buffer): boolean {
    const wanted = createHmac('sha256', this.secret).update(`${timestamp}.`).update(body).digest('hex');
    const given = Buffer.from(signature.replace(/^(v1|sha256)=/, ''));
    return given.length === wanted.length && timingSafeEqual(given, Buffer.from(wanted));
  }
}
