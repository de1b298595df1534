import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Answers to a command: text to send back, or nothing for silence. */
export type Answer = (command: string, socket: Socket) => string | undefined;

export interface FakeEventSocketOptions {
  readonly password?: string;
  readonly answer?: Answer;
  /** Sent instead of `auth/request` to whoever connects. */
  readonly greeting?: string;
}

/** The FreeSWITCH side of the protocol for tests: authentication, commands in order, and what the test tells it. */
export class FakeEventSocket {
  readonly #options: FakeEventSocketOptions;
  readonly #server: Server;
  readonly sockets = new Set<Socket>();
  /** Every command received on any connection, authentication left out. */
  readonly commands: string[] = [];
  /** How many pieces the commands came in. */
  reads = 0;
  connections = 0;
  answer: Answer;

  constructor(options: FakeEventSocketOptions = {}) {
    this.#options = options;
    this.answer = options.answer ?? (() => commandReply('+OK'));
    this.#server = createServer((socket) => this.#take(socket));
  }

  get port(): number {
    const address: string | AddressInfo | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  send(text: string): void {
    for (const socket of this.sockets) socket.write(text);
  }

  dropAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.dropAll();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #take(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    socket.write(this.#options.greeting ?? 'Content-Type: auth/request\n\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      this.reads += 1;
      text += chunk.toString('utf8');
      for (let cut = cutCommand(text); cut !== undefined; cut = cutCommand(text)) {
        text = text.slice(cut.length);
        this.#obey(cut, socket);
      }
    });
  }

  #obey(command: string, socket: Socket): void {
    if (command.startsWith('auth ')) {
      const right = command.trim() === `auth ${this.#options.password ?? 'secret'}`;
      socket.write(commandReply(right ? '+OK accepted' : '-ERR invalid'));
      if (!right) socket.end('Content-Type: text/disconnect-notice\nContent-Length: 5\n\nbye.\n');
      return;
    }
    this.commands.push(command);
    const answer = this.answer(command, socket);
    if (answer !== undefined && !socket.destroyed) socket.write(answer);
  }
}

/** The first whole command of the text, body included, or nothing. */
function cutCommand(text: string): string | undefined {
  const head = text.indexOf('\n\n');
  if (head === -1) return undefined;
  const bytes = Number(/\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  const rest = Buffer.from(text.slice(head + 2));
  if (rest.length < bytes) return undefined;
  return text.slice(0, head + 2) + rest.toString('utf8', 0, bytes);
}

export function commandReply(text: string): string {
  return `Content-Type: command/reply\nReply-Text: ${text}\n\n`;
}

export function apiResponse(text: string): string {
  return `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(text)}\n\n${text}`;
}

export function plainEvent(headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${encodeURIComponent(value)}\n`);
  const inner = body === '' ? '\n' : `Content-Length: ${Buffer.byteLength(body)}\n\n${body}`;
  const text = lines.join('') + inner;
  return `Content-Length: ${Buffer.byteLength(text)}\nContent-Type: text/event-plain\n\n${text}`;
}
