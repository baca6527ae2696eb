// Pages of another site, as a partner or somebody else would serve them, on a port of their own.
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';

export class Host {
  private constructor(private readonly server: Server, readonly origin: string) {}

  /** Serves `page` at every path of `name`, which is `localhost` or ends in `.localhost`. */
  static async serve(name: string, page: string): Promise<Host> {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><title>Another site</title>${page}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new Host(server, `http://${name}:${address.port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
