import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelVariables, escapeArgument, literalArgument, literalArgumentFor } from './escape.ts';
import { expandArgument, readVariables, splitWords } from './testing/freeswitch-splitting.ts';

const nasty = fc.string({
  unit: fc.constantFrom(...String.raw`'"\,=|&;:_%$^<>[]()ns `.split(''), 'あ', 'x', '\t', '{', '}', '${', 'run()'),
  maxLength: 20,
});
const refused = expect.objectContaining({ code: 'ESL_BAD_ARGUMENT' });

describe('escapeArgument', () => {
  it('makes one word of any text, which FreeSWITCH reads as that text', () => {
    fc.assert(
      fc.property(nasty, nasty, (first, second) => {
        expect(splitWords(`${escapeArgument(first)} ${escapeArgument(second)}`)).toEqual([first, second]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['a\nb', 'a\rb', 'a\0b', 'x'.repeat(70_000)])('refuses line breaks, NUL and endless text', (text) => {
    expect(() => escapeArgument(text)).toThrow(refused);
  });
});

describe('channelVariables', () => {
  const value = nasty.map((text) => text.replace(/[{}]/g, '').replaceAll('_', '-'));

  it('arrives as it was given, and leaves the dial string alone', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const read = readVariables(`${channelVariables({ a, b, n: 3, yes: true })}user/1001`);
        expect(read?.rest).toBe('user/1001');
        expect(read?.variables).toEqual(new Map([['a', a], ['b', b], ['n', '3'], ['yes', 'true']]));
      }),
      { numRuns: 1000 },
    );
  });

  it('survives being a word of an originate command', () => {
    fc.assert(
      fc.property(value, (a) => {
        const [dialString = '', application] = splitWords(`${escapeArgument(`${channelVariables({ a })}user/1`)} &park()`);
        expect(application).toBe('&park()');
        expect(readVariables(dialString)?.variables.get('a')).toBe(a);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['{', '}', 'a}user/9', 'a:_:b', 'a\nb'])('refuses %j, for which FreeSWITCH has no escape', (text) => {
    expect(() => channelVariables({ a: text })).toThrow(refused);
  });

  it.each(['a b', 'a,b', 'a=b', '^^:a', ''])('refuses %j as a name', (name) => {
    expect(() => channelVariables({ [name]: '1' })).toThrow(refused);
  });

  it('is nothing without variables', () => {
    expect(channelVariables({})).toBe('');
  });
});

describe('literalArgument', () => {
  it('comes out of the expansion unchanged: nothing is filled in, no function runs', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(!/^%.?\[/u.test(text));
        expect(expandArgument(literalArgument(text), 'FILLED IN')).toBe(text);
      }),
      { numRuns: 2000 },
    );
    expect(expandArgument('x=${system(reboot)}', 'FILLED IN')).toBe('x=FILLED IN');
    expect(literalArgument('1 1 2 1500 # a.wav b.wav choice ^[1-6]$')).toBe('1 1 2 1500 # a.wav b.wav choice ^[1-6]$');
  });

  it('comes out unchanged of applications that expand twice, such as set', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const sent = literalArgumentFor('SET', `name=${text}`);
        expect(expandArgument(expandArgument(sent, 'FILLED IN'), 'FILLED IN')).toBe(`name=${text}`);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['%[a=b]x', '%:[a=b]x'])('refuses %j, which would set variables', (text) => {
    expect(() => literalArgument(text)).toThrow(refused);
  });
});
