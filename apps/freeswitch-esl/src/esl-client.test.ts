import { afterEach, describe, expect, it } from 'vitest';
import { type ClientOptions, connect, EslClient } from './esl-client.ts';
import type { EslError } from './errors.ts';
import type { EslEvent } from './esl-event.ts';
import { apiResponse, commandReply, FakeEventSocket, type FakeEventSocketOptions, plainEvent } from './testing/fake-event-socket.ts';
import { ManualTimer } from './testing/manual-timer.ts';

const uuid = '00000000-0000-4000-8000-000000000002';
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of cleanUp.splice(0).reverse()) await stop();
});

async function fakeServer(options?: FakeEventSocketOptions): Promise<FakeEventSocket> {
  const server = await new FakeEventSocket(options).listen();
  cleanUp.push(() => server.close());
  return server;
}

function makeClient(server: FakeEventSocket, options: Partial<ClientOptions> = {}): EslClient {
  const client = new EslClient({ port: server.port, password: 'secret', keepAliveMs: 0, ...options });
  cleanUp.push(() => client.stop());
  return client;
}

/** Waits for a condition on the other side of the socket. */
async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 1) {
    if (waited > 400) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function startReady(client: EslClient): Promise<void> {
  client.start();
  await until(() => client.isReady);
}

describe('connect', () => {
  it('authenticates, runs commands, and leaves nothing behind after stop', async () => {
    const timer = new ManualTimer();
    const server = await fakeServer({ answer: (command) => apiResponse(`heard ${command.trim()}: x: y\n`) });
    const client = await connect({ port: server.port, password: 'secret', startTimer: timer.start });
    expect(await client.api('status')).toBe('heard api status: x: y\n');
    await client.stop();
    expect(timer.waits).toEqual([]);
    await until(() => server.sockets.size === 0);
    expect(() => client.start()).toThrow(expect.objectContaining({ code: 'ESL_STOPPED' }));
  });

  it('rejects a wrong password with a code, without the password, and does not try again', async () => {
    const server = await fakeServer();
    const failure = connect({ port: server.port, password: 'wr0ng', backoff: { firstMs: 1 } });
    await expect(failure).rejects.toMatchObject({ code: 'ESL_AUTH_REJECTED' });
    await expect(failure).rejects.not.toThrow(/wr0ng/);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.connections).toBe(1);
  });

  it('says so when the machine is not allowed, nobody listens, or nobody answers', async () => {
    const barred = await fakeServer({ greeting: 'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n' });
    await expect(connect({ port: barred.port, password: 'secret' })).rejects.toMatchObject({ code: 'ESL_ACL_REJECTED' });
    const mute = await fakeServer({ greeting: '\n' });
    await expect(connect({ port: mute.port, password: 'secret', connectTimeoutMs: 30 })).rejects.toMatchObject({
      code: 'ESL_CONNECT_TIMEOUT',
      where: `127.0.0.1:${mute.port}`,
    });
    const gone = await new FakeEventSocket().listen();
    const { port } = gone;
    await gone.close();
    await expect(connect({ port, password: 'secret' })).rejects.toMatchObject({ code: 'ESL_CONNECT_FAILED' });
  });

  it('rejects when the preparation fails', async () => {
    const server = await fakeServer({ answer: () => commandReply('-ERR no keywords supplied') });
    const failure = connect({
      port: server.port,
      password: 'secret',
      onConnected: async (connection) => void (await connection.event('plain', ['DTMF'])),
    });
    await expect(failure).rejects.toMatchObject({ code: 'ESL_HOOK_FAILED', cause: { code: 'ESL_COMMAND_REFUSED' } });
  });
});

