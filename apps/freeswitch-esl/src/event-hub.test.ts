import { describe, expect, it } from 'vitest';
import type { EslError } from './errors.ts';
import { EslEvent } from './esl-event.ts';
import { EventHub } from './event-hub.ts';
import { InflowGate } from './inflow-gate.ts';
import { ManualTimer } from './testing/manual-timer.ts';

const custom = new EslEvent(
  new Map([
    ['Event-Name', 'CUSTOM'],
    ['Event-Subclass', 'sofia::register'],
    ['Unique-ID', 'u1'],
  ]),
);

function setUp() {
  const problems: EslError[] = [];
  return { hub: new EventHub((problem) => problems.push(problem)), problems };
}

describe('EventHub', () => {
  it('delivers by channel, name, subclass and to all, and to nobody else', () => {
    const { hub } = setUp();
    const heard: string[] = [];
    hub.on('*', () => void heard.push('all'));
    hub.on('CUSTOM', () => void heard.push('name'));
    hub.on('sofia::register', () => void heard.push('subclass'));
    hub.onChannel('u1', () => void heard.push('channel'));
    hub.onChannel('u2', () => void heard.push('other channel'));
    hub.on('DTMF', () => void heard.push('other name'));
    void hub.dispatch(custom);
    expect(heard).toEqual(['channel', 'name', 'subclass', 'all']);
  });

  it('goes on after a listener that throws or rejects, and reports it with its cause', async () => {
    const { hub, problems } = setUp();
    let heard = 0;
    hub.on('CUSTOM', () => {
      throw new TypeError('sync');
    });
    hub.on('CUSTOM', () => Promise.reject(new TypeError('async')));
    hub.on('CUSTOM', () => {
      heard += 1;
    });
    await Promise.all(hub.dispatch(custom));
    expect(heard).toBe(1);
    expect(problems.map(({ code, cause }) => [code, String(cause)])).toEqual([
      ['ESL_LISTENER_FAILED', 'TypeError: sync'],
      ['ESL_LISTENER_FAILED', 'TypeError: async'],
    ]);
  });

  it('leaves nothing behind when all have unsubscribed, even twice', () => {
    const { hub } = setUp();
    const listener = (): void => {};
    const first = hub.onChannel('u1', listener);
    const second = hub.onChannel('u1', listener);
    first();
    first();
    expect(hub.size).toBe(1);
    second();
    expect(hub.size).toBe(0);
  });
});

describe('InflowGate', () => {
  function setUpGate(awaitsInput: () => boolean = () => false) {
    const timer = new ManualTimer();
    const calls: string[] = [];
    const gate = new InflowGate({
      startTimer: timer.start,
      pause: () => void calls.push('pause'),
      resume: () => void calls.push('resume'),
      awaitsInput,
      most: 2,
      mostPauseMs: 100,
    });
    const finish: (() => void)[] = [];
    const deliver = (): void => gate.track([new Promise((resolve) => finish.push(resolve))]);
    return { timer, calls, gate, finish, deliver };
  }

  it('stops reading at the limit and goes on at half of it', async () => {
    const { calls, deliver, finish, timer } = setUpGate();
    deliver();
    expect(calls).toEqual([]);
    deliver();
    expect(calls).toEqual(['pause']);
    finish[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(calls).toEqual(['pause', 'resume']);
    expect(timer.waits).toEqual([]);
  });

  it('does not lock up listeners that wait for input themselves', () => {
    const waiting = setUpGate(() => true);
    waiting.deliver();
    waiting.deliver();
    expect(waiting.calls).toEqual([]);
    const { calls, deliver, timer, gate } = setUpGate();
    deliver();
    deliver();
    timer.advance(100);
    expect(calls).toEqual(['pause', 'resume']);
    deliver();
    gate.open(); // a command is sent
    expect(calls).toEqual(['pause', 'resume', 'pause', 'resume']);
  });
});
