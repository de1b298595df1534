import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EslError } from './errors.ts';
import type { OutboundCall } from './outbound-call.ts';
import { OutboundServer, type OutboundServerOptions } from './outbound-server.ts';
import { commandReply } from './testing/fake-event-socket.ts';

const uuid = '00000000-0000-4000-8000-000000000002';
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0).reverse()) await stop();
});

async function serve(options: OutboundServerOptions): Promise<{ server: OutboundServer; problems: EslError[] }> {
  const problems: EslError[] = [];
  const server = new OutboundServer({ onProblem: (problem) => problems.push(problem), ...options });
  await server.listen();
  cleanUp.push(() => server.stop());
  return { server, problems };
}

/** FreeSWITCH handing over a call: answers `connect` with channel data and everything else with +OK. */
function handOver(port: number, control = 'full', channel = uuid): { socket: Socket; text: () => string; closed: Promise<void> } {
  const socket = connect({ host: '127.0.0.1', port });
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    const answered = text.length === 0;
    text += chunk.toString('utf8');
    if (answered) {
      socket.write(
        `Event-Name: CHANNEL_DATA\nUnique-ID: ${channel}\nvariable_a: b%3A%20c\nContent-Type: command/reply\nReply-Text: %2BOK%0A\nControl: ${control}\n\n`,
      );
    } else socket.write(commandReply('+OK'));
  });
  socket.on('error', () => {});
  return { socket, text: () => text, closed: new Promise((resolve) => void socket.on('close', () => resolve())) };
}

describe('OutboundServer', () => {
  it('hands over the call with its data, and sends commands for its channel', async () => {
    let taken: OutboundCall | undefined;
    const { server, problems } = await serve({
      onCall: async (call) => {
        taken = call;
        await call.execute('answer');
        await call.release();
      },
    });
    const call = handOver(server.port);
    await call.closed;
    expect(call.text()).toBe(`connect\n\nsendmsg ${uuid}\ncall-command: execute\nexecute-app-name: answer\n\n`);
    expect(taken?.uuid).toBe(uuid);
    expect(taken?.data.variable('a')).toBe('b: c');
    expect(problems).toEqual([]);
    await expect.poll(() => server.callCount).toBe(0);
  });

  it('refuses at once what FreeSWITCH ignores without full control, so that answers stay in step', async () => {
    const codes: string[] = [];
    const { server } = await serve({
      onCall: async (call) => {
        await call.api('status').catch((error: EslError) => void codes.push(error.code));
        await call.linger().catch((error: EslError) => void codes.push(error.code));
        await call.execute('answer');
        await call.release();
      },
    });
    const call = handOver(server.port, 'single-channel');
    await call.closed;
    expect(codes).toEqual(['ESL_CONTROL_LIMITED', 'ESL_CONTROL_LIMITED']);
    expect(call.text()).not.toContain('status');
  });

  it('gives the call back to the dialplan when it cannot be taken', async () => {
    const { server, problems } = await serve({ onCall: () => Promise.reject(new TypeError('broken flow')) });
    await handOver(server.port).closed;
    await handOver(server.port, 'full', 'no-uuid').closed;
    expect(problems.map(({ code }) => code)).toEqual(['ESL_LISTENER_FAILED', 'ESL_BAD_ARGUMENT']);
  });

  it('gives up a peer that never answers connect', async () => {
    const { server, problems } = await serve({ onCall: async () => {}, commandTimeoutMs: 30 });
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.resume();
    await new Promise((resolve) => socket.on('close', resolve));
    expect(problems.map(({ code }) => code)).toEqual(['ESL_COMMAND_TIMEOUT']);
  });

  it('listens beyond loopback only with a list of peers, and turns others away', async () => {
    const open = new OutboundServer({ host: '0.0.0.0', onCall: async () => {} });
    await expect(open.listen()).rejects.toMatchObject({ code: 'ESL_LISTEN_UNSAFE' });
    const { server } = await serve({ onCall: async () => {}, accept: () => false });
    const call = handOver(server.port);
    await call.closed;
    expect(call.text()).toBe('');
  });

  it('says so when the port is taken', async () => {
    const { server } = await serve({ onCall: async () => {} });
    const second = new OutboundServer({ port: server.port, onCall: async () => {} });
    await expect(second.listen()).rejects.toMatchObject({ code: 'ESL_LISTEN_FAILED' });
  });

  it('stops with calls in progress: their commands reject and no socket is left', async () => {
    let failed: Promise<string> | undefined;
    const { server } = await serve({
      onCall: async (call) => {
        failed = call.execute('answer').then(
          () => 'answered',
          (error: EslError) => error.code,
        );
        await failed;
      },
    });
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.once('data', () => {
      socket.write(`Unique-ID: ${uuid}\nContent-Type: command/reply\nControl: full\n\n`);
    });
    await expect.poll(() => failed !== undefined).toBe(true);
    await server.stop();
    expect(await failed).toMatch(/^ESL_(?:DISCONNECTED|NOT_SENT)$/);
    expect(server.callCount).toBe(0);
    cleanUp.pop();
  });
});