describe('EslClient', () => {
  it('is ready only after the preparation, and refuses commands before', async () => {
    const server = await fakeServer();
    const seen: string[] = [];
    let finish = (): void => {};
    const client = makeClient(server, {
      onConnected: async (connection) => {
        await connection.event('plain', ['DTMF']);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
    });
    client.onState('connected', () => void seen.push('connected'));
    client.start();
    await until(() => server.commands.length === 1);
    expect(client.isReady).toBe(false);
    await expect(client.api('status')).rejects.toMatchObject({ code: 'ESL_NOT_CONNECTED', fate: 'never-sent' });
    finish();
    await until(() => client.isReady);
    expect(seen).toEqual(['connected']);
  });

  it('rejects commands in flight on disconnect, comes back by itself, and sends nothing again', async () => {
    const server = await fakeServer({ answer: () => undefined });
    const states: string[] = [];
    const client = makeClient(server, { backoff: { firstMs: 10 } });
    client.onState('connected', () => void states.push('connected'));
    client.onState('disconnected', ({ code }) => void states.push(`disconnected ${code}`));
    client.onState('retrying', ({ attempt }) => void states.push(`retrying ${attempt}`));
    await startReady(client);
    const originate = client.api('originate', 'user/1 &park()');
    const job = client.bgapi('originate', 'user/2 &park()');
    await until(() => server.commands.length === 3);
    server.dropAll();
    await expect(originate).rejects.toMatchObject({ code: 'ESL_DISCONNECTED', fate: 'unknown', where: 'api originate' });
    await expect(job).rejects.toMatchObject({ code: 'ESL_DISCONNECTED', fate: 'unknown', where: 'bgapi originate' });
    await until(() => client.isReady);
    expect(server.connections).toBe(2);
    server.answer = () => apiResponse('+OK');
    await client.api('status');
    expect(server.commands.filter((command) => command.includes('originate')).length).toBe(2);
    expect(states).toEqual(['connected', 'disconnected ESL_CLOSED', 'retrying 1', 'connected']);
  });

  it('waits longer from attempt to attempt, and begins anew only after a stable connection', async () => {
    const timer = new ManualTimer();
    const server = await fakeServer();
    const delays: number[] = [];
    const client = makeClient(server, { startTimer: timer.start, random: () => 0, stableMs: 5000 });
    client.onState('retrying', ({ delayMs }) => void delays.push(delayMs));
    client.start();
    const loseIt = async (): Promise<void> => {
      const count = delays.length;
      await until(() => client.isReady);
      server.dropAll();
      await until(() => delays.length > count);
    };
    for (let round = 0; round < 3; round += 1) {
      await loseIt();
      timer.advance(1000);
    }
    await until(() => client.isReady);
    timer.advance(5000);
    await loseIt();
    expect(delays).toEqual([125, 250, 500, 125]);
  });

  it('pipelines: commands issued together arrive together and are answered in order', async () => {
    const server = await fakeServer({ answer: (command) => apiResponse(command.trim()) });
    const client = makeClient(server);
    await startReady(client);
    const reads = server.reads;
    const numbers = Array.from({ length: 20 }, (_, index) => `${index}`);
    expect(await Promise.all(numbers.map((number) => client.api('echo', number)))).toEqual(numbers.map((n) => `api echo ${n}`));
    expect(server.reads).toBe(reads + 1);
  });

  it('rejects -ERR and -USAGE with the answer, and a bad argument before sending', async () => {
    const server = await fakeServer({ answer: (command) => apiResponse(command.includes('1') ? '-ERR No such channel!\n' : '-USAGE: x\n') });
    const client = makeClient(server);
    await startReady(client);
    await expect(client.api('uuid_kill', '1')).rejects.toMatchObject({ code: 'ESL_COMMAND_REFUSED', reply: '-ERR No such channel!\n' });
    await expect(client.api('uuid_kill')).rejects.toMatchObject({ code: 'ESL_COMMAND_REFUSED', fate: 'refused' });
    await expect(client.api('uuid_kill', 'x\napi status')).rejects.toMatchObject({ code: 'ESL_BAD_ARGUMENT' });
    await expect(client.execute('not-a-uuid', 'answer')).rejects.toMatchObject({ code: 'ESL_BAD_ARGUMENT' });
    expect(server.commands.length).toBe(2);
  });

  it('drops the late answer of a command that timed out', async () => {
    const server = await fakeServer({ answer: () => undefined });
    const client = makeClient(server);
    await startReady(client);
    await expect(client.api('slow', '', { timeoutMs: 20 })).rejects.toMatchObject({ code: 'ESL_COMMAND_TIMEOUT' });
    server.answer = () => apiResponse('late') + apiResponse('right');
    expect(await client.api('next')).toBe('right');
  });

  it('refuses commands over its bound instead of collecting them', async () => {
    const server = await fakeServer({ answer: () => undefined });
    const client = makeClient(server, { maxCommands: 3 });
    await startReady(client);
    const held = [1, 2, 3].map(() => client.api('x').catch((error: EslError) => error.code));
    await expect(client.api('x')).rejects.toMatchObject({ code: 'ESL_QUEUE_FULL' });
    await client.stop();
    expect(await Promise.all(held)).toEqual(['ESL_DISCONNECTED', 'ESL_DISCONNECTED', 'ESL_DISCONNECTED']);
  });

  it('correlates background jobs by their id, whatever the order, past its own filters', async () => {
    const jobs: string[] = [];
    const server = await fakeServer({
      answer: (command) => {
        const [, job] = /\nJob-UUID: (\S+)/.exec(command) ?? [];
        if (job === undefined) return commandReply('+OK');
        jobs.push(job);
        return `Content-Type: command/reply\nReply-Text: +OK Job-UUID: ${job}\nJob-UUID: ${job}\n\n`;
      },
    });
    const client = makeClient(server);
    await startReady(client);
    await client.filter('Unique-ID', uuid);
    const outputs = [client.bgapi('one'), client.bgapi('two')];
    const refusedJob = client.bgapi('three');
    await until(() => jobs.length === 3);
    const done = (job: string | undefined, body: string): string =>
      plainEvent({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': job ?? '' }, body);
    server.send(done('unknown', 'x') + done(jobs[2], '-ERR USER_BUSY\n') + done(jobs[1], '+OK 2') + done(jobs[0], '+OK 1'));
    await expect(refusedJob).rejects.toMatchObject({ code: 'ESL_COMMAND_REFUSED', reply: '-ERR USER_BUSY\n' });
    expect(await Promise.all(outputs)).toEqual(['+OK 1', '+OK 2']);
    expect(server.commands.filter((command) => !command.startsWith('bgapi'))).toEqual([
      `filter Unique-ID ${uuid}\n\n`,
      'event plain BACKGROUND_JOB\n\n',
      'filter Event-Name BACKGROUND_JOB\n\n',
    ]);
  });

  it('delivers events by channel over reconnections', async () => {
    const server = await fakeServer();
    const client = makeClient(server, { backoff: { firstMs: 5 } });
    const heard: EslEvent[] = [];
    client.onChannel(uuid, (event) => void heard.push(event));
    client.start();
    for (let round = 0; round < 2; round += 1) {
      await until(() => server.connections === round + 1 && client.isReady);
      server.send(plainEvent({ 'Event-Name': 'DTMF', 'Unique-ID': uuid, 'DTMF-Digit': '#' }) + plainEvent({ 'Event-Name': 'DTMF', 'Unique-ID': 'other' }));
      await until(() => heard.length === round + 1);
      server.dropAll();
    }
    expect(heard.map((event) => event.get('DTMF-Digit'))).toEqual(['#', '#']);
  });

  it('goes on after an unreadable event, and gives up on an answer nobody asked for', async () => {
    const server = await fakeServer();
    const problems: string[] = [];
    const reasons: string[] = [];
    const client = makeClient(server);
    client.onState('problem', ({ code }) => void problems.push(code));
    client.onState('disconnected', ({ code }) => void reasons.push(code));
    await startReady(client);
    server.send('Content-Type: text/event-json\nContent-Length: 1\n\n{');
    await until(() => problems.length === 1);
    expect(problems).toEqual(['ESL_BAD_EVENT']);
    expect(client.isReady).toBe(true);
    server.send(commandReply('+OK'));
    await until(() => reasons.length === 1);
    expect(reasons).toEqual(['ESL_UNEXPECTED_REPLY']);
  });

  it('gives up on a silent FreeSWITCH, but not on one that is only quiet', async () => {
    const timer = new ManualTimer();
    const server = await fakeServer();
    const reasons: string[] = [];
    const client = makeClient(server, { startTimer: timer.start, keepAliveMs: 1000, commandTimeoutMs: 300 });
    client.onState('disconnected', ({ code }) => void reasons.push(code));
    await startReady(client);
    timer.advance(1000);
    await until(() => server.commands.length === 1 && timer.waits.includes(1000));
    expect(server.commands).toEqual(['api uptime\n\n']);
    server.answer = () => undefined;
    timer.advance(1000);
    await until(() => server.commands.length === 2);
    timer.advance(300);
    await until(() => reasons.length === 1);
    expect(reasons).toEqual(['ESL_SILENT']);
  });

  it('pauses the socket while async listeners lag, and loses nothing', async () => {
    const server = await fakeServer();
    const client = makeClient(server, { maxUnfinishedDeliveries: 10, maxPauseMs: 60_000 });
    let running = 0;
    let most = 0;
    let total = 0;
    client.on('DTMF', async () => {
      running += 1;
      total += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    });
    await startReady(client);
    const event = plainEvent({ 'Event-Name': 'DTMF', Padding: 'x'.repeat(5000) });
    server.send(event.repeat(500));
    await until(() => total === 500);
    // One 64 KiB chunk that is already read holds a dozen of them.
    expect(most).toBeLessThan(40);
  });

  it('ends on a disconnect notice and with the bytes of a too large frame', async () => {
    const server = await fakeServer();
    const reasons: EslError[] = [];
    const client = makeClient(server, { backoff: { firstMs: 5 }, maxBodyBytes: 100 });
    client.onState('disconnected', (reason) => void reasons.push(reason));
    await startReady(client);
    server.send('Content-Type: text/disconnect-notice\nContent-Length: 3\n\nbye');
    await until(() => reasons.length === 1);
    await until(() => client.isReady);
    server.send('Content-Type: text/event-plain\nContent-Length: 101\n\n');
    await until(() => reasons.length === 2);
    expect(reasons.map(({ code, where }) => [code, where])).toEqual([
      ['ESL_CLOSED', 'disconnect-notice'],
      ['ESL_BODY_TOO_LARGE', undefined],
    ]);
  });

  it('says goodbye', async () => {
    const server = await fakeServer({ answer: (command, socket) => void socket.end(commandReply(command.startsWith('exit') ? '+OK bye' : '?')) });
    const client = makeClient(server);
    await startReady(client);
    await client.exit();
    expect(server.commands).toEqual(['exit\n\n']);
    expect(client.isReady).toBe(false);
  });
});
