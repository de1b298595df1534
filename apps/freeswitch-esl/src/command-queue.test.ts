import { describe, expect, it } from 'vitest';
import { CommandQueue } from './command-queue.ts';
import { EslError } from './errors.ts';
import type { Frame } from './frame-parser.ts';
import { ManualTimer } from './testing/manual-timer.ts';

function setUp(options: { maxCommands?: number; accepts?: () => boolean } = {}) {
  const timer = new ManualTimer();
  const writes: string[] = [];
  const queue = new CommandQueue({
    write: (text) => {
      writes.push(text);
      return options.accepts?.() ?? true;
    },
    startTimer: timer.start,
    maxCommands: options.maxCommands ?? 100,
  });
  return { timer, writes, queue };
}

function reply(text: string): Frame {
  return { headers: new Map([['Reply-Text', text]]), body: Buffer.alloc(0) };
}

const textOf = (answer: Promise<Frame>): Promise<string | undefined> => answer.then(({ headers }) => headers.get('Reply-Text'));
const coded = (code: string, fate: string) => expect.objectContaining({ code, fate });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('CommandQueue', () => {
  it('sends commands issued together in one write and answers them in order', async () => {
    const { queue, writes, timer } = setUp();
    const answers = ['a', 'b', 'c'].map((text) => textOf(queue.submit('x', text, 10)));
    await turn();
    expect(writes).toEqual(['abc']);
    for (const text of ['1', '2', '3']) expect(queue.answer(reply(text))).toBe(true);
    expect(await Promise.all(answers)).toEqual(['1', '2', '3']);
    expect(timer.waits).toEqual([]);
    expect(queue.answer(reply('4'))).toBe(false);
  });

  it('takes the late answer of a command that timed out off the stream', async () => {
    const { queue, timer } = setUp();
    const slow = queue.submit('slow', 'a', 10);
    const next = textOf(queue.submit('next', 'b', 50));
    await turn();
    timer.advance(10);
    await expect(slow).rejects.toEqual(coded('ESL_COMMAND_TIMEOUT', 'unknown'));
    expect(queue.awaited).toBe(1);
    queue.answer(reply('late'));
    queue.answer(reply('right'));
    expect(await next).toBe('right');
    expect(queue.awaited).toBe(0);
  });

  it('holds back while the socket is full; what times out there was never sent', async () => {
    let full = true;
    const { queue, writes, timer } = setUp({ accepts: () => !full });
    void queue.submit('first', 'a', 100).catch(() => {});
    await turn();
    const waiting = queue.submit('waiting', 'b', 10);
    void queue.submit('third', 'c', 100).catch(() => {});
    await turn();
    timer.advance(10);
    await expect(waiting).rejects.toEqual(coded('ESL_NOT_SENT', 'never-sent'));
    full = false;
    queue.drained();
    expect(writes).toEqual(['a', 'c']);
  });

  it('refuses more than its limit, abandoned commands included', async () => {
    const { queue, timer } = setUp({ maxCommands: 2 });
    const held = [queue.submit('a', 'a', 10), queue.submit('b', 'b', 10)];
    await turn();
    timer.advance(10);
    await Promise.allSettled(held);
    await expect(queue.submit('c', 'c', 10)).rejects.toEqual(coded('ESL_QUEUE_FULL', 'never-sent'));
    queue.answer(reply('late'));
    const accepted = queue.submit('d', 'd', 10);
    queue.close(new EslError('ESL_CLOSED'));
    await expect(accepted).rejects.toEqual(coded('ESL_NOT_SENT', 'never-sent'));
  });

  it('rejects on close: sent as unknown, waiting as never sent, later ones as not connected; writes nothing more', async () => {
    const { queue, writes, timer } = setUp();
    const sent = queue.submit('sent', 'a', 10);
    await turn();
    const waiting = queue.submit('waiting', 'b', 10);
    const reason = new EslError('ESL_CLOSED');
    queue.close(reason);
    await expect(sent).rejects.toEqual(coded('ESL_DISCONNECTED', 'unknown'));
    await expect(sent).rejects.toMatchObject({ cause: reason, where: 'sent' });
    await expect(waiting).rejects.toEqual(coded('ESL_NOT_SENT', 'never-sent'));
    await expect(queue.submit('later', 'c', 10)).rejects.toEqual(coded('ESL_NOT_CONNECTED', 'never-sent'));
    await turn();
    queue.drained();
    expect(writes).toEqual(['a']);
    expect(timer.waits).toEqual([]);
  });
});
