import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandText } from './command-text.ts';
import { EslError } from './errors.ts';

const uuid = '00000000-0000-4000-8000-000000000002';
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('\r', '\n', '\0', ':', ' ', 'a', 'あ', '\n\napi x\n\n', 'Job-UUID: ', '\u2028'), maxLength: 12 }),
  fc.constantFrom('playback', 'Unique-ID', uuid),
);

/** Each builder with one value from outside, and how many lines before the empty line it may have. */
const builders: Readonly<Record<string, { readonly build: (value: string) => string; readonly lines: number }>> = {
  auth: { build: (value) => commandText.auth(value), lines: 1 },
  'api command': { build: (value) => commandText.api(value), lines: 1 },
  'api arguments': { build: (value) => commandText.api('uuid_kill', value), lines: 1 },
  'bgapi arguments': { build: (value) => commandText.bgapi('originate', value, uuid), lines: 2 },
  'bgapi job': { build: (value) => commandText.bgapi('originate', 'x', value), lines: 2 },
  'execute uuid': { build: (value) => commandText.execute(value, 'answer'), lines: 3 },
  'execute application': { build: (value) => commandText.execute(uuid, value), lines: 3 },
  'execute argument': { build: (value) => commandText.execute(uuid, 'set', value), lines: 5 },
  'execute expanded': { build: (value) => commandText.execute(uuid, 'set', value, { expand: true }), lines: 5 },
  'execute event uuid': { build: (value) => commandText.execute(uuid, 'answer', '', { eventUuid: value }), lines: 4 },
  'hangup cause': { build: (value) => commandText.hangup(uuid, value), lines: 3 },
  'sendmsg name': { build: (value) => commandText.sendmsg(uuid, { [value]: 'x' }), lines: 2 },
  'sendmsg value': { build: (value) => commandText.sendmsg(uuid, { 'call-command': value }), lines: 2 },
  'sendmsg body': { build: (value) => commandText.sendmsg(uuid, { a: 'b' }, value), lines: 4 },
  'filter header': { build: (value) => commandText.filter(value, 'x'), lines: 1 },
  'filter value': { build: (value) => commandText.filter('Unique-ID', value), lines: 1 },
  'filter delete': { build: (value) => commandText.filterDelete('Unique-ID', value), lines: 1 },
  'event name': { build: (value) => commandText.event('plain', [value]), lines: 1 },
  'event subclass': { build: (value) => commandText.event('plain', [], [value]), lines: 1 },
  nixevent: { build: (value) => commandText.nixevent([value]), lines: 1 },
};

/** The text, or nothing when it was refused in the right way; any other error fails the test. */
function builtOrRefused(build: () => string): string | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof EslError && error.code === 'ESL_BAD_ARGUMENT' && error.fate === 'never-sent') return undefined;
    throw error;
  }
}

describe('commandText', () => {
  it.each(Object.entries(builders))('%s cannot add a header line or a second command', (_, { build, lines }) => {
    fc.assert(
      fc.property(anything, (value) => {
        const text = builtOrRefused(() => build(value));
        if (text === undefined) return;
        const end = text.indexOf('\n\n');
        const body = text.slice(end + 2);
        const announced = /\ncontent-length: (\d+)$/.exec(text.slice(0, end))?.[1] ?? '0';
        expect(text.slice(0, end).split('\n').length).toBeLessThanOrEqual(lines);
        expect(Buffer.byteLength(body)).toBe(Number(announced));
        expect(/[\r\0]/.test(text)).toBe(false);
        expect(body.includes('\n')).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('sends the argument as a body measured in bytes', () => {
    expect(commandText.execute(uuid, 'playback', '/音声/案内.wav', { eventUuid: uuid, eventLock: true, loops: 2 })).toBe(
      `sendmsg ${uuid}\ncall-command: execute\nexecute-app-name: playback\nEvent-UUID: ${uuid}\nevent-lock: true\nloops: 2\n` +
        'content-type: text/plain\ncontent-length: 18\n\n/音声/案内.wav',
    );
  });

  it('puts custom subclasses last, where they do not swallow event names', () => {
    expect(commandText.event('json', ['DTMF', 'CHANNEL_HANGUP'], ['sofia::register'])).toBe(
      'event json DTMF CHANNEL_HANGUP CUSTOM sofia::register\n\n',
    );
    expect(() => commandText.event('plain', ['CUSTOM'])).toThrow(EslError);
    expect(() => commandText.event('plain', [])).toThrow(EslError);
  });

  it.each(['delete', 'ADD'])('refuses %j as a filter header, which FreeSWITCH reads as its own word', (header) => {
    expect(() => commandText.filter(header, 'all')).toThrow(EslError);
  });

  it('refuses header lengths of its own and repetitions without end', () => {
    expect(() => commandText.sendmsg(uuid, { 'Content-Length': '5' })).toThrow(EslError);
    for (const loops of [0, -1, 1.5, Number.NaN]) {
      expect(() => commandText.execute(uuid, 'playback', 'x', { loops })).toThrow(EslError);
    }
  });

  it('never repeats the refused value in the error', () => {
    expect(() => commandText.api('x', '0312345678\n')).toThrow(expect.not.objectContaining({ message: expect.stringContaining('0312345678') }));
  });
});
